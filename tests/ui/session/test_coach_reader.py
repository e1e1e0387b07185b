"""A session by the ear of a screen reader: what is said, once, and where the keyboard stays."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.coach.timeline import PhaseKind
from evenkeel.journal.settings import Settings
from evenkeel.ui.session.sound import Sound
from evenkeel.ui.style.screen_reader import ScreenReader
from evenkeel.voice.sound_settings import Mode
from tests.coach.ready import is_there
from tests.coach.simulated import Clock
from tests.ui.coaching import SHIFTED, Coach
from tests.voice.heard import CATALOGUE, SCRIPT, FakePlayer, FakeSpeaker

Keys = Callable[..., None]


@pytest.fixture
def said(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the reader was told."""
    told: list[str] = []
    reader = coach.page._appearance.reader

    def tell(
        _widget: QWidget, text: str, *, voiced: bool = False, reached: QWidget | None = None
    ) -> None:
        del reached
        if not (voiced and reader.spoken_for):
            told.append(text)

    monkeypatch.setattr(reader, "tell", tell)
    return told


def to_the(coach: Coach, kind: PhaseKind) -> None:
    """Plays on until a phase of that kind begins."""
    while coach.session.view().phase.kind is not kind or is_there(coach.session.view()):
        coach.after(0.5)


def test_every_sentence_names_what_to_do_and_the_side(coach: Coach, said: list[str]) -> None:
    coach.play(SHIFTED)
    assert said == ["Heel push in a doorway. The clock waits for you. Go to your doorway."]
    to_the(coach, PhaseKind.HOLD)
    assert said[-1] == (
        "Heel push in a doorway. Press your LEFT heel into the frame. 6 seconds, 6 times."
    )
    coach.after(6)
    assert said[-1] == "Rest, 6 seconds."
    coach.after(6)
    assert said[-1] == "Press your LEFT heel into the frame. 2 of 6, 6 seconds."


def test_another_place_while_paused_is_told(coach: Coach, said: list[str]) -> None:
    coach.play(SHIFTED)
    to_the(coach, PhaseKind.HOLD)
    coach.press("coach_pause")
    assert said[-1] == "Paused. Take the time you need."
    coach.press("coach_leave_exercise")
    coach.after(0.5)
    assert said[-1].startswith("You leave Heel push in a doorway.")


def test_the_end_is_asked_for_as_itself(coach: Coach, said: list[str]) -> None:
    coach.play(SHIFTED)
    to_the(coach, PhaseKind.HOLD)
    coach.press("coach_end")
    assert said[-1] == "End the session? What you have done so far is saved."


def test_where_our_voice_speaks_only_its_own_sentences_are_left_to_the_reader(
    coach: Coach, said: list[str]
) -> None:
    coach.page._appearance.reader.spoken_for = True
    coach.play(SHIFTED)
    to_the(coach, PhaseKind.REST)
    assert said == []
    coach.press("coach_end")
    assert said == ["End the session? What you have done so far is saved."]


def test_the_keyboard_stays_where_it_was_put(coach: Coach) -> None:
    coach.play(SHIFTED)
    to_the(coach, PhaseKind.HOLD)
    hurts = coach.page.findChild(QAbstractButton, "coach_hurts")
    start = coach.page.findChild(QAbstractButton, "coach_repeat")
    assert hurts
    assert start
    hurts.setFocus(Qt.FocusReason.TabFocusReason)
    coach.after(6)
    coach.after(6)
    assert QApplication.focusWidget() is hurts
    # What goes takes the keyboard nowhere that a key could do harm.
    start.setFocus(Qt.FocusReason.TabFocusReason)
    coach.after(6)
    assert not start.isVisible()
    assert QApplication.focusWidget() is coach.page


@pytest.mark.parametrize(
    ("running", "beside", "mode", "ours"),
    [
        (False, False, Mode.VOICE_AND_TONES, True),
        (True, False, Mode.TONES, False),
        (True, True, Mode.VOICE_AND_TONES, True),
    ],
)
def test_our_voice_gives_way_to_the_reader(
    qapp: QApplication, *, running: bool, beside: bool, mode: Mode, ours: bool
) -> None:
    reader, clock = ScreenReader(), Clock(0.0)
    sound = Sound(
        CATALOGUE, SCRIPT, player=FakePlayer(clock), speaker=FakeSpeaker(clock), reader=reader
    )
    sound.apply_settings(Settings(voice_beside_reader=beside))
    reader.note(running=running, hears_announcements=True)
    assert sound.announcer.sound_settings.mode is mode
    assert reader.spoken_for is ours
    sound.close()


def test_a_reader_without_announcements_hears_what_has_the_keyboard(qtbot: QtBot) -> None:
    reader, window = ScreenReader(), QWidget()
    qtbot.addWidget(window)
    label, other = QLabel(window), QLabel(window)
    label.setAccessibleDescription("Back key")
    window.show()
    reader._note_listeners("([(':1.0', 'Focus::'), (':1.0', 'Object:StateChanged:Focused')],)")
    assert (reader.running, reader.hears_announcements) == (True, False)
    reader._here.invalidate()
    reader.tell(label, "Rest, 6 seconds.")
    assert label.accessibleDescription() == "Rest, 6 seconds."
    reader.tell(other, "Paused.")
    assert (label.accessibleDescription(), other.accessibleDescription()) == ("Back key", "Paused.")
    heard = "([(':1.0', 'object:announcement'), (':1.0', 'object:state-changed:focused')],)"
    reader._note_listeners(heard)
    assert reader.hears_announcements
    reader._forget()
    assert other.accessibleDescription() == ""
    reader.tell(label, "Press, LEFT.")
    assert label.accessibleDescription() == "Back key"
    reader._note_listeners("(@a(ss) [],)")
    assert not reader.running


def test_what_comes_right_after_the_keyboard_waits_until_the_reader_has_looked(
    qtbot: QtBot,
) -> None:
    """Said at once, it would be said with what has the keyboard, and then again as new."""
    reader, window = ScreenReader(), QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Start", window)
    reader.note(running=True, hears_announcements=False)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus()
    reader.tell(button, "Go to your doorway.")
    assert button.accessibleDescription() == ""
    assert reader._telling.isActive()
    reader._telling.timeout.emit()
    assert button.accessibleDescription() == "Go to your doorway."
    reader.tell(button, "Did it help?", reached=button)
    assert button.accessibleDescription() == "Did it help?", "said as the keyboard comes"
    reader._forgetting.stop()
