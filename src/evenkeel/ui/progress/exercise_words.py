"""How a single exercise went, in words."""

from collections.abc import Iterator, Sequence

from evenkeel.catalogue.forms import with_commas
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import fill
from evenkeel.guide.describe import dose_text, listed
from evenkeel.guide.done import DoneDose
from evenkeel.guide.plan import Dose
from evenkeel.journal.entries.exercises import ExerciseSummary
from evenkeel.language import long_day_text, right_to_left, translate

#: Of many doses the last ones are told.
_DOSES_TOLD = 4


def exercises_in_short(summaries: Sequence[ExerciseSummary], catalogue: Catalogue) -> str:
    """What hurt and what helped, in a sentence or two."""
    hurt = [_name(one.exercise, catalogue) for one in summaries if one.hurt]
    helped = [_name(one.exercise, catalogue) for one in summaries if one.helped * 2 > one.asked]
    texts = []
    if hurt:
        text = translate("Exercises", "It hurt more in: {exercises}.")
        texts.append(fill(text, exercises=listed(hurt, catalogue)))
    else:
        texts.append(translate("Exercises", "No exercise was stopped because it hurt more."))
    if helped:
        text = translate("Exercises", "It helped, you said, after: {exercises}.")
        texts.append(fill(text, exercises=listed(helped, catalogue)))
    return " ".join(texts)


def exercise_lines(summary: ExerciseSummary, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What is known of one exercise: what it is about, and the sentence."""
    last = long_day_text(summary.last)
    text = translate("Exercises", "{count} sessions, the last on {day}.")
    if summary.sessions == 1:
        text = translate("Exercises", "1 session, on {day}.")
    elif not summary.sessions:
        text = translate("Exercises", "Begun on {day}, without a whole repetition.")
    yield translate("Exercises", "Done"), fill(text, count=summary.sessions, day=last)
    if summary.hurt and summary.hurt_last:
        text = translate("Exercises", "In {count} sessions, the last on {day}.")
        if summary.hurt == 1:
            text = translate("Exercises", "In 1 session, on {day}.")
        yield (
            translate("Exercises", "It hurt more"),
            fill(text, count=summary.hurt, day=long_day_text(summary.hurt_last)),
        )
    if summary.left and summary.left_last:
        text = translate("Exercises", "In {count} sessions, the last on {day}.")
        if summary.left == 1:
            text = translate("Exercises", "In 1 session, on {day}.")
        yield (
            translate("Exercises", "Left early"),
            fill(text, count=summary.left, day=long_day_text(summary.left_last)),
        )
    if summary.asked:
        text = translate("Exercises", "{count} of {asked} times, you said.")
        yield (
            translate("Exercises", "It helped"),
            fill(text, count=summary.helped, asked=summary.asked),
        )
    if summary.rated:
        text = translate("Exercises", "Of {rated} sessions, lower in {less} and higher in {more}.")
        yield (
            translate("Exercises", "Pain after"),
            fill(text, rated=summary.rated, less=summary.less, more=summary.more),
        )
    yield translate("Exercises", "Dose"), _doses(summary, catalogue)


def _doses(summary: ExerciseSummary, catalogue: Catalogue) -> str:
    told = summary.doses[-_DOSES_TOLD:]
    if len(summary.doses) == 1:
        text = translate("Exercises", "{dose}, from the beginning.")
        return fill(text, dose=_dose(summary.exercise, told[0].dose, catalogue))
    pattern = translate("Exercises", "{dose} since {day}")
    return (" ← " if right_to_left() else " → ").join(
        fill(
            pattern, dose=_dose(summary.exercise, one.dose, catalogue), day=long_day_text(one.since)
        )
        for one in told
    )


def _dose(exercise: str, dose: DoneDose, catalogue: Catalogue) -> str:
    said = dose_text(Dose(hold_s=dose.hold_s, rest_s=0, reps=dose.reps, sets=dose.sets), catalogue)
    found = catalogue.exercises.get(exercise)
    form = next((one.name for one in found.variants if one.id == dose.form), "") if found else ""
    return with_commas((form, said)) if form else said


def _name(exercise: str, catalogue: Catalogue) -> str:
    """The plain name; content may have changed since."""
    found = catalogue.exercises.get(exercise)
    return found.name if found else exercise
