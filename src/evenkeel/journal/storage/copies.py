"""Copies of the journal: one a day, and one before another journal replaces it."""

import os
import re
import sqlite3
from contextlib import closing, suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

from evenkeel.journal.storage.errors import JournalError, JournalFault, SameJournalError
from evenkeel.journal.storage.file import check, copy_before, copy_to, read_only
from evenkeel.journal.storage.guarding import guarded
from evenkeel.journal.storage.places import make_private, open_private, put_aside
from evenkeel.journal.storage.times import local_now

#: How many daily copies are kept.
KEPT = 5
_FOLDER = "copies"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
#: The first bytes of every SQLite file.
_MAGIC = b"SQLite format 3\0"
_BUSY_S = 2.0


def keep_daily_copy(path: Path, today: date) -> None:
    """Checks the whole journal, and copies it once a day; callable from any thread.

    The oldest copies are deleted. A damaged journal is not copied, so that it never replaces a
    sound copy.

    Raises:
        JournalError: the journal is damaged, or the copy can't be written; the journal and the
            copies are as they were.
    """
    from evenkeel.journal.storage.soundness import check_rows

    target = _folder(path) / f"{path.stem}-{today}{path.suffix}"
    with guarded(path), closing(read_only(path)) as db:
        check_rows(db, path)
        _make_folder(path)
        try:
            if target.exists():
                return
        except OSError as error:
            raise JournalError.from_os(error, target) from error
        copy_to(db, target, path)
    try:
        others = [copy for copy in _daily(path) if copy != target]
        for old in sorted(others, key=lambda copy: _written(copy, today))[: 1 - KEPT]:
            old.unlink()
    except OSError as error:
        raise JournalError.from_os(error, target) from error


def has_copies(path: Path) -> bool:
    """Whether there is any copy of a journal, sound or not."""
    try:
        return any(_folder(path).glob(f"{path.stem}-*{path.suffix}"))
    except OSError:
        return False


def newest_sound_copy(path: Path, today: date) -> tuple[Path, date] | None:
    """The latest copy of the journal that can be read completely, and its day."""
    from evenkeel.journal.storage.checked_copy import checked_copy

    try:
        copies = sorted(
            _folder(path).glob(f"{path.stem}-*{path.suffix}"),
            key=lambda copy: _written(copy, today),
            reverse=True,
        )
    except OSError:
        return None
    for copy in copies:
        try:
            checked_copy(copy).close()
        except (JournalError, OSError):
            continue
        return copy, _day_of(copy)
    return None


def set_apart(copy: Path, path: Path) -> Path:
    """Renames a copy so that it is not deleted with the oldest: its journal was damaged since.

    Returns its new name, or the old one where it can't be renamed.
    """
    apart = _free(copy.with_name(f"{path.stem}-kept-{_day_of(copy)}{path.suffix}"))
    if copy not in _daily(path):
        return copy
    try:
        copy.rename(apart)
    except OSError:
        return copy
    return apart


