"""The packages for Linux: a ``.deb``, and a ``.run`` that installs for one person without root."""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from evenkeel_packaging.bundle import BUILD, settle_times
from evenkeel_packaging.contents import ROOT
from evenkeel_packaging.icons import PNG_SIZES, png
from evenkeel_packaging.identity import ICON, IDENTIFIER, MAINTAINER, NAME, SUMMARY, version
from evenkeel_packaging.in_languages import menu_entry, store_page

_LINUX: Final = ROOT / "packaging" / "linux"
#: Opened by name at run time, so nothing links against them.
_RECOMMENDED: Final = "espeak-ng, libasound2 | libasound2t64, libpulse0"


def build_deb(folder: Path, dist: Path, time_s: int) -> Path:
    """Makes ``dist/evenkeel_VERSION_ARCHITECTURE.deb`` of a frozen program and returns it.

    Args:
        folder: the frozen program.
        dist: where the package goes.
        time_s: the time of every file in it, in seconds since 1970.
    """
    root = _emptied(BUILD / "deb")
    place = root / "usr" / "lib" / "evenkeel"
    shutil.copytree(folder, place, symlinks=True)
    leave_to_debian(place)
    _plain_libraries(place)
    command = root / "usr" / "bin" / "evenkeel"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/evenkeel/evenkeel")
    share = root / "usr" / "share"
    share_tree(share, time_s)
    for page in share.glob("man/*/*"):
        _zip(page)
    documents = share / "doc" / "evenkeel"
    documents.mkdir(parents=True)
    shutil.copy(_LINUX / "copyright", documents / "copyright")
    changes = documents / "changelog"
    changes.write_text(_changes(time_s), encoding="utf-8")
    _zip(changes)
    overrides = share / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copy(_LINUX / "lintian-overrides", overrides / "evenkeel")
    _write_control(root)
    settle_times(root, time_s)
    architecture = _said("dpkg", "--print-architecture").strip()
    package = dist / f"evenkeel_{version()}_{architecture}.deb"
    dist.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(time_s)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return package


