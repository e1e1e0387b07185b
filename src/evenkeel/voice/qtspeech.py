"""Speech through Qt, for Windows and macOS, whose own voices it speaks with at once.

Not for Linux: there the constructor waited 2.1 to 2.7 s for speech-dispatcher, or for ever.
"""

import importlib
import math
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer

from evenkeel.voice.script import Script, Silence
from evenkeel.voice.speech_timing import DEFAULT_WPM, speaking_s

#: What the voices of both systems say at Qt's rate 0, and the factor at rate 1.
_USUAL_WPM = 175
_FASTEST: Final = 3.0


def rate_of(wpm: int) -> float:
    """Qt's rate, from -1 to 1, for a speed in words a minute."""
    return max(-1.0, min(1.0, math.log(wpm / _USUAL_WPM, _FASTEST)))


class QtSpeaker:
    """A :class:`evenkeel.voice.speech.Speaker` on ``QTextToSpeech``; to be used in one thread.

    The engine is made when the first sentence is prepared, never while one is due.
    """

    def __init__(
        self,
        script: Script,
        *,
        engine: str | None = None,
        wpm: int = DEFAULT_WPM,
        volume: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        self._script = script
        self._engine = engine
        self._wpm = wpm
        self._volume = volume
        self._speech: Any = None
        self._silence: Silence | None = None
        self._text = ""
        self._timer = QTimer(parent)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)

    def prepare(self, text: str) -> None:  # noqa: ARG002 - the engine speaks without rendering
        """Makes the engine, once."""
        if self._speech is None and self._silence is None:
            self._make()

    def seconds(self, text: str) -> float | None:  # noqa: ARG002
        """Not known before it was said."""
        return None

    def say(self, text: str, *, after_s: float = 0.0, within_s: float = math.inf) -> bool:
        """Says a sentence, if the estimate of its length allows."""
        self.stop()
        if self.why_silent() or self._speech is None:
            return False
        if after_s + speaking_s(text, self._script, self._wpm) > within_s:
            return False
        self._text = text
        if after_s > 0:
            self._timer.start(math.ceil(after_s * 1000))
        else:
            self._begin()
        return True

    def stop(self) -> None:
        """Stops speaking."""
        self._timer.stop()
        if self._speech is not None:
            self._speech.stop()

    def set_voice(self, *, wpm: int, volume: float) -> None:
        """Sets speed and volume; looks for a voice again if there was none."""
        self._wpm, self._volume, self._silence = wpm, volume, None
        self._tune()

    def why_silent(self) -> str | None:
        """Why nothing is said and what to do."""
        silence = self._silence
        if self._speech is not None and self._speech.state() == type(self._speech).State.Error:
            silence = Silence.NO_SPEECH_ENGINE
        return self._script.reason(silence) if silence else None

    def close(self) -> None:
        """Releases the engine."""
        self.stop()
        if self._speech is not None:
            self._speech.deleteLater()
            self._speech = None

    def _make(self) -> None:
        try:
            module = importlib.import_module("PySide6.QtTextToSpeech")
        except ImportError:
            self._silence = Silence.NO_SPEECH_MODULE
            return
        kind = module.QTextToSpeech
        if not kind.availableEngines():
            self._silence = Silence.NO_SPEECH_ENGINE
            return
        parent = self._timer.parent()
        self._speech = kind(self._engine, parent) if self._engine else kind(parent)
        self._tune()

    def _tune(self) -> None:
        if self._speech is not None:
            self._speech.setRate(rate_of(self._wpm))
            self._speech.setVolume(self._volume)

    def _begin(self) -> None:
        if self._speech is not None:
            self._speech.say(self._text)
