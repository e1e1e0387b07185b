"""Every setting in the whole program: pressed, seen on the screen, stored with its type, kept."""

import json
from collections.abc import Iterator
from enum import Enum
from typing import cast

import pytest
from msgspec.structs import fields
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from evenkeel.figures.portrait import Portrait
from evenkeel.journal.settings import (
    Hair,
    Heard,
    Paper,
    Person,
    ReducedMotion,
    Settings,
    Skin,
    ThemeChoice,
    load_settings,
)
from evenkeel.voice.sound_settings import Mode
from tests.gallery.stage import LEFT, Stage
from tests.ui.in_force import in_force, without_effect
from tests.ui.screen import settle

#: Settings that the page does not offer: the window and the welcome page write them.
NOT_OFFERED = {"welcomed", "window", "desktop"}


@pytest.fixture(scope="module")
def opened(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    stage = Stage(qapp, tmp_path_factory.mktemp("data"))
    stage.window.resize(1366, 768)
    stage.window.show()
    stage.answer(LEFT)
    yield stage
    stage.close()


@pytest.fixture
def stage(opened: Stage) -> Stage:
    """The settings page with every setting at its default, but for what moves or fills."""
    opened.preferences.change(
        Settings(reduced_motion=ReducedMotion.ON, fill_screen=False, welcomed=True)
    )
    opened.controller.show_settings()
    settle()
    return opened


def press(stage: Stage, name: str) -> None:
    """Clicks a button where it lies on the window, as the system would deliver it."""
    settle()
    button = stage.window.findChild(QAbstractButton, name)
    assert button, name
    page = stage.window.page("settings")
    page.scroll_area.ensureWidgetVisible(button)  # type: ignore[attr-defined]
    settle()
    assert button.isVisible()
    assert button.isEnabled(), name
    at = button.mapTo(stage.window, button.rect().center())
    assert stage.window.childAt(at) is button, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button.rect().center())
    settle()


def stored(stage: Stage) -> dict[str, object]:
    path = stage.preferences.folder / "settings.json"
    return cast("dict[str, object]", json.loads(path.read_text(encoding="utf-8")))


def text_height(stage: Stage) -> int:
    # Running text: large headings grow less.
    labels = stage.window.page("settings").findChildren(QLabel)
    label = next(one for one in labels if one.text() and one.property("role") == "body")
    return label.fontMetrics().height()


def portrait(**changes: Enum) -> Portrait:
    codes = {"person": "woman", "skin": "as_drawn", "hair": "as_drawn"}
    return Portrait(**{**codes, **{name: code.value for name, code in changes.items()}})


#: The button, its setting, the value, and what is then in force (where it can be said at once).
CHOICES: list[tuple[str, str, object, object]] = [
    *(
        (f"settings_theme_{one.value}", "theme", one, one.value)
        for one in ThemeChoice
        if one is not ThemeChoice.SYSTEM
    ),
    ("settings_motion_off", "reduced_motion", ReducedMotion.OFF, False),
    *(
        (f"settings_person_{one.value}", "person", one, portrait(person=one))
        for one in Person
        if one is not Person.WOMAN
    ),
    *(
        (f"settings_skin_{one.value}", "skin", one, portrait(skin=one))
        for one in Skin
        if one is not Skin.AS_DRAWN
    ),
    *(
        (f"settings_hair_{one.value}", "hair", one, portrait(hair=one))
        for one in Hair
        if one is not Hair.AS_DRAWN
    ),
    *(
        (f"settings_heard_{one.value}", "heard", one, Mode(one.value))
        for one in Heard
        if one is not Heard.VOICE_AND_TONES
    ),
    ("settings_paper_Letter", "paper", Paper.LETTER, "Letter"),
    ("settings_print_on", "large_print", True, True),
    ("settings_order_on", "fewest_turns", True, True),
    ("settings_screen_on", "fill_screen", True, True),
    ("settings_activities_off", "own_activities", False, False),
    ("settings_aim_more", "sessions_per_week", 6, 6),
    ("settings_prepare_more", "prepare_s", 20, 20.0),
    ("settings_switch_less", "switch_s", 5, 5.0),
    ("settings_rest_less", "rest_percent", 75, 0.75),
    ("settings_voice_less", "voice_volume", 70, 70),
    ("settings_tones_more", "tone_volume", 70, 70),
    ("settings_speed_more", "voice_wpm", 160, 160),
    ("settings_letters_off", "session_letters", False, False),
    ("settings_held_2000", "held_ms", 2000, 2000),
    ("settings_scan_4", "scan_s", 4, 4),
    ("settings_reader_on", "voice_beside_reader", True, True),
    ("settings_remind_9", "reminders", (9 * 60,), (9 * 60,)),
]


