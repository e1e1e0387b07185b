"""What single values can't tell: whether the parts of the content fit together."""

import string
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from evenkeel.catalogue.faults import Fault, shown
from evenkeel.catalogue.model import (
    Catalogue,
    Condition,
    Exercise,
    Form,
    Option,
    Programme,
    Question,
    QuestionPicture,
    Variant,
)
from evenkeel.catalogue.terms import ANSWER_VALUES, Equipment, Outcome, Position, SideRule

#: Reasons that follow from an exercise's position and needs, without a condition of its own.
FLOOR_REASON = "cannot_use_floor"
#: The folders of figures that belong to no person.
_NOBODY = frozenset({"pelvis", "legend"})


def equipment_reason(equipment: Equipment) -> str:
    """The code of the reason that something is missing."""
    return f"no_{equipment.value}"


def check(catalogue: Catalogue) -> list[Fault]:
    """Every fault between the parts of a catalogue."""
    faults = [
        *_check_terms(catalogue),
        *_check_questions(catalogue),
        *_check_advice(catalogue),
        *_duplicates("tips.toml", "tips", [tip.code for tip in catalogue.tips]),
    ]
    for exercise in catalogue.exercises.values():
        faults += _check_exercise(exercise, catalogue)
    for programme in catalogue.programmes:
        faults += _check_programme(programme, catalogue)
    return faults


def check_figures(catalogue: Catalogue, figures: Path) -> list[Fault]:
    """Whether the pictures that are put into words are those that are drawn, of every person.

    That every picture of a card is put into words, :func:`check` has seen to.
    """
    people = sorted(
        path for path in figures.glob("*") if path.is_dir() and path.name not in _NOBODY
    )
    if not people:
        return [Fault("figures/", "(folder)", "empty", "a folder of pictures for each person")]
    return [
        fault
        for person in people
        for exercise in catalogue.exercises.values()
        for fault in _check_drawn(exercise, person)
    ]


def _check_drawn(exercise: Exercise, person: Path) -> Iterator[Fault]:
    file = f"exercises/{exercise.id}.toml"
    drawn = _drawn(person / exercise.id)
    for name in exercise.pictures:
        if name not in drawn:
            allowed = f"a picture {person.name}/{exercise.id}/{name}.svg of the figures"
            yield Fault(file, f"pictures.{name}", shown(name), allowed)
    for name in sorted(drawn - set(exercise.pictures)):
        allowed = f"a text that says what {person.name}/{exercise.id}/{name} shows"
        yield Fault(file, f"pictures.{name}", "missing", allowed)


def _drawn(folder: Path) -> set[str]:
    """The names of the pictures in a folder, whether or not their files are compressed."""
    found = (*folder.glob("*.svg"), *folder.glob("*.svgz"))
    return {path.name.removesuffix(path.suffix) for path in found}


def _figure_names(exercise: Exercise) -> Iterator[tuple[str, str]]:
    for prefix, form in _forms(exercise):
        yield f"{prefix}start", form.start
        yield f"{prefix}hold", form.hold
        for n, step in enumerate(form.steps, 1):
            yield f"{prefix}steps[{n}].figure", step.figure


def _forms(exercise: Exercise) -> Iterator[tuple[str, Form]]:
    if exercise.form:
        yield "form.", exercise.form
    for n, variant in enumerate(exercise.variants, 1):
        yield f"variants[{n}].", variant


def _check_terms(catalogue: Catalogue) -> Iterator[Fault]:
    file, words = "content.toml", catalogue.words
    codes = [reason.code for reason in catalogue.reasons]
    needed = [FLOOR_REASON, *map(equipment_reason, Equipment)]
    used = {equipment for exercise in catalogue.exercises.values() for equipment in exercise.needs}
    for code in needed:
        if code not in codes and (code == FLOOR_REASON or Equipment(code[3:]) in used):
            yield Fault(file, "reasons", "missing", f"a reason with the code {code}")
    yield from _duplicates(file, "reasons", codes)
    tables: tuple[tuple[str, Collection[str], Iterable[str]], ...] = (
        ("words.positions", words.positions, Position),
        ("words.equipment", words.equipment, Equipment),
        ("words.lay_ready", words.lay_ready, Equipment),
    )
    for key, given, terms in tables:
        for term in terms:
            if term not in given:
                yield Fault(file, f"{key}.{term}", "missing", "a word for it")


