"""Python for Windows with all that a build needs, put together on Debian or a relative.

The compiled part is CPython for Windows out of Panda3D's wheel, which carries it for programs that
are built elsewhere. The pure modules are those of Debian 13 (``libpython3.13-stdlib``, checked by
apt), the packages the wheels of the lock, by hash. Two small files are compiled here:
``python.exe``, and ``python3.dll``, the library of the stable interface, which only leads to the
other one.
"""

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from packaging.markers import Marker

from evenkeel_packaging.contents import ROOT

#: The Python of the installer for Windows: the same wheel exists for 3.12, but the pure modules of
#: 3.12 are in no Debian, and 3.11 has had no binaries since April 2024.
PYTHON: Final = "3.13"
_DIGITS: Final = PYTHON.replace(".", "")
_DLL: Final = f"python{_DIGITS}.dll"
_DEBIAN: Final = "trixie"
_MODULES: Final = (f"libpython{PYTHON}-minimal", f"libpython{PYTHON}-stdlib")
_SOURCES: Final = ROOT / "packaging" / "windows"
_COMPILER: Final = "x86_64-w64-mingw32-gcc"
#: Without the time, and without a place in memory that would be drawn from the file's path.
SAME_BYTES: Final = "-Wl,--no-insert-timestamp"
SAME_BASE: Final = "-Wl,--disable-auto-image-base"
#: Of the compiled part: what Windows has itself, and toolkits; Qt's wheel has newer ones of the
#: third, of a free-threaded Python nothing fits, and wine can't run the last.
_UNWANTED: Final = re.compile(
    r"api-ms-|tcl|tk|_tkinter|vcruntime|_test|.*cp\d+t-|_wmi", re.IGNORECASE
)
#: Of the pure modules: tests, other toolkits, and what is of this system alone.
_PURE_UNWANTED: Final = re.compile(
    r"^(test|idlelib|ensurepip|turtledemo|lib-dynload|config-[^/]*|__pycache__)/|/__pycache__/"
    r"|_sysconfigdata"
)
_MARKED: Final = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "python_version": PYTHON,
    "python_full_version": f"{PYTHON}.0",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "extra": "",
}


def make_python(work: Path, lock: str) -> Path:
    """Makes a folder with Python for Windows and returns it; what is there already is used.

    Args:
        work: where everything is loaded and made.
        lock: a locked list of packages, with their hashes.

    Raises:
        subprocess.CalledProcessError: something could not be loaded or compiled, and said why.
    """
    python = work / "python"
    made_of = f"{lock}{Path(__file__).read_text(encoding='utf-8')}"
    record = python / "made-of"
    if record.is_file() and record.read_text(encoding="utf-8") == made_of:
        return python
    shutil.rmtree(python, ignore_errors=True)
    packages = python / "Lib" / "site-packages"
    packages.mkdir(parents=True)
    _add_compiled_part(work, python)
    _add_pure_modules(work, python / "Lib")
    for wheel in _wheels(work / "wheels", on_windows(lock)):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(packages)
    for name in ("vcruntime140.dll", "vcruntime140_1.dll"):
        shutil.copy(packages / "PySide6" / name, python)
    _compile(work, python)
    record.write_text(made_of, encoding="utf-8")
    return python


def on_windows(lock: str) -> str:
    """The entries of a locked list that hold on Windows, with their hashes.

    (pip would ask their conditions of the system that it runs on.)
    """
    return "".join(_on_windows(lock))


def _on_windows(lock: str) -> Iterator[str]:
    for entry in re.findall(r"^[a-z0-9](?:.*\\\n)*.*", lock, re.MULTILINE):
        head, *hashes = (line.strip(" \\") for line in entry.split("\n"))
        requirement, _, marker = head.partition(";")
        if not marker or Marker(marker.strip()).evaluate(_MARKED):
            kept = [one for one in hashes if one.startswith("--hash")]
            yield " \\\n    ".join([requirement.strip(), *kept]) + "\n"


