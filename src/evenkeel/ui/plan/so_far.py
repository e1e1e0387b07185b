"""What Today knows of the user: the last session, this week, the pain before exercising."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter

from msgspec import Struct

from evenkeel.guide.done import DoneSession
from evenkeel.journal.trends.days import NOON, week_start
from evenkeel.journal.trends.progress import (
    MEDIAN_DAYS,
    MedianPoint,
    PainPoint,
    Trend,
    median_7_days,
    trend,
)
from evenkeel.ui.frame.user_state import UserState

#: The line of the pain shows this many days.
LINE_DAYS = 90
#: A moment is at most so far from noon of its day, wherever on earth that day is.
_ANYWHERE = timedelta(days=2)
_WHEN = attrgetter("when")


class LastSession(Struct, frozen=True, kw_only=True):
    """The last session: when, how many of its exercises were done whole, and how it felt."""

    at: datetime
    planned: int
    done: int
    hurt: bool
    pain_before: int | None
    pain_after: int | None


class SoFar(Struct, frozen=True, kw_only=True):
    """What was done so far, seen from ``now``.

    Attributes:
        day: which day it is since the first session, from 1.
        last: the last session; ``None`` before the first one.
        week: the sessions of this week; ``aim`` is how many the user aims at.
        trend: how the pain before sessions changed since the first week.
        line: the 7-day medians of the last days, each with its day.
    """

    now: datetime
    aim: int
    day: int = 1
    last: LastSession | None = None
    week: int = 0
    trend: Trend | None = None
    line: tuple[tuple[int, float], ...] = ()


def so_far(user_state: UserState, aim: int, first_weekday: int) -> SoFar:
    """What the journal says.

    Args:
        user_state: has the journal and the time.
        aim: the sessions a week that the user aims at.
        first_weekday: the day that a week begins with, from 0, Monday.
    """
    now = user_state.now()
    counted = user_state.counted()
    if counted.first_day is None:
        return SoFar(now=now, aim=aim)
    today = now.date()
    since = today - timedelta(days=LINE_DAYS)
    week = week_start(today, first_weekday)
    return SoFar(
        now=now,
        aim=aim,
        day=max(1, (today - counted.first_day).days + 1),
        last=_last(user_state),
        week=counted.sessions_in(week, (today - week).days + 1),
        trend=trend(counted.points),
        line=tuple(((one.day - since).days, one.median) for one in _medians(counted.points, since)),
    )


def _medians(points: Sequence[PainPoint], since: date) -> list[MedianPoint]:
    """The 7-day medians of the days after ``since``."""
    # Seven days more, so that the first median has its week; and only these points are looked at.
    first = since - timedelta(days=MEDIAN_DAYS)
    sure = datetime.combine(first, NOON) - _ANYWHERE
    late = points[bisect_left(points, sure, key=_WHEN) :]
    medians = median_7_days([one for one in late if one.when.date() > first])
    return [one for one in medians if one.day > since]


def _last(user_state: UserState) -> LastSession | None:
    """The last session in which something was done, or hurt: begun and left again is none."""
    sessions = reversed(user_state.done_sessions())
    last = next((one for one in sessions if _happened(one)), None)
    if last is None:
        return None
    return LastSession(
        at=last.at,
        planned=len(last.exercises),
        done=sum(one.done == one.planned for one in last.exercises),
        hurt=any(one.hurt for one in last.exercises),
        pain_before=last.pain_before,
        pain_after=last.pain_after,
    )


def _happened(session: DoneSession) -> bool:
    exercises = session.exercises
    return not exercises or any(one.done or one.hurt for one in exercises)
