"""A running session: a state machine on deadlines, with a clock that is given to it.

Phases are deadlines on the clock, never counted ticks: a late tick finds all that should have
happened and does not shift what comes. Who shows, speaks or records the session listens to the
events that every call returns.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.coach.timeline import (
    DEFAULT_TIMING,
    Helped,
    Phase,
    PhaseKind,
    Timing,
    relaid,
    timeline,
    total_s,
)
from evenkeel.guide.plan import Plan

#: A longer silence of the ticks than this is time away (a closed lid, a frozen program), which
#: nobody exercised in; a shorter one is caught up with. In seconds.
LONGEST_GAP_S = 5.0
#: Within this many seconds of the start of a side, *back* means the one before.
BACK_GRACE_S = 3.0


class State(StrEnum):
    """What a session is doing."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    ASKING = "asking"
    HURT = "hurt"
    FINISHED = "finished"


class PauseReason(StrEnum):
    """Who paused: the reader, or a gap in the time."""

    READER = "reader"
    GAP = "gap"


class Ending(StrEnum):
    """How a session ended: to the end of the timeline, by the reader, or because it hurt more.

    The values are those of the journal.
    """

    FINISHED = "finished"
    ENDED = "ended"
    HURT = "hurt"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something that happened, ``at_s`` seconds into the timeline."""

    at_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseStarted(Event):
    """A phase began, in its turn or because the reader went there (even while paused)."""

    phase: Phase


@dataclass(frozen=True, kw_only=True, slots=True)
class RepetitionDone(Event):
    """A hold was done to its end; ``phase`` is that hold."""

    phase: Phase


@dataclass(frozen=True, kw_only=True, slots=True)
class PausedBy(Event):
    """The session stands still; ``gap_s`` is how long it was away, 0 when the reader paused."""

    reason: PauseReason
    gap_s: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Resumed(Event):
    """The session goes on after a pause."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpedAsked(Event):
    """The clock waits for the answer to *did it help?* about an item of the plan."""

    item: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpedAnswered(Event):
    """The answer to *did it help?* about an item of the plan."""

    item: int
    helped: Helped


