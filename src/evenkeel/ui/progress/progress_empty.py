"""What is shown instead of the chart before the first session."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.columns import Columns
from evenkeel.ui.widgets.figure import FigureView
from evenkeel.ui.widgets.text import body, heading

_FIGURE_WIDTH = 380


class EmptyProgress(QWidget):
    """What will be seen here, and a picture."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        beside = Columns(self, least=appearance.px(_FIGURE_WIDTH), most=2, spacing=tokens.HUGE)
        figure = FigureView(appearance, plain=True)
        catalogue = appearance.catalogue
        # The gentlest beginning there is: what the last programme starts with.
        exercise = catalogue.exercises[catalogue.programmes[-1].items[0].exercise]
        variant = exercise.variants[-1].id if exercise.variants else None
        side = None if exercise.side_rule_of(variant) is SideRule.NONE else Side.LEFT
        figure.show_picture(exercise.id, exercise.form_of(variant).hold, side)
        words = QWidget()
        beside.addWidget(words)
        beside.addWidget(figure)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(heading(self.tr("Your pain over time will be drawn here"), 2))
        column.addWidget(
            body(
                self.tr(
                    "You say how strong it is before and after each session. After a few sessions "
                    "you see whether it changes."
                ),
                soft=True,
            )
        )
        column.addStretch(1)
