"""The print desk: once, within the limits, never in the window's way, never on disk."""

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from queue import SimpleQueue

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.decide import card_item
from evenkeel.handout.document import Document
from evenkeel.handout.paper import PAPERS
from evenkeel.handout.queues import PaperJob, PrintError, QueueFault
from evenkeel.handout.typesetting import page_count, pdf_bytes
from evenkeel.kiosk.frame.config import KioskConfig
from evenkeel.kiosk.paper import desk as desk_module
from evenkeel.kiosk.paper import print_system as print_system_module
from evenkeel.kiosk.paper.desk import (
    GRACE_S,
    WATCH_PRINTER_S,
    WATCH_S,
    PrintDesk,
    Receipt,
    ReceiptState,
)
from evenkeel.kiosk.paper.print_system import PrintRequest, pdf_job
from evenkeel.kiosk.paper.sheets import KioskSheets

WAIT_MS = 20_000
FULL = "The printer has too many pages waiting. Please try again in a few minutes."


class System:
    """A print system that the test controls.

    Attributes:
        jobs: what was sent.
        withdrawn: the numbers of the cancelled jobs.
        refuses: the error with which a job is refused.
        complains: the printer's fault once a job waits.
        calling: whether the printer is still being called.
        waits: how many times a job is still waiting when asked.
        gate: the event that a job waits for before it is accepted.
        numbers: whether jobs get numbers, by which they can be asked for.
        loses: whether jobs end without anything on paper.
        checks: how often the printer's state was asked for.
    """

    def __init__(self) -> None:
        self.jobs: list[PaperJob] = []
        self.withdrawn: list[str] = []
        self.refuses: QueueFault | None = None
        self.complains: QueueFault | None = None
        self.calling = False
        self.waits = 0
        self.gate: threading.Event | None = None
        self.numbers = True
        self.loses = False
        self.checks = 0

    def send(self, request: PrintRequest) -> str:
        if self.gate:
            assert self.gate.wait(WAIT_MS / 1000)
        if self.refuses:
            raise PrintError(request.queue, self.refuses)
        self.jobs.append(pdf_job(request))
        return f"front-{len(self.jobs)}" if self.numbers else ""

    def check(self, queue: str, *, stuck: bool) -> None:
        assert queue == "front"
        self.checks += 1
        if self.complains:
            raise PrintError(queue, self.complains)
        if self.calling and stuck:
            raise PrintError(queue, QueueFault.OFFLINE)

    def is_waiting(self, queue: str, number: str) -> bool:
        assert (queue, number) == ("front", f"front-{len(self.jobs)}")
        self.waits -= 1
        return self.waits >= 0

    def check_printed(self, queue: str, number: str) -> None:
        assert (queue, number) == ("front", f"front-{len(self.jobs)}")
        if self.loses:
            raise PrintError(queue, QueueFault.UNKNOWN, "Printer cannot print supplied content.")

    def cancel(self, number: str) -> None:
        self.withdrawn.append(number)


class Clock:
    """Monotonic seconds that pass only when the desk pauses, or when told to."""

    def __init__(self) -> None:
        self.now_s = 9000.0

    def __call__(self) -> float:
        return self.now_s

    def pause(self, seconds: float) -> bool:
        self.now_s += seconds
        return True


class Visitor:
    """A visitor at the kiosk, and the receipts they get.

    Attributes:
        receipts: those that came, in order.
        sheets: of each job that was printed, how many.
        wrong_thread: signals that came in another thread than the window's.
    """

    def __init__(self, desk: PrintDesk, qtbot: QtBot) -> None:
        self.desk = desk
        self._qtbot = qtbot
        self.receipts: list[Receipt] = []
        self.sheets: list[int] = []
        self.wrong_thread = 0
        desk.updated.connect(self._add)
        desk.printed.connect(self.sheets.append)

    def _add(self, receipt: Receipt) -> None:
        self.wrong_thread += QThread.currentThread() is not self.desk.thread()
        self.receipts.append(receipt)

    def prints(self, key: str, document: Document | Callable[[], Document]) -> Receipt:
        """Asks for sheets and waits until it is told what has become of them."""
        before = len(self.receipts)
        lay_out = document if callable(document) else lambda: document
        assert self.desk.ask(key, lay_out).state is ReceiptState.SENDING
        self._qtbot.waitUntil(lambda: len(self.receipts) > before, timeout=WAIT_MS)
        return self.receipts[-1]


