"""The face, drawn in rest space: every pixel of the skin asks which feature it lies in.

Coordinates are millimetres of the reference body: across (from the middle of the face), forward,
and up (from the eyes' height). Seen from the side an eye is another shape than from the front,
so the two are drawn each for its own direction of view.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenkeel_figures.geometry import Floats

_EYES_Z_M = 0.818
#: The forehead, cheeks and mouth lie before this plane (y, metres).
_FRONT_Y_M = -0.088
#: From this share of the line of sight across the face on, it is seen in profile.
_PROFILE = 0.80

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FaceShape:
    """What differs from face to face.

    Attributes:
        brow: thickness of the brows; 1 is the reference's.
        lips: fullness of the lips; 1 is the reference's.
        lined: how many of the lines of age are shown, 0–1.
    """

    brow: float = 1.0
    lips: float = 1.0
    lined: float = 0.0


def face_features(
    places_m: Floats, shape: FaceShape, sight: Floats | None = None
) -> dict[str, Mask]:
    """Palette colour → where it lies, for points of the skin given on the reference body.

    Args:
        places_m: the points.
        shape: whose face.
        sight: unit vector from the face to the viewer, in the axes of the resting head; None
            for a look from the front.
    """
    front = places_m[:, 1] < _FRONT_Y_M
    side = np.abs(places_m[:, 0]) * 1000.0
    forward = -places_m[:, 1] * 1000.0
    up = (places_m[:, 2] - _EYES_Z_M) * 1000.0
    in_profile = sight is not None and abs(float(sight[0])) > _PROFILE
    eye = _eye_beside(side, forward, up) if in_profile else _eye_before(side, up)
    eye = {name: area & front for name, area in eye.items()}
    brow = front & _brow(side, forward, up, shape.brow, in_profile=in_profile)
    mouth, lips = _mouth(side, up, shape.lips)

    # Nostrils' lower edge.
    n = (side - 6.5) / 7.5
    nose = front & (np.abs(n) < 1) & (np.abs(up + 43.5 + 2.5 * n * n) < 1.25)
    out = {
        "lip": front & lips & ~mouth,
        "eye_white": eye["white"],
        "brow": brow,
        "ink": eye["ink"] | (front & mouth) | nose,
    }
    if shape.lined:
        out["skin_line"] = front & _lines(side, up, shape.lined) & ~out["ink"] & ~out["lip"]
    return out


def _eye_before(side: Floats, up: Floats) -> dict[str, Mask]:
    """The eye as it is seen from the front: an upper lid that arches more than the lower one."""
    t = (side - 31.5) / 16.5
    inside = np.clip(1 - t * t, 0, None)
    lid_top = 7.2 * inside**0.7 + 0.5 + 0.6 * t
    lid_bottom = -5.2 * inside**0.8 + 0.4 + 0.6 * t
    open_eye = (np.abs(t) < 1) & (up < lid_top) & (up > lid_bottom)
    upper_lid = (np.abs(t) < 1.12) & (np.abs(up - lid_top - 0.8) < 1.9)
    lower_lid = (np.abs(t - 0.15) < 0.75) & (np.abs(up - lid_bottom + 0.2) < 0.75)
    iris = open_eye & ((side - 31.0) ** 2 + (up - 1.0) ** 2 < 6.3**2)
    return {"white": open_eye & ~iris, "ink": iris | upper_lid | lower_lid}


def _eye_beside(side: Floats, forward: Floats, up: Floats) -> dict[str, Mask]:
    """The eye as it is seen from the side: a wedge that opens to the front, under its lid."""
    cheek = side > 12.0
    t = (forward - 114.0) / 24.0  # 0 at the outer corner, 1 at the front of the eyeball
    within = (t > 0) & (t < 1.12)
    lid_top = 0.5 + 7.5 * np.clip(t, 0, 1) ** 0.8
    lid_bottom = 0.2 - 6.5 * np.clip(t, 0, 1) ** 0.9
    open_eye = cheek & within & (up < lid_top) & (up > lid_bottom)
    iris = open_eye & (((forward - 135.0) / 5.0) ** 2 + ((up - 1.0) / 6.8) ** 2 < 1)
    upper_lid = cheek & (t > -0.25) & (t < 1.25) & (np.abs(up - lid_top - 1.0) < 2.3)
    lower_lid = cheek & (t > 0.1) & (t < 0.9) & (np.abs(up - lid_bottom + 0.4) < 0.9)
    return {"white": open_eye & ~iris, "ink": iris | upper_lid | lower_lid}


def _brow(side: Floats, forward: Floats, up: Floats, thick: float, *, in_profile: bool) -> Mask:
    """The brow: a stroke that tapers outward."""
    if in_profile:
        b = (146.0 - forward) / 40.0
        line = 19.5 + 8.0 * b - 14.0 * b * b
        half = (2.6 - 1.3 * np.clip(b, 0, 1)) * thick
        return np.asarray((side > 12.0) & (b > 0) & (b < 1) & (np.abs(up - line) < half))
    b = (side - 14.0) / 36.0
    line = 18.5 + 9.0 * b - 10.0 * b * b
    half = (2.5 - 1.3 * np.clip(b, 0, 1)) * thick
    return np.asarray((b > 0) & (b < 1) & (np.abs(up - line) < half))


def _mouth(side: Floats, up: Floats, fullness: float) -> tuple[Mask, Mask]:
    """The closed mouth, its corners a touch up, and the lips."""
    m = side / 25.0
    line = -69.5 + 2.2 * m * m
    mouth = (m < 1.0) & (np.abs(up - line) < 1.3 * (1.05 - 0.6 * m))
    arch = np.clip(1 - m**2, 0, 1) ** 0.8 * fullness
    lips = (m < 0.94) & (up < line + 7.5 * arch) & (up > line - 8.5 * arch)
    return np.asarray(mouth), np.asarray(lips)


def _lines(side: Floats, up: Floats, shown: float) -> Mask:
    """The lines of a calm older face: beside the mouth, beside the eyes, over the brows."""

    def stroke(t: Floats, off: Floats, half: float) -> Mask:
        taper = np.clip(4 * t * (1 - t), 0, 1) ** 0.5
        return np.asarray((t > 0) & (t < 1) & (np.abs(off) < half * taper * shown))

    t = (-38.0 - up) / 26.0
    fold = stroke(t, side - (18.0 + 14.0 * t - 2.0 * t * t), 1.5)
    smile = np.zeros(len(side), bool)
    for rise in (5.5, -5.0):
        t = (side - 51.0) / 10.0
        smile |= stroke(t, up - (0.5 + rise * (0.25 + t)), 1.1)
    bag = stroke((side - 20.0) / 24.0, up + 10.5 + 2.0 * np.sin((side - 20.0) / 24.0 * np.pi), 1.0)
    t = (side + 26.0) / 52.0
    forehead = stroke(t, up - 42.0 - 0.002 * side**2, 1.1)
    return fold | smile | bag | forehead
