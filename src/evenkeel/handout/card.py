"""The card of one exercise on paper: as few sheets as possible, never broken within a step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from evenkeel.catalogue.model import Catalogue, Step
from evenkeel.catalogue.wording import say, side_word
from evenkeel.guide.describe import cue_of, dose_of, has_rest
from evenkeel.guide.plan import PlanItem
from evenkeel.handout.paint import text_height_mm, text_width_mm
from evenkeel.handout.paper import (
    MARGIN_MM,
    Box,
    FrameItem,
    Item,
    Page,
    Paper,
    PictureItem,
    Style,
    TextItem,
)

_GAP_MM: Final = 4.0
_PADDING_MM: Final = 3.0
_NUMBER_MM: Final = 7.0
_PICTURE_RATIO: Final = 3 / 2
#: A picture lower than this is hard to read at arm's length.
_MIN_PICTURE_MM: Final = 27.0
_MAX_PICTURE_MM: Final = 58.0
_PICTURE_STEP_MM: Final = 1.0
#: Two columns show the pictures largest and keep the lines long enough to read.
_COLUMNS: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class CardOrder:
    """What is to be printed: an exercise as planned, for which sheet, on which day."""

    item: PlanItem
    paper: Paper
    printed_on: date


def card_pages(order: CardOrder, catalogue: Catalogue) -> tuple[Page, ...]:
    """The sheets of one card, without page numbers (see :func:`numbered`)."""
    card = _Card(order, catalogue)
    height = _MAX_PICTURE_MM
    while height > _MIN_PICTURE_MM and card.overflows(height):
        height -= _PICTURE_STEP_MM
    return card.pages(height)


def numbered(pages: Sequence[Page], title: str) -> tuple[Page, ...]:
    """The sheets with «page x of y» and the title they belong to, so that they can be sorted."""
    done = []
    for number, page in enumerate(pages, 1):
        text = _tr("Page {number} of {count}").format(number=number, count=len(pages))
        height = text_height_mm(text, Style.BODY, page.paper.inner_width_mm)
        width = text_width_mm(text, Style.BODY) + 1
        y = page.paper.bottom_mm - height
        right = Box(x=page.paper.width_mm - MARGIN_MM - width, y=y, width=width, height=height)
        left = Box(
            x=MARGIN_MM, y=y, width=page.paper.inner_width_mm - width - _GAP_MM, height=height
        )
        footer = (
            TextItem(box=right, text=text, right=True),
            TextItem(box=left, text=title),
        )
        done.append(replace(page, items=page.items + footer))
    return tuple(done)


class _Card:
    """Lays out one card; every method that places something returns where it ends."""

    def __init__(self, order: CardOrder, catalogue: Catalogue) -> None:
        self.order = order
        self.paper = order.paper
        self.catalogue = catalogue
        self.exercise = catalogue.exercises[order.item.exercise]
        self.form = self.exercise.form_of(order.item.variant)
        self.side = order.item.sides[0] if order.item.sides else None
        self.width = self.paper.inner_width_mm
        # The last line of every sheet is the footer's.
        self.bottom = self.paper.bottom_mm - 2 * Style.BODY.size_mm

    def overflows(self, picture_mm: float) -> bool:
        return len(self.pages(picture_mm)) > 1

    def pages(self, picture_mm: float) -> tuple[Page, ...]:
        sheets: list[list[Item]] = [[]]
        y = self._header(sheets[-1])
        for row in self._rows():
            y = self._flow(sheets, self._row(row, picture_mm), y)
        for note in self._notes():
            y = self._flow(sheets, note, y)
        return tuple(Page(paper=self.paper, items=tuple(items)) for items in sheets)

    def _flow(self, sheets: list[list[Item]], block: "_Block", y: float) -> float:
        """Puts a block below what is there, or onto a new sheet."""
        if y + block.height > self.bottom and sheets[-1]:
            sheets.append([])
            y = MARGIN_MM
        sheets[-1].extend(block.at(y))
        return y + block.height + _GAP_MM

    def _header(self, items: list[Item]) -> float:
        y = MARGIN_MM
        label = self._side_label()
        width = text_width_mm(label, Style.SIDE) + 2 * _PADDING_MM + 1 if label else 0.0
        title_width = self.width - (width + _GAP_MM if label else 0.0)
        title = self._text(self.exercise.name, Style.TITLE, MARGIN_MM, y, title_width)
        items.append(title)
        if label:
            height = Style.SIDE.size_mm * 1.3 + 2 * _PADDING_MM
            box = Box(x=MARGIN_MM + self.width - width, y=y, width=width, height=height)
            items += [FrameItem(box=box, line_mm=0.7), _centred(label, Style.SIDE, box)]
            y = max(title.box.bottom, box.bottom) + 1
        else:
            y = title.box.bottom + 1
        for text, style in self._lead():
            item = self._text(text, style, MARGIN_MM, y, self.width)
            items.append(item)
            y = item.box.bottom + 1
        return y + _GAP_MM

    def _side_label(self) -> str:
        if self.side is None:
            return ""
        words = self.catalogue.words
        return words.phrases.side_title.format(side=side_word(words, self.side))

    def _lead(self) -> Iterator[tuple[str, Style]]:
        item, phrases = self.order.item, self.catalogue.words.phrases
        yield self.exercise.purpose, Style.LEAD
        cue = cue_of(item, self.catalogue)
        yield cue[0].upper() + cue[1:] + ".", Style.STRONG
        dose = dose_of(item, self.catalogue)
        if has_rest(item.dose):
            dose += ", " + phrases.rest.format(rest=item.dose.rest_s)
        yield dose, Style.STRONG

    def _rows(self) -> Iterator[list[tuple[int, Step]]]:
        steps = list(enumerate(self.form.steps, 1))
        for n in range(ceil(len(steps) / _COLUMNS)):
            yield steps[n * _COLUMNS : (n + 1) * _COLUMNS]

    def _row(self, steps: list[tuple[int, Step]], picture_mm: float) -> "_Block":
        column = (self.width - (_COLUMNS - 1) * _GAP_MM) / _COLUMNS
        items: list[Item] = []
        height = 0.0
        for place, (number, step) in enumerate(steps):
            x = MARGIN_MM + place * (column + _GAP_MM)
            width = min(column, picture_mm * _PICTURE_RATIO)
            picture = Box(x=x, y=0, width=width, height=picture_mm)
            items.append(
                PictureItem(
                    box=picture, exercise=self.exercise.id, name=step.figure, side=self.side
                )
            )
            y = picture_mm + 1
            items.append(self._text(f"{number}", Style.STRONG, x, y, _NUMBER_MM))
            sentence = say(self.catalogue.words, step.text, self.side)
            text = self._text(sentence, Style.BODY, x + _NUMBER_MM, y + 0.4, column - _NUMBER_MM)
            items.append(text)
            height = max(height, text.box.bottom)
        return _Block(items=tuple(items), height=height)

    def _notes(self) -> Iterator["_Block"]:
        words, exercise = self.catalogue.words, self.exercise
        felt = say(words, self.form.felt, self.side)
        yield self._note(_tr("You feel it"), [felt + "."])
        yield self._note(_tr("Take care"), exercise.precautions)
        yield self._boxed(_tr("Stop"), [*exercise.stop, words.stop_rule])
        sources = "; ".join(
            f"{source.title} ({source.author})"
            for source in (self.catalogue.sources[code] for code in exercise.source)
        )
        yield self._note(_tr("Source"), [f"{exercise.source_place}: {sources}."])

    def _note(self, label: str, texts: Sequence[str], *, inset: float = 0.0) -> "_Block":
        x = MARGIN_MM + inset
        label_width = 30.0
        head = self._text(label, Style.LABEL, x, inset, label_width)
        body = self._text(
            " ".join(texts),
            Style.BODY,
            x + label_width,
            inset,
            self.width - label_width - 2 * inset,
        )
        return _Block(items=(head, body), height=max(head.box.bottom, body.box.bottom) + inset)

    def _boxed(self, label: str, texts: Sequence[str]) -> "_Block":
        note = self._note(label, texts, inset=_PADDING_MM)
        frame = FrameItem(
            box=Box(x=MARGIN_MM, y=0, width=self.width, height=note.height), line_mm=0.7
        )
        return _Block(items=(frame, *note.items), height=note.height)

    def _text(self, text: str, style: Style, x: float, y: float, width: float) -> TextItem:
        height = text_height_mm(text, style, width)
        return TextItem(box=Box(x=x, y=y, width=width, height=height), text=text, style=style)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Block:
    """Things that stay together on one sheet, placed from their own top."""

    items: tuple[Item, ...]
    height: float

    def at(self, y: float) -> Iterator[Item]:
        for item in self.items:
            yield replace(item, box=replace(item.box, y=item.box.y + y))


def _centred(text: str, style: Style, box: Box) -> TextItem:
    return TextItem(box=box, text=text, style=style, centred=True)


def foot_line(name: str, catalogue: Catalogue, printed_on: date) -> str:
    """What stands at the foot of every sheet: what it is, the content's version, the day."""
    qt_day = QDate(printed_on.year, printed_on.month, printed_on.day)
    day = QLocale().toString(qt_day, QLocale.FormatType.ShortFormat)
    return f"{name} · Evenkeel {catalogue.version} · {day}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("handout", text)
