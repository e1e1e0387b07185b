"""The preview: the pages of a document as they will be printed, and what can be done with them."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.handout.document import Document
from evenkeel.handout.typesetting import TemplateError, png_pages
from evenkeel.ui.widgets import PrimaryButton, QuietButton, body

_POINTS_PER_INCH = 72
_MM_PER_INCH = 25.4
#: As sharp as a page is drawn for a screen; a wider window enlarges it.
_MOST_DPI = 220.0
_GAP = 16
#: Pages are never shown smaller than they can be told apart.
_LEAST_WIDTH = 240


class Preview(QDialog):
    """Shows the pages of a document one below the other, as wide as the window.

    The pages are set in a thread of their own, which begins when the dialog has been painted: the
    dialog is there at once, and the window never stands still. They appear one after the other.

    Signals:
        printRequested: the reader wants these pages from a printer.
        saveRequested: the reader wants them as a PDF file.
    """

    printRequested = Signal()
    saveRequested = Signal()

    def __init__(self, parent: QWidget, title: str, make: Callable[[], Document]) -> None:
        """``make`` puts the document together; called in another thread."""
        super().__init__(parent)
        self.setObjectName("print_preview")
        self.setWindowTitle(title)
        self._told = body(self.tr("The pages are being made ready …"))
        self._told.setObjectName("preview_told")
        self._told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages: list[_PageView] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(_GAP)
        self._column.addWidget(self._told)
        self._column.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._column)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("preview_pages")
        self._scroll.setAccessibleName(self.tr("Pages"))
        self._scroll.setWidgetResizable(True)
        # Always there: pages as wide as the room would be too wide once it comes.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._scroll.setWidget(inner)
        self._print = PrimaryButton("preview_print", self.tr("Print…"))
        self._save = QuietButton("preview_save", self.tr("Save as PDF…"))
        close = QuietButton("preview_close", self.tr("Close"))
        self._print.clicked.connect(self.printRequested)
        self._save.clicked.connect(self.saveRequested)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._print)
        buttons.addWidget(self._save)
        buttons.addStretch(1)
        buttons.addWidget(close)
        whole = QVBoxLayout(self)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(buttons)
        self._print.setEnabled(False)
        self._save.setEnabled(False)
        self._begun = False
        self._maker = _Maker(make, self._dots_per_inch())
        self._maker.made.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._maker.failed.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def page_count(self) -> int:
        """How many pages are shown so far."""
        return len(self._pages)

    def is_whole(self) -> bool:
        """Whether all pages are shown."""
        return self._print.isEnabled()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Begins with the pages when the reader sees that something is being done."""
        super().paintEvent(event)
        if not self._begun:
            self._begun = True
            self._maker.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages become as wide as there is room."""
        super().resizeEvent(event)
        self._fit()

    def _dots_per_inch(self) -> float:
        """As sharp as a page as wide as the screen's height needs."""
        screen = QGuiApplication.primaryScreen()
        pixels = screen.availableGeometry().height() * self.devicePixelRatioF()
        return min(_MOST_DPI, max(float(_POINTS_PER_INCH), pixels / 210 * _MM_PER_INCH))

    def _show(self, made: object) -> None:
        """One more page is there."""
        assert isinstance(made, _Page)  # noqa: S101 - our own signal
        self._told.hide()
        name = fill(self.tr("Page {number} of {count}"), number=made.number, count=made.count)
        page = _PageView(made.image, name)
        self._pages.append(page)
        self._column.insertWidget(made.number, page, 0, Qt.AlignmentFlag.AlignHCenter)
        page.show_at(self._page_width())
        if made.number == made.count:
            self._print.setEnabled(True)
            self._save.setEnabled(True)
            self._print.setFocus()

    def _tell(self, sentence: object) -> None:
        """The pages can't be made."""
        self._told.setText(str(sentence))

    def _fit(self) -> None:
        for page in self._pages:
            page.show_at(self._page_width())

    def _page_width(self) -> int:
        return max(_LEAST_WIDTH, self._scroll.viewport().width() - 2 * _GAP)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Page:
    """One finished page: its number, counted from 1, of how many, and its picture."""

    number: int
    count: int
    image: QImage


class _PageView(QWidget):
    """One page. It is scaled when it is seen: all of them at once would hold the window up."""

    def __init__(self, image: QImage, name: str) -> None:
        super().__init__()
        self.setObjectName("preview_page")
        self.setAccessibleName(name)
        self._image = image
        self._scaled = QImage()

    def show_at(self, width: int) -> None:
        """Shows the page at this width in pixels, but never larger than it was drawn."""
        ratio = self.devicePixelRatioF()
        drawn = min(width, round(self._image.width() / ratio))
        self.setFixedSize(drawn, round(drawn * self._image.height() / self._image.width()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the page, scaled once for its present width."""
        ratio = self.devicePixelRatioF()
        pixels = round(self.width() * ratio)
        if self._scaled.width() != pixels:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = self._image.scaledToWidth(pixels, smooth)
            self._scaled.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawImage(0, 0, self._scaled)
        painter.end()


class _Maker(QObject):
    """Makes the pages in a thread of its own.

    Signals:
        made: one page after the other, each a ``_Page``.
        failed: why there are none, in a sentence.
    """

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, make: Callable[[], Document], dots_per_inch: float) -> None:
        super().__init__()
        self._make = make
        self._dots_per_inch = dots_per_inch

    def start(self) -> None:
        """Begins; the signals come when it is done."""
        threading.Thread(target=self._work, name="preview", daemon=True).start()

    def _work(self) -> None:
        try:
            pages = png_pages(self._make(), self._dots_per_inch)
        except (TemplateError, OSError) as error:
            self.failed.emit(str(error))
            return
        for number, page in enumerate(pages, 1):
            image = QImage.fromData(page)
            self.made.emit(_Page(number=number, count=len(pages), image=image))
