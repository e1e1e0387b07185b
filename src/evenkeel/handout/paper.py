"""Sheets of paper and what is placed on them, in millimetres from the top left corner."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from evenkeel.catalogue.terms import Side

#: Left and right: printers reach up to 10 mm from the edge; the binder's holes need more.
MARGIN_MM: Final = 15.0
#: Top and bottom: what any printer leaves blank, and a little air.
EDGE_MM: Final = 12.0
MM_PER_POINT: Final = 25.4 / 72


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A sheet in portrait, in millimetres."""

    name: str
    width_mm: float
    height_mm: float

    @property
    def inner_width_mm(self) -> float:
        """The width between the margins."""
        return self.width_mm - 2 * MARGIN_MM

    @property
    def right_mm(self) -> float:
        """Where the right margin begins, from the left edge of the sheet."""
        return self.width_mm - MARGIN_MM

    @property
    def bottom_mm(self) -> float:
        """Where the bottom margin begins, from the top of the sheet."""
        return self.height_mm - EDGE_MM


PAPERS: Final[Mapping[str, Paper]] = MappingProxyType(
    {
        "A4": Paper(name="A4", width_mm=210.0, height_mm=297.0),
        "Letter": Paper(name="Letter", width_mm=215.9, height_mm=279.4),
    }
)


class Style(Enum):
    """A text's size in points and whether it is bold. Nothing is smaller than 12 pt."""

    TITLE = (24.0, True)
    HEADING = (18.0, True)
    SIDE = (16.0, True)
    BODY = (14.0, False)
    STRONG = (14.0, True)
    SMALL = (12.0, False)
    SMALL_STRONG = (12.0, True)

    @property
    def size_mm(self) -> float:
        """The size of the type, in millimetres."""
        return self.value[0] * MM_PER_POINT

    @property
    def line_mm(self) -> float:
        """From one line to the next, in millimetres."""
        return self.size_mm * 1.25

    @property
    def bold(self) -> bool:
        """Whether the type is bold."""
        return self.value[1]


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A place on a sheet, in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width


@dataclass(frozen=True, kw_only=True, slots=True)
class TextItem:
    """A text that wraps within its box."""

    box: Box
    text: str
    style: Style = Style.BODY
    centred: bool = False
    right: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureItem:
    """A picture of an exercise.

    ``beside`` names all pictures of the exercise that are shown together: they get one scale.
    ``labelled``: the limb and its side stand in words at the picture, where there is one.
    ``alternative`` says what it shows, for those who cannot see it.
    """

    box: Box
    exercise: str
    name: str
    side: Side | None
    beside: tuple[str, ...] = ()
    labelled: bool = True
    alternative: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameItem:
    """An outline; a rule where its height is zero."""

    box: Box
    line_mm: float = 0.35
    radius_mm: float = 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class QrItem:
    """A QR code: rows of dark (true) and light modules, without the quiet zone around it."""

    box: Box
    modules: tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class LogoItem:
    """A clinic's logo: the bytes of a picture file that Qt can read; it fills the box."""

    box: Box
    data: bytes


Item = TextItem | PictureItem | FrameItem | QrItem | LogoItem


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One sheet with everything that is on it."""

    paper: Paper
    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Clinic:
    """Who hands the sheets out and whom to call; ``logo`` holds a picture file's bytes."""

    name: str
    phone: str = ""
    logo: bytes = b""
