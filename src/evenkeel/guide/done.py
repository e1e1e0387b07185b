"""What was done so far, as the rule on getting on looks at it."""

from datetime import date, datetime

from msgspec import Struct

from evenkeel.catalogue.model import Exercise
from evenkeel.catalogue.terms import Kind
from evenkeel.guide.answers import Answers


class DoneDose(Struct, frozen=True, kw_only=True):
    """A dose as *Getting on* compares them: form, hold in seconds, repetitions and sets together.

    ``form`` is the variant's id; ``None`` for an exercise without variants, or where an older
    record does not name it.
    """

    form: str | None
    hold_s: int
    reps: int
    sets: int


class DoneExercise(Struct, frozen=True, kw_only=True):
    """One exercise of a session that planned it.

    ``planned`` and ``done`` count repetitions over all sides and sets; ``hurt`` counts how often
    it was stopped because it hurt more.
    """

    exercise: str
    dose: DoneDose
    planned: int
    done: int
    hurt: int


class DoneSession(Struct, frozen=True, kw_only=True):
    """One session. ``at`` is aware, in the offset of where it was; pains are 0 to 10, or missing.

    ``exercises`` are in the plan's order.
    """

    at: datetime
    pain_before: int | None
    pain_after: int | None
    exercises: tuple[DoneExercise, ...]

    @property
    def day(self) -> date:
        """The local date of the session."""
        return self.at.date()


class PastProposal(Struct, frozen=True, kw_only=True):
    """A step that was proposed, and whether the person took it."""

    at: date
    exercise: str
    taken: bool


class History(Struct, frozen=True, kw_only=True):
    """Everything that the next step is decided by. The sessions are in the order of time."""

    today: date
    answers: Answers
    sessions: tuple[DoneSession, ...]
    proposals: tuple[PastProposal, ...]


def has_fixed_dose(exercise: Exercise) -> bool:
    """Whether an exercise never steps: the warm-up, and what has only one dose and form."""
    amounts = (exercise.dosage.hold_s, exercise.dosage.reps, exercise.dosage.sets)
    return exercise.kind is Kind.WARM_UP or (
        all(one.min == one.max for one in amounts) and not exercise.variants
    )
