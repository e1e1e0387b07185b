"""What counts of the journal by now, and what follows from it, each worked out once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from msgspec import Struct

from evenkeel.journal.records import DayEntry, SessionRecord
from evenkeel.journal.trends.dated_ahead import (
    TOLERANCE,
    DatedAhead,
    counting,
    counting_days,
    dated_ahead,
)
from evenkeel.journal.trends.days import sessions_by_day
from evenkeel.journal.trends.progress import PainPoint, series


class Counted(Struct, frozen=True, kw_only=True, dict=True):
    """The entries that are not dated later than now [DAYS-5].

    Attributes:
        records: the sessions, as they were begun.
        paper: the days of the paper diary, in their order.
        ahead: what does not count, or ``None`` where all counts.
        read: the sessions and the days of paper as the journal gave them.
    """

    records: Sequence[SessionRecord]
    paper: tuple[DayEntry, ...]
    ahead: DatedAhead | None
    read: tuple[tuple[SessionRecord, ...], tuple[DayEntry, ...]]

    @classmethod
    def by(
        cls, records: tuple[SessionRecord, ...], paper: tuple[DayEntry, ...], now: datetime
    ) -> "Counted":
        """What counts of these sessions and days of paper now."""
        return cls(
            records=counting(records, now),
            paper=counting_days(paper, now),
            ahead=dated_ahead(records, now, paper),
            read=(records, paper),
        )

    def holds(
        self, records: tuple[SessionRecord, ...], paper: tuple[DayEntry, ...], now: datetime
    ) -> bool:
        """Whether it is still so: of the same objects, and none of them dated later than ``now``.

        Where something is dated ahead, its time may have come; where the clock was set back,
        something may be ahead that was not.
        """
        return (
            records is self.read[0]
            and paper is self.read[1]
            and self.ahead is None
            and (self._latest is None or self._latest <= now + TOLERANCE)
            and (not paper or paper[-1].day <= now.date() + TOLERANCE)
        )

    @cached_property
    def _latest(self) -> datetime | None:
        return max((record.started_at for record in self.records), default=None)

    @cached_property
    def points(self) -> tuple[PainPoint, ...]:
        """The pain of all sessions and of the paper diary, in the order of time."""
        return series(self.records, paper=self.paper)

    @cached_property
    def by_day(self) -> Mapping[date, int]:
        """How many sessions each day had; days without one are missing."""
        return sessions_by_day(self.records, self.paper)

    @cached_property
    def first_day(self) -> date | None:
        """The day of the first session."""
        return min(self.by_day, default=None)

    def sessions_in(self, first: date, days: int) -> int:
        """How many sessions so many days had, from the first one on."""
        return sum(self.by_day.get(first + timedelta(days=one), 0) for one in range(days))
