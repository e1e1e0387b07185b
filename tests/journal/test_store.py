"""The journal keeps what it is told, whatever happens to the program, and never loses it."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenkeel.catalogue.terms import Side
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.plan import Dose, Plan
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import (
    CompletionClaim,
    DayEntry,
    Ending,
    PainStop,
    Repetition,
    SessionRecord,
)
from evenkeel.journal.storage import file
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.outfile import OutputError, OutputFault
from evenkeel.journal.storage.schema import APPLICATION_ID, MIGRATIONS

BRACE = "dontigny_knee_brace"
L, R = Side.LEFT, Side.RIGHT
HOME = timezone(timedelta(hours=2))
AT = datetime(2026, 11, 22, 23, 30, 15, 250_000, tzinfo=HOME)


def later(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def rep(
    n: int = 1, *, item: int = 0, exercise: str = BRACE, side: Side | None = L, hold_s: float = 6
) -> Repetition:
    return Repetition(
        item=item, exercise=exercise, variant=None, side=side, set=1, rep=n, hold_s=hold_s
    )


def stop(item: int = 0, exercise: str = BRACE) -> PainStop:
    return PainStop(
        item=item,
        exercise=exercise,
        variant=None,
        side=L,
        set=1,
        rep=2,
        second_s=3.5,
        what="a pull in the groin",
    )


def begin(journal: Journal, plan: Plan, at: datetime = AT) -> int:
    return journal.begin_session(plan, pain_before=6, at=at)


# What is kept


def test_a_new_journal_is_empty(journal: Journal) -> None:
    assert journal.latest_answers() is None
    assert journal.adjustments() == Adjustments()
    assert journal.sessions() == ()
    assert journal.unfinished() is None
    assert journal.stops_in_a_row(BRACE) == 0


def test_answers(path: Path, journal: Journal) -> None:
    journal.save_answers({"sore_side": "left", "history": []}, AT)
    journal.save_answers({"sore_side": "right", "history": ["long_standing"]}, later(60))
    with Journal.open(path) as again:
        kept = again.latest_answers()
        assert kept
        document, at = kept
    assert document == {"sore_side": "right", "history": ["long_standing"]}
    assert at == later(60)
    assert at.utcoffset() == timedelta(hours=2)


def test_adjustments(path: Path, journal: Journal) -> None:
    dose = Dose(hold_s=10, rest_s=6, reps=4, sets=1)
    journal.save_adjustments(Adjustments(taken_out=frozenset({BRACE})))
    changes = Adjustments(doses={"plank_leg_reach": dose}, taken_out=frozenset({"warm_up"}))
    journal.save_adjustments(changes)
    with Journal.open(path) as again:
        assert again.adjustments() == changes


def test_a_session(path: Path, journal: Journal, plan: Plan) -> None:
    session = begin(journal, plan)
    journal.add_repetition(session, rep(1), later(20))
    journal.add_repetition(session, rep(2, hold_s=7.5), later(40))
    journal.end_session(session, later(900), how="finished", pain_after=4, note="gut „so“")
    with Journal.open(path) as again:
        records = again.sessions()
    assert records == (
        SessionRecord(
            id=session,
            started_at=AT,
            ended_at=later(900),
            how=Ending.FINISHED,
            sore_side="left",
            pain_before=6,
            pain_after=4,
            repetitions=2,
            seconds=13.5,
            note="gut „so“",
        ),
    )
    # 23:30 at home is 21:30 of UTC; a quarter of an hour later it is still the user's evening.
    assert records[0].started_at.date() == AT.date()
    assert records[0].started_at.hour == 23


@pytest.fixture(scope="module")
def open_journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    with Journal.open(tmp_path_factory.mktemp("journal") / "journal.sqlite") as journal:
        yield journal


@given(
    at=st.datetimes(
        min_value=datetime(2000, 1, 1),  # noqa: DTZ001
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
    )
)
def test_a_time_keeps_the_users_day(open_journal: Journal, at: datetime) -> None:
    open_journal.save_answers({}, at)
    stored = open_journal.latest_answers()
    assert stored
    _, read = stored
    assert read == at
    assert (read.date(), read.time()) == (at.date(), at.time())


def test_what_is_told_after_the_session(journal: Journal, plan: Plan) -> None:
    session = begin(journal, plan)
    journal.end_session(
        session, later(900), how=Ending.ENDED, pain_after=3, note="stairs were easier"
    )
    record = journal.sessions()[0]
    assert (record.how, record.pain_after, record.note) == (
        Ending.ENDED,
        3,
        "stairs were easier",
    )


def test_a_session_that_goes_on_is_among_them(journal: Journal, plan: Plan) -> None:
    begin(journal, plan)
    record = journal.sessions()[0]
    assert (record.ended_at, record.how, record.pain_after, record.seconds) == (None, None, None, 0)


# What was not ended


def test_what_was_read_is_kept_until_something_is_written(
    path: Path, journal: Journal, plan: Plan
) -> None:
    first = begin(journal, plan)
    journal.add_stop(first, stop(), later(9))
    journal.end_session(first, later(20), how=Ending.ENDED)
    day = DayEntry(day=date(2026, 11, 20), sessions=1)
    read: list[str] = []

    def look() -> tuple[object, ...]:
        read.clear()
        found = (journal.paper_days(), journal.stops_in_a_row(BRACE), journal.unfinished())
        return *found, journal.activities(), journal.ability_ratings()

    journal._db.set_trace_callback(read.append)
    assert look() == ((), 1, None, (), ())
    assert look() == ((), 1, None, (), ())
    assert set(read) == {"PRAGMA data_version"}
    # Another argument is another question.
    assert journal.stops_in_a_row("glute_bridge") == 0
    with Journal.open(path) as another:
        another.keep_paper_days([day])
    assert look()[0] == (day,)
    journal.add_stop(begin(journal, plan, later(60)), stop(), later(70))
    found = look()
    assert (found[1], found[2] is None) == (2, False)


def test_sessions_are_read_anew_after_any_writing(path: Path, journal: Journal, plan: Plan) -> None:
    assert journal.sessions() == ()
    begin(journal, plan)
    assert len(journal.sessions()) == 1
    assert journal.sessions() is journal.sessions()
    with Journal.open(path) as other:
        begin(other, plan, later(60))
    assert len(journal.sessions()) == 2, "another program wrote"
    journal.erase()
    assert journal.sessions() == ()


def test_an_unfinished_session(path: Path, journal: Journal, plan: Plan) -> None:
    session = begin(journal, plan)
    journal.add_repetition(session, rep(1), later(20))
    journal.add_repetition(session, rep(1, side=R), later(40))
    journal.set_helped(session, 0, "no")
    journal.set_helped(session, 0, "yes")
    journal.add_stop(session, stop(item=3), later(60))
    with Journal.open(path) as again:
        unfinished = again.unfinished()
    assert unfinished.session_id == session
    assert unfinished.plan == plan
    assert unfinished.plan.skip_if_helped
    assert (unfinished.plan.sore_side, unfinished.pain_before) == ("left", 6)
    assert (unfinished.started_at, unfinished.last_at) == (AT, later(60))
    assert unfinished.helped == "yes"
    assert unfinished.done == (rep(1), rep(1, side=R))
    assert unfinished.stopped == (3,)


def test_an_ended_session_is_not_unfinished(journal: Journal, plan: Plan) -> None:
    journal.end_session(begin(journal, plan), later(1), how="hurt")
    assert journal.unfinished() is None


def test_a_new_session_ends_the_one_that_was_left_open(journal: Journal, plan: Plan) -> None:
    first = begin(journal, plan)
    journal.add_repetition(first, rep(1), later(20))
    journal.add_repetition(first, rep(2), later(32))
    second = begin(journal, plan, later(7200))
    begin(journal, plan, later(9999))
    records = journal.sessions()
    assert [(one.id, one.ended_at, one.how) for one in records[:2]] == [
        (first, later(32), Ending.ENDED),
        (second, later(7200), Ending.ENDED),
    ]
    assert records[2].ended_at is None


# Stops


def whole_go(journal: Journal, plan: Plan, session: int, item: int) -> None:
    one = plan.items[item]
    for side in one.sides:
        for n in range(1, one.dose.reps + 1):
            journal.add_repetition(session, rep(n, item=item, side=side), AT)


def test_stops_in_a_row(journal: Journal, plan: Plan) -> None:
    """After two such stops in a row of one exercise the plan suggests leaving it out."""
    again = len(plan.items) - 1
    assert plan.items[0].exercise == plan.items[again].exercise == BRACE
    session = begin(journal, plan)
    journal.add_stop(session, stop(), AT)
    assert journal.stops_in_a_row(BRACE) == 1
    assert journal.stops_in_a_row("plank_leg_reach") == 0
    journal.add_stop(session, stop(item=again), AT)
    assert journal.stops_in_a_row(BRACE) == 2
    session = begin(journal, plan)
    journal.add_stop(session, stop(), AT)
    assert journal.stops_in_a_row(BRACE) == 3


def test_a_completed_go_breaks_the_row(journal: Journal, plan: Plan) -> None:
    session = begin(journal, plan)
    journal.add_stop(session, stop(), AT)
    session = begin(journal, plan)
    whole_go(journal, plan, session, 0)
    assert journal.stops_in_a_row(BRACE) == 0
    journal.add_stop(session, stop(item=len(plan.items) - 1), AT)
    assert journal.stops_in_a_row(BRACE) == 1


def test_a_go_that_was_cut_short_tells_nothing(journal: Journal, plan: Plan) -> None:
    journal.add_stop(begin(journal, plan), stop(), AT)
    session = begin(journal, plan)
    planned = len(plan.items[0].sides) * plan.items[0].dose.reps
    for _ in range(planned):  # the same one again and again is not the whole exercise
        journal.add_repetition(session, rep(1), AT)
    assert journal.stops_in_a_row(BRACE) == 1


def test_a_go_that_was_stopped_is_not_completed(journal: Journal, plan: Plan) -> None:
    session = begin(journal, plan)
    journal.add_stop(session, stop(), AT)
    whole_go(journal, plan, session, 0)
    assert journal.stops_in_a_row(BRACE) == 1


def test_a_stop_is_explained_afterwards(journal: Journal, plan: Plan) -> None:
    first, second = begin(journal, plan), begin(journal, plan)
    for session, item in ((second, 0), (second, 3), (first, 0)):
        journal.add_stop(session, stop(item=item), AT)
    journal.explain_stop(second, "a sharp pain")
    told = journal._db.execute("SELECT session_id, item, what FROM stops ORDER BY id").fetchall()
    assert told == [
        (second, 0, stop().what),
        (second, 3, "a sharp pain"),
        (first, 0, stop().what),
    ]
    with pytest.raises(ValueError, match="nothing to change"):
        journal.explain_stop(begin(journal, plan), "nothing was stopped")


# What is not allowed


@pytest.mark.parametrize("pain", [-1, 11, "six"])
def test_pain_is_zero_to_ten(journal: Journal, plan: Plan, pain: Any) -> None:
    with pytest.raises(ValueError, match="not allowed in the journal"):
        journal.begin_session(plan, pain_before=pain, at=AT)
    session = begin(journal, plan)
    with pytest.raises(ValueError, match="not allowed in the journal"):
        journal.end_session(session, AT, how="ended", pain_after=pain)
    assert [one.id for one in journal.sessions()] == [session]


def test_other_values_that_are_refused(journal: Journal, plan: Plan) -> None:
    session = begin(journal, plan)
    with pytest.raises(ValueError, match="not allowed"):
        journal.begin_session(plan, pain_before=11, at=AT)
    with pytest.raises(ValueError, match="not allowed"):
        journal.end_session(session, AT, how="bored")
    with pytest.raises(ValueError, match="not allowed"):
        journal.set_helped(session, 0, "maybe")
    with pytest.raises(ValueError, match="not allowed"):
        journal.add_repetition(99, rep(), AT)
    with pytest.raises(ValueError, match="nothing to change in session 99"):
        journal.end_session(99, AT, how="ended")
    with pytest.raises(ValueError, match="without its offset"):
        journal.save_answers({}, datetime(2026, 1, 1))  # noqa: DTZ001
    # A refused call has changed nothing, not even ended the open session.
    assert journal.unfinished().session_id == session


# After a kill

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from evenkeel.catalogue.terms import Outcome
from evenkeel.guide.plan import Plan
from evenkeel.journal.records import Repetition
from evenkeel.journal.entries.store import Journal

plan = Plan(outcome=Outcome.EXERCISE, programme=None, items=(), left_out=(), advice=())
journal = Journal.open(Path(sys.argv[1]))
at = datetime(2026, 1, 1, tzinfo=UTC)
session = journal.begin_session(plan, pain_before=3, at=at)
for n in range(1, 100_000):
    one = Repetition(
        item=0, exercise="a", variant=None, side=None, set=1, rep=n, hold_s=6
    )
    journal.add_repetition(session, one, at)
    print(n, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 7, 40])
def test_what_was_done_is_there_after_a_kill(path: Path, lines: int) -> None:
    """What was done is there after a ``kill -9`` at any moment."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        told = [int(writer.stdout.readline()) for _ in range(lines)]
        writer.kill()
        told += [int(line) for line in writer.stdout.read().split()]
    assert writer.returncode != 0
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    with Journal.open(path) as journal:
        kept = [one.rep for one in journal.unfinished().done]
        record = journal.sessions()[0]
    # The one that was being reported may be there without having been reported.
    assert kept[: len(told)] == told
    assert len(kept) - len(told) in (0, 1)
    assert (record.repetitions, record.seconds) == (len(kept), 6 * len(kept))


def test_every_write_is_on_the_disk_when_it_returns(journal: Journal) -> None:
    def pragma(name: str) -> object:
        return journal._db.execute(f"PRAGMA {name}").fetchone()[0]

    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)
    journal.save_answers({}, AT)
    assert not journal._db.in_transaction


# Versions


def test_a_journal_of_a_newer_version_is_left_untouched(path: Path, plan: Plan) -> None:
    with Journal.open(path) as journal:
        begin(journal, plan)
        journal._db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(JournalError) as caught:
        Journal.open(path)
    assert caught.value.fault is JournalFault.NEWER
    assert str(caught.value) == (
        f"The journal {path} was written by a newer version of Evenkeel; "
        "please install that version. Nothing was changed."
    )
    assert path.read_bytes() == before


def test_a_newer_journal_that_was_cut_off_is_left_untouched(path: Path, tmp_path: Path) -> None:
    """Also what is still in its log is not moved into the file."""
    copy = tmp_path / path.name
    log = copy.with_name(copy.name + "-wal")
    with Journal.open(path) as journal:
        journal._db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        copy.write_bytes(path.read_bytes())
        log.write_bytes(path.with_name(path.name + "-wal").read_bytes())
    before = copy.read_bytes(), log.read_bytes()
    with pytest.raises(JournalError) as caught:
        Journal.open(copy)
    assert caught.value.fault is JournalFault.NEWER
    assert (copy.read_bytes(), log.read_bytes()) == before


