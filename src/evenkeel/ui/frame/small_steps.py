"""The small steps of *Getting on*: what is proposed now, and what the user said to it."""

from evenkeel.guide.done import DoneDose
from evenkeel.guide.getting_on import Direction, Proposal
from evenkeel.guide.plan import Dose
from evenkeel.journal.entries.steps import dose_of_item
from evenkeel.journal.records import AnsweredStep
from evenkeel.ui.frame.user_state import UserState


def proposed_step(user_state: UserState) -> Proposal | None:
    """The step that the rule proposes now for today's plan, or ``None`` [GETTING-ON-1].

    The rule judges the history alone. Here a step is proposed only for what today's plan still has
    at the dose that the rule looked at, and one that was declined is not proposed again before
    there is another session: of a step back, the rule itself remembers no refusal.
    """
    proposal = user_state.next_step()
    if proposal is None:
        return None
    item = user_state.planned(proposal.exercise, None)
    if item is None or dose_of_item(item) != proposal.before:
        return None
    today, last = user_state.now().date(), user_state.done_sessions()[-1].at
    declined = any(
        one.exercise == proposal.exercise
        and not one.taken
        and one.at >= last
        and one.at.date() <= today
        for one in user_state.steps
    )
    return None if declined and proposal.direction is Direction.BACK else proposal


def take_step(user_state: UserState, proposal: Proposal) -> None:
    """Does the exercise with the proposed dose from now on, and remembers that it was taken."""
    _answer(user_state, proposal, taken=True)
    _change(user_state, proposal.exercise, proposal.dose)


def decline_step(user_state: UserState, proposal: Proposal) -> None:
    """Remembers that the step was declined, for as long as the rule says [GETTING-ON-5]."""
    _answer(user_state, proposal, taken=False)


def step_taken_lately(user_state: UserState) -> AnsweredStep | None:
    """The last step, where it was taken, is in force and no session came after it."""
    step = user_state.steps[-1] if user_state.steps else None
    if step is None or not step.taken:
        return None
    item = user_state.planned(step.exercise, None)
    if item is None or dose_of_item(item) != step.after:
        return None
    return None if any(one.at >= step.at for one in user_state.done_sessions()) else step


def take_step_back(user_state: UserState, step: AnsweredStep) -> None:
    """Does the exercise with the dose before the step again; the step counts as declined."""
    user_state.keep_step(
        AnsweredStep(
            at=step.at,
            exercise=step.exercise,
            before=step.before,
            after=step.after,
            taken=False,
        )
    )
    _change(user_state, step.exercise, step.before)


def _answer(user_state: UserState, proposal: Proposal, *, taken: bool) -> None:
    user_state.keep_step(
        AnsweredStep(
            at=user_state.now(),
            exercise=proposal.exercise,
            before=proposal.before,
            after=proposal.dose,
            taken=taken,
        )
    )


def _change(user_state: UserState, exercise: str, dose: DoneDose) -> None:
    """Changes the plan to a dose; the rests stay as they are."""
    item = user_state.planned(exercise, None)
    plan = user_state.plan
    if item is None or plan is None:
        return
    changed = user_state.changes.with_dose(
        exercise,
        Dose(hold_s=dose.hold_s, rest_s=item.dose.rest_s, reps=dose.reps, sets=dose.sets),
    )
    by_answers = next(one.variant for one in plan.items if one.exercise == exercise)
    if dose.form is None or dose.form == by_answers:
        changed = changed.without_form(exercise)
    else:
        changed = changed.with_form(exercise, dose.form)
    user_state.change(changed)
