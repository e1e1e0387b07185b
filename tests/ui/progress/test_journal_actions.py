"""The journal saved, taken back and handed on from the settings, with real files."""

import csv
import errno
import io
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from evenkeel.guide.answers import answers_from
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.storage.schema import MIGRATIONS
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.shell.controller import Controller
from evenkeel.ui.style.appearance import Appearance
from tests.gallery.stage import LEFT, NOW
from tests.ui.coaching import Press
from tests.ui.screen import settle


class Home:
    """A window on its settings, whose reader chooses files with a will of their own.

    Attributes:
        saves: what the dialog for saving gives, one after the other: the file and its kind.
        opens: what the dialog for opening gives.
        asked: what the dialogs proposed.
    """

    def __init__(self, appearance: Appearance, qtbot: QtBot, press: Press, folder: Path) -> None:
        self.folder = folder
        self.journal = Journal.open(folder / "journal.sqlite")
        self.user_state = UserState(self.journal, appearance.catalogue, lambda: NOW)
        self.user_state.answer(answers_from(LEFT, appearance.catalogue))
        self.controller = Controller(
            appearance, self.user_state, Preferences(folder / "settings.json"), clock=lambda: 0.0
        )
        self.window = self.controller.window
        self.saves: list[tuple[Path | None, str]] = []
        self.opens: list[Path | None] = []
        self.asked: list[str] = []
        self._qtbot, self._press = qtbot, press
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()

    def add(self, note: str) -> None:
        plan = self.user_state.plan_today
        assert plan
        session = self.journal.begin_session(plan, pain_before=5, at=NOW)
        self.journal.end_session(session, NOW, how="finished", pain_after=4, note=note)

    @property
    def notes(self) -> list[str]:
        return [one.note for one in self.journal.sessions()]

    def press(self, name: str) -> None:
        self.controller.show_settings()
        self._press(self.window, f"settings_{name}")
        settle()

    def box(self, name: str) -> QMessageBox:
        """The question or sentence over the window."""
        box = self.window.findChild(QMessageBox, name)
        assert box, f"no {name!r} is shown"
        assert box.isVisible()
        return box

    def answer(self, name: str, button: str) -> None:
        found = self.box(name).findChild(QAbstractButton, button)
        assert found
        self._qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
        QApplication.sendPostedEvents()

    def trouble(self) -> str:
        return self.box("trouble").text()

    @property
    def done(self) -> str:
        """What it says was done, as far as it is in sight."""
        label = self.window.findChild(QLabel, "settings_journal_done")
        assert label
        in_sight = label.isVisible() and label.visibleRegion().boundingRect() == label.rect()
        return label.text() if in_sight else ""

    def saved(self, *_: object) -> tuple[str, str]:
        self.asked.append(str(_[2]))
        file, kind = self.saves.pop(0)
        kinds = str(_[3]).split(";;")
        return str(file or ""), next((one for one in kinds if kind in one), kinds[0])

    def opened(self, *_: object) -> tuple[str, str]:
        file = self.opens.pop(0)
        return str(file or ""), ""


@pytest.fixture
def home(
    appearance: Appearance,
    qtbot: QtBot,
    press: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Home]:
    (tmp_path / "data").mkdir()
    (tmp_path / "stick").mkdir()
    home = Home(appearance, qtbot, press, tmp_path / "data")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", home.saved)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", home.opened)
    yield home
    home.controller.close()
    home.journal.close()


@pytest.fixture
def stick(tmp_path: Path, home: Home) -> Path:
    """Where copies go."""
    return tmp_path / "stick"


def test_the_whole_journal_is_saved_in_one_file_that_is_named(home: Home, stick: Path) -> None:
    home.add("walked well")
    home.saves = [(stick / "mine.sqlite", "")]
    home.press("copy")
    assert [one.name for one in stick.iterdir()] == ["mine.sqlite"]
    with Journal.open(stick / "mine.sqlite") as copy:
        assert [one.note for one in copy.sessions()] == ["walked well"]
        assert copy.latest_answers() == home.journal.latest_answers()
    assert Path(home.asked[0]).name == "Evenkeel journal 2026-11-22.sqlite"
    assert home.done == f"Your journal was saved in {stick / 'mine.sqlite'}."
    home.controller.show_today()
    home.controller.show_settings()
    assert home.done == ""


