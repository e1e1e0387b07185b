"""The diary: a month of boxes for sessions and pain, to be filled in by hand.

One number for each day, a week in a row, so that it can be read off from left to right.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from evenkeel.catalogue.model import Catalogue
from evenkeel.handout.flow import (
    Block,
    Sheets,
    beside,
    clinic_block,
    list_block,
    rule_block,
    stop_block,
    text_block,
    tr,
)
from evenkeel.handout.paint import text_height_mm
from evenkeel.handout.paper import (
    MARGIN_MM,
    Box,
    Clinic,
    FrameItem,
    Item,
    Page,
    Paper,
    Style,
    TextItem,
)
from evenkeel.journal.days import weeks_of
from evenkeel.language import first_weekday, month_name, weekday_heads

_DAYS: Final = 7
_WEEK_MM: Final = 18.0
_CELL_MM: Final = 24.0
_MIN_CELL_MM: Final = 17.0
_NOTES_MM: Final = 20.0
_NOTE_LINE_MM: Final = 8.0
_PAIN_MM: Final = 11.0
_CIRCLE_MM: Final = 4.2
#: More sessions of a day than this have no circle on the sheet.
CIRCLES: Final = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class DiaryOrder:
    """Which month is to be filled in: that of ``month``, on which paper."""

    month: date
    paper: Paper
    clinic: Clinic | None = None


def diary_title(month: date) -> str:
    """The name of the month, as it stands at the head and the foot of the sheet."""
    return tr("My diary: {month} {year}").format(month=month_name(month), year=month.year)


def diary_pages(order: DiaryOrder, catalogue: Catalogue) -> tuple[Page, ...]:
    """One month on one sheet, without page numbers."""
    paper, width = order.paper, order.paper.inner_width_mm
    sheets = Sheets(paper, stop_block(catalogue, paper, order.clinic))
    head = clinic_block(order.clinic, paper)
    if head:
        sheets.add(head)
    sheets.add(text_block(diary_title(order.month), Style.TITLE, MARGIN_MM, width))
    how = [
        tr("Fill in one circle for every session."),
        tr(
            "Write your pain into the box once a day, at about the same time: 0 is no pain, 10 the "
            "worst pain you can imagine."
        ),
        tr("Type the month into Evenkeel afterwards, at “Progress”."),
    ]
    sheets.add(list_block(tr("Every day"), how, Style.BODY, MARGIN_MM, width))
    weeks = weeks_of(order.month, first_weekday())
    sheets.add(_weekdays(width))
    room = sheets.bottom - sheets.y - _NOTES_MM
    height = min(_CELL_MM, max(_MIN_CELL_MM, room / len(weeks)))
    for number, week in enumerate(weeks, 1):
        sheets.add(_week(week, number, order.month, width, height), 0.0)
    note = text_block(tr("Notes"), Style.STRONG, MARGIN_MM, width)
    if sheets.fits(note.height):
        sheets.add(note)
    while sheets.fits(0, _NOTE_LINE_MM):
        sheets.add(rule_block(paper), _NOTE_LINE_MM)
    return sheets.pages()


def _columns(width: float) -> Iterator[Box]:
    """The places of the seven days."""
    day = (width - _WEEK_MM) / _DAYS
    for number in range(_DAYS):
        yield Box(x=MARGIN_MM + _WEEK_MM + number * day, y=0, width=day, height=0)


def _weekdays(width: float) -> Block:
    return beside(
        *(
            text_block(name, Style.SMALL_STRONG, column.x + 1, column.width - 1)
            for name, column in zip(weekday_heads(), _columns(width), strict=True)
        )
    )


def _week(week: tuple[date, ...], number: int, month: date, width: float, height: float) -> Block:
    """A row of days: the date, a box for the pain and circles for the sessions."""
    label = tr("Week {number}").format(number=number)
    label_width = _WEEK_MM - 2
    items: list[Item] = [
        TextItem(
            box=Box(
                x=MARGIN_MM,
                y=1,
                width=label_width,
                height=text_height_mm(label, Style.SMALL_STRONG, label_width),
            ),
            text=label,
            style=Style.SMALL_STRONG,
        )
    ]
    for day, column in zip(week, _columns(width), strict=True):
        items.append(
            FrameItem(box=Box(x=column.x, y=0, width=column.width, height=height), radius_mm=0)
        )
        if day.month == month.month:
            items += _day(day, column, height)
    return Block(items=tuple(items), height=height)


def _day(day: date, column: Box, height: float) -> Iterator[Item]:
    style = Style.SMALL_STRONG
    yield TextItem(
        box=Box(x=column.x + 1, y=0.8, width=8, height=style.line_mm),
        text=f"{day.day}",
        style=style,
    )
    pain = min(_PAIN_MM, height - _CIRCLE_MM - 4)
    right = column.x + column.width
    yield FrameItem(
        box=Box(x=right - pain - 1.5, y=1.5, width=pain, height=pain), line_mm=0.6, radius_mm=1
    )
    gap = (column.width - CIRCLES * _CIRCLE_MM) / (CIRCLES + 1)
    for number in range(CIRCLES):
        x = column.x + gap + number * (_CIRCLE_MM + gap)
        box = Box(x=x, y=height - _CIRCLE_MM - 1.3, width=_CIRCLE_MM, height=_CIRCLE_MM)
        yield FrameItem(box=box, radius_mm=_CIRCLE_MM / 2)
