"""Whether a frozen Evenkeel.app is laid out as macOS and its signing want it.

It reads names, links and heads of files only, so that it runs on every system; nothing here shows
that the program starts.
"""

import plistlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from evenkeel_packaging.identity import ICON, IDENTIFIER, NAME, property_list, version

#: How a program or library for macOS begins: for one processor, and for several.
_MACHO: Final = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
#: Folders with a dot in their name are bundles of their own to codesign.
_BUNDLES: Final = (".framework", ".app")
_NEEDED: Final = (
    "Frameworks/PySide6/Qt/plugins/platforms/libqcocoa.dylib",
    "Resources/resources/content.toml",
    "Resources/resources/fonts/Inter-Regular.otf",
)


def faults(app: Path) -> list[str]:
    """What is wrong with a frozen program, a sentence each."""
    contents = app / "Contents"
    try:
        with (contents / "Info.plist").open("rb") as file:
            info = plistlib.load(file)
    except (OSError, plistlib.InvalidFileException, ValueError) as error:
        return [f"Contents/Info.plist can't be read: {error}"]
    return [
        *_in_property_list(info),
        *_of_program(contents, str(info.get("CFBundleExecutable", ""))),
        *(f"Contents/{place} is missing" for place in _NEEDED if not (contents / place).exists()),
        *_of_icon(contents, str(info.get("CFBundleIconFile", ""))),
        *_of_links(app),
        *_of_folders(contents),
    ]


def _in_property_list(info: dict[str, object]) -> Iterator[str]:
    expected = {
        **property_list(),
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleShortVersionString": version(),
    }
    for key, value in expected.items():
        if info.get(key) != value:
            yield f"Info.plist: {key}: {info.get(key)!r} is not {value!r}"


def _of_program(contents: Path, name: str) -> Iterator[str]:
    program = contents / "MacOS" / (name or NAME.lower())
    if not program.is_file():
        yield f"Contents/MacOS/{program.name} is missing"
    elif not program.stat().st_mode & 0o100:
        yield f"Contents/MacOS/{program.name} can't be run"
    elif not _is_code(program):
        yield f"Contents/MacOS/{program.name} is no program for macOS"


def _of_icon(contents: Path, name: str) -> Iterator[str]:
    icon = contents / "Resources" / name
    if not (name and icon.is_file() and icon.read_bytes().startswith(b"icns")):
        yield f"Contents/Resources has no icon ({ICON.stem}.icns)"


def _of_links(app: Path) -> Iterator[str]:
    """A link that leads out of the program leads nowhere on another computer."""
    for path in sorted(app.rglob("*")):
        if path.is_symlink():
            inside = path.resolve().is_relative_to(app.resolve())
            if path.readlink().is_absolute() or not inside or not path.exists():
                yield f"{path.relative_to(app)} leads to {path.readlink()}, which is not inside"


def _of_folders(contents: Path) -> Iterator[str]:
    """What codesign refuses: a folder with a dot that is no bundle, a file that is no code."""
    for folder in (contents / "MacOS", contents / "Frameworks"):
        for path in sorted(folder.glob("*")):
            if path.is_symlink():
                continue
            if path.is_dir() and "." in path.name and path.suffix not in _BUNDLES:
                yield f"{path.relative_to(contents.parent)}: a folder with a dot is no bundle"
    for path in sorted((contents / "MacOS").glob("*")):
        if path.is_file() and not _is_code(path):
            yield f"{path.relative_to(contents.parent)} is no code, which signing refuses there"


def _is_code(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in _MACHO
