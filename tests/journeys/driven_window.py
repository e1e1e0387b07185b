"""The real window, for a test that drives it from outside with a real mouse and keyboard.

Started as a process of its own on a display. It does nothing to the window; it only tells where
a widget is: a line ``where NAME`` on standard input is answered, once the widget is on the
screen, with ``X Y`` of its middle in pixels of the display, or with ``never`` when it does not
come. ``FACTOR`` makes the session's clock run faster. Usage: driven_window.py DATA_DIR FACTOR
"""

import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QScrollArea, QWidget

from evenkeel.coach import timed_session
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.shell.app import run_window
from tests.ui.patience import at_rest

#: A widget that did not come in so many looks, 20 ms apart, does not come. A busy machine takes
#: its time.
_MOST_LOOKS = 3000


class Guide(QObject):
    """Answers the questions on standard input in the window's own thread."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._wanted = ""
        #: Where it was at the last look.
        self._seen: QPoint | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(20)
        self._looks = 0
        self._poll.timeout.connect(self._appearance)
        self.asked.connect(self._take)

    def listen(self) -> None:
        """Reads the questions in a thread of its own."""
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.asked.emit(line.strip())
        self.asked.emit("")

    def _take(self, line: str) -> None:
        if not line:
            QApplication.closeAllWindows()
            # A session asks first; whoever drove the window has gone.
            QApplication.exit(0)
        self._wanted = line.removeprefix("where ")
        self._looks, self._seen = 0, None
        self._appearance()
        self._poll.start()

    def _appearance(self) -> None:
        if not self._wanted:
            return
        self._looks += 1
        if self._looks > _MOST_LOOKS:
            self._answer("never")
            return
        before, self._seen = self._seen, _middle_of(self._wanted)
        if self._seen is None:
            return
        if self._seen == before:
            # It lies still, and the display knows all that this window knew a look ago.
            self._answer(f"{before.x()} {before.y()}")
        else:
            # A dialog that was closed may still lie over it on the display.
            QApplication.sync()

    def _answer(self, text: str) -> None:
        self._wanted = ""
        self._poll.stop()
        print(text, flush=True)


def _middle_of(name: str) -> QPoint | None:
    """The middle of what a person could press now and has that name, in pixels of the display."""
    for window in QApplication.topLevelWidgets():
        for widget in [window, *window.findChildren(QWidget, name)]:
            if widget.objectName() == name and _on_screen(widget):
                return widget.mapToGlobal(widget.rect().center())
    return None


def _on_screen(widget: QWidget) -> bool:
    """Whether a person could press it now: shown, enabled, scrolled into view, not covered."""
    if not widget.isVisible() or not widget.isEnabled():
        return False
    for main in QApplication.topLevelWidgets():
        # Whoever is told presses at once, and so only when it counts by then.
        if isinstance(main, MainWindow) and not at_rest(main.presses):
            return False
    parent = widget.parentWidget()
    while parent:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
    window = widget.window()
    modal = QApplication.activeModalWidget()
    if modal and modal is not window:
        return False
    found = window.childAt(widget.mapTo(window, widget.rect().center()))
    return found is widget or (found is not None and widget.isAncestorOf(found))


def main() -> int:
    """Opens the window on the display and answers until standard input ends."""
    folder, factor = Path(sys.argv[1]), float(sys.argv[2])
    begun = time.monotonic()
    # However fast the clock runs, only a machine that really stood still is taken for asleep.
    timed_session.LONGEST_GAP_S *= factor
    guide: list[Guide] = []

    def started(window: QMainWindow) -> None:
        window.move(QPoint(0, 0))
        guide.append(Guide())
        guide[0].listen()
        print("started", flush=True)

    return run_window(
        folder,
        started=started,
        clock=lambda: begun + (time.monotonic() - begun) * factor,
    )


if __name__ == "__main__":
    sys.exit(main())
