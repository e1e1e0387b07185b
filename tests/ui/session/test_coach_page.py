"""The coach shows where the session is, and passes every press on."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

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
from evenkeel.ui.session.coach.dots import Dots
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from evenkeel.ui.widgets.buttons import PrimaryButton
from evenkeel.ui.widgets.ring import RingKind
from tests.ui.coaching import SHIFTED, TIGHT, Coach, Keys
from tests.ui.screen import settle


def test_prepare_hold_rest_and_switch_look_and_read_differently(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.press("coach_ready")
    assert coach.ring() == (RingKind.DASHED, "Prepare", "6")
    assert coach.text("coach_name") == "Heel push in a doorway"
    assert coach.text("coach_cue") == "press your LEFT heel into the frame"
    assert coach.text("coach_next") == "Next: hold 6 s"
    assert coach.picture() == ("dontigny_knee_brace", "start", Side.LEFT)
    coach.after(6)
    assert coach.ring() == (RingKind.FILLED, "Hold", "6")
    assert coach.text("coach_next") == "Next: rest 6 s"
    assert coach.picture() == ("dontigny_knee_brace", "hold", Side.LEFT)
    coach.after(6)
    assert coach.ring() == (RingKind.OPEN, "Rest", "6")
    assert coach.picture() == ("dontigny_knee_brace", "start", Side.LEFT)
    coach.after(11 * 6 - 6)
    coach.press("coach_ready")
    assert coach.ring() == (RingKind.DASHED, "Switch", "6")
    assert coach.text("coach_cue") == "press your RIGHT heel into the frame"
    assert coach.picture() == ("dontigny_knee_brace", "start", Side.RIGHT)


def test_before_the_switch_the_other_side_is_announced(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(15 + 10 * 6 + 1)
    assert coach.text("coach_next") == "Next: your RIGHT side"


def test_the_number_is_the_seconds_that_remain_rounded_up(coach: Coach) -> None:
    coach.play(TIGHT)
    seen = []
    for _ in range(29):
        coach.after(0.5)
        seen.append(coach.page.ring._number)
    assert seen[:4] == ["15", "14", "14", "13"]
    assert seen[-3:] == ["2", "1", "1"]


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
    told = coach.text("coach_way_place")
    assert told == f"1 of 5 · {-(-total // 60):.0f} min left · the clock waits for you"
    coach.press("coach_ready")
    total -= 9
    assert coach.text("coach_place") == f"1 of 5 · {-(-total // 60):.0f} min left"
    dots = coach.page.findChild(Dots)
    assert dots
    coach.after(6 + 6 + 6 + 1)
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
    assert coach.text("coach_way_name") == "Next: Leg reach over a ball"
    assert coach.text("coach_way_place").startswith("2 of 3")


def test_space_pauses_and_goes_on(coach: Coach, keys: Keys) -> None:
    coach.play(TIGHT)
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
    coach.play(TIGHT)
    coach.press("coach_more_time")
    keys(Qt.Key.Key_Space)
    assert coach.session.state == State.PAUSED


def test_pausing_moves_no_button(coach: Coach) -> None:
    coach.play(TIGHT)
    settle()
    start = coach.page.findChild(QAbstractButton, "coach_start_now")
    assert start
    before = start.geometry()
    coach.press("coach_pause")
    settle()
    assert start.geometry() == before


def test_a_pause_stands_on_a_ground_as_large_as_its_words(
    coach: Coach, appearance: Appearance
) -> None:
    """Painted by itself, so that nothing of a larger one before stays on the screen."""
    coach.play(TIGHT)
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
    coach.play(TIGHT)
    coach.after(gap_s, beat_s=gap_s)
    assert coach.text("coach_paused_why") == f"The computer was asleep or busy for {said}."
    coach.press("coach_go_on")
    assert coach.session.state == State.LEADING


def test_start_now_repeat_and_back_by_mouse(coach: Coach) -> None:
    coach.play(TIGHT)
    coach.press("coach_start_now")
    assert coach.ring()[1] == "Move"
    coach.after(5)
    assert coach.ring()[2] == "4:55"
    coach.press("coach_repeat")
    assert coach.ring()[2] == "5:00"
    coach.press("coach_back")
    assert coach.ring()[1] == "Prepare"


def test_start_now_repeat_and_back_by_keyboard(coach: Coach, keys: Keys) -> None:
    coach.play(TIGHT)
    keys(Qt.Key.Key_PageDown)
    assert coach.ring()[1] == "Move"
    coach.after(5)
    keys(Qt.Key.Key_R)
    assert coach.ring()[2] == "5:00"
    keys(Qt.Key.Key_PageUp)
    assert coach.ring()[1] == "Prepare"


# The way to another place


def test_the_way_is_told_one_large_step_at_a_time(coach: Coach) -> None:
    """To the wall, with the 15 to 20 cm; nothing counts down."""
    coach.play(SHIFTED)
    coach.after(200)
    coach.press("coach_helped_no")
    coach.away = True
    told = [coach.text("coach_way_text")]
    while len(told) < 5:
        coach.after(1)
        if coach.text("coach_way_text") != told[-1]:
            told.append(coach.text("coach_way_text"))
    assert told[0] == "Go to your free wall."
    assert "Your LEFT hip is 15–20 cm (6–8 in) away from it" in told[2]
    assert told[4] == "Press your LEFT knee into the wall."
    assert coach.text("coach_way_lead") == "Once you are ready:"
    assert not any(ring.isVisible() for ring in (coach.page.ring,))
    coach.after(600)
    assert coach.session.state == State.WAITING
    # It began again, for whoever has missed something.
    assert coach.text("coach_way_text") in told


def test_the_step_has_its_own_picture(coach: Coach) -> None:
    coach.play(SHIFTED)
    assert coach.picture() == ("dontigny_knee_brace", "lie", Side.LEFT)
    coach.away = True
    while not coach.text("coach_way_text").startswith("Bend your LEFT knee"):
        coach.after(1)
    assert coach.picture() == ("dontigny_knee_brace", "start", Side.LEFT)


@pytest.mark.parametrize("how", ["button", "click", "space", "letter", "next"])
def test_anything_says_that_one_is_ready(coach: Coach, keys: Keys, how: str, qtbot: QtBot) -> None:
    coach.play(SHIFTED)
    coach.away = True
    coach.after(2)
    if how == "button":
        coach.press("coach_ready")
    elif how == "click":
        qtbot.mouseClick(coach.page._way_view, Qt.MouseButton.LeftButton)
    else:
        key = {"space": Qt.Key.Key_Space, "letter": Qt.Key.Key_A, "next": Qt.Key.Key_PageDown}
        keys(key[how])
    assert coach.session.state == State.RUNNING
    assert coach.ring() == (RingKind.DASHED, "Prepare", "6")


def test_a_key_meant_for_what_was_before_does_not_say_ready(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    coach.after(0.5)
    keys(Qt.Key.Key_Space)
    assert coach.session.state == State.WAITING


def test_how_it_is_done_more_gently_stands_on_the_way(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    coach.press("coach_hurts")
    coach.press("coach_hurt_easier")
    easier = coach.catalogue.exercises["dontigny_knee_brace"].easier[0]
    assert coach.text("coach_way_note") == f"More gently: {easier}"


# Leaving an exercise


@pytest.mark.parametrize("how", ["mouse", "key"])
def test_an_exercise_is_left_and_that_is_taken_back(coach: Coach, keys: Keys, how: str) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    if how == "mouse":
        coach.press("coach_leave_exercise")
    else:
        keys(Qt.Key.Key_PageDown)
    assert coach.text("coach_left_title") == "You leave: Heel push in a doorway"
    assert "You can undo this for 5 seconds." in coach.text("coach_left_next")
    coach.after(4)
    assert "You can undo this for 1 second." in coach.text("coach_left_next")
    if how == "mouse":
        coach.press("coach_undo_leave")
    else:
        keys(Qt.Key.Key_Space)
    assert coach.ring()[1] == "Continuing in"
    assert coach.picture() == ("dontigny_knee_brace", "hold", Side.LEFT)


def test_an_exercise_that_was_left_is_followed_by_the_next(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    coach.press("coach_leave_exercise")
    coach.after(1)
    keys(Qt.Key.Key_PageDown)
    assert coach.text("coach_way_name") == "Next: Knee push against a wall"


# A pause


def test_a_pause_leaves_the_words_and_the_figure_as_they_are(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    said = "Press your LEFT heel into the frame."
    coach.page.show_caption(said)
    before = coach.picture(), coach.text("coach_cue"), coach.text("coach_name")
    coach.press("coach_pause")
    coach.page.show_caption("Paused.")
    for _ in range(2):
        assert coach.text("coach_caption") == said
        assert (coach.picture(), coach.text("coach_cue"), coach.text("coach_name")) == before
        words = coach.page.findChild(QLabel, "coach_caption")
        panel = coach.page._stage.pause_overlay
        assert words
        assert not panel.geometry().intersects(words.geometry())
        coach.press("coach_pause")
        coach.page.show_caption("Back into position.")
    coach.after(5)
    assert coach.text("coach_caption") == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (2, "Any key: I'm ready"),
        (11, "Any key: pause · Next: start now"),
        (16, "Any key: pause · Next: leave this exercise"),
        (22, "Any key: pause · Next: start now"),
    ],
)
def test_what_the_keys_do_stands_on_the_page(coach: Coach, seconds: float, said: str) -> None:
    coach.play(SHIFTED)
    coach.after(seconds)
    assert said in coach.text("coach_keys")
    assert coach.text("coach_keys").endswith("H or held: it hurts more")


# Did it help?


@pytest.mark.parametrize(
    ("key", "helped"),
    [
        (Qt.Key.Key_PageDown, Helped.YES),
        (Qt.Key.Key_PageUp, Helped.NO),
        (Qt.Key.Key_MediaPlay, Helped.UNSURE),
        (Qt.Key.Key_Space, Helped.UNSURE),
    ],
)
def test_the_question_is_answered_from_the_floor(
    coach: Coach, keys: Keys, key: Qt.Key, helped: Helped
) -> None:
    coach.play(SHIFTED)
    coach.after(200)
    assert coach.session.state == State.ASKING
    assert "take a few steps" in coach.text("coach_ask_why")
    keys(key)
    (answered,) = [event for event in coach.events if isinstance(event, HelpedAnswered)]
    assert answered.helped is helped


def test_the_answers_lie_as_their_keys_do_and_are_large(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(200)
    settle()
    fields = [
        coach.page.findChild(QAbstractButton, f"coach_helped_{name}")
        for name in ("no", "unsure", "yes")
    ]
    places = [field.x() for field in fields if field]
    assert places == sorted(places)
    for field in fields:
        assert field
        assert field.width() >= coach.page.width() / 4
        assert field.height() >= coach.page.height() / 4
        assert field.accessibleDescription()


# It hurts more


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
    assert coach.text("coach_way_name") == "Next: Knee push against a wall"
    assert coach.finished == []


def test_what_happened_may_be_left_out_and_the_session_ended(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.press("coach_hurts")
    coach.press("coach_hurt_end")
    assert coach.explained == [""]
    assert coach.finished == [False]


def test_hurt_in_the_last_exercise_only_finishes(coach: Coach) -> None:
    coach.play(TIGHT)
    while coach.session.phase.exercise != "abdominal_stretch":
        coach.press("coach_leave_exercise")
        coach.press("coach_leave_now")
    coach.press("coach_hurts")
    button = coach.page.findChild(QAbstractButton, "coach_hurt_go_on")
    assert button
    assert button.text() == "Finish"
    assert not coach.sees("coach_hurt_end")
    coach.press("coach_hurt_go_on")
    assert coach.finished == [False]


def test_hurt_twice_names_the_exercise_and_stopping_comes_first(coach: Coach) -> None:
    """The next exercise is offered only after that, and never one that takes strength."""
    coach.play(SHIFTED)
    for _ in range(2):
        coach.after(17)
        coach.press("coach_hurts")
        if coach.sees("coach_hurt_easier"):
            coach.press("coach_hurt_easier")
    assert coach.text("coach_hurt_title") == "It hurt again: Heel push in a doorway"
    assert coach.sees("coach_hurt_again")
    stop, other = (
        coach.page.findChild(QAbstractButton, name)
        for name in ("coach_hurt_stop", "coach_hurt_other")
    )
    assert stop
    assert other
    assert stop.mapTo(coach.page, stop.pos()).x() < other.mapTo(coach.page, other.pos()).x()
    assert isinstance(stop, PrimaryButton)
    assert not isinstance(other, PrimaryButton)
    assert other.text() == "Go on with: Knee push against a wall"
    assert not coach.sees("coach_hurt_go_on")
    assert not coach.sees("coach_hurt_easier")
    coach.press("coach_hurt_other")
    coach.press("coach_leave_exercise")
    assert coach.text("coach_left_next").startswith("Then you are done")


def test_stopping_for_today_ends_the_session(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    for _ in range(2):
        coach.press("coach_hurts")
        if coach.sees("coach_hurt_easier"):
            coach.press("coach_hurt_easier")
    # One key is enough: it marks the first choice, and takes it.
    keys(Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert coach.finished == [False]
    assert isinstance(coach.events[-1], Ended)


@pytest.mark.parametrize("where", ["way", "running", "paused", "asking", "left", "leaving"])
def test_it_hurts_is_always_one_press_away(coach: Coach, where: str) -> None:
    coach.play(SHIFTED)
    if where != "way":
        coach.after(17)
    if where == "left":
        coach.press("coach_leave_exercise")
    elif where == "paused":
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
    coach.play(TIGHT)
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
    """Who wants to pause just when the question comes has not said anything about it."""
    coach.play(SHIFTED)
    while coach.session.state is not State.ASKING:
        coach.after(0.5)
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
    coach.play(TIGHT)
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
    next_beat_ms = coach.page._playback.next_beat_ms
    assert next_beat_ms(4.0, 6.0) == 1000
    assert next_beat_ms(0.0195, 6.0) == 20
    coach.page._appearance.reduced_motion = False
    assert next_beat_ms(4.0, 4.0) == 50
    assert next_beat_ms(0.0201, 4.0) == 21


def test_a_ring_that_moves_slowly_is_not_painted_more_often(coach: Coach) -> None:
    """Of a warm-up of five minutes, less than a pixel is seen of a twentieth of a second."""
    coach.page._appearance.reduced_motion = False
    next_beat_ms = coach.page._playback.next_beat_ms
    assert next_beat_ms(200.0, 300.0) == 1000
    assert next_beat_ms(15.0, 20.0) == 250
    assert next_beat_ms(3.0, 4.0) == 50
    # The number changes on time all the same, and in a beat of the ring's own.
    assert next_beat_ms(200.1, 300.0) == 100
    assert next_beat_ms(14.3125, 20.0) == 63
    assert next_beat_ms(16.0, 16.0) == 200


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("percent", [100, 200])
def test_the_number_is_a_quarter_of_the_window(
    coach: Coach, appearance: Appearance, qapp: QApplication, size: tuple[int, int], percent: int
) -> None:
    theme.apply(qapp, THEMES["light"], percent)
    appearance.change(theme=THEMES["light"], text_percent=percent, reduced_motion=True)
    coach.page.resize(*size)
    coach.play(SHIFTED)
    coach.press("coach_ready")
    for kind in (PhaseKind.PREPARE, PhaseKind.HOLD, PhaseKind.REST):
        assert coach.session.view().phase.kind is kind
        assert coach.page.ring.number_height() >= size[1] / 4
        coach.after(6)


def test_the_minutes_are_a_quarter_of_the_window_too(coach: Coach) -> None:
    coach.play(TIGHT)
    coach.after(16)
    assert coach.ring()[2] == "4:59"
    assert coach.page.ring.number_height() >= 768 / 4


@pytest.mark.parametrize(
    "view", ["way", "stage", "paused", "ask", "left", "hurt", "hurt again", "leave"]
)
def test_nothing_is_cut_at_twice_the_text(
    coach: Coach, appearance: Appearance, qapp: QApplication, view: str
) -> None:
    theme.apply(qapp, THEMES["contrast"], 200)
    appearance.change(theme=THEMES["contrast"], text_percent=200, reduced_motion=True)
    coach.play(SHIFTED)
    coach.after({"ask": 200, "way": 2}.get(view, 17))
    presses = {
        "paused": ["coach_pause"],
        "hurt": ["coach_hurts"],
        "hurt again": ["coach_hurts", "coach_hurt_easier", "coach_hurts"],
        "leave": ["coach_end"],
        "left": ["coach_leave_exercise"],
    }
    for press in presses.get(view, ()):
        coach.press(press)
    settle()
    assert coach.page.width() == 1366
    for label in coach.page.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for button in coach.page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.height() >= 44
            assert button.width() >= button.minimumSizeHint().width(), button.text()
            assert button.accessibleName()
            right = button.mapTo(coach.page, button.rect().topRight()).x()
            assert right <= 1366, button.text()
