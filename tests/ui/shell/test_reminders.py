"""Reminders: at the chosen times, from the tray, and never more than asked for."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import decide
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import Ending, Repetition
from evenkeel.journal.settings import Settings
from evenkeel.ui.shell.reminders import Reminders

SEVEN = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
TWICE = Settings(reminders=(8 * 60, 10 * 60), sessions_per_week=7)


class FakeTray:
    """A tray that notes what it shows."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.hidden = False

    def remind(self, title: str, text: str) -> None:
        self.shown.append(f"{title}: {text}")

    def hide(self) -> None:
        self.hidden = True


class Day:
    """A day that goes by twenty seconds at a time."""

    def __init__(self, journal: Journal, *, tray: bool = True) -> None:
        self.now = SEVEN
        self.tray = FakeTray()
        self.in_session = False
        self.journal = journal
        self.active: list[bool] = []
        self.reminders = Reminders(
            journal,
            now=lambda: self.now,
            in_session=lambda: self.in_session,
            make_tray=lambda: self.tray if tray else None,
        )
        self.reminders.activeChanged.connect(self.active.append)

    def until(self, hour: int, minute: int = 0) -> list[str]:
        end = SEVEN.replace(hour=hour, minute=minute)
        while self.now < end:
            self.now = min(end, self.now + timedelta(seconds=20))
            self.reminders.check()
        return self.tray.shown


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.sqlite") as journal:
        yield journal


@pytest.fixture
def day(qtbot: QtBot, journal: Journal) -> Iterator[Day]:
    made = Day(journal)
    yield made
    # Its timer must not look into a journal that is closed.
    made.reminders.close()


def test_once_at_each_time(day: Day) -> None:
    day.reminders.apply_settings(TWICE)
    assert day.active == [True]
    assert day.until(7, 59) == []
    assert len(day.until(8, 1)) == 1
    assert len(day.until(9, 59)) == 1
    assert len(day.until(23)) == 2
    assert day.tray.shown[0].startswith("Time for your exercises")


def test_no_times_no_icon(day: Day) -> None:
    day.reminders.apply_settings(Settings())
    assert day.active == []
    assert day.until(23) == []


def test_no_more_times_takes_the_icon_away(day: Day) -> None:
    day.reminders.apply_settings(TWICE)
    day.reminders.apply_settings(Settings())
    assert day.tray.hidden
    assert day.active == [True, False]
    timer = day.reminders.findChild(QTimer)
    assert timer
    assert not timer.isActive()
    assert day.until(23) == []


def test_quiet_during_a_session(day: Day) -> None:
    day.reminders.apply_settings(TWICE)
    day.in_session = True
    assert day.until(8, 10) == []
    # It was missed, and nobody is reminded of what has just been done.
    day.in_session = False
    assert day.until(9, 59) == []


def test_quiet_after_the_aim_of_the_day(day: Day, catalogue: Catalogue) -> None:
    day.reminders.apply_settings(TWICE)
    document = {"sore_side": "left", "pain_pattern": "shifted"}
    plan = decide(answers_from(document, catalogue), catalogue)
    session = day.journal.begin_session(plan, pain_before=3, at=SEVEN)
    item = plan.items[0]
    done = Repetition(
        item=0,
        exercise=item.exercise,
        variant=None,
        side=item.sides[0],
        set=1,
        rep=1,
        hold_s=6.0,
    )
    day.journal.add_repetition(session, done, SEVEN)
    day.journal.end_session(session, SEVEN, how=Ending.FINISHED)
    assert day.until(23) == []


def test_without_a_tray_nothing_happens(qtbot: QtBot, journal: Journal) -> None:
    day = Day(journal, tray=False)
    day.reminders.apply_settings(TWICE)
    assert day.active == []
    assert day.until(23) == []
