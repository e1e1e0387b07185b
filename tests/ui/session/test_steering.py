"""A session steered without letters, with another hold, and with one switch alone."""

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evenkeel.coach.events import HelpedAnswered, Hurt
from evenkeel.coach.timeline import Helped, PhaseKind
from evenkeel.coach.view import State
from evenkeel.ui.session.coach.remote import RemoteCommand
from evenkeel.ui.session.coach.steering import Steering
from tests.ui.coaching import SHIFTED, Coach, Keys

Key = Qt.Key


def steered(coach: Coach, steering: Steering) -> Coach:
    coach.page.steering = lambda: steering
    coach.play(SHIFTED)
    coach.after(17)
    return coach


def asked(coach: Coach) -> None:
    """Plays on to *did it help?*."""
    while coach.session.view().phase.kind is not PhaseKind.ASK:
        coach.after(3)
    coach.after(2)


def held(coach: Coach, key: Key) -> None:
    """Holds a key for as long as it takes, without waiting for it."""
    focus = QApplication.focusWidget()
    assert focus
    QTest.keyPress(focus, key)
    timer = coach.page.findChild(QTimer, "coach_held")
    assert timer
    assert timer.isActive()
    timer.timeout.emit()
    QTest.keyRelease(focus, key)


@pytest.mark.parametrize("key", [Key.Key_H, Key.Key_R, Key.Key_Plus, Key.Key_A, Key.Key_7])
def test_letters_can_be_switched_off(coach: Coach, keys: Keys, key: Key) -> None:
    steered(coach, Steering(letters=False))
    before = coach.session.view()
    keys(key)
    coach.page.beat()
    assert coach.session.view() == before
    assert "Space or Enter: pause" in coach.text("coach_keys")
    keys(Key.Key_Space)
    assert coach.session.state is State.PAUSED


def test_what_letters_do_stands_on_the_page(coach: Coach) -> None:
    steered(coach, Steering())
    assert coach.text("coach_keys") == (
        "Any key: pause · Next: leave this exercise · R: repeat · H or held: it hurts more"
    )


def test_the_keys_are_those_of_the_user_s_choice(coach: Coach, keys: Keys) -> None:
    steered(coach, Steering(keys="QW9"))
    assert coach.text("coach_keys") == (
        "Any key: pause · Next: leave this exercise · W: repeat · Q or held: it hurts more"
    )
    keys(Key.Key_H)
    assert coach.session.state is State.PAUSED, "like any other key"
    keys(Key.Key_Q)
    assert coach.session.state is State.HURT


def test_a_key_may_be_of_any_alphabet() -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, ord("Ж"), Qt.KeyboardModifier.NoModifier, "ж")
    assert Steering(keys="ЖÉ9").command_of(event) is RemoteCommand.HURTS
    assert Steering().command_of(event) is RemoteCommand.TOGGLE


def test_another_key_gives_more_time(coach: Coach, keys: Keys) -> None:
    steered(coach, Steering(keys="QW9"))
    while not coach.session.view().phase.lengthens:
        coach.after(1)
    assert "9: more time" in coach.text("coach_keys")
    before = coach.session.view().remaining_s
    keys(Key.Key_9)
    coach.page.beat()
    assert coach.session.view().remaining_s > before


def test_the_hold_is_as_long_as_was_chosen(coach: Coach) -> None:
    steered(coach, Steering(held_ms=3000))
    timer = coach.page.findChild(QTimer, "coach_held")
    assert timer
    assert timer.interval() == 3000


def test_one_switch_pauses_goes_on_and_tells_of_pain(coach: Coach, keys: Keys) -> None:
    """Also one that sends what means *next* from others."""
    steered(coach, Steering(scan_s=2))
    keys(Key.Key_Right)
    assert coach.session.state is State.PAUSED
    keys(Key.Key_Right)
    assert coach.session.state is State.LEADING
    coach.after(4)
    held(coach, Key.Key_Right)
    assert coach.session.state is State.HURT
    assert any(isinstance(event, Hurt) for event in coach.events)


def test_one_switch_answers_what_is_marked(coach: Coach, keys: Keys) -> None:
    steered(coach, Steering(scan_s=2))
    asked(coach)
    scanning = coach.page.findChild(QTimer, "coach_scanning")
    assert scanning
    assert scanning.interval() == 2000
    no, unsure, yes = coach.page._ask.buttons
    assert no.hasFocus()
    scanning.timeout.emit()
    assert unsure.hasFocus()
    scanning.timeout.emit()
    assert yes.hasFocus()
    scanning.timeout.emit()
    assert no.hasFocus()
    scanning.timeout.emit()
    scanning.timeout.emit()
    keys(Key.Key_Space)
    assert coach.session.state is not State.ASKING
    (answered,) = (one for one in coach.events if isinstance(one, HelpedAnswered))
    assert answered.helped is Helped.YES
    assert not scanning.isActive()


def test_held_over_an_answer_one_switch_means_pain(coach: Coach) -> None:
    steered(coach, Steering(scan_s=2))
    asked(coach)
    held(coach, Key.Key_Space)
    assert coach.session.state is State.HURT


def test_one_switch_ends_a_session(coach: Coach, keys: Keys) -> None:
    steered(coach, Steering(scan_s=2))
    held(coach, Key.Key_Space)
    scanning = coach.page.findChild(QTimer, "coach_scanning")
    assert scanning
    for _ in range(5):
        marked = QApplication.focusWidget()
        if marked and marked.objectName() == "coach_hurt_end":
            break
        scanning.timeout.emit()
    keys(Key.Key_Space)
    assert coach.finished
