"""The ring repaints little, and tells its kinds apart without colour."""

from itertools import pairwise

from PySide6.QtGui import QColor, QPainter, QPaintEvent

from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.ring import Ring, RingKind
from tests.ui.coaching import Show
from tests.ui.screen import settle


class WatchedRing(Ring):
    """A ring that remembers what it painted."""

    def __init__(self, appearance: Appearance) -> None:
        self.areas: list[int] = []
        self.texts = 0
        super().__init__(appearance)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.areas.append(event.rect().width() * event.rect().height())
        super().paintEvent(event)

    def _paint_text(self, painter: QPainter) -> None:
        self.texts += 1
        super()._paint_text(painter)


def test_the_ring_repaints_only_what_changed(appearance: Appearance, show: Show) -> None:
    """A hold that empties a little repaints a small piece, and never the number."""
    ring = WatchedRing(appearance)
    show(ring)
    ring.resize(500, 500)
    ring.show_phase(RingKind.FILLED, "Hold", "88")
    ring.show_time("6", 0.1)
    settle()
    before = ring.grab().toImage()
    ring.areas, ring.texts = [], 0
    ring.show_time("6", 0.11)
    settle()
    assert 0 < max(ring.areas) < 500 * 500 / 20
    assert not ring.texts
    assert ring.grab().toImage() != before
    ring.show_time("5", 0.11)
    settle()
    assert ring.texts


def test_kinds_of_ring_differ_without_colour(appearance: Appearance, show: Show) -> None:
    """Along the band: a full line, two thin lines, dashes."""
    ring = Ring(appearance)
    show(ring)
    ring.resize(500, 500)
    seen = {}
    for kind in RingKind:
        ring.show_phase(kind, "", "88")
        ring.show_time("", 0.0)
        settle()
        image = ring.grab().toImage()
        page = QColor(appearance.theme.page).lightness()
        row = [abs(image.pixelColor(250, y).lightness() - page) > 40 for y in range(40)]
        circle = [abs(image.pixelColor(x, 14).lightness() - page) > 40 for x in range(120, 380)]
        seen[kind] = (
            sum(a != b for a, b in pairwise(row)),
            sum(a != b for a, b in pairwise(circle)),
        )
    assert len(set(seen.values())) == len(RingKind)


# From the floor
