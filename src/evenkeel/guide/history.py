"""Reads what was done so far, strictly, from a document (the contract's ``next-step``)."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from evenkeel.catalogue.model import Amount, Catalogue, Exercise
from evenkeel.catalogue.terms import ANSWER_VALUES
from evenkeel.guide.answers import Answers, AnswersError, answers_from
from evenkeel.guide.documents import DocumentError, decoded, said
from evenkeel.guide.done import (
    DoneDose,
    DoneExercise,
    DoneSession,
    History,
    PastProposal,
    has_fixed_dose,
)

#: Ten years of a session a day stay well below this.
MAX_BYTES: Final = 32 * 1024 * 1024
#: More repetitions than this are not planned, done or broken off in one session.
_MOST: Final = 10_000
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})"
)
_DOSE_KEYS: Final = ("hold_s", "reps", "sets")


class HistoryError(ValueError):
    """A history that can't be used; the message names the key, the value and what is allowed."""


def parse_history(data: bytes, catalogue: Catalogue) -> History:
    """A history from the bytes of a JSON document (the contract's ``next-step --history``).

    Raises:
        HistoryError: the document is not one JSON object in UTF-8; a key is missing, unknown or
            given twice; a value is not allowed; the sessions are not in order; or something is
            later than ``today``.
    """
    try:
        document = decoded(data, most_bytes=MAX_BYTES)
    except DocumentError as error:
        raise HistoryError(str(error)) from None
    parts = _object(document, "", ("today", "answers", "sessions", "proposals"))
    today = _day(parts["today"], "today")
    return History(
        today=today,
        answers=_answers(parts["answers"], catalogue),
        sessions=tuple(_sessions(parts["sessions"], today, catalogue)),
        proposals=tuple(_proposals(parts["proposals"], today, catalogue)),
    )


def _answers(value: object, catalogue: Catalogue) -> Answers:
    if not isinstance(value, dict):
        raise _refused("answers", value, f"an object with keys of: {', '.join(ANSWER_VALUES)}")
    try:
        return answers_from(value, catalogue)
    except AnswersError as error:
        raise HistoryError(f"answers: {error}") from None


def _sessions(value: object, today: date, catalogue: Catalogue) -> Iterator[DoneSession]:
    before: datetime | None = None
    for place, one in _list(value, "sessions"):
        parts = _object(one, place, ("at", "pain_before", "pain_after", "exercises"))
        at = _time(parts["at"], f"{place}.at")
        if before and at < before:
            raise _refused(
                f"{place}.at", parts["at"], "a time not before that of the session above"
            )
        if at.date() > today:
            raise _refused(f"{place}.at", parts["at"], f"a day not after today, {today}")
        before = at
        yield DoneSession(
            at=at,
            pain_before=_pain(parts["pain_before"], f"{place}.pain_before"),
            pain_after=_pain(parts["pain_after"], f"{place}.pain_after"),
            exercises=tuple(_exercises(parts["exercises"], f"{place}.exercises", catalogue)),
        )


def _exercises(value: object, where: str, catalogue: Catalogue) -> Iterator[DoneExercise]:
    seen = set()
    for place, one in _list(value, where):
        keys = ("exercise", "variant", *_DOSE_KEYS, "planned", "done", "hurt")
        parts = _object(one, place, keys)
        exercise = _exercise(parts["exercise"], f"{place}.exercise", catalogue)
        # The knee brace opens and closes a plan; whatever may step is there once.
        if exercise.id in seen and not has_fixed_dose(exercise):
            raise _refused(f"{place}.exercise", exercise.id, "once in a session")
        seen.add(exercise.id)
        dosage = exercise.dosage
        hold_s, reps, sets = (
            _amount(parts[key], f"{place}.{key}", amount)
            for key, amount in zip(
                _DOSE_KEYS, (dosage.hold_s, dosage.reps, dosage.sets), strict=True
            )
        )
        planned = _number(parts["planned"], f"{place}.planned", 1, _MOST)
        yield DoneExercise(
            exercise=exercise.id,
            dose=DoneDose(
                form=_form(parts["variant"], f"{place}.variant", exercise),
                hold_s=hold_s,
                reps=reps,
                sets=sets,
            ),
            planned=planned,
            done=_number(parts["done"], f"{place}.done", 0, planned),
            hurt=_number(parts["hurt"], f"{place}.hurt", 0, _MOST),
        )


