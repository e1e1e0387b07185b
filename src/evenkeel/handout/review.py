"""What a translation says beside the English, for somebody who treats patients in that language.

The sheet's own words are English: whoever compares the two reads both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from evenkeel.catalogue.forms import PLURAL_FORMS, emphasised, form_for, names_side
from evenkeel.catalogue.model import Advice, Catalogue, Exercise, Form, Question, Words
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.catalogue.wording import side_word
from evenkeel.figures.drawings import Drawings
from evenkeel.handout.document import Data, Document, Sheet, document
from evenkeel.handout.pictures import picture_set

_PICTURE: Final = "{exercise}/{name}.svg"
_HOW: Final = (
    "Please read each line as your patients will: is it what you would say, and does it lead to"
    " the same movement as the English and the picture?\n"
    "First of all, the sides: LEFT and RIGHT have to be the same in both columns, with the same"
    " part of the body. Then the directions, the numbers and when to stop.\n"
    "Tick a line that is right. In a line that is not, write what you would say.\n"
    "A word in braces, such as {name}, is filled in by the program. Between | stand the forms for"
    " one and for many."
)


class Row(NamedTuple):
    """One text in both languages, and what it is."""

    label: str
    english: str
    translation: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """Texts that belong together; ``figure`` is a picture of ``exercise``, empty without one."""

    title: str
    rows: Sequence[Row]
    exercise: str = ""
    figure: str = ""
    side: Side | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reviewed:
    """A language under review: its code, its own name, and whether it is written leftwards."""

    code: str
    name: str
    right_to_left: bool


class Pairs:
    """Puts texts of two catalogues of the same content beside each other."""

    def __init__(self, english: Catalogue, translation: Catalogue) -> None:
        self._english, self._translation = english, translation

    def sections(self) -> Iterator[Section]:
        """All of the content that a patient follows or decides by."""
        for one, other in zip(
            self._english.exercises.values(), self._translation.exercises.values(), strict=True
        ):
            yield self._exercise(one, other)
        for asked, also in zip(self._english.questions, self._translation.questions, strict=True):
            yield Section(title=f"Question: {asked.title}", rows=list(self._question(asked, also)))
        for given, too in zip(self._english.advice, self._translation.advice, strict=True):
            yield Section(title=f"Advice: {given.title}", rows=list(self._advice(given, too)))
        english, other_words = self._english.words, self._translation.words
        rule = self.rows("stop rule", english.stop_rule, other_words.stop_rule)
        yield Section(title="On every sheet", rows=list(rule))

    def rows(self, label: str, english: str, translation: str) -> Iterator[Row]:
        """A text in both languages; one that names a side once for each side."""
        if not english:
            return
        sides = list(Side) if names_side(english) else [None]
        for side in sides:
            yield Row(
                f"{label}, {side}" if side else label,
                readable(english, side, self._english.words),
                readable(translation, side, self._translation.words),
            )

    def _all(self, label: str, english: Sequence[str], other: Sequence[str]) -> Iterator[Row]:
        for one, translation in zip(english, other, strict=True):
            yield from self.rows(label, one, translation)

    def _exercise(self, one: Exercise, other: Exercise) -> Section:
        rows = [
            *self.rows("name", one.name, other.name),
            *self.rows("purpose", one.purpose, other.purpose),
        ]
        if one.form and other.form:
            rows += self._form(one.form, other.form)
        for variant, same in zip(one.variants, other.variants, strict=True):
            rows += self.rows("form", variant.name, same.name)
            rows += self._form(variant, same)
        for label, texts, translated in (
            ("take care", one.precautions, other.precautions),
            ("mistake", one.mistakes, other.mistakes),
            ("stop", one.stop, other.stop),
            ("easier", one.easier, other.easier),
            ("harder", one.harder, other.harder),
        ):
            rows += self._all(label, texts, translated)
        usual = one.usual_variant
        sided = one.side_rule_of(usual) is not SideRule.NONE
        return Section(
            title=one.name,
            rows=rows,
            exercise=one.id,
            figure=one.form_of(usual).hold,
            side=Side.LEFT if sided else None,
        )

    def _form(self, form: Form, other: Form) -> Iterator[Row]:
        yield from self.rows("cue", form.cue, other.cue)
        for number, (step, same) in enumerate(zip(form.steps, other.steps, strict=True), 1):
            yield from self.rows(f"step {number}", step.text, same.text)
        yield from self.rows("felt", form.felt, other.felt)

    def _question(self, asked: Question, also: Question) -> Iterator[Row]:
        yield from self.rows("question", asked.title, also.title)
        yield from self.rows("why", asked.why, also.why)
        yield from self.rows("hint", asked.hint, also.hint)
        for option, same in zip(asked.options, also.options, strict=True):
            yield from self.rows("answer", option.label, same.label)
            yield from self.rows("more", option.detail, same.detail)
        yield from self.rows("answer", asked.none_label, also.none_label)

    def _advice(self, given: Advice, too: Advice) -> Iterator[Row]:
        yield from self.rows("title", given.title, too.title)
        yield from self.rows("text", given.text, too.text)
        yield from self._all("do now", given.now, too.now)
        yield from self._all("tell", given.tell, too.tell)


def readable(text: str, side: Side | None, words: Words) -> str:
    """A text for one side as it is shown; all of its plural forms, and its variables in braces."""
    chosen = form_for(text, side) if side else text
    if side:
        for name, word in (("side", side), ("sore", side), ("other", side.other)):
            chosen = chosen.replace(f"{{{name}}}", side_word(words, word))
    return emphasised(" | ".join(chosen.split(PLURAL_FORMS)))


def review_document(
    language: Reviewed,
    sections: Sequence[Section],
    sheet: Sheet,
    printed_on: date,
    catalogue: Catalogue,
    drawings: Drawings,
) -> Document:
    """The sheets; ``catalogue`` is the English one.

    Raises:
        FileNotFoundError: a picture is missing.
    """
    files: dict[str, bytes] = {}
    shown: list[Data] = []
    for section in sections:
        picture = None
        if section.figure:
            found = picture_set(drawings, section.exercise, [section.figure], section.side)
            name = _PICTURE.format(exercise=section.exercise, name=section.figure)
            files[name] = found.pictures[section.figure].svg
            picture = {"file": name, "alt": section.title, "aspect": found.aspect}
        rows = [row._asdict() for row in section.rows]
        side = f"The picture shows the {section.side} side." if section.side else ""
        shown.append({"title": section.title, "rows": rows, "picture": picture, "side": side})
    own: Data = {
        "how": _HOW.split("\n"),
        "reviewed": {"tag": language.code.partition("_")[0], "rtl": language.right_to_left},
        "columns": ["", "English", language.name, "Right?"],
        "by": ["Name and profession", "Date"],
        "sections": shown,
    }
    title = f"Translation review: {language.name}"
    return document("review", title, sheet, catalogue, printed_on, own, files)
