"""All exercises, grouped by what one person may do: in the plan, could be added, not for them."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Outcome
from evenkeel.guide.answers import Answers
from evenkeel.guide.decide import reason_to_leave_out
from evenkeel.guide.plan import Plan


class ExerciseGroup(StrEnum):
    """What an exercise is to one person."""

    PLANNED = "planned"
    POSSIBLE = "possible"
    NOT_FOR_THEM = "not_for_them"


class WhyNotPlanned(StrEnum):
    """Why an exercise that is possible is not in the plan."""

    TAKEN_OUT = "taken_out"
    EXTRA = "extra"
    OTHER_PROGRAMME = "other_programme"


class GroupedExercise(Struct, frozen=True, kw_only=True):
    """One exercise with its group.

    Attributes:
        exercise: its id.
        group: what it is to this person.
        variant: the form in which a planned one is done.
        why: why it is not in the plan, for one that is possible.
        reason: the code of the reason why it is not for them; ``None`` also where nothing is, for
            now, because a doctor or physiotherapist should look first.
    """

    exercise: str
    group: ExerciseGroup
    variant: str | None = None
    why: WhyNotPlanned | None = None
    reason: str | None = None


def grouped_exercises(
    answers: Answers, original: Plan, today: Plan, catalogue: Catalogue
) -> tuple[GroupedExercise, ...]:
    """Every exercise once: the planned ones in the plan's order, the others in the programmes'.

    Args:
        answers: what the person answered.
        original: the plan that the answers lead to.
        today: the same with the person's changes.
        catalogue: has the exercises.
    """
    planned = today.exercises()
    forms = {item.exercise: item.variant for item in today.items}
    first = [
        GroupedExercise(exercise=one, group=ExerciseGroup.PLANNED, variant=forms[one])
        for one in planned
    ]
    others = [one for one in _in_order(catalogue) if one not in planned]
    return (*first, *(_grouped(one, answers, original, catalogue) for one in others))


def _in_order(catalogue: Catalogue) -> Iterator[str]:
    places = (item.exercise for one in catalogue.programmes for item in one.items)
    yield from dict.fromkeys((*places, *catalogue.exercises))


def _grouped(
    exercise: str, answers: Answers, original: Plan, catalogue: Catalogue
) -> GroupedExercise:
    # Only a plan for which nothing was left keeps its programme; the others ask to see somebody
    # first, which goes before every other reason.
    if original.outcome is not Outcome.EXERCISE and original.programme is None:
        return GroupedExercise(exercise=exercise, group=ExerciseGroup.NOT_FOR_THEM)
    reason = reason_to_leave_out(catalogue.exercises[exercise], answers, catalogue)
    if reason:
        return GroupedExercise(exercise=exercise, group=ExerciseGroup.NOT_FOR_THEM, reason=reason)
    why = WhyNotPlanned.OTHER_PROGRAMME
    if exercise in original.exercises():
        why = WhyNotPlanned.TAKEN_OUT
    elif _is_extra(exercise, original, catalogue):
        why = WhyNotPlanned.EXTRA
    return GroupedExercise(exercise=exercise, group=ExerciseGroup.POSSIBLE, why=why)


def _is_extra(exercise: str, plan: Plan, catalogue: Catalogue) -> bool:
    items = (item for one in catalogue.programmes if one.id == plan.programme for item in one.items)
    return any(item.exercise == exercise and item.extra for item in items)
