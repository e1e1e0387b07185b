"""The *take it home* code: 8 to 12 characters from which a plan is rebuilt, offline.

The code holds the answers that decide what is done and how, the exercises that the user took out
and, where there is room, the dosages that the user chose. It holds no name and none of the
answers about red flags, pregnancy, history or pain: the safety questions are asked again wherever
a code is typed, and what a lasting condition leaves out is left out by those answers. It is for
people who type: there is no letter in it that looks like a digit, and any one or two wrong
characters, swapped ones among them, are found.

How it is made: a number in which every choice is a digit of its own base, written in base 32
behind the content's tag, with two check characters (a Reed-Solomon code over GF(32)) at the end.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final
from unicodedata import normalize
from zlib import crc32

from evenkeel.catalogue.model import Amount, Catalogue, Dosage
from evenkeel.catalogue.terms import LIST_ANSWERS, SINGLE_ANSWERS, AnswerValue, Outcome
from evenkeel.guide.adjust import Adjustments, adjusted, forms_in_reach, within
from evenkeel.guide.answers import Answer, Answers, default_answers
from evenkeel.guide.decide import decide
from evenkeel.guide.plan import Dose, Plan
from evenkeel.guide.questions import questions_to_ask

#: Digits and letters without I, L, O and U, after Douglas Crockford's base 32.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: What a user may type for a character that the code never holds.
_LOOK_ALIKES: Final = str.maketrans("OIL", "011")
_BASE: Final = len(ALPHABET)
_BITS: Final = 5
MIN_LENGTH: Final = 8
MAX_LENGTH: Final = 12
#: A longer text is neither a code nor what stands around one on paper.
MAX_TEXT: Final = 4000
#: What may stand around a code, and between its characters: blanks, hyphens, signs without width.
_AROUND: Final = " \t\r\n.,;:()[]<>\"'“”„‘’«»"
_SEPARATORS: Final = re.compile(r"[\s.\-\u00ad\u200b-\u2015\u2060\u2212\ufeff\ufffd]+")
#: The groups of a code as they are printed: of four characters, the last one of up to four.
_GROUPS: Final = r"(?<!\w)(\w{4})\W{0,3}(\w{4})(?:\W{0,3}(\w{1,4}))?(?!\w)"
_GROUPED: Final = re.compile(f"(?={_GROUPS})")
_NAMED: Final = re.compile(rf"(?<!\w)CODE(?: IS)?\W{{1,3}}(?={_GROUPS})")
_CHECKS: Final = 2
_TAG_LENGTH: Final = 2
#: The answers that a code holds, in the order in which they are written.
DECIDING_KEYS: Final = (
    "sore_side",
    "pain_pattern",
    "floor",
    "plank",
    "leg_lift",
    "knee_pain",
    "balance",
    "equipment",
    "extras",
)


class CodeFault(Enum):
    """What is wrong with a code that was typed."""

    FOREIGN = "foreign"
    DAMAGED = "damaged"
    OTHER_VERSION = "other_version"


class CodeError(ValueError):
    """A code that leads to no plan; the message is a sentence for the user.

    Attributes:
        fault: what is wrong, for a window that says it in another language.
    """

    def __init__(self, fault: CodeFault, message: str) -> None:
        super().__init__(message)
        self.fault = fault


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeHome:
    """What a code holds: the deciding answers and the user's own changes.

    All other answers are at their defaults: they are not in the code.
    """

    answers: Answers
    changes: Adjustments

    def plan(self, catalogue: Catalogue) -> Plan:
        """The plan, with the user's changes."""
        return adjusted(decide(self.answers, catalogue), self.changes, catalogue)


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """A code in the form for reading, and whether the chosen dosages found room in it."""

    text: str
    doses_kept: bool


