"""Sheets printed at home name the clinic whose file lies in the data folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import card_item, decide
from evenkeel.handout.paper import PAPERS, TextItem
from evenkeel.ui.look import Look
from evenkeel.ui.printing import Printing, PrintJob

Jobs = Callable[[Printing], Iterator[PrintJob]]


@pytest.fixture
def printing(
    look: Look, tmp_path: Path, show: Callable[[QWidget], QWidget], monkeypatch: pytest.MonkeyPatch
) -> Printing:
    monkeypatch.delenv("EVENKEEL_CLINIC", raising=False)
    return Printing(show(QWidget()), look, lambda: "A4", tmp_path)


@pytest.fixture
def jobs(look: Look) -> Jobs:
    """Everything that can be printed at home."""

    def every(printing: Printing) -> Iterator[PrintJob]:
        answers = answers_from({"sore_side": "left"}, look.catalogue)
        plan = decide(answers, look.catalogue)
        yield printing.card(card_item(look.catalogue.exercises["glute_bridge"], None, None))
        yield printing.plan(plan, answers, Adjustments())
        yield printing.pocket(plan, answers, Adjustments())
        yield printing.diary()

    return every


def texts(job: PrintJob) -> list[set[str]]:
    """The words of each sheet."""
    pages = job.pages(PAPERS["A4"])
    return [{item.text for item in page.items if isinstance(item, TextItem)} for page in pages]


def test_every_sheet_names_the_clinic(printing: Printing, jobs: Jobs, tmp_path: Path) -> None:
    file = tmp_path / "clinic.toml"
    file.write_text('[clinic]\nname = "Park Clinic"\nphone = "123"\n', encoding="utf-8")
    for job in jobs(printing):
        assert all("Questions? Call Park Clinic: 123" in sheet for sheet in texts(job)), job.title


def test_without_a_file_none_is_named(printing: Printing, jobs: Jobs) -> None:
    for job in jobs(printing):
        assert not any("Call" in text for sheet in texts(job) for text in sheet if "?" in text)


def test_a_wrong_file_is_told_once_and_the_sheets_are_printed(
    printing: Printing, jobs: Jobs, tmp_path: Path, qapp: QApplication
) -> None:
    (tmp_path / "clinic.toml").write_text("[clinic]\nphone = 5\n", encoding="utf-8")
    told: list[str] = []

    def close() -> None:
        box = qapp.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append(box.text())
        box.accept()

    QTimer.singleShot(0, close)
    assert all(sheet for job in jobs(printing) for sheet in texts(job))
    assert len(told) == 1
    assert told[0].split("\n\n") == [
        f"The sheets do not name your clinic. This is wrong in its file {tmp_path}/clinic.toml:",
        "clinic.name: 'missing': a text of 1 to 60 characters",
        "clinic.phone: 5: a text of 0 to 40 characters",
    ]