def put_journal_aside(path: Path, day: date) -> Path | None:
    """Renames a journal that can't be read, and its log, with the day in the name.

    Returns the new name, or ``None`` where it can't be renamed.
    """
    aside = put_aside(path, day)
    if aside is None:
        return None
    for tail in ("-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + tail).rename(path.with_name(f"{aside.name}{tail}"))
    return aside


def _daily(path: Path) -> list[Path]:
    return list(_folder(path).glob(f"{path.stem}-[0-9]*{path.suffix}"))


def _written(copy: Path, today: date) -> tuple[bool, float, str]:
    """A sort key for the order in which copies were written.

    A clock that was wrong for some days leaves copies that are dated after today, by name or by
    their file; they count as the oldest, so that they never displace a new copy.
    """
    at = copy.stat().st_mtime
    tomorrow = datetime.combine(today + timedelta(days=2), time()).timestamp()
    known = at < tomorrow and _day_in(copy.stem, today) <= today
    return known, at, copy.name


def _day_in(name: str, otherwise: date) -> date:
    match = _DATE.search(name)
    try:
        return date.fromisoformat(match.group()) if match else otherwise
    except ValueError:
        return otherwise


def _day_of(copy: Path) -> date:
    return _day_in(copy.stem, datetime.fromtimestamp(copy.stat().st_mtime).astimezone().date())


def restore(source: Path, path: Path, now: datetime) -> Path | None:
    """Replaces the user's journal with that of a file; no window may have it open.

    Returns the copy of what was there before, or ``None`` where nothing was.

    Raises:
        JournalError: the file is not a readable journal, or a copy can't be written; the user's
            journal is unchanged.
        SameJournalError: the file is the user's journal itself.
        OSError: the file can't be examined.
    """
    from evenkeel.journal.storage.checked_copy import checked_copy

    source.stat()
    if path.exists() and source.samefile(path):
        raise SameJournalError(f"a journal can't be restored from itself: {path}")
    if not source.is_file() or not _is_database(source):
        raise JournalError(JournalFault.FOREIGN, source)
    with closing(checked_copy(source)) as whole:
        return _put_in_place(whole, path, now)


def _put_in_place(whole: sqlite3.Connection, path: Path, now: datetime) -> Path | None:
    kept = _put_by(path, now) if path.exists() and path.stat().st_size else None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise JournalError.from_os(error, path) from error
    try:
        if not path.exists():
            os.close(open_private(path, 0))
    except OSError as error:
        raise JournalError.from_os(error, path) from error
    # Into the file that is there, in one transaction of SQLite: a full disk or a power cut leaves
    # the journal as it was.
    with guarded(path), closing(sqlite3.connect(path, timeout=_BUSY_S)) as db:
        whole.backup(db)
    return kept


def forget_copies(path: Path) -> None:
    """Deletes every copy that was made of a journal here.

    Raises:
        JournalError: one of them can't be deleted.
    """
    try:
        for copy in path.parent.glob(copy_before(path, "*").name):
            copy.unlink()
        for copy in path.parent.glob(f"{path.stem}-damaged-*"):
            copy.unlink()
        for copy in _folder(path).glob(f"{path.stem}-*"):
            copy.unlink()
    except OSError as error:
        raise JournalError.from_os(error, path) from error


def _is_database(source: Path) -> bool:
    with source.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _put_by(path: Path, now: datetime) -> Path:
    """Copies the journal; a file that can't be read as one is moved aside instead."""
    name = f"{path.stem}-before-restore-{now:%Y-%m-%d-%H%M%S}"
    kept = _free(_folder(path) / f"{name}{path.suffix}")
    _make_folder(path)
    try:
        with guarded(path):
            check(path, _BUSY_S)
            with closing(read_only(path)) as db:
                copy_to(db, kept)
    except JournalError as error:
        if error.path != path or error.fault in (JournalFault.LOCKED, JournalFault.UNREADABLE):
            raise
        move_journal(path, kept)
    return kept


def _free(path: Path) -> Path:
    """The path, or a numbered one beside it where it exists: no copy is ever overwritten."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def move_journal(path: Path, kept: Path) -> None:
    """Renames a journal and its log.

    Raises:
        JournalError: it can't be renamed.
    """
    try:
        path.replace(kept)
        for tail in ("-wal", "-shm"):
            beside = path.with_name(path.name + tail)
            if beside.exists():
                beside.replace(kept.with_name(kept.name + tail))
    except OSError as error:
        raise JournalError.from_os(error, path) from error


def _folder(path: Path) -> Path:
    return path.parent / _FOLDER


def _make_folder(path: Path) -> None:
    folder = _folder(path)
    try:
        if folder.exists() and not folder.is_dir():
            put_aside(folder, local_now().date())
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_private(folder)
    except OSError as error:
        raise JournalError.from_os(error, path) from error
