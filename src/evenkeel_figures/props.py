"""What a person exercises with: simple solids that can be drawn and measured against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenkeel_figures.geometry import Floats, Ints

#: Kinds of plain boxes, and the palette colour of each.
_BOXES = {"wall": "wall", "jamb": "wood", "step": "wood", "floor": "shadow"}
#: The mat lies under z = 0, so that its top is what one lies on.
MAT_THICKNESS_M = 0.022


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-aligned box.

    Attributes:
        low_m: smallest corner.
        high_m: largest corner.
    """

    low_m: Floats
    high_m: Floats

    def distance_m(self, points_m: Floats) -> Floats:
        """Signed distance, negative inside."""
        centre, half = (self.low_m + self.high_m) / 2, (self.high_m - self.low_m) / 2
        q = np.abs(points_m - centre) - half
        outside = np.linalg.norm(np.maximum(q, 0), axis=-1)
        inside: Floats = np.minimum(q.max(axis=-1), 0)
        return np.asarray(outside + inside)

    def mesh(self) -> tuple[Floats, Ints, NDArray[np.int32]]:
        """Vertices, triangles and, for each triangle, the number of its side."""
        lo, hi = self.low_m, self.high_m
        corner = np.array(
            [[(hi if (k >> a) & 1 else lo)[a] for a in range(3)] for k in range(8)], float
        )
        sides = [(0, 4, 6, 2), (1, 3, 7, 5), (0, 1, 5, 4), (2, 6, 7, 3), (0, 2, 3, 1), (4, 5, 7, 6)]
        vertices = corner[[k for side in sides for k in side]]
        faces = np.array(
            [
                t
                for s in range(6)
                for t in ((4 * s, 4 * s + 1, 4 * s + 2), (4 * s, 4 * s + 2, 4 * s + 3))
            ]
        )
        return vertices, faces, np.repeat(np.arange(6, dtype=np.int32), 2)


@dataclass(frozen=True, slots=True)
class Sphere:
    """A ball.

    Attributes:
        centre_m: its middle.
        radius_m: its radius.
    """

    centre_m: Floats
    radius_m: float

    def distance_m(self, points_m: Floats) -> Floats:
        """Signed distance, negative inside."""
        return np.asarray(np.linalg.norm(points_m - self.centre_m, axis=-1) - self.radius_m)

    def mesh(self) -> tuple[Floats, Ints, NDArray[np.int32]]:
        """Vertices, triangles and the (single) side of each triangle."""
        import trimesh

        sphere = trimesh.creation.icosphere(subdivisions=5, radius=self.radius_m)
        faces = np.asarray(sphere.faces, np.int64)
        return np.asarray(sphere.vertices) + self.centre_m, faces, np.zeros(len(faces), np.int32)


@dataclass(frozen=True, slots=True)
class Prop:
    """A named thing made of solids.

    Attributes:
        name: what contacts call it, for example ``wall``.
        colour: palette name of its lit side; ``<colour>_shade`` is the other one.
        solids: its parts.
        framed: what of it the picture must hold; the rest may run out of the frame.
    """

    name: str
    colour: str
    solids: tuple[Box | Sphere, ...]
    framed: tuple[Box | Sphere, ...]

    def distance_m(self, points_m: Floats) -> Floats:
        """Signed distance to the nearest part, negative inside."""
        nearest: Floats = np.min([solid.distance_m(points_m) for solid in self.solids], axis=0)
        return nearest


def _box(low: tuple[float, ...], high: tuple[float, ...]) -> Box:
    return Box(np.array(low, float), np.array(high, float))


def _chair(x: float, y: float, facing: str, ground: float) -> Prop:
    """A plain wooden chair; ``facing`` is the world direction a sitter looks in."""
    seat, half, leg = 0.45, 0.21, 0.018
    boxes: list[tuple[tuple[float, ...], tuple[float, ...]]] = [
        ((-half, -half, seat - 0.035), (half, half, seat))
    ]
    for sx in (-1, 1):
        cx = sx * (half - leg - 0.004)
        front = -(half - leg - 0.004)
        boxes.append(((cx - leg, front - leg, ground), (cx + leg, front + leg, seat - 0.035)))
        boxes.append(((cx - leg, half - 2 * leg, ground), (cx + leg, half, 0.90)))
    boxes.append(((-half + 0.04, half - 2 * leg + 0.006, 0.82), (half - 0.04, half - 0.006, 0.90)))
    boxes.append(((-half + 0.04, half - 2 * leg + 0.008, 0.64), (half - 0.04, half - 0.008, 0.70)))
    turns = {"-y": 0, "+x": 1, "+y": 2, "-x": 3}[facing]
    c, s = [(1, 0), (0, 1), (-1, 0), (0, -1)][turns]
    solids = []
    for low, high in boxes:
        ends = np.array([[c * p[0] - s * p[1], s * p[0] + c * p[1], p[2]] for p in (low, high)])
        ends += np.array([x, y, 0.0])
        solids.append(Box(ends.min(axis=0), ends.max(axis=0)))
    return Prop("chair", "wood", tuple(solids), tuple(solids))


def build_prop(spec: Mapping[str, Any]) -> Prop:
    """A prop from its table in a pose file; all lengths there are in metres.

    Raises:
        ValueError: the kind is unknown.
    """
    kind = spec["kind"]
    name = spec.get("name", kind)
    if kind == "mat":
        (x0, x1), (y0, y1) = spec["x"], spec["y"]
        mat = (_box((x0, y0, -MAT_THICKNESS_M), (x1, y1, 0.0)),)
        return Prop("mat", "mat", mat, mat)
    if kind in _BOXES:
        solid = _box(*zip(*(spec[axis] for axis in "xyz"), strict=True))
        # ``framed`` names, for each axis, the part that the picture must hold.
        held = {axis: spec.get("framed", {}).get(axis, spec[axis]) for axis in "xyz"}
        return Prop(name, _BOXES[kind], (solid,), (_box(*zip(*held.values(), strict=True)),))
    if kind == "ball":
        ball = (Sphere(np.array(spec["centre"], float), spec["radius"]),)
        return Prop(name, "ball", ball, ball)
    if kind == "chair":
        return _chair(spec["x"], spec["y"], spec["facing"], spec.get("ground", 0.0))
    raise ValueError(f"unknown prop kind {kind!r}")
