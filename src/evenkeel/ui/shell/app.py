"""The composition root: builds the objects and hands them to each other."""

import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from evenkeel import __version__
from evenkeel.catalogue.cache import quick_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.coach.clock import session_clock
from evenkeel.figures.store import FigureStore
from evenkeel.journal.errors import JournalError
from evenkeel.journal.places import JOURNAL_FILE, SETTINGS_FILE, data_dir
from evenkeel.journal.store import Journal
from evenkeel.journal.times import local_now
from evenkeel.language import speak
from evenkeel.quick import finish_start
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.startup_log import configure_logging, warn
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.frame.window_placement import kept_place, place
from evenkeel.ui.shell.controller import Controller
from evenkeel.ui.shell.crash_log import CrashLog
from evenkeel.ui.shell.display import why_no_display
from evenkeel.ui.shell.single_instance import SingleInstance
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.theme import IN_FUSION

_CRASHES = "crashes"
_CONTENT_COPY = "content-copy.json"


def run_window(
    data: Path | None,
    *,
    started: Callable[[MainWindow], None] | None = None,
    clock: Callable[[], float] = session_clock,
) -> int:
    """Opens the desktop window and runs until it is closed; returns the exit status.

    The order matters: a missing screen must be said before Qt aborts over it; whoever has the
    window of this folder is asked before anything of it is opened; settings come
    before the window, so that it never shows in the wrong dress; the journal is opened before
    the first page, which shows what it holds; and the window is shown with that page in it, so
    that it is laid out once.

    Args:
        data: where the journal and settings are; the platform's own place otherwise.
        started: called with the window once it is shown, for measurements and tests.
        clock: what sessions run by.
    """
    blind = why_no_display()
    if blind:
        print(f"evenkeel: {blind}", file=sys.stderr)  # noqa: T201 - there is nowhere else to say it
        return 1
    troubles: list[JournalError] = []
    folder = _folder(data, troubles)
    one = SingleInstance(folder)
    if not one.take():
        one.ring()
        print("Evenkeel is open already; its window comes to the front.")  # noqa: T201
        return 0
    log = CrashLog(folder / _CRASHES)
    log.open()
    try:
        return _run(folder, one, log, troubles, started=started, clock=clock)
    finally:
        log.close()
        one.release()


def _run(
    folder: Path,
    one: SingleInstance,
    log: CrashLog,
    troubles: list[JournalError],
    *,
    started: Callable[[MainWindow], None] | None,
    clock: Callable[[], float],
) -> int:
    app = _application()
    preferences = Preferences(folder / SETTINGS_FILE)
    resources = resources_dir()
    figures = FigureStore(resources / "figures", preferences.portrait)
    appearance = Appearance(quick_catalogue(resources, folder / _CONTENT_COPY), figures)
    preferences.apply_theme(app, appearance)
    journal = _journal(folder, troubles)
    user_state = UserState(journal, appearance.catalogue, local_now)
    controller = Controller(appearance, user_state, preferences, clock=clock, crashes=log)
    one.raise_requested.connect(controller.raise_window)
    follower = _ThemeUpdater(app, appearance, preferences)
    window = controller.window
    fills = place(window, preferences.settings.window)
    window.closed.connect(lambda: preferences.change_one(window=kept_place(window)))
    controller.open()
    if fills:
        window.showMaximized()
    else:
        window.show()
    if troubles:
        from evenkeel.ui.frame.fault_messages import nothing_kept

        for trouble in troubles:
            controller.tell(nothing_kept(trouble))
    copying = DailyCopy(journal.path)
    afterwards = Afterwards(
        controller.window,
        (
            finish_start,
            configure_logging,
            log.hear_qt,
            controller.complete,
            _put_on_icon,
            controller.remind,
            follower.ask_for_theme,
            follower.ask_for_motion,
            one.listen,
            copying.begin,
            controller.preload,
        ),
    )
    if started:
        started(controller.window)
    try:
        return app.exec()
    finally:
        afterwards.stop()
        copying.wait()
        controller.close()
        follower.deleteLater()
        journal.close()


class Afterwards(QObject):
    """Does what can wait until the first page is seen: one thing at a time, so that none blocks."""

    def __init__(self, window: MainWindow, steps: Iterable[Callable[[], None]]) -> None:
        super().__init__()
        self._steps = iter(tuple(steps))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        window.painted.connect(self._timer.start)

    def stop(self) -> None:
        """What was not done yet is not done any more."""
        self._timer.stop()

    def _next(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
        else:
            step()


class DailyCopy:
    """Copies the journal once a day, beside the window: ten years of it take a while."""

    def __init__(self, path: Path) -> None:
        self._thread = threading.Thread(target=self._copy, args=(path,))

    def begin(self) -> None:
        """Begins to copy."""
        self._thread.start()

    def wait(self) -> None:
        """Waits until the copy is whole."""
        if self._thread.is_alive():
            self._thread.join()

    def _copy(self, path: Path) -> None:
        from evenkeel.journal.copies import keep_daily_copy

        try:
            keep_daily_copy(path, local_now().date())
        except JournalError as error:
            # Nothing is lost; and where the disk is full, the next session says it.
            warn(error)


class _ThemeUpdater(QObject):
    """Dresses the application anew when the settings or the system's wishes change."""

    def __init__(self, app: QApplication, appearance: Appearance, preferences: Preferences) -> None:
        super().__init__()
        self._app, self._appearance, self._preferences = app, appearance, preferences
        preferences.changed.connect(self._dress)
        app.styleHints().colorSchemeChanged.connect(self.ask_for_theme)

    def ask_for_theme(self) -> None:
        """Asks which theme the desktop wants."""
        self._preferences.ask_desktop(self._app)

    def ask_for_motion(self) -> None:
        """Asks whether the system wants less of it, now and whenever the reader comes back."""
        from evenkeel.ui.shell.system_motion import SystemMotion

        self._motion = SystemMotion(self)
        self._motion.changed.connect(self._hear_motion)
        self._app.applicationStateChanged.connect(self._motion.ask)
        self._motion.ask()

    def _hear_motion(self) -> None:
        self._preferences.system_is_still = self._motion.reduced
        self._dress()

    def _dress(self) -> None:
        self._preferences.apply_theme(self._app, self._appearance)


def _application() -> QApplication:
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setProperty(IN_FUSION, 1)
    app.setApplicationName("evenkeel")
    app.setApplicationDisplayName("Evenkeel")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("evenkeel")
    speak()
    return app


def _put_on_icon() -> None:
    from PySide6.QtGui import QIcon

    QApplication.setWindowIcon(QIcon(str(resources_dir() / "icons" / "evenkeel.svg")))


def _folder(data: Path | None, troubles: list[JournalError]) -> Path:
    try:
        return data_dir(data)
    except JournalError as error:
        troubles.append(error)
        return _temporary_folder()


def _journal(folder: Path, troubles: list[JournalError]) -> Journal:
    """The reader's journal; where it can't be used, one that lasts until the window closes."""
    try:
        return Journal.open(folder / JOURNAL_FILE)
    except JournalError as error:
        warn(error)
        troubles.append(error)
        return Journal.open(_temporary_folder() / JOURNAL_FILE)


def _temporary_folder() -> Path:
    """A folder that goes when the program ends: nothing of a reader is left in it."""
    import atexit
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="evenkeel-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
