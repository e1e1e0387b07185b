"""The help: how it goes, pictures, keys, tips, about; all of it offline."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QWidget

from evenkeel import __version__
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.figures.store import FigureStore
from evenkeel.journal.settings import Settings
from evenkeel.ui.session.coach.remote import RemoteCommand, command_of_key
from evenkeel.ui.settings.help_page import HelpPage
from evenkeel.ui.settings.help_sections import SignPicture
from evenkeel.ui.style.appearance import Appearance
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]


@pytest.fixture
def page(appearance: Appearance, show: Show) -> HelpPage:
    page = HelpPage(appearance)
    show(page)
    settle()
    return page


def test_the_first_section_is_there_at_once_and_the_others_follow(
    appearance: Appearance, show: Show
) -> None:
    page = HelpPage(appearance)
    assert list(page._sections) == ["how"]
    page.show_section("tips")
    show(page)
    settle()
    assert list(page._sections) == ["how", "pictures", "keys", "tips", "about"]
    bar = page.scroll_area.verticalScrollBar()
    assert bar.value() > 0
    top = page._sections["tips"].mapTo(page, QPoint()).y()
    assert top <= 1 or bar.value() == bar.maximum()


def said(page: HelpPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel))


def test_every_tip_of_the_content_is_there(page: HelpPage, catalogue: Catalogue) -> None:
    text = said(page)
    for tip in catalogue.tips:
        assert tip.title in text
        assert tip.text in text


def test_keys_and_signs_are_named(page: HelpPage) -> None:
    text = said(page)
    for word in ("F1", "Ctrl+P", "Esc", "It hurts more", "Arrow against a bar", "LEFT and RIGHT"):
        assert word in text


def test_every_sign_of_the_pictures_is_drawn_beside_its_words(
    page: HelpPage, catalogue: Catalogue
) -> None:
    figures = resources_dir() / "figures"
    names = {sign.name for sign in page.findChildren(SignPicture)}
    assert names == {path.stem for path in (figures / "legend").iterdir()}
    drawn = Appearance(catalogue, FigureStore(figures))
    for name in names:
        seen = SignPicture(drawn, name).grab().toImage()
        row = [seen.pixelColor(x, seen.height() // 2) for x in range(seen.width())]
        assert any(colour != seen.pixelColor(0, 0) for colour in row), name


#: What the session does by the keys that the help names, in the words of its own buttons.
SESSION_KEYS = {
    "H": (Qt.Key.Key_H, RemoteCommand.HURTS, "It hurts more: stop at once"),
    "Right": (Qt.Key.Key_Right, RemoteCommand.NEXT, "Start now; in a hold, leave this exercise"),
    "Page Down": (
        Qt.Key.Key_PageDown,
        RemoteCommand.NEXT,
        "Start now; in a hold, leave this exercise",
    ),
    "Left": (Qt.Key.Key_Left, RemoteCommand.BACK, "Back"),
    "Page Up": (Qt.Key.Key_PageUp, RemoteCommand.BACK, "Back"),
    "R": (Qt.Key.Key_R, RemoteCommand.REPEAT, "Repeat"),
    "+": (Qt.Key.Key_Plus, RemoteCommand.MORE, "More time"),
    "Esc": (Qt.Key.Key_Escape, RemoteCommand.LEAVE, "Leave the session; you are asked first"),
    "Any key": (Qt.Key.Key_B, RemoteCommand.TOGGLE, "I'm ready, pause, go on"),
}


def test_the_session_s_keys_are_those_that_it_obeys(page: HelpPage) -> None:
    """Every command of the session has a key in the help, and the key does what stands there."""
    labels = [label.text() for label in page.findChildren(QLabel)]
    start = labels.index("In a session, also from the floor")
    rows = dict(zip(labels[start + 1 :: 2], labels[start + 2 :: 2], strict=False))
    for name, (key, command, text) in SESSION_KEYS.items():
        assert text in [does for keys, does in rows.items() if name in re.split(", (?:or )?", keys)]
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        assert command_of_key(event) is command
    assert {command for _, command, _ in SESSION_KEYS.values()} == set(RemoteCommand)


def test_the_keys_of_the_user_s_choice_are_named(page: HelpPage) -> None:
    page.show_settings(Settings(session_keys="QW9"))
    rows = [label.text() for label in page.findChildren(QLabel)]
    for key, does in (
        ("Q, or any key held down", "It hurts more: stop at once"),
        ("W", "Repeat"),
        ("9", "More time"),
    ):
        assert rows[rows.index(key) + 1] == does


def test_about_says_purpose_sources_and_version(page: HelpPage, catalogue: Catalogue) -> None:
    text = said(page)
    for sentence in catalogue.words.purpose:
        assert sentence in text
    for source in catalogue.sources.values():
        assert source.title in text
        assert source.author in text
    assert __version__ in text
    assert "MIT" in text


@pytest.mark.parametrize("key", ["keys", "tips"])
def test_the_index_leads_to_a_section(page: HelpPage, press: Press, key: str) -> None:
    press(page, f"help_to_{key}")
    settle()
    section = page._sections[key]
    bar = page.scroll_area.verticalScrollBar()
    top = section.mapTo(page, QPoint()).y()
    assert top <= 1 or bar.value() == bar.maximum()


def test_the_licences_of_everything_shipped_are_shown(page: HelpPage, press: Press) -> None:
    page.show_section("about")
    press(page, "settings_licences")
    dialog = page.findChild(QDialog, "licences")
    assert dialog
    assert dialog.isVisible()
    text = dialog.findChild(QPlainTextEdit, "licences_text").toPlainText()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    press(dialog, "licences_close")
    assert not dialog.isVisible()
