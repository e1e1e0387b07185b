"""The journal: one SQLite file that holds what was done, there after a ``kill -9``."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

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
from evenkeel.journal.errors import JournalError, JournalFault
from evenkeel.journal.records import (
    DayEntry,
    Ending,
    PainStop,
    Really,
    Repetition,
    SessionRecord,
    UnfinishedSession,
)
from evenkeel.journal.schema import APPLICATION_ID, MIGRATIONS, TABLES

#: SQLite's own codes for the faults of the surroundings; all others are ours.
_FAULTS = {
    sqlite3.SQLITE_BUSY: JournalFault.LOCKED,
    sqlite3.SQLITE_LOCKED: JournalFault.LOCKED,
    sqlite3.SQLITE_FULL: JournalFault.FULL,
    sqlite3.SQLITE_READONLY: JournalFault.NOT_WRITABLE,
    sqlite3.SQLITE_PERM: JournalFault.NOT_WRITABLE,
    sqlite3.SQLITE_CANTOPEN: JournalFault.NOT_WRITABLE,
    sqlite3.SQLITE_AUTH: JournalFault.NOT_WRITABLE,
    sqlite3.SQLITE_CORRUPT: JournalFault.DAMAGED,
    sqlite3.SQLITE_NOTADB: JournalFault.DAMAGED,
    sqlite3.SQLITE_IOERR: JournalFault.UNREADABLE,
}
_PRIMARY_CODE = 0xFF
#: Files up to this many bytes, about a year of sessions, are checked whole at every start.
_LOOKED_AT_CLOSELY = 4_000_000


class Journal:
    """The reader's journal. Every method that writes has written durably when it returns.

    Times must be aware. Every method raises :class:`JournalError` when the surroundings fail
    (locked, no space, not writable, damaged) and ``ValueError`` for a value that is not allowed.
    To be used from the thread that opened it, and to be closed; it is a context manager.

    Attributes:
        path: the file.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        """For :meth:`open` only."""
        self.path = path
        self._db = db
        self._read: tuple[tuple[int, int], tuple[SessionRecord, ...]] | None = None

    @classmethod
    def open(cls, path: Path, *, busy_s: float = 2.0) -> Self:
        """Opens the journal, made when missing; one of an older version is brought up to date.

        Before that, a copy of it is made beside it. ``busy_s`` is how long to wait for another
        program that is writing to it.

        Raises:
            JournalError: with one clear sentence; the file is left as it was.
        """
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            exists = path.exists() and path.stat().st_size > 0
        except OSError as error:
            raise JournalError.from_os(error, path) from error
        if exists and not path.is_file():
            raise JournalError(JournalFault.NOT_WRITABLE, path)
        with _guarded(path):
            if exists:
                _check(path, busy_s)
            # Transactions are ours: no hidden ones of the module.
            db = sqlite3.connect(path, timeout=busy_s, isolation_level=None)
            try:
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("PRAGMA journal_mode = WAL")
                # In WAL mode only FULL has a commit on the disk when it returns.
                db.execute("PRAGMA synchronous = FULL")
                _migrate(db, path)
            except BaseException:
                db.close()
                raise
        return cls(path, db)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def save_answers(self, document: Mapping[str, object], at: datetime) -> None:
        """Keeps an answers document; earlier ones stay."""
        with self._writing():
            self._db.execute(
                "INSERT INTO answers (at, offset_min, document) VALUES (?, ?, ?)",
                (*_stored(at), _json(document)),
            )

    def latest_answers(self) -> tuple[dict[str, object], datetime] | None:
        """The answers document that was saved last, and when."""
        row = self._one("SELECT document, at, offset_min FROM answers ORDER BY id DESC LIMIT 1")
        if row is None:
            return None
        document = self._parsed(row[0])
        if not isinstance(document, dict):
            raise JournalError(JournalFault.DAMAGED, self.path)
        return document, _time(row[1], row[2])

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
                (*_stored(at), str(sore_side), pain_before, document),
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
                    *_stored(at),
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
                    *_stored(at),
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
            (*_stored(at), str(how), pain_after, note, really, session_id),
        )

    def set_pain_after(self, session_id: int, pain: int) -> None:
        """Notes the pain after a session, 0–10."""
        self._update("UPDATE sessions SET pain_after = ? WHERE id = ?", (pain, session_id))

    def set_note(self, session_id: int, note: str) -> None:
        """Notes what the reader wrote about a session."""
        self._update("UPDATE sessions SET note = ? WHERE id = ?", (note, session_id))

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
        started_at = _time(row[4], row[5])
        return UnfinishedSession(
            session_id=session_id,
            plan=self._plan(row[1]),
            sore_side=row[2],
            pain_before=row[3],
            started_at=started_at,
            last_at=max([started_at, *(_time(one[-2], one[-1]) for one in (*done, *stops))]),
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
        with _guarded(self.path):
            # The first number rises with our own writing, the second with that of others.
            (others,) = self._db.execute("PRAGMA data_version").fetchone()
        written = (self._db.total_changes, others)
        if self._read is None or self._read[0] != written:
            self._read = (written, self._read_sessions())
        return self._read[1]

    def _read_sessions(self) -> tuple[SessionRecord, ...]:
        # A list straight from the cursor: over ten years, that takes half the time of going by
        # way of all the rows.
        with _guarded(self.path):
            records = [
                SessionRecord(
                    id=session_id,
                    started_at=_time(started_at, started_offset),
                    ended_at=_time(ended_at, ended_offset) if ended_at else None,
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
        with _guarded(self.path):
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

    def backup(self, target: Path) -> None:
        """Writes the whole journal to another file, whole or not at all.

        Raises:
            JournalError: the other file can't be written.
            ValueError: the other file is the journal itself.
        """
        if target.exists() and target.samefile(self.path):
            raise ValueError(f"the copy of a journal can't be the journal itself: {target}")
        _copy(self._db, target)

    def erase(self) -> None:
        """Forgets everything of the reader's, in the copies made before an update as well."""
        with self._writing():
            for table in TABLES:
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608
        with _guarded(self.path):
            # So that nothing of it remains in the unused parts of the file or in the log.
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        try:
            for copy in self.path.parent.glob(_copy_before(self.path, "*").name):
                copy.unlink()
        except OSError as error:
            raise JournalError.from_os(error, self.path) from error

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

    def _one(self, sql: str, values: tuple[object, ...] = ()) -> Any:
        with _guarded(self.path):
            return self._db.execute(sql, values).fetchone()

    def _all(self, sql: str, values: tuple[object, ...] = ()) -> list[Any]:
        with _guarded(self.path):
            return self._db.execute(sql, values).fetchall()

    def _update(self, sql: str, values: tuple[object, ...]) -> None:
        with self._writing():
            if self._db.execute(sql, values).rowcount == 0:
                raise ValueError(f"nothing to change in session {values[-1]} of the journal")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with _guarded(self.path):
            try:
                with _transaction(self._db):
                    yield
            except sqlite3.IntegrityError as error:
                raise ValueError(f"not allowed in the journal: {error}") from error


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


def _check(path: Path, busy_s: float) -> None:
    """Looks at a file without changing it: whether it is a whole journal that we can read."""
    uri = f"{path.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=busy_s)) as db:
        application_id = db.execute("PRAGMA application_id").fetchone()[0]
        version = db.execute("PRAGMA user_version").fetchone()[0]
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if application_id != APPLICATION_ID and (version or tables):
            raise JournalError(JournalFault.FOREIGN, path)
        if version > len(MIGRATIONS):
            raise JournalError(JournalFault.NEWER, path)
        if not _whole(db, path):
            raise JournalError(JournalFault.DAMAGED, path)


def _whole(db: sqlite3.Connection, path: Path) -> bool:
    """Whether the file is whole, as far as a start may wait for it.

    Looking at every page of ten years takes a tenth of a second, so a large file is looked at
    that closely only after the program was cut off, which leaves a log behind. A file that was
    cut short SQLite finds by itself; any other damaged page is found when it is read.
    """
    log = path.with_name(path.name + "-wal")
    if path.stat().st_size > _LOOKED_AT_CLOSELY and not (log.exists() and log.stat().st_size):
        return True
    return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    """Brings a journal to this version, step by step; a failed step leaves the one before."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if 0 < version < len(MIGRATIONS):
        _copy(db, _copy_before(path, str(len(MIGRATIONS))))
    for number, statements in enumerate(MIGRATIONS[version:], version + 1):
        with _transaction(db):
            for statement in statements:
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")


def _copy_before(path: Path, version: str) -> Path:
    return path.with_name(f"{path.stem}-before-version-{version}{path.suffix}")


def _copy(db: sqlite3.Connection, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with _guarded(target), closing(sqlite3.connect(part)) as copy:
            db.backup(copy)
        os.replace(part, target)  # noqa: PTH105
    except OSError as error:
        raise JournalError.from_os(error, target) from error
    finally:
        # Nothing to tidy where even that can't be looked at.
        if part.parent.is_dir():
            part.unlink(missing_ok=True)


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # A full disk may have ended the transaction already.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def _guarded(path: Path) -> Iterator[None]:
    """Turns the faults of the surroundings into one sentence; ours stay what they are."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        fault = _FAULTS.get(code & _PRIMARY_CODE) if code is not None else None
        if fault is None:
            raise
        raise JournalError(fault, path) from error


def _stored(at: datetime) -> tuple[str, int]:
    """A time as the journal keeps it: UTC, and the reader's offset in minutes."""
    offset = at.utcoffset()
    if offset is None:
        raise ValueError(f"a time without its offset: {at!r}")
    return at.astimezone(UTC).isoformat(timespec="microseconds"), int(offset.total_seconds() // 60)


def _time(utc: str, offset_min: int) -> datetime:
    return datetime.fromisoformat(utc).astimezone(_zone(offset_min))


@lru_cache
def _zone(offset_min: int) -> timezone:
    return timezone(timedelta(minutes=offset_min))


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, allow_nan=False)
