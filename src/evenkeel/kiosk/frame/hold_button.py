"""The clinic's name, which staff hold down to leave."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

#: How long the name is held down, in seconds.
HOLD_S: Final = 3.0
_MOST_LINES: Final = 2


class HeldName(QLabel):
    """A name on one or two lines, and how long a finger has been on it."""

    def __init__(self, text: str, clock: Callable[[], float]) -> None:
        super().__init__(text)
        self.setObjectName("kiosk_name")
        self.setAccessibleName(text)
        self.setProperty("role", "soft")
        self._clock = clock
        self._since: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def is_held(self) -> bool:
        """Whether it has been held down long enough; true once for each hold."""
        if self._since is None or self._clock() - self._since < HOLD_S:
            return False
        self._since = None
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Starts the hold."""
        self._since = self._clock()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ends the hold when the finger slides away."""
        if not self.rect().contains(event.position().toPoint()):
            self._since = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends the hold."""
        self._since = None
        event.accept()

    def minimumSizeHint(self) -> QSize:
        """A long name gives way to the buttons: it never makes the window wider than the screen."""
        return QSize(0, self.fontMetrics().height())

    def fits(self, width: int) -> bool:
        """Whether the whole name fits into a width in pixels."""
        lines = self._lines(width)
        return len(lines) <= _MOST_LINES and all(self._width(line) <= width for line in lines)

    def height_for(self, width: int) -> int:
        """How high the whole name is in a width, in pixels; at most two lines."""
        text = "\n".join(self._lines(width)[:_MOST_LINES])
        return self.fontMetrics().boundingRect(QRect(), 0, text).height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the name, shortened where two lines do not hold it."""
        lines = self._lines(self.width())
        lines = [*lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])]
        right = Qt.TextElideMode.ElideRight
        text = "\n".join(self.fontMetrics().elidedText(line, right, self.width()) for line in lines)
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text.strip())
        painter.end()

    def _lines(self, width: int) -> list[str]:
        """The name broken between words into as few lines as a width allows."""
        lines: list[str] = []
        for word in self.text().split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._width(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _width(self, line: str) -> int:
        """How wide a line is; Qt rounds to the nearest pixel, and shortens what is wider."""
        return self.fontMetrics().horizontalAdvance(line) + 1
