"""The therapist's report: every session of its weeks, in full; what is left out is said."""

from collections.abc import Sequence
from csv import DictReader
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from evenkeel.catalogue.terms import Side
from evenkeel.guide.done import DoneDose
from evenkeel.handout.document import Document, Sheet
from evenkeel.handout.progress import progress_document
from evenkeel.handout.progress_order import ProgressOrder
from evenkeel.handout.progress_weeks import WEEKS
from evenkeel.handout.typesetting import pdf_bytes
from evenkeel.journal.export.fhir import fhir_bundle
from evenkeel.journal.export.table import csv_bytes
from evenkeel.journal.records import (
    AbilityRating,
    AnsweredStep,
    DayEntry,
    Ending,
    LeftExercise,
    PainStop,
    Repetition,
    SessionHistory,
    SessionRecord,
)
from tests.handout.sheets import A4, CATALOGUE, bare, check_read_back, pdfium_pages

END = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def session(day: int, pain: int, **changes: object) -> SessionRecord:
    values: dict[str, object] = {
        "id": 10_000 - day,
        "started_at": END - timedelta(days=day),
        "ended_at": END - timedelta(days=day),
        "how": Ending.FINISHED,
        "sore_side": "left",
        "pain_before": pain,
        "pain_after": max(0, pain - 1),
        "repetitions": 12,
        "seconds": 72.0,
    }
    return SessionRecord(**{**values, **changes})  # type: ignore[arg-type]


def repetition(
    item: int, exercise: str, side: Side | None, rep: int
) -> tuple[Repetition, datetime]:
    one = Repetition(
        item=item, exercise=exercise, variant=None, side=side, set=1, rep=rep, hold_s=6.0
    )
    return one, END


HISTORY = SessionHistory(
    repetitions=(
        *(repetition(0, "dontigny_knee_brace", Side.LEFT, rep) for rep in range(1, 7)),
        *(repetition(0, "dontigny_knee_brace", Side.RIGHT, rep) for rep in range(1, 5)),
        *(repetition(1, "glute_bridge", None, rep) for rep in range(1, 3)),
    ),
    stops=(
        (
            PainStop(
                item=0,
                exercise="dontigny_knee_brace",
                variant=None,
                side=Side.RIGHT,
                set=1,
                rep=5,
                second_s=3.0,
                what="sharp",
            ),
            END,
        ),
    ),
    left=(
        (
            LeftExercise(item=1, exercise="glute_bridge", variant=None, side=None, set=1, rep=3),
            END,
        ),
    ),
)


def made(
    *sessions: SessionRecord, paper_days: Sequence[DayEntry] = (), sheet: Sheet = A4
) -> Document:
    order = ProgressOrder(
        sessions=sessions, history=lambda _id: HISTORY, paper_days=tuple(paper_days)
    )
    return progress_document(order, sheet, END, CATALOGUE)


def progress_of(*, days: int, sheet: Sheet = A4) -> Document:
    """The report of a session every other day."""
    return made(
        *(session(day, day % 11, note=f"note {day}") for day in range(days, -1, -2)), sheet=sheet
    )


def words(document: Document) -> str:
    return bare("".join(pdfium_pages(pdf_bytes(document))))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (8, 4, "fell from 8 to 4"),
        (3, 7, "rose from 3 to 7"),
        (5, 4, "less than 2 points is no clear change"),
    ],
)
def test_verdicts(first: int, last: int, said: str) -> None:
    sessions = [session(day, first if day > 20 else last) for day in range(40, -1, -2)]
    assert bare(said) in words(made(*sessions))


def rated(*means: int, activity: str = "putting on socks") -> tuple[AbilityRating, ...]:
    """A rating of one activity every two weeks, the last one now."""
    return tuple(
        AbilityRating(at=END - timedelta(days=14 * back), activity=activity, ability=mean)
        for back, mean in zip(reversed(range(len(means))), means, strict=True)
    )


@pytest.mark.parametrize(
    ("means", "said"),
    [
        ((3, 4, 6), "The mean rose from 3 to 6: clearly better."),
        ((6, 3), "The mean fell from 6 to 3: clearly worse."),
        ((3, 4), "The mean went from 3 to 4; less than 2 points is no clear change."),
        ((3,), "putting on socks: 3 on"),
    ],
)
def test_the_persons_own_activities(means: tuple[int, ...], said: str) -> None:
    """The Patient-Specific Functional Scale [DAYS-6]."""
    order = ProgressOrder(
        sessions=(session(0, 5),),
        history=lambda _id: HISTORY,
        paper_days=(),
        abilities=rated(*means),
    )
    text = words(progress_document(order, A4, END, CATALOGUE))
    assert bare("Patient-Specific Functional Scale") in text
    assert bare(said) in text


def test_too_few_sessions_tell_nothing() -> None:
    assert bare("These are too few to tell a change.") in words(made(session(0, 5)))


def test_an_empty_journal() -> None:
    assert bare("No session was kept yet.") in words(made())


def test_a_session_says_what_was_done_what_hurt_and_what_was_noted() -> None:
    document = made(session(3, 6, how=Ending.HURT, note="-5 better,\n =1+1 <3 (5 × 6)"))
    text = words(document)
    for said in (
        "6 before, 5 after",
        "Sore side: LEFT",
        "Heel push in a doorway: LEFT 6 × 6 s; RIGHT 4 × 6 s",
        "Hip lift: 2 × 6 s",
        "Stopped because it hurt: Heel push in a doorway, RIGHT, repetition 5. A sharp pain.",
        "Left early by choice: Hip lift.",
        "Ended because it hurt more.",
        "Note: -5 better, =1+1 <3 (5 × 6)",
    ):
        assert bare(said) in text, said


