"""The journal: one SQLite file that holds what was done, there after a ``kill -9``."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.plan import Plan
from evenkeel.journal.records import (
    Ending,
    PainStop,
    Repetition,
    SessionRecord,
    UnfinishedSession,
)


class Journal:
    """The reader's journal. Every method that writes has written durably when it returns.

    Times must be aware. Every method raises :class:`JournalError` when the surroundings fail
    (locked, no space, not writable, damaged) and ``ValueError`` for a value that is not allowed.
    To be used from the thread that opened it.

    Attributes:
        path: the file.
    """

    path: Path

    @classmethod
    def open(cls, path: Path, *, busy_s: float = 2.0) -> "Journal":
        """Opens the journal, made when missing; one of an older version is brought up to date.

        ``busy_s`` is how long to wait for another program that is writing to it.

        Raises:
            JournalError: with one clear sentence; the file is left as it was.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Closes the file."""

    def save_answers(self, document: Mapping[str, object], at: datetime) -> None:
        """Keeps an answers document; earlier ones stay."""
        raise NotImplementedError

    def latest_answers(self) -> tuple[dict[str, object], datetime] | None:
        """The answers document that was saved last, and when."""
        raise NotImplementedError

    def save_adjustments(self, adjustments: Adjustments) -> None:
        """Keeps the reader's changes of the plan in place of the earlier ones."""
        raise NotImplementedError

    def adjustments(self) -> Adjustments:
        """The reader's changes of the plan; none at first."""
        raise NotImplementedError

    def begin_session(self, plan: Plan, *, sore_side: str, pain_before: int, at: datetime) -> int:
        """Begins a session and gives its id. One that was left open is ended."""
        raise NotImplementedError

    def add_repetition(self, session_id: int, repetition: Repetition, at: datetime) -> None:
        """Notes a repetition that was done."""
        raise NotImplementedError

    def set_helped(self, session_id: int, item: int, helped: str) -> None:
        """Notes the answer to *did it help?* about an item of the plan."""
        raise NotImplementedError

    def add_stop(self, session_id: int, stop: PainStop, at: datetime) -> None:
        """Notes that an exercise was stopped because it hurt more."""
        raise NotImplementedError

    def end_session(
        self,
        session_id: int,
        at: datetime,
        *,
        how: Ending | str,
        pain_after: int | None = None,
        note: str = "",
    ) -> None:
        """Notes that a session is over."""
        raise NotImplementedError

    def set_pain_after(self, session_id: int, pain: int) -> None:
        """Notes the pain after a session, 0–10."""
        raise NotImplementedError

    def set_note(self, session_id: int, note: str) -> None:
        """Notes what the reader wrote about a session."""
        raise NotImplementedError

    def unfinished(self) -> UnfinishedSession | None:
        """The latest session when it was not ended."""
        raise NotImplementedError

    def sessions(self) -> tuple[SessionRecord, ...]:
        """Every session in the order in which they were begun."""
        raise NotImplementedError

    def stops_in_a_row(self, exercise: str) -> int:
        """How often the exercise was stopped since it was last done to its end.

        After two the plan suggests leaving it out (protocol, *In a session*).
        """
        raise NotImplementedError

    def backup(self, target: Path) -> None:
        """Writes the whole journal to another file, whole or not at all."""
        raise NotImplementedError

    def erase(self) -> None:
        """Forgets everything of the reader's, in the copies made before an update as well."""
        raise NotImplementedError
