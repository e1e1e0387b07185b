"""How a movement is played: what is seen at every millisecond, calm and without a jump."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Reading movements waits until the first one is shown.
    from evenkeel.figures.motion import Motion, Movement

#: So many different pictures a second; the same ones on the way there, back and again.
PICTURES_HZ = 60
#: One part of a way takes so long (ms), and so much more with each of its pictures.
_WAY_MS, _PICTURE_MS = 500, 56
#: A still comes and goes over the pictures in between: its arrows and its glow.
_MELT_MS = 280
#: How long a still is looked at: where one holds, and where one starts.
HOLD_MS, START_MS = 1700, 1000


@dataclass(frozen=True, slots=True)
class Shown:
    """What is seen at a moment.

    Attributes:
        motion: the movement that is seen, or none.
        position: where in it, in pictures.
        below: the still that is seen where there is no movement.
        above: the still that comes or goes over it, or none.
        strength: how much of it is there, 0-1.
    """

    motion: Motion | None = None
    position: float = 0.0
    below: str | None = None
    above: str | None = None
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class _Act:
    """A stretch in which one thing happens: from one moment to another, or a still alone."""

    duration_ms: int
    begin: Shown
    end: Shown

    @property
    def steps(self) -> int:
        """How often something changes."""
        return max(1, round(self.duration_ms * PICTURES_HZ / 1000))

    def at(self, share: float) -> Shown:
        if self.begin == self.end:
            return self.begin
        eased = (1 - cos(pi * round(share * self.steps) / self.steps)) / 2

        def between(a: float, b: float) -> float:
            return a + (b - a) * eased

        return Shown(
            self.begin.motion,
            between(self.begin.position, self.end.position),
            self.begin.below,
            self.begin.above,
            between(self.begin.strength, self.end.strength),
        )


class Course:
    """What is played, from its beginning to its end.

    Attributes:
        duration_ms: how long it takes.
        stays: whether its last moment is shown until something else is.
    """

    def __init__(self, acts: Iterable[_Act], *, stays: bool = False) -> None:
        self.stays = stays
        self._acts = [act for act in acts if act.duration_ms > 0]
        self.duration_ms = sum(act.duration_ms for act in self._acts)

    def at(self, ms: float) -> Shown:
        """What is seen; after the end its last moment."""
        for act in self._acts:
            if ms < act.duration_ms:
                return act.at(ms / act.duration_ms)
            ms -= act.duration_ms
        return self._acts[-1].end

    def calm_ms(self, ms: float) -> float:
        """How long nothing will change from a moment on; 0 while something moves."""
        for act in self._acts:
            if ms < act.duration_ms:
                return act.duration_ms - ms if act.begin == act.end else 0.0
            ms -= act.duration_ms
        return 0.0

    def moments(self) -> Sequence[tuple[Motion, float]]:
        """The moments of movements that will be seen, in this order, each once."""
        seen = [
            (act.begin.motion, round(act.at(step / act.steps).position, 4))
            for act in self._acts
            if act.begin.motion and act.begin.position != act.end.position
            for step in range(act.steps + 1)
        ]
        return list(dict.fromkeys(seen))

    def stills(self) -> Sequence[str]:
        """The stills that will be seen, in this order, each once."""
        shown = [still for act in self._acts for still in (act.begin.below, act.begin.above)]
        return list(dict.fromkeys(still for still in shown if still))


def demonstration(movement: Movement, rounds: int, *, pause_ms: int = 0) -> Course:
    """From the picture of the hold back to the start, and slowly to the hold again.

    Args:
        movement: the way to the hold.
        rounds: how often.
        pause_ms: how long the hold is looked at before.
    """
    last = movement.names[-1]
    one = [*_back(movement), _still(movement.names[0], START_MS), *_forth(movement)]
    more = [act for _ in range(rounds - 1) for act in (_still(last, HOLD_MS), *one)]
    return Course([_still(last, pause_ms), *one, *more])


def arrival(movement: Movement, room_ms: float) -> Course:
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
    acts = [_still(movement.names[0], waiting), *forth]
    return Course([*acts, *[act for _ in range(rounds) for act in again]], stays=True)


def pause_between(movement: Movement, room_ms: float) -> Course:
    """Back to the start after a hold, and to the next hold when the time is up.

    Args:
        movement: the way to the hold.
        room_ms: the time until the next hold begins.
    """
    back, forth = _back(movement), _forth(movement)
    waiting = round(room_ms - _length(back) - _length(forth))
    first = movement.names[0]
    if waiting < 0:
        # No time to go there and back: whoever lets go is shown, and stays let go.
        return Course([*back, _still(first, 1)], stays=True)
    return Course([*back, _still(first, waiting), *forth], stays=True)


def _length(acts: Sequence[_Act]) -> int:
    return sum(act.duration_ms for act in acts)


def _still(name: str, duration_ms: int) -> _Act:
    shown = Shown(below=name)
    return _Act(duration_ms, shown, shown)


def _forth(movement: Movement) -> list[_Act]:
    """The way to the last picture; its marks, and those of the first, melt into it."""
    first, last = movement.names[0], movement.names[-1]
    moving = [motion for motion in movement.motions if motion.pictures]
    if not moving:
        return [_Act(_MELT_MS, Shown(below=first, above=last), Shown(None, 0.0, first, last, 1.0))]
    begin, end = moving[0], moving[-1]
    stop = float(end.pictures - 1)
    return [
        _Act(_MELT_MS, Shown(begin, 0.0, None, first, 1.0), Shown(begin, 0.0, None, first, 0.0)),
        *[
            _Act(
                _WAY_MS + _PICTURE_MS * motion.pictures,
                Shown(motion, 0.0),
                Shown(motion, float(motion.pictures - 1)),
            )
            for motion in moving
        ],
        _Act(_MELT_MS, Shown(end, stop, None, last, 0.0), Shown(end, stop, None, last, 1.0)),
    ]


def _back(movement: Movement) -> list[_Act]:
    return [_Act(act.duration_ms, act.end, act.begin) for act in reversed(_forth(movement))]
