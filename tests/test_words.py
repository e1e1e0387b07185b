"""The words of the exercise cards: sides by variable, plain, calm, short, and fit to be spoken.

That no sentence is copied from the two source articles was checked by hand: no six words in a row
are shared with them. The articles are not part of the repository.
"""

import re
import string
from collections.abc import Iterator

import pytest

from evenkeel.catalogue.model import Exercise, Form
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.catalogue.wording import say
from tests.content import shipped

CATALOGUE = shipped()
EXERCISES = tuple(CATALOGUE.exercises.values())

SIDE_WORD = re.compile(r"\b(left|right)\b", re.IGNORECASE)
#: [WORDS-1] and [WORDS-2].
FORBIDDEN = re.compile(
    r"\b(unstable|instability|slipped|out of place|safe|safely|safer|dislocated?|misaligned"
    r"|correct(s|ing)? (your|the) pelvis|cures?|heals?|guaranteed?|will (help|work|cure|heal))\b",
    re.IGNORECASE,
)
#: Words that a reader of about twelve need not know.
JARGON = re.compile(
    r"\b(glutes?|gluteal|quads?|quadriceps|hamstrings?|adductors?|abdominals?|lumbar|ilium|psoas"
    r"|multifidus|transversus|supine|prone|unilateral|contralateral|ipsilateral|medial|lateral"
    r"|flexion|extension|rotat(e|ion|ing)|stabilis(e|ing|ation)|inflare|outflare|neutral)\b",
    re.IGNORECASE,
)
AMERICAN = re.compile(
    r"\b(mobiliz\w*|stabiliz\w*|center\w*|color\w*|favor\w*|gray|program|toward|inch(es)?)\b",
    re.IGNORECASE,
)


def forms_of(exercise: Exercise) -> Iterator[tuple[Form, SideRule]]:
    """Each form of an exercise with its own side rule."""
    if exercise.form:
        yield exercise.form, exercise.side_rule
    for variant in exercise.variants:
        yield variant, variant.side_rule


FORMS = [
    pytest.param(form, rule, id="-".join(filter(None, (exercise.id, getattr(form, "id", "")))))
    for exercise in EXERCISES
    for form, rule in forms_of(exercise)
]
SIDED = [param for param in FORMS if param.values[1] is not SideRule.NONE]
SIDELESS = [param for param in FORMS if param.values[1] is SideRule.NONE]


def around(exercise: Exercise) -> list[str]:
    """The texts of a card outside its forms."""
    return [
        exercise.purpose,
        *exercise.precautions,
        *exercise.mistakes,
        *exercise.stop,
        *exercise.easier,
        *exercise.harder,
    ]


def within(form: Form) -> list[str]:
    """The texts of one form."""
    return [form.cue, form.felt, *(step.text for step in form.steps)]


def all_texts(exercise: Exercise) -> list[str]:
    """Every text of a card, with the names of its variants."""
    texts = around(exercise) + [variant.name for variant in exercise.variants]
    for form, _ in forms_of(exercise):
        texts += within(form)
    return texts


