"""Texts that have several forms: for the left and the right side, for one and for many.

English has one form of each, with variables; a translation has whole sentences, kept in one string.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, NamedTuple

from evenkeel.catalogue.terms import ENGLISH, Side

#: Between the sentence for the left side and that for the right one.
TWO_SIDES: Final = "\x1f"
#: Between the plural forms of a sentence.
PLURAL_FORMS: Final = "\x1e"
#: Between two texts that stand side by side. Beside Arabic digits it would be read as a zero.
DOT: Final = " · "
#: Stands before and after what is to stand out.
MARK: Final = "*"
#: The variable that is the word for the opposite of a sentence's side.
OTHER: Final = "other"
#: The variables that are the word for a side. A sentence's side is that of the limb that works.
SIDED: Final = ("side", "sore", OTHER)
#: The variables that count; the first that a text has decides its plural form.
COUNTED: Final = ("count", "reps", "minutes", "seconds", "hold", "sets", "new")

#: What stands out; not the asterisk of a file's name.
_MARKED: Final = re.compile(r"\*(\w[^*]*)\*")
_DIGITS: Final = "0123456789"
#: What is not written in a language's digits though it has some: a variable, and a name or a code.
_WORDS: Final = re.compile(r"\{[^{}]*\}|[^\s{}]+")
_LATIN: Final = re.compile("[A-Za-z]")


class SideWord(str):
    """The word for a side, which knows the side."""

    side: Side

    def __new__(cls, word: str, side: Side) -> "SideWord":
        """A word that stands for a side."""
        made = super().__new__(cls, word)
        made.side = side
        return made


class Grammar(NamedTuple):
    """What a language does with numbers and with what stands out.

    ``plural_form`` tells which form goes with a number, from 0; ``digits`` are its ten digits;
    ``comma`` and ``semicolon`` stand between what is listed, ``full_stop`` after a sentence, and
    ``dot`` between what is side by side.
    """

    language: str
    plural_form: Callable[[int], int]
    digits: str = _DIGITS
    comma: str = ", "
    semicolon: str = "; "
    full_stop: str = "."
    dot: str = DOT


#: One form for every number: English has a text of its own for one.
ENGLISH_GRAMMAR: Final = Grammar(ENGLISH, lambda number: int(number != 1))


class _InForce:
    grammar = ENGLISH_GRAMMAR


def use(grammar: Grammar) -> None:
    """Makes a grammar that of every text that is filled in from now on."""
    _InForce.grammar = grammar


def in_force() -> Grammar:
    """The grammar of the texts that are filled in."""
    return _InForce.grammar


@contextmanager
def using(grammar: Grammar) -> Iterator[None]:
    """The same for a while."""
    before = _InForce.grammar
    use(grammar)
    try:
        yield
    finally:
        use(before)


def chosen_form(text: str, values: Mapping[str, object]) -> str:
    """The form of a text that goes with its values; what stands out is still marked."""
    if TWO_SIDES in text:
        text = form_for(text, _side(values))
    if PLURAL_FORMS in text:
        text = _counted_form(text, values)
    return text


def form_for(text: str, side: Side) -> str:
    """The sentence for one side; the text itself where it has no other."""
    left, has_both, right = text.partition(TWO_SIDES)
    return right if has_both and side is Side.RIGHT else left


def names_side(text: str) -> bool:
    """Whether a text says something else for the left side than for the right one."""
    return TWO_SIDES in text or any(f"{{{name}}}" in text for name in SIDED)


def emphasised(text: str, before: str = "", after: str = "") -> str:
    """A text with what stands out in capitals, where the script has them, and set off."""
    return _MARKED.sub(lambda found: f"{before}{capitals(found[1])}{after}", text)


def with_commas(parts: Iterable[str]) -> str:
    """What belongs together, with the comma of the language in force between its parts."""
    return _InForce.grammar.comma.join(parts)


def with_semicolons(parts: Iterable[str]) -> str:
    """The same for parts that may have commas in them."""
    return _InForce.grammar.semicolon.join(parts)


def with_dots(parts: Iterable[str]) -> str:
    """What stands side by side, set off from each other as the language in force does."""
    return _InForce.grammar.dot.join(parts)


def marked_words(text: str) -> Iterator[str]:
    """What stands out in a text, as it is shown."""
    return (capitals(word) for word in _MARKED.findall(text))


def capitals(text: str) -> str:
    """A text in capitals, as the language in force writes them."""
    if _InForce.grammar.language == "tr":
        text = text.replace("i", "İ")
    return text.upper()


def small_letters(text: str) -> str:
    """A text in small letters, as the language in force writes them."""
    if _InForce.grammar.language == "tr":
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def folded(text: str) -> str:
    """A text for comparing with another, whichever letters are capitals."""
    return small_letters(text).casefold()


def in_digits(text: str) -> str:
    """A text with its digits as the language in force writes them."""
    digits = _InForce.grammar.digits
    return text if digits == _DIGITS else text.translate(str.maketrans(_DIGITS, digits))


def with_digits(text: str) -> str:
    """A written text with its numbers in the digits of the language in force.

    Names and codes keep theirs: A4, Ctrl+1, a file's name.
    """
    if _InForce.grammar.digits == _DIGITS:
        return text
    text = text.replace(DOT, _InForce.grammar.dot)
    return _WORDS.sub(lambda one: one[0] if _LATIN.search(one[0]) else in_digits(one[0]), text)


def number_in_digits(value: object) -> object:
    """A whole number in the digits of the language in force; anything else as it is."""
    return in_digits(str(value)) if type(value) is int else value


def _side(values: Mapping[str, object]) -> Side:
    for name in SIDED:
        word = values.get(name)
        if isinstance(word, SideWord):
            return word.side.other if name == OTHER else word.side
    raise KeyError(SIDED[0])


def _counted_form(text: str, values: Mapping[str, object]) -> str:
    forms = text.split(PLURAL_FORMS)
    number = next((values[name] for name in COUNTED if name in values), None)
    if type(number) is not int:
        # A number with a fraction, or in words, takes the form for many.
        return forms[-1]
    return forms[min(_InForce.grammar.plural_form(number), len(forms) - 1)]
