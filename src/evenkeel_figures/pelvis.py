"""The pelvis from behind, on which the sore side is chosen: drawn as vectors, not posed.

All points are given for the right half (x > 600) of a 1200×800 frame and mirrored, so the
picture is symmetric. Seen from behind, the reader's left is on the left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Points: TypeAlias = Sequence[tuple[float, float]]

_ROOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" '
    'data-exercise="pelvis" data-picture="behind" data-side="none" data-limb="none">\n'
)

_MIDDLE = 600.0
#: Outline of waist, hip and thigh, from the top down.
_FLANK = [
    (786, 36), (778, 110), (772, 180), (790, 262), (832, 350), (872, 440), (898, 530), (908, 620),
    (902, 700), (890, 764),
]  # fmt: skip
#: The hip bone: crest, outer border, socket, sit bone, notch, joint with the sacrum.
_ILIUM = [
    (648, 372), (662, 334), (700, 300), (752, 284), (806, 296), (846, 336), (862, 388), (852, 432),
    (826, 468), (806, 506), (800, 540), (786, 566), (764, 590), (752, 626), (738, 664), (712, 684),
    (688, 668), (682, 634), (696, 602), (712, 570), (708, 536), (690, 512), (664, 500), (648, 478),
    (650, 430),
]  # fmt: skip
_SACRUM = [
    (600, 366), (632, 362), (652, 384), (650, 430), (640, 474), (626, 518), (614, 556), (606, 588),
    (600, 612),
]  # fmt: skip
_VERTEBRA = [
    (600, -28), (636, -30), (646, -16), (672, -22), (688, -10), (674, 2), (648, 4), (646, 24),
    (634, 32), (600, 28),
]  # fmt: skip
_CREASE = [(622, 742), (668, 752), (726, 750), (786, 728), (824, 700)]
_CLEFT = [(600, 640), (602, 690), (600, 764)]
_JOINT = [
    (642, 368), (664, 372), (678, 404), (676, 450), (664, 492), (642, 506), (626, 486), (630, 440),
    (632, 398),
]  # fmt: skip


def pelvis_svg(colours: Mapping[str, str]) -> str:
    """The text of ``pelvis/behind.svg``.

    Args:
        colours: palette name → ``#rrggbb``.
    """
    ink = colours["ink"]

    def shape(path: str, fill: str, width: float = 3.4, opacity: float = 1.0) -> str:
        faint = f' fill-opacity="{opacity}"' if opacity < 1 else ""
        line = f' stroke="{ink}" stroke-width="{width}" stroke-linejoin="round"' if width else ""
        return f'<path fill="{colours[fill]}"{faint}{line} d="{path}"/>\n'

    def line(path: str, width: float) -> str:
        return (
            f'<path fill="none" stroke="{ink}" stroke-width="{width}" stroke-linecap="round" '
            f'stroke-linejoin="round" d="{path}"/>\n'
        )

    flank_right, flank_left = _FLANK, _mirror(_FLANK)
    body = _smooth(flank_right) + " L" + _smooth(flank_left[::-1])[1:] + "z"
    ilium, sacrum, joint = _placed(_ILIUM), _placed(_SACRUM, 1.22, 0.0), _placed(_JOINT)
    out = [
        _ROOT,
        '<g id="body">\n',
        shape(body, "skin", 0),
        line(_smooth(flank_right), 5.0),
        line(_smooth(flank_left), 5.0),
        line(_smooth(_CREASE), 3.4),
        line(_smooth(_mirror(_CREASE)), 3.4),
        line(_smooth(_CLEFT), 3.4),
        "</g>\n",
        '<g id="bones">\n',
    ]
    for top in (172, 246, 320):
        vertebra = [(600 + (x - 600) * 0.95, y + top) for x, y in _VERTEBRA]
        out.append(shape(_closed([*vertebra, *_mirror(vertebra)[::-1]]), "bone"))
        spine = [(600, -8), (608, 6), (605, 36), (600, 42), (595, 36), (592, 6)]
        out.append(shape(_closed([(x, y + top) for x, y in spine]), "bone_shade", 2.4))
    out += [shape(_closed(points), "bone") for points in (ilium, _mirror(ilium))]
    out.append(shape(_closed([*sacrum, *_mirror(sacrum)[::-1]]), "bone"))
    for x, y in _placed([(622, 408), (619, 444), (616, 480), (612, 514)], 1.3, 0.0):
        out += [
            f'<ellipse cx="{hole:.1f}" cy="{y:.1f}" rx="5" ry="6.5" stroke="{ink}" '
            f'stroke-width="2" fill="{colours["bone_shade"]}"/>\n'
            for hole in (x, 2 * _MIDDLE - x)
        ]
    out.append("</g>\n")
    for name, points in (("left", _mirror(joint)), ("right", joint)):
        out.append(f'<g id="{name}">\n{shape(_closed(points), "glow", 3.0, 0.85)}</g>\n')
    out.append("</svg>\n")
    return "".join(out)


def _placed(points: Points, wide: float = 0.82, out: float = 18.0) -> list[tuple[float, float]]:
    """Bones in their place within the body: a little smaller than drawn, and further out."""
    return [(_MIDDLE + (x - _MIDDLE) * wide + out, 420 + (y - 420) * 0.86 + 12) for x, y in points]


def _mirror(points: Points) -> list[tuple[float, float]]:
    return [(2 * _MIDDLE - x, y) for x, y in points]


def _smooth(points: Points) -> str:
    """An open Catmull-Rom curve through the points, as path data."""
    p = [points[0], *points, points[-1]]
    out = [f"M{p[1][0]:.0f} {p[1][1]:.0f}"]
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        out.append(_segment(a, b, c, d))
    return "".join(out)


def _closed(points: Points) -> str:
    """A closed Catmull-Rom curve; doubled points on the middle line are taken once."""
    ring = [q for k, q in enumerate(points) if q != points[k - 1]]
    n = len(ring)
    out = [f"M{ring[0][0]:.0f} {ring[0][1]:.0f}"]
    out += [_segment(ring[k - 1], ring[k], ring[(k + 1) % n], ring[(k + 2) % n]) for k in range(n)]
    return "".join(out) + "z"


def _segment(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]
) -> str:
    one = (b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6)
    two = (c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6)
    return f"C{one[0]:.1f} {one[1]:.1f} {two[0]:.1f} {two[1]:.1f} {c[0]:.1f} {c[1]:.1f}"
