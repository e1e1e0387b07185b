"""The card of one exercise on paper: as few sheets as possible, never broken within a step."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Final

from evenkeel.catalogue.model import Catalogue, Step
from evenkeel.catalogue.terms import Position, Side
from evenkeel.catalogue.wording import picture_in_words, say, side_word
from evenkeel.guide.card_notes import EXERCISE_TOPICS, Topic, card_notes
from evenkeel.guide.describe import cue_of, dose_in_full
from evenkeel.guide.plan import PlanItem
from evenkeel.handout.flow import (
    GAP_MM,
    Block,
    Sheets,
    balanced_lists,
    beside,
    clinic_block,
    numbered,
    stacked,
    stop_block,
    tag_block,
    text_block,
    tr,
)
from evenkeel.handout.paper import MARGIN_MM, Box, Clinic, Page, Paper, PictureItem, Style
from evenkeel.language import day_text

__all__ = ["MIN_PICTURE_MM", "CardOrder", "CardParts", "card_pages", "foot_line", "numbered"]

#: A picture lower than this is hard to read at arm's length.
MIN_PICTURE_MM: Final = 27.0
_MAX_PICTURE_MM: Final = 48.0
_PICTURE_STEP_MM: Final = 1.5
#: The width of a wide picture where it is lowest; it grows with the height up to the most.
_WIDE_MM: Final = 60.0
_MAX_WIDE_MM: Final = 76.0
#: Who stands is shown larger than who lies: the picture is tall, not wide.
_TALL_MORE_MM: Final = 11.0
_TALL_RATIO: Final = 0.78
_NUMBER_MM: Final = 7.0
_STEP_GAP_MM: Final = 1.5
_PANEL_GAP_MM: Final = 2.5


#: What must be known while the exercise is done.
FRONT_TOPICS: Final = frozenset({Topic.FELT, Topic.STOP})


@dataclass(frozen=True, kw_only=True, slots=True)
class CardOrder:
    """What is to be printed: an exercise as planned, for which sheet, on which day."""

    item: PlanItem
    paper: Paper
    printed_on: date
    clinic: Clinic | None = None


def card_pages(order: CardOrder, catalogue: Catalogue) -> tuple[Page, ...]:
    """The sheets of one card, without page numbers (see :func:`numbered`).

    One sheet with the largest pictures that leave room for all the words; where there is none,
    the steps with large pictures come first and the notes on the back.
    """
    parts = CardParts(order.item, catalogue, order.paper)
    head = clinic_block(order.clinic, order.paper)
    above = (head,) if head else ()
    foot = stop_block(catalogue, order.paper, order.clinic)

    def laid(blocks: Iterable[Block]) -> Sheets:
        sheets = Sheets(order.paper, foot)
        for block in (*above, *blocks):
            sheets.add(block)
        return sheets

    for blocks in _on_one_sheet(parts):
        sheets = laid(blocks)
        if len(sheets) == 1:
            return sheets.pages()
    # What must be known while doing it stays with the steps; the rest goes to the back.
    front = parts.notes(Style.BODY, FRONT_TOPICS)
    rest = (*parts.notes(Style.BODY, EXERCISE_TOPICS - FRONT_TOPICS), parts.source())
    for picture_mm in picture_heights():
        sheets = laid((parts.whole(picture_mm), *front))
        if len(sheets) == 1:
            sheets.turn()
            rest = (parts.heading(short=True), *rest)
            break
    else:
        # Longer than any sheet: it goes on between two pictures.
        sheets = laid((*parts.steps(MIN_PICTURE_MM), *front))
    for block in rest:
        sheets.add(block)
    return sheets.pages()


def _on_one_sheet(parts: "CardParts") -> Iterator[tuple[Block, ...]]:
    """Ways to lay out a whole card, the best first."""
    for style in (Style.BODY, Style.SMALL):
        notes = (*parts.notes(style, EXERCISE_TOPICS), parts.source())
        for picture_mm in picture_heights():
            yield (parts.whole(picture_mm), *notes)
    for picture_mm in picture_heights():
        yield parts.compact(picture_mm, EXERCISE_TOPICS, short=False), parts.source()


def picture_heights() -> Iterator[float]:
    """Heights of pictures to try, the largest first."""
    height = _MAX_PICTURE_MM
    while height >= MIN_PICTURE_MM:
        yield height
        height -= _PICTURE_STEP_MM


class CardParts:
    """The blocks of one card, in the order in which they are read.

    Args:
        item: the exercise as planned.
        catalogue: its words.
        paper: the sheet that the blocks are laid out for.
        title: the heading; without one, the exercise's name.
    """

    def __init__(
        self, item: PlanItem, catalogue: Catalogue, paper: Paper, *, title: str = ""
    ) -> None:
        self._item = item
        self._catalogue = catalogue
        self._exercise = catalogue.exercises[item.exercise]
        self._form = self._exercise.form_of(item.variant)
        self._side = item.sides[0] if item.sides else None
        self._title = title or self._exercise.name
        self._paper = paper
        self._width = paper.inner_width_mm
        self._right = paper.right_mm

    def steps(self, picture_mm: float) -> tuple[Block, ...]:
        """The heading with the first pictures, then a block for each further row of them."""
        rows = list(self._rows(picture_mm))
        return (self.heading().over(rows[0], GAP_MM), *rows[1:])

    def whole(self, picture_mm: float) -> Block:
        """The heading and all steps in one block."""
        return stacked(self.steps(picture_mm), _PANEL_GAP_MM)

    def notes(self, style: Style, topics: Collection[Topic]) -> tuple[Block, ...]:
        """What else is to be known, in two columns; nothing where there is nothing to say."""
        notes = card_notes(
            self._exercise, self._item.variant, self._side, self._catalogue, topics=topics
        )
        lists = [(note.heading, note.texts) for note in notes]
        return (balanced_lists(lists, style, self._paper),) if lists else ()

    def source(self) -> Block:
        """Where the exercise comes from."""
        sources = "; ".join(
            f"{source.title} ({source.author})"
            for source in (self._catalogue.sources[code] for code in self._exercise.source)
        )
        text = tr("Source: {place}, {sources}.").format(
            place=self._exercise.source_place, sources=sources
        )
        return text_block(text, Style.SMALL, MARGIN_MM, self._width)

    def name(self) -> Block:
        """The title by itself, as the heading of notes that stand elsewhere."""
        return text_block(self._title, Style.STRONG, MARGIN_MM, self._width)

    def heading(self, *, short: bool = False) -> Block:
        """The name, the side, what it is for and how much; ``short``: name and side only."""
        label = self._side_label()
        style = Style.HEADING if short else Style.TITLE
        if label:
            tag = tag_block(label, Style.SIDE, self._right)
            width = self._width - max(item.box.width for item in tag.items) - GAP_MM
            title = text_block(self._title, style, MARGIN_MM, width)
            top = beside(title, tag)
        else:
            top = text_block(self._title, style, MARGIN_MM, self._width)
        if short:
            return top
        lead = [text_block(text, style, MARGIN_MM, self._width) for text, style in self._lead()]
        return top.over(stacked(lead, 0.8), 1.0)

    def _side_label(self) -> str:
        sides = sides_in_words(self._item.sides, self._catalogue)
        if len(self._item.sides) == 1:
            return self._catalogue.words.phrases.side_title.format(side=sides)
        return sides

    def _lead(self) -> Iterator[tuple[str, Style]]:
        item = self._item
        yield say(self._catalogue.words, self._exercise.purpose, self._side), Style.BODY
        cue = cue_of(item, self._catalogue)
        yield cue[0].upper() + cue[1:] + ".", Style.STRONG
        yield tr("How much: {dose}").format(dose=dose_in_full(item, self._catalogue)), Style.STRONG

    def _shared_pictures(self) -> Iterator[list[tuple[int, Step]]]:
        """The numbered steps; those that follow one another with one picture share it."""
        numbered_steps = enumerate(self._form.steps, 1)
        for _, steps in groupby(numbered_steps, key=lambda pair: pair[1].figure):
            yield list(steps)

    def compact(self, picture_mm: float, topics: Collection[Topic], *, short: bool = True) -> Block:
        """The exercise in little room: each picture once, the steps in a list to its right.

        The numbers of the steps that a picture belongs to stand at the picture.
        """
        names = self._pictures()
        tall = self._exercise.position_of(self._item.variant) is Position.STANDING
        height = picture_mm + (_TALL_MORE_MM if tall else 0)
        width = height * _TALL_RATIO if tall else _WIDE_MM
        columns = 2 if tall else 1
        pictures = []
        for first in range(0, len(names), columns):
            row = [
                self._numbered_picture(
                    name, MARGIN_MM + place * (width + _NUMBER_MM + 2), width, height
                )
                for place, name in enumerate(names[first : first + columns])
            ]
            pictures.append(beside(*row))
        shown = min(columns, len(names))
        x = MARGIN_MM + shown * (width + _NUMBER_MM + 2) + _STEP_GAP_MM * 2
        steps = self._step_list(list(enumerate(self._form.steps, 1)), x, self._right)
        top = self.heading()
        if short:
            lead = [text_block(text, style, MARGIN_MM, self._width) for text, style in self._lead()]
            top = self.heading(short=True).over(stacked(lead[1:], 0.8), 1.0)
        body = beside(stacked(pictures, _PANEL_GAP_MM), steps)
        return stacked((top, body, *self.notes(Style.SMALL, topics)), GAP_MM)

    def _numbered_picture(self, name: str, x: float, width: float, height: float) -> Block:
        numbers = [n for n, step in enumerate(self._form.steps, 1) if step.figure == name]
        text = "\n".join(str(number) for number in numbers)
        item = PictureItem(
            box=Box(x=x + _NUMBER_MM, y=0, width=width, height=height),
            exercise=self._exercise.id,
            name=name,
            side=self._side,
            beside=self._pictures(),
            alternative=self._alternative(name),
        )
        words = text_block(text, Style.STRONG, x, _NUMBER_MM - 1)
        return beside(words, Block(items=(item,), height=height))

    def _step_list(self, steps: Sequence[tuple[int, Step]], x: float, right: float) -> Block:
        return stacked(
            [
                beside(
                    text_block(f"{number}", Style.STRONG, x, _NUMBER_MM),
                    text_block(
                        say(self._catalogue.words, step.text, self._side),
                        Style.BODY,
                        x + _NUMBER_MM,
                        right - x - _NUMBER_MM,
                    ),
                )
                for number, step in steps
            ],
            _STEP_GAP_MM,
        )

    def _rows(self, picture_mm: float) -> Iterator[Block]:
        """Rows of pictures with their steps to the right of them.

        Who lies is shown in a wide picture, one to a row; who stands in a tall one, two to a row.
        """
        panels = list(self._shared_pictures())
        if self._exercise.position_of(self._item.variant) is not Position.STANDING:
            grown = _WIDE_MM + (picture_mm - MIN_PICTURE_MM) * 1.2
            width = min(grown, _MAX_WIDE_MM)
            for steps in panels:
                yield self._panel(steps, Box(x=MARGIN_MM, y=0, width=width, height=picture_mm))
            return
        column = (self._width - GAP_MM) / 2
        height = picture_mm + _TALL_MORE_MM
        for first in range(0, len(panels), 2):
            row = [
                self._panel(
                    steps,
                    Box(
                        x=MARGIN_MM + place * (column + GAP_MM),
                        y=0,
                        width=height * _TALL_RATIO,
                        height=height,
                    ),
                    column,
                )
                for place, steps in enumerate(panels[first : first + 2])
            ]
            yield beside(*row)

    def _panel(self, steps: list[tuple[int, Step]], picture: Box, column_mm: float = 0.0) -> Block:
        """A picture with its steps to the right of it, in the picture's middle."""
        x = picture.right + _STEP_GAP_MM * 2
        right = picture.x + (column_mm or self._width)
        words = self._step_list(steps, x, right)
        height = max(words.height, picture.height)
        item = PictureItem(
            box=replace(picture, y=(height - picture.height) / 2),
            exercise=self._exercise.id,
            name=steps[0][1].figure,
            side=self._side,
            beside=self._pictures(),
            alternative=self._alternative(steps[0][1].figure),
        )
        return Block(items=(item, *words.at((height - words.height) / 2)), height=height)

    def _alternative(self, picture: str) -> str:
        return picture_in_words(self._catalogue.words, self._exercise, picture, self._side)

    def _pictures(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(step.figure for step in self._form.steps))


def sides_in_words(sides: Sequence[Side], catalogue: Catalogue) -> str:
    """The sides in the order in which they are done; empty where there are none."""
    words = [side_word(catalogue.words, side) for side in sides]
    if len(words) != len(Side):
        return "".join(words)
    return tr("{first}, then {second}").format(first=words[0], second=words[1])


def foot_line(name: str, catalogue: Catalogue, printed_on: date) -> str:
    """What stands at the foot of every sheet: what it is, the content's version, the day."""
    return f"{name} · Evenkeel {catalogue.version} · {day_text(printed_on)}"