def blank(count: int) -> Document:
    """Sheets with nothing on them, which no template makes."""
    return Document(
        kind="blank",
        title="Blank",
        paper=PAPERS["A4"],
        made_on=date(2026, 11, 22),
        data={"pages": count},
    )


@pytest.fixture(autouse=True)
def _blank_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    def counted(document: Document) -> int:
        return int(str(document.data.get("pages") or page_count(document)))

    def written(document: Document) -> bytes:
        return b"%PDF-" if "pages" in document.data else pdf_bytes(document)

    monkeypatch.setattr(desk_module, "page_count", counted)
    monkeypatch.setattr(print_system_module, "pdf_bytes", written)


@pytest.fixture
def system() -> System:
    return System()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def config() -> KioskConfig:
    return KioskConfig(printer="front", pages_per_visitor=10, pages_per_hour=15)


@pytest.fixture
def desk(qtbot: QtBot, config: KioskConfig, system: System, clock: Clock) -> Iterator[PrintDesk]:
    desk = PrintDesk(config, clock, system=system, pause=clock.pause)
    yield desk
    desk.close()


@pytest.fixture
def visitor(desk: PrintDesk, qtbot: QtBot) -> Visitor:
    return Visitor(desk, qtbot)


def test_a_card_is_printed(
    visitor: Visitor, system: System, catalogue: Catalogue, config: KioskConfig
) -> None:
    sheets = KioskSheets(
        catalogue=catalogue, config=config, drawings=Drawings(resources_dir() / "figures")
    )
    item = card_item(catalogue.exercises["glute_bridge"], None, None)
    receipt = visitor.prints("card", lambda: sheets.card(item))
    assert receipt == Receipt(
        "card",
        ReceiptState.PRINTED,
        "Your pages are printed. Please take them from the printer.",
    )
    (job,) = system.jobs
    assert (job.queue, job.paper, job.title) == ("front", "A4", "Evenkeel")
    assert job.pdf.startswith(b"%PDF")
    assert visitor.wrong_thread == 0


def test_sheets_are_made_outside_of_the_windows_thread(visitor: Visitor) -> None:
    threads: list[int] = []

    def lay_out() -> Document:
        threads.append(threading.get_ident())
        return blank(1)

    visitor.prints("plan", lay_out)
    assert threads != [threading.get_ident()]


def test_pressed_a_hundred_times_it_is_printed_once(
    visitor: Visitor, desk: PrintDesk, system: System
) -> None:
    system.gate = threading.Event()
    receipts = [desk.ask("plan", lambda: blank(2)) for _ in range(50)]
    assert {one.state for one in receipts} == {ReceiptState.SENDING}
    system.gate.set()
    visitor._qtbot.waitUntil(lambda: bool(visitor.receipts), timeout=WAIT_MS)
    again = [desk.ask("plan", lambda: blank(2)) for _ in range(50)]
    assert set(again) == set(visitor.receipts)
    assert again[0].state is ReceiptState.PRINTED
    assert again[0].in_hand
    visitor.prints("another", blank(1))
    assert len(system.jobs) == 2
    assert visitor.sheets == [2, 1]


def test_the_limit_of_a_visit(visitor: Visitor, desk: PrintDesk, system: System) -> None:
    visitor.prints("a", blank(8))
    receipt = visitor.prints("b", blank(3))
    assert receipt.state is ReceiptState.LIMITED
    assert receipt.sentence == "These are more pages than can be printed in one visit."
    assert not receipt.in_hand
    assert visitor.prints("c", blank(2)).state is ReceiptState.PRINTED
    desk.new_visitor()
    assert visitor.prints("b", blank(3)).state is ReceiptState.PRINTED
    assert [len(system.jobs), visitor.sheets] == [3, [8, 2, 3]]


