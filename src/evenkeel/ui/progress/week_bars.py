"""The sessions of the last weeks against the user's aim."""

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenkeel.catalogue.forms import with_semicolons
from evenkeel.catalogue.wording import fill
from evenkeel.language import number_text, short_day_text
from evenkeel.ui.progress.opening_parts import Openable
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.mirroring import mirrored


class WeekBars(Openable):
    """A bar for each week: filled when the aim was met, open when not; the aim is a line.

    Weeks with an entry can be opened.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "progress_week", parent)
        self._weeks: tuple[tuple[date, int], ...] = ()
        self._aim = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        appearance.changed.connect(self.updateGeometry)
        appearance.changed.connect(self.update)

    def show_weeks(
        self, weeks: Sequence[tuple[date, int]], aim: int, known: Collection[date] = ()
    ) -> None:
        """Shows weeks, each with its first day and the number of sessions, oldest first.

        ``known`` are the first days of the weeks that open.
        """
        self._weeks, self._aim = tuple(weeks), aim
        self.setAccessibleName(self.tr("Sessions in each week"))
        self.setAccessibleDescription(
            with_semicolons(
                fill(
                    self.tr("week of {day}: {count} of {aim}"),
                    day=short_day_text(start),
                    count=count,
                    aim=aim,
                )
                for start, count in self._weeks
            )
        )
        self._set_areas(
            {start: self._name_of(start, count) for start, count in self._weeks if start in known}
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the numbers, a good third as high."""
        line = QFontMetrics(self.font()).height()
        return QSize(line * 18, line * 9)

    def minimumSizeHint(self) -> QSize:
        """Narrower, with fewer weeks."""
        line = QFontMetrics(self.font()).height()
        return QSize(line * 10, line * 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints as many of the latest weeks as fit."""
        metrics = QFontMetrics(self.font())
        weeks = self._shown()
        if not weeks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = metrics.height()
        plot = QRectF(0, line * 1.3, self.width(), self.height() - line * 2.8)
        most = max(self._aim, *(count for _, count in weeks))
        slot = plot.width() / len(weeks)
        self._paint_aim(painter, plot, most)
        for place, (start, count) in enumerate(weeks):
            left = plot.left() + place * slot
            area = mirrored(QRectF(left, plot.top(), slot, plot.height()), self)
            self._paint_week(painter, area, count, most)
            painter.setPen(QColor(self._appearance.theme.ink_soft))
            below = QRectF(area.left(), plot.bottom() + line * 0.2, slot, line * 1.3)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, short_day_text(start))
        painter.end()

    def _shown(self) -> tuple[tuple[date, int], ...]:
        """As many of the latest weeks as fit."""
        least = QFontMetrics(self.font()).horizontalAdvance("30 Sep") + self._appearance.px(6)
        return self._weeks[-max(1, self.width() // least) :]

    def _rect_of(self, day: date) -> QRect | None:
        starts = [start for start, _ in self._shown()]
        if day not in starts:
            return None
        slot = self.width() / len(starts)
        place = starts.index(day)
        left, right = round(place * slot), round((place + 1) * slot)
        return mirrored(QRectF(left, 0, right - left, self.height()), self).toRect()

    def _name_of(self, start: date, count: int) -> str:
        return fill(
            self.tr("Week of {day}: {count} of {aim} sessions"),
            day=short_day_text(start),
            count=count,
            aim=self._aim,
        )

    def _paint_week(self, painter: QPainter, area: QRectF, count: int, most: int) -> None:
        theme, line = self._appearance.theme, QFontMetrics(self.font()).height()
        height = area.height() * count / most
        width = min(area.width() * 0.5, self._appearance.px(40))
        bar = QRectF(area.center().x() - width / 2, area.bottom() - height, width, height)
        if count:
            painter.setPen(QPen(QColor(theme.accent), 2))
            met = count >= self._aim
            painter.setBrush(QColor(theme.accent if met else theme.page))
            painter.drawRoundedRect(bar, 4, 4)
        face = QFont(self.font())
        face.setWeight(QFont.Weight.DemiBold)
        painter.setFont(face)
        above = QRectF(area.left(), bar.top() - line * 1.2, area.width(), line * 1.1)
        number = painter.boundingRect(above, Qt.AlignmentFlag.AlignCenter, number_text(count))
        # The line of the aim must not cross the number out. (Told to fill with a colour, Qt for
        # Python would first make the enumerations of what else it could be.)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.page))
        painter.drawRect(number.adjusted(-3, 0, 3, 0))
        painter.setPen(QColor(theme.ink))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, number_text(count))
        painter.setFont(self.font())

    def _paint_aim(self, painter: QPainter, plot: QRectF, most: int) -> None:
        theme = self._appearance.theme
        y = plot.bottom() - plot.height() * self._aim / most
        pen = QPen(QColor(theme.ink_soft), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
