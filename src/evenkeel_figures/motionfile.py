"""Writes movements in the form that :mod:`evenkeel.figures.motion` describes and reads."""

from __future__ import annotations

import json
import lzma
import struct
from collections.abc import Mapping, Sequence

import numpy as np

from evenkeel_figures.frames import Frames, Loop
from evenkeel_figures.geometry import Floats, Ints

_MAGIC = b"EVKMOVE1"
#: Units for one count of a position and of a velocity.
_STEP, _PACE = 0.5, 0.5
#: Marks a hole in the number of its layer.
_HOLE = 128
#: A velocity's change fits into a byte.
_MOST = 127


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
    points = [_position_changes(picture) for picture in pictures]
    speeds = [_velocity_changes(picture) for picture in pictures]
    way, speed = _zigzag(np.concatenate(points)), _zigzag(np.concatenate(speeds))
    head = json.dumps(
        {
            "step": _STEP,
            "pace": _PACE,
            "size": [float(v) for v in size],
            "box": list(frames.box),
            "layers": [colours[name] for name in names],
            "shadows": [names.index(name) for name in frames.shadows if name in names],
            "pictures": len(frames.pictures),
            "loops": len(loops),
            "points": len(way),
        },
        separators=(",", ":"),
    ).encode()
    plain = b"".join(
        [
            struct.pack("<I", len(head)),
            head,
            np.array([len(picture) for picture in pictures], "<u2").tobytes(),
            bytes(names.index(loop.layer) | (_HOLE if loop.hole else 0) for loop in loops),
            np.array([len(loop.points) for loop in loops], "<u2").tobytes(),
            *[(way[:, axis] >> shift & 255).astype(np.uint8).tobytes()
              for axis in (0, 1) for shift in (0, 8)],
            *[speed[:, axis].astype(np.uint8).tobytes() for axis in (0, 1)],
        ]
    )  # fmt: skip
    # Smallest for bytes that hardly depend on the ones before them.
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME,
                "lc": 0, "lp": 0, "pb": 0}]  # fmt: skip
    packed = lzma.compress(plain, lzma.FORMAT_XZ, lzma.CHECK_CRC32, filters=filters)
    return _MAGIC + packed


def _position_changes(picture: Sequence[Loop]) -> Ints:
    if not picture:
        return np.zeros((0, 2), np.int64)
    at = np.round(np.concatenate([loop.points for loop in picture]) / _STEP).astype(np.int64)
    return np.diff(at, axis=0, prepend=0)


def _velocity_changes(picture: Sequence[Loop]) -> Ints:
    if not picture:
        return np.zeros((0, 2), np.int64)
    wanted: Floats = np.concatenate([loop.velocity for loop in picture]) / _PACE
    out = np.zeros(wanted.shape, np.int64)
    now = np.zeros(2, np.int64)
    for k, goal in enumerate(np.round(wanted).astype(np.int64)):
        out[k] = np.clip(goal - now, -_MOST, _MOST)
        now = now + out[k]
    return out


def _zigzag(values: Ints) -> Ints:
    out: Ints = (values << 1) ^ (values >> 63)
    return out
