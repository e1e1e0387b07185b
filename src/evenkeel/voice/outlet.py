"""Where a cue comes out: as a tone, in words, under the picture, and as a flash of light."""

import math
from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from evenkeel.voice import tones
from evenkeel.voice.cue import Cue, CueKind
from evenkeel.voice.mixer import Channel
from evenkeel.voice.player import Player
from evenkeel.voice.script import Script
from evenkeel.voice.sound_settings import LOUDEST, SoundSettings
from evenkeel.voice.speech import Speaker
from evenkeel.voice.speech_timing import spoken

#: How long a sentence that is not tied to the clock may wait for its sound, in seconds.
_WAITS_S: Final = 60.0


class CueOutlet:
    """Brings a cue to the user as the settings say, now, and never waits for a voice.

    Attributes:
        sound_settings: the user's settings.
    """

    def __init__(
        self,
        script: Script,
        *,
        speaker: Speaker,
        player: Player,
        sound_settings: SoundSettings,
        caption: Callable[[Cue], None],
        flash: Callable[[Cue], None],
    ) -> None:
        """``caption`` gets every cue with a text, ``flash`` those whose tone can't be heard."""
        self.sound_settings = sound_settings
        self._script = script
        self._speaker = speaker
        self._player = player
        self._caption = caption
        self._flash = flash

    def play(self, cue: Cue, room_s: float = math.inf) -> None:
        """Plays a cue; what can't be over in ``room_s`` seconds is not said."""
        mode = self.sound_settings.mode
        heard, after_s = False, 0.0
        # A count is a tick or a word, never both.
        says = mode.speaks and not (cue.kind is CueKind.COUNT and mode.sounds)
        if mode.sounds and cue.tone:
            volume = self.sound_settings.tone_volume / LOUDEST
            wav = tones.wav(cue.tone)
            heard = self._player.play(wav, channel=Channel.TONE, volume=volume)
            after_s = cue.text_after_s
        said = None
        if says and cue.text:
            said = self._speak(cue, after_s, min(room_s, _WAITS_S))
        if cue.text and cue.kind is not CueKind.COUNT:
            self._caption(replace(cue, text=said or cue.text))
        if cue.tone and not (heard or said) and cue.kind is not CueKind.COUNT:
            self._flash(cue)

    def why_silent(self) -> tuple[str, ...]:
        """Why something that is switched on is not heard, and what to do; empty if all is well."""
        reasons: list[str | None] = []
        if self.sound_settings.mode.speaks:
            reasons.append(self._speaker.why_silent())
        if self.sound_settings.mode.sounds:
            reasons.append(self._player.why_silent())
        return tuple(dict.fromkeys(reason for reason in reasons if reason))

    def _speak(self, cue: Cue, after_s: float, room_s: float) -> str | None:
        """The phrase that will be heard: the cue's text, or its shortest one for a slow voice."""
        for text in dict.fromkeys((cue.text, cue.brief)):
            words = spoken(text, self._script)
            known_s = self._speaker.seconds(words)
            if known_s is not None and after_s + known_s > room_s:
                continue
            if self._speaker.say(words, after_s=after_s, within_s=room_s):
                return text
        return None
