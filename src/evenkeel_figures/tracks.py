"""Dense outlines → few corners, and from picture to picture the same ones where that is possible.

A corner that is followed costs next to nothing in the file, and what lies between two pictures
is found by moving it: so nothing jumps, and nothing shimmers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d
from scipy.spatial import cKDTree

from evenkeel_figures.geometry import Floats, Ints

#: Units for one count of a position.
STEP = 0.5
#: No corner before this one.
NEW = -1
#: A turn (radians) within so many units is a sharp corner.
_SHARP, _TURN = 0.5, 3.0
#: A corner is followed to an outline this near (units), to a sharp corner this near.
_NEAR, _NEAR_SHARP = 1.5, 2.2
#: A followed corner goes where this part of the tolerance is kept without it.
_SPARE = 0.8
#: Counts: so far from the outline, and along it, a corner may be where it was expected.
_OFF, _ALONG, _OFF_SHARP = 0.7, 1.5, 0.7
#: Counts: when a corner is so far from where it is expected, the next one is, too.
_CARRIED = 4
#: A corner that is farther from where it was expected fits into no byte.
_MOST = 127


@dataclass(frozen=True, slots=True)
class Followed:
    """The corners of one layer of the picture before.

    Attributes:
        number: their numbers in that picture.
        moved: where the body takes them, in units.
        expected: where a reader expects them, in counts.
    """

    number: Ints
    moved: Floats
    expected: Ints


def simplified(
    outline: Floats, tolerance: float, followed: Followed | None = None
) -> tuple[Ints, Ints]:
    """The few corners of a closed outline that matter, in counts, and whom each follows.

    Sharp corners and turning points are kept first: they are found where they are, whatever the
    rest of the outline does, so that what stands still is drawn with the same corners again.

    Args:
        outline: dense closed polyline in units, without its first point repeated.
        tolerance: largest distance (units) of the outline from the polygon.
        followed: the corners of the same layer in the picture before.

    Returns:
        Counts, shape (n, 2), and for each corner the number of the one before it or `NEW`.
    """
    sharp = _sharp(outline)
    owner = np.full(len(outline), NEW, np.int64)
    if followed is not None and len(followed.number):
        _own(owner, outline, sharp, followed.moved)
    marks = sharp | (owner >= 0)
    first = int(np.nonzero(marks)[0][0])
    if (owner >= 0).any():
        # Begun with the lowest number, so that the numbers follow each other.
        first = int(np.where(owner >= 0, owner, len(owner) + owner.max()).argmin())
    outline, marks = np.roll(outline, -first, axis=0), np.roll(marks, -first)
    sharp, owner = np.roll(sharp, -first), np.roll(owner, -first)
    closed = np.vstack([outline, outline[:1]])
    marks = np.append(marks, True)
    _split(closed, marks, tolerance)
    spare = np.append((owner >= 0) & ~sharp, False)
    spare[0] = False
    _thinned(closed, marks, spare, _SPARE * tolerance)
    kept = np.nonzero(marks[:-1])[0]
    return _placed(outline, kept, sharp[kept], owner[kept], followed)


def _sharp(outline: Floats) -> NDArray[np.bool_]:
    """Sharp corners; of an outline without any, two points that are found again."""
    step = np.hypot(*(np.roll(outline, -1, axis=0) - outline).T)
    spacing = max(float(step.mean()), 1e-6)
    reach = max(2, round(_TURN / spacing))
    before = outline - np.roll(outline, reach, axis=0)
    after = np.roll(outline, -reach, axis=0) - outline
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn = np.abs(np.arctan2(cross, (before * after).sum(axis=1)))
    highest = maximum_filter1d(turn, 2 * reach + 1, mode="wrap")
    kept: NDArray[np.bool_] = (turn == highest) & (turn > _SHARP)
    if kept.sum() < 2:
        kept[int((outline[:, 0] + 2 * outline[:, 1]).argmin())] = True
        kept[int((outline[:, 0] + 2 * outline[:, 1]).argmax())] = True
    return kept


def _own(owner: Ints, outline: Floats, sharp: NDArray[np.bool_], moved: Floats) -> None:
    """For every place of the outline the followed corner that belongs there, nearest first."""
    corners = np.nonzero(sharp)[0]
    far, which = cKDTree(outline[corners]).query(moved, distance_upper_bound=_NEAR_SHARP)
    taken = np.zeros(len(moved), bool)
    for k in np.argsort(far, kind="stable"):
        if not np.isfinite(far[k]):
            break
        place = corners[which[k]]
        taken[k] = True
        if owner[place] == NEW:
            owner[place] = k
    far, place_of = cKDTree(outline).query(moved, distance_upper_bound=_NEAR)
    for k in np.argsort(far, kind="stable"):
        if not np.isfinite(far[k]):
            break
        if not taken[k] and owner[place_of[k]] == NEW:
            owner[place_of[k]] = k


def _placed(
    outline: Floats,
    kept: Ints,
    sharp: NDArray[np.bool_],
    owner: Ints,
    followed: Followed | None,
) -> tuple[Ints, Ints]:
    """Corners where they are expected, if the outline allows it, else beside it."""
    ideal = outline[kept] / STEP
    counts = np.round(ideal).astype(np.int64)
    before = np.full(len(kept), NEW, np.int64)
    if followed is None:
        return counts, before
    along = np.roll(outline, -2, axis=0)[kept] - np.roll(outline, 2, axis=0)[kept]
    along /= np.maximum(np.hypot(*along.T), 1e-9)[:, None]
    carry = np.zeros(2, np.int64)
    for k in np.nonzero(owner >= 0)[0]:
        plain = followed.expected[owner[k]]
        chosen = _chosen(ideal[k], along[k], plain + carry, sharp=bool(sharp[k]))
        if np.abs(chosen - plain - carry).max() > _MOST:
            continue
        counts[k], before[k] = chosen, followed.number[owner[k]]
        carry = carried(chosen - plain)
    return counts, before


def _chosen(ideal: Floats, along: Floats, expected: Ints, *, sharp: bool) -> Ints:
    off = expected - ideal
    if sharp:
        return expected if np.abs(off).max() <= _OFF_SHARP else np.round(ideal).astype(np.int64)
    slid = float(off @ along)
    beside = abs(float(off[0] * along[1] - off[1] * along[0]))
    if beside <= _OFF and abs(slid) <= _ALONG:
        return expected
    nearest: Ints = np.round(ideal + along * min(max(slid, -_ALONG), _ALONG)).astype(np.int64)
    return nearest


def carried(off: Ints) -> Ints:
    """What a corner's distance from where it is expected says about the next one's."""
    return off if np.abs(off).max() >= _CARRIED else np.zeros(2, np.int64)


def motion_counts(counts: Ints, before: Ints, previous: Ints) -> Ints:
    """How far each corner has come since the picture before, as a reader of the file knows it.

    A new corner moves like the one that stands before it in the file; the first ones rest.
    """
    out = np.zeros_like(counts)
    followed = before >= 0
    out[followed] = counts[followed] - previous[before[followed]]
    last = np.maximum.accumulate(np.where(followed, np.arange(len(counts)), -1))
    new = ~followed & (last >= 0)
    out[new] = out[last[new]]
    return out


@numba.njit(cache=True)
def _off_chord(points, begin, end):  # type: ignore[no-untyped-def]
    """How far the points between two others lie from their chord, and which lies farthest."""
    dx, dy = points[end, 0] - points[begin, 0], points[end, 1] - points[begin, 1]
    length = (dx * dx + dy * dy) ** 0.5
    worst, where = 0.0, -1
    for k in range(begin + 1, end):
        x, y = points[k, 0] - points[begin, 0], points[k, 1] - points[begin, 1]
        off = abs(x * dy - y * dx) / length if length > 1e-9 else (x * x + y * y) ** 0.5
        if off > worst:
            worst, where = off, k
    return worst, where


@numba.njit(cache=True)
def _split(points, kept, tolerance):  # type: ignore[no-untyped-def]
    """Douglas and Peucker between the points that are kept already."""
    begins, ends = [0], [0]
    begins.pop()
    ends.pop()
    last = 0
    for k in range(1, len(points)):
        if kept[k]:
            begins.append(last)
            ends.append(k)
            last = k
    while len(begins) > 0:
        begin, end = begins.pop(), ends.pop()
        worst, where = _off_chord(points, begin, end)
        if worst > tolerance:
            kept[where] = True
            begins.append(begin)
            ends.append(where)
            begins.append(where)
            ends.append(end)


@numba.njit(cache=True)
def _thinned(points, kept, spare, tolerance):  # type: ignore[no-untyped-def]
    """Lets go of the spare points without which the outline keeps the tolerance."""
    last = 0
    for k in range(1, len(points) - 1):
        if not kept[k]:
            continue
        if spare[k]:
            following = k + 1
            while not kept[following]:
                following += 1
            if _off_chord(points, last, following)[0] <= tolerance:
                kept[k] = False
                continue
        last = k
