"""Paper at home: the system's own print dialog, a preview, and a PDF file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from evenkeel.figures.store import DRAWN_PALETTE
from evenkeel.guide.plan import PlanItem
from evenkeel.handout.card import CardOrder, card_pages, foot_line, numbered
from evenkeel.handout.files import application, pdf_bytes, write_whole
from evenkeel.handout.paint import Inks
from evenkeel.handout.paper import PAPERS, Page, Paper
from evenkeel.ui.look import Look


class Printing:
    """Prints, shows and saves cards for one window."""

    def __init__(self, window: QWidget, look: Look, paper: Callable[[], str]) -> None:
        self._window = window
        self._look = look
        self._paper = paper

    def print_items(self, items: Sequence[PlanItem]) -> None:
        """Lets the reader choose a printer for the cards of these exercises."""
        print_with_dialog(self._window, self._job(items))

    def preview_items(self, items: Sequence[PlanItem]) -> None:
        """Shows the cards of these exercises as they will be printed."""
        preview(self._window, self._job(items))

    def save_items(self, items: Sequence[PlanItem]) -> None:
        """Lets the reader choose a PDF file for the cards of these exercises."""
        save_pdf(self._window, self._job(items))

    def _job(self, items: Sequence[PlanItem]) -> "PrintJob":
        catalogue = self._look.catalogue
        today = datetime.now().astimezone().date()
        application()

        def pages(paper: Paper) -> tuple[Page, ...]:
            orders = [CardOrder(item=one, paper=paper, printed_on=today) for one in items]
            sheets = [page for order in orders for page in card_pages(order, catalogue)]
            return numbered(sheets, foot)

        names = [catalogue.exercises[one.exercise].name for one in items]
        name = names[0] if len(names) == 1 else _tr("My exercises")
        foot = foot_line(name, catalogue, today)
        return PrintJob(
            title=name,
            file_name=name,
            pages=pages,
            inks=Inks(figures=self._look.figures, palette=DRAWN_PALETTE),
            paper=self._paper(),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintJob:
    """What is to be printed. ``pages`` lays it out for the sheet that is in the printer."""

    title: str
    file_name: str
    pages: Callable[[Paper], Sequence[Page]]
    inks: Inks
    paper: str


def print_with_dialog(parent: QWidget, job: PrintJob) -> None:
    """Lets the reader choose a printer and prints; says in a sentence what went wrong."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from evenkeel.handout.printer import PrintError, paper_of, prepare, print_pages

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, PAPERS[job.paper], job.title)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    paper = paper_of(printer, PAPERS[job.paper])
    try:
        print_pages(printer, job.pages(paper), job.inks, job.title)
    except PrintError as error:
        text = _tr(
            "The printer {name} did not take the pages. Check that it is switched on and has "
            "paper, then print again, or save the pages as a PDF file."
        )
        _say(parent, text.format(name=str(error) or _tr("(no name)")))


def preview(parent: QWidget, job: PrintJob) -> None:
    """Shows the pages as they will come out of the printer."""
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

    from evenkeel.handout.printer import paper_of, prepare, print_pages

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, PAPERS[job.paper], job.title)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setObjectName("print_preview")

    def paint(target: QPrinter) -> None:
        paper = paper_of(target, PAPERS[job.paper])
        print_pages(target, job.pages(paper), job.inks, job.title)

    dialog.paintRequested.connect(paint)
    dialog.resize(parent.window().size())
    dialog.exec()


def save_pdf(parent: QWidget, job: PrintJob) -> None:
    """Lets the reader choose a file and writes the pages to it."""
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(places[0]) if places else Path.home()
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        _tr("Save as PDF"),
        str(folder / f"{job.file_name}.pdf"),
        _tr("PDF files (*.pdf)"),
    )
    if chosen:
        save_pdf_to(parent, job, Path(chosen))


def save_pdf_to(parent: QWidget, job: PrintJob, target: Path) -> None:
    """Writes the pages to a PDF file; says in a sentence what went wrong."""
    try:
        write_whole(target, pdf_bytes(job.pages(PAPERS[job.paper]), job.inks, job.title))
    except OSError as error:
        text = _tr("The file {file} could not be written: {reason}. Choose another place.")
        _say(parent, text.format(file=target, reason=error.strerror))


def _say(parent: QWidget, text: str) -> None:
    QMessageBox.warning(parent, _tr("Printing"), text)


def _tr(text: str) -> str:
    return QCoreApplication.translate("printing", text)
