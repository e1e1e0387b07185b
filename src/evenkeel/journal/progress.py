"""What the records show over days: series, median, verdict, weeks, and when to seek advice.

Pure functions of the journal's records. A day is the reader's own day. Only what was asked is
shown: pain on the numeric rating scale, 0 to 10.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from evenkeel.catalogue.terms import Side
from evenkeel.journal.records import SessionRecord

#: The usually quoted clinically important difference of the scale, in points (protocol, *Over
#: days*); a smaller one means little.
IMPORTANT_POINTS = 2
#: The stretch of days over which the median is taken.
MEDIAN_DAYS = 7


class Verdict(StrEnum):
    """What the pain before the sessions did from the first 7 days to the last 7 days."""

    NO_DATA = "no_data"
    TOO_FEW = "too_few"
    NO_CLEAR_CHANGE = "no_clear_change"
    BETTER = "better"
    WORSE = "worse"


class SeeProfessional(StrEnum):
    """Why it is time to see a professional (protocol, *Over days*)."""

    LASTING_RISE = "lasting_rise"
    NO_FALL = "no_fall"


class ScreeningReason(StrEnum):
    """Why the questions are to be asked again."""

    NEVER_ASKED = "never_asked"
    DAYS = "days"
    RISE = "rise"


@dataclass(frozen=True, kw_only=True, slots=True)
class PainPoint:
    """Pain before and, where it was told, after one session."""

    when: datetime
    before: int
    after: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MedianPoint:
    """The median of the pain before the sessions of the 7 days up to ``day``."""

    day: date
    median: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Trend:
    """A verdict with its numbers.

    ``first`` and ``last`` are the medians of the first and of the last 7 days and ``change`` is
    last − first in points (less is better); they are missing without data, and ``change`` also
    with too little. The band inside which a difference means little is ``first`` ± 2 points.
    """

    verdict: Verdict
    sessions: int
    days: int
    first: float | None = None
    last: float | None = None
    change: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Week:
    """A week from its Monday: how many sessions, and how many were aimed at."""

    monday: date
    sessions: int
    aim: int

    @property
    def reached(self) -> bool:
        """Whether there were as many sessions as aimed at."""
        return self.sessions >= self.aim


def series(records: Iterable[SessionRecord], side: Side | None = None) -> tuple[PainPoint, ...]:
    """The pain of every session in the order of time; of one sore side, or of all sessions."""
    raise NotImplementedError


def median_7_days(points: Sequence[PainPoint]) -> tuple[MedianPoint, ...]:
    """One point for every day with a session, from points in the order of time."""
    raise NotImplementedError


def trend(points: Sequence[PainPoint]) -> Trend:
    """Whether the pain changed by more than means little, from points in the order of time."""
    raise NotImplementedError


def weeks(
    records: Iterable[SessionRecord], aim: int, until: date | None = None
) -> tuple[Week, ...]:
    """Every week from the first session's to the last one's (or to the one of ``until``).

    Weeks without a session are there with 0. A session counts when a repetition was done.
    """
    raise NotImplementedError


def calendar_month(records: Iterable[SessionRecord], year: int, month: int) -> dict[int, int]:
    """How many sessions there were on the days of a month; days without are missing."""
    raise NotImplementedError


def see_professional(records: Sequence[SessionRecord], now: datetime) -> SeeProfessional | None:
    """Whether it is time to see a professional, and why (protocol, *Over days*)."""
    raise NotImplementedError


def screening_due(
    screened_at: datetime | None,
    pain_then: int | None,
    records: Iterable[SessionRecord],
    now: datetime,
) -> ScreeningReason | None:
    """Whether the questions are to be asked again: after 14 days, or a rise of 2 points.

    ``screened_at`` and ``pain_then`` are the time of the last answers and the ``pain_now`` in
    them.
    """
    raise NotImplementedError
