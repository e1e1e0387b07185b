"""Strokes and areas as images: what a pen of a changing width leaves on a raster."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from evenkeel_figures.geometry import Floats

Mask = NDArray[np.bool_]


def inked(points: Floats, width_px: Floats, shape: tuple[int, ...]) -> Mask:
    """A line through points, as wide at each as is said.

    Args:
        points: (x, y) in pixels; where two lie more than four widths apart the pen is lifted.
        width_px: for each point.
        shape: rows and columns of the image.
    """
    out = np.zeros(shape, np.bool_)
    if len(points):
        _ink(np.ascontiguousarray(points, np.float64), np.asarray(width_px, np.float64), out)
    return out


@numba.njit(cache=True)
def _ink(points, width, out):  # type: ignore[no-untyped-def]
    rows, columns = out.shape
    for k in range(len(points)):
        begin = max(k - 1, 0)
        dx, dy = points[k, 0] - points[begin, 0], points[k, 1] - points[begin, 1]
        gap = (dx * dx + dy * dy) ** 0.5
        steps = int(gap / 0.4) + 1
        if gap > max(4 * width[k], 24.0):
            steps = 1
        for s in range(1, steps + 1):
            t = s / steps
            x, y = points[begin, 0] + dx * t, points[begin, 1] + dy * t
            half = (width[begin] * (1 - t) + width[k] * t) / 2
            for row in range(max(int(y - half), 0), min(int(y + half) + 2, rows)):
                for column in range(max(int(x - half), 0), min(int(x + half) + 2, columns)):
                    if (column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2 <= half * half:
                        out[row, column] = True


def filled(outline: Floats, shape: tuple[int, ...]) -> Mask:
    """What a closed outline holds, by the even-odd rule.

    Args:
        outline: (x, y) in pixels.
        shape: rows and columns of the image.
    """
    out = np.zeros(shape, np.bool_)
    _fill(np.ascontiguousarray(outline, np.float64), out)
    return out


@numba.njit(cache=True)
def _fill(outline, out):  # type: ignore[no-untyped-def]
    rows, columns = out.shape
    count = len(outline)
    for k in range(count):
        x0, y0 = outline[k, 0], outline[k, 1]
        x1, y1 = outline[(k + 1) % count, 0], outline[(k + 1) % count, 1]
        if y0 > y1:
            x0, y0, x1, y1 = x1, y1, x0, y0
        for row in range(max(int(np.ceil(y0 - 0.5)), 0), min(int(np.ceil(y1 - 0.5)), rows)):
            at = x0 + (row + 0.5 - y0) / (y1 - y0) * (x1 - x0)
            # All to the right of an edge changes its side.
            for column in range(max(int(np.ceil(at - 0.5)), 0), columns):
                out[row, column] = not out[row, column]
