"""What the sections of the settings have in common."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evenkeel.journal.settings import Settings, SettingsChange
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Segments, heading
from evenkeel.ui.widgets.rows import add_row


class Section(QWidget):
    """A heading with what can be set below it.

    Attributes:
        column: where a section puts its rows, top to bottom.

    Signals:
        changed: the user changed something; a :class:`SettingsChange`.
        toBeSeen: a widget has appeared that the user should see.
    """

    changed = Signal(object)
    toBeSeen = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.SMALL)

    def set_title(self, text: str) -> None:
        """Says what the section is about."""
        self.column.addWidget(heading(text, 2))

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""

    def _row(self, title: str, control: QWidget, hint: str = "") -> None:
        add_row(self.column, title, control, hint)

    def _segments(
        self, appearance: Appearance, name: str, title: str, options: Sequence[tuple[str, str]]
    ) -> Segments:
        segments = Segments(appearance, name, title, [(str(code), text) for code, text in options])
        self._row(title, segments)
        return segments

    def _warning(self, *, below: int = tokens.MEDIUM) -> tuple[QFrame, QVBoxLayout]:
        """A box for what should not be missed, hidden, and where its words go."""
        box = QFrame()
        box.setProperty("role", "warning")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, below)
        inside.setSpacing(tokens.SMALL)
        box.hide()
        self.column.addWidget(box)
        return box, inside

    def _change(self, **changes: object) -> None:
        self.changed.emit(SettingsChange(changes))
