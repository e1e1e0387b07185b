"""Layers → one SVG that QtSvg draws: plain paths, one colour each, in named groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_erosion, distance_transform_edt

from evenkeel_figures.inset import Inset
from evenkeel_figures.pen import filled
from evenkeel_figures.scene import FACE, FACE_BLUR_UNITS, Layers
from evenkeel_figures.trace import Box, path_data

#: Opacity of the rings of the glow, widest first.
_GLOW_OPACITY = (0.07, 0.09, 0.12, 0.15, 0.18, 0.20, 0.22, 0.25)
#: Lines and areas that are larger (units) are drawn in parts of about this size: a painter goes
#: through a whole path for every few rows and looks along whole rows of it, so that one large path
#: takes several times as long as its parts.
_LINES_SIZE, _AREA_SIZE = 140.0, 200.0
#: An area whose border is no longer than this, as a part of that of a box round it, is drawn whole.
_PLAIN = 1.6
#: Parts reach so far (units) over their border, so that nothing shows between them. A line of a
#: small picture is thinner than a pixel: where two parts of it lie over each other, a dot shows.
_LINES_OVER, _AREA_OVER = 1.0, 8.0

#: How thick the frame of a close-up is, and the line that leads to it.
_FRAME_UNITS, _LEADER_UNITS = 4.0, 2.0
#: Eyes and the like must not be lost: the smallest area (square units) of their colours.
_LEAST = dict.fromkeys(FACE, 2.0)
#: How thick the line round a ghost is.
_RIM_UNITS = 1.8

_NUMBER = re.compile(r"-?[\d.]+")


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ready-made vector shape.

    Attributes:
        path: path data in frame units: closed outlines of straight lines between absolute points.
        fill: palette name.
        halo_units: width of the halo drawn under it; 0 for none.
    """

    path: str
    fill: str
    halo_units: float = 0.0

    def moved(self, right: float, down: float) -> Stroke:
        """The same shape somewhere else."""
        numbers = iter(np.array([right, down] * (len(_NUMBER.findall(self.path)) // 2)))
        path = _NUMBER.sub(lambda found: f"{float(found[0]) + next(numbers):.1f}", self.path)
        return replace(self, path=path)


def svg_text(
    layers: Layers,
    arrows: Sequence[Stroke],
    ghost: NDArray[np.bool_] | None,
    *,
    colours: Mapping[str, str],
    attributes: Mapping[str, str],
    size: tuple[int, int],
    pixels_per_unit: float,
    closer: Sequence[tuple[Inset, Layers, Sequence[Stroke]]] = (),
) -> str:
    """The whole document.

    Args:
        layers: what the person and the things look like.
        arrows: drawn over everything.
        ghost: where the body was at the start, drawn over the things and under the person; None
            for no ghost.
        colours: palette name → ``#rrggbb``.
        attributes: ``data-…`` attributes of the root.
        size: width and height of the frame in units.
        pixels_per_unit: raster pixels per unit of the layers' images.
        closer: close-ups, each with what it shows and the marks in it.
    """
    fine = FACE_BLUR_UNITS * pixels_per_unit

    def area(
        mask: NDArray[np.bool_],
        name: str,
        opacity: float = 1.0,
        least: float = 14.0,
        corner: tuple[float, float] = (0.0, 0.0),
    ) -> str:
        faint = f' fill-opacity="{opacity}"' if opacity < 1 else ""
        # Where two faint parts lie over each other it would be seen.
        cut = opacity == 1 and _winding(mask) > _PLAIN
        most = _AREA_SIZE * pixels_per_unit if cut else max(mask.shape)
        return "".join(
            f'<path fill="{colours[name]}"{faint} fill-rule="evenodd" d="{data}"/>\n'
            for part in parts(mask, most, _AREA_OVER * pixels_per_unit)
            if (data := path_data(mask, pixels_per_unit,
                                  blur_px=(fine if name in FACE else 0.9 * pixels_per_unit),
                                  min_area=least, within=part, corner=corner))
        )  # fmt: skip

    def lines(
        mask: NDArray[np.bool_],
        blur: float = 0.95,
        least: float = 9.0,
        corner: tuple[float, float] = (0.0, 0.0),
    ) -> str:
        return "".join(
            f'<path fill="{colours["ink"]}" fill-rule="evenodd" d="{data}"/>\n'
            for part in parts(mask, _LINES_SIZE * pixels_per_unit, _LINES_OVER * pixels_per_unit)
            if (data := path_data(mask, pixels_per_unit, blur_px=blur * pixels_per_unit,
                                  min_area=least, tolerance=0.4, within=part, corner=corner))
        )  # fmt: skip

    def close_up(inset: Inset, shown: Layers, marks: Sequence[Stroke]) -> str:
        ppu, at = pixels_per_unit, inset.corner
        disc = inset.disc(ppu)
        out = [_leader(inset, colours["ink"]), area(disc, "halo", corner=at)]
        inner = inset.disc(ppu, _FRAME_UNITS)
        for name, mask in [*shown.props.items(), *shown.body.items()]:
            out.append(area(mask & inner, name, least=_LEAST.get(name, 14.0), corner=at))
        for mask, opacity in zip(shown.glow, _GLOW_OPACITY, strict=False):
            out.append(area(mask & inner, "glow", opacity, corner=at))
        ink = shown.prop_lines | shown.body_lines
        out.append(lines((ink & inner) | (disc & ~inner), corner=at))
        for stroke in marks:
            inside = stroke.moved(*at)
            out.append(area(halo(inside, size, ppu), "halo"))
            out.append(f'<path fill="{colours[inside.fill]}" d="{inside.path}"/>\n')
        return "".join(out)

    width, height = size
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"']
    out += [f' {key}="{value}"' for key, value in attributes.items()]
    out.append(">\n")
    out.append('<g id="props">\n')
    out += [area(mask, name) for name, mask in _carried_on(layers).items()]
    out.append(lines(layers.prop_lines))
    out.append("</g>\n")
    if ghost is not None:
        rim = ghost & ~binary_erosion(ghost, iterations=round(_RIM_UNITS * pixels_per_unit))
        out.append(f'<g id="ghost">\n{area(ghost, "ghost")}{area(rim, "ghost_line")}</g>\n')
    out.append('<g id="body">\n')
    out += [area(mask, name, least=_LEAST.get(name, 14.0)) for name, mask in layers.body.items()]
    out.append('<g id="glow">\n')
    out += [area(m, "glow", o) for m, o in zip(layers.glow, _GLOW_OPACITY, strict=False)]
    out.append('</g>\n<g id="lines">\n')
    out += [lines(layers.body_lines), lines(layers.face_lines, FACE_BLUR_UNITS, 2.0)]
    out.append('</g>\n</g>\n<g id="arrows">\n')
    halos = [halo(stroke, size, pixels_per_unit) for stroke in arrows if stroke.halo_units]
    out += [area(mask, "halo") for mask in halos]
    out += [f'<path fill="{colours[s.fill]}" d="{s.path}"/>\n' for s in arrows]
    out += [close_up(*one) for one in closer]
    out.append("</g>\n</svg>\n")
    return "".join(out)


def _leader(inset: Inset, ink: str) -> str:
    """A ring round the place, and a line from it to its close-up."""
    start, end = inset.leader()
    across = np.array([-(end - start)[1], (end - start)[0]])
    across *= _LEADER_UNITS / 2 / max(float(np.hypot(*across)), 1e-9)
    line = np.array([start - across, end - across, end + across, start + across])
    turn = np.linspace(0, 2 * np.pi, 49)[:-1]
    round_it = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    rings = [np.array(inset.at) + round_it * (inset.near + r) for r in (0, -_LEADER_UNITS)]
    data = "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in outline) + "z" for outline in [*rings, line]
    )
    return f'<path fill="{ink}" fill-rule="evenodd" d="{data}"/>\n'


def _carried_on(layers: Layers) -> dict[str, NDArray[np.bool_]]:
    """The things, carried on under what is drawn over them where their borders get shorter."""
    covered = np.any(list(layers.body.values()), axis=0)
    out: dict[str, NDArray[np.bool_]] = {}
    for name, mask in reversed(layers.props.items()):
        out[name] = shorter(mask, covered)
        covered = covered | mask
    return dict(reversed(out.items()))


def shorter(mask: NDArray[np.bool_], covered: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """An area, or more of it where that has a shorter border.

    Most of what is seen of a mat ends at the outline of the person on it; drawn on under them, it
    takes half the time to paint.

    Args:
        mask: what is seen of the area.
        covered: what is drawn over it.
    """
    more = mask | (covered & hull(mask))
    return more if _border(more) < _border(mask) else mask


def _border(mask: NDArray[np.bool_]) -> int:
    return int((mask[1:] != mask[:-1]).sum() + (mask[:, 1:] != mask[:, :-1]).sum())


def _winding(mask: NDArray[np.bool_]) -> float:
    """How long the border is, as a part of that of a box round it."""
    rows, columns = np.nonzero(mask)
    if not len(rows):
        return 0.0
    return float(_border(mask) / (2 * (np.ptp(rows) + np.ptp(columns) + 2)))


def hull(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The smallest area without a bay that holds an image's."""
    columns = np.nonzero(mask.any(axis=0))[0]
    if not len(columns):
        return mask
    first = mask.argmax(axis=0)[columns]
    last = len(mask) - 1 - mask[::-1].argmax(axis=0)[columns]
    inner = np.arange(columns[0], columns[-1] + 1)
    top, bottom = (
        sign * np.interp(inner, *_lowest(columns, sign * rows).T)
        for sign, rows in ((1, first), (-1, last))
    )
    rows = np.arange(len(mask))[:, None]
    out = np.zeros_like(mask)
    out[:, inner] = (rows >= top - 1e-9) & (rows <= bottom + 1e-9)
    return out


def _lowest(x: NDArray[np.int64], y: NDArray[np.int64]) -> NDArray[np.int64]:
    """The points under which none lies between two others (Andrew 1979); ``x`` rises."""
    kept: list[tuple[int, int]] = []
    for point in zip(x.tolist(), y.tolist(), strict=True):
        while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return np.array(kept)


def _turn(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> int:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def halo(stroke: Stroke, size: tuple[int, int], pixels_per_unit: float) -> NDArray[np.bool_]:
    """All that is as near to a shape as its halo is wide, as an image of the frame.

    Qt takes ten times as long to draw a wide line round the shape.
    """
    width, height = (round(length * pixels_per_unit) for length in size)
    inside = np.zeros((height, width), bool)
    for outline in stroke.path.split("M")[1:]:
        points = np.array(_NUMBER.findall(outline), float).reshape(-1, 2) * pixels_per_unit
        inside |= filled(points, inside.shape)
    reach = stroke.halo_units * pixels_per_unit / 2
    near = np.zeros_like(inside)
    if inside.any():
        box = tuple(
            slice(max(int(side.min() - reach) - 2, 0), int(side.max() + reach) + 3)
            for side in np.nonzero(inside)
        )
        near[box] = distance_transform_edt(~inside[box]) <= reach
    return near


def parts(mask: NDArray[np.bool_], size_px: float, over_px: float) -> Iterator[Box]:
    """What an image is drawn in: rows and columns, from left to right and from top to bottom.

    Args:
        mask: what is drawn.
        size_px: how wide and high a part may be, about.
        over_px: how far parts reach beyond their borders.
    """
    for columns in _strips(mask, size_px, over_px):
        for rows in _strips(mask[:, columns].T, size_px, over_px):
            yield rows, columns


def _strips(mask: NDArray[np.bool_], wide_px: float, over_px: float) -> Iterator[slice]:
    """Ranges of columns."""
    there = np.nonzero(mask.any(axis=0))[0]
    if not len(there):
        return
    low, high = int(there[0]), int(there[-1]) + 1
    count = max(1, round((high - low) / wide_px))
    over = round(over_px)
    for k in range(count):
        # Before the first and after the last nothing is cut off.
        begin = low + (high - low) * k // count - over if k else 0
        end = low + (high - low) * (k + 1) // count + over if k + 1 < count else mask.shape[1]
        yield slice(max(begin, 0), end)
