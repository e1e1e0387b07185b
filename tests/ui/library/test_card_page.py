"""The card: one large picture with its steps, words and pictures of one side, all around it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.guide.answers import answers_from
from evenkeel.guide.describe import spaced
from evenkeel.guide.plan import Dose
from evenkeel.ui.library.card_page import CardPage
from evenkeel.ui.library.picture_tile import PictureTile
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.tokens import THEMES
from evenkeel.ui.widgets.figures.figure_view import FigureView
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]

#: What is seen without scrolling.
FIRST_SIGHT = ("card_caption", "card_dose", "card_easier", "card_harder", "card_other_side")


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

    @property
    def figure(self) -> FigureView:
        """The one large picture."""
        settle()
        (view,) = [view for view in self.page.findChildren(FigureView) if view.isVisible()]
        return view

    def steps(self) -> list[QAbstractButton]:
        """The small pictures below it, in order."""
        settle()
        buttons = self.page.findChildren(QAbstractButton)
        return [
            one for one in buttons if one.isVisible() and one.objectName().startswith("card_step_")
        ]

    def caption(self) -> str:
        """The sentence of the step that is shown."""
        return self.label("card_caption")

    def label(self, name: str) -> str:
        """What a label says, without markup; empty where it is hidden."""
        settle()
        label = self.page.findChild(QLabel, name)
        assert label, name
        text = label.text() if label.isVisible() else ""
        return text.replace("<b>", "").replace("</b>", "")

    def forms(self) -> list[str]:
        """The ids of the forms that are offered."""
        settle()
        names = [one.objectName() for one in self.page.findChildren(PictureTile) if one.isVisible()]
        return [
            name.removeprefix("card_variant_") for name in names if name.startswith("card_variant_")
        ]

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


def test_the_picture_comes_first_then_the_notes_and_none_of_another_exercise(
    card: Card, catalogue: Catalogue
) -> None:
    first, second = (catalogue.exercises[one] for one in ("glute_bridge", "childs_pose"))
    card.page.show_card(first.id)
    assert first.precautions[0] in card.words()
    card.page.show_card(second.id)
    QApplication.processEvents()
    labels = [one.text() for one in card.page.findChildren(QLabel) if one.isVisible()]
    told = "\n".join(labels)
    assert second.form_of(None).hold
    assert first.precautions[0] not in told
    assert second.precautions[0] not in told
    assert second.precautions[0] in card.words()


def test_every_card_shows_all_its_steps_for_both_sides(card: Card, catalogue: Catalogue) -> None:
    for exercise, variant in every_card(catalogue):
        form = catalogue.exercises[exercise].form_of(variant)
        sided = catalogue.exercises[exercise].side_rule_of(variant) is not SideRule.NONE
        for side in Side:
            card.page.show_card(exercise, variant, side)
            assert len(card.steps()) == len(form.steps)
            assert "{" not in card.words()
            assert card.page.side is (side if sided else None)


def test_it_opens_at_the_hold_and_a_press_shows_another_step(
    card: Card, catalogue: Catalogue, keys: Callable[..., None]
) -> None:
    steps = catalogue.exercises["inflare_correction"].form_of(None).steps
    card.page.show_card("inflare_correction", None, Side.LEFT)
    assert [one.isChecked() for one in card.steps()].index(True) == card.page.stage.step
    assert card.caption() == steps[card.page.stage.step].text.format(side="LEFT", other="RIGHT")
    assert "RIGHT" not in card.caption()
    card.press("card_step_1")
    assert card.caption() == steps[0].text.format(side="LEFT", other="RIGHT")
    assert steps[0].figure != steps[card.page.stage.step + 2].figure
    keys(Qt.Key.Key_Right)
    assert card.caption() == steps[1].text.format(side="LEFT", other="RIGHT")
    assert card.steps()[1].accessibleName() == f"Step 2 of {len(steps)}: {card.caption()}"


@pytest.mark.parametrize(("width", "height"), [(1158, 744), (1712, 1056), (3632, 2130)])
def test_picture_and_steps_are_seen_whole_and_the_picture_is_the_largest_thing(
    card: Card, width: int, height: int
) -> None:
    """The sizes of the page in a window of 1366 × 768, 1920 × 1080 and 3840 × 2160."""
    card.page.resize(width, height)
    card.page.show_card("plank_leg_reach", "lift", Side.RIGHT)
    settle()
    for part in (*card.steps(), *(card.page.findChild(QWidget, one) for one in FIRST_SIGHT)):
        assert part
        bottom = part.mapTo(card.page, part.rect().bottomRight()).y()
        assert bottom <= height, part.objectName()
    assert card.figure.width() >= width * 0.5
    assert card.figure.height() >= height * 0.5
    notes = card.page._note_area.mapTo(card.page, QPoint()).y()
    assert all(one.mapTo(card.page, one.rect().bottomLeft()).y() < notes for one in card.steps())


def test_at_twice_the_text_the_picture_keeps_half_of_the_page(
    card: Card, appearance: Appearance, qapp: QApplication
) -> None:
    card.page.show_card("plank_leg_reach", "lift", Side.RIGHT)
    theme.apply(qapp, THEMES["light"], 200)
    appearance.change(theme=THEMES["light"], text_percent=200, reduced_motion=True)
    card.page.resize(1130, 744)
    settle()
    inside = card.page.width() - 2 * 48
    assert card.figure.width() >= inside * 0.45
    assert card.figure.mapTo(card.page, card.figure.rect().bottomRight()).y() <= 744


def test_the_trades_name_is_small_under_the_plain_one(card: Card) -> None:
    card.page.show_card("dontigny_knee_brace")
    assert card.page.title.text() == "Heel push in a doorway"
    assert "Also called: DonTigny knee brace" in card.words()
    card.page.show_card("warm_up")
    assert "Also called" not in card.words()


def test_the_side_changes_words_and_pictures_together(card: Card) -> None:
    card.page.show_card("inflare_correction", None, Side.LEFT)
    assert "LEFT knee" in card.caption()
    assert leans_left(card.figure)
    card.press("card_other_side")
    assert "RIGHT knee" in card.caption()
    assert "your LEFT knee" not in card.words()
    assert not leans_left(card.figure)
    assert "RIGHT" in card.figure.accessibleName()
    assert "RIGHT" in card.steps()[2].accessibleName()


def test_a_card_without_sides_offers_no_other_side(card: Card) -> None:
    card.page.show_card("abdominal_stretch", None, Side.RIGHT)
    switch = card.page.findChild(QAbstractButton, "card_other_side")
    assert switch
    settle()
    assert not switch.isVisible()
    assert card.page.side is None


def test_another_form_keeps_the_sore_side(card: Card) -> None:
    """With the LEFT side sore the RIGHT leg lifts, or the LEFT foot presses."""
    card.page.show_card("plank_leg_reach", "lift", Side.RIGHT)
    card.press("card_easier")
    card.press("card_variant_press")
    assert card.page.side is Side.LEFT
    assert card.caption() == "Press the toes of your LEFT foot down into the floor."
    card.press("card_easier")
    card.press("card_variant_hold")
    assert card.page.side is None
    assert "LEFT" not in card.caption()


def test_other_forms_lie_behind_easier_and_harder_each_with_a_picture(card: Card) -> None:
    card.page.show_card("plank_leg_reach", "press", Side.LEFT)
    assert card.forms() == []
    card.press("card_harder")
    assert card.forms() == ["lift"]
    assert "Turn the toes under" in card.words()
    card.press("card_easier")
    assert card.forms() == ["hold", "knees_lift", "knees_press", "knees_hold"]
    assert "Do the plank from your knees" in card.words()
    card.press("card_easier")
    assert card.forms() == []


def test_where_the_content_has_no_levels_the_usual_form_is_the_hard_one(card: Card) -> None:
    card.page.show_card("quadriceps_stretch", "supported", Side.LEFT)
    card.press("card_harder")
    assert card.forms() == ["standing"]
    card.press("card_easier")
    assert card.forms() == ["lying"]


def test_a_card_with_one_form_offers_advice_only_and_nothing_where_there_is_none(
    card: Card, catalogue: Catalogue
) -> None:
    for exercise in catalogue.exercises.values():
        if exercise.variants:
            continue
        card.page.show_card(exercise.id)
        settle()
        for name, texts in (("card_easier", exercise.easier), ("card_harder", exercise.harder)):
            button = card.page.findChild(QAbstractButton, name)
            assert button
            assert button.isVisible() is bool(texts), (exercise.id, name)


def test_your_form_is_chosen_named_and_found_again(card: Card, catalogue: Catalogue) -> None:
    answers = answers_from({"sore_side": "left", "leg_lift": False}, catalogue)
    card.page.show_card("plank_leg_reach", answers=answers)
    assert (card.page.variant, card.page.side) == ("press", Side.LEFT)
    assert card.label("card_form") == "Your form: Plank, one foot presses"
    card.press("card_harder")
    card.press("card_variant_lift")
    assert card.label("card_form") == "Form: Plank, one leg reaches"
    card.press("card_own_form")
    assert (card.page.variant, card.page.side) == ("press", Side.LEFT)
    assert card.label("card_form") == "Your form: Plank, one foot presses"


def test_without_a_variant_the_usual_form_is_shown(card: Card) -> None:
    card.page.show_card("quadriceps_stretch")
    assert card.page.variant == "standing"
    assert card.label("card_form") == "Form: Standing"


def test_what_is_planned_can_be_done_now_as_it_is_planned(card: Card, catalogue: Catalogue) -> None:
    card.page.startRequested.connect(lambda *said: card.said.append(("startRequested", *said)))
    left = answers_from({"sore_side": "left", "pain_pattern": "shifted"}, catalogue)
    button = card.page.findChild(QAbstractButton, "card_do_now")
    assert button
    card.page.show_card("plank_leg_reach", answers=left, takes_s=110.0)
    settle()
    assert button.isVisible()
    assert button.text() == "Do it now · 2\u00a0min"
    card.press("card_do_now")
    assert card.said == [("startRequested", "plank_leg_reach")]
    # Neither on the side that is not theirs nor in another form, nor what is not planned.
    card.press("card_other_side")
    assert not button.isVisible()
    card.page.show_card("plank_leg_reach", "press", answers=left, takes_s=110.0)
    assert not button.isVisible()
    card.page.show_card("plank_leg_reach", answers=left)
    assert not button.isVisible()


def test_paper_is_asked_for_with_what_is_shown(card: Card) -> None:
    card.page.show_card("quadriceps_stretch", "lying", Side.LEFT)
    card.press("card_other_side")
    card.press("card_paper")
    card.press("card_print")
    card.press("card_preview")
    card.press("card_easier")
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
    for text in (exercise.purpose, *exercise.precautions, *exercise.mistakes, *exercise.stop):
        assert text in words
    assert catalogue.words.stop_rule in words
    assert "It needs a free wall." in words
    assert "On the sore side only." in words
    assert catalogue.sources[exercise.source[0]].title in words


def test_what_is_in_the_plan_does_not_say_why_it_may_be_missing(card: Card) -> None:
    card.page.show_card("inflare_correction")
    assert "It needs a free wall." in card.words()
    card.page.show_card("inflare_correction", None, None, Dose(hold_s=6, rest_s=6, reps=6, sets=1))
    assert "It needs a free wall." not in card.words()
    assert "missing from your plan" not in card.words()


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
        # Of the steps one is reached with Tab, the others from it with the arrow keys.
        assert button.isCheckable() or button.focusPolicy() & Qt.FocusPolicy.TabFocus
