"""The answers document: what the reader said, whatever asked for it."""

import json
from collections.abc import Mapping
from typing import NoReturn

from msgspec import Struct

from evenkeel.catalogue.check import allowed_answers, is_allowed
from evenkeel.catalogue.faults import shown
from evenkeel.catalogue.model import Catalogue, Condition
from evenkeel.catalogue.terms import ANSWER_VALUES, LIST_ANSWERS, AnswerValue

#: A document longer than this can't be answers: all keys with all values take under 1 KiB.
MAX_BYTES = 64 * 1024

Answer = AnswerValue | tuple[AnswerValue, ...]


class AnswersError(ValueError):
    """Answers that can't be used; the message names the key, the value and what is allowed."""


class Answers(Struct, frozen=True):
    """A whole set of answers: every key has a value that is allowed."""

    values: Mapping[str, Answer]

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
        return Answers({**self.values, key: _checked(key, value)})

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
    document = _decoded(data)
    if not isinstance(document, dict):
        raise AnswersError(f"the answers are {shown(document)}; allowed: one JSON object")
    return answers_from(document, catalogue)


def answers_from(document: Mapping[str, object], catalogue: Catalogue) -> Answers:
    """Answers from keys and values; missing keys get their defaults.

    Raises:
        AnswersError: a key or value is not allowed.
    """
    values = dict(default_answers(catalogue).values)
    for key, value in document.items():
        values[key] = _checked(key, value)
    return Answers(values)


def answers_document(answers: Answers) -> dict[str, object]:
    """The answers as a document that :func:`answers_from` takes."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in answers.values.items()
    }


def _checked(key: str, value: object) -> Answer:
    if key not in ANSWER_VALUES:
        raise AnswersError(f"{key!a}: unknown key; allowed: {', '.join(ANSWER_VALUES)}")
    if key not in LIST_ANSWERS:
        return _one(key, value)
    if not isinstance(value, list | tuple):
        raise AnswersError(f"{key}: {_said(value)}; a list; {allowed_answers(key)}")
    chosen = [_one(key, item) for item in value]
    if len(set(chosen)) != len(chosen):
        raise AnswersError(f"{key}: {_said(value)}; each value at most once")
    return tuple(one for one in LIST_ANSWERS[key] if one in chosen)


def _one(key: str, value: object) -> AnswerValue:
    if isinstance(value, str | int) and is_allowed(key, value):
        return value
    raise AnswersError(f"{key}: {_said(value)}; {allowed_answers(key)}")


def _said(value: object) -> str:
    """A value in one line of ASCII, so that any terminal can show it."""
    return shown(value).encode("ascii", "backslashreplace").decode("ascii")


def _decoded(data: bytes) -> object:
    if len(data) > MAX_BYTES:
        raise AnswersError(f"the document has {len(data)} bytes; allowed: at most {MAX_BYTES}")
    try:
        text = data.decode("utf-8-sig")
        return json.loads(
            text,
            object_pairs_hook=_unique,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
        )
    except UnicodeDecodeError as error:
        raise AnswersError(f"byte {error.start} is not UTF-8; allowed: JSON in UTF-8") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise AnswersError(f"{place}: {error.msg}; allowed: one JSON object") from None
    except RecursionError:
        raise AnswersError("nested too deeply; allowed: one JSON object of plain values") from None
    except AnswersError:
        raise
    except ValueError:  # an integer of thousands of digits
        raise AnswersError("a number is too long; allowed: whole numbers from 0 to 10") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    document: dict[str, object] = {}
    for key, value in pairs:
        if key in document:
            raise AnswersError(f"{key!a}: {_said(value)}; given twice; allowed: each key once")
        document[key] = value
    return document


def _no_fraction(text: str) -> NoReturn:
    raise AnswersError(f"the number {text[:40]}; allowed: whole numbers only")
