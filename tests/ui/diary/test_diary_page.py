"""The paper diary typed in: a month in under a minute, seven taps a week, nothing twice."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import DayEntry, Ending, Repetition
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.ui.diary.diary_page import DiaryPage
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.progress.pain_chart import PainChart
from evenkeel.ui.shell.controller import Controller
from evenkeel.ui.style.appearance import Appearance
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
#: The last day of a month of 31 days.
NOW = datetime(2026, 10, 31, 18, 0, tzinfo=UTC)
K = Qt.Key
PAIN = [
    6,
    5,
    5,
    7,
    4,
    5,
    3,
    4,
    4,
    5,
    3,
    3,
    2,
    4,
    3,
    10,
    6,
    4,
    3,
    3,
    2,
    2,
    3,
    1,
    2,
    2,
    1,
    0,
    1,
    1,
    0,
]


class Desk:
    """The window at home, with a sheet of paper beside it."""

    def __init__(self, appearance: Appearance, qtbot: QtBot, press: Press, folder: Path) -> None:
        self.journal = Journal.open(folder / "journal.sqlite")
        self.now = NOW
        self.appearance = appearance
        self.keys_pressed = 0
        self.taps = 0
        user_state = UserState(self.journal, appearance.catalogue, lambda: self.now)
        self.controller = Controller(
            appearance, user_state, Preferences(folder / "settings.json"), clock=lambda: 0.0
        )
        self.window = self.controller.window
        self._press, self._qtbot = press, qtbot
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def open(self) -> None:
        self.controller.show_progress()
        self.press("progress_diary")
        self.taps = 0

    def press(self, name: str) -> None:
        self.taps += 1
        self._press(self.window, name)
        settle()

    def type(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus, "nothing has the keyboard"
            self._qtbot.keyClick(focus, key, modifier)
            self.keys_pressed += 1
            settle()

    def day(self) -> str:
        label = self.window.findChild(QLabel, "diary_day_title")
        assert label
        return label.text()

    def button(self, name: str) -> QAbstractButton:
        found = self.window.findChild(QAbstractButton, name)
        assert found, name
        return found

    def kept(self) -> dict[int, tuple[int, int | None]]:
        return {one.day.day: (one.sessions, one.pain) for one in self.journal.paper_days()}

    def guide(self, day: int, pain: int) -> None:
        """A session that the program guided itself."""
        answers = answers_from({"sore_side": "left"}, self.appearance.catalogue)
        at = datetime(2026, 10, day, 9, tzinfo=UTC)
        plan = decide(answers, self.appearance.catalogue)
        session = self.journal.begin_session(plan, pain_before=pain, at=at)
        item = plan.items[0]
        done = Repetition(
            item=0, exercise=item.exercise, variant=None, side=None, set=1, rep=1, hold_s=6.0
        )
        self.journal.add_repetition(session, done, at)
        self.journal.end_session(session, at, how=Ending.FINISHED, pain_after=pain)


@pytest.fixture
def desk(appearance: Appearance, qtbot: QtBot, press: Press, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(appearance, qtbot, press, tmp_path)
    yield desk
    desk.controller.close()
    desk.journal.close()


def digit(pain: int) -> Qt.Key:
    return K.Key_X if pain == 10 else Qt.Key(K.Key_0 + pain)


def test_a_month_by_keyboard_takes_a_key_a_day(desk: Desk) -> None:
    desk.open()
    desk.type(*map(digit, PAIN))
    assert desk.keys_pressed == len(PAIN)
    assert desk.kept() == {day: (1, pain) for day, pain in enumerate(PAIN, 1)}
    desk.type(K.Key_Return)
    assert desk.window.current() == "progress"


def test_a_month_by_mouse_takes_seven_taps_a_week(desk: Desk) -> None:
    desk.open()
    for pain in PAIN:
        desk.press(f"diary_pain_{pain}")
    assert desk.taps * 7 / len(PAIN) <= 7
    assert desk.kept() == {day: (1, pain) for day, pain in enumerate(PAIN, 1)}
    desk.press("diary_done")
    assert desk.window.current() == "progress"


def test_the_month_is_in_chart_calendar_and_words_marked_as_paper(desk: Desk) -> None:
    desk.open()
    desk.type(*map(digit, PAIN), K.Key_Return)
    chart = desk.window.findChild(PainChart)
    assert chart
    assert "31 days from your paper diary, with a pain between 0 and 10." in (
        chart.accessibleDescription()
    )
    assert "sessions from" not in chart.accessibleDescription()
    assert all(mark.paper for mark in chart._marks)
    said: list[str] = []
    chart.pointed.connect(said.append)
    chart.setFocus()
    desk.type(K.Key_Home)
    assert said[-1] == "Thursday, 1 October 2026: pain 6, from your paper diary."
    weeks = desk.window.findChild(QLabel, "progress_weeks")
    assert weeks
    assert weeks.text().startswith("This week: 6.")


def test_a_day_with_another_number_of_sessions(desk: Desk) -> None:
    desk.open()
    desk.type(K.Key_Minus, K.Key_4, K.Key_Plus, K.Key_Plus, K.Key_5, K.Key_6)
    assert desk.kept() == {1: (0, 4), 2: (3, 5), 3: (1, 6)}
    desk.press("diary_usual_2")
    desk.press("diary_pain_3")
    desk.press("diary_sessions_0")
    desk.press("diary_pain_none")
    desk.press("diary_pain_none")
    assert desk.kept() == {1: (0, 4), 2: (3, 5), 3: (1, 6), 4: (2, 3), 6: (2, None)}
    desk.press("diary_day_2026-10-04")
    desk.press("diary_sessions_1")
    assert desk.kept()[4] == (1, 3)


def test_what_the_program_kept_is_shown_passed_over_and_not_doubled(desk: Desk) -> None:
    desk.guide(2, 8)
    desk.guide(3, 7)
    desk.open()
    assert desk.button("diary_day_2026-10-02").accessibleName() == (
        "Friday, 2 October: 1 session, pain 8, recorded by Evenkeel"
    )
    desk.type(K.Key_6, K.Key_5)
    assert desk.kept() == {1: (1, 6), 4: (1, 5)}
    desk.press("diary_day_2026-10-02")
    assert not desk.button("diary_pain_5").isEnabled()
    desk.type(K.Key_9)
    assert 2 not in desk.kept()
    desk.press("diary_sessions_3")
    assert desk.kept()[2] == (3, None)
    desk.press("diary_sessions_1")
    assert 2 not in desk.kept()


def test_what_was_typed_in_before_is_shown_again(desk: Desk) -> None:
    desk.open()
    desk.type(K.Key_6, K.Key_5, K.Key_Escape)
    assert desk.window.current() == "progress"
    desk.open()
    assert desk.button("diary_day_2026-10-02").accessibleName() == (
        "Friday, 2 October: 1 session, pain 5"
    )
    assert desk.day() == "Saturday, 3 October"


def test_a_wrong_number_is_corrected_taken_back_and_undone(desk: Desk) -> None:
    desk.open()
    desk.type(K.Key_6, K.Key_7, K.Key_Left, K.Key_5)
    assert desk.kept() == {1: (1, 6), 2: (1, 5)}
    desk.type(K.Key_Backspace)
    assert desk.kept() == {1: (1, 6)}
    assert desk.day() == "Friday, 2 October"
    desk.type(K.Key_Z, ctrl=True)
    assert desk.kept() == {1: (1, 6), 2: (1, 5)}
    last = desk.window.findChild(QLabel, "diary_last")
    assert last
    assert last.text() == "2 Oct: pain 5"
    desk.press("diary_undo")
    assert last.text() == "2 Oct: pain 7"
    assert desk.kept() == {1: (1, 6), 2: (1, 7)}
    desk.press("diary_undo")
    desk.press("diary_undo")
    assert desk.kept() == {}
    assert not desk.button("diary_undo").isEnabled()


def test_a_key_erases_nothing_without_saying_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(desk.appearance.reader, "tell", lambda _page, text: said.append(text))
    desk.open()
    desk.type(K.Key_6, K.Key_Left, K.Key_Space)
    assert desk.kept() == {1: (1, 6)}
    assert said == ["1 Oct keeps pain 6. Delete takes it away."]
    desk.type(K.Key_Delete)
    assert desk.kept() == {}
    assert said[-1] == "1 Oct: what was there is gone. Undo brings it back."
    desk.type(K.Key_Z, ctrl=True)
    assert desk.kept() == {1: (1, 6)}
    assert said[-1] == "1 Oct: pain 6"
    last = desk.window.findChild(QLabel, "diary_last")
    assert last
    assert last.text() == said[-1]
    # A day without a number is noted without one, as before.
    desk.type(K.Key_Right, K.Key_Space)
    assert desk.kept()[2] == (1, None)


def test_arrows_go_by_days_and_weeks_and_stay_in_the_month(desk: Desk) -> None:
    desk.open()
    desk.type(K.Key_Left, K.Key_Up, K.Key_Down, K.Key_Right)
    assert desk.day() == "Friday, 9 October"
    desk.type(K.Key_Down, K.Key_Down, K.Key_Down, K.Key_Down)
    assert desk.day() == "Friday, 30 October"


def test_the_future_is_closed(desk: Desk) -> None:
    desk.now = datetime(2026, 10, 10, 9, tzinfo=UTC)
    desk.open()
    assert desk.button("diary_day_2026-10-10").isEnabled()
    assert not desk.button("diary_day_2026-10-11").isEnabled()
    assert not desk.button("diary_later").isEnabled()
    desk.type(*[K.Key_5] * 14)
    assert max(desk.kept()) == 10


def test_in_the_first_days_of_a_month_the_one_before_is_typed_in(desk: Desk) -> None:
    desk.now = datetime(2026, 11, 2, 9, tzinfo=UTC)
    desk.open()
    assert desk.day() == "Thursday, 1 October"
    desk.press("diary_later")
    assert desk.day() == "Sunday, 1 November"
    desk.type(K.Key_4)
    desk.press("diary_earlier")
    desk.press("diary_undo")
    assert desk.day() == "Sunday, 1 November"
    assert desk.kept() == {}


def test_a_shortcut_leads_to_it_from_anywhere(desk: Desk) -> None:
    desk.controller.show_library()
    settle()
    desk.type(K.Key_D, ctrl=True)
    assert desk.window.current() == "diary"
    assert desk.day() == "Thursday, 1 October"


def test_by_keyboard_alone_from_the_first_page(desk: Desk) -> None:
    desk.controller.show_today()
    settle()
    desk.type(K.Key_3, ctrl=True)
    assert desk.window.current() == "progress"
    for _ in range(12):
        focus = QApplication.focusWidget()
        if focus and focus.objectName() == "progress_diary":
            break
        desk.type(K.Key_Tab)
    desk.type(K.Key_Return)
    assert desk.window.current() == "diary"
    desk.type(K.Key_3)
    assert desk.kept() == {1: (1, 3)}
    reached = set()
    for _ in range(30):
        desk.type(K.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus
        reached.add(focus.objectName())
    for wanted in ("diary_usual_", "diary_sessions_", "diary_pain_10", "diary_done", "diary_undo"):
        assert any(name.startswith(wanted) for name in reached), wanted
    buttons = desk.window.page("diary").findChildren(QAbstractButton)
    assert [one.objectName() for one in buttons if not one.accessibleName()] == []


@pytest.mark.logs("no space left")
def test_a_journal_that_can_not_be_written_is_told_and_nothing_is_shown_as_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open()

    def full(_: list[DayEntry]) -> None:
        raise JournalError(JournalFault.FULL, desk.journal.path)

    monkeypatch.setattr(desk.journal, "keep_paper_days", full)
    desk.type(K.Key_5)
    box = desk.window.findChild(QMessageBox, "trouble")
    assert box
    assert "no space left" in box.text()
    box.close()
    settle()
    assert desk.button("diary_day_2026-10-01").accessibleName().endswith("nothing yet")


@pytest.mark.parametrize("percent", [100, 200])
def test_days_are_large_enough_to_hit(appearance: Appearance, desk: Desk, percent: int) -> None:
    appearance.change(theme=appearance.theme, text_percent=percent, reduced_motion=True)
    desk.open()
    page = desk.window.findChild(DiaryPage)
    assert page
    for number in range(1, 32):
        cell = desk.button(f"diary_day_{date(2026, 10, 1) + timedelta(days=number - 1)}")
        assert cell.width() >= 44
        assert cell.height() >= 44
