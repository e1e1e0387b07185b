"""A kiosk's card on real queues without the programs of CUPS: Qt paints onto the printer."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_PATH  # type: ignore[import-untyped]
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.decide import card_item
from evenkeel.handout.document import Document
from evenkeel.kiosk.frame.config import KioskConfig, KioskPaper
from evenkeel.kiosk.paper import desk as desk_module
from evenkeel.kiosk.paper.desk import PrintDesk, Receipt, ReceiptState
from evenkeel.kiosk.paper.print_system import CupsSystem, QtSystem, system_here
from evenkeel.kiosk.paper.sheets import KioskSheets
from tests.handout.printserver import Cups, print_server

WAIT_MS = 60_000


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    with print_server(monkeypatch) as server:
        yield server


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without the programs of CUPS; the only folder for temporary files."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def prints(qtbot: QtBot, catalogue: Catalogue, config: KioskConfig) -> Receipt:
    """Prints a card as a visitor does, and says what the visitor is told."""
    threads: list[int] = []
    receipts: list[Receipt] = []
    sheets = KioskSheets(
        catalogue=catalogue, config=config, drawings=Drawings(resources_dir() / "figures")
    )
    item = card_item(catalogue.exercises["inflare_correction"], None, Side.LEFT)
    system = system_here()
    assert isinstance(system, QtSystem)
    desk = PrintDesk(config, time.monotonic, system=system)
    desk.updated.connect(receipts.append)

    def lay_out() -> Document:
        threads.append(threading.get_ident())
        return sheets.card(item)

    try:
        desk.ask("card", lay_out)
        qtbot.waitUntil(lambda: bool(receipts), timeout=WAIT_MS)
    finally:
        desk.close()
    assert threads != [threading.get_ident()]
    return receipts[0]


@pytest.mark.parametrize(
    ("paper", "size"), [(KioskPaper.A4, [595, 842]), (KioskPaper.LETTER, [612, 792])]
)
def test_a_card_comes_out_on_the_clinics_paper(
    cups: Cups,
    bare: Path,
    qtbot: QtBot,
    catalogue: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
    paper: KioskPaper,
    size: list[int],
) -> None:
    monkeypatch.setattr(desk_module, "WATCH_PRINTER_S", 0.0)
    receipt = prints(qtbot, catalogue, KioskConfig(printer="paper", paper=paper))
    assert receipt.state is ReceiptState.SENT
    with pypdfium2.PdfDocument(cups.printed()) as document:
        assert [round(length) for length in document[0].get_size()] == size
        # Letters and pictures are painted as areas.
        paths = [one for one in document[0].get_objects() if one.type == FPDF_PAGEOBJ_PATH]
        assert len(paths) > 100
    # Qt hands a file over to CUPS, and removes it.
    assert not list(bare.iterdir())


@pytest.mark.logs("attic: missing")
def test_a_missing_printer_is_reported(
    cups: Cups, bare: Path, qtbot: QtBot, catalogue: Catalogue
) -> None:
    receipt = prints(qtbot, catalogue, KioskConfig(printer="attic"))
    assert receipt.state is ReceiptState.FAILED
    assert receipt.sentence == "The printer can't be found. Please tell the staff."


@pytest.mark.logs("paper: stopped")
def test_a_printer_in_trouble_gets_nothing(
    cups: Cups,
    qtbot: QtBot,
    catalogue: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    assert cups.run("cupsdisable", "paper") == 0
    with monkeypatch.context() as without:
        without.setenv("PATH", str(tmp_path))
        receipt = prints(qtbot, catalogue, KioskConfig(printer="paper"))
    assert receipt.sentence == "The printer is not printing at the moment. Please tell the staff."
    assert cups.jobs() == ""


def test_the_programs_of_cups_are_used_where_they_are_all_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("lp", "lpstat", "cancel"):
        assert isinstance(system_here(), QtSystem)
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
        assert shutil.which(name)
    assert isinstance(system_here(), CupsSystem)
