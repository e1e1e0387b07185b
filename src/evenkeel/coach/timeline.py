"""From a plan to the phases of a session, each with its start on one clock.

The command line's ``timeline`` prints this list and the coach on the screen plays exactly it.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Position, Side
from evenkeel.coach.moves import AT_THE_COMPUTER, Spot, effort, side_effort, spot_of
from evenkeel.guide.plan import SCHEMA, Plan, PlanItem

#: The range of the times between exercises and sides that the user may choose, in seconds.
TIMING_RANGE_S = (5.0, 60.0)
_MOST_REST = 2.0
#: Between *I'm ready* and the exercise, for putting the remote control down, in seconds.
READY_S = 6.0
#: From standing to lying: for this effort a fitted time is twice as long.
_LONGEST_DISTANCE = effort(Position.STANDING, Position.LYING_BACK)


class PhaseKind(StrEnum):
    """What the user does in a phase.

    ``prepare``: get into position. ``switch``: turn to the other side. ``ask``: the clock waits
    for the answer to *did it help?*; its duration is 0.
    """

    PREPARE = "prepare"
    HOLD = "hold"
    REST = "rest"
    SWITCH = "switch"
    ASK = "ask"


class Helped(StrEnum):
    """The answer to *did it help?* [ORDER-3]."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Phase(Struct, frozen=True, kw_only=True):
    """A part of a session, from ``start_s`` for ``duration_s`` seconds of the timeline.

    ``item`` is the place in the plan's items, counted from 0. ``set`` and ``rep`` count from 1;
    a rest carries those of the hold that it follows, prepare and switch the side to come with
    set 1 and no rep, ask neither side nor set nor rep. ``side`` is ``None`` for an exercise
    without sides. ``waits``: to get there is a change of place, which lasts until the user is
    ready [SESSION-4]; its duration is what it is reckoned with.
    """

    start_s: float
    duration_s: float
    kind: PhaseKind
    item: int
    exercise: str
    variant: str | None
    side: Side | None
    set: int | None
    rep: int | None
    waits: bool = False

    @property
    def end_s(self) -> float:
        """Where the next phase starts, in seconds of the timeline."""
        return self.start_s + self.duration_s

    @property
    def opens(self) -> bool:
        """Whether a side or the question starts here: where *back* goes to."""
        return self.kind in (PhaseKind.PREPARE, PhaseKind.SWITCH, PhaseKind.ASK)

    @property
    def lengthens(self) -> bool:
        """Whether the user may ask for more time in it."""
        return self.kind in (PhaseKind.PREPARE, PhaseKind.SWITCH, PhaseKind.REST)


class Timing(Struct, frozen=True, kw_only=True):
    """The times to get into position and to change sides, 5–60 s each.

    ``fitted``: these times apply where the position stays the same; the larger the change of
    position, the longer they get, up to twice as long from standing to lying. ``rest_part`` is
    the factor for the plan's rests, from 0 (none) to 2 (twice as long).

    Raises:
        ValueError: a time is outside of the range.
    """

    prepare_s: float = 15.0
    switch_s: float = 10.0
    fitted: bool = False
    rest_part: float = 1.0

    def __post_init__(self) -> None:
        low, high = TIMING_RANGE_S
        for name, value in (("prepare_s", self.prepare_s), ("switch_s", self.switch_s)):
            if not low <= value <= high:
                raise ValueError(f"{name}: {value!r}; allowed: {low:g} to {high:g} seconds")
        if not 0 <= self.rest_part <= _MOST_REST:
            raise ValueError(f"rest_part: {self.rest_part!r}; allowed: 0 to {_MOST_REST:g}")

    def to_rest_s(self, planned_s: float) -> float:
        """The length of a rest, in seconds."""
        return float(round(planned_s * self.rest_part))

    def to_prepare_s(self, before: Position, after: Position) -> float:
        """The time to change position, in seconds."""
        return self._fitted(self.prepare_s, effort(before, after))

    def to_switch_s(self, position: Position) -> float:
        """The time to change to the other side of an exercise, in seconds."""
        return self._fitted(self.switch_s, side_effort(position))

    def _fitted(self, seconds: float, distance: int) -> float:
        if not self.fitted:
            return seconds
        return min(TIMING_RANGE_S[1], float(round(seconds * (1 + distance / _LONGEST_DISTANCE))))


#: The times of the command line's contract.
DEFAULT_TIMING = Timing()


