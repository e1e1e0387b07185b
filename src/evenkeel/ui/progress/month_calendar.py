"""One month with a mark on every day that has sessions."""

from collections.abc import Collection, Mapping
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenkeel.catalogue.forms import with_commas
from evenkeel.catalogue.wording import fill
from evenkeel.journal.trends.days import weeks_of
from evenkeel.language import first_weekday, month_text, number_text, weekday_heads, weekday_text
from evenkeel.ui.progress.opening_parts import Openable
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.mirroring import mirrored

_WEEKS = 6
_DAYS = 7
_GAP = 4
#: More sessions of a day than this are not counted out in dots.
_MOST_DOTS = 4


class MonthCalendar(Openable):
    """A painted month: a disc for a day with sessions, a dot below for each, a rim for today.

    Days with an entry can be opened, also those whose sessions do not count.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "progress_day", parent)
        self._month = date(2000, 1, 1)
        self._today = self._month
        self._sessions: Mapping[date, int] = {}
        self._known: frozenset[date] = frozenset()
        self._weeks: tuple[tuple[date, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def show_month(
        self,
        month: date,
        sessions: Mapping[date, int],
        today: date,
        known: Collection[date] = (),
    ) -> None:
        """Shows the month that a day lies in; ``sessions`` says how many each day has.

        ``known`` are the days that open.
        """
        self._month, self._sessions, self._today = month.replace(day=1), sessions, today
        self._weeks = weeks_of(self._month, first_weekday())
        self.setAccessibleName(month_text(month))
        self.setAccessibleDescription(self._in_words())
        self._known = frozenset(day for day in known if day.replace(day=1) == self._month)
        self._set_areas({day: self._name_of(day) for day in sorted(self._known)})
        self.update()

    def sizeHint(self) -> QSize:
        """Six weeks, as large as the text asks for."""
        cell = self._cell()
        return QSize(cell * _DAYS, self._head() + cell * _WEEKS)

    def minimumSizeHint(self) -> QSize:
        """The same: a month is not squeezed."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the names of the days and the days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = self._cell()
        painter.setPen(QColor(self._appearance.theme.ink_soft))
        for column, name in enumerate(self._heads()):
            area = mirrored(QRectF(column * cell, 0, cell, self._head()), self)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)
        for row, week in enumerate(self._weeks):
            for column, day in enumerate(week):
                if day.month == self._month.month:
                    self._paint_day(painter, self._area(row, column), day)
        painter.end()

    def _paint_day(self, painter: QPainter, area: QRectF, day: date) -> None:
        theme, count = self._appearance.theme, self._sessions.get(day, 0)
        radius = area.width() * 0.34
        centre = area.center() - QPointF(0, area.height() * 0.07)
        if day == self._today:
            painter.setPen(QPen(QColor(theme.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius + 3, radius + 3)
        if count:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(centre, radius, radius)
            self._paint_dots(
                painter, QPointF(centre.x(), area.bottom() - 5), min(count, _MOST_DOTS)
            )
        elif day in self._known:
            painter.setPen(QPen(QColor(theme.accent), tokens.OUTLINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius, radius)
        face = QFont(self.font())
        face.setWeight(QFont.Weight.DemiBold if count else QFont.Weight.Normal)
        painter.setFont(face)
        painter.setPen(QColor(theme.accent_ink if count else theme.ink))
        disc = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, number_text(day.day))

    def _paint_dots(self, painter: QPainter, middle: QPointF, count: int) -> None:
        radius = max(2.0, self._appearance.px(2.2))
        step = radius * 3
        left = middle.x() - step * (count - 1) / 2
        painter.setBrush(QColor(self._appearance.theme.accent_text))
        for number in range(count):
            painter.drawEllipse(QPointF(left + number * step, middle.y()), radius, radius)

    def _cell(self) -> int:
        return max(self._appearance.px(44), QFontMetrics(self.font()).horizontalAdvance("0000"))

    def _head(self) -> int:
        return round(QFontMetrics(self.font()).height() * 1.6)

    def _rect_of(self, day: date) -> QRect | None:
        for row, week in enumerate(self._weeks):
            if day in week and day.month == self._month.month:
                return self._area(row, week.index(day)).toRect()
        return None

    def _area(self, row: int, column: int) -> QRectF:
        cell = self._cell()
        return mirrored(QRectF(column * cell, self._head() + row * cell, cell, cell), self)

    def _name_of(self, day: date) -> str:
        count = self._sessions.get(day, 0)
        if count > 1:
            return fill(self.tr("{day}: {count} sessions"), day=weekday_text(day), count=count)
        if count:
            return fill(self.tr("{day}: 1 session"), day=weekday_text(day))
        return fill(self.tr("{day}: no session that counts"), day=weekday_text(day))

    def _heads(self) -> tuple[str, ...]:
        """The names of the days, one letter each where there is no room for the short ones."""
        metrics = QFontMetrics(self.font())
        room = self._cell() - self._appearance.px(_GAP)
        short = weekday_heads()
        fits = max(map(metrics.horizontalAdvance, short)) <= room
        return short if fits else weekday_heads(narrow=True)

    def _in_words(self) -> str:
        days = sorted(
            (day, count)
            for day, count in self._sessions.items()
            if (day.year, day.month) == (self._month.year, self._month.month) and count
        )
        if not days:
            return self.tr("No sessions in this month.")
        listed = with_commas(
            fill(self.tr("{day} ({count} sessions)"), day=day.day, count=count)
            if count > 1
            else number_text(day.day)
            for day, count in days
        )
        return fill(self.tr("Days with sessions: {days}."), days=listed)
