"""The sentences about what was wrong at the start."""

from pathlib import Path

from evenkeel.catalogue.wording import fill
from evenkeel.journal.settings import SettingsFault
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.language import translate
from evenkeel.ui.frame.fault_messages import fault_in_words
from evenkeel.ui.shell.recovered_start import OpenedJournal

#: The most errors of content that fit into a message box.
_MOST_FAULTS = 5


def opening_in_words(opened: OpenedJournal) -> str:
    """What happened to a journal that could not be opened; empty if it could."""
    fault, aside = opened.fault, opened.aside
    if fault is None:
        return ""
    if aside and fault.fault is JournalFault.FOREIGN:
        what = translate(
            "JournalFault",
            "The file {path} was not an Evenkeel journal. It was kept as {aside}, and a new "
            "journal was started.",
        )
        return fill(what, path=fault.path, aside=aside)
    if aside:
        what = translate(
            "JournalFault",
            "Your journal was damaged and could not be read. It was kept as {aside}, and a new "
            "journal was started.",
        )
        return fill(what, aside=aside)
    if opened.lasting:
        what = translate("JournalFault", "{fault} A new one was started.")
    elif opened.journal.sessions() or opened.journal.latest_answers():
        what = translate(
            "JournalFault",
            "{fault} You can see what is in it. What you do now is kept in memory and saved as "
            "soon as the journal can be written. If you close Evenkeel before that, it is lost.",
        )
    else:
        what = translate(
            "JournalFault",
            "{fault} You can continue. What you do now is kept in memory and saved as soon as the "
            "journal can be written. If you close Evenkeel before that, it is lost.",
        )
    return fill(what, fault=fault_in_words(fault))


def damaged_in_use() -> str:
    """The journal is open, and some of it turned out to be damaged."""
    return translate("JournalFault", "Part of your journal is damaged and can't be read.")


def no_copy_today(error: JournalError) -> str:
    """The journal is intact, but today's copy could not be made."""
    what = translate("JournalFault", "Today's copy of your journal could not be made. {fault}")
    return fill(what, fault=fault_in_words(error))


def settings_in_words(fault: SettingsFault | None, kept: Path | None) -> str:
    """What was wrong with the settings; empty if nothing. ``kept`` is where the file is now."""
    if fault is None:
        return ""
    if fault is SettingsFault.NEWER:
        return translate(
            "JournalFault",
            "Your settings were written by a newer version of Evenkeel. Settings that this "
            "version does not know were left as they are.",
        )
    if kept is None:
        return translate(
            "JournalFault", "Your settings could not be read, so the default settings are used."
        )
    if fault is SettingsFault.UNREADABLE:
        what = translate(
            "JournalFault",
            "Your settings could not be read, so the default settings are used. The file was "
            "kept as {kept}.",
        )
    else:
        what = translate(
            "JournalFault",
            "Some of your settings could not be read, so the defaults are used for those. The "
            "original file was kept as {kept}.",
        )
    return fill(what, kept=kept)


def no_window(folder: Path | None, cause: str) -> str:
    """Why the window can't open: a known cause, or an error of ours logged in ``folder``."""
    if folder is None:
        what = translate(
            "JournalFault",
            "Evenkeel can't start: one of its own files is missing or damaged. Please install it "
            "again; your journal stays.\n\n{cause}",
        )
        return fill(what, cause=cause)
    what = translate(
        "JournalFault",
        "Evenkeel can't start because of an error in the program. A file in {folder} says where "
        "it happened, without your answers and notes.",
    )
    return fill(what, folder=folder)


def content_in_words(fault: Exception | None) -> str:
    """Why the program's own content is shown instead of another; empty if it is not."""
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
    return fill(what, faults=lines)