def test_weeks_in_between_are_there_too() -> None:
    document = made(session(28, 6), session(0, 4))
    weeks = document.data["weeks"]
    assert [week["cells"][1] for week in weeks] == ["1", "0", "0", "0", "1"]  # type: ignore[attr-defined]


def test_the_paper_diary_counts_once() -> None:
    day = (END - timedelta(days=4)).date()
    document = made(session(4, 5), paper_days=[DayEntry(day=day, sessions=3, pain=10)])
    assert [week["cells"][1] for week in document.data["weeks"]] == ["3"]  # type: ignore[attr-defined]
    assert bare("From the paper diary; sessions marked: 3.") in words(document)


def test_a_session_without_a_repetition_is_shown_and_does_not_count() -> None:
    document = made(session(4, 5), session(2, 5, repetitions=0))
    assert [week["cells"][1] for week in document.data["weeks"]] == ["1"]  # type: ignore[attr-defined]
    assert bare("it does not count as a session") in words(document)


@pytest.mark.parametrize("days", [60, 500])
def test_every_session_of_the_period_is_there_and_the_others_are_counted(days: int) -> None:
    document = progress_of(days=days)
    pages = pdfium_pages(pdf_bytes(document))
    check_read_back(document, pages)
    shown = document.data["sessions"]
    count = days // 2 + 1
    left_out = str(document.data["left_out"])
    if days == 60:
        assert len(shown) == count  # type: ignore[arg-type]
        assert left_out == ""
    else:
        older = count - len(shown)  # type: ignore[arg-type]
        assert f", {older} of {count}." in left_out
        assert len(document.data["weeks"]) == WEEKS  # type: ignore[arg-type]


def test_an_exercise_that_the_content_has_no_more_is_named_by_its_code() -> None:
    history = SessionHistory(repetitions=(repetition(0, "gone", None, 1),))
    order = ProgressOrder(sessions=[session(1, 4)], history=lambda _id: history, paper_days=())
    assert bare("gone: 1 × 6 s") in words(progress_document(order, A4, END, CATALOGUE))


def test_what_a_wrong_clock_wrote_is_counted_and_not_shown() -> None:
    document = made(session(4, 5), session(-4000, 9))
    assert len(document.data["sessions"]) == 1  # type: ignore[arg-type]
    assert bare("Left out: entries that are dated later than today, 1.") in words(document)


def test_paper_table_and_records_count_the_same_sessions() -> None:
    """One rule for all: a repetition was done; circles on paper are not counted twice."""
    sessions = [
        session(9, 5),
        session(8, 5, repetitions=0),
        session(8, 5, repetitions=0, how=None, ended_at=None),
        session(7, 5, how=Ending.HURT),
        session(7, 5),
    ]
    days = [(END - timedelta(days=day)).date() for day in (9, 7, 3)]
    paper = [DayEntry(day=day, sessions=count) for day, count in zip(days, (3, 1, 2), strict=True)]
    table = csv_bytes(sessions, paper).decode("utf-8-sig").splitlines()
    bundle: Any = fhir_bundle(sessions, paper, None, CATALOGUE, END)
    procedures = [
        entry["resource"]["status"]
        for entry in bundle["entry"]
        if entry["resource"]["resourceType"] == "Procedure"
    ]
    weeks: Any = made(*sessions, paper_days=paper).data["weeks"]
    counted = {
        "table": sum(int(row["sessions"]) for row in DictReader(table)),
        "records": len([one for one in procedures if one not in ("not-done", "preparation")]),
        "paper": sum(int(week["cells"][1]) for week in weeks),
    }
    assert set(counted.values()) == {7}, counted


def test_the_small_steps_that_were_taken() -> None:
    """What was declined, dated later than now or no longer known is left out."""
    before = DoneDose(form=None, hold_s=6, reps=6, sets=1)
    longer = AnsweredStep(
        at=END - timedelta(days=9),
        exercise="inflare_correction",
        before=before,
        after=replace(before, hold_s=8),
        taken=True,
    )
    easier = AnsweredStep(
        at=END - timedelta(days=2),
        exercise="plank_leg_reach",
        before=DoneDose(form="lift", hold_s=6, reps=3, sets=1),
        after=DoneDose(form="press", hold_s=6, reps=3, sets=1),
        taken=True,
    )
    order = ProgressOrder(
        sessions=[session(1, 4)],
        history=lambda _id: HISTORY,
        paper_days=(),
        steps=(
            longer,
            easier,
            replace(longer, exercise="swiss_ball_superman", taken=False),
            replace(longer, exercise="gone"),
            replace(longer, at=END + timedelta(days=300), exercise="glute_bridge"),
        ),
    )
    said = words(progress_document(order, A4, END, CATALOGUE))
    assert bare("Knee push against a wall, 6 × 8 s instead of 6 × 6 s.") in said
    assert bare("“Plank, one foot presses” (3 × 6 s) instead of “Plank, one leg reaches”") in said
    for name in ("Leg reach over a ball", "Bridge"):
        assert bare(f"{name}, 6") not in said
