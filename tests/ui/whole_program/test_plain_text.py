"""What somebody has written is shown as it is written, wherever an exercise is shown.

A clinic's content may hold any sign, and names sides in every sentence of an exercise.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from evenkeel.catalogue.model import Catalogue, Exercise
from evenkeel.catalogue.terms import Side
from evenkeel.coach.session import Session
from evenkeel.figures.store import FigureStore
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import card_item, decide
from evenkeel.guide.plan import Plan
from evenkeel.kiosk.cards.card_page import KioskCardPage
from evenkeel.kiosk.plan.plan_page import KioskPlanPage
from evenkeel.kiosk.style.sizes import sizes_for
from evenkeel.ui.library.card_page import CardPage
from evenkeel.ui.library.library_page import Tile
from evenkeel.ui.plan.plan_row import PlanRow
from evenkeel.ui.session.coach.coach_questions import HurtView
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.text import body, heading, large, lead, strong
from tests.ui.screen import settle

Show = Callable[[QWidget], QWidget]
CODE = "dontigny_knee_brace"
#: Fields of an exercise, each with a text of its own to be found by.
FIELDS = ("name", "purpose", "precautions", "mistakes", "stop", "easier", "harder")
LEFT_SORE = {"sore_side": "left", "pain_pattern": "shifted"}


def signs(field: str) -> str:
    return f"{field} <b>x</b> & {{side}}"


def shown_as(field: str) -> str:
    """How a field reads on a surface that shows the LEFT side."""
    return f"{field} <b>x</b> & LEFT"


def marked(exercise: Exercise) -> Exercise:
    """The same with signs that look like markup, and a side, in every text."""
    assert exercise.form
    steps = tuple(replace(step, text=signs("step")) for step in exercise.form.steps)
    values: dict[str, object] = {
        name: signs(name) if name == "purpose" else (signs(name),) for name in FIELDS[1:]
    }
    form = replace(exercise.form, cue=signs("cue"), felt=signs("felt"), steps=steps)
    return replace(exercise, name="name <b>x</b> & y", form=form, **values)


@pytest.fixture
def odd(catalogue: Catalogue) -> Catalogue:
    """The content with one exercise whose every text looks like markup."""
    exercises = {**catalogue.exercises, CODE: marked(catalogue.exercises[CODE])}
    return replace(catalogue, exercises=exercises)


@pytest.fixture
def odd_look(qapp: QApplication, odd: Catalogue, plain_figures: FigureStore) -> Appearance:
    return Appearance(odd, plain_figures, reduced_motion=True)


def reading(widget: QWidget) -> str:
    """Everything that somebody reads on it; no label may guess what its text is."""
    settle()
    lines = []
    for label in widget.findChildren(QLabel):
        assert label.textFormat() is not Qt.TextFormat.AutoText or not label.text(), label.text()
        text = label.text()
        if label.textFormat() is Qt.TextFormat.RichText:
            document = QTextDocument()
            document.setHtml(text)
            text = document.toPlainText()
        lines.append(text)
    return "\n".join(lines).casefold()


def check(text: str, *fields: str) -> None:
    """Every one of these fields can be read, whole, with its side."""
    for field in fields:
        assert shown_as(field).casefold() in text, field
    assert "{" not in text


def test_the_card_at_home(odd_look: Appearance, show: Show) -> None:
    page = CardPage(odd_look)
    show(page)
    page.show_card(CODE, None, Side.LEFT)
    settle()
    page._say_more()
    text = reading(page)
    for name in ("card_easier", "card_harder"):
        button = page.findChild(QAbstractButton, name)
        assert button
        button.click()
        text += reading(page)
    check(text, *FIELDS[1:], "felt", "step")
    assert "name <b>x</b> & y" in text


def test_the_card_in_the_kiosk(odd_look: Appearance, odd: Catalogue, show: Show) -> None:
    page = KioskCardPage(odd_look, sizes_for(96.0, 1920, 1080), prints=True)
    show(page)
    item = card_item(odd.exercises[CODE], None, Side.LEFT)
    page.show_planned(item, answers_from(LEFT_SORE, odd))
    check(reading(page), "purpose", "stop", "precautions", "felt", "cue", "step")


def test_the_plans(odd_look: Appearance, odd: Catalogue, show: Show) -> None:
    answers = answers_from(LEFT_SORE, odd)
    plan: Plan = decide(answers, odd)
    item = next(one for one in plan.items if one.exercise == CODE)
    row = PlanRow(odd_look, 1, item, again=False)
    show(row)
    check(reading(row), "cue")
    page = KioskPlanPage(odd_look, sizes_for(96.0, 1920, 1080), prints=True)
    show(page)
    page.show_plan(plan, answers)
    assert "name <b>x</b> & y" in reading(page)


def test_the_tile_of_the_library(odd_look: Appearance, odd: Catalogue, show: Show) -> None:
    tile = Tile(odd_look, odd.exercises[CODE], DeferredTasks(odd_look))
    tile.show_for(answers_from(LEFT_SORE, odd))
    show(tile)
    assert shown_as("purpose") in tile.accessibleDescription()
    assert shown_as("purpose") in tile._texts


def test_more_gently(odd_look: Appearance, odd: Catalogue, show: Show) -> None:
    """The coach's advice after a pain, on the screen and for the voice."""
    plan = decide(answers_from(LEFT_SORE, odd), odd)
    plan = replace(plan, items=tuple(one for one in plan.items if one.exercise == CODE))
    session = Session(plan, odd, clock=lambda: 0.0)
    assert session.easier() == shown_as("easier")
    view = HurtView(odd_look)
    show(view)
    view.ask("", "", easier=session.easier(), again=False)
    assert "more gently: easier <b>x</b> & left" in reading(view)


def test_paper(odd: Catalogue) -> None:
    from evenkeel.handout.typesetting import pdf_bytes
    from tests.handout.sheets import A4, card_of, pdfium_pages

    pages = pdfium_pages(pdf_bytes(card_of((CODE, None, Side.LEFT), A4, odd)))
    text = " ".join("\n".join(pages).split())
    check(text.casefold(), *FIELDS[1:], "felt", "cue", "step")


@pytest.mark.parametrize("make", [body, heading, large, lead, strong])
def test_labels_never_guess(make: Callable[[str], QLabel], qapp: QApplication) -> None:
    assert make("<b>x</b>").textFormat() is Qt.TextFormat.PlainText


SOURCES = sorted(
    path
    for room in ("ui", "kiosk")
    for path in (Path(__file__).parents[3] / "src/evenkeel" / room).rglob("*.py")
)
#: A label that paints itself, one for a picture, and the program's own name.
NO_TEXT_OF_OTHERS = {"hold_button.py", "invite_page.py", "window.py"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_that_shows_text_is_left_to_guess(path: Path) -> None:
    """Labels are made by ``ui.widgets.text``; a message box is told to show plain text."""
    source = path.read_text(encoding="utf-8")
    bare = re.findall(r"(?<!plain\()(?<!rich\()(?<!-> )\bQLabel\(", source)
    if path.name not in {"text.py", *NO_TEXT_OF_OTHERS}:
        assert not bare, "QLabel guesses: plain(QLabel(…)), or a label of ui.widgets.text"
    boxes = len(re.findall(r"\bQMessageBox\(", source))
    assert source.count("setTextFormat(Qt.TextFormat.PlainText)") >= boxes
    assert not re.search(r"QMessageBox\.(warning|information|question|critical|about)\(", source)
