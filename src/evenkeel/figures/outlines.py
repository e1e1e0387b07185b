"""Outlines made ready to be painted at any moment: bends rounded, wide ones in parts."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPolygonF

from evenkeel.figures.motionfile import Loop

#: Turns of more than about 50 degrees are meant as corners; this is the square of the cosine.
_GENTLE = 0.4
#: A bend gets another corner where that moves the outline by so many units.
_SEEN, _MEANT = 0.12, 1.6
#: A shape with so many corners that is so wide (units) is painted in parts.
_MANY, _WIDE = 24, 200.0
#: Parts reach so far (units) over their border: a pixel of the smallest picture, so that nothing
#: shows between them.
_OVER = 4.0

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Area:
    """What is filled at once.

    Attributes:
        layer: which colour it has.
        counts: how many corners each of its outlines has.
        points: x and y of all of them by turns.
    """

    layer: int
    counts: Sequence[int]
    points: array[float]


class Drawing:
    """Areas from back to front, kept in little memory: painted paths keep ten times as much."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._fills: list[tuple[int, int]] = []
        parts: list[bytes] = []
        for area in areas:
            self._fills.append((area.layer, len(area.counts)))
            data, at = area.points.tobytes(), 0
            for count in area.counts:
                parts += [count.to_bytes(4, "little"), data[at : at + 16 * count]]
                at += 16 * count
        self._data = QByteArray(b"".join(parts))

    def paint(
        self, painter: QPainter, brushes: Sequence[QBrush], covered: Collection[int] = ()
    ) -> None:
        """Fills every area with the brush of its layer; the borders of ``covered`` layers are not
        smoothed, because nobody sees them.
        """
        # Read as a stream: ten times as fast as to make every point by itself.
        stream = QDataStream(self._data)
        stream.setByteOrder(QDataStream.ByteOrder.LittleEndian)
        polygon, smooth = QPolygonF(), True
        for layer, outlines in self._fills:
            path = QPainterPath()
            for _ in range(outlines):
                stream >> polygon
                path.addPolygon(polygon)
            if smooth is (layer in covered):
                smooth = not smooth
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
            painter.fillPath(path, brushes[layer])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline with its holes, which moves.

    Attributes:
        layer: which colour it has.
        counts: how many corners each of its outlines has.
        points: x and y of all of them by turns.
        ahead: their way to the next picture, likewise.
        back: their way from the picture before.
    """

    layer: int
    counts: tuple[int, ...]
    points: array[float]
    ahead: array[float]
    back: array[float]

    def areas(self, ahead: float) -> list[Area]:
        """It, or its parts; ``ahead`` is how much of the way to the next picture (-1 to 1).

        A wide shape with many corners comes in parts: the painter looks along whole rows of a
        shape, so that one large shape takes three times as long as its parts.
        """
        points = self.points
        if ahead:
            way = self.ahead if ahead > 0 else self.back
            points = array("d", [p + ahead * w for p, w in zip(points, way, strict=True)])
        x = points[::2]
        if len(x) < _MANY or max(x) - min(x) < _WIDE:
            return [Area(self.layer, self.counts, points)]
        corners = list(zip(x, points[1::2], strict=True))
        ends = [0, *accumulate(self.counts)]
        parts = _parts([corners[a:b] for a, b in pairwise(ends)])
        return [Area(self.layer, list(map(len, part)), _flat(part)) for part in parts]


def shapes(loops: Iterable[Loop]) -> list[Shape]:
    """The shapes of a picture, from back to front, each with its holes."""
    groups: list[list[Loop]] = []
    for loop in map(_rounded, loops):
        if loop.hole and groups:
            groups[-1].append(loop)
        else:
            groups.append([loop])
    return [
        Shape(
            group[0].layer,
            tuple(len(loop.x) for loop in group),
            _by_turns((loop.x, loop.y) for loop in group),
            _by_turns((loop.ahead_x, loop.ahead_y) for loop in group),
            _by_turns((loop.back_x, loop.back_y) for loop in group),
        )
        for group in groups
    ]


def _by_turns(pairs: Iterable[tuple[Sequence[float], Sequence[float]]]) -> array[float]:
    return array("d", chain.from_iterable(chain(*(zip(x, y, strict=True) for x, y in pairs))))


def _flat(outlines: Iterable[Iterable[_Point]]) -> array[float]:
    return array("d", chain.from_iterable(chain.from_iterable(outlines)))


def _parts(outlines: list[list[_Point]]) -> list[list[list[_Point]]]:
    """Halves of halves until they are narrow."""
    reach = [(min(outline)[0], max(outline)[0]) for outline in outlines]
    low, high = min(a for a, _ in reach), max(b for _, b in reach)
    if high - low < _WIDE:
        return [outlines]
    middle = (low + high) / 2
    left, right = middle + _OVER, middle - _OVER
    halves: list[list[list[_Point]]] = [[], []]
    for outline, (begin, end) in zip(outlines, reach, strict=True):
        if begin < left:
            halves[0].append(outline if end <= left else _cut(outline, left, 1.0))
        if end > right:
            halves[1].append(outline if begin >= right else _cut(outline, right, -1.0))
    return [part for half in halves if half for part in _parts(half)]


def _cut(outline: list[_Point], at: float, sign: float) -> list[_Point]:
    """What lies on one side of an upright line (Sutherland and Hodgman 1974)."""
    out: list[_Point] = []
    before_x, before_y = outline[-1]
    was = sign * (at - before_x) >= 0
    for corner in outline:
        x, y = corner
        inside = sign * (at - x) >= 0
        if inside is not was:
            out.append((at, before_y + (at - before_x) / (x - before_x) * (y - before_y)))
        if inside:
            out.append(corner)
        before_x, before_y, was = x, y, inside
    return out


def _rounded(loop: Loop) -> Loop:
    """The outline with a corner more in the middle of every gentle bend."""
    x, y = loop.x, loop.y
    count = len(x)
    gentle = []
    u, v = x[0] - x[-1], y[0] - y[-1]
    for ax, ay, bx, by in zip(x, y, [*x[1:], x[0]], [*y[1:], y[0]], strict=True):
        p, q = bx - ax, by - ay
        along = u * p + v * q
        gentle.append(along > 0 and along * along > _GENTLE * (u * u + v * v) * (p * p + q * q))
        u, v = p, q
    halfway: list[tuple[int, float, float]] = []
    for k in range(count):
        one, two = (k + 1) % count, (k + 2) % count
        if gentle[k] and gentle[one]:
            # The four-point scheme of Dyn, Levin and Gregory: a cubic through the neighbours.
            off_x = (x[k] + x[one] - x[k - 1] - x[two]) / 16
            off_y = (y[k] + y[one] - y[k - 1] - y[two]) / 16
            if _SEEN < abs(off_x) + abs(off_y) < _MEANT:
                halfway.append((k, off_x, off_y))
    ways = (loop.ahead_x, loop.ahead_y, loop.back_x, loop.back_y)
    return Loop(
        loop.layer,
        loop.hole,
        _with_more(x, [(k, off) for k, off, _ in halfway]),
        _with_more(y, [(k, off) for k, _, off in halfway]),
        *(_with_more(way, [(k, 0.0) for k, _, _ in halfway]) for way in ways),
    )


def _with_more(values: list[float], more: list[tuple[int, float]]) -> list[float]:
    """Between two values their mean, and a little more; where it comes is told by the first."""
    out: list[float] = []
    at = 0
    for k, off in more:
        out += values[at : k + 1]
        out.append((values[k] + values[(k + 1) % len(values)]) / 2 + off)
        at = k + 1
    return out + values[at:]
