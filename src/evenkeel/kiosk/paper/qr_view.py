"""A QR code on the screen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

#: The white margin that scanners need around a QR code, in modules.
_QUIET = 4


class QrView(QWidget):
    """A QR code: always black on white, whatever the theme, or phones can't read it."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self.setObjectName("kiosk_qr_code")
        self.setAccessibleName(self.tr("A QR code to scan with a phone"))
        self._modules: tuple[tuple[bool, ...], ...] = ()
        self.setFixedSize(QSize(side, side))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_modules(self, modules: tuple[tuple[bool, ...], ...]) -> None:
        """Shows the rows of dark (true) and light modules."""
        self._modules = modules
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints whole pixels, so that every module is as wide as the next."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        count = len(self._modules) + 2 * _QUIET
        size = max(1, self.width() // count)
        start = (self.width() - size * len(self._modules)) // 2
        for down, row in enumerate(self._modules):
            for across, dark in enumerate(row):
                if dark:
                    area = QRectF(start + across * size, start + down * size, size, size)
                    painter.fillRect(area, QColor(Qt.GlobalColor.black))
        painter.end()
