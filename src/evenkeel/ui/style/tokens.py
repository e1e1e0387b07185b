"""Colours, sizes and spaces. No other module writes a colour, a text size or a margin."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct


class Theme(Struct, frozen=True, kw_only=True):
    """The colours of one theme.

    Attributes:
        palette: the figures' palette that goes with it.
        page, panel, card: grounds: the page, the sidebar, what lies on the page (pictures).
        ink, ink_soft: text, and text that steps back.
        line, edge: hairlines between rows; the outline of a control.
        accent, accent_hover, accent_ink: the primary button, under the pointer, the text on it.
        accent_text: the accent as a text colour; accent_soft: the ground of a chosen answer.
        track: the part of a ring or a bar that is not filled.
        sun, coral: prepare; where it is felt and *it hurts*.
        coral_ink, coral_soft: text of a warning; the ground of a banner that warns.
        focus: the ring around what the keyboard acts on; focus_width in pixels.
    """

    name: str
    palette: str
    page: str
    panel: str
    card: str
    ink: str
    ink_soft: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    accent_ink: str
    accent_text: str
    accent_soft: str
    track: str
    sun: str
    coral: str
    coral_ink: str
    coral_soft: str
    focus: str
    focus_width: int = 3


THEMES: Final[Mapping[str, Theme]] = MappingProxyType(
    {
        "light": Theme(
            name="light",
            palette="light",
            page="#fbfaf7",
            panel="#f1efe9",
            card="#ffffff",
            ink="#282834",
            ink_soft="#5a5a66",
            line="#e3e0d8",
            edge="#8c8b90",
            accent="#2f7888",
            accent_hover="#27667a",
            accent_ink="#ffffff",
            accent_text="#2a6d7c",
            accent_soft="#e0eeee",
            track="#dfe7e4",
            sun="#f2b24e",
            coral="#eb6e60",
            coral_ink="#a3382c",
            coral_soft="#fbe9e5",
            focus="#1f4fd8",
        ),
        "dark": Theme(
            name="dark",
            palette="dark",
            page="#1b1c22",
            panel="#141519",
            card="#2a2c35",
            ink="#f1f0ec",
            ink_soft="#bcbcc6",
            line="#363842",
            edge="#7f828f",
            accent="#6fc0cd",
            accent_hover="#8bd2dd",
            accent_ink="#10242a",
            accent_text="#7ccad6",
            accent_soft="#24414a",
            track="#353b42",
            sun="#f2b24e",
            coral="#ff7f70",
            coral_ink="#ffa79b",
            coral_soft="#43292a",
            focus="#a9c7ff",
        ),
        "contrast": Theme(
            name="contrast",
            palette="contrast",
            page="#ffffff",
            panel="#ffffff",
            card="#ffffff",
            ink="#000000",
            ink_soft="#000000",
            line="#000000",
            edge="#000000",
            accent="#00404f",
            accent_hover="#002a34",
            accent_ink="#ffffff",
            accent_text="#00404f",
            accent_soft="#cdf0f8",
            track="#d8d8d8",
            sun="#ffc04a",
            coral="#ff4a36",
            coral_ink="#8a0c00",
            coral_soft="#ffe9e5",
            focus="#b5008f",
            focus_width=4,
        ),
    }
)

#: For a dark system that asks for high contrast; *High contrast* in the settings is the light one.
CONTRAST_DARK: Final = Theme(
    name="contrast_dark",
    palette="dark",
    page="#000000",
    panel="#000000",
    card="#000000",
    ink="#ffffff",
    ink_soft="#ffffff",
    line="#ffffff",
    edge="#ffffff",
    accent="#8ee3f0",
    accent_hover="#c2f3fa",
    accent_ink="#000000",
    accent_text="#8ee3f0",
    accent_soft="#0f3540",
    track="#404040",
    sun="#ffc04a",
    coral="#ff8a7c",
    coral_ink="#ffb0a6",
    coral_soft="#3d1511",
    focus="#ff9df0",
    focus_width=4,
)

#: Text and ground that stand on each other somewhere; each passes 4.5:1 in every theme.
TEXT_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    ("ink", "page"),
    ("ink", "panel"),
    ("ink", "card"),
    ("ink", "accent_soft"),
    ("ink", "coral_soft"),
    ("ink_soft", "page"),
    ("ink_soft", "panel"),
    ("ink_soft", "card"),
    ("ink_soft", "accent_soft"),
    ("ink_soft", "coral_soft"),
    ("accent_ink", "accent"),
    ("accent_ink", "accent_hover"),
    ("accent_text", "page"),
    ("accent_text", "panel"),
    ("accent_text", "card"),
    ("accent_text", "accent_soft"),
    ("coral_ink", "page"),
    ("coral_ink", "card"),
    ("coral_ink", "coral_soft"),
)

#: The bundled face.
FAMILY: Final = "Inter"

#: Text sizes in points, at 100 %.
BODY: Final = 12.0
LEAD: Final = 13.0
HEADING: Final[Mapping[int, float]] = MappingProxyType({1: 25.0, 2: 17.0, 3: 14.0})
#: How much the largest of them grows with the text.
_TITLE_GROWS = 0.6

#: Spaces in pixels: between parts that belong together, lines, blocks, sections.
TIGHT: Final = 4
SMALL: Final = 8
MEDIUM: Final = 16
LARGE: Final = 24
HUGE: Final = 40

#: The page: its margins left and right, above and below, and the widest its content gets.
PAGE_SIDE: Final = 48
PAGE_TOP: Final = 36
PAGE_BOTTOM: Final = 28
CONTENT_WIDEST: Final = 1640
#: Text for reading gets no wider than this, at 100 %.
TEXT_WIDEST: Final = 720

#: Corners.
RADIUS: Final = 12
RADIUS_SMALL: Final = 8

#: Controls in pixels, at 100 %: the least a target measures, the buttons of a footer, and the one
#: button that a whole page is about.
TARGET: Final = 44
BUTTON: Final = 56
BUTTON_LARGE: Final = 68
SIDEBAR: Final = 208
OUTLINE: Final = 2

#: Pages change with a fade of this many milliseconds, or none with reduced motion.
FADE_MS: Final = 150


def title_points(text_percent: int) -> float:
    """The size of a page's title: it is large already, and grows by three fifths of the rest.

    What a doubled title would take, the picture below it needs.
    """
    return HEADING[1] * (100 + (text_percent - 100) * _TITLE_GROWS) / 100
