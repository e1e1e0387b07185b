"""What there is to photograph: each scene brings the program into one state."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pyqtgraph  # noqa: F401 - charts are there at once
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from evenkeel.catalogue.terms import Side
from evenkeel.coach.timeline import Helped, PhaseKind
from evenkeel.journal.records import CompletionClaim, Ending, PainStop, Repetition
from evenkeel.ui.print.printing import made_preview
from evenkeel.ui.questions.page_keys import QUESTIONNAIRE
from evenkeel.ui.session.coach.coach_page import CoachPage
from evenkeel.ui.session.page_keys import COACH
from tests.gallery.stage import LEFT, Stage
from tests.ui.screen import settle

#: Between two looks whether the pages of a preview are there, in milliseconds.
_LOOK_MS = 20
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
        page = stage.window.show_page(QUESTIONNAIRE, alone=True)
        page.ask(stage.user_state.answers, key)

    return scene


def _first_question(stage: Stage) -> None:
    stage.window.show_page(QUESTIONNAIRE, alone=True).ask()


def _screening(stage: Stage) -> None:
    """The safety questions come again after two weeks."""
    now, stage.now = stage.now, stage.now - timedelta(days=15)
    stage.answer(LEFT)
    stage.now = now
    stage.controller.show_today()
    press(stage, "notice_primary")


def _opened(stage: Stage) -> None:
    """Other answers have opened the exercises."""
    stage.answer({"red_flags": ["fracture_risk"], "doctor_agreed": False})
    stage.controller._notices.tell_opened()
    stage.answer({**LEFT, "red_flags": ["fracture_risk"], "doctor_agreed": True})


def _plan(document: Mapping[str, object]) -> Scene:
    return lambda stage: stage.answer(document)


def _unfinished(stage: Stage) -> None:
    stage.answer(LEFT)
    plan = stage.user_state.plan
    assert plan is not None
    stage.journal.begin_session(plan, pain_before=4, at=stage.now)
    stage.controller.show_today()


def _adjusting(stage: Stage) -> None:
    stage.answer(LEFT)
    press(stage, "today_adjust_inflare_correction")


def _today(days: int) -> Scene:
    def scene(stage: Stage) -> None:
        stage.answer(LEFT)
        stage.remember(days)
        stage.controller.show_today()

    return scene


def _small_step(stage: Stage) -> None:
    """Six sessions that were done whole, without more pain."""
    stage.answer(LEFT)
    for day in range(7, 0, -1):
        stage.exercise(day)
    stage.controller.show_today()


def _safety(stage: Stage) -> None:
    """Pain that has risen, and an exercise that hurt twice."""
    stage.answer({**LEFT, "pain_now": 3})
    stage.remember(20)
    for day in (2, 1):
        stage.exercise(day, pain=8, hurt="plank_leg_reach")
    stage.controller.show_today()


def _taken_out(stage: Stage) -> None:
    stage.answer(LEFT)
    press(stage, "today_adjust_inflare_correction")
    press(stage, "dose_take_out")


def _card(exercise: str, variant: str | None = None) -> Scene:
    def scene(stage: Stage) -> None:
        stage.answer(LEFT)
        stage.controller.show_card(exercise, variant)

    return scene


def _card_easier(stage: Stage) -> None:
    """The forms that are easier, each with its picture."""
    _card("plank_leg_reach")(stage)
    press(stage, "card_easier")


def _library(document: Mapping[str, object]) -> Scene:
    def scene(stage: Stage) -> None:
        stage.answer(document)
        stage.controller.show_library()

    return scene


def _preview(stage: Stage) -> None:
    """The pages of a card, as they will be printed."""
    stage.answer(LEFT)
    settle()
    job = stage.controller._paperwork._card("plank_leg_reach", "lift", Side.RIGHT)
    shown = made_preview(stage.window, job)
    shown.open()
    while not shown.is_whole():
        QTest.qWait(_LOOK_MS)


def _pain(stage: Stage) -> None:
    stage.answer(LEFT)
    stage.controller.session.ask_pain()


def _coaching(stage: Stage) -> CoachPage:
    return stage.window.page(COACH)


def _coach(kind: PhaseKind, document: Mapping[str, object] = LEFT) -> Scene:
    """Plays until a phase of a kind has run for two seconds."""

    def scene(stage: Stage) -> None:
        stage.answer(document)
        plan = stage.user_state.plan_today
        assert plan is not None
        stage.controller.session.begin(plan, 5)
        session = _coaching(stage)._playback.session
        while session.view().phase.kind is not kind:
            stage.advance(0.5)
        stage.advance(2)

    return scene


def _way(exercise: str, step: int, document: Mapping[str, object] = LEFT) -> Scene:
    """A step of the way to an exercise, counted from 0."""

    def scene(stage: Stage) -> None:
        stage.answer(document)
        plan = stage.user_state.plan_today
        assert plan is not None
        stage.controller.session.begin(plan, 5)
        page = _coaching(stage)
        session = page._playback.session
        while session.view().phase.exercise != exercise:
            stage.advance(0.5)
            if session.view().phase.kind is PhaseKind.ASK:
                page._playback.answer(Helped.NO)
        stage.away = True
        while page._way is None or page._way.at(session.view().waited_s)[0] < step:
            stage.advance(0.5)

    return scene


def _left(stage: Stage) -> None:
    _coach(PhaseKind.HOLD)(stage)
    press(stage, "coach_leave_exercise")


def _hurts_again(stage: Stage) -> None:
    _coach(PhaseKind.HOLD)(stage)
    press(stage, "coach_hurts")
    press(stage, "coach_hurt_easier")
    press(stage, "coach_hurts")


def _aftercare(stage: Stage) -> None:
    _summary(stage)
    press(stage, "summary_pain_9")
    press(stage, "summary_done")


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


def _abilities(*means: int, days_ago: int = 0, pressed: str = "") -> Scene:
    """The person's own activities, last rated so many days ago."""

    def scene(stage: Stage) -> None:
        stage.now -= timedelta(days=days_ago)
        if means:
            stage.rate(*means)
        stage.now += timedelta(days=days_ago)
        _progress(75)(stage)
        press(stage, "progress_view_abilities")
        if pressed:
            press(stage, pressed)

    return scene


