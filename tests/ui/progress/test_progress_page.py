"""Progress: the chart and its words, weeks, calendar, the state before the first session."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pyqtgraph  # noqa: F401 - the chart is there at once
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from evenkeel.journal.records import DayEntry, Ending, SessionRecord
from evenkeel.journal.trends.progress import PainPoint
from evenkeel.ui.progress.month_calendar import MonthCalendar
from evenkeel.ui.progress.pain_chart import PainChart, _ticks
from evenkeel.ui.progress.pain_marks import Step, marks
from evenkeel.ui.progress.progress_page import ProgressPage
from evenkeel.ui.progress.progress_view import ProgressView
from evenkeel.ui.progress.week_bars import WeekBars
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from tests.ui.accessible import told
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


def record(days_ago: int, before: int, after: int | None, side: str = "left") -> SessionRecord:
    """A session so many days before now, at nine in the morning."""
    at = (NOW - timedelta(days=days_ago)).replace(hour=9)
    return SessionRecord(
        id=1000 - days_ago,
        started_at=at,
        ended_at=at + timedelta(minutes=10),
        how=Ending.FINISHED,
        sore_side=side,
        pain_before=before,
        pain_after=after,
        repetitions=30,
        seconds=180.0,
    )


class Progress:
    """The page on the screen."""

    def __init__(self, appearance: Appearance, show: Show, press: Press) -> None:
        self.page = ProgressPage(appearance)
        self.asked: list[bool] = []
        self.page.todayRequested.connect(lambda: self.asked.append(True))
        self._press = press
        show(self.page)

    def show(self, *records: SessionRecord, aim: int = 5) -> None:
        """Shows sessions, oldest first."""
        self.page.show_progress(ProgressView(records=records, aim=aim, now=NOW))
        settle()

    def press(self, name: str) -> None:
        """Clicks the button of that name."""
        self._press(self.page, name)

    def text(self, name: str) -> str:
        """What a label says."""
        settle()
        label = self.page.findChild(QLabel, name)
        assert label
        return label.text() if label.isVisible() else ""

    def chart(self) -> PainChart:
        """The chart."""
        settle()
        chart = self.page.findChild(PainChart)
        assert chart
        return chart


@pytest.fixture
def progress(appearance: Appearance, show: Show, press: Press) -> Progress:
    return Progress(appearance, show, press)


STEADY = [record(days, 6 if days % 2 else 5, 4) for days in range(30, -1, -1)]
FALLING = [record(days, 8 if days > 15 else 3, 2) for days in range(30, -1, -1)]


def test_before_the_first_session_there_is_an_invitation(progress: Progress) -> None:
    progress.show()
    assert progress.page.findChild(PainChart) is None
    progress.press("progress_begin")
    assert progress.asked == [True]
    progress.show(*STEADY)
    button = progress.page.findChild(QAbstractButton, "progress_begin")
    assert button
    assert not button.isVisible()


def test_one_sentence_above_the_chart_says_what_the_data_say(progress: Progress) -> None:
    progress.show(*STEADY)
    assert progress.text("progress_verdict") == (
        "No clear change yet: your pain before the sessions moved by less than 2 points."
    )
    verdict = progress.page.findChild(QLabel, "progress_verdict")
    assert verdict
    chart = progress.chart()
    bottom = verdict.mapTo(progress.page, QPoint(0, verdict.height())).y()
    assert bottom <= chart.mapTo(progress.page, QPoint()).y()
    assert verdict.property("role") == "h2"
    progress.show(*FALLING)
    assert progress.text("progress_verdict") == (
        "Clearly less pain: before the sessions it went from 8 to 3."
    )
    progress.show(record(0, 5, 4))
    assert progress.text("progress_verdict").startswith("Too early to tell")


def test_left_and_right_apart(progress: Progress) -> None:
    left = [record(days, 7, 5, "left") for days in range(30, 0, -2)]
    right = [record(days, 3, 2, "right") for days in range(29, 0, -2)]
    progress.show(*sorted(left + right, key=lambda one: one.started_at))
    assert len(progress.chart()._marks) == 30
    progress.press("progress_side_right")
    assert {mark.before for mark in progress.chart()._marks} == {3}
    assert "Pain before every session was 3." in progress.chart().accessibleDescription()
    progress.press("progress_side_left")
    assert {mark.before for mark in progress.chart()._marks} == {7}
    progress.press("progress_side_all")
    assert len(progress.chart()._marks) == 30


def test_a_side_without_sessions_says_so(progress: Progress) -> None:
    progress.show(*STEADY)
    progress.press("progress_side_right")
    assert progress.text("progress_verdict") == "No sessions for this side yet."
    assert progress.chart()._marks == ()


def test_the_range_shows_less(progress: Progress) -> None:
    progress.show(*[record(days, 5, 4) for days in range(100, -1, -1)])
    assert len(progress.chart()._marks) == 101
    progress.press("progress_range_28")
    assert len(progress.chart()._marks) == 28
    progress.press("progress_range_0")
    assert len(progress.chart()._marks) == 101


def test_the_pointer_tells_day_and_values(progress: Progress, qtbot: QtBot) -> None:
    progress.show(*STEADY)
    chart = progress.chart()
    assert progress.text("progress_pointed").startswith("Each mark is one session.")
    qtbot.mouseMove(chart, QPoint(60, 150))
    assert progress.text("progress_pointed") == (
        "Friday, 23 October 2026, 09:00: pain 5 before, 4 after."
    )
    qtbot.mouseMove(chart, QPoint(chart.width() - 20, 150))
    assert progress.text("progress_pointed") == (
        "Sunday, 22 November 2026, 09:00: pain 5 before, 4 after."
    )


def test_the_arrow_keys_tell_it_too(progress: Progress, qtbot: QtBot) -> None:
    progress.show(*STEADY[:-1], record(0, 4, None))
    chart = progress.chart()
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert progress.text("progress_pointed") == "Sunday, 22 November 2026, 09:00: pain 4 before."
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert progress.text("progress_pointed").startswith("Saturday, 21 November 2026")
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert progress.text("progress_pointed").startswith("Friday, 23 October 2026")
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert progress.text("progress_pointed").startswith("Saturday, 24 October 2026")


def test_one_session_is_one_in_words(progress: Progress) -> None:
    progress.show(record(0, 5, 4))
    assert (
        progress.chart()
        .accessibleDescription()
        .startswith(
            "1 session, on 22 November 2026, with a pain of 5 before and 4 after it. Too early"
        )
    )
    progress.show(record(0, 5, None))
    assert (
        progress.chart()
        .accessibleDescription()
        .startswith("1 session, on 22 November 2026, with a pain of 5 before it. Too early")
    )


def test_one_day_of_the_paper_diary_is_one_in_words(progress: Progress) -> None:
    days = [DayEntry(day=NOW.date() - timedelta(days=ago), sessions=1, pain=5) for ago in (1, 0)]
    for paper, said in (
        (days[:1], "1 day from your paper diary, with a pain of 5. "),
        (days, "2 days from your paper diary, each with a pain of 5. "),
    ):
        view = ProgressView(records=(), aim=5, now=NOW, paper=paper)
        progress.page.show_progress(view)
        assert progress.chart().accessibleDescription().startswith(said)


def test_the_chart_is_there_in_words(progress: Progress) -> None:
    progress.show(*FALLING)
    chart = progress.chart()
    assert chart.accessibleName() == "Pain before and after your sessions"
    assert chart.accessibleDescription() == (
        "31 sessions from 23 October 2026 to 22 November 2026. "
        "Pain before the sessions was between 3 and 8. "
        "Pain after them was 2. "
        "In the last session: 3 before, 2 after. "
        "Clearly less pain: before the sessions it went from 8 to 3. "
        "The band reaches 2 points above and below your first week (8). "
        "Changes within it are too small to matter."
    )


def test_a_clock_that_was_set_back_hides_no_session() -> None:
    begun = [record(days, 5, 4) for days in (40, 3, 2, 30, 1, 9)]
    view = ProgressView(records=begun, aim=2, now=NOW)
    assert view.month(date(2026, 11, 1)) == {date(2026, 11, day): 1 for day in (13, 19, 20, 21)}
    assert view.month(date(2026, 10, 31)) == {date(2026, 10, day): 1 for day in (13, 23)}
    assert [week.sessions for week in view.weeks()] == [1, 1, 0, 0, 1, 3]


def test_a_month_has_the_readers_own_days() -> None:
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))
    moments = (
        datetime(2026, 10, 31, 23, 30, tzinfo=west),
        datetime(2026, 11, 1, 0, 30, tzinfo=east),
        datetime(2026, 11, 30, 23, 30, tzinfo=west),
        datetime(2026, 12, 1, 0, 30, tzinfo=east),
    )
    begun = sorted(
        (replace(record(0, 5, 4), started_at=moment) for moment in moments),
        key=lambda one: one.started_at,
    )
    view = ProgressView(records=begun, aim=2, now=NOW)
    assert view.month(date(2026, 11, 1)) == {date(2026, 11, 1): 1, date(2026, 11, 30): 1}


def test_weeks_against_the_aim(progress: Progress) -> None:
    progress.show(*[record(days, 5, 4) for days in (13, 12, 11, 10, 9, 2, 1)], aim=4)
    assert progress.text("progress_weeks") == "This week: 2. Your aim is 4."
    said = [one.text() for one in progress.page.findChildren(QLabel) if one.isVisible()]
    assert "hollow: fewer than your aim" in said
    bars = progress.page.findChild(WeekBars)
    assert bars
    assert bars.accessibleDescription() == "week of 9 Nov: 5 of 4; week of 16 Nov: 2 of 4"


def test_one_session_alone_makes_a_chart_too(progress: Progress) -> None:
    progress.show(replace(record(0, 5, 3), repetitions=0))
    bars = progress.page.findChild(WeekBars)
    assert bars
    assert bars.accessibleDescription() == "week of 16 Nov: 0 of 5"
    assert progress.text("progress_verdict").startswith("Too early to tell")
    data = progress.chart()._data
    assert data
    assert (data.until - data.since).days == 13


def test_the_calendar_can_be_turned(progress: Progress) -> None:
    progress.show(record(40, 5, 4), record(3, 5, 4), record(3, 5, 4), record(1, 5, 4))
    calendar = progress.page.findChild(MonthCalendar)
    assert calendar
    assert progress.text("progress_month") == "November 2026"
    assert calendar.accessibleDescription() == "Days with sessions: 19 (2 sessions), 21."
    progress.press("progress_earlier")
    assert progress.text("progress_month") == "October 2026"
    assert calendar.accessibleDescription() == "Days with sessions: 13."
    earlier = progress.page.findChild(QAbstractButton, "progress_earlier")
    assert earlier
    assert not earlier.isEnabled()
    progress.press("progress_later")
    assert progress.text("progress_month") == "November 2026"


def test_a_day_with_sessions_has_another_shape(progress: Progress) -> None:
    """With the colours taken away, a day with a session still looks different."""
    progress.show(record(1, 5, 4))
    calendar = progress.page.findChild(MonthCalendar)
    assert calendar
    cell = calendar._cell()
    image = calendar.grab().toImage()
    row = calendar._head() + 3 * cell
    rim = [image.pixelColor(n * cell + cell // 2, row + cell // 8).lightness() for n in (4, 5)]
    assert abs(rim[0] - rim[1]) > 60


def test_a_lasting_rise_brings_advice(progress: Progress) -> None:
    calm = [record(days, 3, 2) for days in range(25, 5, -1)]
    progress.show(*calm, *[record(days, 6, 6) for days in (4, 3, 2, 1)])
    assert "doctor or physiotherapist" in progress.text("progress_advice")
    progress.show(*calm)
    assert progress.text("progress_advice") == ""


def test_nothing_is_cut_at_twice_the_text(
    progress: Progress, appearance: Appearance, qapp: QApplication
) -> None:
    progress.show(*STEADY)
    theme.apply(qapp, THEMES["dark"], 200)
    appearance.change(theme=THEMES["dark"], text_percent=200, reduced_motion=True)
    settle()
    assert progress.page.width() == 1366
    for label in progress.page.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            assert label.mapTo(progress.page, label.rect().topRight()).x() <= 1366, label.text()
    for button in progress.page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.height() >= 44
            assert button.accessibleName()


def test_words_come_first_and_stay_where_they_are_when_the_chart_comes(
    appearance: Appearance, show: Show
) -> None:
    page = ProgressPage(appearance)
    page.resize(1366, 768)
    page.show_progress(ProgressView(records=STEADY, aim=5, now=NOW))
    page.show()
    QApplication.processEvents()
    assert page.findChild(PainChart) is None
    names = ("progress_pointed", "progress_verdict", "progress_weeks", "progress_month")
    labels = [page.findChild(QLabel, name) for name in names]
    before = [label.mapTo(page, QPoint()) for label in labels if label]
    assert all(label and label.text() for label in labels)
    show(page)
    settle()
    chart = page.findChild(PainChart)
    assert chart
    assert chart._marks
    assert [label.mapTo(page, QPoint()) for label in labels if label] == before


def test_a_chart_of_the_same_sessions_is_not_drawn_again(
    progress: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    show_points = PainChart.show_points

    def noted(chart: PainChart, shown: Sequence[PainPoint], *rest: Any, **more: Any) -> None:
        drawn.append(len(shown))
        show_points(chart, shown, *rest, **more)

    monkeypatch.setattr(PainChart, "show_points", noted)
    progress.show(*STEADY)
    progress.show(*STEADY)
    assert drawn == [31]
    progress.show(*STEADY[:-1])
    progress.press("progress_side_right")
    assert drawn == [31, 30, 0]


def points(days: int, a_day: int) -> list[PainPoint]:
    start = datetime(2016, 11, 22, 8, 0, tzinfo=UTC)
    return [
        PainPoint(when=start + timedelta(days=day, hours=4 * n), before=5 + n, after=4)
        for day in range(days)
        for n in range(a_day)
    ]


@pytest.mark.parametrize(
    ("days", "a_day", "step", "count"),
    [
        (30, 3, Step.SESSION, 90),
        (100, 3, Step.DAY, 100),
        (365, 3, Step.WEEK, 53),
        (3650, 3, Step.MONTH, 121),
        (0, 0, Step.SESSION, 0),
    ],
)
def test_marks_stay_few_enough_to_be_told_apart(
    days: int, a_day: int, step: Step, count: int
) -> None:
    found_step, found = marks(points(days, a_day))
    assert (found_step, len(found)) == (step, count)
    assert sum(mark.sessions for mark in found) == days * a_day


def test_a_mark_of_several_sessions_is_their_middle() -> None:
    _, found = marks(points(200, 3))
    assert {mark.before for mark in found} == {6.0}
    assert [mark.x for mark in found] == sorted(mark.x for mark in found)


@pytest.mark.parametrize("days", [1, 7, 28, 75, 91, 200, 365, 1000, 3650])
@pytest.mark.parametrize("room", [3, 8, 14])
def test_the_axis_names_round_days_that_fit(days: int, room: int) -> None:
    until = date(2026, 11, 22)
    since = until - timedelta(days=days - 1)
    ticks = list(_ticks(since, until, room))
    assert len(ticks) <= room + 1
    assert len({label for _, label in ticks}) == len(ticks)
    assert all(since.toordinal() <= x <= until.toordinal() + 1 for x, _ in ticks)


def test_the_words_are_there_before_the_chart_is_loaded(
    appearance: Appearance, show: Show, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evenkeel.ui.progress.chart_panel.charts_ready", lambda: False)
    progress = Progress(appearance, show, press)
    progress.show(*STEADY)
    assert progress.text("progress_verdict")
    progress.show(*FALLING)
    qtbot.waitUntil(lambda: progress.page.findChild(PainChart) is not None, timeout=10_000)
    assert len(progress.page.findChildren(PainChart)) == 1


@pytest.mark.logs("Charts can't be drawn")
def test_a_chart_that_cannot_be_loaded_is_said_and_tried_again(
    appearance: Appearance, show: Show, press: Press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evenkeel.ui.progress.chart_panel.charts_ready", lambda: False)
    progress = Progress(appearance, show, press)
    with monkeypatch.context() as missing:
        missing.setitem(sys.modules, "pyqtgraph", None)
        progress.show(*STEADY)
        qtbot.waitUntil(lambda: "can't be drawn" in progress.text("progress_pointed"))
    assert progress.text("progress_verdict").startswith("No clear change")
    assert progress.page.findChild(PainChart) is None
    progress.show(*STEADY)
    qtbot.waitUntil(lambda: progress.page.findChild(PainChart) is not None, timeout=10_000)
    assert progress.text("progress_pointed").startswith("Each mark is one session.")


def test_the_same_is_there_as_tables(progress: Progress, press: Press) -> None:
    progress.show(*FALLING)
    press(progress.page, "progress_tables")
    dialog = progress.page.findChild(QDialog, "progress_tables_dialog")
    assert dialog
    pain = dialog.findChild(QTableWidget, "progress_table_pain")
    weeks = dialog.findChild(QTableWidget, "progress_table_weeks")
    assert pain
    assert weeks
    first = [pain.item(0, place).text() for place in range(pain.columnCount())]
    assert first[2:] == ["3", "2", "Evenkeel"]
    assert pain.rowCount() == 31
    press(dialog, "progress_tables_pain")
    node = told(pain)
    assert (node.role, node.name) == (
        QAccessible.Role.Table,
        "Pain before and after your sessions",
    )
    assert [one.name for one in node.of_role(QAccessible.Role.ColumnHeader)] == [
        "Day",
        "Time",
        "Pain before",
        "Pain after",
        "From",
    ]
    assert weeks.horizontalHeaderItem(1).text() == "Sessions"
    press(dialog, "progress_tables_close")


def test_the_month_that_is_shown_is_a_table_of_weeks_and_weekdays(
    progress: Progress, press: Press
) -> None:
    progress.show(*FALLING)
    press(progress.page, "progress_earlier")
    press(progress.page, "progress_later")
    press(progress.page, "progress_tables")
    dialog = progress.page.findChild(QDialog, "progress_tables_dialog")
    assert dialog
    month = dialog.findChild(QTableWidget, "progress_table_month")
    assert month
    press(dialog, "progress_tables_month")
    node = told(month)
    name = f"Sessions on each day, {progress.text('progress_month')}"
    assert (node.role, node.name) == (QAccessible.Role.Table, name)
    columns = [one.name for one in node.of_role(QAccessible.Role.ColumnHeader)]
    assert columns == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    rows = [one.name for one in node.of_role(QAccessible.Role.RowHeader)]
    assert len(rows) == month.rowCount()
    shown = progress.page.findChild(MonthCalendar)
    assert shown
    cells = [one for one in node.of_role(QAccessible.Role.Cell) if one.name]
    assert len(cells) == NOW.day
    for cell, number in zip(cells, range(1, NOW.day + 1), strict=True):
        count = shown._sessions.get(NOW.date().replace(day=number), 0)
        words = {0: "no session", 1: "1 session"}.get(count, f"{count} sessions")
        assert cell.name == f"{number}: {words}"
    assert any(cell.name.endswith("1 session") for cell in cells)
    press(dialog, "progress_tables_close")
