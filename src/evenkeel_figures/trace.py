"""Masks → smooth closed outlines as SVG path data.

A mask is blurred a little and its half-height contour followed at sub-pixel accuracy; the
contour is split at its corners and each stretch is fitted with cubic Béziers (Schneider 1990).
"""

from __future__ import annotations

from itertools import pairwise

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from evenkeel_figures.geometry import Floats

#: Largest distance (frame units) between a contour and the curve that stands for it.
TOLERANCE = 0.45
#: A turn sharper than this (degrees, over a few pixels) stays a corner.
_CORNER_DEG = 52.0

#: Rows and columns of an image.
Box = tuple[slice, slice]


def path_data(
    mask: NDArray[np.bool_],
    pixels_per_unit: float,
    *,
    blur_px: float = 1.2,
    min_area: float = 12.0,
    tolerance: float = TOLERANCE,
    within: Box | None = None,
    corner: tuple[float, float] = (0.0, 0.0),
) -> str:
    """SVG path data (relative cubics, one decimal) for the shape of ``mask``; even-odd holes.

    Args:
        mask: the shape, in raster pixels.
        pixels_per_unit: raster pixels per frame unit.
        blur_px: how far stair-steps are smoothed away.
        min_area: outlines that enclose less (square units) are left out.
        tolerance: largest deviation of the curve in units.
        within: rows and columns of the mask; what lies outside is cut off.
        corner: where in the frame the mask begins, in units.
    """
    found = outlines(mask, pixels_per_unit, blur_px=blur_px, min_area=min_area, within=within)
    return "".join(
        _fit_closed(points + np.array(corner), pixels_per_unit, tolerance) for points in found
    )


def outlines(
    mask: NDArray[np.bool_],
    pixels_per_unit: float,
    *,
    blur_px: float,
    min_area: float,
    within: Box | None = None,
) -> list[Floats]:
    """The outlines of ``mask`` as dense closed polylines in frame units; as for `path_data`."""
    pad = 6
    # With what lies beside it, which the smoothing needs.
    rows_off, columns_off = (max(side.start - pad, 0) for side in within) if within else (0, 0)
    near = (
        mask[tuple(slice(max(s.start - pad, 0), s.stop + pad) for s in within)] if within else mask
    )
    there_rows, there_columns = np.nonzero(near.any(axis=1))[0], np.nonzero(near.any(axis=0))[0]
    if not len(there_rows):
        return []
    first_row, first_column = int(there_rows[0]), int(there_columns[0])
    patch = near[first_row : there_rows[-1] + 1, first_column : there_columns[-1] + 1]
    patch = patch.astype(np.float32)
    r0, c0 = first_row + rows_off, first_column + columns_off
    field = gaussian_filter(np.pad(patch, pad), blur_px)
    if within:
        for axis, (side, begin, length) in enumerate(
            zip(within, (r0 - pad, c0 - pad), mask.shape, strict=True)
        ):
            field = np.moveaxis(field, axis, 0)
            # At the edge of the image nothing is cut, and a border may lie beyond it.
            if side.start > 0:
                field[: max(side.start - begin, 0)] = 0.0
            if side.stop < length:
                field[max(side.stop - begin, 0) :] = 0.0
            field = np.moveaxis(field, 0, axis)
    found: list[Floats] = []
    for contour in _contours(np.asarray(field, np.float64), 0.5):
        points = (contour + np.array([c0 - pad + 0.5, r0 - pad + 0.5])) / pixels_per_unit
        if abs(_area(points)) >= min_area and len(points) >= 6:
            found.append(points)
    return found


def _area(points: Floats) -> float:
    x, y = points.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)


def _contours(field: Floats, level: float) -> list[Floats]:
    """Closed contours of ``field`` at ``level`` as (x, y) polylines."""
    ends, nexts = _crossings(field, level)
    loops: list[Floats] = []
    seen = np.zeros(len(ends), bool)
    for first in range(len(ends)):
        if seen[first] or nexts[first] < 0:
            continue
        loop = _follow(first, nexts, seen)
        loops.append(ends[loop])
    return loops


