"""The way from one picture to the next: pictures in between, shown at any moment of the way.

A movement lies beside the pictures as ``<first>-<last>.motion``. Its first picture is the body of
``<first>``, its last one that of ``<last>``, without arrows and glow; it has no pictures where the
two bodies are the same. The file is

- eight bytes, ``EVKMOVE`` and the version ``1``;
- one xz stream (which checks itself) with, little-endian,
- a 32-bit length and so much JSON: ``step`` (frame units for one count of a position), ``pace``
  (units for one count of a velocity), ``size`` and ``box`` (the whole frame, and x, y, width and
  height of what moves, in units), ``layers`` (drawn colour of each layer), ``shadows`` (the layers
  that lie under the lines of the things), ``pictures`` (how many), ``loops`` and ``points`` (how
  many in all);
- for the things behind the person, for their lines, and for every picture: how many loops (16 bit);
- for every loop: its layer (8 bit; 128 is added where it is a hole in the loop before it), then
  for every loop: how many points (16 bit);
- six planes with one byte for each point: low and high byte of the way in x from the point before,
  the same in y, and the change of velocity in x and in y. Counts are zigzag-coded (0, -1, 1, -2 …);
  each picture starts again from zero.

A point's velocity is its way during one step to the next picture, so that a picture can be shown a
little before and after its moment; between two pictures nothing jumps. The outlines are polygons
of few corners; gentle bends get another corner in between when they are read.
"""

from __future__ import annotations

import json
import logging
import lzma
import struct
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

_log = logging.getLogger(__name__)

MAGIC = b"EVKMOVE1"
#: Marks a hole in the number of its layer.
_HOLE = 128
#: Turns of more than about 50 degrees are meant as corners; this is the square of the cosine.
_GENTLE = 0.4
#: A bend gets another corner where that moves the outline by so many units.
_SEEN, _MEANT = 0.12, 1.6
#: What lies before the first picture in the planes: the things, and their lines.
_STILL = 2
#: Pictures kept after reading, so that a movement that is repeated is read once.
_KEPT = 64
#: No movement is larger than this, whatever a damaged file says.
_MOST_BYTES = 16 * 1024 * 1024


class MotionError(ValueError):
    """A file holds no movement that can be shown; the text says which and why."""


@dataclass(frozen=True, slots=True)
class _Loop:
    """A closed outline.

    Attributes:
        layer: which colour it has.
        hole: whether it is a hole in the one before it.
        points: its corners, x and y by turns.
        velocity: theirs, likewise.
    """

    layer: int
    hole: bool
    points: Sequence[float]
    velocity: Sequence[float]


