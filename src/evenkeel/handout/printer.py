"""Prints pages through Qt's printer, real or into a preview."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout

from evenkeel.handout.files import page_layout
from evenkeel.handout.paint import Inks
from evenkeel.handout.paper import PAPERS, Page, Paper
from evenkeel.handout.press import put_on
from evenkeel.handout.queues import PrintError, QueueFault, check_queue, check_with_qt

__all__ = ["PrintError", "paper_of", "prepare", "print_for_good", "print_on", "print_pages"]

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


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


def print_for_good(printer: "QPrinter", pages: Sequence[Page], inks: Inks, title: str) -> None:
    """Prints onto a real printer, after asking its queue whether it takes pages.

    Raises:
        PrintError: it does not, or refused a sheet; its ``sentence`` says why.
    """
    from PySide6.QtPrintSupport import QPrinter

    if printer.outputFormat() is QPrinter.OutputFormat.NativeFormat:
        check_queue(printer.printerName())
    print_pages(printer, pages, inks, title)


def print_on(name: str, pages: Sequence[Page], inks: Inks, title: str) -> None:
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
    print_pages(printer, pages, inks, title)


def print_pages(printer: "QPrinter", pages: Sequence[Page], inks: Inks, title: str) -> None:
    """Paints the pages onto the printer, one painter for all of them.

    Raises:
        PrintError: the printer could not be opened or refused a sheet.
    """
    prepare(printer, pages[0].paper, title)
    if put_on(printer, pages, inks, give_up=printer.abort) < len(pages):
        raise PrintError(printer.printerName())
