"""A plan in words, the same on screen, on paper and in the terminal."""

import pytest

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.describe import dose_in_full, dose_of, listed, question_of, spaced
from evenkeel.guide.plan import Dose, PlanItem

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
