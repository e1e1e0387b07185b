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
    """A square with its velocity; a hole lies in the one before it."""

    layer: int
    corner: tuple[int, int]
    size: int
    velocity: tuple[int, int] = (0, 0)
    hole: bool = False


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
    planes: list[list[int]] = [[], [], [], [], [], []]
    for stretch in stretches:
        x = y = u = v = 0
        for square in stretch:
            left, top = square.corner
            size = square.size
            for a, b in ((0, 0), (size, 0), (size, size), (0, size)):
                dx, dy = _zigzag(left + a - x), _zigzag(top + b - y)
                x, y = left + a, top + b
                speed = [_zigzag(square.velocity[0] - u), _zigzag(square.velocity[1] - v)]
                u, v = square.velocity
                for plane, number in zip(
                    planes, (dx & 255, dx >> 8, dy & 255, dy >> 8, *speed), strict=True
                ):
                    plane.append(number)
    head = {
        "step": 1.0, "pace": 1.0, "size": [300.0, 200.0], "box": [0.0, 0.0, 300.0, 200.0],
        "layers": COLOURS, "shadows": [SHADOW], "pictures": len(seen),
        "loops": len(loops), "points": len(planes[0]),
    } | changed  # fmt: skip
    text = json.dumps(head).encode()
    plain = b"".join(
        [
            struct.pack("<I", len(text)),
            text,
            struct.pack(f"<{len(stretches)}H", *map(len, stretches)),
            bytes(square.layer | (128 if square.hole else 0) for square in loops),
            struct.pack(f"<{len(loops)}H", *[4] * len(loops)),
            *map(bytes, planes),
        ]
    )
    return b"EVKMOVE1" + lzma.compress(plain)


def walking(steps: int = 4) -> bytes:
    """A square that goes 20 units to the right with each picture, from 10 on."""
    return packed([[Square(TOP, (10 + 20 * k, 80), 40, (20, 0))] for k in range(steps)])


def _zigzag(value: int) -> int:
    return 2 * value if value >= 0 else -2 * value - 1
