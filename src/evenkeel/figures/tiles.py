"""Large shapes cut into tiles, which are painted in much less time.

Qt's painter goes through the whole outline of a shape once for every few rows of it, and along all
borders in a row for every border in it. So a tile costs what lies in it, a large shape much more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from operator import itemgetter

#: No tile is wider or higher (units), but for the largest shapes.
_MOST = 200.0
#: A tile is this many cells wide and reaches over its borders by one: at least a pixel of the
#: smallest picture, so that nothing shows between tiles.
_CELLS = 32
#: Numbers of cells fit into a byte.
_MOST_TILES = 255 // _CELLS
#: It is not worth it for shapes of fewer corners.
_MANY = 24

#: Where a corner is: before a strip, in it, or after it.
_BEFORE, _IN, _AFTER = 0, 1, 2
#: Corners in it, or the last one before it is crossed between two corners.
_WITHIN = re.compile(b"\1+|\0(?=\2)|\2(?=\0)")

#: A closed outline: the numbers of its corners.
Outline = list[int]


@dataclass(slots=True)
class Corners:
    """The corners of a picture, to which cutting adds some.

    Attributes:
        x: left to right.
        y: top to bottom.
        ways: further values of each; a new corner gets values between those of two others.
    """

    x: list[float]
    y: list[float]
    ways: Sequence[list[float]]

    def between(self, one: int, two: int, share: float) -> int:
        """A new corner; ``share`` is how much of the way from one to the other."""
        for values in (self.x, self.y, *self.ways):
            begin = values[one]
            values.append(begin + share * (values[two] - begin))
        return len(self.x) - 1


def tiles(outlines: list[Outline], corners: Corners, unit: float) -> list[list[Outline]]:
    """A shape in tiles, each with its outlines; a small one as it is.

    Args:
        outlines: those of one shape, filled where an odd number of them lies around.
        corners: what they number.
        unit: how long a unit is there.
    """
    if sum(map(len, outlines)) < _MANY:
        return [outlines]
    return [
        tile
        for strip in _strips(outlines, corners, corners.x, corners.y, _MOST * unit)
        for tile in _strips(strip, corners, corners.y, corners.x, _MOST * unit)
    ]


def _strips(
    outlines: list[Outline],
    corners: Corners,
    across: list[float],
    along: list[float],
    most: float,
) -> list[list[Outline]]:
    """A shape cut by lines along one direction.

    Args:
        outlines: those of the shape.
        corners: what they number.
        across: where the corners are in the direction from strip to strip.
        along: where they are in the other one.
        most: how wide a strip may be.
    """
    places = [itemgetter(*outline)(across) for outline in outlines]
    low, high = min(map(min, places)), max(map(max, places))
    count = min(ceil((high - low) / most), _MOST_TILES)
    if count < 2:
        return [outlines]
    cell = (high - low) / (count * _CELLS)
    cells = [bytes([int((place - low) / cell) for place in each]) for each in places]
    strips: list[list[Outline]] = []
    for begin in range(0, count * _CELLS, _CELLS):
        first, last = max(begin - 1, 0), begin + _CELLS + 1
        sides = bytes(first) + bytes([_IN] * (last - first)) + bytes([_AFTER] * (256 - last))
        strip = _Strip(corners, across, along, (low + first * cell, low + last * cell))
        for outline, own in zip(outlines, cells, strict=True):
            strip.add(outline, own.translate(sides))
        if found := strip.closed():
            strips.append(found)
    return strips


class _Strip:
    """What of a shape lies between two lines."""

    def __init__(
        self,
        corners: Corners,
        across: list[float],
        along: list[float],
        lines: tuple[float, float],
    ) -> None:
        """As for `_strips`; ``lines`` are where it begins and ends."""
        self._corners, self._across, self._along = corners, across, along
        self._lines = {_BEFORE: lines[0], _AFTER: lines[1]}
        self._whole: list[Outline] = []
        self._pieces: list[Outline] = []
        # Two for each piece, of its first and of its last corner: on which line, and where.
        self._ends: list[tuple[int, float]] = []

    def add(self, outline: Outline, sides: bytes) -> None:
        """Adds what lies within; ``sides`` tells of each corner whether it does."""
        if _IN not in sides and not (_BEFORE in sides and _AFTER in sides):
            return
        outside = len(sides) - len(sides.lstrip(bytes([_IN])))
        if outside == len(sides):
            self._whole.append(outline)
            return
        # Begun outside, so that no stretch goes over the end.
        outline = outline[outside:] + outline[: outside + 1]
        sides = sides[outside:] + sides[: outside + 1]
        for found in _WITHIN.finditer(sides):
            begin, end = found.span()
            if sides[begin] == _IN:
                begin -= 1
            # From the last corner outside to the next one; there may be none between.
            inner = outline[begin + 1 : end]
            into = self._on_line(outline[begin], outline[begin + 1], sides[begin])
            out_of = self._on_line(outline[end - 1], outline[end], sides[end])
            self._pieces.append([into, *inner, out_of])

    def _on_line(self, one: int, two: int, side: int) -> int:
        """The corner in which the line on a side is crossed."""
        begin, end = self._across[one], self._across[two]
        new = self._corners.between(one, two, (self._lines[side] - begin) / (end - begin))
        self._ends.append((side, self._along[new]))
        return new

    def closed(self) -> list[Outline]:
        """The outlines.

        Along a line, inside and outside alternate: so every second stretch of it joins two pieces,
        and the outlines stay close wherever their corners go afterwards.
        """
        order = sorted(range(len(self._ends)), key=self._ends.__getitem__)
        joined = dict(zip(order[::2], order[1::2], strict=True))
        joined |= {two: one for one, two in joined.items()}
        out = self._whole
        while joined:
            first = end = next(iter(joined))
            outline: Outline = []
            following = None
            while following != first:
                # A piece is followed either way.
                piece = self._pieces[end >> 1]
                outline += piece[::-1] if end & 1 else piece
                end = following = joined.pop(end ^ 1)
                del joined[following]
            out.append(outline)
        return out
