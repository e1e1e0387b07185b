"""A session steered from the floor: real keys, held and repeated by the X server itself."""

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from evenkeel.guide.answers import answers_from
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import Ending, SessionRecord
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.user_state import UserState
from tests.content import shipped
from tests.journeys.screen import Screen, Window, missing

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or bool(missing()), reason=f"needs a Linux screen: {missing()}"
)

#: Fast enough for a test, slow enough that a busy machine is not taken for a sleeping one.
FACTOR = 6
FAST = 20
BRACE = "dontigny_knee_brace"


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with Screen() as started:
        yield started


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data of a reader who has been here before."""
    folder = tmp_path / "data"
    folder.mkdir()
    Preferences(folder / "settings.json").change_one(welcomed=True)
    with Journal.open(folder / "journal.sqlite") as journal:
        reader_of(journal).answer(
            answers_from({"sore_side": "left", "pain_pattern": "shifted"}, shipped())
        )
    return folder


def reader_of(journal: Journal) -> UserState:
    return UserState(journal, shipped(), lambda: datetime.now().astimezone())


def sessions(data: Path) -> list[SessionRecord]:
    with Journal.open(data / "journal.sqlite") as journal:
        return list(journal.sessions())


def done(data: Path) -> list[tuple[str, int]]:
    """The repetitions of the session that was not ended: side and number."""
    with Journal.open(data / "journal.sqlite") as journal:
        unfinished = journal.unfinished()
    assert unfinished
    return [(str(one.side), one.rep) for one in unfinished.done]


def start(window: Window) -> None:
    window.click("today_start")
    window.where("pain_page_scale_5")
    window.keys("5", "Return")
    window.where("coach_ready")


def test_presses_pause_and_a_press_that_is_held_means_pain(screen: Screen, data: Path) -> None:
    with Window(screen, data) as window:
        start(window)
        window.click("coach_ready")
        window.where("coach_pause")
        for key in ("space", "b", "Return", "F5", "XF86AudioPlay"):
            window.keys(key)
            window.where("coach_go_on")
            window.keys(key)
            window.where("coach_more_time")
        # To the hold, and what can be done again there.
        window.keys("Next")
        window.where("coach_repeat")
        # Out of the exercise, from a pause, and back into it with any key.
        window.keys("space")
        window.where("coach_go_on")
        window.keys("XF86AudioNext")
        window.where("coach_undo_leave")
        window.keys("space")
        window.where("coach_repeat")
        window.hold_until("Next", "coach_hurt_go_on")
        # Next goes through the answers, any key takes the marked one: the third is the end.
        screen.do("key", "--delay", "200", "Next", "Next", "Next", "space")
        window.click("summary_done")
        window.where("today_start")
    (record,) = sessions(data)
    assert (record.how, record.repetitions) == (Ending.HURT, 0)


@pytest.mark.parametrize("by", ["one key", "the mouse"])
def test_from_the_floor(screen: Screen, data: Path, by: str) -> None:
    """Every way, the question and the end, with one key alone or the mouse alone."""
    with Journal.open(data / "journal.sqlite") as journal:
        only = {"sore_side": "left", "pain_pattern": "shifted", "plank": "no"}
        answers = answers_from({**only, "equipment": ["doorway"]}, shipped())
        reader_of(journal).answer(answers)
    with Window(screen, data, FAST) as window:
        window.click("today_start", "pain_page_scale_5", "pain_page_go_on")
        for name in (*["coach_ready"] * 2, "coach_helped_unsure", *["coach_ready"] * 2):
            x, y = window.where(name)
            # A key that comes at once was meant for what was there before.
            screen.do("sleep", "0.2")
            if by == "one key":
                window.keys("space")
            else:
                screen.do("mousemove", str(x), str(y), "click", "1")
            if name == "coach_ready":
                window.where("coach_pause")
        window.click("summary_pain_5", "summary_done")
        window.where("today_start")
    (record,) = sessions(data)
    assert (record.how, record.repetitions) == (Ending.FINISHED, 24)


def test_what_hurt_twice_in_a_row_is_left_out_of_the_next_plan(screen: Screen, data: Path) -> None:
    with Window(screen, data) as window:
        for stop in ("coach_hurt_end", "coach_hurt_stop"):
            start(window)
            window.hold_until("a", "coach_hurt_what_worse")
            window.click("coach_hurt_what_worse", stop, "summary_done")
        window.click("notice_primary")
        window.where("today_start")
    with Journal.open(data / "journal.sqlite") as journal:
        user_state = reader_of(journal)
        assert [one.how for one in journal.sessions()] == [Ending.HURT] * 2
        assert user_state.plan
        assert BRACE in [item.exercise for item in user_state.plan.items]
        assert user_state.plan_today
        assert BRACE not in [item.exercise for item in user_state.plan_today.items]
        assert user_state.to_leave_out() is None


def test_a_killed_session_goes_on_at_the_repetition_it_was_in(screen: Screen, data: Path) -> None:
    with Window(screen, data, FACTOR) as window:
        start(window)
        window.click("coach_ready")
        while len(done(data)) < 2:
            window.where("coach_pause")
        window.kill()
    killed_at = len(done(data))
    with Window(screen, data, FACTOR) as window:
        window.click("notice_primary")
        window.where("pain_page_scale_5")
        window.keys("5", "Return")
        window.click("coach_ready")
        while len(done(data)) < killed_at + 2:
            window.where("coach_pause")
        window.kill()
    # None is missing, and none was done twice.
    assert done(data) == [("left", n + 1) for n in range(len(done(data)))]
