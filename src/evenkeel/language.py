"""The language of the program, with the date, time and week formats of the user.

Month names and digits are those of the language of the texts, wherever the program runs; the
order of a date, the clock of 12 or 24 hours and the first day of the week are the user's. Every
date on the screen or on paper is formatted here; data files keep ISO 8601.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLibraryInfo, QLocale, Qt, QTime, QTranslator

from evenkeel.catalogue import forms
from evenkeel.catalogue.cache import quick_translations
from evenkeel.catalogue.locate import shipped_resources_dir
from evenkeel.catalogue.terms import ENGLISH
from evenkeel.catalogue.translations import Translations, language_facts, languages

#: English for a territory that has none of its own: the clock of 24 hours or of 12.
_EUROPE, _WORLD, _AMERICA = "en_150", "en_001", "en_US"
_DAYS = 7
#: The fields of a pattern of a date, and what stands between them.
_PIECES: Final = re.compile(r"d+|M+|y+|'[^']*'|[^dMy']+")


class _Texts(QTranslator):
    """Answers what ``tr`` asks of Qt from the program's own catalogue."""

    def __init__(self, translations: Translations) -> None:
        super().__init__()
        self._translations = translations

    def translate(
        self, context: str, text: str, _disambiguation: str | None = None, _count: int = -1
    ) -> str | None:
        """A text in the language; ``None`` where it has none, so that Qt asks the next one."""
        found = self._translations.text(context, text)
        return None if found == text else found


class _InForce:
    """The language of everything that is shown from now on."""

    translations: Translations | None = None
    #: What Qt was given: our texts, and those of its own dialogs.
    translators: tuple[QTranslator, ...] = ()


def available_languages() -> tuple[str, ...]:
    """The languages that the program speaks, by their codes, English first."""
    return (ENGLISH, *languages(shipped_resources_dir()))


def chosen_language(wanted: str) -> str:
    """The language that a setting means: its own where the program speaks it, else the system's."""
    return wanted if wanted in available_languages() else system_language()


def language() -> str:
    """The code of the language in force."""
    return _InForce.translations.language if _InForce.translations else ENGLISH


def language_tag() -> str:
    """The language in force as documents name it (BCP 47)."""
    return language().replace("_", "-")


def own_name(code: str) -> str:
    """What those who speak a language call it, in its own script.

    Raises:
        OSError: what is known of it can't be read.
    """
    if code == ENGLISH:
        return "English"
    return language_facts(shipped_resources_dir(), code).name


def translations() -> Translations | None:
    """The texts in force; ``None`` where they are English."""
    return _InForce.translations


def right_to_left() -> bool:
    """Whether the language in force is written from right to left."""
    return QLocale(language()).textDirection() is Qt.LayoutDirection.RightToLeft


def isolated(text: str) -> str:
    """What somebody has written, so that it keeps its direction to itself in a sentence."""
    return f"\u2068{text}\u2069" if right_to_left() else text


def set_language(code: str, copy: Path | None = None) -> None:
    """Makes a language that of all texts and dates from now on.

    What is on the screen stays as it is. ``copy`` is the file that makes the next start faster.

    Raises:
        OSError: the program's own catalogue can't be read.
    """
    if code != language():
        use_texts(read_texts(code, copy))
    else:
        set_program_locale()


def read_texts(code: str, copy: Path | None = None) -> Translations | None:
    """The texts of a language, to be used at once or later; ``None`` for English.

    ``copy`` is the file that makes the next start faster.

    Raises:
        OSError: the program's own catalogue can't be read.
    """
    return None if code == ENGLISH else quick_translations(shipped_resources_dir(), code, copy)


def use_texts(found: Translations | None) -> None:
    """Makes what :func:`read_texts` has read the language of everything from now on."""
    if found is not _InForce.translations:
        _InForce.translations = found
        _install()
    set_program_locale()


def _install() -> None:
    app = QCoreApplication.instance()
    for translator in _InForce.translators:
        QCoreApplication.removeTranslator(translator)
    _InForce.translators = ()
    found = _InForce.translations
    if app is None or found is None:
        return
    own, qt = _Texts(found), QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    wanted = [qt, own] if qt.load(f"qtbase_{found.language}", folder) else [own]
    for translator in wanted:
        QCoreApplication.installTranslator(translator)
    _InForce.translators = tuple(wanted)


