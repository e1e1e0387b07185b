"""Where files are saved, and what the reader can do with them afterwards."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget

from evenkeel.catalogue.terms import Side
from evenkeel.guide.decide import card_item
from evenkeel.handout.document import Document
from evenkeel.handout.paper import Paper
from evenkeel.journal.settings import Settings
from evenkeel.ui.frame import file_saved as filesaved
from evenkeel.ui.print.printing import Printing, save_pdf, save_pdf_to
from evenkeel.ui.style.appearance import Appearance

PATIENCE_S = 30
Show = Callable[[QWidget], QWidget]


@pytest.fixture
def window(show: Show) -> Iterator[QWidget]:
    window = show(QWidget())
    yield window
    for box in window.findChildren(QMessageBox):
        box.close()


@pytest.fixture
def printing(
    window: QWidget, appearance: Appearance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Printing:
    monkeypatch.delenv("EVENKEEL_CLINIC", raising=False)
    return Printing(window, appearance, Settings, tmp_path / "data")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the desktop was asked to open; it can."""
    found: list[str] = []

    def open_url(url: QUrl) -> bool:
        found.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found


def home(monkeypatch: pytest.MonkeyPatch, documents: Path | None, home: Path) -> None:
    places = [str(documents)] if documents else []
    monkeypatch.setattr(QStandardPaths, "standardLocations", lambda _: places)
    monkeypatch.setattr(Path, "home", lambda: home)


def box_of(window: QWidget, name: str = "saved") -> QMessageBox:
    box = window.findChild(QMessageBox, name)
    assert box
    assert box.isVisible()
    return box


def button_of(box: QMessageBox, name: str) -> QPushButton:
    button = box.findChild(QPushButton, f"saved_{name}")
    assert button
    return button


def test_the_dialog_opens_in_a_folder_of_the_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, mine, used = tmp_path / "Documents", tmp_path / "home", tmp_path / "stick"
    mine.mkdir()
    used.mkdir()
    home(monkeypatch, documents, mine)
    folder = filesaved.SaveFolder()
    assert folder.path() == mine, "there is no Documents"
    documents.mkdir()
    assert folder.path() == documents
    folder.use(used / "plan.pdf")
    assert folder.path() == used
    used.rmdir()
    assert folder.path() == documents, "the stick was pulled out"
    documents.rmdir()
    mine.rmdir()
    home(monkeypatch, None, mine)
    assert folder.path() != Path.cwd()
    assert folder.path().is_dir()


def test_the_name_that_is_proposed_is_one_everywhere(
    printing: Printing, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    appearance: Appearance, opened: list[str],
) -> None:  # fmt: skip
    stick = tmp_path / "stick"
    stick.mkdir()
    home(monkeypatch, stick, stick)
    asked: list[str] = []

    def choose(*arguments: object) -> tuple[str, str]:
        asked.append(str(arguments[2]))
        return str(stick / "mine.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    item = card_item(appearance.catalogue.exercises["inflare_correction"], None, Side.LEFT)
    job = replace(printing.card(item), title="My exercises: Push and steady?")
    save_pdf(window, job)
    assert asked == [str(stick / "My exercises - Push and steady.pdf")]
    assert (stick / "mine.pdf").read_bytes().startswith(b"%PDF")
    assert opened == []


def test_the_pages_are_made_while_the_reader_chooses_a_file(
    printing: Printing,
    window: QWidget,
    tmp_path: Path,
    appearance: Appearance,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    item = card_item(appearance.catalogue.exercises["inflare_correction"], None, Side.LEFT)
    job = printing.card(item)
    begun: list[bool] = []
    has_begun = threading.Event()

    def make(paper: Paper) -> Document:
        begun.append(threading.current_thread() is not threading.main_thread())
        has_begun.set()
        return job.document(paper)

    def choose(*_: object) -> tuple[str, str]:
        assert has_begun.wait(PATIENCE_S)
        return str(tmp_path / "mine.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    save_pdf(window, replace(job, document=make))
    assert begun == [True]
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")


def test_after_saving_it_can_be_opened_or_shown(
    printing: Printing, window: QWidget, tmp_path: Path, appearance: Appearance, opened: list[str]
) -> None:
    target = tmp_path / "Documents" / "<b>mine.pdf"
    target.parent.mkdir()
    item = card_item(appearance.catalogue.exercises["inflare_correction"], None, Side.LEFT)
    job = printing.card(item)
    for name, wanted in (("open", [str(target)]), ("show", [str(target.parent)]), ("close", [])):
        opened.clear()
        save_pdf_to(window, job, target)
        box = box_of(window)
        assert box.text() == "Saved to Documents."
        assert box.informativeText() == str(target)
        assert box.textFormat() is Qt.TextFormat.PlainText
        QApplication.processEvents()
        button = button_of(box, name)
        # By the keyboard alone.
        for _ in range(4):
            if button.hasFocus():
                break
            focused = QApplication.focusWidget()
            assert focused
            QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert button.hasFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        assert opened == wanted
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert window.findChild(QMessageBox, "saved") is None


@pytest.mark.parametrize("name", ["open", "show"])
def test_without_a_desktop_it_says_where_the_file_is(
    window: QWidget, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    target = tmp_path / "mine.pdf"
    filesaved.tell_saved(window, target)
    button_of(box_of(window), name).click()
    assert str(target) in box_of(window, "saved_trouble").text()


def test_what_can_not_be_saved_is_not_called_saved(
    printing: Printing,
    window: QWidget,
    tmp_path: Path,
    appearance: Appearance,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr("evenkeel.ui.print.printing._say", lambda _, text: said.append(text))
    item = card_item(appearance.catalogue.exercises["inflare_correction"], None, Side.LEFT)
    (tmp_path / "data").mkdir()
    for target in (tmp_path / "data" / "journal.sqlite", tmp_path / "no" / "x.pdf", tmp_path):
        save_pdf_to(window, printing.card(item), target)
        assert str(target) in said[-1]
    assert len(said) == 3
    assert window.findChild(QMessageBox, "saved") is None
    assert list((tmp_path / "data").iterdir()) == []
