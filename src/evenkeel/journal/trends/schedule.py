"""When the next session is due, and when to show a reminder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from evenkeel.journal.records import DayEntry, SessionRecord
from evenkeel.journal.trends.dated_ahead import counting, counting_days
from evenkeel.journal.trends.days import sessions_by_day, week_start

_DAYS = 7
_DAY = timedelta(days=1)
#: A reminder that could not be shown at its time is shown up to this much later, then dropped.
_PATIENCE = timedelta(minutes=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlook:
    """How much of the week's aim is done, and the day of the next session."""

    done: int
    aim: int
    today: date
    day: date


def aim_of_day(aim: int) -> int:
    """How many sessions a day a weekly aim amounts to."""
    return -(-aim // _DAYS)


def done_on(records: Iterable[SessionRecord], day: date, paper: Iterable[DayEntry] = ()) -> int:
    """The sessions of a day with a repetition; ``paper`` as in :mod:`.days`."""
    return sessions_by_day(records, paper).get(day, 0)


def outlook(
    records: Sequence[SessionRecord],
    aim: int,
    now: datetime,
    paper: Iterable[DayEntry] = (),
    *,
    first_weekday: int = 0,
) -> Outlook:
    """The rest of the week's sessions, spread evenly over what is left of the week.

    ``first_weekday`` is the day that a week begins with, from 0, Monday. What is dated later than
    now does not count [DAYS-5].
    """
    today = now.date()
    start = week_start(today, first_weekday)
    counts = sessions_by_day(counting(records, now), counting_days(paper, now))
    done = sum(counts.get(start + timedelta(days=number), 0) for number in range(_DAYS))
    left, days_left = aim - done, _DAYS - 1 - (today - start).days
    if left <= 0:
        day = start + timedelta(days=_DAYS)
    elif counts.get(today, 0) < aim_of_day(aim):
        day = today
    else:
        day = today + timedelta(days=max(1, days_left // left))
    return Outlook(done=done, aim=aim, today=today, day=day)


def reminder_due(
    times: Sequence[int],
    *,
    since: datetime,
    now: datetime,
    done_today: int,
    aim: int,
    in_session: bool,
) -> bool:
    """Whether to remind now; ``times`` are minutes of the day on the user's clock.

    ``since`` is the time of the previous check, see :func:`asked_until`. Each time counts once
    a day, also where the clock is put forward over it (then at once) or back before it; several
    missed ones count as one, and those missed for long not at all. There is no reminder during a
    session or after the aim of the day is met.
    """
    if in_session or done_today >= aim_of_day(aim):
        return False
    # Compares wall-clock times; the elapsed time comes from the moments themselves.
    earliest, here = since.replace(tzinfo=None), now.replace(tzinfo=None)
    if now.astimezone(UTC) - since.astimezone(UTC) > _PATIENCE:
        earliest = max(earliest, here - _PATIENCE)
    return any(
        earliest < datetime.combine(day, time()) + timedelta(minutes=minute) <= here
        for day in {earliest.date(), here.date()}
        for minute in times
    )


def asked_until(since: datetime, now: datetime) -> datetime:
    """The time up to which reminders have been checked, after a check at ``now``.

    It is the later of the two by the wall clock, so that nothing is shown twice in the hour that
    occurs twice. A clock that is more than a day behind was wrong before, and counts from ``now``.
    """
    back = since.replace(tzinfo=None) - now.replace(tzinfo=None)
    return since if timedelta(0) < back <= _DAY else now
