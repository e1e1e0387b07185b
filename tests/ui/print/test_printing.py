"""Paper at home: the sheets name the clinic, and the preview shows them without a wait."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import card_item, decide
from evenkeel.handout.paper import PAPERS
from evenkeel.handout.typesetting import TemplateError, pdf_bytes
from evenkeel.journal.settings import Paper, Settings
from evenkeel.ui.print import printing as at_home
from evenkeel.ui.print.preview import Preview
from evenkeel.ui.print.print_menu import PrintMenu
from evenkeel.ui.print.printing import Printing, PrintJob, print_with_dialog, save_pdf_to
from evenkeel.ui.style.appearance import Appearance
from tests.handout.sheets import pdfium_pages

WAIT_MS = 20_000
Jobs = Callable[[Printing], Iterator[PrintJob]]


class Chosen:
    """Settings that a test changes."""

    def __init__(self) -> None:
        self.settings = Settings()

    def __call__(self) -> Settings:
        return self.settings


@pytest.fixture
def chosen() -> Chosen:
    return Chosen()


@pytest.fixture
def printing(
    appearance: Appearance,
    tmp_path: Path,
    show: Callable[[QWidget], QWidget],
    monkeypatch: pytest.MonkeyPatch,
    chosen: Chosen,
) -> Printing:
    monkeypatch.delenv("EVENKEEL_CLINIC", raising=False)
    return Printing(show(QWidget()), appearance, chosen, tmp_path / "data")


@pytest.fixture
def jobs(appearance: Appearance) -> Jobs:
    """Everything that can be printed at home."""

    def every(printing: Printing) -> Iterator[PrintJob]:
        answers = answers_from({"sore_side": "left"}, appearance.catalogue)
        plan = decide(answers, appearance.catalogue)
        yield printing.card(card_item(appearance.catalogue.exercises["glute_bridge"], None, None))
        yield printing.plan(plan, answers, Adjustments())
        yield printing.pocket(plan, answers, Adjustments())
        yield printing.diary()

    return every


def sheets(job: PrintJob) -> list[str]:
    """The words of each sheet, in one line."""
    pages = pdfium_pages(pdf_bytes(job.document(job.paper)))
    return [" ".join(page.split()) for page in pages]


def test_every_sheet_names_the_clinic(printing: Printing, jobs: Jobs, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "clinic.toml"
    file.write_text('[clinic]\nname = "Park Clinic"\nphone = "123"\n', encoding="utf-8")
    for job in jobs(printing):
        assert all("Questions? Call Park Clinic: 123" in sheet for sheet in sheets(job)), job.title


def test_without_a_file_none_is_named(printing: Printing, jobs: Jobs) -> None:
    for job in jobs(printing):
        assert not any("Questions?" in sheet for sheet in sheets(job))
        assert not any("Take it home" in sheet for sheet in sheets(job))


def test_a_wrong_file_is_told_once_and_the_sheets_are_printed(
    printing: Printing, jobs: Jobs, tmp_path: Path, qapp: QApplication
) -> None:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "clinic.toml"
    file.write_text("[clinic]\nphone = 5\n", encoding="utf-8")
    told: list[str] = []

    def close() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        box.accept()

    QTimer.singleShot(0, close)
    assert all(sheet for job in jobs(printing) for sheet in sheets(job))
    assert len(told) == 1
    assert told[0].split("\n\n") == [
        f"The sheets do not name your clinic. This is wrong in its file {file}:",
        "clinic.name: 'missing': a text of 1 to 60 characters",
        "clinic.phone: 5: a text of 0 to 40 characters",
    ]


def test_paper_and_large_print_are_those_of_the_settings(
    printing: Printing, jobs: Jobs, chosen: Chosen
) -> None:
    small = [len(sheets(job)) for job in jobs(printing)]
    chosen.settings = replace(chosen.settings, paper=Paper.LETTER, large_print=True)
    large = [len(sheets(job)) for job in jobs(printing)]
    assert all(one.paper is PAPERS["Letter"] for one in jobs(printing))
    assert sum(large) > sum(small)


def test_a_pdf_is_written(printing: Printing, jobs: Jobs, tmp_path: Path, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for number, job in enumerate(jobs(printing)):
        target = tmp_path / f"{number}.pdf"
        save_pdf_to(parent, job, target)
        assert target.read_bytes().startswith(b"%PDF-1.7")


def test_the_preview_shows_every_page_and_offers_three_things(
    printing: Printing, jobs: Jobs, qtbot: QtBot
) -> None:
    _, plan, *_ = jobs(printing)
    parent = QWidget()
    preview = Preview(parent, plan.title, lambda: plan.document(plan.paper))
    qtbot.addWidget(parent)
    preview.resize(800, 600)
    preview.show()
    assert preview.page_count() == 0
    button = {one.objectName(): one for one in preview.findChildren(QPushButton)}
    assert set(button) == {"preview_print", "preview_save", "preview_close"}
    assert not button["preview_print"].isEnabled()
    qtbot.waitUntil(preview.is_whole, timeout=WAIT_MS)
    count = len(sheets(plan))
    assert preview.page_count() == count
    names = [
        one.accessibleName()
        for one in preview.findChildren(QWidget)
        if one.objectName() == "preview_page"
    ]
    assert names == [f"Page {number} of {count}" for number in range(1, count + 1)]
    with qtbot.waitSignal(preview.printRequested):
        qtbot.keyClick(button["preview_print"], Qt.Key.Key_Space)
    with qtbot.waitSignal(preview.saveRequested):
        button["preview_save"].click()
    qtbot.keyClick(preview, Qt.Key.Key_Escape)
    assert not preview.isVisible()


def test_a_faulty_template_is_told_in_the_preview(qtbot: QtBot) -> None:
    def make() -> None:
        raise TemplateError("card.typ: line 3: unknown variable: foo")

    parent = QWidget()
    preview = Preview(parent, "Card", make)  # type: ignore[arg-type]
    qtbot.addWidget(parent)
    preview.show()
    told = preview.findChild(QWidget, "preview_told")
    qtbot.waitUntil(lambda: "line 3" in told.text(), timeout=WAIT_MS)
    assert not preview.findChild(QPushButton, "preview_save").isEnabled()


def test_the_menu_keeps_large_print(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = PrintMenu(parent, large=True)
    (large,) = (one for one in menu.actions() if one.objectName() == "print_large")
    assert large.isChecked()
    with qtbot.waitSignal(menu.largeToggled) as told:
        large.trigger()
    assert told.args == [False]


def test_without_a_printer_windows_says_so_and_offers_a_file(
    printing: Printing,
    jobs: Jobs,
    qtbot: QtBot,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its own dialog does not open then."""
    parent = QWidget()
    qtbot.addWidget(parent)
    saved: list[PrintJob] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(at_home, "save_pdf", lambda _parent, job: saved.append(job))
    # No printer of the machine that tests: what Qt gives where there is none.
    monkeypatch.setattr(QPrinter, "outputFormat", lambda _: QPrinter.OutputFormat.PdfFormat)
    told: list[str] = []

    def choose() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        next(one for one in box.buttons() if one.text() == "Save as PDF").click()

    QTimer.singleShot(0, choose)
    job = next(jobs(printing))
    print_with_dialog(parent, job)
    assert told == ["No printer is set up on this computer."]
    assert saved == [job]
