"""The print desk: sends a visitor's sheets to the clinic's printer, without any dialog.

Sheets are laid out, painted and sent in a separate thread, so that the window never freezes. They
go from memory straight to the machine's print system; no file is written.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from queue import SimpleQueue
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from evenkeel.handout.document import Document
from evenkeel.handout.queues import SET_UP_AGAIN, PrintError, QueueFault
from evenkeel.handout.typesetting import page_count
from evenkeel.kiosk.frame.config import KioskConfig
from evenkeel.kiosk.paper.allowance import Allowance, PageReservation, Shortage
from evenkeel.kiosk.paper.print_system import PrintRequest, PrintSystem
from evenkeel.language import translate

_log = logging.getLogger(__name__)

#: How often the print system is asked whether a job is on paper, and for how long, in seconds.
WATCH_EVERY_S: Final = 1.0
WATCH_S: Final = 40.0
#: For this many seconds after a job was sent, a reported fault may still be the last job's.
GRACE_S: Final = 6.0
#: How long the printer is watched where the system reports nothing of its jobs, in seconds.
WATCH_PRINTER_S: Final = 8.0
#: The title in the print system's lists: nothing about the visitor.
_TITLE: Final = "Evenkeel"
#: How long the program waits at its end for a job that is being sent, in seconds.
_CLOSE_S: Final = 2.0


class ReceiptState(Enum):
    """The state of a visitor's print job."""

    SENDING = "sending"
    PRINTED = "printed"
    SENT = "sent"
    QUEUED = "queued"
    LIMITED = "limited"
    FAILED = "failed"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The state of the print job of a key, and a sentence that says it."""

    key: str
    state: ReceiptState
    sentence: str

    @property
    def in_hand(self) -> bool:
        """Whether the printer has the sheets or gets them: asking again prints nothing more.

        Otherwise the QR code and the typed code can be offered instead.
        """
        return self.state in (
            ReceiptState.SENDING,
            ReceiptState.PRINTED,
            ReceiptState.SENT,
            ReceiptState.QUEUED,
        )


@dataclass(frozen=True, slots=True)
class _PrintJob:
    """A print job that a visitor asked for.

    Attributes:
        visit: the visitor's number.
        key: what is printed.
        lay_out: makes the sheets.
        behind: whether another job was unfinished when it was asked for.
    """

    visit: int
    key: str
    lay_out: Callable[[], Document]
    behind: bool


class PrintDesk(QObject):
    """Takes visitors' print jobs and reports their state.

    Signals:
        updated: the :class:`Receipt` of a job of the current visitor has changed.
        printed: the printer has taken a job, with its number of sheets; of any visitor.

    Args:
        config: the printer, its paper and the limits.
        clock: monotonic seconds.
        system: the print system.
        pause: waits for a number of seconds in the desk's thread; returns false when the desk has
            closed.
    """

    updated = Signal(object)
    printed = Signal(int)
    _done = Signal(object, object, int)

    def __init__(
        self,
        config: KioskConfig,
        clock: Callable[[], float],
        *,
        system: PrintSystem,
        pause: Callable[[float], bool] | None = None,
    ) -> None:
        super().__init__()
        self._config = config
        self._clock = clock
        self._system = system
        self._closed = threading.Event()
        self._pause = pause or (lambda seconds: not self._closed.wait(seconds))
        self._allowance = Allowance(config.pages_per_visitor, config.pages_per_hour)
        self._lock = threading.Lock()
        self._jobs: SimpleQueue[_PrintJob | None] = SimpleQueue()
        self._worker: threading.Thread | None = None
        #: The number of unfinished jobs; guarded by the lock.
        self._open = 0
        self._receipts: dict[str, Receipt] = {}
        self._done.connect(self._note, Qt.ConnectionType.QueuedConnection)

    def ask(self, key: str, lay_out: Callable[[], Document]) -> Receipt:
        """Asks for sheets to be printed; repeated calls print them once. Returns at once.

        Changes of state come with :attr:`updated`. A refused job may be asked for again.

        Args:
            key: what is printed, for example ``plan`` or ``card:glute_bridge:left``.
            lay_out: makes the sheets; called in the desk's thread, so it must not touch widgets.
        """
        known = self._receipts.get(key)
        if known and known.in_hand:
            return known
        if not self._config.printer:
            return Receipt(
                key, ReceiptState.OFF, translate("PrintDesk", "There is no printer here.")
            )
        receipt = Receipt(
            key, ReceiptState.SENDING, translate("PrintDesk", "Your pages are on their way …")
        )
        self._receipts[key] = receipt
        with self._lock:
            job = _PrintJob(self._allowance.visitor, key, lay_out, behind=self._open > 0)
            self._open += 1
        self._jobs.put(job)
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="print desk", daemon=True)
            self._worker.start()
        return receipt

    def new_visitor(self) -> None:
        """Forgets the last visitor's jobs.

        The job that is being printed still comes out. Those that wait do not: they would lie in the
        printer in front of the next visitor.
        """
        self._receipts.clear()
        with self._lock:
            self._allowance.new_visitor()

    def close(self) -> None:
        """Ends the desk's thread; a job that is being sent gets two seconds."""
        self._closed.set()
        self._jobs.put(None)
        if self._worker:
            self._worker.join(_CLOSE_S)

    def _note(self, job: _PrintJob, receipt: Receipt, sheets: int) -> None:
        """Counts the sheets and notifies the visitor, if still there; in the window's thread."""
        if receipt.in_hand:
            self.printed.emit(sheets)
        if self._is_here(job):
            self._receipts[job.key] = receipt
            self.updated.emit(receipt)

    def _is_here(self, job: _PrintJob) -> bool:
        """Whether the visitor who asked for it is still the current one."""
        with self._lock:
            return job.visit == self._allowance.visitor

    def _work(self) -> None:
        """The desk's thread: one job after the other."""
        while (job := self._jobs.get()) is not None and not self._closed.is_set():
            if not job.behind or self._is_here(job):
                self._do(job)
            with self._lock:
                self._open -= 1

    def _do(self, job: _PrintJob) -> None:
        """Prints a job and always reports its state."""
        sheets = 0
        try:
            document = job.lay_out()
            sheets = page_count(document)
            state, sentence = self._print(document, sheets, job.visit)
        except Exception:  # noqa: BLE001 - the desk must go on for the next visitor
            _log.exception("the pages could not be printed")
            state, sentence = ReceiptState.FAILED, _trouble(QueueFault.UNKNOWN)
        if not self._closed.is_set():
            self._done.emit(job, Receipt(job.key, state, sentence), sheets)

    def _print(self, document: Document, sheets: int, visitor: int) -> tuple[ReceiptState, str]:
        with self._lock:
            reservation = self._allowance.ask(sheets, self._clock(), visitor=visitor)
        if isinstance(reservation, Shortage):
            return ReceiptState.LIMITED, _limit(reservation)
        taken = False
        try:
            state = self._send(document)
            taken = True
        except PrintError as error:
            _log.warning("%s: %s", self._config.printer, _for_staff(error))
            return ReceiptState.FAILED, _trouble(error.fault)
        finally:
            if not taken:
                self._refund(reservation)
        return state, _success(state)

    def _refund(self, reservation: PageReservation) -> None:
        with self._lock:
            self._allowance.refund(reservation)

    def _send(self, document: Document) -> ReceiptState:
        """Sends sheets and watches their job."""
        request = PrintRequest(queue=self._config.printer, title=_TITLE, document=document)
        number = self._system.send(request)
        return self._follow(number) if number else self._watch_printer()

    def _follow(self, number: str) -> ReceiptState:
        """Watches a job, and cancels it where the sheets can't come out now.

        Otherwise they would come out, hours later, in front of another visitor.

        Raises:
            PrintError: the printer is in trouble, or did not print them.
        """
        queue = self._config.printer
        sent_s = self._clock()
        try:
            while self._system.is_waiting(queue, number):
                waited_s = self._clock() - sent_s
                stuck = waited_s >= WATCH_S
                if waited_s >= GRACE_S:
                    self._system.check(queue, stuck=stuck)
                if stuck or not self._pause(WATCH_EVERY_S):
                    return ReceiptState.QUEUED
        except PrintError:
            self._system.cancel(number)
            raise
        self._system.check_printed(queue, number)
        return ReceiptState.PRINTED

    def _watch_printer(self) -> ReceiptState:
        """Watches the printer for a while, where the system reports nothing of its jobs.

        It had no fault before, so any reported fault is about these sheets. They can't be cancelled
        from here; the visitor is asked to call the staff.
        """
        sent_s = self._clock()
        while self._clock() - sent_s < WATCH_PRINTER_S and self._pause(WATCH_EVERY_S):
            self._system.check(self._config.printer, stuck=False)
        return ReceiptState.SENT