def _duplicates(file: str, key: str, names: Iterable[str]) -> Iterator[Fault]:
    seen = set()
    for name in names:
        if name in seen:
            yield Fault(file, key, shown(name), "given twice")
        seen.add(name)


def _check_condition(file: str, key: str, condition: Condition) -> Iterator[Fault]:
    for word, table in (("when", condition.when), ("unless", condition.unless)):
        for name, values in table.items():
            if name not in ANSWER_VALUES:
                known = ", ".join(ANSWER_VALUES)
                yield Fault(file, f"{key}.{word}.{name}", shown(values), f"answers are: {known}")
                continue
            for value in values:
                if not is_allowed(name, value):
                    yield Fault(file, f"{key}.{word}.{name}", shown(value), allowed_answers(name))


def is_allowed(key: str, value: object) -> bool:
    """Whether an answer may take the value; ``True`` is not 1 here."""
    return any(value == one and type(value) is type(one) for one in ANSWER_VALUES[key])


def allowed_answers(key: str) -> str:
    """What an answer may be, in words."""
    values = ANSWER_VALUES[key]
    if key == "pain_now":
        return f"a whole number from {values[0]} to {values[-1]}"
    if values[0] is True:
        return "allowed: true, false"
    return "allowed: " + ", ".join(map(str, values))


def _check_exercise(exercise: Exercise, catalogue: Catalogue) -> Iterator[Fault]:
    file = f"exercises/{exercise.id}.toml"
    if bool(exercise.form) == bool(exercise.variants):
        yield Fault(file, "form", "both or none", "either [form] or [[variants]], not both")
    yield from _duplicates(file, "variants", (variant.id for variant in exercise.variants))
    if exercise.variants and exercise.variants[-1].choose != Condition():
        yield Fault(file, "variants", "a condition on the last", "the last one is always possible")
    for n, variant in enumerate(exercise.variants, 1):
        yield from _check_condition(file, f"variants[{n}].choose", variant.choose)
        yield from _check_form_steps(file, f"variants[{n}]", variant, exercise)
        yield from _check_uses(file, f"variants[{n}]", variant, exercise)
    reasons = [reason.code for reason in catalogue.reasons]
    for n, rule in enumerate(exercise.leave_out, 1):
        yield from _check_condition(file, f"leave_out[{n}]", rule)
        if rule.reason not in reasons:
            allowed = f"a reason of content.toml: {', '.join(reasons)}"
            yield Fault(file, f"leave_out[{n}].reason", shown(rule.reason), allowed)
    for n, code in enumerate(exercise.source, 1):
        if code not in catalogue.sources:
            allowed = f"a source of content.toml: {', '.join(catalogue.sources)}"
            yield Fault(file, f"source[{n}]", shown(code), allowed)
    yield from _check_dosage(file, exercise)
    yield from _check_sentences(file, exercise)
    yield from _check_pictures(file, exercise)


def _check_form_steps(file: str, key: str, variant: Variant, exercise: Exercise) -> Iterator[Fault]:
    """An easier form is easier and a harder one harder, and both are forms of this exercise."""
    levels = {one.id: one.level for one in exercise.variants}
    if variant.harder_form:
        yield from _check_condition(file, f"{key}.harder_form", variant.harder_form)
        name = variant.harder_form.form
        if levels.get(name, variant.level) <= variant.level:
            allowed = "a variant of this exercise with a higher level"
            yield Fault(file, f"{key}.harder_form.form", shown(name), allowed)
    easier = variant.easier_form
    if easier and levels.get(easier, variant.level) >= variant.level:
        allowed = "a variant of this exercise with a lower level"
        yield Fault(file, f"{key}.easier_form", shown(easier), allowed)


def _check_uses(file: str, key: str, variant: Variant, exercise: Exercise) -> Iterator[Fault]:
    """What a form uses is what its conditions ask for, so that it is never planned without."""
    uses = shown([str(thing) for thing in variant.uses])
    asked = variant.choose.when.get("equipment", ())
    if not set(asked) <= set(variant.uses):
        allowed = f"with what choose asks for: {', '.join(map(str, asked))}"
        yield Fault(file, f"{key}.uses", uses, allowed)
    for thing in variant.uses:
        if thing in exercise.needs:
            yield Fault(
                file, f"{key}.uses", shown(str(thing)), "what the exercise does not need anyway"
            )
    kept = [rule.unless.get("equipment", ()) for rule in exercise.leave_out]
    guards = [set(things) for things in (asked, *kept) if things]
    if variant.uses and not any(guard <= set(variant.uses) for guard in guards):
        allowed = "choose.when.equipment, or a leave_out unless it is at hand"
        yield Fault(file, f"{key}.uses", uses, allowed)
    if variant.beside and not variant.uses:
        yield Fault(file, f"{key}.beside", shown(variant.beside), "only with uses")


