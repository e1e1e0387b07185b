"""A dosage as it is read aloud: "×" is silent in most voices, and "s" is a letter."""

from evenkeel.catalogue.wording import fill
from evenkeel.guide.describe import in_minutes
from evenkeel.guide.plan import Dose, PlanItem
from evenkeel.language import translate

_SECONDS_PER_MINUTE = 60


def dose_aloud(item: PlanItem) -> str:
    """The dosage of an item in words ("6 times 6 seconds on each side")."""
    text = _one_side(item.dose)
    if len(item.sides) > 1:
        return fill(translate("DoseWords", "{dose} on each side"), dose=text)
    return text


def _one_side(dose: Dose) -> str:
    if in_minutes(dose):
        minutes = round(dose.hold_s / _SECONDS_PER_MINUTE)
        text = fill(translate("DoseWords", "{minutes} minutes"), minutes=minutes)
    elif dose.reps == 1:
        text = fill(translate("DoseWords", "{hold} seconds"), hold=dose.hold_s)
    else:
        text = fill(
            translate("DoseWords", "{reps} times {hold} seconds"), reps=dose.reps, hold=dose.hold_s
        )
    if dose.sets > 1:
        return fill(translate("DoseWords", "{sets} sets of {dose}"), sets=dose.sets, dose=text)
    return text
