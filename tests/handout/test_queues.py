"""Printing for real: a CUPS of our own with a queue that writes to a file."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from evenkeel.catalogue.model import Catalogue
from evenkeel.figures.store import FigureStore
from evenkeel.guide.decide import card_item
from evenkeel.handout.card import CardOrder, card_pages, numbered
from evenkeel.handout.files import pdf_bytes
from evenkeel.handout.paint import Inks
from evenkeel.handout.paper import PAPERS
from evenkeel.handout.queues import (
    Outbox,
    PaperJob,
    PrintError,
    QueueFault,
    check_queue,
    send,
)

CUPSD = Path("/usr/sbin/cupsd")
DRIVER = Path("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
_WAIT_S = 20.0

_CONFIG = """
LogLevel info
Listen {root}/socket
PidFile {root}/state/pid
Browsing No
WebInterface No
DefaultAuthType None
MaxJobsPerPrinter 2
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
_FILES = """
ServerRoot {root}/etc
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
Printcap {root}/state/printcap
FileDevice Yes
User lp
Group lp
SystemGroup root
"""


def until(holds: Callable[[], bool], what: str) -> None:
    """Waits for another process, at most for a while."""
    end = time.monotonic() + _WAIT_S
    while not holds():
        assert time.monotonic() < end, what
        os.sched_yield()


