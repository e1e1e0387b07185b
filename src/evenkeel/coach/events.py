"""What happens in a session: the one stream that the screen, the voice and the journal follow."""

from dataclasses import dataclass
from enum import StrEnum

from evenkeel.coach.timeline import Helped, Phase


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
class LeadIn(Event):
    """The session goes on in ``seconds``, so that the reader can get back into position."""

    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Lengthened(Event):
    """The phase the session is in got longer; ``phase`` is as it is now."""

    phase: Phase


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
class Eased(Event):
    """After it hurt, the side begins anew, to be done as ``how`` says."""

    how: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended(Event):
    """The session is over. ``finished``: the end of the timeline was reached."""

    how: Ending

    @property
    def finished(self) -> bool:
        """Whether the end of the timeline was reached."""
        return self.how is Ending.FINISHED
