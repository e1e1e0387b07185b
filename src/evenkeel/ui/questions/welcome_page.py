"""The first page of the first start: what this is for, said once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Columns, PrimaryButton, ScrollPage, Stack, large, opening_figure

#: Words and picture stand side by side, no wider than this in a window of a usual size.
_WIDEST = 1240


class WelcomePage(ScrollPage):
    """States the purpose, with one button.

    Signals:
        accepted: the user has read it and continues.
    """

    accepted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "welcome", widest=_WIDEST, airy=True, parent=parent)
        self.set_title(
            self.tr("Welcome to Evenkeel"),
            self.tr("A few questions, then your exercises in a gentle order, step by step."),
        )
        parts = Columns(least=appearance.px(380), most=2, spacing=tokens.HUGE, shares=(2, 3))
        said = Stack(spacing=tokens.LARGE)
        for sentence in appearance.catalogue.words.purpose:
            said.add(large(sentence))
        said.add_stretch()
        parts.addWidget(said)
        parts.addWidget(opening_figure(appearance))
        self.body.addLayout(parts)
        self.body.addStretch(1)
        button = PrimaryButton("welcome_accept", self.tr("I understand"))
        button.clicked.connect(self.accepted)
        self.add_action(button)
