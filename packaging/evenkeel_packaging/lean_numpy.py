"""An optional numpy for the bundle, without what a chart of pain over weeks does not use.

The one on the package index brings OpenBLAS and the Fortran library, and each of its loops several
times, for several generations of processors: some 6 MB of the packed bundle. On Linux,
``--lean-numpy`` compiles the same locked release without all that; nothing here multiplies large
matrices. It needs a C++ compiler and Python's headers (on Debian: ``g++`` and ``python3-dev``).
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
#: Set by people for their own programs; with them, the build would differ.
_FLAGS: Final = frozenset({"CFLAGS", "CPPFLAGS", "CXXFLAGS", "LDFLAGS"})


class LeanNumpyError(RuntimeError):
    """A lean numpy can't be built on this machine; the message says why."""


def build_lean_numpy(build: Path) -> Path:
    """Builds it below ``build``, once for every release; takes some minutes.

    Returns:
        The folder to search for numpy before all others.

    Raises:
        LeanNumpyError: this is not Linux, a tool is missing, or the build failed.
    """
    if sys.platform != "linux":
        raise LeanNumpyError("numpy is compiled for the bundle on Linux only")
    requirement = locked("numpy", _REQUIREMENTS.read_text(encoding="utf-8"))
    kind = "\n".join([requirement, *_OPTIONS, sys.version, platform.machine()])
    folder = build / f"numpy-{hashlib.sha256(kind.encode()).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    _require_compiler()
    _build(requirement, folder)
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
    """A locked requirement with our build options; pip applies them only from the same entry."""
    settings = [f"--config-settings=setup-args={option}" for option in _OPTIONS]
    return " \\\n    ".join([requirement.rstrip(), *settings]) + "\n"


def _require_compiler() -> None:
    if not (shutil.which("cc") and shutil.which("c++")):
        raise LeanNumpyError("numpy can't be compiled: there is no compiler for C and C++")
    if not (Path(sysconfig.get_path("include")) / "Python.h").exists():
        raise LeanNumpyError("numpy can't be compiled: Python's headers are not installed")


def _build(requirement: str, folder: Path) -> None:
    log = folder.with_suffix(".log")
    folder.parent.mkdir(parents=True, exist_ok=True)
    # The build tools that were installed with this Python, and no compiler flags of the user.
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
            raise LeanNumpyError(f"numpy could not be compiled; the log is {log}")
        remove_builder_path(made / "numpy" / "__config__.py")
        made.rename(folder)


def remove_builder_path(config: Path) -> None:
    """Removes this machine's path to Python from numpy's record of its build."""
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(sys.executable, "python"), encoding="utf-8")
