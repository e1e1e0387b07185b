"""The take-home code: what goes in comes out, and a slip of the fingers is always found."""

import re
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from evenkeel.catalogue.terms import Outcome
from evenkeel.guide.adjust import Adjustments, adjusted
from evenkeel.guide.answers import answers_from
from evenkeel.guide.code import (
    ALPHABET,
    DECIDING_KEYS,
    Code,
    CodeError,
    CodeFault,
    decode,
    encode,
)
from evenkeel.guide.decide import decide
from evenkeel.guide.plan import Dose
from evenkeel.guide.questions import questions_to_ask
from tests.content import shipped
from tests.guide.strategies import documents, unscreened

CATALOGUE = shipped()
LEFT = answers_from({"sore_side": "left", "pain_pattern": "shifted"}, CATALOGUE)
NO_CHANGES = Adjustments()


def code_of(text: str) -> str:
    return text.replace("-", "")


@st.composite
def changes(draw: st.DrawFn) -> Adjustments:
    """Exercises taken out and dosages within their ranges."""
    doses = {}
    for exercise in draw(st.lists(st.sampled_from(list(CATALOGUE.exercises)), max_size=5)):
        amounts = CATALOGUE.exercises[exercise].dosage
        hold, rest, reps, sets = (
            draw(st.integers(one.min, one.max))
            for one in (amounts.hold_s, amounts.rest_s, amounts.reps, amounts.sets)
        )
        doses[exercise] = Dose(hold_s=hold, rest_s=rest, reps=reps, sets=sets)
    out = draw(st.frozensets(st.sampled_from(list(CATALOGUE.exercises)), max_size=6))
    forms = {}
    for name, card in CATALOGUE.exercises.items():
        form = draw(st.none() | st.sampled_from([one.id for one in card.variants] or ["none"]))
        if form:
            forms[name] = form
    return Adjustments(doses=doses, taken_out=out, forms=forms)


@given(document=unscreened, own=changes())
def test_the_plan_comes_back(document: dict[str, object], own: Adjustments) -> None:
    """The same exercises, sides, variants and, where they found room, dosages."""
    answers = answers_from(document, CATALOGUE)
    plan = decide(answers, CATALOGUE)
    if plan.outcome is not Outcome.EXERCISE:
        return
    code = encode(answers, own, CATALOGUE)
    assert re.fullmatch(f"[{ALPHABET}]{{8,12}}", code_of(code.text))
    home = decode(code.text, CATALOGUE)
    for key in DECIDING_KEYS:
        assert home.answers.values[key] == answers.values[key]
    asked = {question.key for question in questions_to_ask(answers, CATALOGUE)}
    assert home.answers.answered == asked & set(DECIDING_KEYS)
    kept = own if code.doses_kept else replace(own, doses={}, forms={})
    wanted, got = adjusted(plan, kept, CATALOGUE), home.plan(CATALOGUE)
    assert got.items == wanted.items
    assert got.left_out == wanted.left_out
    assert got.programme == wanted.programme


@given(document=documents)
def test_answers_about_health_leave_no_trace(document: dict[str, object]) -> None:
    """Codes of plans that differ only in other answers are the same."""
    answers = answers_from(document, CATALOGUE)
    if decide(answers, CATALOGUE).outcome is not Outcome.EXERCISE:
        with pytest.raises(ValueError, match="nothing to take home"):
            encode(answers, NO_CHANGES, CATALOGUE)
        return
    bare = {key: value for key, value in document.items() if key in DECIDING_KEYS}
    assert encode(answers, NO_CHANGES, CATALOGUE) == encode(
        answers_from(bare, CATALOGUE), NO_CHANGES, CATALOGUE
    )


def test_an_unchanged_plan_and_a_few_changes_are_short() -> None:
    assert len(code_of(encode(LEFT, NO_CHANGES, CATALOGUE).text)) == 8
    dose = Dose(hold_s=10, rest_s=6, reps=8, sets=1)
    changed = NO_CHANGES.with_dose("inflare_correction", dose).taking_out("plank_leg_reach")
    code = encode(LEFT, changed, CATALOGUE)
    assert code.doses_kept
    assert len(code_of(code.text)) <= 10


def test_a_step_to_another_form_comes_along() -> None:
    own = NO_CHANGES.with_form("plank_leg_reach", "press")
    code = encode(LEFT, own, CATALOGUE)
    assert code.doses_kept
    assert decode(code.text, CATALOGUE).changes == own


