"""Swallows presses that were meant for what was there a moment ago.

A page that comes with the first click of a double click lies under its second one, and whatever
the clock brings in the middle of a click lies under its end. So a button that has just come, or
has just changed its meaning, can't be pressed for as long as a double click may take; and a key
that is held down presses nothing on a page that came after it went down.
"""

import time
from collections.abc import Callable
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from shiboken6 import Shiboken

from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.page import ScrollPage

#: The least time, in seconds, that something has to be there before it can be pressed. Where the
#: system's double click may take longer, that counts.
LEAST_S: Final = 0.4
#: Two presses at most this many pixels apart are at the same place, also with a finger.
_NEAR: Final = 12
#: A release and a press of one key at the same time (ms) are a key that is held down: X11 does
#: not always say so.
_SAME_TIME_MS: Final = 2
#: What is never swallowed, by name.
_URGENT: Final = frozenset({"coach_hurts"})
_PRESSING_KEYS: Final = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Select}
)
_DOWN: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})


class _Target(Struct, frozen=True):
    """What lay under the pointer: a button or an entry of a menu, and what it meant then."""

    widget: QWidget
    meaning: tuple[object, ...]

    def is_still(self, other: "_Target") -> bool:
        """Whether it is the same, with the same meaning."""
        return self.widget is other.widget and self.meaning == other.meaning


class _Press(Struct, frozen=True):
    at: QPoint
    seconds: float
    stamp_ms: int
    target: _Target | None


class KnowsHeldKeys:
    """A widget that tells a key that is held from one that is pressed.

    While it has the keyboard, what a held key says is its own to judge, whatever else changes;
    a key that went down before is kept from it as from anybody.
    """


class PressGuard(QObject):
    """Filters every press before a window of the program gets it: mouse, touch and keys.

    Attributes:
        clock: monotonic seconds.
    """

    def __init__(
        self, window: QWidget, appearance: Appearance, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``window`` must have been shown."""
        super().__init__(window)
        self.clock = clock
        self._wait_s = max(LEAST_S, QApplication.doubleClickInterval() / 1000)
        self._changed_parts: list[tuple[QWidget, float]] = []
        self._last: _Press | None = None
        self._swallowing = False
        self._turn = 0
        # The turn in which a key went down and who had the keyboard, and when it was let go (ms).
        self._keys: dict[int, tuple[int, QWidget | None]] = {}
        self._released: dict[int, int] = {}
        self._guarded: list[QWindow] = []
        self._guard_timer = QTimer(self, singleShot=True)
        self._guard_timer.setInterval(0)
        self._guard_timer.timeout.connect(self._guard_new_windows)
        appearance.replaced.connect(self.changed)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._guard_new_windows)
        handle = window.windowHandle()
        if handle:
            self._guard(handle)

    def changed(self, part: QWidget) -> None:
        """Notes that this part of a window shows something else from now on."""
        now = self.clock()
        self._turn += 1
        self._changed_parts = [
            (part, at) for part, at in self._changed_parts if now - at < self._wait_s
        ]
        self._changed_parts.append((part, now))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Consumes presses that were meant for something else, and nothing else."""
        if isinstance(event, QMouseEvent):
            return self._mouse(watched, event)
        if isinstance(event, QKeyEvent):
            self._guard_timer.start()
            return self._key(event)
        if event.type() == QEvent.Type.Show:
            self._shown(watched)
        elif event.type() == QEvent.Type.WindowBlocked:
            # A dialog comes; it may get the keyboard much later, where no window manager gives it.
            self._guard_timer.start()
        return False

    def _mouse(self, watched: QObject, event: QMouseEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonRelease:
            self._guard_timer.start()
            swallowed, self._swallowing = self._swallowing, False
            return swallowed
        if kind not in _DOWN:
            return False
        self._swallowing = not self._is_meant(watched, event)
        return self._swallowing

    def _is_meant(self, watched: QObject, event: QMouseEvent) -> bool:
        at, now = event.globalPosition().toPoint(), self.clock()
        target = _target(watched, at)
        if target and target.widget.objectName() not in _URGENT:
            last = self._last
            before = last.target if last and self._is_second(last, at, now, event) else None
            if before and not before.is_still(target):
                return False
            if self._just_changed(target.widget, now):
                return False
        self._last = _Press(at, now, event.timestamp(), target)
        return True

    def _is_second(self, last: _Press, at: QPoint, now: float, event: QMouseEvent) -> bool:
        """Whether a press belongs to the one before, as in a double click.

        The system's own times count too: behind a page that takes long to come, presses wait.
        """
        between_ms = event.timestamp() - last.stamp_ms
        soon = now - last.seconds < self._wait_s or 0 < between_ms < self._wait_s * 1000
        return soon and (at - last.at).manhattanLength() <= _NEAR

    def _just_changed(self, widget: QWidget, now: float) -> bool:
        return any(
            now - at < self._wait_s
            and Shiboken.isValid(part)
            and (part is widget or part.isAncestorOf(widget))
            for part, at in self._changed_parts
        )

    def _key(self, event: QKeyEvent) -> bool:
        key, kind = event.key(), event.type()
        if kind == QEvent.Type.KeyRelease:
            self._released[key] = event.timestamp()
            return False
        if kind != QEvent.Type.KeyPress:
            return False
        since_ms = event.timestamp() - self._released.get(key, 0)
        held = event.isAutoRepeat() or (event.timestamp() > 0 and 0 <= since_ms <= _SAME_TIME_MS)
        focus = QApplication.focusWidget()
        if not held:
            self._keys[key] = (self._turn, focus)
            return False
        turn, first = self._keys.get(key, (self._turn, focus))
        if isinstance(focus, KnowsHeldKeys) and focus is first:
            return False
        return turn != self._turn or (Qt.Key(key) in _PRESSING_KEYS and _presses_once(focus))

    def _guard(self, handle: QWindow) -> None:
        self._guarded.append(handle)
        handle.installEventFilter(self)

    def _guard_new_windows(self) -> None:
        """Dialogs and lists are windows of their own."""
        self._guarded = [handle for handle in self._guarded if Shiboken.isValid(handle)]
        for handle in QGuiApplication.topLevelWindows():
            if handle not in self._guarded:
                self._guard(handle)
                self._shown(handle)

    def _shown(self, watched: QObject) -> None:
        root = _widget_of(watched)
        # A list opens where it was asked for; a fast hand may choose from it at once.
        if root and not isinstance(root, QMenu):
            self.changed(root)


def _widget_of(watched: QObject) -> QWidget | None:
    """The widget that a window of the system shows."""
    return next(
        (widget for widget in QApplication.topLevelWidgets() if widget.windowHandle() is watched),
        None,
    )


def _target(watched: QObject, at: QPoint) -> _Target | None:
    """What a press at this place of the screen would press, if anything."""
    root = QApplication.activePopupWidget() or _widget_of(watched)
    if root is None:
        return None
    place = root.mapFromGlobal(at)
    if isinstance(root, QMenu):
        return _Target(root, (root.actionAt(place),))
    widget = root.childAt(place)
    while widget and not isinstance(widget, QAbstractButton):
        widget = widget.parentWidget()
    if not isinstance(widget, QAbstractButton):
        return None
    checked = widget.isChecked() if widget.isCheckable() else None
    return _Target(widget, (widget.text(), widget.accessibleName(), checked))


def _presses_once(focus: QWidget | None) -> bool:
    """Whether a key that is held down presses only once here."""
    if isinstance(focus, QAbstractButton):
        return not focus.autoRepeat()
    return isinstance(focus, ScrollPage)