def build_run(folder: Path, dist: Path, time_s: int, deb: Path) -> Path:
    """Makes ``dist/evenkeel-VERSION-MACHINE.run`` of a frozen program and returns it.

    It unpacks itself with gzip, which every system has, and runs ``install.sh``. The script names
    the packages that ``deb`` depends on, where they are missing.
    """
    root = _emptied(BUILD / "run")
    shutil.copytree(folder, root / "program", symlinks=True)
    share_tree(root / "share", time_s)
    shutil.copy(ROOT / "LICENSE", root / "LICENSE")
    (root / "packages").write_text(_said("dpkg-deb", "-f", str(deb), "Depends"), encoding="utf-8")
    for name in ("install.sh", "uninstall.sh"):
        shutil.copy(_LINUX / name, root / name)
        (root / name).chmod(0o755)
    settle_times(root, time_s)
    package = dist / f"evenkeel-{version()}-{os.uname().machine}.run"
    dist.mkdir(parents=True, exist_ok=True)
    when = datetime.fromtimestamp(time_s, UTC)
    subprocess.run(
        [
            # 9n: gzip -9 -n, which leaves out the time of packing.
            *("makeself", "--quiet", "--gzip", "--complevel", "9n", "--sha256", "--nomd5"),
            *("--nocrc", "--packaging-date", format_datetime(when)),
            *("--tar-format", "gnu", "--tar-extra", _tar_options(time_s)),
            # The file contains these words, so they must not name the folder in which it was made.
            *(root.name, os.path.relpath(package, root.parent), f"{NAME} {version()}"),
            "./install.sh",
        ],
        cwd=root.parent,
        env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return package


def leave_to_debian(place: Path) -> None:
    """Removes the libraries that Debian has, so that the package depends on them instead.

    PyInstaller puts what it found in the system, and only that, straight into ``_internal``.
    """
    for path in (place / "_internal").glob("lib*.so*"):
        if not path.is_symlink() and not path.name.startswith("libpython"):
            path.unlink()


def share_tree(share: Path, time_s: int) -> None:
    """Fills a ``share`` folder: menu entry, icons, AppStream data and the manual page."""
    menu = share / "applications" / "evenkeel.desktop"
    told = share / "metainfo" / f"{IDENTIFIER}.metainfo.xml"
    manual = share / "man" / "man1" / "evenkeel.1"
    for source, place, in_languages in (
        (_LINUX / "evenkeel.desktop", menu, menu_entry),
        (_LINUX / "evenkeel.metainfo.xml", told, store_page),
        (_LINUX / "evenkeel.1", manual, str),
    ):
        place.parent.mkdir(parents=True)
        text = in_languages(source.read_text(encoding="utf-8"))
        place.write_text(filled(text, time_s), encoding="utf-8")
    icons = share / "icons" / "hicolor"
    for size in PNG_SIZES:
        picture = icons / f"{size}x{size}" / "apps" / "evenkeel.png"
        picture.parent.mkdir(parents=True)
        picture.write_bytes(png(size))
    drawing = icons / "scalable" / "apps" / "evenkeel.svg"
    drawing.parent.mkdir(parents=True)
    shutil.copy(ICON, drawing)


def filled(text: str, time_s: int) -> str:
    """A file of ``packaging/linux`` with the program's identifier, its version and its date."""
    day = datetime.fromtimestamp(time_s, UTC).date().isoformat()
    text = text.replace("@IDENTIFIER@", IDENTIFIER)
    return text.replace("@VERSION@", version()).replace("@DATE@", day)


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _plain_libraries(place: Path) -> None:
    """Clears the execute permission of libraries, as Debian wants it."""
    for path in place.rglob("*.so*"):
        if not path.is_symlink():
            path.chmod(0o644)


def _zip(path: Path) -> None:
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    path.unlink()


def _changes(time_s: int) -> str:
    when = format_datetime(datetime.fromtimestamp(time_s, UTC))
    return (
        f"evenkeel ({version()}) unstable; urgency=medium\n\n"
        "  * See CHANGELOG.md of the source for what changed in this version.\n\n"
        f" -- {MAINTAINER}  {when}\n"
    )


def _write_control(root: Path) -> None:
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    sums = "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(root)}\n"
        for path in files
    )
    size_kib = sum(-(-path.lstat().st_size // 1024) for path in root.rglob("*"))
    control = root / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(
        f"Package: evenkeel\nVersion: {version()}\n"
        f"Architecture: {_said('dpkg', '--print-architecture').strip()}\n"
        f"Maintainer: {MAINTAINER}\nInstalled-Size: {size_kib}\n"
        f"Depends: {_depends(root / 'usr' / 'lib' / 'evenkeel')}\nRecommends: {_RECOMMENDED}\n"
        "Section: misc\nPriority: optional\n"
        f"Description: {SUMMARY[0].lower()}{SUMMARY[1:]}\n"
        " Evenkeel takes a person with sacroiliac (SI) joint pain through the right\n"
        " exercises, gently and with pictures. It asks a few questions, gives an order\n"
        " of exercises for the sore side, guides through it with hold and rest timers,\n"
        " and keeps a journal on your own computer.\n"
        " .\n"
        " It gives general exercise guidance from two published articles; it does not\n"
        " diagnose, measure or treat.\n",
        encoding="utf-8",
    )
    (control.parent / "md5sums").write_text(sums, encoding="utf-8")


def _depends(program: Path) -> str:
    """The packages that own the libraries which the bundle leaves to the system."""
    work = _emptied(BUILD / "shlibdeps")
    (work / "debian").mkdir()
    (work / "debian" / "control").write_text(
        "Source: evenkeel\n\nPackage: evenkeel\nArchitecture: any\n", encoding="utf-8"
    )
    binaries = [path for path in sorted(program.rglob("*")) if _is_elf(path)]
    ours = sorted({str(path.parent) for path in binaries})
    said = _said(
        "dpkg-shlibdeps",
        *("-O", "--ignore-missing-info", "--warnings=0"),
        *(f"-l{folder}" for folder in ours),
        *(f"-e{path}" for path in binaries),
        cwd=work,
    )
    found = re.search(r"^shlibs:Depends=(.+)$", said, re.MULTILINE)
    if not found:
        raise ValueError(f"dpkg-shlibdeps named no packages: {said}")
    return found[1]


def _is_elf(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _tar_options(time_s: int) -> str:
    return f"--sort=name --mtime=@{time_s} --owner=0 --group=0 --numeric-owner"


def _said(*command: str, cwd: Path | None = None) -> str:
    return subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, check=True, text=True).stdout
