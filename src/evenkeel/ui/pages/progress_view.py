"""What the page of progress is given: the journal's days, and what they come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from evenkeel.catalogue.terms import Side
from evenkeel.journal.progress import (
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
from evenkeel.journal.records import DayEntry, SessionRecord

#: The last so many weeks are shown as bars.
_WEEKS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressView:
    """What the page shows: the journal's sessions in the order of time, the aim, the time now.

    ``paper`` holds the days of the paper diary, in their order.
    """

    records: Sequence[SessionRecord]
    aim: int
    now: datetime
    paper: Sequence[DayEntry] = ()

    @property
    def first_day(self) -> date | None:
        """The first day of which anything is known."""
        days = [one.started_at.date() for one in self.records[:1]]
        days += [one.day for one in self.paper[:1]]
        return min(days, default=None)

    def of(self, side: Side | None) -> "SideProgress":
        """Pain over time for one sore side, or for all sessions."""
        points = series(self.records, side, self.paper)
        return SideProgress(points=points, trend=trend(points))

    def weeks(self) -> tuple[Week, ...]:
        """The last weeks against the aim."""
        today = self.now.date()
        since = today - timedelta(weeks=_WEEKS)
        late = [one for one in self.records if one.started_at.date() >= since]
        this_week = Week(monday=today - timedelta(days=today.weekday()), sessions=0, aim=self.aim)
        paper = [one for one in self.paper if one.day >= since]
        return weeks(late, self.aim, until=today, paper=paper)[-_WEEKS:] or (this_week,)

    def month(self, month: date) -> dict[date, int]:
        """How many sessions each day of a month had."""
        counts = calendar_month(self.records, month.year, month.month, self.paper)
        return {month.replace(day=day): count for day, count in counts.items()}

    def advice(self) -> SeeProfessional | None:
        """Whether it is time to see a professional."""
        return see_professional(self.records, self.now, self.paper)


@dataclass(frozen=True, kw_only=True)
class SideProgress:
    """Pain over time for one side, as the journal sees it."""

    points: tuple[PainPoint, ...]
    trend: Trend

    @cached_property
    def medians(self) -> tuple[MedianPoint, ...]:
        """The median of the last 7 days, day by day: worked out when the chart needs it."""
        return median_7_days(self.points)
