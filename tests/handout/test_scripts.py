"""Names and notes in other scripts: in a typeface that can write them, in every kind of output."""

import io
import unicodedata
from typing import Any

import pypdf
import pytest
from PIL import Image, ImageChops

from evenkeel.handout.diary import diary_document
from evenkeel.handout.document import Document, Sheet
from evenkeel.handout.paper import PAPERS, Clinic
from evenkeel.handout.typesetting import pdf_bytes, png_pages, svg_pages
from tests.handout.sheets import CATALOGUE, DAY, pdfium_pages, pypdf_pages, rendered

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
