"""A row of the settings: what is set on the left, how on the right."""

from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QVBoxLayout, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.widgets.columns import Beside
from evenkeel.ui.widgets.text import body, line


class SettingRow(QWidget):
    """A line, and below it what is set and how; the control goes below where there is no room.

    Attributes:
        words: everything that can be read in it, for a search.
    """

    def __init__(self, title: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(line())
        row = Beside(spacing=tokens.LARGE, row_spacing=tokens.SMALL)
        said = QWidget()
        inside = QVBoxLayout(said)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        label = body(title)
        label.setBuddy(control)
        inside.addWidget(label)
        if hint:
            inside.addWidget(body(hint, soft=True))
        row.addWidget(said)
        row.addWidget(control)
        column.addLayout(row)
        buttons = control.findChildren(QAbstractButton)
        own = [control.text()] if isinstance(control, QAbstractButton) else []
        self.words = " ".join((title, hint, *own, *(button.text() for button in buttons)))


def add_row(column: QBoxLayout, title: str, control: QWidget, hint: str = "") -> None:
    """Adds a row at the end of a column."""
    column.addWidget(SettingRow(title, control, hint))
