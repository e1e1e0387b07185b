"""The names, the version and the icons under which the program is installed."""

import os
import re
import subprocess
from pathlib import Path
from typing import Final

from evenkeel_packaging.contents import ROOT

NAME: Final = "Evenkeel"
AUTHORS: Final = "The Evenkeel authors"
#: Both are in a domain reserved for examples: the publisher of the program sets them here to a
#: domain and an address of their own. Reversed, as AppStream and macOS want it.
IDENTIFIER: Final = "org.example.Evenkeel"
MAINTAINER: Final = f"{AUTHORS} <maintainers@example.org>"
SUMMARY: Final = "Illustrated, guided exercises for sacroiliac joint pain"
ICON: Final = ROOT / "resources" / "icons" / "evenkeel.svg"


def version() -> str:
    """The version, which is defined in ``src/evenkeel/__init__.py``.

    Raises:
        ValueError: it is not defined there.
    """
    text = (ROOT / "src" / "evenkeel" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if not found:
        raise ValueError("src/evenkeel/__init__.py has no __version__")
    return found[1]


def numbers() -> tuple[int, int, int, int]:
    """The version as Windows counts it: four numbers."""
    found = [int(number) for number in re.findall(r"\d+", version())][:4]
    first, second, third, fourth = [*found, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def epoch_s() -> int:
    """The time for every file, in seconds since 1970.

    That is ``SOURCE_DATE_EPOCH``; without it, the time of the current commit.

    Raises:
        subprocess.CalledProcessError: there is neither; git printed why.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    said = subprocess.run(
        ["git", "log", "-1", "--format=%ct"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return int(said.stdout)


def version_resource(work: Path, filename: str) -> str:
    """Makes what Windows shows under «Properties»: a file in PyInstaller's own form."""
    count = numbers()
    texts = {
        "CompanyName": AUTHORS,
        "FileDescription": NAME,
        "FileVersion": version(),
        "InternalName": filename,
        "LegalCopyright": f"{AUTHORS}, MIT licence",
        "OriginalFilename": f"{filename}.exe",
        "ProductName": NAME,
        "ProductVersion": version(),
    }
    lines = ",\n".join(f"        StringStruct({key!r}, {text!r})" for key, text in texts.items())
    file = work / f"{filename}-version.txt"
    file.write_text(
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={count}, prodvers={count}, mask=0x3F, flags=0x0,\n"
        "    OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        "  kids=[\n"
        f"    StringFileInfo([StringTable('040904B0', [\n{lines}])]),\n"
        "    VarFileInfo([VarStruct('Translation', [0x0409, 1200])])\n"
        "  ])\n",
        encoding="utf-8",
    )
    return str(file)


def property_list() -> dict[str, object]:
    """The entries of macOS's property list besides name, icon and version."""
    return {
        "CFBundleDisplayName": NAME,
        "CFBundleName": NAME,
        "LSApplicationCategoryType": "public.app-category.healthcare-fitness",
        # The oldest system that Qt 6.11 runs on.
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": f"{AUTHORS}, MIT licence",
    }
