"""Cards on paper: nothing cut, nothing on top of something else, large enough to read."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QCoreApplication

from evenkeel.catalogue.model import Catalogue, Exercise
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.catalogue.wording import say
from evenkeel.figures.store import FigureStore
from evenkeel.guide.decide import card_item
from evenkeel.handout.card import MIN_PICTURE_MM, CardOrder, card_pages, foot_line, numbered
from evenkeel.handout.files import page_image, pdf_bytes, png_bytes
from evenkeel.handout.flow import shortened
from evenkeel.handout.labels import limb_label
from evenkeel.handout.paint import Inks, text_lines, text_width_mm
from evenkeel.handout.paper import PAPERS, Clinic, Page, PictureItem, Style, TextItem
from tests.handout.sheets import (
    MM_PER_INCH,
    check_labels,
    check_page,
    longer_catalogue,
    longer_language,
    pictures,
    pil,
    texts,
)

CLINIC = Clinic(name="Park Clinic", phone="030 123 45 67")
Card = tuple[str, str | None, Side | None]


def side_of(exercise: Exercise, variant: str | None, side: Side = Side.LEFT) -> Side | None:
    return None if exercise.side_rule_of(variant) is SideRule.NONE else side


def pages_of(
    catalogue: Catalogue, card: Card, paper: str = "A4", clinic: Clinic | None = None
) -> tuple[Page, ...]:
    exercise, variant, side = card
    order = CardOrder(
        item=card_item(catalogue.exercises[exercise], variant, side),
        paper=PAPERS[paper],
        printed_on=date(2026, 11, 22),
        clinic=clinic,
    )
    return numbered(card_pages(order, catalogue), "title · Evenkeel 2026.11 · 22 11 2026")


def every_card(catalogue: Catalogue, side: Side = Side.LEFT) -> Iterator[Card]:
    for exercise in catalogue.exercises.values():
        variants: list[str | None] = [one.id for one in exercise.variants]
        for variant in variants or [None]:
            yield exercise.id, variant, side_of(exercise, variant, side)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("side", Side)
def test_nothing_is_cut_or_overlaps(
    catalogue: Catalogue, figures: FigureStore, paper: str, side: Side
) -> None:
    for card in every_card(catalogue, side):
        for page in pages_of(catalogue, card, paper, CLINIC if side is Side.LEFT else None):
            check_page(page, card)
            check_labels(page, figures, card)


@pytest.mark.parametrize("paper", PAPERS)
def test_longer_words_are_not_cut_either(
    catalogue: Catalogue, figures: FigureStore, paper: str, qapp: QCoreApplication
) -> None:
    translator = longer_language()
    qapp.installTranslator(translator)
    try:
        long = longer_catalogue(catalogue)
        for card in every_card(long):
            pages = pages_of(long, card, paper)
            for page in pages:
                check_page(page, card)
                check_labels(page, figures, card)
            _check_steps(long, card, pages)
    finally:
        qapp.removeTranslator(translator)


def _check_steps(catalogue: Catalogue, card: Card, pages: tuple[Page, ...]) -> None:
    """Every step is on one page with its picture."""
    exercise, variant, side = card
    for step in catalogue.exercises[exercise].form_of(variant).steps:
        sentence = say(catalogue.words, step.text, side)
        together = [
            page
            for page in pages
            if sentence in texts((page,)) and step.figure in {one.name for one in pictures((page,))}
        ]
        assert together, (card, sentence)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_card_is_one_sheet_or_two_with_pictures_worth_looking_at(
    catalogue: Catalogue, paper: str
) -> None:
    counts = []
    for card in every_card(catalogue):
        pages = pages_of(catalogue, card, paper)
        counts.append(len(pages))
        assert len(pages) <= 2, card
        assert min(item.box.height for item in pictures(pages)) >= MIN_PICTURE_MM, card
        _check_steps(catalogue, card, pages)
        # All steps are on the first sheet: whoever prints one side only loses no step.
        assert not list(pictures(pages[1:])), card
    assert counts.count(1) > len(counts) / 2


def test_every_word_of_the_card_is_on_it(catalogue: Catalogue) -> None:
    for card in every_card(catalogue):
        exercise_id, variant, side = card
        exercise = catalogue.exercises[exercise_id]
        written = texts(pages_of(catalogue, card))
        for step in exercise.form_of(variant).steps:
            assert say(catalogue.words, step.text, side) in written
        for told in (exercise.precautions, exercise.mistakes, exercise.stop):
            assert set(told) <= set(written)
        assert set(exercise.easier) | set(exercise.harder) <= set(written)
        assert exercise.purpose in written
        assert ("LEFT" in "\n".join(written)) == (side is not None)


def test_the_stop_rule_and_whom_to_call_are_on_every_sheet(catalogue: Catalogue) -> None:
    for card in every_card(catalogue):
        for page in pages_of(catalogue, card, clinic=CLINIC):
            written = texts((page,))
            assert catalogue.words.stop_rule in written
            assert "Questions? Call Park Clinic: 030\xa0123\xa045\xa067" in written


def test_every_sheet_can_be_sorted(catalogue: Catalogue) -> None:
    pages = pages_of(catalogue, ("swiss_ball_superman", None, Side.LEFT))
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in texts((page,))
        assert "title · Evenkeel 2026.11 · 22 11 2026" in texts((page,))


def test_the_day_has_its_month_in_letters(catalogue: Catalogue) -> None:
    """5 6 2026 is June in one country and May in another."""
    foot = foot_line("title", catalogue, date(2026, 6, 5))
    number, month, year = foot.rsplit(" · ", 1)[1].split()
    assert (number, year) == ("5", "2026")
    assert month.rstrip(".").isalpha()


def test_a_long_name_leaves_version_and_day_at_the_foot() -> None:
    short = shortened("An exercise with a very long name · Evenkeel 1 · today", Style.SMALL, 80)
    assert short.endswith("… · Evenkeel 1 · today")
    assert text_width_mm(short, Style.SMALL) <= 80


def test_no_text_is_smaller_than_twelve_points_and_steps_have_fourteen(
    catalogue: Catalogue,
) -> None:
    assert min(style.value[0] for style in Style) >= 12
    for exercise_id, variant, side in every_card(catalogue):
        steps = catalogue.exercises[exercise_id].form_of(variant).steps
        sentences = {say(catalogue.words, step.text, side) for step in steps}
        for page in pages_of(catalogue, (exercise_id, variant, side)):
            for item in page.items:
                if isinstance(item, TextItem) and item.text in sentences:
                    assert item.style.value[0] == 14


def test_a_word_that_is_too_long_is_broken() -> None:
    lines = text_lines("Oberschenkelrückseitendehnungsübung zuerst", Style.BODY, 40)
    assert len(lines) > 1
    assert all(text_width_mm(line, Style.BODY) <= 40 for line in lines)
    assert "".join(lines).replace(" ", "") == "Oberschenkelrückseitendehnungsübungzuerst"


def test_side_changes_words_and_picture_together(catalogue: Catalogue) -> None:
    for side in Side:
        pages = pages_of(catalogue, ("inflare_correction", None, side))
        assert any(f"your {side.upper()} knee" in text for text in texts(pages))
        assert {picture.side for picture in pictures(pages)} == {side}


def test_the_label_names_the_limb_that_the_picture_shows(
    catalogue: Catalogue, figures: FigureStore
) -> None:
    card = ("swiss_ball_superman", None, Side.LEFT)
    hold = next(one for one in pictures(pages_of(catalogue, card)) if one.name == "hold")
    assert limb_label(figures, hold) == "LEFT leg, RIGHT arm"
    card = ("swiss_ball_superman", None, Side.RIGHT)
    hold = next(one for one in pictures(pages_of(catalogue, card)) if one.name == "hold")
    assert limb_label(figures, hold) == "RIGHT leg, LEFT arm"
    kneel = next(one for one in pictures(pages_of(catalogue, card)) if one.name == "kneel")
    assert limb_label(figures, kneel) == "RIGHT leg"


def test_an_exercise_of_both_sides_says_both(catalogue: Catalogue) -> None:
    written = texts(pages_of(catalogue, ("dontigny_knee_brace", None, Side.LEFT)))
    assert any("then the RIGHT side" in text for text in written)
    assert "LEFT, then RIGHT" in written


def test_the_pdf_holds_text_and_vectors_in_the_right_size(
    catalogue: Catalogue, figures: FigureStore
) -> None:
    for paper, size in (("A4", (595, 842)), ("Letter", (612, 792))):
        pages = pages_of(catalogue, ("inflare_correction", None, Side.LEFT), paper)
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


def test_the_pdf_says_what_its_pictures_show(catalogue: Catalogue, figures: FigureStore) -> None:
    pages = pages_of(catalogue, ("inflare_correction", None, Side.RIGHT))
    assert all(one.alternative for one in pictures(pages))
    data = pdf_bytes(pages, Inks(figures=figures, palette="light"), "Inflare correction")
    document = pypdfium2.PdfDocument(data)
    assert document.count_attachments() == 1
    words = bytes(document.get_attachment(0).get_data()).decode("utf-8")
    document.close()
    step = "Press the outside of your RIGHT knee into the wall, and keep pressing."
    picture = "An arrow points from the outside of the RIGHT knee into the wall"
    assert 0 < words.index(picture) < words.index(step)
    assert catalogue.words.stop_rule in words


def test_a_card_can_be_written_as_png(catalogue: Catalogue, figures: FigureStore) -> None:
    page = pages_of(catalogue, ("glute_bridge", None, None))[0]
    data = png_bytes(page, Inks(figures=figures, palette="light"), dots_per_inch=50)
    assert data.startswith(b"\x89PNG")


def test_printers_that_reach_to_ten_millimetres_cut_nothing(
    catalogue: Catalogue, figures: FigureStore
) -> None:
    edge = round(10 / MM_PER_INCH * 60)
    for card in every_card(catalogue):
        for page in pages_of(catalogue, card):
            inks = Inks(figures=figures, palette="light")
            image = pil(page_image(page, inks, dots_per_inch=60)).convert("L")
            inner = (edge, edge, image.width - edge, image.height - edge)
            image.paste(255, inner)
            assert image.getextrema() == (255, 255), card


def test_pictures_of_one_card_have_one_scale(catalogue: Catalogue) -> None:
    for card in every_card(catalogue):
        items = [one for one in pictures(pages_of(catalogue, card)) if isinstance(one, PictureItem)]
        assert len({(one.box.width, one.box.height, one.beside) for one in items}) == 1, card


def test_a_scaled_display_changes_nothing_on_paper(tmp_path: Path) -> None:
    pictures_of = {}
    for scale in ("1", "2"):
        target = tmp_path / f"{scale}.png"
        command = [sys.executable, "-m", "evenkeel", "card", "glute_bridge", "--png", str(target)]
        subprocess.run(command, check=True, env={**os.environ, "QT_SCALE_FACTOR": scale})
        pictures_of[scale] = target.read_bytes()
    assert pictures_of["1"] == pictures_of["2"]
