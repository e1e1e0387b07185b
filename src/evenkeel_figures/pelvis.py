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
    (806, 36), (798, 100), (806, 180), (848, 256), (896, 330), (930, 410), (954, 500), (964, 600),
    (960, 690), (950, 764),
]  # fmt: skip
#: The side that turns from the light.
_SIDE = [
    *_FLANK, (916, 764), (930, 690), (934, 600), (922, 504), (898, 420), (862, 346), (816, 270),
    (780, 186), (776, 100), (784, 36),
]  # fmt: skip
#: The hip bone: joint with the sacrum, crest, outer border, socket, sit bone, spine, notch.
_ILIUM = [
    (688, 402), (676, 372), (686, 334), (716, 300), (760, 280), (806, 280), (844, 302), (868, 340),
    (872, 382), (858, 416), (840, 444), (832, 470), (836, 496), (826, 524), (806, 548), (796, 582),
    (784, 622), (768, 656), (742, 674), (718, 662), (710, 632), (718, 600), (714, 574), (698, 560),
    (716, 544), (724, 518), (714, 498), (692, 494), (668, 492), (672, 448),
]  # fmt: skip
#: Under the crest and beside the joint the bone is hollow.
_HOLLOW = [
    (852, 352), (836, 396), (806, 428), (772, 448), (744, 470), (738, 500), (760, 512), (800, 492),
    (824, 462), (842, 424), (858, 386),
]  # fmt: skip
_CREST = [(690, 366), (706, 330), (738, 306), (774, 298), (812, 304), (840, 328), (850, 352)]
_GLUTEAL_LINE = [(792, 306), (770, 352), (744, 392), (716, 416)]
_PUBIS_ABOVE = [
    (804, 534), (752, 556), (690, 578), (636, 592), (600, 596), (600, 624), (648, 614), (704, 600),
    (762, 588), (802, 566),
]  # fmt: skip
_PUBIS_BELOW = [
    (748, 674), (704, 652), (652, 628), (600, 618), (600, 648), (640, 656), (688, 676), (728, 688),
]  # fmt: skip
#: From the shaft's outer side up over the knob of the hip and the neck, and down its inner side.
_FEMUR = [
    (894, 764), (898, 690), (906, 620), (918, 564), (930, 524), (926, 492), (906, 478), (882, 486),
    (862, 498), (842, 486), (816, 488), (806, 522), (822, 546), (846, 552), (856, 574), (844, 596),
    (840, 616), (852, 640), (852, 700), (848, 764),
]  # fmt: skip
_SACRUM = [
    (600, 366), (622, 364), (632, 350), (646, 352), (652, 366), (674, 374), (684, 402), (676, 446),
    (664, 484), (648, 518), (632, 548), (618, 572), (612, 588), (600, 590),
]  # fmt: skip
_COCCYX = [
    [(600, 594), (612, 594), (622, 600), (614, 614), (600, 616)],
    [(600, 620), (612, 621), (610, 636), (600, 638)],
    [(600, 642), (607, 643), (604, 658), (600, 660)],
]
_SACRUM_SIDE = [(676, 392), (662, 446), (644, 496), (624, 540), (640, 528), (660, 484), (674, 440)]
_HOLES = [(640, 410), (634, 446), (628, 480), (621, 512)]
_VERTEBRA = [
    (600, -26), (616, -27), (624, -40), (636, -40), (640, -26), (652, -16), (676, -22), (700, -16),
    (704, -4), (692, 4), (660, 4), (644, 10), (640, 26), (632, 38), (620, 34), (600, 22),
]  # fmt: skip
_BODY = [(600, -18), (634, -18), (640, -10), (637, 8), (642, 22), (636, 28), (600, 28)]
_SPINE = [(600, -6), (608, 4), (609, 28), (605, 42), (600, 45)]
_LUMBAR_TOPS = (122, 205, 288)
_CREASE = [(626, 742), (668, 754), (726, 752), (790, 732), (836, 700)]
_CLEFT = [(600, 668), (602, 710), (600, 764)]
_FURROW = [(600, 36), (601, 60), (600, 84)]
_JOINT = [
    (672, 364), (690, 372), (698, 404), (692, 448), (680, 490), (662, 508), (650, 494), (658, 448),
    (666, 402),
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

    def soft(points: Points, width: float = 3.0, colour: str = "skin_line") -> str:
        return "".join(
            f'<path fill="none" stroke="{colours[colour]}" stroke-width="{width}" '
            f'stroke-linecap="round" d="{_smooth(one)}"/>\n'
            for one in (points, _mirror(points))
        )

    def pair(points: Points, fill: str, width: float = 3.0) -> str:
        """The same on the right and on the left."""
        return "".join(shape(_closed(one), fill, width) for one in (points, _mirror(points)))

    def whole(points: Points, fill: str, width: float = 3.0) -> str:
        """One thing across the middle."""
        return shape(_closed([*points, *_mirror(points)[::-1]]), fill, width)

    flank_right, flank_left = _FLANK, _mirror(_FLANK)
    body = _smooth(flank_right) + " L" + _smooth(flank_left[::-1])[1:] + "z"
    side = "".join(
        shape(_smooth(one[:10]) + " L" + _smooth(one[10:])[1:] + "z", "skin_shade", 0)
        for one in (_SIDE, _mirror(_SIDE))
    )
    out = [
        _ROOT,
        '<g id="body">\n',
        shape(body, "skin", 0),
        side,
        line(_smooth(flank_right), 4.6),
        line(_smooth(flank_left), 4.6),
        soft(_CREASE),
        soft(_CLEFT),
        soft(_FURROW),
        "</g>\n",
        '<g id="bones">\n',
        pair(_PUBIS_BELOW, "bone_shade"),
        pair(_PUBIS_ABOVE, "bone_shade"),
        *(shape(_smooth(one), "bone", 3.0) for one in (_FEMUR, _mirror(_FEMUR))),
        pair(_ILIUM, "bone"),
        pair(_HOLLOW, "bone_shade", 0),
        soft(_CREST, 2.4, "ink"),
        soft(_GLUTEAL_LINE, 2.0, "skin_line"),
    ]
    out += [whole([(x, y + t) for x, y in _BODY], "bone_shade", 2.6) for t in _LUMBAR_TOPS]
    for top in _LUMBAR_TOPS:
        out.append(whole([(x, y + top) for x, y in _VERTEBRA], "bone"))
        out.append(whole([(x, y + top) for x, y in _SPINE], "bone", 2.4))
    out.append(whole(_SACRUM, "bone"))
    out.append(pair(_SACRUM_SIDE, "bone_shade", 0))
    out += [whole(piece, "bone", 2.4) for piece in _COCCYX]
    for x, y in _HOLES:
        out += [
            f'<ellipse cx="{hole:.1f}" cy="{y:.1f}" rx="5" ry="6.5" stroke="{ink}" '
            f'stroke-width="2" fill="{colours["bone_shade"]}"/>\n'
            for hole in (x, 2 * _MIDDLE - x)
        ]
    # The row of knobs down the middle of the sacrum.
    for y in (398, 432, 466, 500):
        knob = [(600, y - 9), (605, y - 3), (605, y + 7), (600, y + 12)]
        out.append(whole(knob, "bone", 2.0))
    out.append("</g>\n")
    for name, points in (("left", _mirror(_JOINT)), ("right", _JOINT)):
        out.append(f'<g id="{name}">\n{shape(_closed(points), "glow", 3.0, 0.85)}</g>\n')
    out.append("</svg>\n")
    return "".join(out)


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
