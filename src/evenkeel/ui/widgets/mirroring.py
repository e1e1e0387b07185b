"""Painting for languages that are written from right to left."""

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget


def from_where_reading_begins(painter: QPainter, widget: QWidget) -> None:
    """Has a painter count from the right where the language is written from there.

    For what has an order, such as a row of dots; never for text, or for a picture of a body, of
    which left has to stay left.
    """
    if widget.isRightToLeft():
        painter.translate(widget.width(), 0)
        painter.scale(-1, 1)
