"""A cue: a tone, a sentence after it, or both; and its place in the timeline."""

from enum import StrEnum

from msgspec import Struct

from evenkeel.catalogue.terms import Side
from evenkeel.voice.tones import Tone

#: Between a tone and the sentence after it, in seconds.
GAP_S = 0.1
#: Reserved before the next cue, for a late beat and for errors of the estimate, in seconds.
MARGIN_S = 0.2


class CueKind(StrEnum):
    """The occasion of a cue.

    ``way``: a step on the way to another place. ``count``: the last seconds. ``middle``: within a
    long hold. ``left``: an exercise is left.
    """

    PREPARE = "prepare"
    WAY = "way"
    HOLD = "hold"
    REST = "rest"
    SWITCH = "switch"
    ASK = "ask"
    COUNT = "count"
    MIDDLE = "middle"
    LEFT = "left"
    HURT = "hurt"
    PAUSED = "paused"
    RESUMED = "resumed"
    FINISH = "finish"
    ENDED = "ended"


class Cue(Struct, frozen=True, kw_only=True):
    """Something to hear, and the same to read.

    Attributes:
        tone: sounded first.
        text: said after the tone, and shown; empty where nothing is said.
        brief: the shortest phrase, for a voice that turns out to be slow.
        side: the limb that works or lifts, as in the plan.
        tone_s, text_s: how long the tone lasts, and the estimate for the text.
    """

    kind: CueKind
    tone: Tone | None
    text: str
    brief: str
    side: Side | None
    tone_s: float
    text_s: float

    @property
    def text_after_s(self) -> float:
        """When the sentence begins, in seconds from the cue's start."""
        return self.tone_s + GAP_S if self.tone_s and self.text else self.tone_s

    @property
    def seconds(self) -> float:
        """How long the whole cue lasts."""
        return self.text_after_s + self.text_s


class TimedCue(Struct, frozen=True, kw_only=True):
    """A cue at its second of the timeline; later than ``latest_s`` it is dropped.

    ``free_until_s`` is when the next cue comes, or the next phase: it has to be over by then.
    """

    at_s: float
    latest_s: float
    free_until_s: float
    cue: Cue

    @property
    def end_s(self) -> float:
        """When it is over if it begins on time."""
        return self.at_s + self.cue.seconds