def _check_dosage(file: str, exercise: Exercise) -> Iterator[Fault]:
    for name in ("hold_s", "rest_s", "reps", "sets"):
        amount = getattr(exercise.dosage, name)
        if not amount.min <= amount.default <= amount.max:
            allowed = "min, default and max in rising order"
            yield Fault(file, f"dosage.{name}", shown(amount.default), allowed)
        if name != "rest_s" and amount.min < 1:
            yield Fault(file, f"dosage.{name}.min", shown(amount.min), "at least 1")


def _check_sentences(file: str, exercise: Exercise) -> Iterator[Fault]:
    rules = [exercise.side_rule, *(variant.side_rule for variant in exercise.variants)]
    sided = SideRule.NONE not in rules
    for key in ("purpose", "precautions", "mistakes", "stop", "easier", "harder"):
        value = getattr(exercise, key)
        for text in (value,) if isinstance(value, str) else value:
            yield from _check_sentence(file, key, text, sided=sided)
    for prefix, form in _forms(exercise):
        rule = getattr(form, "side_rule", exercise.side_rule)
        sentences = [("cue", form.cue), ("felt", form.felt)]
        sentences += [(f"steps[{n}].text", step.text) for n, step in enumerate(form.steps, 1)]
        for key, text in sentences:
            yield from _check_sentence(
                file, f"{prefix}{key}", text, sided=rule is not SideRule.NONE
            )


def _check_pictures(file: str, exercise: Exercise) -> Iterator[Fault]:
    """Every picture of a card is put into words, with a side only where it is always shown so."""
    for key, name in _figure_names(exercise):
        if name not in exercise.pictures:
            yield Fault(file, key, shown(name), f"a picture of [pictures], with its text: {name}")
    for name, text in exercise.pictures.items():
        rules = [
            getattr(form, "side_rule", exercise.side_rule)
            for _, form in _forms(exercise)
            if name in (form.start, form.hold, *(step.figure for step in form.steps))
        ]
        sided = SideRule.NONE not in (rules or [exercise.side_rule])
        yield from _check_sentence(file, f"pictures.{name}", text, sided=sided)


def _check_sentence(file: str, key: str, text: str, *, sided: bool) -> Iterator[Fault]:
    allowed = {"side", "other"} if sided else set()
    names = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "none: it has no side"
    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        fields = ["{"]
    if set(fields) - allowed:
        yield Fault(file, key, shown(text), f"variables allowed: {names}")


def _check_programme(programme: Programme, catalogue: Catalogue) -> Iterator[Fault]:
    file = f"programmes/{programme.id}.toml"
    named = [(f"items[{n}].exercise", item.exercise) for n, item in enumerate(programme.items, 1)]
    named += [(f"skip_if_helped[{n}]", one) for n, one in enumerate(programme.skip_if_helped, 1)]
    for n, choice in enumerate(programme.choose, 1):
        yield from _check_condition(file, f"choose[{n}]", choice)
        if choice.possible:
            named.append((f"choose[{n}].possible", choice.possible))
    for key, name in named:
        if name not in catalogue.exercises:
            allowed = f"an exercise: {', '.join(catalogue.exercises)}"
            yield Fault(file, key, shown(name), allowed)


