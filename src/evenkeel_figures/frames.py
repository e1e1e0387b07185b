"""A moving body → in-between pictures: closed outlines whose corners are followed.

Every picture is rendered like a still, layer by layer, and each layer's outlines become polygons
of few corners; wherever it can, a corner follows one of the picture before, along with the body
beneath it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation

from evenkeel_figures.figure import Wardrobe, prop_items
from evenkeel_figures.geometry import Floats, Ints
from evenkeel_figures.ground import shadow_item, shadow_way
from evenkeel_figures.props import Box
from evenkeel_figures.raster import Buffers, Camera
from evenkeel_figures.scene import FACE, FACE_BLUR_UNITS, Item, Layers, Scene
from evenkeel_figures.solve import SolvedPose
from evenkeel_figures.trace import outlines
from evenkeel_figures.tracks import STEP, Followed, motion_counts, simplified

#: Largest distance (units) of a polygon from its outline: where it is seen, at the border of a
#: shade, and under the ink.
_SEEN, _SHADE, _HIDDEN = 0.45, 0.7, 1.2
#: Of a small outline at most this part of its size.
_FINE = 0.07
#: Room (units) round the body, for its lines.
_ROOM = 12.0
#: Eyes and mouth must not come and go.
_SMALL = {"eye_white": 1.5, "lip": 2.0, "brow": 1.5, "skin_line": 1.5, "ink": 1.5}
_LEAST = 14.0
#: How far (units) the stair-steps of outlines are smoothed away.
_BLUR = 0.92


@dataclass(frozen=True, slots=True)
class Loop:
    """A closed outline of one layer.

    Attributes:
        layer: palette name; ``ink`` for lines.
        hole: whether it is a hole in the outline before it.
        counts: its corners in counts of the frame, shape (n, 2).
        before: for each the number of the corner that it follows, counted through the whole
            picture before, or `NEW`.
    """

    layer: str
    hole: bool
    counts: Ints
    before: Ints


@dataclass(frozen=True, slots=True)
class Frames:
    """What a movement looks like.

    Attributes:
        box: (x, y, width, height) that holds everything that moves, in units.
        ground: areas of the things behind the person.
        ground_lines: their lines.
        shadows: palette names of what lies under these lines; first in every picture.
        pictures: for each moment its loops, from back to front.
    """

    box: tuple[float, float, float, float]
    ground: list[Loop]
    ground_lines: list[Loop]
    shadows: tuple[str, ...]
    pictures: list[list[Loop]]


def draw_frames(
    wardrobe: Wardrobe, camera: Camera, poses: Sequence[SolvedPose], pixels_per_unit: float
) -> Frames:
    """Every picture of a movement.

    Args:
        wardrobe: the dressed person.
        camera: the view of the stills.
        poses: the bodies at equal steps of the way.
        pixels_per_unit: size of the raster.
    """
    things = prop_items(poses[0].props)
    mat = next((s for p in poses[0].props if p.name == "mat" for s in p.solids
                if isinstance(s, Box)), None)  # fmt: skip
    people = [wardrobe.items(pose.transforms, pose.skin_m, []) for pose in poses]
    shadows = [shadow_item(person, mat) for person in people]
    whole = Scene(camera, things).render(pixels_per_unit)
    tracer = _Tracer(pixels_per_unit, np.zeros(2))
    ground, lines = tracer.loops(whole.props), tracer.loops({"ink": whole.prop_lines})
    near, box = _cropped(camera, [*people, *[[s] for s in shadows]])
    still = Scene(near, things).render(pixels_per_unit)
    pictures: list[list[Loop]] = []
    followed: Mapping[str, Followed] = {}
    for k, person in enumerate(people):
        items = [*things, shadows[k], *person]
        scene = Scene(near, items)
        seen = scene.seen(pixels_per_unit)
        tracer = _Tracer(pixels_per_unit, np.array(box[:2]), followed)
        picture = _picture(scene, seen, still, tracer)
        pictures.append(picture)
        if k + 1 < len(people):
            speeds = [
                *[None] * len(things),
                _on_picture(near, shadow_way(person, people[k + 1], shadows[k].vertices_m)),
                *[_way(near, a, b) for a, b in zip(person, people[k + 1], strict=True)],
            ]
            flow = _Flow(seen, items, speeds, pixels_per_unit)
            expected = _expected(picture, pictures[k - 1] if k else [])
            followed = _followed(picture, expected, flow, tracer.corner)
    return Frames(box, ground, lines, tuple(sorted({s.colour for s in shadows})), pictures)


def _expected(picture: Sequence[Loop], previous: Sequence[Loop]) -> Ints:
    """Where a reader of the file expects every corner in the next picture."""
    if not picture:
        return np.zeros((0, 2), np.int64)
    counts = np.concatenate([loop.counts for loop in picture])
    before = np.concatenate([loop.before for loop in picture])
    came = np.concatenate([loop.counts for loop in previous]) if previous else counts
    return counts + motion_counts(counts, before, came)


def _followed(
    picture: Sequence[Loop], expected: Ints, flow: _Flow, corner: Floats
) -> dict[str, Followed]:
    """The corners of each layer, moved along with the body."""
    names = np.concatenate([np.repeat(loop.layer, len(loop.counts)) for loop in picture])
    points = np.concatenate([loop.counts for loop in picture]) * STEP
    out: dict[str, Followed] = {}
    for name in {loop.layer for loop in picture}:
        number = np.nonzero(names == name)[0]
        here = points[number]
        moved = here + flow.at(here - corner, shadow=name in flow.shadows)
        out[name] = Followed(number, moved, expected[number])
    return out


def _cropped(
    camera: Camera, groups: Sequence[Sequence[Item]]
) -> tuple[Camera, tuple[float, float, float, float]]:
    """The same view, but only of what moves."""
    seen = np.concatenate(
        [camera.project(i.vertices_m[i.keep > -0.02])[:, :2] for group in groups for i in group]
    )
    low = np.maximum(np.floor((seen.min(axis=0) - _ROOM) / 4) * 4, 0.0)
    high = np.minimum(np.ceil((seen.max(axis=0) + _ROOM) / 4) * 4, (camera.width, camera.height))
    size = high - low
    middle = (low + high) / 2
    centre = (
        camera.centre_m[0] + float(middle[0] - camera.width / 2) / camera.scale,
        camera.centre_m[1] - float(middle[1] - camera.height / 2) / camera.scale,
    )
    box = (float(low[0]), float(low[1]), float(size[0]), float(size[1]))
    return Camera(camera.view, centre, camera.scale, box[2], box[3]), box


def _way(camera: Camera, before: Item, after: Item) -> Floats:
    """How far every vertex goes on the picture."""
    return _on_picture(camera, after.vertices_m - before.vertices_m)


def _on_picture(camera: Camera, ways_m: Floats) -> Floats:
    """Ways in the world as ways on the picture."""
    return (camera.project(ways_m) - camera.project(np.zeros(3)))[:, :2]


def _picture(scene: Scene, seen: Buffers, still: Layers, tracer: _Tracer) -> list[Loop]:
    ppu = tracer.pixels_per_unit
    layers = scene.layers(seen, ppu)
    shadows = {item.colour for item in scene.items if item.group == "shadow"}
    shade = {
        name: mask & ~still.props.get(name, np.zeros_like(mask))
        for name, mask in layers.props.items()
        if name in shadows
    }
    person = np.any(list(layers.body.values()), axis=0)
    ink = layers.body_lines | _lines_before(layers.prop_lines, person, ppu)
    return [
        *tracer.loops(shade, lambda _: _HIDDEN),
        *tracer.loops(layers.body),
        *tracer.loops({"ink": ink}),
        *tracer.loops({"ink": layers.face_lines}, blur=FACE_BLUR_UNITS),
    ]


def _lines_before(
    lines: NDArray[np.bool_], person: NDArray[np.bool_], pixels_per_unit: float
) -> NDArray[np.bool_]:
    """Lines of things that stand before the person: only these reach into the body's areas."""
    size = round(2.0 * pixels_per_unit)
    over = lines & person
    if not over.any():
        return over
    return np.asarray(binary_dilation(over, iterations=size) & lines)


