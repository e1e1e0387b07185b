"""When the next session comes, and when to be reminded of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenkeel.journal.records import SessionRecord
from evenkeel.journal.trends.schedule import aim_of_day, outlook, reminder_due

#: A Wednesday.
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
EIGHT, TEN = 8 * 60, 10 * 60


def session(at: datetime, repetitions: int = 6) -> SessionRecord:
    return SessionRecord(
        id=1,
        started_at=at,
        ended_at=None,
        how=None,
        sore_side="left",
        pain_before=3,
        pain_after=None,
        repetitions=repetitions,
        seconds=36.0,
    )


def on(*days: int, repetitions: int = 6) -> list[SessionRecord]:
    """Sessions on days of the month."""
    return [session(NOON.replace(day=day), repetitions) for day in days]


@pytest.mark.parametrize(
    ("aim", "days", "next_day", "done"),
    [
        (5, (18,), 19, 1),
        (3, (16, 18), 22, 2),
        (2, (16, 18), 23, 2),
        (14, (18,), 18, 1),
        (14, (18, 18), 19, 2),
        (5, (15, 18), 19, 1),
        (5, (), 18, 0),
    ],
)
def test_the_next_day(aim: int, days: tuple[int, ...], next_day: int, done: int) -> None:
    seen = outlook(on(*days), aim, NOON)
    assert (seen.day, seen.done, seen.aim) == (date(2026, 11, next_day), done, aim)


def test_a_session_without_a_repetition_is_none() -> None:
    assert outlook(on(18, repetitions=0), 5, NOON).done == 0


def test_on_a_sunday_the_next_day_is_monday() -> None:
    sunday = NOON.replace(day=22)
    assert outlook([session(sunday)], 5, sunday).day == date(2026, 11, 23)


@pytest.mark.parametrize(("week", "day"), [(1, 1), (7, 1), (8, 2), (14, 2), (21, 3)])
def test_the_aim_of_a_day(week: int, day: int) -> None:
    assert aim_of_day(week) == day


def due(since: datetime, now: datetime, **how: object) -> bool:
    known = {"done_today": 0, "aim": 5, "in_session": False, **how}
    return reminder_due((EIGHT, TEN), since=since, now=now, **known)  # type: ignore[arg-type]


def at(hour: int, minute: int = 0) -> datetime:
    return NOON.replace(hour=hour, minute=minute)


def test_a_time_reminds_once() -> None:
    assert not due(at(7, 58), at(7, 59))
    assert due(at(7, 59), at(8))
    assert not due(at(8), at(8, 1))


def test_quiet_in_a_session_and_after_the_aim() -> None:
    assert not due(at(7, 59), at(8), in_session=True)
    assert not due(at(7, 59), at(8), done_today=1)
    assert due(at(7, 59), at(8), done_today=1, aim=14)


def test_what_was_slept_through_is_one_reminder_or_none() -> None:
    assert due(at(6), at(8, 20))
    assert not due(at(6), at(9))
    assert due(at(6), at(10, 5))


@given(st.lists(st.integers(1, 90), min_size=1, max_size=200))
def test_never_more_than_asked_for(steps: list[int]) -> None:
    """However often it is looked, two times a day make at most two reminders a day."""
    since, shown = at(0), []
    for step in steps:
        now = since + timedelta(minutes=step)
        if due(since, now):
            shown.append(now.date())
        since = now
    assert all(shown.count(day) <= 2 for day in shown)
