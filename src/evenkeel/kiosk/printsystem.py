"""The ways onto paper that a machine may have; the print desk takes whichever there is.

The programs of CUPS tell most: why a printer does not print, and what becomes of a job. They are
there on Linux and macOS. Everywhere else Qt paints onto the printer itself.
"""

from dataclasses import dataclass, replace
from typing import Protocol

from evenkeel.handout import printer, queues
from evenkeel.handout.document import Document
from evenkeel.handout.queues import PaperJob
from evenkeel.handout.typesetting import pdf_bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """A document for one queue; ``title`` is what stands in the print system's lists."""

    queue: str
    title: str
    document: Document


def on_paper(order: Order) -> PaperJob:
    """The sheets as one PDF in memory."""
    pdf, paper = pdf_bytes(order.document), order.document.paper.name
    return PaperJob(queue=order.queue, title=order.title, paper=paper, pdf=pdf)


class PrintSystem(Protocol):
    """What the desk needs of the machine's print system; every call may take a while."""

    def send(self, order: Order) -> str:
        """Sends sheets, or raises :class:`~evenkeel.handout.queues.PrintError`.

        Returns the job's number; nothing where the print system gives none, and so can't tell
        what becomes of a job.
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

    def withdraw(self, number: str) -> None:
        """Takes a job back."""


class CupsSystem:
    """The print system of Linux and macOS, through its own programs.

    Sheets go from memory through a pipe.
    """

    def send(self, order: Order) -> str:
        """Sends sheets and returns the job's number.

        Raises:
            PrintError: the queue did not take them.
        """
        return queues.send(on_paper(order))

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

    def withdraw(self, number: str) -> None:
        """Takes a job back."""
        queues.withdraw(number)


class QtSystem:
    """Any print system that Qt prints on: it says whether a printer is in trouble, and no more."""

    def send(self, order: Order) -> str:
        """Paints sheets onto the printer; there is no number.

        Raises:
            PrintError: there is no such printer, it is in trouble or refused a sheet.
        """
        printer.print_on(order.queue, replace(order.document, title=order.title))
        return ""

    def check(self, queue: str, *, stuck: bool) -> None:  # noqa: ARG002 - it is not told
        """Raises :class:`~evenkeel.handout.queues.PrintError` when a printer is in trouble."""
        queues.check_with_qt(queue)

    def is_waiting(self, queue: str, number: str) -> bool:  # noqa: ARG002 - it is not told
        """No job is known to wait."""
        return False

    def check_printed(self, queue: str, number: str) -> None:
        """Nothing is told of a job."""

    def withdraw(self, number: str) -> None:
        """What was sent stays with the print system."""


def system_here() -> PrintSystem:
    """The way onto paper that this machine has."""
    return CupsSystem() if queues.has_cups() else QtSystem()
