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

from evenkeel_figures.distances import signed_distances, softest
from evenkeel_figures.fingers import Fingers
from evenkeel_figures.freedom import ARM, ARM_PARTS, ROOT, free_joints
from evenkeel_figures.geometry import X_AXIS, Y_AXIS, Z_AXIS, Floats, Ints, rotation
from evenkeel_figures.landmarks import Landmarks, softness_mm
from evenkeel_figures.motion_range import load_ranges, range_of
from evenkeel_figures.posefile import Picture, PoseFileError
from evenkeel_figures.props import Prop
from evenkeel_figures.rig import HAND_SHAPES, Rig
from evenkeel_figures.touch import CONTACT_M, ContactReading, Touch

_ATTITUDE_TURN: Mapping[str, Floats] = {
    "standing": np.eye(3),
    "supine": rotation(X_AXIS, -90.0),
    "prone": rotation(X_AXIS, 90.0),
    "right_side": rotation(Y_AXIS, -90.0),
}
#: How strongly legs and trunk, and how strongly arms, are held to the written angles.
_PULL_BODY, _PULL_ARM = 0.35, 0.12
#: A body found from another's is looked for anew where something is further off than this.
_FAULT_M = 0.0035
#: Share of the body's mass and the bone that carries it.
_MASS = {"head": 0.08, "spine03": 0.30, "spine02": 0.12, "root": 0.10, "upperleg02": 0.10,
         "lowerleg01": 0.045, "foot": 0.015, "upperarm02": 0.027, "lowerarm01": 0.02}  # fmt: skip


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
        self._touch = Touch(solver.rig, solver.landmarks, solver.softness_m, picture)
        self._hands = {
            side: dict(HAND_SHAPES[self._hand_shape(side)]) for side in ("left", "right")
        }
        self._joints = free_joints(picture)
        # How a standing person leans is written, not found: else reaching hands would pull it over.
        freedom = ROOT | ({"pitch": 0.4} if picture.attitude == "standing" else {})
        self._root = np.array(list(freedom.values()))
        self._ranges = load_ranges()
        self._pull = np.array(
            [
                _PULL_ARM if joint.partition(".")[2] in ARM else _PULL_BODY
                for joint, _ in self._joints
            ]
        )
        self._sample = np.unique(
            np.r_[
                np.arange(0, len(self._marks.neutral_m), 23),
                *[g for part in picture.contacts for g in self._touch.groups(part)],
                *[self._marks.patches(part)[0] for part in picture.keep],
            ]
        ).astype(np.int64)
        where = {int(v): k for k, v in enumerate(self._sample)}
        self._rows = {
            part: [np.array([where[int(v)] for v in g]) for g in self._touch.groups(part)]
            for part in (*picture.contacts, *picture.keep)
        }
        self._avoid = self._avoided_pairs()
        self._looseness = 1.0
        self._start = self._initial_root()

    def _hand_shape(self, side: str) -> str:
        return str(self._picture.hands.get(side, {}).get("shape", "relaxed"))

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
        x: Floats = np.r_[joints, np.r_[shift, turn] / self._root]
        return x

    def run(self, guess: SolvedPose | None) -> SolvedPose:
        """Solve, close the hands, press soft parts flat, measure."""
        x = self._found(guess)
        Fingers(self._rig, self._marks, self._picture, self._touch, self._hands).settle(
            lambda: self._pose(x)[1]
        )
        angles, transforms = self._pose(x)
        skin = self._rig.skin(transforms)
        readings = self._touch.measure(skin, transforms)
        pressed, skin = self._touch.press(skin)
        return SolvedPose(angles, transforms, skin, self._touch.props, readings, pressed)

    def _found(self, guess: SolvedPose | None) -> Floats:
        """The unknowns that fit best."""
        zero = np.zeros(len(self._joints) + 6)
        if not (self._picture.contacts or self._picture.keep):
            return self._searched(zero, ())[0]
        afresh = ((10.0, 14), (1.0, 32))
        if guess is None:
            return self._searched(zero, afresh)[0]
        best = self._searched(self._guessed(guess), ((3.0, 6), (1.0, 32)))
        if self._fault_m(best[0]) > _FAULT_M:
            # Another body may need another way: from the written angles, then more closely.
            best = min(best, self._searched(zero, afresh), key=lambda found: found[1])
            self._avoid = self._avoided_pairs(thin=2)
            best = self._searched(best[0], ((1.0, 40),))
        return best[0]

    def _searched(
        self, start: Floats, rounds: tuple[tuple[float, int], ...]
    ) -> tuple[Floats, float]:
        """Unknowns and what is left of the residuals, after rounds of (looseness, steps)."""
        count = len(self._joints)
        low, high = np.full(count + 6, -25.0), np.full(count + 6, 25.0)
        for k, (joint, sigma) in enumerate(self._joints):
            written = self._picture.angles_deg.get(joint, 0.0)
            bottom, top = range_of(joint, self._ranges)
            low[k], high[k] = (bottom - written) / sigma - 1e-6, (top - written) / sigma + 1e-6
        if "root" in self._picture.fixed:
            low[count:], high[count:] = -1e-6, 1e-6
        x, cost = np.clip(start, low + 1e-7, high - 1e-7), 0.0
        for self._looseness, steps in rounds:
            found = least_squares(
                self._residuals, x, bounds=(low, high), diff_step=2e-3, max_nfev=steps,
                xtol=1e-4, ftol=1e-4, gtol=1e-6,
            )  # fmt: skip
            x, cost = np.clip(found.x, low + 1e-7, high - 1e-7), float(found.cost)
        return x, cost

    def _fault_m(self, x: Floats) -> float:
        """The worst gap of a contact or depth of one limb in another."""
        _, transforms = self._pose(x)
        skin = self._rig.skin(transforms)
        worst = max((r.gap_mm / 1000.0 for r in self._touch.measure(skin, transforms)), default=0.0)
        for mine, theirs in self._avoided_pairs(thin=1):
            normals = self._rig.skin_normals(transforms, theirs)
            near = signed_distances(skin[mine], skin[theirs], normals)
            inside = near[(near < 0) & (near > -0.03)]
            worst = max(worst, -float(inside.min()) if len(inside) else 0.0)
        return worst

    def _residuals(self, x: Floats) -> Floats:
        count = len(self._joints)
        _, transforms = self._pose(x)
        points = self._rig.skin(transforms, self._sample)
        out: list[Floats] = [x[:count] * self._pull, x[count:] * _PULL_BODY]
        for part, options in self._picture.contacts.items():
            on = str(options["on"])
            surface = self._touch.surface(on)
            groups = self._touch.groups(part)
            if surface is not None:
                rows = self._rows[part]
                # Fingers are laid down afterwards: what must find the floor is the palm.
                flat = part.endswith(".palm_flat")
                for number, (group, row) in enumerate(zip(groups, rows, strict=True)):
                    gap = softest(surface(points[row])) - self._touch.target_m(part, group, options)
                    weight = (0.25 if number else 2.0) if flat else 1.0
                    out.append(np.array([weight * gap / (CONTACT_M * self._looseness)]))
                if flat:
                    normal = self._touch.mean_normal(
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
                out.append(self._touch.touch_body(part, on, options, transforms, self._looseness))
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

    def _overlap(self, points: Floats) -> Floats:
        allowed = self._s.softness_m[self._sample]
        deepest = self._touch.nearest_thing(points)
        softness = 0.0015 * self._looseness**0.5
        inside: Floats = np.minimum(deepest + 0.75 * allowed, 0.0) / softness
        return inside

    def _avoided_pairs(self, thin: int = 6) -> list[tuple[Ints, Ints]]:
        """Limbs that may move and what they must not go through.

        Args:
            thin: of how many vertices of an arm one is taken; the other limbs follow.
        """
        half = max(thin // 2, 1)
        marks = self._marks
        trunk = marks.of_bones("spine", "root", "pelvis")
        pairs = []
        for side, other in (("left", "right"), ("right", "left")):
            legs = [marks.side_bones(s, "upperleg", "lowerleg", "foot") for s in ("left", "right")]
            holding = any(
                part.startswith(f"{side}.")
                and part.split(".")[1] in ARM_PARTS
                and self._touch.surface(str(o["on"])) is None
                for part, o in self._picture.contacts.items()
            )
            if holding and any(joint == f"{side}.elbow_flexion" for joint, _ in self._joints):
                arm = marks.side_bones(side, "lowerarm", "wrist", "finger", "metacarpal")
                pairs.append((arm[::thin], np.concatenate([trunk, *legs])[:: max(thin - 2, 1)]))
                hand = marks.side_bones(other, "lowerarm", "wrist", "finger", "metacarpal")
                pairs.append((arm[::thin], hand[::half]))
            crossing = any(
                part.startswith(f"{side}.") and str(o["on"]).startswith(f"{other}.")
                for part, o in self._picture.contacts.items()
            )
            if crossing and any(joint == f"{side}.knee_flexion" for joint, _ in self._joints):
                shank = marks.side_bones(side, "lowerleg", "foot", "toe")
                leg = marks.side_bones(other, "upperleg", "lowerleg", "foot")
                pairs.append((shank[::half], leg[:: max(half - 1, 1)]))
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


def _at(options: Mapping[str, object]) -> list[float | None]:
    raw = cast("list[float | str]", options["at"])
    return [None if isinstance(v, str) else float(v) for v in raw]
