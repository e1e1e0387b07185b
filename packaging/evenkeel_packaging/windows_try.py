"""Tries the setup.exe for Windows under wine: ``python -m evenkeel_packaging try-windows``.

It is installed, used, not replaced or removed while it runs, removed, and installed for everybody.
What wine can't prove is in ``packaging/windows/README.md``.
"""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from evenkeel_packaging.bundle import BUILD
from evenkeel_packaging.identity import NAME, version
from evenkeel_packaging.wine import Wine

_PATIENCE_S = 120.0
_REFUSED, _OPEN = 1, 2


class TryError(Exception):
    """Something did not come out as it should."""


def try_setup(setup: Path) -> None:
    """Tries a setup.exe in a Windows of its own, and prints a line for each thing that came out.

    Raises:
        TryError: the first thing that did not.
    """
    folder = BUILD / "windows" / "tried"
    shutil.rmtree(folder, ignore_errors=True)
    wine = Wine(folder, BUILD / "windows" / "python")
    local = next((wine.drive / "users").glob("*/AppData/Local"))
    journal = local / "evenkeel" / "journal.sqlite"

    wine.run("winecfg", "-v", "win7")
    _expect(wine.run(setup, "/S") == _REFUSED, "an old Windows is refused")
    wine.run("winecfg", "-v", "win10")

    installed = local / "Programs" / NAME
    _expect(wine.run(setup, "/S") == 0, "it is installed")
    _expect((installed / "uninstall.exe").is_file(), "for the one who runs it")
    program = installed / "evenkeel.exe"
    _expect(wine.run(program, "--version") == 0, "it says its version")
    _expect(
        wine.run(program, "card", "glute_bridge", "--pdf", "C:\\card.pdf") == 0, "prints a card"
    )
    _expect((wine.drive / "card.pdf").read_bytes().startswith(b"%PDF"), "as a PDF")
    journal.parent.mkdir(exist_ok=True)
    journal.touch()

    with wine.waiting(program, "plan", "--answers", "-"):
        _expect(wine.run(setup, "/S") == _OPEN, "it is not replaced while it runs")
        there = wine.within(installed)
        remove = (f"{there}\\uninstall.exe", "/S", f"_?={there}")
        _expect(wine.run(*remove) == _OPEN, "nor removed")
        _expect(program.is_file() and (installed / "_internal").is_dir(), "and all of it is there")
    _remove(wine, installed)
    _expect(journal.is_file(), "the journal stays")

    for_all = wine.drive / "Program Files" / NAME
    clinic = wine.drive / "ProgramData" / "evenkeel" / "kiosk.toml"
    clinic.parent.mkdir(exist_ok=True)
    clinic.touch()
    _expect(wine.run(setup, "/S", "/AllUsers") == 0, "it is installed for everybody")
    menu = wine.drive / "ProgramData/Microsoft/Windows/Start Menu/Programs"
    _expect((menu / f"{NAME}.lnk").is_file(), "with an entry in everybody's menu")
    _expect(wine.run(for_all / "evenkeel.exe", "--version") == 0, "and starts from there")
    _remove(wine, for_all)
    _expect(not (menu / f"{NAME}.lnk").exists(), "with its entry")
    _expect(clinic.is_file() and journal.is_file(), "the clinic's file and the journal stay")
    print(f"{NAME} {version()}: everything came out as it should")


def _remove(wine: Wine, installed: Path) -> None:
    # It goes on in a copy of itself, as its own file goes, too.
    wine.run(wine.within(installed / "uninstall.exe"), "/S")
    _within(lambda: not installed.exists(), "it is removed, and nothing is left")


def _within(holds: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not holds() and time.monotonic() < end:
        time.sleep(0.2)
    _expect(holds(), what)


def _expect(came_out: object, what: str) -> None:
    if not came_out:
        raise TryError(f"not so: {what}")
    print(what, flush=True)
