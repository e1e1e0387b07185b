"""The face, drawn in rest space: every pixel of the skin asks which feature it lies in.

Coordinates are millimetres across (from the middle of the face) and up (from the eyes' height).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evenkeel_figures.geometry import Floats

_EYES_Z_M = 0.818


def face_features(rest_m: Floats) -> dict[str, NDArray[np.bool_]]:
    """Palette colour → where it lies, for skin points given by their rest position."""
    front = rest_m[:, 1] < -0.088
    side = np.abs(rest_m[:, 0]) * 1000.0
    up = (rest_m[:, 2] - _EYES_Z_M) * 1000.0

    # The eye: an upper lid that arches more than the lower one.
    t = (side - 31.5) / 16.5
    inside = np.clip(1 - t * t, 0, None)
    lid_top = 7.2 * inside**0.7 + 0.5 + 0.6 * t
    lid_bottom = -5.2 * inside**0.8 + 0.4 + 0.6 * t
    open_eye = front & (np.abs(t) < 1) & (up < lid_top) & (up > lid_bottom)
    upper_lid = front & (np.abs(t) < 1.12) & (np.abs(up - lid_top - 0.8) < 1.9)
    lower_lid = front & (np.abs(t - 0.15) < 0.75) & (np.abs(up - lid_bottom + 0.2) < 0.75)
    iris = open_eye & ((side - 31.0) ** 2 + (up - 1.0) ** 2 < 6.3**2)

    # The brow: a stroke that tapers outward.
    b = (side - 14.0) / 36.0
    brow_line = 18.5 + 9.0 * b - 10.0 * b * b
    brow_half = 2.5 - 1.3 * np.clip(b, 0, 1)
    brow = front & (b > 0) & (b < 1) & (np.abs(up - brow_line) < brow_half)

    # Mouth: closed, the corners a touch up; below it the shade of the lower lip.
    m = side / 25.0
    mouth_line = -69.5 + 2.2 * m * m
    mouth = front & (m < 1.0) & (np.abs(up - mouth_line) < 1.3 * (1.05 - 0.6 * m))
    lips = front & (m < 0.94) & (up < mouth_line + 7.5 * np.clip(1 - m**2, 0, 1) ** 0.8)
    lips &= up > mouth_line - 8.5 * np.clip(1 - m**2, 0, 1) ** 0.8

    # Nostrils' lower edge.
    n = (side - 6.5) / 7.5
    nose = front & (np.abs(n) < 1) & (np.abs(up + 43.5 + 2.5 * n * n) < 1.25)
    return {
        "lip": lips & ~mouth,
        "eye_white": open_eye & ~iris,
        "hair_shade": brow,
        "ink": iris | upper_lid | lower_lid | mouth | nose,
    }
