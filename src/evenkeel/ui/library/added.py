"""What has just come into the plan, above the exercises."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from evenkeel.catalogue.wording import fill
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import LinkButton
from evenkeel.ui.widgets.columns import Beside
from evenkeel.ui.widgets.text import body


class Added(QFrame):
    """What has just been added, with the way back; hidden where nothing was.

    Signals:
        undone: not after all.
    """

    undone = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._reader = appearance.reader
        self.setObjectName("library_added")
        self.setProperty("role", "banner")
        row = Beside(self, spacing=tokens.LARGE, row_spacing=tokens.SMALL)
        row.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        self._text = body()
        row.addWidget(self._text)
        undo = LinkButton("library_undo", self.tr("Undo"))
        undo.clicked.connect(self.undone)
        row.addWidget(undo)
        self.hide()

    def tell(self, name: str) -> None:
        """Tells of an exercise by its name; of none, where it is empty."""
        self._text.setText(fill(self.tr("In your plan now: {name}."), name=name))
        self.setVisible(bool(name))
        if name:
            self._reader.tell(self, self._text.text())
