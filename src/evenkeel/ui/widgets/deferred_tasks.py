"""Tasks that a page runs after it has appeared, one at a time so that nothing blocks."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

#: So many turns are left for painting: a page that takes the place of another one is painted only
#: in the second (see `MainWindow.show_page`), and must not wait for a task in the same turn.
_PAINTING_TURNS = 2


class DeferredTasks(QTimer):
    """Runs tasks one after the other, each in its own turn of the event loop.

    The first two turns are left for painting what is there already. The timer is active as long as
    a task is left.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: deque[Callable[[], object]] = deque()
        self._turn = 0
        self.timeout.connect(self._next)

    def add(self, *steps: Callable[[], object]) -> None:
        """Adds tasks after those that are left."""
        self._steps.extend(steps)
        if self._steps and not self.isActive():
            self._turn = 0
            self.start()

    def begin(self, *steps: Callable[[], object]) -> None:
        """Replaces the tasks that are left."""
        self.stop()
        self._steps.clear()
        self.add(*steps)

    def _next(self) -> None:
        self._turn += 1
        if self._turn <= _PAINTING_TURNS:
            return
        step = self._steps.popleft()
        if not self._steps:
            self.stop()
        step()
