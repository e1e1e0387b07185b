"""The coach, played with a clock of the test's own: every beat is a call, nothing waits."""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.coach.events import (
    Eased,
    Ended,
    Event,
    HelpedAnswered,
    HelpedAsked,
    Hurt,
    LeadIn,
    PausedBy,
    PhaseStarted,
    RepetitionDone,
    Resumed,
)
from evenkeel.coach.session import Session
from evenkeel.coach.timeline import Helped, PhaseKind, Timing, timeline
from evenkeel.coach.view import SessionView, State
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.plan import Plan
from evenkeel.ui import theme
from evenkeel.ui.look import Look
from evenkeel.ui.pages import coach as coach_module
from evenkeel.ui.pages.coach import CoachPage
from evenkeel.ui.pages.coach_veils import Flash
from evenkeel.ui.tokens import THEMES
from evenkeel.ui.widgets.dots import Dots
from evenkeel.ui.widgets.figure import FigureView
from evenkeel.ui.widgets.ring import Ring, RingKind
from evenkeel.voice.cues import cues_of
from tests.ui.screen import settle
from tests.voice.heard import CATALOGUE, SCRIPT

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]

SHIFTED = {"sore_side": "left", "pain_pattern": "shifted"}
TIGHT = {"sore_side": "right", "pain_pattern": "tight"}


class Coach:
    """The page on the screen, playing a session on a clock that only the test moves."""

    def __init__(self, look: Look, show: Show, press: Press) -> None:
        self.page = CoachPage(look)
        self.now = 0.0
        self.events: list[Event] = []
        self.over: list[bool] = []
        self.explained: list[str] = []
        self.catalogue: Catalogue = look.catalogue
        self.page.eventHappened.connect(self.events.append)
        self.page.ended.connect(self.over.append)
        self.page.stopExplained.connect(lambda _hurt, what: self.explained.append(what))
        self._press = press
        show(self.page)

    def press(self, name: str) -> None:
        """Clicks the button of that name."""
        self._press(self.page, name)

    def play(self, answers: Mapping[str, object]) -> None:
        """Plays the plan of some answers from its start."""
        self.plan: Plan = decide(answers_from(answers, self.catalogue), self.catalogue)
        self.session = Session(self.plan, self.catalogue, clock=lambda: self.now)
        self.page.play(self.session, self.plan)
        settle()

    def after(self, seconds: float, beat_s: float = 0.5) -> None:
        """Lets the time go by, beat by beat."""
        until = self.now + seconds
        while self.now < until:
            self.now = min(until, self.now + beat_s)
            self.page.beat()
        settle()

    def text(self, name: str) -> str:
        """What a label says, without its marks."""
        label = self.page.findChild(QLabel, name)
        assert label
        text = label.text().replace("<b>", "").replace("</b>", "").replace("</span>", "")
        return text.rpartition(">")[2]

    def ring(self) -> tuple[RingKind, str, str]:
        """The ring's kind, its word and its number."""
        return self.page.ring._kind, self.page.ring._word, self.page.ring._number

    def sees(self, name: str) -> bool:
        """Whether something of that name is on the screen."""
        settle()
        found = self.page.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def picture(self) -> tuple[str, str, Side | None]:
        """Exercise, picture and side that are shown."""
        views = [view for view in self.page.findChildren(FigureView) if view.isVisible()]
        assert len(views) == 1
        shown = views[0]._shown
        assert shown
        return shown


@pytest.fixture
def coach(look: Look, show: Show, press: Press) -> Coach:
    return Coach(look, show, press)


