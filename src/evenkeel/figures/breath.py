"""A drawn body that breathes: the trunk swells a little, and all around it gives way smoothly.

The drawings are made of curves, so the outlines of the person stay as sharp as they are at rest.
"""

import re
from collections.abc import Collection, Iterator

from msgspec import Struct

#: How far the trunk swells at its steepest, as a part of the distance from its middle.
_SWELLS = 0.085
#: How far around the trunk the body gives way, in half widths and heights of it.
_REACH = 1.35
#: The groups that are the person; what stands around does not move.
_GROUPS = (b"body", b"glow", b"lines")
_GROUP = re.compile(rb'<g id="(\w+)">(.*?)</g>', re.DOTALL)
_FILLED = re.compile(rb'<path fill="(#[0-9a-f]{6})"[^>]* d="([^"]*)"')
_OUTLINE = re.compile(rb' d="([^"]*)"')
#: A beginning, or curves that follow one another, each number from the last point on.
_COMMAND = re.compile(rb"([Mcz])([^Mcz]*)")
#: Of one curve: two handles and its end, each across and down.
_CURVE = 6

_Point = tuple[float, float]


class Trunk(Struct, frozen=True):
    """Where the trunk is in a drawing, in its units: the middle, and half of its size."""

    x: float
    y: float
    half_width: float
    half_height: float

    @property
    def reach(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of all that moves."""
        across, down = self.half_width * _REACH, self.half_height * _REACH
        return self.x - across, self.y - down, 2 * across, 2 * down

    def moved(self, point: _Point, fullness: float) -> _Point:
        """Where a point of the body is when the breath is so full (0 to 1)."""
        x, y = point
        across = (x - self.x) / (self.half_width * _REACH)
        down = (y - self.y) / (self.half_height * _REACH)
        left = 1 - across * across - down * down
        if left <= 0:
            return point
        by = _SWELLS * fullness * left * left
        return x + (x - self.x) * by, y + (y - self.y) * by


def trunk_of(svg: bytes, colours: Collection[str]) -> Trunk | None:
    """The trunk of a drawing: what is filled with the colours of the top, as ``#rrggbb``.

    ``None`` where nothing is.
    """
    body = next((inside for name, inside in _GROUP.findall(svg) if name == b"body"), b"")
    corners = [
        point
        for colour, outline in _FILLED.findall(body)
        if colour.decode() in colours
        for _, points in _commands(outline)
        for point in points
    ]
    if not corners:
        return None
    across, down = zip(*corners, strict=True)
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    if left == right or top == bottom:
        return None
    return Trunk((left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2)


class BreathingDrawing:
    """A drawing at any moment of a breath. What does not move is read once and kept as it is."""

    def __init__(self, svg: bytes, trunk: Trunk) -> None:
        """Finds what moves; takes some 20 ms."""
        self._trunk = trunk
        #: The drawing in pieces; between two of them lies an outline that moves.
        self._kept: list[bytes] = []
        self._outlines: list[list[tuple[bytes, list[_Point]]]] = []
        end = 0
        for group in _GROUP.finditer(svg):
            if group[1] not in _GROUPS:
                continue
            for found in _OUTLINE.finditer(svg, group.start(2), group.end(2)):
                commands = list(_commands(found[1]))
                if any(trunk.moved(one, 1.0) != one for _, points in commands for one in points):
                    self._kept.append(svg[end : found.start(1)])
                    self._outlines.append(commands)
                    end = found.end(1)
        self._kept.append(svg[end:])

    def at(self, fullness: float) -> bytes:
        """The drawing with the breath so full: 0 is as it is drawn, 1 the fullest."""
        parts = [self._kept[0]]
        for commands, kept in zip(self._outlines, self._kept[1:], strict=True):
            for command, points in commands:
                moved = (self._trunk.moved(point, fullness) for point in points)
                parts.append(command + b" ".join(b"%.1f %.1f" % point for point in moved))
            parts.append(kept)
        return b"".join(parts)


def _commands(outline: bytes) -> Iterator[tuple[bytes, list[_Point]]]:
    """Each command of an outline with its points, all in units of the drawing."""
    x = y = 0.0
    for command, numbers in _COMMAND.findall(outline):
        values = [float(number) for number in numbers.split()]
        points: list[_Point] = []
        if command == b"M":
            x, y = values
            points.append((x, y))
        for n in range(0, len(values) if command == b"c" else 0, _CURVE):
            curve = values[n : n + _CURVE]
            points += [(x + curve[k], y + curve[k + 1]) for k in range(0, _CURVE, 2)]
            x, y = points[-1]
        yield command.upper() if points else command, points
