"""The face: strokes and small areas laid on the head by its landmarks.

They are said in millimetres of the reference body: across (from the middle of the face) and up
(from the eyes' height). Each point is found on the skin of the posed head, so a face is seen from
the front, the side or above without being drawn for it. No stroke gets thinner on the picture
than a pen would draw it, however small the head.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d
from scipy.spatial import cKDTree

from evenkeel_figures.geometry import Floats
from evenkeel_figures.pen import filled, inked

_EYES_Z_M = 0.818
#: The forehead, cheeks and mouth lie before this plane (y, metres).
_FRONT_Y_M = -0.060
#: What lies this far (m) behind what is seen is hidden.
_HIDDEN_M = 0.010
#: How much of a face's line must point to the viewer.
_FACING = 0.06
#: The thinnest and the thickest stroke (units), by weight 1.
_THIN, _THICK = 1.5, 2.3
#: The smallest light (units) in an eye that is seen.
_LEAST_LIGHT = 0.75
#: A stroke of weight 1 as a part of the head: metres.
_PEN_M = 0.0031
#: A place is the mean of so many points of the skin round it, the nearer (m) the more; of them the
#: foremost is the skin and not what lies behind it.
_NEAREST, _NEAR_M, _FOREMOST_M = 16, 0.0045, 0.004

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


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line on the face.

    Attributes:
        colour: palette name.
        points: (across, up) in mm.
        weight: thickness against the pen's.
        taper: how thin its ends are against its middle: at its start and at its end.
    """

    colour: str
    points: Floats
    weight: float
    taper: tuple[float, float] = (0.45, 0.45)


class Face:
    """Draws the face of one person into images.

    Args:
        rest_m: places of the skin on the reference body.
        skin_m: the same places, posed.
        project: world points → (x, y) in pixels and depth in metres.
        toward: unit vector to the viewer.
        normals: of the posed skin, pointing outward.
        depth_m: depth of what is seen at every pixel.
        units: pixels for a unit of the frame.
        scale: units for a metre.
    """

    def __init__(
        self,
        rest_m: Floats,
        skin_m: Floats,
        normals: Floats,
        project: Callable[[Floats], Floats],
        toward: Floats,
        depth_m: Floats,
        units: float,
        scale: float,
    ) -> None:
        # The ears and the neck are further back, the chest is lower.
        front = np.nonzero((rest_m[:, 1] < _FRONT_Y_M) & (rest_m[:, 2] > 0.70))[0]
        self._tree = cKDTree(rest_m[front][:, (0, 2)])
        self._forward = rest_m[front, 1]
        self._skin, self._facing = skin_m[front], normals[front] @ toward
        self._project, self._depth = project, depth_m
        self._units, self._scale = units, scale

    def features(self, shape: FaceShape) -> dict[str, Mask]:
        """Palette colour → where it lies on the picture; ``ink`` for the lines."""
        out: dict[str, Mask] = {}

        def add(colour: str, area: Mask) -> None:
            out[colour] = out[colour] | area if colour in out else area

        for colour, outline in _areas(shape):
            pixels, shown = self._seen(outline)
            if shown.mean() > 0.75:
                add(colour, filled(pixels, self._depth.shape))
        for sign in (1.0, -1.0):
            self._eye(sign, add)
        for stroke in _strokes(shape):
            add(stroke.colour, self._drawn(stroke))
        if "lip" in out and "ink" in out:
            out["lip"] &= ~out["ink"]
        return out

    def _eye(self, sign: float, add: Callable[[str, Mask], None]) -> None:
        """White, iris with its light, and the upper lid."""
        upper, lower = _lids()
        flip = np.array([sign, 1.0])
        opening = np.concatenate([upper, lower[::-1]]) * flip
        pixels, shown = self._seen(opening)
        if shown.mean() < 0.6:
            return
        white = filled(pixels, self._depth.shape)
        middle, _ = self._seen(np.array([[31.0 * sign, 1.6]]))
        # Seen from the side the iris is as narrow as the eye.
        across, _ = self._seen(np.array([[23.4 * sign, 1.0], [38.6 * sign, 1.0]]))
        wide = float(np.hypot(*(across[1] - across[0]))) / 2
        tall = 8.0e-3 * self._scale * self._units
        least = 1.7 * self._units
        iris = _disc(middle[0], max(min(wide, tall), 0.6 * least), max(tall, least), white.shape)
        iris &= white | (np.hypot(*np.ptp(pixels, axis=0)) < 9 * self._units)
        light = 2.3e-3 * self._scale * self._units
        if light > _LEAST_LIGHT * self._units:
            # Above the middle and to the side that the light comes from.
            at = middle[0] + np.array([-0.35 * wide, -0.30 * tall])
            iris &= ~_disc(at, light * min(wide / tall, 1.0), light, white.shape)
        add("eye_white", white & ~iris)
        add("ink", iris)
        add("ink", self._drawn(_Stroke("ink", upper * flip, 1.15, (0.5, 0.8))))

    def _drawn(self, stroke: _Stroke) -> Mask:
        points = _dense(stroke.points)
        pixels, shown = self._seen(points)
        pen = np.clip(_PEN_M * self._scale, _THIN, _THICK) * stroke.weight
        t = np.linspace(0, 1, len(points))
        start, end = stroke.taper
        shape = np.minimum(start + (1 - start) * t / 0.4, end + (1 - end) * (1 - t) / 0.4)
        width = pen * np.minimum(shape, 1.0) * self._units
        return inked(pixels[shown], width[shown], self._depth.shape)

    def _seen(self, points: Floats) -> tuple[Floats, Mask]:
        """Pixels of points of the face, and which of them are seen."""
        off, index = self._tree.query(points / 1000.0 + np.array([0.0, _EYES_Z_M]), k=_NEAREST)
        behind = self._forward[index] - self._forward[index].min(axis=1, keepdims=True)
        weight = np.exp(-((off / _NEAR_M) ** 2) - (behind / _FOREMOST_M) ** 2) + 1e-12
        weight /= weight.sum(axis=1, keepdims=True)
        places = (self._skin[index] * weight[..., None]).sum(axis=1)
        facing = (self._facing[index] * weight).sum(axis=1)
        seen = self._project(places)
        if len(seen) > 9:
            # The vertices are no finer than the strokes: their steps would show.
            seen = uniform_filter1d(seen, 5, axis=0, mode="nearest")
        rows, columns = self._depth.shape
        x = np.clip(seen[:, 0].astype(np.int64), 0, columns - 1)
        y = np.clip(seen[:, 1].astype(np.int64), 0, rows - 1)
        shown = (facing > _FACING) & (seen[:, 2] > self._depth[y, x] - _HIDDEN_M)
        return seen[:, :2], shown


