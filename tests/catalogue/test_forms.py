"""Texts with several forms: the side and the number of the values choose."""

import pytest

from evenkeel.catalogue.forms import (
    PLURAL_FORMS,
    TWO_SIDES,
    Grammar,
    SideWord,
    emphasised,
    folded,
    using,
    with_digits,
    with_dots,
)
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill, say, sentence, side_word
from tests.content import shipped

LEFT, RIGHT = SideWord("LEFT", Side.LEFT), SideWord("RIGHT", Side.RIGHT)
POLISH = Grammar(
    "pl", lambda n: 0 if n == 1 else 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
)
HEEL = TWO_SIDES.join(("Drücken Sie die *linke* Ferse", "Drücken Sie die *rechte* Ferse"))


def test_the_side_chooses_the_sentence() -> None:
    assert fill(HEEL, side=LEFT) == "Drücken Sie die LINKE Ferse"
    assert fill(HEEL, side=RIGHT) == "Drücken Sie die RECHTE Ferse"
    assert fill(HEEL, sore=RIGHT, cue="x") == "Drücken Sie die RECHTE Ferse"


def test_the_side_that_works_is_the_sentences_side_where_both_are_named() -> None:
    text = TWO_SIDES.join(("links, nicht rechts", "rechts, nicht links"))
    words = shipped().words
    assert say(words, text, Side.LEFT) == "links, nicht rechts"
    assert say(words, text, Side.RIGHT) == "rechts, nicht links"


def test_a_sentence_that_names_only_the_other_side_is_chosen_by_the_one_that_works() -> None:
    text = TWO_SIDES.join(("das *rechte* Bein lang", "das *linke* Bein lang"))
    words = shipped().words
    assert say(words, text, Side.LEFT) == "das RECHTE Bein lang"
    assert fill(text, other=side_word(words, Side.RIGHT)) == "das RECHTE Bein lang"


def test_a_sentence_for_a_side_needs_one() -> None:
    with pytest.raises(KeyError):
        fill(HEEL, cue="x")
    with pytest.raises(KeyError):
        say(shipped().words, HEEL, None)


def test_the_number_chooses_the_plural_form() -> None:
    text = PLURAL_FORMS.join(("{count} sesja", "{count} sesje", "{count} sesji"))
    with using(POLISH):
        said = [fill(text, count=number) for number in (1, 2, 5, 12, 22, 25)]
    assert said == ["1 sesja", "2 sesje", "5 sesji", "12 sesji", "22 sesje", "25 sesji"]


def test_a_fraction_and_a_number_in_words_take_the_form_for_many() -> None:
    text = PLURAL_FORMS.join(("one", "few", "many {minutes}"))
    with using(POLISH):
        assert fill(text, minutes="9 min") == "many 9 min"
        assert fill(text, minutes=1.5) == "many 1.5"


def test_both_at_once() -> None:
    halves = (
        PLURAL_FORMS.join((f"{side} {{count}} raz", f"{side} {{count}} razy"))
        for side in ("*lewa*", "*prawa*")
    )
    text = TWO_SIDES.join(halves)
    with using(Grammar("pl", lambda number: int(number != 1))):
        assert fill(text, side=RIGHT, count=1) == "PRAWA 1 raz"
        assert fill(text, side=LEFT, count=3) == "LEWA 3 razy"


def test_turkish_capitals_keep_their_dots() -> None:
    text = TWO_SIDES.join(("*sol* diziniz", "*iki* diziniz"))
    with using(Grammar("tr", lambda _: 0)):
        assert fill(text, side=RIGHT) == "İKİ diziniz"


def test_turkish_words_are_found_whichever_letters_are_capitals() -> None:
    with using(Grammar("tr", lambda _: 0)):
        assert folded("Isınma") == folded("ISINMA") == folded("ısınma")
        assert folded("İki") == folded("iki")
    assert folded("Straße") == folded("STRASSE")


def test_whole_numbers_are_in_the_digits_of_the_language() -> None:
    with using(Grammar("ar", lambda _: 0, "٠١٢٣٤٥٦٧٨٩")):
        assert fill("{count} / {name}", count=12, name="A4") == "١٢ / A4"


def test_the_asterisk_of_a_files_name_is_no_mark() -> None:
    assert emphasised("CSV (*.csv);;PDF (*.pdf)") == "CSV (*.csv);;PDF (*.pdf)"
    assert emphasised("*nicht* dort", "<b>", "</b>") == "<b>NICHT</b> dort"


def test_english_is_filled_in_as_it_stands() -> None:
    assert fill("2 * 3 * {count}", count=4) == "2 * 3 * 4"
    assert fill("your {side} knee", side=LEFT) == "your LEFT knee"


def test_a_sentence_ends_as_its_language_does() -> None:
    assert sentence("rest") == "Rest."
    assert [sentence(text) for text in ("ठहरें।", "休息。", "استرح؟")] == ["ठहरें।", "休息。", "استرح؟"]
    with using(Grammar("hi", lambda _: 0, full_stop="।")):
        assert sentence("ठहरें") == "ठहरें।"
    with using(Grammar("tr", lambda _: 0)):
        assert sentence("iki kez") == "İki kez."


ARABIC = Grammar("ar", lambda number: int(number != 1), digits="٠١٢٣٤٥٦٧٨٩", dot="، ")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("التمرين 1", "التمرين ١"),
        ("و10 من 15–20", "و١٠ من ١٥–٢٠"),
        # A name or a code is the same everywhere.
        ("ورق A4 أو A5، والمفاتيح Ctrl+1", "ورق A4 أو A5، والمفاتيح Ctrl+1"),
        ("FHIR R4: plan.2.json", "FHIR R4: plan.2.json"),
        ("{rep1} من 6", "{rep1} من ٦"),
        # A dot would be a zero.
        ("ابدأ · 9", "ابدأ، ٩"),
    ],
)
def test_a_written_text_has_the_digits_of_the_language(written: str, shown: str) -> None:
    with using(ARABIC):
        assert with_digits(written) == shown
    assert with_digits(written) == written


def test_texts_side_by_side_are_set_off_as_the_language_does() -> None:
    assert with_dots(("9", "0")) == "9 · 0"
    with using(ARABIC):
        assert with_dots(("٩", "٠")) == "٩، ٠"
