"""Dates, digits and weeks are the same on every page and on paper, whatever the system speaks."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pyqtgraph  # noqa: F401 - the chart is there at once
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from evenkeel import language
from evenkeel.catalogue.model import Catalogue
from evenkeel.handout.diary import diary_document
from evenkeel.handout.progress import progress_document
from evenkeel.handout.progress_order import ProgressOrder
from evenkeel.journal.records import Ending, SessionHistory, SessionRecord
from evenkeel.journal.trends.schedule import outlook
from evenkeel.ui.diary.diary_page import DiaryPage, DiaryView
from evenkeel.ui.progress.month_calendar import MonthCalendar
from evenkeel.ui.progress.pain_chart import PainChart
from evenkeel.ui.progress.pain_marks import Step, marks
from evenkeel.ui.progress.progress_page import ProgressPage
from evenkeel.ui.progress.progress_view import ProgressView
from evenkeel.ui.style.appearance import Appearance
from tests.handout.sheets import A4, printed
from tests.ui.screen import settle

Show = Callable[[QWidget], QWidget]
#: A Wednesday.
NOW = datetime(2026, 3, 18, 18, 0, tzinfo=UTC)
SYSTEMS = {
    "en_US": 6,
    "en_GB": 0,
    "de_DE": 0,
    "ar_EG": 5,
    "pt_BR": 6,
    "fa_IR": 5,
    "hi_IN": 6,
    "C": 0,
}
HEADS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@pytest.fixture(params=SYSTEMS)
def first_weekday(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The program on a system of another language; gives the first day of its week."""
    before = QLocale()
    monkeypatch.setattr(language, "system_locale", lambda: QLocale(request.param))
    language.set_program_locale()
    yield SYSTEMS[request.param]
    QLocale.setDefault(before)


def record(days_ago: int) -> SessionRecord:
    at = (NOW - timedelta(days=days_ago)).replace(hour=9)
    return SessionRecord(
        id=1000 - days_ago,
        started_at=at,
        ended_at=at + timedelta(minutes=10),
        how=Ending.FINISHED,
        sore_side="left",
        pain_before=5,
        pain_after=4,
        repetitions=30,
        seconds=180.0,
        note="A long walk.",
    )


#: Wednesday, and back to the Thursday before.
RECORDS = [record(days) for days in (6, 5, 4, 3, 2, 1, 0)]


def in_week(first_weekday: int) -> int:
    """How many of the sessions are of this week."""
    return (NOW.weekday() - first_weekday) % 7 + 1


def texts(page: QWidget) -> str:
    """Everything that a page shows or tells."""
    found = [label.text() for label in page.findChildren(QLabel)]
    for widget in page.findChildren(QWidget):
        found += [widget.accessibleName(), widget.accessibleDescription()]
    return "\n".join(found)


def check(text: str) -> None:
    """English with its own digits: no other script, no month of another language."""
    assert all(not one.isdigit() or one.isascii() for one in text), text
    assert all(ord(one) < 0x250 or not one.isalpha() for one in text), text
    assert not {"März", "março", "Marz"} & set(text.replace(".", " ").split()), text


def test_progress(first_weekday: int, appearance: Appearance, show: Show, qtbot: QtBot) -> None:
    page = ProgressPage(appearance)
    show(page)
    view = ProgressView(records=RECORDS, aim=5, now=NOW, first_weekday=language.first_weekday())
    page.show_progress(view)
    settle()
    calendar, chart = page.findChild(MonthCalendar), page.findChild(PainChart)
    assert calendar
    assert chart
    assert calendar._heads()[0] in (HEADS[first_weekday], HEADS[first_weekday][0])
    assert [week.sessions for week in view.weeks()][-1] == in_week(first_weekday)
    label = page.findChild(QLabel, "progress_weeks")
    assert label
    assert label.text().startswith(f"This week: {in_week(first_weekday)}.")
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    pointed = page.findChild(QLabel, "progress_pointed")
    assert pointed
    day = "March 18, 2026" if QLocale().name() == "en_US" else "18 March 2026"
    assert pointed.text().startswith(f"Wednesday, {day}, ")
    check(texts(page))


def test_the_marks_of_weeks_begin_with_the_same_day(first_weekday: int) -> None:
    many = [record(days) for days in range(400, -1, -1)]
    view = ProgressView(records=many, aim=5, now=NOW, first_weekday=first_weekday)
    step, found = marks(view.of(None).points, first_weekday=first_weekday)
    assert step is Step.WEEK
    assert {mark.first.weekday() for mark in found[1:]} == {first_weekday}


def test_diary(first_weekday: int, appearance: Appearance, show: Show) -> None:
    page = DiaryPage(appearance)
    show(page)
    page.show_diary(DiaryView(records=RECORDS, paper=(), today=NOW.date()))
    QApplication.processEvents()
    heads = [label for label in page.findChildren(QLabel) if label.text() in HEADS]
    heads.sort(key=lambda label: label.x())
    assert heads[0].text() == HEADS[first_weekday]
    check(texts(page))


def test_the_next_session(first_weekday: int) -> None:
    seen = outlook(RECORDS, 5, NOW, first_weekday=first_weekday)
    assert seen.done == in_week(first_weekday)


def test_paper(first_weekday: int, catalogue: Catalogue, qapp: QApplication) -> None:
    words = printed(diary_document(date(2026, 3, 1), A4, date(2026, 3, 1), catalogue))
    heads = [text for text in words if text in HEADS]
    assert heads[0] == HEADS[first_weekday]
    assert "My diary: March 2026" in words
    shown = ProgressOrder(sessions=RECORDS, history=lambda _id: SessionHistory(), paper_days=())
    report = printed(progress_document(shown, A4, NOW, catalogue))
    start = NOW.date() - timedelta(days=in_week(first_weekday) - 1)
    assert language.day_text(start) in report
    check("\n".join(words))
    check("\n".join(report))
