"""What the screen shows of a session at one moment."""

from dataclasses import dataclass
from enum import StrEnum

from evenkeel.coach.events import PauseReason
from evenkeel.coach.moves import AT_THE_COMPUTER, Spot
from evenkeel.coach.timeline import Phase


class State(StrEnum):
    """What a session is doing.

    ``waiting``: for the user to get to another place. ``leading``: it continues in a few seconds.
    ``left``: an exercise was left, which can be taken back for a few seconds.
    """

    READY = "ready"
    RUNNING = "running"
    WAITING = "waiting"
    PAUSED = "paused"
    LEADING = "leading"
    ASKING = "asking"
    LEFT = "left"
    HURT = "hurt"
    FINISHED = "finished"


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionView:
    """What the screen shows of a session, as of the last tick or command.

    Attributes:
        phase: the phase that is shown; while ready the first one, when finished the last one.
        at_s: where the session is, in seconds of the timeline.
        elapsed_s, remaining_s, fraction: how much of the phase is over, how much is to come, and
            the part that is over from 0 to 1.
        next_phase: what comes after this phase (a rest of 0 s is passed over); while hurt or
            left, what continuing leads to; ``None`` when nothing follows.
        reps_done, reps_total: of this side of the exercise, over all its sets.
        item_number, items_total: the place among the exercises that are done, counted from 1.
        left_s: how long the rest of the session takes, in seconds.
        pause_reason, gap_s: why it is paused, and how long it was away.
        lead_s: while leading or left, how long it is until the session continues.
        came_from: where the user was before this phase, for telling the way.
        waited_s: while waiting or asking, for how long already.
        eased: how this exercise is done more gently since it hurt; empty if it is not.
        hurt_again: while hurt, whether it is the second time in a row for this exercise.
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
    lead_s: float = 0.0
    came_from: Spot = AT_THE_COMPUTER
    waited_s: float = 0.0
    eased: str = ""
    hurt_again: bool = False
