"""Everything that is seen in one picture, and the label images made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation, gaussian_filter, label

from evenkeel_figures.face import Face, FaceShape
from evenkeel_figures.geometry import Floats, Ints, unit
from evenkeel_figures.glow import rings
from evenkeel_figures.raster import (
    Buffers,
    Camera,
    edges,
    interpolated,
    summed_normals,
    thickened,
)
from evenkeel_figures.strands import strand_area

#: Direction the light comes from, in view axes (right, up, toward the viewer).
_LIGHT = unit(np.array([-0.42, 0.80, 0.48]))
#: Small things on the face: their outlines are smoothed less than others, by a part of a unit.
FACE = frozenset({"eye_white", "lip", "brow", "skin_line"})
FACE_BLUR_UNITS = 0.45
#: A step in depth that certainly is an edge, and one that is an edge where it continues one (m).
_STEP_SURE_M, _STEP_MAYBE_M = 0.016, 0.005
#: From this step on a line has its whole width; at the least step it has this part of it.
_STEP_FULL_M, _THIN = 0.030, 0.40
#: The shortest fold that is drawn (units).
_FOLD_UNITS = 14.0
#: Widths of lines (units): round the person and within, on the body and on its small parts.
_OUTLINE_UNITS, _OUTLINE_FINE_UNITS = 3.2, 1.9
_INNER_UNITS, _INNER_FINE_UNITS, _DIGIT_UNITS, _PROP_UNITS = 2.6, 1.4, 1.6, 2.0
#: How much heavier an outline is that turns from the light, and how much lighter one that faces it.
_WEIGHED = 0.20
#: The shade of a body: how far its border is calmed (units), and the smallest one (square units) on
#: skin and on clothes, where a small one reads as a stain.
_CALM_UNITS, _SHADE_LEAST, _CLOTH_SHADE_LEAST = 7.0, 500.0, 2400.0
#: Of a blur, in sigmas.
_REACH = 2.2
#: On the reference body, the face lies before and above these (m): it has no shade of its own.
_FACE_Y_M, _FACE_Z_M = -0.05, 0.735
_MOUTH_M, _LIPS_M = np.array([0.0, -0.11, 0.748]), np.array([0.027, 0.07, 0.014])
#: The glow of a place this far (m) under what is seen shines through, so much fainter.
_THROUGH_M, _THROUGH = 0.012, 0.62
#: The glow of a limb begins where the skin follows its bones so much, and is whole from there on.
_LIMB_FROM, _LIMB_WHOLE = 0.12, 0.75


@dataclass(frozen=True, slots=True)
class Item:
    """One mesh of the scene.

    Attributes:
        group: ``body``, ``props``, ``shadow``.
        colour: palette name; its ``_shade`` is used where the light does not reach.
        vertices_m: world positions.
        faces: triangles.
        facets: number of the flat side of each triangle, or of the finger or toe it is of; lines
            are drawn between them.
        keep: field whose negative part is not drawn.
        rest_m: places on the reference body, for the face and the glow; None for props.
        glow: field that is positive where it is felt; None for none.
        glow_on: 1 on the limbs that the glow may lie on, else 0; None for nowhere.
        fine: 1 where thin lines are wanted (hands, feet, head), 0 elsewhere; None for nowhere.
        face: whose face the skin bears; None where there is none.
        strands: directions of the strands of hair from the middle of the head.
    """

    group: str
    colour: str
    vertices_m: Floats
    faces: Ints
    facets: NDArray[np.int32]
    keep: Floats
    rest_m: Floats | None = None
    glow: Floats | None = None
    glow_on: Floats | None = None
    fine: Floats | None = None
    face: FaceShape | None = None
    strands: tuple[Floats, ...] = ()


@dataclass(frozen=True, slots=True)
class Layers:
    """Boolean images, from back to front within each dictionary.

    Attributes:
        props: colour → area, for the things.
        body: colour → area, for the person.
        glow: areas where it is felt, widest first.
        prop_lines: ink of the things.
        body_lines: ink of the person.
        face_lines: ink of the face, whose fine strokes are traced closer.
    """

    props: dict[str, NDArray[np.bool_]]
    body: dict[str, NDArray[np.bool_]]
    glow: list[NDArray[np.bool_]]
    prop_lines: NDArray[np.bool_]
    body_lines: NDArray[np.bool_]
    face_lines: NDArray[np.bool_]


@dataclass(slots=True)
class Scene:
    """Items seen by a camera.

    Attributes:
        camera: the view.
        items: what is seen.
    """

    camera: Camera
    items: list[Item] = field(default_factory=list)

    def render(self, pixels_per_unit: float) -> Layers:
        """Rasterise the items and split what is seen into layers."""
        return self.layers(self.seen(pixels_per_unit), pixels_per_unit)

    def seen(self, pixels_per_unit: float) -> Buffers:
        """What is seen at every pixel."""
        columns = round(self.camera.width * pixels_per_unit)
        rows = round(self.camera.height * pixels_per_unit)
        buffers = Buffers.empty(rows, columns)
        for number, item in enumerate(self.items):
            pixels = self.camera.project(item.vertices_m)
            pixels[:, :2] *= pixels_per_unit
            buffers.draw(number, pixels, item.faces, item.keep)
        return buffers

    def layers(self, buffers: Buffers, pixels_per_unit: float) -> Layers:
        """What `seen` found, split into layers."""
        return _Splitter(self, buffers, pixels_per_unit).layers()


class _Splitter:
    def __init__(self, scene: Scene, buffers: Buffers, pixels_per_unit: float) -> None:
        self._items = scene.items
        self._camera = scene.camera
        self._buffers = buffers
        self._ppu = pixels_per_unit
        self._normals = np.zeros((*buffers.item.shape, 3), np.float32)
        self._facet = np.full(buffers.item.shape, -1, np.int32)
        self._masks = [buffers.item == k for k in range(len(self._items))]
        for k, item in enumerate(self._items):
            mask = self._masks[k]
            if not mask.any():
                continue
            self._facet[mask] = item.facets[buffers.triangle[mask]]
            normals = summed_normals(item.vertices_m, item.faces) @ self._camera.view.T
            # Orthographic: what is seen faces the viewer, however the mesh is wound.
            seen = self._interpolate(k, normals)
            seen *= np.where(seen[:, 2:] < 0, -1.0, 1.0) if item.group == "props" else 1.0
            self._normals[mask] = seen

    def _interpolate(self, number: int, values: Floats) -> Floats:
        mask = self._masks[number]
        table = values if values.ndim == 2 else values[:, None]
        buffers = self._buffers
        out: Floats = interpolated(
            np.ascontiguousarray(table, np.float64),
            self._items[number].faces,
            buffers.triangle[mask],
            buffers.bary_b[mask],
            buffers.bary_c[mask],
        )
        return out if values.ndim == 2 else out[:, 0]

    def layers(self) -> Layers:
        """Split what is seen."""
        props: dict[str, NDArray[np.bool_]] = {}
        body: dict[str, NDArray[np.bool_]] = {}
        face_ink = np.zeros(self._facet.shape, bool)
        for k, item in enumerate(self._items):
            mask = self._masks[k]
            if not mask.any():
                continue
            target = body if item.group == "body" else props
            self._paint(target, k)
            if item.strands and item.rest_m is not None:
                body["hair_shade"] |= mask & strand_area(
                    item.strands, item.rest_m, item.keep, item.vertices_m, self._project,
                    self._buffers.depth_m, self._ppu, self._camera.scale,
                )  # fmt: skip
            if item.face is not None and item.rest_m is not None:
                for colour, area in self._face(item, item.rest_m).features(item.face).items():
                    if colour == "ink":
                        face_ink |= area
                    else:
                        body[colour] = body.get(colour, np.zeros_like(mask)) | area
        order = ["skin", "skin_shade", "leggings", "leggings_shade", "top", "top_shade", "hair"]
        order += ["hair_shade", "skin_line", "brow", "lip", "eye_white"]
        prop_lines, body_lines, digits = self._lines()
        body["skin_line"] = body.get("skin_line", np.zeros_like(digits)) | digits
        return Layers(
            props=props,
            body={name: body[name] for name in order if name in body},
            glow=self._felt(),
            prop_lines=prop_lines,
            body_lines=body_lines,
            face_lines=face_ink & ~body_lines,
        )

    def _project(self, points_m: Floats) -> Floats:
        seen = self._camera.project(points_m)
        seen[:, :2] *= self._ppu
        return seen

    def _face(self, item: Item, rest_m: Floats) -> Face:
        return Face(
            rest_m,
            item.vertices_m,
            np.asarray(summed_normals(item.vertices_m, item.faces)),
            self._project,
            self._camera.view[2],
            self._buffers.depth_m,
            self._ppu,
            self._camera.scale,
        )

    def _felt(self) -> list[NDArray[np.bool_]]:
        """Where it is felt: seen, or shining through the limb that it lies in."""
        if all(item.glow is None for item in self._items):
            return []
        rows, columns = len(self._facet), len(self._facet[0])
        buffers = Buffers.empty(rows, columns)
        field = np.zeros((rows, columns))
        on = np.zeros((rows, columns))
        for k, item in enumerate(self._items):
            if item.glow is None or item.glow_on is None:
                continue
            pixels = self._camera.project(item.vertices_m)
            pixels[:, :2] *= self._ppu
            buffers.draw(k, pixels, item.faces, np.minimum(item.glow, item.keep))
            if self._masks[k].any():
                # From one limb to the next it fades; only an outline cuts it.
                on[self._masks[k]] = self._interpolate(k, item.glow_on)
        for k, item in enumerate(self._items):
            if item.glow is not None and (buffers.item == k).any():
                field[buffers.item == k] = interpolated(
                    np.ascontiguousarray(item.glow[:, None]), item.faces,
                    *(image[buffers.item == k] for image in
                      (buffers.triangle, buffers.bary_b, buffers.bary_c)),
                )[:, 0]  # fmt: skip
        hidden = buffers.depth_m < self._buffers.depth_m - _THROUGH_M
        share = np.clip((on - _LIMB_FROM) / (_LIMB_WHOLE - _LIMB_FROM), 0, 1)
        felt = np.where(hidden, _THROUGH, 1.0) * field * share
        return rings(felt, on > _LIMB_FROM, self._ppu)

    def _paint(self, target: dict[str, NDArray[np.bool_]], number: int) -> None:
        item, mask = self._items[number], self._masks[number]
        target[item.colour] = target.get(item.colour, np.zeros_like(mask)) | mask
        if item.group == "shadow":
            return
        rows, columns = np.nonzero(mask)
        pad = round(8 * self._ppu)
        box = (
            slice(max(int(rows.min()) - pad, 0), int(rows.max()) + pad),
            slice(max(int(columns.min()) - pad, 0), int(columns.max()) + pad),
        )
        own = mask[box]
        light = self._normals[box] @ _LIGHT.astype(np.float32)
        if item.group == "body":
            # Blur within the item so that the border of the shade is one calm line.
            sigma = _CALM_UNITS * self._ppu
            weight = gaussian_filter(own.astype(np.float32), sigma, truncate=_REACH)
            light = gaussian_filter(np.where(own, light, 0), sigma, truncate=_REACH)
            light /= np.maximum(weight, 1e-3)
        threshold = {"body": -0.10, "props": 0.12}[item.group]
        dark = own & (light < threshold)
        if item.group == "body":
            cloth = item.colour in ("top", "leggings")
            least = (_CLOTH_SHADE_LEAST if cloth else _SHADE_LEAST) * self._ppu**2
            dark = _without_specks(dark & ~self._is_face(number)[box], least)
            # Nor small lights in the middle of a shade.
            dark = own & ~_without_specks(own & ~dark, least)
        shade = item.colour + "_shade"
        target.setdefault(shade, np.zeros_like(mask))[box] |= dark

    def _is_face(self, number: int) -> NDArray[np.bool_]:
        """Where the face is: a shade across it looks like a mask."""
        return self._where(number, lambda at: (at[:, 1] < _FACE_Y_M) & (at[:, 2] > _FACE_Z_M))

    def _clear_mouth(self, lines: NDArray[np.bool_]) -> None:
        """Take away lines on the lips and close to them."""
        for number in range(len(self._items)):
            lips = self._where(
                number, lambda at: np.asarray((np.abs((at - _MOUTH_M) / _LIPS_M) < 1).all(axis=1))
            )
            rows, columns = np.nonzero(lips)
            if len(rows):
                near = round(2 * self._ppu)
                box = tuple(
                    slice(max(int(side.min()) - near, 0), int(side.max()) + near + 1)
                    for side in (rows, columns)
                )
                lines[box] &= ~binary_dilation(lips[box], iterations=near)

    def _where(self, number: int, held: Callable[[Floats], NDArray[np.bool_]]) -> NDArray[np.bool_]:
        """Where a part of the skin is seen that is said by its places on the reference body."""
        item, mask = self._items[number], self._masks[number]
        out: NDArray[np.bool_] = np.zeros_like(mask)
        if item.face is not None and item.rest_m is not None and mask.any():
            out[mask] = self._interpolate(number, held(item.rest_m).astype(float)) > 0.5
        return out

    def _lines(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
        """The ink of the things, of the person, and the lines between fingers and toes."""
        item, depth = self._buffers.item, self._buffers.depth_m
        is_shadow = np.array([i.group == "shadow" for i in self._items] + [False])
        is_body = np.array([i.group == "body" for i in self._items] + [False])
        # A shadow has no outline of its own: to the lines it is the ground it lies on.
        ground = self._shadow_ground()
        shown = np.where(is_shadow[item], ground, item)
        facet = np.where(is_shadow[item], -2, self._facet)
        hair = np.array([i.colour == "hair" for i in self._items] + [False])
        outline, inner, digits, prop, sure, maybe, height = edges(
            shown,
            facet,
            item,
            depth,
            self._normals,
            is_body,
            hair,
            1.0 / (self._camera.scale * self._ppu),
            _STEP_SURE_M,
            _STEP_MAYBE_M,
        )
        inner |= _continued(sure, maybe, round(_FOLD_UNITS * self._ppu))
        # Dots that hang together with nothing.
        inner &= _without_specks(outline | inner, _FOLD_UNITS * self._ppu)
        # The body's lips stand a little open; the face has a stroke for the mouth.
        self._clear_mouth(inner)
        self._clear_mouth(digits)
        fine = self._fine()
        pen = self._ppu / 2
        # Away from the light an outline is heavier, as a brush would leave it.
        turned = gaussian_filter(self._normals @ _LIGHT.astype(np.float32), 4 * self._ppu)
        around = (_OUTLINE_UNITS + (_OUTLINE_FINE_UNITS - _OUTLINE_UNITS) * fine) * pen
        around *= 1.0 - _WEIGHED * turned
        # A fold runs out thin where it ends.
        depth_share = np.clip((height - _STEP_MAYBE_M) / (_STEP_FULL_M - _STEP_MAYBE_M), 0, 1)
        within = (_INNER_UNITS + (_INNER_FINE_UNITS - _INNER_UNITS) * fine) * pen
        within *= _THIN + (1 - _THIN) * depth_share
        lines = thickened(outline, around) | thickened(inner & ~outline, within)
        between = thickened(digits, np.full_like(fine, _DIGIT_UNITS * pen)) & ~lines
        return (
            thickened(prop, np.full_like(fine, _PROP_UNITS * pen)) & ~lines,
            lines,
            between,
        )

    def _fine(self) -> NDArray[np.float32]:
        """How thin the lines are, 0 to 1."""
        out = np.zeros(self._facet.shape, np.float32)
        for k, item in enumerate(self._items):
            if item.fine is not None and self._masks[k].any():
                out[self._masks[k]] = np.clip(self._interpolate(k, item.fine), 0, 1)
        return out

    def _shadow_ground(self) -> NDArray[np.int32]:
        """For each shadow pixel, the item that carries the shadow (or nothing)."""
        carriers = [k for k, i in enumerate(self._items) if i.colour == "mat"]
        on_mat = np.array(
            [carriers[0] if carriers and i.colour == "mat_shade" else -1 for i in self._items]
            + [-1],
            np.int32,
        )
        return on_mat[self._buffers.item]


def _continued(sure: NDArray[np.bool_], maybe: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """Weak edges that hang together with a sure one, without the very short ones."""
    parts, count = label(maybe, structure=np.ones((3, 3)))
    if count == 0:
        return maybe
    found = np.nonzero(maybe)
    index = parts[found]
    strong = np.bincount(index, weights=sure[found], minlength=count + 1) > 2
    long_enough = np.bincount(index, minlength=count + 1) > least
    kept = np.zeros(maybe.shape, bool)
    kept[found] = (strong & long_enough)[index]
    return kept


def _without_specks(mask: NDArray[np.bool_], least: float) -> NDArray[np.bool_]:
    parts, count = label(mask, structure=np.ones((3, 3)))
    sizes = np.bincount(parts.ravel(), minlength=count + 1)
    keep = sizes >= least
    keep[0] = False
    kept: NDArray[np.bool_] = keep[parts]
    return kept
