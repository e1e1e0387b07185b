"""Reads, changes, deletes and restores sessions of the past."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from evenkeel.catalogue.terms import SoreSide
from evenkeel.guide.plan import Plan
from evenkeel.journal.entries.rows import SessionRows
from evenkeel.journal.records import (
    CompletionClaim,
    LeftExercise,
    PainStop,
    Repetition,
    SessionRecord,
    still_left,
)
from evenkeel.journal.storage.codec import CodecError, plan_from_document
from evenkeel.journal.storage.times import stored, time_of

_Rows: TypeAlias = tuple[Mapping[str, object], ...]
#: The tables with the parts of a session, in the order in which they can be written again.
_PARTS = ("repetitions", "helped", "stops", "left_exercises")


class SessionDetails(Struct, frozen=True, kw_only=True):
    """Everything that is stored of one session.

    ``plan`` is the plan it followed, ``None`` where that can't be read any more; ``really`` is
    ``None`` where the user did not say. ``done``, ``stops`` and ``left``, the exercises that were
    left and not gone back to, are in the order in which they were written.
    """

    record: SessionRecord
    plan: Plan | None
    really: CompletionClaim | None
    done: tuple[Repetition, ...]
    stops: tuple[PainStop, ...]
    left: tuple[LeftExercise, ...] = ()


class Correction(Struct, frozen=True, kw_only=True):
    """The corrected values of a session; pain is 0 to 10.

    With ``started_at``, every time in the session moves by as much.
    """

    started_at: datetime
    pain_before: int
    pain_after: int | None
    note: str
    really: CompletionClaim | None


class SessionCopy(Struct, frozen=True, kw_only=True):
    """A session as it was in the journal, row by row, for :meth:`Corrections.restore`."""

    session: Mapping[str, object]
    parts: Mapping[str, _Rows]


class Corrections(SessionRows):
    """The part of the journal that reads and corrects past sessions.

    As in :class:`~evenkeel.journal.entries.store.Journal`, every method that writes has written
    durably when it returns.
    """

    def details(self, record: SessionRecord) -> SessionDetails:
        """Everything that is stored of a session.

        Raises:
            ValueError: it does not exist any more.
        """
        row = self._one(
            "SELECT really, document FROM sessions JOIN plans ON plans.id = plan_id"
            " WHERE sessions.id = ?",
            (record.id,),
        )
        if row is None:
            raise ValueError(f"there is no session {record.id} in the journal")
        repetitions = self._repetitions(record.id)
        return SessionDetails(
            record=record,
            plan=_plan(row[1], SoreSide(record.sore_side)),
            really=CompletionClaim(row[0]) if row[0] else None,
            done=tuple(repetition for repetition, _ in repetitions),
            stops=tuple(stop for stop, _ in self._stops(record.id)),
            left=still_left(repetitions, self._left(record.id)),
        )

    def correct(self, session_id: int, correction: Correction) -> SessionCopy:
        """Changes a session; returns it as it was.

        Raises:
            ValueError: there is no such session, or a pain is not from 0 to 10.
        """
        copy = self._copy_of(session_id)
        utc, _ = stored(correction.started_at)
        before = time_of(str(copy.session["started_at"]), 0)
        by = time_of(utc, 0) - before
        with self._writing():
            self._db.execute(
                "UPDATE sessions SET pain_before = ?, pain_after = ?, note = ?, really = ?"
                " WHERE id = ?",
                (
                    correction.pain_before,
                    correction.pain_after,
                    correction.note,
                    correction.really,
                    session_id,
                ),
            )
            self._move(copy, correction.started_at, by)
        return copy

    def delete_session(self, session_id: int) -> SessionCopy:
        """Deletes a session with everything in it; returns it as it was.

        Raises:
            ValueError: there is no such session.
        """
        copy = self._copy_of(session_id)
        self._update("DELETE FROM sessions WHERE id = ?", (session_id,))
        return copy

    def restore(self, copy: SessionCopy) -> None:
        """Restores a session exactly as it was.

        Raises:
            ValueError: the journal no longer has the plan that it followed.
        """
        session = copy.session
        with self._writing():
            self._db.execute("DELETE FROM sessions WHERE id = ?", (session["id"],))
            self._insert("sessions", session)
            for table in _PARTS:
                for row in copy.parts[table]:
                    self._insert(table, row)
            # A trigger counts every inserted repetition; these had been counted already.
            self._db.execute(
                "UPDATE sessions SET repetitions = ?, seconds = ? WHERE id = ?",
                (session["repetitions"], session["seconds"], session["id"]),
            )

    def _copy_of(self, session_id: int) -> SessionCopy:
        sessions = self._rows("sessions", "id", session_id)
        if not sessions:
            raise ValueError(f"there is no session {session_id} in the journal")
        parts = {table: self._rows(table, "session_id", session_id) for table in _PARTS}
        return SessionCopy(session=sessions[0], parts=parts)

    def _rows(self, table: str, key: str, value: int) -> _Rows:
        names = [column[1] for column in self._all(f"PRAGMA table_info({table})")]
        rows = self._all(
            f"SELECT {', '.join(names)} FROM {table} WHERE {key} = ? ORDER BY id",  # noqa: S608
            (value,),
        )
        return tuple(dict(zip(names, row, strict=True)) for row in rows)

    def _insert(self, table: str, row: Mapping[str, object]) -> None:
        places = ", ".join("?" * len(row))
        self._db.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})",  # noqa: S608
            tuple(row.values()),
        )

    def _move(self, copy: SessionCopy, started_at: datetime, by: timedelta) -> None:
        """Moves every time of a session; all of them get the offset of its start."""
        utc, offset = stored(started_at)
        session = copy.session
        if (utc, offset) == (session["started_at"], session["started_offset_min"]):
            return

        def moved(at: object) -> str | None:
            return None if at is None else stored(time_of(str(at), 0) + by)[0]

        self._db.execute(
            "UPDATE sessions SET started_at = ?, started_offset_min = ?, ended_at = ?,"
            " ended_offset_min = iif(ended_at IS NULL, NULL, ?) WHERE id = ?",
            (utc, offset, moved(session["ended_at"]), offset, session["id"]),
        )
        for table in ("repetitions", "stops", "left_exercises"):
            self._db.executemany(
                f"UPDATE {table} SET at = ?, offset_min = ? WHERE id = ?",  # noqa: S608
                [(moved(row["at"]), offset, row["id"]) for row in copy.parts[table]],
            )


def _plan(document: str, sore_side: SoreSide) -> Plan | None:
    try:
        return replace(plan_from_document(json.loads(document)), sore_side=sore_side)
    except (CodecError, ValueError):
        return None
