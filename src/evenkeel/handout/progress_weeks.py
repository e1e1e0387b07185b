"""The weeks of the report for a therapist."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from evenkeel.guide.median import median
from evenkeel.handout.progress_order import ProgressOrder
from evenkeel.journal.trends.days import sessions_by_day, week_start
from evenkeel.journal.trends.progress import series
from evenkeel.language import first_weekday

#: The newest weeks; what lies further back is in the table for a spreadsheet.
WEEKS: Final = 26


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """A week from its first day: its sessions, and the median pain before and after them."""

    start: date
    sessions: int
    before: float | None
    after: float | None


def weeks_of(order: ProgressOrder) -> list[Week]:
    """The newest weeks, oldest first, also those without a session in between."""
    points = series(order.sessions, paper=order.paper_days)
    counts = sessions_by_day(order.sessions, order.paper_days)
    days = [*counts, *(point.when.date() for point in points)]
    if not days:
        return []
    first = first_weekday()
    newest = week_start(max(days), first)
    oldest = max(week_start(min(days), first), newest - timedelta(weeks=WEEKS - 1))
    weeks = []
    for number in range((newest - oldest).days // 7 + 1):
        start = oldest + timedelta(weeks=number)
        here = [one for one in points if week_start(one.when.date(), first) == start]
        after = [one.after for one in here if one.after is not None]
        weeks.append(
            Week(
                start=start,
                sessions=sum(n for day, n in counts.items() if week_start(day, first) == start),
                before=median(one.before for one in here) if here else None,
                after=median(after) if after else None,
            )
        )
    return weeks
