"""The help: how it goes, pictures, keys, tips, about; all of it offline."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QWidget

from evenkeel import __version__
from evenkeel.catalogue.model import Catalogue
from evenkeel.ui.settings.help_page import HelpPage
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
    for word in ("F1", "Ctrl+P", "Esc", "It hurts more", "Arrow", "Blue wave", "LEFT and RIGHT"):
        assert word in text


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
