"""The events of a session, which the screen, the voice and the journal all follow."""

from dataclasses import dataclass
from enum import StrEnum

from evenkeel.coach.timeline import Helped, Phase


class PauseReason(StrEnum):
    """Why a session paused: the user pressed pause, or the clock jumped."""

    USER = "reader"
    GAP = "gap"


class Ending(StrEnum):
    """How a session ended: to the end of the timeline, by the user, or because it hurt more.

    The values are those of the journal.
    """

    FINISHED = "finished"
    ENDED = "ended"
    HURT = "hurt"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """An event, ``at_s`` seconds into the timeline."""

    at_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class PhaseStarted(Event):
    """A phase began, in sequence or because the user jumped to it (even while paused)."""

    phase: Phase


@dataclass(frozen=True, kw_only=True, slots=True)
class Ready(Event):
    """The user is where ``phase`` leads to; what it is for begins in ``seconds``."""

    phase: Phase
    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class ExerciseLeft(Event):
    """The user leaves an exercise; for ``seconds`` they may take that back."""

    phase: Phase
    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class LeaveConfirmed(Event):
    """An exercise stays left: the time to take it back is over. ``phase`` is where it was left."""

    phase: Phase


@dataclass(frozen=True, kw_only=True, slots=True)
class RepetitionDone(Event):
    """A hold was completed; ``phase`` is that hold."""

    phase: Phase


@dataclass(frozen=True, kw_only=True, slots=True)
class PausedBy(Event):
    """The session paused; ``gap_s`` is the length of the gap in seconds, 0 when the user paused."""

    reason: PauseReason
    gap_s: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadIn(Event):
    """The session continues in ``seconds``, so that the user can get back into position."""

    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Lengthened(Event):
    """The current phase was made longer; ``phase`` has the new duration."""

    phase: Phase


@dataclass(frozen=True, kw_only=True, slots=True)
class Resumed(Event):
    """The session continues after a pause."""


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
    """It hurts more [SESSION-2]: the exercise was stopped ``second_s`` seconds into ``phase``.

    ``again``: for the second time in a row [SESSION-3].
    """

    phase: Phase
    second_s: float
    again: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Eased(Event):
    """After it hurt, the side starts again, done more gently as ``how`` says."""

    how: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended(Event):
    """The session is over. ``finished``: the end of the timeline was reached."""

    how: Ending

    @property
    def finished(self) -> bool:
        """Whether the end of the timeline was reached."""
        return self.how is Ending.FINISHED
