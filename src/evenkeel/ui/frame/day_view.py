"""The data of the page of days: one day in full, or several days in one line each."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from evenkeel.journal.entries.corrections import SessionDetails
from evenkeel.journal.records import DayEntry, SessionRecord


class Span(Struct, frozen=True, kw_only=True):
    """Days from the first to the last, both included."""

    first: date
    last: date

    @staticmethod
    def of(day: date) -> "Span":
        """One day alone."""
        return Span(first=day, last=day)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


class DayView(Struct, frozen=True, kw_only=True):
    """One day: its sessions in the order of time, and what the paper diary says of it.

    ``earlier`` and ``later`` are the nearest days of which something is known; ``within`` the
    days among which this one was chosen, where there was a choice.
    """

    day: date
    sessions: Sequence[SessionDetails]
    paper: DayEntry | None
    now: datetime
    earlier: date | None = None
    later: date | None = None
    within: Span | None = None


class DaysView(Struct, frozen=True, kw_only=True):
    """Several days, of which one can be opened."""

    span: Span
    records: Sequence[SessionRecord]
    paper: Sequence[DayEntry]


def known_days(records: Sequence[SessionRecord], paper: Sequence[DayEntry]) -> list[date]:
    """The days of which something is known, in their order."""
    return sorted({record.started_at.date() for record in records} | {entry.day for entry in paper})
