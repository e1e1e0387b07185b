"""What the kiosk's first page costs while its picture moves: the share of one core.

``python -m tests.benchmarks.invitation [--seconds 40]``

The page is shown upright at 1080 x 1920 without a screen. What is used while the picture moves and
while it stands still are told apart.
"""

import argparse
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.locate import resources_dir
from evenkeel.figures.fonts import load_fonts
from evenkeel.ui.widgets.figures.figure_view import FigureView
from tests.kiosk.glass import CONFIG, PORTRAIT, Glass

#: Between two looks at whether something moves, in milliseconds.
_LOOK_MS = 50


def shares(seconds: float) -> tuple[float, float]:
    """Percent of one core while the picture moves, and of the whole time."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    load_fonts(resources_dir() / "fonts")
    glass = Glass(app, CONFIG, PORTRAIT)
    glass.appearance.reduced_motion = False
    (view,) = (one for one in glass.window.findChildren(FigureView) if one.isVisible())
    view.hide()
    view.show()
    begun, used = time.monotonic(), time.process_time()
    noted = [begun, used]
    moving = [0.0, 0.0]

    def look() -> None:
        now, spent = time.monotonic(), time.process_time()
        schedule = view._schedule
        if schedule and not schedule.still_ms(view._at_ms):
            moving[0] += now - noted[0]
            moving[1] += spent - noted[1]
        noted[:] = now, spent

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(_LOOK_MS)
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
    timer.stop()
    whole = (time.process_time() - used) / (time.monotonic() - begun)
    glass.close()
    return 100 * moving[1] / max(moving[0], 0.001), 100 * whole


def main() -> int:
    """Measures and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=40, help="how long it is watched")
    moving, whole = shares(parser.parse_args().seconds)
    print(f"while it moves {moving:.1f} %, all the time {whole:.1f} % of one core")
    return 0


if __name__ == "__main__":
    sys.exit(main())
