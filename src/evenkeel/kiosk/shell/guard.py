"""Keeps visitors in the kiosk: no key, press or request of the desktop leads out of it.

What only the operating system can lock (other programs, its own shortcuts, the power button) is
locked there: see ``packaging/kiosk``.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindowStateChangeEvent
from PySide6.QtWidgets import QApplication, QWidget

from evenkeel.kiosk.frame.window import KioskWindow

_Key = Qt.Key
#: The keys that move between answers and press them, for people who use a switch or a keypad.
#: All others could lead out of the program.
ALLOWED_KEYS: Final = frozenset(
    {
        _Key.Key_Tab,
        _Key.Key_Backtab,
        _Key.Key_Space,
        _Key.Key_Return,
        _Key.Key_Enter,
        _Key.Key_Up,
        _Key.Key_Down,
        _Key.Key_Left,
        _Key.Key_Right,
        _Key.Key_PageUp,
        _Key.Key_PageDown,
        _Key.Key_Home,
        _Key.Key_End,
    }
)
_HARMLESS: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_KEY_EVENTS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease})
_MOUSE_EVENTS: Final = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
    }
)
#: Events that are never wanted here.
_REFUSED: Final = frozenset(
    {
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.EnterWhatsThisMode,
        QEvent.Type.WhatsThis,
        QEvent.Type.WhatsThisClicked,
        QEvent.Type.Shortcut,
        QEvent.Type.ToolTip,
        QEvent.Type.Close,
        QEvent.Type.Quit,
    }
)
#: Events that show that a visitor is there.
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.KeyPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.Wheel,
    }
)


class Guard(QObject):
    """Filters every event of the application.

    Attributes:
        opened: whether staff may leave; nothing is blocked any more.

    Signals:
        touched: a visitor is there.
    """

    touched = Signal()

    def __init__(self, app: QApplication, window: KioskWindow) -> None:
        super().__init__(window)
        self.opened = False
        self._window = window
        app.setQuitOnLastWindowClosed(False)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Swallows events that lead out, and passes on all others."""
        if self.opened:
            return False
        kind = event.type()
        if kind in _TOUCHES:
            self.touched.emit()
        if kind in _REFUSED:
            event.ignore()
            return True
        if kind == QEvent.Type.ShortcutOverride:
            # Accepted, so that no shortcut is looked for; the key itself comes afterwards.
            event.accept()
            return True
        if kind in _KEY_EVENTS:
            return not _is_allowed_key(event)
        if kind in _MOUSE_EVENTS:
            return isinstance(event, QMouseEvent) and event.button() != Qt.MouseButton.LeftButton
        if isinstance(event, QWindowStateChangeEvent) and watched is self._window:
            self._restore(event.oldState())
        elif kind == QEvent.Type.Show and self._is_foreign(watched):
            self._send_away(watched)
        return False

    def open(self) -> None:
        """Lets staff leave."""
        self.opened = True

    def _restore(self, before: Qt.WindowState) -> None:
        """Fills the screen again where something made the window smaller."""
        smaller = bool(before & Qt.WindowState.WindowFullScreen) and not self._window.isFullScreen()
        if self._window.isMinimized() or smaller:
            QTimer.singleShot(0, self._window, self._window.fill_screen)

    def _is_foreign(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched.isWindow() and watched is not self._window

    def _send_away(self, watched: QObject) -> None:
        """Closes any other window of the program."""
        if isinstance(watched, QWidget):
            QTimer.singleShot(0, watched, watched.hide)


def _is_allowed_key(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent):
        return False
    return _Key(event.key()) in ALLOWED_KEYS and not event.modifiers() & ~_HARMLESS
