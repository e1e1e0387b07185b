"""How a movement is played: what is shown at every millisecond, smooth and without a jump."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Reading movements waits until the first one is shown.
    from evenkeel.figures.motion import Motion, Movement

#: Pictures per second; the same ones on the way there, back and again.
PICTURES_HZ = 60
#: The duration of one part of a movement (ms), and what each of its pictures adds.
_WAY_MS, _PICTURE_MS = 500, 56
#: A still fades in and out over the movement: its arrows and its glow (ms).
_MELT_MS = 280
#: How long a still is shown (ms): of the hold, and of the start.
HOLD_MS, START_MS = 1700, 1000


@dataclass(frozen=True, slots=True)
class Frame:
    """What is shown at one moment.

    Attributes:
        motion: the movement that is shown, or none.
        position: where in it, in pictures.
        below: the still that is shown where there is no movement.
        above: the still that fades in or out over it, or none.
        strength: the opacity of ``above``, 0-1.
    """

    motion: Motion | None = None
    position: float = 0.0
    below: str | None = None
    above: str | None = None
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch in which one thing happens: from one moment to another, or a still alone."""

    duration_ms: int
    begin: Frame
    end: Frame

    @property
    def steps(self) -> int:
        """How often something changes."""
        return max(1, round(self.duration_ms * PICTURES_HZ / 1000))

    def at(self, share: float) -> Frame:
        if self.begin == self.end:
            return self.begin
        eased = (1 - cos(pi * round(share * self.steps) / self.steps)) / 2

        def between(a: float, b: float) -> float:
            return a + (b - a) * eased

        return Frame(
            self.begin.motion,
            between(self.begin.position, self.end.position),
            self.begin.below,
            self.begin.above,
            between(self.begin.strength, self.end.strength),
        )


class PlaybackSchedule:
    """What is played, from its beginning to its end.

    Attributes:
        duration_ms: how long it takes.
        stays: whether its last moment is shown until something else is.
    """

    def __init__(self, segments: Iterable[_Segment], *, stays: bool = False) -> None:
        self.stays = stays
        self._segments = [segment for segment in segments if segment.duration_ms > 0]
        self.duration_ms = sum(segment.duration_ms for segment in self._segments)

    def at(self, ms: float) -> Frame:
        """The frame at ``ms``; after the end, the last one."""
        for segment in self._segments:
            if ms < segment.duration_ms:
                return segment.at(ms / segment.duration_ms)
            ms -= segment.duration_ms
        return self._segments[-1].end

    def still_ms(self, ms: float) -> float:
        """How long (ms) nothing will change from ``ms`` on; 0 while something moves."""
        for segment in self._segments:
            if ms < segment.duration_ms:
                return segment.duration_ms - ms if segment.begin == segment.end else 0.0
            ms -= segment.duration_ms
        return 0.0

    def moments(self) -> Sequence[tuple[Motion, float]]:
        """The moments of movements that will be seen, in this order, each once."""
        seen = [
            (segment.begin.motion, round(segment.at(step / segment.steps).position, 4))
            for segment in self._segments
            if segment.begin.motion and segment.begin.position != segment.end.position
            for step in range(segment.steps + 1)
        ]
        return list(dict.fromkeys(seen))

    def stills(self) -> Sequence[str]:
        """The stills that will be seen, in this order, each once."""
        shown = [
            still
            for segment in self._segments
            for still in (segment.begin.below, segment.begin.above)
        ]
        return list(dict.fromkeys(still for still in shown if still))


def demonstration(movement: Movement, rounds: int, *, pause_ms: int = 0) -> PlaybackSchedule:
    """From the picture of the hold back to the start, and slowly to the hold again.

    Args:
        movement: the way to the hold.
        rounds: how often.
        pause_ms: how long the hold is looked at before.
    """
    last = movement.names[-1]
    once = [*_back(movement), _still(movement.names[0], START_MS), *_forth(movement)]
    more = [segment for _ in range(rounds - 1) for segment in (_still(last, HOLD_MS), *once)]
    return PlaybackSchedule([_still(last, pause_ms), *once, *more])


def arrival(movement: Movement, room_ms: float) -> PlaybackSchedule:
    """Shown again and again so that the hold is reached when the time is up.

    Args:
        movement: the way to the hold.
        room_ms: the time until the hold begins.
    """
    forth = _forth(movement)
    again = [
        _still(movement.names[-1], HOLD_MS),
        *_back(movement),
        _still(movement.names[0], START_MS),
        *forth,
    ]
    once, more = _length(forth), _length(again)
    rounds = max(0, int((room_ms - once) // more))
    waiting = max(0, round(room_ms - once - rounds * more))
    segments = [_still(movement.names[0], waiting), *forth]
    return PlaybackSchedule(
        [*segments, *[segment for _ in range(rounds) for segment in again]], stays=True
    )


def pause_between(movement: Movement, room_ms: float) -> PlaybackSchedule:
    """Back to the start after a hold, and to the next hold when the time is up.

    Args:
        movement: the way to the hold.
        room_ms: the time until the next hold begins.
    """
    back, forth = _back(movement), _forth(movement)
    waiting = round(room_ms - _length(back) - _length(forth))
    first = movement.names[0]
    if waiting < 0:
        # No time to go there and back: the released position is shown, and stays.
        return PlaybackSchedule([*back, _still(first, 1)], stays=True)
    return PlaybackSchedule([*back, _still(first, waiting), *forth], stays=True)


def _length(segments: Sequence[_Segment]) -> int:
    return sum(segment.duration_ms for segment in segments)


def _still(name: str, duration_ms: int) -> _Segment:
    shown = Frame(below=name)
    return _Segment(duration_ms, shown, shown)


def _forth(movement: Movement) -> list[_Segment]:
    """The way to the last picture; its marks, and those of the first, melt into it."""
    first, last = movement.names[0], movement.names[-1]
    moving = [motion for motion in movement.motions if motion.pictures]
    if not moving:
        return [
            _Segment(_MELT_MS, Frame(below=first, above=last), Frame(None, 0.0, first, last, 1.0))
        ]
    begin, end = moving[0], moving[-1]
    stop = float(end.pictures - 1)
    return [
        _Segment(
            _MELT_MS, Frame(begin, 0.0, None, first, 1.0), Frame(begin, 0.0, None, first, 0.0)
        ),
        *[
            _Segment(
                _WAY_MS + _PICTURE_MS * motion.pictures,
                Frame(motion, 0.0),
                Frame(motion, float(motion.pictures - 1)),
            )
            for motion in moving
        ],
        _Segment(_MELT_MS, Frame(end, stop, None, last, 0.0), Frame(end, stop, None, last, 1.0)),
    ]


def _back(movement: Movement) -> list[_Segment]:
    return [
        _Segment(segment.duration_ms, segment.end, segment.begin)
        for segment in reversed(_forth(movement))
    ]