@dataclass(frozen=True, kw_only=True, slots=True)
class Hurt(Event):
    """It hurts more: the exercise was stopped ``second_s`` seconds into ``phase``."""

    phase: Phase
    second_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended(Event):
    """The session is over. ``finished``: the end of the timeline was reached."""

    how: Ending

    @property
    def finished(self) -> bool:
        """Whether the end of the timeline was reached."""
        return self.how is Ending.FINISHED


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A phase to go on with: a hold, or (all but ``item`` missing) the question after an item."""

    item: int
    side: Side | None = None
    set: int | None = None
    rep: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionView:
    """What there is to show of a session, as of the last tick or command.

    Attributes:
        phase: the phase that is shown; while ready the first one, when finished the last one.
        at_s: where the session is, in seconds of the timeline.
        elapsed_s, remaining_s, fraction: how much of the phase is over, how much is to come, and
            the part that is over from 0 to 1.
        next_phase: what comes after this phase (a rest of 0 s is passed over); while hurt, what
            going on leads to; ``None`` when nothing follows.
        reps_done, reps_total: of this side of the exercise, over all its sets.
        item_number, items_total: the place among the exercises that are done, counted from 1.
        left_s: how long the rest of the session takes, in seconds.
        pause_reason, gap_s: why it is paused, and how long it was away.
    """

    state: State
    phase: Phase
    at_s: float
    elapsed_s: float
    remaining_s: float
    fraction: float
    next_phase: Phase | None
    reps_done: int
    reps_total: int
    item_number: int
    items_total: int
    left_s: float
    pause_reason: PauseReason | None = None
    gap_s: float = 0.0


class DoneRepetition(Protocol):
    """What a repetition of the journal tells of its place."""

    @property
    def item(self) -> int: ...  # noqa: D102
    @property
    def side(self) -> Side | None: ...  # noqa: D102
    @property
    def set(self) -> int: ...  # noqa: D102
    @property
    def rep(self) -> int: ...  # noqa: D102


def resume_place(
    plan: Plan,
    catalogue: Catalogue,
    *,
    helped: Helped | None,
    done: Iterable[DoneRepetition],
    stopped: Iterable[int] = (),
) -> Place | None:
    """Where a session that was cut off goes on: after the repetition that was done last.

    ``done`` is in the order of doing. A question that was answered is not asked again, and an
    item that was stopped because it hurt is not gone back to. ``None`` when all was done.
    """
    phases = timeline(plan, catalogue, helped=helped or Helped.NO)
    last = 0
    for one in done:
        last = _index(phases, PhaseKind.HOLD, one.item, one.side, one.set, one.rep) + 1
    passed = frozenset(stopped)
    for phase in phases[last:]:
        if phase.item in passed:
            continue
        if phase.kind is PhaseKind.ASK and helped is None:
            return Place(item=phase.item)
        if phase.kind is PhaseKind.HOLD:
            return Place(item=phase.item, side=phase.side, set=phase.set, rep=phase.rep)
    return None


class Session:
    """One session of a plan. Every call returns the events since the last one, in order.

    Calls that make no sense in a state do nothing but let the time catch up.

    Attributes:
        plan: the plan that is played.
        phases: its timeline; an answer to *did it help?* replaces what follows the question.
        state: what the session is doing.
    """

    def __init__(
        self,
        plan: Plan,
        catalogue: Catalogue,
        *,
        clock: Callable[[], float],
        timing: Timing = DEFAULT_TIMING,
        helped: Helped | None = None,
        resume_at: Place | None = None,
    ) -> None:
        """A session that is ready to start.

        ``clock`` gives seconds that only grow, see :func:`evenkeel.coach.clock.session_clock`.
        ``helped`` is the answer that was given before the session was cut off; ``resume_at``
        where it goes on, with time to get into position first.

        Raises:
            ValueError: the plan has no exercises, or not the place to resume at.
        """
        raise NotImplementedError

    def start(self) -> tuple[Event, ...]:
        """Starts, when ready."""
        raise NotImplementedError

    def tick(self) -> tuple[Event, ...]:
        """Lets the session notice the time. To be called many times a second."""
        raise NotImplementedError

    def pause(self) -> tuple[Event, ...]:
        """Stops the clock, when running."""
        raise NotImplementedError

    def resume(self) -> tuple[Event, ...]:
        """Goes on where it was paused."""
        raise NotImplementedError

    def back(self) -> tuple[Event, ...]:
        """To the start of this side, or within 3 s of it to the one before."""
        raise NotImplementedError

    def skip(self) -> tuple[Event, ...]:
        """While getting ready, holds now; else to the next side or exercise."""
        raise NotImplementedError

    def repeat(self) -> tuple[Event, ...]:
        """This repetition again from its start."""
        raise NotImplementedError

    def answer_helped(self, helped: Helped) -> tuple[Event, ...]:
        """The answer while asking; what follows is laid out anew by it."""
        raise NotImplementedError

    def hurts(self) -> tuple[Event, ...]:
        """Stops the exercise at once; at any moment between start and end."""
        raise NotImplementedError

    def go_on_after_hurt(self) -> tuple[Event, ...]:
        """Leaves out what remains of the exercise that hurt and goes on with the next one."""
        raise NotImplementedError

    def end(self) -> tuple[Event, ...]:
        """Ends the session, from any state."""
        raise NotImplementedError

    def view(self) -> SessionView:
        """What there is to show, as of the last tick or command."""
        raise NotImplementedError


def _index(
    phases: tuple[Phase, ...],
    kind: PhaseKind,
    item: int,
    side: Side | None,
    set_: int | None,
    rep: int | None,
) -> int:
    """The place of a phase in a timeline.

    Raises:
        ValueError: it is not in there.
    """
    wanted = (kind, item, side, set_, rep)
    for n, phase in enumerate(phases):
        if (phase.kind, phase.item, phase.side, phase.set, phase.rep) == wanted:
            return n
    raise ValueError(f"not in this session: {wanted}")
