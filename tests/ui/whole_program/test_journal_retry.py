"""What the reader sees of a journal that can't be written for a while; nothing is lost."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QWidget

from evenkeel.journal.entries.store import Journal
from tests.gallery.stage import LEFT, Stage
from tests.ui.screen import settle


class Session(Stage):
    """A session in the real window, and another program that can lock the journal."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        super().__init__(app, folder)
        self.window.show()
        self.answer(LEFT)
        self.other = sqlite3.connect(folder / "journal.sqlite", isolation_level=None)

    def lock(self) -> None:
        self.other.execute("BEGIN IMMEDIATE")

    def unlock(self) -> None:
        self.other.execute("ROLLBACK")

    def begin(self) -> None:
        self.press("today_start")
        self.press("pain_page_scale_0")
        self.press("pain_page_go_on")
        assert self.window.current() == "coach"

    def repetitions(self, count: int) -> None:
        """Until so many more are done."""
        recorder = self.controller.session._recorder
        assert recorder
        wanted = len(recorder.done) + count
        while len(recorder.done) < wanted:
            self.advance(0.5)

    def end(self) -> None:
        self.press("coach_end")
        self.press("coach_end_now")
        assert self.window.current() == "summary"

    def press(self, name: str) -> None:
        settle()
        button = self.window.findChild(QAbstractButton, name)
        assert button
        assert button.isVisible()
        button.click()
        settle()

    def says(self, name: str) -> str:
        label = self.window.findChild(QLabel, name)
        assert label
        return label.text() if label.isVisible() else ""

    def banner(self) -> str:
        banner = self.window.findChild(QWidget, "today_notices")
        assert banner
        return " ".join(one.text() for one in banner.findChildren(QLabel) if one.isVisible())

    def boxes(self) -> list[str]:
        found = self.window.findChildren(QMessageBox, "trouble")
        return [one.text() for one in found if one.isVisible()]

    def retry(self) -> None:
        """What the timer does every second."""
        self.controller._saving.retry()

    def kept(self) -> list[tuple[int, str | None, int | None, str]]:
        """Repetitions, ending, pain afterwards and note, as another program reads them."""
        with Journal.open(self.journal.path) as journal:
            return [
                (one.repetitions, one.how and one.how.value, one.pain_after, one.note)
                for one in journal.sessions()
            ]

    def close(self) -> None:
        self.other.close()
        super().close()


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[Session]:
    session = Session(qapp, tmp_path)
    yield session
    session.close()


@pytest.mark.logs("in use by another program")
def test_all_of_it_is_in_the_journal_only_if_it_is(session: Session) -> None:
    session.begin()
    session.repetitions(2)
    session.lock()
    session.repetitions(3)
    session.end()
    said = session.says("summary_stored")
    assert said.startswith("2 of 5 repetitions are in your journal.")
    assert "is in use by another program" in said
    session.unlock()
    session.retry()
    assert session.says("summary_stored") == "This session is in your journal."
    assert session.kept()[0][0] == 5


@pytest.mark.logs("in use by another program")
def test_nothing_opens_over_a_session_and_it_is_tried_again_by_itself(session: Session) -> None:
    session.begin()
    session.lock()
    session.repetitions(3)
    session.retry()
    assert session.boxes() == []
    timer = session.controller._saving.findChild(QTimer, "saving_again")
    assert timer
    assert timer.isActive()
    session.unlock()
    session.retry()
    assert not timer.isActive()
    assert session.kept()[0][0] == 3


@pytest.mark.logs("in use by another program")
def test_a_session_that_could_not_be_begun_is_kept_all_the_same(session: Session) -> None:
    session.press("today_start")
    session.press("pain_page_scale_0")
    session.lock()
    session.press("pain_page_go_on")
    session.repetitions(1)
    session.unlock()
    session.repetitions(1)
    session.end()
    assert session.says("summary_stored") == "This session is in your journal."
    assert session.kept() == [(2, None, None, "")]


@pytest.mark.logs("in use by another program")
def test_pain_and_note_are_kept_when_the_disk_fails_at_done(session: Session) -> None:
    session.begin()
    session.repetitions(1)
    session.end()
    session.lock()
    session.press("summary_pain_2")
    note = session.window.findChild(QWidget, "summary_note")
    assert note
    note.setPlainText("slept badly")  # type: ignore[attr-defined]
    session.press("summary_done")
    session.press("aftercare_done")
    assert session.window.current() == "today"
    assert "Not everything is in your journal yet." in session.banner()
    # No invitation to go on with a session that is over.
    assert "stopped in the middle" not in session.banner()
    session.retry()
    assert len(session.boxes()) == 1
    session.unlock()
    session.retry()
    assert session.banner() == ""
    assert session.kept() == [(1, "ended", 2, "slept badly")]


@pytest.mark.logs("in use by another program")
def test_the_last_try_is_made_when_the_program_ends(session: Session) -> None:
    session.begin()
    session.lock()
    session.repetitions(2)
    session.unlock()
    session.controller.close()
    assert session.kept()[0][0] == 2


def test_a_journal_that_was_deleted_is_said_after_the_session(session: Session) -> None:
    session.begin()
    session.repetitions(2)
    session.journal.path.unlink()
    session.repetitions(2)
    assert session.boxes() == []
    session.end()
    assert session.says("summary_stored") == "This session is in your journal."
    session.press("summary_done")
    [said] = session.boxes()
    assert said.startswith("The journal was deleted while Evenkeel was running.")
    assert session.kept() == [(4, "ended", None, "")]


@pytest.mark.logs("in use by another program")
def test_answers_count_at_once_and_reach_the_journal_later(session: Session) -> None:
    user_state = session.user_state
    session.journal.waiting_at_most = lambda _s: sqlite_wait(session)  # type: ignore[assignment]
    session.lock()
    session.controller._take_out("plank_leg_reach")
    assert "plank_leg_reach" not in user_state.plan_today.exercises()
    session.unlock()
    session.retry()
    with Journal.open(session.journal.path) as journal:
        assert journal.adjustments().taken_out == {"plank_leg_reach"}


def sqlite_wait(session: Session):
    """No patience at all: the test must not wait for two seconds."""
    return Journal.waiting_at_most(session.journal, 0.0)


@pytest.mark.logs("in use by another program")
def test_erasing_gives_up_what_waits(session: Session) -> None:
    session.begin()
    session.lock()
    session.repetitions(1)
    session.unlock()
    session.controller._erase()
    session.retry()
    assert session.kept() == []
