"""What colours tell apart stays apart for the three common kinds of colour-blindness."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from evenkeel.ui.style.theme import contrast
from evenkeel.ui.style.tokens import CONTRAST_DARK, TEXT_PAIRS, THEMES, Theme
from tests.gallery.colour_blindness import KINDS, as_seen

EVERY = (*THEMES.values(), CONTRAST_DARK)
#: What stands for something else: hold, prepare, hurt, what is chosen, what has the keyboard.
APART = (
    ("accent", "coral"),
    ("accent", "sun"),
    ("accent", "track"),
    ("accent_soft", "coral_soft"),
    ("focus", "page"),
    ("focus", "accent"),
)
#: A difference of one is just seen; two sheets side by side are told apart from here on.
_TOLD_APART = 2.3


def seen(colour: str, kind: str) -> np.ndarray:
    named = QColor(colour)
    return as_seen(np.array([[named.redF(), named.greenF(), named.blueF()]]), kind)[0]


def as_name(colour: np.ndarray) -> str:
    return QColor.fromRgbF(*(float(part) for part in colour)).name()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("theme", EVERY, ids=[one.name for one in EVERY])
def test_texts_stay_readable(theme: Theme, kind: str) -> None:
    low = {
        (ink, ground): round(value, 2)
        for ink, ground in TEXT_PAIRS
        if (
            value := contrast(
                as_name(seen(getattr(theme, ink), kind)),
                as_name(seen(getattr(theme, ground), kind)),
            )
        )
        < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("theme", EVERY, ids=[one.name for one in EVERY])
def test_what_means_something_else_looks_different(theme: Theme, kind: str) -> None:
    from colorspacious import deltaE

    for first, second in APART:
        colours = (seen(getattr(theme, one), kind) for one in (first, second))
        assert deltaE(*colours, input_space="sRGB1") > _TOLD_APART, (first, second)
