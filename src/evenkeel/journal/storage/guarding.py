"""Turns faults of the environment, and unreadable values, into a sentence about the journal."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from evenkeel.journal.storage.errors import JournalError, JournalFault


class HasPath(Protocol):
    """An object that is stored in a file."""

    path: Path


class Keeps(HasPath, Protocol):
    """A journal that keeps what was read until something is written to it."""

    def kept_values(self) -> dict[tuple[object, ...], Any]:
        """What was read since the last write."""


_F = TypeVar("_F", bound=HasPath)
_K = TypeVar("_K", bound=Keeps)
_P = ParamSpec("_P")
_T = TypeVar("_T")
#: SQLite's codes for faults of the environment; all others are programming errors.
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
#: A disk with less room than this is full: SQLite takes half of it for what it shares.
_ROOM = 64 * 1024


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turns faults of the environment into one sentence; programming errors pass unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        fault = _fault_of(error, path)
        if fault is None:
            raise
        raise JournalError(fault, path) from error


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """The same for code that only reads: there, an unreadable value is a fault of the file.

    A value that can't be read as it was written was not written by us.
    """
    try:
        with guarded(path):
            yield
    except sqlite3.ProgrammingError:
        # A programming error, for example with a closed journal.
        raise
    except (
        sqlite3.Error,
        ArithmeticError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise JournalError(JournalFault.DAMAGED, path) from error


def reading(method: Callable[Concatenate[_F, _P], _T]) -> Callable[Concatenate[_F, _P], _T]:
    """Decorates a method of a journal that only reads: see :func:`readable`."""

    @wraps(method)
    def guarded_method(self: _F, /, *values: _P.args, **named: _P.kwargs) -> _T:
        with readable(self.path):
            return method(self, *values, **named)

    return guarded_method


def kept_until_written(
    method: Callable[Concatenate[_K, _P], _T],
) -> Callable[Concatenate[_K, _P], _T]:
    """Decorates a reading method: it reads again only after a write, of whatever program.

    Until then the very same object comes back. Its arguments must be hashable, and what it returns
    must not be changed.
    """

    @wraps(method)
    def keeping_method(self: _K, /, *values: _P.args, **named: _P.kwargs) -> _T:
        kept = self.kept_values()
        key = (method.__name__, values, tuple(named.items()))
        if key not in kept:
            kept[key] = method(self, *values, **named)
        value: _T = kept[key]
        return value

    return keeping_method


def _fault_of(error: sqlite3.Error, path: Path) -> JournalFault | None:
    code = primary_code(error)
    # Python itself says that a text is no UTF-8, without one of SQLite's codes.
    fault = _FAULTS.get(code) if code is not None else None
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and is_full(path):
        # SQLite's files beside a journal fail in other ways than the journal itself.
        return JournalFault.FULL
    if code == sqlite3.SQLITE_CANTOPEN and path.exists() and not os.access(path, os.R_OK):
        return JournalFault.NOT_READABLE
    return fault


def primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's code of an error; ``None`` where Python itself raised it."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & _PRIMARY_CODE


def is_full(path: Path) -> bool:
    """Whether there is no room left on the disk of a file."""
    import shutil

    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False
