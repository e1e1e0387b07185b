"""Remote control of a session: commands of keys, media keys and presenter buttons."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from evenkeel.journal.settings import SESSION_KEYS
from evenkeel.ui.widgets.mirroring import key_as_read

#: Held for so long, a key or a click means «it hurts more», unless the user wants another length;
#: in milliseconds.
_HOLD_MS = 1000
#: A key that is held comes up and goes down again within this many milliseconds of the event times,
#: and both are mostly known of within this many of ours.
_SAME_TIME_MS = 1
_REPEAT_MS = 60


class RemoteCommand(StrEnum):
    """A command to the session. ``toggle``: pause, or continue."""

    TOGGLE = "toggle"
    NEXT = "next"
    BACK = "back"
    REPEAT = "repeat"
    MORE = "more"
    LEAVE = "leave"
    HURTS = "hurts"


#: Acted on while the key goes down; the others wait to see whether it is held.
_AT_ONCE: Final = frozenset({RemoteCommand.TOGGLE, RemoteCommand.LEAVE, RemoteCommand.HURTS})

_KEYS: Final[Mapping[Qt.Key, RemoteCommand]] = {
    **dict.fromkeys(
        (
            Qt.Key.Key_PageDown,
            Qt.Key.Key_Right,
            Qt.Key.Key_Down,
            Qt.Key.Key_MediaNext,
            Qt.Key.Key_Forward,
        ),
        RemoteCommand.NEXT,
    ),
    **dict.fromkeys(
        (
            Qt.Key.Key_PageUp,
            Qt.Key.Key_Left,
            Qt.Key.Key_Up,
            Qt.Key.Key_MediaPrevious,
            Qt.Key.Key_Back,
        ),
        RemoteCommand.BACK,
    ),
    Qt.Key.Key_Escape: RemoteCommand.LEAVE,
}
#: What the keys of the user's choice ask for, in their order in the settings.
_CHOSEN: Final = (RemoteCommand.HURTS, RemoteCommand.REPEAT, RemoteCommand.MORE)
#: Keys that are the machine's, the window's or half of another one, and steer nothing.
_OTHERS: Final = frozenset(
    {
        Qt.Key.Key_unknown,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_F11,
        Qt.Key.Key_Print,
        Qt.Key.Key_VolumeUp,
        Qt.Key.Key_VolumeDown,
        Qt.Key.Key_VolumeMute,
        Qt.Key.Key_MonBrightnessUp,
        Qt.Key.Key_MonBrightnessDown,
        Qt.Key.Key_Sleep,
        Qt.Key.Key_PowerOff,
    }
)
#: Presenters send Shift+F5.
_HARMLESS: Final = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
_BUTTONS: Final[Mapping[Qt.MouseButton, RemoteCommand]] = {
    Qt.MouseButton.ForwardButton: RemoteCommand.NEXT,
    Qt.MouseButton.BackButton: RemoteCommand.BACK,
}


def command_of_key(event: QKeyEvent, chosen: str = SESSION_KEYS) -> RemoteCommand | None:
    """What a key asks for; ``None`` for one that is not the session's.

    ``chosen`` are the keys of the user's choice, as the settings have them.
    """
    key = Qt.Key(event.key())
    if key in _OTHERS or event.modifiers() & ~_HARMLESS:
        return None
    for letter, command in zip(chosen, _CHOSEN, strict=True):
        if event.key() == ord(letter):
            return command
    return _KEYS.get(key_as_read(key), RemoteCommand.TOGGLE)


def command_of_button(button: Qt.MouseButton) -> RemoteCommand:
    """What a mouse button asks for."""
    return _BUTTONS.get(button, RemoteCommand.TOGGLE)


class Remote(QObject):
    """Tells a press from one that is held.

    A key that is held sends presses and releases of its own. On X11 Qt does not always know
    them for what they are, above all on a busy machine; but the release and the press of such
    a pair carry the same time, as no finger's would. And where the machine was too busy to
    notice in time how long a key was down, the times of its events still tell.

    Signals:
        commandRequested: the command of a press: some at once, the others on release, unless the
            press was long enough to mean pain.
    """

    commandRequested = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # What a key or a click that is still held asks for.
        self._pressed: RemoteCommand | None = None
        # The key that went down last; it may be held on when it means nothing any more.
        self._key: int | None = None
        # When it did, and when it came up last, by the events' own times.
        self._down_ms = 0
        self._ended_ms = 0
        # Whether it would mean pain when it is held, and has not yet.
        self._may_hold = False
        self._hold_ms = _HOLD_MS
        self._held = self._timer("coach_held", _HOLD_MS)
        self._held.timeout.connect(self._was_held)
        self._ending = self._timer("coach_ending", _REPEAT_MS)
        self._ending.timeout.connect(self.release)

    def set_hold(self, hold_ms: int) -> None:
        """How long a key is held until it means pain."""
        self._hold_ms = hold_ms
        self._held.setInterval(hold_ms)

    def press_key(
        self,
        event: QKeyEvent,
        command: RemoteCommand,
        *,
        may_hold: bool,
        on_release: bool = False,
    ) -> None:
        """A key goes down, or says that it is still down."""
        if event.isAutoRepeat() or self._goes_on(event):
            if event.key() == self._key:
                self._ending.stop()
                self._count_hold(event)
            return
        if self._ending.isActive():
            self.release()
        self._key, self._down_ms = event.key(), event.timestamp()
        self.press(command, may_hold=may_hold, on_release=on_release)

    def release_key(self, event: QKeyEvent) -> None:
        """A key comes up; if its own next press does not say otherwise at once, for good."""
        if event.key() != self._key:
            return
        self._count_hold(event)
        if event.isAutoRepeat():
            return
        self._ended_ms = event.timestamp()
        if self._ended_ms:
            self._ending.start()
        else:
            # Made by a program, which holds nothing by accident.
            self.release()

    def press(self, command: RemoteCommand, *, may_hold: bool, on_release: bool = False) -> None:
        """A key or a button goes down.

        Args:
            command: what it asks for.
            may_hold: whether it would mean pain when it is held.
            on_release: whether it waits for the release, whatever it is.
        """
        self.forget()
        self._may_hold = may_hold
        if may_hold:
            self._held.start()
        if command in _AT_ONCE and not on_release:
            self.commandRequested.emit(command)
        else:
            self._pressed = command

    def release(self) -> None:
        """It comes up again."""
        command, self._pressed = self._pressed, None
        self._ending.stop()
        self._held.stop()
        if command:
            self.commandRequested.emit(command)

    def forget(self) -> None:
        """Whatever is held means nothing any more."""
        self._held.stop()
        self._pressed = None
        self._may_hold = False

    def _count_hold(self, event: QKeyEvent) -> None:
        """Pain, if the key has been down for so long by the times of its events."""
        if self._may_hold and self._down_ms and event.timestamp() - self._down_ms >= self._hold_ms:
            self._was_held()

    def _goes_on(self, event: QKeyEvent) -> bool:
        since_ms = event.timestamp() - self._ended_ms
        return event.key() == self._key and self._ended_ms > 0 and since_ms <= _SAME_TIME_MS

    def _was_held(self) -> None:
        self.forget()
        self.commandRequested.emit(RemoteCommand.HURTS)

    def _timer(self, name: str, after_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setObjectName(name)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        return timer
