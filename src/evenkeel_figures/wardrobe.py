"""Clothes and hair as shells over the rest body.

A shell is the body's own mesh, smoothed and pushed out a little, and shown only where a smooth
field is positive; so its hems are clean at any size and follow every pose.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evenkeel_figures.bodysource import RestBody
from evenkeel_figures.geometry import Floats, Ints, unit, vertex_normals
from evenkeel_figures.surface import neighbour_average, smoothed

#: The skin goes on this far (m) under a garment, so that no gap opens at a hem.
_TUCK_M = 0.012
_BUN_CENTRE_M = np.array([0.0, 0.035, 0.951])
_BUN_RADII_M = np.array([0.043, 0.043, 0.036])


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


def _top_field(body: RestBody) -> Floats:
    x, y, z = np.abs(body.vertices_m[:, 0]), body.vertices_m[:, 1], body.vertices_m[:, 2]
    hem = z - (0.098 + 0.10 * np.clip(-y, 0, 0.1))
    neckline = (0.626 + 0.42 * (y + 0.02) + 5.0 * x**2) - z
    head = bone_weight(body, "head", "neck03", "neck02", "eye")
    neckline = np.where(head > 0.5, -0.1, neckline)
    shoulder, elbow = body.head_m("upperarm01.L"), body.head_m("lowerarm01.L")
    along = elbow - shoulder
    length = float(np.linalg.norm(along))
    reach = (np.c_[x, y, z] - shoulder) @ unit(along)
    arm = bone_weight(body, "upperarm", "lowerarm", "wrist", "finger", "metacarpal")
    sleeve = np.where(arm > 0.35, 0.56 * length - reach, 0.2)
    return np.minimum(np.minimum(hem, neckline), sleeve)


def _leggings_field(body: RestBody) -> Floats:
    z = body.vertices_m[:, 2]
    arm = bone_weight(body, "upperarm", "lowerarm", "wrist", "finger", "metacarpal", "clavicle")
    field = np.minimum(0.150 - z, z + 0.690)
    return np.where(arm > 0.3, -0.1, field)


def _hair_field(body: RestBody) -> Floats:
    y, z = body.vertices_m[:, 1], body.vertices_m[:, 2]
    head = bone_weight(body, "head", "neck03", "neck02")
    line_y = [
        -0.15,
        -0.13,
        -0.115,
        -0.095,
        -0.075,
        -0.06,
        -0.05,
        -0.04,
        -0.02,
        0.0,
        0.02,
        0.05,
        0.1,
    ]
    line_z = [
        0.905,
        0.893,
        0.884,
        0.872,
        0.855,
        0.838,
        0.815,
        0.795,
        0.79,
        0.775,
        0.752,
        0.735,
        0.73,
    ]
    ear = np.hypot((y + 0.014) / 0.030, (z - 0.795) / 0.037) - 1.0
    field = np.minimum(z - np.interp(y, line_y, line_z), 0.03 * ear)
    return np.where(head > 0.5, field, -0.1)


def dress(body: RestBody) -> list[Shell]:
    """Skin, leggings, top and hair, from the inside out."""
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

    _, y, z = body.vertices_m.T
    none = np.zeros(count)
    top, leggings, hair = _top_field(body), _leggings_field(body), _hair_field(body)
    # Cloth spans the hollows between the breasts and between the buttocks.
    chest = np.exp(-(((z - 0.45) / 0.09) ** 2)) * (y < -0.03)
    seat = np.exp(-(((z - 0.03) / 0.09) ** 2)) * (y > 0.0)
    ease_top = 0.004 + 0.005 * np.exp(-np.clip(top, 0, None) / 0.025)
    ease_hair = 0.003 + 0.011 * np.clip(hair / 0.03, 0, 1)
    covered = np.maximum(np.maximum(top, leggings), hair - 0.02)
    skin_faces = ~(covered[body.faces] > _TUCK_M).all(axis=1)
    skin = Shell(
        "skin", body.vertices_m, body.faces[skin_faces], _TUCK_M - np.maximum(top, leggings)
    )
    return [
        skin,
        shell("leggings", leggings, 3, np.full(count, 0.003), seat),
        shell("top", top, 6, ease_top, chest),
        shell("hair", hair, 10, ease_hair, none),
    ]


def bun(transform: Floats) -> tuple[Floats, Ints, Floats]:
    """The knot of hair on the crown: posed vertices, faces, rest vertices.

    Args:
        transform: world transform of the head bone.
    """
    import trimesh

    sphere = trimesh.creation.icosphere(subdivisions=4)
    rest = np.asarray(sphere.vertices) * _BUN_RADII_M + _BUN_CENTRE_M
    posed = rest @ transform[:3, :3].T + transform[:3, 3]
    return posed, np.asarray(sphere.faces, np.int64), rest
