"""From answers to a plan: the decisions of the clinical rules, read from the content.

Nothing here names an exercise. Which condition leaves one out, which variant it takes and which
side it is done on is written in ``resources/exercises``; the order in ``resources/programmes``.
The rules are those of ``resources/clinical-rules.md``.
"""

from collections.abc import Iterable, Iterator

from evenkeel.catalogue.check import FLOOR_REASON, equipment_reason
from evenkeel.catalogue.model import Catalogue, Exercise, Option, Programme
from evenkeel.catalogue.terms import Equipment, Kind, Outcome, Side, SideRule
from evenkeel.guide.answers import Answers
from evenkeel.guide.plan import Dose, LeftOut, Opening, Plan, PlanItem

#: Where one sore side is not known: right, then left [SIDE-1].
_UNKNOWN_ORDER = (Side.RIGHT, Side.LEFT)


def decide(answers: Answers, catalogue: Catalogue) -> Plan:
    """The plan that the answers lead to.

    The first that applies counts: a referral by an answer [OUT-1] [OUT-2] [OUT-3], a plan with
    nothing but the warm-up [OUT-4], exercises.
    """
    referral = screen(answers, catalogue)
    if referral:
        return referral
    programme = _choose_programme(answers, catalogue)
    items, left_out = _fill(programme, answers, catalogue)
    if not _count_exercises(items, catalogue):
        advice = next(one.code for one in catalogue.advice if one.nothing_left)
        return Plan(
            outcome=Outcome.REFER,
            programme=programme.id,
            items=(),
            left_out=left_out,
            advice=(advice,),
            sore_side=answers.sore_side,
            opens=_openings(answers, catalogue),
        )
    return Plan(
        outcome=Outcome.EXERCISE,
        programme=programme.id,
        items=items,
        left_out=left_out,
        advice=tuple(_advice(answers, programme, catalogue)),
        sore_side=answers.sore_side,
        skip_if_helped=programme.skip_if_helped,
    )


def screen(answers: Answers, catalogue: Catalogue) -> Plan | None:
    """The plan without exercises that a screening answer leads to, or ``None``.

    The urgent outcome goes before the other; within one, the questionnaire's order counts. An
    answer that another one lifts leads to nothing: a lasting condition where a doctor agreed.
    """
    options = referring_options(answers, catalogue)
    if not options or not options[0].outcome or not options[0].advice:
        return None
    return Plan(
        outcome=options[0].outcome,
        programme=None,
        items=(),
        left_out=(),
        advice=(options[0].advice,),
        sore_side=answers.sore_side,
    )


def referring_options(answers: Answers, catalogue: Catalogue) -> tuple[Option, ...]:
    """The answers that lead to a referral: all that lead to the same one as the first of them."""
    options = [
        option
        for question in catalogue.questions
        for option in question.options
        if option.outcome and option.advice and _refers(option, question.key, answers)
    ]
    # Stable: within one outcome the questionnaire's order stays.
    options.sort(key=lambda option: option.outcome is not Outcome.REFER_URGENT)
    return tuple(
        option
        for option in options
        if (option.outcome, option.advice) == (options[0].outcome, options[0].advice)
    )


def _refers(option: Option, key: str, answers: Answers) -> bool:
    answer = answers.values[key]
    given = option.value in (answer if isinstance(answer, tuple) else (answer,))
    return given and not (option.lifted_by and answers.meets(option.lifted_by))


def _choose_programme(answers: Answers, catalogue: Catalogue) -> Programme:
    for programme in catalogue.programmes:
        for choice in programme.choose:
            possible = choice.possible is None or not reason_to_leave_out(
                catalogue.exercises[choice.possible], answers, catalogue
            )
            if possible and answers.meets(choice):
                return programme
    # Content that leaves answers without a programme falls back to the last in rank.
    return catalogue.programmes[-1]


def _fill(
    programme: Programme, answers: Answers, catalogue: Catalogue
) -> tuple[tuple[PlanItem, ...], tuple[LeftOut, ...]]:
    items: list[PlanItem] = []
    left_out: dict[str, LeftOut] = {}
    for place in programme.items:
        if place.extra and not answers.one("extras"):
            continue
        exercise = catalogue.exercises[place.exercise]
        reason = reason_to_leave_out(exercise, answers, catalogue)
        if reason:
            left_out[exercise.id] = LeftOut(exercise=exercise.id, reason=reason)
        else:
            items.append(plan_item(exercise, answers, ask_helped=place.ask_helped))
    return tuple(items), tuple(left_out.values())


