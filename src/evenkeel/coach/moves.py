"""Changes of place and position: which ones wait, their effort, and an order with few of them."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Equipment, Kind, Position, Side
from evenkeel.guide.plan import Plan, PlanItem


class Ground(StrEnum):
    """How the body rests on the ground, which decides how to get to the next exercise."""

    STANDING = "standing"
    BACK = "back"
    FRONT = "front"
    SIDE = "side"
    KNEES = "knees"


#: The ground of every position.
GROUND_OF: Final[Mapping[Position, Ground]] = {
    Position.STANDING: Ground.STANDING,
    Position.LYING_BACK: Ground.BACK,
    Position.LYING_FRONT: Ground.FRONT,
    Position.LYING_SIDE: Ground.SIDE,
    Position.KNEELING: Ground.KNEES,
    Position.PLANK: Ground.FRONT,
    Position.BALL: Ground.KNEES,
}

#: What stands on one side of the body of somebody who lies, and does not move with them.
BESIDE: Final = frozenset({Equipment.DOORWAY, Equipment.WALL})


class Spot(Struct, frozen=True, kw_only=True):
    """Where somebody is: how they rest on the ground, at what, and on which side of it.

    Getting from one spot to another takes as long as it takes [SESSION-4]. ``one_of`` are things
    of which one is used, such as a chair or a wall to hold on to. ``side`` is only there where the
    other side needs another spot: beside something, or lying on the side.
    """

    ground: Ground
    things: frozenset[Equipment] = frozenset()
    one_of: frozenset[Equipment] = frozenset()
    side: Side | None = None


#: Where a session starts: on the feet, at the computer.
AT_THE_COMPUTER: Final = Spot(ground=Ground.STANDING)


def spot_of(item: PlanItem, side: Side | None, catalogue: Catalogue) -> Spot:
    """Where a side of an item of the plan is done."""
    exercise = catalogue.exercises[item.exercise]
    form = exercise.variant(item.variant)
    things = frozenset(exercise.needs)
    position = _position(item, catalogue)
    ground = GROUND_OF[position]
    beside = ground is not Ground.STANDING and bool(things & BESIDE)
    turns = beside or bool(side_effort(position)) or bool(form and form.beside)
    return Spot(
        ground=ground,
        things=things,
        one_of=frozenset(exercise.uses_of(item.variant)),
        side=side if turns else None,
    )


#: The height of each posture: every level up or down takes strength and time.
_LEVEL: Final = {Ground.STANDING: 3, Ground.KNEES: 1}
#: The effort of rolling from one side over the back to the other.
_ROLL_OVER = 2


def effort(before: Position, after: Position) -> int:
    """The effort of changing position: from 0 (no change) to 3 (standing to lying)."""
    here, there = GROUND_OF[before], GROUND_OF[after]
    if here is there:
        return 0
    return max(1, abs(_LEVEL.get(here, 0) - _LEVEL.get(there, 0)))


def side_effort(position: Position) -> int:
    """The effort of changing to the other side of an exercise, 0 or 2."""
    return _ROLL_OVER if GROUND_OF[position] is Ground.SIDE else 0


def fewest_turns(plan: Plan, catalogue: Catalogue) -> Plan:
    """The plan with consecutive stretches in the order that needs the fewest position changes.

    Everything else keeps its place, and so does the order among stretches in one position. A
    stretch after which is asked whether it helped, or that the answer skips, is not moved.
    """
    items: list[PlanItem] = []
    runs = itertools.groupby(plan.items, lambda item: _movable(item, plan, catalogue))
    grouped = [(movable, list(run)) for movable, run in runs]
    for n, (movable, run) in enumerate(grouped):
        if not movable:
            items += run
            continue
        before = _position(items[-1], catalogue) if items else Position.STANDING
        after = Position.STANDING
        if n + 1 < len(grouped):
            after = _position(grouped[n + 1][1][0], catalogue)
        items += _arranged(run, before, after, catalogue)
    return replace(plan, items=tuple(items))


def _movable(item: PlanItem, plan: Plan, catalogue: Catalogue) -> bool:
    kind = catalogue.exercises[item.exercise].kind
    decided = item.ask_helped or item.exercise in plan.skip_if_helped
    return kind is Kind.STRETCHING and not decided


def _arranged(
    run: Sequence[PlanItem], before: Position, after: Position, catalogue: Catalogue
) -> list[PlanItem]:
    # Efforts obey the triangle inequality, so grouping by ground is never worse.
    groups: dict[Ground, list[PlanItem]] = {}
    for item in run:
        groups.setdefault(GROUND_OF[_position(item, catalogue)], []).append(item)
    orders = [
        [item for ground in order for item in groups[ground]]
        for order in itertools.permutations(groups)
    ]

    def distance(order: Iterable[PlanItem]) -> int:
        places = [before, *(_position(item, catalogue) for item in order), after]
        return sum(effort(*pair) for pair in itertools.pairwise(places))

    return min([list(run), *orders], key=distance)


def _position(item: PlanItem, catalogue: Catalogue) -> Position:
    return catalogue.exercises[item.exercise].position_of(item.variant)
