"""A solved body in its clothes → items of a scene."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from evenkeel_figures.bodysource import RestBody, load_rest_body
from evenkeel_figures.face import FaceShape
from evenkeel_figures.geometry import Floats
from evenkeel_figures.hair import STYLES, knot, strand_directions
from evenkeel_figures.people import REFERENCE, Person
from evenkeel_figures.props import Prop
from evenkeel_figures.raster import LEG, SOFT
from evenkeel_figures.rig import Rig
from evenkeel_figures.scene import Item
from evenkeel_figures.surface import Subdivision, loop_subdivision
from evenkeel_figures.wardrobe import Shell, bone_weight, dress

#: Part of the body → how the names of its bones begin.
LIMBS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "trunk": ("spine", "root", "pelvis", "breast", "clavicle", "neck01"),
        "left leg": ("upperleg01.L", "upperleg02.L", "lowerleg01.L", "lowerleg02.L"),
        "right leg": ("upperleg01.R", "upperleg02.R", "lowerleg01.R", "lowerleg02.R"),
        "left foot": ("foot.L", *(f"toe{k}-{j}.L" for k in range(1, 6) for j in (1, 2, 3))),
        "right foot": ("foot.R", *(f"toe{k}-{j}.R" for k in range(1, 6) for j in (1, 2, 3))),
    }
)


#: Skin that follows the bones of a part at least so much is of it; of the head, so much.
_OF_PART, _OF_HEAD = 0.55, 0.75


@dataclass(frozen=True, slots=True)
class Muscle:
    """A region of the resting body that glows.

    Attributes:
        centre_m: middle of the ellipsoid.
        radii_m: its half axes.
        limbs: the parts of the body it shows on, of `LIMBS`.
    """

    centre_m: Floats
    radii_m: Floats
    limbs: tuple[str, ...]


class Wardrobe:
    """The dressed body of one person, ready to be posed.

    Attributes:
        body: the rest body.
        person: what is worn, and how.
        rig: its joint model.
        shells: skin, clothes and hair.
    """

    def __init__(self, body: RestBody, person: Person) -> None:
        self.body = body
        self.person = person
        self.rig = Rig(body)
        self._model = load_rest_body(REFERENCE)
        self.shells: list[Shell] = dress(body, self._model, person)
        self._face = FaceShape(brow=person.brow, lips=person.lips, lined=person.lined)
        self._strands = tuple(strand_directions(STYLES[person.hair]))
        top = int(self._model.vertices_m[:, 2].argmax())
        self._crown_m: Floats = body.vertices_m[top] - self._model.vertices_m[top]

    @cached_property
    def _subdivisions(self) -> list[Subdivision]:
        return [loop_subdivision(len(s.rest_m), s.faces) for s in self.shells]

    @cached_property
    def _small_parts(self) -> Floats:
        """1 on hands, feet and face: parts that thick lines would swallow."""
        return bone_weight(self.body, "wrist", "finger", "metacarpal", "foot", "toe", "head", "eye")

    @cached_property
    def _known_parts(self) -> list[tuple[int, Floats]]:
        """Facet numbers, and how much each vertex of the body is of that part."""
        out = [
            (1 + 10 * (letter == "R") + 5 * (part == "toe") + k - 1, bone_weight(
                self.body, *(f"{part}{k}-{j}.{letter}" for j in (1, 2, 3))))
            for letter in "LR"
            for part in ("finger", "toe")
            for k in range(1, 6)
        ]  # fmt: skip
        out.append((SOFT, bone_weight(self.body, "head", "eye", "jaw") - _OF_HEAD + _OF_PART))
        out += [(LEG + k, self.part(f"{side} leg")) for k, side in enumerate(("left", "right"))]
        return out

    @cached_property
    def _every_facet(self) -> dict[str, NDArray[np.int32]]:
        return {}

    def _facets(self, shell: Shell, fine: Subdivision) -> NDArray[np.int32]:
        """For each triangle the number of the finger, toe or leg it is of; 0 elsewhere."""
        if shell.name not in ("skin", "leggings"):
            return np.zeros(len(fine.faces), np.int32)
        if shell.name not in self._every_facet:
            numbers, weights = zip(*self._known_parts, strict=True)
            spread = fine(np.stack(weights, axis=1))
            number = np.where(
                spread.max(axis=1) > _OF_PART, np.array(numbers)[spread.argmax(axis=1)], 0
            )
            # A triangle between two parts belongs to the one that has more of it.
            self._every_facet[shell.name] = np.median(number[fine.faces], axis=1).astype(np.int32)
        return self._every_facet[shell.name]

    def of_limbs(self, number: int, limbs: Sequence[str]) -> Floats:
        """How much each vertex of an item of `items` is of some of `LIMBS`."""
        if number >= len(self._subdivisions):
            return np.zeros(1)
        return self._subdivisions[number](np.sum([self.part(limb) for limb in limbs], axis=0))

    def part(self, limb: str) -> Floats:
        """How much each vertex of the body is of one of `LIMBS`."""
        return bone_weight(self.body, *LIMBS[limb])

    def items(
        self,
        transforms: Floats,
        skin_m: Floats,
        muscles: Sequence[Muscle],
    ) -> list[Item]:
        """The person as items of a scene.

        Args:
            transforms: world transform of every bone.
            skin_m: posed vertices of the skin after contact (soft parts pressed flat).
            muscles: the regions where it is felt.
        """
        out: list[Item] = []
        free = self.rig.skin(transforms)
        for shell, fine in zip(self.shells, self._subdivisions, strict=True):
            posed = self._pose_shell(shell, transforms, free, skin_m)
            # Face and glow are said on the reference body.
            rest = fine(self._model.vertices_m + (shell.rest_m - self.body.vertices_m))
            out.append(
                Item(
                    group="body",
                    colour=shell.name,
                    vertices_m=fine(posed),
                    faces=fine.faces,
                    facets=self._facets(shell, fine),
                    keep=fine(shell.keep_m),
                    rest_m=rest,
                    glow=None if shell.name == "hair" else _felt(rest, muscles),
                    glow_on=fine(self._limbs(muscles)) if muscles else None,
                    fine=fine(self._small_parts) if shell.name in ("skin", "hair") else None,
                    face=self._face if shell.name == "skin" else None,
                    strands=self._strands if shell.name == "hair" else (),
                )
            )
        if STYLES[self.person.hair].knot:
            out.append(self._knot(transforms))
        return out

    def _limbs(self, muscles: Sequence[Muscle]) -> Floats:
        """1 on the parts of the body that some muscles show on."""
        bones = {bone for muscle in muscles for limb in muscle.limbs for bone in LIMBS[limb]}
        return bone_weight(self.body, *sorted(bones))

    def crown_m(self, transforms: Floats) -> Floats:
        """Where the highest hair may be, for fitting the frame; shape (1, 3)."""
        head = transforms[self.body.bone("head")]
        crown = np.array([0.0, 0.035, 0.99]) + self._crown_m
        place: Floats = head[None, :3, :3] @ crown + head[None, :3, 3]
        return place

    def _knot(self, transforms: Floats) -> Item:
        posed, faces, rest = knot(transforms[self.body.bone("head")], self._crown_m)
        posed[:, 2] = np.maximum(posed[:, 2], 0.001)
        facets = np.ones(len(faces), np.int32)
        return Item("body", "hair", posed, faces, facets, np.ones(len(posed)), rest)

    def _pose_shell(self, shell: Shell, transforms: Floats, free: Floats, skin_m: Floats) -> Floats:
        if shell.name == "skin":
            return skin_m
        weights = self.body.weights
        blended = (weights @ transforms.reshape(len(transforms), 16)).reshape(-1, 4, 4)
        points = np.c_[shell.rest_m, np.ones(len(shell.rest_m))]
        posed: Floats = np.einsum("nij,nj->ni", blended[:, :3], points)
        # Cloth goes where the skin under it was pressed to.
        return posed + (skin_m - free)


def _felt(rest_m: Floats, muscles: Sequence[Muscle]) -> Floats | None:
    if not muscles:
        return None
    fields = [1 - (((rest_m - m.centre_m) / m.radii_m) ** 2).sum(axis=1) for m in muscles]
    felt: Floats = np.max(fields, axis=0)
    return felt


def prop_items(props: Sequence[Prop]) -> list[Item]:
    """Things as items of a scene."""
    out: list[Item] = []
    for prop in props:
        for number, solid in enumerate(prop.solids):
            vertices, faces, facets = solid.mesh()
            out.append(
                Item(
                    "props",
                    prop.colour,
                    vertices,
                    faces,
                    facets + 10 * number,
                    np.ones(len(vertices)),
                )
            )
    return out
