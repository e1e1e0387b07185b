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
        voiceGaveUp: the voice failed again and again, or never answered; it is better not asked
            any more, this time and at the next start, unless somebody wants it.
    """

    said = Signal(object)
    flashed = Signal(object)
    silenceChanged = Signal(object)
    voiceGaveUp = Signal()
    _failed = Signal()

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
        # From the voice's thread to this one.
        self._failed.connect(self._note_failure)
        self.script = script
        player = player or DevicePlayer(script)
        self._voice = speaker or self._system_voice(player)
        self.announcer = Announcer(
            catalogue,
            script,
            speaker=self._voice,
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
        self._why_no_voice = ""
        self._silence_timer = QTimer(self)
        self._silence_timer.setObjectName("sound_looking")
        self._silence_timer.setInterval(_CHECK_MS)
        self._silence_timer.timeout.connect(self._check_silence)

    def apply_settings(self, settings: Settings) -> None:
        """Applies the user's settings, from the next cue on."""
        self._settings = settings
        mode = Mode(settings.heard.value)
        if mode.speaks:
            self._why_no_voice = ""
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

    def why_silent(self) -> tuple[str, ...]:
        """Why something that is wanted, or was, is not heard, in sentences."""
        no_voice = (self._why_no_voice,) if self._why_no_voice else ()
        return (*no_voice, *self.announcer.why_silent())

    def close(self) -> None:
        """Stops all sound and releases voice and device."""
        self._silence_timer.stop()
        self.announcer.close()

    def _system_voice(self, player: Player) -> Speaker:
        """The system's; a command in the environment that can't be understood is not used."""
        try:
            return system_speaker(player, self.script, gave_up=self._failed.emit)
        except ValueError as error:
            _log.warning("EVENKEEL_VOICE: %s; the usual voice is used", error)
            return CommandSpeaker(player, self.script, gave_up=self._failed.emit)

    def _note_failure(self) -> None:
        self._why_no_voice = self._voice.why_silent() or ""
        self.voiceGaveUp.emit()

    def _check_silence(self) -> None:
        silence = self.why_silent()
        if silence != self._silence:
            self._silence = silence
            self.silenceChanged.emit(silence)
