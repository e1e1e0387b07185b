"""The chart of pain before and after sessions. pyqtgraph is loaded when one is made."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from evenkeel.catalogue.forms import with_commas
from evenkeel.catalogue.wording import fill
from evenkeel.journal.trends.days import week_start
from evenkeel.journal.trends.progress import IMPORTANT_POINTS, MedianPoint, PainPoint
from evenkeel.language import (
    first_weekday,
    full_day_text,
    long_day_text,
    month_name,
    month_text,
    number_text,
    short_day_text,
    time_text,
)
from evenkeel.ui.progress.chart_legend import CIRCLE, DOT
from evenkeel.ui.progress.pain_marks import Mark, Step, marks
from evenkeel.ui.progress.smooth_line import smooth_line
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import is_enter
from evenkeel.ui.widgets.mirroring import key_as_read
from evenkeel.ui.widgets.roles import use_roles

_SCALE = (0, 10)
_HEIGHT = 270
_YEAR, _MONTH = 365, 30


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
    accessible_role = QAccessible.Role.Chart
    accessible_leaf = True

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        use_roles()
        self.setObjectName("progress_chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._appearance = appearance
        self._step = Step.SESSION
        self._marks: tuple[Mark, ...] = ()
        self._xs: list[float] = []
        self._here: int | None = None
        self._data: _Data | None = None
        self._plot = _plot()
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pointer: Any = None
        column = QVBoxLayout(self)
        gap = tokens.TIGHT
        column.setContentsMargins(gap, gap, gap, gap)
        column.addWidget(self._plot)
        self.setFixedHeight(chart_height(self))
        appearance.changed.connect(self._restyle)

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
        self._data = _Data(medians=lines, middle=middle, since=since, until=until)
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
        box = self._plot.getViewBox()
        scene = self._plot.mapToScene(self._plot.mapFrom(self, event.position().toPoint()))
        self._point_at(self._nearest(box.mapSceneToView(scene).x()))

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
        place = places.get(key_as_read(event.key()))
        if is_enter(event) and here is not None:
            self._open()
        elif place is None or last < 0:
            super().keyPressEvent(event)
        else:
            self._point_at(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the focus ring."""
        if not self.hasFocus():
            return
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.focus), theme.focus_width))
        half = theme.focus_width / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
        painter.end()

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
        if place is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if place is None:
            self._pointer.setData([], [])
            self.pointed.emit("")
            return
        mark = self._marks[place]
        ys = [mark.before, *([mark.after] if mark.after is not None else [])]
        self._pointer.setData([mark.x] * len(ys), ys)
        self.pointed.emit(self._in_words(mark))

    def _in_words(self, mark: Mark) -> str:
        day = mark.first.date()
        if mark.paper and self._step is Step.SESSION:
            return fill(
                self.tr("{day}: pain {pain}, from your paper diary."),
                day=full_day_text(day),
                pain=number_text(mark.before),
            )
        when = {
            Step.SESSION: lambda: with_commas((full_day_text(day), time_text(mark.first))),
            Step.DAY: lambda: full_day_text(day),
            Step.WEEK: lambda: fill(
                self.tr("Week of {day}"), day=long_day_text(week_start(day, first_weekday()))
            ),
            Step.MONTH: lambda: month_text(day),
        }[self._step]()
        pain = fill(self.tr("pain {before} before"), before=number_text(mark.before))
        if mark.after is not None:
            pain = fill(
                self.tr("pain {before} before, {after} after"),
                before=number_text(mark.before),
                after=number_text(mark.after),
            )
        text = f"{when}: {pain}."
        if mark.sessions > 1:
            several = self.tr("Median of {count} sessions.")
            if mark.paper:
                several = self.tr("Median of {count} days of your paper diary.")
            text = f"{text} {fill(several, count=mark.sessions)}"
        return text

    def _draw(self) -> None:
        import pyqtgraph as pg

        if not self._data:
            return
        theme, data = self._appearance.theme, self._data
        self._plot.clear()
        self._plot.setBackground(theme.page)
        self._draw_axes()
        if data.middle is not None:
            edge = [data.middle - IMPORTANT_POINTS, data.middle + IMPORTANT_POINTS]
            band = pg.LinearRegionItem(
                edge, orientation="horizontal", movable=False, brush=theme.accent_soft, pen=None
            )
            for line in band.lines:
                # The band is soft: it has no edge.
                line.setPen(pg.mkPen(None))
            band.setZValue(-10)
            self._plot.addItem(band)
        both = [mark for mark in self._marks if mark.after is not None]
        self._plot.addItem(
            pg.PlotCurveItem(
                [mark.x for mark in both for _ in range(2)],
                [y for mark in both for y in (mark.before, mark.after)],
                connect="pairs",
                pen=pg.mkPen(theme.line, width=1),
                antialias=True,
            )
        )
        size = self._appearance.px(CIRCLE)
        before = pg.ScatterPlotItem(
            [mark.x for mark in self._marks],
            [mark.before for mark in self._marks],
            size=size,
            symbol=["s" if mark.paper else "o" for mark in self._marks],
            pen=pg.mkPen(theme.accent, width=2),
            brush=pg.mkBrush(theme.page),
        )
        after = pg.ScatterPlotItem(
            [mark.x for mark in both],
            [mark.after for mark in both],
            size=size * DOT,
            pen=None,
            brush=pg.mkBrush(theme.accent),
        )
        xs, ys = smooth_line(data.medians)
        pen = pg.mkPen(theme.ink, width=4)
        middle = pg.PlotCurveItem(xs, ys, connect="finite", pen=pen, antialias=True)
        self._pointer = pg.ScatterPlotItem(
            size=size * 2, pen=pg.mkPen(theme.focus, width=theme.focus_width), brush=None
        )
        for item in (before, after, middle, self._pointer):
            self._plot.addItem(item)

    def _draw_axes(self) -> None:
        import pyqtgraph as pg

        theme, data = self._appearance.theme, self._data
        if not data:
            return
        face = QFont(self.font())
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setStyle(tickFont=face, tickLength=0, tickTextOffset=tokens.SMALL)
            axis.setPen(pg.mkPen(theme.line))
            axis.setTextPen(pg.mkPen(theme.ink_soft))
        low, high = _SCALE
        left = self._plot.getAxis("left")
        left.setTicks([[(n, number_text(n)) for n in range(low, high + 1, 2)]])
        left.setWidth(self.fontMetrics().horizontalAdvance("000"))
        bottom = self._plot.getAxis("bottom")
        bottom.setHeight(round(self.fontMetrics().height() * 1.8))
        room = max(2, self.width() // (self.fontMetrics().horizontalAdvance("September 0000")))
        bottom.setTicks([list(_ticks(data.since, data.until, room))])
        span = max(1, (data.until - data.since).days)
        margin = max(0.6, span * 0.015)
        self._plot.setXRange(
            data.since.toordinal() - margin, data.until.toordinal() + 1 + margin, padding=0
        )
        self._plot.setYRange(low - 0.5, high + 0.5, padding=0)

    def _restyle(self) -> None:
        self._draw()


class _Data(Struct, frozen=True, kw_only=True):
    medians: Sequence[MedianPoint]
    middle: float | None
    since: date
    until: date


def chart_height(widget: QWidget) -> int:
    """How high the chart is at least on a page of that type size, in pixels."""
    return max(_HEIGHT, widget.fontMetrics().height() * 12)


def _plot() -> Any:
    """An empty plot without anything to press; this is where pyqtgraph is loaded."""
    import pyqtgraph as pg

    plot = pg.PlotWidget()
    plot.setMenuEnabled(False)
    # Its menu is made all the same, and would outlive the plot.
    plot.destroyed.connect(plot.getPlotItem().ctrlMenu.deleteLater)
    plot.hideButtons()
    plot.setMouseEnabled(x=False, y=False)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.showGrid(y=True, alpha=0.15)
    # Time runs as the language is written.
    plot.getViewBox().invertX(plot.isRightToLeft())
    return plot


def _day(point: PainPoint) -> date:
    return point.when.date()


def _ticks(since: date, until: date, room: int) -> Iterator[tuple[float, str]]:
    """Round days for the axis, at most as many as there is room for."""
    span = (until - since).days + 1
    if span <= 4 * _MONTH:
        every = -(-span // room)
        every = every if every <= 2 else -(-every // 7) * 7
        day = since if every <= 2 else _next_week_start(since)
        while day <= until:
            yield day.toordinal() + 0.5, short_day_text(day)
            day += timedelta(days=every)
        return
    months = -(-span // (_MONTH * room))
    months = next(step for step in (1, 2, 3, 6, 12, 24, 36, 60) if step >= min(months, 60))
    month = date(since.year, since.month, 1)
    while month <= until:
        number = month.year * 12 + month.month - 1
        if month >= since and number % months == 0:
            yield float(month.toordinal()), _month_label(month, months, span)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _next_week_start(day: date) -> date:
    """The day itself, where a week begins with it, or the beginning of the next week."""
    start = week_start(day, first_weekday())
    return day if start == day else start + timedelta(weeks=1)


def _month_label(month: date, months: int, span: int) -> str:
    """A month on the axis: ``months`` lie between two labels, ``span`` days on all of it."""
    if months >= 12:
        return number_text(month.year)
    if span > _YEAR:
        return f"{month_name(month, short=True)} {number_text(month.year)}"
    return month_name(month)
