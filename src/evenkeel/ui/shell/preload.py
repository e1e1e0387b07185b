"""Prepares what the user may open next, while nothing is pressed."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.library.page_keys import CARD, LIBRARY
from evenkeel.ui.progress.chart_loading import ChartLoader
from evenkeel.ui.progress.page_keys import PROGRESS

#: After this long without a press (ms) the user is reading, or looking away.
_QUIET_MS = 2000
#: Between two steps (ms), so that the window can handle requests in between.
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


#: What a card needs to move its picture, and what the settings and the help are made of.
_MODULES = (
    "evenkeel.figures.motion",
    "evenkeel.ui.widgets.figures.movement_painter",
    "evenkeel.ui.widgets.figures.playback_schedule",
    "evenkeel.ui.settings.settings_page",
    "evenkeel.ui.progress.journal_actions",
    "evenkeel.ui.shell.reminders",
    "evenkeel.ui.settings.help_page",
)


def next_steps(window: MainWindow, *, charts: bool) -> Iterator[Callable[[], object]]:
    """Steps that load what may be opened from the first page, with ``charts`` also the plotting.

    The settings are only loaded: making them asks for a voice and a tray. So is the help, which is
    quickly made.
    """
    for module, page in (
        ("library.library_page", LIBRARY),
        ("library.card_page", CARD),
        ("progress.progress_page", PROGRESS),
    ):
        yield partial(import_module, f"evenkeel.ui.{module}")
        yield partial(window.page, page)
    for module in _MODULES:
        yield partial(import_module, module)
    if charts:
        # In a thread of its own: it takes longer than a window may stand still.
        yield ChartLoader().begin


class Preloader(QObject):
    """Runs one small step after the other while nothing is pressed, and not during a session.

    It listens to the application only until all steps are done.
    """

    def __init__(
        self, steps: Iterable[Callable[[], object]], *, busy: Callable[[], bool], parent: QObject
    ) -> None:
        """``busy`` says whether no step may run now; each step should take only a moment."""
        super().__init__(parent)
        self._steps = deque(steps)
        self._busy = busy
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._next)

    def begin(self) -> None:
        """Starts to wait for a quiet moment."""
        app = QApplication.instance()
        if app:
            app.installEventFilter(self)
            self._timer.start(_QUIET_MS)

    def stop(self) -> None:
        """Drops the steps that are left."""
        self._timer.stop()
        app = QApplication.instance()
        if app:
            app.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Starts the wait again after a press; never consumes the event."""
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
