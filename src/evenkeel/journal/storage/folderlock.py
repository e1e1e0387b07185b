"""The lock of a data folder: one program at a time, whatever the lock's file holds."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from evenkeel.journal.storage.places import OWN_FILE, is_plain, put_aside
from evenkeel.journal.storage.times import local_now

#: How often the file is opened again when another program has deleted it meanwhile.
_TRIES = 5


class FolderLock:
    """A lock that the system holds for a process and releases when the process ends.

    So nothing is left over by a program that was killed, and nothing depends on what is in the
    file: an empty or damaged one, one of another computer, or one of a process whose number now
    belongs to somebody else locks nobody out. The file itself only gives the lock a name.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, today: Callable[[], date] = lambda: local_now().date()) -> None:
        """``today`` goes into the name of an unusable file that is moved aside."""
        self.path = path
        self._today = today
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Acquires the lock; true also where no lock can be made at all."""
        for _ in range(_TRIES):
            try:
                descriptor = self._opened()
            except OSError:
                # A folder that can't be written, or a file system without locks: that must keep
                # nobody from their journal.
                return True
            try:
                if not _lock(descriptor):
                    os.close(descriptor)
                    return False
            except OSError:
                os.close(descriptor)
                return True
            if self._is_still_there(descriptor):
                self._descriptor = descriptor
                return True
            os.close(descriptor)
        return True

    def release(self) -> None:
        """Releases the folder and deletes the file."""
        if self._descriptor is None:
            return
        if os.name != "nt":
            # Before the release: afterwards it may be another program's already.
            with suppress(OSError):
                self.path.unlink()
        os.close(self._descriptor)
        self._descriptor = None
        if os.name == "nt":
            # There an open file can't be deleted, nor one that another program has open.
            with suppress(OSError):
                self.path.unlink()

    def _opened(self) -> int:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
        if is_plain(self.path) or not self.path.exists():
            with suppress(OSError):
                return os.open(self.path, flags, OWN_FILE)
        put_aside(self.path, self._today())
        return os.open(self.path, flags, OWN_FILE)

    def _is_still_there(self, descriptor: int) -> bool:
        """Whether the file that is locked is still the one of that name.

        A program that releases the lock deletes its file; a lock on that file would keep nobody
        out.
        """
        try:
            return os.path.samestat(os.fstat(descriptor), self.path.stat())
        except FileNotFoundError:
            return False


def _lock(descriptor: int) -> bool:
    """Whether the lock was free; raises ``OSError`` where there are no locks."""
    if os.name == "nt":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError as error:
            # wine gives no reason for what is held.
            if isinstance(error, PermissionError) or not error.errno:
                return False
            raise
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
