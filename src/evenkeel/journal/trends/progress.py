"""What the records show over days: series, median, verdict, weeks, and when to seek advice.

Pure functions of the journal's records. A day is the user's own day. Only what was asked is
shown: pain on the numeric rating scale, 0 to 10.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby, takewhile
from operator import attrgetter, itemgetter

from msgspec import Struct

from evenkeel.catalogue.terms import Side
from evenkeel.guide.median import median
from evenkeel.journal.records import DayEntry, SessionRecord
from evenkeel.journal.trends.dated_ahead import counting, counting_days, is_ahead
from evenkeel.journal.trends.days import paper_pains, sessions_by_day, week_start

#: The usually quoted clinically important difference of the scale, in points [DAYS-1]; a smaller
#: change is too small to matter.
IMPORTANT_POINTS = 2
#: The stretch of days over which the median is taken.
MEDIAN_DAYS = 7
#: Fewer sessions, or fewer days from the first to the last, are too few for a verdict (ours).
FEWEST_SESSIONS = 4
FEWEST_DAYS = 7
#: A rise over this many sessions in a row is a lasting one [DAYS-2].
LASTING_SESSIONS = 3
#: This many weeks of regular use without a fall lead to the advice [DAYS-3].
WEEKS_WITHOUT_FALL = 4
#: Regular use is at least this many sessions in each of these weeks (ours: a low number errs
#: towards giving the advice).
REGULAR_PER_WEEK = 2
#: The safety questions come back after this time [DAYS-4].
SCREENING_AFTER = timedelta(days=14)
#: Two ratings of the pain within this time are one rating, the later one [DAYS-4].
SAME_RATING = timedelta(hours=1)

_WEEK = timedelta(days=7)
#: The most time that a week of the user's own days takes, wherever they travel.
_WEEK_ANYWHERE = timedelta(days=10)
_MEDIAN_SPAN = timedelta(days=MEDIAN_DAYS)
_FIRST = itemgetter(0)
_WHEN = attrgetter("when")


class Verdict(StrEnum):
    """How the pain before sessions changed from the first 7 days to the last 7 days."""

    NO_DATA = "no_data"
    TOO_FEW = "too_few"
    NO_CLEAR_CHANGE = "no_clear_change"
    BETTER = "better"
    WORSE = "worse"


class SeeProfessional(StrEnum):
    """Why it is time to see a professional [DAYS-2] [DAYS-3]."""

    LASTING_RISE = "lasting_rise"
    NO_FALL = "no_fall"


class ScreeningReason(StrEnum):
    """Why the safety questions are due again."""

    NEVER_ASKED = "never_asked"
    DAYS = "days"
    RISE = "rise"


class PainPoint(Struct, frozen=True, kw_only=True):
    """Pain before and, where the user said it, after one session.

    ``paper``: it is the one pain of a day that was typed in from the paper diary.
    """

    when: datetime
    before: int
    after: int | None
    paper: bool = False


class MedianPoint(Struct, frozen=True, kw_only=True):
    """The median of the pain before the sessions of the 7 days up to ``day``."""

    day: date
    median: float


class Trend(Struct, frozen=True, kw_only=True):
    """A verdict with its numbers.

    ``first`` and ``last`` are the medians of the first and of the last 7 days and ``change`` is
    last − first in points (less is better); they are missing without data, and ``change`` also
    with too little. The band within which a change is too small to matter is ``first`` ± 2 points
    [DAYS-1].
    """

    verdict: Verdict
    sessions: int
    days: int
    first: float | None = None
    last: float | None = None
    change: float | None = None


class Week(Struct, frozen=True, kw_only=True):
    """A week from its first day: how many sessions, and how many were aimed at."""

    start: date
    sessions: int
    aim: int

    @property
    def reached(self) -> bool:
        """Whether there were as many sessions as aimed at."""
        return self.sessions >= self.aim


def series(
    records: Sequence[SessionRecord], side: Side | None = None, paper: Iterable[DayEntry] = ()
) -> tuple[PainPoint, ...]:
    """The pain of every session in the order of time; of one sore side, or of all sessions.

    All sessions come with the pain of the paper diary, which knows no side.
    """
    points = [
        PainPoint(when=record.started_at, before=record.pain_before, after=record.pain_after)
        for record in records
        if side is None or record.sore_side == side
    ]
    if side is None:
        points += [
            PainPoint(when=when, before=pain, after=None, paper=True)
            for when, pain in paper_pains(records, paper)
        ]
    points.sort(key=_WHEN)
    return tuple(points)


def median_7_days(points: Sequence[PainPoint]) -> tuple[MedianPoint, ...]:
    """One point for every day with a session, from points in the order of time."""
    # Sorted by day: a journey west can put a later moment on an earlier day.
    in_order = sorted(((point.when.date(), point.before) for point in points), key=_FIRST)
    days = [(day, [pain for _, pain in group]) for day, group in groupby(in_order, key=_FIRST)]
    medians = []
    first = 0
    # Sorted, so that every step of the window is cheap.
    window: list[int] = []
    for day, values in days:
        for value in values:
            insort(window, value)
        since = day - _MEDIAN_SPAN
        while days[first][0] <= since:
            for value in days[first][1]:
                del window[bisect_left(window, value)]
            first += 1
        half = len(window) // 2
        medians.append(MedianPoint(day=day, median=(window[half] + window[~half]) / 2))
    return tuple(medians)


def trend(points: Sequence[PainPoint]) -> Trend:
    """Whether the pain changed by enough to matter, from points in the order of time.

    Compares the median before the sessions of the first 7 days with that of the last 7 days; a
    change of 2 points or more is a clear one [DAYS-1].
    """
    if not points:
        return Trend(verdict=Verdict.NO_DATA, sessions=0, days=0)
    # Only points that can lie in the first or last week are examined: ten years are long.
    early = points[: bisect_left(points, points[0].when + _WEEK_ANYWHERE, key=_WHEN)]
    late = points[bisect_right(points, points[-1].when - _WEEK_ANYWHERE, key=_WHEN) :]
    start, end = min(map(_day, early)), max(map(_day, late))
    first = median(point.before for point in early if _day(point) < start + _WEEK)
    last = median(point.before for point in late if _day(point) > end - _WEEK)
    days = (end - start).days
    verdict, change = Verdict.TOO_FEW, None
    if len(points) >= FEWEST_SESSIONS and days >= FEWEST_DAYS:
        change = float(last - first)
        verdict = Verdict.NO_CLEAR_CHANGE
        if abs(change) >= IMPORTANT_POINTS:
            verdict = Verdict.BETTER if change < 0 else Verdict.WORSE
    return Trend(
        verdict=verdict,
        sessions=len(points),
        days=days,
        first=float(first),
        last=float(last),
        change=change,
    )


def weeks(
    records: Iterable[SessionRecord],
    aim: int,
    until: date | None = None,
    paper: Iterable[DayEntry] = (),
    *,
    first_weekday: int = 0,
) -> tuple[Week, ...]:
    """Every week from the first session's to the last one's, or to the one of ``until``.

    Weeks without a session are there with 0. A session counts when a repetition was done.
    ``first_weekday`` is the day that a week begins with, from 0, Monday.
    """
    counts: Counter[date] = Counter()
    for day, sessions in sessions_by_day(records, paper).items():
        counts[week_start(day, first_weekday)] += sessions
    if not counts:
        return ()
    first = min(counts)
    last = max([*counts, *([week_start(until, first_weekday)] if until else [])])
    return tuple(
        Week(start=start, sessions=counts[start], aim=aim)
        for start in (first + n * _WEEK for n in range((last - first) // _WEEK + 1))
    )


def calendar_month(
    records: Iterable[SessionRecord], year: int, month: int, paper: Iterable[DayEntry] = ()
) -> dict[int, int]:
    """How many sessions there were on the days of a month; days without are missing.

    A session counts when a repetition was done.
    """
    counts = sessions_by_day(records, paper)
    days = sorted(day for day in counts if (day.year, day.month) == (year, month))
    return {day.day: counts[day] for day in days}


def see_professional(points: Sequence[PainPoint], now: datetime) -> SeeProfessional | None:
    """Whether it is time to see a professional, and why [DAYS-2] [DAYS-3].

    - *A rise of 2 points or more that lasts three sessions*: before each of the last three
      sessions the pain was 2 points or more above the lowest 7-day median of the four weeks
      before them.
    - *No fall of 2 points in four weeks of regular use*: in each of the last four weeks there
      were two sessions or more, and the median of the last 7 days is not 2 points below that of
      the first of these weeks, nor below that of the very first 7 days. A person with less than 2
      points can't lose 2, and gets no such advice.

    A day of the paper diary counts as a session. What happened longer ago than four weeks is no
    reason any more. (The numbers that the rules leave open are ours and err towards giving the
    advice.)

    ``points`` are those of all sessions and of the paper diary in the order of time, without what
    is dated later than now [DAYS-5].
    """
    if not points or now - points[-1].when > WEEKS_WITHOUT_FALL * _WEEK:
        return None
    if _rise_lasts(points):
        return SeeProfessional.LASTING_RISE
    if _no_fall(points, now):
        return SeeProfessional.NO_FALL
    return None


def screening_due(
    screened_at: datetime | None,
    pain_then: int | None,
    records: Sequence[SessionRecord],
    now: datetime,
    paper: Iterable[DayEntry] = (),
) -> ScreeningReason | None:
    """Whether to ask the safety questions again: after 14 days, or a rise of 2 points [DAYS-4].

    ``screened_at`` and ``pain_then`` are the time of the last answers and the ``pain_now`` in
    them. A rise is any pain before or after a session since then that is 2 points or more above,
    or such a pain on a later day of the paper diary. The pain before a session within an hour of
    the answers is the same rating: what comes later is compared with it. Answers that are dated
    later than now say nothing about when they were given: the questions are due. What is dated
    later than now is no rise [DAYS-5].
    """
    paper = counting_days(paper, now)
    if screened_at is None:
        return ScreeningReason.NEVER_ASKED
    if is_ahead(screened_at, now):
        return ScreeningReason.DAYS
    if pain_then is not None and _rose_since(screened_at, pain_then, counting(records, now), paper):
        return ScreeningReason.RISE
    if now - screened_at >= SCREENING_AFTER:
        return ScreeningReason.DAYS
    return None


def _rose_since(
    screened_at: datetime,
    pain_then: int,
    records: Iterable[SessionRecord],
    paper: Iterable[DayEntry],
) -> bool:
    """Whether a pain since the answers is clearly above the one of the answers."""
    for record in records:
        if record.started_at < screened_at:
            continue
        if record.started_at - screened_at < SAME_RATING:
            pain_then = record.pain_before
        highest = max(record.pain_before, record.pain_after or 0)
        if highest - pain_then >= IMPORTANT_POINTS:
            return True
    later = [entry.pain for entry in paper if entry.day > screened_at.date()]
    return any(pain is not None and pain - pain_then >= IMPORTANT_POINTS for pain in later)


def _rise_lasts(points: Sequence[PainPoint]) -> bool:
    earlier, latest = points[:-LASTING_SESSIONS], points[-LASTING_SESSIONS:]
    if not earlier:
        return False
    # A slow rise shows against the best week of the last four, a sudden one against the last.
    since = _day(latest[0]) - WEEKS_WITHOUT_FALL * _WEEK
    # The median of these days does not depend on anything earlier.
    start = min(since, _day(earlier[-1])) - _WEEK
    medians = median_7_days([*takewhile(lambda point: _day(point) >= start, reversed(earlier))])
    lately = [point.median for point in medians if point.day >= since] or [medians[-1].median]
    return min(point.before for point in latest) - min(lately) >= IMPORTANT_POINTS


def _no_fall(points: Sequence[PainPoint], now: datetime) -> bool:
    window = [
        [point.before for point in _between(points, now - (n + 1) * _WEEK, now - n * _WEEK)]
        for n in reversed(range(WEEKS_WITHOUT_FALL))
    ]
    if min(map(len, window)) < REGULAR_PER_WEEK:
        return False
    start = _day(points[0])
    if now.date() - start < WEEKS_WITHOUT_FALL * _WEEK - timedelta(days=1):
        return False
    first_week = takewhile(lambda point: _day(point) - start < _WEEK, points)
    at_first = median(point.before for point in first_week)
    before = max(median(window[0]), at_first)
    return before >= IMPORTANT_POINTS and before - median(window[-1]) < IMPORTANT_POINTS


def _between(points: Sequence[PainPoint], after: datetime, until: datetime) -> Sequence[PainPoint]:
    """The points later than ``after``, up to and with ``until``."""
    first = bisect_right(points, after, key=_WHEN)
    return points[first : bisect_right(points, until, key=_WHEN)]


def _day(point: PainPoint) -> date:
    """The user's own day."""
    return point.when.date()
