#!/bin/sh
# fhir.resources refuses a resource without a required element, and accepts null in its place.
#
# The good guess: a validator of FHIR R4 that says "Field required" where Observation.code is
# missing says so for "code": null, which FHIR's JSON does not allow anywhere outside arrays.
# Seen: it is accepted, and written out without the element: what comes out is refused when it is
# read again. It also takes true for valueInteger and makes 1 of it.
# Seen with fhir.resources 8.3.0 (its R4B classes) on 2026-11-28.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fhir.resources==8.3.0

cat >validate.py <<'END'
from fhir.resources.R4B.observation import Observation
from pydantic import ValidationError

RIGHT = {"resourceType": "Observation", "status": "final", "code": {"text": "Pain"}}


def written(document):
    try:
        return Observation.model_validate(document).model_dump_json()
    except ValidationError as error:
        return f"refused: {error.errors()[0]['msg']}"


missing = written({key: value for key, value in RIGHT.items() if key != "code"})
null = written({**RIGHT, "code": None})
truth = written({**RIGHT, "valueInteger": True})
print("without code:       ", missing)
print("code null:          ", null)
print("valueInteger true:  ", truth)
as_described = (
    missing.startswith("refused: Field required")
    and null == '{"resourceType":"Observation","status":"final"}'
    and '"valueInteger":1' in truth
)
raise SystemExit(0 if as_described else 1)
END
venv/bin/python validate.py
