"""A plan in words: the same sentences for screen, paper and command line."""

from collections.abc import Sequence

from evenkeel.catalogue.forms import in_digits, with_commas
from evenkeel.catalogue.model import Catalogue, Option, Words
from evenkeel.catalogue.terms import Equipment
from evenkeel.catalogue.wording import fill, say, side_word
from evenkeel.guide.answers import Answers
from evenkeel.guide.plan import Dose, Plan, PlanItem

_SECONDS_PER_MINUTE = 60
#: The content's space at which no line ends: a number stays with what it counts.
_UNBROKEN = "\u00a0"


def cue_of(item: PlanItem, catalogue: Catalogue) -> str:
    """The command of an item with its side or sides ("press your LEFT heel …, then …")."""
    words = catalogue.words
    form = catalogue.exercises[item.exercise].form_of(item.variant)
    if not item.sides:
        return say(words, form.cue, None)
    cue = say(words, form.cue, item.sides[0])
    for side in item.sides[1:]:
        cue = fill(words.phrases.then_side, cue=cue, side=side_word(words, side))
    return cue


def dose_of(item: PlanItem, catalogue: Catalogue) -> str:
    """The dosage of an item ("6 × 6 s each side")."""
    phrases = catalogue.words.phrases
    text = dose_text(item.dose, catalogue)
    return fill(phrases.each_side, dose=text) if len(item.sides) > 1 else text


def in_minutes(dose: Dose) -> bool:
    """Whether a dosage is said in minutes: a hold of two or more."""
    return dose.hold_s >= 2 * _SECONDS_PER_MINUTE


def dose_text(dose: Dose, catalogue: Catalogue) -> str:
    """A dosage of one side ("6 × 6 s", "2 sets of 20 s", "5 min")."""
    phrases = catalogue.words.phrases
    if in_minutes(dose):
        text = fill(phrases.minutes, minutes=round(dose.hold_s / _SECONDS_PER_MINUTE))
    elif dose.reps == 1:
        text = fill(phrases.once, hold=dose.hold_s)
    else:
        text = fill(phrases.reps, reps=dose.reps, hold=dose.hold_s)
    return fill(phrases.sets, sets=dose.sets, dose=text) if dose.sets > 1 else text


def spaced(text: str) -> str:
    """The same with ordinary spaces, for where no lines are laid out: a terminal, a square code."""
    return text.replace(_UNBROKEN, " ")


def dose_in_full(item: PlanItem, catalogue: Catalogue) -> str:
    """The dosage of an item with its rests ("6 × 6 s each side, rest 6 s between")."""
    text, dose = dose_of(item, catalogue), item.dose
    if dose.rest_s == 0 or dose.reps * dose.sets == 1:
        return text
    return with_commas((text, fill(catalogue.words.phrases.rest, rest=dose.rest_s)))


def listed(parts: Sequence[str], catalogue: Catalogue) -> str:
    """Several things in one sentence ("a, b and c").

    Raises:
        IndexError: there is nothing to list.
    """
    if len(parts) == 1:
        return parts[0]
    return fill(catalogue.words.phrases.listed, most=with_commas(parts[:-1]), last=parts[-1])


def listed_or(names: Sequence[str], words: Words) -> str:
    """Names as they stand in a sentence when one of them is enough: "a wall or a chair"."""
    if len(names) == 1:
        return names[0]
    return fill(words.phrases.listed_or, most=with_commas(names[:-1]), last=names[-1])


def openings_of(plan: Plan, catalogue: Catalogue) -> tuple[str, ...]:
    """What one more thing at hand would make possible, a sentence for each number of exercises.

    Empty where nothing would help, and for a plan to which this does not apply.
    """
    words = catalogue.words
    things: dict[int, list[str]] = {}
    for one in plan.opens or ():
        things.setdefault(one.exercises, []).append(words.equipment[Equipment(one.equipment)])
    sentences = []
    for count, names in things.items():
        named = listed_or(names, words)
        pattern = words.phrases.opens_one if count == 1 else words.phrases.opens_more
        sentences.append(fill(pattern, things=named, count=count))
    return tuple(sentences)


def detail_of(option: Option, answers: Answers) -> str:
    """What is said of an option beside its label, as it fits the answers so far."""
    for other in option.other_details:
        if answers.meets(other):
            return other.detail
    return option.detail


def name_of(plan: Plan, place: int, catalogue: Catalogue) -> str:
    """The name of the item at a place (from 0); said so when it comes once more."""
    exercise = plan.items[place].exercise
    name = catalogue.exercises[exercise].name
    if any(item.exercise == exercise for item in plan.items[:place]):
        return fill(catalogue.words.phrases.once_more, name=name)
    return name


def question_of(plan: Plan, place: int, catalogue: Catalogue) -> str:
    """What is asked after the item at a place (from 0); empty where nothing is."""
    if not plan.items[place].ask_helped:
        return ""
    phrases = catalogue.words.phrases
    skipped = [
        in_digits(str(number + 1))
        for number, item in plan.numbered()
        if number > place and item.exercise in plan.skip_if_helped
    ]
    if not skipped:
        return phrases.asked
    return fill(phrases.asked_skips, numbers=listed(skipped, catalogue))


def reason_text(code: str, catalogue: Catalogue, count: int = 1) -> str:
    """The sentence of a reason for leaving something out: that many exercises.

    Raises:
        KeyError: the content has no such reason.
    """
    for reason in catalogue.reasons:
        if reason.code == code:
            return reason.text if count == 1 else reason.text_many
    raise KeyError(code)


def left_out_by_reason(plan: Plan, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """What is left out for one reason, by name, and the sentence that says why.

    In the order in which the first of each is left out.
    """
    names: dict[str, list[str]] = {}
    for one in plan.left_out:
        names.setdefault(one.reason, []).append(catalogue.exercises[one.exercise].name)
    return tuple(
        (listed(found, catalogue), reason_text(reason, catalogue, len(found)))
        for reason, found in names.items()
    )


def lay_ready(plan: Plan, answers: Answers, catalogue: Catalogue) -> tuple[Equipment, ...]:
    """What is needed at hand for a plan, each once, in its order.

    Where one of several things is enough, such as a chair or a wall to hold on to, it is the first
    of those that are at hand.
    """
    things: dict[Equipment, None] = {}
    at_hand = answers.many("equipment")
    for item in plan.items:
        exercise = catalogue.exercises[item.exercise]
        things |= dict.fromkeys(Equipment(one) for one in exercise.needs)
        used = [one for one in exercise.uses_of(item.variant) if one in at_hand]
        things |= dict.fromkeys(used[:1])
    return tuple(things)
