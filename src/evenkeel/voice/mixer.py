"""Mixes voice and tones into the samples that a sound device asks for."""

import array
import collections
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from evenkeel.voice.wav import RATE, samples_of

#: A sound that waited longer than this for its device is dropped, in seconds.
PATIENCE_S = 1.0
#: The length of the fade-out of a sound that is cut off, in samples.
_FADE = RATE // 50
_LOUDEST = 32767


class Channel(StrEnum):
    """What plays at the same time as something else. Each plays one sound at a time."""

    VOICE = "voice"
    TONE = "tone"


@dataclass(slots=True)
class _Sound:
    samples: "array.array[int]"
    wait: int
    volume: float
    at: int = 0


@dataclass(frozen=True, slots=True)
class _Request:
    """A sound to be played at a moment of the clock; without samples: silence."""

    channel: Channel
    wav: bytes
    volume: float
    at_s: float


class Mixer:
    """Mixes the channels. Any thread may write; the device's own thread reads.

    The device asks for a period of samples at a time. Every sound is delayed by ``latency_s``,
    one period, so that it begins in the middle of one and not with the next: ticks a second
    apart are then heard a second apart.

    Attributes:
        pulled_at: when samples were last asked for.
        silent_since: since when there has been only silence and nothing is waiting;
            ``None`` while something plays.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        *,
        latency_s: float = 0.0,
        pulled: Callable[[], None] = lambda: None,
    ) -> None:
        """``pulled`` is called in the device's thread each time that samples were asked for."""
        self._clock = clock
        self._latency_s = latency_s
        self._sounds: dict[Channel, _Sound] = {}
        self._fading: list[_Sound] = []
        # The deque is the only thing that threads share, so that no lock is held in between.
        self._requests: collections.deque[_Request] = collections.deque()
        self._pulled = pulled
        self.pulled_at = clock()
        self.silent_since: float | None = self.pulled_at

    def play(self, channel: Channel, wav: bytes, volume: float, after_s: float) -> None:
        """Plays a sound in ``after_s`` seconds, instead of what the channel plays."""
        self._requests.append(_Request(channel, wav, volume, self._clock() + after_s))

    def stop(self, channel: Channel) -> None:
        """Fades out a channel."""
        self._requests.append(_Request(channel, b"", 0.0, self._clock()))

    def source(self) -> Generator[Any, int, None]:
        """The generator that the device asks for samples; it must be started first."""
        frames = yield b""
        while True:
            frames = yield self.pull(frames)

    def pull(self, frames: int) -> "array.array[int]":
        """The next samples."""
        self.pulled_at = self._clock()
        while self._requests:
            self._apply(self._requests.popleft())
        mixed = array.array("h", bytes(2 * frames))
        for sound in (*self._sounds.values(), *self._fading):
            _add(sound, mixed)
        self._sounds = {
            channel: sound for channel, sound in self._sounds.items() if not _is_finished(sound)
        }
        self._fading = [sound for sound in self._fading if not _is_finished(sound)]
        if self._sounds or self._fading or self._requests:
            self.silent_since = None
        elif self.silent_since is None:
            self.silent_since = self.pulled_at
        self._pulled()
        return mixed

    def _apply(self, request: _Request) -> None:
        old = self._sounds.pop(request.channel, None)
        if old and not old.wait:
            self._fading.append(_faded(old))
        wait_s = request.at_s - self.pulled_at + self._latency_s
        if request.wav and wait_s > -PATIENCE_S:
            self._sounds[request.channel] = _Sound(
                samples=samples_of(request.wav),
                wait=max(0, round(wait_s * RATE)),
                volume=request.volume,
            )


def _add(sound: _Sound, mixed: "array.array[int]") -> None:
    start = min(sound.wait, len(mixed))
    sound.wait -= start
    part = sound.samples[sound.at : sound.at + len(mixed) - start]
    sound.at += len(part)
    volume = sound.volume
    for n, value in enumerate(part, start):
        mixed[n] = max(-_LOUDEST, min(_LOUDEST, mixed[n] + int(value * volume)))


def _is_finished(sound: _Sound) -> bool:
    return sound.at >= len(sound.samples)


def _faded(sound: _Sound) -> _Sound:
    rest = sound.samples[sound.at : sound.at + _FADE]
    count = len(rest)
    faded = array.array("h", (value * (count - n) // count for n, value in enumerate(rest)))
    return _Sound(samples=faded, wait=0, volume=sound.volume)
