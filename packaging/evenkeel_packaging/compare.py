"""The frozen program beside a frozen bare window: size, packed size, start, memory.

All are built in the same run, and started in turn. Starts are compared twice: with a bare window as
PyInstaller makes it, and with one that has the same start-up optimisations as ours.
"""

import lzma
import os
import statistics
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evenkeel_packaging.bundle import BUILD, build
from evenkeel_packaging.contents import BARE_WINDOW, EVENKEEL, HASTENED_WINDOW, HOME_PAGE, Program
from evenkeel_packaging.smoke import prepare_home


@dataclass(frozen=True, kw_only=True, slots=True)
class Start:
    """One start up to the first paint.

    Attributes:
        wall_s: from the start of the process until it reported the paint.
        cpu_s: the processor time, including its end.
        resident_kib: its memory at the paint.
    """

    wall_s: float
    cpu_s: float
    resident_kib: int


def compare(pairs: int, *, lean_numpy: bool = False) -> None:
    """Builds and measures all programs, and prints a table. Takes some minutes.

    Args:
        pairs: how many starts of each are timed, after one that fills the caches.
        lean_numpy: whether our bundle gets the compiled numpy.
    """
    # Beside the folders in which PyInstaller works: it refuses to put a program around them.
    made = BUILD / "weighed"
    for program in (EVENKEEL, HOME_PAGE, BARE_WINDOW, HASTENED_WINDOW):
        build(program, made, lean_numpy=lean_numpy)
    ours, bare = made / EVENKEEL.name, made / BARE_WINDOW.name
    _row("on disk", disk_bytes(ours), disk_bytes(bare), _mb)
    _row("packed (tar, xz -6)", packed_bytes(ours), packed_bytes(bare), _mb)
    with tempfile.TemporaryDirectory() as folder:
        prepare_home(Path(folder))
        home = [_executable(made, HOME_PAGE), folder]
        for window in (BARE_WINDOW, HASTENED_WINDOW):
            print(f"beside {window.name}, {pairs} pairs:", flush=True)
            command = [_executable(made, window)]
            timed = [(start(home), start(command)) for _ in range(pairs + 1)][1:]
            _starts("first paint, time", timed, lambda one: one.wall_s, _ms)
            _starts("first paint, work of the processors", timed, lambda one: one.cpu_s, _ms)
            _starts("memory then", timed, lambda one: one.resident_kib * 1024, _mb)


def _executable(made: Path, program: Program) -> str:
    return str(made / program.name / program.name)


def disk_bytes(folder: Path) -> int:
    """The size of all files of a folder."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def packed_bytes(folder: Path) -> int:
    """The size of a folder as a compressed archive."""
    with tempfile.TemporaryFile() as file:
        with (
            lzma.open(file, "w", preset=6) as packed,
            tarfile.open(fileobj=packed, mode="w|") as archive,
        ):
            archive.add(folder, arcname=folder.name)
        return file.tell()


def start(command: list[str]) -> Start:
    """Starts a program that prints its resident memory at the first paint and ends.

    Raises:
        ValueError: it printed something else.
    """
    begun = time.perf_counter()
    reading, writing = os.pipe()
    process = subprocess.Popen(
        command,
        stdout=writing,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
    )
    os.close(writing)
    with os.fdopen(reading, "rb") as output:
        said = output.readline()
        wall_s = time.perf_counter() - begun
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Start(
        wall_s=wall_s, cpu_s=usage.ru_utime + usage.ru_stime, resident_kib=int(said.decode())
    )


def _mb(value: float) -> str:
    return f"{value / 1e6:.1f} MB"


def _ms(value: float) -> str:
    return f"{value * 1e3:.0f} ms"


def _row(name: str, ours: float, bare: float, unit: Callable[[float], str]) -> None:
    print(f"{name:<40} {unit(ours):>9} {unit(bare):>9}   {ours / bare:.2f}", flush=True)


def _starts(
    name: str,
    timed: list[tuple[Start, Start]],
    value: Callable[[Start], float],
    unit: Callable[[float], str],
) -> None:
    """A row of medians; the ratio is the median of the pairs' ratios, with their range."""
    ratios = [value(ours) / value(bare) for ours, bare in timed]
    ours = statistics.median(value(one) for one, _ in timed)
    bare = statistics.median(value(one) for _, one in timed)
    ratio = statistics.median(ratios)
    print(
        f"{name:<40} {unit(ours):>9} {unit(bare):>9}   {ratio:.2f} "
        f"(from {min(ratios):.2f} to {max(ratios):.2f})",
        flush=True,
    )
