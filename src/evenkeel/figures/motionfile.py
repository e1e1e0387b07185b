"""Movements as files: outlines whose corners are followed from picture to picture.

A movement lies beside the pictures as ``<first>-<last>.motion``. The file is

- eight bytes, ``EVKMOVE`` and the version ``2``;
- one xz stream (which checks itself) with, little-endian,
- a 32-bit length and so much JSON: ``step`` (frame units for one count of a position), ``size``
  and ``box`` (the whole frame, and x, y, width and height of what moves, in units), ``layers``
  (drawn colour of each layer), ``shadows`` (the layers that lie under the lines of the things),
  ``covered`` (the layers whose borders lie under lines or under other layers), ``pictures`` (how
  many), ``loops`` and ``points`` (how many corners in all) and ``followed`` (how many of these
  follow one of the picture before);
- for the things behind the person, for their lines, and for every picture: how many loops (16 bit);
- for every loop: its layer (8 bit; 128 is added where it is a hole in the loop before it), then
  for every loop: how many corners (16 bit);
- ``points`` numbers of 16 bit, as a plane of low bytes and one of high bytes: which corner of the
  picture before each corner follows. 0 is the one after the last that was followed, 1 is none, any
  other is 1 more than the zigzag-coded way from the one after the last (0, -1, 1, -2 …);
- two planes of 8 bit, ``followed`` each: how far in x and in y such a corner is from where it is
  expected, zigzag-coded. It is expected as far from the corner it follows as that one had come
  itself; where the one before it in the same loop was off by `CARRIED` or more, so much farther;
- for all other corners their way from the corner before, in x and in y, zigzag-coded in planes of
  low and of high bytes; each picture starts again from zero. Such a corner is taken to have come
  as far as the last one that follows another.
"""

from __future__ import annotations

import json
import lzma
import struct
from array import array
from dataclasses import dataclass
from itertools import accumulate

MAGIC = b"EVKMOVE2"
#: Counts off from which on the next corner is off as much.
CARRIED = 4
#: Marks a hole in the number of its layer.
_HOLE = 128
#: Whom a corner follows.
_NEXT, _NOBODY = 0, 1
#: What lies before the first picture: the things, and their lines.
STILL = 2
#: No movement is larger than this, whatever a damaged file says.
_MOST_BYTES = 16 * 1024 * 1024


class MotionError(ValueError):
    """A file holds no movement that can be shown; the text says which and why."""


@dataclass(slots=True)
class Loop:
    """A closed outline in frame units.

    Attributes:
        layer: which colour it has.
        hole: whether it is a hole in the one before it.
        x: its corners, left to right.
        y: its corners, top to bottom.
        ahead_x: how far each goes until the next picture.
        ahead_y: likewise.
        back_x: how far each has come since the picture before.
        back_y: likewise.
    """

    layer: int
    hole: bool
    x: list[float]
    y: list[float]
    ahead_x: list[float]
    ahead_y: list[float]
    back_x: list[float]
    back_y: list[float]


class _Corners:
    """The corners of one picture in counts.

    Attributes:
        x: left to right.
        y: top to bottom.
        came_x: how far each has come since the picture before.
        came_y: likewise.
        goes: to which corner of the next picture each goes; filled in by that picture.
    """

    __slots__ = ("came_x", "came_y", "goes", "x", "y")

    def __init__(self) -> None:
        self.x: list[int] = []
        self.y: list[int] = []
        self.came_x: list[int] = []
        self.came_y: list[int] = []
        self.goes: dict[int, int] = {}


