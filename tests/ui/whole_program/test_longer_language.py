"""Every screen in a language with longer words: all of it is translated, nothing is cut."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.translations import language_facts, languages
from tests.content import shipped
from tests.gallery import stage as stage_module
from tests.gallery.screens import SCENES
from tests.gallery.stage import Stage
from tests.handout import sheets
from tests.handout.sheets import longer, longer_catalogue, stretched
from tests.ui.language import Language
from tests.ui.screen import settle
from tests.voice.heard import SCRIPT

#: What every translated text has at its end.
MARK = "⟡"
#: What is the same in every language: the name, keys, numbers, signs, times, versions.
SAME = re.compile(
    r"Evenkeel|Esc|[A-Z]|F\d+|Ctrl\+\w( … Ctrl\+\w)?"
    r"|[\d\s×·:.,/%–+−‹›←→✓°-]*|\d+ ?(s|min|%|mm)|[\d.]+( · .*)?"
)
#: What comes from the system's own language: days and months, alone or with a number.
NAMED = re.compile(r"(\d+ )?[A-Z][a-z]+day.*|(\d+ )?[A-Z][a-z]+( \d{4})?|[A-Z][a-z]{1,2}")


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setattr(stage_module, "shipped_in", lambda _: longer_catalogue(shipped()))
    monkeypatch.setattr(sheets, "stretched", lambda text: f"{stretched(text)} {MARK}")
    monkeypatch.setattr(stage_module, "load_script", lambda *_: longer(SCRIPT))
    # A language in which every text is 40 % longer.
    words = Language(lambda _context, text: f"{stretched(text)} {MARK}")
    qapp.installTranslator(words)
    stage = Stage(qapp, tmp_path)
    stage.window.resize(1366, 768)
    stage.window.show()
    yield stage
    stage.close()
    qapp.removeTranslator(words)


def seen(stage: Stage) -> Iterator[tuple[QWidget, str]]:
    """Every text on the screen with its widget, without its markup."""
    for widget in stage.window.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible():
            text = re.sub("<[^>]*>", " ", widget.text()).strip()
            if text:
                yield widget, text


def untranslated(stage: Stage) -> list[tuple[str, str]]:
    """What is shown as it stands in the code."""
    # What the reader wrote is in the reader's own language.
    notes = {one.note for one in stage.journal.sessions()}
    notes |= {one.name for one in stage.journal.activities()}
    # A language is called by its own name in every language.
    notes |= {language_facts(resources_dir(), code).name for code in languages(resources_dir())}
    notes |= {"English"}
    return [
        (widget.objectName(), text)
        for widget, text in seen(stage)
        if not (MARK in text or text in notes or SAME.fullmatch(text) or NAMED.fullmatch(text))
    ]


@pytest.mark.parametrize("name", [name for name in SCENES if name != "progress-years"])
def test_all_of_a_screen_is_translated_and_none_of_it_is_cut(stage: Stage, name: str) -> None:
    SCENES[name](stage)
    settle()
    assert untranslated(stage) == []
    for area in stage.window.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width(), area.parent().objectName()
    for button in stage.window.findChildren(QPushButton):
        if button.isVisible() and button.text():
            metrics = button.fontMetrics()
            needed = max(map(metrics.horizontalAdvance, button.text().splitlines()))
            assert button.width() >= needed, (button.objectName(), button.text())
