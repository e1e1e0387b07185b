"""The history document: what is refused, and with which words."""

import copy
import json
from typing import Any

import pytest

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.history import HistoryError, parse_history

GOOD: dict[str, Any] = {
    "today": "2026-11-28",
    "answers": {"sore_side": "left"},
    "sessions": [
        {
            "at": "2026-11-20T08:00:00+01:00",
            "pain_before": 4,
            "pain_after": None,
            "exercises": [
                {
                    "exercise": "plank_leg_reach",
                    "variant": "knees_lift",
                    "hold_s": 6,
                    "reps": 3,
                    "sets": 1,
                    "planned": 3,
                    "done": 3,
                    "hurt": 0,
                }
            ],
        },
        {
            "at": "2026-11-28T08:00:00Z",
            "pain_before": None,
            "pain_after": None,
            "exercises": [],
        },
    ],
    "proposals": [
        {
            "at": "2026-11-10",
            "exercise": "plank_leg_reach",
            "change": {"hold_s": 8, "variant": "lift"},
            "taken": False,
        }
    ],
}
MISSING = object()


def changed(path: str, value: object) -> bytes:
    """The good document with one value replaced, or a key added or taken away."""
    document = copy.deepcopy(GOOD)
    *parents, last = path.split("/")
    place: Any = document
    for key in parents:
        place = place[int(key)] if isinstance(place, list) else place[key]
    if value is MISSING:
        del place[last]
    elif isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
    return json.dumps(document).encode()


def test_the_contracts_document(catalogue: Catalogue) -> None:
    history = parse_history(json.dumps(GOOD).encode(), catalogue)
    assert history.today.isoformat() == "2026-11-28"
    assert history.answers.one("sore_side") == "left"
    assert [one.day.isoformat() for one in history.sessions] == ["2026-11-20", "2026-11-28"]
    assert history.sessions[0].exercises[0].dose.form == "knees_lift"
    assert not history.proposals[0].taken


