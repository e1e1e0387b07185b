"""The repetitions of a side as a row of dots: done, now, to come."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.mirroring import from_where_reading_begins

#: Radius of a dot and distance between two, in pixels: dots are no text.
_RADIUS = 11
_STEP = 34


class Dots(QWidget):
    """Filled dots are done, the dot with a halo is now, open dots are to come."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._done = 0
        self._total = 0
        self._running = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def show_repetitions(self, done: int, total: int, *, running: bool) -> None:
        """Shows how many are done, and whether the next one is being done now."""
        if (done, total, running) == (self._done, self._total, self._running):
            return
        self._done, self._total, self._running = done, total, running
        number = min(total, done + 1)
        self.setAccessibleName(
            fill(self.tr("Repetition {number} of {total}"), number=number, total=total)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the row; wide rows draw closer together."""
        return QSize(_STEP * max(1, self._total), round(_RADIUS * 3.4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the row in the middle."""
        if self._total <= 1:
            return
        theme = self._appearance.theme
        step = min(float(_STEP), self.width() / self._total)
        radius = min(float(_RADIUS), step * 0.32)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        from_where_reading_begins(painter, self)
        left = (self.width() - step * (self._total - 1)) / 2
        for number in range(self._total):
            centre = QPointF(left + number * step, self.height() / 2)
            now = self._running and number == self._done
            if now:
                painter.setPen(QPen(QColor(theme.accent), radius * 0.28))
                painter.setBrush(QColor(theme.page))
                painter.drawEllipse(centre, radius * 1.4, radius * 1.4)
            if number < self._done or now:
                painter.setPen(QPen(QColor(theme.accent), radius * 0.28))
                painter.setBrush(QColor(theme.accent))
                inner = radius * (0.65 if now else 0.86)
            else:
                painter.setPen(QPen(QColor(theme.ink_soft), radius * 0.28))
                painter.setBrush(QColor(theme.page))
                inner = radius * 0.86
            painter.drawEllipse(centre, inner, inner)
        painter.end()
