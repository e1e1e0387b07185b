"""The language of the program, with the date, time and week formats of the user.

The texts are English wherever the program runs, so month names and digits are English too; the
order of a date, the clock of 12 or 24 hours and the first day of the week are the user's. Every
date on the screen or on paper is formatted here; data files keep ISO 8601.
"""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

#: The language of all texts (ISO 639-1).
LANGUAGE = "en"
#: English for a territory that has none of its own: the clock of 24 hours or of 12.
_EUROPE, _WORLD, _AMERICA = "en_150", "en_001", "en_US"
_DAYS = 7


def set_program_locale() -> None:
    """Makes the program's locale that of everything Qt formats from now on, widgets included.

    To be called once the application exists and before the first widget.
    """
    QLocale.setDefault(program_locale(system_locale()))


def translate(context: str, text: str) -> str:
    """A text in the program's language; in a class derived from QObject, ``self.tr`` does the same.

    Both have to be called with the text itself, so that Qt's tools find it for translators.
    """
    return QCoreApplication.translate(context, text)


def system_locale() -> QLocale:
    """The locale of the user's system."""
    return QLocale.system()


def program_locale(system: QLocale) -> QLocale:
    """The program's language in the user's territory.

    Where the territory has no English of its own, or the user's dates and hours are set to
    another one than the language (``LC_TIME``), it is the English that comes nearest.
    """
    name = f"{LANGUAGE}_{system.name().rpartition('_')[2]}"
    own = QLocale(name)
    # Qt gives the English of America for one that it does not know.
    if own.name() == name and _alike(own, system):
        return own
    if _month_first(system):
        return QLocale(_AMERICA)
    return QLocale(_WORLD if _twelve_hours(system) else _EUROPE)


def first_weekday() -> int:
    """The day that the user's week begins with, from 0, Monday."""
    return int(system_locale().firstDayOfWeek().value) - 1


def day_text(day: date) -> str:
    """A short date: 5 Nov 2026."""
    return _text(day, weekday=False, short=True)


def long_day_text(day: date) -> str:
    """A date in a sentence: 5 November 2026."""
    return _text(day, weekday=False)


def full_day_text(day: date) -> str:
    """A date with its weekday: Thursday, 5 November 2026."""
    return _text(day)


def weekday_text(day: date) -> str:
    """A date with its weekday, where the year is known: Thursday, 5 November."""
    return _text(day, year=False)


def short_day_text(day: date) -> str:
    """A very short date, where the year is known: 5 Nov."""
    return _text(day, weekday=False, year=False, short=True)


def month_text(month: date) -> str:
    """The month and the year that a day lies in: November 2026."""
    return f"{month_name(month)} {month.year}"


def month_name(month: date, *, short: bool = False) -> str:
    """The name of the month that a day lies in."""
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return QLocale().standaloneMonthName(month.month, form)


def time_text(when: datetime) -> str:
    """An hour and minute: 14:05, or 2:05 PM."""
    time = QTime(when.hour, when.minute)
    return QLocale().toString(time, QLocale.FormatType.ShortFormat)


def weekday_heads(*, narrow: bool = False) -> tuple[str, ...]:
    """The heads of a calendar's columns, from the first day of the user's week."""
    form = QLocale.FormatType.NarrowFormat if narrow else QLocale.FormatType.ShortFormat
    first, locale = first_weekday(), QLocale()
    return tuple(
        locale.standaloneDayName((first + number) % _DAYS + 1, form) for number in range(_DAYS)
    )


def day_pattern() -> str:
    """The pattern of :func:`day_text`, for a field in which a day is typed."""
    return _pattern(weekday=False, short=True)


def time_pattern() -> str:
    """The pattern of :func:`time_text`, for a field in which a time is typed."""
    return QLocale().timeFormat(QLocale.FormatType.ShortFormat)


def number_text(value: float) -> str:
    """A number as people write it, with three digits at most: 4, or 4.5."""
    return f"{value:.3g}"


def _text(day: date, *, weekday: bool = True, year: bool = True, short: bool = False) -> str:
    pattern = _pattern(weekday=weekday, year=year, short=short)
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def _pattern(*, weekday: bool = True, year: bool = True, short: bool = False) -> str:
    # Asking for it takes a third of a millisecond, and Progress writes fifty dates.
    locale, wanted = QLocale(), (weekday, year, short)
    if _patterns.locale != locale:
        _patterns.locale, _patterns.kept = locale, {}
    if wanted not in _patterns.kept:
        _patterns.kept[wanted] = _made_pattern(locale, *wanted)
    return _patterns.kept[wanted]


class _Patterns:
    """The patterns of dates of the locale in force, as they were asked for."""

    locale: QLocale | None = None
    kept: dict[tuple[bool, bool, bool], str]


_patterns = _Patterns()


def _made_pattern(locale: QLocale, weekday: bool, year: bool, short: bool) -> str:  # noqa: FBT001
    pattern = locale.dateFormat(QLocale.FormatType.LongFormat)
    if not weekday:
        pattern = _without(pattern, "dddd")
    if not year:
        pattern = _without(pattern, "yyyy")
    return pattern.replace("MMMM", "MMM") if short else pattern


def _without(pattern: str, part: str) -> str:
    """A pattern of a date without one part and what sets it off from the others."""
    before, _, after = pattern.partition(part)
    return before.rstrip(", ") + after if before else after.lstrip(", ")


def _alike(first: QLocale, second: QLocale) -> bool:
    """Whether they agree on the hours and on what comes first in a date."""
    return _twelve_hours(first) == _twelve_hours(second) and _month_first(first) == _month_first(
        second
    )


def _twelve_hours(locale: QLocale) -> bool:
    # What stands in quotes is text.
    parts = locale.timeFormat(QLocale.FormatType.ShortFormat).split("'")[::2]
    return any("a" in part.lower() for part in parts)


def _month_first(locale: QLocale) -> bool:
    """Whether the month stands before the day; where the year comes first, that tells nothing."""
    pattern = locale.dateFormat(QLocale.FormatType.LongFormat).replace("dddd", "")
    return next((sign for sign in pattern if sign in "dMy"), "") == "M"
