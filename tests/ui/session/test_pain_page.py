"""The page that asks for the pain."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from evenkeel.ui.session.pain_page import PainPage
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from evenkeel.ui.widgets.pain_scale import PainScale, ScaleCell
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]


class Pain:
    """The page on the screen, with what it emitted."""

    def __init__(self, appearance: Appearance, show: Show, press: Press) -> None:
        self.page = PainPage(appearance)
        self.page.ask("How strong is your pain?", "0 is no pain.")
        self.said: list[int | None] = []
        self.page.answered.connect(self.said.append)
        self.page.skipped.connect(lambda: self.said.append(None))
        self._press = press
        show(self.page)

    def press(self, name: str) -> None:
        """Clicks the button of that name."""
        self._press(self.page, name)

    def can_go_on(self) -> bool:
        button = self.page.findChild(QAbstractButton, "pain_page_go_on")
        assert button
        return button.isEnabled()


@pytest.fixture
def pain(appearance: Appearance, show: Show, press: Press) -> Pain:
    return Pain(appearance, show, press)


@pytest.mark.parametrize("chosen", [False, True])
def test_two_digits_do_not_touch_the_edge_of_a_narrow_cell(
    qapp: QApplication, appearance: Appearance, show: Show, chosen: bool
) -> None:
    theme.apply(qapp, THEMES["light"], 200)
    appearance.change(theme=THEMES["light"], text_percent=200, reduced_motion=True)
    scale = PainScale(appearance)
    show(scale)
    scale.resize(11 * 60, 200)
    scale.set_value(10 if chosen else None)
    settle()
    cell = scale.findChild(ScaleCell, "pain_scale_10")
    assert cell
    seen = cell.grab().toImage()
    ground = QColor(appearance.theme.accent if chosen else appearance.theme.card)
    edges = [*range(3, 7), *range(seen.width() - 7, seen.width() - 3)]
    middle = range(seen.height() // 3, 2 * seen.height() // 3)
    assert {seen.pixelColor(x, y).name() for x in edges for y in middle} == {ground.name()}


def test_a_number_then_go_on(pain: Pain) -> None:
    assert not pain.can_go_on()
    pain.press("pain_page_scale_6")
    assert pain.said == []
    pain.press("pain_page_scale_4")
    pain.press("pain_page_go_on")
    assert pain.said == [4]


def test_by_keyboard(pain: Pain, keys: Keys) -> None:
    keys(Qt.Key.Key_Return)
    assert pain.said == []
    keys(Qt.Key.Key_7, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert pain.said == [8]


def test_not_now(pain: Pain) -> None:
    pain.press("pain_page_skip")
    assert pain.said == [None]


def test_asking_again_forgets_the_number(pain: Pain) -> None:
    pain.press("pain_page_scale_6")
    pain.page.ask("And now?", "")
    assert not pain.can_go_on()
    assert pain.page.scale.value is None
    assert pain.page.title.text() == "And now?"


def test_one_switch_answers_it(pain: Pain, keys: Keys) -> None:
    """The numbers are marked in turn, then what to do; any key takes what is marked."""
    pain.page.scan_s = lambda: 2
    QApplication.sendEvent(pain.page, QShowEvent())
    settle()
    scanning = pain.page._scanning
    cells = pain.page.scale.buttons()
    assert cells[0].hasFocus()
    for _ in range(3):
        scanning.mark_next()
    keys(Qt.Key.Key_A)
    assert (pain.page.scale.value, pain.said) == (3, [])
    while scanning.marked() is not pain.page.answers()[-2]:
        scanning.mark_next()
    keys(Qt.Key.Key_Return)
    assert pain.said == [3]
    pain.page.hide()
    assert not scanning.active