def test_dosages_that_find_no_room_are_left_out_and_it_is_said() -> None:
    answers = answers_from({"pain_pattern": "tight", "extras": True}, CATALOGUE)
    own = NO_CHANGES
    for exercise in CATALOGUE.exercises.values():
        amounts = exercise.dosage
        own = own.with_dose(
            exercise.id,
            Dose(
                hold_s=amounts.hold_s.max,
                rest_s=amounts.rest_s.max,
                reps=amounts.reps.max,
                sets=amounts.sets.max,
            ),
        )
    code = encode(answers, own.taking_out("childs_pose"), CATALOGUE)
    assert not code.doses_kept
    home = decode(code.text, CATALOGUE)
    assert home.changes == Adjustments(taken_out=frozenset({"childs_pose"}))


def codes() -> list[Code]:
    tight = answers_from({"pain_pattern": "tight", "sore_side": "both"}, CATALOGUE)
    dose = Dose(hold_s=30, rest_s=10, reps=1, sets=2)
    own = NO_CHANGES.with_dose("quadriceps_stretch", dose).taking_out("warm_up")
    return [encode(LEFT, NO_CHANGES, CATALOGUE), encode(tight, own, CATALOGUE)]


@pytest.mark.parametrize("code", codes(), ids=lambda code: code.text)
def test_one_wrong_character_is_always_found(code: Code) -> None:
    text = code_of(code.text)
    for place in range(len(text)):
        for other in set(ALPHABET) - {text[place]}:
            typed = text[:place] + other + text[place + 1 :]
            with pytest.raises(CodeError, match="There is a mistake in this code"):
                decode(typed, CATALOGUE)


@pytest.mark.parametrize("code", codes(), ids=lambda code: code.text)
def test_two_swapped_characters_are_always_found(code: Code) -> None:
    text = code_of(code.text)
    for one, other in combinations(range(len(text)), 2):
        if text[one] == text[other]:
            continue
        typed = list(text)
        typed[one], typed[other] = typed[other], typed[one]
        with pytest.raises(CodeError, match="There is a mistake in this code"):
            decode("".join(typed), CATALOGUE)


@pytest.mark.parametrize("code", codes(), ids=lambda code: code.text)
def test_a_character_too_many_or_too_few_is_found(code: Code) -> None:
    text = code_of(code.text)
    for place in range(len(text)):
        for typed in (text[:place] + text[place + 1 :], text[:place] + text[place] + text[place:]):
            with pytest.raises(CodeError):
                decode(typed, CATALOGUE)


def error_of(text: str) -> CodeError | None:
    try:
        decode(text, CATALOGUE)
    except CodeError as error:
        return error
    return None


@given(text=st.text(max_size=40))
def test_anything_typed_gets_a_sentence_or_a_plan(text: str) -> None:
    error = error_of(text)
    assert error is None or str(error).endswith(".")


@given(symbols=st.text(alphabet=ALPHABET, min_size=6, max_size=10))
def test_no_valid_looking_code_ever_raises_anything_else(symbols: str) -> None:
    from evenkeel.guide import code as module

    whole = [*module._tag(CATALOGUE), *(ALPHABET.index(one) for one in symbols)][:10]
    text = "".join(ALPHABET[one] for one in (*whole, *module._checks(whole)))
    error = error_of(text)
    assert error is None or error.fault is CodeFault.DAMAGED


FULL_WIDTH = {ord(one): ord(one) - 0x20 + 0xFF00 for one in ALPHABET}
SQUARE = """Evenkeel 2026.11
1. Heel push in a doorway, LEFT, then RIGHT, 6 × 6 s
2. Hip lift, 3 × 10, 2 sets of 12
3. Steady forearm plank, LEFT, 8 × 5 s
Code {code}"""


@pytest.mark.parametrize(
    "way",
    [
        "{code}",
        "{bare}",
        "{spaced}",
        "{code}\n",
        "  {code}.",
        "“{code}”",
        "({code})",
        "Code: {code}.",
        "code {code}",
        "CODE={code}",
        "my code is {code}, thanks",
        "The code is {bare} for me",
        "Take it home: {code} (until May)",
        "http://clinic.example/{code}",
        SQUARE,
        SQUARE + "\n",
    ],
)
@pytest.mark.parametrize("code", codes(), ids=lambda code: code.text)
def test_it_may_be_given_as_people_have_it(way: str, code: Code) -> None:
    wanted = decode(code.text, CATALOGUE)
    bare = code_of(code.text)
    for dash in "-‐‑‒–—−﹣－\u00ad\u00a0\u2009\u3000\ufffd .":
        for text in (code.text, code.text.lower(), code.text.translate(FULL_WIDTH)):
            given = way.format(
                code=text.replace("-", dash), bare=bare.lower(), spaced="\u00a0".join(bare)
            )
            assert decode(given, CATALOGUE) == wanted, given


