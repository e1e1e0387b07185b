"""What the user changes in a plan: another dosage within the range, an exercise taken out."""

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from evenkeel.catalogue.model import Amount, Catalogue, Dosage
from evenkeel.guide.plan import Dose, Plan


class Adjustments(Struct, frozen=True, kw_only=True):
    """The user's own changes: dosages by exercise, and exercises taken out."""

    doses: Mapping[str, Dose] = field(default_factory=dict)
    taken_out: frozenset[str] = frozenset()

    def with_dose(self, exercise: str, dose: Dose) -> "Adjustments":
        """These changes with another dosage for one exercise."""
        return replace(self, doses={**self.doses, exercise: dose})

    def without_dose(self, exercise: str) -> "Adjustments":
        """These changes with one exercise back at its default dosage."""
        return replace(self, doses={k: v for k, v in self.doses.items() if k != exercise})

    def taking_out(self, exercise: str) -> "Adjustments":
        """These changes with one exercise more taken out."""
        return replace(self, taken_out=self.taken_out | {exercise})

    def putting_back(self, exercise: str) -> "Adjustments":
        """These changes with one exercise in the plan again."""
        return replace(self, taken_out=self.taken_out - {exercise})


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


def adjusted(plan: Plan, changes: Adjustments, catalogue: Catalogue) -> Plan:
    """The plan as the user changed it."""
    items = []
    for item in plan.items:
        if item.exercise in changes.taken_out:
            continue
        dose = changes.doses.get(item.exercise)
        if dose:
            amounts = catalogue.exercises[item.exercise].dosage
            item = replace(item, dose=within(amounts, dose))  # noqa: PLW2901
        items.append(item)
    return replace(plan, items=tuple(items))
