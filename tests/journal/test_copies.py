"""Copies: one a day, a few of them; another journal in the place of the reader's and back."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from evenkeel.guide.plan import Plan
from evenkeel.journal import copies
from evenkeel.journal.copies import KEPT, keep_daily_copy, restore
from evenkeel.journal.errors import JournalError, JournalFault
from evenkeel.journal.schema import MIGRATIONS
from evenkeel.journal.store import Journal

NOW = datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)
DAY = date(2026, 11, 22)


def add(journal: Journal, plan: Plan, note: str) -> None:
    session = journal.begin_session(plan, sore_side="left", pain_before=5, at=NOW)
    journal.end_session(session, NOW, how="finished", pain_after=4, note=note)


def notes(path: Path) -> list[str]:
    with Journal.open(path) as journal:
        return [one.note for one in journal.sessions()]


def made(path: Path, plan: Plan, *written: str) -> Path:
    with Journal.open(path) as journal:
        for note in written:
            add(journal, plan, note)
    return path


def folder(path: Path) -> Path:
    return path.parent / "copies"


def test_one_copy_a_day_also_while_it_is_open(path: Path, plan: Plan) -> None:
    with Journal.open(path) as journal:
        add(journal, plan, "morning")
        keep_daily_copy(path, DAY)
        add(journal, plan, "noon")
        keep_daily_copy(path, DAY)
    copy = folder(path) / "journal-2026-11-22.sqlite3"
    assert list(folder(path).iterdir()) == [copy]
    assert notes(copy) == ["morning"]


def test_only_a_few_are_kept(path: Path, plan: Plan) -> None:
    made(path, plan, "one")
    for days in range(KEPT + 3):
        keep_daily_copy(path, DAY + timedelta(days=days))
    kept = sorted(one.name for one in folder(path).iterdir())
    assert len(kept) == KEPT
    assert kept[0] == "journal-2026-11-25.sqlite3"


def test_a_copy_that_can_not_be_written_is_told(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(path, plan, "one")
    folder(path).touch()
    with pytest.raises(JournalError) as caught:
        keep_daily_copy(path, DAY)
    assert caught.value.fault is JournalFault.NOT_WRITABLE
    assert notes(path) == ["one"]


def test_restore_takes_its_place_and_keeps_what_was_there(
    path: Path, plan: Plan, tmp_path: Path
) -> None:
    made(path, plan, "mine")
    other = made(tmp_path / "other" / "saved.sqlite", plan, "saved", "twice")
    kept = restore(other, path, NOW)
    assert kept == folder(path) / "journal-before-restore-2026-11-22-093015.sqlite3"
    assert notes(path) == ["saved", "twice"]
    assert notes(kept) == ["mine"]
    assert notes(other) == ["saved", "twice"]


def test_restore_where_nothing_was(path: Path, plan: Plan, tmp_path: Path) -> None:
    other = made(tmp_path / "other" / "saved.sqlite", plan, "saved")
    assert restore(other, path, NOW) is None
    assert notes(path) == ["saved"]


def test_restore_of_an_older_version(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(old)) as db:
        text = Path(__file__).with_name("old") / "version-1.sql"
        db.executescript(text.read_text(encoding="utf-8"))
    restore(old, path, NOW)
    assert notes(path)[0] == "first day, stiff"


def test_a_backup_is_one_file_that_can_be_restored_from_where_nobody_may_write(
    path: Path, plan: Plan, tmp_path: Path
) -> None:
    backup = tmp_path / "stick" / "mine.sqlite"
    backup.parent.mkdir()
    with Journal.open(path) as journal:
        add(journal, plan, "mine")
        journal.backup(backup)
    assert backup.read_bytes()[18:20] == b"\x01\x01"  # no log beside it is needed
    backup.parent.chmod(0o500)
    try:
        restore(backup, tmp_path / "new" / "journal.sqlite3", NOW)
    finally:
        backup.parent.chmod(0o700)
    assert os.listdir(backup.parent) == ["mine.sqlite"]  # noqa: PTH208 - names only


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("folder", JournalFault.FOREIGN),
        ("empty", JournalFault.FOREIGN),
        ("text", JournalFault.FOREIGN),
        ("another program's", JournalFault.FOREIGN),
        ("cut short", JournalFault.DAMAGED),
        ("newer", JournalFault.NEWER),
    ],
)
def test_what_is_no_journal_is_refused_and_nothing_changes(
    path: Path, plan: Plan, tmp_path: Path, wrong: str, fault: JournalFault
) -> None:
    made(path, plan, "mine")
    before = path.read_bytes()
    source = tmp_path / "source"
    match wrong:
        case "folder":
            source.mkdir()
        case "empty":
            source.touch()
        case "text":
            source.write_bytes(b"Dear diary, " * 100)
        case "another program's":
            with closing(sqlite3.connect(source)) as db:
                db.execute("CREATE TABLE bookmarks (url TEXT)")
        case "cut short":
            whole = made(tmp_path / "whole.sqlite", plan, *("n" * 500 for _ in range(30)))
            source.write_bytes(whole.read_bytes()[:20_000])
        case "newer":
            made(source, plan, "later")
            with closing(sqlite3.connect(source)) as db:
                db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(JournalError) as caught:
        restore(source, path, NOW)
    assert caught.value.fault is fault
    assert str(source) in str(caught.value)
    assert path.read_bytes() == before
    assert not folder(path).exists()


def test_a_file_that_is_not_there(path: Path, plan: Plan, tmp_path: Path) -> None:
    made(path, plan, "mine")
    with pytest.raises(FileNotFoundError):
        restore(tmp_path / "nowhere", path, NOW)
    assert notes(path) == ["mine"]


def test_the_journal_itself_is_refused(path: Path, plan: Plan) -> None:
    made(path, plan, "mine")
    with pytest.raises(ValueError, match="can't be restored from itself"):
        restore(path, path, NOW)
    assert notes(path) == ["mine"]


@pytest.mark.parametrize("damage", ["text", "newer"])
def test_what_can_not_be_read_is_put_aside_as_it_is(
    path: Path, plan: Plan, tmp_path: Path, damage: str
) -> None:
    made(path, plan, "mine")
    if damage == "text":
        path.write_bytes(b"Dear diary, " * 100)
    else:
        with closing(sqlite3.connect(path)) as db:
            db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    kept = restore(made(tmp_path / "saved.sqlite", plan, "saved"), path, NOW)
    assert kept
    assert kept.read_bytes() == before
    assert notes(path) == ["saved"]


def test_no_space_for_the_safety_copy_leaves_all_as_it_was(
    path: Path, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(path, plan, "mine")

    def full(db: sqlite3.Connection, target: Path) -> None:
        raise JournalError(JournalFault.FULL, target)

    monkeypatch.setattr(copies, "copy_to", full)
    with pytest.raises(JournalError) as caught:
        restore(made(tmp_path / "saved.sqlite", plan, "saved"), path, NOW)
    assert caught.value.fault is JournalFault.FULL
    assert notes(path) == ["mine"]


def test_no_space_for_the_restored_leaves_the_journal_as_it_was(
    path: Path, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(path, plan, "mine")
    saved = made(tmp_path / "saved.sqlite", plan, *("n" * 3000 for _ in range(60)))
    connect = sqlite3.connect

    def small(name: object, **options: object) -> sqlite3.Connection:
        db = connect(name, **options)  # type: ignore[call-overload]
        if name == path:
            db.execute("PRAGMA max_page_count = 30")
        return db  # type: ignore[no-any-return]

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(JournalError) as caught:
        restore(saved, path, NOW)
    monkeypatch.undo()
    assert caught.value.fault is JournalFault.FULL
    assert notes(path) == ["mine"]


def test_erase_forgets_every_copy(path: Path, plan: Plan, tmp_path: Path) -> None:
    made(path, plan, "mine")
    keep_daily_copy(path, DAY)
    restore(made(tmp_path / "saved.sqlite", plan, "saved"), path, NOW)
    assert len(list(folder(path).iterdir())) == 2
    with Journal.open(path) as journal:
        journal.erase()
    assert list(folder(path).iterdir()) == []


def test_two_within_a_second_keep_both(path: Path, plan: Plan, tmp_path: Path) -> None:
    made(path, plan, "mine")
    first = restore(made(tmp_path / "one.sqlite", plan, "first"), path, NOW)
    second = restore(made(tmp_path / "two.sqlite", plan, "second"), path, NOW)
    assert first
    assert second
    assert (notes(first), notes(second), notes(path)) == (["mine"], ["first"], ["second"])
