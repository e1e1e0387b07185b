"""The journal as a whole: backed up, restored, exported for a therapist."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from evenkeel.catalogue.wording import fill
from evenkeel.journal.storage.copies import restore
from evenkeel.journal.storage.errors import JournalError, SameJournalError
from evenkeel.journal.storage.outfile import OutputError, sound_name, write_file
from evenkeel.journal.storage.places import JOURNAL_FILE, own_folders
from evenkeel.ui.frame.fault_messages import fault_in_words, unwritten_in_words
from evenkeel.ui.frame.file_saved import SaveFolder, open_file, show_in_folder
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow

if TYPE_CHECKING:
    from evenkeel.handout.document import Sheet
    from evenkeel.ui.widgets.journal_rows import JournalRows

_log = logging.getLogger(__name__)


class JournalActions(QObject):
    """Backs up, restores and exports the journal; made when its rows are first shown.

    Signals:
        restored: the journal was replaced by a backup.
        failed: an action failed; a sentence about it.
    """

    restored = Signal()
    failed = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        user_state: UserState,
        rows: "JournalRows",
        *,
        folder: Path,
        sheet: "Callable[[], Sheet]",
    ) -> None:
        """Connects the rows.

        Args:
            window: under which dialogs open.
            user_state: holds the journal.
            rows: the buttons that offer these actions.
            folder: the folder of the journal.
            sheet: returns the user's settings for printed pages.
        """
        super().__init__(window)
        self._window = window
        self._user_state = user_state
        self._rows = rows
        self._folder = folder
        self._save_folder = SaveFolder()
        self._saved: Path | None = None
        self._sheet = sheet
        rows.copyRequested.connect(self.save_copy)
        rows.restoreRequested.connect(self.choose_copy)
        rows.therapistRequested.connect(self.save_report)
        rows.folderRequested.connect(self.open_folder)
        rows.openSavedRequested.connect(self._open_saved)
        rows.showSavedRequested.connect(self._show_saved)

    def save_copy(self) -> None:
        """Lets the user choose a file and writes the whole journal to it."""
        name = fill(self.tr("Evenkeel journal {day}"), day=self._day())
        kinds = {self.tr("Evenkeel journal (*.sqlite)"): ".sqlite"}
        target = self._ask_target(self.tr("Save a backup"), sound_name(name, ".sqlite"), kinds)
        if target:
            self._attempt(lambda: self._write_copy(target), target)

    def save_report(self) -> None:
        """Lets the user choose a file and writes sessions and pain to it, as its name says."""
        name = fill(self.tr("Exercises and pain {day}"), day=self._day())
        kinds = {
            self.tr("Pages to print (*.pdf)"): ".pdf",
            self.tr("Table for a spreadsheet (*.csv)"): ".csv",
        }
        target = self._ask_target(self.tr("For my therapist"), sound_name(name, ""), kinds)
        if target:
            self._attempt(lambda: self._write_report(target), target)

    def choose_copy(self) -> None:
        """Lets the user choose a copy, and asks once more before it takes the journal's place."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Restore a backup"),
            str(self._save_folder.path()),
            self.tr("Evenkeel journals (*.sqlite *.sqlite3 *.db);;All files (*)"),
        )
        if chosen:
            self._confirm(Path(chosen))

    def open_folder(self) -> None:
        """Shows the folder of the journal in the system's own file manager."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder)):
            text = self.tr("The folder could not be opened. It is {folder}.")
            self.failed.emit(fill(text, folder=self._folder))

    def _write_copy(self, target: Path) -> None:
        self._user_state.journal.backup(target, own_folders(self._folder))
        text = self.tr("Your journal was saved in {file}.")
        self._say_saved(fill(text, file=target), target, can_open=False)

    def _write_report(self, target: Path) -> None:
        table = target.suffix.lower() == ".csv"
        data = self._table() if table else self._pages()
        write_file(target, data, own_folders(self._folder))
        text = self.tr("Your sessions and pain were saved in {file}.")
        self._say_saved(fill(text, file=target), target, can_open=True)

    def _say_saved(self, sentence: str, file: Path, *, can_open: bool) -> None:
        self._saved = file
        self._save_folder.use(file)
        self._rows.show_done(sentence, saved=True, can_open=can_open)

    def _open_saved(self) -> None:
        if self._saved:
            open_file(self._saved, self.failed.emit)

    def _show_saved(self) -> None:
        if self._saved:
            show_in_folder(self._saved, self.failed.emit)

    def _table(self) -> bytes:
        from evenkeel.journal.export.table import csv_bytes

        journal = self._user_state.journal
        return csv_bytes(
            journal.sessions(),
            journal.paper_days(),
            journal.ability_ratings(),
            journal.left_exercises(),
        )

    def _pages(self) -> bytes:
        from evenkeel.handout.progress import progress_pdf
        from evenkeel.handout.progress_order import ProgressOrder

        journal = self._user_state.journal
        order = ProgressOrder(
            sessions=journal.sessions(),
            history=journal.history,
            paper_days=journal.paper_days(),
            abilities=journal.ability_ratings(),
            steps=journal.steps(),
        )
        return progress_pdf(order, self._sheet(), self._user_state.catalogue)

    def _confirm(self, source: Path) -> None:
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setObjectName("take_back")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Evenkeel")
        box.setText(self.tr("Restore the journal from this backup?"))
        text = self.tr(
            "{file}\n\nIts answers, sessions and notes replace those that you see now. "
            "What you have now is not lost: it is kept in a separate file."
        )
        box.setInformativeText(fill(text, file=source))
        sure = box.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        mine = box.addButton(self.tr("Keep my journal"), QMessageBox.ButtonRole.RejectRole)
        sure.setObjectName("take_back_sure")
        mine.setObjectName("take_back_mine")
        box.setDefaultButton(mine)
        box.setEscapeButton(mine)
        sure.clicked.connect(lambda: self._attempt(lambda: self._restore(source), source))
        box.finished.connect(box.deleteLater)
        box.open()

    def _restore(self, source: Path) -> None:
        """Puts the backup in the journal's place; puts the old one back if that can't be opened."""
        path = self._folder / JOURNAL_FILE
        try:
            previous = restore(source, path, self._user_state.now())
        except OSError as error:
            text = self.tr("{file} can't be read. Is it still there?")
            self._report(error, fill(text, file=source))
            return
        try:
            self._user_state.journal.change_file(path)
        except JournalError:
            if previous:
                unread = restore(previous, path, self._user_state.now())
                for file in filter(None, (previous, unread)):
                    file.unlink()
            raise
        self._user_state.load()
        self.restored.emit()
        self._say_restored(previous)

    def _say_restored(self, previous: Path | None) -> None:
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setObjectName("taken_back")
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle("Evenkeel")
        box.setText(self.tr("Your journal was restored."))
        if previous:
            text = self.tr("What was here before is kept in this file:\n{file}")
            box.setInformativeText(fill(text, file=previous))
        box.finished.connect(box.deleteLater)
        box.open()

    def _attempt(self, act: Callable[[], None], file: Path) -> None:
        """Runs an action on a file and reports a failure in a sentence."""
        self._rows.show_done("")
        try:
            act()
        except JournalError as error:
            self._report(error, fault_in_words(error))
        except OutputError as error:
            self._report(error, unwritten_in_words(error))
        except SameJournalError as error:
            text = self.tr("{file} is the journal that is open now. Choose another file.")
            self._report(error, fill(text, file=file))
        except OSError as error:
            self._report(error, fault_in_words(JournalError.from_os(error, file)))

    def _report(self, error: Exception, sentence: str) -> None:
        _log.warning("%s", error)
        self.failed.emit(sentence)

    def _ask_target(self, title: str, name: str, kinds: Mapping[str, str]) -> Path | None:
        """The file to write to, with the ending of its kind; ``None`` where none was chosen."""
        proposed = self._save_folder.path() / name
        while True:
            chosen, kind = QFileDialog.getSaveFileName(
                self._window, title, str(proposed), ";;".join(kinds)
            )
            if not chosen:
                return None
            target = Path(chosen)
            if target.suffix.lower() in kinds.values():
                return target
            # Not every system's dialog adds the ending.
            proposed = target.with_name(target.name + kinds.get(kind, next(iter(kinds.values()))))
            if not proposed.exists():
                return proposed
            # Asked again with the whole name, so that the dialog asks about what it would replace.

    def _day(self) -> str:
        return self._user_state.now().date().isoformat()
