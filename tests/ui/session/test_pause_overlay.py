"""What the page shows in a pause."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.ui.session.coach.coach_overlays import PauseOverlay
from evenkeel.ui.style import theme, tokens
from evenkeel.ui.style.appearance import Appearance


def test_its_words_stay_off_the_edge_of_its_ground(appearance: Appearance, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 500)
    overlay = PauseOverlay(appearance, page)
    overlay.setGeometry(page.rect())
    overlay.say(("Paused while you were away.", "The computer was asleep. " * 8), again=True)
    page.show()
    edge = overlay.width() - tokens.PAGE_SIDE
    for label in overlay.findChildren(QLabel):
        assert label.geometry().right() <= edge - tokens.LARGE


@pytest.mark.parametrize("times", [1, 3, 6])
def test_its_words_are_never_cut(
    appearance: Appearance, qapp: QApplication, qtbot: QtBot, times: int
) -> None:
    """What is too much for the ring's place is written smaller, and takes all that there is."""
    theme.apply(qapp, appearance.theme, 150)
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 560)
    overlay = PauseOverlay(appearance, page)
    overlay.place(QRect(0, 40, 600, 400), page.rect())
    overlay.say(("Paused while you were away.", "The computer was asleep. " * times), again=True)
    page.show()
    title, why = overlay.findChildren(QLabel)
    for label in (title, why):
        assert label.height() >= label.heightForWidth(label.width())
    assert title.font().pointSizeF() > why.font().pointSizeF()
    overlay.say(("Paused.", "Take the time you need."), again=True)
    assert overlay.geometry() == QRect(0, 40, 600, 400)
    theme.apply(qapp, appearance.theme, 100)
