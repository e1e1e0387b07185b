"""Parts of the progress page."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.controls import Segment
from evenkeel.ui.widgets.radio import RadioGroup
from evenkeel.ui.widgets.roles import Group
from evenkeel.ui.widgets.text import strong


def panel(name: str) -> tuple[QFrame, QLabel]:
    """A calm box for advice, and the label in it, which has that object name."""
    box = QFrame()
    box.setProperty("role", "warning")
    column = QVBoxLayout(box)
    column.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
    label = strong()
    label.setObjectName(name)
    column.addWidget(label)
    return box, label


def segments_of(
    appearance: Appearance, accessible: str, names: Sequence[tuple[str, str]]
) -> tuple[QWidget, list[Segment]]:
    """A named row of buttons of which one is chosen, the first to begin with."""
    box = Group(accessible)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    group = RadioGroup(box)
    segments = []
    for place, (name, text) in enumerate(names):
        segment = Segment(
            appearance,
            name,
            text,
            text,
            round_left=place == 0,
            round_right=place == len(names) - 1,
        )
        group.add(segment)
        row.addWidget(segment)
        segments.append(segment)
    segments[0].setChecked(True)
    return box, segments
