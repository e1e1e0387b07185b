"""Reminders where clocks are changed: each of them once, always."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from evenkeel.journal.trends.schedule import asked_until, reminder_due

POLL = timedelta(seconds=20)
#: Zone, and the noon (by its own clock) before its clocks are changed.
CHANGES = [
    ("Europe/Berlin", (2026, 3, 28)),
    ("Europe/Berlin", (2026, 10, 24)),
    ("Australia/Lord_Howe", (2026, 4, 4)),
    ("Australia/Lord_Howe", (2026, 10, 3)),
    ("Africa/Cairo", (2026, 4, 23)),
    ("Africa/Cairo", (2026, 10, 29)),
    ("America/Havana", (2026, 3, 7)),
    ("America/Havana", (2026, 10, 31)),
]
#: In and beside the hours that are skipped or come twice, in minutes of the day.
TIMES = (0, 30, 90, 105, 120, 150, 180, 23 * 60 + 30)


def zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        pytest.skip("this system has no list of zones")


def told(start: datetime, hours: int) -> dict[int, list[datetime]]:
    """When somebody who is looked after every 20 s is reminded of each time of the day alone."""
    since, now = start, start
    reminded: dict[int, list[datetime]] = {minute: [] for minute in TIMES}
    for _ in range(hours * 180):
        # In real time: the arithmetic of a zone's own times passes over its changes.
        now = (now.astimezone(UTC) + POLL).astimezone(start.tzinfo)
        for minute, times in reminded.items():
            if reminder_due((minute,), since=since, now=now, done_today=0, aim=7, in_session=False):
                times.append(now)
        since = asked_until(since, now)
    return reminded


@pytest.mark.parametrize(("name", "day"), CHANGES)
def test_once_each_where_the_clocks_change(name: str, day: tuple[int, int, int]) -> None:
    found = told(datetime(*day, 10, 0, tzinfo=zone(name)), 26)
    assert {minute: len(times) for minute, times in found.items()} == dict.fromkeys(TIMES, 1)


def test_a_time_that_is_skipped_comes_at_once() -> None:
    [at] = told(datetime(2026, 3, 28, 23, 0, tzinfo=zone("Europe/Berlin")), 6)[150]
    assert (at.hour, at.minute) == (3, 0)


def test_a_journey_west_does_not_remind_again_and_a_wrong_clock_does_not_silence() -> None:
    berlin = datetime(2026, 11, 18, 20, 0, tzinfo=zone("Europe/Berlin"))
    havana = berlin.astimezone(zone("America/Havana"))
    assert asked_until(berlin, havana) == berlin
    ahead = berlin.replace(year=2037)
    assert asked_until(ahead, berlin) == berlin


def test_what_was_missed_for_long_is_dropped() -> None:
    asleep = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
    for later, due in ((timedelta(minutes=80), True), (timedelta(minutes=95), False)):
        assert due is reminder_due(
            (8 * 60,), since=asleep, now=asleep + later, done_today=0, aim=7, in_session=False
        )
