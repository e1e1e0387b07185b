"""Every language that is shipped says the same as English."""

from collections import Counter, defaultdict

import polib
import pytest

from evenkeel.catalogue.forms import form_for, marked_words, names_side, small_letters, using
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Form
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.translated import context_of, texts_of, translated_catalogue
from evenkeel.catalogue.translations import language_facts, languages, read_translations
from evenkeel.catalogue.wording import say, side_word
from evenkeel.voice.script import CONTEXT, load_script
from evenkeel_languages.catalogues import catalogue_file
from evenkeel_languages.check import faults
from tests.content import shipped

RESOURCES = resources_dir()
LANGUAGES = languages(RESOURCES)


def of(language: str) -> polib.POFile:
    return polib.pofile(str(catalogue_file(RESOURCES, language)), encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wrong(language: str) -> None:
    assert list(faults(of(language), language_facts(RESOURCES, language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_for_the_left_side_is_one_for_the_right(language: str) -> None:
    sides = language_facts(RESOURCES, language).sides
    assert sides[Side.LEFT]
    assert sides[Side.RIGHT]
    assert not set(sides[Side.LEFT]) & set(sides[Side.RIGHT])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_side_has_its_own_sentence_in_every_exercise(language: str) -> None:
    translations = read_translations(catalogue_file(RESOURCES, language))
    content = translated_catalogue(shipped(), translations)
    for exercise in content.exercises.values():
        english = shipped().exercises[exercise.id]
        for text, original in zip(texts_of(exercise), texts_of(english), strict=True):
            if "{side}" in original or "{other}" in original:
                left, right = (say(content.words, text, side) for side in Side)
                assert left != right
                assert left != say(shipped().words, original, Side.LEFT)
            else:
                assert say(content.words, text, None) == text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("side", list(Side))
def test_every_sentence_names_the_sides_that_english_names(language: str, side: Side) -> None:
    """As they are shown and said, for the limb that works."""
    translations = read_translations(catalogue_file(RESOURCES, language))
    side_of = {
        word: one
        for one, words in language_facts(RESOURCES, language).sides.items()
        for word in words
    }
    words = shipped().words
    script = load_script(RESOURCES)
    content = (*shipped().exercises.values(), script)
    contexts = (*map(context_of, shipped().exercises.values()), CONTEXT)
    seen = 0
    for value, context in zip(content, contexts, strict=True):
        for english in texts_of(value):
            if not names_side(english):
                continue
            with using(translations.grammar()):
                marked = marked_words(form_for(translations.text(context, english), side))
                named = Counter(side_of[small_letters(word)] for word in marked)
            values = {"side": side_word(words, side), "other": side_word(words, side.other)}
            plain = english.format_map(defaultdict(str, values))
            wanted = Counter({one: plain.count(one.upper()) for one in Side})
            assert +named == +wanted, f"{context}: {english}"
            seen += 1
    assert seen > 100


def changed(language: str, english: str, text: str, side: Side | None = None) -> list[str]:
    """What is said of a language in which one text is another one."""
    catalogue = of(language)
    for entry in catalogue:
        fits = side is None or (entry.msgctxt or "").endswith(f"#{side}")
        if entry.msgid == english and fits:
            entry.msgstr = text
    return list(faults(catalogue, language_facts(RESOURCES, language)))


def a_cue() -> str:
    form = shipped().exercises["dontigny_knee_brace"].form
    assert isinstance(form, Form)
    return form.cue


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("drücken Sie Ihre *rechte* Ferse gegen den Rahmen", "says right 1 times"),
        ("drücken Sie Ihre linke Ferse gegen den Rahmen", "says no side"),
        ("drücken Sie Ihre *linke* Ferse, nicht die rechte", "rechte: a word for a side"),
        ("drücken Sie Ihre *gauche* Ferse gegen den Rahmen", "gauche: no word for a side"),
        ("", "not translated"),
    ],
)
def test_a_wrong_side_is_found(text: str, fault: str) -> None:
    english = a_cue().replace("{side}", "*left*")
    found = changed("de", english, text, Side.LEFT)
    assert any(fault in one for one in found), found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Pause.", "{name} is missing"),
        ("Pause {seite}.", "{seite} is not in the English"),
        ("Pause {.", "a brace that holds no variable"),
        (" Pause. ", "begins or ends with a space"),
    ],
)
def test_a_wrong_variable_is_found(text: str, fault: str) -> None:
    catalogue = of("de")
    entry = next(one for one in catalogue if one.msgctxt == "cues" and one.msgid == "{name}.")
    entry.msgstr = text
    found = list(faults(catalogue, language_facts(RESOURCES, "de")))
    assert any(fault in one for one in found), found
