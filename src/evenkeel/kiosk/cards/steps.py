"""The steps of an exercise: a picture and a sentence for each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evenkeel.catalogue.model import Form, Step
from evenkeel.catalogue.terms import Side
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Columns, FigureView, body, delete_all, numeral, rich, with_side
from evenkeel.ui.widgets.figures.play_button import PlayButton

_STEP_MM = 98.0
#: The number of columns that fills the rows best, by the number of steps.
_COLUMNS = {3: 3, 4: 4, 5: 3, 6: 3, 7: 4}


class Steps(QWidget):
    """The steps of one form of an exercise, for one side."""

    def __init__(self, appearance: Appearance, sizes: Sizes) -> None:
        super().__init__()
        self._appearance = appearance
        self._sizes = sizes
        self._columns = Columns(
            self, least=1, most=1, spacing=tokens.LARGE, row_spacing=tokens.LARGE
        )
        appearance.changed.connect(self._fit)

    def show_form(self, exercise: str, form: Form, side: Side | None) -> None:
        """Shows other steps, or the same ones for the other side."""
        delete_all(self)
        shown: set[str] = set()
        for number, step in enumerate(form.steps, 1):
            view = _StepView(self._appearance, number, step, exercise, side)
            self._columns.addWidget(view)
            if step.figure == form.hold and step.figure not in shown:
                view.offer(((form.steps[0].figure, form.hold), (form.start, form.hold)))
            shown.add(step.figure)
        self._columns.most = _COLUMNS.get(len(form.steps), 3)
        self._fit()

    def _fit(self) -> None:
        larger = self._appearance.text_percent / self._sizes.percent
        self._columns.least = round(self._sizes.mm(_STEP_MM) * larger)
        self._columns.invalidate()


class _StepView(QWidget):
    """One step: its picture, its number, its sentence."""

    def __init__(
        self, appearance: Appearance, number: int, step: Step, exercise: str, side: Side | None
    ) -> None:
        super().__init__()
        sentence = with_side(appearance.catalogue.words, step.text, side)
        figure = FigureView(appearance)
        figure.show_picture(exercise, step.figure, side)
        self._play = PlayButton(appearance, "kiosk_play", figure)
        text = rich(body())
        text.setText(sentence)
        digit = numeral(number)
        digit.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(figure)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addWidget(digit, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self._play, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def offer(self, ways: Sequence[tuple[str, str]]) -> None:
        """Plays the first of these movements that exists, and again on request."""
        self._play.offer(ways)
