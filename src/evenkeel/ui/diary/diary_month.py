"""A month of the paper diary on the screen: a week in a row, as on the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy

from evenkeel.catalogue.forms import with_commas
from evenkeel.catalogue.wording import fill
from evenkeel.handout.diary import CIRCLES
from evenkeel.journal.records import DayEntry
from evenkeel.journal.trends.days import weeks_of
from evenkeel.language import first_weekday, month_text, number_text, weekday_heads, weekday_text
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import TogglesAsPressed
from evenkeel.ui.widgets.mirroring import key_as_read
from evenkeel.ui.widgets.roles import Group
from evenkeel.ui.widgets.text import body

_DAYS = 7
_CELL = (72, 58)
_CIRCLE = 5
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_DAYS,
    Qt.Key.Key_Down: _DAYS,
}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@dataclass(frozen=True, kw_only=True, slots=True)
class DayShown:
    """The content of a day; ``guided``: it comes from a session in Evenkeel."""

    entry: DayEntry
    guided: bool = False


class DayCell(TogglesAsPressed, QAbstractButton):
    """One day: its number, the pain in a box, a circle for each session.

    Attributes:
        day: which day it is.
    """

    def __init__(self, appearance: Appearance, day: date) -> None:
        super().__init__()
        self.day = day
        self._appearance = appearance
        self._shown: DayShown | None = None
        self.setObjectName(f"diary_day_{day.isoformat()}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, shown: DayShown | None) -> None:
        """Shows what is known of the day."""
        self._shown = shown
        self.setAccessibleName(f"{weekday_text(self.day)}: {self._in_words()}")
        self.update()

    def sizeHint(self) -> QSize:
        """Large enough to hit, and to read the pain in it."""
        height = max(self._appearance.px(_CELL[1]), round(self.fontMetrics().height() * 2.6))
        return QSize(self._appearance.px(_CELL[0]), height)

    def minimumSizeHint(self) -> QSize:
        """As wide as its numbers."""
        width = self.fontMetrics().horizontalAdvance("00 10") + 2 * tokens.SMALL
        return QSize(max(tokens.TARGET, width), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys are for the page."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the ground, the numbers and the circles."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = float(theme.focus_width if self.isChecked() else tokens.OUTLINE)
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(QColor(theme.focus if self.isChecked() else theme.line), width))
        painter.setBrush(QColor(self._ground()))
        painter.drawRoundedRect(area, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        inner = area.adjusted(tokens.SMALL, tokens.TIGHT, -tokens.SMALL, -tokens.TIGHT)
        top = Qt.AlignmentFlag.AlignTop
        painter.setPen(QColor(theme.ink if self.isEnabled() else theme.ink_soft))
        number = number_text(self.day.day)
        if self._shown and self._shown.guided:
            number = f"{number} ✓"
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | top, number)
        entry = self._shown.entry if self._shown else None
        if entry:
            face = QFont(self.font())
            face.setPointSizeF(face.pointSizeF() * tokens.HEADING[2] / tokens.BODY)
            face.setWeight(QFont.Weight.DemiBold)
            painter.setFont(face)
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | top, pain_text(entry.pain))
        if self.isEnabled():
            self._paint_circles(painter, inner, entry.sessions if entry else 0)
        painter.end()

    def _ground(self) -> str:
        theme = self._appearance.theme
        if not self.isEnabled():
            return theme.page
        if self._shown and self._shown.guided:
            return theme.panel
        return theme.accent_soft if self._shown or self.underMouse() else theme.card

    def _paint_circles(self, painter: QPainter, area: QRectF, sessions: int) -> None:
        theme = self._appearance.theme
        radius = float(self._appearance.px(_CIRCLE))
        step = radius * 3
        painter.setPen(QPen(QColor(theme.edge), 1.5))
        for number in range(max(CIRCLES, sessions)):
            done = number < sessions
            painter.setBrush(QColor(theme.accent) if done else Qt.BrushStyle.NoBrush)
            x = area.left() + radius + number * step
            painter.drawEllipse(QPointF(x, area.bottom() - radius - 1), radius, radius)

    def _in_words(self) -> str:
        if not self.isEnabled():
            return self.tr("in the future")
        if not self._shown:
            return self.tr("nothing yet")
        entry = self._shown.entry
        parts = [
            self.tr("1 session")
            if entry.sessions == 1
            else fill(self.tr("{count} sessions"), count=entry.sessions)
        ]
        if entry.pain is not None:
            parts.append(fill(self.tr("pain {pain}"), pain=entry.pain))
        if self._shown.guided:
            parts.append(self.tr("recorded by Evenkeel"))
        return with_commas(parts)


class DiaryMonth(Group):
    """The days of a month, of which one is chosen.

    Signals:
        chosen: the user pressed a day.
        moved: the arrow keys go this many days forward, or back if negative.
    """

    chosen = Signal(object)
    moved = Signal(int)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._cells: dict[date, DayCell] = {}
        self._month = date.min
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.TIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_month(self, month: date, days: Mapping[date, DayShown], today: date) -> None:
        """Shows the month that a day lies in; days after ``today`` can't be chosen."""
        if self._month != month.replace(day=1):
            self._month = month.replace(day=1)
            self.setAccessibleName(month_text(month))
            self._lay()
        for day, cell in self._cells.items():
            cell.setEnabled(day <= today)
            cell.show_day(days.get(day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go by days and weeks; here, because a scrolling page would scroll."""
        by = _MOVES.get(key_as_read(event.key()))
        if by and not event.modifiers() & _COMMANDS:
            self.moved.emit(by)
        else:
            event.ignore()

    def cell(self, day: date) -> DayCell:
        """The button of a day.

        Raises:
            KeyError: the day is not of the month that is shown.
        """
        return self._cells[day]

    def choose(self, day: date) -> None:
        """Moves to a day, with the keyboard."""
        for cell_day, cell in self._cells.items():
            reached = cell_day == day
            cell.setChecked(reached)
            policy = Qt.FocusPolicy.StrongFocus if reached else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)
        self._cells[day].setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focus(self) -> bool:
        """Whether the keyboard is at one of the days."""
        return any(cell.hasFocus() for cell in self._cells.values())

    def _lay(self) -> None:
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        self._cells = {}
        for column, text in enumerate(weekday_heads()):
            name = body(text, soft=True)
            name.setWordWrap(False)
            self._grid.addWidget(name, 0, column)
            self._grid.setColumnStretch(column, 1)
        for row, week in enumerate(weeks_of(self._month, first_weekday()), 1):
            for column, day in enumerate(week):
                if day.month == self._month.month:
                    cell = DayCell(self._appearance, day)
                    cell.clicked.connect(lambda _=False, day=day: self.chosen.emit(day))
                    self._cells[day] = cell
                    self._grid.addWidget(cell, row, column)


def pain_text(pain: int | None) -> str:
    """A pain as one figure; a dash where none was noted."""
    return "–" if pain is None else number_text(pain)
