"""Movements at full screen: their share of one core, round by round.

Usage: movement.py [EXERCISE [FIRST LAST]]

Each is played as a card plays it: looked at, back to the start and to the hold again, and once
more. The first round is measured twice, its first way also by itself: as at the press of a button,
and after the time in which a card is looked at, in which a figure may get ready. What is used
while nothing moves is told separately.
"""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.terms import Side
from evenkeel.figures.motion import Motion, find_movement
from evenkeel.figures.store import FigureStore
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.figures.figure_view import FigureView
from evenkeel.ui.widgets.figures.playback_schedule import Frame, PlaybackSchedule, demonstration

_SIZE = (1920, 1080)
#: How long a card is looked at before it moves by itself (ms).
_LOOKED_AT_MS = 1800


class _Counting(FigureView):
    """Counts the pictures that it paints."""

    painted = 0

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        """One more."""
        super().paintEvent(event)
        self.painted += 1


@dataclass
class _Used:
    """What one part of a course took.

    Attributes:
        wall_s: how long it lasted.
        core_s: how long a core worked for it.
        pictures: how many were painted.
    """

    wall_s: float = 0.0
    core_s: float = 0.0
    pictures: int = 0

    def add(self, wall_s: float, core_s: float, pictures: int) -> None:
        """So much more."""
        self.wall_s += wall_s
        self.core_s += core_s
        self.pictures += pictures

    def add_all(self, parts: Iterable["_Used"]) -> "_Used":
        """Those as well."""
        for one in parts:
            self.add(one.wall_s, one.core_s, one.pictures)
        return self

    @property
    def share(self) -> float:
        """Percent of a core."""
        return 100 * self.core_s / self.wall_s if self.wall_s else 0.0

    @property
    def rate(self) -> float:
        """Pictures a second."""
        return self.pictures / self.wall_s if self.wall_s else 0.0


class _Measured(PlaybackSchedule):
    """A course that notes what was used between any two moments that are asked for.

    Attributes:
        ways: what each way took, there or back: a stretch in which something moves.
        calm: what was used in all stretches in which nothing does.
    """

    def __init__(self, course: PlaybackSchedule, view: _Counting) -> None:
        self.stays, self.hz = False, course.hz
        self.duration_ms = course.duration_ms
        self.ways: list[_Used] = []
        self.calm = _Used()
        self._course, self._view = course, view
        self._was_calm = True
        self._noted = self._now()

    def at(self, ms: float) -> Frame:
        """What is seen."""
        now, before = self._now(), self._noted
        calm = self._course.still_ms(ms) > 0
        if self._was_calm and not calm:
            self.ways.append(_Used())
        used = self.calm if self._was_calm else self.ways[-1]
        used.add(now[0] - before[0], now[1] - before[1], now[2] - before[2])
        self._noted, self._was_calm = now, calm
        return self._course.at(ms)

    def still_ms(self, ms: float) -> float:
        """How long nothing will change."""
        return self._course.still_ms(ms)

    def moments(self) -> Sequence[tuple[Motion, float]]:
        """What a figure may get ready."""
        return self._course.moments()

    def stills(self) -> Sequence[str]:
        """Likewise."""
        return self._course.stills()

    def _now(self) -> tuple[float, float, int]:
        return time.monotonic(), time.process_time(), self._view.painted


def played(view: _Counting, course: PlaybackSchedule) -> _Measured:
    """Plays to the end."""
    measured = _Measured(course, view)
    loop = QEventLoop()
    view.play(measured)
    view.playingChanged.connect(loop.quit)
    loop.exec()
    return measured


def told(appearance: Appearance, exercise: str, first: str, last: str) -> None:
    """Prints a line for one movement."""
    folder = appearance.figures.folder / appearance.figures.person / exercise
    both = []
    for rounds, pause_ms in ((1, 0), (2, _LOOKED_AT_MS)):
        # Whoever presses a button has the picture before them; the movement was not read yet.
        find_movement.cache_clear()
        view = _Counting(appearance, plain=True)
        view.resize(*_SIZE)
        view.show_picture(exercise, last, Side.RIGHT)
        view.show()
        QApplication.processEvents()
        movement = find_movement(folder, first, last)
        if movement is None or not movement.moves:
            print(f"{exercise} {first}-{last}: nothing moves")
            return
        both.append(played(view, demonstration(movement, rounds, pause_ms=pause_ms)))
        view.hide()
        view.deleteLater()
    pressed, by_itself = both
    later = _Used().add_all(by_itself.ways[2:])
    shares = [
        share for one in both for share in (one.ways[0].share, _Used().add_all(one.ways[:2]).share)
    ]
    print(
        f"{exercise + ' ' + first + '-' + last:<50}"
        + "".join(f"{share:7.1f}" for share in (*shares, later.share))
        + f" %{later.rate:6.1f}/s {1000 * later.core_s / later.pictures:5.2f} ms"
        f"{1000 * pressed.calm.core_s:6.0f} {1000 * by_itself.calm.core_s:5.0f} ms",
        flush=True,
    )


def chosen(folder: Path, arguments: list[str]) -> Iterator[tuple[str, str, str]]:
    """All movements of one person, those of an exercise, or one."""
    if len(arguments) == 3:
        yield arguments[0], arguments[1], arguments[2]
        return
    for path in sorted(folder.glob(f"{arguments[0] if arguments else '*'}/*.motion")):
        first, _, last = path.stem.partition("-")
        yield path.parent.name, first, last


def main(arguments: list[str]) -> int:
    """Plays movements and prints what they took."""
    app = QApplication([])  # noqa: F841 - Qt lives as long as it does
    resources = resources_dir()
    appearance = Appearance(load_catalogue(resources), FigureStore(resources / "figures"))
    print(
        f"{'':<50}   when pressed     by itself   later\n"
        f"{f'share of a core while it moves, at {_SIZE[0]} x {_SIZE[1]}':<50}"
        "    way  round    way  round rounds  pictures     each  in pauses"
    )
    for one in chosen(appearance.figures.folder / appearance.figures.person, arguments):
        told(appearance, *one)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