def variables(text: str) -> set[str]:
    """The names of a text's variables."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if part]


def words(text: str) -> list[str]:
    """The words of a text; numbers and units count as words of one syllable."""
    return re.findall(r"[A-Za-z][A-Za-z'’]*|\d+", text)


def syllables(word: str) -> int:
    """An estimate: groups of vowels, without a silent e at the end."""
    word = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and count > 1:
        count -= 1
    return max(count, 1)


def grade(texts: list[str]) -> float:
    """The Flesch–Kincaid school grade of some texts."""
    every = [word for text in texts for word in words(text)]
    count = sum(len(sentences(text)) for text in texts)
    spoken = sum(map(syllables, every))
    return 0.39 * len(every) / count + 11.8 * spoken / len(every) - 15.59


def spoken(text: str, side: Side | None) -> str:
    """A text as the reader gets it."""
    return say(CATALOGUE.words, text, side)


@pytest.mark.parametrize(("form", "rule"), SIDED)
def test_a_sided_form_names_its_side_in_cue_place_and_steps(form: Form, rule: SideRule) -> None:
    # A list may say it once for both sides ("…, then RIGHT"), so the cue names no second one.
    assert variables(form.cue) == {"side"}
    assert variables(form.felt)
    assert sum("side" in variables(step.text) for step in form.steps) >= 1


@pytest.mark.parametrize(("form", "rule"), SIDELESS)
def test_a_form_without_sides_names_none(form: Form, rule: SideRule) -> None:
    for text in within(form):
        assert not variables(text)
        assert spoken(text, None) == text


@pytest.mark.parametrize(("form", "rule"), SIDED)
@pytest.mark.parametrize("side", list(Side))
def test_a_sided_form_reads_well_for_both_sides(form: Form, rule: SideRule, side: Side) -> None:
    for text in within(form):
        said = spoken(text, side)
        assert "{" not in said
        assert "  " not in said
        # A side stands in capitals, and it is always the reader's own.
        assert not re.search(r"\b(left|right)\b", said)
        for found in SIDE_WORD.finditer(said):
            before = said[: found.start()].split()
            assert before, said
            assert before[-1].lower() in {"your", "the"}, said
        if "side" in variables(text):
            assert {Side.LEFT: "LEFT", Side.RIGHT: "RIGHT"}[side] in said


@pytest.mark.parametrize(("form", "rule"), SIDED)
def test_both_sides_differ_only_in_the_word(form: Form, rule: SideRule) -> None:
    def swapped(text: str) -> str:
        names = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
        return re.sub(r"LEFT|RIGHT", lambda found: names[found.group()], text)

    for text in within(form):
        assert swapped(spoken(text, Side.LEFT)) == spoken(text, Side.RIGHT)


@pytest.mark.parametrize(("form", "rule"), SIDED)
def test_a_step_with_one_foot_knee_or_leg_says_which(form: Form, rule: SideRule) -> None:
    limb = re.compile(
        r"\b(?:your|one) (?:foot|leg|knee|ankle|heel|hip|buttock|thigh|arm|hand|elbow)\b"
    )
    for step in form.steps:
        found = limb.search(step.text)
        # After the side has been said, its buttock and thigh are clear.
        assert not found or "{side}" in step.text[: found.start()], step.text


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_side_is_never_written_out(exercise: Exercise) -> None:
    for text in all_texts(exercise):
        assert not SIDE_WORD.search(text), text


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_texts_outside_the_forms_need_no_side(exercise: Exercise) -> None:
    for text in around(exercise):
        assert not variables(text), text


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_forbidden_words_are_absent(exercise: Exercise) -> None:
    for text in all_texts(exercise):
        assert not FORBIDDEN.search(text), text
        assert not AMERICAN.search(text), text


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_steps_are_free_of_jargon(exercise: Exercise) -> None:
    for form, _ in forms_of(exercise):
        for text in within(form):
            assert not JARGON.search(text), text
    for text in (*exercise.precautions, *exercise.mistakes, *exercise.stop):
        assert not JARGON.search(text), text


@pytest.mark.parametrize(("form", "rule"), FORMS)
def test_a_step_is_short(form: Form, rule: SideRule) -> None:
    for step in form.steps:
        assert len(spoken(step.text, Side.RIGHT)) <= 160, step.text
        assert 1 <= len(sentences(step.text)) <= 2, step.text
        assert all(len(words(one)) <= 20 for one in sentences(step.text)), step.text


@pytest.mark.parametrize(("form", "rule"), FORMS)
def test_cue_and_place_fit_into_their_sentences(form: Form, rule: SideRule) -> None:
    for text in (form.cue, form.felt):
        assert text[0].islower(), text
        assert text[-1] not in ".!:;,", text
        assert len(sentences(text)) == 1
    assert len(words(form.cue)) <= 12, form.cue
    assert re.match(r"(in|at|along|deep in|low in|all over)\b", form.felt), form.felt


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_sentences_are_whole(exercise: Exercise) -> None:
    steps = [step.text for form, _ in forms_of(exercise) for step in form.steps]
    for text in (*around(exercise), *steps):
        assert text == text.strip()
        assert text[0].isupper(), text
        assert text.endswith("."), text
        assert "  " not in text, text
        assert "!" not in text, text


@pytest.mark.parametrize(("form", "rule"), FORMS)
def test_breathing_is_mentioned(form: Form, rule: SideRule) -> None:
    assert any(re.search(r"\bbreath", step.text, re.IGNORECASE) for step in form.steps)


@pytest.mark.parametrize(("form", "rule"), FORMS)
def test_the_steps_show_the_start_and_the_hold(form: Form, rule: SideRule) -> None:
    shown = [step.figure for step in form.steps]
    assert form.start in shown
    assert form.hold in shown
    assert shown.index(form.start) < shown.index(form.hold)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_card_has_enough_but_not_too_much(exercise: Exercise) -> None:
    assert len(sentences(exercise.purpose)) == 1
    assert 2 <= len(exercise.precautions) <= 4
    assert 2 <= len(exercise.mistakes) <= 4
    assert 1 <= len(exercise.stop) <= 2
    texts = around(exercise)
    assert len(texts) == len(set(texts))


def test_the_steps_can_be_read_at_twelve() -> None:
    steps = {
        spoken(step.text, Side.LEFT)
        for exercise in EXERCISES
        for form, _ in forms_of(exercise)
        for step in form.steps
    }
    assert grade(sorted(steps)) <= 7


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_whole_card_can_be_read_at_thirteen(exercise: Exercise) -> None:
    texts = [spoken(text, Side.LEFT) for text in all_texts(exercise)]
    assert grade(texts) <= 8


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_picture_is_told_not_commanded(exercise: Exercise) -> None:
    """It says what is seen: the step beside it says what is to be done."""
    steps = {step.text for form, _ in forms_of(exercise) for step in form.steps}
    for text in exercise.pictures.values():
        assert text.startswith("A person "), text
        assert text.endswith("."), text
        assert not re.search(r"\byour?\b", text), text
        assert text not in steps
        for pattern in (SIDE_WORD, FORBIDDEN, AMERICAN, JARGON):
            assert not pattern.search(text), text
        assert all(len(words(one)) <= 30 for one in sentences(text)), text
    assert len(set(exercise.pictures.values())) == len(exercise.pictures)


def test_what_the_pictures_show_can_be_read_at_twelve() -> None:
    texts = [text for exercise in EXERCISES for text in exercise.pictures.values()]
    assert grade([spoken(text, Side.LEFT) for text in texts]) <= 7
