"""One window for each data folder: a second start raises the first one's window."""

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from evenkeel.journal.storage.folderlock import FolderLock
from evenkeel.journal.storage.places import is_plain, open_private, put_aside
from evenkeel.journal.storage.times import local_now

_LOCK = "window.lock"
_RAISE_FILE = "window.bell"


class SingleInstance(QObject):
    """Lets one process open the window of a data folder, and lets others ask to raise it.

    The lock decides; the system releases it when the process ends. The raise file is written by
    the other process: it can only ask to raise the window, and needs neither a socket nor Qt's
    network library.

    Signals:
        raise_requested: another process asks for the window.
    """

    raise_requested = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._raise_file = folder / _RAISE_FILE
        self._lock = FolderLock(folder / _LOCK)
        self._watcher: QFileSystemWatcher | None = None

    def acquire(self) -> bool:
        """Whether this process may open the window; also true if the folder can't hold a lock."""
        return self._lock.take()

    def request_raise(self) -> None:
        """Asks the process that has the window to raise it."""
        # If this fails, the window is open all the same; it only stays where it is.
        with suppress(OSError):
            # Must not block on a pipe that nobody reads.
            descriptor = open_private(self._raise_file, os.O_TRUNC | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(str(os.getpid()))

    def listen(self) -> None:
        """Starts to watch for requests of other processes."""
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._changed)
        self._watch()

    def release(self) -> None:
        """Releases the lock, so that the next start may open the window."""
        if self._watcher:
            self._watcher.deleteLater()
            self._watcher = None
            with suppress(OSError):
                self._raise_file.unlink()
        self._lock.release()

    def _changed(self) -> None:
        self.raise_requested.emit()
        # Qt stops watching a file that was replaced.
        self._watch()

    def _watch(self) -> None:
        if not is_plain(self._raise_file):
            put_aside(self._raise_file, local_now().date())
        try:
            self._raise_file.touch(mode=0o600)
        except OSError:
            return
        if self._watcher and not self._watcher.files():
            self._watcher.addPath(str(self._raise_file))
