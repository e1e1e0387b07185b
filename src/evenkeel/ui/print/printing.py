"""Paper at home: the system's own print dialog, a preview, and a PDF file."""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import fill
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import Answers
from evenkeel.guide.code import encode
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.handout.card import card
from evenkeel.handout.clinic import ConfigError, home_clinic
from evenkeel.handout.diary import diary_document, diary_title
from evenkeel.handout.document import Document, Sheet
from evenkeel.handout.paper import PAPERS, Clinic, Paper, TextSize
from evenkeel.handout.plan import PlanOrder, plan_document, plan_title, pocket_document
from evenkeel.handout.typesetting import TemplateError, pdf_bytes
from evenkeel.journal.settings import Settings
from evenkeel.journal.storage.outfile import OutputError, sound_name, write_file
from evenkeel.journal.storage.places import own_folders
from evenkeel.journal.storage.times import local_now
from evenkeel.language import translate
from evenkeel.ui.frame.fault_messages import unwritten_in_words
from evenkeel.ui.frame.file_saved import SaveFolder, tell_saved
from evenkeel.ui.frame.window_placement import fitted
from evenkeel.ui.style.appearance import Appearance

if TYPE_CHECKING:
    from concurrent.futures import Future

    from evenkeel.ui.print.preview import Preview

_PlanMaker = Callable[[PlanOrder, Sheet, date, Catalogue, Drawings], Document]