@pytest.mark.parametrize("code", codes(), ids=lambda code: code.text)
def test_letters_that_look_like_digits_will_do(code: Code) -> None:
    for text in (
        code.text.replace("0", "O").replace("1", "l"),
        code.text.replace("0", "o").replace("1", "I"),
    ):
        assert decode(f"Code: {text}", CATALOGUE) == decode(code.text, CATALOGUE)


@pytest.mark.parametrize("code", codes(), ids=lambda code: code.text)
def test_a_slip_within_other_words_is_found(code: Code) -> None:
    for place, old in enumerate(code.text):
        wrong = ALPHABET[(ALPHABET.find(old) + 1) % len(ALPHABET)]
        if old == "-":
            continue
        typed = code.text[:place] + wrong + code.text[place + 1 :]
        with pytest.raises(CodeError, match="There is a mistake in this code"):
            decode(SQUARE.format(code=typed), CATALOGUE)
        with pytest.raises(CodeError):
            decode(f"I got {typed} there", CATALOGUE)


FOREIGN = [
    "https://www.physiotec.ca/app/123456789",
    "BEGIN:VCARD\nVERSION:3.0\nN:Park;Anna\nTEL:+44 1234 567890\nEND:VCARD",
    "WIFI:T:WPA;S:Clinic Guest;P:1234 5678 90;;",
    SQUARE.format(code=""),
    "the code on this page",
    "That this will code 2026-11-28 12:30",
    "x" * 5000,
    "\u202e" * 20,
]


@pytest.mark.parametrize("text", FOREIGN, ids=range(len(FOREIGN)))
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(CodeError) as caught:
        decode(text, CATALOGUE)
    assert str(caught.value).endswith(".")


def test_two_codes_are_none() -> None:
    one, other = codes()
    with pytest.raises(CodeError):
        decode(f"{one.text} {other.text}", CATALOGUE)
    with pytest.raises(CodeError):
        decode(f"Code: {one.text}\nCode: {other.text}", CATALOGUE)
    wanted = decode(one.text, CATALOGUE)
    assert decode(f"Code: {one.text}\nCode: {one.text}", CATALOGUE) == wanted


def test_nothing_is_found_in_random_texts() -> None:
    """Seeded; groups of a code's form in the midst of words, with and without the word code."""
    random = Random(16)
    for _ in range(3000):
        lengths = random.choices((4, 4, 4, 8, 2, 6), k=8)
        words = ["".join(random.choices(ALPHABET, k=length)) for length in lengths]
        words.insert(random.randrange(8), random.choice(("code", "Code:", "-", "the")))
        assert error_of(random.choice((" ", "-", " - ", "\n")).join(words)), words


@pytest.mark.parametrize("typed", ["", "ABC", "HELLO WORLD!", "1234-5678-9012-3456", "UUUU-UUUU"])
def test_a_foreign_code_is_told_apart(typed: str) -> None:
    with pytest.raises(CodeError, match=r"not a code of Evenkeel\. A code has 8 to 12") as caught:
        decode(typed, CATALOGUE)
    assert caught.value.fault is CodeFault.FOREIGN


def test_a_code_of_other_content_is_told_apart() -> None:
    code = encode(LEFT, NO_CHANGES, replace(CATALOGUE, version="2031.02"))
    with pytest.raises(CodeError, match=r"another version of the exercises .* \(2026\.11\)") as no:
        decode(code.text, CATALOGUE)
    assert no.value.fault is CodeFault.OTHER_VERSION


def test_a_code_from_before_the_lasting_signs_is_still_read() -> None:
    """Printed by the version of 22 November 2026, for a sore LEFT side that feels shifted."""
    home = decode("2HGJ-72BC", CATALOGUE)
    assert home.answers.one("sore_side") == "left"
    assert home.answers.one("pain_pattern") == "shifted"
    assert home.changes == NO_CHANGES


def test_weak_bones_leave_no_trace_and_come_back_with_the_safety_questions() -> None:
    health = {"red_flags": ["fracture_risk"], "doctor_agreed": True}
    answers = answers_from({"pain_pattern": "tight", **health}, CATALOGUE)
    code = encode(answers, NO_CHANGES, CATALOGUE)
    assert code == encode(answers_from({"pain_pattern": "tight"}, CATALOGUE), NO_CHANGES, CATALOGUE)
    home = decode(code.text, CATALOGUE).answers
    asked_again = home.with_answer("red_flags", ("fracture_risk",)).with_answer(
        "doctor_agreed", True
    )
    assert decide(asked_again, CATALOGUE).items == decide(answers, CATALOGUE).items
