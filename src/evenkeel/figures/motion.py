"""The movement from one picture to the next, shown at any moment of it.

The first picture of a movement is the body of the still it begins with, the last one that of the
still it ends with, without arrows and glow; it has no pictures where the two bodies are the same.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QBrush, QColor, QPainter

from evenkeel.figures.motionfile import STILL, MotionError, MotionFile, Outlines
from evenkeel.figures.outlines import NOTHING, Drawing, Shapes, shapes

__all__ = [
    "KEPT_MOMENTS",
    "Motion",
    "MotionError",
    "Movement",
    "find_movement",
    "forget_moments",
    "load_motion",
]

_log = logging.getLogger(__name__)

#: Pictures kept after they were made ready, of all movements together: about 100 KB each. It is
#: more than the longest way has.
_KEPT_PICTURES = 56
#: Moments kept after they were made ready, of all movements together: about 80 KB each. A
#: movement is shown several times, there and back.
KEPT_MOMENTS = 160
#: From this size on (pixels for a unit) a line is wide enough to cover the steps of a border.
_LARGE = 1.0


class Motion:
    """One movement, read picture by picture as they are asked for.

    Attributes:
        pictures: how many there are.
        size: the whole frame in units, the same as that of the stills.
        box: what holds everything that moves, in the same units.
    """

    def __init__(self, data: bytes) -> None:
        """Reads what :mod:`evenkeel.figures.motionfile` describes.

        Raises:
            MotionError: it is another kind of file, or damaged.
        """
        self._file = MotionFile(data)
        self.pictures = self._file.pictures
        self.size = QSizeF(*self._file.size)
        self.box = QRectF(*self._file.box)
        self._exchange: Mapping[str, str] = {}
        self._brushes: list[QBrush] = []

    def things_box(self) -> QRectF:
        """What holds the things behind the person, in frame units; empty where there are none."""
        return self._box_of(0)

    def lines_box(self) -> QRectF:
        """What holds their lines, likewise."""
        return self._box_of(1)

    def paint_things(self, painter: QPainter, exchange: Mapping[str, str]) -> None:
        """Paints the things behind the person, without their lines, in frame units.

        ``exchange`` maps drawn colours to those in their place.
        """
        self._paint(painter, self._still(0), exchange)

    def paint_lines(self, painter: QPainter, exchange: Mapping[str, str]) -> None:
        """Paints the lines of the things; they lie over the shadow and under the person."""
        self._paint(painter, self._still(1), exchange)

    def paint_shadow(self, painter: QPainter, moment: float, exchange: Mapping[str, str]) -> None:
        """Paints the shadow; as for :meth:`paint_person`."""
        self._paint(painter, _moment(self, self._known(moment))[0], exchange)

    def paint_person(self, painter: QPainter, moment: float, exchange: Mapping[str, str]) -> None:
        """Paints the person.

        Args:
            painter: units of the frame are its units.
            moment: 0 at the first picture to ``pictures - 1`` at the last one.
            exchange: drawn colours to those in their place.
        """
        large = abs(painter.transform().m11()) >= _LARGE
        covered = self._file.covered if large else frozenset()
        self._paint(painter, _moment(self, self._known(moment))[1], exchange, covered)

    def read(self, picture: int) -> None:
        """Reads a picture before it is shown, and those before it; each takes some 1.5 ms."""
        self._outlines(picture + STILL)

    def make_ready(self, moment: float) -> None:
        """Makes a moment ready to be painted; this takes some 1 ms, and 4 ms for a new picture."""
        _moment(self, self._known(moment))

    def shapes(self, number: int) -> tuple[Shapes, Shapes]:
        """What lies under the lines of the things, and the rest, of a picture as the file counts
        them: the things, their lines, and the pictures of the movement.
        """
        seen = self._outlines(number)
        # Things may have the colour of a shadow.
        under = self._file.shadows if number >= STILL else ()
        if seen is None:
            return NOTHING, NOTHING
        # Things are painted once, and so their lines need no tiles: where tiles lie over each other
        # a line that is thinner than a pixel would get dots.
        whole = self._file.covered if number >= STILL else range(len(self._file.colours))
        return shapes(seen, self._file.step, under, whole)

    def _outlines(self, number: int) -> Outlines | None:
        try:
            return self._file.outlines(number)
        except MotionError as error:
            # The checksum is right, so the program that wrote the file has a fault.
            _log.warning("no picture %d: %s", number, error)
            return None

    def _still(self, number: int) -> Drawing:
        """The things, or their lines."""
        return self.shapes(number)[1].at(0.0)

    def _box_of(self, number: int) -> QRectF:
        box, step = self._still(number).bounds(), self._file.step
        return QRectF(box.x() * step, box.y() * step, box.width() * step, box.height() * step)

    def _known(self, moment: float) -> float:
        # On the way back the same moments come again, but for the last digits.
        return round(min(max(moment, 0.0), self.pictures - 1.0), 4)

    def _paint(
        self,
        painter: QPainter,
        drawing: Drawing,
        exchange: Mapping[str, str],
        covered: Collection[int] = (),
    ) -> None:
        if not self._brushes or exchange != self._exchange:
            self._exchange = dict(exchange)
            colours = (QColor(exchange.get(drawn, drawn)) for drawn in self._file.colours)
            self._brushes = [QBrush(colour) for colour in colours]
        painter.save()
        painter.scale(self._file.step, self._file.step)
        drawing.paint(painter, self._brushes, covered)
        painter.restore()


@lru_cache(maxsize=_KEPT_PICTURES)
def _ready(motion: Motion, number: int) -> tuple[Shapes, Shapes]:
    return motion.shapes(number)


@lru_cache(maxsize=KEPT_MOMENTS)
def _moment(motion: Motion, moment: float) -> tuple[Drawing, Drawing]:
    """The shadow and the person."""
    nearest = int(moment + 0.5)
    shadow, person = _ready(motion, nearest + STILL)
    return shadow.at(moment - nearest), person.at(moment - nearest)


def forget_moments() -> None:
    """Frees the memory of cached pictures and moments, when nothing plays any more."""
    _moment.cache_clear()


def load_motion(path: Path) -> Motion:
    """The movement in a file.

    Raises:
        FileNotFoundError: there is no such file.
        MotionError: it holds no movement, or is damaged.
    """
    try:
        return Motion(path.read_bytes())
    except MotionError as error:
        raise MotionError(f"{path.name}: {error}") from error


@dataclass(frozen=True, slots=True)
class Movement:
    """The whole way from one picture to another.

    Attributes:
        names: the pictures on the way, from the first to the last.
        motions: what lies between each two of them.
    """

    names: tuple[str, ...]
    motions: tuple[Motion, ...]

    @property
    def moves(self) -> bool:
        """Whether the body moves at all; two pictures may differ in their marks only."""
        return any(motion.pictures for motion in self.motions)


@lru_cache(maxsize=8)
def find_movement(folder: Path, first: str, last: str) -> Movement | None:
    """The shortest way between two pictures of a folder, through as many others as it takes.

    ``None`` where there is none, or where a file on it is damaged: the pictures are shown then.
    """
    onward: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*-*.motion")):
        begin, _, end = path.stem.partition("-")
        onward.setdefault(begin, []).append(end)
    ways: list[tuple[str, ...]] = [(first,)]
    for way in ways:
        if way[-1] == last:
            break
        ways += [(*way, name) for name in onward.get(way[-1], ()) if name not in way]
    else:
        return None
    if len(way) < 2:
        return None
    try:
        motions = [load_motion(folder / f"{a}-{b}.motion") for a, b in pairwise(way)]
    except (OSError, MotionError) as error:
        _log.warning("no movement: %s", error)
        return None
    return Movement(way, tuple(motions))
