"""The print desk: sends a visitor's sheets to the clinic's printer, without any dialog.

Sheets are laid out, painted and sent in a thread of their own, so that the window never stands
still. They go from memory straight to the print system, whichever the machine has: no file of ours
is written.
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
from evenkeel.kiosk.allowance import Allowance, PageReservation, Shortage
from evenkeel.kiosk.config import KioskConfig
from evenkeel.kiosk.printsystem import Order, PrintSystem
from evenkeel.language import translate

_log = logging.getLogger(__name__)

#: How often the print system is asked whether a job is on paper, and for how long, in seconds.
WATCH_EVERY_S: Final = 1.0
WATCH_S: Final = 40.0
#: So long after a job was sent, a complaint may still be that of the last job, in seconds.
GRACE_S: Final = 6.0
#: How long the printer is watched where nothing is told of its jobs, in seconds.
SEEN_OFF_S: Final = 8.0
#: What stands in the print system's lists: nothing of the visitor.
_TITLE: Final = "Evenkeel"
#: How long the end of the program waits for a job that is just being sent, in seconds.
_CLOSE_S: Final = 2.0


class ReceiptState(Enum):
    """What has become of a visitor's sheets."""

    SENDING = "sending"
    PRINTED = "printed"
    SENT = "sent"
    QUEUED = "queued"
    LIMITED = "limited"
    FAILED = "failed"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What has become of the sheets that were asked for by a key, and a sentence that says so."""

    key: str
    state: ReceiptState
    sentence: str

    @property
    def in_hand(self) -> bool:
        """Whether the printer has them or gets them: asking again prints nothing more.

        Otherwise the screen's version and the square code are what can be offered instead.
        """
        return self.state in (
            ReceiptState.SENDING,
            ReceiptState.PRINTED,
            ReceiptState.SENT,
            ReceiptState.QUEUED,
        )


@dataclass(frozen=True, slots=True)
class _Errand:
    """Sheets that a visitor wants.

    Attributes:
        visit: the visitor's number.
        key: what is printed.
        lay_out: makes the sheets.
        behind: whether something else was being printed when it was asked for.
    """

    visit: int
    key: str
    lay_out: Callable[[], Document]
    behind: bool


class PrintDesk(QObject):
    """Takes what visitors want printed, and tells what has become of it.

    Signals:
        told: the :class:`Receipt` of this visitor's sheets has changed; never another visitor's.
        printed: the printer has taken a job of so many sheets, whoever asked for them.

    Args:
        config: the printer, its paper and the limits.
        clock: monotonic seconds.
        system: the print system.
        pause: waits so many seconds in the desk's thread; false when the desk has closed.
    """

    told = Signal(object)
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
        self._errands: SimpleQueue[_Errand | None] = SimpleQueue()
        self._worker: threading.Thread | None = None
        #: Those that were asked for and are not done with yet; under the lock.
        self._open = 0
        self._receipts: dict[str, Receipt] = {}
        self._done.connect(self._note, Qt.ConnectionType.QueuedConnection)

    def ask(self, key: str, lay_out: Callable[[], Document]) -> Receipt:
        """Asks for sheets to be printed, once however often it is asked; returns at once.

        What has become of them comes with :attr:`told`. What was refused may be asked for again.

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
            errand = _Errand(self._allowance.visitor, key, lay_out, behind=self._open > 0)
            self._open += 1
        self._errands.put(errand)
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="print desk", daemon=True)
            self._worker.start()
        return receipt

    def new_visitor(self) -> None:
        """Forgets whose sheets were asked for.

        What is being printed still comes out. What waits behind it does not: it would lie in the
        printer in front of somebody else.
        """
        self._receipts.clear()
        with self._lock:
            self._allowance.new_visitor()

    def close(self) -> None:
        """Ends the desk's thread; a job that is being sent gets two seconds."""
        self._closed.set()
        self._errands.put(None)
        if self._worker:
            self._worker.join(_CLOSE_S)

    def _note(self, errand: _Errand, receipt: Receipt, sheets: int) -> None:
        """In the window's thread: counts, and tells the visitor, if it is still the same one."""
        if receipt.in_hand:
            self.printed.emit(sheets)
        if self._is_here(errand):
            self._receipts[errand.key] = receipt
            self.told.emit(receipt)

    def _is_here(self, errand: _Errand) -> bool:
        """Whether the visitor who asked for it still stands there."""
        with self._lock:
            return errand.visit == self._allowance.visitor

    def _work(self) -> None:
        """The desk's thread: one job after the other."""
        while (errand := self._errands.get()) is not None and not self._closed.is_set():
            if not errand.behind or self._is_here(errand):
                self._do(errand)
            with self._lock:
                self._open -= 1

    def _do(self, errand: _Errand) -> None:
        """Prints what was asked for and tells what has become of it, whatever happens."""
        sheets = 0
        try:
            document = errand.lay_out()
            sheets = page_count(document)
            state, sentence = self._print(document, sheets, errand.visit)
        except Exception:  # noqa: BLE001 - a visitor stands there, and the next one will come
            _log.exception("the pages could not be printed")
            state, sentence = ReceiptState.FAILED, _trouble(QueueFault.UNKNOWN)
        if not self._closed.is_set():
            self._done.emit(errand, Receipt(errand.key, state, sentence), sheets)

    def _print(self, document: Document, sheets: int, visitor: int) -> tuple[ReceiptState, str]:
        with self._lock:
            grant = self._allowance.ask(sheets, self._clock(), visitor=visitor)
        if isinstance(grant, Shortage):
            return ReceiptState.LIMITED, _limit(grant)
        taken = False
        try:
            state = self._send(document)
            taken = True
        except PrintError as error:
            _log.warning("%s: %s", self._config.printer, _for_staff(error))
            return ReceiptState.FAILED, _trouble(error.fault)
        finally:
            if not taken:
                self._give_back(grant)
        return state, _success(state)

    def _give_back(self, grant: PageReservation) -> None:
        with self._lock:
            self._allowance.give_back(grant)

    def _send(self, document: Document) -> ReceiptState:
        """Sends sheets and watches what becomes of them."""
        order = Order(queue=self._config.printer, title=_TITLE, document=document)
        number = self._system.send(order)
        return self._follow(number) if number else self._see_off()

    def _follow(self, number: str) -> ReceiptState:
        """Watches a job; sheets that can't come out now are taken back.

        Otherwise they would come out, hours later, in front of somebody else.

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
            self._system.withdraw(number)
            raise
        self._system.check_printed(queue, number)
        return ReceiptState.PRINTED

    def _see_off(self) -> ReceiptState:
        """Watches the printer for a while, where nothing is told of its jobs.

        It was in no trouble before, so that any complaint is about these sheets. They can't be
        taken back: that is for the staff, whom the visitor is asked to call.
        """
        sent_s = self._clock()
        while self._clock() - sent_s < SEEN_OFF_S and self._pause(WATCH_EVERY_S):
            self._system.check(self._config.printer, stuck=False)
        return ReceiptState.SENT


def _for_staff(error: PrintError) -> str:
    """What goes into the log: nothing of the visitor."""
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