@numba.njit(cache=True)
def _follow(first, nexts, seen):  # type: ignore[no-untyped-def]
    count = 0
    k = first
    while not seen[k]:
        seen[k] = True
        count += 1
        k = nexts[k]
        if k < 0:
            break
    out = np.empty(count, np.int64)
    k = first
    for n in range(count):
        out[n] = k
        k = nexts[k]
    return out


@numba.njit(cache=True)
def _crossings(field, level):  # type: ignore[no-untyped-def]  # noqa: C901 - one case per square
    """Edge crossings of marching squares and, for each, the next one along its contour."""
    rows, columns = field.shape
    ids = np.full((rows, columns, 2), -1, np.int64)
    total = 0
    for y in range(rows):
        for x in range(columns):
            if x + 1 < columns and (field[y, x] >= level) != (field[y, x + 1] >= level):
                ids[y, x, 0] = total
                total += 1
            if y + 1 < rows and (field[y, x] >= level) != (field[y + 1, x] >= level):
                ids[y, x, 1] = total
                total += 1
    points = np.empty((total, 2))
    nexts = np.full(total, -1, np.int64)
    for y in range(rows):
        for x in range(columns):
            k = ids[y, x, 0]
            if k >= 0:
                a, b = field[y, x], field[y, x + 1]
                points[k, 0] = x + (level - a) / (b - a)
                points[k, 1] = y
            k = ids[y, x, 1]
            if k >= 0:
                a, b = field[y, x], field[y + 1, x]
                points[k, 0] = x
                points[k, 1] = y + (level - a) / (b - a)
    for y in range(rows - 1):
        for x in range(columns - 1):
            tl = field[y, x] >= level
            tr = field[y, x + 1] >= level
            bl = field[y + 1, x] >= level
            br = field[y + 1, x + 1] >= level
            code = tl * 8 + tr * 4 + br * 2 + bl
            if code == 0 or code == 15:
                continue
            top, left = ids[y, x, 0], ids[y, x, 1]
            bottom, right = ids[y + 1, x, 0], ids[y, x + 1, 1]
            # Inside stays on the right-hand side of the walking direction.
            if code == 1:
                nexts[left] = bottom
            elif code == 2:
                nexts[bottom] = right
            elif code == 3:
                nexts[left] = right
            elif code == 4:
                nexts[right] = top
            elif code == 5:
                nexts[left] = top
                nexts[right] = bottom
            elif code == 6:
                nexts[bottom] = top
            elif code == 7:
                nexts[left] = top
            elif code == 8:
                nexts[top] = left
            elif code == 9:
                nexts[top] = bottom
            elif code == 10:
                nexts[top] = right
                nexts[bottom] = left
            elif code == 11:
                nexts[top] = right
            elif code == 12:
                nexts[right] = left
            elif code == 13:
                nexts[right] = bottom
            elif code == 14:
                nexts[bottom] = left
    return points, nexts


def _fit_closed(points: Floats, pixels_per_unit: float, tolerance: float) -> str:
    corners = _corners(points, max(2, round(1.6 * pixels_per_unit)))
    if len(corners) == 0:
        corners = np.array([0])
    points = np.roll(points, -int(corners[0]), axis=0)
    stops = [*(int(c - corners[0]) for c in corners), len(points)]
    closed = np.vstack([points, points[:1]])
    smooth_joint = len(corners) == 1 and not _is_corner(points, 0, 4)
    pieces: list[Floats] = []
    for begin, end in pairwise(stops):
        stretch = closed[begin : end + 1]
        if smooth_joint:
            tangent = closed[1] - closed[-2]
            tangent /= max(float(np.hypot(*tangent)), 1e-9)
            pieces.append(_fit(stretch, tolerance, tangent, -tangent))
        else:
            zero = np.zeros(2)
            pieces.append(_fit(stretch, tolerance, zero, zero))
    return _to_svg(np.concatenate(pieces))


