"""What can be done with the journal as a whole: copy it, take a copy back, hand it on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.widgets.buttons import QuietButton
from evenkeel.ui.widgets.rows import add_row
from evenkeel.ui.widgets.text import body


class JournalRows(QWidget):
    """One row with a button for each of them, and below what came of it.

    Signals:
        copyRequested: the whole journal is wanted in one file.
        takeBackRequested: the journal of such a file is wanted here.
        therapistRequested: sessions and pain are wanted on paper or as a table.
        folderRequested: the folder with the journal is to be opened.
        openSavedRequested, showSavedRequested: the file that was saved, or its folder, is to be
            opened.
        doneShown: it says now what was done; what does that, which should be seen.
    """

    copyRequested = Signal()
    takeBackRequested = Signal()
    therapistRequested = Signal()
    folderRequested = Signal()
    openSavedRequested = Signal()
    showSavedRequested = Signal()
    doneShown = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        rows = (
            (
                "copy",
                self.tr("A copy to keep"),
                self.tr("Your whole journal in one file: on a memory stick, for a new computer."),
                self.tr("Save a copy…"),
                self.copyRequested,
            ),
            (
                "take_back",
                self.tr("Back from a copy"),
                self.tr("A copy takes the place of your journal. What is here now is kept too."),
                self.tr("Take a copy back…"),
                self.takeBackRequested,
            ),
            (
                "therapist",
                self.tr("To show or hand on"),
                self.tr("Your sessions and pain as pages to print (PDF) or as a table (CSV)."),
                self.tr("For my therapist…"),
                self.therapistRequested,
            ),
            (
                "folder",
                self.tr("Where it is"),
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
        """Says what was done, also to a screen reader; an empty sentence takes it away.

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
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
