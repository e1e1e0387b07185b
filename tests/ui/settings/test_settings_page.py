"""The settings page: what is shown is what was set, and every change is told at once."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.figures.store import FigureStore
from evenkeel.journal.settings import (
    Hair,
    Heard,
    Paper,
    Person,
    ReducedMotion,
    Settings,
    Skin,
    ThemeChoice,
)
from evenkeel.ui.settings.portrait_chooser import PortraitButton
from evenkeel.ui.settings.settings_page import SettingsPage
from evenkeel.ui.style.appearance import Appearance
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]


@pytest.fixture
def page(appearance: Appearance, show: Show) -> SettingsPage:
    page = SettingsPage(appearance)
    page.show_settings(Settings())
    show(page)
    settle()
    return page


@pytest.fixture
def told(page: SettingsPage) -> list[Settings]:
    told: list[Settings] = []
    page.settingsChanged.connect(told.append)
    return told


def test_the_page_appears_with_its_first_section_and_nothing_moves_as_the_others_come(
    appearance: Appearance, show: Show
) -> None:
    page = SettingsPage(appearance)
    page.show_settings(Settings(heard=Heard.QUIET))
    page.show_silence(["No voice was found."])
    page.show_tray(available=False)
    page.resize(1366, 768)
    page.show()
    QApplication.processEvents()
    buttons = page.findChildren(QAbstractButton)
    before = {one.objectName(): one.mapTo(page, QPoint()) for one in buttons if one.isVisible()}
    assert "settings_language_system" in before
    assert "settings_hair_white" not in before
    show(page)
    settle()
    for name, place in before.items():
        button = page.findChild(QAbstractButton, name)
        assert button
        assert button.mapTo(page, QPoint()) == place
    quiet = page.findChild(QAbstractButton, "settings_heard_quiet")
    assert quiet
    assert quiet.isChecked()
    for name in ("settings_silence", "settings_no_tray"):
        label = page.findChild(QLabel, name)
        assert label
        assert label.isVisible()


def test_choices_are_drawn_after_the_page_and_none_is_blank_meanwhile(
    catalogue: Catalogue, appearance: Appearance, show: Show
) -> None:
    figures = FigureStore(resources_dir() / "figures")
    page = SettingsPage(Appearance(catalogue, figures, reduced_motion=True))
    show(page)
    # What is below the fold is drawn once it is seen.
    page.resize(1366, 1600)
    settle()
    tile = page.findChild(PortraitButton, "settings_hair_white")
    man = page.findChild(PortraitButton, "settings_person_man")
    assert tile
    assert man
    woman = tile.grab().toImage()
    assert len({woman.pixel(x, y) for x in range(woman.width()) for y in range(40)}) > 50
    man.click()
    assert tile.grab().toImage() == woman
    settle()
    assert tile.grab().toImage() != woman


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("settings_theme_dark", {"theme": ThemeChoice.DARK}),
        ("settings_theme_contrast", {"theme": ThemeChoice.CONTRAST}),
        ("settings_text_more", {"text_percent": 110}),
        ("settings_person_older_man", {"person": Person.OLDER_MAN}),
        ("settings_skin_deep", {"skin": Skin.DEEP}),
        ("settings_hair_white", {"hair": Hair.WHITE}),
        ("settings_motion_on", {"reduced_motion": ReducedMotion.ON}),
        ("settings_aim_less", {"sessions_per_week": 4}),
        ("settings_prepare_more", {"prepare_s": 20}),
        ("settings_switch_less", {"switch_s": 5}),
        ("settings_paper_Letter", {"paper": Paper.LETTER}),
        ("settings_rest_less", {"rest_percent": 75}),
        ("settings_order_on", {"fewest_turns": True}),
        ("settings_screen_off", {"fill_screen": False}),
        ("settings_activities_off", {"own_activities": False}),
        ("settings_remind_9", {"reminders": (9 * 60,)}),
        ("settings_heard_tones", {"heard": Heard.TONES}),
        ("settings_heard_quiet", {"heard": Heard.QUIET}),
        ("settings_voice_less", {"voice_volume": 70}),
        ("settings_tones_more", {"tone_volume": 70}),
        ("settings_speed_more", {"voice_wpm": 160}),
    ],
)
def test_each_change_is_told(
    page: SettingsPage, told: list[Settings], press: Press, name: str, changes: dict[str, object]
) -> None:
    press(page, name)
    assert told == [replace(Settings(), **changes)]
    # A str equals the StrEnum that it stands for.
    for setting, value in changes.items():
        assert type(getattr(told[0], setting)) is type(value)


def test_changes_add_up(page: SettingsPage, told: list[Settings], press: Press) -> None:
    press(page, "settings_text_more")
    press(page, "settings_text_more")
    press(page, "settings_theme_light")
    assert told[-1] == Settings(text_percent=120, theme=ThemeChoice.LIGHT)


def test_what_was_set_is_shown_and_kept(
    page: SettingsPage, told: list[Settings], press: Press
) -> None:
    settings = Settings(
        theme=ThemeChoice.CONTRAST,
        text_percent=200,
        reduced_motion=ReducedMotion.OFF,
        sessions_per_week=21,
        prepare_s=60,
        switch_s=5,
        reminders=(8 * 60, 20 * 60),
        rest_percent=200,
        fewest_turns=True,
        fill_screen=False,
        own_activities=False,
        heard=Heard.VOICE,
        voice_volume=100,
        tone_volume=100,
        voice_wpm=220,
        paper=Paper.LETTER,
        person=Person.MAN,
        skin=Skin.TAN,
        hair=Hair.BLOND,
        welcomed=True,
        window="somewhere",
    )
    page.show_settings(settings)
    assert told == []
    chosen = {
        button.objectName()
        for button in page.findChildren(QAbstractButton)
        if button.isCheckable() and button.isChecked()
    }
    assert chosen == {
        "settings_language_system",
        "settings_theme_contrast",
        "settings_motion_off",
        "settings_paper_Letter",
        "settings_print_off",
        "settings_person_man",
        "settings_skin_tan",
        "settings_hair_blond",
        "settings_order_on",
        "settings_screen_off",
        "settings_activities_off",
        "settings_heard_voice",
        "settings_reader_off",
        "settings_letters_on",
        "settings_held_1000",
        "settings_scan_0",
        "settings_remind_8",
        "settings_remind_20",
    }
    ends = ("text_more", "aim_more", "prepare_more", "switch_less")
    for name in (*ends, "voice_more", "tones_more", "speed_more", "rest_more"):
        button = page.findChild(QAbstractButton, f"settings_{name}")
        assert button
        assert not button.isEnabled()
    press(page, "settings_paper_A4")
    assert told == [replace(settings, paper=Paper.A4)]


def test_arrow_keys_choose(page: SettingsPage, told: list[Settings], keys: Keys) -> None:
    button = page.findChild(QAbstractButton, "settings_theme_system")
    assert button
    button.setFocus()
    keys(Qt.Key.Key_Right)
    assert told == [Settings(theme=ThemeChoice.LIGHT)]


def test_enter_chooses_what_has_the_focus(
    page: SettingsPage, told: list[Settings], keys: Keys
) -> None:
    button = page.findChild(QAbstractButton, "settings_theme_dark")
    assert button
    button.setFocus()
    keys(Qt.Key.Key_Return)
    assert told == [Settings(theme=ThemeChoice.DARK)]


def test_arrow_keys_count(page: SettingsPage, told: list[Settings], keys: Keys) -> None:
    button = page.findChild(QAbstractButton, "settings_aim_more")
    assert button
    button.setFocus()
    keys(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert [settings.sessions_per_week for settings in told] == [6, 5, 4]


def test_why_it_is_silent_is_said_until_it_is_not(page: SettingsPage) -> None:
    label = page.findChild(QLabel, "settings_silence")
    assert label
    assert not label.isVisible()
    page.show_silence(["No voice was found. Install it."])
    settle()
    assert label.isVisible()
    assert label.text() == "No voice was found. Install it."
    page.show_silence([])
    settle()
    assert not label.isVisible()


def test_times_are_kept_in_order_and_taken_back(
    page: SettingsPage, told: list[Settings], press: Press
) -> None:
    for name in ("settings_remind_18", "settings_remind_8", "settings_remind_18"):
        press(page, name)
    times = [settings.reminders for settings in told]
    assert times == [(18 * 60,), (8 * 60, 18 * 60), (8 * 60,)]


def test_a_desktop_without_a_tray_is_told(page: SettingsPage) -> None:
    label = page.findChild(QLabel, "settings_no_tray")
    assert label
    assert not label.isVisible()
    page.show_tray(available=False)
    settle()
    assert label.isVisible()


def test_it_can_be_listened_to(page: SettingsPage, press: Press) -> None:
    asked: list[bool] = []
    page.tryRequested.connect(lambda: asked.append(True))
    press(page, "settings_listen")
    assert asked == [True]


def test_erasing_is_asked_once_more(page: SettingsPage, press: Press) -> None:
    erased: list[bool] = []
    page.eraseRequested.connect(lambda: erased.append(True))
    press(page, "settings_erase")
    press(page, "settings_erase_cancel")
    settle()
    assert erased == []
    press(page, "settings_erase")
    press(page, "settings_erase_confirm")
    assert erased == [True]
    button = page.findChild(QAbstractButton, "settings_erase_confirm")
    assert button
    assert not button.isVisible()


def test_the_answers_can_be_reached(page: SettingsPage, press: Press) -> None:
    asked: list[bool] = []
    page.answersRequested.connect(lambda: asked.append(True))
    press(page, "settings_answers")
    assert asked == [True]


def titles(page: SettingsPage) -> list[str]:
    """The titles of the sections that can be seen, from top to bottom."""
    settle()
    found = [one for one in page.findChildren(QLabel) if one.isVisible()]
    found = [one for one in found if one.property("role") == "h2"]
    return [one.text() for one in sorted(found, key=lambda one: one.mapTo(page, QPoint()).y())]


def search(page: SettingsPage, text: str) -> None:
    field = page.findChild(QLineEdit, "settings_search")
    assert field
    field.setText(text)


def test_the_index_names_every_section_and_leads_there(page: SettingsPage, press: Press) -> None:
    settle()
    links = [
        one for one in page.findChildren(QAbstractButton) if "settings_to_" in one.objectName()
    ]
    assert [one.text() for one in links] == titles(page)
    press(page, "settings_to_reminders")
    settle()
    (title,) = [one for one in page.findChildren(QLabel) if one.text() == "Reminders"]
    assert 0 <= title.mapTo(page, QPoint()).y() <= 60


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("dark", ["Appearance", "Pictures"]),
        ("VOLUME tones", ["Sound"]),
        ("backup", ["Your journal"]),
        ("a week", ["Aims"]),
        (
            "session",
            ["Aims", "Session", "Keys in a session", "Reminders", "Your journal", "Your data"],
        ),
        ("portrait of nobody", []),
        ("", None),
    ],
)
def test_a_search_leaves_what_it_finds(
    page: SettingsPage, text: str, sections: list[str] | None
) -> None:
    everything = titles(page)
    search(page, text)
    assert titles(page) == (everything if sections is None else sections)
    nothing = page.findChild(QLabel, "settings_nothing")
    assert nothing
    assert nothing.isVisible() is (sections == [])


def test_a_search_shows_the_rows_that_fit_and_then_all_again(page: SettingsPage) -> None:
    search(page, "text size")
    settle()
    text, theme = (page.findChild(QWidget, name) for name in ("settings_text", "settings_theme"))
    assert text
    assert theme
    assert text.isVisible()
    assert not theme.isVisible()
    search(page, "")
    settle()
    assert theme.isVisible()


def test_the_index_ends_a_search(page: SettingsPage, press: Press) -> None:
    search(page, "voice")
    press(page, "settings_to_paper")
    assert "Paper" in titles(page)


@pytest.mark.parametrize("folder", ["", "D:\\Shared"])
def test_who_may_read_the_data_is_said_where_it_is_not_their_owner_alone(
    appearance: Appearance, show: Show, folder: str
) -> None:
    page = SettingsPage(appearance)
    page.show_open_folder(folder)
    page.show_settings(Settings())
    show(page)
    settle()
    words = page.findChild(QLabel, "settings_readers")
    assert bool(words) is bool(folder)
    if words:
        assert words.isVisibleTo(page)
        assert folder in words.text()
