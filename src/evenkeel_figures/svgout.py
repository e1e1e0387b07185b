"""Layers → one SVG that QtSvg draws: plain paths, one colour each, in named groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenkeel_figures.scene import Layers
from evenkeel_figures.trace import path_data

#: Opacity of the rings of the glow, widest first.
_GLOW_OPACITY = (0.45, 0.55, 0.75)
#: Opacity where it is felt on the far side of the body.
_BEHIND_OPACITY = 0.55
#: Lines and areas that are wider (units) are drawn in parts of about this width: a painter looks
#: along whole rows of a path, so that one wide path takes several times as long as its parts.
_LINES_WIDE, _AREA_WIDE = 140.0, 280.0
#: Parts reach so far (units) over their border: a pixel of the smallest picture, so that nothing
#: shows between them.
_LINES_OVER, _AREA_OVER = 4.0, 8.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ready-made vector shape.

    Attributes:
        path: path data in frame units.
        fill: palette name.
        halo_units: width of the halo drawn under it; 0 for none.
    """

    path: str
    fill: str
    halo_units: float = 0.0


def svg_text(
    layers: Layers,
    arrows: Sequence[Stroke],
    ghost: NDArray[np.bool_] | None,
    *,
    colours: Mapping[str, str],
    attributes: Mapping[str, str],
    size: tuple[int, int],
    pixels_per_unit: float,
) -> str:
    """The whole document.

    Args:
        layers: what the person and the things look like.
        arrows: drawn over everything.
        ghost: where the body was at the start, drawn behind everything; None for no ghost.
        colours: palette name → ``#rrggbb``.
        attributes: ``data-…`` attributes of the root.
        size: width and height of the frame in units.
        pixels_per_unit: raster pixels per unit of the layers' images.
    """

    def area(mask: NDArray[np.bool_], name: str, opacity: float = 1.0, least: float = 14.0) -> str:
        faint = f' fill-opacity="{opacity}"' if opacity < 1 else ""
        # Where two faint parts lie over each other it would be seen.
        wide = _AREA_WIDE * pixels_per_unit if opacity == 1 else mask.shape[1]
        return "".join(
            f'<path fill="{colours[name]}"{faint} fill-rule="evenodd" d="{data}"/>\n'
            for part in parts(mask, wide, _AREA_OVER * pixels_per_unit)
            if (data := path_data(part, pixels_per_unit, blur_px=0.9 * pixels_per_unit,
                                  min_area=least))
        )  # fmt: skip

    def lines(mask: NDArray[np.bool_]) -> str:
        return "".join(
            f'<path fill="{colours["ink"]}" fill-rule="evenodd" d="{data}"/>\n'
            for part in parts(mask, _LINES_WIDE * pixels_per_unit, _LINES_OVER * pixels_per_unit)
            if (data := path_data(part, pixels_per_unit, blur_px=0.95 * pixels_per_unit,
                                  min_area=9.0, tolerance=0.4))
        )  # fmt: skip

    width, height = size
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"']
    out += [f' {key}="{value}"' for key, value in attributes.items()]
    out.append(">\n")
    if ghost is not None:
        out.append(f'<g id="ghost">\n{area(ghost, "ghost")}</g>\n')
    out.append('<g id="props">\n')
    out += [area(mask, name) for name, mask in layers.props.items()]
    out.append(lines(layers.prop_lines))
    out.append('</g>\n<g id="body">\n')
    small = {"eye_white": 3.0, "lip": 4.0, "brow": 4.0, "skin_line": 4.0}
    out += [area(mask, name, least=small.get(name, 14.0)) for name, mask in layers.body.items()]
    out.append('<g id="glow">\n')
    out.append(area(layers.glow_behind, "glow", _BEHIND_OPACITY, least=60.0))
    out += [area(m, "glow", o) for m, o in zip(layers.glow, _GLOW_OPACITY, strict=False)]
    out.append('</g>\n<g id="lines">\n')
    out.append(lines(layers.body_lines))
    out.append('</g>\n</g>\n<g id="arrows">\n')
    for stroke in arrows:
        if stroke.halo_units:
            out.append(
                f'<path fill="{colours["halo"]}" stroke="{colours["halo"]}" '
                f'stroke-width="{stroke.halo_units}" stroke-linejoin="round" d="{stroke.path}"/>\n'
            )
    out += [f'<path fill="{colours[s.fill]}" d="{s.path}"/>\n' for s in arrows]
    out.append("</g>\n</svg>\n")
    return "".join(out)


def parts(mask: NDArray[np.bool_], wide_px: float, over_px: float) -> Iterator[NDArray[np.bool_]]:
    """The image from left to right in parts of about this width.

    Args:
        mask: what is drawn.
        wide_px: how wide a part may be, about.
        over_px: how far parts reach beyond their borders.
    """
    columns = np.nonzero(mask.any(axis=0))[0]
    if not len(columns):
        return
    low, high = int(columns[0]), int(columns[-1]) + 1
    count = max(1, round((high - low) / wide_px))
    over = round(over_px)
    for k in range(count):
        begin = low + (high - low) * k // count - over
        end = low + (high - low) * (k + 1) // count + over
        part = np.zeros_like(mask)
        part[:, max(begin, 0) : end] = mask[:, max(begin, 0) : end]
        yield part