class _Tracer:
    """Makes outlines of areas.

    Attributes:
        pixels_per_unit: size of the raster.
        corner: where in the frame the raster begins, in units.
    """

    def __init__(
        self, pixels_per_unit: float, corner: Floats, followed: Mapping[str, Followed] | None = None
    ) -> None:
        self.pixels_per_unit = pixels_per_unit
        self.corner = corner
        self._followed = followed or {}

    def loops(
        self,
        masks: Mapping[str, NDArray[np.bool_]],
        tolerance: Callable[[str], float] | None = None,
        blur: float | None = None,
    ) -> list[Loop]:
        """The outlines of every area, each outer one followed by its holes.

        Args:
            masks: the areas.
            tolerance: how far (units) an outline may be from its area.
            blur: how far (units) stair-steps are smoothed away, where not as it fits the layer.
        """
        ppu, wanted = self.pixels_per_unit, tolerance or _tolerance
        out: list[Loop] = []
        for name, mask in masks.items():
            found = outlines(
                mask,
                ppu,
                blur_px=(blur or (FACE_BLUR_UNITS if name in FACE else _BLUR)) * ppu,
                min_area=_SMALL.get(name, _LEAST),
            )
            for outline, hole in _shapes(found):
                # A mouth or a nail is small: it keeps its shape by finer measure.
                fine = min(wanted(name), _FINE * abs(_signed_area(outline)) ** 0.5)
                followed = self._followed.get(name)
                out.append(Loop(name, hole, *simplified(outline + self.corner, fine, followed)))
        return out


