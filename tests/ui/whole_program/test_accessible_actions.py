"""What assistive technology does to a control, the program does: in the whole window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from evenkeel.journal.settings import ThemeChoice
from evenkeel.ui.questions.page_keys import QUESTIONNAIRE
from tests.gallery.screens import SCENES
from tests.gallery.stage import LEFT, Stage
from tests.ui.accessible import act
from tests.ui.screen import settle
from tests.ui.widgets.test_toggles_as_pressed import toggle


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path)
    stage.window.resize(1366, 768)
    stage.window.show()
    settle()
    yield stage
    stage.close()


def button(stage: Stage, name: str) -> QAbstractButton:
    found = stage.window.findChild(QAbstractButton, name)
    assert found, name
    return found


def test_the_sore_side_is_the_one_that_was_toggled(stage: Stage) -> None:
    SCENES["question-sore-side"](stage)
    settle()
    for side, other in (("left", "right"), ("right", "left")):
        toggle(button(stage, f"sore_side_{side}"))
        settle()
        assert button(stage, f"sore_side_{side}").isChecked()
        assert not button(stage, f"sore_side_{other}").isChecked()
        assert button(stage, "questionnaire_next").isEnabled()
    page = stage.window.page(QUESTIONNAIRE)
    assert page._given["sore_side"] == "right"


def test_a_setting_follows_and_the_sidebar_leads_on(stage: Stage) -> None:
    stage.answer(LEFT)
    act(button(stage, "nav_settings"), "Press")
    settle()
    assert stage.window.current() == "settings"
    toggle(button(stage, "settings_theme_dark"))
    assert stage.preferences.settings.theme is ThemeChoice.DARK
    act(button(stage, "nav_progress"), "Press")
    settle()
    assert stage.window.current() == "progress"


def test_a_step_of_the_card_is_shown(stage: Stage) -> None:
    stage.answer(LEFT)
    stage.controller.show_card("dontigny_knee_brace")
    settle()
    page = stage.window.page("card")
    tiles = [
        one
        for one in page.findChildren(QAbstractButton)
        if one.isCheckable() and one.isVisible() and not one.isChecked()
    ]
    assert tiles
    before = page.stage.step  # type: ignore[attr-defined]
    toggle(tiles[0])
    settle()
    assert page.stage.step != before  # type: ignore[attr-defined]
