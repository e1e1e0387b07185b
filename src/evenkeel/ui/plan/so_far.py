"""What Today knows of the user: the last session, this week, the pain before exercising."""

from datetime import datetime, timedelta

from msgspec import Struct

from evenkeel.journal.trends.dated_ahead import counting, counting_days
from evenkeel.journal.trends.days import sessions_by_day, week_start
from evenkeel.journal.trends.progress import Trend, median_7_days, series, trend
from evenkeel.ui.frame.user_state import UserState

#: The line of the pain shows this many days.
LINE_DAYS = 90


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
    records = counting(user_state.journal.sessions(), now)
    paper = counting_days(user_state.journal.paper_days(), now)
    by_day = sessions_by_day(records, paper)
    if not by_day:
        return SoFar(now=now, aim=aim)
    today = now.date()
    week = week_start(today, first_weekday)
    points = series(records, paper=paper)
    since = today - timedelta(days=LINE_DAYS)
    # Seven days more, so that the first median has its week.
    late = [one for one in points if one.when.date() > since - timedelta(days=7)]
    return SoFar(
        now=now,
        aim=aim,
        day=max(1, (today - min(by_day)).days + 1),
        last=_last(user_state),
        week=sum(count for day, count in by_day.items() if week <= day <= today),
        trend=trend(points),
        line=tuple(
            ((one.day - since).days, one.median) for one in median_7_days(late) if one.day > since
        ),
    )


def _last(user_state: UserState) -> LastSession | None:
    sessions = user_state.done_sessions()
    if not sessions:
        return None
    last = sessions[-1]
    return LastSession(
        at=last.at,
        planned=len(last.exercises),
        done=sum(one.done == one.planned for one in last.exercises),
        hurt=any(one.hurt for one in last.exercises),
        pain_before=last.pain_before,
        pain_after=last.pain_after,
    )
