"""The journal's SQLite file: opened with checks, upgraded, copied, with its faults in sentences."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Self

from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.guarding import guarded, is_full, primary_code, readable
from evenkeel.journal.storage.outfile import (
    PRIVATE,
    OutputError,
    OutputFault,
    checked_target,
    replacing,
)
from evenkeel.journal.storage.places import make_private, open_private
from evenkeel.journal.storage.schema import APPLICATION_ID, MIGRATIONS

#: The faults that concern the copy when a readable journal is copied.
_FAULTS_OF_COPIES = {
    sqlite3.SQLITE_FULL: OutputFault.FULL,
    sqlite3.SQLITE_READONLY: OutputFault.READ_ONLY,
    sqlite3.SQLITE_PERM: OutputFault.DENIED,
    sqlite3.SQLITE_CANTOPEN: OutputFault.DENIED,
    sqlite3.SQLITE_IOERR: OutputFault.FAILED,
}
_NOT_WRITABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
#: Files up to this many bytes, about a year of sessions, are checked whole at every start.
_LOOKED_AT_CLOSELY = 4_000_000


class JournalFile:
    """One SQLite file with the journal in it. Must be closed; it is a context manager.

    Every method raises :class:`JournalError` when the environment fails (locked, no space, not
    writable, damaged). Use it only from the thread that opened it.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        """For :meth:`open` only."""
        self.path = path
        self._db = db
        # What `kept_until_written` keeps, and since which write.
        self._kept: dict[tuple[object, ...], Any] = {}
        self._kept_since: object = None

    @classmethod
    def open(cls, path: Path, *, busy_s: float = 2.0) -> Self:
        """Opens the journal, creating it when missing and upgrading an older version.

        Before an upgrade, a copy is made beside it. ``busy_s`` is how long to wait for another
        program that is writing to it.

        Raises:
            JournalError: with one clear sentence; the file is left as it was.
        """
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            exists = path.exists() and path.stat().st_size > 0
        except OSError as error:
            raise JournalError.from_os(error, path) from error
        if exists and not path.is_file():
            raise JournalError(JournalFault.NOT_WRITABLE, path)
        if exists and not os.access(path, os.W_OK):
            # SQLite would notice that only at the first write.
            readable_too = os.access(path, os.R_OK)
            fault = JournalFault.NOT_WRITABLE if readable_too else JournalFault.NOT_READABLE
            raise JournalError(fault, path)
        _make_for_the_owner(path)
        with guarded(path):
            if exists:
                check(path, busy_s)
            # We begin and end transactions ourselves; the module adds none.
            db = sqlite3.connect(path, timeout=busy_s, isolation_level=None)
            try:
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("PRAGMA journal_mode = WAL")
                # In WAL mode only FULL has a commit on the disk when it returns.
                db.execute("PRAGMA synchronous = FULL")
                bring_up_to_date(db, path)
            except BaseException:
                db.close()
                raise
        return cls(path, db)

    @classmethod
    def passing(cls, path: Path) -> Self:
        """A journal in memory, in place of a file that can't be used, which is never written.

        It has the content of that file, as far as it can be read and is sound.
        """
        for connect in (read_only, _alone, _without_log):
            db = _memory()
            try:
                with readable(path), closing(connect(path)) as source:
                    source.backup(db)
                    bring_up_to_date(db)
                    _check_rows(db, path)
            except (JournalError, OSError, RuntimeError):  # also a link that leads to itself
                db.close()
            else:
                return cls(path, db)
        return cls(path, in_memory())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def change_file(self, path: Path) -> None:
        """Opens another file, or the same one again; the one before is closed.

        Raises:
            JournalError: that file can't be opened; the one before stays open.
        """
        other = type(self).open(path)
        self._db.close()
        self.path, self._db = path, other._db  # noqa: SLF001 - one of the same class

    def let_go(self) -> None:
        """Closes the file until :meth:`change_file`, so that it may be moved."""
        self._db.close()
        self._db = in_memory()

    def backup(self, target: Path, private: Iterable[Path] = ()) -> None:
        """Writes the whole journal to another file, completely or not at all.

        ``private`` are further folders of the user's data; no backup is written into them or the
        journal's own.

        Raises:
            OutputError: the other file is refused or can't be written.
            JournalError: the journal is damaged or can't be read.
        """
        real = checked_target(target, (self.path.parent, *private))
        try:
            _copy(self._db, real, self.path)
        except sqlite3.Error as error:
            code = primary_code(error) or 0
            fault = _FAULTS_OF_COPIES.get(code)
            if fault is OutputFault.FAILED and is_full(real):
                fault = OutputFault.FULL
            if fault is None:
                with guarded(self.path):
                    raise
            raise OutputError(fault, target, str(error)) from error
        except OSError as error:
            raise OutputError.from_os(error, target) from error

    def kept_values(self) -> dict[tuple[object, ...], Any]:
        """What was read since the last write, of this program or of another one."""
        with guarded(self.path):
            # The first number rises with our own writes, the second with those of other programs.
            (others,) = self._db.execute("PRAGMA data_version").fetchone()
        written = (self._db, self._db.total_changes, others)
        if self._kept_since != written:
            self._kept_since = written
            self._kept.clear()
        return self._kept

    def _one(self, sql: str, values: tuple[object, ...] = ()) -> Any:
        with guarded(self.path):
            return self._db.execute(sql, values).fetchone()

    def _all(self, sql: str, values: tuple[object, ...] = ()) -> list[Any]:
        with guarded(self.path):
            return self._db.execute(sql, values).fetchall()

    def _update(self, sql: str, values: tuple[object, ...]) -> None:
        with self._writing():
            if self._db.execute(sql, values).rowcount == 0:
                raise ValueError(f"nothing to change in session {values[-1]} of the journal")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with guarded(self.path):
            try:
                with transaction(self._db):
                    yield
            except sqlite3.IntegrityError as error:
                raise ValueError(f"not allowed in the journal: {error}") from error


