"""What the reader changes of a plan stays within what the content allows."""

from hypothesis import given
from hypothesis import strategies as st

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.adjust import Adjustments, adjusted
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.plan import Dose
from tests.guide.strategies import unscreened

numbers = st.integers(min_value=-10, max_value=1000)
doses = st.builds(Dose, hold_s=numbers, rest_s=numbers, reps=numbers, sets=numbers)


@given(document=unscreened)
def test_no_change_is_no_change(catalogue: Catalogue, document: dict) -> None:
    plan = decide(answers_from(document, catalogue), catalogue)
    assert adjusted(plan, Adjustments(), catalogue) == plan


@given(document=unscreened, dose=doses)
def test_a_dosage_stays_within_its_range(catalogue: Catalogue, document: dict, dose: Dose) -> None:
    """[DOSE-1]"""
    plan = decide(answers_from(document, catalogue), catalogue)
    changes = Adjustments()
    for exercise in plan.exercises():
        changes = changes.with_dose(exercise, dose)
    for item in adjusted(plan, changes, catalogue).items:
        amounts = catalogue.exercises[item.exercise].dosage
        for name in ("hold_s", "rest_s", "reps", "sets"):
            amount = getattr(amounts, name)
            assert amount.min <= getattr(item.dose, name) <= amount.max


def test_taking_out_and_putting_back(catalogue: Catalogue) -> None:
    plan = decide(answers_from({"sore_side": "left"}, catalogue), catalogue)
    changes = Adjustments().taking_out("plank_leg_reach")
    assert "plank_leg_reach" not in adjusted(plan, changes, catalogue).exercises()
    changes = changes.putting_back("plank_leg_reach")
    assert adjusted(plan, changes, catalogue) == plan
