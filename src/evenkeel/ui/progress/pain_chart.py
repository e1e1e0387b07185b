"""The chart of pain before and after sessions."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenkeel.journal.trends.days import week_start
from evenkeel.journal.trends.progress import MedianPoint, PainPoint
from evenkeel.language import (
    first_weekday,
    full_day_text,
    long_day_text,
    month_text,
    number_text,
    time_text,
)
from evenkeel.ui.progress.pain_marks import Mark, Step, marks
from evenkeel.ui.progress.pain_plot import Plot, PlotData
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import is_enter

_HEIGHT = 270


class PainChart(QWidget):
    """Shows pain over time: open circles before, filled ones after, squares from the paper diary.

    The 7-day median is a smooth line.

    The pointer or the arrow keys choose a mark, a click or Enter opens it; the range is set from
    outside.

    Signals:
        pointed: a mark in words; empty when the pointer leaves.
        opened: the first and the last day of a mark; a pair of ``date``.
    """

    pointed = Signal(str)
    opened = Signal(object)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("progress_chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._appearance = appearance
        self._step = Step.SESSION
        self._marks: tuple[Mark, ...] = ()
        self._xs: list[float] = []
        self._here: int | None = None
        self._data: PlotData | None = None
        self._plot: Plot | None = None
        self.setFixedHeight(chart_height(self))
        appearance.changed.connect(self._draw)

    def show_points(
        self,
        points: Sequence[PainPoint],
        medians: Sequence[MedianPoint],
        *,
        middle: float | None,
        since: date,
        until: date,
    ) -> None:
        """Shows the points between two days; ``middle`` is what the band lies around."""
        first = bisect_left(points, since, key=_day)
        shown = points[first : bisect_right(points, until, key=_day)]
        self._step, self._marks = marks(shown, first_weekday=first_weekday())
        self._xs = [mark.x for mark in self._marks]
        lines = [entry for entry in medians if since <= entry.day <= until]
        self._data = PlotData(
            marks=self._marks, medians=lines, middle=middle, since=since, until=until
        )
        self._here = None
        self._draw()

    def step_text(self) -> str:
        """What one mark stands for, in words."""
        if self._step is Step.SESSION and any(mark.paper for mark in self._marks):
            return self.tr("Each mark is one session, or one day of your paper diary.")
        return {
            Step.SESSION: self.tr("Each mark is one session."),
            Step.DAY: self.tr("Each mark is the median of one day."),
            Step.WEEK: self.tr("Each mark is the median of one week."),
            Step.MONTH: self.tr("Each mark is the median of one month."),
        }[self._step]

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Names the mark that is nearest to the pointer."""
        if plot := self._plotted():
            self._point_at(self._nearest(plot.day_at(event.position().x())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Opens the mark that is nearest to the pointer."""
        self.mouseMoveEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open()

    def leaveEvent(self, _event: object) -> None:
        """Names nothing any more."""
        self._point_at(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from mark to mark, Home and End to the first and the last.

        Enter opens the one that is reached.
        """
        last = len(self._marks) - 1
        here = self._here
        places = {
            Qt.Key.Key_Left: last if here is None else max(0, here - 1),
            Qt.Key.Key_Right: last if here is None else min(last, here + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = places.get(Qt.Key(event.key()))
        if is_enter(event) and here is not None:
            self._open()
        elif place is None or last < 0:
            super().keyPressEvent(event)
        else:
            self._point_at(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the chart, a ring around the mark that is chosen, and the focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if plot := self._plotted():
            plot.paint(painter, self.fontMetrics())
            if self._here is not None:
                plot.paint_pointer(painter, self._marks[self._here])
        if self.hasFocus():
            theme = self._appearance.theme
            painter.setPen(QPen(QColor(theme.focus), theme.focus_width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = theme.focus_width / 2
            area = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything lies elsewhere."""
        super().resizeEvent(event)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters need other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._draw()

    def _nearest(self, x: float) -> int | None:
        if not self._xs:
            return None
        place = bisect_left(self._xs, x)
        around = [n for n in (place - 1, place) if 0 <= n < len(self._xs)]
        return min(around, key=lambda n: abs(self._xs[n] - x))

    def _open(self) -> None:
        if self._here is None:
            return
        day = self._marks[self._here].first.date()
        first, last = day, day
        if self._step is Step.WEEK:
            first = week_start(day, first_weekday())
            last = first + timedelta(days=6)
        elif self._step is Step.MONTH:
            first = day.replace(day=1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self.opened.emit((first, last))

    def _point_at(self, place: int | None) -> None:
        if place == self._here:
            return
        self._here = place
        self.update()
        if place is None:
            self.unsetCursor()
            self.pointed.emit("")
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.pointed.emit(self._in_words(self._marks[place]))

    def _in_words(self, mark: Mark) -> str:
        day = mark.first.date()
        if mark.paper and self._step is Step.SESSION:
            return self.tr("{day}: pain {pain}, from your paper diary.").format(
                day=full_day_text(day), pain=number_text(mark.before)
            )
        when = {
            Step.SESSION: lambda: f"{full_day_text(day)}, {time_text(mark.first)}",
            Step.DAY: lambda: full_day_text(day),
            Step.WEEK: lambda: self.tr("Week of {day}").format(
                day=long_day_text(week_start(day, first_weekday()))
            ),
            Step.MONTH: lambda: month_text(day),
        }[self._step]()
        pain = self.tr("pain {before} before").format(before=number_text(mark.before))
        if mark.after is not None:
            pain = self.tr("pain {before} before, {after} after").format(
                before=number_text(mark.before), after=number_text(mark.after)
            )
        text = f"{when}: {pain}."
        if mark.sessions > 1:
            several = self.tr("Median of {count} sessions.")
            if mark.paper:
                several = self.tr("Median of {count} days of your paper diary.")
            text = f"{text} {several.format(count=mark.sessions)}"
        return text

    def _draw(self) -> None:
        self._plot = None
        self.update()

    def _plotted(self) -> Plot | None:
        """The chart as it lies on the widget; nothing before there is something to show."""
        if self._plot is None and self._data is not None:
            metrics, gap = self.fontMetrics(), tokens.TIGHT
            left = gap + metrics.horizontalAdvance("000")
            below = gap + round(metrics.height() * 1.8)
            area = QRectF(self.rect()).adjusted(left, gap, -gap, -below)
            self._plot = Plot(self._data, area, self._appearance)
        return self._plot


def chart_height(widget: QWidget) -> int:
    """How high the chart is at least on a page of that type size, in pixels."""
    return max(_HEIGHT, widget.fontMetrics().height() * 12)


def _day(point: PainPoint) -> date:
    return point.when.date()
