"""What is wrong with the reader's journal, in words for the window."""

from PySide6.QtCore import QCoreApplication

from evenkeel.journal.errors import JournalError, JournalFault


def fault_in_words(error: JournalError) -> str:
    """One plain sentence in the reader's language; the error's own is for logs and commands."""
    sentences = {
        JournalFault.NEWER: _tr(
            "The journal {path} was written by a newer version of Evenkeel; "
            "please install that version. Nothing was changed."
        ),
        JournalFault.FOREIGN: _tr(
            "The file {path} is not a journal of Evenkeel. Nothing was changed."
        ),
        JournalFault.DAMAGED: _tr(
            "The journal {path} is damaged and can't be read. It was kept as it is."
        ),
        JournalFault.LOCKED: _tr("The journal {path} is in use by another program."),
        JournalFault.FULL: _tr("There is no space left to write {path}."),
        JournalFault.NOT_WRITABLE: _tr("{path} can't be written."),
        JournalFault.UNREADABLE: _tr("The disk failed while reading or writing {path}."),
    }
    return sentences[error.fault].format(path=error.path)


def nothing_kept(error: JournalError) -> str:
    """The same at the start, where the program goes on without a journal that lasts."""
    what = _tr("{fault} You can go on, but nothing of this time will be kept.")
    return what.format(fault=fault_in_words(error))


def _tr(text: str) -> str:
    return QCoreApplication.translate("JournalFault", text)