class Printing:
    """Prints, shows and saves cards, plans and diaries for one window."""

    def __init__(
        self,
        window: QWidget,
        appearance: Appearance,
        settings: Callable[[], Settings],
        folder: Path,
    ) -> None:
        """``settings`` say on which paper; ``folder`` may hold the clinic's file."""
        self._window = window
        self._appearance = appearance
        self._settings = settings
        self._folder = folder
        self._save_folder = SaveFolder()

    @cached_property
    def clinic(self) -> Clinic | None:
        """The clinic that stands on every sheet; a file that is wrong is told once."""
        try:
            return home_clinic(self._folder)
        except ConfigError as error:
            text = translate(
                "Printing", "The sheets do not name your clinic. This is wrong in its file {file}:"
            )
            faults = (f"{one.key}: {one.value}: {one.allowed}" for one in error.faults)
            text = fill(text, file=error.faults[0].file)
            _say(self._window, "\n\n".join((text, *faults)))
            return None

    def print_job(self, job: "PrintJob") -> None:
        """Lets the reader choose a printer."""
        print_with_dialog(self._window, job)

    def preview_job(self, job: "PrintJob") -> None:
        """Shows the pages as they will be printed."""
        preview(self._window, job)

    def save_job(self, job: "PrintJob") -> None:
        """Lets the reader choose a PDF file."""
        save_pdf(self._window, job)

    def card(self, item: PlanItem) -> "PrintJob":
        """The card of one exercise."""
        catalogue, drawings = self._appearance.catalogue, self._drawings()
        name = catalogue.exercises[item.exercise].name
        return self._job(name, lambda sheet: card(item, sheet, _today(), catalogue, drawings))

    def plan(self, plan: Plan, answers: Answers, changes: Adjustments) -> "PrintJob":
        """The whole plan with all its cards, and the code that takes it to another computer.

        A plan without exercises is one sheet that says what to do instead.
        """
        return self._plan(plan_document, plan, answers, changes)

    def pocket(self, plan: Plan, answers: Answers, changes: Adjustments) -> "PrintJob":
        """The plan on one sheet."""
        return self._plan(pocket_document, plan, answers, changes)

    def diary(self) -> "PrintJob":
        """This month's boxes, to be filled in by hand."""
        catalogue, month = self._appearance.catalogue, _today()
        return self._job(
            diary_title(month), lambda sheet: diary_document(month, sheet, _today(), catalogue)
        )

    def _plan(
        self, make: _PlanMaker, plan: Plan, answers: Answers, changes: Adjustments
    ) -> "PrintJob":
        catalogue, drawings = self._appearance.catalogue, self._drawings()
        code = encode(answers, changes, catalogue) if plan.items else None
        order = PlanOrder(
            plan=plan,
            answers=answers,
            code=code.text if code else "",
            doses_kept=code is None or code.doses_kept,
        )
        return self._job(
            plan_title(plan, catalogue),
            lambda sheet: make(order, sheet, _today(), catalogue, drawings),
        )

    def sheet(self) -> Sheet:
        """How the reader wants sheets of paper."""
        settings = self._settings()
        return Sheet(
            paper=PAPERS[settings.paper.value],
            size=TextSize.LARGE if settings.large_print else TextSize.USUAL,
            clinic=self.clinic,
        )

    def _drawings(self) -> Drawings:
        """Whoever is shown now; the document may be put together in another thread."""
        return Drawings(self._appearance.figures.folder, self._appearance.figures.portrait)

    def _job(self, title: str, make: Callable[[Sheet], Document]) -> "PrintJob":
        sheet = self.sheet()
        return PrintJob(
            title=title,
            document=lambda paper: make(replace(sheet, paper=paper)),
            paper=sheet.paper,
            private=own_folders(self._folder),
            folder=self._save_folder,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintJob:
    """What is to be printed.

    Attributes:
        title: its name, in the printer's list and for its file.
        document: puts it together for the sheet that is in the printer; in any thread.
        paper: the sheet that the reader's settings name.
        private: the folders of the reader's data, in which nothing is written.
        folder: where the dialog for saving opens.
    """

    title: str
    document: Callable[[Paper], Document]
    paper: Paper
    private: tuple[Path, ...]
    folder: SaveFolder


def print_with_dialog(parent: QWidget, job: PrintJob) -> None:
    """Lets the reader choose a printer and prints; says in a sentence what went wrong."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from evenkeel.handout.printer import paper_of, prepare, print_for_good
    from evenkeel.handout.queues import PrintError

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if sys.platform == "win32" and printer.outputFormat() is not QPrinter.OutputFormat.NativeFormat:
        # The dialog of Windows would not even open.
        _say_no_printer(parent, job)
        return
    prepare(printer, job.paper, job.title)
    # For the sheet that is likely chosen: once set, the same pages are there at once.
    _begun(job)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=True)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
        # «Print to a file»: the same PDF as everywhere.
        save_pdf_to(parent, job, Path(printer.outputFileName()))
        return
    while True:
        try:
            # Drivers change the paper in the dialog, so it is looked at afterwards.
            print_for_good(printer, job.document(paper_of(printer, job.paper)))
        except TemplateError as error:
            _say(parent, str(error))
            return
        except PrintError as error:
            if not _print_again(parent, job, error.sentence):
                return
        else:
            return


def _say_no_printer(parent: QWidget, job: PrintJob) -> None:
    """Says that there is none, and offers to keep the pages."""
    sentence = translate("Printing", "No printer is set up on this computer.")
    box = _warning(parent, sentence)
    box.setObjectName("print_no_printer")
    save = box.addButton(translate("Printing", "Save as PDF"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    if box.clickedButton() is save:
        save_pdf(parent, job)


def _print_again(parent: QWidget, job: PrintJob, sentence: str) -> bool:
    """Says why the pages were not taken, and asks what to do with them; they are not lost."""
    box = _warning(parent, sentence)
    box.setObjectName("print_trouble")
    again = box.addButton(translate("Printing", "Print again"), QMessageBox.ButtonRole.AcceptRole)
    save = box.addButton(translate("Printing", "Save as PDF"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    if box.clickedButton() is save:
        save_pdf(parent, job)
    return box.clickedButton() is again


def preview(parent: QWidget, job: PrintJob) -> None:
    """Shows the pages as they will come out of the printer, until the reader has seen them."""
    dialog = made_preview(parent, job)
    dialog.exec()
    dialog.deleteLater()


def made_preview(parent: QWidget, job: PrintJob) -> "Preview":
    """The preview over a window and as large, ready to be shown."""
    from evenkeel.ui.print.preview import Preview

    dialog = Preview(parent, job.title, lambda: job.document(job.paper))
    dialog.printRequested.connect(lambda: print_with_dialog(dialog, job))
    dialog.saveRequested.connect(lambda: save_pdf(dialog, job))
    window = parent.window()
    # With a frame of its own, even where the window under it has none.
    dialog.setGeometry(fitted(window.geometry(), window.screen().availableGeometry()))
    return dialog


def save_pdf(parent: QWidget, job: PrintJob) -> None:
    """Lets the reader choose a file and writes the pages to it."""
    made = _begun(job)
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        translate("Printing", "Save as PDF"),
        str(job.folder.path() / sound_name(job.title, ".pdf")),
        translate("Printing", "PDF files (*.pdf)"),
    )
    if chosen:
        _write(parent, job, Path(chosen), made.result)


def save_pdf_to(parent: QWidget, job: PrintJob, target: Path) -> None:
    """Writes the pages to a PDF file; says in a sentence what went wrong."""
    _write(parent, job, target, lambda: _pdf(job))


def _write(parent: QWidget, job: PrintJob, target: Path, pdf: Callable[[], bytes]) -> None:
    try:
        write_file(target, pdf(), job.private)
    except OutputError as error:
        _say(parent, unwritten_in_words(error))
    except TemplateError as error:
        _say(parent, str(error))
    else:
        job.folder.use(target)
        tell_saved(parent, target)


def _pdf(job: PrintJob) -> bytes:
    return pdf_bytes(job.document(job.paper))


def _begun(job: PrintJob) -> "Future[bytes]":
    """The pages as a PDF, in the making in another thread while the reader looks at a dialog."""
    # Only here: no start needs it.
    from concurrent.futures import Future

    made: Future[bytes] = Future()

    def work() -> None:
        try:
            made.set_result(_pdf(job))
        except Exception as error:  # noqa: BLE001 - raised again where the pages are wanted
            made.set_exception(error)

    threading.Thread(target=work, name="pages", daemon=True).start()
    return made


def _today() -> date:
    return local_now().date()


def _say(parent: QWidget, text: str) -> None:
    box = _warning(parent, text)
    box.exec()
    box.deleteLater()


def _warning(parent: QWidget, text: str) -> QMessageBox:
    """A message that shows names of files and printers as they are written."""
    box = QMessageBox(
        QMessageBox.Icon.Warning, translate("Printing", "Printing"), "", parent=parent
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box
