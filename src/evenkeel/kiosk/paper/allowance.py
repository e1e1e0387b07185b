"""Limits on printed sheets: for each visitor, and for all visitors within an hour."""

from collections import deque
from dataclasses import dataclass
from enum import Enum
from typing import Final

HOUR_S: Final = 3600.0


class Shortage(Enum):
    """Which limit the sheets would exceed."""

    VISITOR = "visitor"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class PageReservation:
    """Sheets that count against the limits; ``at_s`` is monotonic seconds."""

    number: int
    visitor: int
    sheets: int
    at_s: float


class Allowance:
    """Counts sheets against two limits: one for each visit, one for any 3600 seconds.

    Args:
        per_visitor: sheets for one visit.
        per_hour: sheets for all visits within any hour.
    """

    def __init__(self, per_visitor: int, per_hour: int) -> None:
        self._per_visitor = per_visitor
        self._per_hour = per_hour
        self._visitor = 0
        self._number = 0
        self._reservations: deque[PageReservation] = deque()
        self._of_visitor = 0

    @property
    def visitor(self) -> int:
        """The number of the current visitor."""
        return self._visitor

    def ask(
        self, sheets: int, now_s: float, *, visitor: int | None = None
    ) -> PageReservation | Shortage:
        """Reserves sheets within both limits, or none and returns the limit that has too few.

        Args:
            sheets: how many are to be printed.
            now_s: monotonic seconds.
            visitor: whose limit they count against; by default that of the current visitor. For a
                visitor who has left, the sheets of the last hour count.
        """
        while self._reservations and self._reservations[0].at_s <= now_s - HOUR_S:
            self._reservations.popleft()
        whose = self._visitor if visitor is None else visitor
        if self._spent_by(whose) + sheets > self._per_visitor:
            return Shortage.VISITOR
        if sum(reserved.sheets for reserved in self._reservations) + sheets > self._per_hour:
            return Shortage.HOUR
        self._number += 1
        reservation = PageReservation(self._number, whose, sheets, now_s)
        self._reservations.append(reservation)
        if whose == self._visitor:
            self._of_visitor += sheets
        return reservation

    def _spent_by(self, visitor: int) -> int:
        if visitor == self._visitor:
            return self._of_visitor
        return sum(held.sheets for held in self._reservations if held.visitor == visitor)

    def refund(self, reservation: PageReservation) -> None:
        """Releases the sheets of a job that failed; a second call changes nothing."""
        if reservation.visitor == self._visitor and reservation in self._reservations:
            self._of_visitor -= reservation.sheets
        if reservation in self._reservations:
            self._reservations.remove(reservation)

    def new_visitor(self) -> None:
        """Gives the next visitor the full limit of a visit; the limit of the hour is unchanged."""
        self._visitor += 1
        self._of_visitor = 0
