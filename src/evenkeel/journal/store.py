"""The journal: one SQLite file that holds what was done, there after a ``kill -9``."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from evenkeel.catalogue.terms import Side
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.plan import Plan
from evenkeel.journal.codec import (
    CodecError,
    adjustments_from_document,
    adjustments_to_document,
    plan_from_document,
    plan_to_document,
)
from evenkeel.journal.copies import forget_copies
from evenkeel.journal.errors import JournalError, JournalFault
from evenkeel.journal.file import JournalFile, guarded
from evenkeel.journal.records import (
    DayEntry,
    Ending,
    PainStop,
    Really,
    Repetition,
    SessionRecord,
    UnfinishedSession,
)
from evenkeel.journal.schema import TABLES
from evenkeel.journal.times import stored, time_of


class Journal(JournalFile):
    """The reader's journal. Every method that writes has written durably when it returns.

    Times must be aware. Every method raises :class:`JournalError` when the surroundings fail
    (locked, no space, not writable, damaged) and ``ValueError`` for a value that is not allowed.
    To be used from the thread that opened it, and to be closed; it is a context manager.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        super().__init__(path, db)
        self._read: tuple[tuple[object, int, int], tuple[SessionRecord, ...]] | None = None

    def save_answers(self, document: Mapping[str, object], at: datetime) -> None:
        """Keeps an answers document; earlier ones stay."""
        with self._writing():
            self._db.execute(
                "INSERT INTO answers (at, offset_min, document) VALUES (?, ?, ?)",
                (*stored(at), _json(document)),
            )

    def latest_answers(self) -> tuple[dict[str, object], datetime] | None:
        """The answers document that was saved last, and when."""
        row = self._one("SELECT document, at, offset_min FROM answers ORDER BY id DESC LIMIT 1")
        if row is None:
            return None
        document = self._parsed(row[0])
        if not isinstance(document, dict):
            raise JournalError(JournalFault.DAMAGED, self.path)
        return document, time_of(row[1], row[2])

    def save_adjustments(self, adjustments: Adjustments) -> None:
        """Keeps the reader's changes of the plan in place of the earlier ones."""
        with self._writing():
            self._db.execute(
                "INSERT OR REPLACE INTO adjustments (id, document) VALUES (1, ?)",
                (_json(adjustments_to_document(adjustments)),),
            )

    def adjustments(self) -> Adjustments:
        """The reader's changes of the plan; none at first."""
        row = self._one("SELECT document FROM adjustments")
        if row is None:
            return Adjustments()
        try:
            return adjustments_from_document(self._parsed(row[0]))
        except CodecError as error:
            raise JournalError(JournalFault.DAMAGED, self.path) from error

    def begin_session(self, plan: Plan, *, sore_side: str, pain_before: int, at: datetime) -> int:
        """Begins a session and gives its id.

        One that was left open is ended as of its last repetition, so that at most one is open.
        """
        document = _json(plan_to_document(plan))
        with self._writing():
            self._db.execute(_END_OPEN_SESSIONS)
            self._db.execute("INSERT OR IGNORE INTO plans (document) VALUES (?)", (document,))
            cursor = self._db.execute(
                "INSERT INTO sessions"
                " (started_at, started_offset_min, sore_side, pain_before, plan_id)"
                " VALUES (?, ?, ?, ?, (SELECT id FROM plans WHERE document = ?))",
                (*stored(at), str(sore_side), pain_before, document),
            )
        # An INSERT that succeeded always has one.
        return cursor.lastrowid or 0

    def add_repetition(self, session_id: int, repetition: Repetition, at: datetime) -> None:
        """Notes a repetition that was done. One that was done again is noted again."""
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
        """Notes the answer to *did it help?* (yes, no, unsure) about an item of the plan."""
        with self._writing():
            self._db.execute(
                "INSERT INTO helped (session_id, item, helped) VALUES (?, ?, ?)",
                (session_id, item, str(helped)),
            )

    def add_stop(self, session_id: int, stop: PainStop, at: datetime) -> None:
        """Notes that an exercise was stopped because it hurt more."""
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

    def explain_stop(self, session_id: int, what: str) -> None:
        """Adds to the session's latest stop what the reader said happened."""
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
        really: Really | None = None,
    ) -> None:
        """Notes that a session is over."""
        self._update(
            "UPDATE sessions SET ended_at = ?, ended_offset_min = ?, how = ?, pain_after = ?,"
            " note = ?, really = ? WHERE id = ?",
            (*stored(at), str(how), pain_after, note, really, session_id),
        )

    def unfinished(self) -> UnfinishedSession | None:
        """The session that was not ended, if there is one."""
        row = self._one(
            "SELECT sessions.id, document, sore_side, pain_before, started_at,"
            " started_offset_min FROM sessions JOIN plans ON plans.id = plan_id"
            " WHERE ended_at IS NULL ORDER BY sessions.id DESC LIMIT 1"
        )
        if row is None:
            return None
        session_id = row[0]
        done = self._all(
            "SELECT item, exercise, variant, side, set_no, rep, hold_s, at, offset_min"
            " FROM repetitions WHERE session_id = ? ORDER BY id",
            (session_id,),
        )
        stops = self._all(
            "SELECT item, at, offset_min FROM stops WHERE session_id = ? ORDER BY id",
            (session_id,),
        )
        helped = self._one(
            "SELECT helped FROM helped WHERE session_id = ? ORDER BY id DESC LIMIT 1",
            (session_id,),
        )
        started_at = time_of(row[4], row[5])
        return UnfinishedSession(
            session_id=session_id,
            plan=self._plan(row[1]),
            sore_side=row[2],
            pain_before=row[3],
            started_at=started_at,
            last_at=max([started_at, *(time_of(one[-2], one[-1]) for one in (*done, *stops))]),
            helped=helped[0] if helped else None,
            done=tuple(
                Repetition(
                    item=item,
                    exercise=exercise,
                    variant=variant,
                    side=Side(side) if side else None,
                    set=set_no,
                    rep=rep,
                    hold_s=hold_s,
                )
                for item, exercise, variant, side, set_no, rep, hold_s, _, _ in done
            ),
            stopped=tuple(dict.fromkeys(stop[0] for stop in stops)),
        )

    def sessions(self) -> tuple[SessionRecord, ...]:
        """Every session in the order in which they were begun.

        Read anew only after something was written: ten years of them take some 50 ms.
        """
        with guarded(self.path):
            # The first number rises with our own writing, the second with that of others.
            (others,) = self._db.execute("PRAGMA data_version").fetchone()
        written = (self._db, self._db.total_changes, others)
        if self._read is None or self._read[0] != written:
            self._read = (written, self._read_sessions())
        return self._read[1]

    def _read_sessions(self) -> tuple[SessionRecord, ...]:
        # A list straight from the cursor: over ten years, that takes half the time of going by
        # way of all the rows.
        with guarded(self.path):
            records = [
                SessionRecord(
                    id=session_id,
                    started_at=time_of(started_at, started_offset),
                    ended_at=time_of(ended_at, ended_offset) if ended_at else None,
                    how=_ENDINGS[how],
                    sore_side=sore_side,
                    pain_before=before,
                    pain_after=after,
                    repetitions=repetitions,
                    seconds=seconds,
                    note=note,
                )
                for (
                    session_id,
                    started_at,
                    started_offset,
                    ended_at,
                    ended_offset,
                    how,
                    sore_side,
                    before,
                    after,
                    repetitions,
                    seconds,
                    note,
                ) in self._db.execute(
                    "SELECT id, started_at, started_offset_min, ended_at, ended_offset_min, how,"
                    " sore_side, pain_before, pain_after,"
                    " iif(really = 'none', 0, repetitions), iif(really = 'none', 0.0, seconds),"
                    " note FROM sessions ORDER BY id"
                )
            ]
        return tuple(records)

    def keep_paper_days(self, days: Iterable[DayEntry]) -> None:
        """Keeps what the paper diary says of some days, in place of what was typed in before.

        A day without a session and without a pain is forgotten.
        """
        with self._writing():
            for one in days:
                day = one.day.isoformat()
                self._db.execute("DELETE FROM paper_days WHERE day = ?", (day,))
                if one.sessions or one.pain is not None:
                    self._db.execute(
                        "INSERT INTO paper_days (day, sessions, pain) VALUES (?, ?, ?)",
                        (day, one.sessions, one.pain),
                    )

    def paper_days(self) -> tuple[DayEntry, ...]:
        """What was typed in from the paper diary, in the order of the days."""
        return tuple(
            DayEntry(day=date.fromisoformat(day), sessions=sessions, pain=pain)
            for day, sessions, pain in self._all(
                "SELECT day, sessions, pain FROM paper_days ORDER BY day"
            )
        )

    def stops_in_a_row(self, exercise: str) -> int:
        """How often the exercise was stopped since it was last done to its end.

        A go is the exercise at one place of one session. One that was neither stopped nor done
        to its end, for example because the session was ended, does not count. After two stops
        the plan suggests leaving it out and seeing a professional (protocol, *In a session*).
        """
        stopped = {
            (session_id, item): count
            for session_id, item, count in self._all(
                "SELECT session_id, item, count(*) FROM stops WHERE exercise = ?"
                " GROUP BY session_id, item",
                (exercise,),
            )
        }
        if not stopped:
            return 0
        stops = 0
        first = min(session_id for session_id, _ in stopped)
        # Newest first and one by one: nearly always the first few tell.
        with guarded(self.path):
            for session_id, document in self._db.execute(
                "SELECT sessions.id, document FROM sessions JOIN plans ON plans.id = plan_id"
                " WHERE sessions.id >= ? ORDER BY sessions.id DESC",
                (first,),
            ):
                plan = self._plan(document)
                for number, item in reversed(list(plan.numbered())):
                    if item.exercise != exercise:
                        continue
                    go = (session_id, number)
                    if go in stopped:
                        stops += stopped[go]
                    elif self._repetitions_of(go) == _repetitions_planned(plan, number):
                        return stops
        return stops

    def erase(self) -> None:
        """Forgets everything of the reader's, in all the copies that were made here as well."""
        with self._writing():
            for table in TABLES:
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608
        with guarded(self.path):
            # So that nothing of it remains in the unused parts of the file or in the log.
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        forget_copies(self.path)

    def _repetitions_of(self, go: tuple[int, int]) -> int:
        row = self._one(
            "SELECT count(*) FROM (SELECT DISTINCT side, set_no, rep FROM repetitions"
            " WHERE session_id = ? AND item = ?)",
            go,
        )
        return int(row[0]) if row else 0

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


_ENDINGS: Mapping[str | None, Ending | None] = {None: None, **{e.value: e for e in Ending}}

_END_OPEN_SESSIONS = """
UPDATE sessions SET (ended_at, ended_offset_min, how) = (
    SELECT at, offset_min, 'ended' FROM (
        SELECT at, offset_min, id FROM repetitions WHERE session_id = sessions.id
        UNION ALL SELECT sessions.started_at, sessions.started_offset_min, 0
    ) ORDER BY id DESC LIMIT 1
) WHERE ended_at IS NULL
"""


def _repetitions_planned(plan: Plan, number: int) -> int:
    item = plan.items[number]
    return max(1, len(item.sides)) * item.dose.sets * item.dose.reps


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, allow_nan=False)
