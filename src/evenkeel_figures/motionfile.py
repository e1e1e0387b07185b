"""Writes movements in the form that :mod:`evenkeel.figures.motionfile` describes and reads."""

from __future__ import annotations

import json
import lzma
import struct
from collections.abc import Mapping, Sequence

import numpy as np

from evenkeel_figures.frames import Frames, Loop
from evenkeel_figures.geometry import Ints
from evenkeel_figures.tracks import STEP, carried, motion_counts

_MAGIC = b"EVKMOVE2"
#: Marks a hole in the number of its layer.
_HOLE = 128
#: Palette names of what is lined all round.
_COVERED = ("hair", "leggings", "skin", "top")
#: Whom a corner follows: the next one, nobody, or one so far from the next one.
_NEXT, _NOBODY = 0, 1


def motion_bytes(frames: Frames, colours: Mapping[str, str], size: Sequence[float]) -> bytes:
    """The whole file.

    Args:
        frames: what is to be seen.
        colours: palette name → ``#rrggbb`` as in the drawn pictures.
        size: width and height of the frame in units.
    """
    pictures = [frames.ground, frames.ground_lines, *frames.pictures]
    loops = [loop for picture in pictures for loop in picture]
    names = sorted({loop.layer for loop in loops})
    coded = _Coded(pictures)
    head = json.dumps(
        {
            "step": STEP,
            "size": [float(v) for v in size],
            "box": list(frames.box),
            "layers": [colours[name] for name in names],
            "shadows": [names.index(name) for name in frames.shadows if name in names],
            "covered": [k for k, name in enumerate(names) if name in _COVERED],
            "pictures": len(frames.pictures),
            "loops": len(loops),
            "points": len(coded.whom),
            "followed": len(coded.off),
        },
        separators=(",", ":"),
    ).encode()
    plain = b"".join(
        [
            struct.pack("<I", len(head)),
            head,
            np.array([len(picture) for picture in pictures], "<u2").tobytes(),
            bytes(names.index(loop.layer) | (_HOLE if loop.hole else 0) for loop in loops),
            np.array([len(loop.counts) for loop in loops], "<u2").tobytes(),
            *_planes(coded.whom[:, None], 2),
            *_planes(_zigzag(coded.off), 1),
            *_planes(_zigzag(coded.way), 2),
        ]
    )
    # Smallest for bytes that hardly depend on the ones before them.
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME,
                "lc": 0, "lp": 0, "pb": 0}]  # fmt: skip
    packed = lzma.compress(plain, lzma.FORMAT_XZ, lzma.CHECK_CRC32, filters=filters)
    return _MAGIC + packed


class _Coded:
    """Corners as the file has them.

    Attributes:
        whom: for each corner, whom it follows.
        off: for each that follows one, how far it is from where it is expected.
        way: for each other one, its way from the corner before it.
    """

    def __init__(self, pictures: Sequence[Sequence[Loop]]) -> None:
        none = np.zeros((0, 2), np.int64)
        whom, off, way = [none[:, 0]], [none], [none]
        counts = motion = none
        for picture in pictures:
            came, expected = counts, counts + motion
            if not picture:
                counts = motion = none
                continue
            counts = np.concatenate([loop.counts for loop in picture])
            before = np.concatenate([loop.before for loop in picture])
            follows = before >= 0
            whom.append(_whom(before))
            off += [_off(loop, expected) for loop in picture]
            way.append(np.diff(counts, axis=0, prepend=0)[~follows])
            motion = motion_counts(counts, before, came)
        self.whom: Ints = np.concatenate(whom)
        self.off: Ints = np.concatenate(off)
        self.way: Ints = np.concatenate(way)


def _off(loop: Loop, expected: Ints) -> Ints:
    follows = loop.before >= 0
    plain = loop.counts[follows] - expected[loop.before[follows]]
    carry = [np.zeros(2, np.int64), *map(carried, plain[:-1])]
    out: Ints = plain - np.array(carry[: len(plain)], np.int64).reshape(-1, 2)
    return out


def _whom(before: Ints) -> Ints:
    out = np.full(len(before), _NOBODY, np.int64)
    follows = before >= 0
    chosen = before[follows]
    jump = chosen - np.append(0, chosen[:-1] + 1)
    out[follows] = np.where(jump == 0, _NEXT, _zigzag(jump) + 1)
    return out


def _planes(values: Ints, size: int) -> list[bytes]:
    """Column by column the lowest bytes of all values, then the next ones."""
    if values.size and not 0 <= values.min() <= values.max() < 256**size:
        raise ValueError(f"a number does not fit into {size} bytes: {values.max()}")
    return [
        (values[:, column] >> 8 * part & 255).astype(np.uint8).tobytes()
        for column in range(values.shape[1])
        for part in range(size)
    ]


def _zigzag(values: Ints) -> Ints:
    out: Ints = (values << 1) ^ (values >> 63)
    return out
