"""One small step at a time: what is proposed after these sessions [GETTING-ON-1].

The rule is pure and judges the history alone. A window proposes nothing while a notice about
safety or rising pain stands, and takes a step only when the person says yes.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue, Exercise, Variant
from evenkeel.catalogue.terms import Kind
from evenkeel.guide.answers import Answers
from evenkeel.guide.done import DoneDose, DoneExercise, DoneSession, History, has_fixed_dose
from evenkeel.guide.median import median
from evenkeel.guide.plan import SCHEMA

#: With fewer sessions nothing steps; this many of an exercise must have gone well before it does.
SESSIONS_NEEDED: Final = 6
#: On how many different days those sessions must have been.
DAYS_NEEDED: Final = 4
#: How much longer a hold gets at once, in seconds.
LONGER_S: Final = 2
LONGER_STRETCH_S: Final = 5
#: No step up within this many days of the last proposal [GETTING-ON-5]: a week later the same
#: weekday is free again, as *the last 7 days, today among them* are seven dates.
DAYS_BETWEEN: Final = 7
#: For this many days the exercise of a declined proposal rests [GETTING-ON-5].
DAYS_AFTER_NO: Final = 14
_WEEK: Final = 7


class Direction(StrEnum):
    """Whether a step makes an exercise harder or easier."""

    UP = "up"
    BACK = "back"


class StepReason(StrEnum):
    """Why a step is proposed."""

    DONE_WITHOUT_MORE_PAIN = "done_without_more_pain"
    IT_HURT = "it_hurt"


class Proposal(Struct, frozen=True, kw_only=True):
    """One step. ``dose`` is what the exercise is to be done with; ``before`` what it is now."""

    exercise: str
    direction: Direction
    reason: StepReason
    before: DoneDose
    dose: DoneDose

    @property
    def change(self) -> dict[str, int | str | None]:
        """What changes, and only that, by the contract's names."""
        pairs = {
            "hold_s": (self.before.hold_s, self.dose.hold_s),
            "reps": (self.before.reps, self.dose.reps),
            "sets": (self.before.sets, self.dose.sets),
            "variant": (self.before.form, self.dose.form),
        }
        return {key: new for key, (old, new) in pairs.items() if new != old}


class _Track(Struct, frozen=True):
    """One exercise through the sessions in which it was planned, the latest last."""

    exercise: Exercise
    sessions: tuple[tuple[DoneSession, DoneExercise], ...]

    @property
    def dose(self) -> DoneDose:
        return self.sessions[-1][1].dose

    @property
    def run(self) -> int:
        """In how many sessions up to the latest the dose was the present one."""
        count = 0
        for _, done in reversed(self.sessions):
            if done.dose != self.dose:
                break
            count += 1
        return count


def next_step(history: History, catalogue: Catalogue) -> Proposal | None:
    """The step that is proposed now, or ``None``."""
    if len(history.sessions) < SESSIONS_NEEDED:
        return None
    tracks = tuple(_tracks(history.sessions, catalogue))
    return _step_back(tracks) or _step_up(tracks, history)


def proposal_document(proposal: Proposal | None) -> dict[str, object]:
    """The proposal as the command line's contract writes it (``next-step --json``)."""
    if proposal is None:
        return {"schema": SCHEMA, "propose": None}
    return {
        "schema": SCHEMA,
        "propose": {
            "exercise": proposal.exercise,
            "step": proposal.direction.value,
            "change": proposal.change,
            "reason": proposal.reason.value,
        },
    }


def _tracks(sessions: Sequence[DoneSession], catalogue: Catalogue) -> Iterator[_Track]:
    """The exercises that may step: those of the latest session without a fixed dose, in order."""
    ids = [one.exercise for one in sessions[-1].exercises]
    stepping = [one for one in map(catalogue.exercises.__getitem__, ids) if not has_fixed_dose(one)]
    counting: dict[str, list[tuple[DoneSession, DoneExercise]]] = {
        exercise.id: [] for exercise in stepping
    }
    # Once through all of them, not once for each exercise: ten years are long.
    for session in sessions:
        for done in session.exercises:
            if done.exercise in counting:
                counting[done.exercise].append((session, done))
    for exercise in stepping:
        yield _Track(exercise, tuple(counting[exercise.id]))


# Back


def _step_back(tracks: Sequence[_Track]) -> Proposal | None:
    """The first step back that changes anything, whatever was proposed before."""
    for track in tracks:
        if track.sessions[-1][1].hurt:
            dose = _dose_back(track)
            if dose != track.dose:
                return _proposal(track, dose, Direction.BACK)
    return None


