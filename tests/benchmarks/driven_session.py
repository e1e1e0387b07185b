"""A real window that goes through a session by itself and says what it announces.

Started by :mod:`tests.benchmarks.kills` as a process of its own. Each repetition that the voice
is told of is a line ``R`` on standard output, written at once; ``playing`` says that the session
runs. A line ``end`` on standard input
ends the session; what its last page says of the journal is a line ``S``, each time it changes;
a line ``done`` closes that page and the window. Usage: driven_session.py DATA_DIR FACTOR
"""

import os
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QLabel

from evenkeel.coach.events import Event, RepetitionDone
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.shell.app import run_window
from evenkeel.voice.announcer import Announcer

#: What is pressed, whenever it is there, in this order.
_PRESSED = (
    "notice_primary",
    "today_start",
    "pain_page_scale_0",
    "pain_page_go_on",
    "coach_ready",
    "coach_helped_no",
    "coach_go_on",
    "summary_done",
)


def say(line: str) -> None:
    """Says something at once, whatever happens to the process the next moment."""
    os.write(1, f"{line}\n".encode())


class Driver(QObject):
    """Presses through the window, ten times a second."""

    told = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._ending = False
        self._said = ""
        self._playing = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._appearance)
        self._timer.start(100)
        self.told.connect(self._obey)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.told.emit(line.strip())

    def _obey(self, line: str) -> None:
        if line == "end":
            self._ending = True
            self._press("coach_end")
            self._press("coach_end_now")
        elif line == "done":
            self._press("summary_done")
            QTimer.singleShot(300, self._window.close)

    def _appearance(self) -> None:
        if not self._playing and self._window.current() == "coach":
            self._playing = True
            say("playing")
        label = self._window.findChild(QLabel, "summary_stored")
        if label and label.isVisible() and label.text() != self._said:
            self._said = label.text()
            say(f"S {self._said}")
        if not self._ending:
            for name in _PRESSED:
                self._press(name)

    def _press(self, name: str) -> None:
        button = self._window.findChild(QAbstractButton, name)
        if button and button.isVisible() and button.isEnabled():
            button.click()


def main() -> int:
    """Opens the window and goes through a session until it is told to end, or killed."""
    folder, factor = Path(sys.argv[1]), float(sys.argv[2])
    begun = time.monotonic()
    heard = Announcer.on_event

    def on_event(announcer: Announcer, event: Event) -> None:
        if isinstance(event, RepetitionDone):
            say("R")
        heard(announcer, event)

    Announcer.on_event = on_event  # type: ignore[method-assign, assignment]
    driver: list[Driver] = []

    def started(window: MainWindow) -> None:
        driver.append(Driver(window))
        say("started")

    return run_window(
        folder, started=started, clock=lambda: begun + (time.monotonic() - begun) * factor
    )


if __name__ == "__main__":
    sys.exit(main())
