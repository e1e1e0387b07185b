"""A key of a session, to be changed: press the button, then the key that is wanted."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from evenkeel.catalogue.wording import fill
from evenkeel.journal.settings import is_session_key
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import QuietButton

#: These come before the key that is meant, or are half of it.
_HALVES = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
#: Above these, Qt's numbers are no characters.
_LAST_CHARACTER = 0x10FFFF


class KeyChoice(QuietButton):
    """Shows a key; pressed, it waits for another one.

    Signals:
        waiting: it waits for a key.
        chosen: a key was pressed that may be one.
        refused: a key was pressed that can't be one.
        kept: it waits no longer, and nothing is changed.
    """

    waiting = Signal()
    chosen = Signal(str)
    refused = Signal()
    kept = Signal()
    _waits = False

    def __init__(self, appearance: Appearance, name: str, does: str) -> None:
        """``does`` says what the key does in a session."""
        super().__init__(name, "", small=True)
        self._appearance = appearance
        self._does = does
        self._key = ""
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._wait)

    def show_key(self, key: str) -> None:
        """Shows which key it is now."""
        self._key, self._waits = key, False
        self._write()

    def event(self, event: QEvent) -> bool:
        """While it waits, a key is no shortcut of the window's, and Tab goes nowhere unseen."""
        if self._waits and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Who goes elsewhere keeps the key."""
        super().focusOutEvent(event)
        self._keep()

    def _wait(self) -> None:
        self._waits = True
        self._write()
        self.waiting.emit()

    def _take(self, event: QKeyEvent) -> None:
        number = event.key()
        if number in _HALVES or event.isAutoRepeat():
            return
        if number in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._keep()
            return
        key = chr(number) if number <= _LAST_CHARACTER else ""
        if event.modifiers() & _COMMANDS or not is_session_key(key):
            self.refused.emit()
        else:
            self.chosen.emit(key)

    def _keep(self) -> None:
        if self._waits:
            self._waits = False
            self._write()
            self.kept.emit()

    def _write(self) -> None:
        if self._waits:
            text = self.tr("Press the key")
            name = fill(self.tr("Press the key: {does}"), does=self._does)
        else:
            # A single & would mark the letter after it.
            text = self._key.replace("&", "&&")
            name = fill(self.tr("{key}, {does}. Change it"), key=self._key, does=self._does)
        self.setText(text)
        self.setAccessibleName(name)
