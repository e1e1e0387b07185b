"""The one soft shadow where a body rests on the ground: what is low, spread and rounded.

What is held high throws none: its shadow would lie far from it and read as a streak on the mat.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates

from evenkeel_figures.geometry import Floats, Ints
from evenkeel_figures.props import Box
from evenkeel_figures.scene import Item

#: From this height (m) on nothing throws a shadow; nearer the ground it is the darker.
_REACH_M = 0.30
#: Side of a cell of the ground, how far the shadow is spread, and where it ends.
_CELL_M, _SPREAD_M, _LEVEL = 0.012, 0.026, 0.24
#: Room (m) round what is low.
_ROOM_M = 0.12
#: How high (m) over the ground it is drawn.
_LIFT_M = 0.0015


def shadow_item(person: Sequence[Item], mat: Box | None) -> Item:
    """The shadow under the low parts of a person.

    Args:
        person: the items that throw it.
        mat: what it falls on, which it does not leave; None for the floor.
    """
    points, weights = _low(person)
    low, shape = _cells(points)
    field = np.zeros(shape)
    column, row = _cell_of(points, low)
    np.maximum.at(field, (row, column), weights)
    field = gaussian_filter(field, _SPREAD_M / _CELL_M, mode="constant")
    rows, columns = np.indices(shape)
    vertices = np.stack(
        [low[0] + columns * _CELL_M, low[1] + rows * _CELL_M, np.full(shape, _LIFT_M)], axis=-1
    ).reshape(-1, 3)
    keep = field.ravel() - _LEVEL
    if mat is not None:
        inside = np.minimum(vertices - mat.low_m, mat.high_m - vertices)[:, :2].min(axis=1)
        # In the measure of the field: a centimetre at the edge is a tenth of it.
        keep = np.minimum(keep, inside * 10.0)
    faces = _faces(shape)
    shown = (keep[faces] > 0).any(axis=1)
    return Item(
        "shadow",
        "shadow" if mat is None else "mat_shade",
        vertices,
        faces[shown],
        np.zeros(int(shown.sum()), np.int32),
        keep,
    )


def shadow_way(person: Sequence[Item], after: Sequence[Item], places_m: Floats) -> Floats:
    """How far the ground's shadow goes at some places while its person moves.

    Args:
        person: the items that throw it.
        after: the same items a moment later.
        places_m: where on the ground.
    """
    points, weights = _low(person)
    moved, _ = _low(person, after)
    low, shape = _cells(points)
    column, row = _cell_of(points, low)
    sums = [np.zeros(shape) for _ in range(3)]
    for image, part in zip(sums, (weights, *(weights[:, None] * (moved - points)).T), strict=False):
        np.add.at(image, (row, column), part)
    total, x, y = (gaussian_filter(image, 2 * _SPREAD_M / _CELL_M) for image in sums)
    at = ((places_m[:, :2] - low) / _CELL_M).T[::-1]
    share = [map_coordinates(image, at, order=1, mode="nearest") for image in (total, x, y)]
    way = np.zeros_like(places_m)
    way[:, :2] = (np.stack(share[1:]) / np.maximum(share[0], 1e-9)).T
    return way


def _low(person: Sequence[Item], places: Sequence[Item] | None = None) -> tuple[Floats, Floats]:
    """The points that are low, and how dark each makes the ground, 0 to 1.

    With ``places`` the points are where they are there.
    """
    points, weights = [], []
    for item, other in zip(person, places or person, strict=True):
        height = item.vertices_m[:, 2]
        near = (height < _REACH_M) & (item.keep > 0)
        points.append(other.vertices_m[near])
        weights.append(np.clip(1 - height[near] / _REACH_M, 0, 1) ** 2)
    return np.concatenate(points), np.concatenate(weights)


def _cells(points: Floats) -> tuple[Floats, tuple[int, int]]:
    """The corner of the cells round some points, and how many there are (rows, columns)."""
    if not len(points):
        return np.zeros(2), (2, 2)
    # On one raster for all, so that a shadow that stays looks the same in every picture.
    low = np.floor((points[:, :2].min(axis=0) - _ROOM_M) / _CELL_M) * _CELL_M
    size = np.ceil((points[:, :2].max(axis=0) + _ROOM_M - low) / _CELL_M).astype(int) + 1
    return low, (int(size[1]), int(size[0]))


def _cell_of(points: Floats, low: Floats) -> tuple[Ints, Ints]:
    column, row = np.rint((points[:, :2] - low) / _CELL_M).astype(np.int64).T
    return column, row


def _faces(shape: tuple[int, int]) -> Ints:
    """Two triangles for each cell."""
    number = np.arange(shape[0] * shape[1]).reshape(shape)
    a, b, c, d = number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]
    quads = np.stack([a, b, c, a, c, d], axis=-1)
    return np.asarray(quads.reshape(-1, 3), np.int64)
