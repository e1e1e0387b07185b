"""Entries that are dated later than now: written by a wrong clock, they do not count [DAYS-5].

A session of the year 2037 would otherwise be the last one for ever: in the trend, in the advice,
and in whether the safety questions are due. They stay in the journal, and the user is told.

A day of tolerance is left for entries of a right clock: a diary day that was typed in on the other
side of the date line, and a time in a wrongly set zone (at most 26 hours lie between two zones, and
days are the user's own).
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
    if all(record.started_at <= latest for record in records):
        # As nearly always: the same sequence, as ten years of it are long.
        return records
    return tuple(record for record in records if record.started_at <= latest)


def counting_days(paper: Iterable[DayEntry], now: datetime) -> tuple[DayEntry, ...]:
    """The days of the paper diary that are not later than now."""
    latest = now.date() + TOLERANCE
    return tuple(entry for entry in paper if entry.day <= latest)


def dated_ahead(
    records: Iterable[SessionRecord], now: datetime, paper: Iterable[DayEntry] = ()
) -> DatedAhead | None:
    """The entries that do not count, to be shown to the user; ``None`` where there are none."""
    days = [record.started_at.date() for record in records if is_ahead(record.started_at, now)]
    days += [entry.day for entry in paper if entry.day > now.date() + TOLERANCE]
    return DatedAhead(count=len(days), first=min(days), last=max(days)) if days else None
