"""The figures that say whether a body is where it is said to be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenkeel_figures.distances import signed_distances
from evenkeel_figures.geometry import Floats, Ints, vertex_normals
from evenkeel_figures.landmarks import Landmarks
from evenkeel_figures.motion_range import excess_deg, load_ranges
from evenkeel_figures.solve import SolvedPose, Solver

CONTACT_LIMIT_MM = 5.0
PENETRATION_LIMIT_MM = 5.0
RANGE_LIMIT_DEG = 0.5


@dataclass(frozen=True, slots=True)
class Measures:
    """Worst figures of one picture.

    Attributes:
        contact_mm: largest gap of a contact.
        contact_name: which one.
        penetration_mm: how deep anything goes into the floor, a thing or another limb.
        penetration_name: what goes into what.
        pressed_mm: how far soft parts are pressed flat.
        range_deg: by how much a joint leaves its range.
    """

    contact_mm: float
    contact_name: str
    penetration_mm: float
    penetration_name: str
    pressed_mm: float
    range_deg: float

    @property
    def broken(self) -> bool:
        """Whether a limit is broken."""
        return (
            self.contact_mm > CONTACT_LIMIT_MM
            or self.penetration_mm > PENETRATION_LIMIT_MM
            or self.range_deg > RANGE_LIMIT_DEG
        )


def measure(solver: Solver, pose: SolvedPose, hidden: NDArray[np.bool_]) -> Measures:
    """Measure a solved pose.

    Args:
        solver: knows the body.
        pose: what it found.
        hidden: for each vertex, whether it lies so far behind what is seen that nobody can see
            it or its surroundings; limbs may press into one another there.
    """
    contact = max(pose.readings, key=lambda r: r.gap_mm, default=None)
    deep, name = _penetration(solver, pose, hidden)
    return Measures(
        contact_mm=contact.gap_mm if contact else 0.0,
        contact_name=f"{contact.part} on {contact.on}" if contact else "-",
        penetration_mm=deep * 1000.0,
        penetration_name=name,
        pressed_mm=pose.pressed_mm,
        range_deg=excess_deg(pose.angles_deg, load_ranges()),
    )


def _penetration(solver: Solver, pose: SolvedPose, hidden: NDArray[np.bool_]) -> tuple[float, str]:
    worst, name = max(0.0, -float(pose.skin_m[:, 2].min())), "floor"
    for prop in pose.props:
        if prop.name == "mat":
            continue
        depth = -float(prop.distance_m(pose.skin_m).min())
        if depth > worst:
            worst, name = depth, prop.name
    marks = solver.landmarks
    normals = vertex_normals(pose.skin_m, solver.rig.body.faces)
    for mine, theirs in _limb_pairs():
        depth = _limb_depth(marks, pose.skin_m, normals, hidden, mine, theirs)
        if depth > worst:
            worst, name = depth, f"{mine} in {theirs}"
    return worst, name


def _limb_pairs() -> list[tuple[str, str]]:
    pairs = [("left.shank", "right.leg"), ("right.shank", "left.leg")]
    for side in ("left", "right"):
        other = "right" if side == "left" else "left"
        targets = ("left.leg", "right.leg", "trunk", f"{other}.forearm")
        pairs += [(f"{side}.hand", target) for target in targets]
        pairs.append((f"{side}.forearm", "trunk"))
        pairs += [(f"{side}.forearm", f"{s}.leg") for s in ("left", "right")]
    return pairs


_PARTS = {
    "hand": ("wrist", "finger", "metacarpal"),
    "forearm": ("lowerarm",),
    "leg": ("upperleg", "lowerleg", "foot", "toe"),
    "shank": ("lowerleg", "foot", "toe"),
}


def _limb_depth(
    marks: Landmarks,
    skin_m: Floats,
    normals: Floats,
    hidden: NDArray[np.bool_],
    mine: str,
    theirs: str,
) -> float:
    def pick(name: str) -> Ints:
        if name == "trunk":
            return marks.of_bones("spine", "root", "pelvis")
        side, part = name.split(".")
        return marks.side_bones(side, *_PARTS[part])

    a, b = pick(mine), pick(theirs)
    a = a[~hidden[a]]
    if len(a) == 0:
        return 0.0
    near = signed_distances(skin_m[a], skin_m[b], normals[b])
    # Far "behind" the nearest normal is outside the limb on its other side, not inside it.
    inside = near[(near < 0) & (near > -0.03)]
    return float(-inside.min()) if len(inside) else 0.0
