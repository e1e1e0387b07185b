"""Named places on the body: patches that can touch things, spots that can be held.

Every place is found on the body standing in the neutral pose, where front, back, inner and
outer mean the same for both sides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from evenkeel_figures.geometry import Floats, Ints, unit, vertex_normals
from evenkeel_figures.rig import Rig

#: limb → (bone at its start, bone at its end, prefixes of the bones whose skin it is)
_LIMBS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "thigh": ("upperleg01", "lowerleg01", ("upperleg", "lowerleg01", "pelvis", "root")),
    "shin": ("lowerleg01", "foot", ("lowerleg", "upperleg02", "foot")),
    "upper_arm": ("upperarm01", "lowerarm01", ("upperarm", "shoulder01")),
    "forearm": ("lowerarm01", "wrist", ("lowerarm", "upperarm02")),
    "foot": ("foot", "toe3-1", ("foot", "toe")),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A small area of skin.

    Attributes:
        vertices: its vertex numbers; their mean is the spot.
    """

    vertices: Ints


class Landmarks:
    """Finds places on the body by name.

    Every body is the same mesh: found on the reference body, a place is the same skin on all.

    Attributes:
        neutral_m: the reference body in the neutral pose.
    """

    def __init__(self, rig: Rig) -> None:
        self._rig = rig
        body = rig.body
        turns = rig.bone_rotations({}, {})
        transforms = rig.transforms(turns, np.eye(3), np.zeros(3))
        self.neutral_m: Floats = rig.skin(transforms)
        heads = np.einsum(
            "bij,bj->bi", transforms[:, :3], np.c_[body.heads_m, np.ones(len(body.heads_m))]
        )
        self._heads = {bone: heads[k] for k, bone in enumerate(body.bones)}
        self._main_bone = np.array([body.bones[k] for k in body.weights.argmax(axis=1)])
        self._normals = vertex_normals(self.neutral_m, body.faces)
        self.of_bones = cache(self._of_bones)
        self.side_bones = cache(self._of_side)
        self.patches = cache(self._patches)
        self.spot = cache(self._spot)

    def _of_bones(self, *prefixes: str) -> Ints:
        """Vertices that mainly follow a bone whose name starts with one of ``prefixes``."""
        hit = np.zeros(len(self._main_bone), bool)
        for prefix in prefixes:
            hit |= np.char.startswith(self._main_bone, prefix)
        return np.nonzero(hit)[0]

    def _of_side(self, side: str, *prefixes: str) -> Ints:
        """Vertices of one side that mainly follow a bone with one of the ``prefixes``."""
        letter = "L" if side == "left" else "R"
        found = self.of_bones(*prefixes)
        return found[np.char.endswith(self._main_bone[found], "." + letter)]

    def near(self, bone: str, radius_m: float) -> Ints:
        """Vertices within a distance of a bone's head."""
        return np.nonzero(np.linalg.norm(self.neutral_m - self._heads[bone], axis=1) < radius_m)[0]

    def _patches(self, name: str) -> tuple[Ints, ...]:
        """Groups of vertices; a contact means that each group's nearest vertex touches."""
        if "." in name:
            side, part = name.split(".")
            return self._sided_patches(side, part)
        v, n = self.neutral_m, self._normals
        trunk = self.of_bones("spine", "root", "pelvis", "upperleg01", "clavicle", "shoulder01")
        x, _, z = v[trunk].T
        back = n[trunk, 1] > 0.3
        front = n[trunk, 1] < -0.3
        head = self.of_bones("head", "neck03")
        match name:
            case "buttocks":
                area = back & (z > -0.05) & (z < 0.2)
                return tuple(trunk[area & (s * x > 0.02)] for s in (1, -1))
            case "seat":
                return (trunk[back & (z > -0.05) & (z < 0.2)],)
            case "shoulder_blades":
                area = back & (z > 0.38) & (z < 0.62)
                return tuple(trunk[area & (s * x > 0.03)] for s in (1, -1))
            case "belly":
                return (trunk[front & (z > 0.06) & (z < 0.34)],)
            case "chest":
                return (trunk[front & (z > 0.36) & (z < 0.56)],)
            case "hips_front":
                return tuple(
                    trunk[front & (z > 0.0) & (z < 0.16) & (s * x > 0.02)] for s in (1, -1)
                )
            case "head_back":
                return (head[(v[head, 1] > 0.02) & (v[head, 2] > 0.76)],)
            case "forehead":
                return (head[(v[head, 1] < -0.08) & (v[head, 2] > 0.845)],)
        raise ValueError(f"unknown body part {name!r}")

    def _sided_patches(self, side: str, part: str) -> tuple[Ints, ...]:  # noqa: C901 - a table
        letter = "L" if side == "left" else "R"
        v = self.neutral_m
        foot = self.side_bones(side, "foot", "toe")
        hand = self.side_bones(side, "wrist", "metacarpal", "finger")
        fore = self.side_bones(side, "lowerarm")
        knuckle_y = self._heads[f"toe3-1.{letter}"][1]
        match part:
            case "heel":
                return (foot[v[foot, 1] > -0.035],)
            case "ball":
                return (foot[np.abs(v[foot, 1] - knuckle_y) < 0.025],)
            case "sole":
                return self._sided_patches(side, "heel") + self._sided_patches(side, "ball")
            case "toes":
                return (self.side_bones(side, "toe"),)
            case "foot":
                return (foot,)
            case "instep":
                return (self.near(f"foot.{letter}", 0.07), self.side_bones(side, "toe"))
            case "outer_ankle":
                sign = 1.0 if side == "left" else -1.0
                area = np.r_[foot[v[foot, 1] > -0.07], self.side_bones(side, "lowerleg02")]
                return (area[sign * self._normals[area, 0] > 0.3],)
            case "knee":
                return (self.near(f"lowerleg01.{letter}", 0.085),)
            case "knee_inner":
                sign = 1.0 if side == "left" else -1.0
                near = self.near(f"lowerleg01.{letter}", 0.085)
                return (near[-sign * self._normals[near, 0] > 0.5],)
            case "shin":
                return (self.side_bones(side, "lowerleg"),)
            case "calf":
                shin = self.side_bones(side, "lowerleg")
                return (shin[self._normals[shin, 1] > 0.3],)
            case "thigh":
                return (self.side_bones(side, "upperleg02"),)
            case "hip":
                return (self.near(f"upperleg01.{letter}", 0.17),)
            case "hand":
                return (hand,)
            case "palm_flat":
                palm = self.side_bones(side, "wrist", "metacarpal")
                tips = [self.side_bones(side, f"finger{k}-3") for k in (2, 5)]
                return (palm, *tips)
            case "elbow":
                return (self.near(f"lowerarm01.{letter}", 0.065),)
            case "forearm":
                near = np.linalg.norm(v[fore] - self._heads[f"lowerarm01.{letter}"], axis=1)
                return (self.near(f"lowerarm01.{letter}", 0.07), np.r_[fore[near > 0.16], hand])
            case "arm":
                return (self.side_bones(side, "upperarm", "lowerarm"),)
            case "upper_arm":
                return (self.side_bones(side, "upperarm"),)
            case "shoulder":
                return (self.near(f"upperarm01.{letter}", 0.09),)
            case "head_side":
                head = self.of_bones("head")
                sign = 1.0 if side == "left" else -1.0
                return (head[sign * v[head, 0] > 0.045],)
        raise ValueError(f"unknown body part {side}.{part}")

    def _spot(self, name: str) -> Spot:
        """A spot such as ``left.palm``, ``left.shin@0.2 front`` or ``trunk@0.3 front``."""
        place, _, facing = name.partition(" ")
        place, _, along = place.partition("@")
        v, n = self.neutral_m, self._normals
        if place == "trunk":
            trunk = self.of_bones("spine", "root", "pelvis", "upperleg01")
            height = float(along)
            direction = {
                "front": (0, -1, 0),
                "back": (0, 1, 0),
                "left": (1, 0, 0),
                "right": (-1, 0, 0),
            }
            want = unit(
                np.sum([direction[word] for word in facing.split("-")], axis=0).astype(float)
            )
            radial = v[trunk] - np.array([0, -0.01, height])
            radial[:, 2] = 0
            score = (radial @ want) / np.maximum(np.linalg.norm(radial, axis=1), 1e-9)
            near = (np.abs(v[trunk, 2] - height) < 0.025) & (score > 0.93)
            return Spot(trunk[near])
        if place == "head":
            head = self.of_bones("head")
            return Spot(head)
        side, part = place.split(".")
        letter, sign = ("L", 1.0) if side == "left" else ("R", -1.0)
        if part == "palm":
            hand = self.side_bones(
                side, "wrist", "metacarpal", "finger2-1", "finger3-1", "finger4-1"
            )
            turns_palm = self._palm_direction(side)
            centre = (self._heads[f"wrist.{letter}"] + 2 * self._heads[f"finger3-1.{letter}"]) / 3
            near = np.linalg.norm(v[hand] - centre, axis=1) < 0.045
            return Spot(hand[near & (n[hand] @ turns_palm > 0.55)])
        if part == "fingers":
            tips = self.side_bones(side, "finger2", "finger3", "finger4", "finger5")
            return Spot(tips[n[tips] @ self._palm_direction(side) > 0.4])
        if part in ("knee", "elbow"):
            bone = f"{'lowerleg01' if part == 'knee' else 'lowerarm01'}.{letter}"
            return self._around(bone, bone, 0.0, facing, sign, self.near(bone, 0.085), 0.05)
        if part in ("heel", "ball", "toes"):
            return Spot(self._sided_patches(side, part)[0])
        start, end, prefixes = _LIMBS[part]
        own = self.side_bones(side, *prefixes)
        return self._around(
            f"{start}.{letter}", f"{end}.{letter}", float(along or 0.5), facing, sign, own, 0.03
        )

    def _around(
        self, start: str, end: str, along: float, facing: str, sign: float, own: Ints, half_m: float
    ) -> Spot:
        a, b = self._heads[start], self._heads[end]
        axis = unit(b - a) if start != end else np.array([0.0, 0.0, -1.0])
        origin = a + (b - a) * along
        want = np.zeros(3)
        for word in (facing or "front").split("-"):
            want += {
                "front": np.array([0.0, -1.0, 0.0]),
                "back": np.array([0.0, 1.0, 0.0]),
                "outer": np.array([sign, 0.0, 0.0]),
                "inner": np.array([-sign, 0.0, 0.0]),
                "up": np.array([0.0, 0.0, 1.0]),
                "down": np.array([0.0, 0.0, -1.0]),
            }[word]
        want = unit(want - axis * (want @ axis))
        offset = self.neutral_m[own] - origin
        height = offset @ axis
        radial = offset - np.outer(height, axis)
        score = (radial @ want) / np.maximum(np.linalg.norm(radial, axis=1), 1e-9)
        near = own[(np.abs(height) < half_m) & (score > 0.86)]
        if len(near) == 0:
            raise ValueError(f"no skin at {start}@{along} {facing}")
        return Spot(near)

    def _palm_direction(self, side: str) -> Floats:
        # In the neutral pose the palms face the thighs.
        return np.array([-1.0 if side == "left" else 1.0, 0.0, 0.0])


def softness_mm(landmarks: Landmarks) -> Floats:
    """How far the skin at each vertex gives way when it is lain on (fat and muscle over bone)."""
    give = np.full(len(landmarks.neutral_m), 1.5)
    give[landmarks.of_bones("spine", "root", "pelvis", "clavicle", "shoulder01")] = 14.0
    give[landmarks.of_bones("upperleg")] = 12.0
    give[landmarks.of_bones("lowerleg")] = 6.0
    for letter in "LR":
        # The kneecap is bone under thin skin.
        give[landmarks.near(f"lowerleg01.{letter}", 0.09)] = 3.0
    give[landmarks.of_bones("upperarm")] = 6.0
    give[landmarks.of_bones("lowerarm")] = 4.0
    give[landmarks.of_bones("foot", "toe", "wrist", "finger", "metacarpal")] = 3.0
    return give
