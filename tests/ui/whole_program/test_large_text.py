"""Every screen of the gallery, at twice the text size: nothing reaches beyond its page."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from tests.gallery.screens import SCENES
from tests.gallery.stage import Stage
from tests.ui.screen import settle


@pytest.mark.parametrize("name", [name for name in SCENES if name != "progress-years"])
def test_nothing_is_wider_than_the_window_at_200_percent(
    qapp: QApplication, tmp_path: Path, name: str
) -> None:
    stage = Stage(qapp, tmp_path)
    try:
        stage.preferences.change_one(text_percent=200)
        stage.window.resize(1366, 768)
        stage.window.show()
        SCENES[name](stage)
        settle()
        for area in stage.window.findChildren(QScrollArea):
            if area.isVisible():
                assert area.widget().width() <= area.viewport().width(), area.parent().objectName()
        for button in stage.window.findChildren(QPushButton):
            if button.isVisible() and button.text():
                lines = button.text().split("\n")
                widest = max(map(button.fontMetrics().horizontalAdvance, lines))
                assert button.width() >= widest, button.objectName()
    finally:
        stage.close()
