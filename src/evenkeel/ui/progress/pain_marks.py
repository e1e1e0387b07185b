"""The marks of the pain chart: of sessions, or of days, weeks or months where there are many."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from msgspec import Struct

from evenkeel.guide.median import median
from evenkeel.journal.trends.progress import PainPoint

#: More marks than this beside each other can't be told apart.
_MOST_MARKS = 110
_DAY_S = 86_400


class Step(Enum):
    """What one mark of the chart stands for."""

    SESSION = "session"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Mark(Struct, frozen=True, kw_only=True):
    """Pain before and after: of one session, or the median of several.

    ``paper``: it comes from the paper diary alone.
    """

    first: datetime
    x: float
    sessions: int
    before: float
    after: float | None
    paper: bool = False


def marks(
    points: Sequence[PainPoint], most: int = _MOST_MARKS, *, first_weekday: int = 0
) -> tuple[Step, tuple[Mark, ...]]:
    """At most this many marks where that is possible, in the finest step that allows it.

    ``first_weekday`` is the day that a week begins with, from 0, Monday.
    """
    if len(points) <= most:
        return Step.SESSION, tuple(_mark([point]) for point in points)
    days = [point.when.toordinal() for point in points]
    step, starts = Step.DAY, _starts(days)
    if len(starts) > most:
        step, starts = Step.WEEK, _starts([(day - 1 - first_weekday) // 7 for day in days])
    if len(starts) > most:
        step, starts = (
            Step.MONTH,
            _starts([(point.when.year, point.when.month) for point in points]),
        )
    ends = [*starts[1:], len(points)]
    return step, tuple(_mark(points[i:j]) for i, j in zip(starts, ends, strict=True))


def _starts(keys: Sequence[object]) -> list[int]:
    """Where another key begins."""
    return [n for n, key in enumerate(keys) if n == 0 or key != keys[n - 1]]


def _mark(group: Sequence[PainPoint]) -> Mark:
    afters = [point.after for point in group if point.after is not None]
    middle = group[len(group) // 2].when
    return Mark(
        first=group[0].when,
        x=_x(middle),
        sessions=len(group),
        before=median(point.before for point in group),
        after=median(afters) if afters else None,
        paper=all(point.paper for point in group),
    )


def _x(when: datetime) -> float:
    seconds = when.hour * 3600 + when.minute * 60 + when.second
    return when.toordinal() + seconds / _DAY_S
