"""One window for each data folder: a second start raises the first one's window."""

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from evenkeel.journal.folderlock import FolderLock
from evenkeel.journal.places import is_plain, open_private, put_aside
from evenkeel.journal.times import local_now

_LOCK = "window.lock"
_RAISE_FILE = "window.bell"


class SingleInstance(QObject):
    """Who may open the window of a data folder, and how another start asks for it.

    The lock decides; the system holds it for a living program only. The bell is a file that
    the other start writes to: nothing but «raise yourself» can be said with it, and it needs
    neither a socket nor Qt's network library.

    Signals:
        rung: another start asks for the window.
    """

    raise_requested = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._raise_file = folder / _RAISE_FILE
        self._lock = FolderLock(folder / _LOCK)
        self._watcher: QFileSystemWatcher | None = None

    def acquire(self) -> bool:
        """Whether the window is ours to open; also where the folder can't hold a lock."""
        return self._lock.take()

    def request_raise(self) -> None:
        """Asks the program that has the window to raise it."""
        # Where that fails, the window is open all the same; it only stays where it is.
        with suppress(OSError):
            # Without waiting, where it is a pipe that nobody reads.
            descriptor = open_private(self._raise_file, os.O_TRUNC | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(str(os.getpid()))

    def listen(self) -> None:
        """Tells from now on when another start asks for the window."""
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._changed)
        self._watch()

    def release(self) -> None:
        """The window is closed; the next start may open it."""
        if self._watcher:
            self._watcher.deleteLater()
            self._watcher = None
            with suppress(OSError):
                self._raise_file.unlink()
        self._lock.release()

    def _changed(self) -> None:
        self.raise_requested.emit()
        # Watching ends where the file was replaced.
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