ONE = "sessions/0/exercises/0"
SAID = "sessions[1].exercises[1]"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("later", 1, "'later': unknown key; allowed: today, answers, sessions, proposals"),
        ("today", MISSING, "today: missing; needed are: today, answers, sessions, proposals"),
        ("proposals", MISSING, "proposals: missing"),
        ("today", "2026-11-31", "today: '2026-11-31'; allowed: a date such as 2026-11-28"),
        ("today", "28.11.2026", "today: '28.11.2026'; allowed: a date"),
        ("today", "20261128", "today: '20261128'; allowed: a date"),
        ("today", 20261128, "today: 20261128; allowed: a date"),
        ("today", "2026-11-27", "sessions[2].at: '2026-11-28T08:00:00Z'; allowed: a day not after"),
        ("answers", [], "answers: []; allowed: an object with keys of: pregnancy, sore_side"),
        ("answers/sore_side", "up", "answers: sore_side: 'up'; allowed: left, right, both, unsure"),
        ("answers/side", "left", "answers: 'side': unknown key; allowed: pregnancy"),
        ("sessions", {}, "sessions: {}; allowed: a list"),
        ("sessions/0", [], "sessions[1]: []; allowed: an object with: at, pain_before"),
        ("sessions/0/note", "", "sessions[1].'note': unknown key; allowed: at, pain_before"),
        ("sessions/0/at", "2026-11-20T08:00:00", "sessions[1].at: '2026-11-20T08:00:00'; allowed:"),
        ("sessions/0/at", "2026-11-20 08:00:00+01:00", "allowed: a time with its offset"),
        ("sessions/0/at", "2026-11-20T25:00:00+01:00", "allowed: a time with its offset"),
        ("sessions/0/at", "2026-W47-5T08:00:00+01:00", "allowed: a time with its offset"),
        ("sessions/0/at", 1763622000, "sessions[1].at: 1763622000; allowed: a time"),
        ("sessions/0/at", "2026-11-28T09:30:00+01:00", "sessions[2].at: '2026-11-28T08:00:00Z'"),
        ("sessions/0/pain_before", 11, "pain_before: 11; allowed: a whole number from 0 to 10, or"),
        ("sessions/0/pain_before", "4", "sessions[1].pain_before: '4'; allowed: a whole number"),
        ("sessions/0/pain_after", True, "sessions[1].pain_after: True; allowed: a whole number"),
        ("sessions/0/pain_after", 4.0, "sessions[1].pain_after: 4.0; allowed: a whole number"),
        ("sessions/0/pain_after", MISSING, "sessions[1].pain_after: missing"),
        (f"{ONE}/exercise", "handstand", f"{SAID}.exercise: 'handstand'; allowed: "),
        (f"{ONE}/exercise", ["warm_up"], f"{SAID}.exercise: ['warm_up']; allowed: "),
        (f"{ONE}/variant", "fly", f"{SAID}.variant: 'fly'; allowed: knees_hold, knees_press"),
        (f"{ONE}/hold_s", 5, f"{SAID}.hold_s: 5; allowed: a whole number from 6 to 10"),
        (f"{ONE}/hold_s", "6", f"{SAID}.hold_s: '6'; allowed: a whole number from 6 to 10"),
        (f"{ONE}/hold_s", float("nan"), f"{SAID}.hold_s: NaN; allowed: a whole number"),
        (f"{ONE}/hold_s", 6.0, f"{SAID}.hold_s: 6.0; allowed: a whole number"),
        (f"{ONE}/hold_s", 10**40, f"{SAID}.hold_s: 1000000"),
        (f"{ONE}/reps", True, f"{SAID}.reps: True; allowed: a whole number from 1 to 6"),
        (f"{ONE}/sets", 2, f"{SAID}.sets: 2; allowed: 1"),
        (f"{ONE}/planned", 0, f"{SAID}.planned: 0; allowed: a whole number from 1 to 10000"),
        (f"{ONE}/done", 4, f"{SAID}.done: 4; allowed: a whole number from 0 to 3"),
        (f"{ONE}/hurt", -1, f"{SAID}.hurt: -1; allowed: a whole number from 0 to"),
        (f"{ONE}/rest_s", 6, f"{SAID}.'rest_s': unknown key; allowed: exercise, variant, hold_s"),
        ("proposals/0/at", "2026-11-10T08:00:00Z", "proposals[1].at: '2026-11-10T08:00:00Z'; allo"),
        ("proposals/0/at", "2026-12-01", "proposals[1].at: '2026-12-01'; allowed: a day not after"),
        ("proposals/0/exercise", "x", "proposals[1].exercise: 'x'; allowed: "),
        (
            "proposals/0/change",
            {},
            "proposals[1].change: {}; allowed: an object with some of: hold",
        ),
        (
            "proposals/0/change/rest_s",
            6,
            "proposals[1].change.'rest_s': unknown key; allowed: hold",
        ),
        ("proposals/0/change/reps", 1.5, "proposals[1].change.reps: 1.5; allowed: a whole number"),
        (
            "proposals/0/change/variant",
            "x",
            "proposals[1].change.variant: 'x'; allowed: knees_hold",
        ),
        ("proposals/0/taken", 1, "proposals[1].taken: 1; allowed: true, false"),
        ("proposals/0/taken", None, "proposals[1].taken: None; allowed: true, false"),
    ],
)
def test_refused_with_place_value_and_what_is_allowed(
    catalogue: Catalogue, path: str, value: object, message: str
) -> None:
    with pytest.raises(HistoryError) as caught:
        parse_history(changed(path, value), catalogue)
    assert message in str(caught.value)
    assert str(caught.value).isascii()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[]", "the history: []; allowed: an object with: today, answers, sessions, proposals"),
        (b'{"today": "2026-11-28", "today": 1}', "'today': 1; given twice"),
        (b'{"today": ' + b"[" * 50_000, "nested too deeply"),
        (b'{"today": "\xff"}', "byte 11 is not UTF-8"),
        (b"", "line 1, column 1"),
    ],
)
def test_no_history_at_all(catalogue: Catalogue, data: bytes, message: str) -> None:
    with pytest.raises(HistoryError) as caught:
        parse_history(data, catalogue)
    assert message in str(caught.value)


def test_what_may_step_is_there_once_and_the_brace_twice(catalogue: Catalogue) -> None:
    entry = GOOD["sessions"][0]["exercises"][0]
    with pytest.raises(HistoryError, match=r"exercises\[2\]\.exercise: 'plank_leg_reach'; allowed"):
        parse_history(changed("sessions/0/exercises", [entry, entry]), catalogue)
    brace = {**entry, "exercise": "dontigny_knee_brace", "variant": None, "reps": 6}
    taken = parse_history(changed("sessions/0/exercises", [brace, entry, brace]), catalogue)
    assert len(taken.sessions[0].exercises) == 3


def test_an_older_record_may_not_name_the_form(catalogue: Catalogue) -> None:
    history = parse_history(changed(f"{ONE}/variant", None), catalogue)
    assert history.sessions[0].exercises[0].dose.form is None


def test_the_first_days_of_time(catalogue: Catalogue) -> None:
    document = {**GOOD, "today": "0001-01-03", "sessions": [], "proposals": []}
    from evenkeel.guide.getting_on import next_step

    assert next_step(parse_history(json.dumps(document).encode(), catalogue), catalogue) is None
