"""Angles of a pose file → a body that really touches what it is said to touch.

The free joint angles and the place of the pelvis are found by least squares: contacts and
non-penetration pull hard, the written angles pull softly, and the range of motion is a bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np
from scipy.optimize import least_squares
from scipy.spatial import cKDTree

from evenkeel_figures.geometry import X_AXIS, Y_AXIS, Z_AXIS, Floats, Ints, rotation
from evenkeel_figures.landmarks import Landmarks, softness_mm
from evenkeel_figures.motion_range import load_ranges, range_of
from evenkeel_figures.posefile import Picture, PoseFileError
from evenkeel_figures.props import Prop, build_prop
from evenkeel_figures.rig import FINGERS, HAND_SHAPES, Rig

_ATTITUDE_TURN: Mapping[str, Floats] = {
    "standing": np.eye(3),
    "supine": rotation(X_AXIS, -90.0),
    "prone": rotation(X_AXIS, 90.0),
    "right_side": rotation(Y_AXIS, -90.0),
}
_LEG = {"hip_flexion": 9, "hip_abduction": 5, "hip_rotation": 6, "knee_flexion": 9,
        "ankle_dorsiflexion": 10, "foot_inversion": 5}  # fmt: skip
_ARM = {"shoulder_flexion": 13, "shoulder_abduction": 13, "shoulder_rotation": 13,
        "elbow_flexion": 13, "forearm_pronation": 18, "wrist_flexion": 13,
        "wrist_deviation": 7, "shoulder_protraction": 6}  # fmt: skip
_LEG_PARTS = {
    "heel",
    "ball",
    "sole",
    "toes",
    "foot",
    "instep",
    "outer_ankle",
    "knee",
    "knee_inner",
    "shin",
    "calf",
    "thigh",
}
_ARM_PARTS = {"hand", "palm", "palm_flat", "elbow", "forearm", "arm", "upper_arm", "fingers"}
#: Freedom of the pelvis: metres for the place, degrees for pitch, roll, yaw.
_ROOT = {"x": 0.015, "y": 0.02, "z": 0.4, "pitch": 5.0, "roll": 1.0, "yaw": 1.0}
_CONTACT_M = 0.0012
#: How strongly legs and trunk, and how strongly arms, are held to the written angles.
_PULL_BODY, _PULL_ARM = 0.35, 0.12
#: Hair between the head and what it lies on.
_HAIR_M = 0.011
#: Share of the body's mass and the bone that carries it.
_MASS = {"head": 0.08, "spine03": 0.30, "spine02": 0.12, "root": 0.10, "upperleg02": 0.10,
         "lowerleg01": 0.045, "foot": 0.015, "upperarm02": 0.027, "lowerarm01": 0.02}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContactReading:
    """How well one contact is met.

    Attributes:
        part: the body part.
        on: what it touches.
        gap_mm: distance left between the two.
    """

    part: str
    on: str
    gap_mm: float


@dataclass(frozen=True, slots=True)
class SolvedPose:
    """A body in contact.

    Attributes:
        angles_deg: every joint angle after solving.
        transforms: world transform of each bone.
        skin_m: posed vertices, soft parts pressed flat where they are lain on.
        props: the things.
        readings: the contacts as measured.
        pressed_mm: how far soft parts were pressed in.
    """

    angles_deg: Mapping[str, float]
    transforms: Floats
    skin_m: Floats
    props: tuple[Prop, ...]
    readings: tuple[ContactReading, ...]
    pressed_mm: float


class Solver:
    """Solves pictures for one body.

    Attributes:
        rig: the joint model.
        landmarks: named places on the body, the same skin for everybody.
    """

    def __init__(self, rig: Rig, landmarks: Landmarks) -> None:
        self.rig = rig
        self.landmarks = landmarks
        self.softness_m: Floats = softness_mm(self.landmarks) / 1000.0

    def solve(
        self, picture: Picture, parent: SolvedPose | None, guess: SolvedPose | None = None
    ) -> SolvedPose:
        """The body of one picture.

        Args:
            picture: what is asked for.
            parent: the solved picture it inherits from, for its ``keep``.
            guess: the same picture with another body, from which the search starts.
        """
        return _Problem(self, picture, parent).run(guess)


class _Problem:
    def __init__(self, solver: Solver, picture: Picture, parent: SolvedPose | None) -> None:
        self._s = solver
        self._picture = picture
        self._rig = solver.rig
        self._marks = solver.landmarks
        self._parent = parent
        self._props = tuple(build_prop(spec) for spec in picture.props)
        self._hands = {
            side: dict(HAND_SHAPES[self._hand_shape(side)]) for side in ("left", "right")
        }
        self._joints = self._free_joints()
        # How a standing person leans is written, not found: else reaching hands would pull it over.
        freedom = _ROOT | ({"pitch": 0.4} if picture.attitude == "standing" else {})
        self._root = np.array(list(freedom.values()))
        self._ranges = load_ranges()
        self._pull = np.array(
            [
                _PULL_ARM if joint.partition(".")[2] in _ARM else _PULL_BODY
                for joint, _ in self._joints
            ]
        )
        self._sample = np.unique(
            np.r_[
                np.arange(0, len(self._marks.neutral_m), 23),
                *[g for part in picture.contacts for g in self._groups(part)],
                *[self._marks.patches(part)[0] for part in picture.keep],
            ]
        ).astype(np.int64)
        where = {int(v): k for k, v in enumerate(self._sample)}
        self._rows = {
            part: [np.array([where[int(v)] for v in g]) for g in self._groups(part)]
            for part in (*picture.contacts, *picture.keep)
        }
        self._avoid = self._avoided_pairs()
        self._looseness = 1.0
        self._start = self._initial_root()

    def _hand_shape(self, side: str) -> str:
        return str(self._picture.hands.get(side, {}).get("shape", "relaxed"))

    def _groups(self, part: str) -> tuple[Ints, ...]:
        """Vertices of a part in contact, in groups that must each touch."""
        if part.endswith((".palm", ".fingers")):
            return (self._marks.spot(part).vertices,)
        return self._marks.patches(part)

    def _free_joints(self) -> list[tuple[str, float]]:
        free: dict[str, float] = {}
        for part in (*self._picture.contacts, *self._picture.keep):
            side, _, name = part.partition(".")
            if name in _LEG_PARTS:
                free.update({f"{side}.{joint}": float(s) for joint, s in _LEG.items()})
                if name == "toes":
                    free[f"{side}.toe_extension"] = 12.0
            elif name in _ARM_PARTS:
                free.update({f"{side}.{joint}": float(s) for joint, s in _ARM.items()})
            elif part in ("head_back", "forehead"):
                free["neck.flexion"] = 10.0
            elif name == "head_side":
                free["neck.side"] = 10.0
        free.update(self._picture.free)
        arm, leg = tuple(_ARM), (*_LEG, "toe_extension")
        for fixed in self._picture.fixed:
            side, _, group = fixed.partition(".")
            members = {"arm": arm, "leg": leg}.get(group)
            for joint in [f"{side}.{m}" for m in members] if members else [fixed]:
                free.pop(joint, None)
        return sorted(free.items())

    def _initial_root(self) -> tuple[Floats, Floats]:
        turn = _ATTITUDE_TURN[self._picture.attitude]
        extra = self._picture.turn_deg
        turn = rotation(X_AXIS, extra.get("pitch", 0.0)) @ turn
        turn = rotation(Y_AXIS, extra.get("roll", 0.0)) @ turn
        turn = rotation(Z_AXIS, extra.get("yaw", 0.0)) @ turn
        place = np.zeros(3)
        place[: len(self._picture.position_m)] = self._picture.position_m
        if len(self._picture.position_m) < 3:
            transforms = self._rig.transforms(
                self._rig.bone_rotations(self._picture.angles_deg, self._hands), turn, np.zeros(3)
            )
            place[2] = -self._rig.skin(transforms)[:, 2].min() - 0.004
        return turn, place

    def _pose(self, x: Floats) -> tuple[dict[str, float], Floats]:
        count = len(self._joints)
        angles = dict(self._picture.angles_deg)
        for (joint, sigma), value in zip(self._joints, x[:count], strict=True):
            angles[joint] = angles.get(joint, 0.0) + sigma * float(value)
        dx, dy, dz, pitch, roll, yaw = x[count:] * self._root
        turn0, place0 = self._start
        turn = rotation(Z_AXIS, yaw) @ rotation(Y_AXIS, roll) @ rotation(X_AXIS, pitch) @ turn0
        turns = self._rig.bone_rotations(angles, self._hands)
        return angles, self._rig.transforms(turns, turn, place0 + np.array([dx, dy, dz]))

    def _guessed(self, guess: SolvedPose) -> Floats:
        """Where another body was found, as the unknowns of this problem."""
        joints = [
            (guess.angles_deg.get(joint, 0.0) - self._picture.angles_deg.get(joint, 0.0)) / sigma
            for joint, sigma in self._joints
        ]
        turn0, place0 = self._start
        root, pivot = guess.transforms[0], self._rig.body.heads_m[0]
        shift = root[:3, :3] @ pivot + root[:3, 3] - pivot - place0
        extra = root[:3, :3] @ turn0.T
        turn = [
            np.degrees(np.arctan2(extra[2, 1], extra[2, 2])),
            -np.degrees(np.arcsin(np.clip(extra[2, 0], -1.0, 1.0))),
            np.degrees(np.arctan2(extra[1, 0], extra[0, 0])),
        ]
        return np.r_[joints, np.r_[shift, turn] / self._root]

    def run(self, guess: SolvedPose | None) -> SolvedPose:
        """Solve, close the hands, press soft parts flat, measure."""
        count = len(self._joints)
        low, high = np.full(count + 6, -25.0), np.full(count + 6, 25.0)
        for k, (joint, sigma) in enumerate(self._joints):
            start = self._picture.angles_deg.get(joint, 0.0)
            bottom, top = range_of(joint, self._ranges)
            low[k], high[k] = (bottom - start) / sigma - 1e-6, (top - start) / sigma + 1e-6
        if "root" in self._picture.fixed:
            low[count:], high[count:] = -1e-6, 1e-6
        x0 = np.zeros(count + 6) if guess is None else self._guessed(guess)
        x0 = np.clip(x0, low + 1e-7, high - 1e-7)
        if self._picture.contacts or self._picture.keep:
            # First roughly, so that far-off hands find their way, then exactly.
            rounds = ((10.0, 14), (1.0, 32)) if guess is None else ((3.0, 6), (1.0, 32))
            for self._looseness, steps in rounds:
                found = least_squares(
                    self._residuals, x0, bounds=(low, high), diff_step=2e-3, max_nfev=steps,
                    xtol=1e-4, ftol=1e-4, gtol=1e-6,
                )  # fmt: skip
                x0 = np.clip(found.x, low + 1e-7, high - 1e-7)
        self._settle_fingers(x0)
        angles, transforms = self._pose(x0)
        skin = self._rig.skin(transforms)
        readings = self._measure(skin, transforms)
        pressed, skin = self._press(skin)
        return SolvedPose(angles, transforms, skin, self._props, readings, pressed)

    def _residuals(self, x: Floats) -> Floats:
        count = len(self._joints)
        _, transforms = self._pose(x)
        points = self._rig.skin(transforms, self._sample)
        out: list[Floats] = [x[:count] * self._pull, x[count:] * _PULL_BODY]
        for part, options in self._picture.contacts.items():
            on = str(options["on"])
            surface = self._surface(on)
            groups = self._groups(part)
            if surface is not None:
                rows = self._rows[part]
                for group, row in zip(groups, rows, strict=True):
                    mine = points[row]
                    target = self._target_m(part, group, options)
                    out.append(
                        np.array(
                            [(_softest(surface(mine)) - target) / (_CONTACT_M * self._looseness)]
                        )
                    )
                if part.endswith(".palm_flat"):
                    normal = self._mean_normal(
                        self._marks.spot(part.replace("_flat", "")).vertices, transforms
                    )
                    out.append((normal + Z_AXIS) * 8.0 if on == "floor" else np.zeros(3))
                if "at" in options:
                    centre = points[rows[0]].mean(axis=0)
                    off = np.array(
                        [0.0 if w is None else centre[k] - w for k, w in enumerate(_at(options))]
                    )
                    out.append(off / (0.006 * self._looseness**0.5))
            else:
                out.append(self._touch_body(part, on, options, transforms))
        for part in self._picture.keep:
            centre = points[self._rows[part][0]].mean(axis=0)
            if self._parent is None:
                raise PoseFileError(f"{self._picture.name}: keep needs a parent")
            before = self._parent.skin_m[self._marks.patches(part)[0]].mean(axis=0)
            out.append((centre - before) / (0.003 * self._looseness**0.5))
        out.append(self._overlap(points))
        out += [self._clearance(mine, theirs, transforms) for mine, theirs in self._avoid]
        if self._picture.balance:
            out.append(self._off_balance(points, transforms))
        return np.concatenate(out)

    def _surface(self, on: str):  # type: ignore[no-untyped-def]
        """Signed distance function of a thing, None when ``on`` is a place on the body."""
        if on == "floor":
            return lambda points: points[:, 2]
        for prop in self._props:
            if prop.name == on:
                return prop.distance_m
        if "." in on or on.startswith("trunk"):
            return None
        raise PoseFileError(f"{self._picture.exercise}/{self._picture.name}: no prop {on!r}")

    def _target_m(self, part: str, group: Ints, options: Mapping[str, object]) -> float:
        if part == "head_back" or part.endswith("head_side"):
            return _HAIR_M
        gap = options.get("gap_mm")
        if isinstance(gap, (int, float)):
            return float(gap) / 1000.0
        return -0.55 * float(np.median(self._s.softness_m[group])) if len(group) else 0.0

    def _mean_normal(self, vertices: Ints, transforms: Floats) -> Floats:
        normal = self._rig.skin_normals(transforms, vertices).sum(axis=0)
        size: Floats = normal / np.linalg.norm(normal)
        return size

    def _limb_vertices(self, on: str) -> Ints:
        place = on.partition(" ")[0].partition("@")[0]
        side, _, part = place.partition(".")
        bones = {
            "thigh": ("upperleg", "lowerleg01"),
            "knee": ("upperleg02", "lowerleg"),
            "shin": ("lowerleg", "upperleg02", "foot"),
            "foot": ("foot", "toe", "lowerleg02"),
            "forearm": ("lowerarm", "wrist"),
            "upper_arm": ("upperarm", "lowerarm01"),
            "palm": ("wrist", "metacarpal", "finger"),
            "hand": ("wrist", "metacarpal", "finger"),
        }.get(part)
        if bones is None:
            return self._marks.of_bones(
                "spine", "root", "pelvis", "upperleg01", "clavicle", "shoulder01"
            )
        return self._marks.side_bones(side, *bones)

    def _touch_body(
        self, part: str, on: str, options: Mapping[str, object], transforms: Floats
    ) -> Floats:
        mine = self._groups(part)[0]
        spot = self._marks.spot(on).vertices
        limb = self._limb_vertices(on)
        my_points = self._rig.skin(transforms, mine)
        limb_points = self._rig.skin(transforms, limb)
        centre = self._rig.skin(transforms, spot).mean(axis=0)
        normal = self._mean_normal(spot, transforms)
        offset = my_points.mean(axis=0) - centre
        slide = offset - normal * (offset @ normal)
        depth = signed_distances(my_points, limb_points, self._rig.skin_normals(transforms, limb))
        target = float(options.get("gap_mm", 0.0)) / 1000.0  # type: ignore[arg-type]
        out = [
            slide / 0.008,
            [(_softest(depth) - target) / (_CONTACT_M * self._looseness)],
            [(offset @ normal) / 0.02],
        ]
        if part.endswith((".palm", ".fingers")):
            facing = self._mean_normal(mine, transforms) + normal
            out.append(facing * 2.5)
        return np.concatenate([np.asarray(o, float).ravel() for o in out])

    def _overlap(self, points: Floats) -> Floats:
        allowed = self._s.softness_m[self._sample]
        deepest = self._nearest_thing(points)
        softness = 0.0015 * self._looseness**0.5
        inside: Floats = np.minimum(deepest + 0.75 * allowed, 0.0) / softness
        return inside

    def _avoided_pairs(self) -> list[tuple[Ints, Ints]]:
        """Limbs that may move and what they must not go through, both thinned out."""
        marks = self._marks
        trunk = marks.of_bones("spine", "root", "pelvis")
        pairs = []
        for side, other in (("left", "right"), ("right", "left")):
            legs = [marks.side_bones(s, "upperleg", "lowerleg", "foot") for s in ("left", "right")]
            holding = any(
                part.startswith(f"{side}.")
                and part.split(".")[1] in _ARM_PARTS
                and self._surface(str(o["on"])) is None
                for part, o in self._picture.contacts.items()
            )
            if holding and any(joint == f"{side}.elbow_flexion" for joint, _ in self._joints):
                arm = marks.side_bones(side, "lowerarm", "wrist", "finger", "metacarpal")
                pairs.append((arm[::6], np.concatenate([trunk, *legs])[::4]))
                hand = marks.side_bones(other, "lowerarm", "wrist", "finger", "metacarpal")
                pairs.append((arm[::6], hand[::3]))
            crossing = any(
                part.startswith(f"{side}.") and str(o["on"]).startswith(f"{other}.")
                for part, o in self._picture.contacts.items()
            )
            if crossing and any(joint == f"{side}.knee_flexion" for joint, _ in self._joints):
                shank = marks.side_bones(side, "lowerleg", "foot", "toe")
                pairs.append(
                    (shank[::3], marks.side_bones(other, "upperleg", "lowerleg", "foot")[::2])
                )
        return pairs

    def _clearance(self, mine: Ints, theirs: Ints, transforms: Floats) -> Floats:
        near = signed_distances(
            self._rig.skin(transforms, mine),
            self._rig.skin(transforms, theirs),
            self._rig.skin_normals(transforms, theirs),
        )
        # Deeper than a limb is thick means outside on its far side.
        return np.where(near > -0.05, np.minimum(near + 0.001, 0.0), 0.0) / (
            0.003 * self._looseness
        )

    def _off_balance(self, points: Floats, transforms: Floats) -> Floats:
        body = self._rig.body
        heads = np.einsum(
            "bij,bj->bi", transforms[:, :3], np.c_[body.heads_m, np.ones(len(body.heads_m))]
        )
        total, mass = np.zeros(3), 0.0
        for bone, share in _MASS.items():
            names = [bone] if bone in body.bones else [f"{bone}.L", f"{bone}.R"]
            for name in names:
                total += heads[body.bone(name)] * share
                mass += share
        feet = [
            points[np.concatenate(self._rows[part])].mean(axis=0)
            for part, o in self._picture.contacts.items()
            if part.endswith((".sole", ".ball", ".toes", ".heel")) and o["on"] == "floor"
        ]
        span = float(np.ptp(np.array(feet), axis=0)[:2].max())
        off: Floats = (total / mass)[:2] - np.mean(feet, axis=0)[:2]
        return off / (0.012 + 0.25 * span)

    def _settle_fingers(self, x: Floats) -> None:
        """Open fingers that would go into something; close those that wrap round something."""
        _, transforms = self._pose(x)
        for side in ("left", "right"):
            wraps = self._picture.hands.get(side, {}).get("wraps")
            if wraps is None:
                nearest = self._nearest_thing
            else:
                nearest = self._surface(str(wraps)) or self._skin_surface(str(wraps), transforms)
            for number, finger in enumerate(FINGERS, start=1):
                # A thumb that holds something stays near it, else it would stick out.
                widest = -6.0 if finger == "thumb" and wraps is not None else -34.0
                self._bend(x, side, finger, number, nearest, -4.0, (widest, 0.0, 0.0))
                if wraps is not None:
                    most = (35.0, 40.0, 45.0) if finger == "thumb" else (80.0, 95.0, 60.0)
                    self._bend(x, side, finger, number, nearest, 4.0, most)

    def _bend(self, x, side, finger, number, nearest, step_deg, limits_deg) -> None:  # type: ignore[no-untyped-def]
        """Bend one finger joint by joint until it is free (opening) or touches (closing)."""
        joints = list(self._hands[side][finger])
        for joint in range(3):
            moved = self._marks.side_bones(
                side, *[f"finger{number}-{k}" for k in range(joint + 1, 4)]
            )
            while True:
                _, now = self._pose(x)
                gap = float(nearest(self._rig.skin(now, moved)).min())
                beyond = (
                    joints[joint] >= limits_deg[joint]
                    if step_deg > 0
                    else joints[joint] <= limits_deg[joint]
                )
                if beyond or (gap < 0.0012 if step_deg > 0 else gap > -0.0015):
                    break
                joints[joint] += step_deg
                self._hands[side][finger] = (joints[0], joints[1], joints[2])

    def _nearest_thing(self, points: Floats) -> Floats:
        """Distance to the floor or the nearest thing."""
        nearest = points[:, 2]
        for prop in self._props:
            if prop.name != "mat":
                nearest = np.minimum(nearest, prop.distance_m(points))
        return nearest

    def _skin_surface(self, on: str, transforms: Floats):  # type: ignore[no-untyped-def]
        limb = self._limb_vertices(on)
        points = self._rig.skin(transforms, limb)
        normals = self._rig.skin_normals(transforms, limb)
        return lambda tips: signed_distances(tips, points, normals)

    def _measure(self, skin: Floats, transforms: Floats) -> tuple[ContactReading, ...]:
        readings = []
        for part, options in self._picture.contacts.items():
            on = str(options["on"])
            surface = self._surface(on)
            worst = 0.0
            groups = self._groups(part)
            for group in groups if surface is not None else groups[:1]:
                if surface is not None:
                    gap = float(surface(skin[group]).min())
                    target = self._target_m(part, group, options)
                    # Pressed-in soft parts touch; only what stays away from its goal is a gap.
                    gap = max(
                        gap - max(target, 0.0),
                        -gap - float(self._s.softness_m[group].max()) - 1e-9,
                        0.0,
                    )
                else:
                    limb = self._limb_vertices(on)
                    near = signed_distances(
                        skin[group], skin[limb], self._rig.skin_normals(transforms, limb)
                    )
                    asked = float(options.get("gap_mm", 0.0)) / 1000.0
                    # A hand that only reaches for something is asked to stay away from it.
                    reach = asked if asked > 0.005 else 0.0
                    gap = max(float(near.min()) - reach, 0.0)
                worst = max(worst, gap)
            readings.append(ContactReading(part, on, worst * 1000.0))
        return tuple(readings)

    def _press(self, skin: Floats) -> tuple[float, Floats]:
        """Soft parts give way to the floor and to things, as far as they are soft."""
        out = skin.copy()
        pressed = np.clip(-out[:, 2], 0.0, self._s.softness_m)
        out[:, 2] += pressed
        most = float(pressed.max())
        for prop in self._props:
            if prop.name == "mat":
                continue
            distance = prop.distance_m(out)
            give = np.clip(-distance, 0.0, self._s.softness_m)
            touched = give > 0
            if touched.any():
                out[touched] += _outward(prop, out[touched]) * give[touched][:, None]
                most = max(most, float(give.max()))
        return most * 1000.0, out


def _softest(distances_m: Floats) -> float:
    """A smooth minimum (within a millimetre or so), so that the solver sees no kinks."""
    lowest = float(distances_m.min())
    return lowest - 0.0006 * float(np.log(np.exp((lowest - distances_m) / 0.0006).sum()))


def _at(options: Mapping[str, object]) -> list[float | None]:
    raw = cast("list[float | str]", options["at"])
    return [None if isinstance(v, str) else float(v) for v in raw]


def _outward(prop: Prop, points: Floats) -> Floats:
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
    outward: Floats = grad / size
    return outward


def signed_distances(points: Floats, surface_m: Floats, normals: Floats) -> Floats:
    """Distance of each point to a sampled surface, negative where it lies behind the surface."""
    distance, nearest = cKDTree(surface_m).query(points)
    offset = points - surface_m[nearest]
    along = (offset * normals[nearest]).sum(axis=1)
    # Near the surface the normal component is the distance; far away the Euclidean one is.
    signed: Floats = np.where(distance < 0.03, along, np.where(along < 0, -distance, distance))
    return signed
