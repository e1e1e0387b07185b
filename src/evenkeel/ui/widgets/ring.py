"""The coach's ring: the time of a phase as a circle, with one number and one word inside."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenkeel.ui.style.appearance import Appearance

#: The ring's thickness, as a part of its diameter.
_THICKNESS = 0.052
#: Dashes of the prepare ring.
_DASHES = 24
#: The word's letters and the gap above it, as parts of the number's font.
_WORD = 0.22
_GAP = 0.16
#: How much of the ring's inner radius the number and the word may reach.
_REACH = 0.97
#: The seconds after the minutes ("4:15"), as a part of the minutes' size.
_SECONDS = 0.5
#: A piece of the circle that is nearly straight; of a longer one, all is painted.
_PIECE = 0.06
_TABULAR = QFont.Tag("tnum")


class RingKind(Enum):
    """How a phase looks when the colours are taken away.

    ``FILLED`` is a thick band that empties, ``OPEN`` two thin lines that are filled between,
    ``DASHED`` a row of dashes that go out one by one.
    """

    FILLED = auto()
    OPEN = auto()
    DASHED = auto()


@dataclass(frozen=True, slots=True)
class _Block:
    """How far the text reaches above the ring's centre, and how far in any direction."""

    above: float
    reach: float


class Ring(QWidget):
    """The time of a phase. Repaints only the piece that changed."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._kind = RingKind.FILLED
        self._word = ""
        self._number = ""
        self._template = "88"
        self._elapsed = 0.0
        self._number_font = QFont()
        self._word_font = QFont()
        # What number and word cover: asked for with every beat, it changes with their size only.
        self._text_boxes: tuple[QRect, ...] = (QRect(),)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        appearance.changed.connect(self._fit)

    def show_phase(self, kind: RingKind, word: str, template: str) -> None:
        """Shows another phase; ``template`` is as wide as its widest number."""
        self._kind, self._word, self._template = kind, word, template
        self._fit()

    def show_time(self, number: str, elapsed: float) -> None:
        """Shows how much is over (0 to 1), and the number for it."""
        if number != self._number:
            self._number = number
            self.update(self._text_boxes[0])
        if elapsed != self._elapsed:
            before, self._elapsed = self._elapsed, elapsed
            self._update_arc(before, elapsed)

    def number_height(self) -> float:
        """The height of the number's digits, in pixels."""
        return QFontMetricsF(self._number_font).tightBoundingRect("0").height()

    def sizeHint(self) -> QSize:
        """A square that the stage lets grow."""
        return QSize(480, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits number and word into the new circle."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the band, and the text where it is touched."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        match self._kind:
            case RingKind.FILLED:
                self._paint_filled(painter)
            case RingKind.OPEN:
                self._paint_open(painter)
            case RingKind.DASHED:
                self._paint_dashed(painter)
        if any(event.region().intersects(box) for box in self._text_boxes):
            self._paint_text(painter)
        painter.end()

    def _paint_filled(self, painter: QPainter) -> None:
        theme, band, width = self._appearance.theme, self._band(), self._thickness()
        painter.setPen(QPen(QColor(theme.track), width))
        painter.drawEllipse(band)
        left = 1 - self._elapsed
        if left > 0:
            pen = QPen(QColor(theme.accent), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(band, 90 * 16, -round(left * 360 * 16))

    def _paint_open(self, painter: QPainter) -> None:
        theme, band, width = self._appearance.theme, self._band(), self._thickness()
        line = max(2.0, width / 8)
        painter.setPen(QPen(QColor(theme.ink_soft), line))
        rim = (width - line) / 2
        painter.drawEllipse(band.adjusted(-rim, -rim, rim, rim))
        painter.drawEllipse(band.adjusted(rim, rim, -rim, -rim))
        if self._elapsed > 0:
            pen = QPen(QColor(theme.ink_soft), width / 3)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(band, 90 * 16, -round(self._elapsed * 360 * 16))

    def _paint_dashed(self, painter: QPainter) -> None:
        theme, band, width = self._appearance.theme, self._band(), self._thickness()
        gone = round(self._elapsed * _DASHES)
        slot = 360 / _DASHES
        outline = max(1.5, width / 14)
        rim = math.degrees(outline / (band.width() / 2))
        for dash in range(_DASHES):
            start = 90 - (dash + 0.2) * slot
            if dash < gone:
                self._paint_dash(painter, theme.ink_soft, outline * 2, start, 0.6 * slot)
                continue
            self._paint_dash(painter, theme.ink_soft, width, start, 0.6 * slot)
            inner = 0.6 * slot - 2 * rim
            self._paint_dash(painter, theme.sun, width - 2 * outline, start - rim, inner)

    def _paint_dash(
        self, painter: QPainter, colour: str, width: float, start: float, span: float
    ) -> None:
        pen = QPen(QColor(colour), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(self._band(), round(start * 16), -round(span * 16))

    def _paint_text(self, painter: QPainter) -> None:
        theme, centre = self._appearance.theme, QRectF(self.rect()).center()
        top, number_height, word_height = self._text_place()
        # The parts of a number stand from left to right in every script.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setPen(QColor(theme.ink))
        painter.setFont(self._number_font)
        left = centre.x() - _width(self._number, self._number_font) / 2
        for text, font in _parts(self._number, self._number_font):
            painter.setFont(font)
            painter.drawText(QPointF(left, top + number_height), text)
            left += QFontMetricsF(font).horizontalAdvance(text)
        painter.setFont(self._word_font)
        painter.setPen(QColor(theme.accent_text if self._kind is RingKind.FILLED else theme.ink))
        width = QFontMetricsF(self._word_font).horizontalAdvance(self._word)
        bottom = top + number_height + self._gap() + word_height
        painter.drawText(QPointF(centre.x() - width / 2, bottom), self._word)

    def _diameter(self) -> float:
        return float(min(self.width(), self.height()))

    def _thickness(self) -> float:
        return self._diameter() * _THICKNESS

    def _band(self) -> QRectF:
        """The square of the band's middle line."""
        side = self._diameter() - self._thickness() - 2
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(self.rect()).center())
        return square

    def _gap(self) -> float:
        return self._number_font.pixelSize() * _GAP

    def _text_place(self) -> tuple[float, float, float]:
        """Where the text begins, the number's height and the word's."""
        block = self._block(self._number_font.pixelSize())
        top = self.rect().center().y() - block.above
        word = QFontMetricsF(self._word_font).capHeight()
        return top, self.number_height(), word

    def _text_areas(self) -> tuple[QRect, QRect]:
        """What the number covers, and the word: between them and the ring nothing is written."""
        top, number, word = self._text_place()
        face = QFontMetricsF(self._word_font)
        below = top + number + self._gap()
        areas = (
            QRectF(0, top, _width(self._template, self._number_font), number),
            QRectF(0, below, face.horizontalAdvance(self._word), word + face.descent()),
        )
        middle = QRectF(self.rect()).center().x()
        for area in areas:
            area.moveCenter(QPointF(middle, area.center().y()))
        number_area, word_area = (one.adjusted(-2, -2, 2, 2).toAlignedRect() for one in areas)
        return number_area, word_area

    def _fit(self) -> None:
        """Makes number and word as large as the circle allows."""
        radius = (self._band().width() - self._thickness()) / 2 * _REACH
        smallest, largest = 8, max(9, int(self._diameter()))
        while largest - smallest > 1:
            middle = (smallest + largest) // 2
            if self._block(middle).reach <= radius:
                smallest = middle
            else:
                largest = middle
        self._number_font, self._word_font = self._fonts(smallest)
        self._text_boxes = self._text_areas()
        self.update()

    def _fonts(self, size: int) -> tuple[QFont, QFont]:
        number = QFont(self.font())
        number.setPixelSize(size)
        number.setWeight(QFont.Weight.Bold)
        number.setFeature(_TABULAR, 1)
        word = QFont(self.font())
        word.setPixelSize(max(8, round(size * _WORD)))
        word.setWeight(QFont.Weight.DemiBold)
        return number, word

    def _block(self, size: int) -> "_Block":
        """Number and word at a size, placed so that both have the same room to the circle."""
        number_font, word_font = self._fonts(size)
        number, word = QFontMetricsF(number_font), QFontMetricsF(word_font)
        height = number.tightBoundingRect("0").height() + size * _GAP + word.capHeight()
        half_number = _width(self._template, number_font) / 2
        half_word = word.horizontalAdvance(self._word) / 2
        whole = height + word.descent()
        # Both corners touch the same circle: hypot(half_number, above) == hypot(half_word, below).
        above = whole / 2 - (half_number**2 - half_word**2) / (2 * whole)
        above = min(max(above, height * 0.4), height * 0.5)
        reach = max(math.hypot(half_number, above), math.hypot(half_word, whole - above))
        return _Block(above=above, reach=reach)

    def _update_arc(self, before: float, after: float) -> None:
        """Asks for a repaint of the band between two fractions."""
        if abs(after - before) > _PIECE or self._kind is RingKind.DASHED:
            if self._kind is not RingKind.DASHED or round(before * _DASHES) != round(
                after * _DASHES
            ):
                self.update()
            return
        if self._kind is RingKind.FILLED:
            before, after = 1 - before, 1 - after
        # Half of the band lies on each side of its middle line; its round end reaches as far.
        band, margin = self._band(), self._thickness() / 2 + 2
        points = []
        for fraction in (before, (before + after) / 2, after):
            angle = math.radians(90 - fraction * 360)
            radius = band.width() / 2
            points.append(
                band.center() + QPointF(radius * math.cos(angle), -radius * math.sin(angle))
            )
        xs, ys = [point.x() for point in points], [point.y() for point in points]
        piece = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        self.update(piece.adjusted(-margin, -margin, margin, margin).toAlignedRect())


def _parts(number: str, font: QFont) -> Iterator[tuple[str, QFont]]:
    """What is written in which size: after minutes, the seconds are smaller."""
    minutes, colon, seconds = number.partition(":")
    yield minutes, font
    if colon:
        small = QFont(font)
        small.setPixelSize(max(1, round(font.pixelSize() * _SECONDS)))
        yield colon + seconds, small


def _width(number: str, font: QFont) -> float:
    return sum(QFontMetricsF(face).horizontalAdvance(text) for text, face in _parts(number, font))
