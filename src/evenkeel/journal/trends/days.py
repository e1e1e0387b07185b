"""Days in one line each: what the program recorded, and what the paper diary adds.

Nothing is counted twice: a session that was guided by the program has its circle on the paper as
well, so the larger of the two numbers is the day's; a pain on paper is shown where the program
has none of that day.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from evenkeel.journal.records import DayEntry, SessionRecord

#: The paper diary has no hours: its pain counts as at noon.
NOON = time(12, tzinfo=UTC)
_WEEK_DAYS = 7
_MONTHS = 12


def week_start(day: date, first_weekday: int = 0) -> date:
    """The first day of the week that a day lies in; ``first_weekday`` counts from 0, Monday."""
    return day - timedelta(days=(day.weekday() - first_weekday) % _WEEK_DAYS)


def weeks_of(month: date, first_weekday: int) -> tuple[tuple[date, ...], ...]:
    """The weeks of a month, whole: the first and the last reach into its neighbours.

    ``first_weekday`` counts from 0, Monday.
    """
    first = month.replace(day=1)
    after = date(first.year + first.month // _MONTHS, first.month % _MONTHS + 1, 1)
    day = week_start(first, first_weekday)
    weeks = []
    while day < after:
        weeks.append(tuple(day + timedelta(days=number) for number in range(_WEEK_DAYS)))
        day += timedelta(days=_WEEK_DAYS)
    return tuple(weeks)


def counts_as_session(record: SessionRecord) -> bool:
    """Whether a guided session counts: a repetition was counted, and the user did not deny it.

    The one rule, for every number of sessions that is shown, printed or exported.
    """
    return record.repetitions > 0


def guided_days(records: Iterable[SessionRecord]) -> Mapping[date, DayEntry]:
    """What the program recorded of each day: its sessions, and the pain before the first one."""
    days: dict[date, DayEntry] = {}
    for record in records:
        day = record.started_at.date()
        known = days.get(day)
        days[day] = DayEntry(
            day=day,
            sessions=(known.sessions if known else 0) + counts_as_session(record),
            pain=known.pain if known else record.pain_before,
        )
    return days


def sessions_by_day(
    records: Iterable[SessionRecord], paper: Iterable[DayEntry] = ()
) -> Mapping[date, int]:
    """How many sessions each day had; days without one are missing."""
    counts = Counter(record.started_at.date() for record in records if counts_as_session(record))
    for entry in paper:
        if entry.sessions > counts[entry.day]:
            counts[entry.day] = entry.sessions
    return +counts


def sessions_on_paper(
    records: Iterable[SessionRecord], paper: Iterable[DayEntry]
) -> Mapping[date, int]:
    """How many sessions the paper diary adds to those that were guided, on the days it adds any."""
    guided = sessions_by_day(records)
    added = {entry.day: entry.sessions - guided.get(entry.day, 0) for entry in paper}
    return {day: count for day, count in added.items() if count > 0}


def paper_pains(
    records: Iterable[SessionRecord], paper: Iterable[DayEntry]
) -> tuple[tuple[datetime, int], ...]:
    """The pains of the paper diary, on the days of which the program has none."""
    pains = [(entry.day, entry.pain) for entry in paper if entry.pain is not None]
    if not pains:
        return ()
    guided = {record.started_at.date() for record in records}
    return tuple((datetime.combine(day, NOON), pain) for day, pain in pains if day not in guided)
