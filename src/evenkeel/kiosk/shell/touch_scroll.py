"""Lets a finger scroll a page from wherever it touches it, buttons included.

Qt's ``QScroller`` registers a gesture recogniser for every area and keeps it when the area is
deleted; pages are made again for every visitor, and memory grew by 5 KB with each one.
"""

from typing import Final

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPointF, QPropertyAnimation, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QScrollBar, QWidget

from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.style.appearance import Appearance

#: A finger that moves less than this is pressing, not scrolling.
_PRESS_MM: Final = 4.0
#: After the finger is lifted, the page goes on by the distance of this many milliseconds.
_COAST_MS: Final = 350
#: The speed is measured over the last milliseconds.
_LATELY_MS: Final = 90
_NOWHERE: Final = QPointF(-10_000, -10_000)
#: To Qt, a press soon after another one is a double click.
_PRESSES: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})
_EVENTS: Final = _PRESSES | {QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease}


class TouchScroll(QObject):
    """Watches the finger over a window and scrolls the page under it."""

    def __init__(
        self, app: QApplication, window: QWidget, appearance: Appearance, sizes: Sizes
    ) -> None:
        super().__init__(window)
        self._appearance = appearance
        self._window = window
        self._least = sizes.mm(_PRESS_MM)
        self._pressed: QWidget | None = None
        self._bar: QScrollBar | None = None
        self._start = 0.0
        self._value = 0
        self._pushing = False
        self._releasing = False
        self._way: list[tuple[int, float]] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Swallows the moves of a scroll; a press stays a press until the finger has moved."""
        kind = event.type()
        if kind not in _EVENTS or not isinstance(event, QMouseEvent):
            return False
        if not isinstance(watched, QWidget) or self._releasing:
            return False
        if kind in _PRESSES:
            return self._press(watched, event)
        if self._bar is None:
            return False
        if kind == QEvent.Type.MouseMove:
            return self._move(event)
        pushed, bar = self._pushing, self._bar
        self.forget()
        if pushed:
            self._coast(bar, event)
        return pushed

    def forget(self) -> None:
        """Releases the pressed widget, which is about to be deleted."""
        self._bar = None
        self._pressed = None
        self._pushing = False

    def _press(self, watched: QWidget, event: QMouseEvent) -> bool:
        """Stores where the press begins; the widget under it receives it first."""
        if self._bar is not None and self._way and self._way[0][0] == event.timestamp():
            return False
        self.forget()
        area = _area_of(watched)
        if area is None or area.window() is not self._window:
            return False
        self._pressed = watched
        self._bar = area.verticalScrollBar()
        self._start = event.globalPosition().y()
        self._value = self._bar.value()
        self._way = [(event.timestamp(), self._start)]
        return False

    def _move(self, event: QMouseEvent) -> bool:
        at = event.globalPosition().y()
        if self._bar is None:
            return False
        if not self._pushing and abs(at - self._start) < self._least:
            return False
        if not self._pushing:
            self._pushing = True
            self._release()
        self._way.append((event.timestamp(), at))
        self._bar.setValue(round(self._value - (at - self._start)))
        return True

    def _release(self) -> None:
        """Releases the pressed widget as if the finger had slid off, which is no click."""
        if self._pressed:
            event = QMouseEvent(
                QEvent.Type.MouseButtonRelease,
                _NOWHERE,
                _NOWHERE,
                Qt.MouseButton.LeftButton,
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
            )
            self._releasing = True
            QApplication.sendEvent(self._pressed, event)
            self._releasing = False

    def _coast(self, bar: QScrollBar, event: QMouseEvent) -> None:
        """Goes on a little, as on a phone; with reduced motion it stops where it is."""
        lately = [point for point in self._way if event.timestamp() - point[0] <= _LATELY_MS]
        if self._appearance.reduced_motion or len(lately) < 2:
            return
        (first_ms, first), (last_ms, last) = lately[0], lately[-1]
        if last_ms <= first_ms:
            return
        way = round((first - last) / (last_ms - first_ms) * _COAST_MS)
        animation = QPropertyAnimation(bar, b"value", bar)
        animation.setEndValue(bar.value() + way)
        animation.setDuration(2 * _COAST_MS)
        animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        animation.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)


def _area_of(widget: QWidget) -> QScrollArea | None:
    """The scroll area that holds a widget."""
    parent: QWidget | None = widget
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent
