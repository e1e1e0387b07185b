"""Writes a running session piece by piece, and reads it again after an interruption."""

import json
from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from evenkeel.catalogue.terms import SoreSide
from evenkeel.guide.plan import Plan
from evenkeel.journal.entries.rows import SessionRows
from evenkeel.journal.records import (
    CompletionClaim,
    Ending,
    LeftExercise,
    PainStop,
    Repetition,
    SessionHistory,
    UnfinishedSession,
)
from evenkeel.journal.storage.codec import CodecError, plan_from_document, plan_to_document
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.guarding import kept_until_written, reading
from evenkeel.journal.storage.times import stored, time_of
from evenkeel.journal.storage.watched import WatchedFile


class SessionTables(SessionRows, WatchedFile):
    """The part of the journal that a running session writes.

    As in :class:`~evenkeel.journal.entries.store.Journal`, every method that writes has written
    durably when it returns.
    """

    def begin_session(self, plan: Plan, *, pain_before: int, at: datetime) -> int:
        """Begins a session and returns its id.

        One that was left open is ended as of its last repetition, so that at most one is open.
        """
        document = json_of(plan_to_document(plan))
        with self._writing():
            self._db.execute(_END_OPEN_SESSIONS)
            self._db.execute("INSERT OR IGNORE INTO plans (document) VALUES (?)", (document,))
            cursor = self._db.execute(
                "INSERT INTO sessions"
                " (started_at, started_offset_min, sore_side, pain_before, plan_id)"
                " VALUES (?, ?, ?, ?, (SELECT id FROM plans WHERE document = ?))",
                (*stored(at), plan.sore_side, pain_before, document),
            )
        # An INSERT that succeeded always has one.
        return cursor.lastrowid or 0

    def add_repetition(self, session_id: int, repetition: Repetition, at: datetime) -> None:
        """Records a repetition; one that was repeated is recorded again."""
        with self._writing():
            self._db.execute(
                "INSERT INTO repetitions (session_id, at, offset_min, item, exercise, variant,"
                " side, set_no, rep, hold_s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    session_id,
                    *stored(at),
                    repetition.item,
                    repetition.exercise,
                    repetition.variant,
                    repetition.side,
                    repetition.set,
                    repetition.rep,
                    repetition.hold_s,
                ),
            )

    def set_helped(self, session_id: int, item: int, helped: str) -> None:
        """Records the answer to *did it help?* (yes, no, unsure) about an item of the plan."""
        with self._writing():
            self._db.execute(
                "INSERT INTO helped (session_id, item, helped) VALUES (?, ?, ?)",
                (session_id, item, str(helped)),
            )

    def add_stop(self, session_id: int, stop: PainStop, at: datetime) -> None:
        """Records that an exercise was stopped because it hurt more."""
        with self._writing():
            self._db.execute(
                "INSERT INTO stops (session_id, at, offset_min, item, exercise, variant, side,"
                " set_no, rep, second_s, what) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    session_id,
                    *stored(at),
                    stop.item,
                    stop.exercise,
                    stop.variant,
                    stop.side,
                    stop.set,
                    stop.rep,
                    stop.second_s,
                    stop.what,
                ),
            )

    def add_left(self, session_id: int, left: LeftExercise, at: datetime) -> None:
        """Records that the user left an exercise before its end, by choice."""
        with self._writing():
            self._db.execute(
                "INSERT INTO left_exercises (session_id, at, offset_min, item, exercise, variant,"
                " side, set_no, rep) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    session_id,
                    *stored(at),
                    left.item,
                    left.exercise,
                    left.variant,
                    left.side,
                    left.set,
                    left.rep,
                ),
            )

    def explain_stop(self, session_id: int, what: str) -> None:
        """Adds to the session's latest stop what the user said happened."""
        self._update(
            "UPDATE stops SET what = ? WHERE id = (SELECT max(id) FROM stops WHERE session_id = ?)",
            (what, session_id),
        )

    def end_session(
        self,
        session_id: int,
        at: datetime,
        *,
        how: Ending | str,
        pain_after: int | None = None,
        note: str = "",
        really: CompletionClaim | None = None,
    ) -> None:
        """Records the end of a session, never before its start: clocks may be set back."""
        utc, offset = stored(at)
        self._update(
            "UPDATE sessions SET ended_at = max(?, started_at),"
            " ended_offset_min = iif(? < started_at, started_offset_min, ?),"
            " how = ?, pain_after = ?, note = ?, really = ? WHERE id = ?",
            (utc, utc, offset, str(how), pain_after, note, really, session_id),
        )

    def session_begun_at(self, at: datetime) -> int | None:
        """The id of the session that began at exactly that moment, if there is one."""
        row = self._one(
            "SELECT id FROM sessions WHERE started_at = ? ORDER BY id DESC LIMIT 1",
            (stored(at)[0],),
        )
        return row[0] if row else None

    @reading
    def repetitions_stored(self, session_id: int) -> int:
        """How many repetitions of a session are in the journal."""
        row = self._one("SELECT count(*) FROM repetitions WHERE session_id = ?", (session_id,))
        return int(row[0])

    @reading
    def history(self, session_id: int) -> SessionHistory:
        """What was recorded during a session, in the order of writing."""
        helped = self._all(
            "SELECT item, helped FROM helped WHERE session_id = ? ORDER BY id", (session_id,)
        )
        return SessionHistory(
            repetitions=self._repetitions(session_id),
            helped=tuple((item, answer) for item, answer in helped),
            stops=self._stops(session_id),
            left=self._left(session_id),
        )

    @kept_until_written
    @reading
    def unfinished(self) -> UnfinishedSession | None:
        """The session without an end, if there is one."""
        row = self._one(
            "SELECT sessions.id, document, sore_side, pain_before, started_at,"
            " started_offset_min FROM sessions JOIN plans ON plans.id = plan_id"
            " WHERE ended_at IS NULL ORDER BY sessions.id DESC LIMIT 1"
        )
        if row is None:
            return None
        return UnfinishedSession(
            session_id=row[0],
            plan=replace(self._plan(row[1]), sore_side=SoreSide(row[2])),
            pain_before=row[3],
            started_at=time_of(row[4], row[5]),
            history=self.history(row[0]),
        )

    def _plan(self, document: str) -> Plan:
        try:
            return plan_from_document(self._parsed(document))
        except CodecError as error:
            raise JournalError(JournalFault.DAMAGED, self.path) from error

    def _parsed(self, document: str) -> object:
        try:
            parsed: object = json.loads(document)
        except ValueError as error:
            raise JournalError(JournalFault.DAMAGED, self.path) from error
        return parsed


_END_OPEN_SESSIONS = """
UPDATE sessions SET (ended_at, ended_offset_min, how) = (
    SELECT at, offset_min, 'ended' FROM (
        SELECT at, offset_min, id FROM repetitions WHERE session_id = sessions.id
        UNION ALL SELECT sessions.started_at, sessions.started_offset_min, 0
    ) ORDER BY id DESC LIMIT 1
) WHERE ended_at IS NULL
"""


def json_of(document: Mapping[str, object]) -> str:
    """A document as stored in the journal."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False)
