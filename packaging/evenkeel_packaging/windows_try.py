"""Tries the setup.exe for Windows under wine: ``python -m evenkeel_packaging try-windows``.

It is installed, used, not replaced or removed while it runs, removed, and installed for everybody.
What wine can't prove is in ``packaging/windows/README.md``.
"""

import shutil
from pathlib import Path

from evenkeel_packaging.bundle import BUILD
from evenkeel_packaging.identity import NAME, version
from evenkeel_packaging.windows_by_hand import ByHand, expect, within
from evenkeel_packaging.wine import Wine

_REFUSED, _OPEN = 1, 2


def try_setup(setup: Path) -> None:
    """Tries a setup.exe in a Windows of its own, and prints a line for each thing that came out.

    Raises:
        TryError: the first thing that did not.
        ScreenError: something was not on the screen.
    """
    folder = BUILD / "windows" / "tried"
    shutil.rmtree(folder, ignore_errors=True)
    wine = Wine(folder, BUILD / "windows" / "python")
    local = next((wine.drive / "users").glob("*/AppData/Local"))
    journal = local / "evenkeel" / "journal.sqlite"

    wine.run("winecfg", "-v", "win7")
    expect(wine.run(setup, "/S") == _REFUSED, "an old Windows is refused")
    wine.run("winecfg", "-v", "win10")

    installed = local / "Programs" / NAME
    expect(wine.run(setup, "/S") == 0, "it is installed")
    expect((installed / "uninstall.exe").is_file(), "for the one who runs it")
    program = installed / "evenkeel.exe"
    expect(wine.run(program, "--version") == 0, "it says its version")
    expect(wine.run(program, "card", "glute_bridge", "--pdf", "C:\\card.pdf") == 0, "prints a card")
    expect((wine.drive / "card.pdf").read_bytes().startswith(b"%PDF"), "as a PDF")
    journal.parent.mkdir(exist_ok=True)
    journal.touch()

    with wine.waiting(program, "plan", "--answers", "-"):
        expect(wine.run(setup, "/S") == _OPEN, "it is not replaced while it runs")
        there = wine.within(installed)
        remove = (f"{there}\\uninstall.exe", "/S", f"_?={there}")
        expect(wine.run(*remove) == _OPEN, "nor removed")
        expect(program.is_file() and (installed / "_internal").is_dir(), "and all of it is there")
    _remove(wine, installed)
    expect(journal.is_file(), "the journal stays")

    for_all = wine.drive / "Program Files" / NAME
    clinic = wine.drive / "ProgramData" / "evenkeel" / "kiosk.toml"
    clinic.parent.mkdir(exist_ok=True)
    clinic.touch()
    expect(wine.run(setup, "/S", "/AllUsers") == 0, "it is installed for everybody")
    menu = wine.drive / "ProgramData/Microsoft/Windows/Start Menu/Programs"
    expect((menu / f"{NAME}.lnk").is_file(), "with an entry in everybody's menu")
    expect(wine.run(for_all / "evenkeel.exe", "--version") == 0, "and starts from there")
    _remove(wine, for_all)
    expect(not (menu / f"{NAME}.lnk").exists(), "with its entry")
    expect(clinic.is_file() and journal.is_file(), "the clinic's file and the journal stay")
    wine.end()

    person = ByHand(folder / "by-hand", setup)
    try:
        person.everything()
    finally:
        person.close()
    print(f"{NAME} {version()}: everything came out as it should")


def _remove(wine: Wine, installed: Path) -> None:
    # It goes on in a copy of itself, as its own file goes, too.
    wine.run(wine.within(installed / "uninstall.exe"), "/S")
    within(lambda: not installed.exists(), "it is removed, and nothing is left")
