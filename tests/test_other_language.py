"""Another language: its texts, dates and numbers, at once and only while it is in force."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QObject

from evenkeel import language
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill, side_word
from tests.content import shipped

DAY = date(2026, 11, 5)
TEXTS = """
msgctxt "MainWindow"
msgid "Today"
msgstr "{today}"

msgctxt "SideSwitch#left"
msgid "*left* side"
msgstr "*linke* Seite"

msgctxt "SideSwitch#right"
msgid "*right* side"
msgstr "*rechte* Seite"

msgctxt "SummaryPage"
msgid "{{count}} repetitions"
msgid_plural "{{count}} repetitions"
msgstr[0] "{{count}} Wiederholung"
msgstr[1] "{{count}} Wiederholungen"
"""


class MainWindow(QObject):
    """Asks for its texts as the real one does."""


@pytest.fixture(autouse=True)
def speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program that speaks German and Arabic besides English."""
    folder = tmp_path / "languages"
    folder.mkdir()
    for name, today in (("de", "Heute"), ("ar", "اليوم")):
        head = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n != 1;\\n"\n'
        (folder / f"{name}.po").write_text(head + TEXTS.format(today=today), encoding="utf-8")
    monkeypatch.setattr(language, "shipped_resources_dir", lambda: tmp_path)
    before = QLocale()
    yield
    language.set_language("en")
    QLocale.setDefault(before)


def test_texts_follow_the_language_at_once(qapp: object) -> None:
    asked = MainWindow()
    language.set_language("de")
    assert (asked.tr("Today"), language.translate("MainWindow", "Today")) == ("Heute", "Heute")
    language.set_language("ar")
    assert asked.tr("Today") == "اليوم"
    language.set_language("en")
    assert (asked.tr("Today"), language.translate("MainWindow", "Today")) == ("Today", "Today")


def test_what_has_no_translation_stays_english(qapp: object) -> None:
    language.set_language("de")
    assert MainWindow().tr("Progress") == "Progress"


def test_sides_and_plurals_are_chosen_from_what_qt_gives(qapp: object) -> None:
    language.set_language("de")
    words = shipped().words
    text = language.translate("SideSwitch", "{side} side")
    assert [fill(text, side=side_word(words, side)) for side in Side] == [
        "LINKE Seite",
        "RECHTE Seite",
    ]
    text = language.translate("SummaryPage", "{count} repetitions")
    assert [fill(text, count=n) for n in (1, 2)] == ["1 Wiederholung", "2 Wiederholungen"]


def test_digits_and_direction_come_and_go_with_the_language(qapp: object) -> None:
    language.set_language("ar")
    assert (language.language(), language.right_to_left()) == ("ar", True)
    assert fill("{count}", count=12) == "١٢"
    language.set_language("en")
    assert (language.language(), language.right_to_left()) == ("en", False)
    assert fill("{count}", count=12) == "12"


def test_the_copy_gives_the_same(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for _ in range(2):
        language.set_language("de", copy)
        assert language.translate("MainWindow", "Today") == "Heute"
        language.set_language("en")
    assert copy.exists()
    file = tmp_path / "languages" / "de.po"
    file.write_text(file.read_text("utf-8").replace("Heute", "Heutiges"), encoding="utf-8")
    language.set_language("de", copy)
    assert language.translate("MainWindow", "Today") == "Heutiges"


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (["de-Latn-AT", "de-AT", "de"], "de"),
        (["ja-JP", "ar-EG"], "ar"),
        (["C"], "en"),
        (["en-GB", "de"], "en"),
        (["zh-Hant-TW"], "en"),
        ([], "en"),
    ],
)
def test_the_systems_first_language_that_there_is(wanted: list[str], spoken: str) -> None:
    assert language.system_language(wanted) == spoken


# What each language writes of a date: whole, without its year, without its weekday, short, a month.
DATES = {
    "de": (
        "Donnerstag, 5. November 2026",
        "Donnerstag, 5. November",
        "5. November 2026",
        "5. Nov.",
        "November 2026",
    ),
    "es": (
        "jueves, 5 de noviembre de 2026",
        "jueves, 5 de noviembre",
        "5 de noviembre de 2026",
        "5 de nov",
        "noviembre de 2026",
    ),
    "zh_CN": ("2026年11月5日星期四", "11月5日星期四", "2026年11月5日", "11月5日", "2026年11月"),
    "uk": (
        "четвер, 5 листопада 2026\u202fр.",
        "четвер, 5 листопада",
        "5 листопада 2026\u202fр.",
        "5 лист.",
        "листопад 2026",
    ),
    "ar": ("الخميس، ٥ نوفمبر ٢٠٢٦", "الخميس، ٥ نوفمبر", "٥ نوفمبر ٢٠٢٦", "٥ نوفمبر", "نوفمبر ٢٠٢٦"),
}


@pytest.mark.parametrize("code", sorted(DATES))
def test_dates_are_written_as_the_language_does(code: str, tmp_path: Path) -> None:
    (tmp_path / "languages" / f"{code}.po").touch()
    language.set_language(code)
    assert (
        language.full_day_text(DAY),
        language.weekday_text(DAY),
        language.long_day_text(DAY),
        language.short_day_text(DAY),
        language.month_text(DAY),
    ) == DATES[code]


def test_a_fraction_has_the_languages_decimal_sign() -> None:
    language.set_language("de")
    assert [language.number_text(value) for value in (4.0, 4.5)] == ["4", "4,5"]
    language.set_language("ar")
    assert language.number_text(4.5) == "٤٫٥"
