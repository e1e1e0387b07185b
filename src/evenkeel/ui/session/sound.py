"""What a session sounds like: the user's settings, the voice, and why nothing is heard."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from evenkeel.catalogue.model import Catalogue
from evenkeel.journal.settings import Settings
from evenkeel.ui.style.screen_reader import ScreenReader
from evenkeel.voice.announcer import Announcer
from evenkeel.voice.player import DevicePlayer, Player
from evenkeel.voice.script import Script
from evenkeel.voice.sound_settings import Mode, SoundSettings
from evenkeel.voice.speech import CommandSpeaker, Speaker, system_speaker

_log = logging.getLogger(__name__)

#: How often voice and device are checked while their state is shown, in milliseconds.
_CHECK_MS = 500


class Sound(QObject):
    """The announcer with the user's settings applied.

    Attributes:
        script: the words for what is heard, and for the way to another place.
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
        reader: ScreenReader | None = None,
    ) -> None:
        """Uses the system's own voice and device unless others are passed.

        While the screen reader runs, it speaks in place of our voice, unless the user wants both.
        """
        super().__init__()
        self.script = script
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
        self._settings: Settings | None = None
        self._reader = reader
        if reader:
            reader.changed.connect(self._reader_changed)
        self._silence: tuple[str, ...] | None = None
        self._silence_timer = QTimer(self)
        self._silence_timer.setObjectName("sound_looking")
        self._silence_timer.setInterval(_CHECK_MS)
        self._silence_timer.timeout.connect(self._check_silence)

    def apply_settings(self, settings: Settings) -> None:
        """Applies the user's settings, from the next cue on."""
        self._settings = settings
        mode = Mode(settings.heard.value)
        reader = self._reader
        if reader and reader.running and mode.speaks and not settings.voice_beside_reader:
            mode = Mode.TONES
        if reader:
            reader.spoken_for = mode.speaks
        sound_settings = SoundSettings(
            mode=mode,
            voice_volume=settings.voice_volume,
            tone_volume=settings.tone_volume,
            wpm=settings.voice_wpm,
        )
        if sound_settings != self.announcer.sound_settings or self._silence is None:
            self.announcer.apply_settings(sound_settings)
            self._check_silence()

    def _reader_changed(self) -> None:
        """A screen reader was started or ended."""
        if self._settings:
            self.apply_settings(self._settings)

    def watch(self, *, on: bool) -> None:
        """Whether to tell about silence, which comes and goes with programs and devices."""
        if on:
            self.announcer.wake()
            self._silence_timer.start()
        else:
            self._silence_timer.stop()
            self.announcer.rest()

    def close(self) -> None:
        """Stops all sound and releases voice and device."""
        self._silence_timer.stop()
        self.announcer.close()

    def _check_silence(self) -> None:
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
