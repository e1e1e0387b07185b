"""The questionnaire as a person goes through it, by mouse and by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Equipment, Side
from evenkeel.guide.answers import Answers, answers_from, default_answers
from evenkeel.ui.questions.questionnaire_page import QuestionnairePage
from evenkeel.ui.style import theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import FigureView
from evenkeel.ui.widgets.choice import ChoiceButton
from tests.ui.accessible import told
from tests.ui.screen import settle

Key, Role = Qt.Key, QAccessible.Role
Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]
Keys = Callable[..., None]


class Asked:
    """A questionnaire on the screen, and what it said."""

    def __init__(self, appearance: Appearance, show: Show, press: Press) -> None:
        self.page = QuestionnairePage(appearance)
        self.finished: list[Answers] = []
        self.left = 0
        self.page.finished.connect(self.finished.append)
        self.page.left.connect(self._left)
        self._press = press
        self.page.ask()
        show(self.page)

    def _left(self) -> None:
        self.left += 1

    @property
    def title(self) -> str:
        label = self.page.findChild(QLabel, "questionnaire_title")
        assert label
        return label.text()

    @property
    def place(self) -> str:
        label = self.page.findChild(QLabel, "questionnaire_place")
        assert label
        return label.text()

    def answer(self, *names: str) -> None:
        """Clicks answers; several are confirmed with the button."""
        for name in names:
            self._press(self.page, name)

    def next(self) -> None:
        self._press(self.page, "questionnaire_next")

    def back(self) -> None:
        self._press(self.page, "questionnaire_back")

    def chosen(self) -> list[str]:
        """The names of the answers that are shown as chosen."""
        settle()
        return sorted(
            button.objectName()
            for button in self.page.findChildren(QAbstractButton)
            if button.isChecked() and button.isVisible()
        )


@pytest.fixture
def asked(appearance: Appearance, show: Show, press: Press) -> Asked:
    return Asked(appearance, show, press)


def title(catalogue: Catalogue, key: str) -> str:
    return catalogue.question(key).title


def to_equipment(asked: Asked, side: str = "left", pattern: str = "shifted") -> None:
    asked.answer("red_flags_none")
    asked.next()
    asked.answer("pregnancy_no", f"sore_side_{side}", f"pain_pattern_{pattern}")
    asked.answer("pain_scale_4", "floor_true")


def test_the_whole_path_for_a_left_shifted_joint(asked: Asked, catalogue: Catalogue) -> None:
    to_equipment(asked)
    asked.answer("equipment_doorway", "equipment_wall")
    asked.next()
    asked.answer("plank_knees", "leg_lift_false", "history_not_assessed")
    asked.next()
    asked.answer("extras_true")
    assert asked.finished == []
    asked.next()
    expected = answers_from(
        {
            "sore_side": "left",
            "pain_pattern": "shifted",
            "pain_now": 4,
            "equipment": ["doorway", "wall"],
            "plank": "knees",
            "leg_lift": False,
            "red_flags": [],
            "pregnancy": "no",
            "floor": True,
            "history": ["not_assessed"],
            "extras": True,
        },
        catalogue,
    )
    assert asked.finished == [expected]


def test_nothing_is_chosen_on_first_asking(asked: Asked, catalogue: Catalogue) -> None:
    assert asked.chosen() == []
    button = asked.page.findChild(QAbstractButton, "questionnaire_next")
    assert button
    assert not button.isEnabled()
    to_equipment(asked)
    assert asked.title == title(catalogue, "equipment")
    assert asked.chosen() == []


@pytest.mark.parametrize("flag", ["chest_pain", "fever_or_unwell"])
def test_a_red_flag_ends_at_once(asked: Asked, catalogue: Catalogue, flag: str) -> None:
    asked.answer(f"red_flags_{flag}")
    assert asked.finished == []
    asked.next()
    # Nothing else was asked, so nothing else is answered.
    assert asked.finished == [answers_from({"red_flags": [flag]}, catalogue)]


def test_a_lasting_sign_asks_whether_a_doctor_agreed(asked: Asked, catalogue: Catalogue) -> None:
    asked.answer("red_flags_fracture_risk")
    asked.next()
    assert asked.title == title(catalogue, "doctor_agreed")
    assert asked.place == "Question 2 of about 11"
    assert asked.chosen() == []
    asked.answer("doctor_agreed_true")
    assert asked.title == title(catalogue, "pregnancy")
    asked.back()
    asked.answer("doctor_agreed_false")
    assert asked.finished == [
        answers_from({"red_flags": ["fracture_risk"], "doctor_agreed": False}, catalogue)
    ]


def test_agreement_goes_with_the_sign_it_was_given_to(asked: Asked, catalogue: Catalogue) -> None:
    agreed = {"red_flags": ["cancer_history"], "doctor_agreed": True}
    asked.page.ask(answers_from({**agreed, "sore_side": "left"}, catalogue), screening_only=True)
    asked.answer("red_flags_none")
    asked.next()
    assert asked.title == title(catalogue, "pregnancy")
    asked.answer("pregnancy_no")
    (answers,) = asked.finished
    assert answers.answered == {"red_flags", "pregnancy", "sore_side"}


def test_who_cannot_lie_down_is_not_asked_for_room_to_lie(asked: Asked) -> None:
    asked.answer("red_flags_none")
    asked.next()
    asked.answer("pregnancy_no", "sore_side_left", "pain_pattern_tight", "pain_scale_4")
    asked.answer("floor_false")
    wall = asked.page.findChild(QAbstractButton, "equipment_wall")
    assert wall
    assert "hold on to" in wall.accessibleName() + wall.accessibleDescription()
    assert "lie" not in wall.accessibleName() + wall.accessibleDescription()


def test_pregnancy_ends_at_once(asked: Asked) -> None:
    asked.answer("red_flags_none")
    asked.next()
    asked.answer("pregnancy_pregnant")
    assert [answers.one("pregnancy") for answers in asked.finished] == ["pregnant"]


def test_none_of_these_takes_the_others_back(asked: Asked) -> None:
    asked.answer("red_flags_chest_pain", "red_flags_fever_or_unwell")
    asked.answer("red_flags_none")
    assert asked.chosen() == ["red_flags_none"]
    asked.answer("red_flags_chest_pain")
    assert asked.chosen() == ["red_flags_chest_pain"]


def test_back_keeps_every_answer(asked: Asked, catalogue: Catalogue) -> None:
    to_equipment(asked)
    asked.answer("equipment_wall", "equipment_chair")
    asked.back()
    assert asked.title == title(catalogue, "floor")
    assert asked.chosen() == ["floor_true"]
    for shown in (["pain_scale_4"], ["pain_pattern_shifted"], ["pelvis_left", "sore_side_left"]):
        asked.back()
        assert asked.chosen() == shown
    asked.back()
    asked.back()
    assert asked.chosen() == ["red_flags_none"]
    asked.back()
    assert asked.left == 1
    for _ in range(6):
        asked.next()
    assert asked.title == title(catalogue, "equipment")
    assert asked.chosen() == ["equipment_chair", "equipment_wall"]


def test_questions_that_no_longer_matter_are_not_asked(asked: Asked, catalogue: Catalogue) -> None:
    to_equipment(asked, side="both", pattern="tight")
    asked.answer("equipment_none")
    asked.next()
    assert asked.title == title(catalogue, "knee_pain")
    asked.answer("knee_pain_false", "balance_steady", "history_none")
    asked.next()
    asked.answer("extras_false")
    asked.next()
    expected = answers_from(
        {
            "red_flags": [],
            "pregnancy": "no",
            "sore_side": "both",
            "pain_pattern": "tight",
            "pain_now": 4,
            "floor": True,
            "equipment": [],
            "knee_pain": False,
            "balance": "steady",
            "history": [],
            "extras": False,
        },
        catalogue,
    )
    assert asked.finished == [expected]


def test_a_changed_answer_changes_what_is_asked(asked: Asked, catalogue: Catalogue) -> None:
    to_equipment(asked)
    asked.answer("equipment_doorway")
    asked.next()
    assert asked.title == title(catalogue, "plank")
    asked.answer("plank_no")
    assert asked.title == title(catalogue, "history")


def test_the_side_is_chosen_on_the_picture(
    asked: Asked, catalogue: Catalogue, qtbot: QtBot
) -> None:
    asked.answer("red_flags_none")
    asked.next()
    asked.answer("pregnancy_no")
    settle()
    picture = asked.page.findChild(QWidget, "pelvis")
    assert picture
    right_half = QPoint(picture.width() * 3 // 4, picture.height() // 2)
    target = picture.childAt(right_half)
    assert target
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(picture, right_half))
    assert asked.title == title(catalogue, "pain_pattern")
    asked.back()
    assert asked.chosen() == ["pelvis_right", "sore_side_right"]


def test_the_side_has_four_answers_and_one_stop(asked: Asked) -> None:
    """The picture is one image with its text; its halves are for the mouse."""
    asked.answer("red_flags_none")
    asked.next()
    asked.answer("pregnancy_no")
    settle()
    page = told(asked.page)
    assert len(page.of_role(Role.RadioButton)) == 4
    assert not page.of_role(Role.CheckBox)
    _place, picture = page.of_role(Role.Graphic)
    assert picture.name == "The pelvis, seen from behind"
    assert "A joint on the left" in picture.description
    halves = [asked.page.findChild(QAbstractButton, f"pelvis_{side}") for side in Side]
    assert {half.focusPolicy() for half in halves if half} == {Qt.FocusPolicy.NoFocus}


def test_the_whole_path_by_keyboard_alone(asked: Asked, catalogue: Catalogue, keys: Keys) -> None:
    keys(Key.Key_Up, Key.Key_Space, Key.Key_Return)  # none of these: the last one
    assert asked.title == title(catalogue, "pregnancy")
    keys(Key.Key_1, Key.Key_Return)
    keys(Key.Key_Down, Key.Key_Down, Key.Key_Return)  # my RIGHT side
    keys(Key.Key_2)
    assert asked.title == title(catalogue, "pain_pattern")
    keys(Key.Key_1, Key.Key_Enter)
    keys(Key.Key_1, Key.Key_0, Key.Key_Left, Key.Key_Return)  # ten, one less
    keys(Key.Key_1, Key.Key_Return)
    keys(Key.Key_1, Key.Key_3, Key.Key_Down, Key.Key_Space, Key.Key_Return)
    keys(Key.Key_1, Key.Key_Return, Key.Key_2, Key.Key_Return)
    assert asked.title == title(catalogue, "history")
    keys(Key.Key_4, Key.Key_Return)
    keys(Key.Key_Down, Key.Key_Return)
    assert asked.title == "Is that right?"
    keys(Key.Key_Return)
    expected = answers_from(
        {
            "sore_side": "right",
            "pain_pattern": "shifted",
            "pain_now": 9,
            "equipment": ["doorway", "swiss_ball", "chair"],
            "leg_lift": False,
            "red_flags": [],
            "pregnancy": "no",
            "floor": True,
            "plank": "full",
            "history": [],
            "extras": False,
        },
        catalogue,
    )
    assert asked.finished == [expected]


def test_escape_goes_back(asked: Asked, catalogue: Catalogue, keys: Keys) -> None:
    asked.answer("red_flags_none")
    asked.next()
    keys(Key.Key_Escape)
    assert asked.title == title(catalogue, "red_flags")
    assert asked.chosen() == ["red_flags_none"]
    keys(Key.Key_Escape)
    assert asked.left == 1


def test_enter_without_an_answer_stays(asked: Asked, catalogue: Catalogue, keys: Keys) -> None:
    keys(Key.Key_Return)
    assert asked.title == title(catalogue, "red_flags")
    assert asked.finished == []


def test_it_says_how_far_along_one_is(asked: Asked) -> None:
    assert asked.place == "Question 1 of about 10"
    to_equipment(asked)
    assert asked.place == "Question 7 of about 11"


def test_it_says_why(asked: Asked, catalogue: Catalogue) -> None:
    label = asked.page.findChild(QLabel, "questionnaire_why")
    assert label
    assert catalogue.question("red_flags").why in label.text()


def test_one_answer_is_changed_by_itself(asked: Asked, catalogue: Catalogue) -> None:
    before = answers_from({"sore_side": "left", "pain_pattern": "shifted"}, catalogue)
    asked.page.ask(before, only="sore_side")
    assert asked.chosen() == ["pelvis_left", "sore_side_left"]
    asked.answer("sore_side_right")
    assert asked.finished == [before.with_answer("sore_side", "right")]


def test_a_changed_answer_brings_the_questions_that_matter_now(
    asked: Asked, catalogue: Catalogue
) -> None:
    before = answers_from({"sore_side": "left", "pain_pattern": "tight"}, catalogue)
    asked.page.ask(before, only="pain_pattern")
    asked.answer("pain_pattern_shifted")
    assert asked.title == title(catalogue, "plank")
    assert asked.chosen() == []
    asked.answer("plank_no")
    assert len(asked.finished) == 1
    assert asked.finished[0].one("plank") == "no"


def test_screening_comes_back_with_nothing_chosen(asked: Asked, catalogue: Catalogue) -> None:
    before = answers_from({"sore_side": "right", "extras": True}, catalogue)
    asked.page.ask(before, screening_only=True)
    assert asked.chosen() == []
    asked.answer("red_flags_none")
    asked.next()
    assert asked.title == title(catalogue, "pregnancy")
    assert asked.chosen() == []
    asked.answer("pregnancy_no")
    expected = before.with_answer("red_flags", ()).with_answer("pregnancy", "no")
    assert asked.finished == [expected]


def test_questions_that_come_again_say_why(asked: Asked, catalogue: Catalogue) -> None:
    """On every one of them, also to those who do not see it; other questions do not."""

    def why() -> str:
        label = asked.page.findChild(QLabel, "questionnaire_why_now")
        return label.text() if label.isVisible() else ""

    before = answers_from({"sore_side": "right"}, catalogue)
    asked.page.ask(before, screening_only=True, why_now="Why now: two weeks.")
    assert why() == "Why now: two weeks."
    asked.answer("red_flags_none")
    asked.next()
    assert asked.title == title(catalogue, "pregnancy")
    assert why() == "Why now: two weeks."
    asked.page.ask(before)
    assert why() == ""


def test_an_earlier_referral_can_be_taken_back(asked: Asked, catalogue: Catalogue) -> None:
    asked.page.ask(default_answers(catalogue).with_answer("red_flags", ("chest_pain",)))
    assert asked.chosen() == ["red_flags_chest_pain"]
    asked.answer("red_flags_none")
    asked.next()
    assert asked.title == title(catalogue, "pregnancy")


def test_the_keyboard_starts_at_the_answers(asked: Asked, keys: Keys) -> None:
    keys(Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus
    assert focus.objectName() == "red_flags_saddle_numbness"


def to_check(asked: Asked) -> None:
    to_equipment(asked)
    asked.answer("equipment_doorway")
    asked.next()
    asked.answer("plank_no", "history_none")
    asked.next()
    asked.answer("extras_false")
    assert asked.title == "Is that right?"


def lead(asked: Asked) -> str:
    label = asked.page.findChild(QLabel, "questionnaire_lead")
    assert label
    return label.text()


def test_what_was_answered_is_repeated_before_anything_follows(asked: Asked) -> None:
    to_check(asked)
    assert lead(asked) == "My LEFT side · It feels as if it shifted · pain 4 of 10"
    assert asked.place == ""
    settle()
    changes = [
        one.objectName().removeprefix("answers_change_")
        for one in asked.page.findChildren(QAbstractButton)
        if one.isVisible() and one.objectName().startswith("answers_change_")
    ]
    assert changes == [
        "red_flags",
        "pregnancy",
        "sore_side",
        "pain_pattern",
        "pain_now",
        "floor",
        "equipment",
        "plank",
        "history",
        "extras",
    ]
    assert asked.finished == []
    asked.next()
    assert [answers.one("sore_side") for answers in asked.finished] == ["left"]


def test_a_wrong_answer_is_put_right_there(asked: Asked, catalogue: Catalogue) -> None:
    to_check(asked)
    asked.answer("answers_change_sore_side")
    assert asked.title == title(catalogue, "sore_side")
    assert asked.chosen() == ["pelvis_left", "sore_side_left"]
    asked.answer("sore_side_right")
    assert lead(asked) == "My RIGHT side · It feels as if it shifted · pain 4 of 10"
    asked.next()
    assert [answers.one("sore_side") for answers in asked.finished] == ["right"]


def test_what_matters_only_now_is_asked_before_it_comes_back(
    asked: Asked, catalogue: Catalogue
) -> None:
    to_check(asked)
    asked.answer("answers_change_plank", "plank_knees")
    assert asked.title == title(catalogue, "leg_lift")
    asked.answer("leg_lift_true")
    assert asked.title == "Is that right?"
    assert asked.finished == []


def test_a_sign_that_is_ticked_there_ends_the_questions(asked: Asked) -> None:
    to_check(asked)
    asked.answer("answers_change_red_flags", "red_flags_chest_pain")
    asked.next()
    (answers,) = asked.finished
    assert answers.many("red_flags") == ("chest_pain",)


def test_back_from_there_and_back_to_there(asked: Asked, catalogue: Catalogue, keys: Keys) -> None:
    to_check(asked)
    asked.back()
    assert asked.title == title(catalogue, "extras")
    asked.next()
    asked.answer("answers_change_floor")
    keys(Key.Key_Escape)
    assert asked.title == "Is that right?"
    keys(Key.Key_Tab, Key.Key_Return)
    assert asked.title == title(catalogue, "red_flags")


@pytest.mark.parametrize("key", ["floor", "leg_lift"])
def test_a_question_about_what_one_can_do_has_a_picture(
    asked: Asked, catalogue: Catalogue, key: str
) -> None:
    answers = answers_from({"sore_side": "left", "pain_pattern": "shifted"}, catalogue)
    asked.page.ask(answers, key)
    settle()
    views = [one for one in asked.page.findChildren(FigureView) if one.isVisible()]
    assert len(views) == len(catalogue.question(key).pictures) > 0
    for view in views:
        assert view.accessibleName()
        # All of it is seen without scrolling, and it is larger than any answer.
        assert view.mapTo(asked.page, view.rect().bottomRight()).y() < asked.page.height()
        answers_area = [one for one in asked.page.findChildren(ChoiceButton) if one.isVisible()]
        assert all(view.height() > one.height() for one in answers_area)


def is_seen(asked: Asked, widget: QWidget) -> bool:
    """Whether all of it is seen without scrolling."""
    area = asked.page.scroll_area.viewport()
    return area.rect().contains(QRect(widget.mapTo(area, QPoint()), widget.size()))


@pytest.mark.parametrize(
    ("key", "shown"), [("plank", [True, True, False]), ("balance", [True, True])]
)
def test_an_answer_about_what_one_can_do_is_its_picture(
    asked: Asked, catalogue: Catalogue, key: str, shown: list[bool]
) -> None:
    """Side by side, each the picture and its words; the reason is seen below them."""
    asked.page.resize(1366, 741)
    answers = answers_from({"sore_side": "left", "pain_pattern": "shifted"}, catalogue)
    asked.page.ask(answers, key)
    settle()
    buttons = [one for one in asked.page.findChildren(ChoiceButton) if one.isVisible()]
    assert ["A person" in told(one).description for one in buttons] == shown
    assert len({one.y() for one in buttons}) == 1
    assert len({one.height() for one in buttons}) == 1
    blank = QColor(asked.page.appearance.theme.card).rgb()
    for button, has in zip(buttons, shown, strict=True):
        image = button.grab().toImage()
        middle = [image.pixel(x, image.height() // 3) for x in range(20, image.width() - 20)]
        assert any(pixel != blank for pixel in middle) is has
        assert is_seen(asked, button)
    why = asked.page.findChild(QLabel, "questionnaire_why")
    assert why
    assert is_seen(asked, why)


@pytest.mark.parametrize("percent", [150, 200])
@pytest.mark.parametrize("key", ["plank", "balance", "leg_lift", "floor"])
def test_why_it_is_asked_is_seen_in_large_text(
    asked: Asked, catalogue: Catalogue, qapp: QApplication, key: str, percent: int
) -> None:
    """Below the pictures, which stay large, and with every answer."""
    asked.page.appearance.text_percent = percent
    theme.apply(qapp, asked.page.appearance.theme, percent)
    asked.page.resize(1366, 768)
    asked.page.ask(answers_from({"sore_side": "left"}, catalogue), key)
    settle()
    why = asked.page.findChild(QLabel, "questionnaire_why")
    assert why
    assert is_seen(asked, why)
    for button in asked.page.findChildren(ChoiceButton):
        assert is_seen(asked, button)
    pictures = [one for one in asked.page.findChildren(FigureView) if one.isVisible()]
    for picture in pictures:
        assert picture.height() > asked.page.height() * 0.4
    theme.apply(qapp, asked.page.appearance.theme, 100)


@pytest.mark.parametrize("size", [(1366, 741), (1200, 728), (1024, 720)])
@pytest.mark.parametrize("key", ["red_flags", "sore_side", "equipment"])
def test_a_question_is_seen_whole_on_a_small_screen(
    asked: Asked, catalogue: Catalogue, key: str, size: tuple[int, int]
) -> None:
    """Rather than a scroll bar for a few pixels, the margins get narrower."""
    asked.page.resize(*size)
    answers = answers_from({"sore_side": "left", "pain_pattern": "shifted"}, catalogue)
    asked.page.ask(answers)
    asked.page._show(key)
    settle()
    assert asked.page.scroll_area.verticalScrollBar().maximum() == 0


def test_a_thing_has_its_picture(asked: Asked, catalogue: Catalogue) -> None:
    answers = answers_from({"sore_side": "left", "pain_pattern": "shifted"}, catalogue)
    asked.page.ask(answers, "equipment")
    settle()
    blank = QColor(asked.page.appearance.theme.card).rgb()
    for thing in (*Equipment, "none"):
        button = asked.page.findChild(ChoiceButton, f"equipment_{thing}")
        assert button
        image = button.grab().toImage()
        end = [
            image.pixel(x, y)
            for x in range(image.width() - 70, image.width() - 20)
            for y in range(10, image.height() - 10, 3)
        ]
        assert any(pixel != blank for pixel in end) is (thing != "none"), thing


def test_the_picture_shows_the_leg_that_is_not_sore(asked: Asked, catalogue: Catalogue) -> None:
    for sore, lifted in (("left", "RIGHT"), ("right", "LEFT")):
        answers = answers_from({"sore_side": sore, "pain_pattern": "shifted"}, catalogue)
        asked.page.ask(answers, "leg_lift")
        settle()
        (view,) = [one for one in asked.page.findChildren(FigureView) if one.isVisible()]
        assert f"The {lifted} leg is lifted" in view.accessibleName()


def test_on_is_at_the_right_of_back(asked: Asked) -> None:
    asked.page.ask()
    settle()
    back, following = (
        asked.page.findChild(QAbstractButton, f"questionnaire_{name}") for name in ("back", "next")
    )
    assert back
    assert following
    assert (
        back.mapTo(asked.page, back.rect().topRight()).x()
        < following.mapTo(asked.page, QPoint()).x()
    )


@pytest.mark.parametrize(("width", "height"), [(1920, 1056), (1080, 1770)])
def test_a_large_window_keeps_air_only_where_it_is_free(
    asked: Asked, width: int, height: int
) -> None:
    asked.page.resize(width, height)
    settle()
    bar = asked.page.scroll_area.verticalScrollBar()
    following = asked.page.findChild(QAbstractButton, "questionnaire_next")
    assert following
    # All of the ten signs are seen, and the button stands in the window.
    assert bar.maximum() == 0
    assert following.mapTo(asked.page, following.rect().bottomLeft()).y() < height
    many = following.mapTo(asked.page, QPoint()).y()
    asked.answer("red_flags_none")
    asked.next()
    settle()
    # The button keeps its place.
    assert bar.maximum() == 0
    assert following.mapTo(asked.page, QPoint()).y() == many
