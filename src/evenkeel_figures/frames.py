"""A moving body → in-between pictures: closed outlines, each point with its own velocity.

Every picture is rendered like a still, layer by layer, and each layer's outlines become polygons
of few points. A point also carries how fast the body beneath it moves, so that the player can
show any moment between two pictures: nothing jumps, nothing shimmers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation, maximum_filter1d

from evenkeel_figures.figure import Wardrobe, prop_items, shadow_item
from evenkeel_figures.geometry import Floats
from evenkeel_figures.props import Box
from evenkeel_figures.raster import Buffers, Camera
from evenkeel_figures.scene import Item, Layers, Scene
from evenkeel_figures.solve import SolvedPose
from evenkeel_figures.trace import outlines

#: Largest distance (units) of a polygon from its outline: where it is seen, at the border of a
#: shade, and under the ink.
_SEEN, _SHADE, _HIDDEN = 0.4, 0.65, 1.1
#: Of a small outline at most this part of its size.
_FINE = 0.07
#: A turn (radians) within so many units is a corner.
_CORNER, _REACH = 0.5, 3.0
#: Room (units) round the body, for its lines.
_ROOM = 12.0
#: Eyes and mouth must not come and go.
_SMALL = {"eye_white": 2.0, "lip": 3.0, "brow": 2.0, "ink": 3.0}
_LEAST = 14.0


@dataclass(frozen=True, slots=True)
class Loop:
    """A closed outline of one layer.

    Attributes:
        layer: palette name; ``ink`` for lines.
        hole: whether it is a hole in the outline before it.
        points: its corners in frame units, shape (n, 2).
        velocity: movement of each in units for a whole step to the next picture, shape (n, 2).
    """

    layer: str
    hole: bool
    points: Floats
    velocity: Floats


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
    ground = _loops(whole.props, pixels_per_unit, np.zeros(2))
    lines = _loops({"ink": whole.prop_lines}, pixels_per_unit, np.zeros(2))
    near, box = _cropped(camera, [*people, *[[s] for s in shadows]])
    still = Scene(near, things).render(pixels_per_unit)
    pictures = []
    for k, person in enumerate(people):
        before, after = max(k - 1, 0), min(k + 1, len(poses) - 1)
        items = [*things, shadows[k], *person]
        moved = [
            *[None] * len(things),
            _speed(near, [shadows[before]], [shadows[after]], after - before)[0],
            *_speed(near, people[before], people[after], after - before),
        ]
        pictures.append(_picture(near, items, moved, still, pixels_per_unit, box[:2]))
    return Frames(box, ground, lines, tuple(sorted({s.colour for s in shadows})), pictures)


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


def _speed(
    camera: Camera, before: Sequence[Item], after: Sequence[Item], steps: int
) -> list[Floats]:
    """For every vertex of every item its movement on the picture for one step."""
    return [
        (camera.project(b.vertices_m) - camera.project(a.vertices_m))[:, :2] / max(steps, 1)
        for a, b in zip(before, after, strict=True)
    ]


def _picture(
    camera: Camera,
    items: Sequence[Item],
    moved: Sequence[Floats | None],
    still: Layers,
    pixels_per_unit: float,
    corner: tuple[float, float],
) -> list[Loop]:
    scene = Scene(camera, list(items))
    seen = scene.seen(pixels_per_unit)
    layers = scene.layers(seen, pixels_per_unit)
    flow = _Flow(seen, items, moved, pixels_per_unit)
    shade = {
        name: mask & ~still.props.get(name, np.zeros_like(mask))
        for name, mask in layers.props.items()
        if name in {i.colour for i in items if i.group == "shadow"}
    }
    out = _loops(shade, pixels_per_unit, np.array(corner), flow.of_shadow, lambda _: _HIDDEN)
    out += _loops(layers.body, pixels_per_unit, np.array(corner), flow.of_body)
    person = np.any(list(layers.body.values()), axis=0)
    ink = {"ink": layers.body_lines | _lines_before(layers.prop_lines, person, pixels_per_unit)}
    return out + _loops(ink, pixels_per_unit, np.array(corner), flow.of_body)


def _lines_before(
    lines: NDArray[np.bool_], person: NDArray[np.bool_], pixels_per_unit: float
) -> NDArray[np.bool_]:
    """Lines of things that stand before the person: only these reach into the body's areas."""
    size = round(2.0 * pixels_per_unit)
    over = lines & person
    if not over.any():
        return over
    return np.asarray(binary_dilation(over, iterations=size) & lines)


