"""Shows what could not be read, and offers the newest intact copy of the journal."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.journal.storage.copies import (
    move_journal,
    newest_sound_copy,
    put_journal_aside,
    restore,
    set_apart,
)
from evenkeel.journal.storage.errors import JournalError
from evenkeel.ui.frame.fault_messages import fault_in_words
from evenkeel.ui.frame.startup_log import warn
from evenkeel.ui.frame.user_state import UserState


class Recovery(QObject):
    """One message box for all problems, at the start or with the journal later.

    Signals:
        restored: the journal was restored from a copy.
        failed: it could not be restored; the sentence that says why.
    """

    restored = Signal()
    failed = Signal(str)

    def __init__(self, window: QWidget, user_state: UserState, path: Path) -> None:
        """``path`` is the user's journal, even while another one is in use in its place."""
        super().__init__(window)
        self._window = window
        self._user_state = user_state
        self._path = path

    def tell(self, sentences: Sequence[str]) -> None:
        """Says what is wrong."""
        self._box(sentences).open()

    def offer(self, sentences: Sequence[str], *, in_the_way: bool) -> None:
        """Says what is wrong with the journal, and offers the newest intact copy.

        ``in_the_way``: the damaged journal is still in its place and in use; it is put aside first.
        """
        found = newest_sound_copy(self._path, self._user_state.now().date())
        if found is None:
            nothing = self.tr("There is no intact copy that could be restored.")
            self.tell((*sentences, nothing))
            return
        copy, day = found
        # Otherwise the daily copies of what comes now would push it out.
        copy = set_apart(copy, self._path)
        box = self._box(sentences)
        text = self.tr("Restore the copy of {day}? What is here now is kept in a separate file.")
        written = QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
        box.setInformativeText(fill(text, day=written))
        sure = box.addButton(self.tr("Restore the copy"), QMessageBox.ButtonRole.AcceptRole)
        sure.setObjectName("restore_copy")
        later = box.addButton(self.tr("Not now"), QMessageBox.ButtonRole.RejectRole)
        later.setObjectName("restore_not_now")
        box.setDefaultButton(sure)
        box.setEscapeButton(later)
        sure.clicked.connect(lambda: self._restore(copy, in_the_way=in_the_way))
        box.open()

    def _box(self, sentences: Sequence[str]) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setObjectName("start_trouble")
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Evenkeel")
        # Names of files may hold what reads as markup.
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText("\n\n".join(sentences))
        box.finished.connect(box.deleteLater)
        return box

    def _restore(self, copy: Path, *, in_the_way: bool) -> None:
        journal, now = self._user_state.journal, self._user_state.now()
        # On some systems a file can't be moved or replaced while it is open.
        journal.let_go()
        try:
            aside = put_journal_aside(self._path, now.date()) if in_the_way else None
            try:
                restore(copy, self._path, now)
            except (JournalError, OSError):
                if aside:
                    move_journal(aside, self._path)
                raise
            finally:
                journal.change_file(self._path)
            self._user_state.load()
        except (JournalError, OSError) as error:
            warn(error)
            fault = error if isinstance(error, JournalError) else JournalError.from_os(error, copy)
            self.failed.emit(fault_in_words(fault))
        else:
            self.restored.emit()
