"""The coach steered from the floor, by keys, clicks and what is held."""

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.coach.events import (
    Eased,
    Hurt,
)
from evenkeel.coach.timeline import PhaseKind
from evenkeel.coach.view import State
from evenkeel.ui.session.coach.remote import RemoteCommand
from evenkeel.ui.widgets.ring import RingKind
from tests.ui.coaching import SHIFTED, TIGHT, Coach, Keys

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
    coach.play(TIGHT)
    keys(Qt.Key.Key_Shift, Qt.Key.Key_VolumeUp, Qt.Key.Key_F11, Qt.Key.Key_CapsLock)
    qtbot.keyClick(coach.page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert coach.session.state == State.RUNNING


@pytest.mark.parametrize("key", NEXT)
def test_next(coach: Coach, keys: Keys, key: Qt.Key) -> None:
    coach.play(TIGHT)
    keys(key)
    assert coach.ring()[1] == "Move"
    coach.after(1)
    keys(key)
    assert coach.session.state == State.LEFT


def test_next_for_the_getting_ready_that_just_ended_leaves_nothing(
    coach: Coach, keys: Keys
) -> None:
    """A moment too late, and a finger that presses twice."""
    coach.play(SHIFTED)
    coach.after(15)
    coach.after(0.5)
    assert (coach.session.phase.kind, coach.session.view().elapsed_s) == (PhaseKind.HOLD, 0.5)
    keys(Qt.Key.Key_Right)
    assert coach.session.state == State.RUNNING
    coach.after(1)
    keys(Qt.Key.Key_Right, Qt.Key.Key_Right)
    # The second one does not take away what undoes the first.
    assert coach.session.state == State.LEFT
    coach.after(1)
    keys(Qt.Key.Key_Right)
    assert coach.session.state == State.WAITING


@pytest.mark.parametrize("key", BACK)
def test_back(coach: Coach, keys: Keys, key: Qt.Key) -> None:
    coach.play(SHIFTED)
    coach.after(82)
    assert coach.session.phase.kind is PhaseKind.SWITCH
    keys(key)
    assert coach.session.phase.kind is PhaseKind.PREPARE


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


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_PageDown])
def test_a_busy_machine_learns_late_how_long_a_key_was_held(coach: Coach, key: Qt.Key) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    QApplication.sendEvent(coach.page, key_event(QEvent.Type.KeyPress, key, 1000))
    QApplication.sendEvent(coach.page, key_event(QEvent.Type.KeyRelease, key, 2000))
    assert coach.session.state == State.HURT


def test_a_finger_may_press_twice(coach: Coach) -> None:
    coach.play(TIGHT)
    commands: list[object] = []
    coach.page._remote.commandRequested.connect(commands.append)
    press, release, key = QEvent.Type.KeyPress, QEvent.Type.KeyRelease, Qt.Key.Key_PageDown
    for kind, at_ms in ((press, 1000), (release, 1060), (press, 1100), (release, 1160)):
        QApplication.sendEvent(coach.page, key_event(kind, key, at_ms))
    ending = coach.page.findChild(QTimer, "coach_ending")
    assert ending
    assert ending.isActive()
    ending.timeout.emit()
    assert commands == [RemoteCommand.NEXT, RemoteCommand.NEXT]
    # The first one goes to the exercise, and the second one must not leave it.
    assert coach.session.state == State.RUNNING


def test_a_key_that_is_let_go_in_time_does_not(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    held = coach.page.findChild(QTimer, "coach_held")
    assert held
    keys(Qt.Key.Key_Space)
    assert not held.isActive()


def test_more_time_on_the_spot(coach: Coach, keys: Keys) -> None:
    coach.play(TIGHT)
    coach.after(5)
    coach.press("coach_more_time")
    assert coach.ring()[2] == "20"
    keys(Qt.Key.Key_Plus)
    assert coach.ring()[2] == "30"
    coach.after(30)
    assert coach.ring()[1] == "Move"
    assert not coach.sees("coach_more_time")


def test_a_rest_is_skipped(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    coach.after(22)
    assert coach.ring()[1] == "Rest"
    keys(Qt.Key.Key_PageDown)
    assert coach.ring() == (RingKind.FILLED, "Hold", "6")


def test_after_it_hurt_next_goes_through_the_offers(coach: Coach, keys: Keys) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    keys(Qt.Key.Key_H)
    keys(Qt.Key.Key_B)
    assert coach.session.state == State.HURT
    keys(Qt.Key.Key_PageDown, Qt.Key.Key_B)
    assert coach.session.state == State.WAITING
    assert any(isinstance(event, Eased) for event in coach.events)


def test_the_easier_way_is_offered_in_words(coach: Coach) -> None:
    coach.play(SHIFTED)
    coach.after(17)
    coach.press("coach_hurts")
    easier = coach.catalogue.exercises["dontigny_knee_brace"].easier[0]
    assert coach.text("coach_hurt_how") == f"More gently: {easier}"
    coach.press("coach_hurt_easier")
    assert coach.session.state == State.WAITING
    assert coach.explained == [""]


# With a voice
