"""Whether a screen reader runs, and how what happens is told to it."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QProcess, QStandardPaths, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

#: Within this time, in milliseconds, a reader has taken up what it was told.
_HEARD_MS = 1500
#: So long after the keyboard has come somewhere, in milliseconds, a reader still looks at what is
#: there; a sentence that comes meanwhile would be said with it, and once more as new.
_LOOKS_MS = 700
_SPI_GETSCREENREADER = 0x0046
#: What a reader on Linux listens to at the least, and what the newer ones listen to.
_FOCUS, _ANNOUNCEMENT = "object:statechanged:focused", "object:announcement"
_BUS = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
_REGISTRY = (
    "org.a11y.atspi.Registry",
    "/org/a11y/atspi/registry",
    "org.a11y.atspi.Registry.GetRegisteredEvents",
)


class ScreenReader(QObject):
    """The screen reader of the system, as far as it is known.

    That accessibility is in use says little: on Windows a touch keyboard brings it along too.

    Attributes:
        running: whether one runs.
        hears_announcements: whether it listens to announcements. One that does not, such as
            Orca 43, speaks a new description of what has the keyboard instead.
        spoken_for: whether our own voice says the sentences of a session.

    Signals:
        changed: it was started or ended.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running = False
        self.hears_announcements = True
        self.spoken_for = False
        # What carries the last sentence, and what was its description before.
        self._carrier: QWidget | None = None
        self._before = ""
        self._forgetting = QTimer(self)
        self._forgetting.setObjectName("screen_reader_forgetting")
        self._forgetting.setSingleShot(True)
        self._forgetting.setInterval(_HEARD_MS)
        self._forgetting.timeout.connect(self._forget)
        # Since the keyboard came where it is, and the sentence that waits for the reader's look.
        self._here = QElapsedTimer()
        self._waiting: tuple[QWidget, str] | None = None
        self._telling = QTimer(self)
        self._telling.setObjectName("screen_reader_telling")
        self._telling.setSingleShot(True)
        self._telling.timeout.connect(self._tell_waiting)

    def ask(self) -> None:
        """Asks the system; the answer may come later."""
        if not QAccessible.isActive():
            self.note(running=False, hears_announcements=True)
        elif sys.platform == "win32":
            self.note(running=_windows_reads(), hears_announcements=True)
        elif sys.platform == "darwin":
            self.note(running=True, hears_announcements=True)
        elif os.environ.get("DBUS_SESSION_BUS_ADDRESS") and QStandardPaths.findExecutable("gdbus"):
            self._call(["--session"], _BUS, self._ask_registry)
        else:
            self.note(running=True, hears_announcements=True)

    def note(self, *, running: bool, hears_announcements: bool) -> None:
        """Notes what is known of it now."""
        app = QApplication.instance()
        if not hears_announcements and not self._here.isValid() and isinstance(app, QApplication):
            self._here.start()
            app.focusChanged.connect(self._note_focus)
        self.hears_announcements = hears_announcements
        if running != self.running:
            self.running = running
            self.changed.emit()

    def tell(
        self, widget: QWidget, text: str, *, voiced: bool = False, reached: QWidget | None = None
    ) -> None:
        """Has a sentence spoken. The focus stays where it is.

        Args:
            widget: what the sentence is about.
            text: the sentence; nothing is said of an empty one.
            voiced: whether our own voice says the same, where it speaks.
            reached: what gets the keyboard right afterwards, if anything does.
        """
        if not text or (voiced and self.spoken_for):
            return
        if self.hears_announcements:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
        elif reached:
            # It is said as the keyboard comes there.
            self._carry(reached, text)
        else:
            self._waiting = (QApplication.focusWidget() or widget, text)
            left = _LOOKS_MS - self._here.elapsed() if self._here.isValid() else 0
            if left > 0:
                self._telling.start(left)
            else:
                self._tell_waiting()

    def _note_focus(self) -> None:
        self._here.start()

    def _tell_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        self._telling.stop()
        if waiting and Shiboken.isValid(waiting[0]):
            self._carry(*waiting)

    def _carry(self, widget: QWidget, text: str) -> None:
        """Puts a sentence where the keyboard is, as long as it is there."""
        # What waited is older.
        self._waiting = None
        if self._carrier is not widget:
            if self._carrier and Shiboken.isValid(self._carrier):
                self._carrier.setAccessibleDescription(self._before)
            self._carrier, self._before = widget, widget.accessibleDescription()
        widget.setAccessibleDescription(text)
        self._forgetting.start()

    def _forget(self) -> None:
        """What was said is not said again when the keyboard comes back; silence says nothing."""
        carrier = self._carrier
        if carrier and Shiboken.isValid(carrier) and not self._before:
            carrier.setAccessibleDescription("")
            self._carrier = None

    def _ask_registry(self, answer: str) -> None:
        address = answer.partition("'")[2].partition("'")[0]
        if address:
            self._call(["--address", address], _REGISTRY, self._note_listeners)

    def _note_listeners(self, answer: str) -> None:
        listened_to = answer.lower().replace("-", "")
        self.note(
            running=_FOCUS in listened_to,
            hears_announcements=_ANNOUNCEMENT in listened_to or _FOCUS not in listened_to,
        )

    def _call(
        self, bus: Sequence[str], method: tuple[str, str, str], heard: Callable[[str], None]
    ) -> None:
        process = QProcess(self)
        process.finished.connect(partial(_finished, process, heard))
        service, path, name = method
        arguments = ["--dest", service, "--object-path", path, "--method", name, "--timeout", "2"]
        process.start("gdbus", ["call", *bus, *arguments])


def _finished(process: QProcess, heard: Callable[[str], None], *_how: object) -> None:
    process.deleteLater()
    heard(bytes(process.readAllStandardOutput().data()).decode(errors="replace"))


def _windows_reads() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    on = ctypes.c_int(0)
    ctypes.windll.user32.SystemParametersInfoW(_SPI_GETSCREENREADER, 0, ctypes.byref(on), 0)
    return bool(on.value)
