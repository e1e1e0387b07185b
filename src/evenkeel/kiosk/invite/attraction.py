"""Which exercises visibly move: the first page shows these."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from evenkeel.catalogue.model import Exercise, Form
from evenkeel.catalogue.terms import Kind, Side, SideRule
from evenkeel.ui.style.appearance import Appearance

#: Pictures are compared at this size, in pixels; the width fills whole words of memory.
_SIZE: Final = (96, 64)
#: A movement smaller than this part of the largest one is not noticed from across a room.
_SEEN: Final = 1 / 3


def usual_form(exercise: Exercise) -> tuple[Form, Side | None]:
    """The form and side in which an exercise is shown outside of a plan."""
    variant = exercise.usual_variant
    sided = exercise.side_rule_of(variant) is not SideRule.NONE
    return exercise.form_of(variant), Side.LEFT if sided else None


def clearest(appearance: Appearance, exercises: Sequence[Exercise]) -> list[Exercise]:
    """The exercises that visibly move, the largest movement first.

    Stabilising exercises take strength and come after the gentle ones.
    """
    moved = {exercise.id: _change(appearance, exercise) for exercise in exercises}
    enough = max(moved.values(), default=0.0) * _SEEN
    seen = [exercise for exercise in exercises if moved[exercise.id] >= enough]
    return sorted(seen, key=lambda shown: (shown.kind is Kind.STABILISING, -moved[shown.id]))


def _change(appearance: Appearance, exercise: Exercise) -> float:
    """How far the pictures of the start and of the hold differ: 0 not at all, 1 everywhere."""
    form, _ = usual_form(exercise)
    change = _picture(appearance, exercise.id, form.start)
    painter = QPainter(change)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, _picture(appearance, exercise.id, form.hold))
    painter.end()
    grey = bytes(change.convertToFormat(QImage.Format.Format_Grayscale8).constBits())
    return sum(grey) / (255 * len(grey))


def _picture(appearance: Appearance, exercise: str, name: str) -> QImage:
    image = QImage(*_SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(appearance.theme.page))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    picture = appearance.figures.picture(exercise, name, appearance.theme.palette)
    picture.paint(painter, QRectF(0, 0, *_SIZE), side=None)
    painter.end()
    return image
