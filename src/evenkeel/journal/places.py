"""Where the journal and the settings of the reader live."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from evenkeel.journal.errors import JournalError

#: The names of the files in the data folder.
JOURNAL_FILE = "journal.sqlite"
SETTINGS_FILE = "settings.json"
#: The rights of whatever is kept: for its owner alone.
_OWN = 0o600


def data_dir(override: Path | None = None) -> Path:
    """The folder of the reader's data, made when missing, for the reader alone.

    Taken from the argument, else from ``EVENKEEL_DATA_DIR``, else the platform's own place.

    Raises:
        JournalError: it can't be made.
    """
    folder = override or _named() or _platforms_own()
    try:
        # What is in there is about somebody's health: nobody else of this machine is to read it.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise JournalError.from_os(error, folder) from error
    return folder


def open_private(path: Path, flags: int) -> int:
    """Opens a file to write to it, made when missing, which its owner alone may read.

    ``flags`` are further ones of :func:`os.open`. A file that is there gets the same rights.

    Raises:
        OSError: it can't be opened.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | flags, _OWN)
    if hasattr(os, "fchmod"):
        # A stick's file system may know no rights.
        with suppress(OSError):
            os.fchmod(descriptor, _OWN)
    return descriptor


def own_folders(override: Path | None = None) -> tuple[Path, ...]:
    """Every folder that may hold the reader's data: nothing is written there for people.

    Beside the one in use that is the platform's own, where the reader's journal usually is.
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
