"""The fixed terms that content and code share: sides, positions, equipment, answer values.

The values are the contract of the command line and of answers files; the words a person
reads for them stand in ``resources/``.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

#: The language that the program and its content are written in (ISO 639-1).
ENGLISH: Final = "en"


class Side(StrEnum):
    """A side of the user's own body. Pictures, words, cues and log all take this one value."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class SoreSide(StrEnum):
    """Where it is sore: the answer to *sore side*."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    UNSURE = "unsure"

    @property
    def side(self) -> Side | None:
        """The one sore side; ``None`` when both are sore or the user is not sure."""
        return Side(self.value) if self in (SoreSide.LEFT, SoreSide.RIGHT) else None


class SideRule(StrEnum):
    """Which side an exercise is done on, from the answer to *sore side*."""

    NONE = "none"
    EACH = "each"
    SORE = "sore"
    NOT_SORE = "not_sore"


class Position(StrEnum):
    """How the body is placed. Everything but ``standing`` needs the floor."""

    STANDING = "standing"
    LYING_BACK = "lying_back"
    LYING_FRONT = "lying_front"
    LYING_SIDE = "lying_side"
    KNEELING = "kneeling"
    PLANK = "plank"
    BALL = "ball"

    @property
    def on_floor(self) -> bool:
        """Whether the user has to get down to the floor and up again."""
        return self is not Position.STANDING


class Kind(StrEnum):
    """What an exercise does; a plan of nothing but a warm-up is no plan."""

    WARM_UP = "warm_up"
    MOBILISING = "mobilising"
    STABILISING = "stabilising"
    STRETCHING = "stretching"


class Equipment(StrEnum):
    """A thing an exercise may need."""

    DOORWAY = "doorway"
    WALL = "wall"
    SWISS_BALL = "swiss_ball"
    CHAIR = "chair"
    STEP = "step"
    SOFT_BALL = "soft_ball"


class Outcome(StrEnum):
    """What the answers lead to."""

    REFER_URGENT = "refer_urgent"
    REFER = "refer"
    EXERCISE = "exercise"


#: A value that an answer can take.
AnswerValue = str | int | bool

#: Keys of an answers document that take one value, with what is allowed.
SINGLE_ANSWERS: Final[Mapping[str, tuple[AnswerValue, ...]]] = {
    "pregnancy": ("no", "pregnant", "began_in_pregnancy"),
    "sore_side": tuple(sore.value for sore in SoreSide),
    "pain_pattern": ("shifted", "tight", "unsure"),
    "pain_now": tuple(range(11)),
    "floor": (True, False),
    "plank": ("full", "knees", "no"),
    "leg_lift": (True, False),
    "knee_pain": (True, False),
    "balance": ("steady", "needs_support"),
    "extras": (True, False),
    "doctor_agreed": (True, False),
}

#: Keys of an answers document that take a list, with what may be in it.
LIST_ANSWERS: Final[Mapping[str, tuple[AnswerValue, ...]]] = {
    "red_flags": (
        "saddle_numbness",
        "bladder_or_bowel_change",
        "leg_weakness",
        "recent_major_injury",
        "chest_pain",
        "fever_or_unwell",
        "unexplained_weight_loss",
        "cancer_history",
        "constant_night_pain",
        "fracture_risk",
    ),
    "equipment": tuple(equipment.value for equipment in Equipment),
    "history": ("long_standing", "keeps_going_out", "not_assessed"),
}

#: Every key of an answers document with its allowed values.
ANSWER_VALUES: Final[Mapping[str, tuple[AnswerValue, ...]]] = {**SINGLE_ANSWERS, **LIST_ANSWERS}
