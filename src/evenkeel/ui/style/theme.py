"""Turns design tokens into Qt's style sheet, palette and font."""

import sys
from string import Template
from typing import Final

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.locate import resources_dir
from evenkeel.figures.fonts import load_fonts
from evenkeel.language import right_to_left
from evenkeel.ui.style import tokens
from evenkeel.ui.style.tokens import Theme

#: The application's property that says that the Fusion style is set already. Asking for the style
#: itself would create all enumerations of `QStyle`, a twentieth of a start.
IN_FUSION = "in_fusion"
#: What keeps Windows' own small font, unless it is told for each of them.
_SMALL_ON_WINDOWS: Final = ("QMenu", "QMenuBar", "QMessageBox", "QToolTip")


def apply(app: QApplication, theme: Theme, text_percent: int) -> None:
    """Applies a theme to the whole application: Fusion style, font, palette, style sheet."""
    load_fonts(resources_dir() / "fonts")
    if not app.property(IN_FUSION):
        app.setStyle("Fusion")
        app.setProperty(IN_FUSION, 1)
    app.setPalette(qpalette(theme))
    face = font(text_percent)
    app.setFont(face)
    app.setStyleSheet(qss(theme, text_percent))
    if sys.platform == "win32":
        # Last: with its first style sheet, Qt asks Windows for these fonts again.
        for name in _SMALL_ON_WINDOWS:
            app.setFont(face, name)


def font(text_percent: int) -> QFont:
    """The bundled font at the size of body text, scaled by ``text_percent``."""
    face = QFont(tokens.FAMILY)
    face.setPointSizeF(tokens.BODY * text_percent / 100)
    return face


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def qpalette(theme: Theme) -> QPalette:
    """The palette for what the style sheet leaves to Fusion, such as dialogs."""
    # With one colour, it would be asked first whether that is one of `Qt.GlobalColor`.
    palette = QPalette(QColor(theme.page), QColor(theme.page))
    for role, colour in {
        QPalette.ColorRole.Window: theme.page,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.card,
        QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.ink_soft,
        QPalette.ColorRole.Button: theme.panel,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.ToolTipBase: theme.card,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.accent_ink,
        QPalette.ColorRole.Link: theme.accent_text,
        QPalette.ColorRole.Accent: theme.accent,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.ink_soft))
    return palette


