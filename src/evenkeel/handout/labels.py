"""Where a picture goes within its box, and the words for the limb that stand beside it.

A picture's file has room around the figure. On paper that room is cut off, by the same amount for
all pictures that are shown together, so that the figures are large and have one scale.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QImage, QPainter

from evenkeel.catalogue.terms import Side
from evenkeel.figures.store import DRAWN_SIDE, FigureStore
from evenkeel.handout.paper import Box, PictureItem

#: The grid on which the ink of a picture is looked for.
_COLUMNS: Final = 300
_ROWS: Final = 200
_RATIO: Final = _COLUMNS / _ROWS
#: White between the figure and what stands next to it.
_AIR_MM: Final = 0.6
_LIMB: Final = re.compile(rb'data-limb="([^"]*)"')
_HEAD_BYTES: Final = 1000
_LEG: Final = f"{DRAWN_SIDE} leg"

#: Width and height of a label beside a picture of some width, in millimetres.
LabelSize = Callable[[str, float], tuple[float, float]]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedPicture:
    """Where the whole picture goes, the ink in it, and the label with its place.

    ``whole`` may reach out of the box of the item: nothing is drawn there.
    """

    whole: Box
    ink: Box
    label: str
    label_box: Box


def limb_label(figures: FigureStore, item: PictureItem) -> str:
    """The limb of a picture with its side in words; empty where there is no side to be said."""
    if item.side is None or not item.labelled:
        return ""
    named = _limbs(figures, item.exercise, item.name)
    if not named and any(_LEG in _limbs(figures, item.exercise, name) for name in item.beside):
        # A picture of the start names no limb yet; the leg that will work is more than a side.
        named = (_LEG,)
    parts = []
    for limb in named or ("",):
        word, _, part = limb.partition(" ")
        drawn = Side(word) if word in tuple(Side) else DRAWN_SIDE
        side = drawn if item.side is DRAWN_SIDE else drawn.other
        parts.append(_words(part, side))
    return ", ".join(parts)


def place_picture(item: PictureItem, figures: FigureStore, label_size: LabelSize) -> PlacedPicture:
    """Where picture and label go; the label never covers the figure.

    Where no corner is free at one of the pictures that are shown together, the labels of all of
    them get a strip above the picture, so that they keep one scale.
    """
    whole, ink = _fit(item.box, item, figures)
    label = limb_label(figures, item)
    if not label:
        nothing = Box(x=item.box.x, y=item.box.y, width=0, height=0)
        return PlacedPicture(whole=whole, ink=ink, label="", label_box=nothing)
    corners = []
    for name in item.beside or (item.name,):
        other = replace(item, name=name)
        corners.append(_free_corner(other, whole, figures, label_size))
    mine = _free_corner(item, whole, figures, label_size)
    if mine and all(corners):
        return PlacedPicture(whole=whole, ink=ink, label=label, label_box=mine)
    box = item.box
    width, height = label_size(label, item.box.width)
    strip = height + _AIR_MM
    rest = Box(x=box.x, y=box.y + strip, width=box.width, height=box.height - strip)
    whole, ink = _fit(rest, item, figures)
    centred = Box(x=box.x + (box.width - width) / 2, y=box.y, width=width, height=height)
    return PlacedPicture(whole=whole, ink=ink, label=label, label_box=centred)


def _free_corner(
    item: PictureItem,
    whole: Box,
    figures: FigureStore,
    label_size: LabelSize,
) -> Box | None:
    """The first corner of a picture's box in which its label covers nothing."""
    width, height = label_size(limb_label(figures, item), item.box.width)
    box, mask = item.box, _mask(figures, item.exercise, item.name)
    for x, y in (
        (box.x, box.y),
        (box.right - width, box.y),
        (box.x, box.bottom - height),
        (box.right - width, box.bottom - height),
    ):
        corner = Box(x=x, y=y, width=width, height=height)
        if not _covers(mask, whole, corner, mirrored=item.side is not DRAWN_SIDE):
            return corner
    return None


