"""The commands. Each takes the parsed options and returns an exit status."""

import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from evenkeel.catalogue.check import check_figures
from evenkeel.catalogue.faults import ContentError, shown
from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Amount, Catalogue, Exercise
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.catalogue.wording import side_word
from evenkeel.cli.boundary import tell_fault
from evenkeel.cli.documents import parsed
from evenkeel.cli.errors import BAD_INPUT, FAILED, CommandError
from evenkeel.cli.in_language import content_in
from evenkeel.coach.timeline import Helped, Phase, timeline_document
from evenkeel.coach.timeline import timeline as make_timeline
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import MAX_BYTES, Answers, AnswersError, parse_answers
from evenkeel.guide.decide import decide
from evenkeel.guide.describe import (
    cue_of,
    dose_of,
    left_out_by_reason,
    name_of,
    openings_of,
    question_of,
    spaced,
)
from evenkeel.guide.plan import SCHEMA, Plan, plan_document
from evenkeel.handout import paper
from evenkeel.handout.clinic import ConfigError, load_clinic
from evenkeel.journal.storage.outfile import checked_target, write_file
from evenkeel.journal.storage.places import own_folders

if TYPE_CHECKING:
    from evenkeel.handout.document import Sheet

PAPERS = tuple(paper.PAPERS)
_SECONDS_PER_MINUTE = 60


def window(options: Namespace) -> int:
    """Opens the desktop window."""
    from evenkeel.quick import load_qt

    load_qt()
    from evenkeel.ui.shell.app import run_window

    return run_window(options.data_dir)


def plan(options: Namespace) -> int:
    """Prints the plan that an answers file leads to."""
    catalogue = load_catalogue(resources_dir())
    answers = _answers(options.answers, catalogue)
    decided = decide(answers, catalogue)
    if options.json:
        _print_json(plan_document(decided))
    else:
        print("\n".join(_plan_lines(decided, catalogue)))
    return 0


def timeline(options: Namespace) -> int:
    """Prints the session that the coach would run."""
    catalogue = load_catalogue(resources_dir())
    decided = decide(_answers(options.answers, catalogue), catalogue)
    phases = make_timeline(decided, catalogue, helped=Helped(options.helped))
    if options.json:
        _print_json(timeline_document(phases))
    else:
        print("\n".join(_timeline_lines(phases, catalogue)))
    return 0


def card(options: Namespace) -> int:
    """Writes the card of one exercise as PDF or PNG."""
    _load_qt()
    catalogue = content_in(options.lang)
    exercise = catalogue.exercises.get(options.exercise)
    if exercise is None:
        known = ", ".join(catalogue.exercises)
        raise CommandError(f"EXERCISE: {shown(options.exercise)}; allowed: {known}")
    variant = _variant(exercise, options.variant)
    side = _side(exercise, variant, options.side)
    target: Path = options.pdf or options.png
    private = own_folders(options.data_dir)
    # Checked before the pages are made, which takes a while.
    checked_target(target, private)
    from evenkeel.handout.files import card_bytes

    png, sheet = options.png is not None, _sheet(options)
    data = _printed(lambda: card_bytes(catalogue, exercise.id, variant, side, sheet, png=png))
    write_file(target, data, private)
    return 0


def handout(options: Namespace) -> int:
    """Writes the whole plan that an answers file leads to as PDF."""
    _load_qt()
    catalogue = content_in(options.lang)
    answers = _answers(options.answers, catalogue)
    private = own_folders(options.data_dir)
    checked_target(options.pdf, private)
    from evenkeel.guide.code import encode
    from evenkeel.handout.files import handout_bytes

    decided = decide(answers, catalogue)
    code = encode(answers, Adjustments(), catalogue) if decided.items else None
    sheet = _sheet(options)
    data = _printed(lambda: handout_bytes(decided, answers, catalogue, sheet, code=code))
    write_file(options.pdf, data, private)
    return 0


def cards(options: Namespace) -> int:
    """Lists the catalogue."""
    exercises = load_catalogue(resources_dir()).exercises.values()
    if options.json:
        _print_json(
            {"schema": SCHEMA, "exercises": [_card_document(exercise) for exercise in exercises]}
        )
    else:
        width = max(len(exercise.id) for exercise in exercises)
        for exercise in exercises:
            print(f"{exercise.id:<{width}}  {exercise.name}")
    return 0


def check_content(options: Namespace) -> int:
    """Validates a folder of content and prints every fault, one a line."""
    folder: Path = options.folder or resources_dir()
    if not folder.is_dir():
        raise CommandError(f"DIR: {shown(str(folder))}; allowed: a folder laid out as resources/")
    try:
        catalogue = load_catalogue(folder)
        faults = check_figures(catalogue, folder / "figures")
    except ContentError as error:
        faults = list(error.faults)
    if faults:
        tell_fault("\n".join(map(str, faults)))
    else:
        print(f"{folder}: {len(catalogue.exercises)} exercises, no faults")
    return BAD_INPUT if faults else 0


