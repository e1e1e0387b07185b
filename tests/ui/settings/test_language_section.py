"""The languages: each by its own name, and what is said of one that nobody has reviewed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from evenkeel import language
from evenkeel.figures import fonts
from evenkeel.journal.settings import Settings, SettingsChange
from evenkeel.ui.settings import language_section
from evenkeel.ui.settings.language_section import LanguageSection
from evenkeel.ui.style.appearance import Appearance

FACTS = (
    'name = "{name}"\nreviewed = {reviewed}\n[sides]\nleft = ["a"]\nright = ["b"]\n'
    '[voice]\nespeak = "de"\n'
)


@pytest.fixture(autouse=True)
def speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program that speaks German and French besides English."""
    folder = tmp_path / "languages"
    folder.mkdir()
    for code, name, reviewed in (("de", "Deutsch", "false"), ("fr", "Français", "true")):
        (folder / f"{code}.po").touch()
        facts = FACTS.format(name=name, reviewed=reviewed)
        (folder / f"{code}.toml").write_text(facts, encoding="utf-8")
    for module in (language, language_section):
        monkeypatch.setattr(module, "shipped_resources_dir", lambda: tmp_path)
    before = QLocale()
    yield
    language.set_language("en")
    QLocale.setDefault(before)


def made(qtbot: QtBot, appearance: Appearance) -> LanguageSection:
    section = LanguageSection(appearance)
    qtbot.addWidget(section)
    return section


def names(section: LanguageSection) -> list[str]:
    return [one.text() for one in section.findChildren(QAbstractButton)]


def test_every_language_is_called_as_its_speakers_do(qtbot: QtBot, appearance: Appearance) -> None:
    section = made(qtbot, appearance)
    assert names(section) == ["Follow the system", "English", "Deutsch", "Français"]
    language.set_language("de")
    assert names(made(qtbot, appearance))[2:] == ["Deutsch", "Français"]


def test_a_press_tells_the_code(qtbot: QtBot, appearance: Appearance) -> None:
    section = made(qtbot, appearance)
    told: list[SettingsChange] = []
    section.changed.connect(told.append)
    section.findChild(QAbstractButton, "settings_language_fr").click()
    assert told[0].applied_to(Settings()).language == "fr"


@pytest.mark.parametrize(
    ("kept", "chosen"), [("system", "system"), ("fr", "fr"), ("xx", "system"), ("en", "en")]
)
def test_what_was_chosen_is_shown(
    qtbot: QtBot, appearance: Appearance, kept: str, chosen: str
) -> None:
    section = made(qtbot, appearance)
    section.show_settings(Settings(language=kept))
    marked = [one.objectName() for one in section.findChildren(QAbstractButton) if one.isChecked()]
    assert marked == [f"settings_language_{chosen}"]


@pytest.mark.parametrize(("code", "warned"), [("en", False), ("de", True), ("fr", False)])
def test_whoever_reads_an_unreviewed_translation_is_told(
    qtbot: QtBot, appearance: Appearance, code: str, warned: bool
) -> None:
    language.set_language(code)
    section = made(qtbot, appearance)
    assert (section.findChild(QLabel, "settings_unreviewed") is not None) is warned


def test_a_script_without_a_typeface_is_told(
    qtbot: QtBot, appearance: Appearance, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made(qtbot, appearance).findChild(QLabel, "settings_no_typeface") is None
    monkeypatch.setattr(language_section, "can_be_written", lambda code: code != "fr")
    note = made(qtbot, appearance).findChild(QLabel, "settings_no_typeface")
    assert "typeface" in note.text()


def test_the_scripts_of_a_system_are_asked_of_qt(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    assert [code for code in ("de", "pl", "ar", "hi") if fonts.can_be_written(code)] == ["de", "pl"]
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: ["Noto Sans Arabic"])
    assert fonts.can_be_written("ar")


def test_the_languages_that_no_clinician_has_read_are_named(
    qtbot: QtBot, appearance: Appearance
) -> None:
    note = made(qtbot, appearance).findChild(QLabel, "settings_all_unreviewed")
    assert note.text() == "Not yet reviewed by a clinician: Deutsch."
