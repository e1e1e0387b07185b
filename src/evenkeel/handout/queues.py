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

from evenkeel.catalogue.wording import fill
from evenkeel.language import translate

_SECONDS: Final = 20
_REQUEST: Final = re.compile(r"request id is (\S+)")
_ALERTS: Final = re.compile(r"^\s*Alerts: (.*)$", re.MULTILINE)
_STATUS: Final = re.compile(r"^\s*Status: (.*)$", re.MULTILINE)
#: What ``lpstat -l -p`` says of a queue of this computer, and of one that has a driver.
_LOCAL: Final = re.compile(r"^\s*Connection: direct\s*$", re.MULTILINE)
_DRIVER: Final = re.compile(r"^\s*Interface: ", re.MULTILINE)
#: The first of the lines that describe a queue; what stands above it is why it does not print.
_DESCRIPTION: Final = "Form mounted:"


class QueueFault(Enum):
    """What is wrong with a queue."""

    MISSING = "missing"
    STOPPED = "stopped"
    REFUSING = "refusing"
    FULL = "full"
    NO_PAPER = "no_paper"
    OFFLINE = "offline"
    ATTENTION = "attention"
    NO_DRIVER = "no_driver"
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
#: Printers say for weeks that these run out, and print all the same.
_SUPPLIES: Final = frozenset({"toner-empty", "marker-supply-empty"})
#: What counts only once a job does not move: right after it was sent, that is how it begins.
_STUCK_TROUBLES: Final = {
    "connecting-to-device": QueueFault.OFFLINE,
    "timed-out": QueueFault.OFFLINE,
    "paused": QueueFault.ATTENTION,
    "input-tray-missing": QueueFault.NO_PAPER,
    "interlock-open": QueueFault.ATTENTION,
    "output-area-full": QueueFault.ATTENTION,
    "cups-remote-stopped": QueueFault.ATTENTION,
    "cups-remote-pending-held": QueueFault.ATTENTION,
}
_ENDINGS: Final = ("-error", "-warning", "-report")
#: Why a job that has left its queue is not on paper (RFC 8011, 5.3.8, and PWG 5100.16). One that
#: came out may be called "processing-to-stop-point", as may one that did not.
_NOT_PRINTED: Final = (
    "aborted-",
    "account-",
    "document-format-error",
    "document-unprintable",
    "job-aborted-",
    "job-canceled-",
    "job-completed-with-errors",
    "unsupported-document-format",
)
#: The same in words, where CUPS calls a job completed that its printer has refused.
_REFUSED: Final = re.compile(r"cannot print|was not accepted|canceled at printer", re.IGNORECASE)
#: What the parts of CUPS that talk to printers say of one that they don't reach.
_UNREACHED: Final = re.compile(
    r"unavailable|unreachable|not responding|not connected|to become available|unable to locate"
    r"|looking for printer|connecting to printer",
    re.IGNORECASE,
)


#: For whoever looks after a printer, in logs and on the command line.
SET_UP_AGAIN: Final = (
    "the queue has no driver and prints nothing; set the queue up again while the printer is "
    "switched on"
)


class PrintError(Exception):
    """A printer did not take the pages; the message is its name.

    Attributes:
        fault: what is wrong.
        reason: what the print system says of it, for whoever looks after the printer; often empty.
        sentence: the same for the reader, with what to do.
    """

    def __init__(
        self, printer: str, fault: QueueFault = QueueFault.UNKNOWN, reason: str = ""
    ) -> None:
        super().__init__(printer)
        self.fault = fault
        self.reason = reason
        self.sentence = _sentence(printer, fault, reason)


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperJob:
    """Pages for one queue, as a PDF document.

    ``paper`` is a name of ``paper.PAPERS``; ``options`` are further ones, as ``lp`` takes them.
    """

    queue: str
    title: str
    paper: str
    pdf: bytes
    options: tuple[str, ...] = ()


def has_cups() -> bool:
    """Whether the print system is CUPS, with the programs that are used here."""
    return all(map(shutil.which, ("lp", "lpstat", "cancel")))


def check_queue(name: str) -> None:
    """Asks whether a queue takes pages and puts them on paper.

    A queue without a driver takes everything and prints nothing. ``lpadmin -m everywhere`` makes
    one, and says nothing, when its printer does not answer at that moment.

    Raises:
        PrintError: it does not, with the reason that the print system gives.
    """
    if shutil.which("lpstat") is None:
        check_with_qt(name)
        return
    _check_state(name)


def _check_state(name: str) -> str:
    """The same by ``lpstat`` alone; returns what it says of the queue.

    Raises:
        PrintError: see :func:`check_queue`.
    """
    state = _run("lpstat", "-l", "-p", name)
    if state is None:
        raise PrintError(name)
    if state.returncode:
        raise PrintError(name, QueueFault.MISSING)
    if re.search(r"^printer .* disabled since ", state.stdout, re.MULTILINE):
        raise PrintError(name, QueueFault.STOPPED, _reason(state.stdout))
    if _LOCAL.search(state.stdout) and not _DRIVER.search(state.stdout):
        raise PrintError(name, QueueFault.NO_DRIVER)
    accepting = _run("lpstat", "-a", name)
    if accepting and " not accepting requests" in accepting.stdout:
        raise PrintError(name, QueueFault.REFUSING, _reason(accepting.stdout))
    return state.stdout


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


