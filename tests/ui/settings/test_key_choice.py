"""The keys of a session, chosen by pressing them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from evenkeel.journal.settings import Settings
from evenkeel.ui.settings.settings_page import SettingsPage
from evenkeel.ui.style.appearance import Appearance
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]
Key = Qt.Key


class Choosing:
    """The settings, with what was chosen."""

    def __init__(self, page: SettingsPage, press: Press, keys: Keys) -> None:
        self.page = page
        self.told: list[str] = []
        page.settingsChanged.connect(lambda settings: self.told.append(settings.session_keys))
        self._press = press
        self.keys = keys

    def ask(self, does: str) -> None:
        self._press(self.page, f"settings_key_{does}")

    def button(self, does: str) -> QAbstractButton:
        button = self.page.findChild(QAbstractButton, f"settings_key_{does}")
        assert button
        return button

    @property
    def answer(self) -> str:
        label = self.page.findChild(QLabel, "settings_key_answer")
        assert label
        return label.text() if label.isVisible() else ""


@pytest.fixture
def choosing(appearance: Appearance, show: Show, press: Press, keys: Keys) -> Choosing:
    page = SettingsPage(appearance)
    page.show_settings(Settings())
    show(page)
    settle()
    return Choosing(page, press, keys)


def test_the_key_that_is_pressed_is_the_key(choosing: Choosing) -> None:
    choosing.ask("hurts")
    assert choosing.button("hurts").text() == "Press the key"
    assert choosing.answer == "Press the key for “It hurts more”. Esc keeps H."
    choosing.keys(Key.Key_Q)
    assert choosing.told == ["QR+"]
    assert choosing.button("hurts").text() == "Q"
    assert choosing.button("hurts").accessibleName() == "Q, It hurts more. Change it"
    assert choosing.answer == "Q means “It hurts more” now."
    choosing.keys(Key.Key_W)
    assert choosing.told == ["QR+"], "it waits no longer"


def test_a_key_that_means_something_else_is_refused_and_another_one_taken(
    choosing: Choosing,
) -> None:
    choosing.ask("repeat")
    choosing.keys(Key.Key_H)
    assert choosing.answer == "H means “It hurts more” already. Press another one, or Esc."
    choosing.keys(Key.Key_Plus)
    assert choosing.answer == "+ means “More time” already. Press another one, or Esc."
    assert choosing.told == []
    choosing.keys(Key.Key_7)
    assert choosing.told == ["H7+"]


@pytest.mark.parametrize(
    "key", [Key.Key_Space, Key.Key_Return, Key.Key_Right, Key.Key_PageDown, Key.Key_F11, Key.Key_F1]
)
def test_a_key_with_a_meaning_of_its_own_is_refused(choosing: Choosing, key: Key) -> None:
    choosing.ask("more")
    choosing.keys(key)
    assert choosing.answer.startswith("This key has a meaning of its own.")
    assert choosing.button("more").text() == "Press the key", "it waits for another one"
    assert choosing.told == []


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Tab])
def test_who_wants_none_keeps_the_old_one(choosing: Choosing, key: Key) -> None:
    choosing.ask("more")
    choosing.keys(key)
    assert choosing.button("more").text() == "+"
    assert choosing.answer == ""
    choosing.keys(Key.Key_X)
    assert choosing.told == []


def test_who_goes_elsewhere_keeps_the_old_one(choosing: Choosing) -> None:
    choosing.ask("more")
    choosing.button("hurts").setFocus()
    assert choosing.button("more").text() == "+"
    choosing.keys(Key.Key_X)
    assert choosing.told == []


def test_the_same_key_once_more_is_no_fault(choosing: Choosing) -> None:
    choosing.ask("hurts")
    choosing.keys(Key.Key_H)
    assert choosing.answer == "H means “It hurts more” now."


@pytest.mark.usefixtures("orca_43")
def test_every_answer_is_told_where_the_keyboard_is(choosing: Choosing) -> None:
    choosing.ask("hurts")
    choosing.keys(Key.Key_R)
    focus = QApplication.focusWidget()
    assert focus is choosing.button("hurts")
    assert focus.accessibleDescription() == choosing.answer
