"""What the journal shows, on paper for a therapist: a week in a row, readable in grey."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.figures.store import DRAWN_PALETTE, FigureStore
from evenkeel.handout.card import foot_line, numbered
from evenkeel.handout.files import application, pdf_bytes
from evenkeel.handout.flow import (
    Block,
    Sheets,
    clinic_block,
    rule_block,
    stop_block,
    text_block,
    tr,
)
from evenkeel.handout.paint import Inks
from evenkeel.handout.paper import (
    MARGIN_MM,
    PAPERS,
    Box,
    Clinic,
    FrameItem,
    Item,
    Page,
    Paper,
    Style,
    TextItem,
)
from evenkeel.journal.days import sessions_by_day, week_start
from evenkeel.journal.progress import Verdict, series, trend
from evenkeel.journal.records import DayEntry, Ending, SessionRecord
from evenkeel.journal.times import local_now
from evenkeel.language import day_text, first_weekday, number_text

#: The newest weeks and remarks; what lies further back is in the table for a spreadsheet.
WEEKS: Final = 26
REMARKS: Final = 20
_WORST: Final = 10
#: Week, sessions, pain before and after; then the bars.
_COLUMNS_MM: Final = (32.0, 25.0, 32.0, 18.0)
_BARS_MM: Final = sum(_COLUMNS_MM) + 2.0
_BAR_MM: Final = 3.2
_ROW_MM: Final = Style.SMALL.line_mm + 1.6


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressOrder:
    """What is to be shown: the sessions, the days of the paper diary, on which paper, when.

    ``clinic`` stands at the head and the foot of every sheet.
    """

    sessions: Sequence[SessionRecord]
    paper_days: Sequence[DayEntry]
    paper: Paper
    printed_on: date
    clinic: Clinic | None = None


def progress_title() -> str:
    """The name of the document, as it stands at its head and foot."""
    return tr("Exercises and pain")


def progress_pages(order: ProgressOrder, catalogue: Catalogue) -> tuple[Page, ...]:
    """The sheets, without page numbers."""
    paper, width = order.paper, order.paper.inner_width_mm
    sheets = Sheets(paper, stop_block(catalogue, paper, order.clinic))
    head = clinic_block(order.clinic, paper)
    if head:
        sheets.add(head)
    sheets.add(text_block(progress_title(), Style.TITLE, MARGIN_MM, width))
    for text in _summary(order):
        sheets.add(text_block(text, Style.BODY, MARGIN_MM, width))
    rows = _weeks(order)
    if rows:
        _add_weeks(sheets, rows, paper)
    remarks = _remarks(order.sessions)
    if remarks:
        heading = text_block(tr("Remarks"), Style.HEADING, MARGIN_MM, width)
        for number, text in enumerate(remarks):
            block = text_block(text, Style.SMALL, MARGIN_MM, width)
            # A heading stays with what it is the heading of.
            sheets.add(block if number else heading.over(block, 2.0))
    return sheets.pages()


def progress_pdf(
    sessions: Sequence[SessionRecord],
    paper_days: Sequence[DayEntry],
    catalogue: Catalogue,
    *,
    paper: str,
    clinic: Clinic | None = None,
) -> bytes:
    """All of it as one PDF document.

    Raises:
        KeyError: there is no such paper.
    """
    application()
    order = ProgressOrder(
        sessions=sessions,
        paper_days=paper_days,
        paper=PAPERS[paper],
        printed_on=local_now().date(),
        clinic=clinic,
    )
    title = progress_title()
    pages = numbered(
        progress_pages(order, catalogue), foot_line(title, catalogue, order.printed_on)
    )
    inks = Inks(figures=FigureStore(resources_dir() / "figures"), palette=DRAWN_PALETTE)
    return pdf_bytes(pages, inks, title)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Week:
    start: date
    sessions: int
    before: float | None
    after: float | None


def _summary(order: ProgressOrder) -> Iterator[str]:
    points = series(order.sessions, paper=order.paper_days)
    found = trend(points)
    if found.first is None or found.last is None:
        yield tr("No session was kept yet.")
        return
    yield tr("{count} pain ratings from {first} to {last}, on a scale from 0 to 10.").format(
        count=len(points),
        first=day_text(points[0].when.date()),
        last=day_text(points[-1].when.date()),
    )
    match found.verdict:
        case Verdict.BETTER:
            pattern = tr("Median pain before the sessions fell from {first} to {last}.")
        case Verdict.WORSE:
            pattern = tr("Median pain before the sessions rose from {first} to {last}.")
        case Verdict.NO_CLEAR_CHANGE:
            pattern = tr(
                "Median pain before the sessions: {first} in the first 7 days, {last} in the last "
                "7 days; less than 2 points is no clear change."
            )
        case _:
            yield tr("These are too few to tell a change.")
            return
    yield pattern.format(first=_number(found.first), last=_number(found.last))


def _weeks(order: ProgressOrder) -> list[_Week]:
    """The newest weeks, oldest first, also those without a session in between."""
    points = series(order.sessions, paper=order.paper_days)
    counts = sessions_by_day(order.sessions, order.paper_days)
    days = [*counts, *(point.when.date() for point in points)]
    if not days:
        return []
    first = first_weekday()
    newest = week_start(max(days), first)
    oldest = max(week_start(min(days), first), newest - timedelta(weeks=WEEKS - 1))
    weeks = []
    for number in range((newest - oldest).days // 7 + 1):
        start = oldest + timedelta(weeks=number)
        here = [one for one in points if week_start(one.when.date(), first) == start]
        weeks.append(
            _Week(
                start=start,
                sessions=sum(n for day, n in counts.items() if week_start(day, first) == start),
                before=_median([one.before for one in here]),
                after=_median([one.after for one in here if one.after is not None]),
            )
        )
    return weeks


def _add_weeks(sheets: Sheets, weeks: Sequence[_Week], paper: Paper) -> None:
    heads = (tr("Week from"), tr("Sessions"), tr("Pain before"), tr("after"))
    head = _row_of(paper, heads, Style.SMALL_STRONG)
    left = _BARS_MM + MARGIN_MM
    scale = Box(x=left, y=0.8, width=paper.right_mm - left, height=Style.SMALL.line_mm)
    ends = [
        TextItem(box=scale, text="0", style=Style.SMALL),
        TextItem(box=scale, text=str(_WORST), style=Style.SMALL, right=True),
    ]
    sheets.add(replace(head, items=(*head.items, *ends)))
    for week in weeks:
        rule = rule_block(paper)
        texts = (
            day_text(week.start),
            str(week.sessions),
            _number(week.before),
            _number(week.after),
        )
        row = _row_of(paper, texts, Style.SMALL, pain=week.before)
        sheets.add(rule.over(row), 0.0)


def _row_of(
    paper: Paper, texts: Sequence[str], style: Style, *, pain: float | None = None
) -> Block:
    """A line of the table; ``pain`` is shown as a bar too."""
    x = MARGIN_MM
    items: list[Item] = []
    for number, (text, width) in enumerate(zip(texts, _COLUMNS_MM, strict=True)):
        box = Box(x=x, y=0.8, width=width - 3, height=style.line_mm)
        items.append(TextItem(box=box, text=text, style=style, right=number > 0))
        x += width
    if pain:
        # A rule as thick as a bar: its length is the pain before, the whole width is 10.
        left = MARGIN_MM + _BARS_MM
        length = (paper.right_mm - left) * pain / _WORST
        bar = Box(x=left, y=_ROW_MM / 2, width=length, height=0)
        items.append(FrameItem(box=bar, line_mm=_BAR_MM, radius_mm=0))
    return Block(items=tuple(items), height=_ROW_MM)


def _remarks(sessions: Sequence[SessionRecord]) -> list[str]:
    """What was noted and where it hurt more, the newest first."""
    texts = []
    for one in reversed(sessions):
        parts = []
        if one.how is Ending.HURT:
            parts.append(tr("Stopped because it hurt more."))
        if one.note:
            parts.append(" ".join(one.note.split()))
        if parts:
            texts.append(f"{day_text(one.started_at.date())}: {' '.join(parts)}")
    return texts[:REMARKS]


def _median(values: Sequence[int]) -> float | None:
    if not values:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    return (ordered[half] + ordered[~half]) / 2


def _number(value: float | None) -> str:
    return "–" if value is None else number_text(value)
