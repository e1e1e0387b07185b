"""Outlines made ready to be painted at any moment: bends rounded, large shapes in tiles."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, pairwise
from operator import itemgetter, or_, sub
from typing import TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QDataStream, QRectF
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPolygonF

from evenkeel.figures.motionfile import Outlines
from evenkeel.figures.tiles import Corners, Outline, tiles

#: Turns of more than about 50 degrees are meant as corners; this is the square of the cosine.
_GENTLE = 0.4
#: A bend gets another corner where that moves the outline by more than this (units).
_SEEN, _MEANT = 0.12, 1.6
_PARTS = 16

_Any = TypeVar("_Any")


class Drawing:
    """Areas from back to front, each of one colour."""

    def __init__(
        self, layers: Sequence[int], counts: Sequence[Sequence[int]], points: bytes
    ) -> None:
        """Takes what `Shapes` has, its points as they lie in memory."""
        at, parts = 0, []
        for count in chain.from_iterable(counts):
            parts += [count.to_bytes(4, sys.byteorder), points[at : at + 8 * count]]
            at += 8 * count
        # Read as a stream: ten times as fast as to make every point by itself.
        stream = QDataStream(QByteArray(b"".join(parts)))
        if sys.byteorder == "little":
            stream.setByteOrder(QDataStream.ByteOrder.LittleEndian)
        stream.setFloatingPointPrecision(QDataStream.FloatingPointPrecision.SinglePrecision)
        self._areas: list[tuple[int, QPolygonF | QPainterPath]] = []
        for layer, outlines in zip(layers, counts, strict=True):
            polygon = QPolygonF()
            stream >> polygon
            area: QPolygonF | QPainterPath = polygon
            if len(outlines) > 1:
                area = QPainterPath()
                area.addPolygon(polygon)
                for _ in outlines[1:]:
                    stream >> polygon
                    area.addPolygon(polygon)
            self._areas.append((layer, area))

    def bounds(self) -> QRectF:
        """What holds all of it."""
        return reduce(or_, (area.boundingRect() for _, area in self._areas), QRectF())

    def paint(
        self, painter: QPainter, brushes: Sequence[QBrush], covered: Collection[int] = ()
    ) -> None:
        """Fills every area with the brush of its layer; the borders of ``covered`` layers are not
        smoothed, because nobody sees them.
        """
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        colour, smooth = -1, True
        for layer, area in self._areas:
            if layer != colour:
                colour = layer
                painter.setBrush(brushes[layer])
                if smooth is (layer in covered):
                    smooth = not smooth
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
            if isinstance(area, QPolygonF):
                painter.drawPolygon(area)
            else:
                painter.drawPath(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of a picture from back to front, in counts; they move.

    Attributes:
        layers: which colour each has.
        counts: for each how many corners each of its outlines has.
        points: x and y of all of them by turns.
        ahead: their way to the next picture, likewise.
        back: their way from the picture before.
    """

    layers: Sequence[int]
    counts: Sequence[Sequence[int]]
    points: array[float]
    ahead: array[float]
    back: array[float]

    def at(self, ahead: float) -> Drawing:
        """What is seen; ``ahead`` is how much of the way to the next picture (-1 to 1)."""
        if ahead:
            way = self.ahead if ahead > 0 else self.back
            moved = [point + ahead * by for point, by in zip(self.points, way, strict=True)]
            return Drawing(self.layers, self.counts, struct.pack(f"{len(moved)}f", *moved))
        return Drawing(self.layers, self.counts, self.points.tobytes())


#: A picture that shows nothing.
NOTHING = Shapes((), (), array("f"), array("f"), array("f"))


