"""Today in the whole window: small steps, notices and why the safety questions come again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.guide import getting_on
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import answers_from
from evenkeel.guide.done import History
from evenkeel.guide.getting_on import Proposal
from evenkeel.journal.records import Ending
from evenkeel.ui.frame import user_state
from evenkeel.ui.frame.small_steps import decline_step
from evenkeel.ui.library.library_page import Tile
from evenkeel.ui.library.page_keys import CARD
from evenkeel.ui.print.printing import Printing
from evenkeel.ui.widgets import PrimaryButton
from tests.gallery.stage import LEFT, Stage
from tests.ui.screen import settle

WALL = "inflare_correction"


class Home:
    """The window with a user who has answered."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        stage.window.resize(1366, 768)
        stage.window.show()

    def answered(self, *, ago: timedelta = timedelta(), pain: int = 4) -> None:
        """Answers that were given some time ago."""
        stage = self.stage
        now, stage.now = stage.now, stage.now - ago
        document = {**LEFT, "pain_now": pain}
        stage.user_state.answer(answers_from(document, stage.user_state.catalogue))
        stage.now = now

    def exercised(self, days: int, *, hurt: str = "", pain: int = 4) -> None:
        for day in range(days, 0, -1):
            self.stage.exercise(day, pain=pain, hurt=hurt)

    def today(self) -> str:
        """What Today says."""
        self.stage.controller.show_today()
        return self.said()

    def said(self) -> str:
        settle()
        labels = self.stage.window.findChildren(QLabel)
        return " ".join(one.text() for one in labels if one.isVisible())

    def press(self, name: str) -> None:
        settle()
        found = self.stage.window.findChildren(QAbstractButton, name)
        (button,) = (one for one in found if one.isVisible())
        button.click()
        settle()

    def hold_s(self) -> int:
        item = self.stage.user_state.planned(WALL, None)
        assert item
        return item.dose.hold_s


@pytest.fixture
def home(qapp: QApplication, tmp_path: Path) -> Iterator[Home]:
    stage = Stage(qapp, tmp_path)
    yield Home(stage)
    stage.close()


def test_a_small_step_is_taken_with_a_yes_and_taken_back(home: Home) -> None:
    home.answered(ago=timedelta(days=1))
    home.exercised(7)
    assert "One small step further?" in home.today()
    assert home.hold_s() == 6
    home.press("step_yes")
    assert home.hold_s() == 8
    assert "From now on: Knee push against a wall" in home.said()
    assert "One small step further?" not in home.said()
    home.press("step_undo")
    assert home.hold_s() == 6
    assert "From now on" not in home.said()
    assert "One small step further?" not in home.today()


def test_not_now_is_remembered(home: Home) -> None:
    home.answered(ago=timedelta(days=1))
    home.exercised(7)
    home.today()
    home.press("step_no")
    assert "One small step" not in home.said()
    assert home.hold_s() == 6
    assert [one.taken for one in home.stage.journal.steps()] == [False]


def test_the_step_is_in_the_next_session_and_on_the_card(home: Home) -> None:
    home.answered(ago=timedelta(days=1))
    home.exercised(7)
    home.today()
    home.press("step_yes")
    plan = home.stage.user_state.plan_today
    assert plan
    home.stage.controller.session.begin(plan, 4)
    unfinished = home.stage.journal.unfinished()
    assert unfinished
    assert [one.dose.hold_s for one in unfinished.plan.items if one.exercise == WALL] == [8]


def test_another_form_is_your_form_on_the_card_and_in_the_library(home: Home) -> None:
    home.answered(ago=timedelta(days=1))
    home.exercised(7)
    home.stage.exercise(1, hurt="plank_leg_reach")
    home.today()
    home.press("step_yes")
    home.stage.controller.show_card("plank_leg_reach")
    page = home.stage.window.page(CARD)
    assert (page.variant, page.side) == ("press", Side.LEFT)
    own = page.findChild(QAbstractButton, "card_own_form")
    assert own
    assert not own.isVisible()
    home.stage.controller.show_library()
    tile = home.stage.window.findChild(Tile, "library_card_plank_leg_reach")
    assert tile
    assert (tile.shown.variant, tile.shown.side) == ("press", Side.LEFT)


def test_ctrl_p_on_a_card_opens_our_own_preview(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[object, ...]] = []
    home.answered()
    flow = home.stage.controller._library_flow
    flow.previewRequested.disconnect()
    flow.previewRequested.connect(lambda *card: shown.append(card))
    monkeypatch.setattr(Printing, "print_job", lambda *_: pytest.fail("Qt's own dialog"))
    home.stage.controller.show_card("plank_leg_reach")
    home.stage.window.printRequested.emit()
    assert shown == [("plank_leg_reach", "lift", Side.RIGHT)]


