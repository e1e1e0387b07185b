"""What the reader changes of a plan stays within what the content allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Outcome
from evenkeel.guide.adjust import Adjustments, adjusted
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide, reason_to_leave_out
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


@given(document=unscreened)
def test_what_is_added_is_done_as_the_answers_say_and_never_against_them(
    catalogue: Catalogue, document: dict
) -> None:
    answers = answers_from(document, catalogue)
    plan = decide(answers, catalogue)
    changes = Adjustments()
    for exercise in catalogue.exercises:
        changes = changes.adding(exercise)
    today = adjusted(plan, changes, catalogue, answers)
    if plan.outcome is not Outcome.EXERCISE:
        assert today == plan
        return
    for item in today.items:
        assert reason_to_leave_out(catalogue.exercises[item.exercise], answers, catalogue) is None
    kept = [item for item in today.items if item.exercise in plan.exercises()]
    assert tuple(kept) == plan.items
    # What ends with the first exercise once more still does.
    assert (
        plan.programme != "realign"
        or today.items[-1] == plan.items[-1]
        or len(plan.exercises()) == len(plan.items)
    )
    assert adjusted(plan, changes, catalogue) == plan


def test_what_was_added_is_taken_out_and_put_back_like_the_rest(catalogue: Catalogue) -> None:
    answers = answers_from({"sore_side": "left"}, catalogue)
    plan = decide(answers, catalogue)
    changes = Adjustments().adding("glute_bridge")
    assert changes.adding("glute_bridge") == changes
    assert "glute_bridge" in adjusted(plan, changes, catalogue, answers).exercises()
    out = changes.taking_out("glute_bridge")
    assert adjusted(plan, out, catalogue, answers) == plan
    assert out.putting_back("glute_bridge") == changes == out.adding("glute_bridge")


def test_taking_out_and_putting_back(catalogue: Catalogue) -> None:
    plan = decide(answers_from({"sore_side": "left"}, catalogue), catalogue)
    changes = Adjustments().taking_out("plank_leg_reach")
    assert "plank_leg_reach" not in adjusted(plan, changes, catalogue).exercises()
    changes = changes.putting_back("plank_leg_reach")
    assert adjusted(plan, changes, catalogue) == plan


PLANK = "plank_leg_reach"


def plank(catalogue: Catalogue, document: dict, form: str) -> tuple[str | None, tuple[str, ...]]:
    """The form and the sides of the plank, where that form was chosen."""
    plan = decide(answers_from(document, catalogue), catalogue)
    changed = adjusted(plan, Adjustments().with_form(PLANK, form), catalogue)
    (item,) = (one for one in changed.items if one.exercise == PLANK)
    return item.variant, item.sides


@pytest.mark.parametrize(
    ("document", "form", "form_and_sides"),
    [
        # A step back presses with the sore side, a step up lifts the other leg [SIDE-3].
        ({"sore_side": "left"}, "press", ("press", ("left",))),
        ({"sore_side": "left"}, "knees_press", ("knees_press", ("left",))),
        ({"sore_side": "right", "leg_lift": False}, "lift", ("lift", ("left",))),
        ({"sore_side": "left", "plank": "knees"}, "lift", ("lift", ("right",))),
        ({"sore_side": "both"}, "knees_hold", ("knees_hold", ())),
        # No step leads there: the answers have changed since.
        ({"sore_side": "both"}, "lift", ("hold", ())),
        ({"sore_side": "unsure"}, "press", ("hold", ())),
        ({"sore_side": "left"}, "hold", ("lift", ("right",))),
        ({"sore_side": "left"}, "gone", ("lift", ("right",))),
    ],
)
def test_another_form_has_its_own_side(
    catalogue: Catalogue, document: dict, form: str, form_and_sides: tuple
) -> None:
    assert plank(catalogue, document, form) == form_and_sides


@given(document=unscreened, form=st.sampled_from(["lift", "press", "hold", "knees_lift"]))
def test_never_a_lift_without_one_sore_side(
    catalogue: Catalogue, document: dict, form: str
) -> None:
    answers = answers_from(document, catalogue)
    plan = decide(answers, catalogue)
    for item in adjusted(plan, Adjustments().with_form(PLANK, form), catalogue).items:
        if item.exercise == PLANK and "lift" in (item.variant or ""):
            assert answers.sore_side.side
            assert item.sides == (answers.sore_side.side.other,)
