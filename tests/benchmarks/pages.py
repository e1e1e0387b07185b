"""How long every page takes to appear, and how long the window stands still meanwhile.

Usage: pages.py [--ahead]. Opens every page for the first time, then again, in a window of 1920×1080
in which things move, with ten years of three sessions a day in the journal; at once after the
start, or with ``--ahead`` after the quiet moment in which pages are got ready. Prints one JSON
object: for each page, milliseconds from the wish to its first painting and of the longest stretch
in which no event was looked at, both times. They are milliseconds of the window's own thread on a
core: what else runs on the machine does not count.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from evenkeel.quick import load_qt

load_qt()

from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from evenkeel.journal.settings import ReducedMotion  # noqa: E402
from evenkeel.quick import finish_start  # noqa: E402
from evenkeel.ui.progress.chart_loading import charts_ready  # noqa: E402
from evenkeel.ui.shell.preload import Preloader  # noqa: E402
from tests.gallery.stage import LEFT, Stage  # noqa: E402

#: How long a page is watched: what it does later blocks as well.
_WATCHED_S = 1.5
#: Long enough for a page to have faded in.
_BETWEEN_S = 0.4


def measure(*, ahead: bool) -> dict[str, list[float]]:
    """Milliseconds by page: until it appears for the first time, the longest block; again, both."""
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(app, Path(folder))
        stage.preferences.change_one(welcomed=True, reduced_motion=ReducedMotion.OFF)
        stage.window.resize(1920, 1080)
        stage.answer(LEFT)
        stage.remember(3650, per_day=3)
        stage.controller.show_today()
        stage.window.show()
        app.processEvents()
        finish_start()
        if ahead:
            _let_it_get_ready(app, stage)
        measured: dict[str, list[float]] = {}
        for _ in range(2):
            for name, wish in _wishes(stage).items():
                measured.setdefault(name, []).extend(_timed(stage, wish))
                _go_back(stage)
        stage.close()
    return measured


def _let_it_get_ready(app: QApplication, stage: Stage) -> None:
    """Waits until nothing more is got ready."""
    stage.controller.preload()
    getting_ready = stage.controller.findChild(Preloader)
    while getting_ready.findChild(QTimer).isActive() or not charts_ready():
        app.processEvents()
        time.sleep(0.001)


def _wishes(stage: Stage) -> dict[str, Callable[[], object]]:
    """What leads to each page."""
    controller, window = stage.controller, stage.window
    return {
        "Today": controller.show_today,
        "Exercises": controller.show_library,
        "a card": lambda: controller.show_card("inflare_correction"),
        "Progress": controller.show_progress,
        "Settings": controller.show_settings,
        "Help": lambda: controller.go_to("help"),
        "answers": controller.show_answers,
        "questions": lambda: window.show_page("questionnaire", alone=True),
        "a code": lambda: window.show_page("code", alone=True),
        "pain before": controller.session.ask_pain,
        "the coach": lambda: window.show_page("coach", alone=True),
        "summary": lambda: window.show_page("summary", alone=True),
    }


class _Painting(QObject):
    """Whether a page has painted itself."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.seen = False
        page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notices the painting."""
        self.seen = self.seen or event.type() is QEvent.Type.Paint
        return False


def _timed(stage: Stage, wish: Callable[[], object]) -> tuple[float, float]:
    end = time.perf_counter() + _WATCHED_S
    begun = time.thread_time()
    wish()
    painting = _Painting(stage.window.page(stage.window.current()))
    stage.app.processEvents()
    appeared = longest = time.thread_time() - begun
    while time.perf_counter() < end:
        turn = time.thread_time()
        waited = not painting.seen
        stage.app.processEvents()
        longest = max(longest, time.thread_time() - turn)
        if waited and painting.seen:
            appeared = time.thread_time() - begun
        # Another thread gets its turn, as it does while a window waits for events.
        time.sleep(0.001)
    painting.deleteLater()
    return appeared * 1000, longest * 1000


def _go_back(stage: Stage) -> None:
    """To the first page, until nothing moves any more."""
    stage.controller.show_today()
    end = time.perf_counter() + _BETWEEN_S
    while time.perf_counter() < end:
        stage.app.processEvents()
        time.sleep(0.001)


if __name__ == "__main__":
    print(json.dumps(measure(ahead="--ahead" in sys.argv)))
