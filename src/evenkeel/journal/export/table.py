"""The journal as a table for a spreadsheet: a row for each session, day on paper and ability."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from evenkeel.journal.records import AbilityRating, DayEntry, SessionRecord
from evenkeel.journal.trends.days import counts_as_session, sessions_on_paper

#: The columns; times are ISO 8601 with the user's own offset, pain is 0 to 10.
COLUMNS: Final = (
    # "program": a guided session; "paper": a day typed in from the paper diary; "activity": how
    # well an activity of the user's own choice goes
    "source",
    "started_at",  # of a paper day, its date
    "ended_at",
    "ended",  # finished, ended (by the user), hurt (it hurt more), or empty: still open
    "sore_side",  # left, right, both, unsure
    "pain_before",
    "pain_after",
    "sessions",  # 1, or 0 without a repetition; of a paper day, those that were not guided
    "repetitions",
    "seconds_held",
    "note",
    "activity",  # of an ability, the activity in the user's words
    "ability",  # 0, not able to, to 10, as well as before; empty where it was not answered
    "left_early",  # the exercises that were left before their end, by choice, with blanks between
)
#: Beginnings that make a spreadsheet read a text as a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_bytes(
    sessions: Iterable[SessionRecord],
    paper: Iterable[DayEntry],
    abilities: Iterable[AbilityRating] = (),
    left: Mapping[int, Sequence[str]] = MappingProxyType({}),
) -> bytes:
    """The table as CSV (RFC 4180) in UTF-8, with the byte order mark that spreadsheets need.

    ``left`` are the exercises that were left early, by the id of the session. The sum of the
    sessions column is what the program shows and prints. A text that a spreadsheet
    would read as a formula gets an apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    guided, days = tuple(sessions), tuple(paper)
    added = sessions_on_paper(guided, days)
    rows = [
        *(_session(record, left.get(record.id, ())) for record in guided),
        *(_day(entry, added.get(entry.day, 0)) for entry in days),
        *map(_ability, abilities),
    ]
    writer.writerows(sorted(rows, key=lambda row: str(row["started_at"])))
    return text.getvalue().encode("utf-8-sig")


def _session(record: SessionRecord, left: Sequence[str]) -> dict[str, object]:
    return {
        "source": "program",
        "started_at": record.started_at.isoformat(timespec="seconds"),
        "ended_at": record.ended_at.isoformat(timespec="seconds") if record.ended_at else "",
        "ended": record.how or "",
        "sore_side": record.sore_side,
        "pain_before": record.pain_before,
        "pain_after": "" if record.pain_after is None else record.pain_after,
        "sessions": int(counts_as_session(record)),
        "repetitions": record.repetitions,
        "seconds_held": f"{record.seconds:g}",
        "left_early": " ".join(left),
        "note": _harmless(record.note),
    }


def _day(entry: DayEntry, sessions: int) -> dict[str, object]:
    return {
        "source": "paper",
        "started_at": entry.day.isoformat(),
        "pain_before": "" if entry.pain is None else entry.pain,
        "sessions": sessions,
    }


def _ability(rating: AbilityRating) -> dict[str, object]:
    return {
        "source": "activity",
        "started_at": rating.at.isoformat(timespec="seconds"),
        "activity": _harmless(rating.activity),
        "ability": "" if rating.ability is None else rating.ability,
    }


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
