"""Printing for real: a CUPS of our own with a queue that writes to a file."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest

from evenkeel.handout.queues import (
    PaperJob,
    PrintError,
    QueueFault,
    check_printed,
    check_printer,
    check_queue,
    is_waiting,
    send,
    withdraw,
)
from evenkeel.handout.typesetting import pdf_bytes
from tests.handout.printserver import Cups, print_server, until
from tests.handout.sheets import A4, card_of


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    with print_server(monkeypatch) as server:
        yield server


@pytest.fixture
def job() -> PaperJob:
    pdf = pdf_bytes(card_of(("glute_bridge", None, None), replace(A4, grey=True)))
    return PaperJob(queue="paper", title="Hip lift", paper="A4", pdf=pdf)


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
    middle = image.crop((50, 150, 290, 420)).histogram()
    assert sum(middle[:160]) > 500, "the pictures are not there"
    document.close()


def test_a_job_is_taken_and_comes_out_of_the_printer(cups: Cups, job: PaperJob) -> None:
    assert send(job).startswith("paper-")
    check_sheet(cups.printed(), "Hip lift")


@pytest.mark.parametrize("way", ["print_for_good", "print_pages"])
def test_qt_prints_the_same_sheet(cups: Cups, way: str) -> None:
    """The way of the print dialog, in a process of its own: Qt asks for the queues once.

    With CUPS the queue gets the PDF; without it, the pages are painted.
    """
    program = f"""
from datetime import date
from PySide6.QtWidgets import QApplication
app = QApplication([])
from PySide6.QtPrintSupport import QPrinter
from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.terms import Side
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.decide import card_item
from evenkeel.handout.card import card
from evenkeel.handout.document import Sheet
from evenkeel.handout.paper import PAPERS
from evenkeel.handout.printer import {way}
catalogue = load_catalogue(resources_dir())
item = card_item(catalogue.exercises["inflare_correction"], None, Side.RIGHT)
sheet = Sheet(paper=PAPERS["A4"], grey=True)
drawings = Drawings(resources_dir() / "figures")
document = card(item, sheet, date(2026, 11, 22), catalogue, drawings)
printer = QPrinter(QPrinter.PrinterMode.HighResolution)
printer.setPrinterName("paper")
assert printer.isValid()
{way}(printer, document)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    # Painted letters are outlines: nothing is read there.
    check_sheet(cups.printed(), "Knee push against a wall" if way == "print_for_good" else "")


def test_a_stopped_queue_says_why_and_takes_the_sheet_later(cups: Cups, job: PaperJob) -> None:
    assert cups.run("cupsdisable", "-r", "The paper has run out", "paper") == 0
    for _ in range(3):
        with pytest.raises(PrintError) as caught:
            send(job)
        assert caught.value.fault is QueueFault.STOPPED
        assert caught.value.sentence == (
            "The printer paper has stopped: The paper has run out. Your pages are kept; "
            "print again."
        )
    assert cups.run("cupsenable", "paper") == 0
    assert send(job)
    check_sheet(cups.printed(), "Hip lift")


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


