"""Every control of every page, by what assistive technology is offered to do: each is felt."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.exceptions import TimeoutError as QtBotTimeoutError
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage
from tests.ui.accessible import act, told
from tests.ui.audited import all_that_is_told, chosen_already, is_up, offered
from tests.ui.patience import later
from tests.ui.screen import settle
from tests.ui.seams import Faults, no_dialogs_of_the_system
from tests.ui.whole_program.test_every_control import (
    STATES,
    close_dialogs,
    come_to,
    without_number,
)

#: Of many alike (days of a month, tiles, rows of the plan, numbers) so many are tried.
_ALIKE = 2
#: What is not felt by then, in milliseconds, is not felt.
_PATIENCE_MS = 3000
#: What is heard, and what begins again what has just begun.
_NOT_SEEN = {"settings_listen", "coach_repeat"}


class Asked:
    """The program on the screen, and what it asked of the system."""

    def __init__(self, stage: Stage, asked: Counter[str]) -> None:
        self.stage = stage
        self.asked = asked

    def felt(self) -> str:
        """Everything that somebody could notice."""
        settings = self.stage.preferences.settings
        return f"{all_that_is_told()}\n{settings}\n{sorted(self.asked.items())}"

    def feels_other_than(self, before: str) -> bool:
        """Whether something can be noticed."""
        return self.felt() != before


@pytest.fixture
def asked(qapp: QApplication, tmp_path: Path) -> Iterator[Asked]:
    data, files = tmp_path / "own", tmp_path / "files"
    for folder in (data, files):
        folder.mkdir()
    with no_dialogs_of_the_system(files, random.Random(1)) as counted:
        stage = Stage(qapp, data)
        stage.window.resize(1366, 768)
        stage.window.show()
        settle()
        yield Asked(stage, counted)
        close_dialogs()
        stage.close()


@pytest.mark.parametrize("state", STATES)
def test_every_action_is_felt(asked: Asked, qtbot: QtBot, state: str) -> None:
    with Faults() as faults:
        come_to(asked.stage, state)
        tried = _wanted(asked)
        assert tried
        unfelt = []
        for name, action in tried:
            button = _control(asked, name, action)
            if button is None:
                # What was done before led somewhere else.
                come_to(asked.stage, state)
                button = _control(asked, name, action)
            if button is None and state == "coach-hurts":
                # What hurts for the second time is asked about otherwise.
                continue
            assert button, f"{name} did not come back"
            if chosen_already(button):
                continue
            later(asked.stage.window.presses)
            before = asked.felt()
            act(button, action)
            qtbot.waitUntil(partial(is_up, button))
            with suppress(QtBotTimeoutError):
                qtbot.waitUntil(partial(asked.feels_other_than, before), timeout=_PATIENCE_MS)
            settle()
            if asked.felt() == before:
                unfelt.append((name, action))
            close_dialogs()
            assert faults.found == [], (name, action)
        assert unfelt == []


def _control(asked: Asked, name: str, action: str) -> QAbstractButton | None:
    """The control of that name, if it is told of and that can be done with it."""
    for button, offer in offered(told(asked.stage.window)):
        if offer == action and without_number(button.objectName()) == name:
            return button
    return None


def _wanted(asked: Asked) -> list[tuple[str, str]]:
    """The controls by name, and what can be done with each; few of many alike."""
    found: list[tuple[str, str]] = []
    kinds: Counter[tuple[str, str]] = Counter()
    for button, action in offered(told(asked.stage.window)):
        name = without_number(button.objectName())
        assert name, f"a control without a name: {button.text()}"
        if name in _NOT_SEEN or name.startswith("nav_"):
            continue
        kind = ("_".join(name.split("_")[:2]), action)
        kinds[kind] += 1
        if (name, action) not in found and kinds[kind] <= _ALIKE:
            found.append((name, action))
    return found
