"""The card: a picture for each step, words and pictures of one side, everything around it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.guide.answers import answers_from
from evenkeel.guide.describe import spaced
from evenkeel.guide.plan import Dose
from evenkeel.ui.library.card_page import CardPage
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from evenkeel.ui.widgets.figure import FigureView
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]


class Card:
    """The page on the screen, with what it emitted."""

    def __init__(self, appearance: Appearance, show: Show, press: Press) -> None:
        self.page = CardPage(appearance)
        self.said: list[tuple[object, ...]] = []
        for name in ("printRequested", "previewRequested", "pdfRequested", "backRequested"):
            signal = getattr(self.page, name)
            signal.connect(lambda *said, name=name: self.said.append((name, *said)))
        self._press = press
        show(self.page)

    def press(self, name: str) -> None:
        """Clicks the button of that name."""
        self._press(self.page, name)

    def figures(self) -> list[FigureView]:
        """The pictures of the steps, in order."""
        settle()
        return [view for view in self.page.findChildren(FigureView) if view.isVisible()]

    def words(self) -> str:
        """Everything that is written on the page."""
        settle()
        labels = [label for label in self.page.findChildren(QLabel) if label.isVisible()]
        text = "\n".join(label.text() for label in labels)
        return text.replace("<b>", "").replace("</b>", "")


@pytest.fixture
def card(appearance: Appearance, show: Show, press: Press) -> Card:
    return Card(appearance, show, press)


def leans_left(view: FigureView) -> bool:
    """Whether the plain picture of the tests lies at the left: drawn for the LEFT side."""
    image: QImage = view.grab().toImage()
    middle = image.height() // 2
    teal = QColor("#4092a0")
    return image.pixelColor(round(image.width() * 0.12), middle) == teal


def every_card(catalogue: Catalogue) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for exercise in catalogue.exercises.values():
        found += [(exercise.id, one.id) for one in exercise.variants] or [(exercise.id, None)]
    return found


def test_steps_come_first_then_the_notes_and_none_of_another_exercise(
    card: Card, catalogue: Catalogue
) -> None:
    first, second = (catalogue.exercises[one] for one in ("glute_bridge", "childs_pose"))
    card.page.show_card(first.id)
    assert first.precautions[0] in card.words()
    card.page.show_card(second.id)
    QApplication.processEvents()
    labels = [one.text() for one in card.page.findChildren(QLabel) if one.isVisible()]
    told = "\n".join(labels)
    assert len([one for one in card.page.findChildren(FigureView) if one.isVisible()]) == len(
        second.form_of(None).steps
    )
    assert first.precautions[0] not in told
    assert second.precautions[0] not in told
    assert second.precautions[0] in card.words()


def test_every_card_shows_all_its_steps_for_both_sides(card: Card, catalogue: Catalogue) -> None:
    for exercise, variant in every_card(catalogue):
        form = catalogue.exercises[exercise].form_of(variant)
        sided = catalogue.exercises[exercise].side_rule_of(variant) is not SideRule.NONE
        for side in Side:
            card.page.show_card(exercise, variant, side)
            assert len(card.figures()) == len(form.steps)
            assert "{" not in card.words()
            assert card.page.side is (side if sided else None)


def test_the_trades_name_is_small_under_the_plain_one(card: Card) -> None:
    card.page.show_card("dontigny_knee_brace")
    assert card.page.title.text() == "Heel push in a doorway"
    assert "Also called: DonTigny knee brace" in card.words()
    card.page.show_card("warm_up")
    assert "Also called" not in card.words()


def test_the_side_changes_words_and_pictures_together(card: Card) -> None:
    card.page.show_card("inflare_correction", None, Side.LEFT)
    assert "Press your LEFT knee into the wall." in card.words()
    assert all(leans_left(view) for view in card.figures())
    card.press("card_side_right")
    assert "Press your RIGHT knee into the wall." in card.words()
    assert "your LEFT knee" not in card.words()
    assert not any(leans_left(view) for view in card.figures())
    assert "RIGHT" in card.figures()[2].accessibleName()


def test_a_card_without_sides_has_no_switch(card: Card) -> None:
    card.page.show_card("abdominal_stretch", None, Side.RIGHT)
    switch = card.page.findChild(QAbstractButton, "card_side_left")
    assert switch
    settle()
    assert not switch.isVisible()
    assert card.page.side is None


def test_another_variant_keeps_the_sore_side(card: Card) -> None:
    """With the LEFT side sore the RIGHT leg lifts, or the LEFT foot presses."""
    card.page.show_card("plank_leg_reach", "lift", Side.RIGHT)
    card.press("card_variant_press")
    assert card.page.side is Side.LEFT
    assert "Press your LEFT toes into the floor." in card.words()
    card.press("card_variant_hold")
    assert card.page.side is None
    assert "Hold the plank." in card.words()


def test_variants_that_have_room_stand_in_one_row(card: Card, catalogue: Catalogue) -> None:
    card.page.show_card("quadriceps_stretch")
    settle()
    names = [variant.id for variant in catalogue.exercises["quadriceps_stretch"].variants]
    buttons = [card.page.findChild(QAbstractButton, f"card_variant_{name}") for name in names]
    assert len({button.y() for button in buttons if button}) == 1
    assert len({button.width() for button in buttons if button}) == 1


def test_without_a_variant_the_usual_form_is_shown(card: Card) -> None:
    card.page.show_card("quadriceps_stretch")
    assert card.page.variant == "standing"
    chosen = card.page.findChild(QAbstractButton, "card_variant_standing")
    assert chosen
    assert chosen.isChecked()


def test_paper_is_asked_for_with_what_is_shown(card: Card) -> None:
    card.page.show_card("quadriceps_stretch", "lying", Side.LEFT)
    card.press("card_side_right")
    card.press("card_print")
    card.press("card_preview")
    card.press("card_variant_supported")
    card.press("card_pdf")
    card.press("card_back")
    assert card.said == [
        ("printRequested", "quadriceps_stretch", "lying", Side.RIGHT),
        ("previewRequested", "quadriceps_stretch", "lying", Side.RIGHT),
        ("pdfRequested", "quadriceps_stretch", "supported", Side.RIGHT),
        ("backRequested",),
    ]


@pytest.mark.parametrize(
    ("exercise", "dose", "said"),
    [
        ("inflare_correction", None, "6 × 6 s, rest 6 s between"),
        ("quadriceps_stretch", None, "20 s each side"),
        (
            "quadriceps_stretch",
            Dose(hold_s=30, rest_s=10, reps=1, sets=2),
            "2 sets of 30 s each side, rest 10 s between",
        ),
        ("warm_up", None, "5 min"),
    ],
)
def test_the_dosage_is_said(card: Card, exercise: str, dose: Dose | None, said: str) -> None:
    card.page.show_card(exercise, None, None, dose)
    assert said in spaced(card.words()).split("\n")


def test_everything_to_know_is_on_the_card(card: Card, catalogue: Catalogue) -> None:
    exercise = catalogue.exercises["inflare_correction"]
    card.page.show_card(exercise.id, answers=answers_from({"sore_side": "left"}, catalogue))
    words = card.words()
    for text in (*exercise.precautions, *exercise.mistakes, *exercise.stop, *exercise.harder):
        assert text in words
    assert catalogue.words.stop_rule in words
    assert "It needs a free wall." in words
    assert "On the sore side only." in words
    assert catalogue.sources[exercise.source[0]].title in words


@pytest.mark.parametrize("width", [820, 1366, 1920])
def test_nothing_is_cut_at_twice_the_text(
    card: Card, appearance: Appearance, qapp: QApplication, width: int
) -> None:
    card.page.show_card("plank_leg_reach", "lift", Side.RIGHT)
    theme.apply(qapp, THEMES["dark"], 200)
    appearance.change(theme=THEMES["dark"], text_percent=200, reduced_motion=True)
    card.page.resize(width, 768)
    settle()
    for label in card.page.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            assert label.mapTo(card.page, label.rect().topRight()).x() <= width


def test_pressable_things_are_large_and_named(card: Card) -> None:
    card.page.show_card("plank_leg_reach", "lift", Side.RIGHT)
    settle()
    buttons = [one for one in card.page.findChildren(QAbstractButton) if one.isVisible()]
    assert len(buttons) >= 10
    for button in buttons:
        assert button.objectName()
        assert button.accessibleName()
        assert button.height() >= 44
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
