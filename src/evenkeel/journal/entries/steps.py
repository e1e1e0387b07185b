"""What *Getting on* needs of the journal: the sessions as its rule looks at them, and its steps."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue, Exercise
from evenkeel.guide.done import DoneDose, DoneExercise, DoneSession
from evenkeel.guide.getting_on import SESSIONS_NEEDED
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.journal.entries.rows import SessionRows
from evenkeel.journal.records import HELPED, AnsweredStep, CompletionClaim, SessionRecord
from evenkeel.journal.storage.codec import dose_from_document, dose_to_document, plan_from_document
from evenkeel.journal.storage.guarding import reading
from evenkeel.journal.storage.times import stored, time_of


class Steps(SessionRows):
    """The part of the journal that keeps the steps, and tells what the rule looks at.

    As in :class:`~evenkeel.journal.entries.store.Journal`, every method that writes has written
    durably when it returns.
    """

    def add_step(self, step: AnsweredStep) -> None:
        """Stores what was said to a proposal; one of the same moment is replaced."""
        with self._writing():
            self._db.execute(
                "INSERT OR REPLACE INTO steps (at, offset_min, exercise, before, after, taken)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    *stored(step.at),
                    step.exercise,
                    json.dumps(dose_to_document(step.before)),
                    json.dumps(dose_to_document(step.after)),
                    int(step.taken),
                ),
            )

    @reading
    def steps(self) -> tuple[AnsweredStep, ...]:
        """Every step that was proposed and answered, in the order of time."""
        return tuple(
            AnsweredStep(
                at=time_of(at, offset),
                exercise=exercise,
                before=dose_from_document(json.loads(before)),
                after=dose_from_document(json.loads(after)),
                taken=bool(taken),
            )
            for at, offset, exercise, before, after, taken in self._all(
                "SELECT at, offset_min, exercise, before, after, taken FROM steps ORDER BY at"
            )
        )

    @reading
    def done_sessions(
        self, records: Sequence[SessionRecord], today: date, catalogue: Catalogue
    ) -> tuple[DoneSession, ...]:
        """The sessions that have ended, up to ``today``, as the rule of *Getting on* sees them.

        What a *yes* to *did it help?* left out was not planned in that session, and no longer
        known exercises and forms are left out. The rule looks at what was done and what hurt only
        in the last sessions of each exercise: of earlier ones, all counts as done, which spares
        reading ten years of repetitions.

        Args:
            records: all sessions of this journal, in any order.
            today: later ones do not count.
            catalogue: the exercises and forms that are known.
        """
        plans = {
            number: plan_from_document(json.loads(document))
            for number, document in self._all("SELECT id, document FROM plans")
        }
        followed = {session: row for session, *row in self._all(_FOLLOWED)}
        ended = sorted(
            (one for one in records if one.ended_at and one.started_at.date() <= today),
            key=lambda one: one.started_at,
        )
        # Nearly all sessions follow one of a few plans.
        kinds: dict[tuple[int, bool], tuple[DoneExercise, ...]] = {}
        planned = []
        for one in ended:
            plan, helped, _ = followed[one.id]
            kind = (plan, helped == HELPED)
            if kind not in kinds:
                kinds[kind] = tuple(_planned(plans[plan], catalogue, helped=kind[1]))
            planned.append((one.id, kinds[kind]))
        looked_at = _last_of_each(planned)
        return tuple(
            DoneSession(
                at=one.started_at,
                pain_before=one.pain_before,
                pain_after=one.pain_after,
                exercises=tuple(self._done(one.id, exercises, followed[one.id][2]))
                if one.id in looked_at
                else exercises,
            )
            for one, (_, exercises) in zip(ended, planned, strict=True)
        )

    def _done(
        self, session: int, planned: Sequence[DoneExercise], really: str | None
    ) -> Iterator[DoneExercise]:
        done = {
            (one.item, one.side, one.set, one.rep): one.exercise
            for one, _ in self._repetitions(session)
        }
        counts = Counter(done.values())
        hurt = Counter(stop.exercise for stop, _ in self._stops(session))
        # *Some of it* says less than what was counted only where all of it was counted.
        less = really == CompletionClaim.SOME and all(
            counts[one.exercise] >= one.planned for one in planned
        )
        for one in planned:
            count = min(counts[one.exercise], one.planned)
            if really == CompletionClaim.NONE:
                count = 0
            elif less:
                count = min(count, one.planned - 1)
            yield replace(one, done=count, hurt=hurt[one.exercise])


def dose_of_item(item: PlanItem) -> DoneDose:
    """The dose of a planned item, as *Getting on* compares them."""
    dose = item.dose
    return DoneDose(form=item.variant, hold_s=dose.hold_s, reps=dose.reps, sets=dose.sets)


def _planned(plan: Plan, catalogue: Catalogue, *, helped: bool) -> Iterator[DoneExercise]:
    """The exercises of a plan in its order, each once, as if all of it had been done."""
    for exercise in plan.exercises():
        items = [one for one in plan.items if one.exercise == exercise]
        known = catalogue.exercises.get(exercise)
        if known is None or not _has_form(known, items[0].variant):
            continue
        if helped and exercise in plan.skip_if_helped:
            continue
        count = sum(item.repetitions for item in items)
        yield DoneExercise(
            exercise=exercise, dose=dose_of_item(items[0]), planned=count, done=count, hurt=0
        )


def _has_form(exercise: Exercise, form: str | None) -> bool:
    if form is None:
        return not exercise.variants
    return any(one.id == form for one in exercise.variants)


def _last_of_each(sessions: Sequence[tuple[int, Sequence[DoneExercise]]]) -> set[int]:
    """The sessions that are among the last that count for one of the latest one's exercises."""
    found: set[int] = set()
    for latest in sessions[-1][1] if sessions else ():
        count = 0
        for session, planned in reversed(sessions):
            if any(one.exercise == latest.exercise for one in planned):
                found.add(session)
                count += 1
            if count == SESSIONS_NEEDED:
                break
    return found


#: Each session with its plan, the last answer to *did it help?*, and what the user says was done.
_FOLLOWED = """
SELECT sessions.id, plan_id, helped, really FROM sessions
LEFT JOIN (SELECT session_id, helped, max(id) FROM helped GROUP BY session_id)
ON session_id = sessions.id
"""
