"""The journal: one SQLite file with what was done, safe from a ``kill -9``."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from evenkeel.guide.adjust import Adjustments
from evenkeel.journal.entries.activities import ActivityTables
from evenkeel.journal.entries.corrections import Corrections
from evenkeel.journal.entries.exercises import ExerciseRows
from evenkeel.journal.entries.sessions import SessionTables, json_of
from evenkeel.journal.entries.steps import Steps
from evenkeel.journal.records import (
    DayEntry,
    Ending,
    SessionRecord,
)
from evenkeel.journal.storage.codec import (
    CodecError,
    adjustments_from_document,
    adjustments_to_document,
)
from evenkeel.journal.storage.copies import forget_copies
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.guarding import guarded, kept_until_written, reading
from evenkeel.journal.storage.schema import TABLES
from evenkeel.journal.storage.times import stored, time_of


class Journal(ActivityTables, Corrections, ExerciseRows, Steps, SessionTables):
    """The user's journal. Every method that writes has written durably when it returns.

    Times must be aware. Every method raises :class:`JournalError` when the environment fails
    (locked, no space, not writable, damaged) and ``ValueError`` for a value that is not allowed.
    Use it only from the thread that opened it, and close it; it is a context manager.

    Attributes:
        path: the file.
    """

    def save_answers(self, document: Mapping[str, object], at: datetime) -> None:
        """Stores an answers document; earlier ones stay."""
        with self._writing():
            self._db.execute(
                "INSERT INTO answers (at, offset_min, document) VALUES (?, ?, ?)",
                (*stored(at), json_of(document)),
            )

    @reading
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
        """Stores the user's adjustments of the plan in place of the earlier ones."""
        with self._writing():
            self._db.execute(
                "INSERT OR REPLACE INTO adjustments (id, document) VALUES (1, ?)",
                (json_of(adjustments_to_document(adjustments)),),
            )

    @reading
    def adjustments(self) -> Adjustments:
        """The user's adjustments of the plan; none at first."""
        row = self._one("SELECT document FROM adjustments")
        if row is None:
            return Adjustments()
        try:
            return adjustments_from_document(self._parsed(row[0]))
        except CodecError as error:
            raise JournalError(JournalFault.DAMAGED, self.path) from error

    @kept_until_written
    @reading
    def sessions(self) -> tuple[SessionRecord, ...]:
        """Every session in the order in which they were begun.

        Read again only after a write: ten years of them take some 50 ms.
        """
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
        """Stores what the paper diary says of some days, in place of what was typed in before.

        A day without a session and without a pain is deleted.
        """
        with self._writing():
            for entry in days:
                day = entry.day.isoformat()
                self._db.execute("DELETE FROM paper_days WHERE day = ?", (day,))
                if entry.sessions or entry.pain is not None:
                    self._db.execute(
                        "INSERT INTO paper_days (day, sessions, pain) VALUES (?, ?, ?)",
                        (day, entry.sessions, entry.pain),
                    )

    @kept_until_written
    @reading
    def paper_days(self) -> tuple[DayEntry, ...]:
        """What was typed in from the paper diary, in the order of the days."""
        return tuple(
            DayEntry(day=date.fromisoformat(day), sessions=sessions, pain=pain)
            for day, sessions, pain in self._all(
                "SELECT day, sessions, pain FROM paper_days ORDER BY day"
            )
        )

    @kept_until_written
    @reading
    def stops_in_a_row(self, exercise: str) -> int:
        """How often the exercise was stopped since it was last completed.

        An attempt is the exercise at one place of one session. One that was neither stopped nor
        completed, for example because the session was ended, does not count. After two stops the
        plan suggests leaving it out and seeing a professional [SESSION-3].
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
        # Newest first and one by one: nearly always the first few are enough.
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
                    elif self._repetitions_of(go) == item.repetitions:
                        return stops
        return stops

    def erase(self) -> None:
        """Deletes all of the user's data, in all the copies that were made here as well."""
        with self._writing():
            for table in TABLES:
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608
        with guarded(self.path):
            # So that nothing remains in the unused parts of the file or in the log.
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


_ENDINGS: Mapping[str | None, Ending | None] = {None: None, **{e.value: e for e in Ending}}
