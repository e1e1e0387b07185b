"""The rows of a session: what was done, stopped and left, in the order of writing."""

from datetime import datetime

from evenkeel.catalogue.terms import Side
from evenkeel.journal.records import LeftExercise, PainStop, Repetition
from evenkeel.journal.storage.file import JournalFile
from evenkeel.journal.storage.guarding import reading
from evenkeel.journal.storage.times import time_of


class SessionRows(JournalFile):
    """The part of the journal that reads what was recorded during a session, with the times."""

    @reading
    def _repetitions(self, session_id: int) -> tuple[tuple[Repetition, datetime], ...]:
        return tuple(
            (
                Repetition(
                    item=item,
                    exercise=exercise,
                    variant=variant,
                    side=Side(side) if side else None,
                    set=set_no,
                    rep=rep,
                    hold_s=hold_s,
                ),
                time_of(at, offset),
            )
            for item, exercise, variant, side, set_no, rep, hold_s, at, offset in self._all(
                "SELECT item, exercise, variant, side, set_no, rep, hold_s, at, offset_min"
                " FROM repetitions WHERE session_id = ? ORDER BY id",
                (session_id,),
            )
        )

    @reading
    def _stops(self, session_id: int) -> tuple[tuple[PainStop, datetime], ...]:
        return tuple(
            (
                PainStop(
                    item=item,
                    exercise=exercise,
                    variant=variant,
                    side=Side(side) if side else None,
                    set=set_no,
                    rep=rep,
                    second_s=second_s,
                    what=what,
                ),
                time_of(at, offset),
            )
            for item, exercise, variant, side, set_no, rep, second_s, what, at, offset in self._all(
                "SELECT item, exercise, variant, side, set_no, rep, second_s, what, at, offset_min"
                " FROM stops WHERE session_id = ? ORDER BY id",
                (session_id,),
            )
        )

    @reading
    def _left(self, session_id: int) -> tuple[tuple[LeftExercise, datetime], ...]:
        return tuple(
            (
                LeftExercise(
                    item=item,
                    exercise=exercise,
                    variant=variant,
                    side=Side(side) if side else None,
                    set=set_no,
                    rep=rep,
                ),
                time_of(at, offset),
            )
            for item, exercise, variant, side, set_no, rep, at, offset in self._all(
                "SELECT item, exercise, variant, side, set_no, rep, at, offset_min"
                " FROM left_exercises WHERE session_id = ? ORDER BY id",
                (session_id,),
            )
        )
