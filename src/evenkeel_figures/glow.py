"""Where it is felt: one soft glow, in rings that grow stronger to its middle."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt, gaussian_filter, label

from evenkeel_figures.geometry import Floats

#: Where the rings begin, as parts of the strongest place.
_LEVELS = (0.04, 0.12, 0.22, 0.33, 0.45, 0.58, 0.72, 0.86)
#: How far (units) the field is spread, so that no border is hard.
_SOFT_UNITS = 12.0
#: Pieces smaller than this (square units), and than this part of the largest, are left out.
_LEAST, _LEAST_PART = 160.0, 0.12
#: A piece of at least this part of the largest is as strong in its middle as that.
_OWN_PEAK = 0.3


def rings(
    field: Floats, allowed: NDArray[np.bool_], pixels_per_unit: float
) -> list[NDArray[np.bool_]]:
    """The rings, widest first; none where nothing is felt.

    Args:
        field: how strongly it is felt at every pixel; positive where it is.
        allowed: the limbs that the glow may lie on, as they are seen.
        pixels_per_unit: size of the raster.
    """
    found = np.nonzero(allowed & (field > 0))
    if not len(found[0]):
        return []
    sigma = _SOFT_UNITS * pixels_per_unit
    reach = round(3 * sigma)
    box = tuple(slice(max(int(side.min()) - reach, 0), int(side.max()) + reach) for side in found)
    out = []
    for ring in _rings(field[box], allowed[box], sigma, pixels_per_unit):
        whole = np.zeros_like(allowed)
        whole[box] = ring
        out.append(whole)
    return out


def _rings(
    field: Floats, allowed: NDArray[np.bool_], sigma: float, pixels_per_unit: float
) -> list[NDArray[np.bool_]]:
    felt = np.where(allowed, np.clip(field, 0, None), 0.0)
    # Spread within the limb: its border takes nothing away.
    share = gaussian_filter(allowed.astype(np.float32), sigma, truncate=2.5)
    soft = np.where(
        allowed,
        gaussian_filter(felt.astype(np.float32), sigma, truncate=2.5) / np.maximum(share, 1e-3),
        0.0,
    )
    strength = soft / _peaks(soft, felt > 0)
    out = [_whole(strength > level, pixels_per_unit) for level in _LEVELS]
    return [ring for ring in out if ring.any()]


def _peaks(soft: Floats, felt: NDArray[np.bool_]) -> Floats:
    """The strongest place of each piece; a small piece is not as strong as a large one."""
    out = np.full(soft.shape, max(float(soft.max()), 1e-9))
    pieces, count = label(felt)
    sizes = np.bincount(pieces.ravel(), minlength=count + 1)[1:]
    # What is spread around a piece belongs to the nearest one.
    nearest = distance_transform_edt(pieces == 0, return_distances=False, return_indices=True)
    owner = pieces[tuple(nearest)]
    for number in np.flatnonzero(sizes >= _OWN_PEAK * sizes.max()) + 1:
        mine = owner == number
        out[mine] = max(float(soft[mine].max()), 1e-9)
    return out


def _whole(ring: NDArray[np.bool_], pixels_per_unit: float) -> NDArray[np.bool_]:
    """Without splinters."""
    parts, count = label(ring)
    sizes = np.bincount(parts.ravel(), minlength=count + 1)
    sizes[0] = 0
    least = max(_LEAST * pixels_per_unit**2, _LEAST_PART * float(sizes.max()))
    kept: NDArray[np.bool_] = (sizes >= least)[parts]
    return kept
