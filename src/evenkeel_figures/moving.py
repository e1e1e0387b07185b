"""The bodies between two solved pictures: how a person really gets from one to the other.

Every joint angle goes its straight (or, through waypoints, its smooth) way. What both ends touch
stays touched: a few Gauss-Newton steps a moment put hands, feet and back where they belong and
lift whatever would go through the floor or a thing. No correction is left at the ends, so the
first and the last body are exactly those of the stills.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evenkeel_figures.distances import outward
from evenkeel_figures.geometry import Floats, Ints
from evenkeel_figures.landmarks import Landmarks, softness_mm
from evenkeel_figures.motion_range import load_ranges, range_of
from evenkeel_figures.posefile import Picture
from evenkeel_figures.rig import Rig
from evenkeel_figures.solve import SolvedPose

#: Freedom (degrees) of the joints of a limb that touches something at either end.
_LEG = {"hip_flexion": 9.0, "hip_abduction": 5.0, "hip_rotation": 6.0, "knee_flexion": 9.0,
        "ankle_dorsiflexion": 10.0, "foot_inversion": 5.0, "toe_extension": 12.0}  # fmt: skip
_ARM = {"shoulder_flexion": 13.0, "shoulder_abduction": 13.0, "shoulder_rotation": 13.0,
        "elbow_flexion": 13.0, "forearm_pronation": 18.0, "wrist_flexion": 13.0,
        "wrist_deviation": 7.0}  # fmt: skip
_TRUNK = {"spine.flexion": 4.0, "neck.flexion": 6.0}
#: Freedom of the pelvis: metres, then a rotation vector in radians.
_ROOT = np.array([0.05, 0.05, 0.05, 0.12, 0.08, 0.08])
_LEG_PARTS = ("heel", "ball", "sole", "toes", "foot", "instep", "outer_ankle", "knee",
              "knee_inner", "shin", "calf", "thigh")  # fmt: skip
_ARM_PARTS = ("hand", "palm", "palm_flat", "elbow", "forearm", "arm", "upper_arm", "fingers")
#: How exactly limbs, and how exactly the trunk, keep to their place (m).
_LIMB_M, _TRUNK_M, _OVERLAP_M = 0.0015, 0.006, 0.003
#: Corrections that differ by less are the same.
_SAME = 0.02
#: Each touching patch is held by so many of its vertices.
_POINTS = 5
_STEPS = 8


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Vertices that keep to a place: of the world, or of a limb they lie on.

    Attributes:
        vertices: which.
        bone: what carries the place; -1 for the world.
        places_m: for each end and waypoint, where they are in that frame.
        spread_m: how exactly they keep to it.
    """

    vertices: Ints
    bone: int
    places_m: Floats
    spread_m: float


