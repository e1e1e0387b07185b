"""For people with one switch: the answers are marked in turn, and a press takes the marked one."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton

_MS = 1000


class Scanning(QObject):
    """Marks buttons in turn, with the keyboard's own mark, for ever: nobody is hurried."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._buttons: tuple[QAbstractButton, ...] = ()
        self._timer = QTimer(self)
        self._timer.setObjectName("coach_scanning")
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.mark_next)

    def scan(self, buttons: Sequence[QAbstractButton], every_s: int) -> None:
        """Marks the first of these, and every so many seconds the next; none of none."""
        if tuple(buttons) == self._buttons:
            return
        self._buttons = tuple(buttons)
        self._timer.stop()
        if self._buttons:
            self._timer.start(every_s * _MS)
            self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def stop(self) -> None:
        """Marks nothing more."""
        self._buttons = ()
        self._timer.stop()

    @property
    def active(self) -> bool:
        """Whether it marks anything."""
        return bool(self._buttons)

    def marked(self) -> QAbstractButton | None:
        """The button that is marked now."""
        return next((button for button in self._buttons if button.hasFocus()), None)

    def mark_next(self) -> None:
        """Marks the next one that can be pressed."""
        shown = [one for one in self._buttons if one.isVisible() and one.isEnabled()]
        if not shown:
            return
        marked = self.marked()
        place = shown.index(marked) + 1 if marked in shown else 0
        shown[place % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
