"""The plan: what the user is to do, in which order, and what is left out and why."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from evenkeel.catalogue.terms import Outcome, Side, SoreSide

#: The version of the shapes in which plans and timelines are written to files.
SCHEMA = 1


class Dose(Struct, frozen=True, kw_only=True):
    """A dosage as it is to be done: hold and rest in seconds, repetitions per set and side."""

    hold_s: int
    rest_s: int
    reps: int
    sets: int


class PlanItem(Struct, frozen=True, kw_only=True):
    """One exercise of a plan.

    ``sides`` is the order in which the sides are done; each names the limb that works or lifts.
    It is empty for an exercise without sides. After an item with ``ask_helped`` the user is
    asked whether it helped.
    """

    exercise: str
    variant: str | None
    sides: tuple[Side, ...]
    dose: Dose
    ask_helped: bool = False

    @property
    def repetitions(self) -> int:
        """How many repetitions it has, over all sides and sets."""
        return max(1, len(self.sides)) * self.dose.sets * self.dose.reps


class LeftOut(Struct, frozen=True, kw_only=True):
    """An exercise that is not in the plan, with the code of the reason."""

    exercise: str
    reason: str


class Opening(Struct, frozen=True, kw_only=True):
    """One more thing at hand that would make exercises possible.

    ``exercises`` counts the different ones beside the warm-up; at least 1.
    """

    equipment: str
    exercises: int


class Plan(Struct, frozen=True, kw_only=True):
    """What the answers lead to.

    A refer outcome has no items. ``sore_side`` is the side, or sides, that it is for; a plan of
    something that nobody was asked about is for an unknown one. ``skip_if_helped`` names the
    exercises that a *yes* to "did it help?" skips. ``advice`` holds codes in the order in which
    they are given. ``opens`` is there only where every exercise was left out, and may be empty
    then.
    """

    outcome: Outcome
    programme: str | None
    items: tuple[PlanItem, ...]
    left_out: tuple[LeftOut, ...]
    advice: tuple[str, ...]
    sore_side: SoreSide = SoreSide.UNSURE
    skip_if_helped: tuple[str, ...] = ()
    opens: tuple[Opening, ...] | None = None

    def exercises(self) -> tuple[str, ...]:
        """The ids of the planned exercises, each once, in order."""
        return tuple(dict.fromkeys(item.exercise for item in self.items))

    def only(self, exercise: str) -> "Plan | None":
        """A plan of one exercise of this one, once; ``None`` where it is not planned."""
        found = next((item for item in self.items if item.exercise == exercise), None)
        if found is None:
            return None
        return replace(self, items=(found,), left_out=(), skip_if_helped=())

    def numbered(self) -> Iterator[tuple[int, PlanItem]]:
        """The items with their places, counted from 0."""
        return enumerate(self.items)


def plan_document(plan: Plan) -> dict[str, object]:
    """The plan as the command line's contract writes it (``plan --json``)."""
    document: dict[str, object] = {
        "schema": SCHEMA,
        "outcome": plan.outcome.value,
        "programme": plan.programme,
        "items": [
            {
                "exercise": item.exercise,
                "variant": item.variant,
                "sides": [side.value for side in item.sides],
                "hold_s": item.dose.hold_s,
                "rest_s": item.dose.rest_s,
                "reps": item.dose.reps,
                "sets": item.dose.sets,
                "ask_helped": item.ask_helped,
            }
            for item in plan.items
        ],
        "left_out": [{"exercise": one.exercise, "reason": one.reason} for one in plan.left_out],
        "advice": list(plan.advice),
    }
    if plan.opens is not None:
        document["opens"] = [
            {"equipment": one.equipment, "exercises": one.exercises} for one in plan.opens
        ]
    return document
