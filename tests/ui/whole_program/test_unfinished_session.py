"""A session that was left open: closed when it is old, and resumed past the gates of a start."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.coach.resume import ContentChangedError, resume_place
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.journal.records import Ending, Repetition
from evenkeel.ui.frame.window import MainWindow
from tests.gallery.stage import LEFT, NOW, Stage
from tests.ui.screen import settle

BRACE = "dontigny_knee_brace"


class Returning(Stage):
    """Somebody who comes back to a session that was cut off some time ago."""

    def leave_open(self, ago: timedelta, repetitions: int = 2) -> datetime:
        """Leaves a session in the middle, as a kill would; its answers are from just before."""
        at = self.now - ago
        plan = self.user_state.plan_today
        assert plan
        session = self.journal.begin_session(plan, pain_before=3, at=at)
        for n in range(repetitions):
            done = Repetition(
                item=0, exercise=BRACE, variant=None, side=Side.LEFT, set=1, rep=n + 1, hold_s=6.0
            )
            self.journal.add_repetition(session, done, at + timedelta(seconds=20 * (n + 1)))
        return at

    def answered(self, ago: timedelta) -> None:
        """The questions were answered so long ago, at pain 3."""
        document = {**LEFT, "pain_now": 3}
        answers = answers_from(document, self.user_state.catalogue)
        now, self.now = self.now, self.now - ago
        self.user_state.answer(answers)
        self.now = now

    def banner(self) -> str:
        banner = self.window.findChild(QWidget, "today_notices")
        assert banner
        labels = banner.findChildren(QLabel)
        return " ".join(one.text() for one in labels if one.isVisible())

    def press(self, name: str) -> None:
        settle()
        button = self.window.findChild(QAbstractButton, name)
        assert button
        assert button.isVisible()
        button.click()
        settle()


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Returning]:
    stage = Returning(qapp, tmp_path)
    stage.window.show()
    yield stage
    stage.close()


def say_pain(window: MainWindow, pain: int, stage: Returning) -> None:
    assert window.current() == "pain"
    stage.press(f"pain_page_scale_{pain}")
    stage.press("pain_page_go_on")


@pytest.mark.parametrize(
    ("ago", "repetitions", "said"),
    [
        (timedelta(days=14), 12, "Your session of 8 November 2026 stopped after 12 repetitions."),
        (timedelta(days=1), 1, "Your session of 21 November 2026 stopped after 1 repetition."),
        (timedelta(hours=5), 2, "Your session of 22 November 2026 stopped after 2 repetitions."),
        (timedelta(hours=16), 0, "Your session of 21 November 2026 stopped before its first"),
    ],
)
def test_an_old_session_is_closed_by_itself_with_its_own_date(
    stage: Returning, ago: timedelta, repetitions: int, said: str
) -> None:
    stage.answered(timedelta(minutes=5))
    begun = stage.leave_open(ago, repetitions)
    stage.controller.show_today()
    assert said in stage.banner()
    assert "It is in your journal." in stage.banner()
    button = stage.window.findChild(QAbstractButton, "notice_primary")
    assert button
    assert button.text() == "I have read this"
    [record] = stage.journal.sessions()
    assert record.ended_at == begun + timedelta(seconds=20 * repetitions)
    assert (record.how, record.pain_after) == (Ending.ENDED, None)
    stage.press("notice_primary")
    assert said not in stage.banner()


def test_a_session_that_goes_on_past_midnight_is_closed_when_it_is_taken_up(
    stage: Returning,
) -> None:
    stage.now = datetime(2026, 11, 22, 23, 50, tzinfo=UTC)
    stage.answered(timedelta(minutes=5))
    stage.leave_open(timedelta(minutes=3))
    stage.controller.show_today()
    assert "stopped in the middle" in stage.banner()
    stage.now += timedelta(minutes=20)
    stage.press("notice_primary")
    assert stage.window.current() == "today"
    assert stage.journal.unfinished() is None
    assert "Your session of 22 November 2026 stopped after 2 repetitions." in stage.banner()


def test_the_note_about_a_recent_one_has_its_date_and_time(stage: Returning) -> None:
    stage.answered(timedelta(minutes=90))
    stage.leave_open(timedelta(hours=1))
    stage.controller.show_today()
    assert "Your session of 22 November 2026, " in stage.banner()
    assert "repetition\u00a03\u00a0of\u00a06" in stage.banner()


def test_the_pain_is_asked_again_and_the_first_one_stays(stage: Returning) -> None:
    stage.answered(timedelta(minutes=90))
    begun = stage.leave_open(timedelta(hours=1))
    stage.controller.show_today()
    stage.press("notice_primary")
    lead = " ".join(one.text() for one in stage.window.page("pain").findChildren(QLabel))
    assert "When you began this session it was 3." in lead
    say_pain(stage.window, 4, stage)
    assert stage.window.current() == "coach"
    stage.press("coach_end")
    stage.press("coach_end_now")
    stage.press("summary_done")
    [record] = stage.journal.sessions()
    assert (record.pain_before, record.started_at, record.repetitions) == (3, begun, 2)
    # It counts for the day it began.
    assert record.ended_at == stage.now


def test_a_rise_brings_the_safety_questions_before_it_goes_on(stage: Returning) -> None:
    stage.answered(timedelta(minutes=90))
    stage.leave_open(timedelta(hours=1))
    stage.controller.show_today()
    stage.press("notice_primary")
    say_pain(stage.window, 6, stage)
    assert stage.window.current() == "questionnaire"


def test_safety_questions_that_are_due_come_before_going_on(stage: Returning) -> None:
    stage.answered(timedelta(days=20))
    stage.leave_open(timedelta(hours=1))
    stage.controller.show_today()
    # The note about them is not hidden by the one that invites to go on.
    assert "Two weeks have passed." in stage.banner()
    stage.controller._session_start.resume()
    assert stage.window.current() == "questionnaire"


def test_a_session_that_today_s_plan_no_longer_holds_does_not_go_on(stage: Returning) -> None:
    stage.answered(timedelta(minutes=90))
    stage.leave_open(timedelta(hours=1))
    stage.user_state.answer(
        answers_from({**LEFT, "sore_side": "right", "pain_now": 3}, stage.user_state.catalogue)
    )
    stage.controller.show_today()
    assert "can no longer be continued: your plan has changed" in stage.banner()
    assert stage.journal.unfinished() is None


def without(catalogue: Catalogue, exercise: str) -> Catalogue:
    """The content as it is after an update that has this exercise no more."""
    left = {key: one for key, one in catalogue.exercises.items() if key != exercise}
    return msgspec.structs.replace(catalogue, exercises=left)


def test_a_session_whose_exercise_is_gone_is_put_aside_and_the_window_works(
    stage: Returning,
) -> None:
    stage.answered(timedelta(minutes=90))
    stage.leave_open(timedelta(hours=1))
    stage.user_state.catalogue = without(stage.user_state.catalogue, "plank_leg_reach")
    plan = stage.user_state.plan
    assert plan
    left = tuple(one for one in plan.items if one.exercise != "plank_leg_reach")
    stage.user_state._plan = msgspec.structs.replace(plan, items=left)
    stage.controller.show_today()
    assert "can no longer be continued: the exercises have changed" in stage.banner()
    [record] = stage.journal.sessions()
    assert (record.how, record.repetitions) == (Ending.ENDED, 2)


def test_where_to_go_on_is_told_by_a_named_error(catalogue: Catalogue) -> None:
    plan = decide(answers_from(LEFT, catalogue), catalogue)
    with pytest.raises(ContentChangedError, match="no such exercise any more: plank_leg_reach"):
        resume_place(plan, without(catalogue, "plank_leg_reach"), helped=None, done=())
    item = msgspec.structs.replace(plan.items[0], variant="on_the_moon")
    other = msgspec.structs.replace(plan, items=(item,))
    with pytest.raises(ContentChangedError, match="on_the_moon"):
        resume_place(other, catalogue, helped=None, done=())


def test_what_was_all_done_ends_as_finished(stage: Returning) -> None:
    stage.answered(timedelta(minutes=90))
    plan = stage.user_state.plan_today
    assert plan
    at = NOW - timedelta(days=3)
    session = stage.journal.begin_session(plan, pain_before=3, at=at)
    for number, item in plan.numbered():
        for side in item.sides or (None,):
            for set_ in range(1, item.dose.sets + 1):
                for rep in range(1, item.dose.reps + 1):
                    done = Repetition(
                        item=number,
                        exercise=item.exercise,
                        variant=item.variant,
                        side=side,
                        set=set_,
                        rep=rep,
                        hold_s=6.0,
                    )
                    stage.journal.add_repetition(session, done, at)
    stage.journal.set_helped(session, 0, "no")
    stage.controller.show_today()
    [record] = stage.journal.sessions()
    assert record.how is Ending.FINISHED


def test_a_session_that_was_paused_for_hours_in_the_open_window_is_over(
    stage: Returning,
) -> None:
    stage.answered(timedelta(minutes=5))
    stage.controller.show_today()
    stage.press("today_start")
    say_pain(stage.window, 3, stage)
    stage.advance(40)
    [running] = stage.journal.sessions()
    assert running.repetitions > 0
    stage.press("coach_pause")
    stage.now += timedelta(hours=5)
    stage.seconds += 5 * 3600
    stage.press("coach_go_on")
    assert stage.window.current() == "today"
    assert "Your session of 22 November 2026 stopped after" in stage.banner()
    [record] = stage.journal.sessions()
    assert (record.how, record.repetitions) == (Ending.ENDED, running.repetitions)
    # A pause of minutes is nothing.
    stage.press("notice_primary")
    stage.press("today_start")
    say_pain(stage.window, 3, stage)
    stage.press("coach_ready")
    stage.press("coach_pause")
    stage.seconds += 600
    stage.press("coach_go_on")
    assert stage.window.current() == "coach"
