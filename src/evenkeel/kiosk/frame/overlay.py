"""Overlays that cover the whole window for a moment; the kiosk has no dialogs."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenkeel.kiosk.style.sizes import Sizes

_EDGE_MM = 12.0
_GAP_MM = 5.0


class Overlay(QWidget):
    """Covers its whole window, so that nothing under it can be read or pressed.

    Attributes:
        sizes: lengths on this screen.
        column: its content, low on a tall screen.
    """

    def __init__(self, window: QWidget, sizes: Sizes, name: str) -> None:
        super().__init__(window)
        self.sizes = sizes
        self.setObjectName(name)
        self.setProperty("role", "cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        edge = sizes.mm(_EDGE_MM)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(sizes.mm(_GAP_MM))
        window.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keeps the size of the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._fill()
        return False

    def cover(self) -> None:
        """Covers the window."""
        self._fill()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        parent = self.parentWidget()
        if parent:
            self.setGeometry(parent.rect())
