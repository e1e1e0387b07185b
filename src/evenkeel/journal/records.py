"""The values that go into the journal and come out of it.

Every time is aware; it carries the reader's own offset, so that ``.date()`` is the reader's day.
Pain is a whole number from 0 to 10 (numeric pain rating scale).
"""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from evenkeel.catalogue.terms import Side
from evenkeel.guide.plan import Plan


class Ending(StrEnum):
    """How a session ended: to its last repetition, by the reader, or because it hurt more."""

    FINISHED = "finished"
    ENDED = "ended"
    HURT = "hurt"


class Really(StrEnum):
    """How much of what was counted the reader says was really done."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


class Repetition(Struct, frozen=True, kw_only=True):
    """One hold that was done to its end.

    ``item`` is the place in the plan, counted from 0; ``set`` and ``rep`` count from 1;
    ``hold_s`` is in seconds.
    """

    item: int
    exercise: str
    variant: str | None
    side: Side | None
    set: int
    rep: int
    hold_s: float


class PainStop(Struct, frozen=True, kw_only=True):
    """An exercise that was stopped because it hurt more.

    ``second_s`` is the second of the phase in which it was stopped; ``what`` is what the reader
    said happened, or nothing. Outside of a hold, ``set`` and ``rep`` may be missing.
    """

    item: int
    exercise: str
    variant: str | None
    side: Side | None
    set: int | None
    rep: int | None
    second_s: float
    what: str = ""


class SessionRecord(Struct, frozen=True, kw_only=True):
    """One session of the journal.

    ``ended_at`` and ``how`` are missing while it was not ended; ``pain_after`` where it was not
    told. ``sore_side`` is the answer of that day: left, right, both or unsure. ``repetitions``
    counts the holds that were done and ``seconds`` adds up how long they were held; both are 0
    where the reader said that none of it was really done.
    """

    id: int
    started_at: datetime
    ended_at: datetime | None
    how: Ending | None
    sore_side: str
    pain_before: int
    pain_after: int | None
    repetitions: int
    seconds: float
    note: str = ""


class DayEntry(Struct, frozen=True, kw_only=True):
    """One day in one line, as the paper diary has it: how many sessions, and the pain, 0 to 10.

    ``pain`` is missing where none was noted.
    """

    day: date
    sessions: int
    pain: int | None = None


class UnfinishedSession(Struct, frozen=True, kw_only=True):
    """A session that was not ended: the program or the machine stopped in between.

    ``helped`` is the last answer to *did it help?*, if there was one; ``done`` the repetitions
    in the order in which they were done; ``stopped`` the items of the plan that were stopped
    because they hurt; ``last_at`` when something was last written of it.
    """

    session_id: int
    plan: Plan
    sore_side: str
    pain_before: int
    started_at: datetime
    last_at: datetime
    helped: str | None
    done: tuple[Repetition, ...]
    stopped: tuple[int, ...]