def _dense(points: Floats) -> Floats:
    """A smooth curve through a few points."""
    t = np.linspace(0, 1, len(points))
    even = np.linspace(0, 1, 49)
    if len(points) < 6:
        rounded = [np.polyval(np.polyfit(t, p, len(points) - 1), even) for p in points.T]
    else:
        rounded = [np.interp(even, t, p) for p in points.T]
    return np.stack(rounded, axis=1)


def _disc(middle: Floats, wide: float, tall: float, shape: tuple[int, ...]) -> Mask:
    out = np.zeros(shape, bool)
    reach = int(max(wide, tall)) + 2
    x, y = int(middle[0]), int(middle[1])
    rows = slice(max(y - reach, 0), max(y + reach + 1, 0))
    columns = slice(max(x - reach, 0), max(x + reach + 1, 0))
    grid = np.mgrid[rows, columns] + 0.5
    if grid.shape[1] and grid.shape[2]:
        part = out[rows, columns]
        near = ((grid[1] - middle[0]) / wide) ** 2 + ((grid[0] - middle[1]) / tall) ** 2 < 1
        part |= near[: part.shape[0], : part.shape[1]]
    return out


def _lids() -> tuple[Floats, Floats]:
    """The upper lid, which arches more, and the lower one, from the inner corner outward."""
    t = np.linspace(-1, 1, 17)
    inside = np.clip(1 - t * t, 0, None)
    across = 31.5 + 17.0 * t
    upper = np.stack([across, 8.8 * inside**0.75 + 0.6 + 0.8 * t], axis=1)
    lower = np.stack([across, -6.0 * inside**0.85 + 0.4 + 0.8 * t], axis=1)
    return upper, lower


def _areas(shape: FaceShape) -> list[tuple[str, Floats]]:
    """The lips: the lower one is fuller."""
    m = np.linspace(-0.94, 0.94, 25)
    arch = np.clip(1 - m**2, 0, 1)
    upper = np.stack([19.0 * m, _mouth_line(19.0 * m) + 4.0 * arch**0.7 * shape.lips], axis=1)
    lower = np.stack([16.0 * m, _mouth_line(16.0 * m) - 8.0 * arch**0.8 * shape.lips], axis=1)
    return [("lip", np.concatenate([upper, lower[::-1]]))]


def _mouth_line(across: Floats) -> Floats:
    """The closed mouth, its corners up in a calm smile."""
    return np.asarray(-71.0 + 6.5 * np.abs(across / 23.0) ** 2.4)


def _strokes(shape: FaceShape) -> list[_Stroke]:
    across = np.linspace(-23, 23, 25)
    out = [_Stroke("ink", np.stack([across, _mouth_line(across)], axis=1), 0.8, (0.5, 0.5))]
    under = np.array([[-9.0, -43.5], [-5.0, -45.5], [0.0, -46.5], [5.0, -45.5], [9.0, -43.5]])
    out.append(_Stroke("skin_line", under, 1.0, (0.7, 0.7)))
    for sign in (1.0, -1.0):
        flip = np.array([sign, 1.0])
        wing = np.array([[13.5, -34.0], [16.0, -37.5], [16.0, -41.0], [13.5, -44.0]])
        out.append(_Stroke("skin_line", wing * flip, 0.95, (0.7, 0.7)))
        b = np.linspace(0, 1, 13)
        brow = np.stack([13.0 + 37.0 * b, 20.5 + 25.0 * b - 27.0 * b * b], axis=1)
        out.append(_Stroke("brow", brow * flip, 1.25 * shape.brow, (0.65, 0.2)))
        if shape.lined:
            out += [
                _Stroke("skin_line", line * flip, 0.6 * shape.lined, (0.6, 0.6)) for line in _aged()
            ]
    if shape.lined:
        for up in (42.0, 51.0):
            b = np.linspace(-1, 1, 9)
            line = np.stack([24.0 * b, up + 2.0 * b * b], axis=1)
            out.append(_Stroke("skin_line", line, 0.75 * shape.lined, (0.6, 0.6)))
    return out


def _aged() -> list[Floats]:
    """The lines of a calm older face: beside the mouth, beside the eyes, under them."""
    t = np.linspace(0, 1, 9)
    fold = np.stack([20.5 + 11.0 * t - 1.5 * t * t, -43.0 - 21.0 * t], axis=1)
    bag = np.stack([20.0 + 24.0 * t, -10.5 - 2.0 * np.sin(t * np.pi)], axis=1)
    smiles = [np.stack([51.0 + 10.0 * t, 0.5 + r * (0.25 + t)], axis=1) for r in (5.5, -5.0)]
    return [fold, bag, *smiles]