def _is_corner(points: Floats, index: int, reach: int) -> bool:
    before = points[index] - points[(index - reach) % len(points)]
    after = points[(index + reach) % len(points)] - points[index]
    turn = np.degrees(np.arctan2(before[0] * after[1] - before[1] * after[0], before @ after))
    return bool(abs(turn) > _CORNER_DEG)


def _corners(points: Floats, reach: int) -> NDArray[np.int64]:
    """Indices of the sharpest turns, each at least ``2 * reach`` points from the next."""
    if len(points) < 4 * reach:
        return np.array([], np.int64)
    before = points - np.roll(points, reach, axis=0)
    after = np.roll(points, -reach, axis=0) - points
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn = np.abs(np.degrees(np.arctan2(cross, (before * after).sum(axis=1))))
    found: list[int] = []
    for k in np.argsort(-turn, kind="stable"):
        if turn[k] < _CORNER_DEG:
            break
        gaps = [min(abs(k - f), len(points) - abs(k - f)) for f in found]
        if not gaps or min(gaps) >= 2 * reach:
            found.append(int(k))
    return np.array(sorted(found), np.int64)


def _to_svg(curves: Floats) -> str:
    """Relative cubics with one decimal; rounding errors do not add up."""
    here = np.round(curves[0, 0], 1)
    out = [f"M{_number(here[0])} {_number(here[1])}c"]
    for curve in curves:
        target = np.round(curve[1:], 1)
        out.append(" ".join(f"{_number(dx)} {_number(dy)}" for dx, dy in target - here) + " ")
        here = target[-1]
    return "".join(out).rstrip() + "z"


def _number(value: float) -> str:
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text.replace("-0.", "-.") if "-0." in text else text


@numba.njit(cache=True)
def _tangent(points, at, step, reach):  # type: ignore[no-untyped-def]
    stop = at + step * reach
    stop = min(max(stop, 0), len(points) - 1)
    dx, dy = points[stop, 0] - points[at, 0], points[stop, 1] - points[at, 1]
    length = max((dx * dx + dy * dy) ** 0.5, 1e-9)
    return np.array([dx / length, dy / length])


@numba.njit(cache=True)
def _one_cubic(points, u, t0, t1):  # type: ignore[no-untyped-def]
    first, last = points[0], points[-1]
    c00 = c01 = c11 = x0 = x1 = 0.0
    for k in range(len(points)):
        t = u[k]
        b0, b1 = (1 - t) ** 3, 3 * t * (1 - t) ** 2
        b2, b3 = 3 * t * t * (1 - t), t**3
        a0, a1 = t0 * b1, t1 * b2
        rest = points[k] - (first * (b0 + b1) + last * (b2 + b3))
        c00 += a0[0] * a0[0] + a0[1] * a0[1]
        c01 += a0[0] * a1[0] + a0[1] * a1[1]
        c11 += a1[0] * a1[0] + a1[1] * a1[1]
        x0 += a0[0] * rest[0] + a0[1] * rest[1]
        x1 += a1[0] * rest[0] + a1[1] * rest[1]
    det = c00 * c11 - c01 * c01
    chord = ((last[0] - first[0]) ** 2 + (last[1] - first[1]) ** 2) ** 0.5
    left = right = chord / 3
    if abs(det) > 1e-12:
        left, right = (x0 * c11 - x1 * c01) / det, (c00 * x1 - c01 * x0) / det
        # A handle far longer than its chord would make a loop.
        if left < 1e-3 * chord or right < 1e-3 * chord or left > 3 * chord or right > 3 * chord:
            left = right = chord / 3
    curve = np.empty((4, 2))
    curve[0], curve[3] = first, last
    curve[1], curve[2] = first + t0 * left, last + t1 * right
    return curve


