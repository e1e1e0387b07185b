"""Printer queues: whether one takes pages, and sending a PDF to one without a dialog.

Qt knows that a queue exists and whether it is in trouble. Why it is, and whether it takes jobs at
all, only the print system (CUPS) knows; its own programs ``lpstat`` and ``lp`` are asked where
they are installed.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from enum import Enum
from typing import Final

from evenkeel.handout.flow import tr

_SECONDS: Final = 20
_REQUEST: Final = re.compile(r"request id is (\S+)")
_ALERTS: Final = re.compile(r"^\s*Alerts: (.*)$", re.MULTILINE)


class QueueFault(Enum):
    """What is wrong with a queue."""

    MISSING = "missing"
    STOPPED = "stopped"
    REFUSING = "refusing"
    FULL = "full"
    NO_PAPER = "no_paper"
    OFFLINE = "offline"
    ATTENTION = "attention"
    UNKNOWN = "unknown"


#: What a printer says of itself (RFC 8011, 5.4.12, and PWG 5100.9), without the word for how bad.
_TROUBLES: Final = {
    "media-empty": QueueFault.NO_PAPER,
    "media-needed": QueueFault.NO_PAPER,
    "offline": QueueFault.OFFLINE,
    "shutdown": QueueFault.OFFLINE,
    "media-jam": QueueFault.ATTENTION,
    "cover-open": QueueFault.ATTENTION,
    "door-open": QueueFault.ATTENTION,
    "toner-empty": QueueFault.ATTENTION,
    "marker-supply-empty": QueueFault.ATTENTION,
}
_CALLING: Final = {"connecting-to-device": QueueFault.OFFLINE, "timed-out": QueueFault.OFFLINE}
#: What the parts of CUPS that talk to printers say of one that they don't reach.
_UNREACHED: Final = re.compile(
    r"unavailable|unreachable|not responding|not connected|to become available|unable to locate"
    r"|looking for printer|connecting to printer",
    re.IGNORECASE,
)


class PrintError(Exception):
    """A printer did not take the pages; the message is its name.

    Attributes:
        fault: what is wrong.
        sentence: the same for the reader, with what to do.
    """

    def __init__(
        self, printer: str, fault: QueueFault = QueueFault.UNKNOWN, reason: str = ""
    ) -> None:
        super().__init__(printer)
        self.fault = fault
        self.sentence = _sentence(printer, fault, reason)


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperJob:
    """Pages for one queue, as a PDF document; ``paper`` is a name of ``paper.PAPERS``."""

    queue: str
    title: str
    paper: str
    pdf: bytes


def check_queue(name: str) -> None:
    """Asks whether a queue takes pages and puts them on paper.

    Raises:
        PrintError: it does not, with the reason that the print system gives.
    """
    if shutil.which("lpstat") is None:
        check_with_qt(name)
        return
    state = _run("lpstat", "-p", name)
    if state is None:
        raise PrintError(name)
    if state.returncode:
        raise PrintError(name, QueueFault.MISSING)
    if re.search(r"^printer .* disabled since ", state.stdout, re.MULTILINE):
        raise PrintError(name, QueueFault.STOPPED, _reason(state.stdout))
    accepting = _run("lpstat", "-a", name)
    if accepting and " not accepting requests" in accepting.stdout:
        raise PrintError(name, QueueFault.REFUSING, _reason(accepting.stdout))


def check_with_qt(name: str) -> None:
    """Asks the same of Qt, which says only that a printer is missing or in trouble.

    May take seconds; in any thread.

    Raises:
        PrintError: there is no such printer, or it is in trouble.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise PrintError(name, QueueFault.MISSING)
    if info.state() is QPrinter.PrinterState.Error:
        raise PrintError(name, QueueFault.STOPPED)


