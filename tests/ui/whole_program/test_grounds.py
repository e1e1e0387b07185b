"""Every widget to which the theme gives a ground of its own paints it."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from tests.gallery.screens import SCENES
from tests.gallery.stage import Stage
from tests.ui.screen import settle

_GROUND = re.compile(r'QWidget\[role="(\w+)"\][^{]*\{ background')


@pytest.mark.parametrize("name", ["today", "settings", "card-brace", "coach-hold", "progress"])
def test_what_has_a_ground_paints_it(qapp: QApplication, tmp_path: Path, name: str) -> None:
    stage = Stage(qapp, tmp_path)
    try:
        stage.window.resize(1366, 768)
        stage.window.show()
        SCENES[name](stage)
        settle()
        roles = set(_GROUND.findall(qapp.styleSheet()))
        assert "sidebar" in roles
        # Qt paints it for its own plain widget and for frames; a class of ours must ask for it.
        missing = [
            one.objectName() or type(one).__name__
            for one in stage.window.findChildren(QWidget)
            if one.property("role") in roles
            and type(one) is not QWidget
            and not isinstance(one, QFrame)
            and not one.testAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        ]
        assert missing == []
        if name == "today":
            painted = stage.window.grab().toImage().pixelColor(2, 300)
            assert painted.name() == stage.appearance.theme.panel
    finally:
        stage.close()
