"""Entries that a wrong clock dated later than now: kept, pointed out, and not counted."""

from datetime import UTC, date, datetime, timedelta

import pytest

from evenkeel.journal.records import DayEntry, SessionRecord
from evenkeel.journal.trends.counted import Counted
from evenkeel.journal.trends.dated_ahead import DatedAhead, counting, counting_days, dated_ahead
from evenkeel.journal.trends.progress import (
    ScreeningReason,
    SeeProfessional,
    Verdict,
    screening_due,
    see_professional,
    series,
    trend,
)
from evenkeel.journal.trends.schedule import outlook

NOW = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)


def session(at: datetime, pain: int) -> SessionRecord:
    return SessionRecord(
        id=1,
        started_at=at,
        ended_at=at,
        how=None,
        sore_side="left",
        pain_before=pain,
        pain_after=None,
        repetitions=6,
        seconds=36.0,
    )


def risen() -> tuple[SessionRecord, ...]:
    """Four weeks at pain 4, of which the last 8 days at 7; and one session of 2037."""
    days = [NOW - timedelta(days=n) for n in range(28, 0, -1)]
    real = [session(at, 7 if NOW - at <= timedelta(days=8) else 4) for at in days]
    return (*real, session(datetime(2037, 5, 3, 12, 0, tzinfo=UTC), 3))


def test_the_verdict_is_that_of_the_real_days() -> None:
    found = trend(series(counting(risen(), NOW)))
    assert (found.verdict, found.change, found.sessions) == (Verdict.WORSE, 3.0, 28)


def test_the_advice_is_that_of_the_real_days() -> None:
    assert (
        see_professional(Counted.by(risen(), (), NOW).points, NOW) is SeeProfessional.LASTING_RISE
    )


def test_answers_of_a_later_day_make_the_questions_due() -> None:
    later = datetime(2037, 1, 1, tzinfo=UTC)
    assert screening_due(later, 4, (), NOW) is ScreeningReason.DAYS
    assert screening_due(NOW + timedelta(hours=23), 4, (), NOW) is None


def test_a_pain_of_a_later_day_is_no_rise() -> None:
    ahead = session(NOW + timedelta(days=40), 9)
    paper = DayEntry(day=date(2027, 2, 1), sessions=1, pain=9)
    given = NOW - timedelta(days=1)
    assert screening_due(given, 4, (ahead,), NOW, (paper,)) is None
    assert screening_due(given, 4, (session(NOW, 9),), NOW) is ScreeningReason.RISE


def test_a_later_day_of_this_week_is_not_done_yet() -> None:
    wednesday = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
    ahead = session(wednesday + timedelta(days=3), 3)
    paper = DayEntry(day=date(2026, 11, 28), sessions=2)
    assert outlook((ahead, session(wednesday, 3)), 5, wednesday, (paper,)).done == 1


@pytest.mark.parametrize(("hours", "counts"), [(-1, True), (0, True), (24, True), (25, False)])
def test_a_day_is_left_for_zones(hours: int, *, counts: bool) -> None:
    records = (session(NOW + timedelta(hours=hours), 3),)
    assert bool(counting(records, NOW)) is counts


def test_they_are_pointed_out_with_their_number_and_first_day() -> None:
    assert dated_ahead((session(NOW, 3),), NOW) is None
    paper = (DayEntry(day=date(2027, 2, 1), sessions=1), DayEntry(day=NOW.date(), sessions=1))
    assert dated_ahead(risen(), NOW, paper) == DatedAhead(
        count=2, first=date(2027, 2, 1), last=date(2037, 5, 3)
    )
    assert counting_days(paper, NOW) == (paper[1],)


def test_what_counts_holds_until_an_entry_or_the_time_says_otherwise() -> None:
    records, paper = (session(NOW, 3),), (DayEntry(day=NOW.date(), sessions=1),)
    counted = Counted.by(records, paper, NOW)
    assert counted.holds(records, paper, NOW + timedelta(days=400))
    assert not counted.holds((*records, session(NOW, 4)), paper, NOW)
    assert not counted.holds(records, (*paper, DayEntry(day=NOW.date(), sessions=2)), NOW)


@pytest.mark.parametrize("on_paper", [False, True])
def test_a_clock_that_is_set_back_or_comes_to_an_entry_changes_what_counts(
    *, on_paper: bool
) -> None:
    later = NOW + timedelta(days=3)
    records = () if on_paper else (session(later, 3),)
    paper = (DayEntry(day=later.date(), sessions=1),) if on_paper else ()
    before = Counted.by(records, paper, NOW)
    assert (before.ahead is not None, before.by_day) == (True, {})
    assert not before.holds(records, paper, later)
    reached = Counted.by(records, paper, later)
    assert (reached.ahead, reached.by_day, reached.first_day) == (
        None,
        {later.date(): 1},
        later.date(),
    )
    assert reached.holds(records, paper, later)
    assert not reached.holds(records, paper, NOW)
