"""Copies: one a day, a few of them; replacing the user's journal and restoring it."""

import errno
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.plan import Plan
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import Repetition
from evenkeel.journal.storage import copies
from evenkeel.journal.storage.copies import (
    KEPT,
    keep_daily_copy,
    newest_sound_copy,
    put_journal_aside,
    restore,
    set_apart,
)
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.guarding import guarded
from evenkeel.journal.storage.outfile import OutputError, OutputFault
from evenkeel.journal.storage.schema import MIGRATIONS
from evenkeel.journal.storage.times import local_now

NOW = datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)
DAY = date(2026, 11, 22)


def add(journal: Journal, plan: Plan, note: str) -> None:
    session = journal.begin_session(plan, pain_before=5, at=NOW)
    journal.end_session(session, NOW, how="finished", pain_after=4, note=note)


def notes(path: Path) -> list[str]:
    with Journal.open(path) as journal:
        return [one.note for one in journal.sessions()]


def made(path: Path, plan: Plan, *written: str) -> Path:
    with Journal.open(path) as journal:
        for note in written:
            add(journal, plan, note)
    return path


def spoil(path: Path, sql: str) -> None:
    """Writes what the program never would, as a flipped bit does."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(sql)
        db.commit()


#: Each of these SQLite's own quick check takes for sound, or may do so.
SPOILT = {
    "an ending": "UPDATE sessions SET how = 'xinished'",
    "a time": "UPDATE sessions SET started_at = '2026-13-45T99:00:00+00:00'",
    "an offset": "UPDATE sessions SET started_offset_min = 99999999999999",
    "a repetition's time": "UPDATE repetitions SET at = 'yesterday'",
    "answers": "UPDATE answers SET document = '{\"sore_side\": '",
    "answers of another shape": "UPDATE answers SET document = '[1]'",
    "changes": "UPDATE adjustments SET document = '{\"doses\": 3}'",
    "a plan": "UPDATE plans SET document = '{}'",
    "letters": "UPDATE sessions SET note = CAST(x'fffe' AS TEXT)",
    "no such plan": "UPDATE sessions SET plan_id = 4711",
}


def full_journal(path: Path, plan: Plan) -> Path:
    """One with a row in every table."""
    with Journal.open(path) as journal:
        journal.save_answers({"sore_side": "left"}, NOW)
        journal.save_adjustments(Adjustments())
        session = journal.begin_session(plan, pain_before=5, at=NOW)
        item = plan.items[0]
        done = Repetition(
            item=0,
            exercise=item.exercise,
            variant=item.variant,
            side=None,
            set=1,
            rep=1,
            hold_s=6.0,
        )
        journal.add_repetition(session, done, NOW)
        journal.end_session(session, NOW, how="finished", pain_after=4, note="mine")
    return path


@pytest.mark.parametrize("what", SPOILT)
def test_a_damaged_journal_takes_no_copys_place_and_is_no_backup(
    path: Path, plan: Plan, tmp_path: Path, what: str
) -> None:
    full_journal(path, plan)
    for days in range(KEPT):
        keep_daily_copy(path, DAY - timedelta(days=KEPT - days))
    before = {one.name: one.read_bytes() for one in folder(path).iterdir()}
    spoil(path, SPOILT[what])
    with pytest.raises(JournalError) as caught:
        keep_daily_copy(path, DAY)
    assert (caught.value.fault, caught.value.path) == (JournalFault.DAMAGED, path)
    assert {one.name: one.read_bytes() for one in folder(path).iterdir()} == before
    backup = tmp_path / "backup.sqlite"
    with Journal.open(path) as journal, pytest.raises(JournalError) as caught:
        journal.backup(backup)
    assert (caught.value.fault, caught.value.path) == (JournalFault.DAMAGED, path)
    # Nor is one like it taken back.
    other = full_journal(tmp_path / "mine" / "journal.sqlite3", plan)
    with pytest.raises(JournalError) as caught:
        restore(path, other, NOW)
    assert (caught.value.fault, caught.value.path) == (JournalFault.DAMAGED, path)
    assert notes(other) == ["mine"]
    assert not backup.exists()
    assert not list(tmp_path.glob("backup*"))


@pytest.mark.parametrize("by", ["name", "file"])
def test_copies_of_a_clock_that_was_wrong_push_nothing_out(path: Path, plan: Plan, by: str) -> None:
    made(path, plan, "one")
    for day in range(1, KEPT + 1):
        future = date(2037, 5, day)
        keep_daily_copy(path, future if by == "name" else DAY - timedelta(days=100 + day))
    if by == "file":
        for number, copy in enumerate(folder(path).iterdir()):
            os.utime(copy, (2_125_000_000 + number, 2_125_000_000 + number))
    real = [local_now().date() + timedelta(days=days) for days in range(-KEPT, 1)]
    for number, today in enumerate(real):
        keep_daily_copy(path, today)
        kept = {one.name for one in folder(path).iterdir()}
        assert f"journal-{today}.sqlite3" in kept
        assert len(kept) == KEPT
        os.utime(folder(path) / f"journal-{today}.sqlite3", (10**9 + number, 10**9 + number))
    assert kept == {f"journal-{day}.sqlite3" for day in real[1:]}


def test_the_newest_copy_that_is_whole_is_found(path: Path, plan: Plan) -> None:
    assert newest_sound_copy(path, DAY) is None
    made(path, plan, "one")
    for number, day in enumerate(("2026-11-20", "2026-11-21", "2026-11-22", "2037-01-01")):
        keep_daily_copy(path, date.fromisoformat(day))
        os.utime(folder(path) / f"journal-{day}.sqlite3", (10**9 + number, 10**9 + number))
    spoil(folder(path) / "journal-2026-11-22.sqlite3", "UPDATE sessions SET how = 'xinished'")
    found = newest_sound_copy(path, DAY)
    assert found == (folder(path) / "journal-2026-11-21.sqlite3", date(2026, 11, 21))


def test_a_copy_that_was_set_apart_stays(path: Path, plan: Plan) -> None:
    made(path, plan, "one")
    keep_daily_copy(path, DAY)
    apart = set_apart(folder(path) / "journal-2026-11-22.sqlite3", path)
    assert apart.name == "journal-kept-2026-11-22.sqlite3"
    for days in range(1, 2 * KEPT):
        keep_daily_copy(path, DAY + timedelta(days=days))
    assert len(list(folder(path).iterdir())) == KEPT + 1
    assert notes(apart) == ["one"]
    assert set_apart(apart, path) == apart
    with Journal.open(path) as journal:
        journal.erase()
    assert list(folder(path).iterdir()) == []


def test_a_journal_is_put_aside_with_its_log(path: Path, plan: Plan) -> None:
    with Journal.open(path) as journal:
        add(journal, plan, "in the log")
        aside = put_journal_aside(path, DAY)
    assert aside == path.with_name("journal-damaged-2026-11-22.sqlite3")
    assert not list(path.parent.glob("journal.sqlite3*"))
    assert notes(aside) == ["in the log"]


def test_all_of_it_is_for_its_owner_alone(path: Path, plan: Plan, tmp_path: Path) -> None:
    path.parent.mkdir(mode=0o755, exist_ok=True)
    path.touch(mode=0o644)
    path.chmod(0o644)
    with Journal.open(path) as journal:
        add(journal, plan, "one")
        keep_daily_copy(path, DAY)
        journal.backup(tmp_path / "backup.sqlite")
        files = [one for one in path.parent.rglob("*") if one.is_file()]
        assert {one.name.rpartition("-")[2] for one in files} >= {"wal", "shm"}
        for one in (*files, tmp_path / "backup.sqlite"):
            assert stat.S_IMODE(one.stat().st_mode) == 0o600, one
    assert stat.S_IMODE(folder(path).stat().st_mode) == 0o700


def test_a_full_stick_is_said_to_be_full_and_nothing_is_left_on_it(
    path: Path, plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(path, plan, *("n" * 3000 for _ in range(60)))
    connect = sqlite3.connect

    def small(name: object, **options: object) -> sqlite3.Connection:
        db = connect(name, **options)  # type: ignore[call-overload]
        if "stick" in str(name):
            db.execute("PRAGMA max_page_count = 30")
        return db  # type: ignore[no-any-return]

    monkeypatch.setattr(sqlite3, "connect", small)
    (tmp_path / "stick").mkdir()
    with Journal.open(path) as journal, pytest.raises(OutputError) as caught:
        journal.backup(tmp_path / "stick" / "b.sqlite")
    assert caught.value.fault is OutputFault.FULL
    assert list((tmp_path / "stick").iterdir()) == []


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR | 18 << 8, sqlite3.SQLITE_CANTOPEN])
def test_what_fails_for_want_of_space_is_called_full(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """SQLite names a disk without room for what it shares between programs in other ways."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    usage = shutil.disk_usage(path.parent.parent)
    for free, full in ((0, True), (10**9, False)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: usage._replace(free=free))
        with pytest.raises(JournalError) as caught, guarded(path):
            raise error
        assert (caught.value.fault is JournalFault.FULL) is full


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

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
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
        ("another program's, emptied", JournalFault.FOREIGN),
        ("a wrong letter", JournalFault.DAMAGED),
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
        case "another program's, emptied":
            with closing(sqlite3.connect(source)) as db:
                db.execute("CREATE TABLE bookmarks (url TEXT)")
                db.execute("DROP TABLE bookmarks")
                db.execute("VACUUM")
        case "a wrong letter":
            made(source, plan, "saved")
            spoil(source, "UPDATE sessions SET how = 'xinished'")
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