@numba.njit(cache=True)
def _worst(points, u, curve):  # type: ignore[no-untyped-def]
    worst, where = 0.0, len(points) // 2
    for k in range(1, len(points) - 1):
        t = u[k]
        s = 1 - t
        p = s**3 * curve[0] + 3 * t * s * s * curve[1] + 3 * t * t * s * curve[2] + t**3 * curve[3]
        d = (p[0] - points[k, 0]) ** 2 + (p[1] - points[k, 1]) ** 2
        if d > worst:
            worst, where = d, k
    return worst**0.5, where


@numba.njit(cache=True)
def _improve(points, u, curve):  # type: ignore[no-untyped-def]
    for k in range(1, len(points) - 1):
        t = u[k]
        s = 1 - t
        p = s**3 * curve[0] + 3 * t * s * s * curve[1] + 3 * t * t * s * curve[2] + t**3 * curve[3]
        d1 = 3 * (
            s * s * (curve[1] - curve[0])
            + 2 * s * t * (curve[2] - curve[1])
            + t * t * (curve[3] - curve[2])
        )
        d2 = 6 * (
            s * (curve[2] - 2 * curve[1] + curve[0]) + t * (curve[3] - 2 * curve[2] + curve[1])
        )
        off = p - points[k]
        num = off[0] * d1[0] + off[1] * d1[1]
        den = d1[0] ** 2 + d1[1] ** 2 + off[0] * d2[0] + off[1] * d2[1]
        if abs(den) > 1e-12:
            u[k] = min(max(t - num / den, 0.0), 1.0)


@numba.njit(cache=True)
def _fit(points, tolerance, start_tangent, end_tangent):  # type: ignore[no-untyped-def]
    """Cubics for one stretch; zero tangents mean: take them from the points."""
    reach = 4
    t0 = start_tangent if np.abs(start_tangent).sum() > 0 else _tangent(points, 0, 1, reach)
    t1 = (
        end_tangent
        if np.abs(end_tangent).sum() > 0
        else _tangent(points, len(points) - 1, -1, reach)
    )
    curves = np.empty((len(points) + 1, 4, 2))
    count = 0
    begins, ends = [0], [len(points) - 1]
    lefts, rights = [t0], [t1]
    while len(begins) > 0:
        begin, end = begins.pop(), ends.pop()
        left, right = lefts.pop(), rights.pop()
        stretch = points[begin : end + 1]
        length = np.zeros(len(stretch))
        for k in range(1, len(stretch)):
            dx, dy = stretch[k, 0] - stretch[k - 1, 0], stretch[k, 1] - stretch[k - 1, 1]
            length[k] = length[k - 1] + (dx * dx + dy * dy) ** 0.5
        u = length / max(length[-1], 1e-9)
        curve = _one_cubic(stretch, u, left, right)
        error, where = _worst(stretch, u, curve)
        for _ in range(4):
            if error <= tolerance or error > 6 * tolerance or len(stretch) < 4:
                break
            _improve(stretch, u, curve)
            curve = _one_cubic(stretch, u, left, right)
            error, where = _worst(stretch, u, curve)
        if error <= tolerance or len(stretch) < 4:
            curves[count] = curve
            count += 1
            continue
        middle = begin + where
        back = _tangent(points, middle, -1, min(reach, where))
        ahead = _tangent(points, middle, 1, min(reach, end - middle))
        tangent = back - ahead
        size = max((tangent[0] ** 2 + tangent[1] ** 2) ** 0.5, 1e-9)
        tangent = tangent / size
        # The first half is popped first, so that the curves come out in order.
        begins.append(middle)
        ends.append(end)
        lefts.append(-tangent)
        rights.append(right)
        begins.append(begin)
        ends.append(middle)
        lefts.append(left)
        rights.append(tangent)
    return curves[:count]
