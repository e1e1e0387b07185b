"""Stores the checked content, and the texts of a language, each in one small file.

A start need not read and check them again.

The file is only ever a copy: it is written again when a file of the content or the program's own
version has changed, and a broken or missing copy costs only time. It begins with a checksum:
a single flipped bit could turn a left into a right.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import Generic, TypeVar
from zlib import crc32

import msgspec

from evenkeel import __version__
from evenkeel.catalogue.forms import in_force
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.translations import FOLDER, Translations

_FOLDERS = ("", "exercises", "programmes")


T = TypeVar("T")


class _Stored(msgspec.Struct, Generic[T], frozen=True):
    """A value, and what it was made from."""

    key: str
    value: T


def quick_catalogue(
    folder: Path, copy: Path, translations: Translations | None = None
) -> Catalogue:
    """The whole content of a folder laid out like ``resources/``, from the copy where it fits.

    Raises:
        ContentError: the content has faults.
    """

    def load() -> Catalogue:
        # Only now: reading TOML and checking it takes most of the time of a start.
        from evenkeel.catalogue.load import load_catalogue

        catalogue = load_catalogue(folder)
        if translations is None:
            return catalogue
        from evenkeel.catalogue.translated import translated_catalogue

        return translated_catalogue(catalogue, translations)

    files = [path for name in _FOLDERS for path in sorted((folder / name).glob("*.toml"))]
    key = _key(folder, files)
    if translations:
        # The digits are those of the territory, which may change.
        key += f"\n{translations.language} {in_force().digits} {translations.key}"
    return _quick(copy, key, _Stored[Catalogue], load)


def quick_translations(resources: Path, language: str, copy: Path | None = None) -> Translations:
    """The texts of a language, from the copy where it fits.

    Raises:
        OSError: its catalogue can't be read.
    """
    file = resources / FOLDER / f"{language}.po"
    key = _key(resources, [file])

    def load() -> Translations:
        from evenkeel.catalogue.translations import read_translations

        return msgspec.structs.replace(read_translations(file), key=key)

    return _quick(copy, key, _Stored[Translations], load) if copy else load()


def _quick(copy: Path, key: str, kind: type[_Stored[T]], load: Callable[[], T]) -> T:
    stored = _read(copy, kind)
    if stored and stored.key == key:
        return stored.value
    value = load()
    _write(_Stored(key, value), copy)
    return value


def _key(folder: Path, files: Iterable[Path]) -> str:
    """What identifies the content: every file's name, size and time of change."""
    # No digest: hashlib loads a whole cryptographic library, some 4 MB of memory.
    facts = [__version__, str(folder)]
    for path in files:
        status = path.stat()
        facts.append(f"{path.name} {status.st_size} {status.st_mtime_ns}")
    return "\n".join(facts)


def _read(copy: Path, kind: type[_Stored[T]]) -> _Stored[T] | None:
    """What a copy holds; ``None`` where it is missing or not exactly as it was written."""
    try:
        # A pipe would wait for ever for somebody who writes to it.
        if not S_ISREG(copy.stat().st_mode):
            return None
        checksum, data = _split(copy.read_bytes())
        return msgspec.json.decode(data, type=kind) if checksum == _checksum(data) else None
    # A text that is no UTF-8 is a ValueError of its own.
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def _split(written: bytes) -> tuple[bytes, bytes]:
    checksum, _, data = written.partition(b"\n")
    return checksum, data


def _checksum(data: bytes) -> bytes:
    # Against accidents; against malice nothing in the user's own folder is safe.
    return b"%08x" % crc32(data)


def _write(stored: _Stored[T], copy: Path) -> None:
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