def encode(answers: Answers, changes: Adjustments, catalogue: Catalogue) -> Code:
    """The code for a plan.

    Chosen dosages and forms that don't fit into 12 characters are left out, all of them: the plan
    then comes back with the default ones, and ``doses_kept`` says so, as it does where exercises
    were added, for which there is no room.

    Raises:
        ValueError: the answers lead to no exercises, so there is nothing to take home.
    """
    deciding = _deciding(answers.values, catalogue)
    plan = decide(deciding, catalogue)
    if decide(answers, catalogue).outcome is not Outcome.EXERCISE:
        raise ValueError("these answers lead to no exercises: there is nothing to take home")
    taken_out = _taken_out_digits(plan, changes)
    doses = _chosen_doses(plan, changes, catalogue)
    chosen = [*_dose_digits(plan, doses, catalogue), *_form_digits(plan, changes, catalogue)]
    for own in (chosen, [*_dose_digits(plan, {}, catalogue)]):
        digits = [*_answer_digits(deciding), *taken_out, *own]
        symbols = _symbols(_number(digits))
        if len(symbols) <= MAX_LENGTH - _CHECKS - _TAG_LENGTH:
            whole = [*_tag(catalogue), *symbols]
            text = "".join(ALPHABET[one] for one in (*whole, *_checks(whole)))
            return Code(text=_grouped(text), doses_kept=own is chosen and not changes.added)
    raise AssertionError("answers and taken-out exercises always fit")


def decode(text: str, catalogue: Catalogue) -> TakeHome:
    """The answers and changes of a code, alone or within what stands around it on paper.

    The whole text of the QR code will do too. How the code is written does not matter: spaces and
    hyphens of any kind, small letters, full-width digits, punctuation around it.

    Raises:
        CodeError: there is no code of ours in it, it was mistyped, or belongs to other content.
    """
    if len(text) > MAX_TEXT:
        raise _foreign()
    plain = normalize("NFKC", text).upper().replace("_", " ")
    alone = _SEPARATORS.sub("", plain.strip(_AROUND)).translate(_LOOK_ALIKES)
    called = [*([alone] if _is_code(alone) else []), *_codes(_NAMED, plain)]
    # Between other words that do not call it a code, a word of four letters is no part of one.
    others = [code for code in _codes(_GROUPED, plain) if any(one.isdigit() for one in code)]
    found, faults = {}, []
    for code in dict.fromkeys(one.translate(_LOOK_ALIKES) for one in called or others):
        try:
            found[code] = _decoded(code, catalogue)
        except CodeError as error:
            faults.append(error)
    if len(found) == 1:
        return next(iter(found.values()))
    if called and not found:
        raise max(faults, key=lambda error: error.fault is CodeFault.OTHER_VERSION)
    raise _foreign()


