"""Journals as released versions wrote them: nothing of them is lost, and a copy stays."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from evenkeel.catalogue.terms import Side
from evenkeel.guide.plan import Dose
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import DayEntry, Ending
from evenkeel.journal.storage import file
from evenkeel.journal.storage.errors import JournalError, JournalFault
from evenkeel.journal.storage.schema import MIGRATIONS

OLD = Path(__file__).with_name("old")
VERSIONS = range(1, len(MIGRATIONS))
#: What the journals have of the paper diary, and the first version that had one.
PAPER = (DayEntry(day=date(2026, 3, 5), sessions=2, pain=4),)
PAPER_SINCE = 3
#: The first version that kept the small steps, one of which its journal has.
STEPS_SINCE = 5


def written_by(version: int, path: Path) -> None:
    """The journal that version wrote, with six sessions, the last one cut off."""
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as db:
        db.executescript((OLD / f"version-{version}.sql").read_text(encoding="utf-8"))


def check_content(journal: Journal) -> None:
    sessions = journal.sessions()
    assert [(one.pain_before, one.pain_after, one.how) for one in sessions] == [
        (6, 5, Ending.FINISHED),
        (6, 4, Ending.FINISHED),
        (5, None, Ending.ENDED),
        (5, 3, Ending.FINISHED),
        (4, None, Ending.HURT),
        (4, None, None),
    ]
    assert [one.note for one in sessions[:4]] == [
        "first day, stiff",
        "",
        "phone rang",
        "ünïcode 🙂",
    ]
    assert sessions[0].started_at.isoformat() == "2026-03-01T07:30:00+01:00"
    assert [one.repetitions for one in sessions] == [3, 3, 3, 3, 3, 1]
    answers = journal.latest_answers()
    assert answers
    assert answers[0]["pain_now"] == 6
    assert journal.adjustments().doses == {
        "dontigny_knee_brace": Dose(hold_s=5, rest_s=5, reps=4, sets=1)
    }
    unfinished = journal.unfinished()
    assert unfinished
    assert [one.side for one in unfinished.done] == [Side.LEFT]
    assert journal.stops_in_a_row(unfinished.plan.items[1].exercise) == 1


def test_every_released_version_has_its_journal_here() -> None:
    assert sorted(one.name for one in OLD.iterdir()) == [f"version-{v}.sql" for v in VERSIONS]


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_brought_up_whole_and_copied_before(path: Path, version: int) -> None:
    written_by(version, path)
    with Journal.open(path) as journal:
        check_content(journal)
        assert journal.paper_days() == (PAPER if version >= PAPER_SINCE else ())
        assert journal.activities() == ()
        assert len(journal.steps()) == (version >= STEPS_SINCE)
        assert journal.left_exercises() == {}
    copy = path.with_name(f"journal-before-version-{len(MIGRATIONS)}.sqlite3")
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
    copy_again = path.with_name("again.sqlite3")
    copy_again.write_bytes(copy.read_bytes())
    with Journal.open(copy_again) as journal:
        check_content(journal)


@pytest.mark.parametrize("version", VERSIONS)
def test_no_space_for_the_copy_leaves_it_as_it_was(
    path: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_by(version, path)

    def full(db: sqlite3.Connection, target: Path) -> None:
        raise JournalError(JournalFault.FULL, target)

    monkeypatch.setattr(file, "copy_to", full)
    with pytest.raises(JournalError) as caught:
        Journal.open(path)
    assert caught.value.fault is JournalFault.FULL
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (version,)
    monkeypatch.undo()
    with Journal.open(path) as journal:
        check_content(journal)


def test_a_journal_of_the_next_version_is_refused_in_a_sentence(path: Path) -> None:
    written_by(1, path)
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(JournalError, match="written by a newer version of Evenkeel") as caught:
        Journal.open(path)
    assert caught.value.fault is JournalFault.NEWER
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]