def read_only(path: Path, busy_s: float = 2.0) -> sqlite3.Connection:
    """A connection that changes nothing of a file, also on a medium that can't be written.

    Raises:
        sqlite3.Error: it can't be read.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro"
    db = sqlite3.connect(uri, uri=True, timeout=busy_s)
    try:
        # Reads the header; for a journal that was in use, SQLite wants to write beside it.
        db.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        db.close()
        if primary_code(error) not in _NOT_WRITABLE or _has_log(path):
            raise
        return _without_log(path, busy_s)
    return db


def _without_log(path: Path, busy_s: float = 2.0) -> sqlite3.Connection:
    """A connection that reads only the file itself, as if nobody could change it."""
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, timeout=busy_s)


def _alone(path: Path, busy_s: float = 2.0) -> sqlite3.Connection:
    """A connection without shared memory beside the file, for which a disk may be too full."""
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=busy_s)
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    return db


def in_memory() -> sqlite3.Connection:
    """An empty journal in memory."""
    db = _memory()
    bring_up_to_date(db)
    return db


def _memory() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _make_for_the_owner(path: Path) -> None:
    """Creates a missing file for its owner alone; SQLite gives its own files the same mode."""
    try:
        if path.exists():
            for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
                make_private(path.with_name(name))
        else:
            os.close(open_private(path, 0))
    except OSError as error:
        raise JournalError.from_os(error, path) from error


def check(path: Path, busy_s: float) -> None:
    """Checks, without changing the file, that it is a sound journal that we can read.

    An empty database is one too: a journal whose creation was interrupted.

    Raises:
        JournalError: it is not.
    """
    with closing(read_only(path, busy_s)) as db:
        application_id = db.execute("PRAGMA application_id").fetchone()[0]
        version = db.execute("PRAGMA user_version").fetchone()[0]
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if application_id != APPLICATION_ID and (version or tables):
            raise JournalError(JournalFault.FOREIGN, path)
        if version > len(MIGRATIONS):
            raise JournalError(JournalFault.NEWER, path)
        if not _whole(db, path):
            raise JournalError(JournalFault.DAMAGED, path)


def _whole(db: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is sound, as far as that can be checked at a start.

    Checking every page of ten years takes a tenth of a second, so a large file is checked that
    closely only after the program was killed, which leaves a log behind. SQLite itself notices a
    truncated file; any other damaged page is found when it is read, or by the daily copy, which
    reads all of it in the background.
    """
    if path.stat().st_size > _LOOKED_AT_CLOSELY and not _has_log(path):
        return True
    return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def bring_up_to_date(db: sqlite3.Connection, path: Path | None = None) -> None:
    """Upgrades a journal to this version, step by step; a failed step leaves the version before.

    The file at ``path`` is copied beside it before.
    """
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if path and 0 < version < len(MIGRATIONS):
        copy_to(db, copy_before(path, str(len(MIGRATIONS))))
    for number, statements in enumerate(MIGRATIONS[version:], version + 1):
        with transaction(db):
            for statement in statements:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")


def copy_before(path: Path, version: str) -> Path:
    """The copy of a journal from before its upgrade to a version."""
    return path.with_name(f"{path.stem}-before-version-{version}{path.suffix}")


def copy_to(db: sqlite3.Connection, target: Path, source: Path | None = None) -> None:
    """Writes a whole journal to another file, completely or not at all, even while it is in use.

    With ``source``, the file that is copied, every row of the copy is read before it is accepted.

    Raises:
        JournalError: the other file can't be written, or ``source`` is damaged.
    """
    try:
        with guarded(target):
            _copy(db, target, source)
    except OSError as error:
        raise JournalError.from_os(error, target) from error


def _copy(db: sqlite3.Connection, target: Path, source: Path | None) -> None:
    with replacing(target, mode=PRIVATE) as part, closing(sqlite3.connect(part)) as copy:
        # Without this a journal in WAL mode needs two more files beside the copy, for which a
        # disk that is nearly full has no room.
        copy.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.backup(copy)
        # A single file, also where nothing may be written beside it.
        copy.execute("PRAGMA journal_mode = DELETE")
        if source:
            _check_rows(copy, source)


def _check_rows(db: sqlite3.Connection, path: Path) -> None:
    # Not imported at a start: it reads plans and answers as the program does.
    from evenkeel.journal.storage.soundness import check_rows

    check_rows(db, path)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """One transaction: everything within it or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # A full disk may have ended the transaction already.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
