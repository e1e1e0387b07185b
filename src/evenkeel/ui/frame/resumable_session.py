"""The unfinished session: whether it may be resumed, and how it is closed if it may not."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.coach.resume import ContentChangedError, Place, resume_place
from evenkeel.coach.timeline import Helped
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import Ending, UnfinishedSession
from evenkeel.journal.storage.errors import JournalError
from evenkeel.ui.frame.startup_log import warn
from evenkeel.ui.frame.user_state import UserState

#: A session that was started longer ago is over (our own limit: a session takes less than an hour,
#: and the answers before it hold for some hours at most).
LONGEST_OPEN = timedelta(hours=4)


class WhyClosed(StrEnum):
    """Why a session can't be resumed: too old, other exercises, or other answers or changes."""

    OLD = "old"
    CONTENT = "content"
    PLAN = "plan"


class ClosedSession(Struct, frozen=True, kw_only=True):
    """A session that the program closed: the day it began, its repetitions, and why."""

    day: date
    repetitions: int
    why: WhyClosed


def place_of(session: UnfinishedSession, catalogue: Catalogue) -> Place | None:
    """Where a session is resumed; ``None`` if all of it was done.

    Raises:
        ContentChangedError: its exercises are not in the content as they were.
    """
    return resume_place(
        session.plan,
        catalogue,
        helped=Helped(session.helped) if session.helped else None,
        done=session.done,
        stopped=(*session.stopped, *session.left),
    )


def why_closed(
    session: UnfinishedSession, catalogue: Catalogue, plan: Plan | None, now: datetime
) -> WhyClosed | None:
    """Why a session may not be resumed now; ``None`` if it may.

    It may be on the day on which it was started, for four hours, as long as what is left of it is
    in today's plan: the same exercises in the same variants on the same sides.
    """
    old = now - session.started_at > LONGEST_OPEN
    if old or session.started_at.date() != now.date():
        return WhyClosed.OLD
    try:
        place = place_of(session, catalogue)
    except ContentChangedError:
        return WhyClosed.CONTENT
    if place is None:
        return None
    left = {
        _kind_of(item)
        for number, item in session.plan.numbered()
        if number >= place.item and number not in (*session.stopped, *session.left)
    }
    planned = {_kind_of(item) for item in plan.items} if plan else set()
    return None if left <= planned else WhyClosed.PLAN


def _kind_of(item: PlanItem) -> tuple[str, str | None, frozenset[Side]]:
    """What an item must share with one of today's plan; the dose may differ."""
    return item.exercise, item.variant, frozenset(item.sides)


class ResumableSession:
    """Finds the unfinished session that may be resumed, and closes one that may not.

    Attributes:
        closed: the last session that was closed here, to tell the user.
    """

    def __init__(self, user_state: UserState) -> None:
        self._user_state = user_state
        self.closed: ClosedSession | None = None

    def session(self) -> UnfinishedSession | None:
        """The session that may be resumed; one that may not is closed."""
        user_state = self._user_state
        if user_state.pending.waiting:
            # Its end may be among what waits.
            return None
        try:
            session = user_state.journal.unfinished()
        except JournalError as error:
            warn(error)
            return None
        if session is None:
            return None
        why = why_closed(session, user_state.catalogue, user_state.plan_today, user_state.now())
        if why is None:
            return session
        self.close(session)
        self.closed = ClosedSession(
            day=session.started_at.date(), repetitions=len(session.done), why=why
        )
        return None

    def close(self, session: UnfinishedSession) -> None:
        """Ends a session at its last repetition, or at its start if there is none."""
        try:
            whole = place_of(session, self._user_state.catalogue) is None
        except ContentChangedError:
            whole = False
        how = Ending.FINISHED if whole else Ending.ENDED

        def end(journal: Journal) -> None:
            # Another file may have come in place of the one in which it was open.
            if journal.session_begun_at(session.started_at) == session.session_id:
                journal.end_session(session.session_id, session.last_at, how=how)

        self._user_state.pending.add(end)
