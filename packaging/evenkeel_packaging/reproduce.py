"""Whether two builds of one commit are the same: ``python -m evenkeel_packaging reproduce``."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from evenkeel_packaging.contents import EVENKEEL, ROOT


def build_twice(*, lean_numpy: bool = False) -> bool:
    """Builds the last commit in two folders, compares them and prints the differences.

    Takes some minutes, with a lean numpy a quarter of an hour. Uncommitted changes are not in it.

    Returns:
        Whether nothing differs.

    Raises:
        subprocess.CalledProcessError: a build failed, and said why.
    """
    with tempfile.TemporaryDirectory() as name:
        # Paths of different lengths: one that got into a file would show.
        places = [Path(name) / "one", Path(name) / "another" / "folder"]
        # The second is a clone of the first: there may be a new commit while this runs.
        for source, place in zip([ROOT, places[0]], places, strict=True):
            subprocess.run(["git", "clone", "--quiet", str(source), str(place)], check=True)
        options = ["--lean-numpy"] if lean_numpy else []
        for place in places:
            subprocess.run(
                [sys.executable, "-m", "evenkeel_packaging", "installer", *options],
                cwd=place,
                env={**os.environ, "PYTHONPATH": "packaging"},
                check=True,
            )
        return report(places[0] / "dist", places[1] / "dist")


def report(one: Path, other: Path) -> bool:
    """Compares two ``dist`` folders and prints a line for everything that differs.

    Returns:
        Whether nothing differs.
    """
    lines = list(_all_differences(one, other))
    for line in lines:
        print(line)
    print("nothing differs" if not lines else f"{len(lines)} differences")
    return not lines


def _all_differences(one: Path, other: Path) -> Iterator[str]:
    """The differences of the frozen program, then of every package and what is in it."""
    for line in differences(one / EVENKEEL.name, other / EVENKEEL.name):
        yield f"{EVENKEEL.name}/{line}"
    names = {path.name for folder in (one, other) for path in folder.iterdir() if path.is_file()}
    for name in sorted(names):
        packages = (one / name, other / name)
        if not all(package.is_file() for package in packages):
            yield f"{name}: only in one"
        elif packages[0].read_bytes() != packages[1].read_bytes():
            yield f"{name}: not the same bytes"
            with tempfile.TemporaryDirectory() as work:
                unpacked = [Path(work) / "one", Path(work) / "other"]
                for package, folder in zip(packages, unpacked, strict=True):
                    _unpack(package, folder)
                for line in differences(*unpacked):
                    yield f"{name}: {line}"


def _unpack(package: Path, folder: Path) -> None:
    """Unpacks a package's files and control data; a setup.exe stays as it is."""
    folder.mkdir()
    if package.suffix == ".deb":
        subprocess.run(["dpkg-deb", "--raw-extract", str(package), str(folder)], check=True)
    elif package.suffix == ".run":
        subprocess.run(
            ["sh", str(package), "--quiet", "--noexec", "--nox11", "--target", str(folder)],
            stdout=subprocess.DEVNULL,
            check=True,
        )


def differences(one: Path, other: Path) -> list[str]:
    """What differs between two folders, a line for each file: there, kind, mode, time, content."""
    names = {path.relative_to(folder) for folder in (one, other) for path in folder.rglob("*")}
    found = []
    for name in sorted(names):
        faults = _differs(one / name, other / name)
        if faults:
            found.append(f"{name}: {faults}")
    return found


def _differs(one: Path, other: Path) -> str:
    if not (os.path.lexists(one) and os.path.lexists(other)):
        return "only in one"
    first, second = one.lstat(), other.lstat()
    if stat.S_IFMT(first.st_mode) != stat.S_IFMT(second.st_mode):
        return "another kind of file"
    faults = []
    if first.st_mode != second.st_mode:
        faults.append("permissions")
    if int(first.st_mtime) != int(second.st_mtime):
        faults.append("time")
    if one.is_symlink():
        if one.readlink() != other.readlink():
            faults.append("target")
    elif one.is_file() and one.read_bytes() != other.read_bytes():
        faults.append("content")
    return ", ".join(faults)
