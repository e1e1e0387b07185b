"""What assistive technology toggles is pressed: state, signal and program go one way."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.choice import ChoiceButton
from evenkeel.ui.widgets.controls import Segment


def toggle(button: QAbstractButton) -> None:
    """As assistive technology does it."""
    interface = QAccessible.queryAccessibleInterface(button)
    actions = interface.actionInterface()
    assert "Toggle" in actions.actionNames()
    actions.doAction("Toggle")


def watched(button: QAbstractButton) -> list[bool]:
    told: list[bool] = []
    # PySide passes a built-in function nothing.
    button.clicked.connect(lambda checked: told.append(checked))  # noqa: PLW0108
    return told


@pytest.fixture
def made(appearance: Appearance, qtbot: QtBot) -> Callable[[str], ChoiceButton]:
    def make(name: str) -> ChoiceButton:
        button = ChoiceButton(appearance, name, name, multi=True)
        qtbot.addWidget(button)
        return button

    return make


def test_a_toggle_is_one_press(made: Callable[[str], ChoiceButton]) -> None:
    button = made("wall")
    told = watched(button)
    toggle(button)
    assert (told, button.isChecked()) == ([True], True)
    toggle(button)
    assert (told, button.isChecked()) == ([True, False], False)


def test_a_press_is_told_once_and_a_value_that_is_shown_never(
    made: Callable[[str], ChoiceButton], qtbot: QtBot
) -> None:
    button = made("wall")
    told = watched(button)
    button.setChecked(True)
    assert told == []
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told == [False]


def test_of_one_choice_of_many_only_the_chosen_one_is_pressed(
    appearance: Appearance, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    segments = [Segment(appearance, f"paper_{name}", name, name) for name in ("A4", "Letter")]
    group = QButtonGroup(parent)
    for segment in segments:
        group.addButton(segment)
        segment.setParent(parent)
    first, second = segments
    first.setChecked(True)
    told = watched(first), watched(second)
    toggle(second)
    assert told == ([], [True])
    assert (first.isChecked(), second.isChecked()) == (False, True)
