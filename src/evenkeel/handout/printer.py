"""Prints a document through Qt's printer, where the print system takes no PDF of ours.

The pages are painted as vectors. What was learnt about papers: a sheet is set as a full page, after
the dialog too, since drivers change the paper there.
"""

import re
from base64 import b64decode
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtSvg import QSvgRenderer

from evenkeel.handout.document import Document
from evenkeel.handout.paper import PAPERS, Paper
from evenkeel.handout.press import print_pages_to
from evenkeel.handout.queues import (
    PaperJob,
    PrintError,
    QueueFault,
    check_queue,
    check_with_qt,
    has_cups,
    send,
)
from evenkeel.handout.typesetting import pdf_bytes, svg_pages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_POINTS_PER_INCH: Final = 72
_PICTURE: Final = re.compile(
    rb'<image(?: transform="([^"]*)")? xlink:href="data:image/svg\+xml;base64,([^"]*)"'
    rb' width="([^"]*)" height="([^"]*)"[^>]*/>'
)
_VIEW: Final = re.compile(rb'<svg[^>]* viewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"[^>]*>')


def page_layout(paper: Paper) -> QPageLayout:
    """A sheet in portrait without margins: the pages have their own."""
    size = QPageSize(
        QSizeF(paper.width_mm, paper.height_mm),
        QPageSize.Unit.Millimeter,
        paper.name,
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())


def prepare(printer: "QPrinter", paper: Paper, title: str) -> None:
    """Sets paper and title; also after a dialog, since drivers change the paper there."""
    printer.setFullPage(True)
    layout = page_layout(paper)
    # Otherwise a printer that can't print to the edge refuses the layout, and keeps its own paper.
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)
    printer.setDocName(title)


def paper_of(printer: "QPrinter", otherwise: Paper) -> Paper:
    """The sheet that the reader chose in the dialog, when it is one that we lay out for."""
    return PAPERS.get(printer.pageLayout().pageSize().name().split(" ")[0], otherwise)


def print_for_good(printer: "QPrinter", document: Document) -> None:
    """Prints onto the printer that was chosen in a dialog.

    Where there is CUPS, its queue gets the PDF itself; elsewhere the pages are painted.

    Raises:
        PrintError: the queue does not take the pages; its ``sentence`` says why.
    """
    if has_cups():
        job = PaperJob(
            queue=printer.printerName(),
            title=document.title,
            paper=document.paper.name,
            pdf=pdf_bytes(document),
            options=_options(printer),
        )
        send(job)
        return
    check_queue(printer.printerName())
    print_pages(printer, document)


def _options(printer: "QPrinter") -> tuple[str, ...]:
    """What was chosen in the dialog, as ``lp`` takes it."""
    from PySide6.QtPrintSupport import QPrinter

    options = ["-n", str(printer.copyCount())]
    if printer.copyCount() > 1:
        options += ["-o", f"collate={str(printer.collateCopies()).lower()}"]
    if printer.fromPage():
        options += ["-P", f"{printer.fromPage()}-{printer.toPage()}"]
    match printer.duplex():
        case QPrinter.DuplexMode.DuplexLongSide | QPrinter.DuplexMode.DuplexAuto:
            options += ["-o", "sides=two-sided-long-edge"]
        case QPrinter.DuplexMode.DuplexShortSide:
            options += ["-o", "sides=two-sided-short-edge"]
        case _:
            options += ["-o", "sides=one-sided"]
    if printer.colorMode() is QPrinter.ColorMode.GrayScale:
        options += ["-o", "print-color-mode=monochrome"]
    return tuple(options)


def print_on(name: str, document: Document) -> None:
    """Prints onto the printer of that name without asking anybody anything; in any thread.

    Raises:
        PrintError: there is none, it is in trouble or refused a sheet.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    check_with_qt(name)
    info = QPrinterInfo.printerInfo(name)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    if not printer.isValid():
        raise PrintError(name, QueueFault.MISSING)
    print_pages(printer, document)


def print_pages(printer: "QPrinter", document: Document) -> None:
    """Paints the pages that the printer was told to print, one painter for all of them.

    Raises:
        PrintError: the printer could not be opened or refused a sheet.
    """
    pages = [QSvgRenderer(QByteArray(page)) for page in vectors(document)]
    first, last = printer.fromPage(), printer.toPage()
    if first:
        pages = pages[first - 1 : last]
        # Qt would choose among these once more.
        printer.setFromTo(0, 0)
    prepare(printer, document.paper, document.title)

    def paint(painter: QPainter, number: int, dots_per_inch: float) -> None:
        size = pages[number].viewBoxF().size() * (dots_per_inch / _POINTS_PER_INCH)
        pages[number].render(painter, QRectF(0, 0, size.width(), size.height()))

    if print_pages_to(printer, len(pages), paint, give_up=printer.abort) < len(pages):
        raise PrintError(printer.printerName())


def vectors(document: Document) -> tuple[bytes, ...]:
    """Every page as an SVG picture that Qt paints as lines and areas throughout.

    A picture within a picture would be painted dot by dot.
    """
    return tuple(_PICTURE.sub(_unpacked, page) for page in svg_pages(document))


def _unpacked(picture: re.Match[bytes]) -> bytes:
    transform, packed, width, height = picture.groups()
    svg = b64decode(packed)
    view = _VIEW.search(svg)
    if view is None:
        return picture[0]
    x, y, wide, high = (float(number) for number in view.groups())
    scale = f"scale({float(width) / wide:.8f} {float(height) / high:.8f})"
    place = f"{(transform or b'').decode()} {scale} translate({-x} {-y})".strip()
    inner = svg[view.end() : svg.rindex(b"</svg>")].replace(b" href=", b" xlink:href=")
    return b'<g transform="' + place.encode() + b'">' + inner + b"</g>"