def qss(theme: Theme, text_percent: int) -> str:
    """The one style sheet."""

    def px(length: float) -> str:
        return f"{round(length * text_percent / 100)}px"

    def pt(points: float) -> str:
        return f"{points * text_percent / 100:.2f}pt"

    colours = {name: str(getattr(theme, name)) for name in Theme.__struct_fields__}
    ring = theme.focus_width
    gap = ring - tokens.OUTLINE
    return Template(_SHEET).substitute(
        colours,
        ring=f"{ring}px",
        edge_width=f"{tokens.OUTLINE}px",
        # Where everything is white, an outline and a tint say what a ground says elsewhere.
        panel_edge=theme.line if theme.panel == theme.page else theme.panel,
        warning_edge=theme.coral_ink if theme.coral_soft == theme.page else theme.coral_soft,
        # Where a line begins and ends.
        begin="right" if right_to_left() else "left",
        end="left" if right_to_left() else "right",
        place=theme.accent_soft if theme.panel == theme.card else theme.card,
        radius=f"{tokens.RADIUS}px",
        radius_small=f"{tokens.RADIUS_SMALL}px",
        h1=f"{tokens.title_points(text_percent):.2f}pt",
        h2=pt(tokens.HEADING[2]),
        h3=pt(tokens.HEADING[3]),
        lead=pt(tokens.LEAD),
        body=pt(tokens.BODY),
        big=pt(tokens.LEAD + 1),
        # A style sheet's heights are those of the content, inside of padding and border.
        target=px(tokens.TARGET - 2 * ring),
        button=px(tokens.BUTTON - 2 * ring),
        largest=px(tokens.BUTTON_LARGE - 2 * ring),
        pad=px(tokens.LARGE),
        pad_small=px(tokens.MEDIUM),
        field_pad=px(tokens.SMALL + tokens.TIGHT),
        # The outline of a control is thinner than its ring; its padding makes up for it.
        gap=f"{gap}px",
        pad_edge=f"{round(tokens.LARGE * text_percent / 100) + gap}px",
        pad_edge_small=f"{round(tokens.MEDIUM * text_percent / 100) + gap}px",
        field_edge=f"{round((tokens.SMALL + tokens.TIGHT) * text_percent / 100) + gap}px",
        slim=px(tokens.SMALL),
        scroll=px(tokens.MEDIUM - tokens.TIGHT),
        scroll_least=px(tokens.TARGET),
    )


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_SHEET = """
QMainWindow, QDialog { background: $page; }
/* The ring says where the keyboard is; Fusion would lay a shaded rectangle inside it. */
QPushButton { outline: none; }
QLabel { color: $ink; background: transparent; }
QLabel[role="h1"] { font-size: $h1; font-weight: 700; }
QLabel[role="h2"] { font-size: $h2; font-weight: 600; }
QLabel[role="h3"] { font-size: $h3; font-weight: 600; }
QLabel[role="lead"] { font-size: $lead; color: $ink_soft; }
QLabel[role="soft"] { color: $ink_soft; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="large"] { font-size: $h3; }
QLabel[role="numeral"] { font-size: $h3; font-weight: 700; color: $accent_text; }
QLabel:disabled { color: $ink_soft; }

QScrollArea > QWidget > QWidget[role="column"] { background: $page; border: none; }
QWidget[role="page"], QWidget[role="footer"] { background: $page; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="panel"] {
  background: $panel; border: 1px solid $panel_edge; border-radius: $radius;
}
QFrame[role="card"] {
  background: $card; border: 1px solid $line; border-radius: $radius;
}
QFrame[role="banner"] { background: $accent_soft; border-radius: $radius; }
QFrame[role="warning"] {
  background: $coral_soft; border: 1px solid $warning_edge; border-radius: $radius;
}

PrimaryButton, QuietButton, DangerButton {
  min-height: $button; padding: 0 $pad; border: $ring solid transparent;
  border-radius: $radius; font-size: $big; font-weight: 600;
}
QuietButton[small="true"], DangerButton[small="true"], PrimaryButton[small="true"] {
  min-height: $target; padding: 0 $pad_small; font-size: $body;
}
PrimaryButton[large="true"], QuietButton[large="true"] {
  min-height: $largest; font-size: $h2;
}
PrimaryButton { background: $accent; color: $accent_ink; border-color: $accent; }
PrimaryButton:hover { background: $accent_hover; border-color: $accent_hover; }
PrimaryButton:disabled { background: $track; border-color: $track; color: $ink_soft; }
QuietButton, DangerButton {
  background: $card; color: $ink; border: $edge_width solid $edge; padding: $gap $pad_edge;
}
QuietButton[small="true"], DangerButton[small="true"] { padding: $gap $pad_edge_small; }
DangerButton { color: $coral_ink; border-color: $coral_ink; }
QuietButton:hover { background: $panel; }
DangerButton:hover { background: $coral_soft; }
QuietButton:disabled { color: $ink_soft; border-color: $track; background: $page; }
PrimaryButton:focus, QuietButton:focus, DangerButton:focus {
  border: $ring solid $focus; padding: 0 $pad;
}
PrimaryButton[small="true"]:focus, QuietButton[small="true"]:focus,
DangerButton[small="true"]:focus { padding: 0 $pad_small; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QDialogButtonBox QPushButton {
  min-height: $target; padding: $gap $pad_edge_small; background: $card; color: $ink;
  border: $edge_width solid $edge; border-radius: $radius; font-weight: 600;
}
QDialogButtonBox QPushButton:hover { background: $panel; }
QDialogButtonBox QPushButton:focus { border: $ring solid $focus; padding: 0 $pad_small; }

LinkButton {
  min-height: $target; padding: 0 2px; border: $ring solid transparent;
  border-radius: $radius_small; background: transparent; color: $accent_text;
  text-decoration: underline; text-align: left;
}
LinkButton[end="true"] { text-align: right; }
LinkButton:disabled { color: $ink_soft; text-decoration: none; }
LinkButton:hover { color: $ink; }
LinkButton:focus { border-color: $focus; }

NavButton {
  min-height: $target; padding: 0 $field_pad; border: $ring solid transparent;
  border-radius: $radius; background: transparent; color: $ink; text-align: left;
}
NavButton:hover { background: $page; }
NavButton:checked { background: $place; font-weight: 600; border-$begin-color: $accent; }
NavButton:focus { border-color: $focus; }

StepButton {
  min-height: $target; max-height: $target; min-width: $target; max-width: $target;
  padding: $gap; border: $edge_width solid $edge;
  border-radius: $radius; background: $card; color: $ink; font-size: $h2;
}
StepButton:hover { background: $accent_soft; }
StepButton:disabled { color: $ink_soft; border-color: $track; background: $page; }
StepButton:focus { border: $ring solid $focus; padding: 0; }

QLineEdit, QPlainTextEdit, QDateTimeEdit {
  min-height: $target; padding: $gap $field_edge; border: $edge_width solid $edge;
  border-radius: $radius; background: $card; color: $ink; placeholder-text-color: $ink_soft;
  selection-background-color: $accent; selection-color: $accent_ink;
}
QLineEdit:focus, QPlainTextEdit:focus, QDateTimeEdit:focus {
  border: $ring solid $focus; padding: 0 $field_pad;
}
/* Its buttons are left out here: told to have none, Qt 6.11 leaves its text one pixel. */
QDateTimeEdit::up-button, QDateTimeEdit::down-button { width: 0; height: 0; border: none; }
QDateTimeEdit QLineEdit, QDateTimeEdit QLineEdit:focus {
  min-height: 0; padding: 0; border: none; background: transparent;
}

QScrollBar:vertical { background: transparent; width: $scroll; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: $scroll; margin: 0; border: none; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; border: none; }
QScrollBar::handle:vertical { min-height: $scroll_least; }
QScrollBar::handle:horizontal { min-width: $scroll_least; }
QScrollBar::handle:hover { background: $ink_soft; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar {
  background: $track; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QMenuBar { background: $panel; color: $ink; }
QMenuBar::item { background: transparent; padding: 6px 12px; }
QMenuBar::item:selected { background: $accent_soft; color: $ink; }
QMenu { background: $card; color: $ink; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 8px 24px; border-radius: 6px; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $ink_soft; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $card; color: $ink; border: 1px solid $edge; padding: 6px; }

QWidget[role="sidebar"] { background: $panel; border-$end: 1px solid $line; }
QLabel[role="brand"] { color: $accent_text; font-size: $h3; font-weight: 700; }
"""