def _load_qt() -> None:
    """Loads of Qt what dates and texts need, in a third of the usual time."""
    from evenkeel.quick import load_qt

    load_qt()


def _printed(make: Callable[[], bytes]) -> bytes:
    """Calls ``make``; an error in a template that a clinic has changed becomes one sentence."""
    from evenkeel.handout.typesetting import TemplateError

    try:
        return make()
    except TemplateError as error:
        raise CommandError(str(error), FAILED) from None


def _sheet(options: Namespace) -> "Sheet":
    from evenkeel.handout.document import Sheet

    return Sheet(
        paper=paper.PAPERS[options.paper],
        size=paper.TextSize.LARGE if options.large else paper.TextSize.USUAL,
        grey=options.grey,
        clinic=_clinic(options.clinic),
    )


def _clinic(path: Path | None) -> paper.Clinic | None:
    if path is None:
        return None
    try:
        return load_clinic(path)
    except ConfigError as error:
        raise CommandError("; ".join(map(str, error.faults))) from None


def _answers(name: str, catalogue: Catalogue) -> Answers:
    return parsed(
        name,
        lambda data: parse_answers(data, catalogue),
        most_bytes=MAX_BYTES,
        refused=AnswersError,
    )


def _variant(exercise: Exercise, name: str | None) -> str | None:
    known = [variant.id for variant in exercise.variants]
    if name is None:
        return known[-1] if known else None
    if name not in known:
        allowed = ", ".join(known) or f"none: {exercise.id} has no variants"
        raise CommandError(f"--variant: {shown(name)}; allowed: {allowed}")
    return name


def _side(exercise: Exercise, variant: str | None, name: str | None) -> Side | None:
    if exercise.side_rule_of(variant) is SideRule.NONE:
        if name is not None:
            raise CommandError(
                f"--side: {shown(name)}; allowed: none: {exercise.id} has no side here"
            )
        return None
    return Side(name) if name else Side.RIGHT


def _print_json(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1))


def _card_document(exercise: Exercise) -> dict[str, object]:
    dosage = exercise.dosage

    def amount(amount_range: Amount) -> dict[str, int]:
        return {"default": amount_range.default, "min": amount_range.min, "max": amount_range.max}

    return {
        "id": exercise.id,
        # Outside tools know an exercise by the name that therapists use.
        "name": exercise.trade_name or exercise.name,
        "plain_name": exercise.name,
        "position": exercise.position.value,
        "needs": [equipment.value for equipment in exercise.needs],
        "side_rule": exercise.side_rule.value,
        "variants": [variant.id for variant in exercise.variants],
        "dosage": {
            "hold_s": amount(dosage.hold_s),
            "rest_s": amount(dosage.rest_s),
            "reps": amount(dosage.reps),
            "sets": amount(dosage.sets),
        },
    }


def _plan_lines(decided: Plan, catalogue: Catalogue) -> list[str]:
    lines = []
    sore = decided.sore_side.side
    if decided.items:
        phases = make_timeline(decided, catalogue)
        whose = f" for your {side_word(catalogue.words, sore)} side" if sore else ""
        minutes = _minutes(phases[-1].start_s + phases[-1].duration_s)
        lines.append(f"Your plan{whose}: about {minutes} minutes.")
    for place, item in decided.numbered():
        name = name_of(decided, place, catalogue)
        dose = spaced(dose_of(item, catalogue))
        lines.append(f"{place + 1:3}. {name}: {cue_of(item, catalogue)} ({dose})")
        question = question_of(decided, place, catalogue)
        if question:
            lines.append(f"     {question}")
    if decided.left_out:
        lines += ["", "Left out:"]
    for names, reason in left_out_by_reason(decided, catalogue):
        lines.append(f"   - {names}: {reason}")
    return lines + _advice_lines(decided, catalogue)


def _advice_lines(decided: Plan, catalogue: Catalogue) -> list[str]:
    lines = []
    for advice in catalogue.advice:
        if advice.code in decided.advice:
            lines += ["", f"{advice.title}. {advice.text}"]
            lines += [f"   - {line}" for line in (*openings_of(decided, catalogue), *advice.now)]
    return lines


def _timeline_lines(phases: tuple[Phase, ...], catalogue: Catalogue) -> list[str]:
    return [_phase_line(phase, catalogue) for phase in phases]


def _phase_line(phase: Phase, catalogue: Catalogue) -> str:
    start = int(phase.start_s)
    time = f"{start // _SECONDS_PER_MINUTE:3}:{start % _SECONDS_PER_MINUTE:02}"
    parts = [f"{phase.kind.value:<8}", catalogue.exercises[phase.exercise].name]
    if phase.side:
        parts.append(side_word(catalogue.words, phase.side))
    if phase.rep:
        parts.append(f"repetition {phase.rep}")
    return f"{time}  {phase.duration_s:5.0f} s  {'  '.join(parts)}"


def _minutes(seconds: float) -> int:
    return max(1, round(seconds / _SECONDS_PER_MINUTE))