def test_an_exercise_is_added_in_the_library_and_the_undo_is_beside_it(home: Home) -> None:
    home.answered()
    state = home.stage.user_state
    home.stage.controller.show_library()
    home.press("library_add_childs_pose")
    plan = state.plan_today
    assert plan
    # Before the knee brace that is done once more.
    assert [item.exercise for item in plan.items][-2:] == ["childs_pose", "dontigny_knee_brace"]
    assert state.journal.adjustments() == state.changes
    home.press("library_undo")
    assert state.changes == Adjustments()
    # What was taken out comes back the same way.
    state.change(Adjustments().taking_out("inflare_correction"))
    home.stage.controller.show_library()
    home.press("library_add_inflare_correction")
    assert state.changes == Adjustments()
    # Elsewhere it is taken out as every exercise is.
    home.press("library_add_childs_pose")
    home.stage.controller.show_today()
    home.press("today_adjust_childs_pose")
    home.press("dose_take_out")
    assert "childs_pose" not in state.plan_today.exercises()  # type: ignore[union-attr]
    home.press("today_undo")
    assert "childs_pose" in state.plan_today.exercises()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "safety",
    ["two weeks", "rising pain", "hurt twice"],
)
def test_no_step_while_safety_comes_first(home: Home, safety: str) -> None:
    ago = timedelta(days=15) if safety == "two weeks" else timedelta(days=1)
    home.answered(ago=ago, pain=4 if safety == "two weeks" else 8)
    for day in range(10, 0, -1):
        home.stage.exercise(day, pain=8 if safety == "rising pain" and day <= 3 else 4)
    if safety == "rising pain":
        assert "Your pain has been higher for three sessions." in home.today()
        home.press("notice_primary")
        # Read, it is no less a reason.
        assert "One small step" not in home.said()
        return
    if safety == "hurt twice":
        for day in (2, 1):
            home.stage.exercise(day, hurt="plank_leg_reach")
    said = home.today()
    assert "One small step" not in said
    assert "One step back" not in said
    assert home.stage.window.findChild(QAbstractButton, "notice_primary").isVisible()


def test_a_step_back_once_the_notice_was_read(home: Home) -> None:
    """One stop leads to a step back; nothing else comes before it."""
    home.answered(ago=timedelta(days=1))
    home.exercised(7)
    home.stage.exercise(1, hurt="plank_leg_reach")
    assert "One step back?" in home.today()
    assert "Steady forearm plank: it hurt more in your last session." in home.said()


def test_pain_said_twice_within_the_hour_is_no_rise(home: Home) -> None:
    home.answered(ago=timedelta(minutes=20), pain=4)
    home.today()
    home.press("today_start")
    home.press("pain_page_scale_6")
    home.press("pain_page_go_on")
    assert home.stage.window.current() == "coach"


def test_a_rise_brings_the_questions_and_says_why(home: Home) -> None:
    home.answered(ago=timedelta(hours=3), pain=4)
    home.today()
    home.press("today_start")
    home.press("pain_page_scale_6")
    home.press("pain_page_go_on")
    assert home.stage.window.current() == "questionnaire"
    assert "Why now: your pain is 2 points or more above what it was" in home.said()


def test_two_weeks_bring_the_questions_and_say_why(home: Home) -> None:
    home.answered(ago=timedelta(days=15))
    assert "Two weeks have passed." in home.today()
    home.press("notice_primary")
    assert home.stage.window.current() == "questionnaire"
    assert "Why now: it is two weeks since you answered these questions." in home.said()


def test_the_last_session_opens(home: Home) -> None:
    home.answered(ago=timedelta(days=1))
    home.exercised(2)
    assert "Your last session was yesterday." in home.today()
    home.press("today_last")
    assert home.stage.window.current() == "day"
    home.stage.controller.show_today()
    home.press("today_progress")
    assert home.stage.window.current() == "progress"


def test_a_session_that_was_left_at_once_is_not_the_last_one(home: Home) -> None:
    """Begun and ended without a repetition: it counts nowhere, and hides nothing."""
    home.answered(ago=timedelta(days=1))
    home.exercised(2)
    stage = home.stage
    plan = stage.user_state.plan
    assert plan
    begun = stage.journal.begin_session(plan, pain_before=4, at=stage.now)
    stage.journal.end_session(begun, stage.now, how=Ending.ENDED, pain_after=None)
    said = home.today()
    assert "Your last session was yesterday." in said
    assert "You have exercised today." not in said


@pytest.mark.parametrize("said", ["with the answers", "after a session"])
def test_start_steps_back_after_strong_pain(home: Home, said: str) -> None:
    home.answered(ago=timedelta(days=2), pain=8 if said == "with the answers" else 7)
    if said == "after a session":
        home.exercised(1, pain=8)
    assert "Your pain is strong: With pain of 8 or more, talk to a doctor" in home.today()
    start = home.stage.window.findChild(QAbstractButton, "today_start")
    assert not isinstance(start, PrimaryButton)
    home.press("notice_primary")
    assert "Your pain is strong:" not in home.said()
    assert isinstance(home.stage.window.findChild(QAbstractButton, "today_start"), PrimaryButton)


def test_less_pain_later_is_what_counts(home: Home) -> None:
    home.answered(ago=timedelta(days=2), pain=9)
    home.exercised(1, pain=5)
    assert "Your pain is strong:" not in home.today()


def test_shown_again_today_reads_nothing_and_asks_no_rule_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.answered(ago=timedelta(days=1))
    home.exercised(7)
    asked: list[History] = []

    def next_step(history: History, catalogue: Catalogue) -> Proposal | None:
        asked.append(history)
        return getting_on.next_step(history, catalogue)

    monkeypatch.setattr(user_state, "next_step", next_step)
    first = home.today()
    read: list[str] = []
    home.stage.journal._db.set_trace_callback(read.append)
    home.stage.now += timedelta(minutes=1)
    assert home.today() == first
    assert set(read) == {"PRAGMA data_version"}
    assert len(asked) == 1
    # After a session, everything is looked at again.
    home.stage.exercise(0)
    assert home.today() != first
    assert len(asked) == 2


def test_a_step_is_worked_out_anew_on_another_day_with_other_answers_or_after_a_no(
    home: Home,
) -> None:
    home.answered(ago=timedelta(days=1))
    home.exercised(7)
    state = home.stage.user_state
    proposed = state.next_step()
    assert proposed
    assert state.next_step() is proposed
    decline_step(state, proposed)
    assert state.next_step() is None
    home.stage.now += timedelta(days=60)
    assert state.next_step() is not None
