"""Retries, once a second, what could not be written to the journal."""

from PySide6.QtCore import QObject, QTimer, Signal

from evenkeel.catalogue.wording import fill
from evenkeel.journal.entries.pending import LONG_WAIT_S, PendingWrites
from evenkeel.journal.storage.watched import Moved
from evenkeel.ui.frame.fault_messages import fault_in_words
from evenkeel.ui.frame.startup_log import warn

#: Between two attempts, in milliseconds.
_RETRY_MS = 1000
#: How many attempts in a row must fail before the user is told: a short lock is harmless.
_TRIES_BEFORE_NOTICE = 2


class JournalRetry(QObject):
    """Retries the pending writes and reports on them.

    Signals:
        changed: the number of waiting records changed.
        failed: something could not be written for a while; a sentence about it, emitted once.
        moved: the journal file was removed or replaced; a sentence about it.
    """

    changed = Signal()
    failed = Signal(str)
    moved = Signal(str)

    def __init__(self, pending: PendingWrites) -> None:
        super().__init__()
        self._pending = pending
        self._waiting = 0
        self._failed = 0
        self._timer = QTimer(self)
        self._timer.setObjectName("saving_again")
        self._timer.setInterval(_RETRY_MS)
        self._timer.timeout.connect(self.retry)
        pending.listener = self._after_try

    def retry(self) -> None:
        """Tries to write what is waiting."""
        self._pending.flush()

    @property
    def waiting(self) -> int:
        """How many records are not on disk yet."""
        return self._pending.waiting

    def why(self) -> str:
        """Why the writes are waiting, in a sentence; empty if none are."""
        fault = self._pending.fault
        return fault_in_words(fault) if fault else ""

    def close(self) -> None:
        """Tries one last time, with a longer timeout, and stops."""
        self._timer.stop()
        self._pending.listener = _ignore
        if self._pending.waiting and self._pending.flush(wait_s=LONG_WAIT_S):
            warn(f"{self._pending.waiting} records could not be written to the journal")

    def _after_try(self) -> None:
        """Reports on the result of an attempt."""
        if self._pending.moved:
            self.moved.emit(self._moved_in_words(self._pending.moved))
            self._pending.moved = None
        if self._pending.fault:
            self._failed += 1
            self._timer.start()
            if self._failed == _TRIES_BEFORE_NOTICE:
                text = self.tr("{fault} Evenkeel keeps it in memory and tries again.")
                self.failed.emit(fill(text, fault=self.why()))
        else:
            self._failed = 0
            self._timer.stop()
        if self._pending.waiting != self._waiting:
            self._waiting = self._pending.waiting
            self.changed.emit()

    def _moved_in_words(self, moved: Moved) -> str:
        path = self._pending.journal.path
        if moved is Moved.REMOVED:
            text = self.tr(
                "The journal was deleted while Evenkeel was running. It was written again, with "
                "everything that was in it: {path}"
            )
        elif moved is Moved.BACK:
            text = self.tr(
                "Your journal can be written again, and what you did since the start is in it now: "
                "{path}"
            )
        else:
            text = self.tr(
                "Another program replaced the journal file. Evenkeel continues with the new file "
                "and added what it still had in memory: {path}"
            )
        return fill(text, path=path)


def _ignore() -> None:
    """Ignores a result."""
