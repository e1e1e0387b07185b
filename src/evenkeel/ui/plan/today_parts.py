"""What Today is made of: its invitation, its advice, what was left out."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from evenkeel.catalogue.model import Advice
from evenkeel.ui.plan.notice_rules import is_about_pain
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import (
    Columns,
    LinkButton,
    Stack,
    body,
    large,
    numeral,
    opening_figure,
    strong,
)

#: This many pieces of advice stand in three columns, others in two.
_IN_THREES = (3, 5, 6)


def is_personal(advice: Advice) -> bool:
    """Whether it is given because of an answer, not to everybody, and no notice gives it."""
    return bool(advice.when or advice.unless) and not is_about_pain(advice)


def invitation(appearance: Appearance) -> QWidget:
    """What will happen, in three steps, beside a picture."""
    # A widget of its own: a layout of ours cannot be taken out of another one.
    both = QWidget()
    columns = Columns(
        both,
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
    return both


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


def taken_out_row(text: str, undo: LinkButton) -> QFrame:
    """What was taken out just now, with the way back beside it."""
    row = QFrame()
    row.setObjectName("today_undo_row")
    row.setProperty("role", "banner")
    inside = QHBoxLayout(row)
    inside.setContentsMargins(tokens.LARGE, tokens.SMALL, tokens.LARGE, tokens.SMALL)
    inside.setSpacing(tokens.LARGE)
    inside.addWidget(body(text), 1)
    inside.addWidget(undo)
    return row
