"""What a session sounds like: the reader's settings, the voice, and why nothing is heard."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from evenkeel.catalogue.model import Catalogue
from evenkeel.journal.settings import Settings
from evenkeel.voice.announcer import Announcer
from evenkeel.voice.player import DevicePlayer, Player
from evenkeel.voice.script import Script
from evenkeel.voice.sound_settings import Mode, Sounding
from evenkeel.voice.speech import CommandSpeaker, Speaker, system_speaker

_log = logging.getLogger(__name__)

#: How often it is looked whether voice or device have gone or come, while that is shown.
_LOOK_MS = 500


class Sound(QObject):
    """The announcer, dressed in the reader's settings.

    Attributes:
        announcer: what follows a session.

    Signals:
        said: a cue with a text is due; it is shown as it is said.
        flashed: a cue with a tone that nobody hears.
        silenceChanged: why something that is wanted is not heard, in sentences; none: all is well.
    """

    said = Signal(object)
    flashed = Signal(object)
    silenceChanged = Signal(object)

    def __init__(
        self,
        catalogue: Catalogue,
        script: Script,
        *,
        player: Player | None = None,
        speaker: Speaker | None = None,
        record: Callable[[float], None] | None = None,
    ) -> None:
        """Takes the system's own voice and device where none are given."""
        super().__init__()
        player = player or DevicePlayer(script)
        self.announcer = Announcer(
            catalogue,
            script,
            speaker=speaker or _speaker(player, script),
            player=player,
            caption=self.said.emit,
            flash=self.flashed.emit,
            record=record,
        )
        self._silence: tuple[str, ...] | None = None
        self._looking = QTimer(self)
        self._looking.setObjectName("sound_looking")
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._appearance)

    def apply_settings(self, settings: Settings) -> None:
        """Takes the reader's settings, from the next cue on."""
        sounding = Sounding(
            mode=Mode(settings.heard.value),
            voice_volume=settings.voice_volume,
            tone_volume=settings.tone_volume,
            wpm=settings.voice_wpm,
        )
        if sounding != self.announcer.sounding or self._silence is None:
            self.announcer.set_sounding(sounding)
            self._appearance()

    def watch(self, *, on: bool) -> None:
        """Whether to tell about silence, which comes and goes with programs and devices."""
        if on:
            self.announcer.wake()
            self._looking.start()
        else:
            self._looking.stop()
            self.announcer.rest()

    def close(self) -> None:
        """Falls silent and gives voice and device back."""
        self._looking.stop()
        self.announcer.close()

    def _appearance(self) -> None:
        silence = self.announcer.why_silent()
        if silence != self._silence:
            self._silence = silence
            self.silenceChanged.emit(silence)


def _speaker(player: Player, script: Script) -> Speaker:
    """The system's voice; a command in the environment that can't be understood is not used."""
    try:
        return system_speaker(player, script)
    except ValueError as error:
        _log.warning("EVENKEEL_VOICE: %s; the usual voice is used", error)
        return CommandSpeaker(player, script)
