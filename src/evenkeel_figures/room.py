"""Room for an arrow: moved aside until it lies beside the person, not across a limb's border."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt

from evenkeel_figures.geometry import Floats, unit

#: How far (units) an arrow may go aside or along, and in what steps.
_ASIDE, _ALONG, _STEP = 96.0, 36.0, 6.0
#: The free space (units) round its shaft, and round its head, from its middle line.
_SHAFT, _HEAD, _HEAD_LONG = 17.0, 30.0, 40.0
#: What going aside costs against lying too close, both in units.
_COST = 0.10
#: An arrow of which so much lies well inside the body is meant to lie on it.
_ON_BODY, _INSIDE = 0.60, 12.0
#: From the border of the picture.
_EDGE = 14.0


class Room:
    """Where on a picture nobody is.

    Args:
        person: where the person is seen.
        pixels_per_unit: size of that image.
    """

    def __init__(self, person: NDArray[np.bool_], pixels_per_unit: float) -> None:
        # Half of the picture's measure is exact enough.
        step = max(round(pixels_per_unit), 1)
        small = person[::step, ::step]
        self._units = pixels_per_unit / step
        self._free: Floats = np.asarray(distance_transform_edt(~small)) / self._units
        self._deep: Floats = np.asarray(distance_transform_edt(small)) / self._units

    def beside(self, points: Floats) -> Floats:
        """The same line, moved as little as leaves the person free."""
        if (self._at(self._deep, points) > _INSIDE).mean() > _ON_BODY:
            return points
        along = unit(points[-1] - points[0])
        aside = np.array([-along[1], along[0]])
        run = np.r_[0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
        wanted = np.where(run[-1] - run < _HEAD_LONG, _HEAD, _SHAFT)
        best, found = np.inf, points
        for a in np.arange(-_ASIDE, _ASIDE + 1, _STEP):
            for b in np.arange(-_ALONG, _ALONG + 1, _STEP):
                moved = points + aside * a + along * b
                lack = np.clip(wanted - self._at(self._free, moved), 0, None).mean()
                cost = lack + self._outside(moved) + _COST * (abs(a) + abs(b))
                if cost < best:
                    best, found = cost, moved
        return found

    def _at(self, field: Floats, points: Floats) -> Floats:
        rows, columns = field.shape
        x = np.clip((points[:, 0] * self._units).astype(np.int64), 0, columns - 1)
        y = np.clip((points[:, 1] * self._units).astype(np.int64), 0, rows - 1)
        return field[y, x]

    def _outside(self, points: Floats) -> float:
        rows, columns = self._free.shape
        size = np.array([columns, rows]) / self._units
        beyond = np.maximum(_EDGE - points, points + _EDGE - size)
        return float(np.clip(beyond, 0, None).max()) * 2
