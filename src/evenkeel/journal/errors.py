"""What can be wrong with the reader's journal, in one plain sentence each."""

from enum import StrEnum
from pathlib import Path


class JournalFault(StrEnum):
    """The kinds of trouble that the surroundings can make; the window may word them itself."""

    NEWER = "newer"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    LOCKED = "locked"
    FULL = "full"
    NOT_WRITABLE = "not_writable"
    UNREADABLE = "unreadable"


_SENTENCES = {
    JournalFault.NEWER: (
        "The journal {path} was written by a newer version of Evenkeel; "
        "please install that version. Nothing was changed."
    ),
    JournalFault.FOREIGN: ("The file {path} is not a journal of Evenkeel. Nothing was changed."),
    JournalFault.DAMAGED: (
        "The journal {path} is damaged and can't be read. It was kept as it is."
    ),
    JournalFault.LOCKED: "The journal {path} is in use by another program.",
    JournalFault.FULL: "There is no space left to write the journal {path}.",
    JournalFault.NOT_WRITABLE: "The journal {path} can't be written: no permission.",
    JournalFault.UNREADABLE: "The disk failed while reading or writing the journal {path}.",
}


class JournalError(Exception):
    """Trouble of the surroundings with the journal; the message is one plain sentence.

    Attributes:
        fault: what kind of trouble it is.
        path: the file it is about.
    """

    def __init__(self, fault: JournalFault, path: Path) -> None:
        super().__init__(_SENTENCES[fault].format(path=path))
        self.fault = fault
        self.path = path