def _count_exercises(items: Iterable[PlanItem], catalogue: Catalogue) -> int:
    """How many different exercises there are beside the warm-up."""
    exercises = {item.exercise for item in items}
    return sum(catalogue.exercises[one].kind is not Kind.WARM_UP for one in exercises)


def _openings(answers: Answers, catalogue: Catalogue) -> tuple[Opening, ...]:
    """Which one more thing leads to how many exercises: most first, then as the question asks."""
    at_hand = answers.many("equipment")
    openings = []
    for option in catalogue.question("equipment").options:
        if option.value in at_hand:
            continue
        more = answers.merged({"equipment": (*at_hand, option.value)})
        items, _ = _fill(_choose_programme(more, catalogue), more, catalogue)
        count = _count_exercises(items, catalogue)
        if count:
            openings.append(Opening(equipment=str(option.value), exercises=count))
    return tuple(sorted(openings, key=lambda one: -one.exercises))


def reason_to_leave_out(exercise: Exercise, answers: Answers, catalogue: Catalogue) -> str | None:
    """The first reason that applies, or ``None`` when the exercise can be done.

    The order of the reasons in the content decides [LEFT-OUT-1] … [LEFT-OUT-7].
    """
    reasons = set(_reasons(exercise, answers))
    return next((one.code for one in catalogue.reasons if one.code in reasons), None)


def _reasons(exercise: Exercise, answers: Answers) -> Iterator[str]:
    if exercise.position.on_floor and not answers.one("floor"):
        yield FLOOR_REASON
    at_hand = answers.many("equipment")
    for equipment in exercise.needs:
        if equipment not in at_hand:
            yield equipment_reason(Equipment(equipment))
    for rule in exercise.leave_out:
        if answers.meets(rule):
            yield rule.reason


def plan_item(exercise: Exercise, answers: Answers, *, ask_helped: bool = False) -> PlanItem:
    """An exercise as it is done with these answers: variant, sides and default dosage."""
    variant = next(
        (one.id for one in exercise.variants if answers.meets(one.choose)),
        None,
    )
    return PlanItem(
        exercise=exercise.id,
        variant=variant,
        sides=sides(exercise.side_rule_of(variant), answers.sore_side.side),
        dose=_default_dose(exercise),
        ask_helped=ask_helped,
    )


def card_item(exercise: Exercise, variant: str | None, first: Side | None) -> PlanItem:
    """An exercise by itself, outside of a plan, at its default dosage.

    ``first`` is the side to begin with, or the only one; ``None`` where there are no sides.

    Raises:
        KeyError: the exercise has no such variant.
    """
    done: tuple[Side, ...] = (first,) if first else ()
    if first and exercise.side_rule_of(variant) is SideRule.EACH:
        done = (first, first.other)
    return PlanItem(exercise=exercise.id, variant=variant, sides=done, dose=_default_dose(exercise))


def _default_dose(exercise: Exercise) -> Dose:
    amounts = exercise.dosage
    return Dose(
        hold_s=amounts.hold_s.default,
        rest_s=amounts.rest_s.default,
        reps=amounts.reps.default,
        sets=amounts.sets.default,
    )


def sides(rule: SideRule, sore: Side | None) -> tuple[Side, ...]:
    """The order of the sides; each names the limb that works or lifts [SIDE-1].

    Without one sore side, each side is done, right then left.
    """
    if rule is SideRule.NONE:
        return ()
    if sore is None:
        return _UNKNOWN_ORDER
    if rule is SideRule.SORE:
        return (sore,)
    if rule is SideRule.NOT_SORE:
        return (sore.other,)
    return (sore, sore.other)


def _advice(answers: Answers, programme: Programme, catalogue: Catalogue) -> Iterator[str]:
    for advice in catalogue.advice:
        fits = not advice.programmes or programme.id in advice.programmes
        if advice.outcome is Outcome.EXERCISE and fits and answers.meets(advice):
            yield advice.code
