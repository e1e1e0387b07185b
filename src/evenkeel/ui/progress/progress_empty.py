"""What is shown instead of the chart before the first session."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.columns import Columns
from evenkeel.ui.widgets.figures.figure_view import opening_figure
from evenkeel.ui.widgets.text import body, heading

_FIGURE_WIDTH = 380


class EmptyProgress(QWidget):
    """What will be seen here, and a picture."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        beside = Columns(self, least=appearance.px(_FIGURE_WIDTH), most=2, spacing=tokens.HUGE)
        figure = opening_figure(appearance)
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
