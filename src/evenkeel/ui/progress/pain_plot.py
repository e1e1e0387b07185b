"""Paints the pain chart: where a day and a pain lie on a widget, and what is drawn there."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import isnan

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from evenkeel.journal.trends.progress import IMPORTANT_POINTS, MedianPoint
from evenkeel.language import number_text
from evenkeel.ui.progress.chart_days import day_ticks
from evenkeel.ui.progress.chart_legend import CIRCLE, DOT
from evenkeel.ui.progress.pain_marks import Mark
from evenkeel.ui.progress.smooth_line import smooth_line
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance

_LEAST, _MOST = 0, 10
#: Above 10 and below 0 a mark needs room, in points of pain.
_ROOM_POINTS = 0.5
#: Before the first and after the last day, as a part of all days, and in days at least.
_ROOM_PART, _ROOM_DAYS = 0.015, 0.6
_LINE_WIDTH = 4


class PlotData(Struct, frozen=True, kw_only=True):
    """What a chart shows between two days.

    ``middle`` is what the band lies around; without one there is no band.
    """

    marks: Sequence[Mark]
    medians: Sequence[MedianPoint]
    middle: float | None
    since: date
    until: date


class Plot:
    """A chart's data on a part of a widget, in pixels.

    Attributes:
        area: the room between the axes.
    """

    def __init__(self, data: PlotData, area: QRectF, appearance: Appearance) -> None:
        self.area = area
        self._data = data
        self._appearance = appearance
        days = max(1, (data.until - data.since).days)
        room = max(_ROOM_DAYS, days * _ROOM_PART)
        self._first = data.since.toordinal() - room
        self._days = days + 1 + 2 * room

    def at(self, day: float, pain: float) -> QPointF:
        """Where a day (an ordinal, with the time as its fraction) and a pain lie."""
        share = (_MOST + _ROOM_POINTS - pain) / (_MOST - _LEAST + 2 * _ROOM_POINTS)
        return QPointF(self._x(day), self.area.top() + self.area.height() * share)

    def day_at(self, x: float) -> float:
        """The day at a place from the left; the inverse of :meth:`at`."""
        return self._first + (x - self.area.left()) / self.area.width() * self._days

    def paint(self, painter: QPainter, metrics: QFontMetrics) -> None:
        """Paints band, axes, marks and the line of the medians."""
        self._paint_band(painter)
        self._paint_axes(painter, metrics)
        self._paint_marks(painter)
        pen = QPen(QColor(self._appearance.theme.ink), _LINE_WIDTH)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for corners in self._line():
            painter.drawPolyline(corners)

    def paint_pointer(self, painter: QPainter, mark: Mark) -> None:
        """Paints a ring around what a mark tells."""
        theme = self._appearance.theme
        painter.setPen(QPen(QColor(theme.focus), theme.focus_width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self._appearance.px(CIRCLE)
        for pain in (mark.before, mark.after):
            if pain is not None:
                painter.drawEllipse(self.at(mark.x, pain), radius, radius)

    def _paint_band(self, painter: QPainter) -> None:
        middle = self._data.middle
        if middle is None:
            return
        edges = (middle + IMPORTANT_POINTS, middle - IMPORTANT_POINTS)
        top, bottom = (self.at(0, pain).y() for pain in edges)
        band = QRectF(self.area.left(), top, self.area.width(), bottom - top)
        painter.fillRect(band & self.area, QColor(self._appearance.theme.accent_soft))

    def _paint_axes(self, painter: QPainter, metrics: QFontMetrics) -> None:
        theme, area = self._appearance.theme, self.area
        high = metrics.height()
        for pain in range(_LEAST, _MOST + 1, 2):
            y = self.at(0, pain).y()
            line = QColor(theme.line)
            # Faint: they lead the eye, and the marks are what counts.
            line.setAlphaF(0.4)
            painter.setPen(QPen(line, 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.ink_soft))
            beside = QRectF(0, y - high / 2, area.left() - tokens.SMALL, high)
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight, number_text(pain))
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(QColor(theme.ink_soft))
        room = max(2, int(area.width()) // metrics.horizontalAdvance("September 0000"))
        right = area.left()
        for day, name in day_ticks(self._data.since, self._data.until, room):
            width = metrics.horizontalAdvance(name)
            left = min(self._x(day) - width / 2, area.right() - width)
            if left >= right:
                below = QPointF(left, area.bottom() + tokens.SMALL + metrics.ascent())
                painter.drawText(below, name)
                right = left + width + tokens.SMALL

    def _paint_marks(self, painter: QPainter) -> None:
        theme, marks = self._appearance.theme, self._data.marks
        painter.setPen(QPen(QColor(theme.line), 1))
        for mark in marks:
            if mark.after is not None:
                painter.drawLine(self.at(mark.x, mark.before), self.at(mark.x, mark.after))
        radius = self._appearance.px(CIRCLE) / 2
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.setBrush(QColor(theme.page))
        for mark in marks:
            middle = self.at(mark.x, mark.before)
            if mark.paper:
                side = QPointF(radius, radius)
                painter.drawRect(QRectF(middle - side, middle + side))
            else:
                painter.drawEllipse(middle, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        for mark in marks:
            if mark.after is not None:
                painter.drawEllipse(self.at(mark.x, mark.after), radius * DOT, radius * DOT)

    def _line(self) -> Iterator[list[QPointF]]:
        """The line of the medians in pieces: a long pause interrupts it."""
        corners: list[QPointF] = []
        for day, pain in zip(*smooth_line(self._data.medians), strict=True):
            if isnan(pain):
                yield corners
                corners = []
            else:
                corners.append(self.at(day, pain))
        if corners:
            yield corners

    def _x(self, day: float) -> float:
        return self.area.left() + self.area.width() * (day - self._first) / self._days
