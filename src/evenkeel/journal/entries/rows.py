"""The rows of a session: what was done, stopped and left, in the order of writing."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, TypeVar

from evenkeel.catalogue.terms import Side
from evenkeel.journal.records import LeftExercise, PainStop, Repetition
from evenkeel.journal.storage.file import JournalFile
from evenkeel.journal.storage.guarding import reading
from evenkeel.journal.storage.times import time_of

R = TypeVar("R", Repetition, PainStop, LeftExercise)

#: Where in a plan something happened: what all of these rows begin with.
_PLACE = ("item", "exercise", "variant", "side", "set_no", "rep")


class SessionRows(JournalFile):
    """The part of the journal that reads what was recorded during a session, with the times."""

    @reading
    def _repetitions(self, session_id: int) -> tuple[tuple[Repetition, datetime], ...]:
        return tuple(self._read(Repetition, "repetitions", session_id, "hold_s"))

    @reading
    def _stops(self, session_id: int) -> tuple[tuple[PainStop, datetime], ...]:
        return tuple(self._read(PainStop, "stops", session_id, "second_s", "what"))

    @reading
    def _left(self, session_id: int) -> tuple[tuple[LeftExercise, datetime], ...]:
        return tuple(self._read(LeftExercise, "left_exercises", session_id))

    def _read(
        self, made: Callable[..., R], table: str, session_id: int, *own: str
    ) -> Iterator[tuple[R, datetime]]:
        """The records of a table of this session; ``own``: its columns beside the place."""
        columns = (*_PLACE, *own, "at", "offset_min")
        rows = self._all(
            # Nothing in it is from outside.
            f"SELECT {', '.join(columns)} FROM {table} WHERE session_id = ? ORDER BY id",  # noqa: S608
            (session_id,),
        )
        for row in rows:
            values: dict[str, Any] = dict(zip(columns, row, strict=True))
            at, offset = values.pop("at"), values.pop("offset_min")
            values["side"] = Side(values["side"]) if values["side"] else None
            values["set"] = values.pop("set_no")
            yield made(**values), time_of(at, offset)
