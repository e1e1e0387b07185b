"""Answers documents: what is taken, and what is refused with which words."""

import json

import pytest
from hypothesis import given

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.answers import (
    MAX_BYTES,
    AnswersError,
    answers_document,
    answers_from,
    default_answers,
    parse_answers,
)
from tests.guide.strategies import documents


def test_defaults_are_the_protocols(catalogue: Catalogue) -> None:
    assert default_answers(catalogue).values == {
        "red_flags": (),
        "doctor_agreed": False,
        "pregnancy": "no",
        "sore_side": "unsure",
        "pain_pattern": "unsure",
        "pain_now": 5,
        "floor": True,
        "equipment": ("doorway", "wall", "swiss_ball", "chair", "step", "soft_ball"),
        "plank": "full",
        "leg_lift": True,
        "knee_pain": False,
        "balance": "steady",
        "history": (),
        "extras": False,
    }


def test_a_default_is_never_an_answer(catalogue: Catalogue) -> None:
    """«what a person was not asked, or did not answer, is stored … as not answered» [ASK-1]."""
    answers = answers_from({"sore_side": "left", "equipment": []}, catalogue)
    assert answers_document(answers) == {"sore_side": "left", "equipment": []}
    assert answers.answered == {"sore_side", "equipment"}
    assert answers_document(answers.with_answer("pain_now", 5)) == {
        "sore_side": "left",
        "pain_now": 5,
        "equipment": [],
    }
    assert answers_document(answers.only_to({"equipment"})) == {"equipment": []}
    assert answers_document(default_answers(catalogue)) == {}


@given(document=documents)
def test_round_trip(catalogue: Catalogue, document: dict) -> None:
    answers = parse_answers(json.dumps(document).encode(), catalogue)
    assert answers_from(answers_document(answers), catalogue) == answers
    assert set(answers_document(answers)) == set(document)
    for key, value in document.items():
        given_value = answers_document(answers)[key]
        assert (
            sorted(given_value) == sorted(value)
            if isinstance(value, list) and isinstance(given_value, list)
            else (given_value == value)
        )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "the answers are []; allowed: one JSON object"),
        ('{"sore": 1}', "'sore': unknown key; allowed: pregnancy, sore_side"),
        ('{"sore_side": "up"}', "sore_side: 'up'; allowed: left, right, both, unsure"),
        ('{"sore_side": ["left"]}', "sore_side: ['left']; allowed: left, right, both, unsure"),
        ('{"pain_now": 11}', "pain_now: 11; a whole number from 0 to 10"),
        ('{"pain_now": -1}', "pain_now: -1; a whole number from 0 to 10"),
        ('{"pain_now": "5"}', "pain_now: '5'; a whole number from 0 to 10"),
        ('{"pain_now": true}', "pain_now: True; a whole number from 0 to 10"),
        ('{"pain_now": 5.0}', "pain_now: 5.0; a whole number from 0 to 10"),
        ('{"pain_now": 5e0}', "pain_now: 5e0; a whole number from 0 to 10"),
        ('{"pain_now": NaN}', "pain_now: NaN; a whole number from 0 to 10"),
        ('{"pain_now": -Infinity}', "pain_now: -Infinity; a whole number from 0 to 10"),
        ('{"equipment": [1.5]}', "equipment: 1.5; allowed: doorway, wall"),
        ('{"sore_side": "left", "doctor_agreed": "yes"}', "doctor_agreed: 'yes'; allowed: true"),
        ('{"doctor_agreed": 1}', "doctor_agreed: 1; allowed: true, false"),
        ('{"pain_now": null}', "pain_now: None; a whole number from 0 to 10"),
        ('{"pain_now": ' + "9" * 5000 + "}", "pain_now: 9999"),
        ('{"floor": 1}', "floor: 1; allowed: true, false"),
        ('{"floor": "true"}', "floor: 'true'; allowed: true, false"),
        ('{"equipment": "wall"}', "equipment: 'wall'; a list; allowed: doorway, wall"),
        ('{"equipment": ["sofa"]}', "equipment: 'sofa'; allowed: doorway, wall"),
        ('{"equipment": [["wall"]]}', "equipment: ['wall']; allowed: doorway, wall"),
        ('{"equipment": ["wall", "wall"]}', "each value at most once"),
        ('{"floor": true, "floor": true}', "'floor': True; given twice"),
        ('{"plank": "\\ud800"}', "plank: '\\ud800'; allowed: full, knees, no"),
        ('{"plank": "no"', "line 1, column 15"),
        ("", "line 1, column 1"),
        ('{"plank": ' + "[" * 20_000, "nested too deeply"),
        (" " * (MAX_BYTES + 1), "allowed: at most 65536"),
    ],
)
def test_refused_with_key_value_and_what_is_allowed(
    catalogue: Catalogue, text: str, message: str
) -> None:
    with pytest.raises(AnswersError) as caught:
        parse_answers(text.encode(), catalogue)
    assert message in str(caught.value)
    assert str(caught.value).isascii()
    assert "\n" not in str(caught.value)


def test_bytes_that_are_not_utf8(catalogue: Catalogue) -> None:
    with pytest.raises(AnswersError, match=r"byte 2 is not UTF-8"):
        parse_answers(b'{"\xff": 1}', catalogue)


def test_a_byte_order_mark_is_no_fault(catalogue: Catalogue) -> None:
    parsed = parse_answers(b"\xef\xbb\xbf{}", catalogue)
    assert parsed == default_answers(catalogue)
