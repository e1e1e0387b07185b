"""The data of the progress page: the journal's days and what follows from them."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from operator import attrgetter

from msgspec import Struct

from evenkeel.catalogue.terms import Side
from evenkeel.journal.records import DayEntry, SessionRecord
from evenkeel.journal.trends.dated_ahead import DatedAhead
from evenkeel.journal.trends.days import NOON, week_start
from evenkeel.journal.trends.progress import (
    MedianPoint,
    PainPoint,
    SeeProfessional,
    Trend,
    Week,
    calendar_month,
    median_7_days,
    see_professional,
    series,
    trend,
    weeks,
)
from evenkeel.ui.frame.day_view import known_days

#: The last so many weeks are shown as bars.
_WEEKS = 12
_LONGEST_MONTH = timedelta(days=31)
#: A moment is at most so far from noon of its day, wherever on earth that day is.
_ANYWHERE = timedelta(days=2)
_STARTED = attrgetter("started_at")


class ProgressView(Struct, frozen=True, kw_only=True, dict=True):
    """What the page shows: the journal's sessions as they were begun, the aim, the time now.

    ``paper`` holds the days of the paper diary, in their order; ``first_weekday`` is the day
    that a week begins with, from 0, Monday; ``ahead`` tells of entries that do not count.
    ``rating_due`` says that the user's own activities wait to be rated, ``invited`` that none are
    chosen and that the user did not decline to.
    """

    records: Sequence[SessionRecord]
    aim: int
    now: datetime
    paper: Sequence[DayEntry] = ()
    first_weekday: int = 0
    ahead: DatedAhead | None = None
    rating_due: bool = False
    invited: bool = False

    @property
    def first_day(self) -> date | None:
        """The first day of which anything is known."""
        days = [record.started_at.date() for record in self.records[:1]]
        days += [entry.day for entry in self.paper[:1]]
        return min(days, default=None)

    def of(self, side: Side | None) -> "SideProgress":
        """Pain over time for one sore side, or for all sessions."""
        points = series(self.records, side, self.paper)
        return SideProgress(points=points, trend=trend(points))

    def weeks(self) -> tuple[Week, ...]:
        """The last weeks against the aim."""
        today = self.now.date()
        since = today - timedelta(weeks=_WEEKS)
        late = [
            record for record in self._around(since, today) if record.started_at.date() >= since
        ]
        this_week = Week(start=week_start(today, self.first_weekday), sessions=0, aim=self.aim)
        paper = [entry for entry in self.paper if entry.day >= since]
        found = weeks(late, self.aim, until=today, paper=paper, first_weekday=self.first_weekday)
        return found[-_WEEKS:] or (this_week,)

    def month(self, month: date) -> dict[date, int]:
        """How many sessions each day of a month had."""
        first = month.replace(day=1)
        late = self._around(first, first + _LONGEST_MONTH)
        counts = calendar_month(late, month.year, month.month, self.paper)
        return {month.replace(day=day): count for day, count in counts.items()}

    def whole_month(self, month: date) -> dict[date, int]:
        """The same with the days that had none, until today."""
        counts = self.month(month)
        first, days = month.replace(day=1), monthrange(month.year, month.month)[1]
        every = (first + timedelta(days=number) for number in range(days))
        return {day: counts.get(day, 0) for day in every if day <= self.now.date()}

    def known(self, first: date, last: date) -> frozenset[date]:
        """The days from the first to the last that have an entry."""
        paper = [entry for entry in self.paper if first <= entry.day <= last]
        days = known_days(self._around(first, last), paper)
        return frozenset(day for day in days if first <= day <= last)

    def _around(self, first: date, last: date) -> Sequence[SessionRecord]:
        """The sessions of these days, and some before and after them: ten years are long."""
        since = datetime.combine(first, NOON) - _ANYWHERE
        until = datetime.combine(last, NOON) + _ANYWHERE
        start = bisect_left(self._in_order, since, key=_STARTED)
        return self._in_order[start : bisect_right(self._in_order, until, key=_STARTED)]

    @cached_property
    def _in_order(self) -> Sequence[SessionRecord]:
        # A clock that was set back puts a later session at an earlier time.
        return sorted(self.records, key=_STARTED)


class SideProgress(Struct, frozen=True, kw_only=True, dict=True):
    """Pain over time for one side, as the journal sees it."""

    points: tuple[PainPoint, ...]
    trend: Trend

    @cached_property
    def medians(self) -> tuple[MedianPoint, ...]:
        """The median of the last 7 days, day by day: worked out when the chart needs it."""
        return median_7_days(self.points)

    def advice(self, now: datetime) -> SeeProfessional | None:
        """Whether it is time to see a professional; asked of the points of all sessions."""
        return see_professional(self.points, now)
