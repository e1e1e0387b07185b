"""Writes the licences of everything that is shipped into one file, for *About* and for packagers.

The Python packages and their versions are read from ``requirements.txt``, their licences from what
is installed; what comes in other ways (Qt, the typeface, the body model, system libraries of the
self-extracting Linux package) is listed here. ``make licences`` runs it.
"""

import re
import sysconfig
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from evenkeel_packaging.contents import ROOT

#: Where the application finds the file.
TARGET: Final = ROOT / "resources" / "licences.txt"
_RULE: Final = "=" * 78
_IS_LICENCE: Final = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
#: Part of Qt for Python: one licence and one notice for all.
_QT: Final = ("pyside6-essentials", "shiboken6")
#: What packages say of themselves in words of their own, as SPDX writes it.
_SPDX: Final = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
#: Packages for other systems than the one this runs on, which has none of their files.
_ELSEWHERE: Final = {"colorama": "BSD-3-Clause", "jeepney": "MIT"}


@dataclass(frozen=True)
class Component:
    """Something that is shipped: its name with its version, licence (SPDX), notice and texts."""

    name: str
    licence: str
    notice: str = ""
    texts: tuple[str, ...] = ()


def licences_text() -> str:
    """The whole file.

    Raises:
        importlib.metadata.PackageNotFoundError: a package of this system is not installed.
    """
    components = [*_others(), *_packages()]
    lines = [
        "Evenkeel is free software under the MIT licence. It is shipped together with the",
        "following software, type and data, each under its own licence.",
        "",
    ]
    lines += [f"  {one.name}: {one.licence}" for one in components]
    parts = ["\n".join(lines)]
    for one in components:
        parts.append("\n".join(filter(None, (_RULE, one.name, one.licence, one.notice))))
        parts += one.texts
    return "\n\n".join(part.strip() for part in parts) + "\n"


def write() -> None:
    """Writes the file."""
    TARGET.write_text(licences_text(), encoding="utf-8")


def locked() -> dict[str, str]:
    """The packages of the lock file with their version; the oldest where there are several."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^ ]+)", text, re.MULTILINE):
        found.setdefault(name, version)
    return found


def _packages() -> list[Component]:
    return [_package(name, version) for name, version in locked().items() if name not in _QT]


def _package(name: str, version: str) -> Component:
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        if name not in _ELSEWHERE:
            raise
        return Component(f"{name} {version}", _ELSEWHERE[name])
    return Component(f"{name} {version}", _licence(installed), texts=_texts(installed))


def _licence(installed: Distribution) -> str:
    """Its SPDX expression, where it has one, else what its classifiers say."""
    said = installed.metadata
    if said["License-Expression"]:
        return said["License-Expression"]
    classified = [
        line.rpartition(" :: ")[2]
        for line in said.get_all("Classifier", [])
        if line.startswith("License :: ")
    ]
    named = " and ".join(_SPDX.get(one, one) for one in classified if one != "OSI Approved")
    return named or (said["License"] or "see its text").splitlines()[0]


def _texts(installed: Distribution) -> tuple[str, ...]:
    files = [
        file
        for file in installed.files or []
        if ".dist-info" in str(file.parent) and _IS_LICENCE.search(file.name)
    ]
    return tuple(
        file.read_text(encoding="utf-8").replace("\r\n", "\n") for file in sorted(files, key=str)
    )


def _others() -> list[Component]:
    version = locked()["pyside6-essentials"]
    texts = ROOT / "packaging" / "licences"
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    return [
        Component(
            f"Qt {version} and Qt for Python {version} (PySide6, shiboken6)",
            "LGPL-3.0-only",
            "Copyright The Qt Company Ltd. and others. Qt is used as shared libraries that may be "
            "replaced by\nothers of the same version. It contains third-party code, among it ICU "
            "(Unicode licence),\nFreeType, HarfBuzz, libpng, libjpeg-turbo, zlib and PCRE2, under "
            "licences that permit this.\nIts source is offered by the Qt Project.",
            tuple(
                (texts / name).read_text(encoding="utf-8") for name in ("LGPL-3.txt", "GPL-3.txt")
            ),
        ),
        Component(
            "Python, with its standard library and SQLite (public domain)",
            "PSF-2.0",
            texts=(python.read_text(encoding="utf-8"),) if python.exists() else (),
        ),
        Component(
            "Inter, the typeface (resources/fonts)",
            "OFL-1.1",
            texts=((ROOT / "resources" / "fonts" / "OFL.txt").read_text(encoding="utf-8"),),
        ),
        Component(
            "The body model from which the illustrations are drawn (MakeHuman)",
            "CC0-1.0",
            "Only the finished pictures are shipped.",
        ),
        Component(
            "In the self-extracting Linux package: libraries of Debian",
            "MIT and similar (X11)",
            "libxcb and its extensions (cursor, icccm, image, keysyms, render-util, shape, xkb), "
            "libxkbcommon\nand libXau: copyright the X.Org Foundation, its contributors and the "
            "authors of XCB.",
        ),
    ]


if __name__ == "__main__":
    write()
