"""Puts pages onto a device that takes several, a PDF or a printer, one painter for all of them.

Where a page ends, Qt packs all that was painted on it, or waits for the printer's driver: a
seventh of a second of a core for a sheet with pictures. ``newPage`` keeps Python's lock meanwhile,
so that a window would stand still even when the pages are painted in another thread. Printing a
text document gives the lock up. So the pages are printed as one whose layout paints them; it
takes the lock back for that alone.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPagedPaintDevice,
    QPainter,
    QPainterPath,
    QTextBlock,
    QTextDocument,
    QTextFrame,
)

#: A document with pages of any size is cut into them; ours is painted past this size.
_SHEET = QSizeF(100, 100)


#: Paints the page of a number, counted from 0, for so many dots per inch.
Paint = Callable[[QPainter, int, float], None]


def print_pages_to(
    device: QPagedPaintDevice,
    count: int,
    paint: Paint,
    *,
    give_up: Callable[[], object] = bool,
) -> int:
    """Paints pages onto a device, and returns how many of them it took.

    They are fewer where it could not be opened or refused a sheet. In any thread; the others run
    meanwhile. Each page is painted to the device's scale.

    Args:
        device: what is painted on; not open yet.
        count: how many pages there are.
        paint: paints one of them; the painter's origin is the sheet's top left corner.
        give_up: called when a page can't be painted, so that the device drops what it has.

    Raises:
        Exception: what the painting of a page raised; nothing more is painted.
    """
    document = QTextDocument()
    # The document owns it; it lives as long as this function.
    layout = _Sheets(document, device, count, paint, give_up)
    document.setDocumentLayout(layout)
    document.setPageSize(_SHEET)
    document.print_(device)
    if layout.fault is not None:
        raise layout.fault
    return layout.painted


class _Sheets(QAbstractTextDocumentLayout):
    """The layout of a document that is nothing but finished pages.

    Attributes:
        painted: how many pages were painted.
        fault: what painting one of them raised: it can't pass through Qt.
    """

    def __init__(
        self,
        document: QTextDocument,
        device: QPagedPaintDevice,
        count: int,
        paint: Paint,
        give_up: Callable[[], object],
    ) -> None:
        super().__init__(document)
        self._device = device
        self._count = count
        self._paint = paint
        self._give_up = give_up
        self.painted = 0
        self.fault: Exception | None = None

    def draw(
        self,
        painter: QPainter,
        context: QAbstractTextDocumentLayout.PaintContext,  # noqa: ARG002 - all is on the page
    ) -> None:
        """Paints the next page; after a fault, none."""
        if self.fault is not None:
            return
        painter.setClipping(False)
        painter.resetTransform()
        try:
            # A driver's resolution may differ from one sheet to the next.
            self._paint(painter, self.painted, self._device.logicalDpiX())
        except Exception as error:  # noqa: BLE001 - raised again as soon as Qt has returned
            self.fault = error
            self._give_up()
        else:
            self.painted += 1

    def pageCount(self) -> int:  # noqa: N802 - Qt's name
        """How many pages there are."""
        return self._count

    def documentSize(self) -> QSizeF:  # noqa: N802 - Qt's name
        """All pages, one below the other."""
        return QSizeF(_SHEET.width(), _SHEET.height() * self._count)

    def documentChanged(self, start: int, removed: int, added: int) -> None:  # noqa: N802 - Qt's
        """There is no text that could change."""

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802, ARG002 - Qt's name
        """There are no blocks."""
        return QRectF()

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:  # noqa: N802, ARG002 - Qt's name
        """There are no frames."""
        return QRectF()

    def hitTest(  # noqa: N802 - Qt's name
        self,
        point: QPointF | QPoint | QPainterPath.Element,  # noqa: ARG002
        accuracy: Qt.HitTestAccuracy,  # noqa: ARG002
    ) -> int:
        """There is no text that could be pointed at."""
        return -1
