"""The commands about the journal: export, backup, restore."""

import argparse
import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from evenkeel.catalogue.model import Catalogue
from evenkeel.cli.arguments import file_name
from evenkeel.cli.errors import BAD_INPUT, FAILED, CommandError
from evenkeel.cli.in_language import add_language, content_in
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.storage.copies import restore as restore_from
from evenkeel.journal.storage.errors import JournalError
from evenkeel.journal.storage.outfile import checked_target, write_file
from evenkeel.journal.storage.places import JOURNAL_FILE, SETTINGS_FILE, data_dir, own_folders
from evenkeel.journal.storage.times import local_now

#: Adds a command with its summary to the program's parser.
Add = Callable[[str, str], argparse.ArgumentParser]
_FORMATS = ("csv", "fhir", "pdf")


def add_journal_commands(add: Add) -> None:
    """Adds all three to the program."""
    parser = add("export", "The journal for a spreadsheet, a clinic's records, or on paper.")
    parser.add_argument("--format", choices=_FORMATS, required=True, help="the format of the file")
    parser.add_argument("file", metavar="FILE", type=file_name)
    add_language(parser)
    parser.set_defaults(command=export)
    parser = add("backup", "The whole journal in one file.")
    parser.add_argument("file", metavar="FILE", type=file_name)
    parser.set_defaults(command=backup)
    parser = add("restore", "Replace your journal with a backup; yours is kept in a copy.")
    parser.add_argument("file", metavar="FILE", type=file_name)
    parser.set_defaults(command=restore)


def export(options: Namespace) -> int:
    """Writes the journal for the user or their therapist."""
    private = own_folders(options.data_dir)
    checked_target(options.file, private)
    catalogue = content_in(options.lang)
    with _journal(options) as journal:
        data = _FORMAT_BYTES[options.format](journal, _folder(options), catalogue)
    write_file(options.file, data, private)
    return 0


def backup(options: Namespace) -> int:
    """Writes the whole journal to one file."""
    private = own_folders(options.data_dir)
    checked_target(options.file, private)
    with _journal(options) as journal:
        journal.backup(options.file, private)
    return 0


def restore(options: Namespace) -> int:
    """Replaces the user's journal with that of a backup."""
    from evenkeel.ui.shell.single_instance import SingleInstance

    folder = _folder(options)
    window = SingleInstance(folder)
    if not window.acquire():
        raise CommandError(f"{folder}: the window is open; close it first", FAILED)
    try:
        kept = restore_from(options.file, folder / JOURNAL_FILE, local_now())
    except JournalError as error:
        wrong = error.path == options.file
        raise CommandError(str(error), BAD_INPUT if wrong else FAILED) from None
    except ValueError as error:
        raise CommandError(f"FILE: {error}") from None
    except FileNotFoundError:
        raise CommandError(f"FILE: {options.file}: there is no such file") from None
    finally:
        window.release()
    if kept:
        print(f"What was there before is in {kept}")
    return 0


def _folder(options: Namespace) -> Path:
    try:
        return data_dir(options.data_dir)
    except JournalError as error:
        raise CommandError(str(error), FAILED) from None


def _journal(options: Namespace) -> Journal:
    path = _folder(options) / JOURNAL_FILE
    if not path.exists():
        raise CommandError(f"{path}: there is no journal yet")
    try:
        return Journal.open(path)
    except JournalError as error:
        raise CommandError(str(error), FAILED) from None


def _csv(journal: Journal, _: Path, _catalogue: Catalogue) -> bytes:
    from evenkeel.journal.export.table import csv_bytes

    return csv_bytes(
        journal.sessions(),
        journal.paper_days(),
        journal.ability_ratings(),
        journal.left_exercises(),
    )


def _fhir(journal: Journal, _: Path, catalogue: Catalogue) -> bytes:
    from evenkeel.journal.export.fhir import fhir_bundle
    from evenkeel.language import language_tag

    bundle = fhir_bundle(
        journal.sessions(),
        journal.paper_days(),
        journal.latest_answers(),
        catalogue,
        local_now(),
        journal.ability_ratings(),
        language=language_tag(),
    )
    return (json.dumps(bundle, ensure_ascii=False, indent=1) + "\n").encode()


def _pdf(journal: Journal, folder: Path, catalogue: Catalogue) -> bytes:
    from evenkeel.handout.clinic import ConfigError, home_clinic
    from evenkeel.handout.document import Sheet
    from evenkeel.handout.paper import PAPERS, TextSize
    from evenkeel.handout.progress import progress_pdf
    from evenkeel.handout.progress_order import ProgressOrder
    from evenkeel.handout.typesetting import TemplateError
    from evenkeel.journal.settings import load_settings

    settings, _ = load_settings(folder / SETTINGS_FILE)
    try:
        clinic = home_clinic(folder)
    except ConfigError as error:
        raise CommandError("; ".join(map(str, error.faults))) from None
    order = ProgressOrder(
        sessions=journal.sessions(),
        history=journal.history,
        paper_days=journal.paper_days(),
        abilities=journal.ability_ratings(),
        steps=journal.steps(),
    )
    sheet = Sheet(
        paper=PAPERS[settings.paper.value],
        size=TextSize.LARGE if settings.large_print else TextSize.USUAL,
        clinic=clinic,
    )
    try:
        return progress_pdf(order, sheet, catalogue)
    except TemplateError as error:
        raise CommandError(str(error), FAILED) from None


_FORMAT_BYTES: dict[str, Callable[[Journal, Path, Catalogue], bytes]] = {
    "csv": _csv,
    "fhir": _fhir,
    "pdf": _pdf,
}
