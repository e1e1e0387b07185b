"""Clothes and hair as shells over the rest body.

A shell is the body's own mesh, smoothed and pushed out a little, and shown only where a smooth
field is positive; so its hems are clean at any size and follow every pose. The fields are said
on the reference body; every body is the same mesh, so they fit everybody.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evenkeel_figures.bodysource import RestBody
from evenkeel_figures.geometry import Floats, Ints, unit, vertex_normals
from evenkeel_figures.hair import STYLES, hair_field, let_fall
from evenkeel_figures.people import Person
from evenkeel_figures.surface import neighbour_average, smoothed

#: The skin goes on this far (m) under a garment, so that no gap opens at a hem.
_TUCK_M = 0.012
#: How far trousers stand off the skin at the waist, under the top.
_WAIST_EASE_M = 0.003


@dataclass(frozen=True, slots=True)
class Shell:
    """One layer of the dressed person, in rest space.

    Attributes:
        name: palette colour of the layer.
        rest_m: rest vertices, same numbering as the body.
        faces: triangles that may show.
        keep_m: field whose positive part shows; about the distance to the hem.
    """

    name: str
    rest_m: Floats
    faces: Ints
    keep_m: Floats


def bone_weight(body: RestBody, *prefixes: str) -> Floats:
    """For each vertex, the weight of all bones whose names start with one of ``prefixes``."""
    chosen = [k for k, bone in enumerate(body.bones) if bone.startswith(prefixes)]
    total: Floats = body.weights[:, chosen].sum(axis=1)
    return total


def _top_field(model: RestBody, person: Person) -> Floats:
    x, y, z = np.abs(model.vertices_m[:, 0]), model.vertices_m[:, 1], model.vertices_m[:, 2]
    hem = z - (person.top_hem_m + 0.10 * np.clip(-y, 0, 0.1))
    neckline = (0.626 + 0.42 * (y + 0.02) + 5.0 * x**2) - z
    head = bone_weight(model, "head", "neck03", "neck02", "eye")
    neckline = np.where(head > 0.5, -0.1, neckline)
    shoulder, elbow = model.head_m("upperarm01.L"), model.head_m("lowerarm01.L")
    along = elbow - shoulder
    length = float(np.linalg.norm(along))
    reach = (np.c_[x, y, z] - shoulder) @ unit(along)
    arm = bone_weight(model, "upperarm", "lowerarm", "wrist", "finger", "metacarpal")
    sleeve = np.where(arm > 0.35, person.sleeve * length - reach, 0.2)
    # Arms and hands hang as low as the hem; they are no part of it.
    return np.minimum(np.minimum(hem, neckline), sleeve)


def _legs_field(model: RestBody, person: Person) -> Floats:
    z = model.vertices_m[:, 2]
    arm = bone_weight(model, "upperarm", "lowerarm", "wrist", "finger", "metacarpal", "clavicle")
    field = np.minimum(0.150 - z, z - person.legs_hem_m)
    return np.where(arm > 0.3, -0.1, field)


def dress(body: RestBody, model: RestBody, person: Person) -> list[Shell]:
    """Skin, trousers, top and hair, from the inside out.

    Args:
        body: who is dressed.
        model: the reference body, on which the fields are said.
        person: what is worn.
    """
    count = len(body.vertices_m)
    average = neighbour_average(count, body.faces)
    normals = vertex_normals(body.vertices_m, body.faces)

    def shell(name: str, field: Floats, rounds: int, offset_m: Floats, extra: Floats) -> Shell:
        amount = np.clip((field + 0.04) / 0.03, 0, 1) * 0.5
        rest = smoothed(body.vertices_m, average, amount, rounds)
        rest = smoothed(rest, average, amount * extra, 14)
        # Smoothing pulls convex parts in: push out at least as far as the skin, then the ease.
        lift = np.maximum(((body.vertices_m - rest) * normals).sum(axis=1), 0.0)
        lift = smoothed(lift, average, np.full(count, 0.5), 3)
        out = vertex_normals(rest, body.faces)
        rest = rest + out * (lift + offset_m)[:, None]
        shown = (field[body.faces] > -0.05).any(axis=1)
        return Shell(name, rest, body.faces[shown], field)

    def eased(hem: Floats, ease_m: tuple[float, float], reach_m: float) -> Floats:
        return ease_m[0] + ease_m[1] * np.exp(-np.clip(hem, 0, None) / reach_m)

    _, y, z = model.vertices_m.T
    style = STYLES[person.hair]
    top, legs = _top_field(model, person), _legs_field(model, person)
    hair = hair_field(style, model.vertices_m, bone_weight(model, "head", "neck03", "neck02"))
    # Cloth spans the hollows between the breasts and between the buttocks.
    chest = np.exp(-(((z - 0.45) / 0.09) ** 2)) * (y < -0.03)
    seat = np.exp(-(((z - 0.03) / 0.09) ** 2)) * (y > 0.0)
    # Trousers are wide at the ankle, not at the waist, where the top lies over them.
    waist = np.clip((z + 0.02) / 0.08, 0, 1)
    ease_legs = eased(z - person.legs_hem_m, person.legs_ease_m, 0.06) * (1 - waist)
    ease_legs += _WAIST_EASE_M * waist
    ease_top = eased(top, person.top_ease_m, 0.025)
    ease_hair = style.thickness_m[0] + style.thickness_m[1] * np.clip(hair / 0.03, 0, 1)
    covered = np.maximum(np.maximum(top, legs), hair - 0.02)
    skin_faces = ~(covered[body.faces] > _TUCK_M).all(axis=1)
    skin = Shell("skin", body.vertices_m, body.faces[skin_faces], _TUCK_M - np.maximum(top, legs))
    locks = shell("hair", hair, 10, ease_hair, np.zeros(count))
    fallen = let_fall(style, locks.rest_m, model.vertices_m, hair)
    return [
        skin,
        shell("leggings", legs, 3, ease_legs, seat),
        shell("top", top, 6, ease_top, chest),
        Shell("hair", fallen, locks.faces, hair),
    ]
