"""Sessions of the past: looked at, corrected, deleted, and taken back to the letter."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.plan import Plan
from evenkeel.journal.entries.corrections import Correction, SessionDetails
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import CompletionClaim, Ending, LeftExercise, PainStop, Repetition
from evenkeel.journal.trends.progress import ScreeningReason, screening_due, series

EAST = timezone(timedelta(hours=5, minutes=30))
AT = datetime(2026, 11, 5, 23, 55, tzinfo=EAST)


@pytest.fixture
def plan(catalogue: Catalogue) -> Plan:
    return decide(answers_from({"sore_side": "left"}, catalogue), catalogue)


@pytest.fixture
def journal(tmp_path: Path, plan: Plan) -> Iterator[Journal]:
    """A journal with two sessions of one day; the first has everything a session can have."""
    with Journal.open(tmp_path / "journal.sqlite") as journal:
        session = journal.begin_session(plan, pain_before=9, at=AT)
        for number in (1, 2, 2, 3):
            at = AT + timedelta(minutes=number)
            journal.add_repetition(session, repetition(number), at)
        journal.set_helped(session, 0, "no")
        journal.add_stop(session, STOP, AT + timedelta(minutes=7))
        journal.explain_stop(session, "sharp")
        journal.add_left(session, LEFT, AT + timedelta(minutes=8))
        journal.end_session(
            session,
            AT + timedelta(minutes=9),
            how=Ending.HURT,
            pain_after=8,
            note="After the garden.\n“Oh.”",
            really=CompletionClaim.SOME,
        )
        later = AT + timedelta(hours=2)
        other = journal.begin_session(plan, pain_before=4, at=later)
        journal.add_repetition(other, repetition(1), later)
        journal.end_session(other, later, how=Ending.FINISHED, pain_after=3)
        yield journal


STOP = PainStop(
    item=1,
    exercise="inflare_correction",
    variant=None,
    side=Side.LEFT,
    set=1,
    rep=2,
    second_s=2.5,
)


LEFT = LeftExercise(
    item=2, exercise="plank_leg_reach", variant="lift", side=Side.RIGHT, set=1, rep=None
)


def repetition(number: int) -> Repetition:
    # Thirds, so that seconds that are added up again would not be the same.
    return Repetition(
        item=0,
        exercise="dontigny_knee_brace",
        variant=None,
        side=Side.LEFT,
        set=1,
        rep=number,
        hold_s=1 / 3 + number,
    )


def dump(journal: Journal) -> list[str]:
    """Everything in the file, in words."""
    return list(journal._db.iterdump())


def first(journal: Journal) -> SessionDetails:
    return journal.details(journal.sessions()[0])


def as_it_is(details: SessionDetails) -> Correction:
    """A correction that corrects nothing."""
    record = details.record
    return Correction(
        started_at=record.started_at,
        pain_before=record.pain_before,
        pain_after=record.pain_after,
        note=record.note,
        really=details.really,
    )


def test_a_session_tells_all_that_was_kept(journal: Journal, plan: Plan) -> None:
    details = first(journal)
    assert details.plan == plan
    assert details.really is CompletionClaim.SOME
    assert [one.rep for one in details.done] == [1, 2, 2, 3]
    assert details.done[0] == repetition(1)
    assert details.stops == (replace(STOP, what="sharp"),)
    assert details.left == (LEFT,)
    assert journal.details(journal.sessions()[1]).really is None


def test_a_plan_that_cannot_be_read_hides_nothing_else(journal: Journal) -> None:
    journal._db.execute("UPDATE plans SET document = '{}'")
    details = first(journal)
    assert details.plan is None
    assert len(details.done) == 4


def test_a_correction_changes_what_it_says_and_nothing_else(journal: Journal) -> None:
    before = first(journal)
    correction = replace(
        as_it_is(before), pain_before=4, pain_after=None, note="Rain.", really=CompletionClaim.ALL
    )
    journal.correct(before.record.id, correction)
    after = first(journal)
    assert as_it_is(after) == correction
    assert after.record == replace(before.record, pain_before=4, pain_after=None, note="Rain.")
    assert (after.done, after.stops, after.plan) == (before.done, before.stops, before.plan)
    assert after.left == before.left
    assert after.really is CompletionClaim.ALL


def test_none_of_it_really_done_counts_nothing_and_can_be_taken_back(journal: Journal) -> None:
    details = first(journal)
    journal.correct(details.record.id, replace(as_it_is(details), really=CompletionClaim.NONE))
    assert first(journal).record.repetitions == 0
    journal.correct(details.record.id, as_it_is(details))
    assert first(journal).record.repetitions == 4


def test_with_another_beginning_everything_in_it_moves(journal: Journal) -> None:
    details = first(journal)
    lasted = details.record.ended_at - details.record.started_at  # type: ignore[operator]
    began = datetime(2026, 11, 2, 8, 30, tzinfo=EAST)
    journal.correct(details.record.id, replace(as_it_is(details), started_at=began))
    record = first(journal).record
    assert record.started_at == began
    assert record.started_at.utcoffset() == timedelta(hours=5, minutes=30)
    assert record.ended_at == began + lasted
    rows = journal._all("SELECT at, offset_min FROM repetitions WHERE session_id = 1 ORDER BY id")
    assert rows[0] == ("2026-11-02T03:01:00.000000+00:00", 330)
    assert journal._all("SELECT at FROM stops") == [("2026-11-02T03:07:00.000000+00:00",)]


def test_no_correction_changes_no_byte(journal: Journal) -> None:
    before = dump(journal)
    journal.correct(1, as_it_is(first(journal)))
    assert dump(journal) == before


@pytest.mark.parametrize("session", [1, 2])
def test_what_was_changed_is_restored_to_the_letter(journal: Journal, session: int) -> None:
    before = dump(journal)
    correction = Correction(
        started_at=datetime(2025, 1, 1, tzinfo=UTC),
        pain_before=0,
        pain_after=10,
        note="",
        really=CompletionClaim.NONE,
    )
    copy = journal.correct(session, correction)
    assert dump(journal) != before
    journal.restore(copy)
    assert dump(journal) == before


@pytest.mark.parametrize("session", [1, 2])
def test_what_was_deleted_is_restored_to_the_letter(journal: Journal, session: int) -> None:
    before = dump(journal)
    copy = journal.delete_session(session)
    assert [one.id for one in journal.sessions()] == [3 - session]
    for table in ("repetitions", "helped", "stops", "left_exercises"):
        assert journal._all(f"SELECT * FROM {table} WHERE session_id = {session}") == []
    journal.restore(copy)
    assert dump(journal) == before


def test_several_corrections_are_taken_back_one_by_one(journal: Journal) -> None:
    states = [dump(journal)]
    copies = []
    for pain in (3, 5):
        copies.append(journal.correct(1, replace(as_it_is(first(journal)), pain_before=pain)))
        states.append(dump(journal))
    copies.append(journal.delete_session(1))
    for copy, state in zip(reversed(copies), reversed(states), strict=True):
        journal.restore(copy)
        assert dump(journal) == state


def test_what_is_not_allowed_changes_nothing(journal: Journal) -> None:
    before = dump(journal)
    with pytest.raises(ValueError, match="not allowed"):
        journal.correct(1, replace(as_it_is(first(journal)), pain_before=11))
    with pytest.raises(ValueError, match="no session 9"):
        journal.correct(9, as_it_is(first(journal)))
    with pytest.raises(ValueError, match="no session 9"):
        journal.delete_session(9)
    unsure = replace(as_it_is(first(journal)), started_at=datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="without its offset"):
        journal.correct(1, unsure)
    assert dump(journal) == before


def test_a_corrected_slip_brings_no_safety_questions_any_more(journal: Journal) -> None:
    asked, now = AT - timedelta(days=1), AT + timedelta(days=1)
    assert screening_due(asked, 4, journal.sessions(), now) is ScreeningReason.RISE
    slip = replace(as_it_is(first(journal)), pain_before=4, pain_after=4)
    copy = journal.correct(1, slip)
    assert screening_due(asked, 4, journal.sessions(), now) is None
    assert [point.before for point in series(journal.sessions())] == [4, 4]
    journal.restore(copy)
    assert screening_due(asked, 4, journal.sessions(), now) is ScreeningReason.RISE
