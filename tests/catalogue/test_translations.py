"""Catalogues of translations: read, and put in place of the English content."""

from pathlib import Path

import pytest

from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.translated import texts_of, translated_catalogue
from evenkeel.catalogue.translations import (
    languages,
    read_translations,
    sided_context,
    sided_english,
)
from evenkeel.catalogue.wording import say
from tests.content import shipped

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

"""
BRACE = "exercises/dontigny_knee_brace"
CUE = """
msgctxt "exercises/dontigny_knee_brace#left"
msgid "press your *left* heel into the frame"
msgstr "drücken Sie die *linke* Ferse in den Rahmen"

msgctxt "exercises/dontigny_knee_brace#right"
msgid "press your *right* heel into the frame"
msgstr "{right}"
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = tmp_path / "languages"
    folder.mkdir()
    return folder / "de.po"


def written(file: Path, text: str) -> Path:
    file.write_text(HEADER + text, encoding="utf-8")
    return file


def test_the_languages_are_those_with_a_catalogue(catalogue: Path, tmp_path: Path) -> None:
    assert languages(tmp_path) == ()
    written(catalogue, "")
    assert languages(tmp_path) == ("de",)


def test_a_sentence_with_a_side_is_translated_for_both(catalogue: Path) -> None:
    written(catalogue, CUE.format(right="drücken Sie die *rechte* Ferse in den Rahmen"))
    content = translated_catalogue(shipped(), read_translations(catalogue))
    form = content.exercises["dontigny_knee_brace"].form
    assert say(content.words, form.cue, Side.RIGHT) == "drücken Sie die RECHTE Ferse in den Rahmen"
    assert say(content.words, form.cue, Side.LEFT) == "drücken Sie die LINKE Ferse in den Rahmen"


def test_one_side_alone_is_no_translation(catalogue: Path) -> None:
    written(catalogue, CUE.format(right=""))
    content = translated_catalogue(shipped(), read_translations(catalogue))
    assert content.exercises == shipped().exercises


def test_what_stands_out_without_a_side_is_in_capitals(catalogue: Path) -> None:
    written(
        catalogue,
        'msgctxt "content"\nmsgid "On the side that is NOT sore."\nmsgstr "*Nicht* dort."\n',
    )
    translations = read_translations(catalogue)
    assert translations.text("content", "On the side that is NOT sore.") == "NICHT dort."


def test_a_doubtful_translation_is_left_out(catalogue: Path) -> None:
    written(catalogue, '#, fuzzy\nmsgctxt "tips"\nmsgid "Sit"\nmsgstr "Sitzen"\n')
    assert read_translations(catalogue).text("tips", "Sit") == "Sit"


def test_a_file_that_is_no_catalogue_is_an_error(catalogue: Path) -> None:
    catalogue.write_text("this is no catalogue\n", encoding="utf-8")
    with pytest.raises(OSError, match=r"de\.po"):
        read_translations(catalogue)


def test_the_opposite_side_is_the_other_word() -> None:
    english = "Bend your {side} knee; the {other} leg stays long."
    assert (
        sided_english(english, Side.RIGHT) == "Bend your *right* knee; the *left* leg stays long."
    )
    # The side is that of the limb that works, also where only the opposite one is named.
    assert sided_english("Stretch your {other} leg long.", Side.LEFT) == (
        "Stretch your *right* leg long."
    )
    assert sided_context(BRACE, Side.RIGHT) == f"{BRACE}#right"


def test_only_texts_for_people_are_translated() -> None:
    exercise = shipped().exercises["plank_leg_reach"]
    texts = set(texts_of(exercise))
    assert exercise.name in texts
    assert exercise.variants[0].steps[0].text in texts
    assert not texts & {exercise.id, exercise.kind, exercise.variants[0].id, "mobilisations"}
