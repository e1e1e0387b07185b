"""Output files: never over the journal or a device, and never partly written.

Every export, card, handout, backup and saved picture goes through :func:`write_file` or
:func:`checked_target` and :func:`replacing`. What can't be written is an :class:`OutputError` whose
message is one sentence with the name that the user gave.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

#: What SQLite may put beside a database while it is written.
_SQLITE_TAILS: Final = ("-journal", "-wal", "-shm")
#: The mode of a new file before the umask; a backup is for its owner alone.
PUBLIC: Final = 0o666
PRIVATE: Final = 0o600
_WINDOWS: Final = os.name == "nt"
#: What Windows and its file systems refuse in a name.
_NOT_IN_NAMES: Final = frozenset('<>:"/\\|?*')
_RESERVED: Final = frozenset(
    [
        *("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"),
        *(f"{port}{number}" for port in ("COM", "LPT") for number in "123456789¹²³"),
    ]
)
#: ``ST_RDONLY`` of POSIX, which Windows does not name.
_READ_ONLY_FLAG: Final = 1
#: System folders whose files are devices and open files of programs.
_SYSTEM_FOLDERS: Final = ("/proc", "/sys")
#: The longest file name that is proposed, in characters: four bytes each still fit everywhere.
_LONGEST_NAME: Final = 60
#: What Windows takes as the name of a file, in letters.
_LONGEST_ON_WINDOWS: Final = 255


class OutputFault(StrEnum):
    """Why a file can't be written; the window has sentences of its own.

    The first four are refused before anything is tried: the name is the wrong one.
    """

    INSIDE = "inside"
    NOT_A_FILE = "not_a_file"
    FOLDER = "folder"
    NAME = "name"
    FULL = "full"
    READ_ONLY = "read_only"
    NO_FOLDER = "no_folder"
    TOO_LONG = "too_long"
    DENIED = "denied"
    FAILED = "failed"


REFUSED: Final = frozenset(
    (OutputFault.INSIDE, OutputFault.NOT_A_FILE, OutputFault.FOLDER, OutputFault.NAME)
)
_SENTENCES: Final = {
    OutputFault.INSIDE: (
        "{path}: your journal and settings are stored there; "
        "allowed: a file outside your data folder"
    ),
    OutputFault.NOT_A_FILE: "{path}: a device, a pipe or a socket; allowed: the name of a file",
    OutputFault.FOLDER: "{path}: a folder; allowed: the name of a file",
    OutputFault.NAME: "{path}: not a name for a file; allowed: a name with letters or digits",
    OutputFault.FULL: "{path}: there is no space left on the disk",
    OutputFault.READ_ONLY: "{path}: the disk or folder is read-only",
    OutputFault.NO_FOLDER: "{path}: there is no folder {folder}",
    OutputFault.TOO_LONG: "{path}: the name is too long",
    OutputFault.DENIED: (
        "{path}: no permission to write there, or another program has the file open"
    ),
    OutputFault.FAILED: "{path}: the file could not be written: {reason}",
}
_CAUSES: Final = {
    errno.ENOSPC: OutputFault.FULL,
    errno.EDQUOT: OutputFault.FULL,
    errno.EFBIG: OutputFault.FULL,
    errno.EROFS: OutputFault.READ_ONLY,
    errno.ENOENT: OutputFault.NO_FOLDER,
    errno.ENOTDIR: OutputFault.NO_FOLDER,
    errno.ENAMETOOLONG: OutputFault.TOO_LONG,
    errno.EACCES: OutputFault.DENIED,
    errno.EPERM: OutputFault.DENIED,
    errno.EBUSY: OutputFault.DENIED,
    errno.EISDIR: OutputFault.FOLDER,
}


class OutputError(OSError):
    """An output file can't be written; the message is one sentence.

    Attributes:
        fault: why.
        path: the file, by the name that the user gave.
        reason: the system's own words, where ``fault`` is ``FAILED``.
    """

    def __init__(self, fault: OutputFault, path: Path, reason: str = "") -> None:
        self.fault = fault
        self.path = path
        self.reason = reason
        super().__init__(
            _SENTENCES[fault].format(path=path, folder=path.parent, reason=reason or "?")
        )

    @classmethod
    def from_os(cls, error: OSError, path: Path) -> Self:
        """The error that matches one of the system, for the file that the user named."""
        if isinstance(error, OutputError):
            return cls(error.fault, path, error.reason)
        fault = _CAUSES.get(error.errno or 0, OutputFault.FAILED)
        return cls(fault, path, error.strerror or type(error).__name__)

    @property
    def refused(self) -> bool:
        """Whether the name is the wrong one, rather than the writing having failed."""
        return self.fault in REFUSED


def write_file(target: Path, data: bytes, private: Iterable[Path], *, mode: int = PUBLIC) -> None:
    """Writes a file completely or not at all; a failure leaves the file that was there, and nothing
    else.

    ``private`` are the folders of the user's own data, in which no output is written;
    ``mode`` is as in :func:`replacing`.

    Raises:
        OutputError: the file is refused or can't be written.
    """
    real = checked_target(target, private)
    try:
        # Not "wb": the empty file is there, with the permissions that it is to have.
        with replacing(real, mode=mode) as part, part.open("r+b") as file:
            file.write(data)
            file.flush()
            _sync(file.fileno())
    except OSError as error:
        raise OutputError.from_os(error, target) from error


def checked_target(target: Path, private: Iterable[Path]) -> Path:
    """The file that a name means, links followed, after checking that it may be written.

    Refused are files in the folders of the user's data (also by links, hard links or another
    spelling), devices, pipes, sockets, folders, and names that are none.

    Raises:
        OutputError: it may not be written, or can't be examined.
    """
    if not _is_name(target):
        raise OutputError(OutputFault.FOLDER if target.is_dir() else OutputFault.NAME, target)
    real = Path(os.path.realpath(target))
    try:
        fault = _fault(target, real, private)
    except OSError as error:
        raise OutputError.from_os(error, target) from error
    if fault:
        raise OutputError(fault, target)
    return real


@contextmanager
def replacing(target: Path, *, mode: int = PUBLIC) -> Iterator[Path]:
    """An empty file beside the target, which replaces it at the end, or is deleted on failure.

    With ``PUBLIC`` a file that is there passes its permissions on, and a new one has those that the
    umask leaves; with ``PRIVATE`` its owner alone may read it.

    Raises:
        OSError: the file can't be made or put in its place.
    """
    # A short name of its own: behind the target's, an ending could make it too long.
    part = target.with_name(f".evenkeel-{os.urandom(6).hex()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        there = _status(target) if mode == PUBLIC else None
        if there is not None and not _WINDOWS:
            part.chmod(stat.S_IMODE(there.st_mode))
        yield part
        part.replace(target)
    finally:
        for tail in ("", *_SQLITE_TAILS):
            with suppress(OSError):
                part.with_name(part.name + tail).unlink()


def sound_name(title: str, ending: str) -> str:
    """A file name made from a title, without anything that a system refuses in names.

    ``ending`` begins with its dot. An empty result becomes «Evenkeel».
    """
    allowed = (
        " " if character in _NOT_IN_NAMES or not character.isprintable() else character
        for character in title.replace(": ", " - ")
    )
    name = " ".join("".join(allowed).split())[:_LONGEST_NAME].strip(" .")
    stem, dot, rest = name.partition(".")
    if stem.strip().upper() in _RESERVED:
        name = f"{stem}_{dot}{rest}"
    return f"{name or 'Evenkeel'}{ending}"


def _fault(target: Path, real: Path, private: Iterable[Path]) -> OutputFault | None:
    """Why a file may not be written; ``real`` is the one that its name means."""
    status = _status(real)
    if _is_systems(target) or _is_systems(real):
        return OutputFault.NOT_A_FILE
    if any(_is_inside(real, status, folder) for folder in private):
        return OutputFault.INSIDE
    if status is None:
        if os.name == "nt" and len(real.name) > _LONGEST_ON_WINDOWS:
            # Windows would say that there is no such folder.
            return OutputFault.TOO_LONG
        return None if real.parent.is_dir() else OutputFault.NO_FOLDER
    if stat.S_ISDIR(status.st_mode):
        return OutputFault.FOLDER
    if not stat.S_ISREG(status.st_mode):
        return OutputFault.NOT_A_FILE
    if os.access(real, os.W_OK):
        return None
    return OutputFault.READ_ONLY if _is_read_only(real) else OutputFault.DENIED


def _is_name(target: Path) -> bool:
    """Whether the last part can be a file's name: a lone ``|`` or ``-`` was meant otherwise."""
    name = target.name
    if any(ord(character) < ord(" ") for character in name) or not any(
        character.isalnum() or ord(character) > 0x7F for character in name
    ):
        return False
    if not _WINDOWS:
        return True
    reserved = name.partition(".")[0].strip().upper() in _RESERVED
    return not reserved and not _NOT_IN_NAMES & set(name) and name == name.rstrip(" .")


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _is_read_only(path: Path) -> bool:
    """Whether a file is on a read-only medium, as far as the system tells."""
    statvfs = getattr(os, "statvfs", None)  # not on Windows
    return statvfs is not None and bool(statvfs(path).f_flag & _READ_ONLY_FLAG)


def _is_systems(path: Path) -> bool:
    """Whether a name is among the system's devices or the open files of programs."""
    if _WINDOWS:
        return False
    folder = os.path.realpath(path.parent)
    return folder == "/dev" or any(
        folder == place or folder.startswith(f"{place}/") for place in _SYSTEM_FOLDERS
    )


def _is_inside(real: Path, found: os.stat_result | None, folder: Path) -> bool:
    """Whether a file is in a folder, in any spelling of either."""
    inner = Path(os.path.realpath(folder))
    if real.is_relative_to(inner):
        return True
    own = _status(inner)
    if own is None:
        return False
    # Also through another mount, or another case of letters where the system ignores it.
    for parent in real.parents:
        there = _status(parent)
        if there is not None and os.path.samestat(there, own):
            return True
    return found is not None and found.st_nlink > 1 and _holds(inner, found)


def _holds(folder: Path, wanted: os.stat_result) -> bool:
    """Whether one of the files in a folder is the wanted one under another name."""
    for place, _, names in os.walk(folder):
        for name in names:
            there = _status(Path(place, name))
            if there is not None and os.path.samestat(there, wanted):
                return True
    return False


def _sync(descriptor: int) -> None:
    """Flushes the data to the disk, where the file system supports it."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise
