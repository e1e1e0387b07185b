"""How a movement is played: what is shown at every millisecond, smooth and without a jump."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Reading movements waits until the first one is shown.
    from evenkeel.figures.motion import Motion, Movement

#: Pictures per second; the same ones on the way there, back and again. What moves slowly needs
#: no more than half of them.
PICTURES_HZ = 60
SLOW_HZ = 30
#: The duration of one part of a movement (ms), and what each of its pictures adds.
_WAY_MS, _PICTURE_MS = 500, 56
#: A still fades in and out over the movement: its arrows and its glow (ms).
_MELT_MS = 280
#: How much slower it is shown than it could be followed: the exercise, so that it is done as it is
#: seen (a lift takes three to four seconds), and the way to it.
_ALONG, _SLOWLY = 1.75, 3.0
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
    hz: int = PICTURES_HZ

    @property
    def steps(self) -> int:
        """How often something changes."""
        return max(1, round(self.duration_ms * self.hz / 1000))

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
        hz: how many pictures a second it needs at most.
    """

    def __init__(self, segments: Iterable[_Segment], *, stays: bool = False) -> None:
        self.stays = stays
        self._segments = [segment for segment in segments if segment.duration_ms > 0]
        self.duration_ms = sum(segment.duration_ms for segment in self._segments)
        self.hz = max((segment.hz for segment in self._segments), default=PICTURES_HZ)

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


def demonstration(
    movement: Movement, rounds: int, *, pause_ms: int = 0, hz: int = SLOW_HZ
) -> PlaybackSchedule:
    """From the picture of the hold back to the start and to the hold again, as it is to be done.

    Args:
        movement: the way to the hold.
        rounds: how often.
        pause_ms: how long the hold is looked at before.
        hz: how many pictures a second are enough.
    """
    last = movement.names[-1]
    back, forth = _back(movement, _ALONG, hz), _forth(movement, _ALONG, hz)
    once = [*back, _still(movement.names[0], START_MS), *forth]
    more = [segment for _ in range(rounds - 1) for segment in (_still(last, HOLD_MS), *once)]
    return PlaybackSchedule([_still(last, pause_ms), *once, *more])


def arrival(movement: Movement, room_ms: float, hold_ms: float = HOLD_MS) -> PlaybackSchedule:
    """The exercise at its own speed, again and again; the hold is reached when the time is up.

    Args:
        movement: the way to the hold.
        room_ms: the time until the hold begins.
        hold_ms: how long the exercise is held; shorter where there is no room for it.
    """
    forth, back = _forth(movement, _ALONG, SLOW_HZ), _back(movement, _ALONG, SLOW_HZ)
    once = _length(forth)
    moving = once + _length(back) + START_MS
    spare = room_ms - once - moving
    if spare < HOLD_MS:
        if once > room_ms:
            forth = _forth(movement)
            once = _length(forth)
        waiting = max(0, round(room_ms - once))
        return PlaybackSchedule([_still(movement.names[0], waiting), *forth], stays=True)
    rounds = max(1, int((room_ms - once) // (moving + hold_ms)))
    held = round(min(hold_ms, (room_ms - once) / rounds - moving))
    again = [
        *forth,
        _still(movement.names[-1], held),
        *back,
        _still(movement.names[0], START_MS),
    ]
    waiting = round(room_ms - once - rounds * (moving + held))
    first = [_still(movement.names[0], waiting)] if waiting > 0 else []
    return PlaybackSchedule([*again * rounds, *first, *forth], stays=True)


def on_the_way(movement: Movement, room_ms: float) -> PlaybackSchedule:
    """A step of the way, slowly and again and again; what it leads to stays.

    Args:
        movement: from the picture before it to its own.
        room_ms: how long it is shown at least.
    """
    again = [
        _still(movement.names[0], START_MS),
        *_forth(movement, _SLOWLY, SLOW_HZ),
        _still(movement.names[-1], HOLD_MS),
    ]
    rounds = max(1, int(room_ms // _length(again)))
    return PlaybackSchedule(again * rounds, stays=True)


def pause_between(movement: Movement, room_ms: float) -> PlaybackSchedule:
    """Back to the start after a hold, and to the next hold when the time is up.

    Args:
        movement: the way to the hold.
        room_ms: the time until the next hold begins.
    """
    back, forth = _back(movement, _ALONG, SLOW_HZ), _forth(movement, _ALONG, SLOW_HZ)
    if _length(back) + _length(forth) > room_ms:
        # What there is no time for is missing from the way back: the way there is done along.
        back = _back(movement)
        forth = _forth(movement, _slowness(movement, room_ms - _length(back)), SLOW_HZ)
    waiting = round(room_ms - _length(back) - _length(forth))
    first = movement.names[0]
    if waiting < 0:
        # No time to go there and back: the released position is shown, and stays.
        return PlaybackSchedule([*back, _still(first, 1)], stays=True)
    return PlaybackSchedule([*back, _still(first, waiting), *forth], stays=True)


def _slowness(movement: Movement, room_ms: float) -> float:
    """How much slower the way to the hold may be, to take no more than so long."""
    usual_ms = _length(_forth(movement))
    melts_ms = min(usual_ms, 2 * _MELT_MS)
    if usual_ms == melts_ms:
        return 1.0
    return min(_ALONG, max(1.0, (room_ms - melts_ms) / (usual_ms - melts_ms)))


def _length(segments: Sequence[_Segment]) -> int:
    return sum(segment.duration_ms for segment in segments)


def _still(name: str, duration_ms: int) -> _Segment:
    shown = Frame(below=name)
    return _Segment(duration_ms, shown, shown, 1)


def _forth(movement: Movement, slower: float = 1.0, hz: int = PICTURES_HZ) -> list[_Segment]:
    """The way to the last picture; its marks, and those of the first, melt into it."""
    first, last = movement.names[0], movement.names[-1]
    moving = [motion for motion in movement.motions if motion.pictures]
    if not moving:
        return [
            _Segment(
                _MELT_MS, Frame(below=first, above=last), Frame(None, 0.0, first, last, 1.0), hz
            )
        ]
    begin, end = moving[0], moving[-1]
    stop = float(end.pictures - 1)
    return [
        _Segment(
            _MELT_MS,
            Frame(begin, 0.0, None, first, 1.0),
            Frame(begin, 0.0, None, first, 0.0),
            hz,
        ),
        *[
            _Segment(
                round((_WAY_MS + _PICTURE_MS * motion.pictures) * slower),
                Frame(motion, 0.0),
                Frame(motion, float(motion.pictures - 1)),
                hz,
            )
            for motion in moving
        ],
        _Segment(
            _MELT_MS, Frame(end, stop, None, last, 0.0), Frame(end, stop, None, last, 1.0), hz
        ),
    ]


def _back(movement: Movement, slower: float = 1.0, hz: int = PICTURES_HZ) -> list[_Segment]:
    return [
        _Segment(segment.duration_ms, segment.end, segment.begin, segment.hz)
        for segment in reversed(_forth(movement, slower, hz))
    ]
