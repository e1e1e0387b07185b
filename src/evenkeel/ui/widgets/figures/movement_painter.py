"""Paints a person who moves: only what moves, between cached layers of what does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

from evenkeel.figures.motion import Motion

#: Outlines extend beyond the shape by this many pixels.
_ROUND_LINES = 3


class MovementPainter:
    """One movement in a picture of one size and colour scheme.

    Attributes:
        motion: what moves.
        area: the part of the picture that changes.
    """

    def __init__(
        self, motion: Motion, frame: QTransform, exchange: Mapping[str, str], ratio: float
    ) -> None:
        """Paints the layers that do not move.

        Args:
            motion: what moves.
            frame: from its units to those of the picture.
            exchange: maps the colours of the drawing to those of the theme.
            ratio: device pixels per unit of the picture.
        """
        self.motion = motion
        self._frame, self._exchange, self._ratio = frame, exchange, ratio
        self.area = self._place(motion.box)
        self._equipment = self._cached(self._place(motion.things_box()), self._paint_things)
        self._lines = self._cached(self._place(motion.lines_box()), self._paint_lines)
        self._standing: tuple[float, tuple[QPoint, QPixmap]] | None = None

    def paint(self, painter: QPainter, position: float) -> None:
        """Paints one moment: the equipment, the shadow on it, its outlines, and the person."""
        painter.drawPixmap(*self._equipment)
        with _framed(painter, self._frame):
            self.motion.paint_shadow(painter, position, self._exchange)
        painter.drawPixmap(*self._lines)
        with _framed(painter, self._frame):
            self.motion.paint_person(painter, position, self._exchange)

    def paint_standing(self, painter: QPainter, position: float) -> None:
        """Paints a moment that is shown for a while, from a cache."""
        if self._standing is None or self._standing[0] != position:
            whole = self.area
            for corner, pixmap in (self._equipment, self._lines):
                whole |= QRect(corner, pixmap.deviceIndependentSize().toSize())
            kept = self._cached(whole, lambda canvas: self.paint(canvas, position))
            self._standing = position, kept
        painter.drawPixmap(*self._standing[1])

    def _paint_things(self, painter: QPainter) -> None:
        with _framed(painter, self._frame):
            self.motion.paint_things(painter, self._exchange)

    def _paint_lines(self, painter: QPainter) -> None:
        with _framed(painter, self._frame):
            self.motion.paint_lines(painter, self._exchange)

    def _place(self, box: QRectF) -> QRect:
        if box.isEmpty():
            return QRect()
        room = _ROUND_LINES
        return self._frame.mapRect(box).toAlignedRect().adjusted(-room, -room, room, room)

    def _cached(self, place: QRect, paint: Callable[[QPainter], None]) -> tuple[QPoint, QPixmap]:
        """What is painted on a part of the picture, only as large as that, and where it begins."""
        pixmap = QPixmap(place.size() * self._ratio)
        if not pixmap.isNull():
            pixmap.setDevicePixelRatio(self._ratio)
            pixmap.fill(QColor(0, 0, 0, 0))
            painter = QPainter(pixmap)
            painter.translate(-place.topLeft())
            paint(painter)
            painter.end()
        return place.topLeft(), pixmap


@contextmanager
def _framed(painter: QPainter, frame: QTransform) -> Iterator[None]:
    """Smooth, in the units of the frame."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(frame, combine=True)
    yield
    painter.restore()
