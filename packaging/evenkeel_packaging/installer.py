"""Builds everything that this machine can build: ``make installer``."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from evenkeel_packaging import bundle, linux, macos
from evenkeel_packaging.contents import EVENKEEL, ROOT
from evenkeel_packaging.identity import epoch_s, version
from evenkeel_packaging.smoke import smoke_test
from evenkeel_packaging.windows import build_setup
from evenkeel_packaging.windows_numpy import lighten_numpy

#: What the Windows installer is compiled around on Linux.
_SAMPLES: Final = (
    "evenkeel.exe",
    "evenkeel-window.exe",
    "_internal/resources/content.toml",
)


def build_all(dist: Path, *, lean_numpy: bool = False) -> None:
    """Freezes the program, tests it, makes this system's packages, and prints a line for each.

    Raises:
        LeanNumpyError: a lean numpy was asked for and can't be built here.
        RuntimeError: the program for macOS is not laid out as it should be.
    """
    folder = bundle.build(EVENKEEL, dist, lean_numpy=lean_numpy)
    if sys.platform == "win32":
        if not lighten_numpy(folder):
            print("numpy stays as it is: there is no gcc")
        bundle.settle_times(folder, epoch_s())
    smoke_test(folder)
    print(f"{folder}: answers, prints, opens its window and closes it")
    if sys.platform == "linux":
        _for_linux(folder, dist)
    elif sys.platform == "win32":
        print(build_setup(folder, dist))
    elif sys.platform == "darwin":
        app = dist / "Evenkeel.app"
        if found := macos.faults(app):
            raise RuntimeError("\n".join(found))
        script = ROOT / "packaging" / "macos" / "build-dmg.sh"
        subprocess.run(["/bin/sh", str(script), str(app), str(dist), version()], check=True)


def _for_linux(folder: Path, dist: Path) -> None:
    if shutil.which("dpkg-shlibdeps"):
        deb = linux.build_deb(folder, dist, epoch_s())
        print(deb)
        if shutil.which("makeself"):
            print(linux.build_run(folder, dist, epoch_s(), deb))
        else:
            print("no .run: makeself is not installed")
    else:
        print("no .deb and no .run: they are made on Debian and its relatives (dpkg-dev)")
    if shutil.which("makensis"):
        check_windows_script(bundle.BUILD)
        print("packaging/windows/evenkeel.nsi compiles; the real one is made on Windows")


def check_windows_script(work: Path) -> Path:
    """Compiles the installer for Windows around samples of its files, to check its script."""
    payload = work / "samples"
    for name in _SAMPLES:
        file = payload / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"sample\n")
    bundle.settle_times(payload, epoch_s())
    return build_setup(payload, work)
