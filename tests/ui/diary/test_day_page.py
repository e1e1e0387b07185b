"""Days of the past: opened from chart, calendar and weeks, put right, and taken back."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyqtgraph  # noqa: F401 - the chart is there at once
import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt, QTime
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDateEdit,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.terms import Side
from evenkeel.guide.answers import answers_from
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import (
    CompletionClaim,
    DayEntry,
    Ending,
    LeftExercise,
    PainStop,
    Repetition,
)
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.ui.frame.day_view import Span
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.plan.today_page import TodayPage
from evenkeel.ui.progress.pain_chart import PainChart
from evenkeel.ui.shell.controller import Controller
from evenkeel.ui.style.appearance import Appearance
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
#: A Sunday.
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
K = Qt.Key


class Home:
    """The window at home, with a journal of some weeks."""

    def __init__(self, appearance: Appearance, qtbot: QtBot, press: Press, folder: Path) -> None:
        self.journal = Journal.open(folder / "journal.sqlite")
        user_state = UserState(self.journal, appearance.catalogue, lambda: NOW)
        at = NOW - timedelta(days=25)
        user_state.now = lambda: at
        user_state.answer(answers_from({"sore_side": "left", "pain_now": 5}, appearance.catalogue))
        user_state.now = lambda: NOW
        self.user_state = user_state
        self.controller = Controller(
            appearance, user_state, Preferences(folder / "settings.json"), clock=lambda: 0.0
        )
        self.window = self.controller.window
        self._press, self.qtbot = press, qtbot
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def add(self, at: datetime, before: int, after: int | None = 3, **more: str) -> int:
        """A session of two repetitions on the sore side."""
        plan = self.user_state.plan
        assert plan
        session = self.journal.begin_session(plan, pain_before=before, at=at)
        item = plan.items[0]
        for number in (1, 2):
            done = Repetition(
                item=0,
                exercise=item.exercise,
                variant=item.variant,
                side=Side.LEFT,
                set=1,
                rep=number,
                hold_s=6.0,
            )
            self.journal.add_repetition(session, done, at + timedelta(minutes=number))
        self.journal.end_session(
            session,
            at + timedelta(minutes=9),
            how=Ending.FINISHED,
            pain_after=after,
            note=more.get("note", ""),
            really=CompletionClaim.ALL,
        )
        return session

    def days_ago(self, days: int, hour: int = 9) -> datetime:
        return (NOW - timedelta(days=days)).replace(hour=hour)

    def show_progress(self) -> None:
        self.controller.show_progress()
        settle()

    def open(self, day: datetime) -> None:
        """Opens a day from the calendar."""
        self.show_progress()
        self.press(f"progress_day_{day.date().isoformat()}")
        assert self.window.current() == "day"

    def press(self, name: str) -> None:
        self._press(self.window, name)
        settle()

    def type(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus, "nothing has the keyboard"
            self.qtbot.keyClick(focus, key, modifier)
            settle()

    def text(self, name: str) -> str:
        label = self.window.findChild(QLabel, name)
        assert label, name
        return label.text()

    def texts(self) -> str:
        """All that the page of the day says."""
        page = self.window.page("day")
        return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())

    def there(self, name: str) -> bool:
        widget = self.window.findChild(QWidget, name)
        return widget is not None and widget.isVisible()

    def dump(self) -> list[str]:
        return list(self.journal._db.iterdump())


@pytest.fixture
def home(appearance: Appearance, qtbot: QtBot, press: Press, tmp_path: Path) -> Iterator[Home]:
    home = Home(appearance, qtbot, press, tmp_path)
    yield home
    home.controller.close()
    home.journal.close()


def test_a_day_of_the_calendar_opens_and_tells_all_that_was_kept(home: Home) -> None:
    at = home.days_ago(3)
    session = home.add(at, 6, 4, note="<b>After</b> the garden")
    stop = PainStop(
        item=0,
        exercise="dontigny_knee_brace",
        variant=None,
        side=Side.LEFT,
        set=1,
        rep=3,
        second_s=2.0,
        what="sharp",
    )
    home.journal.add_stop(session, stop, at)
    left = LeftExercise(
        item=0, exercise="dontigny_knee_brace", variant=None, side=Side.LEFT, set=1, rep=3
    )
    home.journal.add_left(session, left, at + timedelta(minutes=3))
    home.open(at)
    assert home.text("day_page_title") == "Thursday, 19 November 2026"
    said = home.texts()
    assert "09:00 to 09:09" in said
    assert "6 before, 4 after" in said
    assert "Heel push in a doorway: LEFT side 2 of 6, 6\u00a0s each" in said
    hurt = "Heel push in a doorway, LEFT side, repetition 3: it hurt more. You said: a sharp"
    assert hurt in said
    assert "Left early\nHeel push in a doorway, LEFT side, after 2 repetitions" in said
    assert "Completed" in said
    assert "All of it" in said
    assert "<b>After</b> the garden" in said
    home.type(K.Key_Escape)
    assert home.window.current() == "progress"


def test_a_mark_of_the_chart_opens_by_mouse_and_by_keyboard(home: Home) -> None:
    for days in (9, 5, 2):
        home.add(home.days_ago(days), 5)
    home.show_progress()
    chart = home.window.findChild(PainChart)
    assert chart
    box = chart._plot.getViewBox()
    scene = box.mapViewToScene(QPointF(chart._marks[1].x, 5))
    spot = chart._plot.mapTo(chart, chart._plot.mapFromScene(scene))
    home.qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot)
    settle()
    assert home.window.current() == "day"
    assert home.text("day_page_title") == "Tuesday, 17 November 2026"
    home.show_progress()
    chart.setFocus()
    home.type(K.Key_End, K.Key_Left, K.Key_Left, K.Key_Return)
    assert home.window.current() == "day"
    assert home.text("day_page_title") == "Friday, 13 November 2026"


def test_a_week_opens_its_days_and_a_day_leads_back_to_it(home: Home) -> None:
    for days in (9, 8, 2):
        home.add(home.days_ago(days), 5)
    home.show_progress()
    home.press("progress_week_2026-11-09")
    assert home.text("day_page_title") == "9 Nov 2026 to 15 Nov 2026"
    home.press("day_open_2026-11-14")
    assert home.text("day_page_title") == "Saturday, 14 November 2026"
    home.press("day_earlier")
    assert home.text("day_page_title") == "Friday, 13 November 2026"
    home.press("day_among")
    assert home.there("day_open_2026-11-13")
    home.show_progress()
    # The only day of its week.
    home.press("progress_week_2026-11-16")
    assert home.text("day_page_title") == "Friday, 20 November 2026"
    assert not home.there("day_among")


def test_days_and_weeks_are_reached_by_the_keyboard_and_have_names(home: Home) -> None:
    for days in (13, 12, 5, 4):
        home.add(home.days_ago(days), 5)
    home.show_progress()
    last = home.window.findChild(QAbstractButton, "progress_day_2026-11-18")
    assert last
    assert last.accessibleName() == "Wednesday, 18 November: 1 session"
    last.setFocus()
    home.type(K.Key_Up)
    focus = QApplication.focusWidget()
    assert focus
    assert focus.objectName() == "progress_day_2026-11-10"
    home.type(K.Key_Left, K.Key_Return)
    assert home.text("day_page_title") == "Monday, 9 November 2026"
    home.show_progress()
    week = home.window.findChild(QAbstractButton, "progress_week_2026-11-16")
    assert week
    assert week.accessibleName() == "Week of 16 Nov: 2 of 5 sessions"
    week.setFocus()
    home.type(K.Key_Left, K.Key_Space)
    assert home.text("day_page_title") == "9 Nov 2026 to 15 Nov 2026"


def test_a_session_is_changed_and_the_change_taken_back_to_the_letter(home: Home) -> None:
    at = home.days_ago(3)
    session = home.add(at, 9, 9, note="slip")
    before = home.dump()
    home.open(at)
    name = f"day_session_{session}"
    home.press(f"{name}_change")
    home.press(f"{name}_before_4")
    home.press(f"{name}_untold")
    home.press(f"{name}_really_none")
    note = home.window.findChild(QPlainTextEdit, f"{name}_note")
    assert note
    note.setPlainText("It was a 4.")
    home.press(f"{name}_keep")
    (record,) = home.journal.sessions()
    assert (record.pain_before, record.pain_after, record.note) == (4, None, "It was a 4.")
    assert record.repetitions == 0
    assert home.journal.details(record).really is CompletionClaim.NONE
    assert "4 before; not answered after" in home.texts()
    assert home.text("day_last") == "The session of 09:00 was changed."
    undo = QApplication.focusWidget()
    assert undo
    assert undo.accessibleName() == "Undo: The session of 09:00 was changed."
    home.type(K.Key_Z, ctrl=True)
    assert home.dump() == before
    assert not home.there("day_undo")


def test_nothing_is_changed_by_cancel_or_escape(home: Home) -> None:
    at = home.days_ago(3)
    session = home.add(at, 6)
    before = home.dump()
    home.open(at)
    for leave in (
        lambda: home.press(f"day_session_{session}_cancel"),
        lambda: home.type(K.Key_Escape),
    ):
        home.press(f"day_session_{session}_change")
        home.press(f"day_session_{session}_before_1")
        leave()
        assert home.window.current() == "day"
        assert home.there(f"day_session_{session}_change")
        assert home.dump() == before
        assert not home.there("day_undo")


def test_deleting_changes_chart_weeks_calendar_and_undo_brings_all_back(home: Home) -> None:
    for days in (9, 5):
        home.add(home.days_ago(days), 5)
    at = home.days_ago(2)
    session = home.add(at, 8)
    before = home.dump()
    home.open(at)
    home.press(f"day_session_{session}_delete")
    assert [one.pain_before for one in home.journal.sessions()] == [5, 5]
    assert "Nothing is recorded for this day." in home.texts()
    assert home.text("day_last") == "The session of 09:00 was deleted."
    home.press("day_undo")
    assert home.dump() == before
    assert "8 before, 3 after" in home.texts()
    home.press(f"day_session_{session}_delete")
    home.press("day_back")
    chart = home.window.findChild(PainChart)
    assert chart
    assert [mark.before for mark in chart._marks] == [5, 5]
    assert not home.there("progress_day_2026-11-20")
    assert home.text("progress_weeks").startswith("This week: 1.")
    # What was left can't be undone any more.
    home.open(home.days_ago(5))
    assert not home.there("day_undo")


def test_another_date_moves_the_session_and_undo_moves_it_back(home: Home) -> None:
    at = home.days_ago(3)
    session = home.add(at, 6)
    before = home.dump()
    home.open(at)
    name = f"day_session_{session}"
    home.press(f"{name}_change")
    day, time = home.window.findChild(QDateEdit), home.window.findChild(QTimeEdit)
    assert day
    assert time
    for edit, shown in ((day, "19 Nov 2026"), (time, "09:00")):
        field = edit.findChild(QLineEdit)
        assert field
        assert field.text() == shown
        assert field.width() > field.fontMetrics().horizontalAdvance(shown)
    day.setDate(QDate(2026, 11, 17))
    time.setTime(QTime(7, 45))
    home.press(f"{name}_keep")
    assert home.text("day_page_title") == "Tuesday, 17 November 2026"
    assert home.text("day_last") == "The session was moved to 17 Nov 2026."
    (record,) = home.journal.sessions()
    assert record.started_at == datetime(2026, 11, 17, 7, 45, tzinfo=UTC)
    assert record.ended_at == datetime(2026, 11, 17, 7, 54, tzinfo=UTC)
    home.press("day_undo")
    assert home.text("day_page_title") == "Thursday, 19 November 2026"
    assert home.dump() == before


def test_a_date_still_to_come_is_pointed_out_and_put_right(home: Home) -> None:
    home.add(home.days_ago(3), 6)
    session = home.add(datetime(2037, 5, 5, 9, tzinfo=UTC), 3)
    home.show_progress()
    assert "dated 5 May 2037, which is later than today" in home.text("progress_ahead")
    home.press("progress_put_right")
    assert home.text("day_page_title") == "Tuesday, 5 May 2037"
    assert "This date is in the future" in home.texts()
    name = f"day_session_{session}"
    home.press(f"{name}_change")
    day = home.window.findChild(QDateEdit)
    assert day
    day.setDate(QDate(2036, 5, 5))
    home.press(f"{name}_keep")
    assert home.text(f"{name}_fault") == "This date and time are in the future."
    day.setDate(QDate(2026, 11, 21))
    home.press(f"{name}_keep")
    assert home.text("day_page_title") == "Saturday, 21 November 2026"
    home.press("day_back")
    assert not home.there("progress_ahead")


def test_the_note_on_today_leads_to_what_is_dated_ahead(home: Home) -> None:
    home.user_state.answer(home.user_state.answers or answers_from({}, home.user_state.catalogue))
    for year in (2037, 2038):
        home.add(datetime(year, 5, 5, 9, tzinfo=UTC), 3)
    home.controller.show_today()
    home.press("notice_primary")
    assert home.window.current() == "day"
    assert home.text("day_page_title") == "5 May 2037 to 5 May 2038"
    assert home.there("day_open_2038-05-05")


def test_a_corrected_slip_takes_the_safety_questions_away(home: Home) -> None:
    def banner() -> str:
        home.controller.show_today()
        settle()
        page = home.window.page("today")
        assert isinstance(page, TodayPage)
        return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())

    answers = home.user_state.answers
    assert answers
    home.user_state.now = lambda: NOW - timedelta(days=2)
    home.user_state.answer(answers)
    home.user_state.now = lambda: NOW
    at = NOW - timedelta(days=1)
    session = home.add(at, 9)
    assert "Your pain has risen." in banner()
    home.open(at)
    home.press(f"day_session_{session}_change")
    home.press(f"day_session_{session}_before_5")
    home.press(f"day_session_{session}_keep")
    assert "Your pain has risen." not in banner()


def test_a_paper_day_leads_to_the_diary(home: Home) -> None:
    home.journal.keep_paper_days([DayEntry(day=date(2026, 11, 10), sessions=1, pain=4)])
    home.show_progress()
    home.press("progress_day_2026-11-10")
    assert "Pain: 4. Sessions: 1." in home.texts()
    home.press("day_diary")
    assert home.window.current() == "diary"


def test_a_paper_day_still_to_come_is_deleted_and_brought_back(home: Home) -> None:
    entry = DayEntry(day=date(2037, 5, 5), sessions=1, pain=4)
    home.add(home.days_ago(3), 6)
    home.journal.keep_paper_days([entry])
    home.show_progress()
    home.press("progress_put_right")
    home.press("day_paper_delete")
    assert home.journal.paper_days() == ()
    home.press("day_undo")
    assert home.journal.paper_days() == (entry,)


def test_a_session_that_was_not_ended_can_be_looked_at_and_deleted(home: Home) -> None:
    plan = home.user_state.plan
    assert plan
    at = home.days_ago(1)
    session = home.journal.begin_session(plan, pain_before=6, at=at)
    home.open(at)
    assert "Not ended yet" in home.texts()
    assert not home.there(f"day_session_{session}_change")
    home.press(f"day_session_{session}_delete")
    assert home.journal.unfinished() is None
    home.press("day_undo")
    assert home.journal.unfinished() is not None


@pytest.mark.logs("no space left")
def test_what_cannot_be_written_is_told_and_changes_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = home.days_ago(3)
    session = home.add(at, 6)

    def full(*_: object) -> None:
        raise JournalError(JournalFault.FULL, home.journal.path)

    monkeypatch.setattr(Journal, "delete_session", full)
    home.open(at)
    home.press(f"day_session_{session}_delete")
    box = home.window.findChild(QMessageBox, "trouble")
    assert box
    assert "no space left" in box.text()
    box.close()
    assert home.there(f"day_session_{session}_delete")
    assert not home.there("day_undo")


@pytest.mark.logs("The journal ")
def test_what_cannot_be_read_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    at = home.days_ago(3)
    home.add(at, 6)

    def damaged(*_: object) -> None:
        raise JournalError(JournalFault.DAMAGED, home.journal.path)

    monkeypatch.setattr(Journal, "details", damaged)
    home.show_progress()
    home.press("progress_day_2026-11-19")
    box = home.window.findChild(QMessageBox, "trouble")
    assert box
    assert "damaged" in box.text()
    box.close()
    assert home.window.current() == "progress"


def test_the_mark_that_the_keyboard_reaches_is_the_name_of_the_chart(home: Home) -> None:
    home.add(home.days_ago(3), 6)
    home.show_progress()
    chart = home.window.findChild(PainChart)
    assert chart
    assert chart.accessibleName() == "Pain before and after your sessions"
    chart.setFocus()
    home.type(K.Key_End)
    assert chart.accessibleName() == ("Thursday, 19 November 2026, 09:00: pain 6 before, 3 after.")


def test_many_months_in_one_mark_open_as_a_list(home: Home) -> None:
    for days in (40, 20, 3):
        home.add(home.days_ago(days), 5)
    home.controller._day_flow.show(Span(first=date(2026, 11, 1), last=date(2026, 11, 30)))
    settle()
    assert home.text("day_page_title") == "November 2026"
    assert home.there("day_open_2026-11-02")
    assert not home.there("day_open_2026-10-13")


def test_targets_are_large_enough(home: Home) -> None:
    home.add(home.days_ago(3), 5)
    home.show_progress()
    for name in ("progress_day_2026-11-19", "progress_week_2026-11-16"):
        area = home.window.findChild(QAbstractButton, name)
        assert area
        assert min(area.width(), area.height()) >= 44
        assert area.rect().contains(QPoint(20, 20))
