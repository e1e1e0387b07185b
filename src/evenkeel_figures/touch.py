"""What touches what in a picture: as residuals for the solver, and as it is measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from evenkeel_figures.distances import outward, signed_distances, softest
from evenkeel_figures.geometry import Floats, Ints
from evenkeel_figures.landmarks import Landmarks
from evenkeel_figures.posefile import Picture, PoseFileError
from evenkeel_figures.props import build_prop
from evenkeel_figures.rig import Rig

#: What a contact may be off in the solver's eyes (metres).
CONTACT_M = 0.0012
#: Hair between the head and what it lies on.
_HAIR_M = 0.011


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


class Touch:
    """The contacts of one picture with one body.

    Attributes:
        props: the things.
        softness_m: how far the skin gives way at each vertex.
    """

    def __init__(
        self, rig: Rig, landmarks: Landmarks, softness_m: Floats, picture: Picture
    ) -> None:
        self.softness_m = softness_m
        self.props = tuple(build_prop(spec) for spec in picture.props)
        self._rig = rig
        self._marks = landmarks
        self._picture = picture

    def groups(self, part: str) -> tuple[Ints, ...]:
        """Vertices of a part in contact, in groups that must each touch."""
        if part.endswith((".palm", ".fingers")):
            return (self._marks.spot(part).vertices,)
        return self._marks.patches(part)

    def surface(self, on: str):  # type: ignore[no-untyped-def]
        """Signed distance function of a thing, None when ``on`` is a place on the body."""
        if on == "floor":
            return lambda points: points[:, 2]
        for prop in self.props:
            if prop.name == on:
                return prop.distance_m
        if "." in on or on.startswith("trunk"):
            return None
        raise PoseFileError(f"{self._picture.exercise}/{self._picture.name}: no prop {on!r}")

    def target_m(self, part: str, group: Ints, options: Mapping[str, object]) -> float:
        """How far from a thing a part is meant to lie: a little inside where it is soft."""
        if part == "head_back" or part.endswith("head_side"):
            return _HAIR_M
        gap = options.get("gap_mm")
        if isinstance(gap, (int, float)):
            return float(gap) / 1000.0
        return -0.55 * float(np.median(self.softness_m[group])) if len(group) else 0.0

    def mean_normal(self, vertices: Ints, transforms: Floats) -> Floats:
        """The mean normal of an area of skin, as posed."""
        normal = self._rig.skin_normals(transforms, vertices).sum(axis=0)
        size: Floats = normal / np.linalg.norm(normal)
        return size

    def limb_vertices(self, on: str) -> Ints:
        """The skin of the limb, or of the trunk, on which a place lies."""
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

    def touch_body(
        self,
        part: str,
        on: str,
        options: Mapping[str, object],
        transforms: Floats,
        looseness: float,
    ) -> Floats:
        """Residuals of a part that touches the body itself."""
        mine = self.groups(part)[0]
        spot = self._marks.spot(on).vertices
        limb = self.limb_vertices(on)
        my_points = self._rig.skin(transforms, mine)
        limb_points = self._rig.skin(transforms, limb)
        centre = self._rig.skin(transforms, spot).mean(axis=0)
        normal = self.mean_normal(spot, transforms)
        offset = my_points.mean(axis=0) - centre
        slide = offset - normal * (offset @ normal)
        depth = signed_distances(my_points, limb_points, self._rig.skin_normals(transforms, limb))
        target = float(options.get("gap_mm", 0.0)) / 1000.0  # type: ignore[arg-type]
        out = [
            slide / 0.008,
            [(softest(depth) - target) / (CONTACT_M * looseness)],
            [(offset @ normal) / 0.02],
        ]
        if part.endswith((".palm", ".fingers")):
            facing = self.mean_normal(mine, transforms) + normal
            out.append(facing * 2.5)
        return np.concatenate([np.asarray(o, float).ravel() for o in out])

    def nearest_thing(self, points: Floats) -> Floats:
        """Distance to the floor or the nearest thing."""
        nearest = points[:, 2]
        for prop in self.props:
            if prop.name != "mat":
                nearest = np.minimum(nearest, prop.distance_m(points))
        return nearest

    def skin_surface(self, on: str, transforms: Floats):  # type: ignore[no-untyped-def]
        """Signed distance function of a limb as posed."""
        limb = self.limb_vertices(on)
        points = self._rig.skin(transforms, limb)
        normals = self._rig.skin_normals(transforms, limb)
        return lambda tips: signed_distances(tips, points, normals)

    def measure(self, skin: Floats, transforms: Floats) -> tuple[ContactReading, ...]:
        """How well each contact is met."""
        readings = []
        for part, options in self._picture.contacts.items():
            on = str(options["on"])
            surface = self.surface(on)
            worst = 0.0
            groups = self.groups(part)
            for group in groups if surface is not None else groups[:1]:
                if surface is not None:
                    gap = float(surface(skin[group]).min())
                    target = self.target_m(part, group, options)
                    # Pressed-in soft parts touch; only what stays away from its goal is a gap.
                    gap = max(
                        gap - max(target, 0.0),
                        -gap - float(self.softness_m[group].max()) - 1e-9,
                        0.0,
                    )
                else:
                    limb = self.limb_vertices(on)
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

    def press(self, skin: Floats) -> tuple[float, Floats]:
        """Soft parts give way to the floor and to things, as far as they are soft."""
        out = skin.copy()
        pressed = np.clip(-out[:, 2], 0.0, self.softness_m)
        out[:, 2] += pressed
        most = float(pressed.max())
        for prop in self.props:
            if prop.name == "mat":
                continue
            distance = prop.distance_m(out)
            give = np.clip(-distance, 0.0, self.softness_m)
            touched = give > 0
            if touched.any():
                out[touched] += outward(prop, out[touched]) * give[touched][:, None]
                most = max(most, float(give.max()))
        return most * 1000.0, out
