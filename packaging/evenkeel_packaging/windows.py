"""The installer for Windows, made by NSIS from ``packaging/windows/evenkeel.nsi``."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from evenkeel_packaging.bundle import BUILD
from evenkeel_packaging.contents import ROOT
from evenkeel_packaging.icons import ico, setup_picture
from evenkeel_packaging.identity import AUTHORS, NAME, SUMMARY, epoch_s, numbers, version
from evenkeel_packaging.in_languages import setup_texts


def build_setup(folder: Path, dist: Path) -> Path:
    """Makes ``dist/Evenkeel-VERSION-setup.exe`` of a frozen program and returns it.

    Raises:
        subprocess.CalledProcessError: makensis failed, and said why.
    """
    BUILD.mkdir(parents=True, exist_ok=True)
    dist.mkdir(parents=True, exist_ok=True)
    icon = BUILD / "evenkeel.ico"
    icon.write_bytes(ico())
    picture = BUILD / "setup.bmp"
    picture.write_bytes(setup_picture())
    # It is packed with its time.
    os.utime(picture, (epoch_s(), epoch_s()))
    texts = BUILD / "setup-texts.nsh"
    texts.write_text(setup_texts(), encoding="utf-8")
    files = BUILD / "files.nsh"
    files.write_text("".join(f"{line}\n" for line in file_lines(folder)), encoding="utf-8")
    setup = dist / f"{NAME}-{version()}-setup.exe"
    defined = {
        "NAME": NAME,
        "AUTHORS": AUTHORS,
        "SUMMARY": SUMMARY,
        "VERSION": version(),
        "NUMBERS": ".".join(map(str, numbers())),
        "FILES": str(files),
        "ICON": str(icon),
        "PICTURE": str(picture),
        "LICENCE": str(ROOT / "LICENSE"),
        "TEXTS": str(texts),
        "SETUP": str(setup),
    }
    if sys.platform != "win32":
        defined["TARGET"] = "amd64-unicode"
    sign = os.environ.get("EVENKEEL_SIGN")
    if sign:
        defined["SIGN"] = sign
    else:
        print("not signed: EVENKEEL_SIGN names no command that signs a file")
    subprocess.run(
        [
            "makensis",
            *("-V2", "-WX", "-INPUTCHARSET", "UTF8"),
            *(f"-D{name}={value}" for name, value in defined.items()),
            str(ROOT / "packaging" / "windows" / "evenkeel.nsi"),
        ],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch_s())},
        check=True,
    )
    return setup


def file_lines(folder: Path) -> Iterator[str]:
    """The files of a frozen program for NSIS, in order: by itself it takes them as they come."""
    inside = (path for path in folder.rglob("*") if path.is_dir())
    for place in sorted([folder, *inside]):
        files = sorted(path for path in place.iterdir() if path.is_file())
        if files:
            within = "".join(f"\\{part}" for part in place.relative_to(folder).parts)
            yield f'SetOutPath "$INSTDIR{within}"'
            yield from (f'File "{path}"' for path in files)
