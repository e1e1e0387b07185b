"""A slip in the journal, put right in the real window with a real mouse and keyboard."""

import sqlite3
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.answers import answers_document, answers_from
from evenkeel.guide.decide import decide
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import CompletionClaim, Ending, PainStop, Repetition
from evenkeel.journal.storage.places import SETTINGS_FILE
from evenkeel.journal.storage.times import local_now
from tests.journeys.screen import Screen, Window, missing

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or bool(missing()), reason=f"needs a Linux screen: {missing()}"
)
_FILE = "journal.sqlite"


def some_weeks(folder: Path, catalogue: Catalogue) -> tuple[str, int]:
    """A journal of some weeks with a mistaken 9; the day of it, and the session's id."""
    answers = answers_from({"sore_side": "left", "pain_now": 5}, catalogue)
    plan, now = decide(answers, catalogue), local_now()
    slip = (now - timedelta(days=2), 0)
    (folder / SETTINGS_FILE).write_text('{"welcomed": true}', encoding="ascii")
    with Journal.open(folder / _FILE) as journal:
        journal.save_answers(answers_document(answers), now - timedelta(days=5))
        for days in range(20, 1, -2):
            at = now - timedelta(days=days)
            before = 9 if days == 2 else 5
            session = journal.begin_session(plan, pain_before=before, at=at)
            item = plan.items[0]
            for number in range(1, item.dose.reps + 1):
                done = Repetition(
                    item=0,
                    exercise=item.exercise,
                    variant=item.variant,
                    side=item.sides[0],
                    set=1,
                    rep=number,
                    hold_s=float(item.dose.hold_s),
                )
                journal.add_repetition(session, done, at)
            stop = PainStop(
                item=1,
                exercise=plan.items[1].exercise,
                variant=plan.items[1].variant,
                side=plan.items[1].sides[0],
                set=1,
                rep=2,
                second_s=1.5,
            )
            journal.add_stop(session, stop, at)
            journal.end_session(
                session,
                at,
                how=Ending.FINISHED,
                pain_after=4,
                note="a walk",
                really=CompletionClaim.ALL,
            )
            slip = (at, session)
    return slip[0].date().isoformat(), slip[1]


def dump(folder: Path) -> list[str]:
    """Everything in the journal's file, read from outside."""
    with closing(sqlite3.connect(f"file:{folder / _FILE}?mode=ro", uri=True)) as db:
        return list(db.iterdump())


def test_a_slip_is_corrected_deleted_and_brought_back(catalogue: Catalogue, tmp_path: Path) -> None:
    day, session = some_weeks(tmp_path, catalogue)
    name = f"day_session_{session}"
    before = dump(tmp_path)
    with Screen() as screen, Window(screen, tmp_path) as window:
        window.click("nav_progress")
        # Until then the page is still being filled.
        window.where("progress_chart")
        window.click(f"progress_day_{day}", f"{name}_change")
        window.click(f"{name}_before_5", f"{name}_really_some", f"{name}_keep")
        window.where("day_undo")
        corrected = dump(tmp_path)
        changed = [line for line in corrected if line not in before]
        assert len(corrected) == len(before)
        assert len(changed) == 1
        assert changed[0].startswith('INSERT INTO "sessions"')
        window.click(f"{name}_delete")
        window.where("day_undo")
        assert len(dump(tmp_path)) < len(before)
        window.click("day_undo")
        window.where(f"{name}_change")
        assert dump(tmp_path) == corrected
        # The keyboard is at Undo.
        window.keys("space")
        window.where("day_back")
        window.click("day_back")
        window.where("progress_verdict")
        assert dump(tmp_path) == before