def timeline(
    plan: Plan,
    catalogue: Catalogue,
    *,
    timing: Timing = DEFAULT_TIMING,
    helped: Helped = Helped.NO,
) -> tuple[Phase, ...]:
    """The phases of a session, contiguous and in order, from 0 s.

    Every side, set and repetition has exactly one hold. Between two holds of a side is a rest,
    of 0 s where the dosage has none; after the last one is none.

    ``helped`` is the answer that is assumed for *did it help?*: after a yes, the exercises of
    ``plan.skip_if_helped`` that come after the question are left out [ORDER-3].
    """
    return rescheduled(_phases(plan, catalogue, timing, helped))


def prepare_s(
    item: PlanItem, catalogue: Catalogue, timing: Timing, before: Position = Position.STANDING
) -> float:
    """The time to prepare for an item, coming from another position, in seconds."""
    exercise = catalogue.exercises[item.exercise]
    way_s = timing.to_prepare_s(before, exercise.position_of(item.variant))
    return way_s + exercise.dosage.prepare_extra_s


def ready_s(phase: Phase, catalogue: Catalogue) -> float:
    """What is left of a phase that waits once the user is ready, in seconds.

    Slow passes before the first hold come then.
    """
    passes_s = 0
    if phase.kind is PhaseKind.PREPARE:
        passes_s = catalogue.exercises[phase.exercise].dosage.prepare_extra_s
    return min(phase.duration_s, READY_S + passes_s)


def rescheduled(phases: Iterable[Phase], start_s: float = 0.0) -> tuple[Phase, ...]:
    """The phases with new start times, one after another from ``start_s``."""
    laid = []
    for phase in phases:
        laid.append(replace(phase, start_s=start_s))
        start_s = laid[-1].end_s
    return tuple(laid)


def total_s(phases: tuple[Phase, ...]) -> float:
    """How long the phases take together, in seconds, without the time an answer takes."""
    return phases[-1].end_s if phases else 0.0


def timeline_document(phases: tuple[Phase, ...]) -> dict[str, object]:
    """The phases as the command line's contract writes them (``timeline --json``)."""
    return {
        "schema": SCHEMA,
        "total_s": float(total_s(phases)),
        "phases": [
            {
                "start_s": float(phase.start_s),
                "duration_s": float(phase.duration_s),
                "phase": phase.kind.value,
                "item": phase.item,
                "exercise": phase.exercise,
                "side": phase.side.value if phase.side else None,
                "set": phase.set,
                "rep": phase.rep,
            }
            for phase in phases
        ],
    }


def _phases(plan: Plan, catalogue: Catalogue, timing: Timing, helped: Helped) -> Iterator[Phase]:
    asked = False
    before = Position.STANDING
    # Where the user is; unknown after the question, for which they take a few steps.
    here: Spot | None = AT_THE_COMPUTER
    for number, item in plan.numbered():
        if asked and helped is Helped.YES and item.exercise in plan.skip_if_helped:
            continue
        position = catalogue.exercises[item.exercise].position_of(item.variant)
        for n, side in enumerate(item.sides or (None,)):
            opening, opening_s = (
                (PhaseKind.SWITCH, timing.to_switch_s(position))
                if n
                else (PhaseKind.PREPARE, prepare_s(item, catalogue, timing, before))
            )
            there = spot_of(item, side, catalogue)
            opening_phase = _phase(opening, opening_s, number, item, side, set_=1)
            yield replace(opening_phase, waits=here != there)
            here = there
            yield from _repetitions(number, item, side, timing)
        before = position
        if item.ask_helped:
            asked = True
            here = None
            yield _phase(PhaseKind.ASK, 0, number, item, None)


def _repetitions(number: int, item: PlanItem, side: Side | None, timing: Timing) -> Iterator[Phase]:
    dose = item.dose
    rest_s = timing.to_rest_s(dose.rest_s)
    for set_ in range(1, dose.sets + 1):
        for rep in range(1, dose.reps + 1):
            yield _phase(PhaseKind.HOLD, dose.hold_s, number, item, side, set_=set_, rep=rep)
            if (set_, rep) != (dose.sets, dose.reps):
                yield _phase(PhaseKind.REST, rest_s, number, item, side, set_=set_, rep=rep)


def _phase(
    kind: PhaseKind,
    duration_s: float,
    number: int,
    item: PlanItem,
    side: Side | None,
    *,
    set_: int | None = None,
    rep: int | None = None,
) -> Phase:
    return Phase(
        start_s=0.0,
        duration_s=float(duration_s),
        kind=kind,
        item=number,
        exercise=item.exercise,
        variant=item.variant,
        side=side,
        set=set_,
        rep=rep,
    )
