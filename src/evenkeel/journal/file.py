"""The file that the journal is: opened with care, kept in copies, its faults in sentences."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Self

from evenkeel.journal.errors import JournalError, JournalFault
from evenkeel.journal.outfile import (
    PRIVATE,
    OutputError,
    OutputFault,
    checked_target,
    replacing,
)
from evenkeel.journal.schema import APPLICATION_ID, MIGRATIONS

#: SQLite's own codes for the faults of the surroundings; all others are ours.
_FAULTS = {
    sqlite3.SQLITE_BUSY: JournalFault.LOCKED,
    sqlite3.SQLITE_LOCKED: JournalFault.LOCKED,
    sqlite3.SQLITE_FULL: JournalFault.FULL,
    sqlite3.SQLITE_READONLY: JournalFault.NOT_WRITABLE,
    sqlite3.SQLITE_PERM: JournalFault.NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: JournalFault.NOT_WRITABLE,
    sqlite3.SQLITE_AUTH: JournalFault.NOT_WRITABLE,
    sqlite3.SQLITE_CORRUPT: JournalFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: JournalFault.DAMAGED,
    sqlite3.SQLITE_IOERR: JournalFault.UNREADABLE,
}
_PRIMARY_CODE = 0xFF
#: Those that concern the copy where a journal that can be read is copied.
_FAULTS_OF_COPIES = {
    sqlite3.SQLITE_FULL: OutputFault.FULL,
    sqlite3.SQLITE_READONLY: OutputFault.READ_ONLY,
    sqlite3.SQLITE_PERM: OutputFault.DENIED,
    sqlite3.SQLITE_CANTOPEN: OutputFault.DENIED,
    sqlite3.SQLITE_IOERR: OutputFault.FAILED,
}
#: Files up to this many bytes, about a year of sessions, are checked whole at every start.
_LOOKED_AT_CLOSELY = 4_000_000


class JournalFile:
    """One SQLite file with the journal in it. To be closed; it is a context manager.

    Every method raises :class:`JournalError` when the surroundings fail (locked, no space, not
    writable, damaged). To be used from the thread that opened it.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        """For :meth:`open` only."""
        self.path = path
        self._db = db

    @classmethod
    def open(cls, path: Path, *, busy_s: float = 2.0) -> Self:
        """Opens the journal, made when missing; one of an older version is brought up to date.

        Before that, a copy of it is made beside it. ``busy_s`` is how long to wait for another
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
        with guarded(path):
            if exists:
                check(path, busy_s)
            # Transactions are ours: no hidden ones of the module.
            db = sqlite3.connect(path, timeout=busy_s, isolation_level=None)
            try:
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("PRAGMA journal_mode = WAL")
                # In WAL mode only FULL has a commit on the disk when it returns.
                db.execute("PRAGMA synchronous = FULL")
                _migrate(db, path)
            except BaseException:
                db.close()
                raise
        return cls(path, db)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def change_file(self, path: Path) -> None:
        """Holds another file from now on, or the same one opened anew; the one before is closed.

        Raises:
            JournalError: that file can't be opened; this one is held as before.
        """
        other = type(self).open(path)
        self._db.close()
        self.path, self._db = path, other._db  # noqa: SLF001 - one of the same class

    def backup(self, target: Path, private: Iterable[Path] = ()) -> None:
        """Writes the whole journal to another file, whole or not at all.

        ``private`` are folders of the reader's data, in which no backup is written, as in the
        journal's own.

        Raises:
            OutputError: the other file is refused or can't be written.
            JournalError: the journal can't be read.
        """
        real = checked_target(target, (self.path.parent, *private))
        try:
            _copy(self._db, real)
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
            fault = _FAULTS_OF_COPIES.get(code)
            if fault is None:
                with guarded(self.path):
                    raise
            raise OutputError(fault, target, str(error)) from error
        except OSError as error:
            raise OutputError.from_os(error, target) from error

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
    """A connection that changes nothing of a file."""
    uri = f"{path.resolve().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=busy_s)


def check(path: Path, busy_s: float) -> None:
    """Looks at a file without changing it: whether it is a whole journal that we can read.

    An empty database is one too: a journal whose making was cut short.

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
    """Whether the file is whole, as far as a start may wait for it.

    Looking at every page of ten years takes a tenth of a second, so a large file is looked at
    that closely only after the program was cut off, which leaves a log behind. A file that was
    cut short SQLite finds by itself; any other damaged page is found when it is read.
    """
    log = path.with_name(path.name + "-wal")
    if path.stat().st_size > _LOOKED_AT_CLOSELY and not (log.exists() and log.stat().st_size):
        return True
    return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    """Brings a journal to this version, step by step; a failed step leaves the one before."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if 0 < version < len(MIGRATIONS):
        copy_to(db, copy_before(path, str(len(MIGRATIONS))))
    for number, statements in enumerate(MIGRATIONS[version:], version + 1):
        with transaction(db):
            for statement in statements:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")


def copy_before(path: Path, version: str) -> Path:
    """The file that keeps a journal as it was before it became one of a version."""
    return path.with_name(f"{path.stem}-before-version-{version}{path.suffix}")


def copy_to(db: sqlite3.Connection, target: Path) -> None:
    """Writes a whole journal to another file, whole or not at all, while it is in use or not.

    Raises:
        JournalError: the other file can't be written.
    """
    try:
        with guarded(target):
            _copy(db, target)
    except OSError as error:
        raise JournalError.from_os(error, target) from error


def _copy(db: sqlite3.Connection, target: Path) -> None:
    with replacing(target, mode=PRIVATE) as part, closing(sqlite3.connect(part)) as copy:
        # Without this a journal in WAL mode needs two more files beside the copy, for which a
        # disk that is nearly full has no room.
        copy.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.backup(copy)
        # One file, also where nobody may write beside it.
        copy.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Everything within or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # A full disk may have ended the transaction already.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turns the faults of the surroundings into one sentence; ours stay what they are."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        fault = _FAULTS.get(code & _PRIMARY_CODE) if code is not None else None
        if fault is None:
            raise
        raise JournalError(fault, path) from error
