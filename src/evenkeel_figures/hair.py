"""How the hair of each style lies: where it ends, how thick it is, and the knot of a bun.

All places are those of the reference body, in metres.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from evenkeel_figures.geometry import Floats, Ints, unit


@dataclass(frozen=True, kw_only=True, slots=True)
class HairStyle:
    """One way to wear the hair.

    Attributes:
        line_m: from the forehead to the nape, how far back (y) and how low (z) the hair reaches.
        ears: whether the ears stay free.
        thickness_m: at the hairline, and how much more further up.
        temples_m: how much higher the hairline is where the forehead turns to the temples.
        falls_m: for hair that falls freely, its half width, its front, its back and the height
            from which it hangs; None for hair that lies on the head.
        knot: whether it is tied to a bun on the crown.
        pole: where on the head its strands run together, as a direction from the head's middle.
        strands: for each strand that is drawn, the way it leaves the pole (degrees) and between
            which angles (degrees) from the pole it is seen.
    """

    line_m: tuple[tuple[float, float], ...]
    ears: bool
    thickness_m: tuple[float, float]
    temples_m: float = 0.0
    falls_m: tuple[float, float, float, float] | None = None
    knot: bool = False
    pole: tuple[float, float, float]
    strands: tuple[tuple[float, float, float], ...]


_TIED = (
    (-0.15, 0.905), (-0.13, 0.893), (-0.115, 0.884), (-0.095, 0.872), (-0.075, 0.855),
    (-0.06, 0.838), (-0.05, 0.815), (-0.04, 0.795), (-0.02, 0.79), (0.0, 0.775), (0.02, 0.752),
    (0.05, 0.735), (0.1, 0.73),
)  # fmt: skip
_SHORT = (
    (-0.15, 0.903), (-0.13, 0.890), (-0.115, 0.880), (-0.095, 0.868), (-0.078, 0.850),
    (-0.062, 0.832), (-0.052, 0.806), (-0.042, 0.790), (-0.028, 0.800), (-0.010, 0.800),
    (0.006, 0.785), (0.02, 0.768), (0.05, 0.758), (0.1, 0.756),
)  # fmt: skip
_RECEDING = (
    (-0.15, 0.921), (-0.13, 0.912), (-0.115, 0.903), (-0.095, 0.893), (-0.078, 0.866),
    (-0.062, 0.838), (-0.052, 0.812), (-0.042, 0.795), (-0.028, 0.802), (-0.010, 0.800),
    (0.006, 0.785), (0.02, 0.768), (0.05, 0.758), (0.1, 0.756),
)  # fmt: skip
_BOB = (
    (-0.15, 0.895), (-0.13, 0.886), (-0.115, 0.876), (-0.098, 0.856), (-0.085, 0.820),
    (-0.078, 0.780), (-0.070, 0.752), (-0.05, 0.742), (0.0, 0.732), (0.05, 0.726), (0.1, 0.724),
)  # fmt: skip


def _fan(
    ways: tuple[float, ...], spans: tuple[tuple[float, float], ...]
) -> tuple[tuple[float, float, float], ...]:
    """Strands that leave the pole in some ways, by turns of these spans."""
    return tuple((way, *spans[k % len(spans)]) for k, way in enumerate(ways))


_ROUND = tuple(float(way) for way in range(-168, 180, 24))
STYLES: Mapping[str, HairStyle] = MappingProxyType(
    {
        "bun": HairStyle(
            line_m=_TIED,
            ears=True,
            thickness_m=(0.003, 0.013),
            knot=True,
            pole=(0.0, 0.30, 0.95),
            strands=_fan(_ROUND, ((30, 88), (36, 64))),
        ),
        "short": HairStyle(
            line_m=_SHORT,
            ears=True,
            thickness_m=(0.004, 0.018),
            pole=(0.22, 0.35, 0.91),
            strands=_fan(_ROUND, ((34, 62), (52, 84), (20, 44))),
        ),
        "receding": HairStyle(
            line_m=_RECEDING,
            ears=True,
            thickness_m=(0.002, 0.009),
            temples_m=0.030,
            pole=(0.0, -0.80, 0.60),
            strands=_fan((100, 120, 140, 160, 180, -160, -140, -120, -100), ((30, 64), (22, 50))),
        ),
        "bob": HairStyle(
            line_m=_BOB,
            ears=False,
            thickness_m=(0.005, 0.014),
            falls_m=(0.090, -0.075, 0.098, 0.835),
            pole=(0.25, -0.10, 0.96),
            strands=_fan(_ROUND, ((10, 58), (44, 106), (66, 120))),
        ),
    }
)
#: Room round an ear, as an ellipse in the side view: middle and half axes.
_EAR_M = ((-0.014, 0.795), (0.030, 0.037))
#: The middle of the head, from which the directions of strands are said.
HEAD_MIDDLE_M = np.array([0.0, 0.005, 0.835])
_KNOT_CENTRE_M = np.array([0.0, 0.035, 0.951])
_KNOT_RADII_M = np.array([0.043, 0.043, 0.036])


def hair_field(style: HairStyle, places_m: Floats, head: Floats) -> Floats:
    """About the distance to the hairline, positive where hair grows.

    Args:
        style: how it is worn.
        places_m: the vertices on the reference body.
        head: how much each vertex belongs to the head, 0–1.
    """
    x, y, z = np.abs(places_m[:, 0]), places_m[:, 1], places_m[:, 2]
    line_y, line_z = zip(*style.line_m, strict=True)
    field = z - np.interp(y, line_y, line_z)
    if style.temples_m:
        front = np.clip((-0.055 - y) / 0.02, 0, 1)
        field = field - front * style.temples_m * np.exp(-(((x - 0.046) / 0.020) ** 2))
    if style.ears:
        (ear_y, ear_z), (half_y, half_z) = _EAR_M
        ear = np.hypot((y - ear_y) / half_y, (z - ear_z) / half_z) - 1.0
        field = np.minimum(field, 0.03 * ear)
    return np.where(head > 0.5, field, -0.1)


def strand_directions(style: HairStyle) -> list[Floats]:
    """For each strand, directions from the middle of the head, from its pole outward."""
    pole = unit(np.array(style.pole))
    # Way 0 leads to the face, 90 to the left ear.
    ahead = unit(np.array([0.0, -1.0, 0.0]) - pole * -pole[1])
    aside = np.cross(ahead, pole)
    aside *= np.sign(aside[0])
    out = []
    for way, begin, end in style.strands:
        toward = ahead * np.cos(np.radians(way)) + aside * np.sin(np.radians(way))
        angle = np.radians(np.linspace(begin, end, 25))[:, None]
        out.append(pole * np.cos(angle) + toward * np.sin(angle))
    return out


def let_fall(style: HairStyle, rest_m: Floats, places_m: Floats, field: Floats) -> Floats:
    """Hair that falls freely: it hangs straight down from the widest part of the head."""
    if style.falls_m is None:
        return rest_m
    half, front, back, top = style.falls_m
    middle = np.array([0.0, (front + back) / 2])
    radii = np.array([half, (back - front) / 2])
    flat = (rest_m[:, :2] - middle) / radii
    reach = np.maximum(np.hypot(flat[:, 0], flat[:, 1]), 1e-6)
    falling = np.clip((top - places_m[:, 2]) / 0.03, 0, 1) * (field > -0.04)
    out = rest_m.copy()
    widened = middle + flat / reach[:, None] * radii
    share = (falling * (reach < 1.0))[:, None]
    out[:, :2] += share * (widened - rest_m[:, :2])
    return out


def knot(transform: Floats, shift_m: Floats) -> tuple[Floats, Ints, Floats]:
    """The bun on the crown: posed vertices, faces, places on the reference body.

    Args:
        transform: world transform of the head bone.
        shift_m: how far the crown lies from that of the reference body.
    """
    import trimesh

    sphere = trimesh.creation.icosphere(subdivisions=4)
    rest = np.asarray(sphere.vertices) * _KNOT_RADII_M + _KNOT_CENTRE_M
    posed = (rest + shift_m) @ transform[:3, :3].T + transform[:3, 3]
    return posed, np.asarray(sphere.faces, np.int64), rest
