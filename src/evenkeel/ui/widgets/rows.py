"""A row of the settings: what is set on the left, how on the right."""

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.widgets.columns import Beside
from evenkeel.ui.widgets.text import body, line


def add_row(column: QBoxLayout, title: str, control: QWidget, hint: str = "") -> None:
    """Adds a row with a line above it; the control goes below the words where there is no room."""
    column.addWidget(line())
    row = Beside(spacing=tokens.LARGE, row_spacing=tokens.SMALL)
    words = QWidget()
    inside = QVBoxLayout(words)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(0)
    label = body(title)
    label.setBuddy(control)
    inside.addWidget(label)
    if hint:
        inside.addWidget(body(hint, soft=True))
    row.addWidget(words)
    row.addWidget(control)
    column.addLayout(row)