def _fit(box: Box, item: PictureItem, figures: FigureStore) -> tuple[Box, Box]:
    """The whole picture's box and the ink's, as large as the ink fits into the middle."""
    names = item.beside or (item.name,)
    edges = [_ink(figures, item.exercise, name) for name in names]
    left, top = min(one[0] for one in edges), min(one[1] for one in edges)
    right, bottom = max(one[2] for one in edges), max(one[3] for one in edges)
    if item.side not in (None, DRAWN_SIDE):
        left, right = 1 - right, 1 - left
    ink_ratio = (right - left) / (bottom - top) * _RATIO
    width = min(box.width, box.height * ink_ratio)
    scale = width / (right - left)
    height = scale / _RATIO
    whole = Box(
        x=box.x + (box.width - width) / 2 - left * scale,
        y=box.y + (box.height - (bottom - top) * height) / 2 - top * height,
        width=scale,
        height=height,
    )
    ink = Box(
        x=whole.x + left * scale,
        y=whole.y + top * height,
        width=width,
        height=(bottom - top) * height,
    )
    return whole, ink


def _covers(mask: "_Mask", whole: Box, label: Box, *, mirrored: bool) -> bool:
    """Whether there is ink under a label."""
    left = (label.x - _AIR_MM - whole.x) / whole.width
    right = (label.right + _AIR_MM - whole.x) / whole.width
    if mirrored:
        left, right = 1 - right, 1 - left
    top = (label.y - _AIR_MM - whole.y) / whole.height
    bottom = (label.bottom + _AIR_MM - whole.y) / whole.height
    columns = slice(max(0, int(left * _COLUMNS)), max(0, int(right * _COLUMNS) + 1))
    rows = mask.rows[max(0, int(top * _ROWS)) : max(0, int(bottom * _ROWS) + 1)]
    return any(any(row[columns]) for row in rows)


@dataclass(frozen=True, slots=True)
class _Mask:
    """The opacity of a picture on the grid, row by row."""

    rows: tuple[bytes, ...]


def _mask(figures: FigureStore, exercise: str, name: str) -> _Mask:
    return _mask_of(figures.folder, figures.person, exercise, name)


@lru_cache(maxsize=200)
def _mask_of(folder: Path, person: str, exercise: str, name: str) -> _Mask:
    image = QImage(_COLUMNS, _ROWS, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        picture = FigureStore(folder, person).picture(exercise, name)
        picture.paint(painter, QRectF(0, 0, _COLUMNS, _ROWS), side=DRAWN_SIDE)
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    data, stride = bytes(alpha.constBits()), alpha.bytesPerLine()
    starts = range(0, stride * (_ROWS + 1), stride)
    return _Mask(tuple(data[one : one + _COLUMNS] for one, _ in pairwise(starts)))


def _ink(figures: FigureStore, exercise: str, name: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is drawn, as shares of the whole picture."""
    rows = _mask(figures, exercise, name).rows
    full = [number for number, row in enumerate(rows) if any(row)]
    if not full:
        return 0.0, 0.0, 1.0, 1.0
    blank = b"\0"
    left = min(_COLUMNS - len(rows[number].lstrip(blank)) for number in full)
    right = max(len(rows[number].rstrip(blank)) for number in full)
    return left / _COLUMNS, full[0] / _ROWS, right / _COLUMNS, (full[-1] + 1) / _ROWS


def _limbs(figures: FigureStore, exercise: str, name: str) -> tuple[str, ...]:
    """The limbs that a picture's file names, as it is drawn."""
    return _limbs_of(figures.folder, figures.person, exercise, name)


@lru_cache(maxsize=200)
def _limbs_of(folder: Path, person: str, exercise: str, name: str) -> tuple[str, ...]:
    found = _LIMB.search(FigureStore(folder, person).svg(exercise, name), 0, _HEAD_BYTES)
    limbs = found[1].decode("ascii").split(", ") if found else []
    return tuple(limb for limb in limbs if limb and limb != "none")


def _words(part: str, side: Side) -> str:
    left = side is Side.LEFT
    match part:
        case "leg":
            return _tr("LEFT leg") if left else _tr("RIGHT leg")
        case "foot":
            return _tr("LEFT foot") if left else _tr("RIGHT foot")
        case "thigh":
            return _tr("LEFT thigh") if left else _tr("RIGHT thigh")
        case "arm":
            return _tr("LEFT arm") if left else _tr("RIGHT arm")
        case _:
            return _tr("LEFT side") if left else _tr("RIGHT side")


def _tr(text: str) -> str:
    return QCoreApplication.translate("handout", text)
