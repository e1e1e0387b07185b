"""Movements made by hand: squares that go from left to right."""

import json
import lzma
import struct
from collections.abc import Sequence
from dataclasses import dataclass

COLOURS = ("#e2e0da", "#4092a0", "#282834")
SHADOW, TOP, INK = range(3)


@dataclass(frozen=True)
class Square:
    """A square; a hole lies in the one before it."""

    layer: int
    corner: tuple[int, int]
    size: int
    hole: bool = False
    #: The square of the picture before whose corners it follows, and how far it is from where
    #: they are expected: nowhere, or four units at least.
    follows: int | None = None
    off: tuple[int, int] = (0, 0)


def packed(
    seen: Sequence[Sequence[Square]],
    *,
    things: Sequence[Square] = (),
    lines: Sequence[Square] = (),
    **changed: object,
) -> bytes:
    """A movement as its file holds it; ``changed`` replaces values of its head."""
    stretches = [list(things), list(lines), *map(list, seen)]
    loops = [square for stretch in stretches for square in stretch]
    whom: list[int] = []
    off: list[tuple[int, int]] = []
    way: list[tuple[int, int]] = []
    for stretch in stretches:
        x = y = following = 0
        for square in stretch:
            left, top = square.corner
            size = square.size
            for k, (a, b) in enumerate(((0, 0), (size, 0), (size, size), (0, size))):
                if square.follows is None:
                    whom.append(1)
                    way.append((_zigzag(left + a - x), _zigzag(top + b - y)))
                else:
                    jump = 4 * square.follows + k - following
                    following += jump + 1
                    whom.append(1 + _zigzag(jump) if jump else 0)
                    # A corner that is far off takes the next ones with it.
                    dx, dy = (0, 0) if k else square.off
                    off.append((_zigzag(dx), _zigzag(dy)))
                x, y = left + a, top + b
    head = {
        "step": 1.0, "size": [300.0, 200.0], "box": [0.0, 0.0, 300.0, 200.0],
        "layers": COLOURS, "shadows": [SHADOW], "covered": [], "pictures": len(seen),
        "loops": len(loops), "points": len(whom), "followed": len(off),
    } | changed  # fmt: skip
    text = json.dumps(head).encode()
    plain = b"".join(
        [
            struct.pack("<I", len(text)),
            text,
            struct.pack(f"<{len(stretches)}H", *map(len, stretches)),
            bytes(square.layer | (128 if square.hole else 0) for square in loops),
            struct.pack(f"<{len(loops)}H", *[4] * len(loops)),
            *_planes(whom),
            bytes(x for x, _ in off),
            bytes(y for _, y in off),
            *_planes([x for x, _ in way]),
            *_planes([y for _, y in way]),
        ]
    )
    return b"EVKMOVE2" + lzma.compress(plain)


def walking(steps: int = 4) -> bytes:
    """A square that goes 20 units to the right with each picture, from 10 on."""
    # The second is 20 from where the first one rests; from then on it is where it is expected.
    more = [
        Square(TOP, (10 + 20 * k, 80), 40, follows=0, off=(20 if k == 1 else 0, 0))
        for k in range(1, steps)
    ]
    return packed([[Square(TOP, (10, 80), 40)], *([square] for square in more)])


def _planes(numbers: Sequence[int]) -> list[bytes]:
    return [bytes(n & 255 for n in numbers), bytes(n >> 8 for n in numbers)]


def _zigzag(value: int) -> int:
    return 2 * value if value >= 0 else -2 * value - 1
