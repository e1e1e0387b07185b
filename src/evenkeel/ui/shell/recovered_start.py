"""Opens what is read at the start so that the window opens whatever is damaged.

A file that can't be read is put aside under a dated name or left as it is, and reported.
"""

import os
from pathlib import Path

from msgspec import Struct

from evenkeel.catalogue.cache import quick_catalogue
from evenkeel.catalogue.faults import ContentError
from evenkeel.catalogue.locate import VARIABLE, NoContentError, resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.figures.fonts import load_fonts
from evenkeel.figures.portrait import Portrait
from evenkeel.figures.store import FigureStore
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.storage.copies import has_copies
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.guarding import readable
from evenkeel.journal.storage.places import data_dir, is_plain, put_aside
from evenkeel.journal.storage.times import local_now
from evenkeel.language import translations
from evenkeel.ui.frame.startup_log import warn
from evenkeel.ui.style.appearance import Appearance

_CONTENT_COPY = "content-copy.json"


class Folder(Struct, frozen=True):
    """Where the user's data is, and what is wrong with that place, or ``None``."""

    path: Path
    fault: JournalError | None = None


class OpenedJournal(Struct, frozen=True, kw_only=True):
    """A journal to go on with.

    ``lasting`` says whether it is a file; without one, writes wait until there is one. ``fault``
    is why the user's own could not be used as it was, and ``aside`` where that one is now, if
    it was put aside.
    """

    journal: Journal
    lasting: bool
    fault: JournalError | None = None
    aside: Path | None = None


class OpenedContent(Struct, frozen=True, kw_only=True):
    """What is shown of the content, and why it is not the content that was asked for."""

    appearance: Appearance
    fault: Exception | None = None


def find_folder(named: Path | None) -> Folder:
    """The user's data folder, or a temporary one if that can't be made or entered."""
    try:
        folder = data_dir(named)
        # It may belong to another user, for example after one start as administrator.
        if os.access(folder, os.R_OK | os.X_OK):
            return Folder(folder)
        fault = JournalError(JournalFault.NOT_READABLE, folder)
    except JournalError as error:
        fault = error
    warn(fault)
    return Folder(temporary_folder(fault.path), fault)


def temporary_folder(otherwise: Path) -> Path:
    """A folder deleted when the program ends; ``otherwise`` if none can be made."""
    # Rarely needed, and these imports cost time at every start.
    import atexit
    import shutil
    import tempfile

    try:
        folder = Path(tempfile.mkdtemp())
    except OSError:
        return otherwise
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def open_journal(path: Path, folder_fault: JournalError | None = None) -> OpenedJournal:
    """The user's journal; where it is damaged, a new one in its place.

    Where no journal can be kept there, one in memory with what can be read of the user's.
    """
    if folder_fault:
        # Where it would be, so that it is written there once that can be done.
        passing = Journal.passing(folder_fault.path / path.name)
        return OpenedJournal(journal=passing, lasting=False, fault=folder_fault)
    _put_obstacles_aside(path)
    try:
        # One that was erased leaves no copies.
        gone = not is_plain(path) or path.stat().st_size == 0
        lost = JournalError(JournalFault.MISSING, path) if gone and has_copies(path) else None
        return OpenedJournal(journal=_open(path), lasting=True, fault=lost)
    except JournalError as error:
        fault = error
    warn(fault)
    if fault.fault in (JournalFault.DAMAGED, JournalFault.FOREIGN):
        from evenkeel.journal.storage.copies import put_journal_aside

        aside = put_journal_aside(path, local_now().date())
        if aside:
            try:
                journal = _open(path)
            except JournalError as again:
                warn(again)
            else:
                return OpenedJournal(journal=journal, lasting=True, fault=fault, aside=aside)
    return OpenedJournal(journal=Journal.passing(path), lasting=False, fault=fault)


def open_content(folder: Path, portrait: Portrait) -> OpenedContent:
    """The content that ``EVENKEEL_RESOURCES`` names; ours where that is missing or has faults.

    Raises:
        ContentError: the program's own content has faults.
        OSError: a file of the program's own is missing.
    """
    try:
        return OpenedContent(appearance=_appearance(folder, portrait))
    except (NoContentError, ContentError, OSError) as error:
        if not os.environ.get(VARIABLE):
            raise
        warn(error)
        fault = error
    # From here on for all of this process, for every picture and page.
    del os.environ[VARIABLE]
    return OpenedContent(appearance=_appearance(folder, portrait), fault=fault)


def content_of(folder: Path) -> Catalogue:
    """The content in the language in force; ``folder`` is the user's, where a copy of it is kept.

    Raises:
        ContentError: the content has faults.
    """
    found = translations()
    name = f"content-copy.{found.language}.json" if found else _CONTENT_COPY
    return quick_catalogue(resources_dir(), folder / name, found)


def language_copy(folder: Path, code: str) -> Path:
    """Where a copy of a language's texts is kept, in the user's folder."""
    return folder / f"texts-copy.{code}.json"


def _appearance(folder: Path, portrait: Portrait) -> Appearance:
    resources = resources_dir()
    load_fonts(resources / "fonts")
    catalogue = content_of(folder)
    if os.environ.get(VARIABLE):
        # Only our own content is sure to have its pictures.
        from evenkeel.catalogue.check import check_figures

        faults = check_figures(catalogue, resources / "figures")
        if faults:
            raise ContentError(faults)
    return Appearance(catalogue, FigureStore(resources / "figures", portrait))


def _open(path: Path) -> Journal:
    """An open journal of which the first page can be shown."""
    journal = Journal.open(path)
    try:
        with readable(path):
            journal.adjustments()
            journal.latest_answers()
            journal.sessions()
            journal.paper_days()
            journal.unfinished()
    except BaseException:
        journal.close()
        raise
    return journal


def _put_obstacles_aside(path: Path) -> None:
    """Puts aside what stands in the place of one of the journal's files and is no file."""
    for tail in ("", "-wal", "-shm"):
        place = path.with_name(path.name + tail)
        if os.path.lexists(place) and not is_plain(place):
            aside = put_aside(place, local_now().date())
            warn(f"{place}: not a file; it is {aside} now")
