"""Keeps the checked content in one small file, so that a start need not read and check it again.

The file is only ever a copy: it is made anew when any file of the content or the program's own
version is another one, and a broken or missing copy costs only time.
"""

from pathlib import Path

import msgspec

from evenkeel import __version__
from evenkeel.catalogue.model import Catalogue

_FOLDERS = ("", "exercises", "programmes")


class _Kept(msgspec.Struct, frozen=True):
    """The catalogue, and what it was made from."""

    key: str
    catalogue: Catalogue


def quick_catalogue(folder: Path, copy: Path) -> Catalogue:
    """The whole content of a folder laid out like ``resources/``, from the copy where it fits.

    Raises:
        ContentError: the content has faults.
    """
    key = _key(folder)
    try:
        kept = msgspec.json.decode(copy.read_bytes(), type=_Kept)
        if kept.key == key:
            return kept.catalogue
    except (OSError, msgspec.DecodeError):
        pass
    # Only now: reading TOML and checking it takes most of the time of a start.
    from evenkeel.catalogue.load import load_catalogue

    catalogue = load_catalogue(folder)
    _keep(_Kept(key, catalogue), copy)
    return catalogue


def _key(folder: Path) -> str:
    """What identifies the content: every file's name, size and time of change."""
    # No digest: hashlib loads a whole cryptographic library, some 4 MB of memory.
    facts = [__version__, str(folder)]
    for name in _FOLDERS:
        for path in sorted((folder / name).glob("*.toml")):
            about = path.stat()
            facts.append(f"{path.name} {about.st_size} {about.st_mtime_ns}")
    return "\n".join(facts)


def _keep(kept: _Kept, copy: Path) -> None:
    """Writes the copy whole or not at all; where that fails, the next start takes longer."""
    part = copy.with_name(copy.name + ".part")
    try:
        part.write_bytes(msgspec.json.encode(kept))
        part.replace(copy)
    except OSError:
        part.unlink(missing_ok=True)
