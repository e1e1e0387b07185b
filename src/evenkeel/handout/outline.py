"""What is known of a drawing from its outlines: where its ink is, and where it is felt.

A drawing's file has room around the figure. On paper that room is cut off, labels go where no ink
is, and on paper without colour the glow is hatched. All of that is read from the paths of the file,
so that no picture has to be painted for it. Our own drawings hold nothing but filled paths of
straight lines and curves; of any other file nothing is known, and it is shown whole.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

#: The points of an outline: all their x, all their y.
Line = tuple[list[float], list[float]]
Stroke = tuple[float, float, float, float]

#: The side of a cell of the grid on which ink is looked for, in units of the drawing.
CELL: Final = 20
_HEAD: Final = re.compile(rb'<svg [^>]*viewBox="0 0 (\d+) (\d+)"[^>]*>')
_LIMB: Final = re.compile(rb'data-limb="([^"]*)"')
_ELEMENT: Final = re.compile(rb"<([a-zA-Z]+)")
_KNOWN: Final = frozenset((b"svg", b"g", b"path"))
_PATH: Final = re.compile(rb' d="([^"]*)"')
_COMMAND: Final = re.compile(rb"([A-Za-z])")
_GLOW: Final = re.compile(rb'<g id="glow"[^>]*>(.*?)</g>', re.DOTALL)
_FELT: Final = re.compile(rb'<path[^>]*fill-opacity="([\d.]+)"[^>]* d="([^"]*)"')
#: A glow fainter than this is not seen.
_SEEN: Final = 0.12
#: A stroke of the hatching that is shorter than this would be a dot, in units of the drawing.
_SHORTEST: Final = 6.0
_CURVE: Final = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Ink:
    """Where a drawing has ink.

    Attributes:
        width, height: of the whole drawing, in its own units.
        left, top, right, bottom: the box around the ink.
        spans: for each column of the grid that an outline touches, the highest and the lowest row
            of it that one touches; empty where no limb is named.
        limbs: the limbs that the drawing names ("left leg"), as it is drawn; mostly one or none.
    """

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    spans: Mapping[int, tuple[int, int]]
    limbs: tuple[str, ...]


@lru_cache(maxsize=300)
def ink_of(svg: bytes) -> Ink | None:
    """Where a drawing has ink; nothing where the file is of another kind than ours."""
    head = _HEAD.search(svg)
    if not head or b"transform=" in svg or not set(_ELEMENT.findall(svg)) <= _KNOWN:
        return None
    try:
        lines = [line for path in _PATH.findall(svg) for line in polylines(path)]
    except ValueError:
        return None
    if not lines:
        return None
    named = _LIMB.search(head[0])
    words = named[1].decode("ascii", "replace").split(", ") if named else []
    limbs = tuple(limb for limb in words if limb and limb != "none")
    return Ink(
        width=float(head[1]),
        height=float(head[2]),
        left=min(min(xs) for xs, _ in lines),
        top=min(min(ys) for _, ys in lines),
        right=max(max(xs) for xs, _ in lines),
        bottom=max(max(ys) for _, ys in lines),
        # They take as long as all the rest, and only a label has to find room.
        spans=_spans(lines) if limbs else {},
        limbs=limbs,
    )


@lru_cache(maxsize=300)
def hatching(svg: bytes, spacing: int) -> tuple[Stroke, ...]:
    """Slanting strokes over the glow of a drawing of ours, ``spacing`` units apart.

    A black-and-white printer turns the glow's tint into nothing. Strokes are seen on any paper.
    """
    glow = _GLOW.search(svg)
    layers = _FELT.findall(glow[1]) if glow else []
    strokes: list[Stroke] = []
    for opacity, path in layers:
        if float(opacity) >= _SEEN:
            strokes += _hatched(tuple(polylines(path)), spacing)
    return tuple(strokes)


def polylines(path: bytes) -> Iterator[Line]:
    """The outlines of a path, each closed: the ends of its curves, joined by straight lines.

    Raises:
        ValueError: it has commands that our drawings do not use.
    """
    xs: list[float] = []
    ys: list[float] = []
    parts = _COMMAND.split(path)
    for command, text in zip(parts[1::2], parts[2::2], strict=True):
        # Our drawings have a blank between any two numbers.
        numbers = text.split()
        match command:
            case b"M":
                if xs:
                    yield [*xs, xs[0]], [*ys, ys[0]]
                xs, ys = list(map(float, numbers[::2])), list(map(float, numbers[1::2]))
            case b"L":
                xs += map(float, numbers[::2])
                ys += map(float, numbers[1::2])
            case b"c" if xs and len(numbers) % _CURVE == 0:
                # Of the six numbers of a curve the last two are its end, from the end before it.
                xs += accumulate(map(float, numbers[4::_CURVE]), initial=xs.pop())
                ys += accumulate(map(float, numbers[5::_CURVE]), initial=ys.pop())
            case b"z":
                pass
            case _:
                raise ValueError(command)
        if len(xs) != len(ys):
            raise ValueError(text)
    if xs:
        yield [*xs, xs[0]], [*ys, ys[0]]


def _spans(lines: list[Line]) -> dict[int, tuple[int, int]]:
    """The columns that the boxes around the parts of outlines touch; see :class:`Ink`."""
    tops: dict[int, int] = {}
    bottoms: dict[int, int] = {}
    for xs, ys in lines:
        columns = [int(x) // CELL for x in xs]
        rows = [int(y) // CELL for y in ys]
        parts = set(zip(columns, columns[1:], rows, rows[1:], strict=False))
        for left, right, top, bottom in parts:
            first, last = (left, right) if left < right else (right, left)
            high, low = (top, bottom) if top < bottom else (bottom, top)
            for column in range(first, last + 1):
                if tops.get(column, high) >= high:
                    tops[column] = high
                if bottoms.get(column, low) <= low:
                    bottoms[column] = low
    return {column: (top, bottoms[column]) for column, top in tops.items()}


def _hatched(outlines: tuple[Line, ...], spacing: int) -> Iterator[Stroke]:
    """The parts of slanting lines, from the lower left to the upper right, within outlines."""
    crossings: dict[int, list[float]] = {}
    for outline in outlines:
        for (x1, y1), (x2, y2) in pairwise(zip(*outline, strict=True)):
            # Along a slanting line, the sum of x and y is one number.
            low, high = sorted((x1 + y1, x2 + y2))
            for number in range(int(low // spacing) + 1, int(high // spacing) + 1):
                share = (number * spacing - x1 - y1) / (x2 + y2 - x1 - y1)
                crossings.setdefault(number, []).append(x1 + share * (x2 - x1))
    for number, xs in crossings.items():
        xs.sort()
        for start, end in zip(xs[::2], xs[1::2], strict=False):
            if end - start >= _SHORTEST:
                total = number * spacing
                yield (start, total - start, end, total - end)
