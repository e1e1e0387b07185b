"""The faults of the user's journal, in one plain sentence each."""

import errno
from enum import StrEnum
from pathlib import Path
from typing import Self


class JournalFault(StrEnum):
    """The kinds of faults of the environment; the window may word them itself."""

    NEWER = "newer"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    MISSING = "missing"
    LOCKED = "locked"
    FULL = "full"
    NOT_WRITABLE = "not_writable"
    NOT_READABLE = "not_readable"
    UNREADABLE = "unreadable"
    MOVED = "moved"


_SENTENCES = {
    JournalFault.NEWER: (
        "The journal {path} was written by a newer version of Evenkeel; "
        "please install that version. Nothing was changed."
    ),
    JournalFault.FOREIGN: ("The file {path} is not an Evenkeel journal. Nothing was changed."),
    JournalFault.DAMAGED: (
        "The journal {path} is damaged and can't be read. It was kept as it is."
    ),
    JournalFault.MISSING: "The journal {path} is missing or empty.",
    JournalFault.LOCKED: "The journal {path} is in use by another program.",
    JournalFault.FULL: "There is no space left to write {path}.",
    JournalFault.NOT_WRITABLE: "{path} can't be written.",
    JournalFault.NOT_READABLE: (
        "{path} can't be opened: it belongs to another user of this computer."
    ),
    JournalFault.UNREADABLE: "The disk failed while reading or writing {path}.",
    JournalFault.MOVED: ("The journal {path} was removed or replaced while Evenkeel was running."),
}


class SameJournalError(ValueError):
    """A file to copy to or from the user's journal is that journal itself."""


class JournalError(Exception):
    """A fault of the environment with the journal; the message is one plain sentence.

    Attributes:
        fault: the kind of fault.
        path: the file it is about.
    """

    def __init__(self, fault: JournalFault, path: Path) -> None:
        super().__init__(_SENTENCES[fault].format(path=path))
        self.fault = fault
        self.path = path

    @classmethod
    def from_os(cls, error: OSError, path: Path) -> Self:
        """The fault that matches an error of the system."""
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return cls(JournalFault.FULL if full else JournalFault.NOT_WRITABLE, path)
