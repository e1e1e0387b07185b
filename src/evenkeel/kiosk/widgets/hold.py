"""The clinic's name, which staff hold down to leave."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

#: So long the name is held down, in seconds.
HOLD_S: Final = 3.0


class HeldName(QLabel):
    """A name on one line, and how long a finger has been on it."""

    def __init__(self, text: str, clock: Callable[[], float]) -> None:
        super().__init__(text)
        self.setObjectName("kiosk_name")
        self.setAccessibleName(text)
        self.setProperty("role", "soft")
        self._clock = clock
        self._since: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def is_held(self) -> bool:
        """Whether it has been held down long enough; says so once for each time."""
        if self._since is None or self._clock() - self._since < HOLD_S:
            return False
        self._since = None
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The finger is on it."""
        self._since = self._clock()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A finger that slides away holds it no longer."""
        if not self.rect().contains(event.position().toPoint()):
            self._since = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The finger is gone."""
        self._since = None
        event.accept()

    def minimumSizeHint(self) -> QSize:
        """A long name gives way to the buttons."""
        return QSize(self.fontMetrics().height() * 3, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the name, shortened where there is no room."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