def shapes(
    seen: Outlines, step: float, under: Collection[int], whole: Collection[int]
) -> tuple[Shapes, Shapes]:
    """The shapes of a picture: those of some layers, and the others.

    Args:
        seen: its outlines.
        step: units for a count.
        under: these layers.
        whole: layers that are not cut into tiles.
    """
    corners, rounded = _rounded(seen, step)
    groups: list[tuple[int, list[Outline]]] = []
    for layer, hole, outline in zip(seen.layers, seen.holes, rounded, strict=True):
        if not hole or not groups:
            groups.append((layer, []))
        groups[-1][1].append(outline)
    both: tuple[list[tuple[int, list[Outline]]], ...] = ([], [])
    for layer, outlines in groups:
        cut = tiles(outlines, corners, 1 / step) if layer not in whole else [outlines]
        both[layer not in under].extend((layer, tile) for tile in cut)
    return _flat(both[0], corners), _flat(both[1], corners)


def _flat(areas: Sequence[tuple[int, list[Outline]]], corners: Corners) -> Shapes:
    """Areas of one picture as they are kept."""
    if not areas:
        return NOTHING
    picked = itemgetter(*chain.from_iterable(chain.from_iterable(tile for _, tile in areas)))
    x, y, *ways = map(picked, (corners.x, corners.y, *corners.ways))
    return Shapes(
        [layer for layer, _ in areas],
        [tuple(map(len, tile)) for _, tile in areas],
        _by_turns(x, y),
        _by_turns(*ways[:2]),
        _by_turns(*ways[2:]),
    )


def _by_turns(x: Sequence[float], y: Sequence[float]) -> array[float]:
    both = array("f", bytes(8 * len(x)))
    # Packed at once: several times as fast as one number after the other.
    both[::2] = array("f", struct.pack(f"{len(x)}f", *x))
    both[1::2] = array("f", struct.pack(f"{len(y)}f", *y))
    return both


def _rounded(seen: Outlines, step: float) -> tuple[Corners, list[Outline]]:
    """The outlines with a corner more in the middle of every gentle bend."""
    bends = _bends(seen, step)
    x, y, *ways = (
        [*values, *[(values[one] + values[two]) / 2 for one, two, _, _ in bends]]
        for values in (seen.x, seen.y, seen.ahead_x, seen.ahead_y, seen.back_x, seen.back_y)
    )
    after = [-1] * len(seen.x)
    for new, (one, _, off_x, off_y) in enumerate(bends, len(seen.x)):
        x[new] += off_x / _PARTS
        y[new] += off_y / _PARTS
        after[one] = new
    rounded = [
        [
            corner
            for both in zip(range(a, b), after[a:b], strict=True)
            for corner in both
            if corner >= 0
        ]
        for a, b in pairwise(seen.ends)
    ]
    return Corners(x, y, ways), rounded


def _bends(seen: Outlines, step: float) -> list[tuple[int, int, int, int]]:
    """Between which two corners there is another one, and how far from their middle in x and y.

    The four-point scheme of Dyn, Levin and Gregory: a cubic through the neighbours; in counts,
    times `_PARTS`.
    """
    ends = seen.ends
    ones = _turned(range(len(seen.x)), ends)
    p, q = (list(map(sub, _turned(values, ends), values)) for values in (seen.x, seen.y))
    long = [u * u + v * v for u, v in zip(p, q, strict=True)]
    next_p, next_q, next_long = (_turned(values, ends) for values in (p, q, long))
    gentle = [
        (along := u * s + v * t) > 0 and along * along > _GENTLE * m * n
        for u, v, m, s, t, n in zip(p, q, long, next_p, next_q, next_long, strict=True)
    ]
    least, most = _PARTS * _SEEN / step, _PARTS * _MEANT / step
    rows = (gentle, _turned(gentle, ends), p, q, _turned(next_p, ends), _turned(next_q, ends))
    return [
        (one, two, s - u, t - v)
        for before, behind, s, t, u, v, one, two in zip(
            *rows, ones, _turned(ones, ends), strict=True
        )
        if before and behind and least < abs(s - u) + abs(t - v) < most
    ]


def _turned(values: Sequence[_Any], ends: Sequence[int]) -> list[_Any]:
    """Every closed loop of values, starting with its second one."""
    out: list[_Any] = []
    for a, b in pairwise(ends):
        out += values[a + 1 : b]
        out += values[a : min(a + 1, b)]
    return out
