"""Colours that can be read, in every theme, and a style sheet that Qt understands."""

import sys
from typing import ClassVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import CONTRAST_DARK, FAMILY, TEXT_PAIRS, THEMES, Theme
from evenkeel.ui.widgets.buttons import (
    Button,
    DangerButton,
    LinkButton,
    NavButton,
    PrimaryButton,
    QuietButton,
)

EVERY = (*THEMES.values(), CONTRAST_DARK)
EVERY_THEME = pytest.mark.parametrize("colours", EVERY, ids=[one.name for one in EVERY])


@EVERY_THEME
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(colours: Theme, text: str, ground: str) -> None:
    assert theme.contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@EVERY_THEME
@pytest.mark.parametrize("ground", ["page", "panel", "card"])
@pytest.mark.parametrize("mark", ["edge", "focus", "accent"])
def test_controls_and_the_focus_can_be_told_from_the_ground(
    colours: Theme, mark: str, ground: str
) -> None:
    assert theme.contrast(getattr(colours, mark), getattr(colours, ground)) >= 2.9


@pytest.mark.parametrize("colours", [THEMES["contrast"], CONTRAST_DARK], ids=["light", "dark"])
def test_high_contrast_is_higher(colours: Theme) -> None:
    assert theme.contrast(colours.ink, colours.page) == pytest.approx(21)
    assert theme.contrast(colours.accent, colours.page) >= 7


@EVERY_THEME
@pytest.mark.parametrize("percent", [100, 137, 200])
def test_the_sheet_is_complete(colours: Theme, percent: int) -> None:
    sheet = theme.qss(colours, percent)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


@EVERY_THEME
@pytest.mark.parametrize(("role", "times"), [("h1", 1.6), ("h2", 2), ("body", 2)])
def test_text_grows_with_the_setting(
    qapp: QApplication, qtbot: QtBot, colours: Theme, role: str, times: float
) -> None:
    """The title, which is large already, grows less: the picture needs the room."""
    heights = []
    for percent in (100, 200):
        theme.apply(qapp, colours, percent)
        label = QLabel("Evenkeel")
        qtbot.addWidget(label)
        label.setProperty("role", role)
        label.ensurePolished()
        assert QFontInfo(label.font()).family() == FAMILY
        assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(colours.ink)
        heights.append(label.sizeHint().height())
    assert heights[1] == pytest.approx(times * heights[0], abs=4)
    theme.apply(qapp, THEMES["light"], 100)


def test_on_windows_menus_and_messages_are_told_of_the_size_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With its first style sheet, Qt asks Windows for the fonts of menus again."""

    class App:
        told: ClassVar[list[str]] = []

        def __getattr__(self, name: str) -> object:
            return lambda *given: self.told.append(
                given[1] if name == "setFont" and given[1:] else name
            )

    app = App()
    monkeypatch.setattr(sys, "platform", "win32")
    theme.apply(cast("QApplication", app), THEMES["light"], 150)
    after = app.told[app.told.index("setStyleSheet") + 1 :]
    assert {"QMenuBar", "QMenu", "QMessageBox"} <= set(after)


@EVERY_THEME
@pytest.mark.parametrize(
    "kind", [PrimaryButton, QuietButton, DangerButton, LinkButton, NavButton, QPushButton]
)
def test_only_the_ring_says_where_the_keyboard_is(
    qapp: QApplication, qtbot: QtBot, colours: Theme, kind: type[QPushButton]
) -> None:
    """Who goes by Tab sees no shade inside a button that a click would not leave."""
    theme.apply(qapp, colours, 100)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save)
    own = kind("one", "Start") if issubclass(kind, Button) else buttons.buttons()[0]
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(own if issubclass(kind, Button) else buttons)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    own.setFocus()
    by_click = own.grab().toImage()
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    assert own.grab().toImage() == by_click
    theme.apply(qapp, THEMES["light"], 100)


def test_a_look_tells_of_changes_and_only_of_changes(appearance: Appearance, qtbot: QtBot) -> None:
    told = []
    appearance.changed.connect(lambda: told.append(appearance.theme.name))
    appearance.change(theme=THEMES["light"], text_percent=100, reduced_motion=True)
    assert told == []
    appearance.change(theme=THEMES["dark"], text_percent=150, reduced_motion=True)
    assert told == ["dark"]
    assert appearance.px(10) == 15
