"""How well the user's own activities go, over time: a line for each, and a thick one for both."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenkeel.catalogue.forms import with_commas, with_semicolons
from evenkeel.catalogue.wording import fill
from evenkeel.journal.trends.abilities import IMPORTANT_MEAN_POINTS, AbilityPoint, AbilityTrend
from evenkeel.language import number_text, short_day_text
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.mirroring import from_where_reading_begins, mirrored

_MOST = 10
#: One rating alone does not fill a whole chart.
_FEWEST_DAYS = 42
_LINES_HIGH = 11
_WIDEST = 900
_MARK = 5


class AbilityChart(QWidget):
    """A chart from 0, not able to, to 10, as well as before.

    An activity is a thin line, solid or dashed, with its name at the end; their mean is thick.
    The band is where the mean has not clearly changed.
    """

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("ability_chart")
        self._appearance = appearance
        self._points: tuple[AbilityPoint, ...] = ()
        self._first: float | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show_points(self, points: Sequence[AbilityPoint], trend: AbilityTrend) -> None:
        """Shows ratings in the order of time; the band lies around the trend's first mean."""
        self._points, self._first = tuple(points), trend.first
        self.setAccessibleName(self.tr("How well your activities go, 0 to 10"))
        self.setAccessibleDescription(
            with_semicolons(
                fill(
                    self.tr("{day}: {ratings}"),
                    day=short_day_text(point.when.date()),
                    ratings=with_commas(
                        f"{name} {number_text(n)}" for name, n in point.abilities.items()
                    ),
                )
                for point in self._points
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it may be; as high as eleven lines of text."""
        line = self.fontMetrics().height()
        return QSize(line * 30, line * _LINES_HIGH)

    def minimumSizeHint(self) -> QSize:
        """Narrower."""
        line = self.fontMetrics().height()
        return QSize(line * 12, line * _LINES_HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints scale, band and lines."""
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        line = metrics.height()
        left = metrics.horizontalAdvance("000")
        plot = QRectF(left, line / 2, self.width() - left - tokens.MEDIUM, self.height() - line * 2)
        self._write_scale(painter, plot)
        self._write_days(painter, plot)
        from_where_reading_begins(painter, self)
        self._paint_scale(painter, plot)
        names = list(dict.fromkeys(name for one in self._points for name in one.abilities))
        for place, name in enumerate(names):
            rated = [one for one in self._points if name in one.abilities]
            corners = [self._at(plot, one.when.date(), one.abilities[name]) for one in rated]
            self._paint_activity(painter, corners, place)
        if len(self._points[-1].abilities) > 1:
            theme = self._appearance.theme
            pen = QPen(QColor(theme.ink), 3)
            painter.setPen(pen)
            painter.drawPolyline(
                [self._at(plot, one.when.date(), one.mean) for one in self._points]
            )
        painter.end()

    def _paint_scale(self, painter: QPainter, plot: QRectF) -> None:
        theme = self._appearance.theme
        if self._first is not None:
            top = self._y(plot, min(_MOST, self._first + IMPORTANT_MEAN_POINTS))
            bottom = self._y(plot, max(0.0, self._first - IMPORTANT_MEAN_POINTS))
            band = QColor(theme.accent_soft)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(band)
            painter.drawRoundedRect(
                QRectF(plot.left(), top, plot.width(), bottom - top),
                tokens.RADIUS_SMALL,
                tokens.RADIUS_SMALL,
            )
        for number in range(0, _MOST + 1, 2):
            y = self._y(plot, number)
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _write_scale(self, painter: QPainter, plot: QRectF) -> None:
        painter.setPen(QColor(self._appearance.theme.ink_soft))
        high = self.fontMetrics().height()
        for number in range(0, _MOST + 1, 2):
            top = self._y(plot, number) - high / 2
            area = mirrored(QRectF(0, top, plot.left() - tokens.SMALL, high), self)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight, number_text(number))

    def _write_days(self, painter: QPainter, plot: QRectF) -> None:
        theme, metrics = self._appearance.theme, self.fontMetrics()
        painter.setPen(QColor(theme.ink_soft))
        room = metrics.horizontalAdvance("00 September")
        right = -1.0
        for point in self._points:
            x = self._at(plot, point.when.date(), 0).x()
            left = min(max(0.0, x - room / 2), self.width() - room)
            if left > right:
                area = QRectF(left, plot.bottom() + tokens.TIGHT, room, metrics.height())
                text = short_day_text(point.when.date())
                painter.drawText(mirrored(area, self), Qt.AlignmentFlag.AlignHCenter, text)
                right = left + room

    def _paint_activity(self, painter: QPainter, corners: Sequence[QPointF], place: int) -> None:
        theme = self._appearance.theme
        pen = QPen(QColor(theme.accent), 2)
        if place % 2:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawPolyline(list(corners))
        painter.setPen(QPen(QColor(theme.accent), 2))
        radius = self._appearance.px(_MARK)
        painter.setBrush(QColor(theme.page if place % 2 else theme.accent))
        for corner in corners:
            if place % 2:
                side = QPointF(radius, radius)
                painter.drawRect(QRectF(corner - side, corner + side))
            else:
                painter.drawEllipse(corner, radius, radius)

    def _at(self, plot: QRectF, day: date, ability: float) -> QPointF:
        first = self._points[0].when.date()
        last = max(self._points[-1].when.date(), first + timedelta(days=_FEWEST_DAYS))
        part = (day - first).days / max(1, (last - first).days)
        inset = self._appearance.px(_MARK) * 2
        return QPointF(
            plot.left() + inset + part * (plot.width() - 2 * inset), self._y(plot, ability)
        )

    def _y(self, plot: QRectF, ability: float) -> float:
        return plot.bottom() - plot.height() * ability / _MOST

    def _restyle(self) -> None:
        self.setMaximumWidth(self._appearance.px(_WIDEST))
        self.updateGeometry()
        self.update()
