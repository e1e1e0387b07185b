"""A small step in words: what would change, why, and what was changed."""

from evenkeel.catalogue.model import Catalogue, Exercise
from evenkeel.catalogue.wording import fill
from evenkeel.guide.describe import dose_text
from evenkeel.guide.done import DoneDose
from evenkeel.guide.getting_on import SESSIONS_NEEDED, Direction, Proposal
from evenkeel.guide.plan import Dose
from evenkeel.journal.records import AnsweredStep
from evenkeel.language import translate


def step_title(proposal: Proposal) -> str:
    """What is proposed, in a few words."""
    if proposal.direction is Direction.UP:
        return translate("SmallStep", "One small step further?")
    return translate("SmallStep", "One step back?")


def step_reason(proposal: Proposal, catalogue: Catalogue) -> str:
    """Why it is proposed."""
    name = catalogue.exercises[proposal.exercise].name
    if proposal.direction is Direction.UP:
        pattern = translate(
            "SmallStep",
            "{exercise}: you did all of it {count} times in a row, without more pain.",
        )
        return fill(pattern, exercise=name, count=SESSIONS_NEEDED)
    return fill(
        translate("SmallStep", "{exercise}: it hurt more in your last session."), exercise=name
    )


def step_change(proposal: Proposal, catalogue: Catalogue) -> str:
    """What would change, as a sentence."""
    before, after = proposal.before, proposal.dose
    changed = set(proposal.change)
    if changed == {"hold_s"}:
        return fill(
            translate("SmallStep", "Hold {new} seconds instead of {old}."),
            new=after.hold_s,
            old=before.hold_s,
        )
    if changed == {"reps"}:
        return fill(
            translate("SmallStep", "Do {new} repetitions instead of {old}."),
            new=after.reps,
            old=before.reps,
        )
    if changed == {"sets"}:
        return fill(
            translate("SmallStep", "Do {new} sets instead of {old}."),
            new=after.sets,
            old=before.sets,
        )
    exercise = catalogue.exercises[proposal.exercise]
    if changed == {"variant"}:
        return fill(
            translate("SmallStep", "Do it in another way: “{form}”."),
            form=_form_name(exercise, after),
        )
    if "variant" in changed:
        return fill(
            translate("SmallStep", "Do it in another way: “{form}”, {dose}."),
            form=_form_name(exercise, after),
            dose=_dose(after, catalogue),
        )
    return fill(
        translate("SmallStep", "Do {new} instead of {old}."),
        new=_dose(after, catalogue),
        old=_dose(before, catalogue),
    )


def taken_text(step: AnsweredStep, catalogue: Catalogue) -> str:
    """What is done from now on, after a step was taken."""
    exercise = catalogue.exercises[step.exercise]
    dose = _dose(step.after, catalogue)
    if step.after.form != step.before.form:
        return fill(
            translate("SmallStep", "From now on: {exercise}, “{form}”, {dose}."),
            exercise=exercise.name,
            form=_form_name(exercise, step.after),
            dose=dose,
        )
    return fill(
        translate("SmallStep", "From now on: {exercise}, {dose}."),
        exercise=exercise.name,
        dose=dose,
    )


def _form_name(exercise: Exercise, dose: DoneDose) -> str:
    variant = exercise.variant(dose.form)
    return variant.name if variant else exercise.name


def _dose(dose: DoneDose, catalogue: Catalogue) -> str:
    return dose_text(Dose(hold_s=dose.hold_s, rest_s=0, reps=dose.reps, sets=dose.sets), catalogue)
