"""The pain chart as it is painted: every mark where its day and its pain are."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from evenkeel.journal.trends.progress import MedianPoint, PainPoint
from evenkeel.ui.progress.pain_chart import PainChart
from evenkeel.ui.progress.pain_plot import Plot
from evenkeel.ui.style.appearance import Appearance

FIRST = date(2026, 11, 1)
#: The last after a pause of a month.
DAYS = (0, 4, 8, 40)


class Painted:
    """A chart of four days, with pain 8 before and 3 after, as a picture."""

    def __init__(self, chart: PainChart) -> None:
        self._picture: QImage = chart.grab().toImage()
        plot = chart._plotted()
        assert plot
        self.plot: Plot = plot

    def colour(self, at: QPointF, right: int = 0, down: int = 0) -> str:
        """The colour there, or some pixels from there."""
        spot = at.toPoint()
        return self._picture.pixelColor(spot.x() + right, spot.y() + down).name()


@pytest.fixture
def chart(appearance: Appearance, qtbot: QtBot) -> PainChart:
    chart = PainChart(appearance)
    qtbot.addWidget(chart)
    chart.resize(800, chart.height())
    days = [FIRST + timedelta(days=day) for day in DAYS]
    chart.show_points(
        [
            PainPoint(when=datetime(d.year, d.month, d.day, 12, tzinfo=UTC), before=8, after=3)
            for d in days
        ],
        [MedianPoint(day=day, median=6) for day in days],
        middle=5,
        since=FIRST,
        until=days[-1],
    )
    return chart


def test_marks_lie_where_their_day_and_pain_are(chart: PainChart, appearance: Appearance) -> None:
    painted, theme = Painted(chart), appearance.theme
    for mark in chart._marks:
        before, after = painted.plot.at(mark.x, 8), painted.plot.at(mark.x, 3)
        assert painted.colour(after) == theme.accent
        assert painted.colour(before) == theme.page
        assert painted.colour(before, right=5) != theme.page
        assert painted.plot.day_at(after.x()) == pytest.approx(mark.x)
    assert painted.plot.at(FIRST.toordinal(), 10).y() < painted.plot.at(FIRST.toordinal(), 0).y()


def test_band_and_line(chart: PainChart, appearance: Appearance) -> None:
    painted, theme = Painted(chart), appearance.theme
    noon = FIRST.toordinal() + 0.5
    assert painted.colour(painted.plot.at(noon + 2, 4.6)) == theme.accent_soft
    assert painted.colour(painted.plot.at(noon + 2, 7.6)) != theme.accent_soft
    assert painted.colour(painted.plot.at(noon + 2, 6)) == theme.ink
    # A pause interrupts the line.
    assert painted.colour(painted.plot.at(noon + 20, 6), down=4) == theme.accent_soft
    assert painted.colour(painted.plot.at(noon + 20, 6)) != theme.ink


def test_what_is_chosen_has_a_ring(chart: PainChart, appearance: Appearance, qtbot: QtBot) -> None:
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    painted = Painted(chart)
    radius = appearance.px(10)
    for pain in (8, 3):
        spot = painted.plot.at(chart._marks[0].x, pain)
        assert painted.colour(spot, right=radius) == appearance.theme.focus


def test_it_lies_elsewhere_when_the_widget_is_larger(chart: PainChart, qtbot: QtBot) -> None:
    chart.show()
    before = Painted(chart).plot.at(FIRST.toordinal(), 10)
    chart.resize(1200, chart.height())
    last = Painted(chart).plot
    assert last.area.right() > 1100
    assert last.at(FIRST.toordinal(), 10) != before
