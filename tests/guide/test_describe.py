"""A plan in words, the same on screen, on paper and in the terminal."""

import pytest

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Equipment, Side
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.describe import (
    cue_of,
    dose_in_full,
    dose_of,
    lay_ready,
    left_out_by_reason,
    listed,
    name_of,
    openings_of,
    question_of,
    reason_text,
    spaced,
)
from evenkeel.guide.plan import Dose, Plan, PlanItem

L, R = Side.LEFT, Side.RIGHT


@pytest.mark.parametrize(
    ("dose", "sides", "said", "in_full"),
    [
        ((6, 6, 6, 1), (L, R), "6 × 6 s each side", "6 × 6 s each side, rest 6 s between"),
        ((20, 10, 1, 1), (L, R), "20 s each side", "20 s each side"),
        ((20, 10, 1, 2), (), "2 sets of 20 s", "2 sets of 20 s, rest 10 s between"),
        ((20, 0, 3, 2), (L,), "2 sets of 3 × 20 s", "2 sets of 3 × 20 s"),
        ((300, 0, 1, 1), (), "5 min", "5 min"),
        ((90, 0, 1, 1), (), "90 s", "90 s"),
    ],
)
def test_a_dosage_in_words(
    catalogue: Catalogue,
    dose: tuple[int, int, int, int],
    sides: tuple[Side, ...],
    said: str,
    in_full: str,
) -> None:
    hold_s, rest_s, reps, sets = dose
    item = PlanItem(
        exercise="dontigny_knee_brace",
        variant=None,
        sides=sides,
        dose=Dose(hold_s=hold_s, rest_s=rest_s, reps=reps, sets=sets),
    )
    assert spaced(dose_of(item, catalogue)) == said
    assert spaced(dose_in_full(item, catalogue)) == in_full


def test_a_number_stays_with_what_it_counts(catalogue: Catalogue) -> None:
    dose = Dose(hold_s=6, rest_s=10, reps=6, sets=2)
    item = PlanItem(exercise="inflare_correction", variant=None, sides=(L, R), dose=dose)
    pieces = dose_in_full(item, catalogue).split(" ")
    assert [piece for piece in pieces if any(map(str.isdigit, piece))] == [
        "2",
        "6\u00a0×\u00a06\u00a0s",
        "10\u00a0s",
    ]
    assert "\u00a0" not in spaced(dose_in_full(item, catalogue))


@pytest.mark.parametrize(
    ("parts", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_several_things(catalogue: Catalogue, parts: list[str], said: str) -> None:
    assert listed(parts, catalogue) == said


def test_the_question_names_what_a_yes_leaves_out(catalogue: Catalogue) -> None:
    answers = answers_from({"sore_side": "left", "pain_pattern": "shifted"}, catalogue)
    plan = decide(answers, catalogue)
    assert question_of(plan, 0, catalogue) == (
        "Then one question: did it help? If it did, 2 and 3 can be left out today."
    )
    assert question_of(plan, 1, catalogue) == ""


def planned(catalogue: Catalogue, **answers: object) -> Plan:
    return decide(answers_from(answers, catalogue), catalogue)


def test_a_command_names_its_sides(catalogue: Catalogue) -> None:
    dose = Dose(hold_s=6, rest_s=6, reps=6, sets=1)
    both = PlanItem(exercise="dontigny_knee_brace", variant=None, sides=(L, R), dose=dose)
    none = PlanItem(exercise="glute_bridge", variant=None, sides=(), dose=dose)
    assert cue_of(both, catalogue) == "press your LEFT heel into the frame, then the RIGHT side"
    assert cue_of(none, catalogue) == "lift your hips"


def test_what_comes_once_more_says_so(catalogue: Catalogue) -> None:
    plan = planned(catalogue, sore_side="left", pain_pattern="shifted")
    names = [name_of(plan, place, catalogue) for place in range(len(plan.items))]
    assert names[0] == "Heel push in a doorway"
    assert names[-1] == "Heel push in a doorway, once more"


def test_what_is_left_out_for_one_reason_is_one_sentence(catalogue: Catalogue) -> None:
    plan = planned(catalogue, pain_pattern="shifted", floor=False)
    ((names, sentence), *others) = left_out_by_reason(plan, catalogue)
    codes = [one.exercise for one in plan.left_out]
    assert len(codes) == 4
    assert names == listed([catalogue.exercises[code].name for code in codes], catalogue)
    reason = plan.left_out[0].reason
    assert sentence == reason_text(reason, catalogue, 4) != reason_text(reason, catalogue)
    assert others == []
    with pytest.raises(KeyError):
        reason_text("the weather", catalogue)


def test_what_would_make_exercises_possible(catalogue: Catalogue) -> None:
    plan = planned(
        catalogue, floor=False, balance="needs_support", pain_pattern="tight", equipment=["step"]
    )
    assert openings_of(plan, catalogue) == (
        "With a free wall or a steady chair you could do 3 of these exercises.",
    )


def test_what_to_lay_ready(catalogue: Catalogue) -> None:
    document = {"sore_side": "left", "pain_pattern": "shifted"}
    plan = planned(catalogue, **document)
    ready = lay_ready(plan, answers_from(document, catalogue), catalogue)
    assert ready == (Equipment.DOORWAY, Equipment.WALL, Equipment.SWISS_BALL)
    held = {"pain_pattern": "tight", "balance": "needs_support", "equipment": ["chair"]}
    plan = planned(catalogue, **held)
    assert lay_ready(plan, answers_from(held, catalogue), catalogue) == (Equipment.CHAIR,)
    raised = {"pain_pattern": "tight", "equipment": ["chair", "step"]}
    plan = planned(catalogue, **raised)
    assert lay_ready(plan, answers_from(raised, catalogue), catalogue) == (Equipment.STEP,)
