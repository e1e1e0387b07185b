"""What a screen reader is told of every page: named, with a role, an action, and nothing twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.terms import ENGLISH
from evenkeel.journal.settings import ThemeChoice
from tests.gallery.screens import SCENES
from tests.gallery.stage import Stage
from tests.ui.accessible import Node, faults, told
from tests.ui.audited import LANGUAGES, in_language
from tests.ui.screen import settle

Role = QAccessible.Role

#: One of each kind of page, in the order in which one window can show them all.
SHOWN = (
    "welcome",
    "question-red-flags",
    "question-sore-side",
    "question-pain",
    "question-floor",
    "referral-lasting",
    "today-empty",
    "today",
    "today-adjusting",
    "today-day-40",
    "today-safety",
    "today-opened",
    "answers",
    "code",
    "library",
    "card-brace",
    "card-easier",
    "progress-empty",
    "progress",
    "progress-tables",
    "abilities-choose",
    "abilities-rate",
    "progress-exercises",
    "diary",
    "week",
    "day",
    "day-changing",
    "settings",
    "settings-found",
    "help",
    "help-tips",
)
#: A session begins in a window of its own.
IN_SESSION = (
    "pain-before",
    "coach-way-doorway",
    "coach-hold",
    "coach-ask",
    "coach-hurts",
    "summary",
)


#: Every theme in English, and one of them in every other language.
LOOKS = [
    *((theme, ENGLISH) for theme in ThemeChoice if theme is not ThemeChoice.SYSTEM),
    *((ThemeChoice.LIGHT, language) for language in LANGUAGES if language != ENGLISH),
]


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    stage = _opened(qapp, tmp_path)
    yield stage
    stage.close()


@pytest.mark.parametrize(("theme", "language"), LOOKS)
def test_everything_on_every_page_is_told_once(
    qapp: QApplication, tmp_path: Path, theme: ThemeChoice, language: str
) -> None:
    """One window shows them all."""
    with in_language(qapp, tmp_path, language):
        stage = _opened(qapp, tmp_path)
        stage.preferences.change_one(theme=theme)
        found = {scene: _faults(stage, scene) for scene in SHOWN}
        stage.close()
    assert {scene: some for scene, some in found.items() if some} == {}


@pytest.mark.parametrize("scene", IN_SESSION)
def test_everything_in_a_session_is_told_once(stage: Stage, scene: str) -> None:
    assert _faults(stage, scene) == []


def _opened(app: QApplication, folder: Path) -> Stage:
    stage = Stage(app, folder)
    stage.window.resize(1366, 768)
    stage.window.show()
    settle()
    return stage


def _faults(stage: Stage, scene: str) -> list[str]:
    SCENES[scene](stage)
    settle()
    window = told(stage.window)
    found = [*faults(window), *_unnamed_radios(window)]
    title = stage.window.windowHandle().title()
    if "Evenkeel" not in title.partition(" – ")[2]:
        found.append(f"the window's title: {title}")
    for group in window.of_role(Role.Grouping):
        radios = [node for node in group.inside if node.role is Role.RadioButton]
        if sum(node.state.checked for node in radios) > 1:
            found.append(f"several chosen: {group.said()}")
    return found


def _unnamed_radios(node: Node) -> Iterator[str]:
    for inside in node.inside:
        if inside.role is Role.RadioButton and (node.role is not Role.Grouping or not node.name):
            yield f"of no group: {inside.said()}"
        yield from _unnamed_radios(inside)
