"""Joint angles in clinical terms → bone transforms → posed vertices.

All angles are degrees from the anatomical neutral: standing, arms hanging, palms to the thighs,
feet flat and pointing forward. ``left.``/``right.`` joints are mirror images of one another, so
that equal values make a symmetric body.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType

import numba
import numpy as np
import scipy.sparse as sp

from evenkeel_figures.bodysource import RestBody
from evenkeel_figures.geometry import (
    X_AXIS,
    Y_AXIS,
    Z_AXIS,
    Floats,
    Ints,
    aligning,
    angle_between_deg,
    rotation,
    signed_angle_deg,
    unit,
    vertex_normals,
)

SIDES = (("left", "L", 1.0), ("right", "R", -1.0))
FINGERS = ("thumb", "index", "middle", "ring", "little")
#: How much of a spine angle each vertebral bone takes, from the sacrum up.
_SPINE_SHARE = {"spine05": 0.22, "spine04": 0.24, "spine03": 0.24, "spine02": 0.18, "spine01": 0.12}
_NECK_SHARE = {"neck01": 0.3, "neck02": 0.25, "neck03": 0.2, "head": 0.25}
#: How much of the spread between the fingers at rest is taken back, and of the thumb's.
_GATHERED, _THUMB_GATHERED = 0.95, 0.45
#: Flexion of the three joints of a finger for each shape of the hand, knuckle to tip.
HAND_SHAPES: Mapping[str, Mapping[str, tuple[float, float, float]]] = MappingProxyType(
    {
        "relaxed": {
            "thumb": (6, 8, 10),
            "index": (14, 20, 12),
            "middle": (18, 24, 14),
            "ring": (22, 27, 16),
            "little": (24, 28, 16),
        },
        "flat": {"thumb": (0, 2, 2)} | dict.fromkeys(FINGERS[1:], (0, 2, 2)),
        "fist": {
            "thumb": (42, 26, 40),
            "index": (78, 98, 55),
            "middle": (82, 100, 55),
            "ring": (84, 100, 55),
            "little": (84, 98, 55),
        },
        "open": {"thumb": (0, 0, 0)} | dict.fromkeys(FINGERS[1:], (-14, 4, 4)),
        "cupped": {
            "thumb": (8, 10, 12),
            "index": (26, 22, 14),
            "middle": (28, 24, 14),
            "ring": (30, 24, 14),
            "little": (32, 24, 14),
        },
        "grip": {
            "thumb": (14, 20, 20),
            "index": (55, 60, 30),
            "middle": (58, 62, 30),
            "ring": (60, 64, 30),
            "little": (62, 64, 30),
        },
    }
)


@dataclass(frozen=True, slots=True)
class _Hand:
    """Rest-frame axes of one hand: along the fingers, out of the palm, toward the thumb."""

    along: Floats
    palm: Floats
    thumb_side: Floats


@dataclass(frozen=True, slots=True)
class _Arm:
    neutral: Floats
    hinge: Floats
    rest_elbow_deg: float
    upper_axis: Floats
    fore_axis: Floats
    rest_pronation_deg: float
    hand: _Hand
    straight_hand: Floats


@dataclass(frozen=True, slots=True)
class _Leg:
    neutral: Floats
    hinge: Floats
    shin: Floats
    thigh_axis: Floats
    shin_axis: Floats
    foot: Floats


class Rig:
    """The joint model of one body.

    Attributes:
        body: the rest body the model was built for.
    """

    def __init__(self, body: RestBody) -> None:
        self.body = body
        self._arms = {side: self._measure_arm(letter, sign) for side, letter, sign in SIDES}
        self._index = {bone: k for k, bone in enumerate(body.bones)}
        self._parents = np.array(body.parents)
        self._rest_normals = vertex_normals(body.vertices_m, body.faces)
        self._sampled = lru_cache(maxsize=256)(self._samples)
        self._finger_turns = lru_cache(maxsize=64)(self._turn_of_fingers)
        self._legs = {side: self._measure_leg(letter, sign) for side, letter, sign in SIDES}

    @cached_property
    def homogeneous(self) -> Floats:
        """Rest vertices with a trailing 1."""
        whole: Floats = np.c_[self.body.vertices_m, np.ones(len(self.body.vertices_m))]
        return whole

    def _measure_arm(self, letter: str, sign: float) -> _Arm:
        head = self.body.head_m
        shoulder, elbow = head(f"upperarm01.{letter}"), head(f"lowerarm01.{letter}")
        wrist = head(f"wrist.{letter}")
        upper, fore = unit(elbow - shoulder), unit(wrist - elbow)
        hinge = unit(np.cross(upper, fore))
        frame = np.stack([upper, hinge, np.cross(upper, hinge)], axis=1)
        hang = unit(np.array([0.06 * sign, 0.0, -1.0]))
        side_axis = unit(-X_AXIS - hang * (-X_AXIS @ hang))
        target = np.stack([hang, side_axis, np.cross(hang, side_axis)], axis=1)
        neutral = target @ frame.T
        rest_elbow = angle_between_deg(upper, fore)
        knuckles = [head(f"finger{k}-1.{letter}") for k in (2, 3, 4, 5)]
        along = unit(sum(knuckles[1:3], np.zeros(3)) / 2 - wrist)
        across = unit(knuckles[0] - knuckles[3])
        palm = unit(np.cross(across, along)) * -sign
        hand = _Hand(along=along, palm=palm, thumb_side=unit(np.cross(palm, along)) * sign)
        # In the neutral pose the thumb side points forward: measure how far the rest hand is off.
        straight_elbow = rotation(hinge, -rest_elbow)
        thumb_now = neutral @ straight_elbow @ hand.thumb_side
        rest_pronation = signed_angle_deg(-Y_AXIS, thumb_now, hang) * sign
        return _Arm(
            neutral=neutral,
            hinge=hinge,
            rest_elbow_deg=rest_elbow,
            upper_axis=upper,
            fore_axis=fore,
            rest_pronation_deg=rest_pronation,
            hand=hand,
            straight_hand=aligning(along, fore),
        )

    def _measure_leg(self, letter: str, sign: float) -> _Leg:
        head = self.body.head_m
        hip, knee = head(f"upperleg01.{letter}"), head(f"lowerleg01.{letter}")
        ankle = head(f"foot.{letter}")
        down = unit(np.array([0.03 * sign, 0.0, -1.0]))
        neutral = aligning(knee - hip, down)
        shin = aligning(ankle - knee, neutral.T @ down)
        # With every angle zero the foot keeps its rest attitude: sole flat on the floor.
        foot = (neutral @ shin).T
        return _Leg(
            neutral=neutral,
            hinge=neutral.T @ X_AXIS,
            shin=shin,
            thigh_axis=unit(knee - hip),
            shin_axis=unit(ankle - knee),
            foot=foot,
        )

    def bone_rotations(
        self, angles: Mapping[str, float], hands: Mapping[str, Mapping[str, tuple[float, ...]]]
    ) -> dict[str, Floats]:
        """Rotation of each bone against its parent, in rest axes.

        Args:
            angles: joint angles in degrees, keyed ``left.hip_flexion``, ``spine.flexion``, ….
            hands: for each side, the flexion of the finger joints in degrees.
        """

        def angle(key: str) -> float:
            return angles.get(key, 0.0)

        turns: dict[str, Floats] = {}
        for region, shares in (("spine", _SPINE_SHARE), ("neck", _NECK_SHARE)):
            for bone, share in shares.items():
                turns[bone] = (
                    rotation(X_AXIS, share * angle(f"{region}.flexion"))
                    @ rotation(Y_AXIS, share * angle(f"{region}.side"))
                    @ rotation(Z_AXIS, share * angle(f"{region}.twist"))
                )
        for side, letter, sign in SIDES:
            self._turn_leg(turns, side, letter, sign, angle)
            self._turn_arm(turns, side, letter, sign, angle)
            turns.update(self._finger_turns(side, tuple(sorted(hands.get(side, {}).items()))))
        return turns

    def _turn_leg(self, turns, side, letter, sign, angle) -> None:  # type: ignore[no-untyped-def]
        leg = self._legs[side]
        swing = rotation(X_AXIS, -angle(f"{side}.hip_flexion")) @ rotation(
            Y_AXIS, -sign * angle(f"{side}.hip_abduction")
        )
        twist = sign * angle(f"{side}.hip_rotation")
        # The twist is shared along the thigh so that the skin at the hip does not wring.
        upper_twist = 0.5 * twist
        turns[f"upperleg01.{letter}"] = swing @ rotation(Z_AXIS, upper_twist) @ leg.neutral
        turns[f"upperleg02.{letter}"] = rotation(-leg.thigh_axis, twist - upper_twist)
        turns[f"lowerleg01.{letter}"] = (
            rotation(leg.hinge, angle(f"{side}.knee_flexion")) @ leg.shin
        )
        ankle = rotation(X_AXIS, -angle(f"{side}.ankle_dorsiflexion")) @ rotation(
            Y_AXIS, sign * angle(f"{side}.foot_inversion")
        )
        turns[f"foot.{letter}"] = leg.foot @ ankle
        toes = rotation(X_AXIS, -angle(f"{side}.toe_extension"))
        for toe in range(1, 6):
            turns[f"toe{toe}-1.{letter}"] = toes

    def _turn_arm(self, turns, side, letter, sign, angle) -> None:  # type: ignore[no-untyped-def]
        arm = self._arms[side]
        swing = rotation(X_AXIS, -angle(f"{side}.shoulder_flexion")) @ rotation(
            Y_AXIS, -sign * angle(f"{side}.shoulder_abduction")
        )
        twist = sign * angle(f"{side}.shoulder_rotation")
        upper_twist = 0.5 * twist
        upper = swing @ rotation(Z_AXIS, upper_twist) @ arm.neutral
        # The shoulder blade follows the arm: a third of what lies above 30° of elevation.
        raised = angle_between_deg(swing @ -Z_AXIS, -Z_AXIS)
        shrug = angle(f"{side}.shoulder_shrug") + max(0.0, raised - 30.0) * 0.2
        clavicle = rotation(Y_AXIS, -sign * shrug) @ rotation(
            Z_AXIS, -sign * angle(f"{side}.shoulder_protraction")
        )
        turns[f"clavicle.{letter}"] = clavicle
        turns[f"upperarm01.{letter}"] = clavicle.T @ upper
        turns[f"upperarm02.{letter}"] = rotation(-arm.upper_axis, twist - upper_twist)
        turns[f"lowerarm01.{letter}"] = rotation(
            arm.hinge, angle(f"{side}.elbow_flexion") - arm.rest_elbow_deg
        )
        # Pronation turns the thumb inward; the distal half of the forearm takes most of it.
        pronate = -sign * (angle(f"{side}.forearm_pronation")) - sign * arm.rest_pronation_deg
        turns[f"lowerarm01.{letter}"] = turns[f"lowerarm01.{letter}"] @ rotation(
            -arm.fore_axis, 0.35 * pronate
        )
        turns[f"lowerarm02.{letter}"] = rotation(-arm.fore_axis, 0.65 * pronate)
        hand = arm.hand
        turns[f"wrist.{letter}"] = (
            rotation(hand.thumb_side, -sign * angle(f"{side}.wrist_flexion"))
            @ rotation(hand.palm, sign * angle(f"{side}.wrist_deviation"))
            @ arm.straight_hand
        )

    def _turn_of_fingers(
        self, side: str, joints_deg: tuple[tuple[str, tuple[float, ...]], ...]
    ) -> dict[str, Floats]:
        turns: dict[str, Floats] = {}
        shape = dict(joints_deg)
        letter = "L" if side == "left" else "R"
        hand = self._arms[side].hand
        head = self.body.head_m
        for number, finger in enumerate(FINGERS, start=1):
            joints = shape.get(finger, (0.0, 0.0, 0.0))
            bones = [f"finger{number}-{k}.{letter}" for k in (1, 2, 3)]
            points = [head(bone) for bone in bones]
            along = unit(points[2] - points[0])
            axis = unit(np.cross(along, hand.palm))
            if finger == "thumb":
                # The thumb closes across the palm, toward the little finger.
                axis = unit(np.cross(along, unit(hand.palm - 0.9 * hand.thumb_side)))
            straighten = 0.0
            if finger == "thumb":
                # At rest it stands off like a hitch-hiker's: nearer to the palm it is calm.
                spread = signed_angle_deg(along, hand.along, hand.palm)
                gather = rotation(hand.palm, _THUMB_GATHERED * spread)
            else:
                # Rest fingers are a little curled and spread: zero must mean straight and calm.
                straighten = -signed_angle_deg(hand.along, along, axis)
                spread = signed_angle_deg(along, hand.along, hand.palm)
                gather = rotation(hand.palm, _GATHERED * spread)
            for k, (bone, flexion) in enumerate(zip(bones, joints, strict=True)):
                turns[bone] = rotation(axis, flexion + (straighten if k == 0 else 0.0))
            turns[bones[0]] = gather @ turns[bones[0]]
        return turns

    def transforms(
        self, turns: Mapping[str, Floats], root_turn: Floats, root_shift_m: Floats
    ) -> Floats:
        """World transform of every bone, shape (bones, 4, 4)."""
        body = self.body
        local = np.zeros((len(body.bones), 3, 3))
        local[:] = np.eye(3)
        for bone, turn in turns.items():
            local[self._index[bone]] = turn
        pivot = body.heads_m[0]
        shift = root_shift_m + pivot - root_turn @ pivot
        out: Floats = _chain(local, body.heads_m, self._parents, root_turn, shift)
        return out

    def skin(self, transforms: Floats, subset: Ints | None = None) -> Floats:
        """Posed vertices in metres, all of them or those with the given indices."""
        weights, rest, _ = self._sampled(None if subset is None else subset.tobytes())
        blended = (weights @ transforms[:, :3].reshape(-1, 12)).reshape(-1, 3, 4)
        posed: Floats = np.einsum("nij,nj->ni", blended, rest)
        return posed

    def skin_normals(self, transforms: Floats, subset: Ints) -> Floats:
        """Posed normals (of about unit length) of the vertices with the given indices."""
        weights, _, normals = self._sampled(subset.tobytes())
        blended = (weights @ transforms[:, :3, :3].reshape(-1, 9)).reshape(-1, 3, 3)
        posed: Floats = np.einsum("nij,nj->ni", blended, normals)
        return posed

    def _samples(self, subset: bytes | None) -> tuple[sp.csr_matrix, Floats, Floats]:
        """Weights, rest positions and rest normals of some vertices, kept for the next time."""
        body = self.body
        normals = self._rest_normals
        if subset is None:
            return sp.csr_matrix(body.weights), self.homogeneous, normals
        index = np.frombuffer(subset, np.int64)
        return sp.csr_matrix(body.weights[index]), self.homogeneous[index], normals[index]


@numba.njit(cache=True)
def _chain(local, heads, parents, root_turn, root_shift):  # type: ignore[no-untyped-def]
    """Bone transforms down the tree: each bone turns about its head, within its parent."""
    count = len(parents)
    out = np.zeros((count, 4, 4))
    above = np.zeros((3, 3))
    shift = np.zeros(3)
    for k in range(count):
        parent = parents[k]
        for i in range(3):
            shift[i] = root_shift[i] if parent < 0 else out[parent, i, 3]
            for j in range(3):
                above[i, j] = root_turn[i, j] if parent < 0 else out[parent, i, j]
        for i in range(3):
            moved = shift[i]
            for j in range(3):
                total = 0.0
                for m in range(3):
                    total += above[i, m] * local[k, m, j]
                out[k, i, j] = total
                moved += (above[i, j] - total) * heads[k, j]
            out[k, i, 3] = moved
        out[k, 3, 3] = 1.0
    return out