def test_the_limit_of_an_hour(visitor: Visitor, desk: PrintDesk, clock: Clock) -> None:
    visitor.prints("a", blank(10))
    desk.new_visitor()
    receipt = visitor.prints("a", blank(6))
    assert receipt.state is ReceiptState.LIMITED
    assert receipt.sentence == (
        "The printer has printed many pages this hour. Please try again later."
    )
    clock.now_s += 3600
    assert visitor.prints("a", blank(6)).state is ReceiptState.PRINTED


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (QueueFault.NO_PAPER, "The printer has no paper. Please tell the staff."),
        (QueueFault.OFFLINE, "The printer does not answer. Please tell the staff."),
        (QueueFault.MISSING, "The printer can't be found. Please tell the staff."),
        (
            QueueFault.FULL,
            "The printer has too many pages waiting. Please try again in a few minutes.",
        ),
        (QueueFault.STOPPED, "The printer is not printing at the moment. Please tell the staff."),
        (QueueFault.REFUSING, "The printer is not printing at the moment. Please tell the staff."),
        (QueueFault.ATTENTION, "The printer is not printing at the moment. Please tell the staff."),
        (QueueFault.NO_DRIVER, "The printer is not set up properly. Please tell the staff."),
        (QueueFault.UNKNOWN, "The printer is not printing at the moment. Please tell the staff."),
    ],
)
@pytest.mark.logs("front: ")
def test_a_refused_job_is_told_and_gives_its_sheets_back(
    visitor: Visitor, system: System, fault: QueueFault, sentence: str
) -> None:
    for _ in range(5):
        system.refuses = fault
        receipt = visitor.prints("plan", blank(10))
        assert receipt == Receipt("plan", ReceiptState.FAILED, sentence)
        assert not receipt.in_hand
    system.refuses = None
    assert visitor.prints("plan", blank(10)).state is ReceiptState.PRINTED
    assert visitor.sheets == [10]


@pytest.mark.logs("front: no_paper")
def test_paper_that_runs_out_takes_the_job_back(
    visitor: Visitor, system: System, clock: Clock
) -> None:
    system.waits, system.complains = 1000, QueueFault.NO_PAPER
    before_s = clock.now_s
    receipt = visitor.prints("plan", blank(10))
    assert receipt.state is ReceiptState.FAILED
    assert system.withdrawn == ["front-1"]
    # An older complaint stands for a while after a new job was sent.
    assert GRACE_S <= clock.now_s - before_s <= GRACE_S + 2
    assert visitor.sheets == []
    system.waits, system.complains = 0, None
    assert visitor.prints("plan", blank(10)).state is ReceiptState.PRINTED


def test_an_older_complaint_does_not_stop_a_job(visitor: Visitor, system: System) -> None:
    system.waits, system.complains = 3, QueueFault.NO_PAPER
    assert visitor.prints("plan", blank(1)).state is ReceiptState.PRINTED
    assert system.withdrawn == []


def test_behind_others_it_waits(visitor: Visitor, system: System, clock: Clock) -> None:
    system.waits = 1000
    before_s = clock.now_s
    receipt = visitor.prints("plan", blank(1))
    assert receipt.state is ReceiptState.QUEUED
    assert receipt.in_hand
    assert receipt.sentence == (
        "Your pages are waiting for the printer. If they do not come out in a few minutes, please "
        "tell the staff."
    )
    assert WATCH_S <= clock.now_s - before_s <= WATCH_S + 2
    assert system.withdrawn == []


@pytest.mark.logs("front: offline")
def test_a_printer_that_never_answers_the_call_is_offline(visitor: Visitor, system: System) -> None:
    system.waits, system.calling = 1000, True
    receipt = visitor.prints("plan", blank(1))
    assert receipt.sentence == "The printer does not answer. Please tell the staff."
    assert system.withdrawn == ["front-1"]


def test_a_job_that_is_done_with_and_not_on_paper_is_reported(
    visitor: Visitor, system: System, caplog: pytest.LogCaptureFixture
) -> None:
    system.loses = True
    receipt = visitor.prints("plan", blank(10))
    assert receipt.state is ReceiptState.FAILED
    assert receipt.sentence == "The printer is not printing at the moment. Please tell the staff."
    assert "front: unknown: Printer cannot print supplied content." in caplog.text
    assert visitor.sheets == []
    system.loses = False
    assert visitor.prints("plan", blank(10)).state is ReceiptState.PRINTED


def test_where_nothing_is_told_of_a_job_it_is_sent_and_no_more_is_said(
    visitor: Visitor, system: System, clock: Clock
) -> None:
    system.numbers = False
    before_s = clock.now_s
    receipt = visitor.prints("plan", blank(2))
    assert receipt == Receipt(
        "plan",
        ReceiptState.SENT,
        "Your pages have been sent to the printer. Please take them from there.",
    )
    assert receipt.in_hand
    assert visitor.desk.ask("plan", lambda: blank(2)) is receipt
    # The printer was watched: trouble begins when it takes the paper.
    assert system.checks > 2
    assert WATCH_PRINTER_S <= clock.now_s - before_s <= WATCH_PRINTER_S + 2
    assert visitor.sheets == [2]


