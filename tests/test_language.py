"""One language and one locale: English texts with the reader's order of dates, clock and week."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale

from evenkeel import language

DAY = date(2026, 11, 5)
AT = datetime(2026, 11, 5, 14, 5)  # noqa: DTZ001 - only its hour is read
Speak = Callable[[str], None]


@pytest.fixture
def set_program_locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[Speak]:
    """Speaks as on a system of that locale."""
    before = QLocale()

    def spoken(name: str) -> None:
        monkeypatch.setattr(language, "system_locale", lambda: QLocale(name))
        language.set_program_locale()

    yield spoken
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("system", "full", "short", "time", "first"),
    [
        ("en_US", "Thursday, November 5, 2026", "Nov 5", "2:05 PM", "Sun"),
        ("en_GB", "Thursday, 5 November 2026", "5 Nov", "14:05", "Mon"),
        ("de_DE", "Thursday, 5 November 2026", "5 Nov", "14:05", "Mon"),
        ("ar_EG", "Thursday, 5 November 2026", "5 Nov", "2:05 pm", "Sat"),
        ("pt_BR", "Thursday, 5 November 2026", "5 Nov", "14:05", "Sun"),
        ("fa_IR", "Thursday, 5 November 2026", "5 Nov", "14:05", "Sat"),
        ("hi_IN", "Thursday, 5 November 2026", "5 Nov", "2:05 pm", "Sun"),
        ("C", "Thursday, 5 November 2026", "5 Nov", "14:05", "Mon"),
    ],
)
def test_dates_are_english_in_the_readers_order(
    set_program_locale: Speak, system: str, full: str, short: str, time: str, first: str
) -> None:
    set_program_locale(system)
    assert language.full_day_text(DAY) == full
    assert language.short_day_text(DAY) == short
    assert " ".join(language.time_text(AT).split()) == time
    assert language.weekday_heads()[0] == first
    assert QLocale().toString(2026) in ("2026", "2,026", "2.026")


def test_a_day_is_written_in_as_much_room_as_there_is(set_program_locale: Speak) -> None:
    set_program_locale("en_US")
    assert language.day_text(DAY) == "Nov 5, 2026"
    assert language.long_day_text(DAY) == "November 5, 2026"
    assert language.weekday_text(DAY) == "Thursday, November 5"
    set_program_locale("en_GB")
    assert language.day_text(DAY) == "5 Nov 2026"
    assert language.long_day_text(DAY) == "5 November 2026"
    assert language.weekday_text(DAY) == "Thursday, 5 November"
    assert language.month_text(DAY) == "November 2026"
    assert language.month_name(DAY, short=True) == "Nov"
    assert language.weekday_heads(narrow=True) == ("M", "T", "W", "T", "F", "S", "S")


def test_numbers_have_the_decimal_sign_of_the_language(set_program_locale: Speak) -> None:
    set_program_locale("de_DE")
    assert [language.number_text(value) for value in (4.0, 4.5, 10)] == ["4", "4.5", "10"]


_ASK = """
from datetime import date
from PySide6.QtCore import QLocale
from evenkeel import language
language.set_program_locale()
print(QLocale().name(), language.first_weekday(), language.full_day_text(date(2026, 11, 5)))
"""


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"LANG": "en_US.UTF-8"}, "en_US 6 Thursday, November 5, 2026"),
        ({"LANG": "de_DE.UTF-8"}, "en_DE 0 Thursday, 5 November 2026"),
        ({"LANG": "ar_EG.UTF-8"}, "en_001 5 Thursday, 5 November 2026"),
        ({"LANG": "C"}, "en_150 0 Thursday, 5 November 2026"),
        # American English with the dates of Britain.
        ({"LANG": "en_US.UTF-8", "LC_TIME": "en_GB.UTF-8"}, "en_150 0 Thursday, 5 November 2026"),
    ],
)
def test_the_system_is_asked(environment: dict[str, str], said: str) -> None:
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in ("LANG", "LANGUAGE") and not name.startswith("LC_")
    }
    result = subprocess.run(
        [sys.executable, "-c", _ASK],
        capture_output=True,
        text=True,
        check=True,
        env={**clean, **environment},
    )
    assert result.stdout.strip() == said
