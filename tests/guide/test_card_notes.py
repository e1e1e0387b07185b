"""The notes of a card: whole sentences under one set of headings, with the side filled in."""

import pytest
from msgspec.structs import replace

from evenkeel.catalogue.model import Words
from evenkeel.catalogue.terms import Side
from evenkeel.guide.card_notes import EXERCISE_TOPICS, Topic, card_notes
from tests.content import shipped

CATALOGUE = shipped()
BRACE = CATALOGUE.exercises["dontigny_knee_brace"]
SIGNS = "<b>x</b> & {side}"
FILLED = "<b>x</b> & RIGHT."


def test_every_field_has_its_side() -> None:
    assert BRACE.form
    exercise = replace(
        BRACE,
        **dict.fromkeys(("precautions", "mistakes", "stop", "easier", "harder"), (SIGNS,)),
        form=replace(BRACE.form, felt=SIGNS),
    )
    notes = card_notes(exercise, None, Side.RIGHT, CATALOGUE, topics=EXERCISE_TOPICS)
    assert [(note.topic, note.texts) for note in notes] == [
        (topic, (FILLED,)) for topic in Topic if topic in EXERCISE_TOPICS
    ]


def test_the_whole_card() -> None:
    notes = {note.topic: note for note in card_notes(BRACE, None, Side.LEFT, CATALOGUE)}
    assert notes[Topic.FELT].texts == ("In your LEFT buttock and the back of your LEFT thigh.",)
    assert notes[Topic.STOP].heading == "Stop this exercise if"
    assert notes[Topic.STOP].texts == BRACE.stop
    assert notes[Topic.STOP_RULE].texts == (CATALOGUE.words.stop_rule,)
    assert notes[Topic.PLACE].texts == ("Lying on the back, a doorway.",)
    assert notes[Topic.LEFT_OUT].texts[-1].startswith("It is done on the floor")
    assert notes[Topic.SOURCE].texts[-1] == (
        "Mobilizations to get rid of SI joint pain, Vreni Gurd, 2010."
    )
    assert list(notes) == [topic for topic in Topic if topic in notes]


def test_what_has_nothing_to_say_is_left_out() -> None:
    notes = card_notes(replace(BRACE, harder=()), None, Side.LEFT, CATALOGUE)
    assert Topic.HARDER not in [note.topic for note in notes]


def test_only_the_texts_of_an_exercise_have_variables() -> None:
    """Braces in the name of a source or in the stop rule are braces."""
    words = replace(CATALOGUE.words, stop_rule="Stop at {once}")
    catalogue = replace(CATALOGUE, words=words)
    topics = {Topic.STOP_RULE}
    (note,) = card_notes(BRACE, None, Side.LEFT, catalogue, topics=topics)
    assert note.texts == ("Stop at {once}.",)


def test_a_surface_fills_in_its_own_way() -> None:
    def loud(words: Words, text: str, side: Side | None) -> str:
        return f"{text}|{side and side.value}"

    (note,) = card_notes(BRACE, None, Side.LEFT, CATALOGUE, topics={Topic.FELT}, fill=loud)
    assert note.texts == ("In your {side} buttock and the back of your {side} thigh.|left",)


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("code", list(CATALOGUE.exercises))
def test_every_card_can_be_told(code: str, side: Side) -> None:
    exercise = CATALOGUE.exercises[code]
    variants: list[str | None] = [one.id for one in exercise.variants]
    for variant in variants or [None]:
        for note in card_notes(exercise, variant, side, CATALOGUE):
            assert note.heading
            assert all(text[-1] in ".!?" and "{" not in text for text in note.texts)