def _proposals(value: object, today: date, catalogue: Catalogue) -> Iterator[PastProposal]:
    for place, one in _list(value, "proposals"):
        parts = _object(one, place, ("at", "exercise", "change", "taken"))
        at = _day(parts["at"], f"{place}.at")
        if at > today:
            raise _refused(f"{place}.at", parts["at"], f"a day not after today, {today}")
        exercise = _exercise(parts["exercise"], f"{place}.exercise", catalogue)
        _check_change(parts["change"], f"{place}.change", exercise)
        if not isinstance(parts["taken"], bool):
            raise _refused(f"{place}.taken", parts["taken"], "true, false")
        yield PastProposal(at=at, exercise=exercise.id, taken=parts["taken"])


def _check_change(value: object, place: str, exercise: Exercise) -> None:
    """A change of the past; its numbers may be of a range that the card no longer has."""
    known = (*_DOSE_KEYS, "variant")
    if not isinstance(value, dict) or not value:
        raise _refused(place, value, f"an object with some of: {', '.join(known)}")
    for key, one in value.items():
        if key not in known:
            raise _unknown(f"{place}.", key, known)
        if key == "variant":
            _form(one, f"{place}.{key}", exercise)
        else:
            _number(one, f"{place}.{key}", 1, _MOST)


def _object(value: object, place: str, keys: tuple[str, ...]) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _refused(place or "the history", value, f"an object with: {', '.join(keys)}")
    prefix = f"{place}." if place else ""
    for key in value:
        if key not in keys:
            raise _unknown(prefix, key, keys)
    for key in keys:
        if key not in value:
            raise HistoryError(f"{prefix}{key}: missing; needed are: {', '.join(keys)}")
    return value


def _list(value: object, place: str) -> Iterator[tuple[str, object]]:
    if not isinstance(value, list):
        raise _refused(place, value, "a list")
    for number, one in enumerate(value, 1):
        yield f"{place}[{number}]", one


def _exercise(value: object, place: str, catalogue: Catalogue) -> Exercise:
    found = catalogue.exercises.get(value) if isinstance(value, str) else None
    if found is None:
        raise _refused(place, value, ", ".join(catalogue.exercises))
    return found


def _form(value: object, place: str, exercise: Exercise) -> str | None:
    known = [variant.id for variant in exercise.variants]
    if value is None or (isinstance(value, str) and value in known):
        return value
    raise _refused(place, value, ", ".join((*known, "null")))


def _amount(value: object, place: str, amount: Amount) -> int:
    return _number(value, place, amount.min, amount.max)


def _pain(value: object, place: str) -> int | None:
    if value is None:
        return None
    if type(value) is int and 0 <= value <= 10:
        return value
    raise _refused(place, value, "a whole number from 0 to 10, or null")


def _number(value: object, place: str, least: int, most: int) -> int:
    # `True` is an `int` to Python, but no number in a document.
    if type(value) is int and least <= value <= most:
        return value
    allowed = f"a whole number from {least} to {most}" if least < most else str(least)
    raise _refused(place, value, allowed)


def _day(value: object, place: str) -> date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:  # no such day
            pass
    raise _refused(place, value, "a date such as 2026-11-28")


def _time(value: object, place: str) -> datetime:
    if isinstance(value, str) and _TIME.fullmatch(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:  # no such time
            pass
    raise _refused(place, value, "a time with its offset, such as 2026-11-20T08:00:00+01:00")


def _refused(place: str, value: object, allowed: str) -> HistoryError:
    return HistoryError(f"{place}: {said(value)}; allowed: {allowed}")


def _unknown(prefix: str, key: str, known: tuple[str, ...]) -> HistoryError:
    return HistoryError(f"{prefix}{said(key)}: unknown key; allowed: {', '.join(known)}")