def test_a_full_queue_is_told_and_takes_the_sheet_later(
    cups: Cups, job: PaperJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Jobs that came in before the queue stopped, from others: held, so that they stay.
    source = cups.paper.with_name("other.pdf")
    source.write_bytes(job.pdf)
    for _ in range(2):
        assert cups.run("lp", "-d", "paper", "-H", "hold", str(source)) == 0
    with pytest.raises(PrintError) as caught:
        send(job)
    assert caught.value.fault is QueueFault.FULL
    assert "has too many pages waiting. Your pages are kept" in caught.value.sentence
    assert cups.run("cancel", "-a", "paper") == 0
    send(job)
    check_sheet(cups.printed(), "Hip lift")


def test_where_the_print_system_is_missing_it_is_a_sentence_too(
    job: PaperJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PrintError) as caught:
        send(job)
    assert caught.value.sentence.endswith(".")


def complains(queue: str, fault: QueueFault, *, stuck: bool = False) -> bool:
    """Whether the printer of a queue is in this trouble."""
    try:
        check_printer(queue, stuck=stuck)
    except PrintError as error:
        return error.fault is fault
    return False


def test_paper_that_runs_out_is_told_while_the_job_waits(cups: Cups, job: PaperJob) -> None:
    cups.add_tray(empty=True)
    check_printer("tray")  # nobody knows yet: the printer is heard only when something is printed
    number = send(replace(job, queue="tray"))
    until(lambda: complains("tray", QueueFault.NO_PAPER), "nothing is said of the paper")
    assert is_waiting("tray", number)
    withdraw(number)
    until(lambda: not is_waiting("tray", number), "the job was not withdrawn")
    withdraw(number)
    cups.fill_tray()
    # The last complaint stands until the next job: it must not keep anybody from sending one.
    assert complains("tray", QueueFault.NO_PAPER)
    again = send(replace(job, queue="tray"))
    until(lambda: not is_waiting("tray", again), "it did not come out")


def test_a_printer_that_nobody_reaches_is_told(cups: Cups, job: PaperJob) -> None:
    cups.add_absent()
    number = send(replace(job, queue="absent"))
    unreached = QueueFault.OFFLINE
    until(lambda: complains("absent", unreached, stuck=True), "nothing is said of it")
    assert not complains("absent", unreached), "that is how every job begins"
    withdraw(number)
    until(lambda: not is_waiting("absent", number), "the job was not withdrawn")


def answer_with(lines: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has ``lpstat`` print these lines, whatever it is asked."""
    program = folder / "lpstat"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{lines}END\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.parametrize(
    ("alerts", "stuck", "fault"),
    [
        ("media-empty-warning media-needed-warning", True, QueueFault.NO_PAPER),
        ("cups-waiting-for-job-completed media-needed-report", True, QueueFault.NO_PAPER),
        ("media-empty", False, QueueFault.NO_PAPER),
        ("media-jam-warning", False, None),
        ("media-jam-warning", True, QueueFault.ATTENTION),
        ("cover-open-report", True, QueueFault.ATTENTION),
        ("toner-empty-warning", True, None),
        ("toner-empty-error", False, QueueFault.ATTENTION),
        ("toner-low-warning media-low-warning", True, None),
        ("cups-waiting-for-job-completed", True, None),
        ("connecting-to-device-report", True, QueueFault.OFFLINE),
        ("fuser-over-temp-error", False, None),
        ("fuser-over-temp-error", True, QueueFault.ATTENTION),
        ("none", False, None),
        ("toner-low-warning media-low-report", False, None),
        ("media-empty-warning", False, None),
        ("media-needed-error", False, QueueFault.NO_PAPER),
        ("toner-low-warning cover-open-error", False, QueueFault.ATTENTION),
        ("offline-report", False, QueueFault.OFFLINE),
        ("connecting-to-device", False, None),
        ("connecting-to-device", True, QueueFault.OFFLINE),
    ],
)
def test_what_a_printer_says_of_itself(
    alerts: str,
    stuck: bool,
    fault: QueueFault | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = f"printer front is idle.  enabled since Sun\n\tAlerts: {alerts}\n\tLocation: \n"
    answer_with(lines, tmp_path, monkeypatch)
    if fault is None:
        check_printer("front", stuck=stuck)
        return
    with pytest.raises(PrintError) as caught:
        check_printer("front", stuck=stuck)
    assert caught.value.fault is fault


#: What ``lpstat -l -p`` of CUPS 2.4.2 says of a queue.
QUEUE = """printer front is idle.  enabled since Sun
\tForm mounted:
\tContent types: any
\tAlerts: none
\tLocation: {place}
\tConnection: {connection}
{driver}\tOn fault: no alert
"""
DRIVER_LINE = "\tInterface: /etc/cups/ppd/front.ppd\n"


def test_a_queue_without_a_driver_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``lpadmin -m everywhere`` makes one while the printer is asleep."""
    lines = QUEUE.format(place="Interface: none", connection="direct", driver="")
    answer_with(lines, tmp_path, monkeypatch)
    for check in (check_queue, check_printer):
        with pytest.raises(PrintError) as caught:
            check("front")
        assert caught.value.fault is QueueFault.NO_DRIVER
    assert caught.value.sentence == (
        "The printer front has no driver, so nothing would come out. Set it up again in the "
        "system's settings while it is switched on, then print again."
    )


@pytest.mark.parametrize(
    ("connection", "driver"), [("direct", DRIVER_LINE), ("remote", ""), ("remote", DRIVER_LINE)]
)
def test_a_queue_with_a_driver_here_or_elsewhere_is_right(
    connection: str, driver: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = QUEUE.format(place="hall", connection=connection, driver=driver)
    answer_with(lines, tmp_path, monkeypatch)
    check_queue("front")
    check_printer("front", stuck=True)


def test_a_real_queue_without_a_driver_is_told(cups: Cups, job: PaperJob) -> None:
    cups.add_without_driver()
    with pytest.raises(PrintError) as caught:
        send(replace(job, queue="bare"))
    assert caught.value.fault is QueueFault.NO_DRIVER
    assert cups.jobs() == ""


def test_a_stopped_queue_that_gives_no_reason(cups: Cups) -> None:
    """What describes the queue is not taken for the reason."""
    assert cups.run("cupsdisable", "paper") == 0
    with pytest.raises(PrintError) as caught:
        check_queue("paper")
    assert caught.value.reason in ("", "Paused")
    assert "Form mounted" not in caught.value.sentence


#: What ``lpstat -W completed -l -o`` of CUPS 2.4.2 says of jobs.
JOBS = """front-9                 root              1024   Sat Nov 28 14:45:31 2026
\tStatus: Printer cannot print with supplied options.
\tAlerts: processing-to-stop-point
\tqueued for front
front-8                 root              1024   Sat Nov 28 14:45:31 2026
\tStatus: Attempting to reconstruct cross-reference table
\tAlerts: processing-to-stop-point
\tqueued for front
front-7                 root              1024   Sat Nov 28 14:45:19 2026
\tAlerts: job-canceled-at-device
\tqueued for front
front-6                 root              1024   Sat Nov 28 14:45:19 2026
\tAlerts: job-completed-successfully
\tqueued for front
"""


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("front-9", "Printer cannot print with supplied options."),
        ("front-8", None),
        ("front-7", "job-canceled-at-device"),
        ("front-6", None),
        ("front-5", None),
    ],
)
def test_what_became_of_a_job(
    number: str, reason: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_with(JOBS, tmp_path, monkeypatch)
    if reason is None:
        check_printed("front", number)
        return
    with pytest.raises(PrintError) as caught:
        check_printed("front", number)
    assert caught.value.reason == reason


def test_a_job_that_came_out_is_printed(cups: Cups, job: PaperJob) -> None:
    number = send(job)
    until(lambda: not is_waiting("paper", number), "it did not come out")
    check_printed("paper", number)
