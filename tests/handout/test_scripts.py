"""Names and notes in other scripts: in a typeface that can write them, in every kind of output."""

import io
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pypdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageChops

from evenkeel.catalogue.terms import Side
from evenkeel.handout.diary import diary_document
from evenkeel.handout.document import Document, Sheet
from evenkeel.handout.paper import PAPERS, Clinic
from evenkeel.handout.typesetting import pdf_bytes, png_pages, svg_pages
from tests.handout.sheets import CATALOGUE, DAY, card_of, pdfium_pages, pypdf_pages, rendered

#: A clinic's name, the typeface that is preferred for it, and a reader that reads it word by word:
#: each of them fails in one of the scripts (letters that join, letters that change places).
NAMES = {
    "Arabic": ("عيادة السلام للعلاج الطبيعي", "NotoSansArabic", pypdf_pages),
    "Persian": ("کلینیک فیزیوتراپی پارک", "NotoSansArabic", pypdf_pages),
    "Hindi": ("पार्क फिजियोथेरेपी क्लिनिक", "NotoSansDevanagari", pdfium_pages),
}
#: Everything that our own typeface is taken to have.
CODES = (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x149), *range(0x14A, 0x180))
LATIN = "".join(map(chr, CODES)) + "–—‘’“”•…≤≥"


def diary_of(name: str) -> Document:
    sheet = Sheet(paper=PAPERS["A4"], clinic=Clinic(name=name, phone="030 123 45 67"))
    return diary_document(DAY, sheet, DAY, CATALOGUE)


def typefaces(pdf: bytes) -> set[str]:
    """The names of the typefaces in a file, without the mark of their part."""
    page: Any = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    fonts = page["/Resources"]["/Font"].get_object()
    return {str(one.get_object()["/BaseFont"]).partition("+")[2] for one in fonts.values()}


@pytest.fixture(params=NAMES)
def script(request: pytest.FixtureRequest) -> str:
    name, typeface, _ = NAMES[request.param]
    if not any(one.startswith(typeface) for one in typefaces(pdf_bytes(diary_of(name)))):
        pytest.skip("no typeface for it is installed (apt-get install fonts-noto-core)")
    return str(request.param)


def test_words_are_read_back(script: str) -> None:
    name, _, reader = NAMES[script]
    (page,) = reader(pdf_bytes(diary_of(name)))
    read = unicodedata.normalize("NFKC", page)
    for word in name.split():
        assert word in read


def test_preview_and_print_show_what_the_pdf_shows(script: str) -> None:
    """Only a PDF tells that a character is missing; the others would have boxes for it."""
    document = diary_of(NAMES[script][0])
    (picture,) = png_pages(document, 72)
    image = Image.open(io.BytesIO(picture)).convert("L")
    (original,) = rendered(pdf_bytes(document), 72)
    difference = ImageChops.difference(image.resize(original.size), original)
    assert sum(difference.histogram()[160:]) < 0.001 * image.width * image.height


def test_a_name_from_the_right_keeps_its_number_behind_it() -> None:
    (name, *_) = NAMES["Arabic"]
    document = diary_of(name)
    assert f"\u2068{name}\u2069: 030" in str(document.data["call"])
    assert "\u2068" not in str(diary_of("Park Clinic").data["call"])


def test_the_usual_letters_are_in_our_own_typeface() -> None:
    for start in range(0, len(LATIN), 60):
        pdf = pdf_bytes(diary_of(LATIN[start : start + 60]))
        assert all(name.startswith("Inter") for name in typefaces(pdf)), LATIN[start : start + 60]
    assert svg_pages(diary_of("Łódź – “Praxis”"))


#: A sentence in each language, which stands for every text of a card.
SENTENCES = {
    "ar": "استلق على ظهرك واثن ركبتك اليسرى ثم ضع قدمك على الإطار",
    "hi": "पीठ के बल लेटें और अपना बायाँ घुटना मोड़ें फिर पैर को चौखट पर रखें",
}


def card_in(language: str) -> Document:
    """A card in which every text is in another language; what tells the parts apart is in ours."""
    name = {"ar": "Arabic", "hi": "Hindi"}[language]
    if not any(
        one.startswith(NAMES[name][1]) for one in typefaces(pdf_bytes(diary_of(NAMES[name][0])))
    ):
        pytest.skip("no typeface for it is installed (apt-get install fonts-noto-core)")
    document = card_of(("hamstring_stretch", "raised", Side.LEFT))
    exercise = in_words(document.data["exercise"], SENTENCES[language])
    exercise |= {"title": "XXX", "side": "YYY", "dose": f"{SENTENCES[language]}: 6 × 10 s"}
    exercise["panels"][0]["steps"][0] = f"QQQ {SENTENCES[language]}"
    own = {"language": language, "exercise": exercise}
    return replace(document, data={**document.data, **own})


def in_words(value: Any, words: str) -> Any:
    """The same data with its texts exchanged."""
    if isinstance(value, str):
        return words
    if isinstance(value, Mapping):
        kept = ("file", "corners")
        return {key: one if key in kept else in_words(one, words) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [in_words(one, words) for one in value]
    return value


def line_with(mark: str, pdf: bytes) -> str:
    """The line of the first page that has a character, as the eye reads it from the left."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        boxes = [
            (text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars())
        ]
    (_, (_, low, _, high)) = next(one for one in boxes if one[0] == mark)
    here = [(box[0], one) for one, box in boxes if one.strip() and box[1] < high and box[3] > low]
    return "".join(one for _, one in sorted(here))


@pytest.mark.parametrize("language", SENTENCES)
def test_a_card_begins_where_its_language_does(language: str) -> None:
    pdf = pdf_bytes(card_in(language))
    root: Any = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    assert root["/Lang"] == language
    order = slice(None, None, -1 if language == "ar" else 1)
    # The name, then the side; a number, then the words of its step.
    assert line_with("X", pdf)[order] == "XXXYYY"
    assert "1.Q" in line_with("Q", pdf)[order]


@pytest.mark.parametrize("language", SENTENCES)
def test_a_quantity_is_read_from_the_left(language: str) -> None:
    assert "6×10s" in line_with("×", pdf_bytes(card_in(language)))


def test_words_of_a_card_are_read_back() -> None:
    read = "".join(pdfium_pages(pdf_bytes(card_in("hi"))))
    for word in SENTENCES["hi"].split():
        assert word in unicodedata.normalize("NFKC", read) or word in read