def _dose_back(track: _Track) -> DoneDose:
    """To the dose before, else an easier form, else the least of the range [GETTING-ON-2]."""
    now, exercise = track.dose, track.exercise
    if track.run < len(track.sessions):
        previous = track.sessions[-track.run - 1][1].dose
        if _is_lower(previous, now, exercise):
            return previous
    form = _form(now, exercise)
    if form and form.easier_form:
        return replace(now, form=form.easier_form)
    amounts = exercise.dosage
    return replace(now, hold_s=amounts.hold_s.min, reps=amounts.reps.min, sets=amounts.sets.min)


def _is_lower(dose: DoneDose, other: DoneDose, exercise: Exercise) -> bool:
    """No part higher, the form not harder; of two doses that are not equal."""
    return (
        dose.hold_s <= other.hold_s
        and dose.reps <= other.reps
        and dose.sets <= other.sets
        and _level(dose, exercise) <= _level(other, exercise)
    )


def _level(dose: DoneDose, exercise: Exercise) -> int:
    form = _form(dose, exercise)
    return form.level if form else 0


def _form(dose: DoneDose, exercise: Exercise) -> Variant | None:
    return exercise.variant(dose.form) if dose.form else None


# Up


def _step_up(tracks: Sequence[_Track], history: History) -> Proposal | None:
    """The step up of the exercise whose dose has been the same for longest."""
    if any((history.today - one.at).days < DAYS_BETWEEN for one in history.proposals):
        return None
    if not _pain_of_the_week_allows(history.sessions, history.today):
        return None
    resting = _declined_lately(history)
    # `max` takes the first of equals: the plan's order.
    possible = [
        (track, dose)
        for track in tracks
        if track.exercise.id not in resting
        and _went_well(track)
        and (dose := _dose_up(track, history.answers)) is not None
    ]
    if not possible:
        return None
    track, dose = max(possible, key=lambda one: one[0].run)
    return _proposal(track, dose, Direction.UP)


def _declined_lately(history: History) -> set[str]:
    """What rests after a no. A record does not say which way the step went: every no counts."""
    return {
        one.exercise
        for one in history.proposals
        if not one.taken and (history.today - one.at).days < DAYS_AFTER_NO
    }


def _went_well(track: _Track) -> bool:
    """Whether the last six sessions of the exercise allow a step up [GETTING-ON-3]."""
    last = track.sessions[-SESSIONS_NEEDED:]
    return (
        len(last) == SESSIONS_NEEDED
        and len({session.day for session, _ in last}) >= DAYS_NEEDED
        and all(
            done.dose == track.dose
            and done.done == done.planned
            and not done.hurt
            and not _pain_rose(session)
            for session, done in last
        )
    )


def _pain_rose(session: DoneSession) -> bool:
    """Whether pain was higher after the session; where one is missing, it holds nothing up."""
    before, after = session.pain_before, session.pain_after
    return before is not None and after is not None and after > before


def _pain_of_the_week_allows(sessions: Sequence[DoneSession], today: date) -> bool:
    """Whether this week's median of pain before is at most the one of the week before it."""
    weeks: tuple[list[int], list[int]] = ([], [])
    for session in sessions:
        age = (today - session.day).days
        if session.pain_before is not None and age < 2 * _WEEK:
            weeks[age // _WEEK].append(session.pain_before)
    this_week, week_before = weeks
    return not this_week or not week_before or median(this_week) <= median(week_before)


def _dose_up(track: _Track, answers: Answers) -> DoneDose | None:
    """The first step that the range allows [GETTING-ON-4]; ``None`` where there is none."""
    now, amounts = track.dose, track.exercise.dosage
    longer = LONGER_STRETCH_S if track.exercise.kind is Kind.STRETCHING else LONGER_S
    if now.hold_s < amounts.hold_s.max:
        return replace(now, hold_s=min(now.hold_s + longer, amounts.hold_s.max))
    if now.reps < amounts.reps.max:
        return replace(now, reps=now.reps + 1)
    if now.sets < amounts.sets.max:
        return replace(now, sets=now.sets + 1)
    form = _form(now, track.exercise)
    harder = form.harder_form if form else None
    if harder is None or not answers.meets(harder):
        return None
    # The harder form begins as a new plan does.
    return DoneDose(
        form=harder.form,
        hold_s=amounts.hold_s.default,
        reps=amounts.reps.default,
        sets=amounts.sets.default,
    )


def _proposal(track: _Track, dose: DoneDose, direction: Direction) -> Proposal:
    reasons = {
        Direction.UP: StepReason.DONE_WITHOUT_MORE_PAIN,
        Direction.BACK: StepReason.IT_HURT,
    }
    return Proposal(
        exercise=track.exercise.id,
        direction=direction,
        reason=reasons[direction],
        before=track.dose,
        dose=dose,
    )
