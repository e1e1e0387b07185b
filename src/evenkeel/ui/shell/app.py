"""The composition root: builds the objects and hands them to each other."""

import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from evenkeel import __version__
from evenkeel.catalogue.faults import ContentError
from evenkeel.catalogue.locate import resources_dir
from evenkeel.coach.clock import session_clock
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.places import JOURNAL_FILE, SETTINGS_FILE, make_files_private
from evenkeel.journal.storage.times import local_now
from evenkeel.language import set_program_locale
from evenkeel.quick import finish_start
from evenkeel.ui.frame.garbage import GarbageCollector
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.startup_log import configure_logging, warn
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.frame.window_placement import place, placement_of
from evenkeel.ui.shell.controller import Controller
from evenkeel.ui.shell.crash_log import CrashLog
from evenkeel.ui.shell.display import why_no_display
from evenkeel.ui.shell.home import Home, apply_language
from evenkeel.ui.shell.recovered_start import (
    Folder,
    OpenedContent,
    OpenedJournal,
    find_folder,
    open_content,
    open_journal,
)
from evenkeel.ui.shell.single_instance import SingleInstance
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.theme import IN_FUSION

_CRASHES = "crashes"


def run_window(
    data: Path | None,
    *,
    started: Callable[[MainWindow], None] | None = None,
    clock: Callable[[], float] = session_clock,
) -> int:
    """Opens the desktop window and runs until it is closed; returns the exit status.

    The order matters: a missing display is reported before Qt aborts over it; a window that is
    already open for this folder is raised before anything of the folder is opened; settings
    are read before the window is made, so that it never shows in the wrong theme; the journal
    is opened before the first page, which shows what it holds; and the window is shown with
    that page in it, so that it is laid out once.

    Args:
        data: where the journal and settings are; the platform's own place otherwise.
        started: called with the window once it is shown, for measurements and tests.
        clock: what sessions run by.
    """
    blind = why_no_display()
    if blind:
        print(f"evenkeel: {blind}", file=sys.stderr)  # noqa: T201 - there is nowhere else to say it
        return 1
    found = find_folder(data)
    instance = SingleInstance(found.path)
    if not instance.acquire():
        instance.request_raise()
        print("Evenkeel is open already; its window comes to the front.")  # noqa: T201
        return 0
    log = CrashLog(found.path / _CRASHES)
    log.open()
    try:
        return _run(found, instance, log, started=started, clock=clock)
    except Exception as error:  # noqa: BLE001 - from an icon, nobody sees standard error
        return _report_failed_start(error, log)
    finally:
        log.close()
        instance.release()


def _run(
    found: Folder,
    instance: SingleInstance,
    log: CrashLog,
    *,
    started: Callable[[MainWindow], None] | None,
    clock: Callable[[], float],
) -> int:
    app = _application()
    folder = found.path
    preferences = Preferences(folder / SETTINGS_FILE)
    apply_language(app, folder, preferences.settings.language)
    content = open_content(folder, preferences.portrait)
    appearance = content.appearance
    preferences.apply_theme(app, appearance)
    opened = open_journal(folder / JOURNAL_FILE, found.fault)
    journal = opened.journal
    user_state = UserState(journal, appearance.catalogue, local_now)
    if preferences.fault and user_state.answers:
        # Only the settings were lost; this user has seen the welcome page.
        preferences.note(welcomed=True)

    def make() -> Controller:
        controller = Controller(appearance, user_state, preferences, clock=clock, crashes=log)
        window = controller.window
        window.closed.connect(lambda: preferences.note(window=placement_of(window)))
        return controller

    home = Home(make, app, appearance, user_state, preferences)
    controller, window = home.controller, home.controller.window
    instance.raise_requested.connect(home.raise_window)
    theme_updater = _ThemeUpdater(app, appearance, preferences)
    fills = place(window, preferences.settings.window)
    controller.open()
    if fills:
        window.showMaximized()
    else:
        window.show()
    copying = DailyCopy(journal.path)
    recovery = StartupProblems(home, user_state, folder / JOURNAL_FILE)
    copying.failed.connect(recovery.report_failed_copy)
    collector = GarbageCollector()
    startup_tasks = StartupTasks(
        controller.window,
        (
            finish_start,
            collector.start,
            configure_logging,
            log.log_qt_messages,
            controller.complete,
            lambda: recovery.tell(opened, preferences, content),
            _set_icon,
            controller.remind,
            theme_updater.follow_theme,
            theme_updater.ask_for_motion,
            instance.listen,
            *([copying.begin] if opened.lasting else []),
            controller.preload,
        ),
    )
    if started:
        started(controller.window)
    try:
        return app.exec()
    finally:
        startup_tasks.stop()
        copying.wait()
        home.controller.close()
        collector.stop()
        theme_updater.deleteLater()
        journal.close()


