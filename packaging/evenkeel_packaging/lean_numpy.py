"""A numpy for the bundle, without what a chart of pain over weeks does not use.

The one on the package index brings OpenBLAS and Fortran's library, and each of its loops several
times, for several generations of processors: an eighth of the packed bundle. On Linux it is built
anew from the same locked release, without all that; nothing here multiplies large matrices.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

from evenkeel_packaging.contents import ROOT
from evenkeel_packaging.identity import epoch_s

_REQUIREMENTS: Final = ROOT / "requirements-installer.txt"
_OPTIONS: Final = (
    "-Dblas=none",
    "-Dlapack=none",
    "-Dallow-noblas=true",
    # The loops for the oldest processor that numpy runs on, and no others beside them.
    "-Dcpu-dispatch=none",
    "-Doptimization=s",
)
#: What people set for programs of their own; it would make another numpy.
_FLAGS: Final = frozenset({"CFLAGS", "CPPFLAGS", "CXXFLAGS", "LDFLAGS"})


def lean_numpy(build: Path) -> Path | None:
    """Builds it below ``build``, once for every release; takes some minutes.

    Returns:
        The folder to look for numpy in before all others. ``None`` where it cannot be built and
        goes in as it is installed: a line says so, and why.
    """
    if sys.platform != "linux":
        return None
    requirement = locked("numpy", _REQUIREMENTS.read_text(encoding="utf-8"))
    kind = "\n".join([requirement, *_OPTIONS, sys.version, platform.machine()])
    folder = build / f"numpy-{hashlib.sha256(kind.encode()).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    fault = _absent() or _build(requirement, folder)
    if fault:
        print(f"numpy goes in as it is installed, some 6 MB larger packed: {fault}", flush=True)
        return None
    return folder


def locked(name: str, requirements: str) -> str:
    """The entry of a file of requirements for this Python, with its hashes.

    Raises:
        LookupError: there is none.
    """
    for entry in _entries(requirements):
        requirement = Requirement(entry.partition("\\")[0].strip())
        if requirement.name == name and (not requirement.marker or requirement.marker.evaluate()):
            return entry
    raise LookupError(f"{name} is not locked for this Python")


def _entries(requirements: str) -> Iterator[str]:
    """Every requirement with the indented lines that belong to it."""
    entry = ""
    for line in requirements.splitlines():
        if line.startswith(" ") and not line.strip().startswith("#"):
            entry += f"{line}\n"
        elif line and not line.startswith((" ", "#")):
            if entry:
                yield entry
            entry = f"{line}\n"
    if entry:
        yield entry


def with_options(requirement: str) -> str:
    """A locked requirement, to be built as we want it; pip heeds options only in the same entry."""
    settings = [f"--config-settings=setup-args={option}" for option in _OPTIONS]
    return " \\\n    ".join([requirement.rstrip(), *settings]) + "\n"


def _absent() -> str:
    """What building needs and this machine has not; empty where it has everything."""
    if not (shutil.which("cc") and shutil.which("c++")):
        return "there is no compiler for C and C++"
    if not (Path(sysconfig.get_path("include")) / "Python.h").exists():
        return "Python's headers are not installed"
    return ""


def _build(requirement: str, folder: Path) -> str:
    """Builds numpy into a folder; what went wrong, or nothing."""
    log = folder.with_suffix(".log")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # The compiler, the builders installed with this Python, and nobody's own flags.
    environment = {name: value for name, value in os.environ.items() if name not in _FLAGS}
    path = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', os.defpath)}"
    environment |= {"PATH": path, "SOURCE_DATE_EPOCH": str(epoch_s())}
    with tempfile.TemporaryDirectory(dir=folder.parent) as name, log.open("wb") as output:
        wanted, made = Path(name) / "requirements.txt", Path(name) / "made"
        wanted.write_text(with_options(requirement), encoding="utf-8")
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--verbose"),
                *("install", "--no-cache-dir", "--no-compile", "--no-deps", "--target", str(made)),
                *("--no-binary", "numpy", "--no-build-isolation"),
                *("--require-hashes", "--requirement", str(wanted)),
            ],
            env=environment,
            stdout=output,
            stderr=output,
            check=False,
        )
        if done.returncode:
            return f"it could not be built, see {log}"
        forget_builder(made / "numpy" / "__config__.py")
        made.rename(folder)
    return ""


def forget_builder(config: Path) -> None:
    """Takes out of numpy's record of its making where on this machine that was."""
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(sys.executable, "python"), encoding="utf-8")
