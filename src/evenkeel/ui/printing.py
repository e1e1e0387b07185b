"""Paper at home: the system's own print dialog, a preview, and a PDF file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from evenkeel.catalogue.model import Catalogue
from evenkeel.figures.store import DRAWN_PALETTE
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import Answers
from evenkeel.guide.code import encode
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.handout.card import CardOrder, card_pages, foot_line
from evenkeel.handout.clinic import ConfigError, home_clinic
from evenkeel.handout.diary import DiaryOrder, diary_pages, diary_title
from evenkeel.handout.files import application, pdf_bytes
from evenkeel.handout.flow import numbered
from evenkeel.handout.paint import Inks
from evenkeel.handout.paper import PAPERS, Clinic, Page, Paper
from evenkeel.handout.plan import PlanOrder, plan_pages, plan_title
from evenkeel.handout.pocket import pocket_pages
from evenkeel.journal.outfile import OutputError, sound_name, write_file
from evenkeel.journal.places import own_folders
from evenkeel.journal.times import local_now
from evenkeel.ui.byname import set_by_name
from evenkeel.ui.faults import unwritten_in_words
from evenkeel.ui.filesaved import SaveFolder, tell_saved
from evenkeel.ui.look import Look
from evenkeel.ui.placing import fitted


class Printing:
    """Prints, shows and saves cards, plans and diaries for one window."""

    def __init__(self, window: QWidget, look: Look, paper: Callable[[], str], folder: Path) -> None:
        """``paper`` names the paper in the printer; ``folder`` may hold the clinic's file."""
        self._window = window
        self._look = look
        self._paper = paper
        self._folder = folder
        self._save_folder = SaveFolder()

    @cached_property
    def clinic(self) -> Clinic | None:
        """The clinic that stands on every sheet; a file that is wrong is told once."""
        try:
            return home_clinic(self._folder)
        except ConfigError as error:
            text = _tr("The sheets do not name your clinic. This is wrong in its file {file}:")
            faults = (f"{one.key}: {one.value}: {one.allowed}" for one in error.faults)
            text = text.format(file=error.faults[0].file)
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
        catalogue = self._look.catalogue
        name = catalogue.exercises[item.exercise].name
        clinic = self.clinic

        def pages(paper: Paper) -> tuple[Page, ...]:
            order = CardOrder(item=item, paper=paper, printed_on=_today(), clinic=clinic)
            return card_pages(order, catalogue)

        return self._job(name, pages)

    def plan(self, plan: Plan, answers: Answers, changes: Adjustments) -> "PrintJob":
        """The whole plan with all its cards, and the code that takes it to another computer.

        A plan without exercises is one sheet that says what to do instead.
        """
        return self._plan(plan_pages, plan, answers, changes)

    def pocket(self, plan: Plan, answers: Answers, changes: Adjustments) -> "PrintJob":
        """The plan on one sheet."""
        return self._plan(pocket_pages, plan, answers, changes)

    def diary(self) -> "PrintJob":
        """This month's boxes, to be filled in by hand."""
        catalogue, month, clinic = self._look.catalogue, _today().replace(day=1), self.clinic

        def pages(paper: Paper) -> tuple[Page, ...]:
            order = DiaryOrder(month=month, paper=paper, clinic=clinic)
            return diary_pages(order, catalogue)

        return self._job(diary_title(month), pages)

    def _plan(
        self,
        lay_out: Callable[[PlanOrder, Catalogue], tuple[Page, ...]],
        plan: Plan,
        answers: Answers,
        changes: Adjustments,
    ) -> "PrintJob":
        catalogue = self._look.catalogue
        code = encode(answers, changes, catalogue) if plan.items else None

        def order(paper: Paper) -> PlanOrder:
            return PlanOrder(
                plan=plan,
                sore_side=str(answers.one("sore_side")),
                paper=paper,
                printed_on=_today(),
                code=code.text if code else "",
                doses_kept=code is None or code.doses_kept,
                clinic=self.clinic,
            )

        title = plan_title(order(PAPERS[self._paper()]), catalogue)
        return self._job(title, lambda paper: lay_out(order(paper), catalogue))

    def _job(self, title: str, lay_out: Callable[[Paper], tuple[Page, ...]]) -> "PrintJob":
        application()
        foot = foot_line(title, self._look.catalogue, _today())
        return PrintJob(
            title=title,
            pages=lambda paper: numbered(lay_out(paper), foot),
            inks=Inks(figures=self._look.figures, palette=DRAWN_PALETTE),
            paper=self._paper(),
            private=own_folders(self._folder),
            folder=self._save_folder,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintJob:
    """What is to be printed. ``pages`` lays it out for the sheet that is in the printer.

    ``private`` are the folders of the reader's data, in which nothing is written; ``folder`` is
    where the dialog for saving opens.
    """

    title: str
    pages: Callable[[Paper], Sequence[Page]]
    inks: Inks
    paper: str
    private: tuple[Path, ...]
    folder: SaveFolder


def print_with_dialog(parent: QWidget, job: PrintJob) -> None:
    """Lets the reader choose a printer and prints; says in a sentence what went wrong."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from evenkeel.handout.printer import paper_of, prepare, print_for_good
    from evenkeel.handout.queues import PrintError

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, PAPERS[job.paper], job.title)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return
    while True:
        try:
            # Drivers change the paper in the dialog, so it is looked at afterwards.
            paper = paper_of(printer, PAPERS[job.paper])
            print_for_good(printer, job.pages(paper), job.inks, job.title)
        except PrintError as error:
            if not _print_again(parent, job, error.sentence):
                return
        else:
            return


def _print_again(parent: QWidget, job: PrintJob, sentence: str) -> bool:
    """Says why the pages were not taken, and asks what to do with them; they are not lost."""
    box = _warning(parent, sentence)
    box.setObjectName("print_trouble")
    again = box.addButton(_tr("Print again"), QMessageBox.ButtonRole.AcceptRole)
    save = box.addButton(_tr("Save as PDF"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    if box.clickedButton() is save:
        save_pdf(parent, job)
    return box.clickedButton() is again


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
    window = parent.window()
    # With a frame of its own, even where the window under it has none.
    dialog.setGeometry(fitted(window.geometry(), window.screen().availableGeometry()))
    dialog.exec()


def save_pdf(parent: QWidget, job: PrintJob) -> None:
    """Lets the reader choose a file and writes the pages to it."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        _tr("Save as PDF"),
        str(job.folder.path() / sound_name(job.title, ".pdf")),
        _tr("PDF files (*.pdf)"),
    )
    if chosen:
        save_pdf_to(parent, job, Path(chosen))


def save_pdf_to(parent: QWidget, job: PrintJob, target: Path) -> None:
    """Writes the pages to a PDF file; says in a sentence what went wrong."""
    try:
        data = pdf_bytes(job.pages(PAPERS[job.paper]), job.inks, job.title)
        write_file(target, data, job.private)
    except OutputError as error:
        _say(parent, unwritten_in_words(error))
    else:
        job.folder.use(target)
        tell_saved(parent, target)


def _today() -> date:
    return local_now().date()


def _say(parent: QWidget, text: str) -> None:
    _warning(parent, text).exec()


def _warning(parent: QWidget, text: str) -> QMessageBox:
    """A message that shows names of files and printers as they are written."""
    box = QMessageBox(QMessageBox.Icon.Warning, _tr("Printing"), "", parent=parent)
    set_by_name(box, textFormat="PlainText")
    box.setText(text)
    return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("printing", text)