@pytest.mark.usefixtures("orca_43")
def test_a_reader_without_announcements_hears_what_was_saved(home: Home, stick: Path) -> None:
    home.saves = [(stick / "mine.sqlite", "")]
    home.controller.show_settings()
    settle()
    button = home.window.findChild(QAbstractButton, "settings_copy")
    assert button
    button.setFocus()
    home.press("copy")
    focus = QApplication.focusWidget()
    assert focus
    assert focus.accessibleDescription() == f"Your journal was saved in {stick / 'mine.sqlite'}."


def test_what_was_saved_can_be_opened_or_shown(
    home: Home, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    works = [True]

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return works[0]

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    home.saves = [(stick / "mine.csv", ""), (stick / "mine.sqlite", "")]

    def button(name: str) -> QAbstractButton:
        found = home.window.findChild(QAbstractButton, f"settings_saved_{name}")
        assert found
        return found

    def shown(name: str) -> bool:
        return button(name).isVisible() and not button(name).visibleRegion().isEmpty()

    home.press("therapist")
    assert (shown("open"), shown("show")) == (True, True)
    button("open").click()
    button("show").click()
    assert opened == [str(stick / "mine.csv"), str(stick)]
    works[0] = False
    button("open").click()
    assert str(stick / "mine.csv") in home.trouble()
    home.box("trouble").close()
    home.press("copy")
    assert (shown("open"), shown("show")) == (False, True), "no program opens a journal"
    assert Path(home.asked[1]).parent == stick, "the folder that was used before"


def test_who_chooses_no_file_changes_nothing(home: Home, stick: Path) -> None:
    home.saves = [(None, ""), (None, "")]
    home.opens = [None]
    for name in ("copy", "therapist", "take_back"):
        home.press(name)
    assert list(stick.iterdir()) == []
    assert home.done == ""
    assert not home.window.findChildren(QMessageBox)


def test_an_ending_is_added_and_what_it_would_replace_is_asked_about(
    home: Home, stick: Path
) -> None:
    (stick / "mine.sqlite").write_text("something else", encoding="utf-8")
    home.saves = [(stick / "mine", ""), (None, "")]
    home.press("copy")
    assert home.asked[1] == str(stick / "mine.sqlite")
    assert (stick / "mine.sqlite").read_text(encoding="utf-8") == "something else"
    home.saves = [(stick / "of 22.11", "")]
    home.press("copy")
    assert (stick / "of 22.11.sqlite").exists()


def test_the_therapist_gets_pages_or_a_table(home: Home, stick: Path) -> None:
    home.add("walked well")
    home.saves = [(stick / "one", "pdf"), (stick / "two", "csv"), (stick / "three.CSV", "pdf")]
    for _ in range(3):
        home.press("therapist")
    assert (stick / "one.pdf").read_bytes().startswith(b"%PDF")
    table = (stick / "two.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["note"] for row in rows] == ["walked well"]
    assert (stick / "three.CSV").read_bytes() == (stick / "two.csv").read_bytes()
    assert home.done == f"Your sessions and pain were saved in {stick / 'three.CSV'}."


def test_a_copy_is_taken_back_without_a_new_start(home: Home, stick: Path) -> None:
    home.add("before the copy")
    home.saves = [(stick / "mine.sqlite", "")]
    home.press("copy")
    home.add("after the copy")
    right = answers_from({**LEFT, "sore_side": "right"}, home.user_state.catalogue)
    home.user_state.answer(right)
    home.opens = [stick / "mine.sqlite"]
    home.press("take_back")
    assert str(stick / "mine.sqlite") in home.box("take_back").informativeText()
    home.answer("take_back", "take_back_sure")
    assert home.notes == ["before the copy"]
    assert home.user_state.answers
    assert home.user_state.answers.one("sore_side") == "left"
    assert home.window.current() == "today"
    (kept,) = (home.folder / "copies").iterdir()
    assert str(kept) in home.box("taken_back").informativeText()
    with Journal.open(kept) as journal:
        assert [one.note for one in journal.sessions()] == ["before the copy", "after the copy"]
    # What is written from now on goes into the journal that is shown, and stays.
    home.add("afterwards")
    with Journal.open(home.folder / "journal.sqlite") as journal:
        assert [one.note for one in journal.sessions()] == ["before the copy", "afterwards"]


def test_nothing_is_taken_back_before_it_is_agreed_to(home: Home, stick: Path) -> None:
    home.saves = [(stick / "mine.sqlite", "")]
    home.press("copy")
    home.add("after the copy")
    home.opens = [stick / "mine.sqlite"]
    home.press("take_back")
    default = home.box("take_back").defaultButton()
    assert default
    assert default.objectName() == "take_back_mine"
    home.answer("take_back", "take_back_mine")
    assert home.notes == ["after the copy"]
    assert not (home.folder / "copies").exists()
    assert home.window.current() == "settings"


def _newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")


def _foreign(file: Path) -> None:
    file.write_text("a letter", encoding="utf-8")


def _unreadable_within(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE answers SET document = 'no document'")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_newer, "newer version"),
        (_foreign, "is not an Evenkeel journal"),
        (_unreadable_within, "is damaged"),
        (Path.unlink, "can't be read. Is it still there?"),
    ],
)
@pytest.mark.logs("evenkeel.ui.progress.journal_actions")
def test_what_is_no_journal_for_here_is_told_and_changes_nothing(
    home: Home, stick: Path, spoil: Callable[[Path], None], said: str
) -> None:
    file = stick / "mine.sqlite"
    home.saves = [(file, "")]
    home.press("copy")
    spoil(file)
    home.add("mine")
    home.opens = [file]
    home.press("take_back")
    home.answer("take_back", "take_back_sure")
    assert said in home.trouble()
    assert str(file) in home.trouble()
    assert home.notes == ["mine"]
    assert not any((home.folder / "copies").glob("*"))
    assert home.user_state.answers
    home.add("still mine")
    with Journal.open(home.folder / "journal.sqlite") as journal:
        assert [one.note for one in journal.sessions()] == ["mine", "still mine"]


@pytest.mark.logs("can't be restored from itself")
def test_the_journal_itself_is_not_taken_for_a_copy(home: Home) -> None:
    own = home.folder / "journal.sqlite"
    home.add("mine")
    home.opens = [own]
    home.press("take_back")
    home.answer("take_back", "take_back_sure")
    assert home.trouble() == f"{own} is the journal that is open now. Choose another file."
    assert home.notes == ["mine"]


@pytest.mark.parametrize(
    ("name", "file"), [("copy", "journal.sqlite"), ("copy", "x.sqlite"), ("therapist", "x.csv")]
)
@pytest.mark.logs("your journal and settings are stored there")
def test_nothing_is_saved_among_the_readers_data(home: Home, name: str, file: str) -> None:
    home.add("mine")
    home.saves = [(home.folder / file, "")]
    home.press(name)
    assert "is in the folder of your journal and settings" in home.trouble()
    assert home.notes == ["mine"]


@pytest.mark.parametrize("name", ["copy", "therapist"])
@pytest.mark.logs("there is no folder")
def test_a_folder_that_is_gone_is_told(home: Home, stick: Path, name: str) -> None:
    file = stick / "away" / "mine.pdf"
    home.saves = [(file.with_suffix(".sqlite" if name == "copy" else ".pdf"), "")]
    home.press(name)
    assert "can't be written" in home.trouble()
    assert home.done == ""


@pytest.mark.logs("no space left")
def test_a_full_disk_is_told_and_leaves_what_was_there(
    home: Home, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (stick / "mine.pdf").write_bytes(b"older")
    monkeypatch.setattr(os, "fsync", full)
    home.saves = [(stick / "mine.pdf", "")]
    home.press("therapist")
    assert home.trouble().startswith(f"There is no space left to write {stick / 'mine.pdf'}.")
    assert (stick / "mine.pdf").read_bytes() == b"older"
    assert [one.name for one in stick.iterdir()] == ["mine.pdf"]


@pytest.mark.parametrize("works", [True, False])
def test_the_folder_is_opened_or_named(
    home: Home, monkeypatch: pytest.MonkeyPatch, *, works: bool
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return works

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    home.press("folder")
    assert opened == [str(home.folder)]
    if not works:
        assert home.trouble() == f"The folder could not be opened. It is {home.folder}."