class Cups:
    """A print server of our own.

    Attributes:
        paper: the file that the queue *paper* prints onto.
    """

    def __init__(self, root: Path) -> None:
        self.paper = root / "paper.pdf"
        self.paper.touch()
        self.socket = root / "socket"
        for name in ("etc", "spool", "cache", "state", "log"):
            (root / name).mkdir()
        (root / "etc/cupsd.conf").write_text(_CONFIG.format(root=root))
        (root / "etc/cups-files.conf").write_text(_FILES.format(root=root))
        config = ["-c", str(root / "etc/cupsd.conf"), "-s", str(root / "etc/cups-files.conf")]
        self._log = (root / "log/cupsd").open("wb")
        self._process = subprocess.Popen(
            [str(CUPSD), "-f", *config], stdout=self._log, stderr=self._log
        )

    def add_queue(self) -> None:
        """Makes the queue *paper*, running and empty."""
        until(self.socket.exists, "cupsd did not start")
        until(lambda: self.run("lpstat", "-r") == 0, "cupsd does not answer")
        device = f"file:{self.paper}"
        assert self.run("lpadmin", "-p", "paper", "-v", device, "-P", str(DRIVER), "-E") == 0

    def run(self, *command: str) -> int:
        """One of the programs of CUPS; its status."""
        return subprocess.run(command, capture_output=True, check=False).returncode

    def printed(self) -> bytes:
        """What came out, when it is whole."""
        until(lambda: b"%%EOF" in self.paper.read_bytes()[-200:], "nothing came out")
        data = self.paper.read_bytes()
        # The printer's own language goes around the document.
        return data[data.index(b"%PDF") : data.rindex(b"%%EOF") + 6]

    def stop(self) -> None:
        """Ends the server."""
        self._process.terminate()
        self._process.wait(_WAIT_S)
        self._log.close()


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    if not CUPSD.exists() or not DRIVER.exists() or shutil.which("lp") is None:
        pytest.skip("CUPS is not installed (apt-get install cups cups-client cups-filters)")
    if os.geteuid() != 0:
        pytest.skip("a print server of our own needs root, to run its filters as lp")
    # Not pytest's own folder: the filters run as another user, who may not enter it.
    with tempfile.TemporaryDirectory(prefix="evenkeel-cups-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        monkeypatch.setenv("CUPS_SERVER", str(root / "socket"))
        server = Cups(root)
        try:
            server.add_queue()
            yield server
        finally:
            server.stop()


@pytest.fixture
def job(catalogue: Catalogue, figures: FigureStore) -> PaperJob:
    order = CardOrder(
        item=card_item(catalogue.exercises["glute_bridge"], None, None),
        paper=PAPERS["A4"],
        printed_on=date(2026, 11, 22),
    )
    pages = numbered(card_pages(order, catalogue), "Glute bridge")
    pdf = pdf_bytes(pages, Inks(figures=figures, palette="grey"), "Glute bridge")
    return PaperJob(queue="paper", title="Glute bridge", paper="A4", pdf=pdf)


def check_sheet(data: bytes, words: str) -> None:
    """The sheet that came out is the page: its size, its words, its pictures, its blank edge."""
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    assert [round(length) for length in page.get_size()] == [595, 842]
    assert words in page.get_textpage().get_text_bounded()
    image = page.render(scale=1).to_pil().convert("L")
    edge = round(10 / 25.4 * 72)
    ink = image.point(lambda value: 255 * (value < 160)).getbbox()
    assert ink is not None
    assert ink[0] >= edge
    assert ink[1] >= edge
    assert ink[2] <= image.width - edge
    assert ink[3] <= image.height - edge
    middle = image.crop((50, 100, 230, 420)).histogram()
    assert sum(middle[:160]) > 500, "the pictures are not there"
    document.close()


def test_a_job_is_taken_and_comes_out_of_the_printer(cups: Cups, job: PaperJob) -> None:
    assert send(job).startswith("paper-")
    check_sheet(cups.printed(), "Glute bridge")


def test_qt_prints_the_same_sheet(cups: Cups) -> None:
    """The way of the print dialog, in a process of its own: Qt asks for the queues once."""
    program = """
from datetime import date
from PySide6.QtWidgets import QApplication
app = QApplication([])
from PySide6.QtPrintSupport import QPrinter
from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.terms import Side
from evenkeel.figures.store import FigureStore
from evenkeel.guide.decide import card_item
from evenkeel.handout.card import CardOrder, card_pages, numbered
from evenkeel.handout.files import application
from evenkeel.handout.paint import Inks
from evenkeel.handout.paper import PAPERS
from evenkeel.handout.printer import print_for_good
application()
catalogue = load_catalogue(resources_dir())
item = card_item(catalogue.exercises["inflare_correction"], None, Side.RIGHT)
order = CardOrder(item=item, paper=PAPERS["A4"], printed_on=date(2026, 11, 22))
printer = QPrinter(QPrinter.PrinterMode.HighResolution)
printer.setPrinterName("paper")
assert printer.isValid()
inks = Inks(figures=FigureStore(resources_dir() / "figures"), palette="grey")
print_for_good(printer, numbered(card_pages(order, catalogue), "t"), inks, "Inflare correction")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    check_sheet(cups.printed(), "Inflare correction")


def test_a_stopped_queue_says_why_and_the_sheet_is_offered_again(cups: Cups, job: PaperJob) -> None:
    assert cups.run("cupsdisable", "-r", "The paper has run out", "paper") == 0
    outbox = Outbox()
    for _ in range(3):
        with pytest.raises(PrintError) as caught:
            outbox.offer(job)
        assert caught.value.fault is QueueFault.STOPPED
        assert caught.value.sentence == (
            "The printer paper has stopped: The paper has run out. Your pages are kept; "
            "print again."
        )
    assert outbox.waiting == (job,)
    assert cups.run("cupsenable", "paper") == 0
    assert len(outbox.offer_again()) == 1
    assert not outbox.waiting
    check_sheet(cups.printed(), "Glute bridge")


def test_a_missing_queue_is_told(cups: Cups, job: PaperJob) -> None:
    with pytest.raises(PrintError) as caught:
        check_queue("attic")
    assert caught.value.fault is QueueFault.MISSING
    assert caught.value.sentence == ("There is no printer called attic. Choose another one.")


def test_a_queue_that_takes_nothing_is_told(cups: Cups, job: PaperJob) -> None:
    assert cups.run("cupsreject", "paper") == 0
    with pytest.raises(PrintError, match="paper") as caught:
        send(job)
    assert caught.value.fault is QueueFault.REFUSING
    assert "takes no pages at the moment. Your pages are kept" in caught.value.sentence


def test_a_full_queue_is_told_and_the_sheet_is_kept(
    cups: Cups, job: PaperJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Jobs that came in before the queue stopped, from others: held, so that they stay.
    source = cups.paper.with_name("other.pdf")
    source.write_bytes(job.pdf)
    for _ in range(2):
        assert cups.run("lp", "-d", "paper", "-H", "hold", str(source)) == 0
    outbox = Outbox()
    with pytest.raises(PrintError) as caught:
        outbox.offer(job)
    assert caught.value.fault is QueueFault.FULL
    assert "has too many pages waiting. Your pages are kept" in caught.value.sentence
    assert outbox.waiting == (job,)
    assert cups.run("cancel", "-a", "paper") == 0
    outbox.offer_again()
    check_sheet(cups.printed(), "Glute bridge")


def test_where_the_print_system_is_missing_it_is_a_sentence_too(
    job: PaperJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PrintError) as caught:
        send(job)
    assert caught.value.sentence.endswith(".")


def test_what_waits_can_be_forgotten(job: PaperJob) -> None:
    def refuse(one: PaperJob) -> str:
        raise PrintError(one.queue)

    outbox = Outbox(refuse)
    with pytest.raises(PrintError):
        outbox.offer(job)
    outbox.forget()
    assert not outbox.waiting
    assert not outbox.offer_again()
