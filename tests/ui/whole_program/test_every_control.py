"""Every control of every page, pressed in the whole program: nothing fails, and a page comes back.

Which controls there are is found by walking through the page. What each setting does is in
``test_settings_in_force``.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QScrollArea, QWidget

from evenkeel.guide.adjust import Adjustments
from tests.gallery.screens import SCENES
from tests.gallery.stage import LEFT, Stage
from tests.ui.patience import later
from tests.ui.screen import settle
from tests.ui.seams import Faults, no_dialogs_of_the_system

#: States with everything that a page can show, and the page that each is of.
STATES = {
    "welcome": "welcome",
    "question-red-flags": "questionnaire",
    "question-sore-side": "questionnaire",
    "question-pain": "questionnaire",
    "referral-urgent": "referral",
    "referral-pregnancy": "referral",
    "answers": "answers",
    "code": "code",
    "today-empty": "today",
    "today-adjusting": "today",
    "today-unfinished": "today",
    "library": "library",
    "card-brace": "card",
    "card-plank": "card",
    "card-easier": "card",
    "pain-before": "pain",
    "coach-hold": "coach",
    "coach-ask": "coach",
    "coach-hurts": "coach",
    "coach-paused": "coach",
    "summary": "summary",
    "aftercare": "aftercare",
    "progress-empty": "progress",
    "progress": "progress",
    "abilities-choose": "progress",
    "abilities-rate": "progress",
    "abilities": "progress",
    "progress-exercises": "progress",
    "day": "day",
    "day-changing": "day",
    "diary": "diary",
    "settings": "settings",
    "help": "help",
}
#: Pressed one by one in ``test_settings_in_force``.
_SETTINGS = (
    *("theme", "text", "motion", "person", "skin", "hair", "aim", "prepare", "switch", "rest"),
    *(
        "print",
        "order",
        "paper",
        "screen",
        "activities",
        "heard",
        "voice",
        "tones",
        "speed",
        "remind",
    ),
)
_TRIED = tuple(f"settings_{name}_" for name in _SETTINGS)
#: Of many alike (days of a month, tiles, rows of the plan, numbers) so many are pressed.
_ALIKE = 4


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    data, files = tmp_path / "own", tmp_path / "files"
    for folder in (data, files):
        folder.mkdir()
    with no_dialogs_of_the_system(files, random.Random(1)):
        stage = Stage(qapp, data)
        stage.window.resize(1366, 768)
        stage.window.show()
        settle()
        yield stage
        close_dialogs()
        stage.close()


def close_dialogs() -> None:
    """Whatever came in front goes again, as with Esc."""
    popup = QApplication.activePopupWidget()
    if popup:
        popup.close()
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog) and top.isVisible():
            top.reject()
    settle()


def controls(stage: Stage) -> list[str]:
    """The names of what can be pressed on the page, in order; few of many alike."""
    page = stage.window.page(stage.window.current())
    found: list[str] = []
    kinds: dict[str, int] = {}
    for button in page.findChildren(QAbstractButton):
        name = button.objectName()
        shown = button.isVisible() and button.isEnabled()
        if not shown or name.startswith(_TRIED):
            continue
        assert name, f"a button without a name: {button.text()!r} on {stage.window.current()}"
        name = without_number(name)
        kind = "_".join(name.split("_")[:2])
        kinds[kind] = kinds.get(kind, 0) + 1
        if name not in found and kinds[kind] <= _ALIKE:
            found.append(name)
    return found


def without_number(name: str) -> str:
    """The name of a control without the number of the session that it is about."""
    return re.sub(r"(?<=^day_session_)\d+", "N", name)


def come_to(stage: Stage, state: str) -> None:
    """To a state as it is in a new program, whatever was pressed before."""
    stage.preferences.change_one(welcomed=state != "welcome")
    stage.user_state.change(Adjustments())
    SCENES[state](stage)
    settle()


def press(stage: Stage, name: str) -> bool:
    """Clicks a control of the page; whether it is (still) there."""
    page = stage.window.page(stage.window.current())
    named = [
        one
        for one in page.findChildren(QAbstractButton)
        if without_number(one.objectName()) == name
    ]
    buttons = [one for one in named if one.isVisible()]
    if not buttons or not buttons[0].isEnabled():
        return False
    at = place(buttons[0], stage.window)
    if at is None:
        return False
    later(stage.window.presses)
    handle = stage.window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settle()
    return True


def place(widget: QWidget, window: QWidget) -> QPoint | None:
    """Where a widget can be clicked, scrolled to where it is seen."""
    parent = widget.parentWidget()
    while parent:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    settle()
    seen = widget.visibleRegion().boundingRect()
    return None if seen.isEmpty() else widget.mapTo(window, seen.center())


@pytest.mark.parametrize("state", STATES)
def test_every_control_can_be_pressed(stage: Stage, state: str) -> None:
    with Faults() as faults:
        come_to(stage, state)
        page = stage.window.current()
        assert page == STATES[state]
        names, missed = controls(stage), []
        assert names
        for name in names:
            pressed = stage.window.current() == page and press(stage, name)
            if not pressed:
                # What was pressed before led somewhere else.
                come_to(stage, state)
                pressed = press(stage, name)
            if not pressed:
                missed.append(name)
            close_dialogs()
            assert faults.found == [], name
            assert stage.window.current(), name
        assert missed == []
        # It can be left, and opened again.
        stage.controller.show_today()
        settle()
        come_to(stage, state)
        assert stage.window.current() == page
        assert faults.found == []


def test_every_page_has_a_state(stage: Stage) -> None:
    assert set(STATES.values()) == set(stage.window._factories)


def test_every_entry_of_the_menus(stage: Stage) -> None:
    stage.answer(LEFT)
    with Faults() as faults:
        names = [one.objectName() for one in stage.window.findChildren(QAction)]
        chosen = [name for name in names if name.startswith("action_") and name != "action_quit"]
        assert len(chosen) >= 7
        for name in chosen:
            action = stage.window.findChild(QAction, name)
            assert action
            action.trigger()
            settle()
            close_dialogs()
            assert faults.found == [], name
    stage.window.leave_full_screen()
