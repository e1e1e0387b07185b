"""What the page shows in a pause."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.ui.session.coach.coach_overlays import PauseOverlay
from evenkeel.ui.session.coach.coach_stage import Stage
from evenkeel.ui.session.coach.hold_figure import HoldFigure
from evenkeel.ui.style import theme, tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.ring import Ring
from tests.ui.screen import settle


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


def test_it_takes_the_place_of_the_ring_from_right_to_left_too(
    appearance: Appearance, qtbot: QtBot
) -> None:
    """The figure stays to be seen."""
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        stage = Stage(appearance, Ring(appearance))
        qtbot.addWidget(stage)
        stage.setLayoutDirection(direction)
        stage.resize(1200, 700)
        stage.show()
        stage.pause_overlay.say(("Paused.", "Take the time you need."), again=True)
        stage.pause_overlay.show()
        settle()
        ring = stage.findChild(Ring)
        figure = stage.findChild(HoldFigure)
        assert ring
        assert figure
        place = stage.pause_overlay.geometry()
        assert place.contains(ring.geometry())
        assert not place.intersects(QRect(figure.mapTo(stage, QPoint()), figure.size()))
        title, why = stage.pause_overlay.findChildren(QLabel)
        for label in (title, why):
            assert (
                ring.geometry()
                .adjusted(-20, 0, 20, 0)
                .contains(label.geometry().translated(place.topLeft()))
            )
