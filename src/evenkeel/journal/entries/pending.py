"""Writes to the journal, in order, retried until they are on the disk."""

import logging
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol

from evenkeel.journal.entries.store import Journal
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.watched import Moved

_log = logging.getLogger(__name__)

#: How long a write waits for another program before it is postponed, in seconds: short, because the
#: window freezes meanwhile.
SHORT_WAIT_S = 0.05
#: The same at the end of the program, where there is no next try.
LONG_WAIT_S = 2.0

Write = Callable[[Journal], None]


class Source(Protocol):
    """A source that remembers what was written and can write it again to another file."""

    def missing_in(self, journal: Journal) -> Iterable[Write]:
        """The writes that the journal lacks, in their order."""


class PendingWrites:
    """The writes of one journal, in the order in which they were given.

    A write that fails because of the surroundings (no space, a lock, a file that was removed)
    stays first in the queue, and all later ones wait behind it. When the journal file was
    replaced, the sources are asked for what the new file lacks.

    Attributes:
        journal: the journal that is written to.
        fault: why writes are pending; ``None`` when all of them are on the disk.
        moved: what happened to a file that was not in place, until it is read.
        listener: called after every try.
    """

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._queue: deque[tuple[Source | None, Write]] = deque()
        self._sources: list[Source] = []
        self.fault: JournalError | None = None
        self.moved: Moved | None = None
        self.listener: Callable[[], None] = _nobody

    @property
    def waiting(self) -> int:
        """How many writes are not on the disk yet."""
        return len(self._queue)

    def add(
        self, write: Write, source: Source | None = None, *, wait_s: float = SHORT_WAIT_S
    ) -> JournalError | None:
        """Adds a write and tries all pending ones; returns what blocks them, or ``None``."""
        self._queue.append((source, write))
        return self.flush(wait_s=wait_s)

    def flush(self, *, wait_s: float = SHORT_WAIT_S) -> JournalError | None:
        """Tries the pending writes in order, up to the first that fails; returns what blocks it.

        Also notices, with nothing pending, that the file was removed or replaced.
        """
        try:
            if not self.journal.in_place:
                self._recover()
            with self.journal.waiting_at_most(wait_s):
                self._write_all()
            self.fault = None
        except JournalError as error:
            _log.warning("%s", error)
            self.fault = error
        except sqlite3.Error as error:
            _log.warning("The journal could not be written: %s", error)
            self.fault = JournalError(JournalFault.UNREADABLE, self.journal.path)
        self.listener()
        return self.fault

    def keep(self, source: Source) -> None:
        """Adds a source that is asked when the file is replaced."""
        if source not in self._sources:
            self._sources.append(source)

    def release(self, source: Source) -> None:
        """Removes a source, once its writes are done."""
        if source in self._sources:
            self._sources.remove(source)

    def clear(self) -> None:
        """Discards the pending writes: the user wants another journal, or none."""
        self._queue.clear()
        self.fault = None
        self.listener()

    def _write_all(self) -> None:
        while self._queue:
            _, write = self._queue[0]
            try:
                write(self.journal)
            except ValueError:
                # The journal will never accept it; later writes must not wait for it.
                _log.exception("The journal refused something")
            self._queue.popleft()

    def _recover(self) -> None:
        """Opens the file that is in place now, and queues what it lacks."""
        moved = self.journal.reopen()
        if moved is Moved.REPLACED:
            plain = [(source, write) for source, write in self._queue if source is None]
            sources = dict.fromkeys(
                [*self._sources, *(source for source, _ in self._queue if source)]
            )
            missing = [
                (source, write) for source in sources for write in source.missing_in(self.journal)
            ]
            self._queue = deque([*plain, *missing])
        self.moved = moved


def _nobody() -> None:
    """Does nothing."""
