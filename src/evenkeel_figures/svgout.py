"""Layers → one SVG that QtSvg draws: plain paths, one colour each, in named groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenkeel_figures.scene import Layers
from evenkeel_figures.trace import path_data

#: Opacity of the rings of the glow, widest first.
_GLOW_OPACITY = (0.45, 0.55, 0.75)
#: Opacity where it is felt on the far side of the body.
_BEHIND_OPACITY = 0.55


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
        data = path_data(mask, pixels_per_unit, blur_px=0.9 * pixels_per_unit, min_area=least)
        if not data:
            return ""
        faint = f' fill-opacity="{opacity}"' if opacity < 1 else ""
        return f'<path fill="{colours[name]}"{faint} fill-rule="evenodd" d="{data}"/>\n'

    def lines(mask: NDArray[np.bool_]) -> str:
        data = path_data(
            mask, pixels_per_unit, blur_px=0.95 * pixels_per_unit, min_area=9.0, tolerance=0.4
        )
        return f'<path fill="{colours["ink"]}" fill-rule="evenodd" d="{data}"/>\n' if data else ""

    width, height = size
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"']
    out += [f' {key}="{value}"' for key, value in attributes.items()]
    out.append(">\n")
    if ghost is not None:
        out.append(f'<g id="ghost">\n{area(ghost, "ghost", 0.6)}</g>\n')
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
