"""The command ``next-step``: the small step that a history of sessions leads to."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator

from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue, Exercise
from evenkeel.cli.documents import parsed
from evenkeel.guide.done import History
from evenkeel.guide.getting_on import Proposal, StepReason, next_step, proposal_document
from evenkeel.guide.history import MAX_BYTES, HistoryError, parse_history

_REASONS = {
    StepReason.DONE_WITHOUT_MORE_PAIN: "The last sessions were done whole, without more pain.",
    StepReason.IT_HURT: "It hurt more in the last session.",
}


def add_next_step_command(add: Callable[[str, str], ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = add("next-step", "The small step that is proposed after these sessions.")
    parser.add_argument(
        "--history", metavar="FILE", required=True, help="sessions in JSON; - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command=print_next_step)


def print_next_step(options: Namespace) -> int:
    """Prints what is proposed, or that nothing is."""
    catalogue = load_catalogue(resources_dir())
    proposal = next_step(_history(options.history, catalogue), catalogue)
    if options.json:
        print(json.dumps(proposal_document(proposal), ensure_ascii=False, indent=1))
    elif proposal:
        print(_sentence(proposal, catalogue))
    else:
        print("No step is proposed now. Continue as before.")
    return 0


def _history(name: str, catalogue: Catalogue) -> History:
    return parsed(
        name,
        lambda data: parse_history(data, catalogue),
        most_bytes=MAX_BYTES,
        refused=HistoryError,
    )


def _sentence(proposal: Proposal, catalogue: Catalogue) -> str:
    exercise = catalogue.exercises[proposal.exercise]
    changes = ", ".join(_changes(proposal, exercise))
    return f"{exercise.name}: {changes}. {_REASONS[proposal.reason]}"


def _changes(proposal: Proposal, exercise: Exercise) -> Iterator[str]:
    old, new = proposal.before, proposal.dose
    if new.form != old.form:
        yield f"{_form_name(exercise, new.form)} instead of {_form_name(exercise, old.form)}"
    if new.hold_s != old.hold_s:
        yield f"hold {new.hold_s} s instead of {old.hold_s} s"
    if new.reps != old.reps:
        yield f"{_counted(new.reps, 'repetition')} instead of {old.reps}"
    if new.sets != old.sets:
        yield f"{_counted(new.sets, 'set')} instead of {old.sets}"


def _form_name(exercise: Exercise, form: str | None) -> str:
    variant = exercise.variant(form) if form else None
    return f"“{variant.name if variant else exercise.name}”"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
