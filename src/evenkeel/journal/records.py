"""The values that go into the journal and come out of it.

Every time is aware; it carries the user's own offset, so that ``.date()`` is the user's day.
Pain is a whole number from 0 to 10 (numeric pain rating scale).
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from evenkeel.catalogue.terms import Side
from evenkeel.guide.done import DoneDose
from evenkeel.guide.plan import Plan

#: The answer to *did it help?* after which the plan leaves something out of this session.
HELPED: Final = "yes"


class Ending(StrEnum):
    """How a session ended: with its last repetition, by the user, or because it hurt more."""

    FINISHED = "finished"
    ENDED = "ended"
    HURT = "hurt"


class CompletionClaim(StrEnum):
    """How much of what was counted the user says was actually done."""

    ALL = "all"
    SOME = "some"
    NONE = "none"


class Repetition(Struct, frozen=True, kw_only=True):
    """A completed hold.

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

    ``second_s`` is the second of the phase in which it was stopped; ``what`` is what the user said
    happened, or empty. Outside of a hold, ``set`` and ``rep`` may be missing.
    """

    item: int
    exercise: str
    variant: str | None
    side: Side | None
    set: int | None
    rep: int | None
    second_s: float
    what: str = ""


class LeftExercise(Struct, frozen=True, kw_only=True):
    """An exercise that the user left before its end, by choice.

    ``side``, ``set`` and ``rep`` say where; outside of a hold, ``set`` and ``rep`` may be missing.
    What was done of it are the repetitions of its item.
    """

    item: int
    exercise: str
    variant: str | None
    side: Side | None
    set: int | None
    rep: int | None


class SessionRecord(Struct, frozen=True, kw_only=True):
    """One session of the journal.

    ``ended_at`` and ``how`` are ``None`` while it is open; ``pain_after`` where the user did not
    say. ``sore_side`` is the answer of that day: left, right, both or unsure. ``repetitions``
    counts the holds that were done and ``seconds`` adds up how long they were held; both are 0
    where the user said that none of it was actually done.
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

    ``pain`` is ``None`` where none was noted.
    """

    day: date
    sessions: int
    pain: int | None = None


class Activity(Struct, frozen=True, kw_only=True):
    """Something that the user wants to be able to do again ("putting on socks").

    ``chosen`` is false for one that was chosen earlier and is no longer asked about.
    """

    id: int
    name: str
    chosen: bool = True


class AbilityRating(Struct, frozen=True, kw_only=True):
    """How well one activity went: 0, not able to, to 10, as well as before [DAYS-6].

    Activities that were rated together have the same time. ``ability`` is ``None`` where the user
    was asked and did not say.
    """

    at: datetime
    activity: str
    ability: int | None


class AnsweredStep(Struct, frozen=True, kw_only=True):
    """A small step that was proposed, and what the person said to it, at ``at``.

    ``taken`` is ``False`` for one that was declined, or taken back later.
    """

    at: datetime
    exercise: str
    before: DoneDose
    after: DoneDose
    taken: bool


class SessionHistory(Struct, frozen=True, kw_only=True):
    """What was recorded during a session, each kind in the order of writing.

    Repetitions, stops and exercises that were left come with their times; ``helped`` holds the
    item of the plan (from 0) and the answer to *did it help?* (yes, no, unsure).
    """

    repetitions: tuple[tuple[Repetition, datetime], ...] = ()
    helped: tuple[tuple[int, str], ...] = ()
    stops: tuple[tuple[PainStop, datetime], ...] = ()
    left: tuple[tuple[LeftExercise, datetime], ...] = ()

    @property
    def still_left(self) -> tuple[LeftExercise, ...]:
        """The exercises that were left and not gone back to, the latest of each item."""
        return still_left(self.repetitions, self.left)


class UnfinishedSession(Struct, frozen=True, kw_only=True):
    """A session without an end: the program or the machine stopped during it."""

    session_id: int
    plan: Plan
    pain_before: int
    started_at: datetime
    history: SessionHistory

    @property
    def done(self) -> tuple[Repetition, ...]:
        """The repetitions, in the order in which they were done."""
        return tuple(repetition for repetition, _ in self.history.repetitions)

    @property
    def stopped(self) -> tuple[int, ...]:
        """The items of the plan (from 0) that were stopped because they hurt."""
        return tuple(dict.fromkeys(stop.item for stop, _ in self.history.stops))

    @property
    def left(self) -> tuple[int, ...]:
        """The items of the plan (from 0) that the user left, and did not go back to."""
        return tuple(one.item for one in self.history.still_left)

    @property
    def helped(self) -> str | None:
        """The last answer to *did it help?*, if there was one."""
        return self.history.helped[-1][1] if self.history.helped else None

    @property
    def last_at(self) -> datetime:
        """The time of what was recorded last; its start where nothing was."""
        history = self.history
        times = [at for _, at in (*history.repetitions, *history.stops, *history.left)]
        return max([self.started_at, *times])


def still_left(
    repetitions: Iterable[tuple[Repetition, datetime]],
    left: Iterable[tuple[LeftExercise, datetime]],
) -> tuple[LeftExercise, ...]:
    """The exercises that were left and not gone back to, the latest of each item."""
    latest = {one.item: (one, at) for one, at in left}
    for repetition, at in repetitions:
        if repetition.item in latest and at > latest[repetition.item][1]:
            del latest[repetition.item]
    return tuple(one for one, _ in latest.values())
