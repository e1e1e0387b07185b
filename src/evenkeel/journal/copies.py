"""Copies of the journal: one a day, one before another journal takes its place."""

import os
import re
import sqlite3
from contextlib import closing, suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

from evenkeel.journal.errors import JournalError, JournalFault, SameJournalError
from evenkeel.journal.file import check, copy_before, copy_to, read_only
from evenkeel.journal.guarding import guarded
from evenkeel.journal.places import make_private, open_private, put_aside
from evenkeel.journal.times import local_now

#: So many daily copies are kept.
KEPT = 5
_FOLDER = "copies"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
#: How every file of SQLite begins.
_MAGIC = b"SQLite format 3\0"
_BUSY_S = 2.0


def keep_daily_copy(path: Path, today: date) -> None:
    """Looks the whole journal through, and copies it once a day; from any thread.

    Of the copies that are kept the oldest go. A journal that is damaged gives no copy, so that
    it never takes the place of a sound one.

    Raises:
        JournalError: the journal is damaged, or the copy can't be written; the journal and the
            copies are as they were.
    """
    from evenkeel.journal.soundness import check_rows

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
        others = [one for one in _daily(path) if one != target]
        for old in sorted(others, key=lambda one: _written(one, today))[: 1 - KEPT]:
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
    """The copy of the journal that was written last and can be read to its end, and its day."""
    from evenkeel.journal.soundness import sound

    try:
        copies = sorted(
            _folder(path).glob(f"{path.stem}-*{path.suffix}"),
            key=lambda one: _written(one, today),
            reverse=True,
        )
    except OSError:
        return None
    for copy in copies:
        try:
            sound(copy).close()
        except (JournalError, OSError):
            continue
        return copy, _day_of(copy)
    return None


def set_apart(copy: Path, path: Path) -> Path:
    """Takes a copy out of those of which the oldest go: its journal was damaged since.

    Gives its name from now on, which is the one before where it can't have another.
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
    """Gives a journal that can't be read another name, with the day in it, and its log too.

    Gives the new name, or ``None`` where it can't be renamed.
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
    """The order in which copies were written.

    A clock that was wrong for some days leaves copies that are dated after today, by name or by
    their file; they count as the oldest, so that they never push out what is written now.
    """
    at = copy.stat().st_mtime
    tomorrow = datetime.combine(today + timedelta(days=2), time()).timestamp()
    known = at < tomorrow and _day_in(copy.stem, today) <= today
    return known, at, copy.name


def _day_in(name: str, otherwise: date) -> date:
    found = _DATE.search(name)
    try:
        return date.fromisoformat(found.group()) if found else otherwise
    except ValueError:
        return otherwise


def _day_of(copy: Path) -> date:
    return _day_in(copy.stem, datetime.fromtimestamp(copy.stat().st_mtime).astimezone().date())


def restore(source: Path, path: Path, now: datetime) -> Path | None:
    """Puts the journal of a file in the place of the reader's; no window may have it open.

    Gives the copy that keeps what was there before, or ``None`` where nothing was.

    Raises:
        JournalError: the file is no journal that can be read, or a copy can't be written; the
            reader's journal is as it was.
        SameJournalError: the file is the reader's journal itself.
        OSError: the file can't be looked at.
    """
    from evenkeel.journal.soundness import sound

    source.stat()
    if path.exists() and source.samefile(path):
        raise SameJournalError(f"a journal can't be restored from itself: {path}")
    if not source.is_file() or not _is_database(source):
        raise JournalError(JournalFault.FOREIGN, source)
    with closing(sound(source)) as whole:
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
    # Into the file that is there, in one transaction of SQLite: a full disk or a lost plug leaves
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
        move_journal(path, kept)
    return kept


def _free(path: Path) -> Path:
    """The file, or one beside it where it is there: what was kept is never written over."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def move_journal(path: Path, kept: Path) -> None:
    """Gives a journal another name, and its log too.

    Raises:
        JournalError: it can't have that name.
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
