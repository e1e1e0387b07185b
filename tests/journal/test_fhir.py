"""The bundle has the shape that FHIR R4 asks of these resources, and names nobody."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.answers import answers_document, answers_from
from evenkeel.journal.export.fhir import fhir_bundle
from evenkeel.journal.records import AbilityRating, DayEntry, Ending, SessionRecord

AT = datetime(2026, 11, 20, 9, 30, 12, 500_000, tzinfo=UTC)
PAIN_NOW = 7
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
#: The patterns of the specification (https://hl7.org/fhir/R4/datatypes.html).
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
DATE_TIME = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?")
#: What R4 asks for, beyond which nothing unknown may stand.
REQUIRED = {
    "Patient": set(),
    "Procedure": {"status", "subject"},
    "Observation": {"status", "code"},
    "QuestionnaireResponse": {"status"},
}
ALLOWED = {
    "Patient": set(),
    "Procedure": {
        "status", "statusReason", "code", "subject", "performedPeriod", "performedDateTime",
        "reasonCode", "note",
    },
    "Observation": {
        "partOf", "status", "category", "code", "subject", "effectiveDateTime", "valueQuantity",
        "note", "component",
    },
    "QuestionnaireResponse": {"status", "subject", "authored", "item"},
}  # fmt: skip
STATUS = {
    "Procedure": {"preparation", "in-progress", "completed", "stopped", "not-done"},
    "Observation": {"final"},
    "QuestionnaireResponse": {"completed"},
}


def session(number: int, how: Ending | None, after: int | None, note: str = "") -> SessionRecord:
    return SessionRecord(
        id=number,
        started_at=AT + timedelta(hours=number),
        ended_at=AT + timedelta(hours=number, minutes=9) if how else None,
        how=how,
        sore_side="left",
        pain_before=6,
        pain_after=after,
        repetitions=12,
        seconds=72.0,
        note=note,
    )


@pytest.fixture
def bundle(catalogue: Catalogue) -> Any:
    answers = answers_from(
        {"sore_side": "left", "equipment": ["doorway"], "pain_now": PAIN_NOW}, catalogue
    )
    made = fhir_bundle(
        (
            session(1, Ending.FINISHED, 4, "felt good"),
            session(2, Ending.HURT, None),
            session(3, Ending.ENDED, 0),
            session(4, None, None),
        ),
        (
            DayEntry(day=date(2026, 11, 1), sessions=1, pain=5),
            DayEntry(day=date(2026, 11, 2), sessions=1),
        ),
        (answers_document(answers), AT),
        catalogue,
        NOW,
        (
            AbilityRating(at=AT, activity="putting on socks", ability=3),
            AbilityRating(at=AT, activity="climbing stairs", ability=6),
            AbilityRating(at=AT + timedelta(days=1), activity="climbing stairs", ability=None),
        ),
    )
    return json.loads(json.dumps(made, allow_nan=False))


def resources(bundle: Any, kind: str) -> list[Any]:
    found = [entry["resource"] for entry in bundle["entry"]]
    return [one for one in found if one["resourceType"] == kind]


def test_the_bundle(bundle: Any) -> None:
    assert bundle["resourceType"] == "Bundle"
    assert bundle["type"] == "collection"
    assert bundle["language"] == "en"
    assert INSTANT.fullmatch(bundle["timestamp"])
    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(addresses)) == len(addresses)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", address) for address in addresses)


def test_every_resource_has_what_it_needs_and_nothing_unknown(bundle: Any) -> None:
    for entry in bundle["entry"]:
        resource = dict(entry["resource"])
        kind = resource.pop("resourceType")
        # Of what is in the language of the content: the questions.
        assert (resource.pop("language", "") == "en") is (kind == "QuestionnaireResponse")
        assert REQUIRED[kind] <= resource.keys() <= ALLOWED[kind]
        if kind in STATUS:
            assert resource["status"] in STATUS[kind]


def test_nothing_is_empty(bundle: Any) -> None:
    """FHIR knows no empty lists, objects or texts."""

    def check(value: Any) -> None:
        assert value not in ("", [], {}, None)
        for inner in value.values() if isinstance(value, dict) else ():
            check(inner)
        for inner in value if isinstance(value, list) else ():
            check(inner)

    check(bundle)


def test_references_lead_somewhere(bundle: Any) -> None:
    addresses = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in bundle["entry"]}
    for entry in bundle["entry"]:
        resource = entry["resource"]
        if "subject" in resource:
            assert addresses[resource["subject"]["reference"]] == "Patient"
        for part in resource.get("partOf", []):
            assert addresses[part["reference"]] == "Procedure"


def test_the_patient_is_nobody(bundle: Any) -> None:
    assert resources(bundle, "Patient") == [{"resourceType": "Patient"}]


def test_sessions(bundle: Any) -> None:
    procedures = resources(bundle, "Procedure")
    assert [one["status"] for one in procedures] == [
        "completed", "stopped", "stopped", "in-progress", "completed", "completed",
    ]  # fmt: skip
    assert procedures[0]["performedPeriod"] == {
        "start": "2026-11-20T10:30:12+00:00",
        "end": "2026-11-20T10:39:12+00:00",
    }
    assert "end" not in procedures[3]["performedPeriod"]
    assert procedures[0]["note"][-1] == {"text": "felt good"}
    assert "hurt more" in procedures[1]["statusReason"]["text"]
    for one in procedures[:4]:
        for time in one["performedPeriod"].values():
            assert DATE_TIME.fullmatch(time)
    # The days of the paper diary, of which nothing was guided.
    assert [one["performedDateTime"] for one in procedures[4:]] == ["2026-11-01", "2026-11-02"]


def test_pains(bundle: Any) -> None:
    pains = [one for one in resources(bundle, "Observation") if "component" not in one]
    told = [(one["valueQuantity"]["value"], one["note"][0]["text"]) for one in pains]
    assert told == [
        (6, "before the session"),
        (4, "after the session"),
        (6, "before the session"),
        (6, "before the session"),
        (0, "after the session"),
        (6, "before the session"),
        (5, "from the paper diary"),
    ]
    for one in pains:
        (code,) = one["code"]["coding"]
        assert (code["system"], code["code"]) == ("http://loinc.org", "72514-3")
        assert one["valueQuantity"]["system"] == "http://unitsofmeasure.org"
        assert DATE_TIME.fullmatch(one["effectiveDateTime"])
    assert pains[-1]["effectiveDateTime"] == "2026-11-01"


def test_abilities(bundle: Any) -> None:
    """The Patient-Specific Functional Scale [DAYS-6]; a time that was skipped is not there."""
    (found,) = [one for one in resources(bundle, "Observation") if "component" in one]
    assert found["code"]["text"].startswith("Patient-Specific Functional Scale")
    assert "coding" not in found["code"]
    assert found["valueQuantity"]["value"] == 4.5
    assert [(one["code"]["text"], one["valueQuantity"]["value"]) for one in found["component"]] == [
        ("putting on socks", 3),
        ("climbing stairs", 6),
    ]
    assert DATE_TIME.fullmatch(found["effectiveDateTime"])


def test_answers(bundle: Any) -> None:
    (response,) = resources(bundle, "QuestionnaireResponse")
    items = {item["linkId"]: item for item in response["item"]}
    # What was not asked or not answered is not there: no default is stated as an answer.
    assert list(items) == ["sore_side", "pain_now", "equipment"]
    assert items["sore_side"]["answer"] == [{"valueString": "left"}]
    assert items["equipment"]["answer"] == [{"valueString": "doorway"}]
    assert items["pain_now"]["answer"] == [{"valueInteger": PAIN_NOW}]
    assert all(item["text"] for item in response["item"])


def test_an_empty_journal(catalogue: Catalogue) -> None:
    made: Any = fhir_bundle((), (), None, catalogue, NOW)
    assert [entry["resource"]["resourceType"] for entry in made["entry"]] == ["Patient"]
