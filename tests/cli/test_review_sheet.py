"""A translation on paper beside the English, for somebody who can judge it."""

from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue, Form
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.translated import translated_catalogue
from evenkeel.catalogue.translations import languages, read_translations
from evenkeel.handout.review import Pairs, readable
from tests.cli.test_command import refused, run


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    from tests.content import shipped

    texts = read_translations(resources_dir() / "languages" / "de.po")
    return Pairs(shipped(), translated_catalogue(shipped(), texts))


def test_the_sheets_are_written(tmp_path: Path) -> None:
    target = tmp_path / "review.pdf"
    result = run("review-sheet", "--lang", "de", "--pdf", target)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    with closing(pypdfium2.PdfDocument(target)) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert text.startswith("Translation review: Deutsch")
    words = " ".join(text.split())
    for english, german in (
        ("press your LEFT heel into the frame", "drücken Sie Ihre LINKE Ferse gegen den Rahmen"),
        ("press your RIGHT heel into the frame", "drücken Sie Ihre RECHTE Ferse gegen den Rahmen"),
    ):
        assert english in words
        assert german in words
    assert "What the voice says" in words


def test_only_a_translation_can_be_reviewed(tmp_path: Path) -> None:
    known = ", ".join(languages(resources_dir()))
    for code in ("en", "xx"):
        told = refused("review-sheet", "--lang", code, "--pdf", tmp_path / "out.pdf")
        assert told == f"evenkeel: --lang: '{code}'; allowed: {known}\n"


def test_every_exercise_question_and_advice_is_there(pairs: Pairs, catalogue: Catalogue) -> None:
    sections = list(pairs.sections())
    titles = [one.title for one in sections]
    for exercise in catalogue.exercises.values():
        (section,) = (one for one in sections if one.exercise == exercise.id)
        told = [row.english for row in section.rows]
        for text in (*exercise.stop, *exercise.precautions, *exercise.mistakes):
            if "{" not in text:
                assert text in told
        form = exercise.form_of(exercise.usual_variant)
        assert section.figure == form.hold
    assert all(f"Question: {one.title}" in titles for one in catalogue.questions)
    assert all(f"Advice: {one.title}" in titles for one in catalogue.advice)


def test_a_sentence_with_a_side_stands_there_for_each(pairs: Pairs, catalogue: Catalogue) -> None:
    form = catalogue.exercises["dontigny_knee_brace"].form
    assert isinstance(form, Form)
    section = next(one for one in pairs.sections() if one.exercise == "dontigny_knee_brace")
    cues = {row.label: row for row in section.rows if row.label.startswith("cue")}
    assert set(cues) == {"cue, left", "cue, right"}
    assert "LEFT" in cues["cue, left"].english
    assert "LINKE" in cues["cue, left"].translation
    assert "RECHTE" in cues["cue, right"].translation
    # No mark of the catalogues is left, and nothing that is not translated.
    for one in pairs.sections():
        for row in one.rows:
            assert not set(row.translation) & set("*\x1e\x1f"), row
            assert row.english != row.translation or not any(map(str.isalpha, row.english)), row


def test_forms_for_one_and_many_stand_beside_each_other(catalogue: Catalogue) -> None:
    assert readable("{count} mal\x1e{count} Male", None, catalogue.words) == (
        "{count} mal | {count} Male"
    )
    assert readable("your {side} leg", Side.RIGHT, catalogue.words) == "your RIGHT leg"
