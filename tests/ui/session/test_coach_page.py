"""The coach shows where the session is, and passes every press on."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from evenkeel.catalogue.terms import Side
from evenkeel.coach.events import (
    Ended,
    HelpedAnswered,
    HelpedAsked,
    Hurt,
    LeadIn,
    PausedBy,
    PhaseStarted,
    RepetitionDone,
    Resumed,
)
from evenkeel.coach.timeline import Helped, PhaseKind, timeline
from evenkeel.coach.view import State
from evenkeel.ui.session import coach_page as coach_module
from evenkeel.ui.session.dots import Dots
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from evenkeel.ui.widgets.ring import RingKind
from tests.ui.coaching import SHIFTED, TIGHT, Coach, Keys
from tests.ui.screen import settle


def test_prepare_hold_rest_and_switch_look_and_read_differently(coach: Coach) -> None:
    coach.play(SHIFTED)
    assert coach.ring() == (RingKind.DASHED, "Prepare", "15")
    assert coach.text("coach_name") == "Heel push in a doorway"
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
    assert coach.finished == [True]


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
    assert coach.text("coach_name") == "Leg reach over a ball"
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
    assert coach.ring() == (RingKind.DASHED, "Continuing in", "4")
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


def test_a_pause_stands_on_a_ground_as_large_as_its_words(
    coach: Coach, appearance: Appearance
) -> None:
    """Painted by itself, so that nothing of a larger one before stays on the screen."""
    coach.play(SHIFTED)
    coach.press("coach_pause")
    settle()
    words = coach.page.findChild(QLabel, "coach_paused")
    assert words
    ground = words.parentWidget()
    assert ground
    seen = ground.grab().toImage()
    middle = seen.width() // 2
    assert seen.pixelColor(middle, 0) == QColor(appearance.theme.edge)
    assert seen.pixelColor(middle, seen.height() - 1) == QColor(appearance.theme.edge)
    assert seen.pixelColor(middle, 10) == QColor(appearance.theme.card)


def test_a_gap_says_how_long_the_computer_slept(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    coach.after(12 * 60, beat_s=12 * 60)
    assert coach.text("coach_paused") == "Paused."
    assert (
        coach.text("coach_paused_why")
        == "The computer was asleep or busy for 12 minutes. You were at 2\u00a0of\u00a06\u00a0s."
    )
    coach.press("coach_again")
    assert coach.ring() == (RingKind.DASHED, "Continuing in", "5")
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
    assert coach.text("coach_paused_why") == f"The computer was asleep or busy for {said}."
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
    assert coach.text("coach_name") == "Knee push against a wall"
    assert coach.finished == []


def test_what_happened_may_be_left_out_and_the_session_ended(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.press("coach_hurts")
    coach.press("coach_hurt_end")
    assert coach.explained == [""]
    assert coach.finished == [False]


def test_hurt_in_the_last_exercise_only_finishes(coach: Coach) -> None:
    coach.play(TIGHT)
    for _ in range(40):
        if coach.text("coach_name") == "Belly stretch":
            break
        coach.press("coach_skip")
    coach.press("coach_hurts")
    button = coach.page.findChild(QAbstractButton, "coach_hurt_go_on")
    assert button
    assert button.text() == "Finish"
    assert not coach.sees("coach_hurt_end")
    coach.press("coach_hurt_go_on")
    assert coach.finished == [False]


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
    assert coach.finished == [False]


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
    coach.page._appearance.reduced_motion = False
    assert coach.page._playback.next_beat_ms(4.0) == 50
    assert coach.page._playback.next_beat_ms(0.0201) == 21


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("percent", [100, 200])
def test_the_number_is_a_quarter_of_the_window(
    coach: Coach, appearance: Appearance, qapp: QApplication, size: tuple[int, int], percent: int
) -> None:
    theme.apply(qapp, THEMES["light"], percent)
    appearance.change(theme=THEMES["light"], text_percent=percent, reduced_motion=True)
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
    coach: Coach, appearance: Appearance, qapp: QApplication, view: str
) -> None:
    theme.apply(qapp, THEMES["contrast"], 200)
    appearance.change(theme=THEMES["contrast"], text_percent=200, reduced_motion=True)
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
