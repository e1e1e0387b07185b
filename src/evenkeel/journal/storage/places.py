"""Where the user's journal and settings are stored."""

import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from stat import S_IMODE, S_ISDIR, S_ISREG

from evenkeel.journal.storage.errors import JournalError, JournalFault

#: The names of the files in the data folder.
JOURNAL_FILE = "journal.sqlite"
SETTINGS_FILE = "settings.json"
#: The permissions of stored files: for their owner alone.
OWN_FILE = 0o600
_OWN_FOLDER = 0o700
#: Patterns of our files in a data folder. The clinic's file is not among them: others may write it.
_OURS = (
    "journal*",
    "settings*",
    "content-copy*",
    "window*",
    "counters*",
    "copies",
    "copies/*",
    "crashes",
    "crashes/*",
)
#: On one day.
_MOST_PUT_ASIDE = 1000


def data_dir(override: Path | None = None) -> Path:
    """The folder of the user's data, created when missing, for its owner alone.

    Taken from the argument, else from ``EVENKEEL_DATA_DIR``, else the platform's own place. The
    last one is ours and is made private; a folder that was named may hold other things too, and
    keeps its permissions. The files in it are private everywhere.

    Raises:
        JournalError: it can't be made.
    """
    named = override or _named()
    try:
        folder = named or _platforms_own()
    except RuntimeError as error:  # No home anywhere.
        raise JournalError(JournalFault.NOT_WRITABLE, Path("~")) from error
    try:
        # The data is about a person's health: nobody else on this machine may read it.
        folder.mkdir(mode=_OWN_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise JournalError.from_os(error, folder) from error
    if named is None:
        make_private(folder)
    return folder


def make_private(path: Path) -> None:
    """Restricts a file or folder to its owner, as far as the system allows that."""
    if os.name == "nt":
        # There the folder of a user is private by itself.
        return
    with suppress(OSError):
        mode = path.lstat().st_mode
        own = _OWN_FOLDER if S_ISDIR(mode) else OWN_FILE
        if (S_ISDIR(mode) or S_ISREG(mode)) and S_IMODE(mode) & ~own:
            path.chmod(S_IMODE(mode) & own)


def open_to_others(folder: Path) -> bool:
    """Whether other people who use this computer may read what is in a data folder.

    Its files are private everywhere but on Windows, where they are what their folder is: private
    below the folder of their owner, elsewhere as whoever made the folder wanted it.
    """
    if sys.platform != "win32":
        return False
    named = (os.environ.get(name) for name in ("USERPROFILE", "LOCALAPPDATA"))
    own = [Path(name).resolve() for name in named if name]
    return not any(folder.resolve().is_relative_to(one) for one in own)


def make_files_private(folder: Path) -> None:
    """The same for all our files in a data folder, whichever version wrote them."""
    for pattern in _OURS:
        for path in folder.glob(pattern):
            make_private(path)


def put_aside(path: Path, day: date) -> Path | None:
    """Renames a file that can't be used, with the day in the name; nothing is ever overwritten.

    Returns the new name, or ``None`` where nothing is there or it can't be renamed.
    """
    for number in range(1, _MOST_PUT_ASIDE):
        again = "" if number == 1 else f"-{number}"
        aside = path.with_name(f"{path.stem}-damaged-{day}{again}{path.suffix}")
        if not os.path.lexists(aside):
            try:
                path.rename(aside)
            except OSError:
                return None
            return aside
    return None


def is_plain(path: Path) -> bool:
    """Whether there is a regular file: no folder, no pipe, no device."""
    try:
        return S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def open_private(path: Path, flags: int) -> int:
    """Opens a file for writing, created when missing, that only its owner may read.

    ``flags`` are further ones of :func:`os.open`. An existing file gets the same permissions.

    Raises:
        OSError: it can't be opened.
    """
    descriptor = os.open(
        path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | flags, OWN_FILE
    )
    if hasattr(os, "fchmod"):
        # A stick's file system may have no permissions.
        with suppress(OSError):
            os.fchmod(descriptor, OWN_FILE)
    return descriptor


def own_folders(override: Path | None = None) -> tuple[Path, ...]:
    """Every folder that may hold the user's data: no output is written there.

    Besides the one in use, the platform's own, where the user's journal usually is.
    """
    folders = [folder for folder in (override, _named()) if folder]
    # Without a home the platform has no place of its own.
    with suppress(RuntimeError):
        folders.append(_platforms_own())
    return tuple(folders)


def _named() -> Path | None:
    variable = os.environ.get("EVENKEEL_DATA_DIR")
    return Path(variable) if variable else None


def _platforms_own() -> Path:
    if sys.platform == "linux":
        # What platformdirs does there, without the modules that it loads for other platforms'
        # sake: they are a fortieth of a start.
        home = os.environ.get("XDG_DATA_HOME", "").strip()
        base = Path(home) if home else Path.home() / ".local" / "share"
        return base / "evenkeel"
    import platformdirs

    return Path(platformdirs.user_data_dir("evenkeel", appauthor=False))