def _exercises(stage: Stage) -> None:
    """How single exercises went, after one of them hurt."""
    _day(stage)
    stage.controller.show_progress()
    press(stage, "progress_view_exercises")


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


def _tables(stage: Stage) -> None:
    """The numbers of Progress, to be read cell by cell."""
    _progress(75)(stage)
    press(stage, "progress_tables")


def _day(stage: Stage) -> None:
    """A day with a session in which something hurt."""
    _progress(75)(stage)
    at = stage.now - timedelta(days=1, hours=2)
    plan = stage.user_state.plan
    assert plan is not None
    session = stage.journal.begin_session(plan, pain_before=6, at=at)
    for place, item in enumerate(plan.items[:2]):
        for side in item.sides:
            for number in range(1, item.dose.reps + 1):
                done = Repetition(
                    item=place,
                    exercise=item.exercise,
                    variant=item.variant,
                    side=side,
                    set=1,
                    rep=number,
                    hold_s=float(item.dose.hold_s),
                )
                stage.journal.add_repetition(session, done, at)
    stop = PainStop(
        item=2,
        exercise=plan.items[2].exercise,
        variant=plan.items[2].variant,
        side=plan.items[2].sides[0],
        set=1,
        rep=3,
        second_s=2.0,
        what="sharp",
    )
    stage.journal.add_stop(session, stop, at)
    stage.journal.end_session(
        session,
        at + timedelta(minutes=12),
        how=Ending.HURT,
        pain_after=7,
        note="It pulled when I turned over in bed. Better after a warm bath.",
        really=CompletionClaim.SOME,
    )
    stage.controller.show_progress()
    press(stage, f"progress_day_{at.date().isoformat()}")


def _day_changing(stage: Stage) -> None:
    _day(stage)
    press(stage, f"day_session_{stage.journal.sessions()[-1].id}_change")


def _day_deleted(stage: Stage) -> None:
    _day(stage)
    press(stage, f"day_session_{stage.journal.sessions()[-1].id}_delete")


def _week(stage: Stage) -> None:
    _progress(75)(stage)
    press(stage, "progress_week_2026-11-16")


