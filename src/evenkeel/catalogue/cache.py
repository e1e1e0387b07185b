"""Stores the checked content in one small file, so that a start need not read and check it again.

The file is only ever a copy: it is written again when a file of the content or the program's own
version has changed, and a broken or missing copy costs only time. It begins with a checksum:
a single flipped bit could turn a left into a right.
"""

import os
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from zlib import crc32

import msgspec

from evenkeel import __version__
from evenkeel.catalogue.model import Catalogue

_FOLDERS = ("", "exercises", "programmes")


class _Stored(msgspec.Struct, frozen=True):
    """The catalogue, and what it was made from."""

    key: str
    catalogue: Catalogue


def quick_catalogue(folder: Path, copy: Path) -> Catalogue:
    """The whole content of a folder laid out like ``resources/``, from the copy where it fits.

    Raises:
        ContentError: the content has faults.
    """
    key = _key(folder)
    stored = _read(copy)
    if stored and stored.key == key:
        return stored.catalogue
    # Only now: reading TOML and checking it takes most of the time of a start.
    from evenkeel.catalogue.load import load_catalogue

    catalogue = load_catalogue(folder)
    _write(_Stored(key, catalogue), copy)
    return catalogue


def _key(folder: Path) -> str:
    """What identifies the content: every file's name, size and time of change."""
    # No digest: hashlib loads a whole cryptographic library, some 4 MB of memory.
    facts = [__version__, str(folder)]
    for name in _FOLDERS:
        for path in sorted((folder / name).glob("*.toml")):
            status = path.stat()
            facts.append(f"{path.name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(facts)


def _read(copy: Path) -> _Stored | None:
    """What a copy holds; ``None`` where it is missing or not exactly as it was written."""
    try:
        # A pipe would wait for ever for somebody who writes to it.
        if not S_ISREG(copy.stat().st_mode):
            return None
        checksum, data = _split(copy.read_bytes())
        return msgspec.json.decode(data, type=_Stored) if checksum == _checksum(data) else None
    # A text that is no UTF-8 is a ValueError of its own.
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def _split(written: bytes) -> tuple[bytes, bytes]:
    checksum, _, data = written.partition(b"\n")
    return checksum, data


def _checksum(data: bytes) -> bytes:
    # Against accidents; against malice nothing in the user's own folder is safe.
    return b"%08x" % crc32(data)


def _write(stored: _Stored, copy: Path) -> None:
    """Writes the copy whole or not at all; where that fails, the next start takes longer."""
    part = copy.with_name(copy.name + ".part")
    data = msgspec.json.encode(stored)
    try:
        part.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
            file.write(_checksum(data) + b"\n" + data)
        part.replace(copy)
    except OSError:
        with suppress(OSError):
            part.unlink()