NEXT = (*MIGRATIONS, ("ALTER TABLE sessions ADD COLUMN mood INTEGER",))
BROKEN = (*NEXT, ("CREATE TABLE moods (id INTEGER PRIMARY KEY) STRICT", "CREATE TABLE sessions"))


def test_a_journal_of_an_older_version_is_copied_and_brought_up(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.open(path) as journal:
        session = begin(journal, plan)
    monkeypatch.setattr(file, "MIGRATIONS", NEXT)
    with Journal.open(path) as journal:
        assert journal.sessions()[0].id == session
        assert journal._db.execute("SELECT mood FROM sessions").fetchone() == (None,)
    copy = path.with_name(f"journal-before-version-{len(NEXT)}.sqlite3")
    assert sorted(one.name for one in path.parent.iterdir()) == [copy.name, path.name]
    monkeypatch.undo()
    with Journal.open(copy) as journal:
        assert journal.sessions()[0].id == session


def test_a_step_that_fails_leaves_the_version_before(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.open(path) as journal:
        session = begin(journal, plan)
    monkeypatch.setattr(file, "MIGRATIONS", BROKEN)
    with pytest.raises(sqlite3.OperationalError):  # ours, not the surroundings'
        Journal.open(path)
    monkeypatch.setattr(file, "MIGRATIONS", NEXT)
    with Journal.open(path) as journal:
        assert journal._db.execute("PRAGMA user_version").fetchone() == (len(NEXT),)
        assert journal.sessions()[0].id == session
        tables = journal._db.execute("SELECT name FROM sqlite_master").fetchall()
        assert ("moods",) not in tables


# Damage


def fault_of(path: Path) -> JournalFault:
    before = path.read_bytes()
    with pytest.raises(JournalError) as caught:
        Journal.open(path, busy_s=0)
    assert path.read_bytes() == before
    return caught.value.fault


def filled(path: Path, plan: Plan, sessions: int = 30) -> bytes:
    with Journal.open(path) as journal:
        for _ in range(sessions):
            session = begin(journal, plan)
            journal.end_session(session, AT, how="ended", note="n" * 500)
    return path.read_bytes()


def test_what_is_no_database(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"Dear diary, " * 100)
    assert fault_of(path) is JournalFault.DAMAGED


def test_a_database_of_another_program(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()
    assert fault_of(path) is JournalFault.FOREIGN


def test_a_file_that_was_cut_short(path: Path, plan: Plan) -> None:
    data = filled(path, plan)
    path.write_bytes(data[: len(data) // 2])
    assert fault_of(path) is JournalFault.DAMAGED


def test_a_page_that_was_overwritten(path: Path, plan: Plan) -> None:
    data = filled(path, plan)
    middle = len(data) // 2 // 4096 * 4096
    path.write_bytes(data[:middle] + b"\x99" * 4096 + data[middle + 4096 :])
    assert fault_of(path) is JournalFault.DAMAGED


@pytest.mark.parametrize("limit", [0, 10**9])
def test_a_large_file_that_was_cut_short(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    """SQLite compares its length with its header, without a look at every page."""
    data = filled(path, plan)
    path.write_bytes(data[:-4096])
    monkeypatch.setattr(file, "_LOOKED_AT_CLOSELY", limit)
    assert fault_of(path) is JournalFault.DAMAGED


def test_damage_that_is_found_later(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So many that half of the file is behind the pages which are read when it is opened.
    data = filled(path, plan, sessions=200)
    middle = len(data) // 2 // 4096 * 4096
    path.write_bytes(data[:middle] + b"\x99" * (len(data) - middle))
    monkeypatch.setattr(file, "_LOOKED_AT_CLOSELY", 0)
    with Journal.open(path) as journal, pytest.raises(JournalError) as caught:
        journal.sessions()
    assert caught.value.fault is JournalFault.DAMAGED
    assert str(caught.value) == (
        f"The journal {path} is damaged and can't be read. It was kept as it is."
    )


@pytest.mark.parametrize("document", ["{", "[]", '{"outcome": "dance"}'])
def test_a_plan_that_is_none(path: Path, plan: Plan, document: str) -> None:
    with Journal.open(path) as journal:
        begin(journal, plan)
        journal._db.execute("UPDATE plans SET document = ?", (document,))
        with pytest.raises(JournalError) as caught:
            journal.unfinished()
    assert caught.value.fault is JournalFault.DAMAGED


# The surroundings


def test_another_program_is_writing(path: Path, journal: Journal, plan: Plan) -> None:
    session = begin(journal, plan)
    with Journal.open(path, busy_s=0) as other:
        journal._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalError) as caught:
            other.add_repetition(session, rep(), AT)
        journal._db.execute("ROLLBACK")
        assert caught.value.fault is JournalFault.LOCKED
        assert str(caught.value) == f"The journal {path} is in use by another program."
        other.add_repetition(session, rep(), AT)


def test_no_space(path: Path, journal: Journal, plan: Plan) -> None:
    session = begin(journal, plan)
    pages = journal._db.execute("PRAGMA page_count").fetchone()[0]
    journal._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(JournalError) as caught:
        journal.end_session(session, AT, how="ended", note="n" * 100_000)
    assert caught.value.fault is JournalFault.FULL
    assert str(caught.value) == f"There is no space left to write {path}."
    # What was there before is there, and so is what fits.
    journal.add_repetition(session, rep(), AT)
    assert journal.sessions()[0].repetitions == 1


def test_not_writable(path: Path, journal: Journal) -> None:
    journal._db.execute("PRAGMA query_only = ON")
    with pytest.raises(JournalError) as caught:
        journal.save_answers({}, AT)
    assert caught.value.fault is JournalFault.NOT_WRITABLE
    assert str(caught.value) == f"{path} can't be written."


@pytest.mark.parametrize("name", ["", "file/journal.sqlite3"])
def test_a_place_where_no_file_can_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(JournalError) as caught:
        Journal.open(tmp_path / name)
    assert caught.value.fault is JournalFault.NOT_WRITABLE


def test_our_own_mistakes_are_no_faults_of_the_surroundings(journal: Journal) -> None:
    journal.close()
    with pytest.raises(sqlite3.ProgrammingError):
        journal.sessions()


# Copies and forgetting


def test_a_copy_holds_everything(path: Path, journal: Journal, plan: Plan) -> None:
    """Also what is in the log only, which a copy of the file would lose."""
    session = begin(journal, plan)
    for n in range(1, 20):
        journal.add_repetition(session, rep(n), AT)
    target = path.parent.parent / "stick" / "copy.sqlite3"
    target.parent.mkdir()
    target.write_bytes(b"an older copy")
    journal.backup(target)
    with Journal.open(target) as copy:
        assert copy.sessions() == journal.sessions()
        assert copy.unfinished() == journal.unfinished()
    assert [one.name for one in target.parent.iterdir()] == ["copy.sqlite3"]


def test_a_copy_that_fails_leaves_the_older_one(path: Path, journal: Journal) -> None:
    nowhere = path.parent.parent / "nowhere" / "copy.sqlite3"
    with pytest.raises(OutputError) as caught:
        journal.backup(nowhere)
    assert caught.value.path == nowhere
    assert caught.value.fault is OutputFault.NO_FOLDER
    for inside in (path, path.with_name("journal.sqlite3-wal"), path.with_name("new.sqlite3")):
        with pytest.raises(OutputError) as caught:
            journal.backup(inside)
        assert caught.value.fault is OutputFault.INSIDE


def test_forgetting(path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    with Journal.open(path) as journal:
        session = begin(journal, plan)
        journal.end_session(session, AT, how="ended", note="a very private sentence")
    monkeypatch.setattr(file, "MIGRATIONS", NEXT)
    with Journal.open(path) as journal:
        session = begin(journal, plan)
        journal.add_repetition(session, rep(), AT)
        journal.add_stop(session, stop(), AT)
        journal.set_helped(session, 0, "yes")
        journal.end_session(session, AT, how="ended", note="another private sentence")
        journal.save_answers({"sore_side": "left"}, AT)
        journal.save_adjustments(Adjustments(taken_out=frozenset({BRACE})))
        journal.keep_paper_days([DayEntry(day=date(2019, 7, 13), sessions=1, pain=4)])
        journal.erase()
        for one in path.parent.iterdir():
            assert b"private" not in one.read_bytes()
            assert b'sore_side"' not in one.read_bytes()
            assert b"2019-07-13" not in one.read_bytes()
        assert journal.sessions() == ()
        assert journal.latest_answers() is None
        assert journal.adjustments() == Adjustments()
        begin(journal, plan)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_file_says_whose_it_is(path: Path, journal: Journal) -> None:
    assert journal._db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert journal.path == path


@pytest.mark.parametrize(("really", "counted"), [("all", 1), ("some", 1), ("none", 0)])
def test_what_was_not_really_done_does_not_count(
    journal: Journal, plan: Plan, really: str, counted: int
) -> None:
    session = begin(journal, plan)
    journal.add_repetition(session, rep(1), later(20))
    journal.end_session(session, later(900), how="finished", really=CompletionClaim(really))
    record = journal.sessions()[-1]
    assert (record.repetitions, record.seconds) == (counted, 6.0 * counted)


def day(number: int, sessions: int = 1, pain: int | None = None) -> DayEntry:
    return DayEntry(day=date(2026, 10, number), sessions=sessions, pain=pain)


def test_what_was_typed_in_from_paper_is_there_after_a_restart(
    path: Path, journal: Journal
) -> None:
    journal.keep_paper_days([day(3, 2, 5), day(1, 0, 10), day(2, 3)])
    journal.keep_paper_days([day(3, 1, 4)])
    with Journal.open(path) as again:
        assert again.paper_days() == (day(1, 0, 10), day(2, 3), day(3, 1, 4))


def test_a_day_without_anything_is_forgotten(journal: Journal) -> None:
    journal.keep_paper_days([day(1, 1, 5), day(2, 1, 5)])
    journal.keep_paper_days([day(1, 0, None)])
    assert journal.paper_days() == (day(2, 1, 5),)


@pytest.mark.parametrize("wrong", [day(2, 10), day(2, -1), day(2, 1, 11), day(2, 1, -1)])
def test_paper_is_kept_whole_or_not_at_all(journal: Journal, wrong: DayEntry) -> None:
    with pytest.raises(ValueError, match="not allowed in the journal"):
        journal.keep_paper_days([day(1, 1, 5), wrong])
    assert journal.paper_days() == ()
