"""A code from paper leads to the same plan, after the safety questions."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from evenkeel.catalogue.terms import Side
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import answers_from
from evenkeel.guide.code import encode
from evenkeel.guide.decide import decide
from evenkeel.handout.qr import qr_text
from tests.gallery.stage import Stage

ANSWERS = {"sore_side": "right", "pain_pattern": "tight", "equipment": ["chair"]}


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qapp, tmp_path)
    made.window.resize(1366, 768)
    made.window.show()
    made.controller.show_today()
    yield made
    made.close()


def press(stage: Stage, name: str) -> None:
    stage.app.processEvents()
    found = [one for one in stage.window.findChildren(QWidget, name) if one.isVisible()]
    assert len(found) == 1, name
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def type_code(stage: Stage, text: str) -> None:
    press(stage, "today_code")
    field = QApplication.focusWidget()
    assert field
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_code_leads_to_the_same_plan(stage: Stage) -> None:
    changes = Adjustments().taking_out("abdominal_stretch")
    answers = answers_from(ANSWERS, stage.user_state.catalogue)
    type_code(stage, encode(answers, changes, stage.user_state.catalogue).text.lower())
    assert stage.window.current() == "questionnaire"
    assert stage.user_state.answers is None, "nothing counts before the safety questions"
    press(stage, "red_flags_none")
    press(stage, "questionnaire_next")
    press(stage, "pregnancy_no")
    assert stage.window.current() == "today"
    plan = stage.user_state.plan_today
    assert plan is not None
    assert plan.programme == "loosen"
    assert plan.items[1].sides == (Side.RIGHT, Side.LEFT)
    assert "abdominal_stretch" not in plan.exercises()


@pytest.mark.parametrize("way", ["paste", "type"])
def test_the_whole_text_of_the_square_will_do(stage: Stage, way: str) -> None:
    catalogue = stage.user_state.catalogue
    answers = answers_from(ANSWERS, catalogue)
    code = encode(answers, Adjustments(), catalogue).text
    text = qr_text(decide(answers, catalogue), catalogue, code)
    press(stage, "today_code")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    if way == "paste":
        QApplication.clipboard().setText(text)
        field.paste()
    else:
        field.insert(text.replace("\n", " "))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert stage.window.current() == "questionnaire"


def test_a_red_flag_leads_to_the_referral(stage: Stage) -> None:
    answers = answers_from(ANSWERS, stage.user_state.catalogue)
    type_code(stage, encode(answers, Adjustments(), stage.user_state.catalogue).text)
    press(stage, "red_flags_chest_pain")
    press(stage, "questionnaire_next")
    assert stage.window.current() == "referral"


@pytest.mark.parametrize(
    ("code", "says"), [("hello", "not an Evenkeel code"), ("2HGJ-72BD", "compare it with")]
)
def test_a_wrong_code_gets_a_sentence(stage: Stage, code: str, says: str) -> None:
    type_code(stage, code)
    assert stage.window.current() == "code"
    wrong = stage.window.findChild(QLabel, "code_wrong")
    assert wrong.isVisible()
    assert says in wrong.text()


def test_where_the_code_stands_is_true_of_every_print(stage: Stage) -> None:
    """A clinic's sheet and one printed at home put it under headings of their own."""
    press(stage, "today_code")
    lead = stage.window.findChild(QLabel, "code_lead")
    assert lead
    assert lead.text().startswith("It is printed on your plan, beside the QR code.")
