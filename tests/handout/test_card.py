"""Cards on paper: nothing cut, nothing on top of something else, readable without colour."""

from datetime import date
from itertools import combinations

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QGuiApplication

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue, Exercise
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.catalogue.wording import say
from evenkeel.figures.store import FigureStore
from evenkeel.guide.decide import card_item
from evenkeel.handout.card import CardOrder, card_pages, numbered
from evenkeel.handout.files import application, page_image, pdf_bytes
from evenkeel.handout.paint import Inks, text_height_mm
from evenkeel.handout.paper import MARGIN_MM, PAPERS, Page, PictureItem, Style, TextItem

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(autouse=True)
def _fonts(qapp: QGuiApplication) -> None:
    application()


@pytest.fixture(scope="module")
def figures() -> FigureStore:
    return FigureStore(resources_dir() / "figures")


def side_of(exercise: Exercise, variant: str | None) -> Side | None:
    return None if exercise.side_rule_of(variant) is SideRule.NONE else Side.LEFT


def pages_of(
    catalogue: Catalogue,
    exercise: str,
    variant: str | None,
    side: Side | None,
    paper: str = "A4",
) -> tuple[Page, ...]:
    order = CardOrder(
        item=card_item(catalogue.exercises[exercise], variant, side),
        paper=PAPERS[paper],
        printed_on=date(2026, 11, 22),
    )
    return numbered(card_pages(order, catalogue), "title")


def every_card(catalogue: Catalogue) -> list[tuple[str, str | None, Side | None]]:
    return [
        (exercise.id, variant, side_of(exercise, variant))
        for exercise in catalogue.exercises.values()
        for variant in ([one.id for one in exercise.variants] or [None])
    ]


def texts(pages: tuple[Page, ...]) -> list[str]:
    return [item.text for page in pages for item in page.items if isinstance(item, TextItem)]


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_is_cut_or_overlaps(catalogue: Catalogue, paper: str) -> None:
    for card in every_card(catalogue):
        for page in pages_of(catalogue, *card, paper):
            solid = [item for item in page.items if isinstance(item, TextItem | PictureItem)]
            for item in solid:
                assert item.box.x >= MARGIN_MM - 0.01, (card, item)
                assert item.box.right <= page.paper.width_mm - MARGIN_MM + 0.01, (card, item)
                assert item.box.bottom <= page.paper.bottom_mm + 0.01, (card, item)
                if isinstance(item, TextItem) and not item.centred:
                    needed = text_height_mm(item.text, item.style, item.box.width)
                    assert needed <= item.box.height + 0.01, (card, item.text)
            for one, other in combinations(solid, 2):
                apart = (
                    one.box.right <= other.box.x + 0.01
                    or other.box.right <= one.box.x + 0.01
                    or one.box.bottom <= other.box.y + 0.01
                    or other.box.bottom <= one.box.y + 0.01
                )
                assert apart, (card, one, other)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_card_fits_on_two_sheets_with_pictures_worth_looking_at(
    catalogue: Catalogue, paper: str
) -> None:
    for card in every_card(catalogue):
        pages = pages_of(catalogue, *card, paper)
        assert len(pages) <= 2, card
        heights = [
            item.box.height
            for page in pages
            for item in page.items
            if isinstance(item, PictureItem)
        ]
        assert min(heights) >= 27, card


def test_every_word_of_the_card_is_on_it(catalogue: Catalogue) -> None:
    for exercise_id, variant, side in every_card(catalogue):
        exercise = catalogue.exercises[exercise_id]
        written = "\n".join(texts(pages_of(catalogue, exercise_id, variant, side)))
        for step in exercise.form_of(variant).steps:
            assert say(catalogue.words, step.text, side) in written
        for text in (*exercise.precautions, *exercise.stop, catalogue.words.stop_rule):
            assert text in written
        assert ("LEFT side" in written) == (side is not None)


def test_no_text_is_smaller_than_twelve_points() -> None:
    assert min(style.value[0] for style in Style) >= 12


def test_side_changes_words_and_picture_together(catalogue: Catalogue) -> None:
    left = pages_of(catalogue, "inflare_correction", None, Side.LEFT)
    right = pages_of(catalogue, "inflare_correction", None, Side.RIGHT)
    assert any("your LEFT knee" in text for text in texts(left))
    assert any("your RIGHT knee" in text for text in texts(right))
    for pages, side in ((left, Side.LEFT), (right, Side.RIGHT)):
        pictures = [item for page in pages for item in page.items if isinstance(item, PictureItem)]
        assert {picture.side for picture in pictures} == {side}


def test_an_exercise_of_both_sides_says_both(catalogue: Catalogue) -> None:
    written = "\n".join(texts(pages_of(catalogue, "dontigny_knee_brace", None, Side.LEFT)))
    assert "then the RIGHT side" in written


def test_the_pdf_holds_text_and_vectors_in_the_right_size(
    catalogue: Catalogue, figures: FigureStore
) -> None:
    for paper, size in (("A4", (595, 842)), ("Letter", (612, 792))):
        pages = pages_of(catalogue, "inflare_correction", None, Side.LEFT, paper)
        data = pdf_bytes(pages, Inks(figures=figures, palette="light"), "Inflare correction")
        document = pypdfium2.PdfDocument(data)
        assert len(document) == len(pages)
        assert [round(length) for length in document[0].get_size()] == list(size)
        text = document[0].get_textpage().get_text_bounded().replace("\r\n", " ")
        assert "Inflare correction" in text
        assert "LEFT knee" in text
        kinds = {one.type for one in document[0].get_objects()}
        assert kinds <= {pypdfium2.raw.FPDF_PAGEOBJ_TEXT, pypdfium2.raw.FPDF_PAGEOBJ_PATH}
        document.close()


def test_black_and_white_shows_every_picture(catalogue: Catalogue, figures: FigureStore) -> None:
    """A 1-bit print at 300 dpi has dark lines and light ground in every picture's place."""
    page = pages_of(catalogue, "inflare_correction", None, Side.LEFT)[0]
    picture = page_image(page, Inks(figures=figures, palette="grey"), dots_per_inch=300)
    image = Image.frombytes(
        "RGBA", (picture.width(), picture.height()), bytes(picture.constBits()), "raw", "BGRA"
    )
    assert ImageChops.difference(*image.convert("RGB").split()[:2]).getbbox() is None, "colour"
    one_bit = image.convert("L").point(lambda value: 255 * (value > 127), mode="1")
    dots_per_mm = 300 / 25.4
    for item in page.items:
        if isinstance(item, PictureItem):
            box = item.box
            corners = (box.x, box.y, box.right, box.bottom)
            crop = one_bit.crop(tuple(round(value * dots_per_mm) for value in corners))
            dark = crop.histogram()[0] / (crop.width * crop.height)
            assert 0.01 < dark < 0.5, (item.name, dark)
