"""Screens in other languages, at the usual size of text and at twice that: nothing is cut."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from evenkeel.catalogue.terms import ENGLISH
from evenkeel.language import right_to_left
from evenkeel.ui.shell.home import apply_language
from evenkeel.ui.widgets.controls import Segment, Segments
from tests.gallery.screens import SCENES
from tests.gallery.stage import Stage
from tests.ui.screen import settle

#: Those with the most words, marks or numbers beside each other.
CROWDED = (
    "today-day-40",
    "question-sore-side",
    "question-pain",
    "card-easier",
    "coach-hold",
    "coach-hurts",
    "summary",
    "progress",
    "progress-exercises",
    "day-changing",
    "diary",
    "settings",
)
#: What is written with the digits of English everywhere: names, codes and what is typed.
CODES = re.compile(r"\S*[A-Za-z]\S*")


@pytest.fixture
def stage(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    language, percent = request.param
    before = QLocale()
    apply_language(qapp, tmp_path, language)
    made = Stage(qapp, tmp_path)
    made.preferences.change_one(text_percent=percent)
    made.window.resize(1366, 768)
    made.window.show()
    yield made
    made.close()
    apply_language(qapp, tmp_path, ENGLISH)
    QLocale.setDefault(before)


@pytest.mark.parametrize("name", CROWDED)
@pytest.mark.parametrize("stage", [("ar", 100), ("ar", 200), ("de", 200)], indirect=True, ids=str)
def test_nothing_of_a_screen_is_cut(stage: Stage, name: str) -> None:
    SCENES[name](stage)
    settle()
    assert stage.window.isRightToLeft() is right_to_left()
    for area in stage.window.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width(), area.parent().objectName()
    buttons = [one for one in stage.window.findChildren(QAbstractButton) if one.isVisible()]
    for button in buttons:
        if isinstance(button, QPushButton) and button.text():
            assert button.width() >= button.minimumSizeHint().width(), button.objectName()
        assert button.parentWidget().rect().contains(button.geometry()), button.objectName()
    for one, other in combinations(buttons, 2):
        if one.parent() is other.parent():
            overlap = one.geometry().intersects(other.geometry())
            assert not overlap, (one.objectName(), other.objectName())
    for label in stage.window.findChildren(QLabel):
        if label.isVisible() and label.text() and label.wordWrap():
            needed = label.heightForWidth(label.width())
            assert label.height() >= needed, (label.objectName(), label.text())


@pytest.mark.parametrize("name", ["today", "today-loosen", "today-unfinished", "card-quadriceps"])
@pytest.mark.parametrize(
    "stage", [("de", 200), ("pl", 200), ("uk", 200)], indirect=True, ids=["de", "pl", "uk"]
)
def test_long_words_fit_into_the_plan_and_a_card(stage: Stage, name: str) -> None:
    SCENES[name](stage)
    settle()
    for area in stage.window.findChildren(QScrollArea):
        assert not area.isVisible() or area.widget().width() <= area.viewport().width()


@pytest.mark.parametrize("stage", [("fr", 200)], indirect=True, ids=["fr"])
def test_a_choice_of_long_words_takes_several_rows(stage: Stage) -> None:
    SCENES["settings"](stage)
    settle()
    for area in stage.window.findChildren(QScrollArea):
        assert not area.isVisible() or area.widget().width() <= area.viewport().width()
    choice = stage.window.findChild(Segments, "settings_scan")
    segments = choice.findChildren(Segment)
    rows = {one.y() for one in segments}
    assert len(rows) > 1
    for y in rows:
        row = sorted((one for one in segments if one.y() == y), key=Segment.x)
        assert [(one.round_left, one.round_right) for one in row] == [
            (one is row[0], one is row[-1]) for one in row
        ]


@pytest.mark.parametrize("name", CROWDED)
@pytest.mark.parametrize("stage", [("ar", 100)], indirect=True, ids=["ar"])
def test_a_page_has_one_kind_of_digits(stage: Stage, name: str) -> None:
    SCENES[name](stage)
    settle()
    for widget in stage.window.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton) and widget.isVisible():
            text = re.sub("<[^>]*>", " ", widget.text())
            assert not re.search("[0-9]", CODES.sub("", text)), (widget.objectName(), text)