def _for_staff(error: PrintError) -> str:
    """The text for the log: nothing about the visitor."""
    if error.fault is QueueFault.NO_DRIVER:
        return f"{error.fault.value}: {SET_UP_AGAIN}"
    return f"{error.fault.value}: {error.reason}" if error.reason else error.fault.value


def _success(state: ReceiptState) -> str:
    match state:
        case ReceiptState.QUEUED:
            return translate(
                "PrintDesk",
                "Your pages are waiting for the printer. If they do not come out in a few minutes, "
                "please tell the staff.",
            )
        case ReceiptState.SENT:
            return translate(
                "PrintDesk",
                "Your pages have been sent to the printer. Please take them from there.",
            )
        case _:
            return translate(
                "PrintDesk", "Your pages are printed. Please take them from the printer."
            )


def _limit(shortage: Shortage) -> str:
    if shortage is Shortage.VISITOR:
        return translate("PrintDesk", "These are more pages than can be printed in one visit.")
    return translate(
        "PrintDesk", "The printer has printed many pages this hour. Please try again later."
    )


def _trouble(fault: QueueFault) -> str:
    match fault:
        case QueueFault.NO_PAPER:
            return translate("PrintDesk", "The printer has no paper. Please tell the staff.")
        case QueueFault.OFFLINE:
            return translate("PrintDesk", "The printer does not answer. Please tell the staff.")
        case QueueFault.MISSING:
            return translate("PrintDesk", "The printer can't be found. Please tell the staff.")
        case QueueFault.NO_DRIVER:
            return translate(
                "PrintDesk", "The printer is not set up properly. Please tell the staff."
            )
        case QueueFault.FULL:
            return translate(
                "PrintDesk",
                "The printer has too many pages waiting. Please try again in a few minutes.",
            )
        case _:
            return translate(
                "PrintDesk", "The printer is not printing at the moment. Please tell the staff."
            )
