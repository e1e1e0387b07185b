"""A page of a session that one switch can answer: its answers are marked in turn."""

from abc import abstractmethod
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton

from evenkeel.ui.session.scanning import Scanning
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.page import ScrollPage

#: Keys that lead away, or are half of another one.
_OTHERS = frozenset(
    {
        Qt.Key.Key_Escape,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
    }
)


class ScannedPage(ScrollPage):
    """Before and after the coach, with the keys of one switch.

    Attributes:
        scan_s: with one switch, how long each answer is marked, in seconds, asked when the page is
            shown; 0: without.
    """

    def __init__(
        self, appearance: Appearance, name: str, *, widest: int, airy: bool = False
    ) -> None:
        super().__init__(appearance, name, widest=widest, airy=airy)
        self.scan_s: Callable[[], int] = lambda: 0
        self._scanning = Scanning(self)

    @abstractmethod
    def answers(self) -> Sequence[QAbstractButton]:
        """What can be answered, in the order in which it is marked."""

    def showEvent(self, event: QShowEvent) -> None:
        """Begins to mark, for whoever has one switch."""
        super().showEvent(event)
        # Whoever shows a page gives it the keyboard afterwards.
        QTimer.singleShot(0, self, self._begin_to_scan)

    def _begin_to_scan(self) -> None:
        every_s = self.scan_s()
        if every_s and self.isVisible():
            buttons = self.answers()
            for button in buttons:
                button.installEventFilter(self)
            self._scanning.scan(buttons, every_s)

    def hideEvent(self, event: QHideEvent) -> None:
        """Marks no longer."""
        super().hideEvent(event)
        self._scanning.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Any key takes what is marked; its release, and its repetition, mean nothing."""
        if self._scanning.active and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            kind = event.type()
            if key not in _OTHERS and kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                marked = self._scanning.marked()
                if kind is QEvent.Type.KeyPress and marked and not event.isAutoRepeat():
                    marked.click()
                return True
        return super().eventFilter(watched, event)
