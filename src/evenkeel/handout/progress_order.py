"""What the report for a therapist is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from evenkeel.journal.records import (
    AbilityRating,
    AnsweredStep,
    DayEntry,
    SessionHistory,
    SessionRecord,
)
from evenkeel.language import number_text

#: Stands for a number that was not told.
NONE: Final = "–"


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressOrder:
    """What is to be shown.

    Attributes:
        sessions: the sessions in the order of time.
        history: what was written of the session with an id while it went on.
        paper_days: the days of the paper diary.
        abilities: the ratings of the person's own activities [DAYS-6].
        steps: the small steps that were proposed and answered; those that were taken are shown.
    """

    sessions: Sequence[SessionRecord]
    history: Callable[[int], SessionHistory]
    paper_days: Sequence[DayEntry]
    abilities: Sequence[AbilityRating] = ()
    steps: Sequence[AnsweredStep] = ()


def number_or_none(value: float | None) -> str:
    """A number as the reader writes it."""
    return NONE if value is None else number_text(value)
