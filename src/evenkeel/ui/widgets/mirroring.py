"""Painting, keys and menus for languages that are written from right to left."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QTextOption
from PySide6.QtWidgets import QStyle, QWidget


def from_where_reading_begins(painter: QPainter, widget: QWidget) -> None:
    """Has a painter count from the right where the language is written from there.

    For what has an order, such as a row of dots; never for text, or for a picture of a body, of
    which left has to stay left.
    """
    if widget.isRightToLeft():
        painter.translate(widget.width(), 0)
        painter.scale(-1, 1)


def mirrored(area: QRectF, widget: QWidget) -> QRectF:
    """Where an area lies that is counted from where reading begins: for text and what is pressed.

    Text is not turned over, as all else is by :func:`from_where_reading_begins`.
    """
    if not widget.isRightToLeft():
        return area
    return QRectF(widget.width() - area.right(), area.top(), area.width(), area.height())


def write_lines(
    painter: QPainter,
    area: QRectF,
    text: str,
    widget: QWidget,
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Writes a text that may need several lines, from where reading begins or centred.

    From the right, Qt shifts every line that it ends at a space by that space: away from the edge,
    and out of the area. It does not where it is told to count the space. And a text in another
    language begins at the same edge as the others.
    """
    if not widget.isRightToLeft():
        painter.drawText(area, Qt.TextFlag.TextWordWrap | alignment, text)
        return
    option = QTextOption(QStyle.visualAlignment(Qt.LayoutDirection.RightToLeft, alignment))
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
    painter.drawText(area, text, option)


def key_as_read(key: int) -> Qt.Key:
    """A key, with the arrow to the side that is read next as the one to the right.

    What comes next lies to the left where the language is written from the right, and the arrows
    go where their signs point.
    """
    turned = _TURNED.get(key) if QGuiApplication.isRightToLeft() else None
    return turned or Qt.Key(key)


def menu_text(text: str) -> str:
    """What a menu says; without the letter to press, in scripts that join their letters.

    The line under that letter would tear it from the others.
    """
    return text.replace("&", "") if QGuiApplication.isRightToLeft() else text


_TURNED: Final[Mapping[int, Qt.Key]] = {
    Qt.Key.Key_Left: Qt.Key.Key_Right,
    Qt.Key.Key_Right: Qt.Key.Key_Left,
}
