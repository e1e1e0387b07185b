"""A picture on a control: drawn once for each size, after the page was painted."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from evenkeel.ui.widgets.deferred_tasks import DeferredTasks


class CachedPicture:
    """Caches a picture drawn for a widget; drawing a dozen at once would block the window.

    Until it is drawn again, the old picture is shown, so that nothing flickers.
    """

    def __init__(
        self, owner: QWidget, later: DeferredTasks, draw: Callable[[QPainter, QRectF], None]
    ) -> None:
        """``draw`` paints the picture into an area, in a turn of ``later``."""
        self._owner = owner
        self._later = later
        self._draw = draw
        self._pixmap = QPixmap()
        self._size = QSize()
        self._fresh = self._asked = False

    def forget(self) -> None:
        """Discards the cache: the picture is drawn again at the next paint."""
        self._fresh = False
        self._owner.update()

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paints the cached picture, and schedules drawing if it is out of date."""
        size = area.size().toSize()
        if not self._fresh or size != self._size:
            self._size = size
            if not self._asked:
                self._asked = True
                self._later.add(self._draw_now)
        if not self._pixmap.isNull():
            painter.drawPixmap(area, self._pixmap, QRectF(self._pixmap.rect()))

    def _draw_now(self) -> None:
        if not Shiboken.isValid(self._owner):
            # It went while the picture waited for its turn.
            return
        self._asked, self._fresh = False, True
        ratio = self._owner.devicePixelRatioF()
        self._pixmap = QPixmap(self._size * ratio)
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, QRectF(0, 0, self._size.width(), self._size.height()))
        painter.end()
        self._owner.update()
