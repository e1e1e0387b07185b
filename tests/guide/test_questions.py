"""Questions that no longer matter are not asked; those that matter are."""

from hypothesis import given

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import ANSWER_VALUES
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.questions import questions_to_ask
from tests.guide.strategies import documents, unscreened


def keys(catalogue: Catalogue, document: dict) -> list[str]:
    return [one.key for one in questions_to_ask(answers_from(document, catalogue), catalogue)]


def test_red_flags_come_first_and_end(catalogue: Catalogue) -> None:
    assert keys(catalogue, {"red_flags": ["chest_pain"]}) == ["red_flags"]
    assert keys(catalogue, {"pregnancy": "pregnant"}) == ["red_flags", "pregnancy"]


def test_a_tight_joint_is_not_asked_about_planks(catalogue: Catalogue) -> None:
    asked = keys(catalogue, {"pain_pattern": "tight"})
    assert "plank" not in asked
    assert "leg_lift" not in asked
    assert {"knee_pain", "balance"} <= set(asked)


def test_a_shifted_joint_is_not_asked_about_knees(catalogue: Catalogue) -> None:
    asked = keys(catalogue, {"pain_pattern": "shifted", "sore_side": "left"})
    assert {"plank", "leg_lift"} <= set(asked)
    assert not {"knee_pain", "balance"} & set(asked)


@given(document=unscreened)
def test_what_is_not_asked_does_not_matter(catalogue: Catalogue, document: dict) -> None:
    answers = answers_from(document, catalogue)
    plan = decide(answers, catalogue)
    for question in catalogue.questions:
        if question.key in keys(catalogue, document):
            continue
        for value in ANSWER_VALUES[question.key]:
            assert decide(answers.with_answer(question.key, value), catalogue) == plan


@given(document=documents)
def test_order_is_the_questionnaires(catalogue: Catalogue, document: dict) -> None:
    order = [question.key for question in catalogue.questions]
    asked = keys(catalogue, document)
    assert asked == [key for key in order if key in asked]
    assert asked[0] == "red_flags"
