"""The way from one picture to the next: pictures in between, shown at any moment of the way.

The first picture of a movement is the body of the still it begins with, the last one that of the
still it ends with, without arrows and glow; it has no pictures where the two bodies are the same.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QBrush, QColor, QPainter

from evenkeel.figures.motionfile import STILL, MotionError, MotionFile
from evenkeel.figures.outlines import Area, Drawing, Shape, shapes

__all__ = ["Motion", "MotionError", "Movement", "find_movement", "forget_moments", "load_motion"]

_log = logging.getLogger(__name__)

#: Pictures kept after reading: the things, their lines, and those on both sides of a moment.
_KEPT_PICTURES = 4
#: Moments kept after they were painted, of all movements together: about 60 KB each. A movement
#: is shown several times, there and back.
_KEPT_MOMENTS = 200
#: From this size on (pixels for a unit) a line is wide enough to cover the steps of a border.
_LARGE = 1.0


class Motion:
    """One movement, read picture by picture as they are asked for.

    Attributes:
        pictures: how many there are.
        size: the whole frame in units, the same as that of the stills.
        box: what holds everything that moves, in the same units.
        lined: whether there are things with lines.
    """

    def __init__(self, data: bytes) -> None:
        """Reads what :mod:`evenkeel.figures.motionfile` describes.

        Raises:
            MotionError: it is something else, or damaged.
        """
        self._file = MotionFile(data)
        self.pictures = self._file.pictures
        self.size = QSizeF(*self._file.size)
        self.box = QRectF(*self._file.box)
        self.lined = not self._file.is_empty(1)
        self._shapes = lru_cache(maxsize=_KEPT_PICTURES)(self._read)

    def paint_things(self, painter: QPainter, exchange: Mapping[str, str]) -> None:
        """Paints the things behind the person, without their lines, in frame units.

        ``exchange`` maps drawn colours to those in their place.
        """
        Drawing(_areas(self._shapes(0), 0.0)).paint(painter, self._brushes(exchange))

    def paint_lines(self, painter: QPainter, exchange: Mapping[str, str]) -> None:
        """Paints the lines of the things; they lie over the shadow and under the person."""
        Drawing(_areas(self._shapes(1), 0.0)).paint(painter, self._brushes(exchange))

    def paint_shadow(self, painter: QPainter, moment: float, exchange: Mapping[str, str]) -> None:
        """Paints the shadow; as for :meth:`paint_person`."""
        _moment(self, self._known(moment))[0].paint(painter, self._brushes(exchange))

    def paint_person(self, painter: QPainter, moment: float, exchange: Mapping[str, str]) -> None:
        """Paints the person.

        Args:
            painter: units of the frame are its units.
            moment: 0 at the first picture to ``pictures - 1`` at the last one.
            exchange: drawn colours to those in their place.
        """
        large = abs(painter.transform().m11()) >= _LARGE
        covered = self._file.covered if large else frozenset()
        _moment(self, self._known(moment))[1].paint(painter, self._brushes(exchange), covered)

    def at(self, moment: float) -> tuple[Drawing, Drawing]:
        """The shadow and the person at a moment."""
        nearest = int(moment + 0.5)
        seen = _areas(self._shapes(nearest + STILL), moment - nearest)
        shadows = self._file.shadows
        return (
            Drawing(area for area in seen if area.layer in shadows),
            Drawing(area for area in seen if area.layer not in shadows),
        )

    def _known(self, moment: float) -> float:
        # On the way back the same moments come again, but for the last digits.
        return round(min(max(moment, 0.0), self.pictures - 1.0), 4)

    def _brushes(self, exchange: Mapping[str, str]) -> list[QBrush]:
        return [QBrush(QColor(exchange.get(drawn, drawn))) for drawn in self._file.colours]

    def _read(self, picture: int) -> list[Shape]:
        try:
            return shapes(self._file.loops(picture))
        except MotionError as error:
            # Only a program that writes wrongly makes such a file: it is whole by its checksum.
            _log.warning("no picture %d: %s", picture, error)
            return []


@lru_cache(maxsize=_KEPT_MOMENTS)
def _moment(motion: Motion, moment: float) -> tuple[Drawing, Drawing]:
    return motion.at(moment)


def forget_moments() -> None:
    """Gives back the memory of what was kept to be shown again; nothing plays any more."""
    _moment.cache_clear()


def _areas(seen: Sequence[Shape], ahead: float) -> list[Area]:
    return [area for shape in seen for area in shape.areas(ahead)]


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