def check_printer(name: str, *, stuck: bool = False) -> None:
    """Asks what the printer of a queue, busy with a job, complains about.

    Only then: of an idle printer, the print system repeats what it heard during the last job.

    Warnings and reports do not keep a printer from printing, except when they do: some printers
    say no more than ``media-empty-warning`` of trays that are all empty (RFC 8011 leaves it to
    them), and the job stands still for good. With ``stuck``, a job has waited for so long that it
    does not move, and whatever may be the cause counts, however bad the printer calls it.

    Raises:
        PrintError: it complains, or its queue is in trouble.
    """
    if shutil.which("lpstat") is None:
        check_with_qt(name)
        return
    state = _check_state(name)
    for reason in _alerts(state):
        fault = _trouble(reason, stuck=stuck)
        if fault:
            raise PrintError(name, fault, reason)
    if stuck and _UNREACHED.search(_reason(state)):
        raise PrintError(name, QueueFault.OFFLINE, _reason(state))


def _alerts(text: str) -> list[str]:
    """The reasons that ``lpstat -l`` gives for the state of one thing."""
    found = _ALERTS.search(text)
    return [] if found is None or found[1] == "none" else found[1].split()


def _trouble(alert: str, *, stuck: bool) -> QueueFault | None:
    """What is wrong when a printer gives this reason for its state, if anything is."""
    ending = next((one for one in _ENDINGS if alert.endswith(one)), "")
    reason = alert.removesuffix(ending)
    if reason.startswith("offline"):
        return QueueFault.OFFLINE
    # By RFC 8011, 5.4.12, a reason without an ending is an error.
    stopped = ending in ("", "-error")
    if reason in _TROUBLES and (stopped or (stuck and reason not in _SUPPLIES)):
        return _TROUBLES[reason]
    if not stuck:
        return None
    # Whatever a printer calls an error keeps it from printing.
    unknown = QueueFault.ATTENTION if ending == "-error" else None
    return _STUCK_TROUBLES.get(reason, unknown)


def is_waiting(queue: str, number: str) -> bool:
    """Whether a job that was taken is not on paper yet, as far as the print system knows."""
    waiting = _run("lpstat", "-W", "not-completed", "-o", queue)
    return waiting is not None and any(
        line.split()[:1] == [number] for line in waiting.stdout.splitlines()
    )


def check_printed(queue: str, number: str) -> None:
    """Asks whether a job that has left its queue is on paper, as far as the print system knows.

    CUPS calls a job completed that its printer has refused; only what it says of the job tells.
    Where no jobs are remembered it is taken to be on paper.

    Raises:
        PrintError: it is not.
    """
    completed = _run("lpstat", "-W", "completed", "-l", "-o", queue)
    about = _about(completed.stdout, number) if completed else ""
    for reason in _alerts(about):
        if reason.startswith(_NOT_PRINTED):
            raise PrintError(queue, QueueFault.UNKNOWN, reason)
    status = _STATUS.search(about)
    if status and _REFUSED.search(status[1]):
        raise PrintError(queue, QueueFault.UNKNOWN, status[1])


def _about(listing: str, number: str) -> str:
    """What ``lpstat -l -o`` says of one job: its line and the indented ones below it."""
    lines: list[str] = []
    for line in listing.splitlines():
        if not line.startswith("\t"):
            if lines:
                break
            if line.split()[:1] != [number]:
                continue
        elif not lines:
            continue
        lines.append(line)
    return "\n".join(lines)


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
    options = ["-o", f"media={job.paper}", "-o", "print-scaling=none", *job.options]
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
    return "" if reason.lower() == "reason unknown" or reason == _DESCRIPTION else reason


def _sentence(printer: str, fault: QueueFault, reason: str) -> str:
    name = printer or translate("Handout", "(no name)")
    match fault:
        case QueueFault.MISSING:
            text = translate("Handout", "There is no printer called {name}. Choose another one.")
        case QueueFault.STOPPED if reason:
            text = translate(
                "Handout",
                "The printer {name} has stopped: {reason}. Your pages are kept; print again.",
            )
        case QueueFault.STOPPED:
            text = translate(
                "Handout",
                "The printer {name} has stopped. Check that it is switched on and has paper. Your "
                "pages are kept; print again.",
            )
        case QueueFault.REFUSING:
            text = translate(
                "Handout",
                "The printer {name} takes no pages at the moment. Your pages are kept; print again "
                "later or choose another printer.",
            )
        case QueueFault.NO_DRIVER:
            text = translate(
                "Handout",
                "The printer {name} has no driver, so nothing would come out. Set it up again in "
                "the system's settings while it is switched on, then print again.",
            )
        case QueueFault.FULL:
            text = translate(
                "Handout",
                "The printer {name} has too many pages waiting. Your pages are kept; print again "
                "in a few minutes.",
            )
        case _:
            text = translate(
                "Handout",
                "The printer {name} did not take the pages. Check that it is switched on and has "
                "paper. Your pages are kept; print again.",
            )
    return fill(text, name=name, reason=reason.rstrip("."))
