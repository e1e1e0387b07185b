"""Questions that no longer matter are not asked; those that matter are."""

import pytest
from hypothesis import given

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import ANSWER_VALUES, Outcome
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.describe import detail_of
from evenkeel.guide.questions import lifting_question, questions_to_ask, safety_questions
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


LASTING = ("cancer_history", "fracture_risk")


@pytest.mark.parametrize("flags", [["cancer_history"], ["fracture_risk"], list(LASTING)])
def test_agreement_is_asked_right_after_lasting_signs(
    catalogue: Catalogue, flags: list[str]
) -> None:
    """«Asked only when every red flag given is lasting, right after it.»"""
    refused = {"red_flags": flags, "doctor_agreed": False}
    assert keys(catalogue, refused) == ["red_flags", "doctor_agreed"]
    # Nobody has said no yet: the others may follow.
    assert keys(catalogue, {"red_flags": flags})[-1] == "extras"
    agreed = keys(catalogue, {"red_flags": flags, "doctor_agreed": True})
    assert agreed[:3] == ["red_flags", "doctor_agreed", "pregnancy"]
    assert agreed[-1] == "extras"


@given(document=documents)
def test_agreement_is_asked_only_then(catalogue: Catalogue, document: dict) -> None:
    """[ASK-2]"""
    flags = set(document.get("red_flags", ()))
    asked = keys(catalogue, document)
    assert ("doctor_agreed" in asked) == (bool(flags) and flags <= set(LASTING))


@given(document=documents)
def test_the_questions_end_with_a_referral_only(catalogue: Catalogue, document: dict) -> None:
    """All questions are asked where they can lead to exercises."""
    flags = set(document.get("red_flags", ()))
    if flags and flags <= set(LASTING):
        document = {"doctor_agreed": False, **document}
    asked = keys(catalogue, document)
    plan = decide(answers_from(document, catalogue), catalogue)
    referred = plan.outcome is not Outcome.EXERCISE and plan.opens is None
    assert ("extras" in asked) == (not referred)


def test_the_safety_questions_end_as_the_others_do(catalogue: Catalogue) -> None:
    def safety(document: dict) -> list[str]:
        answers = answers_from(document, catalogue)
        return [one.key for one in safety_questions(answers, catalogue)]

    assert safety({}) == ["red_flags", "pregnancy"]
    assert safety({"red_flags": ["chest_pain"]}) == ["red_flags"]
    refused = {"red_flags": ["fracture_risk"], "doctor_agreed": False}
    assert safety(refused) == ["red_flags", "doctor_agreed"]
    agreed = {"red_flags": ["fracture_risk"], "doctor_agreed": True}
    assert safety(agreed) == ["red_flags", "doctor_agreed", "pregnancy"]


def test_the_equipment_question_fits_whoever_cannot_lie_down(catalogue: Catalogue) -> None:
    def details(document: dict) -> list[str]:
        answers = answers_from(document, catalogue)
        return [detail_of(one, answers) for one in catalogue.question("equipment").options]

    assert details({})[:2] == ["with room to lie in", "with room to lie beside"]
    assert details({"floor": False})[:2] == ["", "to stand at and hold on to"]
    assert not any("lie" in detail for detail in details({"floor": False}))


def test_the_question_that_could_lift_a_referral(catalogue: Catalogue) -> None:
    lasting = answers_from({"red_flags": ["cancer_history"]}, catalogue)
    question = lifting_question(lasting, catalogue)
    assert question
    assert question.key == "doctor_agreed"
    for document in ({"red_flags": ["chest_pain"]}, {"pregnancy": "pregnant"}, {}):
        assert lifting_question(answers_from(document, catalogue), catalogue) is None
