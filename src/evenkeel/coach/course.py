"""The course of a session: its phases, which one is the current, and what follows it."""

from collections.abc import Iterable

from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue
from evenkeel.coach.resume import Place, index_of
from evenkeel.coach.timeline import Phase, PhaseKind, Timing, prepare_s, rescheduled, total_s
from evenkeel.guide.plan import Plan


class Course:
    """The phases and a place among them.

    Attributes:
        phases: contiguous and in order.
        items: the items of the plan (from 0) that they have, each once, in order.
        index: of the current phase.
        then: where the current phase leads to when that is not the next one: after getting into
            position again, a resumed session continues in the middle of a side.
    """

    def __init__(self, phases: tuple[Phase, ...], plan: Plan, catalogue: Catalogue) -> None:
        self._plan = plan
        self._catalogue = catalogue
        self.index = 0
        self.then: int | None = None
        self.set_phases(phases)

    @property
    def phase(self) -> Phase:
        """The current phase."""
        return self.phases[self.index]

    def set_phases(self, phases: tuple[Phase, ...]) -> None:
        """Other phases, of which those before the current one are where they were."""
        self.phases = phases
        self.items = tuple(dict.fromkeys(phase.item for phase in phases))

    @property
    def rest(self) -> tuple[Phase, ...]:
        """The phases after the current one."""
        return self.phases[self.index + 1 :]

    def change(self, phase: Phase) -> None:
        """Another current phase in place of the one before; what follows moves along."""
        self.set_phases((*self.phases[: self.index], phase, *rescheduled(self.rest, phase.end_s)))

    def go_on_with(self, phases: Iterable[Phase]) -> None:
        """After the current phase these follow."""
        kept = self.phases[: self.index + 1]
        self.set_phases(kept + rescheduled(phases, self.phase.end_s))

    def left_s(self, at_s: float) -> float:
        """How long it still takes from a position in the current phase, in seconds."""
        jumped = 0.0 if self.then is None else self.phases[self.then].start_s - self.phase.end_s
        return total_s(self.phases) - at_s - jumped

    def left_after_item_s(self) -> float:
        """How long it still takes once the rest of the current item is left out, in seconds."""
        following = self.next_item()
        if following == len(self.phases):
            return 0.0
        return total_s(self.phases) - self.phases[following].start_s

    def following(self) -> int:
        """The index of the phase after this one; the number of phases when there is none."""
        return self.index + 1 if self.then is None else self.then

    def next_item(self) -> int:
        """The index of the first phase of another item that follows; see :meth:`following`."""
        later = range(self.index + 1, len(self.phases))
        return next((n for n in later if self.phases[n].item != self.phase.item), len(self.phases))

    def next_shown(self) -> int:
        """As :meth:`following`, past a rest of 0 s."""
        following = self.following()
        while following < len(self.phases) and _empty_rest(self.phases[following]):
            following += 1
        return following

    def ends_item(self, following: int) -> bool:
        """Whether an item is done once the phase at that index follows."""
        if following == len(self.phases):
            return True
        later = self.phases[following]
        return later.item != self.phase.item or later.kind is PhaseKind.ASK

    def reps_done(self, at_s: float) -> int:
        """The repetitions of this side that come before a position, in seconds of the timeline."""
        phase = self.phase if self.then is None else self.phases[self.then]
        dose = self._plan.items[phase.item].dose
        if phase.kind is PhaseKind.ASK:
            return dose.reps * dose.sets
        if phase.set is None or phase.rep is None:
            return 0
        finished = phase.kind is PhaseKind.REST or at_s >= phase.end_s
        return (phase.set - 1) * dose.reps + phase.rep - (not finished)

    def prepare_at(self, place: Place, timing: Timing) -> None:
        """Prepares to resume at a place, with time to get into position first."""
        target = index_of(place, self.phases)
        self.index = next(n for n in range(target, -1, -1) if self.phases[n].opens)
        if self.index == target:
            return
        if self.index + 1 != target:
            self.then = target
        # The user is not in position, so even a second side needs the full time to prepare.
        item = self._plan.items[self.phase.item]
        opening = replace(
            self.phase,
            kind=PhaseKind.PREPARE,
            duration_s=prepare_s(item, self._catalogue, timing),
        )
        before, after = self.phases[: self.index], self.phases[self.index + 1 :]
        self.set_phases(rescheduled((*before, opening, *after)))


def _empty_rest(phase: Phase) -> bool:
    return phase.kind is PhaseKind.REST and phase.duration_s == 0
