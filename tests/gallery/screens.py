"""What there is to photograph: each scene brings the program into one state."""

from collections.abc import Callable, Mapping
from typing import cast

import pyqtgraph  # noqa: F401 - charts are there at once
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from evenkeel.coach.timeline import Helped, PhaseKind
from evenkeel.ui.pages.coach import CoachPage
from evenkeel.ui.pages.questionnaire import QuestionnairePage
from tests.gallery.stage import LEFT, Stage
from tests.ui.screen import settle

Scene = Callable[[Stage], None]


def press(stage: Stage, name: str) -> None:
    """Presses a widget with the mouse, once everything is in its place."""
    settle()
    widget = stage.window.findChild(QWidget, name)
    assert widget is not None, name
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def _welcome(stage: Stage) -> None:
    stage.controller.open()


def _question(key: str) -> Scene:
    def scene(stage: Stage) -> None:
        stage.answer(LEFT if key != "balance" else {"pain_pattern": "tight"})
        page = cast("QuestionnairePage", stage.window.show_page("questionnaire", alone=True))
        page.ask(stage.reader.answers, key)

    return scene


def _first_question(stage: Stage) -> None:
    cast("QuestionnairePage", stage.window.show_page("questionnaire", alone=True)).ask()


def _plan(document: Mapping[str, object]) -> Scene:
    return lambda stage: stage.answer(document)


def _banner(stage: Stage) -> None:
    stage.answer(LEFT)
    plan = stage.reader.plan
    assert plan is not None
    stage.journal.begin_session(plan, sore_side="left", pain_before=4, at=stage.now)
    stage.controller.show_today()


def _adjusting(stage: Stage) -> None:
    stage.answer(LEFT)
    press(stage, "today_adjust_inflare_correction")


def _card(exercise: str, variant: str | None = None) -> Scene:
    def scene(stage: Stage) -> None:
        stage.answer(LEFT)
        stage.controller.show_card(exercise, variant)

    return scene


def _library(stage: Stage) -> None:
    stage.answer(LEFT)
    stage.controller.show_library()


def _pain(stage: Stage) -> None:
    stage.answer(LEFT)
    stage.controller.session.ask_pain()


def _coaching(stage: Stage) -> CoachPage:
    return cast("CoachPage", stage.window.page("coach"))


def _coach(kind: PhaseKind, document: Mapping[str, object] = LEFT) -> Scene:
    """Plays until a phase of a kind has run for two seconds."""

    def scene(stage: Stage) -> None:
        stage.answer(document)
        plan = stage.reader.plan_today
        assert plan is not None
        stage.controller.session.begin(plan, 5)
        session = _coaching(stage)._playback.session
        while session.view().phase.kind is not kind:
            stage.advance(0.5)
        stage.advance(2)

    return scene


def _hurts(stage: Stage) -> None:
    _coach(PhaseKind.HOLD)(stage)
    press(stage, "coach_hurts")


def _paused(stage: Stage) -> None:
    _coach(PhaseKind.HOLD)(stage)
    press(stage, "coach_pause")


def _slept(stage: Stage) -> None:
    _coach(PhaseKind.HOLD)(stage)
    stage.seconds += 12 * 60
    _coaching(stage).beat()


def _summary(stage: Stage) -> None:
    _coach(PhaseKind.ASK)(stage)
    _coaching(stage)._playback.session.answer_helped(Helped.YES)
    stage.advance(400)


def _progress(days: int) -> Scene:
    def scene(stage: Stage) -> None:
        stage.answer(LEFT)
        stage.remember(days)
        stage.controller.show_progress()

    return scene


def _diary(stage: Stage) -> None:
    """A month that is half typed in, with some days that the program kept itself."""
    stage.answer(LEFT)
    stage.remember(6)
    stage.controller.show_progress()
    press(stage, "progress_diary")
    page = stage.window.page("diary")
    for key in (Qt.Key.Key_6, Qt.Key.Key_5, Qt.Key.Key_X, Qt.Key.Key_Plus, Qt.Key.Key_6):
        QTest.keyClick(page, key)
    for key in (Qt.Key.Key_Minus, Qt.Key.Key_4, Qt.Key.Key_Space, Qt.Key.Key_4, Qt.Key.Key_3):
        QTest.keyClick(page, key)


def _progress_paper(stage: Stage) -> None:
    _diary(stage)
    press(stage, "diary_done")


def _settings(stage: Stage) -> None:
    stage.answer(LEFT)
    stage.controller.show_settings()


def _answers(stage: Stage) -> None:
    stage.answer(LEFT)
    stage.controller.show_answers()


def _code(stage: Stage) -> None:
    stage.controller.show_today()
    press(stage, "today_code")


SCENES: Mapping[str, Scene] = {
    "welcome": _welcome,
    "today-empty": lambda stage: stage.controller.show_today(),
    "question-red-flags": _first_question,
    "question-sore-side": _question("sore_side"),
    "question-pain": _question("pain_now"),
    "question-equipment": _question("equipment"),
    "question-plank": _question("plank"),
    "referral-urgent": _plan({"red_flags": ["leg_weakness"]}),
    "referral-pregnancy": _plan({"pregnancy": "pregnant"}),
    "today": _plan(LEFT),
    "today-adjusting": _adjusting,
    "today-banner": _banner,
    "today-both-sides": _plan(
        {"sore_side": "both", "pain_pattern": "shifted", "equipment": ["doorway"]}
    ),
    "today-loosen": _plan(
        {"sore_side": "right", "pain_pattern": "tight", "knee_pain": True, "pain_now": 8}
    ),
    "answers": _answers,
    "code": _code,
    "library": _library,
    "card-brace": _card("dontigny_knee_brace"),
    "card-plank": _card("plank_leg_reach"),
    "card-superman": _card("swiss_ball_superman"),
    "card-quadriceps": _card("quadriceps_stretch", "supported"),
    "card-warm-up": _card("warm_up"),
    "pain-before": _pain,
    "coach-prepare": _coach(PhaseKind.PREPARE),
    "coach-hold": _coach(PhaseKind.HOLD),
    "coach-rest": _coach(PhaseKind.REST),
    "coach-switch": _coach(PhaseKind.SWITCH),
    "coach-ask": _coach(PhaseKind.ASK),
    "coach-warm-up": _coach(PhaseKind.HOLD, {"pain_pattern": "tight"}),
    "coach-hurts": _hurts,
    "coach-paused": _paused,
    "coach-slept": _slept,
    "summary": _summary,
    "progress-empty": lambda stage: stage.controller.show_progress(),
    "progress": _progress(75),
    "progress-years": _progress(3650),
    "progress-paper": _progress_paper,
    "diary": _diary,
    "settings": _settings,
}
