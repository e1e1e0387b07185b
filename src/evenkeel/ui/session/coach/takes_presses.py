"""A widget that is steered from afar: what is pressed and held on it becomes a command."""

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from evenkeel.ui.frame.press_guard import KnowsHeldKeys
from evenkeel.ui.session.coach.remote import Remote, RemoteCommand, command_of_button
from evenkeel.ui.session.coach.steering import Steering
from evenkeel.ui.session.scanning import Scanning


class TakesPresses(KnowsHeldKeys, QWidget):
    """Takes keys and clicks for commands, as the user wants to steer.

    Attributes:
        steering: how the user wants to steer, asked when a session is played.
    """

    def __init__(self) -> None:
        super().__init__()
        self.steering: Callable[[], Steering] = Steering
        self._steering = Steering()
        self._remote = Remote(self)
        self._scanning = Scanning(self)

    @abstractmethod
    def in_session(self) -> bool:
        """Whether there is something to steer."""

    @abstractmethod
    def may_hurt(self) -> bool:
        """Whether a key that is held means pain."""

    @abstractmethod
    def takes_clicks(self) -> bool:
        """Whether a click anywhere is like any key."""

    def apply_steering(self) -> None:
        """Steers from now on as the user wants to."""
        self._steering = self.steering()
        self._remote.set_hold(self._steering.held_ms)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key pauses and continues; next and back go about, one that is held means pain."""
        command = self._command_of(event)
        if command is None:
            super().keyPressEvent(event)
        else:
            self._remote.press_key(
                event, command, may_hold=self.may_hurt(), on_release=self._scanning.active
            )

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The end of a press."""
        self._remote.release_key(event)
        super().keyReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere but on a button is like any key."""
        command = command_of_button(event.button())
        anywhere = self.takes_clicks() or self._scanning.active
        if self.in_session() and anywhere:
            self._remote.press(command, may_hold=self.may_hurt(), on_release=self._scanning.active)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click soon after the first is one more click."""
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a click."""
        self._remote.release()
        super().mouseReleaseEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """With one switch, a key is the page's wherever the mark is: held, it means pain."""
        if self._scanning.active and isinstance(event, QKeyEvent) and self._command_of(event):
            if event.type() is QEvent.Type.KeyPress:
                self.keyPressEvent(event)
                return True
            if event.type() is QEvent.Type.KeyRelease:
                self.keyReleaseEvent(event)
                return True
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forgets a press whose end somebody else will see."""
        self._remote.forget()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keeps the session's keys from being the window's shortcuts."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._command_of(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _command_of(self, event: QKeyEvent) -> RemoteCommand | None:
        return self._steering.command_of(event) if self.in_session() else None
