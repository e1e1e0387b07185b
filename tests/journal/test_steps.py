"""What *Getting on* reads of the journal, and the steps that were answered."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.adjust import Adjustments, adjusted
from evenkeel.guide.answers import answers_from
from evenkeel.guide.done import DoneDose, DoneExercise, History
from evenkeel.guide.getting_on import next_step
from evenkeel.guide.plan import Dose, Plan
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import AnsweredStep, CompletionClaim, Ending, PainStop, Repetition

BRACE, WALL, PLANK, BALL = (
    "dontigny_knee_brace",
    "inflare_correction",
    "plank_leg_reach",
    "swiss_ball_superman",
)
START = datetime(2026, 11, 1, 8, tzinfo=UTC)
TODAY = START.date() + timedelta(days=60)


class Diary:
    """Sessions of a plan, done whole unless something else is said."""

    def __init__(self, journal: Journal, catalogue: Catalogue, plan: Plan) -> None:
        self.journal, self.catalogue, self.plan = journal, catalogue, plan

    def session(
        self,
        day: int,
        *,
        changes: Adjustments | None = None,
        helped: str = "no",
        without: tuple[str, ...] = (),
        hurt: str = "",
        really: CompletionClaim | None = None,
        end: bool = True,
    ) -> int:
        plan = adjusted(self.plan, changes, self.catalogue) if changes else self.plan
        at = START + timedelta(days=day)
        session = self.journal.begin_session(plan, pain_before=4, at=at)
        skipped = plan.skip_if_helped if helped == "yes" else ()
        for place, item in plan.numbered():
            if item.exercise in (*skipped, *without):
                continue
            if item.exercise == hurt:
                stop = PainStop(
                    item=place,
                    exercise=item.exercise,
                    variant=item.variant,
                    side=None,
                    set=1,
                    rep=1,
                    second_s=1.0,
                )
                self.journal.add_stop(session, stop, at)
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
                        hold_s=float(item.dose.hold_s),
                    )
                    self.journal.add_repetition(session, done, at)
        self.journal.set_helped(session, 0, helped)
        if end:
            self.journal.end_session(session, at, how=Ending.FINISHED, pain_after=4, really=really)
        return session

    def exercises(self, place: int = -1) -> dict[str, DoneExercise]:
        sessions = self.journal.done_sessions(self.journal.sessions(), TODAY, self.catalogue)
        return {one.exercise: one for one in sessions[place].exercises}


@pytest.fixture
def diary(journal: Journal, catalogue: Catalogue, plan: Plan) -> Diary:
    return Diary(journal, catalogue, plan)


def test_a_session_done_whole(diary: Diary) -> None:
    diary.session(0)
    found = diary.exercises()
    assert tuple(found) == (BRACE, WALL, PLANK, BALL)
    assert found[PLANK] == DoneExercise(
        exercise=PLANK,
        dose=DoneDose(form="lift", hold_s=6, reps=3, sets=1),
        planned=3,
        done=3,
        hurt=0,
    )
    # Both places of the knee brace, each side in turn.
    assert (found[BRACE].planned, found[BRACE].done) == (24, 24)


def test_what_was_not_done_and_what_hurt(diary: Diary) -> None:
    diary.session(0, without=(WALL,), hurt=PLANK)
    found = diary.exercises()
    assert (found[WALL].done, found[WALL].hurt) == (0, 0)
    assert (found[PLANK].done, found[PLANK].hurt) == (0, 1)


def test_a_repetition_that_was_repeated_counts_once(diary: Diary) -> None:
    session = diary.session(0, end=False)
    again, at = diary.journal.history(session).repetitions[-1]
    diary.journal.add_repetition(session, again, at)
    diary.journal.end_session(session, at, how=Ending.FINISHED)
    assert diary.exercises()[BRACE].done == 24


@pytest.mark.parametrize(
    ("really", "done"),
    [(CompletionClaim.ALL, 3), (CompletionClaim.SOME, 2), (CompletionClaim.NONE, 0)],
)
def test_the_persons_own_word_counts(diary: Diary, really: CompletionClaim, done: int) -> None:
    diary.session(0, really=really)
    assert diary.exercises()[PLANK].done == done


def test_some_of_it_takes_nothing_from_what_was_counted_whole_beside_what_was_not(
    diary: Diary,
) -> None:
    """The count itself says which exercise is the one that was not done whole."""
    diary.session(0, without=(WALL,), really=CompletionClaim.SOME)
    found = diary.exercises()
    assert (found[WALL].done, found[PLANK].done, found[BRACE].done) == (0, 3, 24)


def test_what_a_yes_left_out_was_not_planned(diary: Diary) -> None:
    diary.session(0, helped="yes")
    assert tuple(diary.exercises()) == (BRACE, BALL)


def test_an_open_session_and_one_of_tomorrow_do_not_count(diary: Diary) -> None:
    diary.session(61)
    diary.session(0)
    diary.session(1, end=False)
    sessions = diary.journal.done_sessions(diary.journal.sessions(), TODAY, diary.catalogue)
    assert [one.at for one in sessions] == [START]


def test_an_exercise_or_a_form_that_is_no_longer_known(diary: Diary) -> None:
    items = diary.plan.items
    diary.plan = replace(
        diary.plan,
        items=(
            replace(items[0], exercise="gone"),
            replace(items[2], variant="gone"),
            items[3],
        ),
    )
    diary.session(0)
    assert tuple(diary.exercises()) == (BALL,)


def test_what_the_rule_does_not_look_at_is_not_read(diary: Diary) -> None:
    """Only the last six sessions of an exercise are looked at closely."""
    for day in range(9):
        diary.session(day, without=(PLANK,))
    assert [diary.exercises(place)[PLANK].done for place in range(9)] == [3] * 3 + [0] * 6


@pytest.mark.parametrize("yes", range(3))
def test_six_good_sessions_lead_to_a_step_also_where_some_helped(diary: Diary, yes: int) -> None:
    """The plank is looked at in its own last six sessions, wherever they lie."""
    for day in range(6):
        diary.session(2 * day)
    for day in range(yes):
        diary.session(12 + day, helped="yes")
    diary.session(20)
    answers = answers_from({"sore_side": "left"}, diary.catalogue)
    history = History(
        today=TODAY,
        answers=answers,
        sessions=diary.journal.done_sessions(diary.journal.sessions(), TODAY, diary.catalogue),
        proposals=(),
    )
    step = next_step(history, diary.catalogue)
    assert step
    # The ball was never left out: it has the longest run of equal doses, or the plan's order.
    assert step.exercise == (BALL if yes else WALL)


def step(at: datetime, *, taken: bool = True) -> AnsweredStep:
    return AnsweredStep(
        at=at,
        exercise=PLANK,
        before=DoneDose(form="press", hold_s=10, reps=6, sets=1),
        after=DoneDose(form="lift", hold_s=6, reps=3, sets=1),
        taken=taken,
    )


def test_steps_come_back_in_order(journal: Journal) -> None:
    first, second = step(START), step(START + timedelta(days=8), taken=False)
    journal.add_step(second)
    journal.add_step(first)
    assert journal.steps() == (first, second)


def test_a_step_that_is_taken_back(journal: Journal) -> None:
    journal.add_step(step(START))
    journal.add_step(step(START, taken=False))
    assert journal.steps() == (step(START, taken=False),)


def test_erasing_takes_the_steps_too(journal: Journal) -> None:
    journal.add_step(step(START))
    journal.erase()
    assert journal.steps() == ()


def test_changes_keep_their_forms(journal: Journal) -> None:
    dose = Dose(hold_s=8, rest_s=6, reps=3, sets=1)
    changes = Adjustments().with_dose(PLANK, dose).with_form(PLANK, "press")
    journal.save_adjustments(changes)
    assert journal.adjustments() == changes
    journal.save_adjustments(changes.without_dose(PLANK))
    assert journal.adjustments() == Adjustments()
