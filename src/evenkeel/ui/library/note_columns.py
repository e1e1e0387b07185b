"""The notes of a card, below its picture: care, mistakes, where it is done, where it is from."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenkeel.guide.card_notes import CardNote, Topic
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.columns import Columns
from evenkeel.ui.widgets.text import body, delete_all, heading, rich

#: The least and the greatest width of a column, at 100 % text.
_WIDTH, _WIDEST = 280, 480
#: Which notes stand below each other in which column.
_COLUMNS = (
    (Topic.CARE, Topic.STOP_RULE),
    (Topic.MISTAKES, Topic.PLACE),
    (Topic.LEFT_OUT, Topic.SOURCE),
)


class NoteColumns(QWidget):
    """Notes in columns; the first begins with what the exercise is for."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._columns = Columns(
            self,
            least=1,
            most=len(_COLUMNS),
            spacing=tokens.HUGE,
            row_spacing=tokens.LARGE,
        )

    def clear(self) -> None:
        """Shows nothing."""
        delete_all(self)

    def show_notes(self, purpose: str, notes: Sequence[CardNote]) -> None:
        """Shows what the exercise is for, and its notes; their texts may hold markup."""
        self.clear()
        for place, topics in enumerate(_COLUMNS):
            found = [
                (note.heading, note.texts)
                for topic in topics
                for note in notes
                if note.topic is topic
            ]
            if place == 0:
                found.insert(0, (self.tr("What it is for"), (purpose,)))
            self._columns.addWidget(_note_column(found))

    def fit(self) -> None:
        """Fits the columns to the size of the text."""
        self._columns.least = self._appearance.px(_WIDTH)
        self._columns.widest = self._appearance.px(_WIDEST)
        self._columns.invalidate()


def _note_column(notes: Sequence[tuple[str, Sequence[str]]]) -> QWidget:
    """A column of notes, each a heading with its sentences."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.TIGHT)
    for title, texts in notes:
        paragraphs = "".join(
            f'<p style="margin:0 0 {tokens.TIGHT}px 0">{text}</p>' for text in texts
        )
        sentences = rich(body(soft=True))
        sentences.setText(paragraphs)
        column.addWidget(heading(title, 3))
        column.addWidget(sentences)
        column.addSpacing(tokens.MEDIUM)
    column.addStretch(1)
    return box