@pytest.mark.logs("front: stopped")
def test_trouble_is_told_where_nothing_is_told_of_a_job(visitor: Visitor, system: System) -> None:
    system.numbers, system.complains = False, QueueFault.STOPPED
    receipt = visitor.prints("plan", blank(10))
    assert receipt.state is ReceiptState.FAILED
    assert receipt.sentence == "The printer is not printing at the moment. Please tell the staff."
    assert system.withdrawn == []


def test_no_visitor_is_told_of_anothers_pages(
    visitor: Visitor, desk: PrintDesk, system: System
) -> None:
    system.gate = threading.Event()
    desk.ask("plan", lambda: blank(7))
    desk.new_visitor()
    system.gate.set()
    assert visitor.prints("plan", blank(4)).state is ReceiptState.PRINTED
    assert [receipt.key for receipt in visitor.receipts] == ["plan"]
    # Both came out, and both are counted.
    assert visitor.sheets == [7, 4]


def test_pages_that_wait_behind_others_go_with_their_visitor(
    qtbot: QtBot, system: System, clock: Clock
) -> None:
    """The first job goes on; the second is neither printed nor charged to the next visitor."""
    config = KioskConfig(printer="front", pages_per_visitor=3, pages_per_hour=100)
    desk = PrintDesk(config, clock, system=system, pause=clock.pause)
    visitor = Visitor(desk, qtbot)
    system.gate = threading.Event()
    desk.ask("plan", lambda: blank(2))
    desk.ask("card", lambda: blank(1))
    desk.new_visitor()
    system.gate.set()
    receipt = visitor.prints("plan", blank(3))
    assert receipt.state is ReceiptState.PRINTED
    assert [receipt.key for receipt in visitor.receipts] == ["plan"]
    assert len(system.jobs) == 2
    assert visitor.sheets == [2, 3]
    desk.close()


def test_pages_that_are_behind_others_are_printed_while_their_visitor_waits(
    visitor: Visitor, desk: PrintDesk, system: System, qtbot: QtBot
) -> None:
    system.gate = threading.Event()
    desk.ask("plan", lambda: blank(2))
    desk.ask("card", lambda: blank(1))
    system.gate.set()
    qtbot.waitUntil(lambda: len(visitor.receipts) == 2, timeout=WAIT_MS)
    assert [receipt.state for receipt in visitor.receipts] == [ReceiptState.PRINTED] * 2
    assert visitor.sheets == [2, 1]


def test_without_a_printer_it_says_so(qtbot: QtBot, system: System, clock: Clock) -> None:
    desk = PrintDesk(KioskConfig(), clock, system=system)
    receipt = desk.ask("plan", lambda: pytest.fail("laid out"))
    assert receipt == Receipt("plan", ReceiptState.OFF, "There is no printer here.")
    assert not receipt.in_hand
    desk.close()


def test_a_fault_of_ours_is_told_and_the_next_job_is_printed(
    visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Document:
        raise FileNotFoundError("start.svg")

    assert visitor.prints("a", broken).state is ReceiptState.FAILED
    assert visitor.prints("b", replace(blank(1), data={})).state is ReceiptState.FAILED
    assert visitor.prints("c", blank(10)).state is ReceiptState.PRINTED
    assert "start.svg" in caplog.text


def test_closing_waits_for_nobody(visitor: Visitor, desk: PrintDesk, system: System) -> None:
    visitor.prints("a", blank(1))
    worker = desk._worker
    assert worker is not None
    desk.close()
    assert not worker.is_alive()
    desk.ask("b", lambda: blank(1))
    assert len(system.jobs) == 1


def test_nothing_is_written_to_disk(
    visitor: Visitor,
    catalogue: Catalogue,
    config: KioskConfig,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither by Python, which says what it opens, nor by Qt, into the folders it may use."""
    folder = tmp_path / "all there is"
    folder.mkdir()
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(folder))
    written: SimpleQueue[str] = SimpleQueue()
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open" and "w" in str(arguments[1]):
            written.put(str(arguments[0]))

    sys.addaudithook(watch)
    sheets = KioskSheets(
        catalogue=catalogue, config=config, drawings=Drawings(resources_dir() / "figures")
    )
    item = card_item(catalogue.exercises["glute_bridge"], None, None)
    receipt = visitor.prints("card", lambda: sheets.card(item))
    watching = False
    assert receipt.state is ReceiptState.PRINTED
    assert written.empty()
    assert not list(folder.rglob("*"))