def _loops(
    masks: Mapping[str, NDArray[np.bool_]],
    pixels_per_unit: float,
    corner: Floats,
    velocity: Callable[[Floats], Floats] = np.zeros_like,
    tolerance: Callable[[str], float] | None = None,
) -> list[Loop]:
    wanted = tolerance or _tolerance
    out: list[Loop] = []
    for name, mask in masks.items():
        found = outlines(
            mask,
            pixels_per_unit,
            blur_px=(0.95 if name == "ink" else 0.9) * pixels_per_unit,
            min_area=_SMALL.get(name, _LEAST),
        )
        for outline, hole in _shapes(found):
            # A mouth or a nail is small: it keeps its shape by finer measure.
            fine = _FINE * abs(_signed_area(outline)) ** 0.5
            points = simplified(outline, min(wanted(name), fine))
            out.append(Loop(name, hole, points + corner, velocity(points)))
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
    """How what is seen moves, at any place of the picture."""

    def __init__(
        self,
        buffers: Buffers,
        items: Sequence[Item],
        moved: Sequence[Floats | None],
        pixels_per_unit: float,
    ) -> None:
        self._items, self._moved, self._ppu = items, moved, pixels_per_unit
        self._buffers = buffers
        self._shadow = [i.group == "shadow" for i in items]

    def of_shadow(self, points: Floats) -> Floats:
        """Velocity of the shadow's border."""
        return self._at(points, np.array([*self._shadow, False]))

    def of_body(self, points: Floats) -> Floats:
        """Velocity of the body's borders and lines: that of whatever is nearest there."""
        return self._at(points, np.array([*[not s for s in self._shadow], False]))

    def _at(self, points: Floats, wanted: NDArray[np.bool_]) -> Floats:
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


def simplified(outline: Floats, tolerance: float) -> Floats:
    """The few points of a closed outline that matter.

    Corners and turning points are kept first: they are found where they are, whatever the rest
    of the outline does, so that what stands still is drawn with the same points again.

    Args:
        outline: dense closed polyline, without its first point repeated.
        tolerance: largest distance of the outline from the polygon.
    """
    step = np.hypot(*(np.roll(outline, -1, axis=0) - outline).T)
    spacing = max(float(step.mean()), 1e-6)
    reach = max(2, round(_REACH / spacing))
    before = outline - np.roll(outline, reach, axis=0)
    after = np.roll(outline, -reach, axis=0) - outline
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn = np.abs(np.arctan2(cross, (before * after).sum(axis=1)))
    highest = maximum_filter1d(turn, 2 * reach + 1, mode="wrap")
    kept = (turn == highest) & (turn > _CORNER)
    if kept.sum() < 2:
        kept[int((outline[:, 0] + 2 * outline[:, 1]).argmin())] = True
        kept[int((outline[:, 0] + 2 * outline[:, 1]).argmax())] = True
    # Begun at a corner, so that the straight stretches lie between two of them.
    first = int(np.nonzero(kept)[0][0])
    outline, kept = np.roll(outline, -first, axis=0), np.roll(kept, -first)
    closed = np.vstack([outline, outline[:1]])
    marks = np.append(kept, True)
    _split(closed, marks, tolerance)
    found: Floats = outline[marks[:-1]]
    return found


@numba.njit(cache=True)
def _split(points, kept, tolerance):  # type: ignore[no-untyped-def]
    """Douglas and Peucker between the points that are kept already."""
    begins, ends = [0], [0]
    begins.pop()
    ends.pop()
    last = 0
    for k in range(1, len(points)):
        if kept[k]:
            begins.append(last)
            ends.append(k)
            last = k
    while len(begins) > 0:
        begin, end = begins.pop(), ends.pop()
        dx, dy = points[end, 0] - points[begin, 0], points[end, 1] - points[begin, 1]
        length = (dx * dx + dy * dy) ** 0.5
        worst, where = tolerance, -1
        for k in range(begin + 1, end):
            x, y = points[k, 0] - points[begin, 0], points[k, 1] - points[begin, 1]
            off = abs(x * dy - y * dx) / length if length > 1e-9 else (x * x + y * y) ** 0.5
            if off > worst:
                worst, where = off, k
        if where >= 0:
            kept[where] = True
            begins.append(begin)
            ends.append(where)
            begins.append(where)
            ends.append(end)
