"""The decisions of the clinical protocol; each property's docstring quotes the rule it holds."""

import json
from pathlib import Path

import pytest
from hypothesis import given

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Outcome, Side, SoreSide
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.plan import Plan, plan_document
from tests.guide.protocol_oracle import LASTING
from tests.guide.strategies import documents, unscreened

SCENARIOS = json.loads(Path(__file__).with_name("scenarios.json").read_text(encoding="utf-8"))


def planned(catalogue: Catalogue, document: dict[str, object]) -> Plan:
    return decide(answers_from(document, catalogue), catalogue)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["case"])
def test_worked_cases(protocols_catalogue: Catalogue, scenario: dict) -> None:
    plan = plan_document(planned(protocols_catalogue, scenario["answers"]))
    assert plan == {"schema": 1, **scenario["plan"]}


def test_there_are_30_worked_cases() -> None:
    assert len(SCENARIOS) == 30


@given(document=documents)
def test_screening_allows_no_exercise(catalogue: Catalogue, document: dict) -> None:
    """«any red flag …, no exercises»; «pregnancy other than no → refer, no exercises».

    [OUT-1], [OUT-2], [OUT-3]. A lasting condition alone is lifted by a doctor who agreed.
    """
    plan = planned(catalogue, document)
    flags = set(document.get("red_flags", ()))
    if document.get("doctor_agreed"):
        flags -= LASTING
    if flags or document.get("pregnancy", "no") != "no":
        assert plan.outcome in (Outcome.REFER, Outcome.REFER_URGENT)
        assert (plan.programme, plan.items, plan.left_out) == (None, (), ())
    assert bool(plan.items) == (plan.outcome is Outcome.EXERCISE)


@given(document=documents)
def test_urgent_goes_before_everything(catalogue: Catalogue, document: dict) -> None:
    """«any of saddle_numbness, … → refer_urgent», the first outcome that applies [OUT-1]."""
    urgent = {
        "saddle_numbness",
        "bladder_or_bowel_change",
        "leg_weakness",
        "recent_major_injury",
        "chest_pain",
    }
    plan = planned(catalogue, document)
    named = bool(urgent & set(document.get("red_flags", ())))
    assert (plan.outcome is Outcome.REFER_URGENT) == named
    if plan.outcome is not Outcome.EXERCISE:
        assert len(plan.advice) == 1


@given(document=unscreened)
def test_inflare_correction_only_on_one_sore_side(catalogue: Catalogue, document: dict) -> None:
    """«the SORE side only; both sides sore: never» [LEFT-OUT-2] [SIDE-2]."""
    for item in planned(catalogue, document).items:
        if item.exercise == "inflare_correction":
            assert [side.value for side in item.sides] == [document["sore_side"]]


@given(document=unscreened)
def test_never_the_wrong_leg(catalogue: Catalogue, document: dict) -> None:
    """«lift the NOT-sore leg; never the other way round»; a press is done by the sore side.

    [SIDE-3], [SIDE-4].
    """
    sore = document.get("sore_side", "unsure")
    for item in planned(catalogue, document).items:
        lifts = item.variant in ("lift", "knees_lift") or item.exercise == "swiss_ball_superman"
        if lifts and sore in ("left", "right"):
            assert item.sides == (Side(sore).other,)
        if item.variant in ("press", "knees_press"):
            assert item.sides == (Side(sore),)
        if sore in ("both", "unsure") and item.exercise == "plank_leg_reach":
            assert item.sides == ()
            assert item.variant in ("hold", "knees_hold")


@given(document=unscreened)
def test_each_side_begins_with_the_sore_one(catalogue: Catalogue, document: dict) -> None:
    """«each side in turn: the sore side first when it is left or right, else right then left».

    [SIDE-1].
    """
    sore = document.get("sore_side", "unsure")
    first = Side(sore) if sore in ("left", "right") else Side.RIGHT
    for item in planned(catalogue, document).items:
        if len(item.sides) == 2:
            assert item.sides == (first, first.other)


@given(document=unscreened)
def test_everything_is_planned_or_left_out_with_a_reason(
    catalogue: Catalogue, document: dict
) -> None:
    """«every one that is left out is listed with a reason, none silently», in order.

    [LEFT-OUT-1], [LEFT-OUT-3].
    """
    plan = planned(catalogue, document)
    programme = next(one for one in catalogue.programmes if one.id == plan.programme)
    wanted = [
        place.exercise
        for place in programme.items
        if not place.extra or document.get("extras", False)
    ]
    left_out = [one.exercise for one in plan.left_out]
    assert len(set(left_out)) == len(left_out)
    assert left_out == [one for one in dict.fromkeys(wanted) if one in left_out]
    if plan.outcome is Outcome.EXERCISE:
        assert [item.exercise for item in plan.items] == [
            one for one in wanted if one not in left_out
        ]
    else:
        assert set(wanted) - set(left_out) <= {"warm_up"}
    known = {reason.code for reason in catalogue.reasons}
    assert {one.reason for one in plan.left_out} <= known


@given(document=unscreened)
def test_did_it_help_is_asked_once_after_the_first_brace(
    catalogue: Catalogue, document: dict
) -> None:
    """«asked right after the first brace»; «where the brace is left out, not asked».

    [ORDER-2], [ORDER-3].
    """
    plan = planned(catalogue, document)
    asked = [n for n, item in plan.numbered() if item.ask_helped]
    braces = [n for n, item in plan.numbered() if item.exercise == "dontigny_knee_brace"]
    assert asked == braces[:1]


@given(document=unscreened)
def test_dosage_is_within_its_range(catalogue: Catalogue, document: dict) -> None:
    """[DOSE-1]"""
    for item in planned(catalogue, document).items:
        amounts = catalogue.exercises[item.exercise].dosage
        assert amounts.hold_s.min <= item.dose.hold_s <= amounts.hold_s.max
        assert amounts.reps.min <= item.dose.reps <= amounts.reps.max


@pytest.mark.parametrize("sore_side", list(SoreSide))
@pytest.mark.parametrize(
    "document",
    [
        {},
        {"pregnancy": "pregnant"},
        {"floor": False, "equipment": [], "balance": "needs_support"},
    ],
)
def test_a_plan_carries_its_sore_side(
    catalogue: Catalogue, document: dict[str, object], sore_side: SoreSide
) -> None:
    answers = answers_from({**document, "sore_side": sore_side.value}, catalogue)
    assert decide(answers, catalogue).sore_side is sore_side


def test_the_one_sore_side() -> None:
    assert [sore.side for sore in SoreSide] == [Side.LEFT, Side.RIGHT, None, None]
