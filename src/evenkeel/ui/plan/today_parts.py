"""What the plan page is made of: its note, its invitation, its advice, what was left out."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from evenkeel.catalogue.model import Advice
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import (
    Beside,
    Columns,
    LinkButton,
    QuietButton,
    Stack,
    body,
    large,
    numeral,
    opening_figure,
    strong,
)

#: This many pieces of advice stand in three columns, others in two.
_IN_THREES = (3, 5, 6)


class Banner(QFrame):
    """A note above the plan, with one or two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("today_banner")
        self.setProperty("role", "banner")
        self._text = body()
        self.primary = QuietButton("banner_primary", "", small=True)
        self.secondary = LinkButton("banner_secondary", "")
        row = Beside(self, spacing=tokens.LARGE, row_spacing=tokens.SMALL)
        row.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        row.addWidget(self._text)
        actions = QWidget()
        buttons = QHBoxLayout(actions)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(tokens.LARGE)
        buttons.addWidget(self.primary)
        buttons.addWidget(self.secondary)
        row.addWidget(actions)
        self.hide()

    def say(self, text: str, primary: str, secondary: str) -> None:
        """Shows the note."""
        self._text.setText(text)
        for button, label in ((self.primary, primary), (self.secondary, secondary)):
            button.setText(label)
            button.setAccessibleName(label)
            button.setVisible(bool(label))
        self.setAccessibleName(text)
        self.show()


def is_personal(advice: Advice) -> bool:
    """Whether it is given because of an answer, not to everybody."""
    return bool(advice.when or advice.unless)


def invitation(appearance: Appearance) -> Columns:
    """What will happen, in three steps, beside a picture."""
    columns = Columns(
        least=appearance.px(320),
        most=2,
        spacing=tokens.HUGE,
        row_spacing=tokens.LARGE,
        shares=(2, 3),
    )
    steps = Stack()
    rows = QGridLayout()
    rows.setHorizontalSpacing(tokens.MEDIUM)
    rows.setVerticalSpacing(tokens.LARGE)
    rows.setColumnStretch(1, 1)
    for number, text in enumerate(
        (
            QCoreApplication.translate(
                "TodayPage", "You say which side is sore, and what you can do."
            ),
            QCoreApplication.translate(
                "TodayPage", "You see your exercises in order, each with its pictures."
            ),
            QCoreApplication.translate(
                "TodayPage", "You follow along, and stop whenever you like."
            ),
        ),
        start=1,
    ):
        rows.addWidget(numeral(number), number, 0)
        rows.addWidget(large(text), number, 1)
    steps.add_layout(rows)
    steps.add_stretch()
    columns.addWidget(steps)
    columns.addWidget(opening_figure(appearance))
    return columns


def warnings_panel(appearance: Appearance, advice: Sequence[Advice]) -> QFrame:
    """Advice that follows from an answer, set apart."""
    panel = QFrame()
    panel.setProperty("role", "panel")
    inside = QVBoxLayout(panel)
    inside.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
    inside.addLayout(advice_columns(appearance, advice))
    return panel


def advice_columns(appearance: Appearance, advice: Sequence[Advice]) -> Columns:
    """Pieces of advice beside each other."""
    columns = Columns(
        least=appearance.px(300),
        most=3 if len(advice) in _IN_THREES else 2,
        spacing=tokens.HUGE,
        row_spacing=tokens.MEDIUM,
    )
    for one in advice:
        words = Stack(spacing=tokens.TIGHT)
        words.add(strong(one.title))
        words.add(body(one.text, soft=True))
        words.add_stretch()
        columns.addWidget(words)
    return columns


def left_out_row(name: str, reason: str, link: LinkButton | None = None) -> QWidget:
    """An exercise that is not in the plan, why, and the way back where there is one."""
    row = QWidget()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, tokens.SMALL, 0, tokens.SMALL)
    inside.setSpacing(tokens.LARGE)
    words = Stack(spacing=tokens.TIGHT)
    words.add(strong(name))
    words.add(body(reason, soft=True))
    inside.addWidget(words, 1)
    if link:
        inside.addWidget(link)
    return row
