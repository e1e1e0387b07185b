"""Which exercises can be seen to move: the first page invites with these."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from evenkeel.catalogue.model import Exercise, Form
from evenkeel.catalogue.terms import Kind, Side, SideRule
from evenkeel.ui.style.appearance import Appearance

#: Pictures are compared at this size, in pixels; the width fills whole words of memory.
_SIZE: Final = (96, 64)
#: What moves less than this part of what moves most is not seen from across a room.
_SEEN: Final = 1 / 3


def usual_form(exercise: Exercise) -> tuple[Form, Side | None]:
    """The form in which an exercise is shown by itself, and for which side."""
    variant = exercise.variants[-1].id if exercise.variants else None
    sided = exercise.side_rule_of(variant) is not SideRule.NONE
    return exercise.form_of(variant), Side.LEFT if sided else None


def clearest(appearance: Appearance, exercises: Sequence[Exercise]) -> list[Exercise]:
    """Those that move clearly, the clearest first.

    What steadies takes strength; it comes after what is gentle.
    """
    moved = {exercise.id: _change(appearance, exercise) for exercise in exercises}
    enough = max(moved.values(), default=0.0) * _SEEN
    seen = [one for one in exercises if moved[one.id] >= enough]
    return sorted(seen, key=lambda one: (one.kind is Kind.STABILISING, -moved[one.id]))


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
