"""The paper diary beside what the program kept: everything once, and told apart."""

from datetime import UTC, date, datetime, timedelta

from evenkeel.catalogue.terms import Side
from evenkeel.journal.records import DayEntry, Ending, SessionRecord
from evenkeel.journal.trends.days import guided_days, sessions_by_day
from evenkeel.journal.trends.progress import (
    PainPoint,
    ScreeningReason,
    SeeProfessional,
    calendar_month,
    screening_due,
    see_professional,
    series,
    weeks,
)
from evenkeel.journal.trends.schedule import done_on, outlook

MONDAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)


def guided(day: date, pain: int, *, hour: int = 9, repetitions: int = 6) -> SessionRecord:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    return SessionRecord(
        id=1,
        started_at=at,
        ended_at=at,
        how=Ending.FINISHED,
        sore_side="left",
        pain_before=pain,
        pain_after=None,
        repetitions=repetitions,
        seconds=36.0,
    )


def paper(day: date, sessions: int = 0, pain: int | None = None) -> DayEntry:
    return DayEntry(day=day, sessions=sessions, pain=pain)


TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
RECORDS = (
    guided(MONDAY, 6),
    guided(MONDAY, 4, hour=18),
    guided(TUESDAY, 5, repetitions=0),
)


def test_what_the_program_kept_of_a_day() -> None:
    assert guided_days(RECORDS) == {
        MONDAY: paper(MONDAY, 2, 6),
        TUESDAY: paper(TUESDAY, 0, 5),
    }


def test_a_guided_session_and_its_circle_on_paper_are_one() -> None:
    typed = (paper(MONDAY, 2), paper(TUESDAY, 1), paper(WEDNESDAY, 3), paper(NOW.date(), 0, 4))
    assert sessions_by_day(RECORDS, typed) == {MONDAY: 2, TUESDAY: 1, WEDNESDAY: 3}
    assert sessions_by_day(RECORDS, (paper(MONDAY, 1),)) == {MONDAY: 2}
    assert calendar_month(RECORDS, 2026, 11, typed) == {2: 2, 3: 1, 4: 3}
    assert [week.sessions for week in weeks(RECORDS, 5, paper=typed)] == [6]
    assert [week.sessions for week in weeks((), 5, paper=typed)] == [6]


def test_the_pain_of_the_paper_is_shown_where_the_program_has_none() -> None:
    typed = (paper(MONDAY, 2, 9), paper(WEDNESDAY, 1, 3))
    noon = datetime(2026, 11, 4, 12, tzinfo=UTC)
    points = series(RECORDS, paper=typed)
    assert points[-1] == PainPoint(when=noon, before=3, after=None, paper=True)
    assert [point.paper for point in points] == [False, False, False, True]
    assert [point.before for point in points] == [6, 4, 5, 3]


def test_the_paper_knows_no_side() -> None:
    typed = (paper(WEDNESDAY, 1, 3),)
    assert not any(point.paper for point in series(RECORDS, Side.LEFT, typed))


def test_a_rise_on_paper_is_a_reason_to_see_a_professional() -> None:
    steady = [guided(NOW.date() - timedelta(days=number), 3) for number in range(20, 6, -1)]
    rise = [paper(NOW.date() - timedelta(days=number), 1, 6) for number in (3, 2, 1)]
    assert see_professional(series(steady), NOW) is None
    assert see_professional(series(steady, paper=rise), NOW) is SeeProfessional.LASTING_RISE


def test_a_rise_on_paper_brings_the_questions_back() -> None:
    asked = datetime(2026, 11, 18, 9, tzinfo=UTC)
    later, same = date(2026, 11, 19), date(2026, 11, 18)
    assert screening_due(asked, 4, (), NOW, [paper(later, 1, 5), paper(same, 1, 9)]) is None
    assert screening_due(asked, 4, (), NOW, [paper(later, 1, 6)]) is ScreeningReason.RISE


def test_what_is_on_paper_counts_towards_the_aim_of_the_week() -> None:
    typed = (paper(MONDAY, 2), paper(TUESDAY, 1), paper(WEDNESDAY, 2))
    wednesday = datetime(2026, 11, 4, 18, tzinfo=UTC)
    assert outlook(RECORDS, 5, wednesday).done == 2
    assert outlook(RECORDS, 5, wednesday, typed).done == 5
    assert (done_on(RECORDS, WEDNESDAY), done_on(RECORDS, WEDNESDAY, typed)) == (0, 2)
