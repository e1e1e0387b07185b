"""Settings in the real window, by a real mouse; and a double click as fingers make it."""

import json
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from evenkeel.journal.settings import Heard, Paper, Person, ThemeChoice, load_settings
from evenkeel.ui.style.tokens import THEMES
from tests.journeys.screen import Screen, Window, missing

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or bool(missing()), reason=f"needs a Linux screen: {missing()}"
)


def colour(window: Window, x: int, y: int) -> str:
    """What is painted at a place of the screen."""
    return QImage(str(window.photograph("colour"))).pixelColor(x, y).name()


def test_a_choice_is_seen_at_once_and_stays(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Screen() as screen, Window(screen, data) as window:
        window.click("welcome_accept")
        window.where("red_flags_none")
        # The second click lands on what came with the first: nothing is ticked by it.
        window.keys("Escape")
        window.double_click("today_find", delay_ms=150)
        window.where("red_flags_none")
        window.keys("Escape")
        window.where("today_find")
        window.click("nav_settings")
        _, y = window.where("settings_theme_dark")
        window.click("settings_theme_dark")
        window.where("settings_theme_dark")
        assert colour(window, 2, y) == THEMES["dark"].panel
        window.click("settings_person_man", "settings_heard_quiet", "settings_paper_Letter")
        window.click("nav_today", "nav_settings", "settings_text_more")
        window.where("settings_theme_dark")
    settings, faults = load_settings(data / "settings.json")
    assert faults == ()
    chosen = (settings.theme, settings.person, settings.heard, settings.paper)
    assert chosen == (ThemeChoice.DARK, Person.MAN, Heard.QUIET, Paper.LETTER)
    assert settings.text_percent == 110
    assert json.loads((data / "settings.json").read_text(encoding="utf-8"))["theme"] == "dark"
    # No fault was noted in this run.
    assert [one.name for one in (data / "crashes").glob("*.log")] == []
