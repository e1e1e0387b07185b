"""The days below the pain chart: as many as there is room for, each a round one."""

from collections.abc import Iterator
from datetime import date, timedelta

from evenkeel.journal.trends.days import week_start
from evenkeel.language import first_weekday, month_name, short_day_text

_YEAR, _MONTH = 365, 30


def day_ticks(since: date, until: date, room: int) -> Iterator[tuple[float, str]]:
    """Round days for the axis, at most as many as there is room for."""
    span = (until - since).days + 1
    if span <= 4 * _MONTH:
        every = -(-span // room)
        every = every if every <= 2 else -(-every // 7) * 7
        day = since if every <= 2 else _next_week_start(since)
        while day <= until:
            yield day.toordinal() + 0.5, short_day_text(day)
            day += timedelta(days=every)
        return
    months = -(-span // (_MONTH * room))
    months = next(step for step in (1, 2, 3, 6, 12, 24, 36, 60) if step >= min(months, 60))
    month = date(since.year, since.month, 1)
    while month <= until:
        number = month.year * 12 + month.month - 1
        if month >= since and number % months == 0:
            yield float(month.toordinal()), _month_label(month, months, span)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _next_week_start(day: date) -> date:
    """The day itself, where a week begins with it, or the beginning of the next week."""
    start = week_start(day, first_weekday())
    return day if start == day else start + timedelta(weeks=1)


def _month_label(month: date, months: int, span: int) -> str:
    """A month on the axis: ``months`` lie between two labels, ``span`` days on all of it."""
    if months >= 12:
        return str(month.year)
    if span > _YEAR:
        return f"{month_name(month, short=True)} {month.year}"
    return month_name(month)
