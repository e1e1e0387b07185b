"""The window: places, keys, pages made when they are first shown."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from evenkeel.ui.frame.page_key import PageKey
from evenkeel.ui.frame.window import PLACES, MainWindow
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]


class Windowed:
    """A window with empty pages, and what it emitted."""

    def __init__(self, appearance: Appearance, show: Show) -> None:
        self.made: list[str] = []
        self.window = MainWindow(appearance)
        for name in (*PLACES, "session"):
            self.window.add_page(PageKey(name), partial(self._make, name))
        self.said: list[tuple[object, ...]] = []
        for name in ("pageRequested", "printRequested", "backRequested", "closing"):
            signal = getattr(self.window, name)
            signal.connect(lambda *said, name=name: self.said.append((name, *said)))
        self.window.show_page("today")
        show(self.window)
        settle()

    def _make(self, name: str) -> QWidget:
        self.made.append(name)
        page = QWidget()
        page.setObjectName(name)
        return page


@pytest.fixture
def windowed(appearance: Appearance, show: Show) -> Windowed:
    return Windowed(appearance, show)


def test_pages_are_made_when_first_shown(windowed: Windowed) -> None:
    assert windowed.made == ["today"]
    windowed.window.show_page("library")
    windowed.window.show_page("today")
    windowed.window.show_page("library")
    assert windowed.made == ["today", "library"]
    assert windowed.window.current() == "library"


def test_the_first_painting_is_told_once(appearance: Appearance, show: Show, qtbot: QtBot) -> None:
    window = MainWindow(appearance)
    window.add_page(PageKey("today"), QWidget)
    window.show_page("today")
    painted: list[None] = []
    window.painted.connect(lambda: painted.append(None))
    with qtbot.waitSignal(window.painted):
        show(window)
    window.update()
    settle()
    assert len(painted) == 1


def test_an_unknown_page_is_refused(windowed: Windowed) -> None:
    with pytest.raises(KeyError):
        windowed.window.show_page("nowhere")


@pytest.mark.parametrize("name", PLACES)
def test_the_sidebar_asks_for_pages(windowed: Windowed, press: Press, name: str) -> None:
    press(windowed.window, f"nav_{name}")
    assert windowed.said == [("pageRequested", name)]


def test_the_place_is_marked_when_it_is_shown(windowed: Windowed, press: Press) -> None:
    def marked() -> list[str]:
        buttons = windowed.window.findChildren(QAbstractButton)
        return [one.objectName() for one in buttons if one.isCheckable() and one.isChecked()]

    press(windowed.window, "nav_progress")
    assert marked() == ["nav_today"]
    windowed.window.show_page("progress")
    assert marked() == ["nav_progress"]
    windowed.window.show_page("session")
    assert marked() == ["nav_progress"]
    windowed.window.mark_place("library")
    assert marked() == ["nav_library"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Qt.Key.Key_1, ("pageRequested", "today")),
        (Qt.Key.Key_2, ("pageRequested", "library")),
        (Qt.Key.Key_3, ("pageRequested", "progress")),
        (Qt.Key.Key_4, ("pageRequested", "settings")),
        (Qt.Key.Key_Comma, ("pageRequested", "settings")),
        (Qt.Key.Key_P, ("printRequested",)),
        (Qt.Key.Key_Q, ("closing",)),
    ],
)
def test_shortcuts(windowed: Windowed, qtbot: QtBot, key: Qt.Key, said: tuple[object, ...]) -> None:
    qtbot.keyClick(windowed.window, key, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert windowed.said == [said]


def test_escape_goes_back(windowed: Windowed, qtbot: QtBot) -> None:
    qtbot.keyClick(windowed.window, Qt.Key.Key_Escape)
    assert windowed.said == [("backRequested",)]


def test_full_screen(windowed: Windowed, qtbot: QtBot) -> None:
    qtbot.keyClick(windowed.window, Qt.Key.Key_F11)
    assert windowed.window.isFullScreen()
    qtbot.keyClick(windowed.window, Qt.Key.Key_F11)
    assert not windowed.window.isFullScreen()


def test_a_page_alone_has_no_sidebar_but_its_keys(windowed: Windowed, qtbot: QtBot) -> None:
    windowed.window.show_page("session", alone=True)
    settle()
    sidebar = windowed.window.findChild(QWidget, "sidebar")
    assert sidebar
    assert not sidebar.isVisible()
    qtbot.keyClick(windowed.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert windowed.said == [("printRequested",)]
    windowed.window.show_page("today")
    settle()
    assert sidebar.isVisible()


def test_the_page_gets_the_keyboard(windowed: Windowed) -> None:
    windowed.window.show_page("settings")
    focus = QApplication.focusWidget()
    assert focus
    assert focus.objectName() == "settings"


def test_every_action_has_a_name(windowed: Windowed) -> None:
    actions = [one for one in windowed.window.findChildren(QAction) if one.text()]
    menus = [
        menu.menuAction()
        for menu in windowed.window.menuBar().findChildren(QWidget)
        if hasattr(menu, "menuAction")
    ]
    assert [one.text() for one in actions if not one.objectName() and one not in menus] == []


@pytest.mark.parametrize("percent", [100, 200])
def test_the_place_that_is_shown_is_not_cut(
    qapp: QApplication, windowed: Windowed, appearance: Appearance, percent: int
) -> None:
    theme.apply(qapp, THEMES["light"], percent)
    appearance.change(theme=THEMES["light"], text_percent=percent, reduced_motion=True)
    for name in PLACES:
        windowed.window.show_page(name)
        settle()
        button = windowed.window.findChild(QPushButton, f"nav_{name}")
        assert button
        # The face of a chosen place is the style sheet's, and bolder than the button's own.
        face = QFont(button.font())
        face.setWeight(QFont.Weight.DemiBold)
        option = QStyleOptionButton()
        option.initFrom(button)
        part = QStyle.SubElement.SE_PushButtonContents
        room = button.style().subElementRect(part, option, button).width()
        assert QFontMetrics(face).horizontalAdvance(button.text()) <= room


def fading(windowed: Windowed) -> QWidget | None:
    """What lies over a new page, as long as it does."""
    found = windowed.window.findChild(QWidget, "fading")
    return found if found and found.isVisible() else None


def test_pages_fade_and_nothing_stays_over_them(
    windowed: Windowed, appearance: Appearance, qtbot: QtBot
) -> None:
    appearance.change(theme=THEMES["light"], text_percent=100, reduced_motion=False)
    for name in ("progress", "today"):
        windowed.window.show_page(name)
        qtbot.waitUntil(lambda: fading(windowed) is not None)
        veil = fading(windowed)
        assert veil
        stack = veil.parentWidget()
        assert stack
        assert veil.geometry() == stack.rect()
        # The pointer goes through it.
        at = veil.mapTo(windowed.window, veil.rect().center())
        assert windowed.window.childAt(at) is windowed.window.page(name)
        qtbot.waitUntil(lambda: fading(windowed) is None)


def test_the_veil_lifts(windowed: Windowed, appearance: Appearance, qtbot: QtBot) -> None:
    appearance.change(theme=THEMES["light"], text_percent=100, reduced_motion=False)
    windowed.window.add_page(PageKey("black"), QFrame)
    windowed.window.page("black").setStyleSheet("background: #000000")
    windowed.window.show_page("black")
    qtbot.waitUntil(lambda: fading(windowed) is not None)

    def lightness() -> int:
        return windowed.window.grab().toImage().pixelColor(windowed.window.rect().center()).value()

    first = lightness()
    assert 0 < first < QColor(THEMES["light"].page).value()
    qtbot.waitUntil(lambda: lightness() < first)
    qtbot.waitUntil(lambda: lightness() == 0)


def test_with_reduced_motion_nothing_fades(windowed: Windowed) -> None:
    windowed.window.show_page("progress")
    settle()
    assert windowed.window.findChild(QWidget, "fading") is None


def test_a_new_page_is_painted_in_a_turn_of_its_own(windowed: Windowed) -> None:
    painted: list[str] = []

    class Painted(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:
            painted.append(self.objectName())

    new = Painted()
    new.setObjectName("new")
    windowed.window.add_page(PageKey("new"), lambda: new)
    windowed.window.show_page("new")
    # What is waiting already comes first: pressed keys, and whatever a page wants placed.
    QApplication.sendPostedEvents()
    assert painted == []
    settle()
    assert set(painted) == {"new"}


def test_a_page_is_found_by_its_key_and_by_its_name(windowed: Windowed) -> None:
    key: PageKey[QFrame] = PageKey("framed")
    windowed.window.add_page(key, QFrame)
    shown = windowed.window.show_page(key)
    assert isinstance(shown, QFrame)
    assert windowed.window.page("framed") is windowed.window.page(key) is shown
    assert windowed.window.current() == "framed"
    assert windowed.window.current() == key
    assert windowed.window.current() in (key, "other")


def test_help_and_about_are_in_the_menu(windowed: Windowed) -> None:
    asked: list[str] = []
    windowed.window.pageRequested.connect(asked.append)
    for name in ("action_open_help", "action_about"):
        action = windowed.window.findChild(QAction, name)
        assert action
        action.trigger()
    assert asked == ["help", "about"]
    action = windowed.window.findChild(QAction, "action_open_help")
    assert action
    assert action.shortcut().toString() == "F1"


def test_a_tip_stands_at_the_end_of_the_sidebar_where_there_is_room(
    windowed: Windowed, press: Callable[[QWidget, str], None]
) -> None:
    asked: list[str] = []
    window = windowed.window
    window.pageRequested.connect(asked.append)
    window.resize(1366, 768)
    settle()
    sidebar = window.findChild(QWidget, "sidebar")
    tip = window.findChild(QAbstractButton, "nav_tip")
    assert sidebar
    assert tip
    wide = sidebar.width()
    assert not tip.isVisible()
    window.show_tip("Change your position often", "Get up before it begins to hurt.")
    settle()
    assert tip.isVisible()
    assert tip.accessibleName() == "Change your position often. Get up before it begins to hurt."
    assert sidebar.width() == wide
    press(window, "nav_tip")
    assert asked == ["tips"]
    window.resize(1366, 600)
    settle()
    assert not tip.isVisible()
    window.resize(1366, 768)
    window.show_tip("", "")
    settle()
    assert not tip.isVisible()
