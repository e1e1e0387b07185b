"""What the sections of the settings have in common."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QVBoxLayout, QWidget

from evenkeel.catalogue.forms import folded
from evenkeel.journal.settings import Settings, SettingsChange
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Segments, heading
from evenkeel.ui.widgets.rows import SettingRow, add_row


class Section(QWidget):
    """A heading with what can be set below it.

    Attributes:
        title: what it is about.
        column: where a section puts its rows, top to bottom.

    Signals:
        changed: the user changed something; a :class:`SettingsChange`.
        toBeSeen: a widget has appeared that the user should see.
    """

    changed = Signal(object)
    toBeSeen = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, tokens.LARGE)
        self.column.setSpacing(tokens.SMALL)

    def set_title(self, text: str) -> None:
        """Says above everything else what the section is about."""
        self.title = text
        self.column.insertWidget(0, heading(text, 2))

    def show_matching(self, words: Sequence[str]) -> bool:
        """Shows only the rows that hold all of these words, in lower case; says whether any does.

        Where the title holds them, or something that is no row, all of it is shown.
        """

        def fits(text: str) -> bool:
            return all(word in folded(text) for word in words)

        rows = self.findChildren(SettingRow)
        matching = [row for row in rows if fits(row.words)]
        whole = fits(self.title) or (not matching and fits(self._all_words()))
        for row in rows:
            row.setVisible(whole or row in matching)
        found = whole or bool(matching)
        self.setVisible(found)
        return found

    def _all_words(self) -> str:
        """Everything that can be read in it."""
        labels = [label.text() for label in self.findChildren(QLabel)]
        return " ".join((*labels, *(one.text() for one in self.findChildren(QAbstractButton))))

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
