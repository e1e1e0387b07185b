"""The settings for sound: voice or tones or both, their volume, the speed of speech."""

from dataclasses import dataclass
from enum import StrEnum

from evenkeel.voice.speech_timing import DEFAULT_WPM, WPM_RANGE

#: The highest volume; 0 is silence.
LOUDEST = 100


class Mode(StrEnum):
    """What is heard."""

    VOICE_AND_TONES = "voice_and_tones"
    TONES = "tones"
    VOICE = "voice"
    QUIET = "quiet"

    @property
    def speaks(self) -> bool:
        """Whether sentences are said."""
        return self in (Mode.VOICE_AND_TONES, Mode.VOICE)

    @property
    def sounds(self) -> bool:
        """Whether tones are played."""
        return self in (Mode.VOICE_AND_TONES, Mode.TONES)


@dataclass(frozen=True, kw_only=True, slots=True)
class SoundSettings:
    """The user's settings: what is heard, the volumes (0 to 100), the speed (words a minute).

    Raises:
        ValueError: a value is outside of its range.
    """

    mode: Mode = Mode.VOICE_AND_TONES
    voice_volume: int = 80
    tone_volume: int = 60
    wpm: int = DEFAULT_WPM

    def __post_init__(self) -> None:
        for name, value, (low, high) in (
            ("voice_volume", self.voice_volume, (0, LOUDEST)),
            ("tone_volume", self.tone_volume, (0, LOUDEST)),
            ("wpm", self.wpm, WPM_RANGE),
        ):
            if not low <= value <= high:
                raise ValueError(f"{name}: {value!r}; allowed: {low} to {high}")