def _wheels(folder: Path, requirements: str) -> list[Path]:
    """Loads the wheels of a list, by hash."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    listed = folder / "requirements.txt"
    listed.write_text(requirements, encoding="utf-8")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"),
            *("--no-deps", "--require-hashes", "--only-binary=:all:"),
            *("--platform", "win_amd64", "--python-version", PYTHON, "--implementation", "cp"),
            *("--abi", f"cp{_DIGITS}", "--abi", "abi3", "--abi", "none"),
            *("--dest", str(folder), "--requirement", str(listed)),
        ],
        check=True,
    )
    return sorted(folder.glob("*.whl"))


def _add_compiled_part(work: Path, python: Path) -> None:
    requirements = (_SOURCES / "runtime.txt").read_text(encoding="utf-8")
    (wheel,) = _wheels(work / "runtime", on_windows(requirements))
    (python / "DLLs").mkdir()
    with zipfile.ZipFile(wheel) as archive:
        for place in archive.namelist():
            folder, _, name = place.rpartition("/")
            if folder != "deploy_libs" or not name or _UNWANTED.match(name):
                continue
            target = python / name if name == _DLL else python / "DLLs" / name
            if target.suffix in (".dll", ".pyd"):
                target.write_bytes(archive.read(place))


def _add_pure_modules(work: Path, lib: Path) -> None:
    """Python's own pure modules, from Debian by way of the mirror that this system uses."""
    apt = work / "apt"
    for name in ("lists/partial", "cache/archives/partial", "parts", "packages"):
        (apt / name).mkdir(parents=True, exist_ok=True)
    (apt / "parts" / "modules.sources").write_text(
        f"Types: deb\nURIs: {_mirror()}\nSuites: {_DEBIAN}\nComponents: main\n"
        "Architectures: amd64\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n",
        encoding="utf-8",
    )
    options = {
        "Dir::Etc::SourceList": "/dev/null",
        "Dir::Etc::SourceParts": str(apt / "parts"),
        "Dir::State::Lists": str(apt / "lists"),
        "Dir::Cache": str(apt / "cache"),
        "APT::Architectures": "amd64",
        "APT::Sandbox::User": "root",
    }
    command = ["apt-get", "-qq", *(f"-o{name}={value}" for name, value in options.items())]
    packages = apt / "packages"
    subprocess.run([*command, "update"], check=True)
    subprocess.run([*command, "download", *_MODULES], cwd=packages, check=True)
    unpacked = apt / "unpacked"
    for package in sorted(packages.glob("*.deb")):
        subprocess.run(["dpkg-deb", "--extract", str(package), str(unpacked)], check=True)
    pure = unpacked / "usr" / "lib" / f"python{PYTHON}"
    for file in sorted(pure.rglob("*")):
        place = file.relative_to(pure)
        if file.is_file() and not _PURE_UNWANTED.search(str(place)):
            (lib / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, lib / place)


def _mirror() -> str:
    """Where this system loads Debian from.

    Raises:
        FileNotFoundError: it loads Debian from nowhere.
    """
    places = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    named = re.compile(r"^(?:URIs:|deb(?: \[.*?\])?)\s*(\S+/debian/?)(?:\s|$)", re.MULTILINE)
    for place in filter(Path.is_file, places):
        found = named.search(place.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[1]
    raise FileNotFoundError("/etc/apt names no mirror of Debian")


def compile_command(target: Path, module: str = "") -> None:
    """``python.exe``, or a command beside it that runs a module.

    Raises:
        subprocess.CalledProcessError: the compiler failed, and said why.
    """
    runs = [f'-DMODULE=L"{module}"'] if module else []
    subprocess.run(
        [
            *(_COMPILER, "-O2", "-s", "-municode", SAME_BYTES, f'-DPYTHON_DLL=L"{_DLL}"', *runs),
            *("-o", str(target), str(_SOURCES / "python.c")),
        ],
        check=True,
    )


def _compile(work: Path, python: Path) -> None:
    """``python.exe``, and ``python3.dll`` of names that lead to the other library."""
    compile_command(python / "python.exe")
    told = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", str(python / _DLL)],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    ).stdout
    names = exported(told)
    definition = work / "python3.def"
    lines = "".join(f"{name} = python{_DIGITS}.{name}\n" for name in names)
    definition.write_text(f'LIBRARY "python3.dll"\nEXPORTS\n{lines}', encoding="utf-8")
    subprocess.run(
        [
            *(_COMPILER, "-shared", "-nostdlib", "-s", SAME_BYTES, SAME_BASE),
            "-Wl,--entry,DllMain",
            *("-o", str(python / "python3.dll"), str(_SOURCES / "forward.c"), str(definition)),
        ],
        check=True,
    )


def exported(told: str) -> list[str]:
    """The names that a library offers, as ``objdump -p`` tells them."""
    _, _, after = told.partition("[Ordinal/Name Pointer] Table")
    table, _, _ = after.partition("\n\n")
    return re.findall(r"^\t\[.*\] +(?:\+base\[.*\] +[0-9a-f]+ +)?(\w+)$", table, re.MULTILINE)
