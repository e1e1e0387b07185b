"""What was done reaches the journal, in order, whatever happens to the disk meanwhile."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from evenkeel.catalogue.terms import Side
from evenkeel.coach.timeline import Phase, PhaseKind
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.plan import Plan
from evenkeel.journal.entries.pending import PendingWrites
from evenkeel.journal.entries.recorder import SessionRecorder
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import CompletionClaim, Ending
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.watched import Moved

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def hold(rep: int) -> Phase:
    """A hold of the first item, as the coach tells it."""
    return Phase(
        start_s=0.0,
        duration_s=6.0,
        kind=PhaseKind.HOLD,
        item=0,
        exercise="dontigny_knee_brace",
        variant=None,
        side=Side.LEFT,
        set=1,
        rep=rep,
    )


class Desk:
    """A journal, what waits for it, and a clock that goes ten seconds per look."""

    def __init__(self, journal: Journal, plan: Plan) -> None:
        self.journal = journal
        self.plan = plan
        self.pending = PendingWrites(journal)
        self.now = AT

    def tick(self) -> datetime:
        self.now += timedelta(seconds=10)
        return self.now

    def begin(self) -> SessionRecorder:
        return SessionRecorder.begin(self.pending, self.tick, self.plan, pain_before=4)

    def kept(self) -> list[int]:
        """The repetitions of the newest session, as another program reads them in the file."""
        with sqlite3.connect(self.journal.path) as db:
            rows = db.execute(
                "SELECT rep FROM repetitions WHERE session_id ="
                " (SELECT max(id) FROM sessions) ORDER BY id"
            ).fetchall()
        db.close()
        return [rep for (rep,) in rows]


@pytest.fixture
def desk(journal: Journal, plan: Plan) -> Desk:
    return Desk(journal, plan)


@pytest.fixture
def locked(desk: Desk) -> Iterator[sqlite3.Connection]:
    """Another program that can lock the journal: ``BEGIN IMMEDIATE`` and ``ROLLBACK``."""
    other = sqlite3.connect(desk.journal.path, isolation_level=None)
    yield other
    other.close()


def test_all_of_a_session_is_on_the_disk_at_once(desk: Desk) -> None:
    session = desk.begin()
    assert [session.repetition_done(hold(n)) for n in (1, 2)] == [None, None]
    session.helped(0, "no")
    session.hurt(hold(3), 2.5)
    session.explained("sharp")
    session.exercise_left(hold(3))
    assert session.stored() == 2
    assert session.left == {0}
    assert (session.done[1].rep, session.done[1].hold_s, session.stopped) == (2, 6.0, {0})
    session.ended(Ending.HURT, pain_after=6, note="not today", really=CompletionClaim.SOME)
    [record] = desk.journal.sessions()
    assert (record.how, record.pain_after, record.note) == (Ending.HURT, 6, "not today")
    history = desk.journal.history(record.id)
    assert [one.rep for one, _ in history.repetitions] == [1, 2]
    assert history.helped == ((0, "no"),)
    [(stop, _)] = history.stops
    assert (stop.rep, stop.second_s, stop.what) == (3, 2.5, "sharp")
    [left] = history.still_left
    assert (left.exercise, left.side, left.rep) == ("dontigny_knee_brace", Side.LEFT, 3)
    assert desk.journal.left_exercises() == {record.id: ("dontigny_knee_brace",)}
    assert desk.pending.waiting == 0


def test_what_was_gone_back_to_is_not_left_any_more(desk: Desk) -> None:
    session = desk.begin()
    session.exercise_left(hold(1))
    session.repetition_done(hold(1))
    assert session.left == frozenset()
    unfinished = desk.journal.unfinished()
    assert unfinished
    assert unfinished.left == ()
    assert desk.journal.left_exercises() == {}
    session.exercise_left(hold(2))
    assert desk.journal.unfinished().left == (0,)  # type: ignore[union-attr]


@pytest.mark.logs("is in use by another program")
def test_what_a_lock_holds_up_is_written_afterwards_in_order(
    desk: Desk, locked: sqlite3.Connection
) -> None:
    session = desk.begin()
    session.repetition_done(hold(1))
    locked.execute("BEGIN IMMEDIATE")
    for n in (2, 3):
        fault = session.repetition_done(hold(n))
        assert fault
        assert fault.fault is JournalFault.LOCKED
    assert session.stored() == 1
    assert len(session.done) == 3
    locked.execute("ROLLBACK")
    assert desk.pending.flush() is None
    assert desk.kept() == [1, 2, 3]
    assert session.stored() == 3


@pytest.mark.logs("is in use by another program")
def test_a_session_whose_beginning_was_held_up_is_whole_later(
    desk: Desk, locked: sqlite3.Connection
) -> None:
    locked.execute("BEGIN IMMEDIATE")
    session = desk.begin()
    session.repetition_done(hold(1))
    assert session.stored() == 0
    session.ended(Ending.FINISHED, pain_after=3, note="ok", really=CompletionClaim.ALL)
    second = desk.begin()
    second.repetition_done(hold(7))
    locked.execute("ROLLBACK")
    second.repetition_done(hold(8))
    first, newest = desk.journal.sessions()
    assert (first.repetitions, first.pain_after, first.note) == (1, 3, "ok")
    assert first.how is Ending.FINISHED
    assert (newest.repetitions, newest.how) == (2, None)
    assert desk.kept() == [7, 8]


@pytest.mark.logs("is in use by another program")
def test_answers_and_changes_wait_in_the_same_queue(desk: Desk, locked: sqlite3.Connection) -> None:
    locked.execute("BEGIN IMMEDIATE")
    changes = Adjustments(taken_out=frozenset({"superman"}))
    assert desk.pending.add(lambda journal: journal.save_adjustments(changes))
    assert desk.pending.waiting == 1
    locked.execute("ROLLBACK")
    assert desk.pending.flush() is None
    assert desk.journal.adjustments() == changes


def test_what_the_journal_refuses_does_not_hold_up_the_rest(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    session = desk.begin()

    def refused(_: Journal) -> None:
        raise ValueError("never")

    desk.pending.add(refused)
    session.repetition_done(hold(1))
    assert desk.kept() == [1]
    assert "never" in caplog.text


def test_a_journal_that_was_deleted_is_written_again_whole(desk: Desk) -> None:
    first = desk.begin()
    first.repetition_done(hold(1))
    first.ended(Ending.FINISHED, pain_after=2, note="", really=CompletionClaim.ALL)
    session = desk.begin()
    session.repetition_done(hold(1))
    shutil.rmtree(desk.journal.path.parent)
    session.repetition_done(hold(2))
    assert desk.pending.moved is Moved.REMOVED
    assert desk.kept() == [1, 2]
    with Journal.open(desk.journal.path) as again:
        assert [one.repetitions for one in again.sessions()] == [1, 2]
    assert desk.journal.in_place


def test_a_journal_that_was_replaced_gets_what_it_lacks_of_the_session(
    desk: Desk, tmp_path: Path
) -> None:
    session = desk.begin()
    session.repetition_done(hold(1))
    older = tmp_path / "older.sqlite"
    desk.journal.backup(older)
    session.helped(0, "yes")
    session.repetition_done(hold(2))
    session.hurt(hold(3), 1.0)
    session.explained("numb")
    session.exercise_left(hold(3))
    older.replace(desk.journal.path)
    session.repetition_done(hold(4))
    assert desk.pending.moved is Moved.REPLACED
    assert desk.kept() == [1, 2, 4]
    [record] = desk.journal.sessions()
    history = desk.journal.history(record.id)
    assert history.helped == ((0, "yes"),)
    assert [stop.what for stop, _ in history.stops] == ["numb"]
    assert [one.rep for one, _ in history.left] == [3]


def test_a_stranger_s_journal_gets_the_whole_session(desk: Desk, tmp_path: Path) -> None:
    session = desk.begin()
    session.repetition_done(hold(1))
    other = tmp_path / "other.sqlite"
    Journal.open(other).close()
    unfinished = desk.journal.unfinished()
    assert unfinished
    resumed = SessionRecorder.resume(desk.pending, desk.tick, unfinished)
    desk.pending.release(session)
    other.replace(desk.journal.path)
    resumed.repetition_done(hold(2))
    assert desk.kept() == [1, 2]
    [record] = desk.journal.sessions()
    assert (record.started_at, record.pain_before) == (session.started_at, 4)


def test_it_is_noticed_with_nothing_waiting(desk: Desk) -> None:
    session = desk.begin()
    session.repetition_done(hold(1))
    desk.journal.path.unlink()
    assert session.stored() == 1
    assert desk.pending.moved is Moved.REMOVED
    assert desk.kept() == [1]


@pytest.mark.logs("is damaged and can't be read")
def test_a_file_that_is_no_journal_is_left_alone_and_all_waits(desk: Desk) -> None:
    session = desk.begin()
    session.repetition_done(hold(1))
    desk.journal.path.unlink()
    desk.journal.path.write_bytes(b"a shopping list, nothing else")
    fault = session.repetition_done(hold(2))
    assert fault
    assert session.stored() == 0
    # Reading goes on, with nothing to read.
    assert desk.journal.sessions() == ()
    with pytest.raises(JournalError):
        desk.journal.save_answers({}, AT)
    assert desk.journal.path.read_bytes() == b"a shopping list, nothing else"
    desk.journal.path.unlink()
    assert session.repetition_done(hold(3)) is None
    assert desk.kept() == [1, 2, 3]


def test_a_writer_of_its_own_hears_that_the_file_is_gone(desk: Desk) -> None:
    desk.journal.path.unlink()
    with pytest.raises(JournalError) as caught:
        desk.journal.save_answers({}, AT)
    assert caught.value.fault is JournalFault.MOVED


def test_a_clock_that_is_set_back_makes_no_end_before_the_start(desk: Desk) -> None:
    session = desk.begin()
    session.repetition_done(hold(1))
    last = desk.now
    desk.now -= timedelta(hours=3)
    session.repetition_done(hold(2))
    session.ended(Ending.FINISHED, pain_after=None, note="", really=CompletionClaim.ALL)
    [record] = desk.journal.sessions()
    times = [at for _, at in desk.journal.history(record.id).repetitions]
    assert record.ended_at == last
    assert times == [last, last]


def test_the_journal_itself_ends_no_session_before_its_start(desk: Desk) -> None:
    session = desk.journal.begin_session(desk.plan, pain_before=4, at=AT)
    desk.journal.end_session(session, AT - timedelta(days=1), how=Ending.ENDED)
    [record] = desk.journal.sessions()
    assert record.ended_at == AT


@pytest.mark.logs("is in use by another program")
def test_giving_up_what_waits(desk: Desk, locked: sqlite3.Connection) -> None:
    locked.execute("BEGIN IMMEDIATE")
    desk.begin()
    desk.pending.clear()
    locked.execute("ROLLBACK")
    assert desk.pending.flush() is None
    assert desk.journal.sessions() == ()