class Way:
    """The way through two or more solved pictures with the same things around them.

    Attributes:
        rig: the body.
        weights: share of the way → weight of each end and waypoint.
        turns: how the pelvis is turned at each of them, as quaternions.
        places: where it is, in metres.
        fingers: the turns of the finger bones, likewise.
        shoulders: those of the upper arms, where postures are mixed and nothing is corrected.
        joints: what may be corrected, and how freely (degrees).
        anchors: what keeps its place.
        sample: the vertices that are watched.
        rows: where the anchors' vertices are among these.
        allowed: how deep each of them may go in, in metres.
    """

    def __init__(
        self,
        rig: Rig,
        marks: Landmarks,
        pictures: Sequence[Picture],
        poses: Sequence[SolvedPose],
        *,
        mixed: bool = False,
    ) -> None:
        self.rig = rig
        self._marks = marks
        self._props = poses[0].props
        self.weights = _cardinal(len(poses))
        self._angles = [dict(pose.angles_deg) for pose in poses]
        self.turns = np.array([_quaternion(pose.transforms[0, :3, :3]) for pose in poses])
        pivot = rig.body.heads_m[0]
        # Where the pelvis is, not where the origin would be if it were turned about itself.
        self.places = np.array([p.transforms[0, :3, :3] @ pivot + p.transforms[0, :3, 3]
                                 for p in poses]) - pivot  # fmt: skip
        self.fingers = self._finger_turns(poses)
        self.shoulders = self._shoulder_turns() if mixed else {}
        self.joints = self._free_joints(pictures)
        self.anchors = self._common(pictures, poses)
        self._softness_m: Floats = softness_mm(marks) / 1000.0
        touching = [a.vertices for a in self.anchors]
        feet = [
            marks.side_bones(side, part)[::12]
            for side in ("left", "right")
            for part in ("foot", "toe", "wrist", "finger")
        ]
        self.sample = np.unique(
            np.concatenate([np.arange(0, len(marks.neutral_m), 31), *feet, *touching])
        ).astype(np.int64)
        where = {int(v): k for k, v in enumerate(self.sample)}
        self.rows = [np.array([where[int(v)] for v in a.vertices]) for a in self.anchors]
        deepest = np.array([
            self.nearest(rig.skin(p.transforms, self.sample)) for p in poses
        ]).min(axis=0)  # fmt: skip
        #: Soft parts may go in as far as they are pressed flat, and as far as they do at an end.
        self.allowed = np.maximum(0.75 * self._softness_m[self.sample], -deepest)
        self._ranges = load_ranges()

    def poses(self, count: int, calm: float = 0.0) -> list[SolvedPose]:
        """The bodies at equal steps of the way, both ends included.

        Where what fits the start does not lead to the end, the way is gone from there too, and
        in between the one passes into the other.

        Args:
            count: how many.
            calm: over how many of them a leap from one posture of the limbs to another is spread.
        """
        shares = [k / (count - 1) for k in range(count)]
        moments = [_Moment(self, share) for share in shares]
        found = np.array(self._corrections(shares, moments))
        if calm:
            found = _spread(found, calm)
        return [self._body(moment, x) for moment, x in zip(moments, found, strict=True)]

    def _corrections(self, shares: Sequence[float], moments: Sequence[_Moment]) -> list[Floats]:
        if self.shoulders:
            return [np.zeros(len(self.joints) + 6) for _ in moments]
        there = self._followed(moments)
        if np.abs(there[-1]).max() < _SAME:
            return there
        back = self._followed(moments[::-1])[::-1]
        out = []
        for share, moment, one, two in zip(shares, moments, there, back, strict=True):
            passed = share * share * (3.0 - 2.0 * share)
            blend = one + passed * (two - one)
            if np.abs(two - one).max() > _SAME:
                blend = moment.solved(blend, near=blend)
            out.append(blend)
        return out

    def _followed(self, moments: Sequence[_Moment]) -> list[Floats]:
        x = np.zeros(len(self.joints) + 6)
        out = []
        for moment in moments:
            x = moment.solved(x)
            out.append(x)
        return out

    def _body(self, moment: _Moment, x: Floats) -> SolvedPose:
        found, transforms = moment.posed(x)
        skin = self.rig.skin(transforms)
        return SolvedPose(found, transforms, self._pressed(skin), self._props, (), 0.0)

    def mean_angles(self, weights: Floats) -> dict[str, float]:
        """The joint angles with these weights of ends and waypoints."""
        keys = sorted(set().union(*self._angles))
        return {
            key: float(sum(w * a.get(key, 0.0) for w, a in zip(weights, self._angles, strict=True)))
            for key in keys
        }

    def bounds(self, angles: dict[str, float]) -> tuple[Floats, Floats]:
        """How far corrections may go either way, for every joint to stay within its range."""
        low, high = np.full(len(self.joints) + 6, -12.0), np.full(len(self.joints) + 6, 12.0)
        for k, (joint, freedom) in enumerate(self.joints):
            bottom, top = range_of(joint, self._ranges)
            value = angles.get(joint, 0.0)
            low[6 + k] = min((bottom - value) / freedom, 0.0)
            high[6 + k] = max((top - value) / freedom, 0.0)
        return low, high

    def _finger_turns(self, poses: Sequence[SolvedPose]) -> dict[str, Floats]:
        """For each finger bone its turn against its parent at every end, as quaternions."""
        body = self.rig.body
        out: dict[str, Floats] = {}
        for k, bone in enumerate(body.bones):
            if not bone.startswith("finger"):
                continue
            parent = body.parents[k]
            local = [p.transforms[parent, :3, :3].T @ p.transforms[k, :3, :3] for p in poses]
            out[bone] = _aligned(np.array([_quaternion(m) for m in local]))
        self.turns = _aligned(self.turns)
        return out

    def _shoulder_turns(self) -> dict[str, Floats]:
        """For each upper arm its turn at every end, as quaternions.

        Three angles of a shoulder are no measure of how far apart two postures are: mixed one by
        one they lead an arm through the floor.
        """
        ends = [self.rig.bone_rotations(angles, {}) for angles in self._angles]
        return {
            bone: _aligned(np.array([_quaternion(end[bone]) for end in ends]))
            for bone in ends[0]
            if bone.startswith("upperarm01")
        }

    def _free_joints(self, pictures: Sequence[Picture]) -> list[tuple[str, float]]:
        free = dict(_TRUNK)
        for picture in pictures:
            for part in (*picture.contacts, *picture.keep):
                side, _, name = part.partition(".")
                if name in _LEG_PARTS:
                    free.update({f"{side}.{joint}": f for joint, f in _LEG.items()})
                elif name in _ARM_PARTS:
                    free.update({f"{side}.{joint}": f for joint, f in _ARM.items()})
        return sorted(free.items())

    def _common(self, pictures: Sequence[Picture], poses: Sequence[SolvedPose]) -> list[_Anchor]:
        skins = [self.rig.skin(pose.transforms) for pose in poses]
        anchors = []
        shared = [p for p in pictures[0].contacts if all(p in o.contacts for o in pictures[1:])]
        for part in shared:
            places = {_limb(str(picture.contacts[part]["on"])) for picture in pictures}
            if len(places) > 1:
                continue
            on = str(pictures[0].contacts[part]["on"])
            bone = self._carrier(on)
            name = part.partition(".")[2]
            limb = name in _LEG_PARTS or name in _ARM_PARTS
            for group in self._groups(part):
                vertices = self._spread(group, skins, bone)
                placed = []
                for skin, pose in zip(skins, poses, strict=True):
                    points = skin[vertices]
                    if bone >= 0:
                        frame = pose.transforms[bone]
                        points = (points - frame[:3, 3]) @ frame[:3, :3]
                    placed.append(points)
                anchors.append(
                    _Anchor(vertices, bone, np.array(placed), _LIMB_M if limb else _TRUNK_M)
                )
        return anchors

    def _groups(self, part: str) -> tuple[Ints, ...]:
        if part.endswith((".palm", ".fingers")):
            return (self._marks.spot(part).vertices,)
        return self._marks.patches(part)

    def _carrier(self, on: str) -> int:
        """The bone that a place on the body follows; -1 for the floor and things."""
        if on == "floor" or any(prop.name == on for prop in self._props):
            return -1
        weights = self.rig.body.weights[self._marks.spot(on).vertices]
        return int(weights.sum(axis=0).argmax())

    def _spread(self, group: Ints, skins: Sequence[Floats], bone: int) -> Ints:
        """A few vertices of a patch that lie far apart, of those that really touch."""
        if bone < 0 and len(group) > _POINTS:
            near = np.min([self.nearest(skin[group]) for skin in skins], axis=0)
            group = group[np.argsort(near, kind="stable")[: max(_POINTS, len(group) // 3)]]
        points = skins[0][group]
        chosen = [int(np.argmin(points[:, 2]))]
        while len(chosen) < min(_POINTS, len(group)):
            away = np.linalg.norm(points[:, None] - points[chosen][None], axis=2).min(axis=1)
            chosen.append(int(away.argmax()))
        return np.unique(group[chosen])

    def nearest(self, points: Floats) -> Floats:
        """Distance to the floor or the nearest thing."""
        nearest = points[:, 2]
        for prop in self._props:
            if prop.name != "mat":
                nearest = np.minimum(nearest, prop.distance_m(points))
        return nearest

    def _pressed(self, skin: Floats) -> Floats:
        """Soft parts give way to the floor and to things, as far as they are soft."""
        out = skin.copy()
        out[:, 2] += np.clip(-out[:, 2], 0.0, self._softness_m)
        for prop in self._props:
            if prop.name == "mat":
                continue
            give = np.clip(-prop.distance_m(out), 0.0, self._softness_m)
            touched = give > 0
            if touched.any():
                out[touched] += outward(prop, out[touched]) * give[touched][:, None]
        return out


class _Moment:
    """One share of a way: what is wanted there, and the body that does it."""

    def __init__(self, way: Way, share: float) -> None:
        self._way = way
        weights = way.weights(share)
        self._angles = way.mean_angles(weights)
        self._turn = _matrix(weights @ way.turns)
        self._place = weights @ way.places
        self._fingers = {bone: _matrix(weights @ q) for bone, q in way.fingers.items()}
        self._goals = [np.einsum("k,kni->ni", weights, a.places_m) for a in way.anchors]
        self._low, self._high = way.bounds(self._angles)
        self._shoulders = {bone: _matrix(weights @ q) for bone, q in way.shoulders.items()}

    def posed(self, x: Floats) -> tuple[dict[str, float], Floats]:
        """Angles and bone transforms with the corrections ``x``."""
        now = dict(self._angles)
        for (joint, freedom), value in zip(self._way.joints, x[6:], strict=True):
            now[joint] = now.get(joint, 0.0) + freedom * float(value)
        turns = self._way.rig.bone_rotations(now, {})
        turns.update(self._fingers)
        turns.update(self._shoulders)
        root = x[:6] * _ROOT
        turned = _matrix_of_vector(root[3:]) @ self._turn
        return now, self._way.rig.transforms(turns, turned, self._place + root[:3])

    def solved(self, x: Floats, *, near: Floats | None = None) -> Floats:
        """The corrections, found from ``x`` on; they stay near those that are given."""
        x = np.clip(x, self._low, self._high)
        for _ in range(_STEPS):
            now = self._residuals(x, near)
            step = _gauss_newton(lambda v: self._residuals(v, near), x, now)
            for part in (1.0, 0.5, 0.2, 0.06):
                tried = np.clip(x + part * step, self._low, self._high)
                value = self._residuals(tried, near)
                if value @ value < now @ now:
                    break
            else:
                break
            done = np.abs(tried - x).max() < 0.004
            x = tried
            if done:
                break
        return x

    def _residuals(self, x: Floats, near: Floats | None) -> Floats:
        way = self._way
        _, transforms = self.posed(x)
        points = way.rig.skin(transforms, way.sample)
        out = [0.5 * x if near is None else np.concatenate([0.3 * x, x - near])]
        for anchor, rows, goal in zip(way.anchors, way.rows, self._goals, strict=True):
            target = goal
            if anchor.bone >= 0:
                frame = transforms[anchor.bone]
                target = goal @ frame[:3, :3].T + frame[:3, 3]
            out.append(((points[rows] - target) / anchor.spread_m).ravel())
        depth = np.minimum(way.nearest(points) + way.allowed, 0.0)
        out.append(depth / _OVERLAP_M)
        return np.concatenate(out)


def _limb(on: str) -> str:
    """``right.thigh@0.4 front`` → ``right.thigh``: hands may slide along what they hold."""
    return on.partition(" ")[0].partition("@")[0]


def _gauss_newton(residuals, x: Floats, now: Floats) -> Floats:  # type: ignore[no-untyped-def]
    """One damped step; the slopes by differences."""
    width = 2e-3
    slopes = np.empty((len(now), len(x)))
    for k in range(len(x)):
        moved = x.copy()
        moved[k] += width
        slopes[:, k] = (residuals(moved) - now) / width
    square = slopes.T @ slopes
    square[np.diag_indices_from(square)] *= 1.0 + 1e-7
    step = np.linalg.solve(square, -slopes.T @ now)
    return np.asarray(np.clip(step, -3.0, 3.0), np.float64)


def _spread(corrections: Floats, width: float) -> Floats:
    """Corrections whose leaps are spread over about ``width`` neighbours; none at the ends."""
    from scipy.ndimage import gaussian_filter1d

    smooth = gaussian_filter1d(corrections, width, axis=0, mode="nearest")
    share = np.linspace(0.0, 1.0, len(smooth))[:, None]
    first, last = corrections[0] - smooth[0], corrections[-1] - smooth[-1]
    return np.asarray(smooth + (1.0 - share) * first + share * last, np.float64)


def _cardinal(count: int):  # type: ignore[no-untyped-def]
    """Share of the way → weight of each end and waypoint: straight, or a natural spline."""
    if count == 2:
        return lambda share: np.array([1.0 - share, share])
    from scipy.interpolate import CubicSpline

    spline = CubicSpline(np.linspace(0.0, 1.0, count), np.eye(count), bc_type="natural")
    return lambda share: np.asarray(spline(share))


def _quaternion(matrix: Floats) -> Floats:
    from scipy.spatial.transform import Rotation

    out: Floats = Rotation.from_matrix(matrix).as_quat()
    return out


def _matrix(quaternion: Floats) -> Floats:
    x, y, z, w = quaternion / np.linalg.norm(quaternion)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


def _matrix_of_vector(vector: Floats) -> Floats:
    half = vector / 2.0
    return _matrix(np.append(half, 1.0 - 0.5 * float(half @ half)))


def _aligned(quaternions: Floats) -> Floats:
    """Neighbouring quaternions on the same side, so that their mean is the short way."""
    out = quaternions.copy()
    for k in range(1, len(out)):
        if out[k] @ out[k - 1] < 0:
            out[k] *= -1.0
    return out
