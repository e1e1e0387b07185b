"""Strands: a few strokes that say which way the hair lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from evenkeel_figures.geometry import Floats
from evenkeel_figures.hair import HEAD_MIDDLE_M
from evenkeel_figures.pen import inked

#: Where no hair grows within this distance (as a part of a right angle, about), none is drawn.
_OFF, _NEAREST, _SPREAD = 0.09, 8, 0.05
#: What lies this far (m) behind what is seen is hidden.
_HIDDEN_M = 0.012
#: The thickest place of a strand: as a part of the head (m), and its limits (units).
_PEN_M, _LEAST, _MOST = 0.0042, 1.3, 2.6


def strand_area(
    strands: Sequence[Floats],
    rest_m: Floats,
    keep: Floats,
    hair_m: Floats,
    project: Callable[[Floats], Floats],
    depth_m: Floats,
    units: float,
    scale: float,
) -> NDArray[np.bool_]:
    """Where strands lie on the picture.

    Args:
        strands: directions from the middle of the head, see `hair.strand_directions`.
        rest_m: places of the hair on the reference body.
        keep: where it is positive there is hair.
        hair_m: the same places, posed.
        project: world points → (x, y) in pixels and depth in metres.
        depth_m: depth of what is seen at every pixel.
        units: pixels for a unit of the frame.
        scale: units for a metre.
    """
    out = np.zeros(depth_m.shape, np.bool_)
    grown = keep > 0
    away = rest_m[grown] - HEAD_MIDDLE_M
    tree = cKDTree(away / np.linalg.norm(away, axis=1, keepdims=True))
    places, (rows, columns) = hair_m[grown], depth_m.shape
    pen = float(np.clip(_PEN_M * scale, _LEAST, _MOST)) * units
    for strand in strands:
        off, index = tree.query(strand, k=_NEAREST)
        weight = np.exp(-((off / _SPREAD) ** 2)) + 1e-12
        weight /= weight.sum(axis=1, keepdims=True)
        seen = project((places[index] * weight[..., None]).sum(axis=1))
        x = np.clip(seen[:, 0].astype(np.int64), 0, columns - 1)
        y = np.clip(seen[:, 1].astype(np.int64), 0, rows - 1)
        shown = (off[:, 0] < _OFF) & (seen[:, 2] > depth_m[y, x] - _HIDDEN_M)
        # Thick in its middle, out to nothing at both ends of what is seen.
        for part in _runs(shown):
            t = np.linspace(0, 1, part.stop - part.start)
            out |= inked(seen[part, :2], pen * (0.25 + 0.75 * np.sin(np.pi * t)), depth_m.shape)
    return out


def _runs(shown: NDArray[np.bool_]) -> list[slice]:
    """Stretches of some length in which all is shown."""
    edge = np.flatnonzero(np.diff(np.r_[False, shown, False].astype(np.int8)))
    return [slice(int(a), int(b)) for a, b in edge.reshape(-1, 2) if b - a > 5]
