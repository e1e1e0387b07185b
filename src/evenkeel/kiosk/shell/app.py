"""The composition root of the kiosk: builds the objects and hands them to each other."""

import logging
import signal
import sys
import time
from collections.abc import Callable

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from evenkeel import __version__
from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.figures.store import FEW, FigureStore
from evenkeel.kiosk.frame.config import KioskConfig
from evenkeel.kiosk.paper.desk import PrintDesk
from evenkeel.kiosk.paper.print_system import system_here
from evenkeel.kiosk.shell.controller import KioskController
from evenkeel.kiosk.style.sizes import sizes_of
from evenkeel.language import set_program_locale
from evenkeel.ui.frame.garbage import GarbageCollector
from evenkeel.ui.shell.display import why_no_display
from evenkeel.ui.style.appearance import Appearance


def run_kiosk(
    config: KioskConfig,
    *,
    started: Callable[[KioskController], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> int:
    """Opens the kiosk, runs until staff or the system end it, and returns the exit status.

    No journal, settings or copy of the content is read or written. The only file is the counters',
    where the clinic wants one.

    Args:
        config: what the clinic set.
        started: called with the controller once the window is shown, for measurements and tests.
        clock: monotonic seconds.
    """
    logging.basicConfig(format="evenkeel: %(message)s", level=logging.WARNING)
    blind = why_no_display()
    if blind:
        print(f"evenkeel: {blind}", file=sys.stderr)  # noqa: T201 - no window to say it in
        return 1
    app = _application()
    resources = resources_dir()
    figures = resources / "figures"
    appearance = Appearance(load_catalogue(resources), FigureStore(figures, cache_size=FEW))
    desk = PrintDesk(config, clock, system=system_here())
    sizes = sizes_of(app.primaryScreen())
    controller = KioskController(app, appearance, sizes, config, desk, clock=clock)
    controller.left.connect(lambda: app.exit(0))
    _quit_on_signals(app)
    controller.open()
    controller.window.fill_screen()
    app.primaryScreen().geometryChanged.connect(controller.window.fill_screen)
    collector = GarbageCollector()
    collector.start()
    if started:
        started(controller)
    try:
        return app.exec()
    finally:
        controller.close()
        collector.stop()


def _quit_on_signals(app: QApplication) -> None:
    """Ends cleanly when the system stops the kiosk.

    Python handles a signal only while it runs; the controller's timer makes it, five times a
    second.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: app.exit(0))


def _application() -> QApplication:
    app = QApplication(sys.argv[:1])
    app.setApplicationName("evenkeel-kiosk")
    app.setApplicationDisplayName("Evenkeel")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("evenkeel-kiosk")
    set_program_locale()
    app.setWindowIcon(QIcon(str(resources_dir() / "icons" / "evenkeel.svg")))
    return app
