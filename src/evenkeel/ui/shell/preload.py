"""Gets ready what the reader may open next, in moments in which nothing is pressed."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.library.page_keys import CARD, LIBRARY
from evenkeel.ui.progress.chart_loading import ChartLoading
from evenkeel.ui.progress.page_keys import PROGRESS

#: Nothing was pressed for so long (ms): the reader reads, or looks away.
_QUIET_MS = 2000
#: Between two steps (ms): the window gets its turn, and a wish that comes now goes first.
_BETWEEN_MS = 50
_PRESSED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.Resize,
    }
)


def next_steps(window: MainWindow, *, charts: bool) -> Iterator[Callable[[], object]]:
    """What may be opened from the first page; with ``charts`` also what they are drawn with.

    The settings are only loaded: making them asks for a voice and a tray.
    """
    for module, page in (
        ("library.library_page", LIBRARY),
        ("library.card_page", CARD),
        ("progress.progress_page", PROGRESS),
    ):
        yield partial(import_module, f"evenkeel.ui.{module}")
        yield partial(window.page, page)
    yield partial(import_module, "evenkeel.ui.settings.settings_page")
    if charts:
        # In a thread of its own: it takes longer than a window may stand still.
        yield ChartLoading().begin


class Preloader(QObject):
    """Does one small thing after the other while nothing is pressed, and not during a session.

    It listens to the application only until all of it is done.
    """

    def __init__(
        self, steps: Iterable[Callable[[], object]], *, busy: Callable[[], bool], parent: QObject
    ) -> None:
        """Takes steps that each do for a moment, and what tells that nothing may be done now."""
        super().__init__(parent)
        self._steps = deque(steps)
        self._busy = busy
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._next)

    def begin(self) -> None:
        """Waits for a quiet moment from now on."""
        app = QApplication.instance()
        if app:
            app.installEventFilter(self)
            self._timer.start(_QUIET_MS)

    def stop(self) -> None:
        """What was not done yet is not done any more."""
        self._timer.stop()
        app = QApplication.instance()
        if app:
            app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """After a press it waits anew; the event goes where it was going."""
        if event.type() in _PRESSED:
            self._timer.start(_QUIET_MS)
        return False

    def _next(self) -> None:
        if self._busy():
            self._timer.start(_QUIET_MS)
            return
        self._steps.popleft()()
        if self._steps:
            self._timer.start(_BETWEEN_MS)
        else:
            self.stop()
