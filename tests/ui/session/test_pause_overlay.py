"""What the page shows in a pause."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.ui.session.coach.coach_overlays import PauseOverlay
from evenkeel.ui.style import tokens
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
