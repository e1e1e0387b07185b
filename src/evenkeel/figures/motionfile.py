"""Movements as files: outlines whose corners are followed from picture to picture.

A movement lies beside the pictures as ``<first>-<last>.motion``. The file is

- eight bytes, ``EVKMOVE`` and the version ``2``;
- one xz stream (which checks itself) with, little-endian,
- a 32-bit length and that many bytes of JSON: ``step`` (frame units for one count of a position),
  ``size`` and ``box`` (the whole frame, and x, y, width and height of what moves, in units),
  ``layers`` (drawn colour of each layer), ``shadows`` (the layers that lie under the lines of the
  things), ``covered`` (the layers whose borders lie under lines or under other layers),
  ``pictures`` (how many), ``loops`` and ``points`` (how many corners in all) and ``followed`` (how
  many of these follow one of the picture before);
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
import re
import struct
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import add, itemgetter

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
    """A file holds no usable movement; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """What one picture shows: closed outlines from back to front, in counts.

    Attributes:
        layers: which colour each outline has.
        holes: whether it is a hole in the one before it.
        ends: 0, and for each outline how many corners there are up to its end.
        x: the corners, left to right.
        y: the corners, top to bottom.
        ahead_x: how far each goes until the next picture.
        ahead_y: likewise.
        back_x: how far each has come since the picture before.
        back_y: likewise.
    """

    layers: Sequence[int]
    holes: Sequence[bool]
    ends: Sequence[int]
    x: Sequence[int]
    y: Sequence[int]
    ahead_x: Sequence[int]
    ahead_y: Sequence[int]
    back_x: Sequence[int]
    back_y: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Corners:
    """The corners of the picture that was read last; where they go is not known yet.

    Attributes:
        ends: as in `Outlines`.
        begun: for each outline whether it follows none of the picture before.
        x: left to right.
        y: top to bottom.
        came_x: how far each has come since the picture before.
        came_y: likewise.
    """

    ends: list[int]
    begun: list[bool]
    x: list[int]
    y: list[int]
    came_x: list[int]
    came_y: list[int]


