"""Small vector helpers shared by every stage. Lengths in metres, angles in degrees."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

X_AXIS: Floats = np.array([1.0, 0.0, 0.0])
Y_AXIS: Floats = np.array([0.0, 1.0, 0.0])
Z_AXIS: Floats = np.array([0.0, 0.0, 1.0])


def unit(vector: Floats) -> Floats:
    """The vector scaled to length 1; a zero vector stays zero."""
    length = float(np.linalg.norm(vector))
    return vector / length if length > 1e-12 else vector


def rotation(axis: Floats, angle_deg: float) -> Floats:
    """Right-handed rotation matrix about a unit ``axis``."""
    angle = np.radians(angle_deg)
    c, s = float(np.cos(angle)), float(np.sin(angle))
    x, y, z = (float(v) for v in axis)
    k = 1.0 - c
    return np.array(
        [
            [c + x * x * k, x * y * k - z * s, x * z * k + y * s],
            [y * x * k + z * s, c + y * y * k, y * z * k - x * s],
            [z * x * k - y * s, z * y * k + x * s, c + z * z * k],
        ]
    )


def aligning(source: Floats, target: Floats) -> Floats:
    """The smallest rotation that turns ``source`` into the direction of ``target``."""
    a, b = unit(source), unit(target)
    cross = np.cross(a, b)
    sine = float(np.linalg.norm(cross))
    if sine < 1e-9:
        return np.eye(3)
    return rotation(cross / sine, float(np.degrees(np.arctan2(sine, a @ b))))


def angle_between_deg(a: Floats, b: Floats) -> float:
    """Unsigned angle between two vectors."""
    return float(np.degrees(np.arctan2(np.linalg.norm(np.cross(a, b)), a @ b)))


def signed_angle_deg(a: Floats, b: Floats, axis: Floats) -> float:
    """Angle that turns ``a`` into ``b`` about ``axis``, both taken perpendicular to it."""
    a = a - axis * (a @ axis)
    b = b - axis * (b @ axis)
    return float(np.degrees(np.arctan2(np.cross(a, b) @ axis, a @ b)))


def vertex_normals(vertices: Floats, faces: Ints) -> Floats:
    """Area-weighted unit normals, one per vertex."""
    corner = vertices[faces]
    face_normals = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    normals = np.zeros_like(vertices)
    for k in range(3):
        np.add.at(normals, faces[:, k], face_normals)
    lengths: Floats = np.linalg.norm(normals, axis=1, keepdims=True)
    return normals / np.maximum(lengths, 1e-12)
