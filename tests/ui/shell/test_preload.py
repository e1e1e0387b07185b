"""What is got ready ahead: in quiet moments only, one thing at a time, and never in a session."""

import builtins
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.journal.settings import ReducedMotion
from evenkeel.ui.progress.chart_loading import ChartLoader
from evenkeel.ui.shell import preload as ahead
from evenkeel.ui.shell.preload import Preloader
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from tests.gallery.stage import LEFT, Stage
from tests.ui.screen import settle


class Field(QLineEdit):
    """Somewhere to type, with things to get ready meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.busy = False
        steps: list[Callable[[], object]] = [
            lambda: self.done.append("first"),
            lambda: self.done.append("second"),
        ]
        self.ahead = Preloader(steps, busy=lambda: self.busy, parent=self)

    def waits_ms(self) -> int:
        """How long until the next thing; -1 for none."""
        (timer,) = self.ahead.findChildren(QTimer)
        return timer.interval() if timer.isActive() else -1

    def quiet(self) -> None:
        """Nothing was pressed for as long as it waits."""
        (timer,) = self.ahead.findChildren(QTimer)
        timer.stop()
        timer.timeout.emit()


@pytest.fixture
def field(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Field:
    # Longer than any test takes: time is told to it.
    monkeypatch.setattr(ahead, "_QUIET_MS", 900_000)
    monkeypatch.setattr(ahead, "_BETWEEN_MS", 450_000)
    field = Field()
    qtbot.addWidget(field)
    field.show()
    field.ahead.begin()
    return field


def test_one_thing_at_a_time_in_a_quiet_moment(field: Field) -> None:
    assert field.done == []
    field.quiet()
    assert field.done == ["first"]
    assert field.waits_ms() == 450_000
    field.quiet()
    assert field.done == ["first", "second"]
    assert field.waits_ms() == -1


def test_a_press_goes_where_it_was_going_and_is_waited_out(field: Field, qtbot: QtBot) -> None:
    field.quiet()
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert field.text() == "a"
    assert field.waits_ms() == 900_000
    field.quiet()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.done == ["first", "second"]
    assert field.waits_ms() == -1


def test_nothing_is_done_while_something_more_important_runs(field: Field) -> None:
    field.busy = True
    field.quiet()
    assert field.done == []
    assert field.waits_ms() == 900_000
    field.busy = False
    field.quiet()
    assert field.done == ["first"]


def test_it_can_be_stopped(field: Field, qtbot: QtBot) -> None:
    field.ahead.stop()
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert field.waits_ms() == -1


@pytest.mark.parametrize("days", [0, 3])
def test_pages_are_there_before_they_are_asked_for(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    loaded: list[object] = []

    def begin(loading: ChartLoader) -> None:
        loaded.append(loading)

    monkeypatch.setattr(ChartLoader, "begin", begin)
    stage = Stage(qapp, tmp_path)
    try:
        stage.answer(LEFT)
        stage.remember(days, per_day=1)
        stage.window.show()
        stage.controller.preload()
        (timer,) = stage.controller.findChild(Preloader).findChildren(QTimer)
        while timer.isActive():
            timer.timeout.emit()
        names = ("library_page", "card_page", "progress_page", "settings")
        made = [bool(stage.window.findChild(QWidget, name)) for name in names]
        assert made == [True, True, True, False]
        assert len(loaded) == bool(days)
        assert stage.window.current() == "today"
        stage.controller.show_card("glute_bridge")
        settle()
        assert stage.window.current() == "card"
    finally:
        stage.close()


def test_what_is_opened_later_waits_for_no_module(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(qapp, tmp_path)
    try:
        stage.answer(LEFT)
        stage.preferences.change_one(reduced_motion=ReducedMotion.OFF)
        stage.window.show()
        ahead_of_time: set[str] = set()

        def load(name: str) -> None:
            ahead_of_time.add(name)
            import_module(name)

        monkeypatch.setattr(ahead, "import_module", load)
        for step in ahead.next_steps(stage.window, charts=False):
            step()
        wanted: set[str] = set()

        def note(name: str, *rest: Any) -> object:
            wanted.add(name)
            return real(name, *rest)

        real = builtins.__import__
        monkeypatch.setattr(builtins, "__import__", note)
        stage.controller.show_card("inflare_correction")
        settle()
        stage.controller.show_settings()
        stage.controller.go_to("help")
        settle()
        monkeypatch.undo()
        # The frame is there from the start.
        rooms = ("evenkeel.ui.settings", "evenkeel.ui.progress", "evenkeel.ui.shell")
        widgets = ("evenkeel.ui.widgets", "evenkeel.ui.library", "evenkeel.figures")
        large = {name for name in wanted if name.startswith((*rooms, *widgets))}
        assert large <= ahead_of_time
        assert len(large) > 3
    finally:
        stage.close()


def test_later_goes_on_after_a_painting_and_forgets_what_was_replaced(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    done: list[str] = []
    later = DeferredTasks(field)
    later.begin(lambda: done.append("a"), lambda: done.append("b"))
    for _ in range(2):
        later.timeout.emit()
        assert done == []
    later.timeout.emit()
    assert done == ["a"]
    later.begin(lambda: done.append("c"))
    later.add(lambda: done.append("d"))
    for _ in range(4):
        later.timeout.emit()
    assert done == ["a", "c", "d"]
    assert not later.isActive()
