"""Painted widgets with parts that can be opened: an invisible button covers each."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PaintedButton
from evenkeel.ui.widgets.mirroring import key_as_read
from evenkeel.ui.widgets.roles import use_roles


class OpenArea(PaintedButton):
    """Lies over a part of what its parent paints; shows only the pointer and the keyboard.

    Attributes:
        day: the day, or the first day of the week, that it opens.
    """

    accessible_role = QAccessible.Role.Button

    def __init__(
        self, appearance: Appearance, name: str, accessible: str, day: date, parent: QWidget
    ) -> None:
        super().__init__(appearance, name, "", accessible)
        use_roles()
        self.day = day
        self.setParent(parent)
        self.setToolTip(accessible)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter open it; the arrows are for what it lies on."""
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the focus ring, or a thin one under the pointer."""
        if not self.hasFocus() and not self.underMouse():
            return
        theme = self._appearance.theme
        width = float(theme.focus_width if self.hasFocus() else tokens.OUTLINE)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.focus if self.hasFocus() else theme.edge), width))
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(area, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        painter.end()


class Openable(QWidget):
    """A painted widget whose parts open.

    Tab reaches one of them, the arrow keys the others.

    Signals:
        opened: a part was pressed; its day, a ``date``.
    """

    opened = Signal(object)
    accessible_role = QAccessible.Role.Grouping

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        """``name`` begins the object names of its parts."""
        super().__init__(parent)
        use_roles()
        self._appearance = appearance
        self._name = name
        self._areas: dict[date, OpenArea] = {}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the buttons over their parts."""
        super().resizeEvent(event)
        self._place_areas()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go from part to part, Home and End to the first and the last."""
        days = sorted(self._areas)
        here = next((day for day in days if self._areas[day].hasFocus()), None)
        step = _STEPS.get(key_as_read(event.key()))
        if here is None or step is None or event.modifiers() & _COMMANDS:
            super().keyPressEvent(event)
            return
        place = days.index(here)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            there = self._by_row(days, here, step)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            there = days[0 if step < 0 else -1]
        else:
            there = days[min(len(days) - 1, max(0, place + step))]
        self._set_tab_stop(there)
        self._areas[there].setFocus(Qt.FocusReason.OtherFocusReason)

    @abstractmethod
    def _rect_of(self, day: date) -> QRect | None:
        """Where the part of a day is painted; nothing where it is not."""

    def _set_areas(self, names: Mapping[date, str]) -> None:
        """Makes a button for each of these days, with what it is called."""
        here = next((day for day, area in self._areas.items() if area.hasFocus()), None)
        for day in [day for day in self._areas if day not in names]:
            removed = self._areas.pop(day)
            removed.hide()
            removed.deleteLater()
        for day, name in names.items():
            if day in self._areas:
                self._areas[day].setAccessibleName(name)
                self._areas[day].setToolTip(name)
                continue
            area = OpenArea(self._appearance, f"{self._name}_{day.isoformat()}", name, day, self)
            area.clicked.connect(lambda _=False, day=day: self.opened.emit(day))
            self._areas[day] = area
        if names:
            self._set_tab_stop(here if here in names else max(names))
        self._place_areas()

    def _place_areas(self) -> None:
        for day, area in self._areas.items():
            rect = self._rect_of(day)
            area.setVisible(rect is not None)
            if rect is not None:
                area.setGeometry(rect)

    def _set_tab_stop(self, here: date | None) -> None:
        for day, area in self._areas.items():
            reached = day == here
            area.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if reached else Qt.FocusPolicy.ClickFocus
            )

    @staticmethod
    def _by_row(days: list[date], here: date, step: int) -> date:
        """The nearest part a week or more away; the same where there is none."""
        edge = here + timedelta(weeks=step)
        if step < 0:
            return max((day for day in days if day <= edge), default=here)
        return min((day for day in days if day >= edge), default=here)


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_STEPS: Mapping[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -1,
    Qt.Key.Key_End: 1,
}
