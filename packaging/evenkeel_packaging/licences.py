"""The licence files that are included in the bundle."""

import re
import sysconfig
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePath, PurePosixPath
from typing import Final

from evenkeel_packaging.contents import ROOT

_FOLDER: Final = "licences"
_IS_LICENCE: Final = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
#: Part of every frozen program, though not a requirement.
_LOADER: Final = "pyinstaller"


def files() -> list[tuple[str, str]]:
    """Pairs of a licence's file and the bundle's folder for it.

    Qt's are those of ``packaging/licences``: its wheels bring none.
    """
    found = [
        (str(ROOT / "LICENSE"), f"{_FOLDER}/evenkeel"),
        (str(ROOT / "packaging" / "licences"), f"{_FOLDER}/qt"),
    ]
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.exists():
        found.append((str(python), f"{_FOLDER}/python"))
    for name in [*_required(), _LOADER]:
        found += _of_distribution(name)
    return found


def _required() -> list[str]:
    """What the program requires, each once; some is for other systems or other Pythons only."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)))


def _of_distribution(name: str) -> list[tuple[str, str]]:
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return []
    return [
        (str(file.locate()), str(PurePosixPath(_FOLDER, name, *_below(file))))
        for file in files
        if ".dist-info" in str(file.parent) and _IS_LICENCE.search(file.name)
    ]


def _below(file: PurePath) -> tuple[str, ...]:
    """The folders of a licence in its distribution: numpy brings seven files of one name."""
    return tuple(part for part in file.parts[1:-1] if part != "licenses")
