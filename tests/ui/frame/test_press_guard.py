"""The second click of a double click does nothing on what came with the first."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox

from evenkeel.catalogue.terms import Outcome
from evenkeel.ui.plan.dose_panel import DosePanel
from evenkeel.ui.questions.questionnaire_page import QuestionnairePage
from tests.gallery.stage import LEFT, NOW, Stage
from tests.ui.patience import later
from tests.ui.screen import settle

SIZES = [(1024, 700), (1200, 740), (1366, 768), (1920, 1080)]
#: Seconds between the two clicks.
GAPS = [0.06, 0.15, 0.25, 0.35]
LEFT_BUTTON, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Hand:
    """A hand at the real window: presses come to it as the system delivers them."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.window = stage.window
        self.seconds = 100.0
        assert self.window.presses
        self.window.presses.clock = lambda: self.seconds
        later(self.window.presses)

    def place(self, name: str) -> QPoint:
        """Where a button is on the window, scrolled to where it can be pressed."""
        settle()
        button = self.window.findChild(QAbstractButton, name)
        assert button, name
        assert button.isVisible(), name
        page = self.window.page(self.window.current())
        area = getattr(page, "scroll_area", None)
        if area and area.isAncestorOf(button):
            area.ensureWidgetVisible(button)
            settle()
        return button.mapTo(self.window, button.rect().center())

    def click_at(self, at: QPoint) -> None:
        """One click, wherever that is."""
        QTest.mouseClick(self.window.windowHandle(), LEFT_BUTTON, NONE, at)
        settle()

    def click(self, name: str) -> None:
        """One click on a button after a look at it."""
        self.seconds += 2
        self.click_at(self.place(name))

    def double_click(self, name: str, gap_s: float) -> None:
        """Two clicks at the same place."""
        at = self.place(name)
        self.seconds += 2
        self.click_at(at)
        self.seconds += gap_s
        self.click_at(at)

    def checked(self) -> list[str]:
        """The names of what is chosen on the page."""
        page = self.window.page(self.window.current())
        buttons = page.findChildren(QAbstractButton)
        return [one.objectName() for one in buttons if one.isVisible() and one.isChecked()]


@pytest.fixture(scope="module")
def opened(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path_factory.mktemp("data"))
    stage.window.show()
    settle()
    yield stage
    stage.close()


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def hand(opened: Stage, request: pytest.FixtureRequest) -> Hand:
    opened.window.resize(*request.param)
    opened.answer(LEFT)
    settle()
    return Hand(opened)


@pytest.fixture
def small(opened: Stage) -> Hand:
    opened.window.resize(1024, 700)
    opened.answer(LEFT)
    settle()
    return Hand(opened)


def asked(hand: Hand) -> str:
    page = hand.window.page("questionnaire")
    assert isinstance(page, QuestionnairePage)
    return page._key


@pytest.mark.parametrize("gap_s", GAPS)
def test_start_asks_for_the_pain_and_stays_there(hand: Hand, gap_s: float) -> None:
    hand.double_click("today_start", gap_s)
    assert hand.window.current() == "pain"
    assert hand.checked() == []


@pytest.mark.parametrize("gap_s", GAPS)
def test_safety_questions_come_with_nothing_ticked(hand: Hand, gap_s: float) -> None:
    hand.stage.now = NOW + timedelta(days=15)
    hand.stage.controller.show_today()
    hand.double_click("notice_primary", gap_s)
    hand.stage.now = NOW
    assert hand.window.current() == "questionnaire"
    assert hand.checked() == []


@pytest.mark.parametrize("gap_s", GAPS)
def test_a_double_click_answers_one_question(hand: Hand, gap_s: float) -> None:
    hand.stage.controller._questions_flow._show_questions(None)
    settle()
    hand.double_click("red_flags_none", gap_s)
    assert hand.checked() == ["red_flags_none"]
    hand.double_click("questionnaire_next", gap_s)
    assert (asked(hand), hand.checked()) == ("pregnancy", [])
    for answer, following in (
        ("pregnancy_no", "sore_side"),
        ("sore_side_left", "pain_pattern"),
        ("pain_pattern_shifted", "pain_now"),
        ("pain_scale_4", "floor"),
        ("floor_true", "equipment"),
    ):
        hand.double_click(answer, gap_s)
        assert (asked(hand), hand.checked()) == (following, []), answer


@pytest.mark.parametrize("gap_s", GAPS)
def test_what_may_be_combined_stays_ticked(small: Hand, gap_s: float) -> None:
    small.stage.controller._questions_flow._show_questions(None, "equipment")
    settle()
    small.double_click("equipment_chair", gap_s)
    assert small.checked() == ["equipment_chair"]
    small.double_click("equipment_wall", gap_s)
    assert small.checked() == ["equipment_wall", "equipment_chair"]
    small.click("equipment_chair")
    assert small.checked() == ["equipment_wall"]


@pytest.mark.parametrize("gap_s", GAPS)
def test_find_my_exercises(small: Hand, gap_s: float) -> None:
    small.stage.journal.erase()
    small.stage.user_state.load()
    small.stage.controller.show_today()
    small.double_click("today_find", gap_s)
    assert small.window.current() == "questionnaire"
    assert small.checked() == []


