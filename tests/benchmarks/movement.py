"""A movement at full screen: its share of one core, and that of a hold in which nothing moves.

Usage: movement.py [EXERCISE FIRST LAST [SECONDS]]
"""

import sys
import time

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.terms import Side
from evenkeel.figures.store import FigureStore
from evenkeel.ui.look import Look
from evenkeel.ui.widgets.course import Course, demonstration
from evenkeel.ui.widgets.figure import FigureView

_SIZE = (1920, 1080)


class _Counting(FigureView):
    """Counts the pictures that it paints."""

    painted = 0

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        """One more."""
        super().paintEvent(event)
        self.painted += 1


def main(arguments: list[str]) -> int:
    """Plays a movement and prints what it took."""
    exercise, first, last = arguments[:3] or ("glute_bridge", "start", "hold")
    seconds = float(arguments[3]) if len(arguments) > 3 else 12.0
    app = QApplication([])  # noqa: F841 - Qt lives as long as it does
    resources = resources_dir()
    look = Look(load_catalogue(resources), FigureStore(resources / "figures"))
    view = _Counting(look, plain=True)
    view.resize(*_SIZE)
    view.show_picture(exercise, last, Side.RIGHT)
    view.show()
    movement = view.movement(first, last)
    if movement is None:
        print(f"{exercise}: there is no way from {first} to {last}")
        return 1
    moving = [m for m in movement.motions if m.pictures]
    one = demonstration(movement, 1)
    begun = next(ms for ms in range(0, one.duration_ms, 10) if one.calm_ms(ms) == 0.0)
    print(f"{exercise}: {sum(m.pictures for m in moving)} pictures, {one.duration_ms} ms a round")
    _measured(view, "warming up", 2.0, one)
    _measured(view, "moving", seconds, _Endless(one, begun))
    view.stop()
    _measured(view, "held", 3.0, None)
    return 0


class _Endless(Course):
    """Only the stretches in which something moves, one after the other."""

    def __init__(self, course: Course, begun: int) -> None:
        self._course = course
        self.stays = False
        self.duration_ms = 10**9
        self._moving = [
            ms for ms in range(begun, course.duration_ms, 1) if course.calm_ms(ms) == 0.0
        ]

    def at(self, ms: float):  # type: ignore[no-untyped-def]
        """What is seen."""
        return self._course.at(self._moving[int(ms) % len(self._moving)])

    def calm_ms(self, _ms: float) -> float:
        """It never rests."""
        return 0.0


def _measured(view: _Counting, name: str, seconds: float, course: Course | None) -> None:
    if course:
        view.play(course)
    view.painted = 0
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    begun, used = time.monotonic(), time.process_time()
    loop.exec()
    took, cpu = time.monotonic() - begun, time.process_time() - used
    each = f", {cpu / view.painted * 1000:.2f} ms each" if view.painted > 1 else ""
    rate, share = view.painted / took, 100 * cpu / took
    print(f"{name:>10}: {rate:5.1f} pictures/s, {share:5.1f} % of a core{each}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
