"""How single exercises went, read from the journal and summed up."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from msgspec.structs import replace

from evenkeel.guide.plan import Plan
from evenkeel.journal.entries.exercises import ExerciseSession, exercise_summaries
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import CompletionClaim, Ending, LeftExercise, PainStop, Repetition

AT = datetime(2026, 11, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
BRACE, INFLARE = "dontigny_knee_brace", "inflare_correction"


def done(
    journal: Journal,
    plan: Plan,
    days: int,
    items: Sequence[int],
    *,
    after: int | None = 3,
    helped: str = "",
    hurt: int | None = None,
    really: CompletionClaim | None = None,
) -> None:
    """A session with two repetitions of each of these items, with pain 5 before."""
    at = AT + timedelta(days=days)
    session = journal.begin_session(plan, pain_before=5, at=at)
    for place in items:
        item = plan.items[place]
        for rep in (1, 2):
            repetition = Repetition(
                item=place,
                exercise=item.exercise,
                variant=item.variant,
                side=None,
                set=1,
                rep=rep,
                hold_s=6,
            )
            journal.add_repetition(session, repetition, at)
    if helped:
        journal.set_helped(session, 0, helped)
    if hurt is not None:
        item = plan.items[hurt]
        stop = PainStop(
            item=hurt,
            exercise=item.exercise,
            variant=item.variant,
            side=None,
            set=1,
            rep=1,
            second_s=1,
        )
        journal.add_stop(session, stop, at)
    journal.end_session(
        session,
        at + timedelta(minutes=9),
        how=Ending.FINISHED,
        pain_after=after,
        really=really,
    )


def of(sessions: Sequence[ExerciseSession], exercise: str) -> list[ExerciseSession]:
    return [one for one in sessions if one.exercise == exercise]


def longer(plan: Plan, place: int, hold_s: int) -> Plan:
    items = list(plan.items)
    items[place] = replace(items[place], dose=replace(items[place].dose, hold_s=hold_s))
    return replace(plan, items=tuple(items))


def test_only_what_was_begun_is_there_with_what_was_said_of_it(
    journal: Journal, plan: Plan
) -> None:
    done(journal, plan, 0, [0], helped="yes", hurt=1)
    found = journal.exercise_sessions()
    assert [one.exercise for one in found] == [BRACE, INFLARE]
    brace, inflare = found
    assert (brace.done, brace.hurt, brace.helped) == (2, 0, "yes")
    assert (inflare.done, inflare.hurt, inflare.helped) == (0, 1, None)
    assert (brace.pain_before, brace.pain_after, brace.at) == (5, 3, AT)
    assert (brace.dose.hold_s, brace.dose.reps, brace.dose.form) == (6, 6, None)


def test_an_exercise_that_comes_twice_in_a_plan_is_one(journal: Journal, plan: Plan) -> None:
    twice = replace(plan, items=(*plan.items, plan.items[0]))
    done(journal, twice, 0, [0, len(plan.items)])
    (brace,) = of(journal.exercise_sessions(), BRACE)
    assert brace.done == 4


def test_what_was_not_really_done_does_not_count(journal: Journal, plan: Plan) -> None:
    done(journal, plan, 0, [0], really=CompletionClaim.NONE)
    assert journal.exercise_sessions() == ()


def test_the_summary_counts_what_helped_what_hurt_and_how_pain_went(
    journal: Journal, plan: Plan
) -> None:
    done(journal, plan, 0, [0, 1], helped="yes", after=3)
    done(journal, plan, 1, [0, 1], helped="no", after=6)
    done(journal, plan, 2, [0], helped="yes", after=None, hurt=1)
    (session, *_) = (one.id for one in reversed(journal.sessions()))
    left = LeftExercise(item=0, exercise=BRACE, variant=None, side=None, set=1, rep=None)
    journal.add_left(session, left, AT + timedelta(days=2, minutes=1))
    first, second = exercise_summaries(journal.exercise_sessions(), AT + timedelta(days=3))
    # What hurt more comes first.
    assert (first.exercise, second.exercise) == (INFLARE, BRACE)
    assert (first.sessions, first.hurt) == (2, 1)
    assert first.hurt_last == (AT + timedelta(days=2)).date()
    assert (second.helped, second.asked) == (2, 3)
    assert (second.rated, second.less, second.more) == (2, 1, 1)
    assert second.hurt_last is None
    assert (first.left, second.left) == (0, 1)
    assert second.left_last == (AT + timedelta(days=2)).date()


def test_the_doses_are_told_with_the_day_since_when(journal: Journal, plan: Plan) -> None:
    done(journal, plan, 0, [1])
    done(journal, plan, 1, [1])
    done(journal, longer(plan, 1, 8), 2, [1])
    done(journal, plan, 3, [1])
    (summary,) = exercise_summaries(journal.exercise_sessions(), AT + timedelta(days=3))
    told = [(one.dose.hold_s, (one.since - AT.date()).days) for one in summary.doses]
    assert told == [(6, 0), (8, 2), (6, 3)]


def test_a_wrong_clock_does_not_count(journal: Journal, plan: Plan) -> None:
    """[DAYS-5]"""
    done(journal, plan, 0, [0])
    done(journal, plan, 4000, [0])
    (summary,) = exercise_summaries(journal.exercise_sessions(), AT + timedelta(days=1))
    assert (summary.sessions, summary.last) == (1, AT.date())
