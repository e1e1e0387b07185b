"""Content sentences: their sides filled in, and how they begin and end."""

from typing import Final

from evenkeel.catalogue.forms import (
    SideWord,
    capitals,
    chosen_form,
    emphasised,
    in_force,
    number_in_digits,
)
from evenkeel.catalogue.model import Exercise, Words
from evenkeel.catalogue.terms import Side

#: What ends a sentence, in any of the languages.
_ENDS: Final = (".", "!", "?", "؟", "।", "。", "！", "？")


def capitalised(text: str) -> str:
    """A text with its first letter as at the start of a sentence."""
    return capitals(text[:1]) + text[1:]


def sentence(text: str) -> str:
    """A text as a sentence of its own: capital first, and a full stop unless a mark ends it."""
    text = capitalised(text)
    return text if text.endswith(_ENDS) else f"{text}{in_force().full_stop}"


def fill(text: str, /, **values: object) -> str:
    """A text with its variables filled in.

    Every text that a person reads is filled in here, and with whole values: a side as
    :func:`side_word` gives it and a count as a number.

    Raises:
        KeyError: the text has a variable that is not given.
    """
    shown = {name: number_in_digits(value) for name, value in values.items()}
    form = chosen_form(text, values)
    return (form if form is text else emphasised(form)).format_map(shown)


def side_word(words: Words, side: Side) -> SideWord:
    """The word for a side, in capitals as it stands within a sentence."""
    return SideWord(words.left if side is Side.LEFT else words.right, side)


def say(words: Words, text: str, side: Side | None) -> str:
    """A content sentence with its side variables filled in.

    ``side`` is the limb that works or lifts; a sentence without variables takes ``None``.

    Raises:
        KeyError: the sentence names a side and none was given.
    """
    if side is None:
        return fill(text)
    return fill(text, side=side_word(words, side), other=side_word(words, side.other))


def picture_in_words(words: Words, exercise: Exercise, name: str, side: Side | None) -> str:
    """What a picture of an exercise shows: its text alternative, not what is to be done.

    ``side`` is the limb that works or lifts; ``None`` for an exercise without sides.

    Raises:
        KeyError: the exercise has no such picture, or its sides are meant and none was given.
    """
    return say(words, exercise.pictures[name], side)
