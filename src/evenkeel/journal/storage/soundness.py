"""Checks that a journal can be read to its last row, not only opened.

SQLite looks at pages and constraints; it can't see a flipped bit in a time, an answer or a plan.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evenkeel.catalogue.terms import Side, SoreSide
from evenkeel.journal.records import CompletionClaim, Ending
from evenkeel.journal.storage.codec import (
    adjustments_from_document,
    dose_from_document,
    plan_from_document,
)
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.guarding import readable
from evenkeel.journal.storage.times import time_of

_HELPED = ("yes", "no", "unsure")


def check_rows(db: sqlite3.Connection, path: Path) -> None:
    """Reads all of a journal of this version, as the program would.

    Raises:
        JournalError: damaged: some of it can't be read, or can't have been written by the program.
    """
    with readable(path):
        (found,) = db.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok" or db.execute("PRAGMA foreign_key_check").fetchone():
            raise JournalError(JournalFault.DAMAGED, path)
        for sql, read in _READERS.items():
            for row in db.execute(sql):
                read(*row)


def _answers(document: str, at: str, offset_min: int) -> None:
    if not isinstance(json.loads(document), dict):
        raise TypeError("answers that are no object")
    time_of(at, offset_min)


def _session(
    started: tuple[str, int],
    ended: tuple[str | None, int | None],
    said: tuple[str | None, str, str | None],
) -> None:
    how, sore_side, really = said
    time_of(*started)
    if ended[0] is not None and ended[1] is not None:
        time_of(ended[0], ended[1])
    if how is not None:
        Ending(how)
    if really is not None:
        CompletionClaim(really)
    SoreSide(sore_side)


def _done(at: str, offset_min: int, side: str | None) -> None:
    time_of(at, offset_min)
    if side is not None:
        Side(side)


def _step(at: str, offset_min: int, before: str, after: str) -> None:
    time_of(at, offset_min)
    for document in (before, after):
        dose_from_document(json.loads(document))


def _one_of(value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{value!r}; allowed: {allowed}")


#: The readers of each kind of row.
_READERS: Mapping[str, Callable[..., Any]] = {
    "SELECT document, at, offset_min FROM answers": _answers,
    "SELECT document FROM adjustments": lambda text: adjustments_from_document(json.loads(text)),
    "SELECT document FROM plans": lambda text: plan_from_document(json.loads(text)),
    "SELECT started_at, started_offset_min, ended_at, ended_offset_min, how, sore_side, really,"
    " note FROM sessions": lambda *row: _session(row[0:2], row[2:4], row[4:7]),
    "SELECT at, offset_min, side, exercise, variant FROM repetitions": (
        lambda *row: _done(*row[:3])
    ),
    "SELECT at, offset_min, side, exercise, variant, what FROM stops": (
        lambda *row: _done(*row[:3])
    ),
    "SELECT at, offset_min, side, exercise, variant FROM left_exercises": (
        lambda *row: _done(*row[:3])
    ),
    "SELECT helped FROM helped": lambda text: _one_of(text, _HELPED),
    "SELECT day FROM paper_days": date.fromisoformat,
    "SELECT name FROM activities": str,
    "SELECT at, offset_min FROM ability_ratings": time_of,
    "SELECT at, offset_min, before, after, exercise FROM steps": lambda *row: _step(*row[:4]),
}
