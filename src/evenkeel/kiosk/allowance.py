"""How many sheets may still be printed: by this visitor, and in this hour by everybody."""

from collections import deque
from dataclasses import dataclass
from enum import Enum
from typing import Final

HOUR_S: Final = 3600.0


class Shortage(Enum):
    """Which limit has no room for the sheets."""

    VISITOR = "visitor"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class PageReservation:
    """Sheets that were allowed at a time, in monotonic seconds, to the visitor of a number."""

    number: int
    visitor: int
    sheets: int
    at_s: float


class Allowance:
    """Counts sheets against two limits: each visit's, and that of any 3600 seconds.

    Args:
        per_visitor: sheets for one visit.
        per_hour: sheets for all visits within an hour, wherever that hour begins.
    """

    def __init__(self, per_visitor: int, per_hour: int) -> None:
        self._per_visitor = per_visitor
        self._per_hour = per_hour
        self._visitor = 0
        self._number = 0
        self._grants: deque[PageReservation] = deque()
        self._of_visitor = 0

    @property
    def visitor(self) -> int:
        """The number of the visitor who is here now."""
        return self._visitor

    def ask(
        self, sheets: int, now_s: float, *, visitor: int | None = None
    ) -> PageReservation | Shortage:
        """Takes sheets from both limits, or from none and says which one has too few.

        Args:
            sheets: how many are to be printed.
            now_s: monotonic seconds.
            visitor: whose limit they are taken from; without one, that of the visitor who is
                here now. Of a visitor who has left, the sheets of the last hour count.
        """
        while self._grants and self._grants[0].at_s <= now_s - HOUR_S:
            self._grants.popleft()
        whose = self._visitor if visitor is None else visitor
        if self._spent_by(whose) + sheets > self._per_visitor:
            return Shortage.VISITOR
        if sum(one.sheets for one in self._grants) + sheets > self._per_hour:
            return Shortage.HOUR
        self._number += 1
        grant = PageReservation(self._number, whose, sheets, now_s)
        self._grants.append(grant)
        if whose == self._visitor:
            self._of_visitor += sheets
        return grant

    def _spent_by(self, visitor: int) -> int:
        if visitor == self._visitor:
            return self._of_visitor
        return sum(one.sheets for one in self._grants if one.visitor == visitor)

    def give_back(self, grant: PageReservation) -> None:
        """Returns the sheets of a job that failed; a second time changes nothing."""
        if grant.visitor == self._visitor and grant in self._grants:
            self._of_visitor -= grant.sheets
        if grant in self._grants:
            self._grants.remove(grant)

    def new_visitor(self) -> None:
        """Gives the next visitor the whole of a visit's limit; the hour goes on."""
        self._visitor += 1
        self._of_visitor = 0