def _shapes(found: Sequence[Floats]) -> list[tuple[Floats, bool]]:
    """Each outer outline followed by its holes, so that it can be filled by itself."""
    areas = [_signed_area(outline) for outline in found]
    outer = [k for k, area in enumerate(areas) if area > 0]
    holes: dict[int, list[int]] = {k: [] for k in outer}
    for k, area in enumerate(areas):
        if area <= 0:
            round_it = [o for o in outer if areas[o] > -area and _holds(found[o], found[k][0])]
            if round_it:
                holes[min(round_it, key=lambda o: areas[o])].append(k)
    out: list[tuple[Floats, bool]] = []
    for k in outer:
        out.append((found[k], False))
        out += [(found[h], True) for h in holes[k]]
    return out


def _signed_area(outline: Floats) -> float:
    x, y = outline.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)


def _holds(outline: Floats, point: Floats) -> bool:
    x, y = (outline - point).T
    nx, ny = np.roll(x, -1), np.roll(y, -1)
    crosses = (y > 0) != (ny > 0)
    right = (x * ny - nx * y) / np.where(ny == y, 1.0, ny - y) > 0
    return bool((crosses & right).sum() % 2)


def _tolerance(layer: str) -> float:
    if layer in _SMALL:
        return _SEEN
    return _SHADE if layer.endswith("_shade") else _HIDDEN


class _Flow:
    """How what is seen moves to the next picture, at any place of this one.

    Attributes:
        shadows: palette names of what moves with a shadow.
    """

    def __init__(
        self,
        buffers: Buffers,
        items: Sequence[Item],
        moved: Sequence[Floats | None],
        pixels_per_unit: float,
    ) -> None:
        self._items, self._moved, self._ppu = items, moved, pixels_per_unit
        self._buffers = buffers
        self._shadow = np.array([*[i.group == "shadow" for i in items], False])
        self._body = np.array([*[i.group != "shadow" for i in items], False])
        self.shadows = {i.colour for i in items if i.group == "shadow"}

    def at(self, points: Floats, *, shadow: bool) -> Floats:
        """The way of the borders of a shadow, or of the body: of whatever is nearest there."""
        wanted = self._shadow if shadow else self._body
        reach = round(3.0 * self._ppu)
        rows, columns = self._buffers.item.shape
        dy, dx = np.mgrid[-reach : reach + 1, -reach : reach + 1].reshape(2, -1)
        near = dx * dx + dy * dy <= (reach + 0.5) ** 2
        dx, dy = dx[near], dy[near]
        x = np.clip((points[:, :1] * self._ppu).astype(np.int64) + dx, 0, columns - 1)
        y = np.clip((points[:, 1:] * self._ppu).astype(np.int64) + dy, 0, rows - 1)
        item = self._buffers.item[y, x]
        depth = np.where(wanted[item], self._buffers.depth_m[y, x], -np.inf)
        # Of what lies about equally near, what is closest to the point.
        best = np.argmax(depth - 0.004 * np.hypot(dx, dy) / self._ppu, axis=1)
        pick = np.arange(len(points))
        found = np.isfinite(depth[pick, best])
        x, y, item = x[pick, best], y[pick, best], item[pick, best]
        out = np.zeros((len(points), 2))
        for number in np.unique(item[found]):
            speed = self._moved[number]
            if speed is None:
                continue
            mine = found & (item == number)
            corner = self._items[number].faces[self._buffers.triangle[y[mine], x[mine]]]
            b = self._buffers.bary_b[y[mine], x[mine]][:, None].astype(np.float64)
            c = self._buffers.bary_c[y[mine], x[mine]][:, None].astype(np.float64)
            out[mine] = (speed[corner[:, 0]] * (1 - b - c) + speed[corner[:, 1]] * b
                         + speed[corner[:, 2]] * c)  # fmt: skip
        return out
