"""The answers document: what the user said, whatever asked for it."""

from collections.abc import Container, Mapping

from msgspec import Struct
from msgspec.structs import replace

from evenkeel.catalogue.check import allowed_answers, is_allowed
from evenkeel.catalogue.model import Catalogue, Condition
from evenkeel.catalogue.terms import ANSWER_VALUES, LIST_ANSWERS, AnswerValue, SoreSide
from evenkeel.guide.documents import DocumentError, decoded, said

#: A document longer than this can't be answers: all keys with all values take under 1 KiB.
MAX_BYTES = 64 * 1024

Answer = AnswerValue | tuple[AnswerValue, ...]


class AnswersError(ValueError):
    """Answers that can't be used; the message names the key, the value and what is allowed."""


class Answers(Struct, frozen=True):
    """A whole set of answers: every key has a value that is allowed.

    ``answered`` names the keys that the person answered. The value of any other key is a default:
    an assumption of the decision, which is not to be stored, shown or exported as an answer.
    """

    values: Mapping[str, Answer]
    answered: frozenset[str] = frozenset()

    @property
    def sore_side(self) -> SoreSide:
        """Where it is sore."""
        return SoreSide(str(self.one("sore_side")))

    def one(self, key: str) -> AnswerValue:
        """The value of a single answer."""
        value = self.values[key]
        if isinstance(value, tuple):
            raise TypeError(key)
        return value

    def many(self, key: str) -> tuple[AnswerValue, ...]:
        """The values of a list answer, in the questionnaire's order."""
        value = self.values[key]
        if not isinstance(value, tuple):
            raise TypeError(key)
        return value

    def meets(self, condition: Condition) -> bool:
        """Whether all of ``when`` and none of ``unless`` hold."""
        return all(self._holds(key, values) for key, values in condition.when.items()) and not any(
            self._holds(key, values) for key, values in condition.unless.items()
        )

    def with_answer(self, key: str, value: Answer) -> "Answers":
        """These answers with one of them changed.

        Raises:
            AnswersError: the key or the value is not allowed.
        """
        return self.merged({key: _checked(key, value)})

    def merged(self, values: Mapping[str, Answer]) -> "Answers":
        """These answers with others that the person gave, whose values are known to be allowed."""
        return Answers({**self.values, **values}, self.answered | values.keys())

    def only_to(self, keys: Container[str]) -> "Answers":
        """These answers, where only the named questions can count as answered."""
        return replace(self, answered=frozenset(key for key in self.answered if key in keys))

    def _holds(self, key: str, values: tuple[AnswerValue, ...]) -> bool:
        answer = self.values[key]
        given = answer if isinstance(answer, tuple) else (answer,)
        return any(one in values for one in given)


def default_answers(catalogue: Catalogue) -> Answers:
    """The answers where nothing was asked yet, as the questionnaire gives them."""
    return Answers({question.key: question.default for question in catalogue.questions})


def parse_answers(data: bytes, catalogue: Catalogue) -> Answers:
    """Answers from the bytes of a JSON document; missing keys get their defaults.

    Raises:
        AnswersError: the document is not one JSON object in UTF-8, or a key or value in it is
            not allowed.
    """
    try:
        document = decoded(data, most_bytes=MAX_BYTES)
    except DocumentError as error:
        raise AnswersError(str(error)) from None
    if not isinstance(document, dict):
        raise AnswersError(f"the answers are {said(document)}; allowed: one JSON object")
    return answers_from(document, catalogue)


def answers_from(document: Mapping[str, object], catalogue: Catalogue) -> Answers:
    """Answers from keys and values; missing keys get their defaults.

    Raises:
        AnswersError: a key or value is not allowed.
    """
    checked = {key: _checked(key, value) for key, value in document.items()}
    return default_answers(catalogue).merged(checked)


def answers_document(answers: Answers) -> dict[str, object]:
    """What the person answered, as a document that :func:`answers_from` takes.

    A question without an answer has no key: a default is never an answer [ASK-1].
    """
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in answers.values.items()
        if key in answers.answered
    }


def _checked(key: str, value: object) -> Answer:
    if key not in ANSWER_VALUES:
        raise AnswersError(f"{said(key)}: unknown key; allowed: {', '.join(ANSWER_VALUES)}")
    if key not in LIST_ANSWERS:
        return _one(key, value)
    if not isinstance(value, list | tuple):
        raise AnswersError(f"{key}: {said(value)}; a list; {allowed_answers(key)}")
    chosen = [_one(key, item) for item in value]
    if len(set(chosen)) != len(chosen):
        raise AnswersError(f"{key}: {said(value)}; each value at most once")
    return tuple(one for one in LIST_ANSWERS[key] if one in chosen)


def _one(key: str, value: object) -> AnswerValue:
    if isinstance(value, str | int) and is_allowed(key, value):
        return value
    raise AnswersError(f"{key}: {said(value)}; {allowed_answers(key)}")
