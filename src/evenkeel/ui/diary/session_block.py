"""One past session on the page of its day: what the journal has of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.ui.style import tokens
from evenkeel.ui.widgets.buttons import QuietButton
from evenkeel.ui.widgets.columns import Beside, Flow
from evenkeel.ui.widgets.text import Stack, body, heading, strong


class SessionBlock(Stack):
    """A heading with what can be done, and below it each thing in a row.

    Signals:
        changeRequested: the user wants to change it.
        deleteRequested: the user wants to delete it.
    """

    changeRequested = Signal()
    deleteRequested = Signal()

    def __init__(self, name: str, title: str, *, changeable: bool = True) -> None:
        """``name`` begins the object names; ``title`` says when the session was."""
        super().__init__(spacing=tokens.SMALL)
        self.setObjectName(name)
        head, buttons = QWidget(), QWidget()
        row = Beside(head, spacing=tokens.LARGE, row_spacing=tokens.SMALL)
        row.addWidget(heading(title, 2))
        inside = Flow(buttons, spacing=tokens.SMALL, row_spacing=tokens.SMALL)
        delete = QuietButton(
            f"{name}_delete",
            self.tr("Delete"),
            fill(self.tr("Delete the session of {time}"), time=title),
            small=True,
        )
        delete.clicked.connect(self.deleteRequested)
        if changeable:
            change = QuietButton(
                f"{name}_change",
                self.tr("Change"),
                fill(self.tr("Change the session of {time}"), time=title),
                small=True,
            )
            change.clicked.connect(self.changeRequested)
            inside.addWidget(change)
        inside.addWidget(delete)
        row.addWidget(buttons)
        self.add(head)

    def add_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Adds rows of a name and a text; line breaks are kept."""
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.LARGE)
        grid.setVerticalSpacing(tokens.SMALL)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(rows):
            title = strong(name)
            title.setWordWrap(False)
            said = body()
            # What people wrote is text, also where it looks like markup.
            said.setTextFormat(Qt.TextFormat.PlainText)
            said.setText(text)
            for column, label in enumerate((title, said)):
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label, row, column)
        self.add(box)

    def add_warning(self, text: str) -> None:
        """Adds a sentence that should not be missed."""
        box = QFrame()
        box.setProperty("role", "warning")
        column = QVBoxLayout(box)
        column.setContentsMargins(tokens.MEDIUM, tokens.SMALL, tokens.MEDIUM, tokens.SMALL)
        column.addWidget(strong(text))
        self.add(box)
