"""Entries that are dated later than now: a wrong clock wrote them, and they must not count.

One session of the year 2037 would otherwise be the last one for ever: in the trend, in the
advice, and in whether the safety questions are due. They stay in the journal and are pointed out.

A day of tolerance is left for what is no wrong clock: a diary day that was typed in on the other
side of the date line, and a time that was kept in a zone that was set wrong (at most 26 hours
lie between two zones, and the calendar days that count are the reader's own).
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct

from evenkeel.journal.records import DayEntry, SessionRecord

TOLERANCE = timedelta(days=1)


class DatedAhead(Struct, frozen=True, kw_only=True):
    """How many entries are dated later than now, sessions and diary days together.

    ``first`` is the earliest of their days, ``last`` the latest.
    """

    count: int
    first: date
    last: date


def is_ahead(at: datetime, now: datetime) -> bool:
    """Whether a moment is later than now by more than the tolerance."""
    return at > now + TOLERANCE


def counting(records: Sequence[SessionRecord], now: datetime) -> Sequence[SessionRecord]:
    """The sessions that are not dated later than now, in their order."""
    latest = now + TOLERANCE
    if all(one.started_at <= latest for one in records):
        # As nearly always: the same sequence, as ten years of it are long.
        return records
    return tuple(one for one in records if one.started_at <= latest)


def counting_days(paper: Iterable[DayEntry], now: datetime) -> tuple[DayEntry, ...]:
    """The days of the paper diary that are not later than now."""
    latest = now.date() + TOLERANCE
    return tuple(one for one in paper if one.day <= latest)


def dated_ahead(
    records: Iterable[SessionRecord], now: datetime, paper: Iterable[DayEntry] = ()
) -> DatedAhead | None:
    """The entries that do not count, for the reader to know; ``None`` where there are none."""
    days = [one.started_at.date() for one in records if is_ahead(one.started_at, now)]
    days += [one.day for one in paper if one.day > now.date() + TOLERANCE]
    return DatedAhead(count=len(days), first=min(days), last=max(days)) if days else None