def check_printer(name: str, *, connected: bool = False) -> None:
    """Asks what the printer of a queue, busy with a job, complains about.

    Only then: of an idle printer, the print system repeats what it heard during the last job.
    With ``connected``, a printer that is still being called is in trouble too: right after a job
    was sent that is how it begins, half a minute later it is not.

    Raises:
        PrintError: it complains, or its queue is in trouble.
    """
    check_queue(name)
    state = _run("lpstat", "-l", "-p", name)
    if state is None:
        return
    alerts = _ALERTS.search(state.stdout)
    troubles = {**_TROUBLES, **(_CALLING if connected else {})}
    for alert in alerts[1].split() if alerts else ():
        # Warnings and reports do not keep a printer from printing; being away does.
        reason = alert.removesuffix("-error")
        fault = troubles.get("offline" if reason.startswith("offline") else reason)
        if fault:
            raise PrintError(name, fault)
    if connected and _UNREACHED.search(_reason(state.stdout)):
        raise PrintError(name, QueueFault.OFFLINE)


def is_waiting(queue: str, number: str) -> bool:
    """Whether a job that was taken is not on paper yet, as far as the print system knows."""
    waiting = _run("lpstat", "-W", "not-completed", "-o", queue)
    return waiting is not None and any(
        line.split()[:1] == [number] for line in waiting.stdout.splitlines()
    )


def withdraw(number: str) -> None:
    """Takes a job out of its queue; one that is gone already is no fault."""
    _run("cancel", number)


def send(job: PaperJob) -> str:
    """Sends pages to a queue and returns the print system's number of the job.

    Raises:
        PrintError: the queue did not take them; nothing is in it.
    """
    check_queue(job.queue)
    # Without its name a queue takes its own paper and prints an A4 sheet onto Letter.
    options = ["-o", f"media={job.paper}", "-o", "print-scaling=none"]
    done = _run("lp", "-d", job.queue, "-t", job.title, *options, pdf=job.pdf)
    if done is None:
        raise PrintError(job.queue)
    found = _REQUEST.search(done.stdout)
    if done.returncode or not found:
        full = "too many" in done.stderr.lower() or "quota" in done.stderr.lower()
        fault = QueueFault.FULL if full else QueueFault.UNKNOWN
        raise PrintError(job.queue, fault, done.stderr.strip().removeprefix("lp: "))
    return found[1]


def _run(*command: str, pdf: bytes = b"") -> subprocess.CompletedProcess[str] | None:
    """One of the print system's programs; nothing where it is missing or does not answer."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system; the name is an argument
            [program, *command[1:]],
            input=pdf,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            # Its words are read below.
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return subprocess.CompletedProcess(
        done.args,
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
    )


def _reason(text: str) -> str:
    """The reason that stands, indented, below the first line."""
    lines = [line.strip() for line in text.splitlines()[1:] if line.startswith("\t")]
    reason = lines[0] if lines else ""
    return "" if reason.lower() == "reason unknown" else reason


def _sentence(printer: str, fault: QueueFault, reason: str) -> str:
    name = printer or tr("(no name)")
    match fault:
        case QueueFault.MISSING:
            text = tr("There is no printer called {name}. Choose another one.")
        case QueueFault.STOPPED if reason:
            text = tr("The printer {name} has stopped: {reason}. Your pages are kept; print again.")
        case QueueFault.STOPPED:
            text = tr(
                "The printer {name} has stopped. Check that it is switched on and has paper. Your "
                "pages are kept; print again."
            )
        case QueueFault.REFUSING:
            text = tr(
                "The printer {name} takes no pages at the moment. Your pages are kept; print again "
                "later or choose another printer."
            )
        case QueueFault.FULL:
            text = tr(
                "The printer {name} has too many pages waiting. Your pages are kept; print again "
                "in a few minutes."
            )
        case _:
            text = tr(
                "The printer {name} did not take the pages. Check that it is switched on and has "
                "paper. Your pages are kept; print again."
            )
    return text.format(name=name, reason=reason.rstrip("."))
