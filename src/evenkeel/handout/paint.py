"""Paints a page onto anything Qt can paint on; measures text for the layout."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

from evenkeel.figures.fonts import FAMILY
from evenkeel.figures.store import DRAWN_SIDE, FigureStore
from evenkeel.handout.hatch import glow_strokes
from evenkeel.handout.labels import place_picture
from evenkeel.handout.paper import (
    Box,
    FrameItem,
    Item,
    LogoItem,
    Page,
    PictureItem,
    QrItem,
    Style,
    TextItem,
)

#: The painter's unit is a hundredth of a millimetre, so that type sizes are whole numbers.
UNITS_PER_MM: Final = 100
_MM_PER_INCH: Final = 25.4
_INK: Final = QColor("#000000")
_PAPER: Final = QColor("#ffffff")
#: The palette for paper without colour.
GREY_PALETTE: Final = "grey"
_STROKE_EVERY_MM: Final = 0.9
_STROKE_MM: Final = 0.35
#: A logo is at most 34 mm wide: 800 dots are 600 to the inch.
_LOGO_PX: Final = 800
_LABEL: Final = Style.SMALL_STRONG
_LABEL_PADDING_MM: Final = 1.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Inks:
    """Where the pictures come from and the palette they are painted in."""

    figures: FigureStore
    palette: str


def text_height_mm(text: str, style: Style, width_mm: float) -> float:
    """How high a text becomes when it is wrapped to a width, in millimetres."""
    return len(text_lines(text, style, width_mm)) * style.line_mm


def text_width_mm(text: str, style: Style) -> float:
    """How wide a text is in one line, in millimetres."""
    return QFontMetricsF(_font(style)).horizontalAdvance(text) / UNITS_PER_MM


def logo_size_mm(data: bytes, width_mm: float, height_mm: float) -> tuple[float, float]:
    """The width and height of a logo that fits; zero for bytes that are no picture."""
    image = _logo(data) if data else QImage()
    if image.isNull():
        return 0.0, 0.0
    size = QSizeF(image.size()).scaled(width_mm, height_mm, Qt.AspectRatioMode.KeepAspectRatio)
    return size.width(), size.height()


def text_lines(text: str, style: Style, width_mm: float) -> tuple[str, ...]:
    """The lines of a text that is wrapped to a width; a word that is too long is broken."""
    return tuple(line for line, _ in _wrapped(text, style, width_mm))


@lru_cache(maxsize=20_000)
def _wrapped(text: str, style: Style, width_mm: float) -> tuple[tuple[str, float], ...]:
    """Each line with its natural width in millimetres; layouts ask for the same ones often."""
    return tuple(_lines(text, style, width_mm))


def _lines(text: str, style: Style, width_mm: float) -> Iterator[tuple[str, float]]:
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, _font(style))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width_mm * UNITS_PER_MM)
            start = line.textStart()
            yield (
                paragraph[start : start + line.textLength()].rstrip(),
                line.naturalTextWidth() / UNITS_PER_MM,
            )
        layout.endLayout()


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
            _paint_picture(painter, item, inks)
        case FrameItem():
            painter.setPen(QPen(_INK, item.line_mm * UNITS_PER_MM))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if item.box.height:
                radius = item.radius_mm * UNITS_PER_MM
                painter.drawRoundedRect(_rect(item.box), radius, radius)
            else:
                painter.drawLine(_rect(item.box).topLeft(), _rect(item.box).topRight())
        case QrItem():
            _paint_qr(painter, item)
        case LogoItem():
            _paint_logo(painter, item)
        case TextItem():
            _paint_text(painter, item)


def _paint_text(painter: QPainter, item: TextItem) -> None:
    font = _font(item.style)
    painter.setPen(_INK)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    line = item.style.line_mm * UNITS_PER_MM
    # The line's own room, with the letters in its middle.
    baseline = (line + metrics.ascent() - metrics.descent()) / 2
    box = _rect(item.box)
    lines = _wrapped(item.text, item.style, item.box.width)
    top = box.top()
    if item.centred:
        top += (box.height() - len(lines) * line) / 2
    for number, (text, width) in enumerate(lines):
        spare = box.width() - width * UNITS_PER_MM
        left = box.left() + (spare if item.right else spare / 2 if item.centred else 0)
        painter.drawText(QPointF(left, top + number * line + baseline), text)


def label_size_mm(text: str, width_mm: float) -> tuple[float, float]:
    """Width and height of the label at a picture of some width, in millimetres."""
    inner = width_mm - 2 * _LABEL_PADDING_MM
    lines = _wrapped(text, _LABEL, inner)
    # A hair more than the text: it must not wrap anew in the width that it has by itself.
    width = min(inner, max(width for _, width in lines) + 0.2)
    return width + 2 * _LABEL_PADDING_MM, len(lines) * _LABEL.line_mm + 0.6


def _paint_picture(painter: QPainter, item: PictureItem, inks: Inks) -> None:
    placed = place_picture(item, inks.figures, label_size_mm)
    picture = inks.figures.picture(item.exercise, item.name, inks.palette)
    picture.paint(painter, _rect(placed.whole), side=item.side)
    if inks.palette == GREY_PALETTE:
        _paint_glow(painter, item, placed.whole, inks.figures)
    if placed.label:
        # White around the letters: a line of the picture that comes near never touches them.
        painter.setPen(QPen(_INK, 0.3 * UNITS_PER_MM))
        painter.setBrush(_PAPER)
        radius = 1.2 * UNITS_PER_MM
        painter.drawRoundedRect(_rect(placed.label_box), radius, radius)
        box = placed.label_box
        inner = replace(box, x=box.x + _LABEL_PADDING_MM, width=box.width - 2 * _LABEL_PADDING_MM)
        _paint_text(painter, TextItem(box=inner, text=placed.label, style=_LABEL, centred=True))


def _paint_glow(painter: QPainter, item: PictureItem, whole: Box, figures: FigureStore) -> None:
    """Strokes where it is felt, since the glow's tint does not print in black and white."""
    strokes = glow_strokes(
        figures, item.exercise, item.name, width_mm=whole.width, spacing_mm=_STROKE_EVERY_MM
    )
    area = _rect(whole)
    mirrored = item.side not in (None, DRAWN_SIDE)
    painter.setPen(QPen(_INK, _STROKE_MM * UNITS_PER_MM))
    for stroke in strokes:
        ends = [
            QPointF(
                area.left() + (1 - end.x() if mirrored else end.x()) * area.width(),
                area.top() + end.y() * area.height(),
            )
            for end in (stroke.p1(), stroke.p2())
        ]
        painter.drawLine(*ends)


def _paint_qr(painter: QPainter, item: QrItem) -> None:
    """Runs of dark modules as rectangles without gaps between the rows."""
    box = _rect(item.box)
    size = box.width() / len(item.modules)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_INK)
    for y, row in enumerate(item.modules):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                painter.drawRect(
                    QRectF(box.left() + x * size, box.top() + y * size, length * size, size)
                )
            x += length + 1
    painter.restore()


def _paint_logo(painter: QPainter, item: LogoItem) -> None:
    image = _logo(item.data)
    if image.isNull():
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(_rect(item.box), image)
    painter.restore()


@lru_cache(maxsize=2)
def _logo(data: bytes) -> QImage:
    """A logo, no larger than it is ever printed; one picture for all the sheets of a document."""
    image = QImage.fromData(data)
    if image.width() <= _LOGO_PX and image.height() <= _LOGO_PX:
        return image
    ratio = Qt.AspectRatioMode.KeepAspectRatio
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(_LOGO_PX, _LOGO_PX, ratio, smooth)


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
