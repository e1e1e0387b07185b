"""The sentences about faults of the journal and of files that could not be written."""

from evenkeel.catalogue.wording import fill
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.outfile import OutputError, OutputFault
from evenkeel.language import translate


def fault_in_words(error: JournalError) -> str:
    """One translated sentence; the error's own text is for logs and commands."""
    sentences = {
        JournalFault.NEWER: translate(
            "JournalFault",
            "The journal {path} was written by a newer version of Evenkeel; "
            "please install that version. Nothing was changed.",
        ),
        JournalFault.FOREIGN: translate(
            "JournalFault", "The file {path} is not an Evenkeel journal. Nothing was changed."
        ),
        JournalFault.DAMAGED: translate(
            "JournalFault", "The journal {path} is damaged and can't be read. It was kept as it is."
        ),
        JournalFault.MISSING: translate("JournalFault", "The journal {path} is missing or empty."),
        JournalFault.LOCKED: translate(
            "JournalFault", "The journal {path} is in use by another program."
        ),
        JournalFault.FULL: translate("JournalFault", "There is no space left to write {path}."),
        JournalFault.NOT_WRITABLE: translate("JournalFault", "{path} can't be written."),
        JournalFault.NOT_READABLE: translate(
            "JournalFault", "{path} can't be opened: it belongs to another user of this computer."
        ),
        JournalFault.UNREADABLE: translate(
            "JournalFault", "The disk failed while reading or writing {path}."
        ),
        JournalFault.MOVED: translate(
            "JournalFault", "The journal {path} was removed or replaced while Evenkeel was running."
        ),
    }
    return fill(sentences[error.fault], path=error.path)


def unwritten_in_words(error: OutputError) -> str:
    """One plain sentence about a file that could not be written, with what to do instead."""
    sentences = {
        OutputFault.INSIDE: translate(
            "JournalFault",
            "{path} is in the folder of your journal and settings. Choose another folder.",
        ),
        OutputFault.NOT_A_FILE: translate(
            "JournalFault", "{path} is not a file that can be written. Choose another."
        ),
        OutputFault.FOLDER: translate(
            "JournalFault", "{path} is a folder. Choose the name of a file."
        ),
        OutputFault.NAME: translate(
            "JournalFault", "{path} can't be the name of a file. Choose another name."
        ),
        OutputFault.FULL: translate(
            "JournalFault",
            "There is no space left to write {path}. Make room or choose another place.",
        ),
        OutputFault.READ_ONLY: translate(
            "JournalFault",
            "{path} can't be written: the disk or folder is read-only. Choose another place.",
        ),
        OutputFault.NO_FOLDER: translate(
            "JournalFault",
            "{path} can't be written: there is no folder {folder}. Choose another place.",
        ),
        OutputFault.TOO_LONG: translate(
            "JournalFault", "The name of {path} is too long. Choose a shorter one."
        ),
        OutputFault.DENIED: translate(
            "JournalFault",
            "{path} can't be written: you have no permission to write there, or another program "
            "has the file open.",
        ),
        OutputFault.FAILED: translate(
            "JournalFault", "{path} could not be written: {reason}. Choose another place."
        ),
    }
    words = {"path": error.path, "folder": error.path.parent, "reason": error.reason or "?"}
    return fill(sentences[error.fault], **words)
