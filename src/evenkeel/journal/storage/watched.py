"""A journal file that notices when another program removes or replaces it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Self

from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.file import JournalFile, copy_to, in_memory

#: How long SQLite waits for another program's lock by default, in seconds.
_BUSY_S = 2.0
#: The identity of no file: different from that of any file.
_NOWHERE = (-1, -1)


class Moved(StrEnum):
    """What happened to a journal file that was no longer in its place, and what was done.

    ``REMOVED``: nothing was there any more, and the whole journal was written again.
    ``REPLACED``: another journal was there, which is used from now on.
    ``BACK``: what could not be used at the start can be, and is used from now on.
    """

    REMOVED = "removed"
    REPLACED = "replaced"
    BACK = "back"


class WatchedFile(JournalFile):
    """A journal file whose writes fail, and can be redone, when the file is no longer in place.

    A file that was deleted or renamed stays open: without this, everything written later would
    go where nobody finds it, and no call would fail.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        super().__init__(path, db)
        self._identity: tuple[int, int] | None = None
        self._waits_for_its_file = False
        self._logs: dict[Path, tuple[int, int] | None] = {}
        self._watch(path)

    @classmethod
    def passing(cls, path: Path) -> Self:
        """As :meth:`JournalFile.passing`: not in place until :meth:`reopen` can open the file."""
        journal = super().passing(path)
        journal._identity = _NOWHERE  # noqa: SLF001 - one of this class
        journal._waits_for_its_file = True  # noqa: SLF001 - the same
        return journal

    def let_go(self) -> None:
        """As :meth:`JournalFile.let_go`; not in place until :meth:`change_file`."""
        super().let_go()
        self._identity = _NOWHERE

    @property
    def in_place(self) -> bool:
        """Whether the file at the path is the open one."""
        # A journal in memory has no file to lose.
        return self._identity is None or self._identity == _identity_of(self.path)

    def change_file(self, path: Path) -> None:
        """As :meth:`JournalFile.change_file`; the other file is watched from now on."""
        super().change_file(path)
        self._watch(path)

    def reopen(self) -> Moved:
        """Opens the file that is at the path now, when it is not the open one.

        Where there is none, the whole journal is written there again, as the file that was
        removed can still be read. Another file is opened as it is; the caller writes what it lacks.
        Where that file can't be used, an empty journal in memory stands in for reading and
        :attr:`in_place` stays false, so that nothing is written to it.

        Raises:
            JournalError: no usable file could be opened or written; the caller may try again.
        """
        if self._identity == _NOWHERE:
            # The replacement is in memory, and shares no log with the file.
            other = type(self).open(self.path)
            self._db.close()
            moved = Moved.BACK if self._waits_for_its_file else Moved.REPLACED
        else:
            moved = self._write_again()
            # Closed before the other is opened: both would use the log beside the same path.
            self._db.close()
            try:
                self._remove_old_log()
                other = type(self).open(self.path)
            except JournalError:
                self._db = in_memory()
                self._identity = _NOWHERE
                raise
        self._db = other._db  # noqa: SLF001 - one of this class
        self._waits_for_its_file = False
        self._watch(self.path)
        return moved

    def _write_again(self) -> Moved:
        """Writes the whole journal where its file is gone; returns what was in its place."""
        if _identity_of(self.path) is not None:
            return Moved.REPLACED
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise JournalError.from_os(error, self.path) from error
        copy_to(self._db, self.path)
        return Moved.REMOVED

    @contextmanager
    def waiting_at_most(self, busy_s: float) -> Iterator[None]:
        """Within it, another program's lock is awaited for at most ``busy_s`` seconds."""
        self._db.execute(f"PRAGMA busy_timeout = {round(busy_s * 1000)}")
        try:
            yield
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {round(_BUSY_S * 1000)}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if not self.in_place:
            raise JournalError(JournalFault.MOVED, self.path)
        with super()._writing():
            yield

    def _watch(self, path: Path) -> None:
        self._identity = _identity_of(path)
        self._logs = {log: _identity_of(log) for log in _logs_beside(path)}

    def _remove_old_log(self) -> None:
        """Removes the log of the file that was open.

        SQLite leaves it when the file itself is gone, and would apply it to whatever is at the path
        now (https://sqlite.org/howtocorrupt.html, sections 1.4 and 2.4).
        """
        for log, identity in self._logs.items():
            if identity is not None and identity == _identity_of(log):
                try:
                    log.unlink()
                except OSError as error:
                    raise JournalError.from_os(error, log) from error


def _logs_beside(path: Path) -> tuple[Path, Path]:
    """The files that SQLite keeps beside an open one."""
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def _identity_of(path: Path) -> tuple[int, int] | None:
    """What distinguishes a file from another one of the same name; ``None`` where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
