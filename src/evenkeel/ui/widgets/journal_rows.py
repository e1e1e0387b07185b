"""Rows for the journal as a whole: back it up, restore it, share it, open its folder."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import QuietButton
from evenkeel.ui.widgets.rows import add_row
from evenkeel.ui.widgets.text import body


class JournalRows(QWidget):
    """One row with a button for each action, and the result below.

    Signals:
        copyRequested: save the whole journal in one file.
        restoreRequested: restore the journal from such a file.
        therapistRequested: save sessions and pain as pages or as a table.
        folderRequested: open the folder of the journal.
        openSavedRequested, showSavedRequested: open the file that was saved, or its folder.
        doneShown: a widget shows the result and should be scrolled into view.
    """

    copyRequested = Signal()
    restoreRequested = Signal()
    therapistRequested = Signal()
    folderRequested = Signal()
    openSavedRequested = Signal()
    showSavedRequested = Signal()
    doneShown = Signal(QWidget)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._reader = appearance.reader
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        rows = (
            (
                "copy",
                self.tr("Backup"),
                self.tr("Your whole journal in one file: on a memory stick, for a new computer."),
                self.tr("Save a backup…"),
                self.copyRequested,
            ),
            (
                "take_back",
                self.tr("Restore"),
                self.tr("A backup replaces your journal. What is here now is kept too."),
                self.tr("Restore a backup…"),
                self.restoreRequested,
            ),
            (
                "therapist",
                self.tr("Share with a therapist"),
                self.tr("Your sessions and pain as pages to print (PDF) or as a table (CSV)."),
                self.tr("For my therapist…"),
                self.therapistRequested,
            ),
            (
                "folder",
                self.tr("Location"),
                self.tr("The folder with your journal and the copies made each day."),
                self.tr("Open the folder"),
                self.folderRequested,
            ),
        )
        for name, title, hint, text, wanted in rows:
            button = QuietButton(f"settings_{name}", text, small=True)
            button.clicked.connect(wanted)
            add_row(column, title, button, hint)
        self._done = body("")
        self._done.setObjectName("settings_journal_done")
        self._done.hide()
        column.addWidget(self._done)
        self._open = QuietButton("settings_saved_open", self.tr("Open it"), small=True)
        self._show = QuietButton("settings_saved_show", self.tr("Show in folder"), small=True)
        self._open.clicked.connect(self.openSavedRequested)
        self._show.clicked.connect(self.showSavedRequested)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL)
        for button in (self._open, self._show):
            button.hide()
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def show_done(self, sentence: str, *, saved: bool = False, can_open: bool = False) -> None:
        """Shows the result, also to a screen reader; an empty sentence hides it.

        ``saved`` offers the folder of a file that was saved, ``can_open`` the file itself.
        """
        self._done.setText(sentence)
        self._done.setVisible(bool(sentence))
        self._show.setVisible(saved)
        self._open.setVisible(can_open)
        if saved:
            self.doneShown.emit(self._show)
        if sentence:
            self.doneShown.emit(self._done)
            self._reader.tell(self, sentence)
