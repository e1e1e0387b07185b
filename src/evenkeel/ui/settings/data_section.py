"""Below what can be set: the journal and the answers."""

from PySide6.QtCore import Signal

from evenkeel.catalogue.wording import fill
from evenkeel.journal.settings import Settings
from evenkeel.ui.settings.section import Section
from evenkeel.ui.style import tokens
from evenkeel.ui.widgets import DangerButton, Flow, QuietButton, body, strong
from evenkeel.ui.widgets.journal_rows import JournalRows


class JournalSection(Section):
    """What can be done with the journal as a whole."""

    def __init__(self, rows: JournalRows) -> None:
        super().__init__()
        self._rows = rows
        rows.doneShown.connect(self.toBeSeen)
        self.column.addWidget(rows)

    def show_settings(self, settings: Settings) -> None:  # noqa: ARG002 - alike for all
        """Shows the settings without emitting a signal."""
        self._rows.show_done("")


class DataSection(Section):
    """The answers, and how to erase everything.

    Signals:
        answersRequested: the user wants to see the answers.
        eraseRequested: the user confirmed that everything is to be erased.
    """

    answersRequested = Signal()
    eraseRequested = Signal()

    def __init__(self, open_folder: str = "") -> None:
        """``open_folder`` is where the data are, if others may read it."""
        super().__init__()
        if open_folder:
            self._tell_readers(open_folder)
        answers = QuietButton("settings_answers", self.tr("Show my answers"), small=True)
        answers.clicked.connect(self.answersRequested)
        self._row(
            self.tr("Your answers"), answers, self.tr("See them all, and change them one by one.")
        )
        self._erase = DangerButton("settings_erase", self.tr("Erase everything…"), small=True)
        self._erase.clicked.connect(lambda: self._ask_erase(on=True))
        self._row(
            self.tr("Start over"),
            self._erase,
            self.tr("Your answers, sessions and notes are kept on this computer only."),
        )
        self._confirm, inside = self._warning(below=tokens.LARGE)
        inside.addWidget(strong(self.tr("Erase everything you have entered?")))
        inside.addWidget(
            body(
                self.tr("Answers, sessions, pain and notes will be deleted. This can't be undone.")
            )
        )
        buttons = Flow(spacing=tokens.MEDIUM, row_spacing=tokens.SMALL)
        self._keep = QuietButton("settings_erase_cancel", self.tr("Cancel"), small=True)
        self._keep.clicked.connect(lambda: self._ask_erase(on=False))
        sure = DangerButton("settings_erase_confirm", self.tr("Yes, erase"), small=True)
        sure.clicked.connect(self._erased)
        buttons.addWidget(self._keep)
        buttons.addWidget(sure)
        inside.addSpacing(tokens.SMALL)
        inside.addLayout(buttons)

    def show_settings(self, settings: Settings) -> None:  # noqa: ARG002 - alike for all
        """Shows the settings without emitting a signal."""
        self._ask_erase(on=False)

    def _tell_readers(self, folder: str) -> None:
        box, inside = self._warning()
        words = body(
            fill(
                self.tr(
                    "Other people who use this computer may read your data, because it is in the "
                    "folder {folder}, outside of your own. Ask whoever looks after the computer "
                    "who may open that folder."
                ),
                folder=folder,
            )
        )
        words.setObjectName("settings_readers")
        inside.addWidget(words)
        box.show()

    def _ask_erase(self, *, on: bool) -> None:
        self._confirm.setVisible(on)
        self._erase.setEnabled(not on)
        if on:
            self._keep.setFocus()
            self.toBeSeen.emit(self._confirm)

    def _erased(self) -> None:
        self._ask_erase(on=False)
        self.eraseRequested.emit()
