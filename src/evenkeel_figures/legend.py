"""The marks by themselves, for the legend: the same shapes as in the pictures."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from evenkeel_figures.arrows import KINDS, mark_shape
from evenkeel_figures.geometry import Floats

#: Each is drawn in a frame of this size.
SIZE_UNITS = (180, 110)
#: Beside the marks: where it is felt, and where a movement begins.
AREAS = ("felt", "ghost")
NAMES = (*KINDS, *AREAS)
#: The middle line of each mark, from tail to tip.
_LINES: Mapping[str, tuple[tuple[float, float], tuple[float, float]]] = {
    "move": ((24, 92), (156, 26)),
    "press": ((20, 55), (112, 55)),
    "gap": ((26, 55), (154, 55)),
    "breath": ((18, 55), (162, 55)),
}
_WAVE_UNITS = 11.0
#: Rings of the glow: size against the largest, and opacity.
_RINGS = ((1.0, 0.26), (0.78, 0.32), (0.55, 0.38), (0.32, 0.42))


def legend_svg(name: str, colours: Mapping[str, str]) -> str:
    """One entry of the legend as the text of an SVG.

    Args:
        name: one of `NAMES`.
        colours: palette name → ``#rrggbb``.

    Raises:
        KeyError: there is no such entry.
    """
    width, height = SIZE_UNITS
    if name in KINDS:
        t = np.linspace(0, 1, 61)[:, None]
        start, end = (np.array(point, float) for point in _LINES[name])
        stroke = mark_shape(name, start + (end - start) * t, _WAVE_UNITS)
        inside = f'<path fill="{colours[stroke.fill]}" d="{stroke.path}"/>\n'
    elif name == "felt":
        oval = _oval(width / 2, height / 2, 78, 46)
        cloth = _path(_oval(width / 2, height / 2, 88, 53))
        inside = f'<path fill="{colours["leggings"]}" d="{cloth}"/>\n'
        middle = np.array([width / 2, height / 2])
        inside += "".join(
            f'<path fill="{colours["glow"]}" fill-opacity="{opacity}" '
            f'd="{_path(middle + (oval - middle) * size)}"/>\n'
            for size, opacity in _RINGS
        )
    else:
        rim, area = (
            _path(_oval(width / 2, height / 2, 84, 48)),
            _oval(width / 2, height / 2, 82, 46),
        )
        inside = f'<path fill="{colours["ghost_line"]}" d="{rim}"/>\n'
        inside += f'<path fill="{colours[AREAS[1]]}" d="{_path(area)}"/>\n'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">\n'
    return f"{head}{inside}</svg>\n"


def _oval(x: float, y: float, across: float, down: float) -> Floats:
    turn = np.linspace(0, 2 * np.pi, 49)[:-1]
    return np.stack([x + across * np.cos(turn), y + down * np.sin(turn)], axis=1)


def _path(points: Floats) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"
