"""The system's wishes: light or dark, high contrast, its user's own colours."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from evenkeel.ui.frame import preferences as preferences_module
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.style import system_theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.system_theme import ForcedColours, colours_of_windows, forced
from evenkeel.ui.style.theme import contrast, qss
from evenkeel.ui.style.tokens import CONTRAST_DARK, TEXT_PAIRS, THEMES

#: The contrast themes that Windows 11 brings along.
OF_WINDOWS = {
    "aquatic": ForcedColours(
        window="#202020",
        text="#ffffff",
        highlight="#8ee3f0",
        highlight_text="#263b50",
        link="#75e9fc",
    ),
    "desert": ForcedColours(
        window="#fffaef",
        text="#3d3d3d",
        highlight="#903909",
        highlight_text="#fff5e3",
        link="#1c5e75",
    ),
    "dusk": ForcedColours(
        window="#2d3236",
        text="#ffffff",
        highlight="#a1bfde",
        highlight_text="#212d3b",
        link="#70ebde",
    ),
    "night sky": ForcedColours(
        window="#000000",
        text="#ffffff",
        highlight="#d6b4fd",
        highlight_text="#2b2b2b",
        link="#8080ff",
    ),
}
EVERY = pytest.mark.parametrize("colours", OF_WINDOWS.values(), ids=list(OF_WINDOWS))


@EVERY
def test_the_user_s_colours_are_those_of_everything(colours: ForcedColours) -> None:
    theme = forced(colours)
    assert (theme.page, theme.panel, theme.card) == (colours.window,) * 3
    assert (theme.ink, theme.ink_soft, theme.edge) == (colours.text,) * 3
    assert (theme.accent, theme.accent_ink) == (colours.highlight, colours.highlight_text)
    assert theme.accent_text == colours.link
    for text, ground in TEXT_PAIRS:
        assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5, (text, ground)
    for mark in ("edge", "focus", "accent"):
        assert contrast(getattr(theme, mark), theme.page) >= 3, mark
    assert "$" not in qss(theme, 100)


@EVERY
def test_the_pictures_suit_the_ground(colours: ForcedColours) -> None:
    light = contrast(colours.window, "#000000") > contrast(colours.window, "#ffffff")
    assert forced(colours).palette == ("contrast" if light else "dark")


def test_colours_that_can_t_be_read_become_text_and_ground() -> None:
    theme = forced(
        ForcedColours(
            window="#ffffff",
            text="#000000",
            highlight="#ffff00",
            highlight_text="#ffffff",
            link="#ffff00",
        )
    )
    assert (theme.accent, theme.accent_ink) == ("#000000", "#ffffff")
    assert theme.accent_text == "#000000"


def test_windows_tells_blue_before_red() -> None:
    told = {5: 0x00102030, 8: 0x00FFFFFF, 13: 0x000000FF, 14: 0x0000FF00, 26: 0x00FF0000}
    assert colours_of_windows(told.__getitem__) == ForcedColours(
        window="#302010",
        text="#ffffff",
        highlight="#ff0000",
        highlight_text="#00ff00",
        link="#0000ff",
    )


def test_the_system_is_followed(qapp: QApplication) -> None:
    assert system_theme.system_theme(qapp) in THEMES


def test_high_contrast_is_as_dark_as_the_system(qapp: QApplication) -> None:
    hints = qapp.styleHints()
    dark = hints.colorScheme() is Qt.ColorScheme.Dark
    expected = CONTRAST_DARK if dark else THEMES["contrast"]
    assert system_theme.contrast_theme(qapp) == expected


def test_the_system_s_own_colours_are_shown_and_their_change_is_followed(
    qapp: QApplication,
    appearance: Appearance,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    monkeypatch.setattr(preferences_module, "system_theme", lambda _app: "contrast")
    for name in ("night sky", "desert"):
        theme = forced(OF_WINDOWS[name])
        monkeypatch.setattr(preferences_module, "contrast_theme", lambda _app, one=theme: one)
        preferences.ask_desktop(qapp)
        preferences.apply_theme(qapp, appearance)
        assert appearance.theme == theme
        assert qapp.palette().window().color().name() == theme.page
    monkeypatch.setattr(preferences_module, "system_theme", lambda _app: "light")
    preferences.ask_desktop(qapp)
    preferences.apply_theme(qapp, appearance)
    assert appearance.theme == THEMES["light"]
