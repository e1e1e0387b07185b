"""Distances between skin and what it touches."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from evenkeel_figures.geometry import Floats
from evenkeel_figures.props import Prop


def softest(distances_m: Floats) -> float:
    """A smooth minimum (within a millimetre or so), so that the solver sees no kinks."""
    lowest = float(distances_m.min())
    return lowest - 0.0006 * float(np.log(np.exp((lowest - distances_m) / 0.0006).sum()))


def outward(prop: Prop, points: Floats) -> Floats:
    """Gradient of the prop's distance by central differences."""
    step = 1e-4
    grad = np.stack(
        [
            prop.distance_m(points + a * step) - prop.distance_m(points - a * step)
            for a in np.eye(3)
        ],
        axis=1,
    )
    size = np.maximum(np.linalg.norm(grad, axis=1, keepdims=True), 1e-9)
    away: Floats = grad / size
    return away


def signed_distances(points: Floats, surface_m: Floats, normals: Floats) -> Floats:
    """Distance of each point to a sampled surface, negative where it lies behind the surface."""
    distance, nearest = cKDTree(surface_m).query(points)
    offset = points - surface_m[nearest]
    along = (offset * normals[nearest]).sum(axis=1)
    # Near the surface the normal component is the distance; far away the Euclidean one is.
    signed: Floats = np.where(distance < 0.03, along, np.where(along < 0, -distance, distance))
    return signed
