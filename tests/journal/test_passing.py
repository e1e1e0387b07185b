"""A journal in memory, in place of a file that can't be used: its content is shown and stored."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evenkeel.guide.plan import Plan
from evenkeel.journal.entries.pending import PendingWrites
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.storage import watched
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.watched import Moved

NOW = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)


def with_note(path: Path, plan: Plan, note: str) -> None:
    with Journal.open(path) as journal:
        add(journal, plan, note)


def add(journal: Journal, plan: Plan, note: str) -> None:
    session = journal.begin_session(plan, pain_before=5, at=NOW)
    journal.end_session(session, NOW, how="finished", pain_after=4, note=note)


def notes(journal: Journal) -> list[str]:
    return [one.note for one in journal.sessions()]


def test_what_can_be_read_is_in_it_and_the_file_stays_as_it_is(path: Path, plan: Plan) -> None:
    with_note(path, plan, "before")
    before = path.read_bytes()
    with Journal.passing(path) as journal:
        assert notes(journal) == ["before"]
        with pytest.raises(JournalError):
            add(journal, plan, "during")
    assert path.read_bytes() == before


@pytest.mark.parametrize("wrong", ["missing", "text", "damaged", "loop", "folder"])
def test_what_can_not_be_read_gives_an_empty_one(path: Path, plan: Plan, wrong: str) -> None:
    with_note(path, plan, "before")
    match wrong:
        case "missing":
            path.unlink()
        case "text":
            path.write_bytes(b"Dear diary, " * 100)
        case "damaged":
            with closing(sqlite3.connect(path)) as db:
                db.execute("UPDATE plans SET document = '[]'")
                db.commit()
        case "loop":
            path.unlink()
            path.symlink_to(path)
        case _:
            path.unlink()
            path.mkdir()
    with Journal.passing(path) as journal:
        assert notes(journal) == []


@pytest.mark.logs("no space left")
def test_what_was_done_is_written_once_that_can_be_done(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full at the start, and has room later."""
    with_note(path, plan, "before")
    is_open = Journal.open

    def full(_: Path) -> Journal:
        raise JournalError(JournalFault.FULL, path)

    monkeypatch.setattr(Journal, "open", full)
    with Journal.passing(path) as journal:
        pending = PendingWrites(journal)
        fault = pending.add(lambda one: add(one, plan, "during"))
        assert fault
        assert fault.fault is JournalFault.FULL
        # What is shown is still there.
        assert notes(journal) == ["before"]
        monkeypatch.setattr(Journal, "open", is_open)
        assert pending.flush() is None
        assert pending.moved is Moved.BACK
        assert notes(journal) == ["before", "during"]
    with Journal.open(path) as journal:
        assert notes(journal) == ["before", "during"]


def test_a_journal_that_was_let_go_takes_nothing_in(path: Path, plan: Plan) -> None:
    with Journal.open(path) as journal:
        add(journal, plan, "before")
        journal.let_go()
        assert not journal.in_place
        assert notes(journal) == []
        with pytest.raises(JournalError):
            add(journal, plan, "lost")
        journal.change_file(path)
        assert notes(journal) == ["before"]


def test_one_that_is_replaced_by_what_can_not_be_used_leaves_no_file_behind(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands in is in memory: SQLite's name for that is no file's."""
    monkeypatch.chdir(path.parent.parent)
    with Journal.open(path) as journal:
        other = path.with_name("other")
        other.write_bytes(b"Dear diary, " * 100)
        other.replace(path)
        with pytest.raises(JournalError):
            journal.reopen()
        assert journal._identity == watched._NOWHERE
    assert not Path(":memory:").exists()
