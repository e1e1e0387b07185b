"""What is known of a drawing from its outlines: where its ink is, and where it is felt.

A drawing's file has room around the figure. On paper that room is cut off, labels go where no ink
is, and on paper without colour the glow is hatched. All of that is read from the paths of the file,
so that no picture has to be painted for it. Our own drawings hold nothing but filled paths of
straight lines and curves; of any other file nothing is known, and it is shown whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

Point = tuple[float, float]
Stroke = tuple[float, float, float, float]

#: The side of a cell of the grid on which ink is looked for, in units of the drawing.
CELL: Final = 20
_HEAD: Final = re.compile(rb'<svg [^>]*viewBox="0 0 (\d+) (\d+)"[^>]*>')
_LIMB: Final = re.compile(rb'data-limb="([^"]*)"')
_ELEMENT: Final = re.compile(rb"<([a-zA-Z]+)")
_KNOWN: Final = frozenset((b"svg", b"g", b"path"))
_PATH: Final = re.compile(rb' d="([^"]*)"')
_COMMAND: Final = re.compile(rb"([A-Za-z])([^A-Za-z]*)")
_NUMBER: Final = re.compile(rb"-?(?:\d+\.?\d*|\.\d+)")
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
        cells: the cells of the grid that an outline touches, as (column, row).
        limbs: the limbs that the drawing names ("left leg"), as it is drawn; mostly one or none.
    """

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    cells: frozenset[tuple[int, int]]
    limbs: tuple[str, ...]


@lru_cache(maxsize=300)
def ink_of(svg: bytes) -> Ink | None:
    """Where a drawing has ink; nothing where the file is of another kind than ours."""
    head = _HEAD.search(svg)
    if not head or b"transform=" in svg or not set(_ELEMENT.findall(svg)) <= _KNOWN:
        return None
    xs: list[float] = []
    ys: list[float] = []
    cells: set[tuple[int, int]] = set()
    try:
        for path in _PATH.findall(svg):
            for line in polylines(path):
                xs.extend(x for x, _ in line)
                ys.extend(y for _, y in line)
                cells.update(_touched(line))
    except ValueError:
        return None
    if not xs:
        return None
    named = _LIMB.search(head[0])
    limbs = named[1].decode("ascii", "replace").split(", ") if named else []
    return Ink(
        width=float(head[1]),
        height=float(head[2]),
        left=min(xs),
        top=min(ys),
        right=max(xs),
        bottom=max(ys),
        cells=frozenset(cells),
        limbs=tuple(limb for limb in limbs if limb and limb != "none"),
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


def polylines(path: bytes) -> Iterator[list[Point]]:
    """The outlines of a path, each closed: the ends of its curves, joined by straight lines.

    Raises:
        ValueError: it has commands that our drawings do not use.
    """
    line: list[Point] = []
    for command, text in _COMMAND.findall(path):
        numbers = [float(number) for number in _NUMBER.findall(text)]
        match command:
            case b"M":
                if line:
                    yield [*line, line[0]]
                line = list(zip(numbers[::2], numbers[1::2], strict=True))
            case b"L":
                line += zip(numbers[::2], numbers[1::2], strict=True)
            case b"c" if line and len(numbers) % _CURVE == 0:
                x, y = line[-1]
                xs = accumulate(numbers[4::6], initial=x)
                ys = accumulate(numbers[5::6], initial=y)
                line += list(zip(xs, ys, strict=True))[1:]
            case b"z":
                pass
            case _:
                raise ValueError(command)
    if line:
        yield [*line, line[0]]


def _touched(line: list[Point]) -> Iterator[tuple[int, int]]:
    """The cells of the grid that lie in the boxes around the parts of an outline."""
    places = [(int(x) // CELL, int(y) // CELL) for x, y in line]
    for one, other in pairwise(places):
        if one == other:
            yield one
            continue
        columns = range(min(one[0], other[0]), max(one[0], other[0]) + 1)
        rows = range(min(one[1], other[1]), max(one[1], other[1]) + 1)
        yield from ((column, row) for column in columns for row in rows)


def _hatched(outlines: tuple[list[Point], ...], spacing: int) -> Iterator[Stroke]:
    """The parts of slanting lines, from the lower left to the upper right, within outlines."""
    crossings: dict[int, list[float]] = {}
    for outline in outlines:
        for (x1, y1), (x2, y2) in pairwise(outline):
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
