"""Orthographic z-buffer: which triangle is seen at every pixel."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from evenkeel_figures.geometry import Floats, Ints

#: As the facet of skin: no ink is drawn within it.
SOFT = 1000
#: From this facet on each is a leg, and between two of them is a line.
LEG = 2000


@dataclass(frozen=True, slots=True)
class Camera:
    """An orthographic view.

    Attributes:
        view: rows are the directions right, up and toward the viewer.
        centre_m: what lies in the middle of the frame, in view coordinates (right, up).
        scale: frame units per metre.
        width: frame width in units.
        height: frame height in units.
    """

    view: Floats
    centre_m: tuple[float, float]
    scale: float
    width: float = 1200.0
    height: float = 800.0

    def project(self, points_m: Floats) -> Floats:
        """World points → (x, y) in frame units, y downward, and depth toward the viewer in m."""
        seen = points_m @ self.view.T
        out = np.empty_like(seen)
        out[..., 0] = (seen[..., 0] - self.centre_m[0]) * self.scale + self.width / 2
        out[..., 1] = self.height / 2 - (seen[..., 1] - self.centre_m[1]) * self.scale
        out[..., 2] = seen[..., 2]
        return out


def view_matrix(azimuth_deg: float, elevation_deg: float) -> Floats:
    """View axes. Azimuth 0 looks at the front of a standing person, 90 at the LEFT side."""
    a, e = np.radians(azimuth_deg), np.radians(elevation_deg)
    toward = np.array([np.cos(e) * np.sin(a), -np.cos(e) * np.cos(a), np.sin(e)])
    right = np.cross([0.0, 0.0, 1.0], toward)
    right /= np.linalg.norm(right)
    return np.stack([right, np.cross(toward, right), toward])


@dataclass(slots=True)
class Buffers:
    """What the rasteriser fills; all arrays have the shape (rows, columns).

    Attributes:
        item: number of the visible item, -1 where nothing is.
        triangle: number of the visible triangle within its item.
        bary_b: barycentric weight of the triangle's second corner.
        bary_c: barycentric weight of the third corner.
        depth_m: depth toward the viewer.
    """

    item: NDArray[np.int32]
    triangle: NDArray[np.int32]
    bary_b: NDArray[np.float32]
    bary_c: NDArray[np.float32]
    depth_m: Floats

    @classmethod
    def empty(cls, rows: int, columns: int) -> Buffers:
        """Buffers that show nothing."""
        shape = (rows, columns)
        return cls(
            item=np.full(shape, -1, np.int32),
            triangle=np.zeros(shape, np.int32),
            bary_b=np.zeros(shape, np.float32),
            bary_c=np.zeros(shape, np.float32),
            depth_m=np.full(shape, -1e9),
        )

    def draw(
        self, item: int, pixels: Floats, faces: Ints, keep: Floats, bias_m: float = 0.0
    ) -> None:
        """Draw one mesh.

        Args:
            item: the number to write.
            pixels: (x, y, depth) of each vertex in pixels and metres.
            faces: triangles.
            keep: a value for each vertex; where its interpolation is negative nothing is drawn.
            bias_m: moves the mesh toward the viewer in depth only.
        """
        _fill(
            item,
            np.ascontiguousarray(pixels),
            faces,
            keep,
            bias_m,
            self.item,
            self.triangle,
            self.bary_b,
            self.bary_c,
            self.depth_m,
        )


@numba.njit(cache=True)
def _fill(number, pixels, faces, keep, bias, item, triangle, bary_b, bary_c, depth):  # type: ignore[no-untyped-def]
    rows, columns = depth.shape
    for t in range(faces.shape[0]):
        a, b, c = faces[t, 0], faces[t, 1], faces[t, 2]
        if keep[a] < 0 and keep[b] < 0 and keep[c] < 0:
            continue
        ax, ay, bx, by = pixels[a, 0], pixels[a, 1], pixels[b, 0], pixels[b, 1]
        cx, cy = pixels[c, 0], pixels[c, 1]
        area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        if abs(area) < 1e-9:
            continue
        x0, x1 = max(int(min(ax, bx, cx)), 0), min(int(max(ax, bx, cx)) + 2, columns)
        y0, y1 = max(int(min(ay, by, cy)), 0), min(int(max(ay, by, cy)) + 2, rows)
        for y in range(y0, y1):
            py = y + 0.5
            for x in range(x0, x1):
                px = x + 0.5
                w0 = ((bx - px) * (cy - py) - (by - py) * (cx - px)) / area
                w1 = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) / area
                w2 = 1.0 - w0 - w1
                if w0 < -1e-6 or w1 < -1e-6 or w2 < -1e-6:
                    continue
                if w0 * keep[a] + w1 * keep[b] + w2 * keep[c] < 0:
                    continue
                z = w0 * pixels[a, 2] + w1 * pixels[b, 2] + w2 * pixels[c, 2] + bias
                if z > depth[y, x]:
                    depth[y, x] = z
                    item[y, x] = number
                    triangle[y, x] = t
                    bary_b[y, x] = w1
                    bary_c[y, x] = w2


@numba.njit(cache=True)
def interpolated(values, faces, triangle, bary_b, bary_c):  # type: ignore[no-untyped-def]
    """Values at the corners of ``triangle``, weighed for each of its seen points.

    Args:
        values: one row for each vertex.
        faces: triangles.
        triangle: the triangle of each point.
        bary_b: weight of its second corner.
        bary_c: weight of its third corner.
    """
    out = np.empty((len(triangle), values.shape[1]))
    for k in range(len(triangle)):
        one, two, three = faces[triangle[k]]
        b, c = np.float64(bary_b[k]), np.float64(bary_c[k])
        for j in range(values.shape[1]):
            out[k, j] = values[one, j] * (1 - b - c) + values[two, j] * b + values[three, j] * c
    return out


@numba.njit(cache=True)
def thickened(edges, radius):  # type: ignore[no-untyped-def]
    """The image with a disc round everything that is set, as large as ``radius`` is there."""
    rows, columns = edges.shape
    out = np.zeros((rows, columns), np.bool_)
    for y in range(rows):
        for x in range(columns):
            if not edges[y, x]:
                continue
            r = max(np.float64(radius[y, x]), 0.5)
            reach = int(np.ceil(r))
            for dy in range(-reach, reach + 1):
                for dx in range(-reach, reach + 1):
                    v, u = y + dy, x + dx
                    if dx * dx + dy * dy <= r * r and 0 <= v < rows and 0 <= u < columns:
                        out[v, u] = True
    return out


@numba.njit(cache=True)
def summed_normals(vertices, faces):  # type: ignore[no-untyped-def]
    """Area-weighted unit normals, one for each vertex."""
    across = np.empty((len(faces), 3))
    for n, face in enumerate(faces):
        a, b, c = vertices[face[0]], vertices[face[1]], vertices[face[2]]
        p0, p1, p2 = b[0] - a[0], b[1] - a[1], b[2] - a[2]
        q0, q1, q2 = c[0] - a[0], c[1] - a[1], c[2] - a[2]
        across[n, 0], across[n, 1], across[n, 2] = (
            p1 * q2 - p2 * q1,
            p2 * q0 - p0 * q2,
            p0 * q1 - p1 * q0,
        )
    normals = np.zeros_like(vertices)
    for corner in range(3):
        for n in range(len(faces)):
            k = faces[n, corner]
            for j in range(3):
                normals[k, j] += across[n, j]
    for k in range(len(normals)):
        length = (normals[k, 0] ** 2 + normals[k, 1] ** 2 + normals[k, 2] ** 2) ** 0.5
        normals[k] /= max(length, 1e-12)
    return normals


@numba.njit(cache=True)
def edges(  # type: ignore[no-untyped-def]  # noqa: C901 - one pass
    shown, facet, item, depth, normals, is_body, is_hair, pixel_m, sure_m, maybe_m
):
    """Where something ends, on the nearer side of each border between two pixels.

    Args:
        shown: what lies at each pixel, shadows as the ground they lie on.
        facet: the flat side of a thing, or the finger or toe of a person (`SOFT` on the head, 0
            elsewhere); -2 where it does not matter.
        item: the visible item.
        depth: depth toward the viewer in m.
        normals: seen normals in view axes.
        is_body: for each item whether it is of the person; the last entry stands for nothing.
        is_hair: for each item whether it is hair; likewise.
        pixel_m: size of a pixel.
        sure_m: a step in depth that certainly is an edge.
        maybe_m: one that is an edge where it continues one.

    Returns:
        Outlines of the person, lines within it, lines between fingers or toes, lines of things,
        sure and possible steps, and how high (m) each step is.
    """
    rows, columns = item.shape
    outline = np.zeros((rows, columns), np.bool_)
    inner = np.zeros((rows, columns), np.bool_)
    digits = np.zeros((rows, columns), np.bool_)
    prop = np.zeros((rows, columns), np.bool_)
    sure = np.zeros((rows, columns), np.bool_)
    maybe = np.zeros((rows, columns), np.bool_)
    height = np.zeros((rows, columns), np.float32)
    least = np.float32(0.22)
    for axis in range(2):
        component = 1 - axis
        sign = np.float32(1.0 if axis == 0 else -1.0)
        for y in range(rows - (axis == 0)):
            for x in range(columns - (axis == 1)):
                v, u = (y + 1, x) if axis == 0 else (y, x + 1)
                here_body, there_body = is_body[item[y, x]], is_body[item[v, u]]
                near_here = depth[y, x] >= depth[v, u]
                person = here_body if near_here else there_body
                both = here_body and there_body
                differ = shown[y, x] != shown[v, u]
                j, i = (y, x) if near_here else (v, u)
                step = abs(depth[v, u] - depth[y, x])
                if differ:
                    if both:
                        # At the hairline the colour changes, and nothing ends.
                        if is_hair[item[y, x]] != is_hair[item[v, u]] and step < 3.0 * sure_m:
                            continue
                        inner[j, i] = True
                        height[j, i] = max(height[j, i], step, sure_m)
                    elif person:
                        outline[j, i] = True
                    else:
                        prop[j, i] = True
                    continue
                one, two = facet[y, x], facet[v, u]
                if one != two and one != -2 and two != -2 and not person:
                    prop[j, i] = True
                if not both:
                    continue
                if one != two and one >= LEG and two >= LEG:
                    inner[j, i] = True
                    height[j, i] = max(height[j, i], step, sure_m)
                    continue
                if (
                    one != two
                    and 0 < one < SOFT
                    and 0 < two < SOFT
                    and (one - 1) // 5 == (two - 1) // 5
                ):
                    digits[j, i] = True
                    continue
                # Depth that the slopes on both sides do not explain.
                a = sign * normals[y, x, component] / max(normals[y, x, 2], least)
                b = sign * normals[v, u, component] / max(normals[v, u, 2], least)
                expected = (a + b) / np.float32(2) * np.float32(pixel_m)
                jump = abs(depth[v, u] - depth[y, x] - expected)
                if one == SOFT and two == SOFT:
                    # Within the head, ears and nose have softer lines than ink.
                    if jump > 0.5 * sure_m:
                        digits[j, i] = True
                    continue
                if jump > sure_m:
                    sure[j, i] = True
                if jump > maybe_m:
                    maybe[j, i] = True
                    height[j, i] = max(height[j, i], jump)
    return outline, inner, digits, prop, sure, maybe, height