def _codes(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """What has the form of a code; a short last group may be the next word of the text."""
    for first, second, last in pattern.findall(text):
        for code in (f"{first}{second}{last}", f"{first}{second}"):
            if _is_code(code.translate(_LOOK_ALIKES)):
                yield code


def _is_code(text: str) -> bool:
    return MIN_LENGTH <= len(text) <= MAX_LENGTH and set(text) <= set(ALPHABET)


def _foreign() -> CodeError:
    return CodeError(
        CodeFault.FOREIGN,
        f"This is not a code of Evenkeel. A code has {MIN_LENGTH} to {MAX_LENGTH} characters, "
        "digits and letters, for example as printed at the foot of your plan.",
    )


def _decoded(code: str, catalogue: Catalogue) -> TakeHome:
    symbols = [ALPHABET.index(one) for one in code]
    if _checks(symbols[:-_CHECKS]) != tuple(symbols[-_CHECKS:]):
        raise _damaged()
    if tuple(symbols[:_TAG_LENGTH]) != _tag(catalogue):
        raise CodeError(
            CodeFault.OTHER_VERSION,
            "This code belongs to another version of the exercises than the one that is installed "
            f"here ({catalogue.version}). Answer the questions again to get your plan.",
        )
    number = 0
    for symbol in reversed(symbols[_TAG_LENGTH:-_CHECKS]):
        number = number * _BASE + symbol
    return _read(_Digits(number), catalogue)


def _damaged() -> CodeError:
    return CodeError(
        CodeFault.DAMAGED,
        "There is a mistake in this code. Compare it with the printed one, character by character, "
        "and type it again.",
    )


def _read(digits: "_Digits", catalogue: Catalogue) -> TakeHome:
    values: dict[str, Answer] = {}
    for key in DECIDING_KEYS:
        if key in LIST_ANSWERS:
            values[key] = tuple(one for one in LIST_ANSWERS[key] if digits.next_digit(2))
        else:
            allowed = SINGLE_ANSWERS[key]
            values[key] = allowed[digits.next_digit(len(allowed))]
    answers = _deciding(values, catalogue)
    plan = decide(answers, catalogue)
    planned = plan.exercises()
    taken_out: frozenset[str] = frozenset()
    if digits.next_digit(2):
        taken_out = frozenset(one for one in planned if digits.next_digit(2))
    doses = {}
    rest = list(planned)
    while place := digits.next_digit(len(rest) + 1):
        exercise = rest[place - 1]
        rest = rest[place:]
        amounts = catalogue.exercises[exercise].dosage
        doses[exercise] = _dose_at(amounts, digits.next_digit(_doses(amounts)))
    # Codes of earlier versions end here: what is not there reads as zeros.
    forms = {}
    for exercise, reach in _forms(plan, catalogue):
        place = digits.next_digit(len(reach) + 1)
        if place:
            forms[exercise] = reach[place - 1]
    changes = Adjustments(doses=doses, taken_out=taken_out, forms=forms)
    # The code has a digit for every key, also for those that nobody was asked about.
    asked = {question.key for question in questions_to_ask(answers, catalogue)}
    home = TakeHome(answers=answers.only_to(asked & set(DECIDING_KEYS)), changes=changes)
    if digits.left or plan.outcome is not Outcome.EXERCISE:
        # The check passed, so this is no slip of the fingers: nobody ever printed it.
        raise _damaged()
    return home


def _deciding(values: Mapping[str, Answer], catalogue: Catalogue) -> Answers:
    """The default answers with only the deciding ones taken from elsewhere."""
    return default_answers(catalogue).merged({key: values[key] for key in DECIDING_KEYS})


def _answer_digits(answers: Answers) -> Iterator[tuple[int, int]]:
    for key in DECIDING_KEYS:
        if key in LIST_ANSWERS:
            given = answers.many(key)
            yield from ((int(one in given), 2) for one in LIST_ANSWERS[key])
        else:
            allowed: tuple[AnswerValue, ...] = SINGLE_ANSWERS[key]
            yield allowed.index(answers.one(key)), len(allowed)


def _taken_out_digits(plan: Plan, changes: Adjustments) -> list[tuple[int, int]]:
    out = [int(one in changes.taken_out) for one in plan.exercises()]
    return [(1, 2), *((one, 2) for one in out)] if any(out) else [(0, 2)]


def _chosen_doses(plan: Plan, changes: Adjustments, catalogue: Catalogue) -> dict[str, Dose]:
    """The dosages that differ from the default, of exercises that are done."""
    chosen = {}
    for item in plan.items:
        dose = changes.doses.get(item.exercise)
        if dose and item.exercise not in changes.taken_out:
            allowed = within(catalogue.exercises[item.exercise].dosage, dose)
            if allowed != item.dose:
                chosen[item.exercise] = allowed
    return chosen


def _dose_digits(
    plan: Plan, doses: dict[str, Dose], catalogue: Catalogue
) -> Iterator[tuple[int, int]]:
    """How far on the next exercise with a dosage of its own is, and that dosage; 0 ends it."""
    rest = list(plan.exercises())
    for exercise in plan.exercises():
        if exercise in doses:
            place = rest.index(exercise) + 1
            yield place, len(rest) + 1
            rest = rest[place:]
            amounts = catalogue.exercises[exercise].dosage
            yield _place_of(amounts, doses[exercise]), _doses(amounts)
    yield 0, len(rest) + 1


def _forms(plan: Plan, catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The forms that steps can lead to, of each exercise that has some."""
    for item in plan.items:
        reach = forms_in_reach(catalogue.exercises[item.exercise], item.variant)
        if reach:
            yield item.exercise, reach


def _form_digits(
    plan: Plan, changes: Adjustments, catalogue: Catalogue
) -> Iterator[tuple[int, int]]:
    """Which form was stepped to; 0 for the one of the answers. Zeros at the end take no room."""
    for exercise, reach in _forms(plan, catalogue):
        form = changes.forms.get(exercise)
        used = form in reach and exercise not in changes.taken_out
        yield reach.index(form) + 1 if form and used else 0, len(reach) + 1


def _amounts(dosage: Dosage) -> tuple[Amount, ...]:
    return dosage.hold_s, dosage.rest_s, dosage.reps, dosage.sets


def _doses(dosage: Dosage) -> int:
    """How many dosages are allowed."""
    count = 1
    for amount in _amounts(dosage):
        count *= amount.max - amount.min + 1
    return count


def _place_of(dosage: Dosage, dose: Dose) -> int:
    values = (dose.hold_s, dose.rest_s, dose.reps, dose.sets)
    pairs = zip(_amounts(dosage), values, strict=True)
    return _number([(value - one.min, one.max - one.min + 1) for one, value in pairs])


def _dose_at(dosage: Dosage, place: int) -> Dose:
    digits = _Digits(place)
    hold, rest, reps, sets = (
        one.min + digits.next_digit(one.max - one.min + 1) for one in _amounts(dosage)
    )
    return Dose(hold_s=hold, rest_s=rest, reps=reps, sets=sets)


def _number(digits: Sequence[tuple[int, int]]) -> int:
    """One number from digits of different bases; the first digit counts least."""
    number = 0
    for digit, base in reversed(digits):
        number = number * base + digit
    return number


class _Digits:
    """Takes a number apart again, the digit that counts least first."""

    def __init__(self, number: int) -> None:
        self.left = number

    def next_digit(self, base: int) -> int:
        """The next digit, of a base."""
        self.left, digit = divmod(self.left, base)
        return digit


def _symbols(number: int) -> list[int]:
    """The number in base 32, least first, long enough for the shortest code."""
    symbols = []
    while number:
        number, symbol = divmod(number, _BASE)
        symbols.append(symbol)
    blank = MIN_LENGTH - _CHECKS - _TAG_LENGTH - len(symbols)
    return symbols + [0] * blank


def _tag(catalogue: Catalogue) -> tuple[int, ...]:
    """The content's version, hashed into two characters."""
    value = crc32(catalogue.version.encode()) % _BASE**_TAG_LENGTH
    return value // _BASE, value % _BASE


def _times_two(value: int) -> int:
    """Multiplies by the generator of GF(32), with the polynomial x⁵ + x² + 1."""
    value <<= 1
    return value ^ 0b100101 if value >> _BITS else value


def _times(one: int, other: int) -> int:
    product = 0
    for bit in range(_BITS):
        if other >> bit & 1:
            product ^= one
        one = _times_two(one)
    return product


def _checks(symbols: Sequence[int]) -> tuple[int, ...]:
    """The remainder of the symbols divided by (x − 2)(x − 4): finds any two wrong symbols.

    The length goes first, so that a character too many or too few is no other valid code.
    """
    high, low = 2 ^ 4, _times(2, 4)
    first = second = 0
    for symbol in (len(symbols), *symbols):
        factor = symbol ^ first
        first, second = second ^ _times(factor, high), _times(factor, low)
    return first, second


def _grouped(text: str) -> str:
    """The code in groups of four, for reading."""
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))
