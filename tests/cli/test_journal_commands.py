"""export, backup and restore, as a person or a script calls them."""

import csv
import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QLockFile

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.answers import answers_document, answers_from
from evenkeel.guide.decide import decide
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.storage.schema import MIGRATIONS
from tests.cli.test_command import refused, run

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path, catalogue: Catalogue) -> Path:
    """A user's folder with one session."""
    folder = tmp_path / "data"
    fill(folder, catalogue, "=my note")
    return folder


def fill(folder: Path, catalogue: Catalogue, note: str) -> None:
    answers = answers_from({"sore_side": "left", "pain_pattern": "shifted"}, catalogue)
    with Journal.open(folder / "journal.sqlite") as journal:
        journal.save_answers(answers_document(answers), AT)
        session = journal.begin_session(decide(answers, catalogue), pain_before=6, at=AT)
        journal.end_session(session, AT, how="finished", pain_after=4, note=note)


def notes(path: Path) -> list[str]:
    with Journal.open(path) as journal:
        return [one.note for one in journal.sessions()]


def done(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.returncode == 0, result.stderr
    assert result.stderr == b""
    return result.stdout.decode()


def failed(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert result.returncode == 1, result
    text = result.stderr.decode()
    assert text.count("\n") == 1, text
    assert "Traceback" not in text
    return text


def test_export_as_a_table(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert done("export", "--format", "csv", target, "--data-dir", data) == ""
    with target.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["pain_before"], row["pain_after"], row["note"]) == ("6", "4", "'=my note")


def test_export_for_a_clinic(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    done("--data-dir", data, "export", "--format", "fhir", target)
    bundle = json.loads(target.read_bytes())
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert kinds == [
        "Patient", "Procedure", "Observation", "Observation", "QuestionnaireResponse",
    ]  # fmt: skip


def test_an_export_in_another_language(data: Path, tmp_path: Path) -> None:
    paper, bundle, table = tmp_path / "out.pdf", tmp_path / "out.json", tmp_path / "out.csv"
    for kind, target in (("pdf", paper), ("fhir", bundle), ("csv", table)):
        done("--data-dir", data, "export", "--format", kind, target, "--lang", "de")
    with closing(pypdfium2.PdfDocument(paper)) as document:
        text = document[0].get_textpage().get_text_range()
    assert "Übungen und Schmerz" in text
    assert "=my note" in text
    # Outside programs read the names of the columns and the codes.
    assert "pain_before" in table.read_text(encoding="utf-8-sig")
    (answers,) = (
        entry["resource"]
        for entry in json.loads(bundle.read_bytes())["entry"]
        if entry["resource"]["resourceType"] == "QuestionnaireResponse"
    )
    assert answers["language"] == "de"
    told = {item["linkId"]: item["text"] for item in answers["item"]}
    assert "Seite" in told["sore_side"]


def test_an_unknown_language_is_refused(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    told = refused("--data-dir", data, "export", "--format", "csv", target, "--lang", "tlh")
    assert "--lang: 'tlh'; allowed: en, " in told
    assert not target.exists()


def test_export_on_paper(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    done("export", "--format", "pdf", target, "--data-dir", data)
    with closing(pypdfium2.PdfDocument(target)) as document:
        text = document[0].get_textpage().get_text_range()
    assert "Exercises and pain" in text
    assert "=my note" in text


def test_the_clinic_of_the_readers_folder_stands_on_the_paper(data: Path, tmp_path: Path) -> None:
    target, clinic = tmp_path / "out.pdf", data / "clinic.toml"
    clinic.write_text('[clinic]\nname = "Hill Clinic"\nphone = "01234 567"\n', encoding="utf-8")
    done("export", "--format", "pdf", target, "--data-dir", data)
    with closing(pypdfium2.PdfDocument(target)) as document:
        text = document[0].get_textpage().get_text_range()
    assert text.count("Hill Clinic") == 2
    assert "Call Hill Clinic: 01234" in text
    clinic.write_text("[clinic]\nnam = 1\n", encoding="utf-8")
    told = refused("export", "--format", "pdf", target, "--data-dir", data)
    assert str(clinic) in told
    assert "nam" in told


def test_export_needs_a_journal_a_format_and_a_place(data: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    told = refused("export", "--format", "csv", tmp_path / "x", "--data-dir", empty)
    assert told == f"evenkeel: {empty / 'journal.sqlite'}: there is no journal yet\n"
    assert "--format" in refused("export", tmp_path / "x", "--data-dir", data)
    assert "xlsx" in refused("export", "--format", "xlsx", tmp_path / "x", "--data-dir", data)
    nowhere = tmp_path / "no" / "where"
    assert str(nowhere) in failed("export", "--format", "csv", nowhere, "--data-dir", data)


def test_there_and_back(data: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    saved = tmp_path / "saved.sqlite"
    assert done("backup", saved, "--data-dir", data) == ""
    other = tmp_path / "other"
    fill(other, catalogue, "theirs")
    told = done("restore", saved, "--data-dir", other)
    kept = Path(told.removeprefix("What was there before is in ").strip())
    assert notes(other / "journal.sqlite") == ["=my note"]
    assert notes(kept) == ["theirs"]
    assert done("restore", saved, "--data-dir", tmp_path / "new") == ""
    assert notes(tmp_path / "new" / "journal.sqlite") == ["=my note"]


def test_a_backup_onto_itself_is_refused(data: Path) -> None:
    journal = data / "journal.sqlite"
    assert "settings are stored there" in refused("backup", journal, "--data-dir", data)
    assert "from itself" in refused("restore", journal, "--data-dir", data)
    assert notes(journal) == ["=my note"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("nothing", "there is no such file"),
        ("text", "is not an Evenkeel journal"),
        ("newer", "written by a newer version of Evenkeel"),
        ("cut", "is damaged"),
    ],
)
def test_what_can_not_be_restored(data: Path, tmp_path: Path, wrong: str, said: str) -> None:
    source = tmp_path / "source"
    match wrong:
        case "text":
            source.write_text("Dear diary")
        case "newer" | "cut":
            done("backup", source, "--data-dir", data)
    if wrong == "newer":
        with closing(sqlite3.connect(source)) as db:
            db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    if wrong == "cut":
        source.write_bytes(source.read_bytes()[:20_000])
    text = refused("restore", source, "--data-dir", data)
    assert said in text
    assert str(source) in text
    assert notes(data / "journal.sqlite") == ["=my note"]


def test_restore_waits_for_the_window_to_be_closed(data: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.sqlite"
    done("backup", saved, "--data-dir", data)
    lock = QLockFile(os.fspath(data / "window.lock"))
    assert lock.tryLock(0)
    assert "the window is open" in failed("restore", saved, "--data-dir", data)
    lock.unlock()
    done("restore", saved, "--data-dir", data)


def test_a_newer_journal_is_said_and_unharmed(data: Path, tmp_path: Path) -> None:
    journal = data / "journal.sqlite"
    with closing(sqlite3.connect(journal)) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = journal.read_bytes()
    for command in (("backup",), ("export", "--format", "csv")):
        assert "newer version" in failed(*command, tmp_path / "x", "--data-dir", data)
    assert journal.read_bytes() == before
