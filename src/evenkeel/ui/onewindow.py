"""One window for each data folder: a second start raises the first one's window."""

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

_LOCK = "window.lock"
_BELL = "window.bell"


class OneWindow(QObject):
    """Who may open the window of a data folder, and how another start asks for it.

    The lock decides; it tells a living program from one that was killed. The bell is a file that
    the other start writes to: nothing but «raise yourself» can be said with it, and it needs
    neither a socket nor Qt's network library.

    Signals:
        rung: another start asks for the window.
    """

    rung = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._bell = folder / _BELL
        self._lock = QLockFile(str(folder / _LOCK))
        # Age does not make a lock stale: the window may stay open for days.
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None

    def take(self) -> bool:
        """Whether the window is ours to open; also where the folder can't hold a lock."""
        if self._lock.tryLock(0):
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def ring(self) -> None:
        """Asks the program that has the window to raise it."""
        # Where that fails, the window is open all the same; it only stays where it is.
        with suppress(OSError):
            self._bell.write_text(str(os.getpid()), encoding="ascii")

    def listen(self) -> None:
        """Tells from now on when another start asks for the window."""
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._heard)
        self._hang()

    def release(self) -> None:
        """The window is closed; the next start may open it."""
        if self._watcher:
            self._watcher.deleteLater()
            self._watcher = None
            with suppress(OSError):
                self._bell.unlink()
        self._lock.unlock()

    def _heard(self) -> None:
        self.rung.emit()
        # Watching ends where the file was replaced.
        self._hang()

    def _hang(self) -> None:
        try:
            self._bell.touch(mode=0o600)
        except OSError:
            return
        if self._watcher and not self._watcher.files():
            self._watcher.addPath(str(self._bell))
