"""What the user changes in a plan: another dosage or form, an exercise taken out or added."""

from collections.abc import Mapping
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from evenkeel.catalogue.model import Amount, Catalogue, Dosage, Exercise
from evenkeel.catalogue.terms import Outcome, SideRule
from evenkeel.guide.answers import Answers
from evenkeel.guide.decide import plan_item, reason_to_leave_out, sides
from evenkeel.guide.plan import Dose, Plan, PlanItem

T = TypeVar("T")

_ONE_SIDED = (SideRule.SORE, SideRule.NOT_SORE)


class Adjustments(Struct, frozen=True, kw_only=True):
    """The user's own changes: dosages and forms by exercise, and exercises taken out or added.

    A form is a variant's id; it comes from a small step that the user has taken. What was added
    and then taken out is in both.
    """

    doses: Mapping[str, Dose] = field(default_factory=dict)
    taken_out: frozenset[str] = frozenset()
    forms: Mapping[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()

    def with_dose(self, exercise: str, dose: Dose) -> "Adjustments":
        """These changes with another dosage for one exercise."""
        return replace(self, doses={**self.doses, exercise: dose})

    def without_dose(self, exercise: str) -> "Adjustments":
        """These changes with one exercise back at its default dosage and form."""
        return replace(self, doses=_without(self.doses, exercise)).without_form(exercise)

    def with_form(self, exercise: str, form: str) -> "Adjustments":
        """These changes with another form of one exercise."""
        return replace(self, forms={**self.forms, exercise: form})

    def without_form(self, exercise: str) -> "Adjustments":
        """These changes with one exercise back in the form that the answers lead to."""
        return replace(self, forms=_without(self.forms, exercise))

    def taking_out(self, exercise: str) -> "Adjustments":
        """These changes with one exercise more taken out."""
        return replace(self, taken_out=self.taken_out | {exercise})

    def putting_back(self, exercise: str) -> "Adjustments":
        """These changes with one exercise in the plan again."""
        return replace(self, taken_out=self.taken_out - {exercise})

    def adding(self, exercise: str) -> "Adjustments":
        """These changes with one exercise more, that the answers alone do not lead to."""
        added = tuple(dict.fromkeys((*self.added, exercise)))
        return replace(self, added=added).putting_back(exercise)


def _without(changed: Mapping[str, T], exercise: str) -> Mapping[str, T]:
    return {key: value for key, value in changed.items() if key != exercise}


def within(amounts: Dosage, dose: Dose) -> Dose:
    """The dose with every number moved into its allowed range [DOSE-1]."""
    return Dose(
        hold_s=_clamped(amounts.hold_s, dose.hold_s),
        rest_s=_clamped(amounts.rest_s, dose.rest_s),
        reps=_clamped(amounts.reps, dose.reps),
        sets=_clamped(amounts.sets, dose.sets),
    )


def _clamped(amount: Amount, value: int) -> int:
    return max(amount.min, min(amount.max, value))


def adjusted(
    plan: Plan, changes: Adjustments, catalogue: Catalogue, answers: Answers | None = None
) -> Plan:
    """The plan as the user changed it.

    What was added is done as ``answers`` say, as long as nothing in them speaks against it;
    without them it is left out.
    """
    items = []
    for item in _with_added(plan, changes, catalogue, answers):
        if item.exercise in changes.taken_out:
            continue
        exercise = catalogue.exercises[item.exercise]
        dose = changes.doses.get(item.exercise)
        if dose:
            item = replace(item, dose=within(exercise.dosage, dose))  # noqa: PLW2901
        items.append(_in_form(item, changes.forms.get(item.exercise), exercise, plan))
    return replace(plan, items=tuple(items))


def _with_added(
    plan: Plan, changes: Adjustments, catalogue: Catalogue, answers: Answers | None
) -> tuple[PlanItem, ...]:
    """The items and those that were added, before an exercise that is done once more at the end."""
    if answers is None or plan.outcome is not Outcome.EXERCISE:
        return plan.items
    known = [
        catalogue.exercises[one]
        for one in changes.added
        if one in catalogue.exercises and one not in plan.exercises()
    ]
    added = [
        plan_item(one, answers)
        for one in known
        if reason_to_leave_out(one, answers, catalogue) is None
    ]
    exercises = [item.exercise for item in plan.items]
    once_more = bool(exercises) and exercises[-1] in exercises[:-1]
    end = len(exercises) - once_more
    return (*plan.items[:end], *added, *plan.items[end:])


def forms_in_reach(exercise: Exercise, form: str | None) -> tuple[str, ...]:
    """The other forms that small steps lead to from one, in the order of the content."""
    reached = {form}
    new = [form]
    while new:
        known = exercise.variant(new.pop())
        steps = (known.easier_form, known.harder_form and known.harder_form.form) if known else ()
        for step in steps:
            if step and step not in reached:
                reached.add(step)
                new.append(step)
    return tuple(one.id for one in exercise.variants if one.id in reached - {form})


def _in_form(item: PlanItem, form: str | None, exercise: Exercise, plan: Plan) -> PlanItem:
    """The item in another form, on the side of that form.

    A form that no step leads to from the one of the answers, or that is for one sore side where
    there is not one, is not taken: the answers have changed since the step was.
    """
    if form is None or form not in forms_in_reach(exercise, item.variant):
        return item
    rule, sore = exercise.side_rule_of(form), plan.sore_side.side
    if rule in _ONE_SIDED and sore is None:
        return item
    return replace(item, variant=form, sides=sides(rule, sore))
