"""Wherever an exercise is shown, it is shown as this person does it; pictures and words alike."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.catalogue.wording import picture_in_words, side_word
from evenkeel.guide.answers import Answers, answers_from
from evenkeel.ui.library.card_page import CardPage
from evenkeel.ui.library.library_page import LibraryPage, Tile
from evenkeel.ui.questions.welcome_page import WelcomePage
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.figures.figure_view import FigureView, opening_figure
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
SORE = ["left", "right", "both", "unsure"]
WITH_SIDES = (
    "dontigny_knee_brace",
    "inflare_correction",
    "plank_leg_reach",
    "swiss_ball_superman",
    "glute_bridge",
)
NOT_SORE = "On the side that is NOT sore."


def answered(catalogue: Catalogue, sore: str) -> Answers:
    return answers_from({"sore_side": sore}, catalogue)


def limb(rule: SideRule, sore: str) -> Side | None:
    """The limb that the protocol names for one sore side."""
    if rule is SideRule.NONE:
        return None
    return Side(sore).other if rule is SideRule.NOT_SORE else Side(sore)


def drawn_for(view: QWidget) -> Side:
    """The side of the plain picture of the tests, which lies at the left when drawn for LEFT."""
    image = view.grab().toImage()
    teal = QColor("#4092a0")
    halves = {
        Side.LEFT: range(image.width() // 2),
        Side.RIGHT: range(image.width() // 2, image.width()),
    }
    row = image.height() // 3
    count = {side: sum(image.pixelColor(x, row) == teal for x in xs) for side, xs in halves.items()}
    return max(Side, key=lambda side: count[side])


def text(page: QWidget, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert label
    return label.text() if label.isVisible() else ""


@pytest.mark.parametrize("sore", ["left", "right"])
def test_the_library_shows_the_own_side(
    appearance: Appearance, show: Show, catalogue: Catalogue, sore: str
) -> None:
    page = LibraryPage(appearance)
    page.show_catalogue()
    page.show_for(answered(catalogue, sore))
    show(page)
    for tile in page.findChildren(Tile):
        # A tile is drawn in its turn once it was painted, also out of sight.
        tile.grab()
    settle()
    for exercise in catalogue.exercises.values():
        found = page.findChild(Tile, f"library_card_{exercise.id}")
        assert found
        tile = found
        wanted = limb(exercise.side_rule_of(tile.shown.variant), sore)
        assert tile.shown.side is wanted, exercise.id
        assert drawn_for(tile) is (wanted or Side.LEFT), exercise.id
        picture = exercise.form_of(tile.shown.variant).hold
        said = picture_in_words(catalogue.words, exercise, picture, wanted)
        assert said in tile.accessibleDescription()
    assert text(page, "library_whose_side") == ""


@pytest.mark.parametrize("sore", ["both", "unsure", None])
def test_the_library_says_whose_side_it_shows_where_none_is_known(
    appearance: Appearance, show: Show, catalogue: Catalogue, sore: str | None
) -> None:
    page = LibraryPage(appearance)
    page.show_catalogue()
    page.show_for(answered(catalogue, sore) if sore else None)
    show(page)
    settle()
    assert text(page, "library_whose_side") == (
        "Where an exercise is for one side only, its picture is for a sore LEFT side."
    )


@pytest.mark.parametrize("sore", SORE)
def test_a_card_shows_the_own_side_and_calls_no_sore_leg_not_sore(
    appearance: Appearance, show: Show, press: Press, catalogue: Catalogue, sore: str
) -> None:
    answers = answered(catalogue, sore)
    page = CardPage(appearance)
    show(page)
    # Every form for one side, and one of each other kind; guide's own tests have all of them.
    for exercise in map(catalogue.exercises.__getitem__, WITH_SIDES):
        variants: list[str | None] = [one.id for one in exercise.variants]
        for variant in variants or [None]:
            rule = exercise.side_rule_of(variant)
            page.show_card(exercise.id, variant, answers=answers)
            settle()
            if sore in tuple(Side):
                assert page.side is limb(rule, sore)
                assert text(page, "card_whose_side") == ""
            if page.side is None:
                continue
            for side in (page.side, page.side.other):
                if page.side is not side:
                    press(page, "card_other_side")
                settle()
                first = page.findChild(FigureView)
                assert first
                assert drawn_for(first) is side
                if NOT_SORE in text(page, "card_rule"):
                    assert sore == side.other.value, (exercise.id, variant, side)
            one_sided = rule in (SideRule.SORE, SideRule.NOT_SORE)
            if sore in tuple(Side) and one_sided:
                said = text(page, "card_whose_side")
                assert said.startswith("This shows the other side. "), (exercise.id, variant)
                assert side_word(catalogue.words, Side(sore)) in said


def test_another_form_of_a_card_stays_with_the_own_side(
    appearance: Appearance, show: Show, press: Press, catalogue: Catalogue
) -> None:
    page = CardPage(appearance)
    show(page)
    page.show_card("plank_leg_reach", answers=answered(catalogue, "left"))
    assert (page.variant, page.side) == ("lift", Side.RIGHT)
    press(page, "card_easier")
    press(page, "card_variant_press")
    assert page.side is Side.LEFT
    press(page, "card_easier")
    press(page, "card_variant_hold")
    press(page, "card_easier")
    press(page, "card_variant_knees_lift")
    assert page.side is Side.RIGHT
    settle()
    assert text(page, "card_whose_side") == ""
    press(page, "card_other_side")
    press(page, "card_harder")
    press(page, "card_variant_press")
    settle()
    # Somebody who looked at the other side goes on looking at it, and is told so.
    assert page.side is Side.RIGHT
    assert text(page, "card_whose_side") == (
        "This shows the other side. With a sore LEFT side, press your LEFT toes into the floor."
    )


def test_the_first_page_shows_nobodys_side(
    appearance: Appearance, show: Show, catalogue: Catalogue
) -> None:
    page = WelcomePage(appearance)
    show(page)
    assert page.findChild(QAbstractButton, "welcome_accept")
    view = opening_figure(appearance)
    assert view.accessibleName() or view.accessibleDescription()
    said = f"{view.accessibleName()} {view.accessibleDescription()}"
    assert not any(side_word(catalogue.words, side) in said for side in Side)
    view.deleteLater()
