"""Copies of the journal: one a day, one before another journal takes its place."""

import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from evenkeel.journal.errors import JournalError, JournalFault
from evenkeel.journal.file import check, copy_before, copy_to, guarded, read_only

#: So many daily copies are kept.
KEPT = 5
_FOLDER = "copies"
#: How every file of SQLite begins.
_MAGIC = b"SQLite format 3\0"
_BUSY_S = 2.0


def keep_daily_copy(path: Path, today: date) -> None:
    """Copies the journal once a day and forgets the oldest copies; from any thread.

    Raises:
        JournalError: the copy can't be written; the journal is as it was.
    """
    target = _folder(path) / f"{path.stem}-{today}{path.suffix}"
    if target.exists():
        return
    _make_folder(path)
    with guarded(path), closing(read_only(path)) as db:
        copy_to(db, target)
    try:
        for old in sorted(target.parent.glob(f"{path.stem}-[0-9]*{path.suffix}"))[:-KEPT]:
            old.unlink()
    except OSError as error:
        raise JournalError.from_os(error, target) from error


def restore(source: Path, path: Path, now: datetime) -> Path | None:
    """Puts the journal of a file in the place of the reader's; no window may have it open.

    Gives the copy that keeps what was there before, or ``None`` where nothing was.

    Raises:
        JournalError: the file is no journal that can be read, or a copy can't be written; the
            reader's journal is as it was.
        ValueError: the file is the reader's journal itself.
        OSError: the file can't be looked at.
    """
    _check_source(source)
    if path.exists() and source.samefile(path):
        raise ValueError(f"a journal can't be restored from itself: {path}")
    kept = _put_by(path, now) if path.exists() and path.stat().st_size else None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise JournalError.from_os(error, path) from error
    # Into the file that is there, in one transaction of SQLite: a full disk or a lost plug leaves
    # the journal as it was.
    with (
        guarded(path),
        closing(read_only(source)) as restored,
        closing(sqlite3.connect(path, timeout=_BUSY_S)) as db,
    ):
        restored.backup(db)
    return kept


def forget_copies(path: Path) -> None:
    """Deletes every copy that was made of a journal here.

    Raises:
        JournalError: one of them can't be deleted.
    """
    try:
        for copy in path.parent.glob(copy_before(path, "*").name):
            copy.unlink()
        for copy in _folder(path).glob(f"{path.stem}-*"):
            copy.unlink()
    except OSError as error:
        raise JournalError.from_os(error, path) from error


def _check_source(source: Path) -> None:
    source.stat()
    if not source.is_file() or not _is_database(source):
        raise JournalError(JournalFault.FOREIGN, source)
    with guarded(source):
        check(source, _BUSY_S)


def _is_database(source: Path) -> bool:
    with source.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _put_by(path: Path, now: datetime) -> Path:
    """Keeps what is there; a file that can't be read as a journal is put aside as it is."""
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
        _move(path, kept)
    return kept


def _free(path: Path) -> Path:
    """The file, or one beside it where it is there: what was kept is never written over."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def _move(path: Path, kept: Path) -> None:
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
    try:
        _folder(path).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise JournalError.from_os(error, path) from error
