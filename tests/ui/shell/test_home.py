"""Another language in the settings: the window is there in it at once, around the same journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QAbstractButton, QApplication

from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import say
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.shell.controller import Controller
from evenkeel.ui.shell.home import Home, apply_language
from tests.gallery.stage import LEFT, Stage
from tests.ui.screen import settle


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    before = QLocale()
    made = Stage(qapp, tmp_path)
    made.preferences.change_one(language="en", welcomed=True)
    made.answer(LEFT)
    yield made
    made.close()
    apply_language(qapp, tmp_path, "en")
    QLocale.setDefault(before)


@pytest.fixture
def home(stage: Stage) -> Iterator[Home]:
    def make() -> Controller:
        return Controller(
            stage.appearance,
            stage.user_state,
            stage.preferences,
            clock=lambda: 0.0,
            sound=stage._heard,
        )

    made = Home(make, stage.app, stage.appearance, stage.user_state, stage.preferences)
    made.controller.open()
    made.controller.window.show()
    made.controller.show_settings()
    yield made
    made.controller.close()
    made.controller.window.hide()
    made.controller.window.deleteLater()
    made.controller.deleteLater()
    made.deleteLater()
    settle()


def press_language(home: Home, code: str) -> None:
    button = home.controller.window.findChild(QAbstractButton, f"settings_language_{code}")
    assert button
    button.click()
    settle()


def open_windows(stage: Stage) -> list[MainWindow]:
    tops = stage.app.topLevelWidgets()
    return [one for one in tops if isinstance(one, MainWindow) and one.isVisible()]


def test_the_window_is_there_in_the_language_at_once(stage: Stage, home: Home) -> None:
    size = home.controller.window.size()
    press_language(home, "ar")
    window = home.controller.window
    assert open_windows(stage) == [window]
    assert window.current() == "settings"
    assert window.isRightToLeft()
    assert window.size() == size
    assert window.page("settings").windowTitle() == "الإعدادات"
    form = stage.user_state.catalogue.exercises["dontigny_knee_brace"].form
    assert "الأيسر" in say(stage.user_state.catalogue.words, form.cue, Side.LEFT)
    press_language(home, "en")
    assert open_windows(stage) == [home.controller.window]
    assert not home.controller.window.isRightToLeft()
    assert home.controller.window.page("settings").windowTitle() == "Settings"


def test_another_setting_leaves_the_window_as_it_is(stage: Stage, home: Home) -> None:
    window = home.controller.window
    stage.preferences.change_one(text_percent=120)
    settle()
    assert home.controller.window is window
