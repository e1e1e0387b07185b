"""Everyday tips, one at a time [DAYS-7]."""

from datetime import date

from evenkeel.catalogue.model import Catalogue, Tip
from evenkeel.catalogue.terms import Outcome
from evenkeel.guide.plan import Plan


def tip_of_day(plan: Plan | None, today: date, catalogue: Catalogue) -> Tip | None:
    """The tip of a day, the same all day long; ``None`` for whoever has no plan to exercise."""
    if plan is None or plan.outcome is not Outcome.EXERCISE or not catalogue.tips:
        return None
    return catalogue.tips[today.toordinal() % len(catalogue.tips)]
