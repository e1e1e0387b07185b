"""Ears for tests: a speaker and a player that note what they are given on a simulated clock."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.voice.mixer import Channel
from evenkeel.voice.script import Script, load_script
from evenkeel.voice.speech_timing import speaking_s
from evenkeel.voice.wav import seconds_of
from tests.content import shipped

CATALOGUE: Catalogue = shipped()
SCRIPT: Script = load_script(resources_dir())


@dataclass
class Said:
    """A sentence from its start to its end, in seconds of the clock."""

    text: str
    start_s: float
    end_s: float


@dataclass
class FakeSpeaker:
    """Speaks in no time at all, but knows how long it would have taken.

    ``slowness`` is the factor on the estimate; ``unknown``: it can't tell before.
    """

    clock: Callable[[], float]
    slowness: float = 1.0
    unknown: bool = False
    silent: str | None = None
    wpm: int = 150
    volume: float = 1.0
    said: list[Said] = field(default_factory=list)
    cut: list[Said] = field(default_factory=list)
    prepared: list[str] = field(default_factory=list)
    closed: bool = False

    def prepare(self, text: str) -> None:
        self.prepared.append(text)

    def seconds(self, text: str) -> float | None:
        return None if self.unknown else self._seconds(text)

    def say(self, text: str, *, after_s: float = 0.0, within_s: float = math.inf) -> bool:
        self.stop()
        length_s = self._seconds(text)
        if self.silent or (not self.unknown and after_s + length_s > within_s + 1e-9):
            return False
        start_s = self.clock() + after_s
        self.said.append(Said(text, start_s, start_s + length_s))
        return True

    def stop(self) -> None:
        if self.said and self.said[-1].end_s > self.clock() + 1e-9:
            self.said[-1].end_s = self.clock()
            self.cut.append(self.said[-1])

    def set_voice(self, *, wpm: int, volume: float) -> None:
        self.wpm, self.volume = wpm, volume

    def why_silent(self) -> str | None:
        return self.silent

    def close(self) -> None:
        self.closed = True

    def _seconds(self, text: str) -> float:
        return self.slowness * speaking_s(text, SCRIPT, self.wpm)


@dataclass
class Played:
    """A sound from its start to its end, in seconds of the clock."""

    wav: bytes
    channel: Channel
    volume: float
    start_s: float

    @property
    def end_s(self) -> float:
        return self.start_s + seconds_of(self.wav)


@dataclass
class FakePlayer:
    """Plays to nobody."""

    clock: Callable[[], float]
    silent: str | None = None
    played: list[Played] = field(default_factory=list)
    opened: int = 0
    resting: bool = False
    closed: bool = False
    stopped: list[Channel] = field(default_factory=list)

    def open(self) -> None:
        self.opened += 1
        self.resting = False

    def play(
        self, wav: bytes, *, channel: Channel, volume: float = 1.0, after_s: float = 0.0
    ) -> bool:
        if self.silent:
            return False
        self.played.append(Played(wav, channel, volume, self.clock() + after_s))
        return True

    def stop(self, channel: Channel) -> None:
        self.stopped.append(channel)

    def rest(self) -> None:
        self.resting = True

    def why_silent(self) -> str | None:
        return self.silent

    def close(self) -> None:
        self.closed = True
