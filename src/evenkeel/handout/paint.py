"""Paints a page onto anything Qt can paint on; measures text for the layout."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from evenkeel.figures.fonts import FAMILY
from evenkeel.figures.store import FigureStore
from evenkeel.handout.paper import Box, FrameItem, Item, Page, PictureItem, Style, TextItem

#: The painter's unit is a hundredth of a millimetre, so that type sizes are whole numbers.
UNITS_PER_MM: Final = 100
_MM_PER_INCH: Final = 25.4
_INK: Final = QColor("#000000")
_WRAP: Final = int(Qt.TextFlag.TextWordWrap.value)
_UNBOUNDED_MM: Final = 2000.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Inks:
    """Where the pictures come from and the palette they are painted in."""

    figures: FigureStore
    palette: str


def text_height_mm(text: str, style: Style, width_mm: float) -> float:
    """How high a text becomes when it is wrapped to a width, in millimetres."""
    area = _rect(Box(x=0, y=0, width=width_mm, height=_UNBOUNDED_MM))
    return QFontMetricsF(_font(style)).boundingRect(area, _WRAP, text).height() / UNITS_PER_MM


def text_width_mm(text: str, style: Style) -> float:
    """How wide a text is in one line, in millimetres."""
    return QFontMetricsF(_font(style)).horizontalAdvance(text) / UNITS_PER_MM


def paint_page(painter: QPainter, page: Page, inks: Inks, *, dots_per_inch: float) -> None:
    """Paints one page; the painter's origin is the sheet's top left corner."""
    painter.save()
    scale = dots_per_inch / _MM_PER_INCH / UNITS_PER_MM
    painter.scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in page.items:
        _paint(painter, item, inks)
    painter.restore()


def _paint(painter: QPainter, item: Item, inks: Inks) -> None:
    match item:
        case PictureItem():
            picture = inks.figures.picture(item.exercise, item.name, inks.palette)
            picture.paint(painter, _rect(item.box), side=item.side)
        case FrameItem():
            painter.setPen(QPen(_INK, item.line_mm * UNITS_PER_MM))
            if item.box.height:
                radius = 2 * UNITS_PER_MM
                painter.drawRoundedRect(_rect(item.box), radius, radius)
            else:
                painter.drawLine(_rect(item.box).topLeft(), _rect(item.box).topRight())
        case TextItem():
            painter.setPen(_INK)
            painter.setFont(_font(item.style))
            painter.drawText(_rect(item.box), _flags(item), item.text)


def _flags(item: TextItem) -> int:
    flag = Qt.AlignmentFlag.AlignLeft
    if item.centred:
        flag = Qt.AlignmentFlag.AlignCenter
    elif item.right:
        flag = Qt.AlignmentFlag.AlignRight
    return _WRAP | int(flag.value)


def _font(style: Style) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(round(style.size_mm * UNITS_PER_MM))
    font.setWeight(QFont.Weight.Bold if style.bold else QFont.Weight.Normal)
    # Hinting is for pixels; here it would move letters about between devices.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _rect(box: Box) -> QRectF:
    return QRectF(
        box.x * UNITS_PER_MM,
        box.y * UNITS_PER_MM,
        box.width * UNITS_PER_MM,
        box.height * UNITS_PER_MM,
    )
