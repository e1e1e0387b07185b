"""Tells the parent process the moment a window has painted itself for the first time."""

import os
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class _FirstPaint(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            # After this event the whole window is on the screen.
            QTimer.singleShot(0, _report)
        return False


def _report() -> None:
    print(resident_kib(os.getpid()), flush=True)
    QApplication.quit()


def report_first_paint(window: QWidget) -> None:
    """Prints the resident memory in KiB once the window is painted, then ends the program."""
    window.installEventFilter(_FirstPaint(window))


def resident_kib(pid: int) -> int:
    """The resident memory of a process, in KiB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise OSError(pid)