class MotionFile:
    """What a file holds, read picture by picture as they are asked for.

    Attributes:
        pictures: how many there are.
        size: width and height of the whole frame in units, the same as that of the stills.
        box: x, y, width and height of what holds everything that moves, in units.
        colours: the drawn colour of each layer.
        shadows: the layers that lie under the lines of the things.
        covered: the layers whose borders lie under lines or under other layers.
        step: how many units a count is.
    """

    def __init__(self, data: bytes) -> None:
        """Reads all but the corners.

        Raises:
            MotionError: it is another kind of file, or damaged.
        """
        if not data.startswith(MAGIC):
            raise MotionError("not a movement of this version")
        try:
            self._read(lzma.LZMADecompressor().decompress(data[len(MAGIC) :], _MOST_BYTES))
        except (lzma.LZMAError, EOFError, struct.error, KeyError, TypeError, ValueError) as error:
            raise MotionError(f"damaged: {error}") from error
        self._decoded: list[Outlines] = []
        self._last = _Corners([0], [], [], [], [], [])
        self._followed_read = self._new_read = 0

    def _read(self, plain: bytes) -> None:
        (length,) = struct.unpack_from("<I", plain)
        head = json.loads(plain[4 : 4 + length])
        self.step = float(head["step"])
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
        off_x, off_y = bytes(rest[:followed]), bytes(rest[followed : 2 * followed])
        self._off_x, self._off_y = _signed(off_x), _signed(off_y)
        self._far = sorted(
            {found.start() for off in (off_x, off_y) for found in _FAR.finditer(off)}
        )
        rest = rest[2 * followed :]
        self._way_x, self._way_y = _numbers(rest[: 2 * new]), _numbers(rest[2 * new :])
        if self._whom.count(_NOBODY) != new:
            raise MotionError("damaged: its corners do not agree")

    def outlines(self, picture: int) -> Outlines:
        """The outlines of a picture; 0 are the things, 1 are their lines.

        Those before it are read first, and all are kept, some 20 KB each.

        Raises:
            MotionError: a corner follows one that is not there.
        """
        while len(self._decoded) <= picture:
            try:
                self._decode(len(self._decoded))
            except (IndexError, OverflowError):
                # Everything after it would be read wrongly.
                self._first_loop = self._first_loop[: len(self._decoded) + 1]
            if len(self._first_loop) - 1 <= picture:
                raise MotionError("damaged: a corner follows none that is there")
        return self._decoded[picture]

    # A movement has some forty thousand corners, and its first moment waits for many of them:
    # whatever can be is done for all of a picture at once, by functions that are written in C.

    def _decode(self, picture: int) -> None:
        """Reads what is needed to know where the corners of a picture come from and go."""
        if not picture:
            self._last, *_ = self._next(0)
        mine = self._last
        count = len(mine.x)
        goes: dict[int, tuple[int, int]] = {}
        if picture < len(self._first_loop) - 2:
            self._last, goes = self._next(picture + 1)
        ahead_x, ahead_y = mine.came_x, mine.came_y
        if goes:
            # One that ends goes as the last one that does not.
            way = 0, 0
            ways = [way := goes.get(number, way) for number in range(count)]
            ahead_x, ahead_y = ([x for x, _ in ways], [y for _, y in ways])
        back_x, back_y = mine.came_x[:], mine.came_y[:]
        for begun, (a, b) in zip(mine.begun, pairwise(mine.ends), strict=True):
            # An outline that begins or ends here has only one way.
            if begun:
                back_x[a:b], back_y[a:b] = ahead_x[a:b], ahead_y[a:b]
            if goes.keys().isdisjoint(range(a, b)):
                ahead_x[a:b], ahead_y[a:b] = mine.came_x[a:b], mine.came_y[a:b]
        kinds = self._layer[self._first_loop[picture] : self._first_loop[picture + 1]]
        numbers = (mine.x, mine.y, ahead_x, ahead_y, back_x, back_y)
        self._decoded.append(
            Outlines(
                [kind & ~_HOLE for kind in kinds],
                [bool(kind & _HOLE) for kind in kinds],
                mine.ends,
                *(array("h", values) for values in numbers),
            )
        )

    def _next(self, picture: int) -> tuple[_Corners, dict[int, tuple[int, int]]]:
        """The next picture, and how far those corners of the last one go that it follows."""
        before = self._last
        points = self._first_point[self._first_loop[picture] : self._first_loop[picture + 1] + 1]
        codes = self._whom[points[0] : points[-1]]
        ends = [point - points[0] for point in points]
        begun = [codes[a:b].count(_NOBODY) == b - a for a, b in pairwise(ends)]
        places = [place for place, code in enumerate(codes) if code != _NOBODY]
        whom = _expected(codes)
        off_x, off_y = self._off(places, ends)
        picked = _picker(whom)
        came_x = list(map(add, picked(before.came_x), off_x))
        came_y = list(map(add, picked(before.came_y), off_y))
        x = list(map(add, picked(before.x), came_x))
        y = list(map(add, picked(before.y), came_y))
        new = [place for place, code in enumerate(codes) if code == _NOBODY]
        corners = _Corners(ends, begun, *self._with_new(new, x, y, came_x, came_y))
        return corners, dict(zip(whom, zip(came_x, came_y, strict=True), strict=True))

    def _off(self, places: list[int], ends: list[int]) -> tuple[list[int], list[int]]:
        """How far the followed corners of a picture are from where they had gone."""
        begin = self._followed_read
        end = self._followed_read = begin + len(places)
        off_x, off_y = self._off_x[begin:end].tolist(), self._off_y[begin:end].tolist()
        done = begin
        for far in self._far[bisect_left(self._far, begin) : bisect_left(self._far, end)]:
            if far < done:
                continue
            # It takes those after it with it, up to the end of its outline.
            at, x, y = far - begin, 0, 0
            stop = bisect_left(places, ends[bisect_right(ends, places[at])])
            while at < stop:
                x, y = x + off_x[at], y + off_y[at]
                off_x[at], off_y[at] = x, y
                at += 1
                if -CARRIED < x < CARRIED and -CARRIED < y < CARRIED:
                    break
            done = begin + at
        return off_x, off_y

    def _with_new(self, new: list[int], *followed: list[int]) -> Sequence[list[int]]:
        """Corners that follow none put in their places among those that do.

        Args:
            new: their places.
            followed: x, y, and how far they have come in x and in y, of all the others.
        """
        if not new:
            return followed
        begin = self._new_read
        end = self._new_read = begin + len(new)
        way_x, way_y = self._way_x[begin:end], self._way_y[begin:end]
        all_x: list[int] = []
        all_y: list[int] = []
        all_came_x: list[int] = []
        all_came_y: list[int] = []
        x = y = came_x = came_y = last = 0
        for number, place in enumerate(new):
            taken = place - number
            if taken > last:
                all_x += followed[0][last:taken]
                all_y += followed[1][last:taken]
                all_came_x += followed[2][last:taken]
                all_came_y += followed[3][last:taken]
                x, y, came_x, came_y = all_x[-1], all_y[-1], all_came_x[-1], all_came_y[-1]
                last = taken
            x += _unzigzag(way_x[number])
            y += _unzigzag(way_y[number])
            all_x.append(x)
            all_y.append(y)
            all_came_x.append(came_x)
            all_came_y.append(came_y)
        rest = (values[last:] for values in followed)
        out = (all_x, all_y, all_came_x, all_came_y)
        return [values + more for values, more in zip(out, rest, strict=True)]


def _picker(places: Sequence[int]) -> Callable[[Sequence[int]], Sequence[int]]:
    """What picks the values in some places; for a thousand at once it is the fastest way."""
    if len(places) < 2:
        return lambda values: [values[place] for place in places]
    return itemgetter(*places)


def _expected(codes: array[int]) -> list[int]:
    """Which corner of the picture before each followed one comes from.

    Raises:
        IndexError: one that is not there.
    """
    steps = [1 if code == _NEXT else 1 + _unzigzag(code - 1) for code in codes if code != _NOBODY]
    whom = list(accumulate(steps, initial=-1))[1:]
    if whom and min(whom) < 0:
        raise IndexError(min(whom))
    return whom


def _unzigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


#: Small numbers as signed bytes: most are small.
_SMALL = bytes(_unzigzag(value) & 255 for value in range(256))
#: Coded numbers that are as large as `CARRIED`, or as small.
_FAR = re.compile(b"[\\x%02x-\\xff]" % (2 * CARRIED - 1))


def _signed(coded: bytes) -> array[int]:
    return array("b", coded.translate(_SMALL))


def _numbers(planes: memoryview) -> array[int]:
    """Numbers of 16 bit from a plane of low bytes and one of high bytes."""
    half = len(planes) // 2
    both = bytearray(len(planes))
    both[::2], both[1::2] = planes[:half], planes[half:]
    numbers = array("H")
    numbers.frombytes(both)
    return numbers
