"""The table: what a spreadsheet reads of it."""

import csv
import io
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from evenkeel.journal.export.table import COLUMNS, csv_bytes
from evenkeel.journal.records import DayEntry, Ending, SessionRecord

AT = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=1)))


def session(**changes: object) -> SessionRecord:
    values: dict[str, object] = {
        "id": 1,
        "started_at": AT,
        "ended_at": AT + timedelta(minutes=9),
        "how": Ending.FINISHED,
        "sore_side": "left",
        "pain_before": 6,
        "pain_after": 4,
        "repetitions": 12,
        "seconds": 72.5,
        "note": "",
    }
    return SessionRecord(**{**values, **changes})  # type: ignore[arg-type]


def rows(*sessions: SessionRecord, paper: tuple[DayEntry, ...] = ()) -> list[dict[str, str]]:
    data = csv_bytes(sessions, paper)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_session() -> None:
    assert rows(session(note="done, «well»")) == [
        {
            "source": "program",
            "started_at": "2026-11-22T09:30:00+01:00",
            "ended_at": "2026-11-22T09:39:00+01:00",
            "ended": "finished",
            "sore_side": "left",
            "pain_before": "6",
            "pain_after": "4",
            "sessions": "1",
            "repetitions": "12",
            "seconds_held": "72.5",
            "note": "done, «well»",
            "activity": "",
            "ability": "",
            "left_early": "",
        }
    ]


def test_what_was_left_early_stands_in_its_session() -> None:
    data = csv_bytes((session(), session(id=2)), (), left={2: ("plank_leg_reach", "warm_up")})
    found = [one["left_early"] for one in csv.DictReader(io.StringIO(data.decode("utf-8-sig")))]
    assert found == ["", "plank_leg_reach warm_up"]


def test_what_was_not_told_is_empty() -> None:
    (row,) = rows(session(ended_at=None, how=None, pain_after=None))
    assert (row["ended_at"], row["ended"], row["pain_after"]) == ("", "", "")


def test_days_of_the_paper_diary_stand_among_the_sessions() -> None:
    day = date(2026, 11, 21)
    paper = (DayEntry(day=day, sessions=2, pain=0), DayEntry(day=date(2026, 12, 1), sessions=1))
    told = rows(session(), paper=paper)
    assert [row["source"] for row in told] == ["paper", "program", "paper"]
    assert told[0] == {
        **dict.fromkeys(COLUMNS, ""),
        "source": "paper",
        "started_at": "2026-11-21",
        "pain_before": "0",
        "sessions": "2",
    }
    assert told[2]["pain_before"] == ""


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_note_becomes_a_formula(begin: str) -> None:
    note = f'{begin}HYPERLINK("http://example.org")'
    (row,) = rows(session(note=note))
    assert row["note"] == f"'{note}"


@pytest.mark.parametrize("note", ['with "quotes", commas', "two\nlines", "ünïcode 🙂", "3 = x"])
def test_other_notes_stay_what_they_are(note: str) -> None:
    (row,) = rows(session(note=note))
    assert row["note"] == note


def test_an_empty_journal_has_its_columns() -> None:
    assert csv_bytes((), ()).decode("utf-8-sig") == ",".join(COLUMNS) + "\r\n"


def test_times_of_other_zones() -> None:
    (row,) = rows(session(started_at=AT.astimezone(UTC)))
    assert row["started_at"] == "2026-11-22T08:30:00+00:00"
