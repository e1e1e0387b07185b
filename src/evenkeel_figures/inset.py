"""A close-up: a round picture in the picture, of what is small and matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenkeel_figures.geometry import Floats, unit
from evenkeel_figures.landmarks import Landmarks
from evenkeel_figures.raster import Camera


@dataclass(frozen=True, slots=True)
class Inset:
    """Where a close-up is, and what it shows.

    Attributes:
        camera: its view; its frame is the square round the circle.
        middle: of the circle, in units of the picture.
        radius: of the circle, in units.
        arrows: the marks in it, as tables of the pose file.
        at: the place that it shows, in units of the picture.
        near: the radius of what it shows there, in units.
    """

    camera: Camera
    middle: tuple[float, float]
    radius: float
    arrows: tuple[Mapping[str, Any], ...]
    at: tuple[float, float]
    near: float

    @classmethod
    def of(
        cls, spec: Mapping[str, Any], skin_m: Floats, landmarks: Landmarks, camera: Camera
    ) -> Inset:
        """A close-up from its table in a pose file.

        Args:
            spec: ``at`` (a spot) with ``shift``, ``zoom``, ``arrows``, and ``middle`` and
                ``radius`` in units.
            skin_m: the posed skin.
            landmarks: where the spots are.
            camera: the view of the picture.
        """
        place = skin_m[landmarks.spot(spec["at"]).vertices].mean(axis=0)
        place = place + np.array(spec.get("shift", (0.0, 0.0, 0.0)), float)
        zoom, radius = float(spec["zoom"]), float(spec["radius"])
        centre = camera.view @ place
        size = 2 * radius
        closer = Camera(
            camera.view, (float(centre[0]), float(centre[1])), camera.scale * zoom, size, size
        )
        x, y = camera.project(place[None])[0, :2]
        middle = spec["middle"]
        return cls(
            closer, (float(middle[0]), float(middle[1])), radius, tuple(spec.get("arrows", ())),
            (float(x), float(y)), radius / zoom,
        )  # fmt: skip

    @property
    def corner(self) -> tuple[float, float]:
        """The upper left corner of the square round the circle."""
        return self.middle[0] - self.radius, self.middle[1] - self.radius

    def disc(self, pixels_per_unit: float, less: float = 0.0) -> NDArray[np.bool_]:
        """The circle in its square, ``less`` units smaller all round."""
        size = round(2 * self.radius * pixels_per_unit)
        y, x = (np.mgrid[:size, :size] + 0.5) / pixels_per_unit - self.radius
        inside: NDArray[np.bool_] = np.hypot(x, y) < self.radius - less
        return inside

    def leader(self) -> tuple[Floats, Floats]:
        """The ends of the line from the circle round the place to the close-up."""
        middle, at = np.array(self.middle), np.array(self.at)
        toward = unit(middle - at)
        return at + toward * self.near, middle - toward * self.radius
