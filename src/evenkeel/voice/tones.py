"""Our own tones, made from sine waves: soft, and between 300 and 1200 Hz, where old ears hear."""

import array
import functools
import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from evenkeel.voice.wav import RATE, wav_of

#: The loudest sample of a tone at full volume, of 32767: full scale would be harsh.
_PEAK = 20000
_ATTACK_S = 0.02
_DECAY_S = 0.12
#: A quieter octave above makes a sine warmer and audible on small loudspeakers.
_OVERTONE = 0.2


class Tone(StrEnum):
    """What a tone means."""

    PREPARE = "prepare"
    HOLD = "hold"
    REST = "rest"
    SWITCH = "switch"
    FINISH = "finish"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Note:
    """One sine wave: its frequency in hertz and its length in seconds."""

    hertz: float
    seconds: float


#: The notes of each tone, one after another. Differing in contour, not in pitch alone: even up,
#: one high, one low, up and down, a rising chord; the count is short.
NOTES: Final[Mapping[Tone, tuple[Note, ...]]] = {
    Tone.PREPARE: (Note(392.0, 0.2), Note(523.3, 0.3)),
    Tone.HOLD: (Note(880.0, 0.35),),
    Tone.REST: (Note(349.2, 0.45),),
    Tone.SWITCH: (Note(587.3, 0.18), Note(784.0, 0.18), Note(587.3, 0.24)),
    Tone.FINISH: (Note(523.3, 0.25), Note(659.3, 0.25), Note(784.0, 0.25), Note(1046.5, 0.6)),
    Tone.TICK: (Note(698.5, 0.1),),
}


def seconds_of(tone: Tone) -> float:
    """How long a tone lasts, in seconds."""
    return sum(note.seconds for note in NOTES[tone])


@functools.cache
def wav(tone: Tone, volume: float = 1.0) -> bytes:
    """A tone as a WAV file of 16 bits, mono; ``volume`` is from 0 to 1.

    Raises:
        ValueError: the volume is outside of its range.
    """
    if not 0 <= volume <= 1:
        raise ValueError(f"volume: {volume!r}; allowed: 0 to 1")
    samples = array.array("h")
    for note in NOTES[tone]:
        samples.extend(_sine(note, _PEAK * volume))
    if sys.byteorder == "big":
        samples.byteswap()
    return wav_of(samples.tobytes())


def render_all() -> None:
    """Makes every tone ahead of time; some 0.1 s of work."""
    for tone in Tone:
        wav(tone)


def _sine(note: Note, peak: float) -> "array.array[int]":
    count = round(note.seconds * RATE)
    attack = _ATTACK_S * RATE
    decay = min(_DECAY_S, note.seconds / 2) * RATE
    turn = 2 * math.pi * note.hertz / RATE
    samples = array.array("h")
    for n in range(count):
        # A raised cosine on both ends: no click, and no edge that startles.
        loud = _rise(n / attack) * _rise((count - 1 - n) / decay)
        wave = math.sin(turn * n) + _OVERTONE * math.sin(2 * turn * n)
        samples.append(round(peak * loud * wave / (1 + _OVERTONE)))
    return samples


def _rise(part: float) -> float:
    return 1.0 if part >= 1 else 0.5 - 0.5 * math.cos(math.pi * part)
