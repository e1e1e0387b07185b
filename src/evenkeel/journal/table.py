"""The journal as a table for a spreadsheet: one row for each session and each day on paper."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from evenkeel.journal.days import counts_as_session, sessions_on_paper
from evenkeel.journal.records import DayEntry, SessionRecord

#: What each row tells; times are ISO 8601 with the reader's own offset, pain is 0 to 10.
COLUMNS: Final = (
    "source",  # "program": a guided session; "paper": a day typed in from the paper diary
    "started_at",  # of a paper day, its date
    "ended_at",
    "ended",  # finished, ended (by the reader), hurt (it hurt more), or empty: still open
    "sore_side",  # left, right, both, unsure
    "pain_before",
    "pain_after",
    "sessions",  # 1, or 0 without a repetition; of a paper day, those that were not guided
    "repetitions",
    "seconds_held",
    "note",
)
#: What makes a spreadsheet take a text for a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_bytes(sessions: Iterable[SessionRecord], paper: Iterable[DayEntry]) -> bytes:
    """The table as CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know that.

    The column of the sessions adds up to what the program shows and prints.
    A note that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    guided, days = tuple(sessions), tuple(paper)
    added = sessions_on_paper(guided, days)
    rows = [*map(_session, guided), *(_day(one, added.get(one.day, 0)) for one in days)]
    writer.writerows(sorted(rows, key=lambda row: str(row["started_at"])))
    return text.getvalue().encode("utf-8-sig")


def _session(one: SessionRecord) -> dict[str, object]:
    return {
        "source": "program",
        "started_at": one.started_at.isoformat(timespec="seconds"),
        "ended_at": one.ended_at.isoformat(timespec="seconds") if one.ended_at else "",
        "ended": one.how or "",
        "sore_side": one.sore_side,
        "pain_before": one.pain_before,
        "pain_after": "" if one.pain_after is None else one.pain_after,
        "sessions": int(counts_as_session(one)),
        "repetitions": one.repetitions,
        "seconds_held": f"{one.seconds:g}",
        "note": _harmless(one.note),
    }


def _day(one: DayEntry, sessions: int) -> dict[str, object]:
    return {
        "source": "paper",
        "started_at": one.day.isoformat(),
        "pain_before": "" if one.pain is None else one.pain,
        "sessions": sessions,
    }


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
