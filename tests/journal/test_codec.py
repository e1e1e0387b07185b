"""Plans and adjustments as documents and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenkeel.catalogue.terms import Outcome, Side, SoreSide
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.plan import Dose, LeftOut, Plan, PlanItem
from evenkeel.journal.storage.codec import (
    CodecError,
    adjustments_from_document,
    adjustments_to_document,
    plan_from_document,
    plan_to_document,
)

ids = st.sampled_from(["dontigny_knee_brace", "plank_leg_reach", "my_own"])
counts = st.integers(0, 100)
doses = st.builds(Dose, hold_s=counts, rest_s=counts, reps=counts, sets=counts)
plans = st.builds(
    Plan,
    outcome=st.sampled_from(Outcome),
    programme=st.none() | ids,
    items=st.lists(
        st.builds(
            PlanItem,
            exercise=ids,
            variant=st.none() | ids,
            sides=st.sampled_from([(), (Side.LEFT,), (Side.RIGHT, Side.LEFT)]),
            dose=doses,
            ask_helped=st.booleans(),
        ),
        max_size=4,
    ).map(tuple),
    left_out=st.lists(st.builds(LeftOut, exercise=ids, reason=ids), max_size=3).map(tuple),
    advice=st.lists(ids, max_size=3).map(tuple),
    sore_side=st.sampled_from(SoreSide),
    skip_if_helped=st.lists(ids, max_size=3).map(tuple),
)
adjustments = st.builds(
    Adjustments, doses=st.dictionaries(ids, doses), taken_out=st.frozensets(ids)
)


@given(plans)
def test_a_plan_comes_back_the_same(plan: Plan) -> None:
    assert plan_from_document(json.loads(json.dumps(plan_to_document(plan)))) == plan


@given(adjustments)
def test_adjustments_come_back_the_same(changes: Adjustments) -> None:
    document = json.loads(json.dumps(adjustments_to_document(changes)))
    assert adjustments_from_document(document) == changes


def test_a_plan_written_by_the_first_version() -> None:
    """The shape of what lies in journals must stay readable, whatever the code calls it."""
    document = {
        "schema": 1,
        "outcome": "exercise",
        "programme": "realign",
        "items": [
            {
                "exercise": "dontigny_knee_brace",
                "variant": None,
                "sides": ["left", "right"],
                "hold_s": 6,
                "rest_s": 5,
                "reps": 4,
                "sets": 3,
                "ask_helped": True,
            }
        ],
        "left_out": [{"exercise": "inflare_correction", "reason": "no_wall"}],
        "advice": ["stop_if_worse"],
        "skip_if_helped": ["plank_leg_reach"],
    }
    item = PlanItem(
        exercise="dontigny_knee_brace",
        variant=None,
        sides=(Side.LEFT, Side.RIGHT),
        dose=Dose(hold_s=6, rest_s=5, reps=4, sets=3),
        ask_helped=True,
    )
    assert plan_from_document(document) == Plan(
        outcome=Outcome.EXERCISE,
        programme="realign",
        items=(item,),
        left_out=(LeftOut(exercise="inflare_correction", reason="no_wall"),),
        advice=("stop_if_worse",),
        skip_if_helped=("plank_leg_reach",),
    )


@pytest.mark.parametrize("document", [None, [], {}, {"outcome": "exercise"}, "plan"])
def test_what_is_no_plan(document: object) -> None:
    with pytest.raises(CodecError):
        plan_from_document(document)


def test_the_error_names_the_place() -> None:
    document = {"doses": {"a": {"hold_s": "6", "rest_s": 1, "reps": 1, "sets": 1}}, "taken_out": []}
    with pytest.raises(CodecError, match="hold_s"):
        adjustments_from_document(document)
