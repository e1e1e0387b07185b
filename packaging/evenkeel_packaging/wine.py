"""Runs programs for Windows on Linux, by wine."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Final

from evenkeel_packaging.contents import ROOT

_GAPS: Final = ROOT / "packaging" / "windows" / "wine"
_OWN_LIBRARY: Final = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll")
#: Without a debugger that would wait for ever for an answer, without entries in the menus of this
#: system, .NET and a browser; the C library is the one whose gaps are filled.
_OVERRIDES: Final = "winedbg.exe=d;winemenubuilder.exe=d;mscoree=d;mshtml=d;ucrtbase=n"


class Wine:
    """A Windows of its own in a folder.

    Attributes:
        drive: its drive C.
    """

    def __init__(
        self, folder: Path, python: Path, *, more: Mapping[str, str] | None = None
    ) -> None:
        """Makes it where it isn't there yet; ``python`` is a Python for Windows with its packages.

        ``more`` is what else stands in its environment.

        Raises:
            subprocess.CalledProcessError: it could not be made.
        """
        self.drive = folder / "drive_c"
        self._environment = {
            **os.environ,
            "WINEPREFIX": str(folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
            **(more or {}),
        }
        if not (folder / "made").exists():
            folder.mkdir(parents=True, exist_ok=True)
            self._make(python)
            (folder / "made").touch()

    def run(
        self, program: Path | str, *arguments: str, more: Mapping[str, str] | None = None
    ) -> int:
        """Runs a program, prints what it says, and returns its status.

        Args:
            program: a path of this system, or one within Windows.
            arguments: what it is told.
            more: what else stands in its environment. (wine keeps names that begin with ``QT_``.)
        """
        name = in_windows(program) if isinstance(program, Path) else program
        with subprocess.Popen(
            ["wine", name, *arguments],
            cwd=ROOT,
            env={**self._environment, **(more or {})},
            # wine 8 gives Python its three streams only where all of them are pipes.
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            if process.stdin and process.stdout:
                process.stdin.close()
                for line in process.stdout:
                    sys.stdout.write(line.decode("utf-8", "replace"))
                    sys.stdout.flush()
        return process.returncode

    def told(self, program: Path, *arguments: str, said: str) -> str:
        """What a program prints when it is told something on its standard input."""
        done = subprocess.run(
            ["wine", in_windows(program), *arguments],
            env=self._environment,
            input=said.encode(),
            capture_output=True,
            check=True,
        )
        return done.stdout.decode("utf-8", "replace").strip()

    @contextmanager
    def open(self, program: Path, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
        """Runs a program with a window; it is ended with the context, if it runs still."""
        with subprocess.Popen(
            ["wine", in_windows(program), *arguments],
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                yield process
            finally:
                if process.poll() is None:
                    self.kill(program.name)

    def kill(self, name: str) -> None:
        """Ends every program of that name at once, as a fault or a power cut does."""
        self.run("taskkill", "/f", "/im", name)

    def end(self) -> None:
        """Ends all that runs there, and writes its registry."""
        for how in ("-k", "-w"):
            subprocess.run(["wineserver", how], env=self._environment, check=False)

    @contextmanager
    def waiting(self, program: Path, *arguments: str) -> Iterator[None]:
        """Runs a program that reads its input to the end for as long as the context lasts."""
        with subprocess.Popen(
            ["wine", in_windows(program), *arguments],
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            while not _runs(in_windows(program)) and process.poll() is None:
                time.sleep(0.2)
            yield

    def within(self, path: Path) -> str:
        """What a path on its drive C is called there."""
        return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")

    def _make(self, python: Path) -> None:
        system = self.drive / "windows" / "system32"
        # Its own library, until it is whole.
        environment = {**self._environment, "WINEDLLOVERRIDES": _OVERRIDES.rpartition(";")[0]}
        subprocess.run(
            ["wine", "wineboot", "--init"], env=environment, capture_output=True, check=True
        )
        # Otherwise it takes itself for Windows 7.
        subprocess.run(["wine", "winecfg", "-v", "win10"], env=environment, check=True)
        subprocess.run(["wineserver", "-w"], env=environment, check=True)
        subprocess.run(
            [
                sys.executable,
                str(_GAPS / "ucrtbase.py"),
                str(_OWN_LIBRARY),
                system / "ucrtbase.dll",
            ],
            env={**os.environ, "PYTHONPATH": str(python / "Lib" / "site-packages")},
            check=True,
        )
        for source in _GAPS.glob("*.c"):
            library = system / f"{source.stem}.dll"
            compiler = ("x86_64-w64-mingw32-gcc", "-shared", "-O2", "-s")
            subprocess.run([*compiler, "-o", str(library), str(source), "-ladvapi32"], check=True)


def _runs(program: str) -> bool:
    """Whether a process of that name has begun: until then it has the name of wine's own."""
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if place.read_bytes().startswith(program.encode()):
                return True
    return False


def in_windows(path: Path) -> str:
    """What a path of this system is called within Windows."""
    return "Z:" + str(PurePosixPath(path.absolute())).replace("/", "\\")
