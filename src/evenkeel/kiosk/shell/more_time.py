"""Asks whether the visitor is still there, before the kiosk starts over."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.kiosk.frame.overlay import Overlay
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.language import number_text
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import PrimaryButton, QuietButton, heading, large
from evenkeel.ui.widgets.ring import Ring, RingKind

_RING_MM = 70.0
#: The ring's largest part of the window's height.
_RING_PART = 0.3


class MoreTime(Overlay):
    """Counts down, in a ring and in seconds.

    Signals:
        wanted: more time was chosen.
        startOver: starting over was chosen.
    """

    wanted = Signal()
    startOver = Signal()

    def __init__(self, window: QWidget, appearance: Appearance, sizes: Sizes) -> None:
        super().__init__(window, sizes, "kiosk_more_time")
        self._ring = Ring(appearance)
        self._ring.show_phase(RingKind.FILLED, self.tr("seconds"), "88")
        yes = PrimaryButton("kiosk_more_yes", self.tr("Yes, more time"))
        yes.setProperty("vast", "true")
        yes.clicked.connect(self.wanted)
        over = QuietButton("kiosk_more_over", self.tr("Start over"))
        over.setProperty("vast", "true")
        over.clicked.connect(self.startOver)
        title = heading(self.tr("More time?"))
        words = large(self.tr("Otherwise this page is cleared for the next person."))
        middle = Qt.AlignmentFlag.AlignHCenter
        for label in (title, words):
            label.setAlignment(middle)
        self.column.addStretch(3)
        self.column.addWidget(title)
        self.column.addWidget(self._ring, 0, middle)
        self.column.addWidget(words)
        for button in (yes, over):
            self.column.addWidget(button, 0, middle)
        self.column.addStretch(1)

    def cover(self) -> None:
        """Covers the window, with a ring that leaves room for the words."""
        side = min(self.sizes.mm(_RING_MM), round(self.window().height() * _RING_PART))
        self._ring.setFixedSize(side, side)
        super().cover()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Counts a touch beside the buttons as an answer."""
        event.accept()
        self.wanted.emit()

    def count(self, left_s: float, of_s: float) -> None:
        """Shows the remaining seconds of a total."""
        number = math.ceil(left_s)
        self._ring.show_time(number_text(number), 1 - left_s / of_s)
        self.setAccessibleName(fill(self.tr("More time? {number} seconds"), number=number))
