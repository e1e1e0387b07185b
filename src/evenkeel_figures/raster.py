"""Orthographic z-buffer: which triangle is seen at every pixel."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from evenkeel_figures.geometry import Floats, Ints


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
