"""The theme that the system prefers, and its user's own colours where those are forced."""

import sys
from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from evenkeel.ui.style.theme import contrast
from evenkeel.ui.style.tokens import CONTRAST_DARK, THEMES, Theme

#: What text needs, and what marks and outlines need (WCAG 2.2).
_TEXT, _MARK = 4.5, 3.0
#: How much of the text's colour is in a ring's empty part, and in the ground of what is chosen.
_TRACK, _SOFT = 0.25, 0.12
#: Numbers of `GetSysColor`.
_WINDOW, _WINDOW_TEXT, _HIGHLIGHT, _HIGHLIGHT_TEXT, _HOT_LIGHT = 5, 8, 13, 14, 26


class ForcedColours(Struct, frozen=True, kw_only=True):
    """The colours that the system's user chose for every program: ``#rrggbb`` each."""

    window: str
    text: str
    highlight: str
    highlight_text: str
    link: str


def system_theme(app: QApplication) -> str:
    """The name of the theme that the system prefers."""
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


def contrast_theme(app: QApplication) -> Theme:
    """The theme for a system that asks for high contrast: in its own colours where it forces them.

    Where it does not, light or dark as it is otherwise.
    """
    if sys.platform == "win32":
        import ctypes

        return forced(colours_of_windows(ctypes.windll.user32.GetSysColor))
    dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return CONTRAST_DARK if dark else THEMES["contrast"]


def colours_of_windows(get_sys_color: Callable[[int], int]) -> ForcedColours:
    """The colours of Windows, from its own function, which gives blue, green and red."""

    def colour(number: int) -> str:
        value = get_sys_color(number)
        return QColor(value & 0xFF, value >> 8 & 0xFF, value >> 16 & 0xFF).name()

    return ForcedColours(
        window=colour(_WINDOW),
        text=colour(_WINDOW_TEXT),
        highlight=colour(_HIGHLIGHT),
        highlight_text=colour(_HIGHLIGHT_TEXT),
        link=colour(_HOT_LIGHT),
    )


def forced(colours: ForcedColours) -> Theme:
    """A theme of these colours alone, and of two between ground and text.

    What can't be read with them falls back on text and ground, which their user reads everywhere.
    """
    window, text = colours.window, colours.text
    strong, on_strong = colours.highlight, colours.highlight_text
    if contrast(on_strong, strong) < _TEXT or contrast(strong, window) < _MARK:
        strong, on_strong = text, window
    link = colours.link if contrast(colours.link, window) >= _TEXT else text
    return Theme(
        name="forced",
        palette=THEMES["contrast"].palette if _is_light(window) else CONTRAST_DARK.palette,
        page=window,
        panel=window,
        card=window,
        ink=text,
        ink_soft=text,
        line=text,
        edge=text,
        accent=strong,
        accent_hover=strong,
        accent_ink=on_strong,
        accent_text=link,
        accent_soft=_between(window, text, _SOFT),
        track=_between(window, text, _TRACK),
        sun=strong,
        coral=text,
        coral_ink=text,
        coral_soft=window,
        focus=strong,
        focus_width=THEMES["contrast"].focus_width,
    )


def _is_light(colour: str) -> bool:
    return contrast(colour, CONTRAST_DARK.page) > contrast(colour, THEMES["contrast"].page)


def _between(ground: str, text: str, share: float) -> str:
    """A share of the text's colour on the ground."""
    low, high = QColor(ground), QColor(text)

    def part(from_ground: float, from_text: float) -> float:
        return from_ground + (from_text - from_ground) * share

    return QColor.fromRgbF(
        part(low.redF(), high.redF()),
        part(low.greenF(), high.greenF()),
        part(low.blueF(), high.blueF()),
    ).name()
