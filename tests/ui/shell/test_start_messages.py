"""The note about a fault of the run before."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from evenkeel.ui.shell.controller import Controller
from evenkeel.ui.shell.crash_log import CrashLog
from tests.gallery.stage import LEFT, Stage


class Crashed:
    """A window whose run before left a log."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.stage = Stage(app, folder)
        self.crashes = CrashLog(folder / "crashes")
        self.crashes.left = True
        stage = self.stage
        self.controller = Controller(
            stage.appearance,
            stage.user_state,
            stage.preferences,
            clock=lambda: 0.0,
            sound=stage._heard,
            crashes=self.crashes,
        )
        stage.answer(LEFT)
        self.controller.show_today()
        self.window = self.controller.window
        self.window.show()

    def says(self, text: str) -> bool:
        labels = self.window.findChildren(QLabel)
        return any(text in one.text() and one.isVisible() for one in labels)

    def button(self, text: str) -> QAbstractButton:
        buttons = self.window.findChildren(QAbstractButton)
        return next(one for one in buttons if one.text() == text and one.isVisible())

    def close(self) -> None:
        self.controller.close()
        self.window.close()
        self.window.deleteLater()
        self.stage.close()


@pytest.fixture
def crashed(qapp: QApplication, tmp_path: Path) -> Iterator[Crashed]:
    crashed = Crashed(qapp, tmp_path)
    yield crashed
    crashed.close()


def test_the_folder_is_offered_and_opened(
    crashed: Crashed, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toLocalFile())
    )
    assert crashed.says("without your answers and notes")
    crashed.button("Open the folder").click()
    assert opened == [str(crashed.crashes.folder)]
    assert not crashed.says("without your answers and notes")


def test_it_can_be_put_away(crashed: Crashed) -> None:
    crashed.button("Not now").click()
    assert not crashed.says("without your answers and notes")


def test_without_a_fault_nothing_is_said(crashed: Crashed) -> None:
    crashed.crashes.left = False
    crashed.controller.show_today()
    assert not crashed.says("without your answers and notes")