def _check_questions(catalogue: Catalogue) -> Iterator[Fault]:
    file = "questionnaire.toml"
    keys = [question.key for question in catalogue.questions]
    yield from _duplicates(file, "questions", keys)
    for key in ANSWER_VALUES:
        if key not in keys:
            yield Fault(file, "questions", "missing", f"a question with the key {key}")
    for n, question in enumerate(catalogue.questions, 1):
        if question.key not in ANSWER_VALUES:
            known = ", ".join(ANSWER_VALUES)
            yield Fault(file, f"questions[{n}].key", shown(question.key), f"allowed: {known}")
            continue
        yield from _check_question(file, f"questions[{n}]", question, catalogue)
        for place, picture in enumerate(question.pictures, 1):
            key = f"questions[{n}].pictures[{place}]"
            yield from _check_question_picture(file, key, picture, catalogue)
            values = [option.value for option in question.options]
            if picture.answer is not None and picture.answer not in values:
                allowed = f"an answer of this question: {', '.join(map(str, values))}"
                yield Fault(file, f"{key}.answer", shown(picture.answer), allowed)


def _check_question(
    file: str, key: str, question: Question, catalogue: Catalogue
) -> Iterator[Fault]:
    given = [option.value for option in question.options]
    for value in given:
        if not is_allowed(question.key, value):
            yield Fault(file, f"{key}.options", shown(value), allowed_answers(question.key))
    for value in ANSWER_VALUES[question.key]:
        if value not in given:
            yield Fault(file, f"{key}.options", "missing", f"an option with the value {value!r}")
    defaults = question.default if isinstance(question.default, tuple) else (question.default,)
    for value in defaults:
        if not is_allowed(question.key, value):
            yield Fault(file, f"{key}.default", shown(value), allowed_answers(question.key))
    for n, condition in enumerate(question.ask, 1):
        yield from _check_condition(file, f"{key}.ask[{n}]", condition)
    for n, option in enumerate(question.options, 1):
        yield from _check_option(file, f"{key}.options[{n}]", option, question, catalogue)


def _check_question_picture(
    file: str, key: str, picture: QuestionPicture, catalogue: Catalogue
) -> Iterator[Fault]:
    exercise = catalogue.exercises.get(picture.exercise)
    if exercise is None:
        known = ", ".join(catalogue.exercises)
        yield Fault(file, f"{key}.exercise", shown(picture.exercise), f"allowed: {known}")
        return
    forms = [variant.id for variant in exercise.variants]
    if picture.variant is not None and picture.variant not in forms:
        allowed = f"allowed: {', '.join(forms)}" if forms else "no form: the exercise has only one"
        yield Fault(file, f"{key}.variant", shown(picture.variant), allowed)
    if picture.figure is not None and picture.figure not in exercise.pictures:
        known = ", ".join(exercise.pictures)
        yield Fault(file, f"{key}.figure", shown(picture.figure), f"allowed: {known}")


def _check_option(
    file: str, key: str, option: Option, question: Question, catalogue: Catalogue
) -> Iterator[Fault]:
    for n, other in enumerate(option.other_details, 1):
        yield from _check_condition(file, f"{key}.other_details[{n}]", other)
    codes = {advice.code for advice in catalogue.advice if advice.outcome is not Outcome.EXERCISE}
    if option.outcome and option.advice not in codes:
        allowed = f"advice for a refer outcome: {', '.join(sorted(codes))}"
        yield Fault(file, f"{key}.advice", shown(option.advice), allowed)
    if option.lifted_by is None:
        return
    yield from _check_condition(file, f"{key}.lifted_by", option.lifted_by)
    if not option.lifted_by.when or option.lifted_by.unless:
        allowed = "an answer that lifts it, in when alone"
        yield Fault(file, f"{key}.lifted_by", shown(option.value), allowed)
    order = [one.key for one in catalogue.questions]
    later = order[order.index(question.key) + 1 :]
    for name in option.lifted_by.when:
        if name in ANSWER_VALUES and name not in later:
            allowed = "the key of a question that comes after this one"
            yield Fault(file, f"{key}.lifted_by.when.{name}", shown(name), allowed)


def _check_advice(catalogue: Catalogue) -> Iterator[Fault]:
    file = "advice.toml"
    yield from _duplicates(file, "advice", (advice.code for advice in catalogue.advice))
    programmes = [programme.id for programme in catalogue.programmes]
    for n, advice in enumerate(catalogue.advice, 1):
        yield from _check_condition(file, f"advice[{n}]", advice)
        for name in advice.programmes:
            if name not in programmes:
                allowed = f"a programme: {', '.join(programmes)}"
                yield Fault(file, f"advice[{n}].programmes", shown(name), allowed)
    if sum(advice.nothing_left for advice in catalogue.advice) != 1:
        yield Fault(file, "nothing_left", "not once", "exactly one piece of advice has it")