class Motion:
    """One movement, read picture by picture as they are asked for.

    Attributes:
        pictures: how many there are.
        size: the whole frame in units, the same as that of the stills.
        box: what holds everything that moves, in the same units.
    """

    def __init__(self, data: bytes) -> None:
        """Reads what :mod:`evenkeel.figures.motion` describes.

        Raises:
            MotionError: it is something else, or damaged.
        """
        if not data.startswith(MAGIC):
            raise MotionError("not a movement of this version")
        try:
            self._read(lzma.LZMADecompressor().decompress(data[len(MAGIC) :], _MOST_BYTES))
        except (lzma.LZMAError, EOFError, struct.error, KeyError, TypeError, ValueError) as error:
            raise MotionError(f"damaged: {error}") from error
        self._picture = lru_cache(maxsize=_KEPT)(self._loops_of)

    def _read(self, plain: bytes) -> None:
        (length,) = struct.unpack_from("<I", plain)
        head = json.loads(plain[4 : 4 + length])
        self._step, self._pace = float(head["step"]), float(head["pace"])
        self.pictures = int(head["pictures"])
        self.size = QSizeF(*head["size"])
        self.box = QRectF(*head["box"])
        self._colours = [str(colour) for colour in head["layers"]]
        self._shadows = frozenset(head["shadows"])
        loops, points = int(head["loops"]), int(head["points"])
        at = 4 + length
        in_picture = _numbers(plain, "H", at, self.pictures + _STILL)
        at += 2 * len(in_picture)
        self._layer = plain[at : at + loops]
        at += loops
        self._count = _numbers(plain, "H", at, loops)
        at += 2 * loops
        self._planes = [plain[at + k * points : at + (k + 1) * points] for k in range(6)]
        self._first_loop = [0, *accumulate(in_picture)]
        first_point = [0, *accumulate(self._count)]
        if (
            self._first_loop[-1] != loops
            or first_point[-1] != points
            or len(plain) != at + 6 * points
            or any(layer & ~_HOLE >= len(self._colours) for layer in self._layer)
        ):
            raise MotionError("damaged: its numbers do not agree")
        self._first_point = first_point

    def paint_things(self, painter: QPainter, exchange: Mapping[str, str]) -> None:
        """Paints the things behind the person, without their lines, in frame units.

        ``exchange`` maps drawn colours to those in their place.
        """
        self._paint(painter, self._picture(0), 0.0, exchange)

    def paint(self, painter: QPainter, moment: float, exchange: Mapping[str, str]) -> None:
        """Paints the shadow, the lines of the things and the person, in frame units.

        Args:
            painter: units of the frame are its units.
            moment: 0 at the first picture to ``pictures - 1`` at the last one.
            exchange: drawn colours to those in their place.
        """
        last = self.pictures - 1
        moment = min(max(moment, 0.0), float(last))
        nearest = min(int(moment + 0.5), last)
        loops = self._picture(nearest + _STILL)
        under = next(
            (k for k, loop in enumerate(loops) if loop.layer not in self._shadows), len(loops)
        )
        self._paint(painter, loops[:under], moment - nearest, exchange)
        self._paint(painter, self._picture(1), 0.0, exchange)
        self._paint(painter, loops[under:], moment - nearest, exchange)

    def _paint(
        self,
        painter: QPainter,
        loops: Sequence[_Loop],
        ahead: float,
        exchange: Mapping[str, str],
    ) -> None:
        """Paints shape by shape: one large path of many outlines would take three times as long."""
        layer, colour, path = -1, QColor(), QPainterPath()
        for loop in loops:
            if not loop.hole:
                if not path.isEmpty():
                    painter.fillPath(path, colour)
                path = QPainterPath()
                if loop.layer != layer:
                    layer = loop.layer
                    drawn = self._colours[layer]
                    colour = QColor(exchange.get(drawn, drawn))
            path.addPolygon(_polygon(loop, ahead))
        if not path.isEmpty():
            painter.fillPath(path, colour)

    def _loops_of(self, picture: int) -> list[_Loop]:
        first, last = self._first_loop[picture], self._first_loop[picture + 1]
        begin, end = self._first_point[first], self._first_point[last]
        part = [plane[begin:end] for plane in self._planes]
        step, pace = self._step, self._pace
        x = [step * v for v in accumulate(map(_unzigzag, _joined(part[0], part[1])))]
        y = [step * v for v in accumulate(map(_unzigzag, _joined(part[2], part[3])))]
        vx = [pace * v for v in accumulate(map(_unzigzag, part[4]))]
        vy = [pace * v for v in accumulate(map(_unzigzag, part[5]))]
        out = []
        for loop in range(first, last):
            a = self._first_point[loop] - begin
            b = a + self._count[loop]
            points, velocity = _bent(x[a:b], y[a:b], vx[a:b], vy[a:b])
            kind = self._layer[loop]
            out.append(_Loop(kind & ~_HOLE, bool(kind & _HOLE), points, velocity))
        return out


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


def _numbers(plain: bytes, kind: str, at: int, count: int) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(plain[at : at + count * numbers.itemsize])
    if len(numbers) != count:
        raise MotionError("damaged: it ends too soon")
    return numbers


def _unzigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def _joined(low: bytes, high: bytes) -> Sequence[int]:
    return [a + 256 * b if b else a for a, b in zip(low, high, strict=True)]


def _bent(
    x: Sequence[float], y: Sequence[float], vx: Sequence[float], vy: Sequence[float]
) -> tuple[list[float], list[float]]:
    """The polygon with a corner more in the middle of every gentle bend: points, velocities."""
    count = len(x)
    nx, ny = [*x[1:], x[0]], [*y[1:], y[0]]
    gentle = []
    u, v = x[0] - x[-1], y[0] - y[-1]
    for ax, ay, bx, by in zip(x, y, nx, ny, strict=True):
        p, q = bx - ax, by - ay
        along = u * p + v * q
        gentle.append(along > 0 and along * along > _GENTLE * (u * u + v * v) * (p * p + q * q))
        u, v = p, q
    points: list[float] = []
    velocity: list[float] = []
    for k in range(count):
        bx, by = x[k], y[k]
        points += (bx, by)
        velocity += (vx[k], vy[k])
        one, two = (k + 1) % count, (k + 2) % count
        if gentle[k] and gentle[one]:
            cx, cy = x[one], y[one]
            # The four-point scheme of Dyn, Levin and Gregory: a cubic through the neighbours.
            ox = (bx + cx - x[k - 1] - x[two]) / 16
            oy = (by + cy - y[k - 1] - y[two]) / 16
            if _SEEN < abs(ox) + abs(oy) < _MEANT:
                points += ((bx + cx) / 2 + ox, (by + cy) / 2 + oy)
                velocity += ((vx[k] + vx[one]) / 2, (vy[k] + vy[one]) / 2)
    return points, velocity


def _polygon(loop: _Loop, ahead: float) -> QPolygonF:
    points = loop.points
    if ahead:
        points = [p + ahead * v for p, v in zip(points, loop.velocity, strict=True)]
    numbers = iter(points)
    return QPolygonF(list(map(QPointF, numbers, numbers)))
