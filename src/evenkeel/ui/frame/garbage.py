"""Collects garbage in the window's own thread, and in no other.

Python's collector runs in whatever thread allocates when it is due. In a thread of the voice or the
printer it would delete widgets there that a closed page has left in a circle; Qt's objects may be
deleted in their own thread only, and the process ends some time later.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 1000


class GarbageCollector(QObject):
    """Takes the place of Python's automatic collection for as long as the program runs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(collect_due)

    def start(self) -> None:
        """Collects from now on."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leaves collecting to Python again."""
        self._timer.stop()
        gc.enable()


def collect_due() -> None:
    """Collects the oldest generation that is due by Python's own thresholds, if any."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [n for n in range(3) if counts[n] > thresholds[n]]
    if due:
        gc.collect(due[-1])
