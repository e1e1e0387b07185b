"""The small steps of *Getting on* in the window: proposed, taken, declined and taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import answers_from
from evenkeel.guide.done import DoneDose
from evenkeel.guide.getting_on import Direction, Proposal
from evenkeel.guide.plan import Dose
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import AnsweredStep, Ending, PainStop, Repetition
from evenkeel.ui.frame.small_steps import (
    decline_step,
    proposed_step,
    step_taken_lately,
    take_step,
    take_step_back,
)
from evenkeel.ui.frame.user_state import UserState

WALL, PLANK = "inflare_correction", "plank_leg_reach"


class Person:
    """Does sessions by the plan of the day, a day apart."""

    def __init__(self, path: Path, catalogue: Catalogue) -> None:
        self.path, self.catalogue = path, catalogue
        self.now = datetime(2026, 11, 1, 8, tzinfo=UTC)
        self.journal = Journal.open(path)
        self.state = UserState(self.journal, catalogue, lambda: self.now)
        self.answer({"sore_side": "left", "pain_pattern": "shifted"})

    def answer(self, document: dict[str, object]) -> None:
        self.state.answer(answers_from(document, self.catalogue))

    def session(self, *, hurt: str = "", days: int = 1) -> None:
        self.now += timedelta(days=days)
        plan = self.state.plan_today
        assert plan
        session = self.journal.begin_session(plan, pain_before=4, at=self.now)
        for place, item in plan.numbered():
            if item.exercise == hurt:
                stop = PainStop(
                    item=place,
                    exercise=hurt,
                    variant=item.variant,
                    side=None,
                    set=1,
                    rep=1,
                    second_s=1.0,
                )
                self.journal.add_stop(session, stop, self.now)
                continue
            for side in item.sides or (None,):
                for rep in range(1, item.dose.reps + 1):
                    done = Repetition(
                        item=place,
                        exercise=item.exercise,
                        variant=item.variant,
                        side=side,
                        set=1,
                        rep=rep,
                        hold_s=6.0,
                    )
                    self.journal.add_repetition(session, done, self.now)
        end = self.now + timedelta(minutes=9)
        self.journal.end_session(session, end, how=Ending.FINISHED, pain_after=4)
        self.now = end + timedelta(minutes=1)

    def sessions(self, count: int) -> None:
        for _ in range(count):
            self.session()

    def step(self) -> Proposal:
        """The step that is proposed."""
        step = proposed_step(self.state)
        assert step
        return step

    def lately(self) -> AnsweredStep:
        """The step that was taken lately."""
        step = step_taken_lately(self.state)
        assert step
        return step

    def dose(self, exercise: str) -> Dose:
        item = self.state.planned(exercise, None)
        assert item
        return item.dose

    def form(self, exercise: str) -> str | None:
        item = self.state.planned(exercise, None)
        assert item
        return item.variant

    def again(self) -> UserState:
        """What another start of the program knows."""
        self.state = UserState(self.journal, self.catalogue, lambda: self.now)
        return self.state


@pytest.fixture
def person(tmp_path: Path, catalogue: Catalogue) -> Iterator[Person]:
    made = Person(tmp_path / "journal.sqlite", catalogue)
    yield made
    made.journal.close()


def test_nothing_before_six_sessions(person: Person) -> None:
    person.sessions(5)
    assert proposed_step(person.state) is None
    person.session()
    step = proposed_step(person.state)
    assert step
    assert (step.exercise, step.change) == (WALL, {"hold_s": 8})


def test_a_step_that_is_taken_is_in_the_plan_and_stays(person: Person) -> None:
    person.sessions(6)
    step = person.step()
    take_step(person.state, step)
    for state in (person.state, person.again()):
        assert person.dose(WALL) == Dose(hold_s=8, rest_s=6, reps=6, sets=1)
        assert proposed_step(state) is None
        lately = step_taken_lately(state)
        assert lately
        assert (lately.exercise, lately.after.hold_s) == (WALL, 8)
    person.session()
    assert step_taken_lately(person.state) is None


def test_a_step_is_taken_back_and_counts_as_declined(person: Person) -> None:
    person.sessions(6)
    take_step(person.state, person.step())
    take_step_back(person.state, person.lately())
    assert person.dose(WALL).hold_s == 6
    assert step_taken_lately(person.state) is None
    assert [one.taken for one in person.again().steps] == [False]
    person.sessions(8)
    # The week is over; the wall rests for fourteen days.
    assert person.step().exercise == PLANK


def test_one_that_was_declined_is_remembered(person: Person) -> None:
    person.sessions(6)
    decline_step(person.state, person.step())
    assert person.dose(WALL).hold_s == 6
    assert proposed_step(person.state) is None
    assert proposed_step(person.again()) is None
    person.sessions(15)
    assert person.step().exercise == WALL


def test_a_step_back_that_was_declined_comes_again_with_the_next_pain(person: Person) -> None:
    person.sessions(6)
    person.session(hurt=PLANK)
    step = person.step()
    assert (step.exercise, step.direction) == (PLANK, Direction.BACK)
    assert step.dose.form == "press"
    decline_step(person.state, step)
    assert proposed_step(person.state) is None
    person.session(hurt=PLANK)
    assert person.step().dose.form == "press"


def test_a_step_back_to_another_form_and_up_again(person: Person) -> None:
    person.sessions(6)
    person.session(hurt=PLANK)
    take_step(person.state, person.step())
    assert person.form(PLANK) == "press"
    assert person.state.planned(PLANK, "press").sides == ("left",)
    person.again()
    lately = person.lately()
    assert lately.before == DoneDose(form="lift", hold_s=6, reps=3, sets=1)
    take_step_back(person.state, lately)
    assert person.form(PLANK) == "lift"
    assert person.state.changes.forms == {}


def test_the_users_own_dose_is_not_proposed_away(person: Person) -> None:
    """The rule looked at another dose than the one that will be done."""
    person.sessions(6)
    mine = Dose(hold_s=15, rest_s=6, reps=6, sets=1)
    person.state.change(Adjustments().with_dose(WALL, mine))
    assert proposed_step(person.state) is None
    person.state.change(Adjustments().taking_out(WALL))
    assert proposed_step(person.state) is None


def test_other_answers_about_what_is_possible_begin_anew(person: Person) -> None:
    person.sessions(6)
    person.session(hurt=PLANK)
    take_step(person.state, person.step())
    person.answer({"sore_side": "left", "pain_pattern": "shifted", "pain_now": 7})
    assert person.form(PLANK) == "press"
    person.answer({"sore_side": "left", "pain_pattern": "shifted", "plank": "knees"})
    assert person.form(PLANK) == "knees_lift"
    assert person.state.changes.forms == {}


def test_a_clock_that_was_wrong_blocks_nothing(person: Person) -> None:
    """A step of the year 2037 would otherwise be the last one for ever."""
    person.sessions(6)
    now, person.now = person.now, person.now.replace(year=2037)
    decline_step(person.state, _any_step(person, now))
    person.now = now
    assert person.step().exercise == WALL


def _any_step(person: Person, at: datetime) -> Proposal:
    later, person.now = person.now, at
    step = person.step()
    person.now = later
    return step


def test_another_journal_gets_the_steps(person: Person, tmp_path: Path) -> None:
    person.sessions(6)
    take_step(person.state, person.step())
    with Journal.open(tmp_path / "other.sqlite") as other:
        for write in person.state.missing_in(other):
            write(other)
        assert other.steps() == person.state.steps
        assert [*person.state.missing_in(other)] == []