def test_prepare_hold_rest_and_switch_look_and_read_differently(coach: Coach) -> None:
    coach.play(SHIFTED)
    assert coach.ring() == (RingKind.DASHED, "Prepare", "15")
    assert coach.text("coach_name") == "DonTigny knee brace"
    assert coach.text("coach_cue") == "press your LEFT heel into the frame"
    assert coach.text("coach_next") == "Next: hold 6 s"
    assert coach.picture() == ("dontigny_knee_brace", "start", Side.LEFT)
    coach.after(15)
    assert coach.ring() == (RingKind.FILLED, "Hold", "6")
    assert coach.text("coach_next") == "Next: rest 6 s"
    assert coach.picture() == ("dontigny_knee_brace", "hold", Side.LEFT)
    coach.after(6)
    assert coach.ring() == (RingKind.OPEN, "Rest", "6")
    assert coach.picture() == ("dontigny_knee_brace", "start", Side.LEFT)
    coach.after(11 * 6 - 6)
    assert coach.ring() == (RingKind.DASHED, "Switch", "10")
    assert coach.text("coach_cue") == "press your RIGHT heel into the frame"
    assert coach.picture() == ("dontigny_knee_brace", "start", Side.RIGHT)


def test_before_the_switch_the_other_side_is_announced(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(15 + 10 * 6 + 1)
    assert coach.text("coach_next") == "Next: your RIGHT side"


def test_the_number_is_the_seconds_that_remain_rounded_up(coach: Coach) -> None:
    coach.play(SHIFTED)
    seen = []
    for _ in range(30):
        coach.after(0.5)
        seen.append(coach.page.ring._number)
    assert seen[:4] == ["15", "14", "14", "13"]
    assert seen[-3:] == ["1", "1", "6"]


def test_the_warm_up_counts_minutes(coach: Coach) -> None:
    coach.play(TIGHT)
    coach.after(15)
    assert coach.ring() == (RingKind.FILLED, "Move", "5:00")
    coach.after(60.5)
    assert coach.ring()[2] == "4:00"
    coach.after(180)
    assert coach.ring()[2] == "1:00"
    assert not coach.text("coach_place").startswith("0")


def test_how_far_along(coach: Coach) -> None:
    coach.play(SHIFTED)
    total = timeline(coach.plan, coach.catalogue)[-1].end_s
    assert coach.text("coach_place") == f"1 of 5 · {-(-total // 60):.0f} min left"
    dots = coach.page.findChild(Dots)
    assert dots
    coach.after(15 + 6 + 6 + 1)
    assert (dots._done, dots._total, dots._running) == (1, 6, True)
    assert dots.accessibleName() == "Repetition 2 of 6"


def test_the_whole_timeline_is_played_and_emitted_once(coach: Coach) -> None:
    coach.play(SHIFTED)
    phases = timeline(coach.plan, coach.catalogue)
    asked = next(phase for phase in phases if phase.kind is PhaseKind.ASK)
    coach.after(asked.start_s)
    assert coach.session.state == State.ASKING
    coach.press("coach_helped_no")
    coach.after(phases[-1].end_s - asked.start_s + 1)
    started = [event.phase for event in coach.events if isinstance(event, PhaseStarted)]
    assert started == list(phases)
    done = [event.phase for event in coach.events if isinstance(event, RepetitionDone)]
    assert done == [phase for phase in phases if phase.kind is PhaseKind.HOLD]
    assert isinstance(coach.events[-1], Ended)
    assert coach.over == [True]


def test_yes_it_helped_skips_what_the_plan_says(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(200)
    assert coach.sees("coach_helped_yes")
    coach.after(60)
    assert coach.session.state == State.ASKING
    coach.press("coach_helped_yes")
    answered = [event for event in coach.events if isinstance(event, HelpedAnswered)]
    assert [event.helped for event in answered] == [Helped.YES]
    assert any(isinstance(event, HelpedAsked) for event in coach.events)
    assert coach.text("coach_name") == "Swiss ball superman"
    assert coach.text("coach_place").startswith("2 of 3")


def test_space_pauses_and_goes_on(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    coach.after(5)
    keys(Qt.Key.Key_Space)
    assert coach.sees("coach_paused")
    assert coach.text("coach_paused_why") == "Take the time you need."
    coach.after(30)
    assert coach.ring()[2] == "10"
    keys(Qt.Key.Key_Space)
    assert not coach.sees("coach_paused")
    coach.after(1)
    assert coach.ring() == (RingKind.DASHED, "Go on in", "4")
    coach.after(5)
    assert coach.ring()[2] == "9"
    assert [type(event) for event in coach.events[1:]] == [PausedBy, LeadIn, Resumed]


def test_a_click_does_not_take_space_away(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    coach.press("coach_more_time")
    keys(Qt.Key.Key_Space)
    assert coach.session.state == State.PAUSED


def test_pausing_moves_no_button(coach: Coach) -> None:
    coach.play(SHIFTED)
    settle()
    skip = coach.page.findChild(QAbstractButton, "coach_skip")
    assert skip
    before = skip.geometry()
    coach.press("coach_pause")
    settle()
    assert skip.geometry() == before


def test_a_gap_says_how_long_the_computer_slept(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    coach.after(12 * 60, beat_s=12 * 60)
    assert coach.text("coach_paused") == "Paused."
    assert (
        coach.text("coach_paused_why")
        == "The computer was away for 12 minutes. You were at 2 of 6 s."
    )
    coach.press("coach_again")
    assert coach.ring() == (RingKind.DASHED, "Go on in", "5")
    coach.after(5)
    assert coach.session.state == State.RUNNING
    assert coach.ring() == (RingKind.FILLED, "Hold", "6")


@pytest.mark.parametrize(
    ("gap_s", "said"),
    [(7, "7 seconds"), (61, "1 minute"), (3600, "1 hour"), (3 * 3600, "3 hours")],
)
def test_a_gap_in_words(coach: Coach, gap_s: float, said: str) -> None:
    coach.play(SHIFTED)
    coach.after(gap_s, beat_s=gap_s)
    assert coach.text("coach_paused_why") == f"The computer was away for {said}."
    coach.press("coach_go_on")
    assert coach.session.state == State.LEADING


def test_skip_repeat_and_back_by_mouse(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.press("coach_skip")
    assert coach.ring()[1] == "Hold"
    coach.after(5)
    assert coach.ring()[2] == "1"
    coach.press("coach_repeat")
    assert coach.ring()[2] == "6"
    coach.press("coach_skip")
    assert coach.ring()[1] == "Switch"
    coach.press("coach_back")
    assert coach.ring()[1] == "Prepare"


def test_skip_repeat_and_back_by_keyboard(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    keys(Qt.Key.Key_PageDown)
    assert coach.ring()[1] == "Hold"
    coach.after(5)
    keys(Qt.Key.Key_R)
    assert coach.ring()[2] == "6"
    keys(Qt.Key.Key_Right)
    assert coach.ring()[1] == "Switch"
    keys(Qt.Key.Key_PageUp)
    assert coach.ring()[1] == "Prepare"


@pytest.mark.parametrize("how", ["mouse", "key"])
def test_it_hurts_more_stops_at_once(coach: Coach, keys: Keys, how: str) -> None:
    coach.play(SHIFTED)
    coach.after(15 + 2.5)
    if how == "mouse":
        coach.press("coach_hurts")
    else:
        keys(Qt.Key.Key_H)
    hurt = coach.events[-1]
    assert isinstance(hurt, Hurt)
    assert hurt.second_s == 2.5
    assert coach.text("coach_hurt_title") == "Stopped."
    coach.press("coach_hurt_what_spread")
    coach.press("coach_hurt_go_on")
    assert coach.explained == ["spread"]
    assert coach.text("coach_name") == "Inflare correction"
    assert coach.over == []


def test_what_happened_may_be_left_out_and_the_session_ended(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.press("coach_hurts")
    coach.press("coach_hurt_end")
    assert coach.explained == [""]
    assert coach.over == [False]


def test_hurt_in_the_last_exercise_only_finishes(coach: Coach) -> None:
    coach.play(TIGHT)
    for _ in range(40):
        if coach.text("coach_name") == "Abdominal stretch":
            break
        coach.press("coach_skip")
    coach.press("coach_hurts")
    button = coach.page.findChild(QAbstractButton, "coach_hurt_go_on")
    assert button
    assert button.text() == "Finish"
    assert not coach.sees("coach_hurt_end")
    coach.press("coach_hurt_go_on")
    assert coach.over == [False]


@pytest.mark.parametrize("where", ["running", "paused", "asking", "leaving"])
def test_it_hurts_is_always_one_press_away(coach: Coach, where: str) -> None:
    coach.play(SHIFTED)
    if where == "paused":
        coach.press("coach_pause")
    elif where == "asking":
        coach.after(200)
        assert coach.session.state == State.ASKING
    elif where == "leaving":
        coach.press("coach_end")
    coach.press("coach_hurts")
    assert coach.sees("coach_hurt_go_on")
    assert isinstance(coach.events[-1], Hurt)


def test_escape_asks_before_it_ends(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    coach.after(4)
    keys(Qt.Key.Key_Escape)
    assert coach.sees("coach_end_now")
    coach.after(100)
    keys(Qt.Key.Key_Escape)
    coach.after(5)
    assert coach.ring()[2] == "11"
    assert coach.session.state == State.RUNNING
    keys(Qt.Key.Key_Escape)
    coach.press("coach_end_now")
    assert coach.over == [False]


def test_a_stray_space_answers_nothing(coach: Coach, keys: Keys) -> None:
    """Who wants to pause just when the question comes has not said that it helped."""
    coach.play(SHIFTED)
    coach.after(200)
    keys(Qt.Key.Key_Space)
    assert coach.sees("coach_helped_yes")
    coach.press("coach_hurts")
    keys(Qt.Key.Key_Space)
    assert coach.sees("coach_hurt_go_on")


def test_another_session_begins_clean(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.press("coach_hurts")
    coach.press("coach_hurt_end")
    coach.play(TIGHT)
    assert coach.sees("coach_pause")
    assert coach.text("coach_name") == "Warm-up"
    assert coach.session.state == State.RUNNING


def test_one_precise_timer_that_stands_still_when_nothing_moves(coach: Coach) -> None:
    timers = coach.page.findChildren(QTimer)
    assert {timer.timerType() for timer in timers} == {Qt.TimerType.PreciseTimer}
    timers = [timer for timer in timers if timer.objectName() == "coach_beat"]
    assert len(timers) == 1
    coach.play(SHIFTED)
    assert timers[0].isActive()
    coach.press("coach_pause")
    assert not timers[0].isActive()
    coach.press("coach_go_on")
    assert timers[0].isActive()
    coach.press("coach_hurts")
    assert not timers[0].isActive()
    coach.press("coach_hurt_end")
    assert not timers[0].isActive()


def test_the_timer_never_sleeps_past_the_end_of_a_phase(coach: Coach) -> None:
    assert coach.page._playback.next_beat_ms(4.0) == 1000
    assert coach.page._playback.next_beat_ms(0.0195) == 20
    coach.page._look.reduced_motion = False
    assert coach.page._playback.next_beat_ms(4.0) == 50
    assert coach.page._playback.next_beat_ms(0.0201) == 21


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("percent", [100, 200])
def test_the_number_is_a_quarter_of_the_window(
    coach: Coach, look: Look, qapp: QApplication, size: tuple[int, int], percent: int
) -> None:
    theme.apply(qapp, THEMES["light"], percent)
    look.change(theme=THEMES["light"], text_percent=percent, reduced_motion=True)
    coach.page.resize(*size)
    coach.play(SHIFTED)
    for kind in (PhaseKind.PREPARE, PhaseKind.HOLD, PhaseKind.REST):
        assert coach.session.view().phase.kind is kind
        assert coach.page.ring.number_height() >= size[1] / 4
        coach.after(15 if kind is PhaseKind.PREPARE else 6)


def test_the_minutes_are_a_quarter_of_the_window_too(coach: Coach) -> None:
    coach.play(TIGHT)
    coach.after(16)
    assert coach.ring()[2] == "4:59"
    assert coach.page.ring.number_height() >= 768 / 4


@pytest.mark.parametrize("view", ["stage", "paused", "ask", "hurt", "leave"])
def test_nothing_is_cut_at_twice_the_text(
    coach: Coach, look: Look, qapp: QApplication, view: str
) -> None:
    theme.apply(qapp, THEMES["contrast"], 200)
    look.change(theme=THEMES["contrast"], text_percent=200, reduced_motion=True)
    coach.play(SHIFTED)
    coach.after(200 if view == "ask" else 17)
    press = {"paused": "coach_pause", "hurt": "coach_hurts", "leave": "coach_end"}.get(view)
    if press:
        coach.press(press)
    settle()
    assert coach.page.width() == 1366
    for label in coach.page.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for button in coach.page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.height() >= 44
            assert button.accessibleName()
            right = button.mapTo(coach.page, button.rect().topRight()).x()
            assert right <= 1366, button.text()


def test_phases_are_announced(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    class Listener:
        @staticmethod
        def updateAccessibility(event: object) -> None:  # noqa: N802
            said.append(event.message())  # type: ignore[attr-defined]

    monkeypatch.setattr(coach_module, "QAccessible", Listener)
    coach.play(SHIFTED)
    coach.after(15)
    coach.after(6)
    coach.press("coach_pause")
    assert said == [
        "Prepare, 15 seconds",
        "Hold, 6 seconds",
        "Rest, 6 seconds",
        "Paused. Take the time you need.",
    ]


class WatchedRing(Ring):
    """A ring that remembers what it painted."""

    def __init__(self, look: Look) -> None:
        self.areas: list[int] = []
        self.texts = 0
        super().__init__(look)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.areas.append(event.rect().width() * event.rect().height())
        super().paintEvent(event)

    def _paint_text(self, painter: QPainter) -> None:
        self.texts += 1
        super()._paint_text(painter)


def test_the_ring_repaints_only_what_changed(look: Look, show: Show) -> None:
    """A hold that empties a little repaints a small piece, and never the number."""
    ring = WatchedRing(look)
    show(ring)
    ring.resize(500, 500)
    ring.show_phase(RingKind.FILLED, "Hold", "88")
    ring.show_time("6", 0.1)
    settle()
    before = ring.grab().toImage()
    ring.areas, ring.texts = [], 0
    ring.show_time("6", 0.11)
    settle()
    assert 0 < max(ring.areas) < 500 * 500 / 20
    assert not ring.texts
    assert ring.grab().toImage() != before
    ring.show_time("5", 0.11)
    settle()
    assert ring.texts


def test_kinds_of_ring_differ_without_colour(look: Look, show: Show) -> None:
    """Along the band: a full line, two thin lines, dashes."""
    ring = Ring(look)
    show(ring)
    ring.resize(500, 500)
    seen = {}
    for kind in RingKind:
        ring.show_phase(kind, "", "88")
        ring.show_time("", 0.0)
        settle()
        image = ring.grab().toImage()
        page = QColor(look.theme.page).lightness()
        row = [abs(image.pixelColor(250, y).lightness() - page) > 40 for y in range(40)]
        circle = [abs(image.pixelColor(x, 14).lightness() - page) > 40 for x in range(120, 380)]
        seen[kind] = (
            sum(a != b for a, b in pairwise(row)),
            sum(a != b for a, b in pairwise(circle)),
        )
    assert len(set(seen.values())) == len(RingKind)


# From the floor


ANY = [
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_A,
    Qt.Key.Key_B,
    Qt.Key.Key_F5,
    Qt.Key.Key_MediaPlay,
    Qt.Key.Key_MediaRecord,
    Qt.Key.Key_MediaStop,
    Qt.Key.Key_Period,
]
NEXT = [
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Right,
    Qt.Key.Key_Down,
    Qt.Key.Key_MediaNext,
    Qt.Key.Key_Forward,
]
BACK = [
    Qt.Key.Key_PageUp,
    Qt.Key.Key_Left,
    Qt.Key.Key_Up,
    Qt.Key.Key_MediaPrevious,
    Qt.Key.Key_Back,
]


@pytest.mark.parametrize("key", ANY)
def test_any_key_pauses_and_the_next_goes_on_after_a_lead_in(
    coach: Coach, keys: Keys, key: Qt.Key
) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    keys(key)
    assert coach.session.state == State.PAUSED
    keys(key)
    assert coach.session.state == State.LEADING
    coach.after(5)
    assert coach.session.state == State.RUNNING
    assert coach.ring() == (RingKind.FILLED, "Hold", "4")


@pytest.mark.parametrize("where", ["coach_ring", "coach_caption", "coach_page"])
def test_any_click_pauses_and_the_next_goes_on(coach: Coach, qtbot: QtBot, where: str) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    place = coach.page if where == "coach_page" else coach.page.findChild(QWidget, where)
    assert place
    qtbot.mouseClick(place, Qt.MouseButton.LeftButton)
    assert coach.session.state == State.PAUSED
    qtbot.mouseClick(coach.page, Qt.MouseButton.RightButton)
    assert coach.session.state == State.LEADING


def test_keys_that_are_not_the_session_s(coach: Coach, keys: Keys, qtbot: QtBot) -> None:
    coach.play(SHIFTED)
    keys(Qt.Key.Key_Shift, Qt.Key.Key_VolumeUp, Qt.Key.Key_F11, Qt.Key.Key_CapsLock)
    qtbot.keyClick(coach.page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert coach.session.state == State.RUNNING


@pytest.mark.parametrize("key", NEXT)
def test_next(coach: Coach, keys: Keys, key: Qt.Key) -> None:
    coach.play(SHIFTED)
    keys(key)
    assert coach.ring()[1] == "Hold"


@pytest.mark.parametrize("key", BACK)
def test_back(coach: Coach, keys: Keys, key: Qt.Key) -> None:
    coach.play(SHIFTED)
    coach.after(82)
    assert coach.ring()[1] == "Switch"
    keys(key)
    assert coach.ring()[1] == "Prepare"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_MediaNext])
def test_a_key_held_for_a_second_means_it_hurts(coach: Coach, qtbot: QtBot, key: Qt.Key) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    held = coach.page.findChild(QTimer, "coach_held")
    assert held
    qtbot.keyPress(coach.page, key)
    assert held.isActive()
    assert held.interval() == 1000
    held.timeout.emit()
    qtbot.keyRelease(coach.page, key)
    assert coach.session.state == State.HURT
    hurt = next(event for event in coach.events if isinstance(event, Hurt))
    assert (hurt.phase.kind, hurt.second_s) == (PhaseKind.HOLD, 2)


def key_event(kind: QEvent.Type, key: Qt.Key, at_ms: int, *, repeat: bool = False) -> QKeyEvent:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", repeat)
    event.setTimestamp(at_ms)
    return event


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_PageDown])
@pytest.mark.parametrize("known", [True, False])
def test_a_key_that_the_server_repeats_is_held(coach: Coach, key: Qt.Key, *, known: bool) -> None:
    """As it was seen on X11: releases and presses of the same time, taken for a finger's own."""
    coach.play(SHIFTED)
    coach.after(17)
    held = coach.page.findChild(QTimer, "coach_held")
    assert held

    def repeat(at_ms: int) -> None:
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            QApplication.sendEvent(coach.page, key_event(kind, key, at_ms, repeat=known))

    QApplication.sendEvent(coach.page, key_event(QEvent.Type.KeyPress, key, 1000))
    for at_ms in (1660, 1700, 1740):
        repeat(at_ms)
        assert held.isActive()
    held.timeout.emit()
    assert coach.session.state == State.HURT
    for at_ms in (2020, 2060):
        repeat(at_ms)
    QApplication.sendEvent(coach.page, key_event(QEvent.Type.KeyRelease, key, 2080))
    ending = coach.page.findChild(QTimer, "coach_ending")
    assert ending
    ending.timeout.emit()
    assert coach.session.state == State.HURT
    assert not any(button.hasFocus() for button in coach.page._stopped.buttons)


def test_a_finger_may_press_twice(coach: Coach) -> None:
    coach.play(SHIFTED)
    press, release, key = QEvent.Type.KeyPress, QEvent.Type.KeyRelease, Qt.Key.Key_PageDown
    for kind, at_ms in ((press, 1000), (release, 1060), (press, 1100), (release, 1160)):
        QApplication.sendEvent(coach.page, key_event(kind, key, at_ms))
    ending = coach.page.findChild(QTimer, "coach_ending")
    assert ending
    assert ending.isActive()
    ending.timeout.emit()
    # The first one goes to the hold, the second one on to the other side.
    assert coach.ring()[1] == "Switch"


def test_a_key_that_is_let_go_in_time_does_not(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    held = coach.page.findChild(QTimer, "coach_held")
    assert held
    keys(Qt.Key.Key_Space)
    assert not held.isActive()


def test_more_time_on_the_spot(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    coach.after(5)
    coach.press("coach_more_time")
    assert coach.ring()[2] == "20"
    keys(Qt.Key.Key_Plus)
    assert coach.ring()[2] == "30"
    coach.after(30)
    assert coach.ring()[1] == "Hold"
    assert not coach.sees("coach_more_time")


def test_a_rest_is_skipped(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    coach.after(22)
    assert coach.ring()[1] == "Rest"
    keys(Qt.Key.Key_PageDown)
    assert coach.ring() == (RingKind.FILLED, "Hold", "6")


def test_the_question_is_answered_from_the_floor(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    coach.after(200)
    keys(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_B)
    answered = [event for event in coach.events if isinstance(event, HelpedAnswered)]
    assert [event.helped for event in answered] == [Helped.NO]


def test_after_it_hurt_next_goes_through_the_offers(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    keys(Qt.Key.Key_H)
    keys(Qt.Key.Key_B)
    assert coach.session.state == State.HURT
    keys(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_B)
    assert coach.ring()[1] == "Prepare"
    assert any(isinstance(event, Eased) for event in coach.events)


def test_the_easier_way_is_offered_in_words(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    coach.press("coach_hurts")
    easier = coach.catalogue.exercises["dontigny_knee_brace"].easier[0]
    assert coach.text("coach_hurt_how") == f"More gently: {easier}"
    coach.press("coach_hurt_easier")
    assert coach.session.state == State.RUNNING
    assert coach.explained == [""]


# With a voice


class Voice:
    """Notes what it is told, and wants to be called in a quarter of a second."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def on_event(self, event: Event) -> None:
        self.told.append(event)

    def on_beat(self, view: SessionView) -> None:
        self.told.append(view)

    def next_in_s(self, _view: SessionView) -> float | None:
        return 0.25


def test_a_voice_hears_every_event_and_then_the_view(coach: Coach) -> None:
    coach.play(SHIFTED)
    voice = Voice()
    coach.now = 0.0
    coach.session = Session(coach.plan, coach.catalogue, clock=lambda: coach.now)
    coach.events.clear()
    coach.page.play(coach.session, coach.plan, voice)
    timer = coach.page._playback._timer
    assert timer.interval() == 250
    coach.after(15)
    events = [one for one in voice.told if isinstance(one, Event)]
    assert events == coach.events
    assert isinstance(voice.told[-1], SessionView)
    coach.press("coach_hurts")
    coach.press("coach_hurt_end")
    assert isinstance(voice.told[-1], Ended)


def test_what_is_said_stands_on_the_screen(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.page.show_caption("Now the LEFT side & breathe.")
    label = coach.page.findChild(QLabel, "coach_caption")
    assert label
    assert "Now the <b>LEFT</b> side &amp; breathe." in label.text()
    coach.press("coach_pause")
    coach.page.show_caption("Paused. You were away for a moment.")
    assert coach.text("coach_paused") == "Paused. You were away for a moment."
    coach.press("coach_hurts")
    coach.page.show_caption("All right, we stop.", hurt=True)
    assert coach.text("coach_hurt_lead") == "All right, we stop."


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_longest_that_is_said_is_never_cut(
    coach: Coach, look: Look, qapp: QApplication, size: tuple[int, int], percent: int
) -> None:
    theme.apply(qapp, THEMES["light"], percent)
    look.change(theme=THEMES["light"], text_percent=percent, reduced_motion=True)
    coach.page.resize(*size)
    coach.play(SHIFTED)
    phases = timeline(coach.plan, CATALOGUE, timing=Timing(prepare_s=60, fitted=True))
    cues = cues_of(phases, coach.plan, CATALOGUE, script=SCRIPT)
    longest = max((one.cue.text for one in cues), key=len)
    coach.page.show_caption(longest)
    settle()
    settle()
    for label in coach.page.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    assert coach.page.ring.number_height() >= size[1] / 4


def test_what_is_asked_aloud_stands_under_the_question(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(200)
    coach.page.show_caption("Did it help? Take your time.")
    assert coach.text("coach_ask_why") == "Take your time."


def test_it_never_flashes_more_than_three_times_a_second(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.page.flash()
    flash = coach.page.findChild(Flash)
    assert flash
    for lit_ms, then_ms in ((100, 100), (330, 330), (350, 0)):
        flash._fading.setCurrentTime(lit_ms)
        coach.page.flash()
        assert flash._fading.currentTime() == then_ms


def test_a_flash_is_steady_with_reduced_motion_and_fades_without(coach: Coach, look: Look) -> None:
    coach.play(SHIFTED)
    coach.page.flash()
    flash = coach.page.findChild(Flash)
    assert flash
    for still in (True, False):
        look.reduced_motion = still
        flash._fading.setCurrentTime(flash._fading.duration() // 2)
        corner = coach.page.grab().toImage().pixelColor(4, 4)
        assert (corner == QColor(look.theme.accent)) is still


def test_a_flash_lies_over_everything_and_takes_no_click(coach: Coach) -> None:
    coach.play(SHIFTED)
    assert not coach.sees("coach_flash")
    coach.page.flash()
    assert coach.sees("coach_flash")
    flash = coach.page.findChild(Flash)
    assert flash
    assert flash.geometry() == coach.page.rect()
    corner = coach.page.grab().toImage().pixelColor(4, 4)
    assert corner == QColor(coach.page._look.theme.accent)
    coach.press("coach_pause")
    assert coach.session.state == State.PAUSED
    flash._fading.setCurrentTime(flash._fading.duration())
    assert not coach.sees("coach_flash")


@pytest.mark.parametrize("percent", [100, 200])
def test_the_room_of_a_long_sentence_is_given_back_to_the_figure(
    coach: Coach, look: Look, qapp: QApplication, percent: int
) -> None:
    theme.apply(qapp, THEMES["light"], percent)
    look.change(theme=THEMES["light"], text_percent=percent, reduced_motion=True)
    coach.play(SHIFTED)
    stage = coach.page._stage
    heights = []
    for text in ("Press.", "Lie on your back in the doorway, close to the frame. " * 5, "Press."):
        coach.page.show_caption(text)
        settle()
        heights.append(stage._figures.height())
    assert heights[0] == heights[2] > heights[1]


def test_a_short_sentence_is_written_large_enough_for_the_floor(coach: Coach) -> None:
    coach.play(SHIFTED)
    sizes = []
    for text in ("Press, LEFT.", "Lie on your back in the doorway, close to the frame. " * 2):
        coach.page.show_caption(text)
        found = re.search(r"font-size:(\d+)px", coach.page._stage._caption.text())
        assert found
        sizes.append(int(found[1]))
    # On a 14-inch screen of this height, a hundredth of it is 1.7 mm.
    assert sizes[0] >= 0.045 * coach.page.height()
    assert sizes[0] > sizes[1]
