"""How single exercises went: read from the journal, and summed up. No exercise is judged."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from evenkeel.guide.done import DoneDose
from evenkeel.journal.entries.steps import dose_of_item
from evenkeel.journal.records import CompletionClaim
from evenkeel.journal.storage.codec import plan_from_document
from evenkeel.journal.storage.file import JournalFile
from evenkeel.journal.storage.guarding import reading
from evenkeel.journal.storage.times import time_of
from evenkeel.journal.trends.dated_ahead import is_ahead


class ExerciseSession(Struct, frozen=True, kw_only=True):
    """One exercise in one session in which it was begun, or left before it had begun.

    Attributes:
        at: when the session was begun, at the user's own offset.
        exercise: its id.
        dose: as planned.
        done: the repetitions that were done, over all sides and sets.
        hurt: how often it was stopped because it hurt more.
        left: whether the user left it early, by choice.
        helped: the answer to *did it help?* (yes, no, unsure); ``None`` where it was not asked.
        pain_before, pain_after: of the whole session, 0 to 10.
    """

    at: datetime
    exercise: str
    dose: DoneDose
    done: int
    hurt: int
    left: bool
    helped: str | None
    pain_before: int
    pain_after: int | None


class DosePeriod(Struct, frozen=True, kw_only=True):
    """A dose, and the day since which it was the planned one."""

    since: date
    dose: DoneDose


class ExerciseSummary(Struct, frozen=True, kw_only=True):
    """One exercise over all its sessions.

    Attributes:
        exercise: its id.
        sessions: in how many sessions it was done.
        last: the last day on which it was begun.
        hurt: in how many sessions it was stopped because it hurt more.
        hurt_last: the last of those days; ``None`` without any.
        left: in how many sessions the user left it early, by choice.
        left_last: the last of those days; ``None`` without any.
        helped, asked: in how many sessions it helped, of those in which that was answered.
        rated: in how many sessions pain was said before and after.
        less, more: in how many of them it was lower, or higher, after than before.
        doses: the doses in the order of time.
    """

    exercise: str
    sessions: int
    last: date
    hurt: int
    hurt_last: date | None
    left: int
    left_last: date | None
    helped: int
    asked: int
    rated: int
    less: int
    more: int
    doses: tuple[DosePeriod, ...]


class ExerciseRows(JournalFile):
    """The part of the journal that reads single exercises out of all sessions."""

    @reading
    def exercise_sessions(self) -> tuple[ExerciseSession, ...]:
        """Every exercise of every session that has ended, where it was begun, in order of time.

        What the user says was not really done is not there, unless it hurt or was left.
        """
        plans = {number: plan_from_document(json.loads(text)) for number, text in self._all(_PLANS)}
        done = self._counts("repetitions")
        hurt = self._counts("stops")
        left = {(session, item) for session, item, _ in self._all(_LEFT)}
        helped = {(session, item): said for session, item, said in self._all(_HELPED)}
        found = []
        for number, at, offset, before, after, plan_id, really in self._all(_SESSIONS):
            items: dict[str, list[int]] = {}
            for place, item in plans[plan_id].numbered():
                items.setdefault(item.exercise, []).append(place)
            for exercise, places in items.items():
                keys = [(number, place) for place in places]
                count = 0 if really == CompletionClaim.NONE else sum(done[key] for key in keys)
                stops = sum(hurt[key] for key in keys)
                was_left = any(key in left for key in keys)
                if count or stops or was_left:
                    answers = [helped[key] for key in keys if key in helped]
                    found.append(
                        ExerciseSession(
                            at=time_of(at, offset),
                            exercise=exercise,
                            dose=dose_of_item(plans[plan_id].items[places[0]]),
                            done=count,
                            hurt=stops,
                            left=was_left,
                            helped=answers[-1] if answers else None,
                            pain_before=before,
                            pain_after=after,
                        )
                    )
        return tuple(found)

    @reading
    def left_exercises(self) -> dict[int, tuple[str, ...]]:
        """The exercises that were left and not gone back to, by the id of their session."""
        found: dict[int, tuple[str, ...]] = {}
        for session, _, exercise in self._all(_LEFT):
            found[session] = (*found.get(session, ()), exercise)
        return found

    def _counts(self, table: str) -> Counter[tuple[int, int]]:
        """How many rows of a table each item of each session has."""
        sql = f"SELECT session_id, item, count(*) FROM {table} GROUP BY session_id, item"  # noqa: S608
        return Counter({(session, item): count for session, item, count in self._all(sql)})


def exercise_summaries(
    sessions: Iterable[ExerciseSession], now: datetime
) -> tuple[ExerciseSummary, ...]:
    """Each exercise once: first what hurt more, then the others; the more often, the earlier.

    What is dated later than now does not count [DAYS-5].
    """
    counting = sorted(
        (one for one in sessions if not is_ahead(one.at, now)), key=attrgetter("exercise")
    )
    found = [
        _summary(exercise, sorted(group, key=attrgetter("at")))
        for exercise, group in groupby(counting, key=attrgetter("exercise"))
    ]
    return tuple(sorted(found, key=lambda one: (-one.hurt, -one.sessions, one.exercise)))


def _summary(exercise: str, sessions: Sequence[ExerciseSession]) -> ExerciseSummary:
    hurt = [one.at.date() for one in sessions if one.hurt]
    left = [one.at.date() for one in sessions if one.left]
    asked = [one.helped for one in sessions if one.helped]
    rated = [(one.pain_after - one.pain_before) for one in sessions if one.pain_after is not None]
    return ExerciseSummary(
        exercise=exercise,
        sessions=sum(one.done > 0 for one in sessions),
        last=sessions[-1].at.date(),
        hurt=len(hurt),
        hurt_last=hurt[-1] if hurt else None,
        left=len(left),
        left_last=left[-1] if left else None,
        helped=asked.count("yes"),
        asked=len(asked),
        rated=len(rated),
        less=sum(change < 0 for change in rated),
        more=sum(change > 0 for change in rated),
        doses=tuple(
            DosePeriod(since=next(group).at.date(), dose=dose)
            for dose, group in groupby(sessions, key=attrgetter("dose"))
        ),
    )


_SESSIONS = (
    "SELECT id, started_at, started_offset_min, pain_before, pain_after, plan_id, really"
    " FROM sessions WHERE ended_at IS NOT NULL ORDER BY started_at"
)
#: What was left and not gone back to.
_LEFT = """
SELECT session_id, item, exercise FROM left_exercises AS one WHERE NOT EXISTS (
    SELECT 1 FROM repetitions
    WHERE session_id = one.session_id AND item = one.item AND at > one.at
) GROUP BY session_id, item ORDER BY session_id, min(id)
"""
_PLANS = "SELECT id, document FROM plans"
_HELPED = "SELECT session_id, item, helped FROM helped ORDER BY id"
