"""What the records show over days; each rule is quoted where it is tested."""

import statistics
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evenkeel.catalogue.terms import Side
from evenkeel.journal.records import Ending, SessionRecord
from evenkeel.journal.trends.progress import (
    MedianPoint,
    PainPoint,
    ScreeningReason,
    SeeProfessional,
    Trend,
    Verdict,
    Week,
    calendar_month,
    median_7_days,
    screening_due,
    see_professional,
    series,
    trend,
    weeks,
)

MONDAY = datetime(2026, 3, 2, 18, tzinfo=UTC)


def on_day(day: float, hour: float = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


def record(
    when: datetime,
    before: int = 5,
    after: int | None = None,
    *,
    sore: str = "left",
    repetitions: int = 12,
) -> SessionRecord:
    return SessionRecord(
        id=1,
        started_at=when,
        ended_at=when,
        how=Ending.FINISHED,
        sore_side=sore,
        pain_before=before,
        pain_after=after,
        repetitions=repetitions,
        seconds=72.0,
    )


def daily(*pains: int) -> list[SessionRecord]:
    """One session a day, with that pain before it."""
    return [record(on_day(n), pain) for n, pain in enumerate(pains)]


# Series and median


def test_the_series_is_in_the_order_of_time() -> None:
    records = [record(on_day(2), 4, 3), record(on_day(0), 6)]
    assert series(records) == (
        PainPoint(when=on_day(0), before=6, after=None),
        PainPoint(when=on_day(2), before=4, after=3),
    )
    assert series([]) == ()


def test_left_and_right_apart() -> None:
    sides = ["left", "right", "both", "unsure", "left"]
    records = [record(on_day(n), n, sore=sore) for n, sore in enumerate(sides)]
    assert [point.before for point in series(records, Side.LEFT)] == [0, 4]
    assert [point.before for point in series(records, Side.RIGHT)] == [1]
    assert len(series(records)) == 5


def test_the_median_of_seven_days() -> None:
    records = [record(on_day(0), 8), record(on_day(0, 1), 5), record(on_day(6), 2)]
    records += [record(on_day(7), 3), record(on_day(30), 9)]
    assert median_7_days(series(records)) == (
        MedianPoint(day=on_day(0).date(), median=6.5),
        MedianPoint(day=on_day(6).date(), median=5),
        MedianPoint(day=on_day(7).date(), median=2.5),
        MedianPoint(day=on_day(30).date(), median=9),
    )
    assert median_7_days(()) == ()


minutes = st.integers(0, 40 * 24 * 60)
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
points = st.lists(
    st.builds(
        lambda minute, zone, pain: PainPoint(
            when=on_day(minute / 1440).astimezone(zone), before=pain, after=None
        ),
        minutes,
        zones,
        st.integers(0, 10),
    ),
    max_size=40,
).map(lambda some: tuple(sorted(some, key=lambda point: point.when)))


@given(points)
def test_the_median_is_what_it_says(some: tuple[PainPoint, ...]) -> None:
    """On each day with a session: the median of ``before`` within the 7 days up to it."""
    days = sorted({point.when.date() for point in some})
    assert median_7_days(some) == tuple(
        MedianPoint(
            day=day,
            median=statistics.median(
                point.before
                for point in some
                if day - timedelta(days=6) <= point.when.date() <= day
            ),
        )
        for day in days
    )


# Verdict


@pytest.mark.parametrize(
    ("pains", "verdict", "change"),
    [
        ([6, 6, 6, 6, 6, 6, 6, 4], Verdict.NO_CLEAR_CHANGE, 0),
        ([6] * 7 + [4] * 7, Verdict.BETTER, -2),
        ([4] * 7 + [6] * 7, Verdict.WORSE, 2),
        ([6] * 7 + [5] * 7, Verdict.NO_CLEAR_CHANGE, -1),
        ([6] * 7 + [1] * 20 + [5] * 7, Verdict.NO_CLEAR_CHANGE, -1),
        ([6] * 7, Verdict.TOO_FEW, None),
        ([9, 1, 1], Verdict.TOO_FEW, None),
    ],
)
def test_the_verdict(pains: list[int], verdict: Verdict, change: float | None) -> None:
    told = trend(series(daily(*pains)))
    assert (told.verdict, told.change) == (verdict, change)


def test_the_numbers_of_the_verdict() -> None:
    told = trend(series(daily(*[7] * 4, *[6] * 4, *[4] * 7)))
    assert told == Trend(verdict=Verdict.BETTER, sessions=15, days=14, first=7, last=4, change=-3)
    assert trend(()) == Trend(verdict=Verdict.NO_DATA, sessions=0, days=0)


#: From the first hour of the first day in the far east to the last of the seventh in the far west.
LONGEST_WEEK = tuple(
    PainPoint(when=when, before=pain, after=None)
    for pain, when in enumerate(
        datetime(2026, 3, day, hour, 30, tzinfo=timezone(timedelta(hours=offset)))
        for day, hour, offset in ((1, 0, 14), (7, 23, -12), (20, 0, 14), (26, 23, -12))
    )
)


@given(points)
@example(LONGEST_WEEK)
def test_the_verdict_is_of_the_readers_own_days(some: tuple[PainPoint, ...]) -> None:
    """The median before the sessions of the first 7 days, and of the last 7, wherever they were."""
    told = trend(some)
    if not some:
        assert (told.first, told.last) == (None, None)
        return
    days = [point.when.date() for point in some]
    first = [one.before for one in some if (one.when.date() - min(days)).days < 7]
    last = [one.before for one in some if (max(days) - one.when.date()).days < 7]
    assert told.first == statistics.median(first)
    assert told.last == statistics.median(last)
    assert told.days == (max(days) - min(days)).days


def test_few_sessions_over_many_days_are_too_few() -> None:
    records = [record(on_day(n * 10), 9 - n * 3) for n in range(3)]
    assert trend(series(records)).verdict is Verdict.TOO_FEW
    records.append(record(on_day(31), 0))
    assert trend(series(records)).verdict is Verdict.BETTER


# Weeks and calendar


def test_weeks_against_the_aim() -> None:
    records = [record(on_day(n)) for n in (0, 1, 6, 7, 21)]
    first = date(2026, 3, 2)
    assert weeks(records, 3) == (
        Week(start=first, sessions=3, aim=3),
        Week(start=first + timedelta(days=7), sessions=1, aim=3),
        Week(start=first + timedelta(days=14), sessions=0, aim=3),
        Week(start=first + timedelta(days=21), sessions=1, aim=3),
    )
    assert [week.reached for week in weeks(records, 3)] == [True, False, False, False]
    assert len(weeks(records, 3, until=date(2026, 4, 5))) == 5
    assert len(weeks(records, 3, until=date(2026, 3, 1))) == 4
    assert weeks([], 3, until=first) == ()


def test_a_session_without_a_repetition_is_none() -> None:
    assert weeks([record(on_day(0), repetitions=0)], 1) == ()
    assert calendar_month([record(on_day(0), repetitions=0)], 2026, 3) == {}


def test_the_calendar_has_the_readers_days() -> None:
    east = timezone(timedelta(hours=9))
    records = [record(on_day(0)), record(on_day(0, 2)), record(on_day(29.9))]
    assert calendar_month(records, 2026, 3) == {2: 2}
    assert calendar_month(records, 2026, 4) == {1: 1}
    assert calendar_month([record(on_day(0).astimezone(east))], 2026, 3) == {3: 1}


# When to see a professional


def advice(records: list[SessionRecord], days_later: float = 0) -> SeeProfessional | None:
    return see_professional(series(records), records[-1].started_at + timedelta(days=days_later))


@pytest.mark.parametrize(
    ("pains", "rises"),
    [
        ([4, 4, 4, 6, 6, 6], True),
        ([4, 4, 4, 6, 6, 5], False),
        ([4, 4, 4, 6, 6], False),
        ([4, 4, 4, 5, 5, 5, 5], False),
        ([4, 6, 6, 6], True),
        ([6, 6, 6], False),
        ([4, 4, 4, 8, 8, 8, 4], False),
        # Slowly: never 2 points in a week, but 2 points above the best week of the last four.
        ([3] * 7 + [4] * 7 + [5] * 4, True),
    ],
)
def test_a_rise_that_lasts(pains: list[int], rises: bool) -> None:
    """A rise of 2 points or more that lasts three sessions."""
    assert (advice(daily(*pains)) is SeeProfessional.LASTING_RISE) is rises


def test_one_bad_session_hides_no_rise() -> None:
    assert advice(daily(4, 4, 4, 9, 4, 4, 6, 7, 6)) is SeeProfessional.LASTING_RISE


def test_a_rise_after_a_long_break() -> None:
    records = daily(3, 3, 3) + [record(on_day(90 + n), 6) for n in range(3)]
    assert advice(records) is SeeProfessional.LASTING_RISE


@pytest.mark.parametrize(
    ("pains", "stays"),
    [
        ([5] * 28, True),
        ([5] * 7 + [4] * 21, True),
        ([6] * 7 + [5] * 14 + [4] * 7, False),
        ([5] * 27, False),
        # Who has no 2 points can't lose 2.
        ([1] * 28, False),
        ([2] * 28, True),
        # It fell before, and stays low.
        ([7] * 7 + [3] * 60, False),
        # It fell and came slowly back to where it was.
        ([7] * 14 + [6] * 50, True),
    ],
)
def test_no_fall_in_four_weeks(pains: list[int], stays: bool) -> None:
    """No fall of 2 points in four weeks of regular use."""
    assert (advice(daily(*pains)) is SeeProfessional.NO_FALL) is stays


def test_use_that_is_not_regular_tells_nothing() -> None:
    """Four weeks with one of them nearly without a session."""
    records = daily(*[5] * 28)
    assert advice(records[:7] + records[8:9] + records[14:]) is None
    assert advice(records[:7] + records[8:10] + records[14:]) is SeeProfessional.NO_FALL


def test_what_is_long_ago_is_no_reason() -> None:
    assert advice(daily(4, 4, 4, 8, 8, 8), 27) is SeeProfessional.LASTING_RISE
    assert advice(daily(4, 4, 4, 8, 8, 8), 29) is None
    assert see_professional([], MONDAY) is None


# When the questions come back


@pytest.mark.parametrize(
    ("days", "reason"), [(0, None), (13.9, None), (14, ScreeningReason.DAYS), (-1, None)]
)
def test_screening_after_14_days(days: float, reason: ScreeningReason | None) -> None:
    assert screening_due(MONDAY, 5, [], on_day(days)) is reason


@pytest.mark.parametrize(
    ("before", "after", "due"), [(6, 6, False), (7, None, True), (5, 7, True), (0, None, False)]
)
def test_screening_after_a_rise(before: int, after: int | None, due: bool) -> None:
    """A rise of 2 points of pain since the answers."""
    records = [record(on_day(-1), 10), record(on_day(1), before, after), record(on_day(2), 5)]
    reason = screening_due(MONDAY, 5, records, on_day(3))
    assert reason is (ScreeningReason.RISE if due else None)


@pytest.mark.parametrize(
    ("minutes", "pains", "due"),
    [
        # One rating given twice is no rise, and the later one counts from there on.
        (20, (6, 6), False),
        (59, (6, 7), False),
        (20, (6, 8), True),
        (60, (6, 6), True),
        # What was said lower the second time is what a rise begins at.
        (20, (3, 5), True),
    ],
)
def test_two_ratings_within_an_hour_are_one(minutes: int, pains: tuple, due: bool) -> None:
    """[DAYS-4]"""
    session = record(MONDAY + timedelta(minutes=minutes), *pains)
    reason = screening_due(MONDAY, 4, [session], on_day(1))
    assert reason is (ScreeningReason.RISE if due else None)


def test_screening_that_never_was() -> None:
    assert screening_due(None, None, [], MONDAY) is ScreeningReason.NEVER_ASKED
    assert screening_due(MONDAY, None, [record(on_day(1), 10)], on_day(2)) is None