class MotionFile:
    """What a file holds, read picture by picture as they are asked for.

    Attributes:
        pictures: how many there are.
        size: width and height of the whole frame in units, the same as that of the stills.
        box: x, y, width and height of what holds everything that moves, in units.
        colours: the drawn colour of each layer.
        shadows: the layers that lie under the lines of the things.
        covered: the layers whose borders lie under lines or under other layers.
    """

    def __init__(self, data: bytes) -> None:
        """Reads all but the corners.

        Raises:
            MotionError: it is something else, or damaged.
        """
        if not data.startswith(MAGIC):
            raise MotionError("not a movement of this version")
        try:
            self._read(lzma.LZMADecompressor().decompress(data[len(MAGIC) :], _MOST_BYTES))
        except (lzma.LZMAError, EOFError, struct.error, KeyError, TypeError, ValueError) as error:
            raise MotionError(f"damaged: {error}") from error
        self._decoded: list[_Corners] = []
        self._followed_read = self._new_read = 0

    def _read(self, plain: bytes) -> None:
        (length,) = struct.unpack_from("<I", plain)
        head = json.loads(plain[4 : 4 + length])
        self._step = float(head["step"])
        self.pictures = int(head["pictures"])
        width, height = head["size"]
        self.size = float(width), float(height)
        left, top, wide, high = head["box"]
        self.box = float(left), float(top), float(wide), float(high)
        self.colours = [str(colour) for colour in head["layers"]]
        self.shadows = frozenset(head["shadows"])
        self.covered = frozenset(head["covered"])
        loops, points, followed = int(head["loops"]), int(head["points"]), int(head["followed"])
        rest = memoryview(plain)[4 + length :]
        in_picture = array("H", rest[: 2 * (self.pictures + STILL)].tobytes())
        rest = rest[2 * len(in_picture) :]
        self._layer = bytes(rest[:loops])
        self._count = array("H", rest[loops : 3 * loops].tobytes())
        rest = rest[3 * loops :]
        self._first_loop = [0, *accumulate(in_picture)]
        self._first_point = [0, *accumulate(self._count)]
        new = points - followed
        if (
            len(in_picture) != self.pictures + STILL
            or self._first_loop[-1] != loops
            or self._first_point[-1] != points
            or len(rest) != 2 * points + 2 * followed + 4 * new
            or any(layer & ~_HOLE >= len(self.colours) for layer in self._layer)
        ):
            raise MotionError("damaged: its numbers do not agree")
        self._whom = _numbers(rest[: 2 * points])
        rest = rest[2 * points :]
        self._off_x, self._off_y = rest[:followed], rest[followed : 2 * followed]
        rest = rest[2 * followed :]
        self._way_x, self._way_y = _numbers(rest[: 2 * new]), _numbers(rest[2 * new :])
        if self._whom.count(_NOBODY) != new:
            raise MotionError("damaged: its corners do not agree")

    def is_empty(self, picture: int) -> bool:
        """Whether a picture has no outlines; 0 are the things, 1 are their lines."""
        return self._first_loop[picture] == self._first_loop[picture + 1]

    def loops(self, picture: int) -> list[Loop]:
        """The outlines of a picture from back to front; 0 are the things, 1 are their lines.

        Raises:
            MotionError: a corner follows one that is not there.
        """
        last = len(self._first_loop) - 2
        while len(self._decoded) <= min(picture + 1, last):
            try:
                self._decode(len(self._decoded))
            except IndexError as error:
                raise MotionError("damaged: a corner follows none that is there") from error
        corners = self._decoded[picture]
        came = corners.came_x, corners.came_y
        ahead = self._ahead(picture)
        start = self._first_point[self._first_loop[picture]]
        out = []
        for number in range(self._first_loop[picture], self._first_loop[picture + 1]):
            begin, end = self._first_point[number], self._first_point[number + 1]
            a, b = begin - start, end - start
            # An outline that begins or ends here has only one way.
            begins = self._whom[begin:end].count(_NOBODY) == end - begin
            ends = not any(k in corners.goes for k in range(a, b))
            parts = [corners.x, corners.y, *(came if ends else ahead), *(ahead if begins else came)]
            kind, step = self._layer[number], self._step
            values = [[step * v for v in part[a:b]] for part in parts]
            out.append(Loop(kind & ~_HOLE, bool(kind & _HOLE), *values))
        return out

    def _ahead(self, picture: int) -> tuple[list[int], list[int]]:
        """How far each corner goes; one that ends goes as the last one that does not."""
        corners = self._decoded[picture]
        ahead_x, ahead_y = [], []
        if not corners.goes:
            return corners.came_x, corners.came_y
        following = self._decoded[picture + 1]
        u = v = 0
        for number in range(len(corners.x)):
            to = corners.goes.get(number)
            if to is not None:
                u, v = following.x[to] - corners.x[number], following.y[to] - corners.y[number]
            ahead_x.append(u)
            ahead_y.append(v)
        return ahead_x, ahead_y

    def _decode(self, picture: int) -> None:
        before = self._decoded[-1] if self._decoded else _Corners()
        mine = _Corners()
        first, last = self._first_loop[picture], self._first_loop[picture + 1]
        begin, end = self._first_point[first], self._first_point[last]
        begins = {self._first_point[number] for number in range(first, last)}
        new, followed = self._new_read, self._followed_read
        x = y = u = v = expected = carry_x = carry_y = 0
        for number, code in enumerate(self._whom[begin:end], begin):
            if number in begins:
                carry_x = carry_y = 0
            if code == _NOBODY:
                x += _unzigzag(self._way_x[new])
                y += _unzigzag(self._way_y[new])
                new += 1
            else:
                if code != _NEXT:
                    expected += _unzigzag(code - 1)
                    if expected < 0:
                        raise IndexError(expected)
                carry_x += _SMALL[self._off_x[followed]]
                carry_y += _SMALL[self._off_y[followed]]
                followed += 1
                u, v = before.came_x[expected] + carry_x, before.came_y[expected] + carry_y
                x, y = before.x[expected] + u, before.y[expected] + v
                if -CARRIED < carry_x < CARRIED and -CARRIED < carry_y < CARRIED:
                    carry_x = carry_y = 0
                before.goes[expected] = number - begin
                expected += 1
            mine.x.append(x)
            mine.y.append(y)
            mine.came_x.append(u)
            mine.came_y.append(v)
        self._new_read, self._followed_read = new, followed
        self._decoded.append(mine)


def _unzigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


#: A table is faster, and most numbers are small.
_SMALL = [_unzigzag(value) for value in range(256)]


def _numbers(planes: memoryview) -> array[int]:
    """Numbers of 16 bit from a plane of low bytes and one of high bytes."""
    half = len(planes) // 2
    both = bytearray(len(planes))
    both[::2], both[1::2] = planes[:half], planes[half:]
    numbers = array("H")
    numbers.frombytes(both)
    return numbers
