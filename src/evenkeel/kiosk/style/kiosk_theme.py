"""The kiosk's theme: that of the window at home, larger, with room for fingers."""

from string import Template
from typing import Final

from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.locate import resources_dir
from evenkeel.figures.fonts import load_fonts
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.style import theme, tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES

#: Text sizes relative to running text, and how far each follows the visitor's text size: large text
#: need not grow as much.
_TEXTS: Final = {
    "poster": (2.1, 0.35),
    "h1": (1.65, 0.55),
    "h2": (1.3, 0.75),
    "h3": (1.1, 1.0),
    "button": (1.15, 0.5),
    "bar": (1.0, 0.2),
    "key": (1.5, 0.3),
    "code": (1.9, 0.4),
}
#: Beside the words of a button.
_PAD_MM: Final = 5.0


def apply_theme(
    app: QApplication, appearance: Appearance, sizes: Sizes, theme_name: str, text_percent: int
) -> None:
    """Applies a theme and a text size (100–200 %) to the application and its appearance."""
    colours = THEMES[theme_name]
    percent = sizes.look_percent(text_percent)
    load_fonts(resources_dir() / "fonts")
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(theme.qpalette(colours))
    app.setFont(theme.font(percent))
    app.setStyleSheet(theme.qss(colours, percent) + _sheet(colours, sizes, text_percent))
    appearance.change(theme=colours, text_percent=percent, reduced_motion=appearance.reduced_motion)


def _sheet(colours: tokens.Theme, sizes: Sizes, text_percent: int) -> str:
    base = sizes.percent / 100 * tokens.BODY
    more = text_percent / 100 - 1
    texts = {
        name: f"{base * part * (1 + more * follows):.2f}pt"
        for name, (part, follows) in _TEXTS.items()
    }
    inside = sizes.target - 2 * colours.focus_width
    thinner = colours.focus_width - tokens.OUTLINE
    return Template(_SHEET).substitute(
        texts,
        page=colours.page,
        panel=colours.panel,
        line=colours.line,
        accent_soft=colours.accent_soft,
        target=f"{inside}px",
        vast=f"{round(inside * 1.3)}px",
        # The outline of a control is thinner than its ring; its padding makes up for it.
        gap=f"{thinner}px",
        pad=f"{sizes.mm(_PAD_MM)}px",
        pad_edge=f"{sizes.mm(_PAD_MM) + thinner}px",
        pad_small=f"{sizes.mm(_PAD_MM / 2)}px",
        pad_edge_small=f"{sizes.mm(_PAD_MM / 2) + thinner}px",
        key_width=f"{sizes.mm(24)}px",
        scroll=f"{sizes.mm(3)}px",
    )


_SHEET: Final = """
QLabel[role="h1"] { font-size: $h1; }
QLabel[role="h1"][vast="true"] { font-size: $poster; }
QLabel[role="h2"] { font-size: $h2; }
QLabel[role="h3"] { font-size: $h3; }
QLabel[role="numeral"] { font-size: $h3; }
QLabel[role="large"] { font-size: $h3; }
QLabel[role="code"] { font-size: $code; font-weight: 700; }
PrimaryButton, QuietButton, DangerButton {
  min-height: $target; padding: 0 $pad; font-size: $button;
}
QuietButton, DangerButton { padding: $gap $pad_edge; }
QuietButton[small="true"] { min-height: $target; padding: $gap $pad_edge; font-size: $button; }
QuietButton[small="true"]:focus { padding: 0 $pad; }
PrimaryButton:focus, QuietButton:focus, DangerButton:focus { padding: 0 $pad; }
PrimaryButton[vast="true"], QuietButton[vast="true"] { min-height: $vast; font-size: $h2; }
QuietButton:disabled, PrimaryButton:disabled { border-style: dashed; }
QWidget[role="bar"] { background: $panel; border-top: 1px solid $line; }
QWidget[role="bar"] QuietButton { font-size: $bar; padding: $gap $pad_edge_small; }
QWidget[role="bar"] QuietButton:focus { padding: 0 $pad_small; }
QWidget[role="hero"] { background: $accent_soft; }
QWidget[role="cover"] { background: $page; }
QWidget[role="bar"] QLabel { font-size: $bar; }
QWidget[role="pad"] QPushButton { min-width: $key_width; padding: 0; }
QWidget[role="pad"] QuietButton { font-size: $key; padding: $gap; }
QWidget[role="pad"] QPushButton:focus { padding: 0; }
QWidget[role="pad"] PrimaryButton, QWidget[role="pad"] PrimaryButton:focus {
  padding: 0 $pad_small;
}
QScrollBar:vertical { width: $scroll; }
"""