@pytest.mark.parametrize("gap_s", GAPS)
def test_adjust_opens_or_closes_once(hand: Hand, gap_s: float) -> None:
    def is_open() -> bool:
        return any(one.isVisible() for one in hand.window.findChildren(DosePanel))

    before = is_open()
    hand.double_click("today_adjust_inflare_correction", gap_s)
    assert is_open() is not before
    assert hand.stage.user_state.plan_today == hand.stage.user_state.plan


def test_clicks_that_are_meant_count_however_quick(small: Hand) -> None:
    small.stage.controller.show_settings()
    settle()
    before = small.stage.preferences.settings.sessions_per_week
    at = small.place("settings_aim_more")
    small.seconds += 2
    for _ in range(4):
        small.click_at(at)
        small.seconds += 0.08
    assert small.stage.preferences.settings.sessions_per_week == before + 4


def test_the_sidebar_is_there_all_the_time(small: Hand) -> None:
    small.seconds += 2
    for name, page in (("nav_library", "library"), ("nav_progress", "progress")):
        small.click_at(small.place(name))
        small.seconds += 0.1
        assert small.window.current() == page


def test_after_a_moment_what_has_come_counts(small: Hand) -> None:
    small.double_click("today_start", 0.1)
    at = small.place("pain_page_skip")
    small.click_at(at)
    assert small.window.current() == "pain"
    small.seconds += 0.5
    small.click_at(at)
    assert small.window.current() == "today"


def test_a_dialog_that_comes_under_the_hand_is_not_answered(small: Hand) -> None:
    small.stage.controller.notify("Something went wrong.")
    settle()
    box = small.window.findChild(QMessageBox, "trouble")
    assert box
    button = box.buttons()[0]
    handle, at = box.windowHandle(), button.mapTo(box, button.rect().center())
    QTest.mouseClick(handle, LEFT_BUTTON, NONE, at)
    settle()
    assert box.isVisible()
    small.seconds += 1
    QTest.mouseClick(handle, LEFT_BUTTON, NONE, at)
    settle()
    assert not box.isVisible()


def held(window: Hand, key: Qt.Key) -> None:
    """The system says again that a key is still down."""
    for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, key, NONE, "", True, 1)
        QApplication.sendEvent(window.window.windowHandle(), event)
    settle()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_that_is_held_presses_once(small: Hand, key: Qt.Key) -> None:
    button = small.window.findChild(QAbstractButton, "today_start")
    assert button
    button.setFocus()
    QTest.keyPress(small.window.windowHandle(), key)
    for _ in range(3):
        held(small, key)
    QTest.keyRelease(small.window.windowHandle(), key)
    settle()
    assert small.window.current() == "pain"


def test_a_fast_keyboard_is_heard_at_once(small: Hand) -> None:
    small.stage.controller._questions_flow._show_questions(None)
    settle()
    handle = small.window.windowHandle()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Down):
        QTest.keyClick(handle, key)
    page = small.window.page("questionnaire")
    none = page.findChild(QAbstractButton, "red_flags_none")
    assert none
    none.setFocus()
    QTest.keyClick(handle, Qt.Key.Key_Space)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    settle()
    assert asked(small) == "pregnancy"
    QTest.keyClick(handle, Qt.Key.Key_1)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    settle()
    assert asked(small) == "sore_side"


def test_it_hurts_more_is_never_swallowed(small: Hand) -> None:
    plan = small.stage.user_state.plan_today
    assert plan
    assert plan.outcome is Outcome.EXERCISE
    small.stage.controller.session.begin(plan, 4)
    at = small.place("coach_hurts")
    # At once: the page has come this very moment.
    small.click_at(at)
    assert small.window.page("coach")._playback.state.name == "HURT"  # type: ignore[attr-defined]
    # And its second click does not answer what is asked then.
    small.seconds += 0.15
    small.click_at(at)
    assert small.window.current() == "coach"
    small.stage.controller.session.stop()


def test_a_key_that_is_held_in_a_session_means_pain_whatever_it_did_first(small: Hand) -> None:
    """Its first press pauses and so changes the page; what the server repeats must come all the
    same, above all where the system takes its releases for a finger's own."""
    plan = small.stage.user_state.plan_today
    assert plan
    small.stage.controller.session.begin(plan, 4)
    settle()
    handle, page = small.window.windowHandle(), small.window.page("coach")
    page._playback.ready()  # type: ignore[attr-defined]
    key = Qt.Key.Key_A

    def send(kind: QEvent.Type, at_ms: int) -> None:
        event = QKeyEvent(kind, key, NONE, "a")
        event.setTimestamp(at_ms)
        QApplication.sendEvent(handle, event)

    send(QEvent.Type.KeyPress, 1000)
    assert page._playback.state.name == "PAUSED"  # type: ignore[attr-defined]
    for at_ms in range(1660, 2100, 40):
        send(QEvent.Type.KeyRelease, at_ms)
        send(QEvent.Type.KeyPress, at_ms)
    assert page._playback.state.name == "HURT"  # type: ignore[attr-defined]
    send(QEvent.Type.KeyRelease, 2100)
    small.stage.controller.session.stop()


def test_a_key_that_went_down_before_a_session_does_nothing_in_it(small: Hand) -> None:
    plan = small.stage.user_state.plan_today
    assert plan
    handle = small.window.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Return)
    small.stage.controller.session.begin(plan, 4)
    settle()
    held(small, Qt.Key.Key_Return)
    page = small.window.page("coach")
    assert page._playback.state.name == "WAITING"  # type: ignore[attr-defined]
    small.stage.controller.session.stop()
