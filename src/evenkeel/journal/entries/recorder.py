"""Records a session as it happens: the coach's events become records of the journal."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

import msgspec

from evenkeel.catalogue.terms import Side
from evenkeel.guide.plan import Plan
from evenkeel.journal.entries.pending import PendingWrites, Write
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import (
    HELPED,
    CompletionClaim,
    Ending,
    LeftExercise,
    PainStop,
    Repetition,
    SessionHistory,
    UnfinishedSession,
    still_left,
)
from evenkeel.journal.storage.errors import JournalError


class Moment(Protocol):
    """The phase of a session in which something happened; times in seconds."""

    @property
    def item(self) -> int: ...  # noqa: D102
    @property
    def exercise(self) -> str: ...  # noqa: D102
    @property
    def variant(self) -> str | None: ...  # noqa: D102
    @property
    def side(self) -> Side | None: ...  # noqa: D102
    @property
    def set(self) -> int | None: ...  # noqa: D102
    @property
    def rep(self) -> int | None: ...  # noqa: D102
    @property
    def duration_s(self) -> float: ...  # noqa: D102


class SessionRecorder:
    """Records one session: in memory at once, in the journal as soon as possible.

    Every call returns what blocks the journal, or ``None`` when all is on the disk. No record is
    earlier than the one before it, even when the clock is set back meanwhile.

    Attributes:
        plan: the plan of the session.
        pain_before: the pain with which it was begun, 0 to 10.
        started_at: when it was begun.
        done: its repetitions, in the order in which they were done.
        stopped: the items of the plan (from 0) that were stopped because they hurt.
        left: the items that the user left, and did not go back to.
    """

    def __init__(
        self,
        pending: PendingWrites,
        now: Callable[[], datetime],
        *,
        plan: Plan,
        pain_before: int,
        started_at: datetime,
    ) -> None:
        """For :meth:`begin` and :meth:`resume`."""
        self.plan = plan
        self.pain_before = pain_before
        self.started_at = started_at
        self._pending = pending
        self._now = now
        self._last_at = started_at
        self._session_id: int | None = None
        self._repetitions: list[tuple[Repetition, datetime]] = []
        self._helped: list[tuple[int, str]] = []
        self._stops: list[tuple[PainStop, datetime]] = []
        self._left: list[tuple[LeftExercise, datetime]] = []
        self._end: Write | None = None

    @classmethod
    def begin(
        cls,
        pending: PendingWrites,
        now: Callable[[], datetime],
        plan: Plan,
        *,
        pain_before: int,
    ) -> "SessionRecorder":
        """Begins a session now; one that was left open is ended as of its last repetition."""
        recorder = cls(
            pending,
            now,
            plan=plan,
            pain_before=pain_before,
            started_at=now(),
        )
        pending.keep(recorder)
        recorder._write(recorder._begin)
        return recorder

    @classmethod
    def resume(
        cls, pending: PendingWrites, now: Callable[[], datetime], unfinished: UnfinishedSession
    ) -> "SessionRecorder":
        """Resumes a session that is in the journal already."""
        recorder = cls(
            pending,
            now,
            plan=unfinished.plan,
            pain_before=unfinished.pain_before,
            started_at=unfinished.started_at,
        )
        recorder._session_id = unfinished.session_id
        recorder._last_at = unfinished.last_at
        recorder._repetitions = [*unfinished.history.repetitions]
        recorder._helped = [*unfinished.history.helped]
        recorder._stops = [*unfinished.history.stops]
        recorder._left = [*unfinished.history.left]
        pending.keep(recorder)
        return recorder

    @property
    def done(self) -> tuple[Repetition, ...]:
        """The repetitions so far, on the disk or not."""
        return tuple(repetition for repetition, _ in self._repetitions)

    @property
    def stopped(self) -> frozenset[int]:
        """The items of the plan that were stopped by pain."""
        return frozenset(stop.item for stop, _ in self._stops)

    @property
    def left(self) -> frozenset[int]:
        """The items of the plan that were left by choice, and not gone back to."""
        return frozenset(one.item for one in still_left(self._repetitions, self._left))

    @property
    def left_out(self) -> frozenset[str]:
        """The exercises that were left out because the one before them had helped."""
        helped = bool(self._helped) and self._helped[-1][1] == HELPED
        return frozenset(self.plan.skip_if_helped if helped else ())

    @property
    def last_at(self) -> datetime:
        """When something was last recorded."""
        return self._last_at

    def repetition_done(self, hold: Moment) -> JournalError | None:
        """Records a hold that was completed."""
        repetition = Repetition(
            item=hold.item,
            exercise=hold.exercise,
            variant=hold.variant,
            side=hold.side,
            set=hold.set or 1,
            rep=hold.rep or 1,
            hold_s=hold.duration_s,
        )
        record = (repetition, self._time())
        self._repetitions.append(record)
        return self._write(self._repetition(*record))

    def helped(self, item: int, answer: str) -> JournalError | None:
        """Records the answer to *did it help?* (yes, no, unsure) about an item of the plan."""
        self._helped.append((item, answer))
        return self._write(self._helped_write(item, answer))

    def hurt(self, moment: Moment, second_s: float) -> JournalError | None:
        """Records that an exercise was stopped by pain, this many seconds into a phase."""
        stop = PainStop(
            item=moment.item,
            exercise=moment.exercise,
            variant=moment.variant,
            side=moment.side,
            set=moment.set,
            rep=moment.rep,
            second_s=second_s,
        )
        record = (stop, self._time())
        self._stops.append(record)
        return self._write(self._stop(*record))

    def exercise_left(self, moment: Moment) -> JournalError | None:
        """Records that the user left an exercise before its end."""
        left = LeftExercise(
            item=moment.item,
            exercise=moment.exercise,
            variant=moment.variant,
            side=moment.side,
            set=moment.set,
            rep=moment.rep,
        )
        record = (left, self._time())
        self._left.append(record)
        return self._write(self._left_write(*record))

    def explained(self, what: str) -> JournalError | None:
        """Records what the user said happened at the latest stop."""
        if not self._stops:
            return self._pending.fault
        stop, at = self._stops[-1]
        self._stops[-1] = (msgspec.structs.replace(stop, what=what), at)
        return self._write(self._explanation(what))

    def ended(
        self, how: Ending, *, pain_after: int | None, note: str, really: CompletionClaim
    ) -> JournalError | None:
        """Records the end of the session."""
        at = self._time()

        def end(journal: Journal) -> None:
            journal.end_session(
                self._id(), at, how=how, pain_after=pain_after, note=note, really=really
            )

        self._end = end
        fault = self._write(end)
        self._pending.release(self)
        return fault

    def stored(self) -> int:
        """How many of the repetitions are on the disk now, as the journal itself says.

        Tries the pending writes first.
        """
        self._pending.flush()
        if self._session_id is None:
            return 0
        try:
            return self._pending.journal.repetitions_stored(self._session_id)
        except JournalError:
            # An unreadable journal can't confirm anything.
            return 0

    def missing_in(self, journal: Journal) -> Iterable[Write]:
        """The writes that another file lacks of this session.

        An older copy of the journal has the first of each kind of record and lacks the rest.
        """
        self._session_id = journal.session_begun_at(self.started_at)
        has = SessionHistory()
        if self._session_id is None:
            yield self._begin
        else:
            has = journal.history(self._session_id)
        for repetition in self._repetitions[len(has.repetitions) :]:
            yield self._repetition(*repetition)
        for helped in self._helped[len(has.helped) :]:
            yield self._helped_write(*helped)
        for stop in self._stops[len(has.stops) :]:
            yield self._stop(*stop)
        for left in self._left[len(has.left) :]:
            yield self._left_write(*left)
        if self._stops and self._stops[-1][0].what:
            yield self._explanation(self._stops[-1][0].what)
        if self._end:
            yield self._end

    def _time(self) -> datetime:
        self._last_at = max(self._last_at, self._now())
        return self._last_at

    def _id(self) -> int:
        """The session's id, known once its beginning is on the disk, which is written first."""
        if self._session_id is None:
            raise ValueError("this session is not in the journal")
        return self._session_id

    def _write(self, write: Write) -> JournalError | None:
        return self._pending.add(write, self)

    def _begin(self, journal: Journal) -> None:
        self._session_id = journal.begin_session(
            self.plan,
            pain_before=self.pain_before,
            at=self.started_at,
        )

    def _repetition(self, repetition: Repetition, at: datetime) -> Write:
        return lambda journal: journal.add_repetition(self._id(), repetition, at)

    def _helped_write(self, item: int, answer: str) -> Write:
        return lambda journal: journal.set_helped(self._id(), item, answer)

    def _stop(self, stop: PainStop, at: datetime) -> Write:
        return lambda journal: journal.add_stop(self._id(), stop, at)

    def _left_write(self, left: LeftExercise, at: datetime) -> Write:
        return lambda journal: journal.add_left(self._id(), left, at)

    def _explanation(self, what: str) -> Write:
        return lambda journal: journal.explain_stop(self._id(), what)
