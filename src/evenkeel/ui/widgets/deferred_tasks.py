"""What a page does after it has appeared: one thing at a time, so that the window never waits."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class DeferredTasks(QTimer):
    """Does one thing after the other, each in a turn of the event loop of its own.

    The first turn is left to the painting of what is there already. It is active as long as
    something is left to do.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: deque[Callable[[], object]] = deque()
        self._turn = 0
        self.timeout.connect(self._next)

    def add(self, *steps: Callable[[], object]) -> None:
        """Does these too, after what is left to do."""
        self._steps.extend(steps)
        if self._steps and not self.isActive():
            self._turn = 0
            self.start()

    def begin(self, *steps: Callable[[], object]) -> None:
        """Does these in place of what is left to do."""
        self.stop()
        self._steps.clear()
        self.add(*steps)

    def _next(self) -> None:
        self._turn += 1
        if self._turn == 1:
            return
        step = self._steps.popleft()
        if not self._steps:
            self.stop()
        step()
