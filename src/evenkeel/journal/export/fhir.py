"""The journal as a FHIR R4 bundle, for a clinic's own records (https://hl7.org/fhir/R4).

Sessions are procedures (exercise therapy), pains are observations on the numeric rating scale,
abilities are observations on the Patient-Specific Functional Scale [DAYS-6], the last answers are
a questionnaire response. The bundle names nobody: its patient is empty, and the clinic that
imports it fills it in.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import ENGLISH
from evenkeel.journal.records import AbilityRating, DayEntry, Ending, SessionRecord
from evenkeel.journal.trends.abilities import AbilityPoint, ability_points
from evenkeel.journal.trends.days import counts_as_session, sessions_on_paper

_Resource = dict[str, object]

#: Pain severity, 0-10 verbal numeric rating (score), reported.
_PAIN: Final = {
    "system": "http://loinc.org",
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}
_EXERCISE: Final = {
    "system": "http://snomed.info/sct",
    "code": "229065009",
    "display": "Exercise therapy",
}
_SURVEY: Final = {
    "system": "http://terminology.hl7.org/CodeSystem/observation-category",
    "code": "survey",
    "display": "Survey",
}
_STATUS: Final[Mapping[Ending | None, str]] = {
    None: "in-progress",
    Ending.FINISHED: "completed",
    Ending.ENDED: "stopped",
    Ending.HURT: "stopped",
}


def fhir_bundle(
    sessions: Iterable[SessionRecord],
    paper: Iterable[DayEntry],
    answers: tuple[Mapping[str, object], datetime] | None,
    catalogue: Catalogue,
    now: datetime,
    abilities: Iterable[AbilityRating] = (),
    *,
    language: str = ENGLISH,
) -> _Resource:
    """Everything as one Bundle of type *collection*, as of an aware time.

    ``language`` is that of the content, and so of the questions (BCP 47); all else is English.

    A procedure that is neither *not-done* nor in *preparation* is a session that counts; there are
    as many of them as the program shows and prints.
    """
    guided, days = tuple(sessions), tuple(paper)
    bundle = _Bundle(language)
    bundle.add("patient", {"resourceType": "Patient"})
    for record in guided:
        bundle.add_session(record)
    for at, count in sessions_on_paper(guided, days).items():
        for number in range(1, count + 1):
            bundle.add_session_on_paper(at, number)
    for day in days:
        if day.pain is not None:
            name = f"paper {day.day}"
            bundle.add_pain(name, day.pain, day.day.isoformat(), "from the paper diary")
    for number, point in enumerate(ability_points(abilities, now), 1):
        bundle.add_abilities(f"abilities {number}", point)
    if answers:
        bundle.add_answers(*answers, catalogue)
    return {
        "resourceType": "Bundle",
        "language": ENGLISH,
        "type": "collection",
        "timestamp": _instant(now),
        "entry": bundle.entries,
    }


class _Bundle:
    """Entries under made-up addresses, by which they refer to one another."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.entries: list[_Resource] = []
        # A new one for every bundle: the addresses of two people's bundles are never the same.
        self._space = uuid.uuid4()

    def add(self, name: str, resource: _Resource) -> None:
        self.entries.append({"fullUrl": self._address(name), "resource": resource})

    def add_session(self, record: SessionRecord) -> None:
        name = f"session {record.id}"
        period = {"start": _instant(record.started_at)}
        if record.ended_at:
            period["end"] = _instant(record.ended_at)
        procedure: _Resource = {
            "resourceType": "Procedure",
            "status": _status(record),
            "code": {"coding": [_EXERCISE], "text": "Exercises for sacroiliac joint pain"},
            "subject": self._patient(),
            "performedPeriod": period,
            "reasonCode": [{"text": f"Sacroiliac joint pain, sore side: {record.sore_side}"}],
        }
        if record.how is Ending.HURT:
            procedure["statusReason"] = {"text": "Stopped because it hurt more"}
        notes = [f"{record.repetitions} repetitions, {record.seconds:g} s held"]
        procedure["note"] = [{"text": text} for text in (*notes, record.note) if text]
        self.add(name, procedure)
        self.add_pain(
            f"{name} before",
            record.pain_before,
            period["start"],
            "before the session",
            part_of=name,
        )
        if record.pain_after is not None:
            when = period.get("end", period["start"])
            self.add_pain(
                f"{name} after", record.pain_after, when, "after the session", part_of=name
            )

    def add_session_on_paper(self, day: date, number: int) -> None:
        procedure: _Resource = {
            "resourceType": "Procedure",
            "status": "completed",
            "code": {"coding": [_EXERCISE], "text": "Exercises for sacroiliac joint pain"},
            "subject": self._patient(),
            "performedDateTime": day.isoformat(),
            "note": [{"text": "from the paper diary"}],
        }
        self.add(f"paper {day} session {number}", procedure)

    def add_pain(
        self, name: str, pain: int, when: str, about: str, *, part_of: str | None = None
    ) -> None:
        observation: _Resource = {
            "resourceType": "Observation",
            "status": "final",
            "category": [{"coding": [_SURVEY]}],
            "code": {"coding": [_PAIN]},
            "subject": self._patient(),
            "effectiveDateTime": when,
            "valueQuantity": _score(pain),
            "note": [{"text": about}],
        }
        if part_of:
            observation["partOf"] = [{"reference": self._address(part_of)}]
        self.add(name, observation)

    def add_abilities(self, name: str, point: AbilityPoint) -> None:
        """The mean, and each activity as a component; there is no LOINC code for this scale."""
        observation: _Resource = {
            "resourceType": "Observation",
            "status": "final",
            "category": [{"coding": [_SURVEY]}],
            "code": {"text": "Patient-Specific Functional Scale, mean of the activities"},
            "subject": self._patient(),
            "effectiveDateTime": _instant(point.when),
            "valueQuantity": _score(point.mean),
            "component": [
                {"code": {"text": activity}, "valueQuantity": _score(ability)}
                for activity, ability in point.abilities.items()
            ],
            "note": [{"text": "0: not able to, 10: as well as before; activities of own choice"}],
        }
        self.add(name, observation)

    def add_answers(
        self, document: Mapping[str, object], at: datetime, catalogue: Catalogue
    ) -> None:
        items = []
        for question in catalogue.questions:
            if question.key not in document:
                continue  # not asked, or not answered
            value = document[question.key]
            given = value if isinstance(value, (list, tuple)) else [value]
            answers = [_answer(item) for item in given if item is not None]
            item: _Resource = {"linkId": question.key, "text": question.title}
            if answers:
                item["answer"] = answers
            items.append(item)
        self.add(
            "answers",
            {
                "resourceType": "QuestionnaireResponse",
                "language": self._language,
                "status": "completed",
                "subject": self._patient(),
                "authored": _instant(at),
                "item": items,
            },
        )

    def _patient(self) -> _Resource:
        return {"reference": self._address("patient")}

    def _address(self, name: str) -> str:
        return f"urn:uuid:{uuid.uuid5(self._space, name)}"


def _score(value: float) -> _Resource:
    return {
        "value": value,
        "unit": "{score}",
        "system": "http://unitsofmeasure.org",
        "code": "{score}",
    }


def _status(record: SessionRecord) -> str:
    if counts_as_session(record):
        return _STATUS[record.how]
    return "not-done" if record.how else "preparation"


def _answer(value: object) -> _Resource:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, int):
        return {"valueInteger": value}
    return {"valueString": str(value)}


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
