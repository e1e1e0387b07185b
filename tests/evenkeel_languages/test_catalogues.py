"""Catalogues are brought up to date without losing a translation."""

from pathlib import Path

import polib
import pytest

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.translations import read_translations
from evenkeel_languages.catalogues import PLURAL_RULES, forms_of, update
from evenkeel_languages.english import Entry, entries

STAYS = Entry("Page", "Back", "page.py")
COUNTS = Entry("Page", "{count} sessions", "page.py", "count")


def put(file: Path, english: str, text: str) -> None:
    catalogue = polib.pofile(str(file))
    found = next(entry for entry in catalogue if entry.msgid == english)
    if found.msgid_plural:
        found.msgstr_plural = dict.fromkeys(found.msgstr_plural, text)
    else:
        found.msgstr = text
    catalogue.save()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pl.po"


def test_a_translation_stays_while_its_english_does(file: Path) -> None:
    update(file, [STAYS, COUNTS])
    put(file, "Back", "Wstecz")
    put(file, "{count} sessions", "{count} sesji")
    update(file, [Entry("Page", "New", "page.py"), COUNTS, STAYS])
    translations = read_translations(file)
    assert translations.text("Page", "Back") == "Wstecz"
    assert translations.text("Page", "{count} sessions").split("\x1e") == ["{count} sesji"] * 3
    assert translations.text("Page", "New") == "New"


def test_what_has_no_english_any_more_is_kept_aside(file: Path) -> None:
    update(file, [STAYS])
    put(file, "Back", "Wstecz")
    catalogue = update(file, [COUNTS])
    assert [entry.msgstr for entry in catalogue.obsolete_entries()] == ["Wstecz"]
    assert read_translations(file).text("Page", "Back") == "Back"
    # It comes back with its English.
    update(file, [STAYS])
    assert read_translations(file).text("Page", "Back") == "Wstecz"


def test_the_same_twice_is_the_same_file(file: Path) -> None:
    update(file, [STAYS, COUNTS])
    put(file, "Back", "Wstecz")
    update(file, [STAYS, COUNTS])
    before = file.read_bytes()
    update(file, [STAYS, COUNTS])
    assert file.read_bytes() == before


@pytest.mark.parametrize("language", sorted(PLURAL_RULES))
def test_a_language_uses_all_its_plural_forms(language: str, tmp_path: Path) -> None:
    file = tmp_path / f"{language}.po"
    update(file, [COUNTS])
    form = read_translations(file).grammar().plural_form
    assert {form(number) for number in range(1000)} == set(range(forms_of(language)))


def test_every_text_is_found_with_its_side_and_its_number() -> None:
    source = resources_dir().parent / "src" / "evenkeel"
    found = {(entry.context, entry.english): entry for entry in entries(resources_dir(), source)}
    heel = "press your *{}* heel into the frame"
    assert ("exercises/dontigny_knee_brace#left", heel.format("left")) in found
    assert ("exercises/dontigny_knee_brace#right", heel.format("right")) in found
    assert found["SummaryPage", "{count} repetitions"].counts == "count"
    assert ("cues", "Keep breathing calmly.") in found
    assert ("desktop", "Guided exercises") in found
