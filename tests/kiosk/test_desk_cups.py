"""A kiosk's card on real queues: of a CUPS of our own, running, stopped, and without paper."""

import time
from collections.abc import Callable, Iterator

import pypdfium2  # type: ignore[import-untyped]
import pytest
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.decide import card_item
from evenkeel.handout.document import Document
from evenkeel.handout.paper import Clinic
from evenkeel.kiosk.frame.config import KioskConfig, KioskPaper
from evenkeel.kiosk.paper import desk as desk_module
from evenkeel.kiosk.paper.desk import PrintDesk, Receipt, ReceiptState
from evenkeel.kiosk.paper.print_system import CupsSystem
from evenkeel.kiosk.paper.sheets import KioskSheets
from tests.handout.printserver import Cups, print_server, until

WAIT_MS = 30_000
Prints = Callable[[KioskConfig], Receipt]


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    with print_server(monkeypatch) as server:
        yield server


@pytest.fixture
def prints(qtbot: QtBot, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prints]:
    """Prints a card as a visitor does, and says what the visitor is told."""
    # The real server answers at once; nobody waits here for what a visitor may wait for.
    monkeypatch.setattr(desk_module, "WATCH_EVERY_S", 0.1)
    monkeypatch.setattr(desk_module, "GRACE_S", 3.0)
    desks: list[PrintDesk] = []

    def print_card(config: KioskConfig) -> Receipt:
        desk = PrintDesk(config, time.monotonic, system=CupsSystem())
        desks.append(desk)
        receipts: list[Receipt] = []
        desk.updated.connect(receipts.append)
        sheets = KioskSheets(
            catalogue=catalogue, config=config, drawings=Drawings(resources_dir() / "figures")
        )
        item = card_item(catalogue.exercises["inflare_correction"], None, Side.LEFT)

        def lay_out() -> Document:
            return sheets.card(item)

        assert desk.ask("card", lay_out).state is ReceiptState.SENDING
        qtbot.waitUntil(lambda: bool(receipts), timeout=WAIT_MS)
        return receipts[0]

    yield print_card
    for desk in desks:
        desk.close()


@pytest.mark.parametrize(
    ("paper", "size"), [(KioskPaper.A4, [595, 842]), (KioskPaper.LETTER, [612, 792])]
)
def test_a_card_comes_out_with_the_clinic_on_it(
    cups: Cups, prints: Prints, paper: KioskPaper, size: list[int]
) -> None:
    clinic = Clinic(name="Park Clinic", phone="030 123 45 67")
    receipt = prints(KioskConfig(printer="paper", paper=paper, clinic=clinic))
    assert receipt.state is ReceiptState.PRINTED
    with pypdfium2.PdfDocument(cups.printed()) as document:
        assert [round(length) for length in document[0].get_size()] == size
        words = document[0].get_textpage().get_text_bounded().replace("\xa0", " ")
    assert "Knee push against a wall" in words
    assert "Questions? Call Park Clinic: 030 123 45 67" in words


def test_the_spool_keeps_nothing_of_it(cups: Cups, prints: Prints) -> None:
    prints(KioskConfig(printer="paper"))
    cups.printed()
    until(lambda: not list(cups.spool.glob("d*")), "the document stays in the spool")
    for left in cups.spool.rglob("*"):
        assert left.is_dir() or b"nflare" not in left.read_bytes(), left


@pytest.mark.logs("paper: stopped")
def test_a_stopped_queue_is_reported(cups: Cups, prints: Prints) -> None:
    assert cups.run("cupsdisable", "paper") == 0
    receipt = prints(KioskConfig(printer="paper"))
    assert receipt.state is ReceiptState.FAILED
    assert receipt.sentence == "The printer is not printing at the moment. Please tell the staff."
    assert cups.jobs() == ""


@pytest.mark.logs("attic: missing")
def test_a_missing_queue_is_reported(cups: Cups, prints: Prints) -> None:
    receipt = prints(KioskConfig(printer="attic"))
    assert receipt.sentence == "The printer can't be found. Please tell the staff."


@pytest.mark.logs("absent: offline")
def test_a_printer_that_is_off_is_reported(
    cups: Cups, prints: Prints, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "WATCH_S", 8.0)
    cups.add_absent()
    receipt = prints(KioskConfig(printer="absent"))
    assert receipt.sentence == "The printer does not answer. Please tell the staff."
    until(lambda: cups.jobs() == "", "it would come out in front of somebody else")


@pytest.mark.logs("tray: no_paper")
def test_missing_paper_is_told_and_the_next_card_is_printed(cups: Cups, prints: Prints) -> None:
    cups.add_tray(empty=True)
    receipt = prints(KioskConfig(printer="tray"))
    assert receipt.sentence == "The printer has no paper. Please tell the staff."
    until(lambda: cups.jobs() == "", "it would come out in front of somebody else")
    cups.fill_tray()
    assert prints(KioskConfig(printer="tray")).state is ReceiptState.PRINTED


@pytest.mark.logs("tray: no_paper")
def test_missing_paper_that_is_a_mere_warning_is_told_and_the_job_is_taken_back(
    cups: Cups, prints: Prints, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "WATCH_S", 4.0)
    cups.add_tray(empty=True, said_as="warning")
    receipt = prints(KioskConfig(printer="tray"))
    assert receipt.sentence == "The printer has no paper. Please tell the staff."
    until(lambda: cups.jobs() == "", "it would come out in front of somebody else")
    cups.fill_tray()
    assert prints(KioskConfig(printer="tray")).state is ReceiptState.PRINTED


def test_a_queue_without_a_driver_is_reported(
    cups: Cups, prints: Prints, caplog: pytest.LogCaptureFixture
) -> None:
    cups.add_without_driver()
    receipt = prints(KioskConfig(printer="bare"))
    assert receipt.state is ReceiptState.FAILED
    assert receipt.sentence == "The printer is not set up properly. Please tell the staff."
    assert "set the queue up again while the printer is switched on" in caplog.text
