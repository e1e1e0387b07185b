"""What is wrong with the reader's journal or a file written for them, in words for the window."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from evenkeel.journal.errors import JournalError, JournalFault
from evenkeel.journal.outfile import OutputError, OutputFault
from evenkeel.journal.settings import SettingsFault

if TYPE_CHECKING:
    from evenkeel.ui.shell.recovered_start import OpenedJournal

#: As many faults of content as fit into a box.
_MOST_FAULTS = 5


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
        JournalFault.MISSING: _tr("The journal {path} is not there any more, or nothing is in it."),
        JournalFault.LOCKED: _tr("The journal {path} is in use by another program."),
        JournalFault.FULL: _tr("There is no space left to write {path}."),
        JournalFault.NOT_WRITABLE: _tr("{path} can't be written."),
        JournalFault.NOT_READABLE: _tr(
            "{path} can't be opened: it belongs to another user of this computer."
        ),
        JournalFault.UNREADABLE: _tr("The disk failed while reading or writing {path}."),
        JournalFault.MOVED: _tr(
            "The journal {path} was removed or replaced while Evenkeel was running."
        ),
    }
    return sentences[error.fault].format(path=error.path)


def unwritten_in_words(error: OutputError) -> str:
    """One plain sentence about a file that could not be written, with what to do instead."""
    sentences = {
        OutputFault.INSIDE: _tr(
            "{path} is in the folder of your journal and settings. Choose another folder."
        ),
        OutputFault.NOT_A_FILE: _tr("{path} is not a file that can be written. Choose another."),
        OutputFault.FOLDER: _tr("{path} is a folder. Choose the name of a file."),
        OutputFault.NAME: _tr("{path} can't be the name of a file. Choose another name."),
        OutputFault.FULL: _tr(
            "There is no space left to write {path}. Make room or choose another place."
        ),
        OutputFault.READ_ONLY: _tr(
            "{path} can't be written: the disk or folder is read-only. Choose another place."
        ),
        OutputFault.NO_FOLDER: _tr(
            "{path} can't be written: there is no folder {folder}. Choose another place."
        ),
        OutputFault.TOO_LONG: _tr("The name of {path} is too long. Choose a shorter one."),
        OutputFault.DENIED: _tr(
            "{path} can't be written: you have no permission to write there, or another program "
            "has the file open."
        ),
        OutputFault.FAILED: _tr("{path} could not be written: {reason}. Choose another place."),
    }
    words = {"path": error.path, "folder": error.path.parent, "reason": error.reason or "?"}
    return sentences[error.fault].format(**words)


def opening_in_words(opened: "OpenedJournal") -> str:
    """What became of a journal that could not be opened as it was; empty where it could."""
    fault, aside = opened.fault, opened.aside
    if fault is None:
        return ""
    if aside and fault.fault is JournalFault.FOREIGN:
        what = _tr(
            "The file {path} was not a journal of Evenkeel. It was kept as {aside}, and a new "
            "journal was begun."
        )
        return what.format(path=fault.path, aside=aside)
    if aside:
        what = _tr(
            "Your journal was damaged and could not be read. It was kept as {aside}, and a new "
            "journal was begun."
        )
        return what.format(aside=aside)
    if opened.lasting:
        what = _tr("{fault} A new one was begun.")
    elif opened.journal.sessions() or opened.journal.latest_answers():
        what = _tr(
            "{fault} You see what is in it. What you do now is held in memory and written to it "
            "as soon as that can be done; if you close Evenkeel before, it is lost."
        )
    else:
        what = _tr(
            "{fault} You can go on. What you do is held in memory and written as soon as that can "
            "be done; if you close Evenkeel before, it is lost."
        )
    return what.format(fault=fault_in_words(fault))


def damaged_in_use() -> str:
    """The journal is open, and some of it turned out to be damaged."""
    return _tr("Part of your journal is damaged and can't be read.")


def no_copy_today(error: JournalError) -> str:
    """The journal is sound, but today's copy of it could not be made."""
    what = _tr("Today's copy of your journal could not be made. {fault}")
    return what.format(fault=fault_in_words(error))


def settings_in_words(fault: SettingsFault | None, kept: Path | None) -> str:
    """What was wrong with the settings; empty where nothing was. ``kept`` is the file now."""
    if fault is None:
        return ""
    if fault is SettingsFault.NEWER:
        return _tr(
            "Your settings were written by a newer version of Evenkeel. What this version does "
            "not know of them was left as it is."
        )
    if kept is None:
        return _tr("Your settings could not be read; the usual ones are in use.")
    if fault is SettingsFault.UNREADABLE:
        what = _tr(
            "Your settings could not be read; the usual ones are in use. The file was kept as "
            "{kept}."
        )
    else:
        what = _tr(
            "Some of your settings could not be read; for those the usual ones are in use. The "
            "file as it was is kept as {kept}."
        )
    return what.format(kept=kept)


def no_window(folder: Path | None, cause: str) -> str:
    """The window can't be opened at all: by the cause, or by a fault of ours, noted in a folder."""
    if folder is None:
        what = _tr(
            "Evenkeel can't start: one of its own files is missing or damaged. Please install it "
            "again; your journal stays.\n\n{cause}"
        )
        return what.format(cause=cause)
    what = _tr(
        "Evenkeel can't start because of a fault of its own. Where in the program it was is "
        "written in {folder}, without your answers and notes."
    )
    return what.format(folder=folder)


def content_in_words(fault: Exception | None) -> str:
    """Why the program's own content is shown in place of another; empty where it is not."""
    if fault is None:
        return ""
    told = str(fault).splitlines()
    more = len(told) - _MOST_FAULTS
    lines = "\n".join(told[:_MOST_FAULTS])
    if more > 0:
        what = _tr(
            "The content that EVENKEEL_RESOURCES names has faults, so Evenkeel shows its own. "
            "To see all of them: evenkeel check-content\n\n{faults}"
        )
    else:
        what = _tr(
            "The content that EVENKEEL_RESOURCES names can't be used, so Evenkeel shows its "
            "own.\n\n{faults}"
        )
    return what.format(faults=lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("JournalFault", text)