def _progress_later(stage: Stage) -> None:
    """A session that was kept while the clock was wrong."""
    stage.answer(LEFT)
    stage.remember(30)
    plan = stage.user_state.plan
    assert plan is not None
    at = stage.now.replace(year=2037)
    session = stage.journal.begin_session(plan, pain_before=3, at=at)
    stage.journal.end_session(session, at, how=Ending.FINISHED, pain_after=3)
    stage.controller.show_progress()


def _settings(stage: Stage) -> None:
    stage.answer(LEFT)
    stage.controller.show_settings()


def _settings_found(stage: Stage) -> None:
    """The settings that a search finds."""
    _settings(stage)
    settle()
    field = stage.window.findChild(QLineEdit, "settings_search")
    assert field is not None
    field.setText("voice")


def _help(section: str = "") -> Scene:
    def scene(stage: Stage) -> None:
        stage.answer(LEFT)
        stage.controller.go_to("help")
        if section:
            press(stage, f"help_to_{section}")

    return scene


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
    "question-floor": _question("floor"),
    "question-leg-lift": _question("leg_lift"),
    "question-balance": _question("balance"),
    "referral-urgent": _plan({"red_flags": ["leg_weakness"]}),
    "referral-pregnancy": _plan({"pregnancy": "pregnant"}),
    "referral-lasting": _plan({"red_flags": ["fracture_risk"], "doctor_agreed": False}),
    "referral-nothing-fits": _plan(
        {"pain_pattern": "tight", "floor": False, "balance": "needs_support", "equipment": []}
    ),
    "question-screening": _screening,
    "today-opened": _opened,
    "today": _plan(LEFT),
    "today-adjusting": _adjusting,
    "today-unfinished": _unfinished,
    "today-day-40": _today(40),
    "today-day-150": _today(150),
    "today-step": _small_step,
    "today-safety": _safety,
    "today-taken-out": _taken_out,
    "today-both-sides": _plan(
        {"sore_side": "both", "pain_pattern": "shifted", "equipment": ["doorway"]}
    ),
    "today-loosen": _plan(
        {"sore_side": "right", "pain_pattern": "tight", "knee_pain": True, "pain_now": 8}
    ),
    "answers": _answers,
    "code": _code,
    "library": _library(LEFT),
    "library-not-for-you": _library(
        {"sore_side": "both", "pain_pattern": "shifted", "equipment": [], "extras": True}
    ),
    "card-brace": _card("dontigny_knee_brace"),
    "card-plank": _card("plank_leg_reach"),
    "card-easier": _card_easier,
    "card-superman": _card("swiss_ball_superman"),
    "card-quadriceps": _card("quadriceps_stretch", "supported"),
    "card-warm-up": _card("warm_up"),
    "print-preview": _preview,
    "pain-before": _pain,
    "coach-way-doorway": _way("dontigny_knee_brace", 2),
    "coach-way-wall": _way("inflare_correction", 2),
    "coach-way-plank": _way("plank_leg_reach", 1),
    "coach-way-ball": _way("swiss_ball_superman", 3),
    "coach-prepare": _coach(PhaseKind.PREPARE, {"pain_pattern": "tight"}),
    "coach-hold": _coach(PhaseKind.HOLD),
    "coach-rest": _coach(PhaseKind.REST),
    "coach-switch": _coach(PhaseKind.SWITCH),
    "coach-ask": _coach(PhaseKind.ASK),
    "coach-warm-up": _coach(PhaseKind.HOLD, {"pain_pattern": "tight"}),
    "coach-hurts": _hurts,
    "coach-paused": _paused,
    "coach-slept": _slept,
    "coach-left": _left,
    "coach-hurts-again": _hurts_again,
    "summary": _summary,
    "aftercare": _aftercare,
    "progress-empty": lambda stage: stage.controller.show_progress(),
    "progress": _progress(75),
    "progress-years": _progress(3650),
    "progress-tables": _tables,
    "abilities-choose": _abilities(),
    "abilities-rate": _abilities(3, 4, days_ago=20),
    "abilities": _abilities(3, 3, 5, 6),
    "progress-exercises": _exercises,
    "progress-paper": _progress_paper,
    "progress-later": _progress_later,
    "week": _week,
    "day": _day,
    "day-changing": _day_changing,
    "day-deleted": _day_deleted,
    "diary": _diary,
    "settings": _settings,
    "settings-found": _settings_found,
    "help": _help(),
    "help-tips": _help("tips"),
}
