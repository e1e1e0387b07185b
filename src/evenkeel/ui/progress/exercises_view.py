"""How each exercise went: which helped, which hurt, how the dose went."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from evenkeel.guide.answers import Answers
from evenkeel.guide.shown_side import shown_side
from evenkeel.journal.entries.exercises import ExerciseSummary
from evenkeel.ui.progress.exercise_words import exercise_lines, exercises_in_short
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.columns import Columns
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.figures.figure_view import FigureView
from evenkeel.ui.widgets.text import Stack, body, heading, line, strong

_PICTURE_WIDTH = 200
_ROW_WIDTH = 460


class ExercisesView(Stack):
    """One sentence on top, then a block for each exercise that was ever done."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(spacing=tokens.MEDIUM)
        self._appearance = appearance
        self._deferred = DeferredTasks(self)

    def show_exercises(self, summaries: Sequence[ExerciseSummary], answers: Answers | None) -> None:
        """Shows them in the order given, each with the picture of this person's form and side."""
        catalogue = self._appearance.catalogue
        self.clear()
        title = heading(exercises_in_short(summaries, catalogue), 2)
        title.setObjectName("exercises_short")
        self.add(title)
        blocks = Columns(
            least=self._appearance.px(_ROW_WIDTH),
            most=3,
            spacing=tokens.HUGE,
            row_spacing=tokens.LARGE,
        )
        for summary in summaries:
            blocks.addWidget(self._block(summary, answers))
        self.add_layout(blocks)

    def _block(self, summary: ExerciseSummary, answers: Answers | None) -> QWidget:
        catalogue = self._appearance.catalogue
        box = Stack(spacing=tokens.SMALL)
        box.setObjectName(f"exercise_{summary.exercise}")
        box.add(line())
        grid_box = QWidget()
        grid = QGridLayout(grid_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.MEDIUM)
        grid.setVerticalSpacing(tokens.TIGHT)
        grid.setColumnStretch(2, 1)
        exercise = catalogue.exercises.get(summary.exercise)
        name = exercise.name if exercise else summary.exercise
        grid.addWidget(heading(name, 3), 0, 1, 1, 2)
        lines = list(exercise_lines(summary, catalogue))
        for row, (about, text) in enumerate(lines, 1):
            label = strong(about)
            label.setWordWrap(False)
            grid.addWidget(label, row, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(body(text), row, 2, Qt.AlignmentFlag.AlignTop)
        if exercise:
            shown = shown_side(exercise, answers, catalogue)
            view = FigureView(self._appearance)
            view.setFixedSize(_PICTURE_WIDTH, _PICTURE_WIDTH * 2 // 3)
            picture = exercise.form_of(shown.variant).hold
            self._deferred.add(lambda: view.show_picture(summary.exercise, picture, shown.side))
            grid.addWidget(view, 0, 0, len(lines) + 2, 1, Qt.AlignmentFlag.AlignTop)
            grid.setRowStretch(len(lines) + 1, 1)
        box.add(grid_box)
        return box
