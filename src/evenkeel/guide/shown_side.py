"""How an exercise is shown to one person: the form, the side, and the sentence about the side.

Wherever an exercise is shown (library, welcome, card, kiosk, paper), the person's own side rules
[SIDE-6]. The other side of an exercise for the sore or for the not-sore side
can be looked at, but only with the sentence that it is not for them.
"""

from msgspec import Struct

from evenkeel.catalogue.model import Catalogue, Exercise
from evenkeel.catalogue.terms import Side, SideRule, SoreSide
from evenkeel.catalogue.wording import fill, say, side_word
from evenkeel.guide.answers import Answers
from evenkeel.guide.decide import plan_item, sides

_SORE_SIDE = "sore_side"
_ONE_SIDED = (SideRule.SORE, SideRule.NOT_SORE)
#: Whose pictures are shown where no one sore side is known.
_DRAWN_FOR = Side.LEFT


class ShownSide(Struct, frozen=True, kw_only=True):
    """How an exercise is shown.

    Attributes:
        variant: the form; ``None`` for an exercise that has only one.
        side: the limb that works or lifts in pictures and words; ``None`` without sides.
        own: whether this person does it on this side. Without answers nobody is known.
        sentence: what has to stand beside the pictures about the side; empty where nothing has.
    """

    variant: str | None
    side: Side | None
    own: bool
    sentence: str


def shown_side(
    exercise: Exercise,
    answers: Answers | None,
    catalogue: Catalogue,
    *,
    variant: str | None = None,
    side: Side | None = None,
) -> ShownSide:
    """How an exercise is shown to the person who gave these answers.

    Args:
        exercise: the exercise.
        answers: what the person answered; ``None`` where nothing is known.
        catalogue: has the words.
        variant: the form to look at; the person's own where it is not given.
        side: the side to look at; the person's own where it is not given.

    Raises:
        KeyError: the exercise has no such variant.
    """
    form = variant or _own_form(exercise, answers)
    rule = exercise.side_rule_of(form)
    sore = answers.sore_side.side if answers else None
    order = sides(rule, sore)
    if not order:
        return ShownSide(variant=form, side=None, own=True, sentence="")
    shown = side or order[0]
    if rule not in _ONE_SIDED:
        return ShownSide(variant=form, side=shown, own=True, sentence="")
    words, phrases = catalogue.words, catalogue.words.phrases
    if sore is None:
        return _without_one_sore_side(exercise, answers, catalogue, form, side)
    if shown in order:
        sentence = phrases.sore_only if rule is SideRule.SORE else phrases.not_sore_only
        return ShownSide(variant=form, side=shown, own=True, sentence=sentence)
    cue = say(words, exercise.form_of(form).cue, order[0])
    sentence = fill(phrases.other_side, sore=side_word(words, sore), cue=cue)
    return ShownSide(variant=form, side=shown, own=False, sentence=sentence)


def whose_side(answers: Answers | None, catalogue: Catalogue) -> str:
    """What a page of many exercises says of its pictures; empty where one sore side is known."""
    if answers and answers.sore_side.side:
        return ""
    sore = side_word(catalogue.words, _DRAWN_FOR)
    return fill(catalogue.words.phrases.pictures_for_sore, sore=sore)


def _without_one_sore_side(
    exercise: Exercise,
    answers: Answers | None,
    catalogue: Catalogue,
    form: str | None,
    side: Side | None,
) -> ShownSide:
    """A form for one sore side, where both are sore or it is not known which one is.

    It is drawn for a sore LEFT side then, and says so, unless the plan does each side in turn.
    """
    words, phrases = catalogue.words, catalogue.words.phrases
    rule = exercise.side_rule_of(form)
    shown = side or (_DRAWN_FOR if rule is SideRule.SORE else _DRAWN_FOR.other)
    if answers and _in_turn(exercise, answers, form):
        return ShownSide(variant=form, side=shown, own=True, sentence=phrases.in_turn)
    sore = side_word(words, shown if rule is SideRule.SORE else shown.other)
    pattern = phrases.for_sore
    if answers:
        both = answers.sore_side is SoreSide.BOTH
        pattern = phrases.not_with_both if both else phrases.not_with_unknown
    return ShownSide(variant=form, side=shown, own=False, sentence=fill(pattern, sore=sore))


def _in_turn(exercise: Exercise, answers: Answers, form: str | None) -> bool:
    """Whether a plan would have this form with these answers, were everything else possible."""
    left_out = any(_SORE_SIDE in one.when and answers.meets(one) for one in exercise.leave_out)
    return not left_out and plan_item(exercise, answers).variant == form


def _own_form(exercise: Exercise, answers: Answers | None) -> str | None:
    """The form that a plan would have; the usual one, which comes last, without answers."""
    if answers:
        return plan_item(exercise, answers).variant
    return exercise.usual_variant
