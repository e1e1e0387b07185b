"""What hurt in a session, and what must not follow it."""

from collections import Counter
from collections.abc import Collection

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Kind
from evenkeel.coach.timeline import Phase
from evenkeel.guide.plan import Plan

#: After so many stops in a row of one exercise, nothing that takes strength is offered.
_ENOUGH = 2


class PainStops:
    """The stops of each exercise since it was last completed [SESSION-3].

    Attributes:
        dropped: the items of the plan (from 0) that are not done any more in this session.
    """

    def __init__(self, plan: Plan, catalogue: Catalogue, before: Collection[str]) -> None:
        """``before`` are the exercises that were stopped when they were last done."""
        self._plan = plan
        self._catalogue = catalogue
        self._counts = Counter(before)
        self.dropped: frozenset[int] = frozenset()

    def stop(self, phase: Phase) -> None:
        """An exercise is stopped; after the second time in a row, what takes strength is dropped.

        So is the same exercise, where it would come once more.
        """
        self._counts[phase.exercise] += 1
        if not self.again(phase.exercise):
            return
        exercises = self._catalogue.exercises
        self.dropped |= {
            number
            for number, item in self._plan.numbered()
            if number > phase.item
            and (
                item.exercise == phase.exercise or exercises[item.exercise].kind is Kind.STABILISING
            )
        }

    def complete(self, exercise: str) -> None:
        """An exercise was done to its end."""
        self._counts[exercise] = 0

    def again(self, exercise: str) -> bool:
        """Whether it was stopped for the second time in a row, or more."""
        return self._counts[exercise] >= _ENOUGH
