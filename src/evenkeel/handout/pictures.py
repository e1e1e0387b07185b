"""Pictures as they go onto paper: cut to the figure, in ink for paper, with the limb in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evenkeel.catalogue.forms import with_commas
from evenkeel.catalogue.terms import Side
from evenkeel.figures.drawings import DRAWN_SIDE, Drawings, recoloured
from evenkeel.figures.portrait import DRAWN_PALETTE
from evenkeel.handout.outline import CELL, Ink, hatching, ink_of
from evenkeel.language import translate

#: The palette for paper without colour.
GREY_PALETTE: Final = "grey"
#: White that stays around the ink, in units of the drawing.
_AIR: Final = 6.0
#: The hatching of the glow, in units of the drawing: one is 0.06 to 0.15 mm on a sheet.
_HATCH_EVERY: Final = 11
_HATCH_WIDTH: Final = 4.0
#: A label's room at a corner is looked for in this many widths, up to the picture's own.
_STEPS: Final = 24


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperPicture:
    """A picture for a sheet of paper.

    Attributes:
        svg: the drawing, cut, mirrored for the right side and coloured.
        label: the limb with its side in words; empty where no limb is meant.
        corners: for the corners top left, top right, bottom left, bottom right, how high a label
            may be there without covering ink, in shares of the picture's height: one number for
            each of the widths 1/24, 2/24, … of the picture's width. Empty where there is no label.
    """

    svg: bytes
    label: str
    corners: tuple[tuple[float, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Crop:
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureSet:
    """Pictures that are shown together: they have one scale and one shape.

    Attributes:
        aspect: how many times as wide as high each of them is.
        pictures: each by the name of its drawing.
    """

    aspect: float
    pictures: Mapping[str, PaperPicture]


def picture_set(
    drawings: Drawings,
    exercise: str,
    names: Iterable[str],
    side: Side | None,
    *,
    grey: bool = False,
) -> PictureSet:
    """The named pictures of an exercise, cut to what all of them together show.

    Args:
        drawings: whose pictures.
        exercise: of which exercise.
        names: which of its pictures; a name that comes twice is taken once.
        side: the limb that works or lifts; ``None`` for an exercise without sides.
        grey: whether they are for paper without colour.

    Raises:
        FileNotFoundError: there is no such picture.
    """
    files = {name: drawings.svg(exercise, name) for name in dict.fromkeys(names)}
    inks = [ink_of(svg) for svg in files.values()]
    known = [ink for ink in inks if ink is not None]
    crop = _around(known) if known and len(known) == len(inks) else None
    exchange = drawings.exchange(GREY_PALETTE if grey else DRAWN_PALETTE)
    mirrored = side not in (None, DRAWN_SIDE)
    shown = {}
    for (name, svg), ink in zip(files.items(), inks, strict=True):
        strokes = _strokes(svg) if grey else b""
        label = _label(ink, side)
        shown[name] = PaperPicture(
            svg=_redrawn(recoloured(svg, exchange), crop, strokes, mirrored=mirrored),
            label=label,
            corners=_corners(ink, crop, mirrored=mirrored) if label and ink and crop else (),
        )
    return PictureSet(aspect=crop.width / crop.height if crop else 1.5, pictures=shown)


def _around(inks: Sequence[Ink]) -> _Crop:
    left = min(ink.left for ink in inks) - _AIR
    top = min(ink.top for ink in inks) - _AIR
    right = max(ink.right for ink in inks) + _AIR
    bottom = max(ink.bottom for ink in inks) + _AIR
    return _Crop(left=left, top=top, width=right - left, height=bottom - top)


def _redrawn(svg: bytes, crop: _Crop | None, strokes: bytes, *, mirrored: bool) -> bytes:
    """A drawing with another window onto it, mirrored within that window where it is to be."""
    if crop is None:
        return svg
    start = svg.index(b">", svg.index(b"<svg")) + 1
    end = svg.rindex(b"</svg>")
    box = f"{crop.left:.1f} {crop.top:.1f} {crop.width:.1f} {crop.height:.1f}"
    turn = f"translate({2 * crop.left + crop.width:.1f} 0) scale(-1 1)"
    opening = f'<g transform="{turn}">' if mirrored else "<g>"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{opening}'
    return b"".join((head.encode(), svg[start:end], strokes, b"</g></svg>"))


def _strokes(svg: bytes) -> bytes:
    """Strokes where it is felt, since the glow's tint does not print in black and white."""
    lines = "".join(
        f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" for x1, y1, x2, y2 in hatching(svg, _HATCH_EVERY)
    )
    if not lines:
        return b""
    pen = f'fill="none" stroke="#000000" stroke-width="{_HATCH_WIDTH}"'
    return f'<path {pen} d="{lines}"/>'.encode()


def _label(ink: Ink | None, side: Side | None) -> str:
    """The limb that a drawing names, with its side; empty where both sides do the same."""
    if ink is None or side is None:
        return ""
    parts = []
    for limb in ink.limbs:
        word, _, part = limb.partition(" ")
        drawn = Side(word) if word in tuple(Side) else DRAWN_SIDE
        parts.append(_words(part, drawn if side is DRAWN_SIDE else drawn.other))
    return with_commas(parts)


def _words(part: str, side: Side) -> str:
    left = side is Side.LEFT
    match part:
        case "leg":
            return translate("Handout", "LEFT leg") if left else translate("Handout", "RIGHT leg")
        case "foot":
            return translate("Handout", "LEFT foot") if left else translate("Handout", "RIGHT foot")
        case "thigh":
            return (
                translate("Handout", "LEFT thigh") if left else translate("Handout", "RIGHT thigh")
            )
        case "arm":
            return translate("Handout", "LEFT arm") if left else translate("Handout", "RIGHT arm")
        case _:
            return translate("Handout", "LEFT side") if left else translate("Handout", "RIGHT side")


def _corners(ink: Ink, crop: _Crop, *, mirrored: bool) -> tuple[tuple[float, ...], ...]:
    """The room at the four corners; see :class:`PaperPicture`."""
    left, top = crop.left, crop.top
    right, bottom = left + crop.width, top + crop.height
    corners = []
    for at_top in (True, False):
        for at_left in (not mirrored, mirrored):
            # The nearest ink, from the corner's horizontal edge, in each column of cells.
            nearest: dict[int, float] = {}
            for column, (high, low) in ink.spans.items():
                x = column * CELL - left if at_left else right - (column + 1) * CELL
                y = high * CELL - top if at_top else bottom - (low + 1) * CELL
                place = max(0, int(x / crop.width * _STEPS))
                nearest[place] = min(nearest.get(place, crop.height), max(0.0, y))
            room, free = [], crop.height
            for step in range(_STEPS):
                free = min(free, nearest.get(step, crop.height))
                room.append(round(free / crop.height, 3))
            corners.append(tuple(room))
    return tuple(corners)