@pytest.mark.parametrize(("button", "setting", "value", "effect"), CHOICES, ids=lambda one: one)
def test_a_choice_is_seen_stored_and_still_there(
    stage: Stage, button: str, setting: str, value: object, effect: object
) -> None:
    press(stage, button)
    settings = stage.preferences.settings
    assert getattr(settings, setting) == value
    assert type(getattr(settings, setting)) is type(value)
    assert in_force(stage)[setting]() == effect
    assert without_effect(stage) == []
    kept = stored(stage)[setting]
    assert kept == (list(value) if isinstance(value, tuple) else value)
    assert load_settings(stage.preferences.folder / "settings.json") == (settings, ())
    # Another page and back: what was chosen is what is shown.
    stage.controller.show_today()
    settle()
    stage.controller.show_settings()
    settle()
    assert stage.window.current() == "settings"
    if not button.endswith(("_less", "_more")):
        again = stage.window.findChild(QAbstractButton, button)
        assert again
        assert again.isChecked()
    assert in_force(stage)[setting]() == effect


def test_a_key_that_was_pressed_for_it_steers_and_is_named(stage: Stage) -> None:
    press(stage, "settings_key_repeat")
    focus = QApplication.focusWidget()
    assert focus
    QTest.keyClick(focus, Qt.Key.Key_W)
    settings = stage.preferences.settings
    assert settings.session_keys == "HW+"
    assert without_effect(stage) == []
    assert stored(stage)["session_keys"] == "HW+"
    press(stage, "nav_help")
    settle()
    help_page = stage.window.page("help")
    rows = [label.text() for label in help_page.findChildren(QLabel)]
    assert rows[rows.index("W") + 1] == "Repeat"


def test_larger_text_is_larger_on_the_screen_also_after_another_choice(stage: Stage) -> None:
    before = text_height(stage)
    press(stage, "settings_person_man")
    press(stage, "settings_text_more")
    press(stage, "settings_text_more")
    assert stage.appearance.text_percent == 120
    assert text_height(stage) >= 1.15 * before


def test_every_setting_is_tried_here() -> None:
    """A setting that comes later has to come here too."""
    tried = {setting for _, setting, _, _ in CHOICES} | {"text_percent", "session_keys", "language"}
    assert tried | NOT_OFFERED == {one.name for one in fields(Settings)}


def test_every_control_of_the_page_one_after_the_other(stage: Stage) -> None:
    """All in one run, as somebody plays with them: nothing breaks, and the types stay."""
    # What opens a dialog of the system, or another page, has tests of its own.
    elsewhere = {"copy", "take_back", "therapist", "folder", "answers", "erase", "licences"}
    skipped = {f"settings_{name}" for name in elsewhere}
    names = [
        one.objectName()
        for one in stage.window.page("settings").findChildren(QAbstractButton)
        if one.isVisibleTo(stage.window) and one.objectName().startswith("settings_")
    ]
    assert len(names) > 60
    for name in names:
        button = stage.window.findChild(QWidget, name)
        if name in skipped or not (button and button.isEnabled() and button.isVisible()):
            continue
        press(stage, name)
        for one in fields(Settings):
            kind = type(getattr(Settings(), one.name))
            assert type(getattr(stage.preferences.settings, one.name)) is kind, (name, one.name)
        assert stage.window.current() == "settings", name
    assert stored(stage)["theme"] == "contrast"