def system_language(wanted: Sequence[str] | None = None) -> str:
    """The first of the user's languages that the program speaks; English where it speaks none.

    Args:
        wanted: the user's languages, the dearest first (BCP 47); the system's without it.
    """
    spoken = available_languages()
    for tag in system_locale().uiLanguages() if wanted is None else wanted:
        base, *parts = tag.replace("-", "_").split("_")
        if base == "zh" and not {"Hant", "TW", "HK", "MO"}.isdisjoint(parts):
            # Readers of the long characters are not served by the short ones.
            continue
        for code in spoken:
            if code.partition("_")[0] == base:
                return code
    return ENGLISH


def set_program_locale() -> None:
    """Makes the program's locale that of everything Qt formats from now on, widgets included.

    To be called once the application exists and before the first widget.
    """
    locale = program_locale(system_locale())
    QLocale.setDefault(locale)
    found = _InForce.translations
    if found is None:
        forms.use(forms.ENGLISH_GRAMMAR)
    else:
        first = ord(locale.zeroDigit())
        digits = "".join(chr(first + number) for number in range(10))
        forms.use(found.grammar()._replace(digits=digits))


def translate(context: str, text: str) -> str:
    """A text in the program's language; in a class derived from QObject, ``self.tr`` does the same.

    Both have to be called with the text itself, so that Qt's tools find it for translators.
    """
    found = _InForce.translations
    # Our own catalogue is also there where no application is.
    return found.text(context, text) if found else QCoreApplication.translate(context, text)


def system_locale() -> QLocale:
    """The locale of the user's system."""
    return QLocale.system()


def program_locale(system: QLocale) -> QLocale:
    """The program's language in the user's territory.

    Where the territory has no English of its own, or the user's dates and hours are set to
    another one than the language (``LC_TIME``), it is the English that comes nearest. Another
    language is that of the user's territory where it is spoken there, else of its own.
    """
    territory = system.name().rpartition("_")[2]
    if language() != ENGLISH:
        base = language().partition("_")[0]
        own = QLocale(f"{base}_{territory}")
        return own if own.name() == f"{base}_{territory}" else QLocale(language())
    name = f"{ENGLISH}_{territory}"
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
    name = month_name(month)
    if language() == ENGLISH:
        return f"{name} {month.year}"
    pieces = _PIECES.findall(QLocale().dateFormat(QLocale.FormatType.LongFormat))
    year = forms.in_digits(str(month.year))
    if not {"MMMM", "yyyy"} <= set(pieces):
        return f"{year}年{forms.in_digits(str(month.month))}月"
    first, last = pieces.index("MMMM"), pieces.index("yyyy")
    between = "".join(pieces[first + 1 : last]).replace("'", "") if first < last else " "
    return f"{name}{between}{year}"


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
    """A number as people write it: 4, or 4.5; of a fraction with three digits at most."""
    if isinstance(value, int):
        return forms.in_digits(str(value))
    text = f"{value:.3g}"
    if language() == ENGLISH:
        return text
    whole, point, part = text.partition(".")
    return forms.in_digits(whole) + (QLocale().decimalPoint() + forms.in_digits(part)) * bool(point)


def count_text(count: int) -> str:
    """A large number with what sets off its thousands: 2,000."""
    return QLocale().toString(count)


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
    pieces = _PIECES.findall(pattern)
    if part not in pieces:
        return pattern
    at = pieces.index(part)
    after = at + 1
    while after < len(pieces) and not _is_field(pieces[after]):
        after += 1
    begin = at
    while begin > 0 and not _is_field(pieces[begin - 1]):
        begin -= 1
    if "".join(pieces[at + 1 : after])[:1].isalpha():
        # Chinese names the unit after each number.
        del pieces[at:after]
    elif "".join(pieces[begin:at])[-1:].isalpha():
        del pieces[at]
    elif begin == 0:
        del pieces[:after]
    elif after == len(pieces):
        del pieces[begin:]
    else:
        del pieces[begin : at + 1]
    return "".join(pieces)


def _is_field(piece: str) -> bool:
    return piece[0] in "dMy"


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