class StartupTasks(QObject):
    """Runs what can wait until the first page is shown, one step per turn of the event loop."""

    def __init__(self, window: MainWindow, steps: Iterable[Callable[[], None]]) -> None:
        super().__init__()
        self._steps = iter(tuple(steps))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        window.painted.connect(self._timer.start)

    def stop(self) -> None:
        """Drops the steps that are left."""
        self._timer.stop()

    def _next(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
        else:
            step()


class DailyCopy(QObject):
    """Checks the journal and copies it once a day, in a thread of its own.

    Signals:
        failed: the journal is damaged, or the copy can't be made; a `JournalError`.
    """

    failed = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._thread = threading.Thread(target=self._copy, args=(path,))

    def begin(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def wait(self) -> None:
        """Waits until the copy is finished."""
        if self._thread.is_alive():
            self._thread.join()

    def _copy(self, path: Path) -> None:
        from evenkeel.journal.storage.copies import keep_daily_copy

        make_files_private(path.parent)
        try:
            keep_daily_copy(path, local_now().date())
        except JournalError as error:
            warn(error)
            self.failed.emit(error)


class StartupProblems(QObject):
    """Reports what was wrong with the user's files, once the first page is shown."""

    def __init__(self, home: Home, user_state: UserState, path: Path) -> None:
        """``path`` is the user's journal."""
        super().__init__()
        self._home = home
        self._user_state = user_state
        self._path = path

    def tell(self, opened: OpenedJournal, preferences: Preferences, content: OpenedContent) -> None:
        """Shows everything that was wrong at the start in one message box."""
        if not (opened.fault or preferences.fault or content.fault):
            return
        from evenkeel.ui.shell.start_messages import (
            content_in_words,
            opening_in_words,
            settings_in_words,
        )

        sentences = (
            opening_in_words(opened),
            settings_in_words(preferences.fault, preferences.moved_to),
            content_in_words(content.fault),
        )
        # A journal that is only out of reach is not replaced by a copy.
        lost = opened.lasting and opened.fault is not None
        self._tell(tuple(filter(None, sentences)), damaged=lost)

    def report_failed_copy(self, error: JournalError) -> None:
        """Shows why today's copy could not be made."""
        from evenkeel.ui.shell.start_messages import damaged_in_use, no_copy_today

        if error.fault is JournalFault.DAMAGED and error.path == self._path:
            self._tell((damaged_in_use(),), damaged=True, in_the_way=True)
        elif error.fault is not JournalFault.LOCKED:
            self._tell((no_copy_today(error),))

    def _tell(
        self, sentences: Sequence[str], *, damaged: bool = False, in_the_way: bool = False
    ) -> None:
        from evenkeel.ui.shell.recovery import Recovery

        controller = self._home.controller
        recovery = Recovery(controller.window, self._user_state, self._path)
        recovery.restored.connect(controller.show_other_journal)
        recovery.failed.connect(controller.notify)
        if damaged:
            recovery.offer(sentences, in_the_way=in_the_way)
        else:
            recovery.tell(sentences)


class _ThemeUpdater(QObject):
    """Applies the theme again when the settings or the system's preferences change."""

    def __init__(self, app: QApplication, appearance: Appearance, preferences: Preferences) -> None:
        super().__init__()
        self._app, self._appearance, self._preferences = app, appearance, preferences
        preferences.changed.connect(self._apply_theme)
        app.styleHints().colorSchemeChanged.connect(self.ask_for_theme)

    def follow_theme(self) -> None:
        """Asks which theme the desktop prefers: now, and at each return to the window."""
        contrast = self._app.styleHints().accessibility()
        contrast.contrastPreferenceChanged.connect(self.ask_for_theme)
        self._app.applicationStateChanged.connect(self.ask_for_theme)
        self.ask_for_theme()

    def ask_for_theme(self) -> None:
        """Asks which theme the desktop prefers, and in which colours."""
        self._preferences.ask_desktop(self._app)
        self._apply_theme()

    def ask_for_motion(self) -> None:
        """Asks whether the system prefers reduced motion, now and at each return to the window."""
        from evenkeel.ui.shell.system_motion import SystemMotion

        self._motion = SystemMotion(self)
        self._motion.changed.connect(self._motion_changed)
        for ask in (self._motion.ask, self._appearance.reader.ask):
            self._app.applicationStateChanged.connect(ask)
            ask()

    def _motion_changed(self) -> None:
        self._preferences.system_reduces_motion = self._motion.reduced
        self._apply_theme()

    def _apply_theme(self) -> None:
        self._preferences.apply_theme(self._app, self._appearance)


def _application() -> QApplication:
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setProperty(IN_FUSION, 1)
    app.setApplicationName("evenkeel")
    app.setApplicationDisplayName("Evenkeel")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("evenkeel")
    set_program_locale()
    return app


def _set_icon() -> None:
    from PySide6.QtGui import QIcon

    QApplication.setWindowIcon(QIcon(str(resources_dir() / "icons" / "evenkeel.svg")))


def _report_failed_start(error: Exception, log: CrashLog) -> int:
    """Reports in a message box too that the window can't open; returns the exit status."""
    ours = not isinstance(error, (ContentError, OSError, JournalError))
    if ours:
        # Goes to the crash log.
        sys.excepthook(type(error), error, error.__traceback__)
    else:
        warn(error)
    if QApplication.instance():
        from evenkeel.ui.shell.start_messages import no_window

        _box(no_window(log.folder if ours else None, str(error)))
    return 1


def _box(sentence: str) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Critical, "Evenkeel", sentence)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setObjectName("no_window")
    box.exec()
