"""The page that asks for the pain."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from evenkeel.ui.look import Look
from evenkeel.ui.pages.pain import PainPage

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]


class Pain:
    """The page on the screen, with what it emitted."""

    def __init__(self, look: Look, show: Show, press: Press) -> None:
        self.page = PainPage(look)
        self.page.ask("How strong is your pain?", "0 is no pain.")
        self.said: list[int | None] = []
        self.page.given.connect(self.said.append)
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
def pain(look: Look, show: Show, press: Press) -> Pain:
    return Pain(look, show, press)


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
