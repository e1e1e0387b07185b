"""What was wrong at a start, in words for the window."""

from pathlib import Path

from evenkeel.journal.errors import JournalError, JournalFault
from evenkeel.journal.settings import SettingsFault
from evenkeel.language import translate
from evenkeel.ui.frame.fault_messages import fault_in_words
from evenkeel.ui.shell.recovered_start import OpenedJournal

#: As many faults of content as fit into a box.
_MOST_FAULTS = 5


def opening_in_words(opened: OpenedJournal) -> str:
    """What became of a journal that could not be opened as it was; empty where it could."""
    fault, aside = opened.fault, opened.aside
    if fault is None:
        return ""
    if aside and fault.fault is JournalFault.FOREIGN:
        what = translate(
            "JournalFault",
            "The file {path} was not a journal of Evenkeel. It was kept as {aside}, and a new "
            "journal was begun.",
        )
        return what.format(path=fault.path, aside=aside)
    if aside:
        what = translate(
            "JournalFault",
            "Your journal was damaged and could not be read. It was kept as {aside}, and a new "
            "journal was begun.",
        )
        return what.format(aside=aside)
    if opened.lasting:
        what = translate("JournalFault", "{fault} A new one was begun.")
    elif opened.journal.sessions() or opened.journal.latest_answers():
        what = translate(
            "JournalFault",
            "{fault} You see what is in it. What you do now is held in memory and written to it "
            "as soon as that can be done; if you close Evenkeel before, it is lost.",
        )
    else:
        what = translate(
            "JournalFault",
            "{fault} You can go on. What you do is held in memory and written as soon as that can "
            "be done; if you close Evenkeel before, it is lost.",
        )
    return what.format(fault=fault_in_words(fault))


def damaged_in_use() -> str:
    """The journal is open, and some of it turned out to be damaged."""
    return translate("JournalFault", "Part of your journal is damaged and can't be read.")


def no_copy_today(error: JournalError) -> str:
    """The journal is sound, but today's copy of it could not be made."""
    what = translate("JournalFault", "Today's copy of your journal could not be made. {fault}")
    return what.format(fault=fault_in_words(error))


def settings_in_words(fault: SettingsFault | None, kept: Path | None) -> str:
    """What was wrong with the settings; empty where nothing was. ``kept`` is the file now."""
    if fault is None:
        return ""
    if fault is SettingsFault.NEWER:
        return translate(
            "JournalFault",
            "Your settings were written by a newer version of Evenkeel. What this version does "
            "not know of them was left as it is.",
        )
    if kept is None:
        return translate(
            "JournalFault", "Your settings could not be read; the usual ones are in use."
        )
    if fault is SettingsFault.UNREADABLE:
        what = translate(
            "JournalFault",
            "Your settings could not be read; the usual ones are in use. The file was kept as "
            "{kept}.",
        )
    else:
        what = translate(
            "JournalFault",
            "Some of your settings could not be read; for those the usual ones are in use. The "
            "file as it was is kept as {kept}.",
        )
    return what.format(kept=kept)


def no_window(folder: Path | None, cause: str) -> str:
    """The window can't be opened at all: by the cause, or by a fault of ours, noted in a folder."""
    if folder is None:
        what = translate(
            "JournalFault",
            "Evenkeel can't start: one of its own files is missing or damaged. Please install it "
            "again; your journal stays.\n\n{cause}",
        )
        return what.format(cause=cause)
    what = translate(
        "JournalFault",
        "Evenkeel can't start because of a fault of its own. Where in the program it was is "
        "written in {folder}, without your answers and notes.",
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
        what = translate(
            "JournalFault",
            "The content that EVENKEEL_RESOURCES names has faults, so Evenkeel shows its own. "
            "To see all of them: evenkeel check-content\n\n{faults}",
        )
    else:
        what = translate(
            "JournalFault",
            "The content that EVENKEEL_RESOURCES names can't be used, so Evenkeel shows its "
            "own.\n\n{faults}",
        )
    return what.format(faults=lines)
