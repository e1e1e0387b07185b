"""The print systems that a machine may have; the print desk uses the one that is there.

The programs of CUPS (Linux and macOS) report most: why a printer does not print, and the state of a
job. Everywhere else Qt paints onto the printer.
"""

from dataclasses import dataclass, replace
from typing import Protocol

from evenkeel.handout import printer, queues
from evenkeel.handout.document import Document
from evenkeel.handout.queues import PaperJob
from evenkeel.handout.typesetting import pdf_bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintRequest:
    """A document for a queue; ``title`` appears in the print system's lists."""

    queue: str
    title: str
    document: Document


def pdf_job(request: PrintRequest) -> PaperJob:
    """The sheets as a PDF in memory."""
    pdf, paper = pdf_bytes(request.document), request.document.paper.name
    return PaperJob(queue=request.queue, title=request.title, paper=paper, pdf=pdf)


class PrintSystem(Protocol):
    """The machine's print system; every call may take a while."""

    def send(self, request: PrintRequest) -> str:
        """Sends sheets, or raises :class:`~evenkeel.handout.queues.PrintError`.

        Returns the job's number; an empty text where the print system gives none and does not
        report a job's state.
        """

    def check(self, queue: str, *, stuck: bool) -> None:
        """Raises :class:`~evenkeel.handout.queues.PrintError` when a queue is in trouble.

        ``stuck``: a job does not move, so that warnings count too.
        """

    def is_waiting(self, queue: str, number: str) -> bool:
        """Whether a job is not on paper yet."""

    def check_printed(self, queue: str, number: str) -> None:
        """Raises :class:`~evenkeel.handout.queues.PrintError` when a job was not printed.

        Only for a job that does not wait any more.
        """

    def cancel(self, number: str) -> None:
        """Cancels a job."""


class CupsSystem:
    """The print system of Linux and macOS, through its own programs.

    Sheets go from memory through a pipe.
    """

    def send(self, request: PrintRequest) -> str:
        """Sends sheets and returns the job's number.

        Raises:
            PrintError: the queue did not take them.
        """
        return queues.send(pdf_job(request))

    def check(self, queue: str, *, stuck: bool) -> None:
        """Raises :class:`~evenkeel.handout.queues.PrintError` when a queue is in trouble.

        ``stuck``: a job does not move, so that warnings count too.
        """
        queues.check_printer(queue, stuck=stuck)

    def is_waiting(self, queue: str, number: str) -> bool:
        """Whether a job is not on paper yet."""
        return queues.is_waiting(queue, number)

    def check_printed(self, queue: str, number: str) -> None:
        """Raises :class:`~evenkeel.handout.queues.PrintError` when a job was not printed."""
        queues.check_printed(queue, number)

    def cancel(self, number: str) -> None:
        """Cancels a job."""
        queues.withdraw(number)


class QtSystem:
    """Any print system that Qt prints on: it reports only whether a printer is in trouble."""

    def send(self, request: PrintRequest) -> str:
        """Paints sheets onto the printer; there is no number.

        Raises:
            PrintError: there is no such printer, it is in trouble or refused a sheet.
        """
        printer.print_on(request.queue, replace(request.document, title=request.title))
        return ""

    def check(self, queue: str, *, stuck: bool) -> None:  # noqa: ARG002 - not reported here
        """Raises :class:`~evenkeel.handout.queues.PrintError` when a printer is in trouble."""
        queues.check_with_qt(queue)

    def is_waiting(self, queue: str, number: str) -> bool:  # noqa: ARG002 - not reported here
        """Always false: no job's state is reported."""
        return False

    def check_printed(self, queue: str, number: str) -> None:
        """Does nothing: no job's state is reported."""

    def cancel(self, number: str) -> None:
        """Does nothing: a job that was sent can't be cancelled here."""


def system_here() -> PrintSystem:
    """The print system of this machine."""
    return CupsSystem() if queues.has_cups() else QtSystem()
