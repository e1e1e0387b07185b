"""A referral is care: it names its reason, says what to do, and leads on where it can."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Outcome
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.handout.paper import PAPERS
from evenkeel.handout.typesetting import page_count
from evenkeel.ui.print.printing import Printing, PrintJob
from evenkeel.ui.questions.referral_page import ReferralPage
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import NavButton
from tests.gallery.stage import Stage
from tests.ui.screen import settle

Press = Callable[[QWidget, str], None]
Show = Callable[[QWidget], QWidget]

NOTHING = {"floor": False, "balance": "needs_support", "pain_pattern": "tight"}


def shown(appearance: Appearance, show: Show, document: dict) -> ReferralPage:
    answers = answers_from(document, appearance.catalogue)
    plan = decide(answers, appearance.catalogue)
    assert plan.outcome is not Outcome.EXERCISE
    page = ReferralPage(appearance)
    page.show_plan(plan, answers)
    show(page)
    settle()
    return page


def said(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def offered(page: QWidget) -> set[str]:
    found = page.findChildren(QAbstractButton)
    return {one.objectName() for one in found if one.isVisible() and one.objectName()}


@pytest.mark.parametrize(
    ("document", "code", "told"),
    [
        (
            {"red_flags": ["saddle_numbness"]},
            "emergency_care",
            "You told us: Numb or tingling between the legs, around the genitals or the bottom.",
        ),
        (
            {"red_flags": ["fracture_risk", "chest_pain"], "doctor_agreed": True},
            "emergency_care",
            "You told us: Pain in the chest.",
        ),
        (
            {"red_flags": ["cancer_history", "fever_or_unwell"]},
            "medical_advice",
            (
                "You told us: Fever, or feeling ill, in the last two weeks; "
                "Cancer, now or at any time in the past."
            ),
        ),
        (
            {"pregnancy": "pregnant"},
            "physical_therapist",
            "You told us: Yes, I am pregnant.",
        ),
        ({**NOTHING, "equipment": []}, "nothing_fits", None),
    ],
)
def test_it_names_the_answer_and_says_what_to_do_and_what_to_tell(
    appearance: Appearance,
    show: Show,
    catalogue: Catalogue,
    document: dict,
    code: str,
    told: str | None,
) -> None:
    page = shown(appearance, show, document)
    advice = next(one for one in catalogue.advice if one.code == code)
    assert {advice.title, advice.text, *advice.now, *advice.tell} <= set(said(page))
    assert [one for one in said(page) if one.startswith("You told us")] == [told] * bool(told)
    # What stands on the page is not said of the page as well.
    assert page.accessibleDescription() == ""
    assert offered(page) == {"referral_change"}


def test_nothing_fits_is_no_matter_for_a_doctor(appearance: Appearance, show: Show) -> None:
    page = shown(appearance, show, {**NOTHING, "equipment": [], "extras": True})
    assert "With a free wall or a steady chair you could do 4 of these exercises." in said(page)
    assert not any("doctor first" in one for one in said(page))


@pytest.mark.parametrize(
    ("document", "helps"),
    [
        (
            {"pain_pattern": "shifted", "plank": "no", "sore_side": "left"},
            "With a doorway, a free wall or a Swiss ball you could do one of these exercises.",
        ),
        ({"pain_pattern": "shifted", "floor": False}, ""),
    ],
)
def test_what_would_help(appearance: Appearance, show: Show, document: dict, helps: str) -> None:
    page = shown(appearance, show, {**document, "equipment": []})
    assert [one for one in said(page) if one.startswith("With a ")] == [helps] * bool(helps)
    assert ("What would help" in said(page)) == bool(helps)


def test_whoever_has_asked_a_doctor_can_say_so_there(
    appearance: Appearance, show: Show, press: Press
) -> None:
    page = shown(appearance, show, {"red_flags": ["fracture_risk"]})
    assert offered(page) == {"referral_change", "referral_agreed"}
    agreed: list[str] = []
    page.agreed.connect(agreed.append)
    press(page, "referral_agreed")
    assert agreed == ["doctor_agreed"]
    page = shown(appearance, show, {"red_flags": ["fracture_risk", "fever_or_unwell"]})
    assert offered(page) == {"referral_change"}


# In the window


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qapp, tmp_path)
    made.window.resize(1366, 768)
    made.window.show()
    yield made
    made.close()


def press_in(stage: Stage, *names: str) -> None:
    for name in names:
        stage.app.processEvents()
        found = [one for one in stage.window.findChildren(QWidget, name) if one.isVisible()]
        assert len(found) == 1, name
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def answered(stage: Stage, document: dict) -> None:
    stage.user_state.answer(answers_from(document, stage.user_state.catalogue))
    stage.controller.show_today()


def shown_texts(stage: Stage) -> str:
    stage.app.processEvents()
    return " ".join(one.text() for one in stage.window.findChildren(QLabel) if one.isVisible())


REST = (
    "red_flags_none",
    "questionnaire_next",
    "pregnancy_no",
    "sore_side_left",
    "pain_pattern_shifted",
    "pain_scale_4",
    "floor_true",
    "equipment_doorway",
    "questionnaire_next",
    "plank_no",
    "history_none",
    "questionnaire_next",
    "extras_false",
    "questionnaire_next",
)


def test_a_corrected_answer_leads_to_the_plan(stage: Stage) -> None:
    answered(stage, {"red_flags": ["chest_pain"]})
    press_in(stage, "referral_change", "answers_change_red_flags", "red_flags_chest_pain", *REST)
    assert stage.window.current() == "today"
    assert stage.user_state.plan is not None
    assert stage.user_state.plan.outcome is Outcome.EXERCISE
    said = "With your answers as they are now, you can exercise. This is your plan."
    assert said in shown_texts(stage)
    press_in(stage, "notice_primary")
    assert said not in shown_texts(stage)


def test_a_corrected_answer_that_still_refers_names_what_does(stage: Stage) -> None:
    """Never nowhere: what led there now is named on the page."""
    answered(stage, {"red_flags": ["fever_or_unwell", "chest_pain"]})
    assert "Pain in the chest" in shown_texts(stage)
    press_in(
        stage,
        "referral_change",
        "answers_change_red_flags",
        "red_flags_chest_pain",
        "questionnaire_next",
    )
    assert stage.window.current() == "referral"
    assert "Pain in the chest" not in shown_texts(stage)
    assert "Fever, or feeling ill" in shown_texts(stage)


def test_urgent_help_says_that_the_exercises_are_closed_and_why(stage: Stage) -> None:
    answered(stage, {"red_flags": ["leg_weakness"]})
    assert (
        "A doctor needs to look at this without delay. Exercises are not the right step now, so "
        "they stay closed."
    ) in shown_texts(stage)


def test_agreement_leads_to_the_plan(stage: Stage) -> None:
    answered(stage, {"red_flags": ["fracture_risk"], "doctor_agreed": False})
    press_in(stage, "referral_agreed", "doctor_agreed_true", *REST[2:])
    assert stage.window.current() == "today"
    assert stage.user_state.plan is not None
    assert stage.user_state.plan.advice[0] == "doctor_agreed"


def test_an_answer_that_refers_shows_the_referral(stage: Stage) -> None:
    answered(stage, {"red_flags": [], "pregnancy": "no", "sore_side": "left"})
    stage.controller.show_answers()
    press_in(stage, "answers_change_pregnancy", "pregnancy_pregnant")
    assert stage.window.current() == "referral"


def test_it_is_printed(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs: list[PrintJob] = []
    monkeypatch.setattr(Printing, "print_job", lambda _, job: jobs.append(job))
    answered(stage, {"red_flags": ["fever_or_unwell"]})
    press_in(stage, "referral_print")
    (job,) = jobs
    assert job.title == "Before you exercise"
    assert page_count(job.document(PAPERS["A4"])) == 1


def test_another_answer_comes_back_to_the_answers(stage: Stage) -> None:
    answered(stage, {"pain_pattern": "tight", "sore_side": "left"})
    stage.controller.show_answers()
    press_in(stage, "answers_change_sore_side", "sore_side_right")
    assert stage.window.current() == "answers"
    label = stage.window.findChild(QLabel, "answers_lead")
    assert label
    assert label.text() == "Your change is saved, and your plan follows it."
    press_in(stage, "answers_change_sore_side", "questionnaire_back")
    assert stage.window.current() == "answers"
    press_in(stage, "answers_done")
    assert stage.window.current() == "today"


def test_urgent_help_closes_the_exercises(stage: Stage) -> None:
    """No way around: neither by the sidebar behind the answers, nor by a shortcut."""
    answered(stage, {"red_flags": ["chest_pain"]})
    press_in(stage, "referral_change")
    assert stage.window.current() == "answers"
    places = stage.window.findChildren(NavButton)
    assert places
    assert not any(place.isVisible() for place in places)
    stage.controller.go_to("library")
    assert stage.window.current() == "referral"
    answered(stage, {"red_flags": ["fever_or_unwell"]})
    stage.controller.go_to("library")
    assert stage.window.current() == "library"
