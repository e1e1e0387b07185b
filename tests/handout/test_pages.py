"""The pages: pictures worth looking at, nothing over anything else, no page nearly blank."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from PIL import Image

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.code import decode
from evenkeel.guide.decide import decide
from evenkeel.handout.diary import diary_document
from evenkeel.handout.document import Document, Sheet
from evenkeel.handout.paper import PAPERS, Clinic, Paper, TextSize
from evenkeel.handout.pictures import picture_set
from evenkeel.handout.plan import PlanOrder, plan_document, pocket_document
from evenkeel.handout.qr import qr_text
from evenkeel.handout.signs import signs
from evenkeel.handout.typesetting import page_count, pdf_bytes, png_pages, svg_pages
from tests.handout.sheets import (
    A4,
    CATALOGUE,
    CLINIC,
    DAY,
    DRAWINGS,
    MM_PER_INCH,
    PLANS,
    POINTS_PER_MM,
    WHOLE,
    card_of,
    drawn,
    every_card,
    order_of,
    pdfium_pages,
    picture_sizes,
    rendered,
)

SHEETS = {name: Sheet(paper=PAPERS[name], clinic=CLINIC) for name in ("A4", "Letter")}
EVERY_SHEET = {
    **SHEETS,
    "A5": Sheet(paper=PAPERS["A5"], clinic=CLINIC),
    "A5 without a clinic": Sheet(paper=PAPERS["A5"]),
    "large": Sheet(paper=PAPERS["A4"], size=TextSize.LARGE),
}
CLINICS = {
    "no clinic": None,
    "a clinic": Clinic(name="Park Clinic", phone="030 123 45 67"),
    "a clinic with a logo": CLINIC,
}
#: The longest plan of each programme.
LONGEST = ("push-all", "loosen-all")
_MakePlan = Callable[[PlanOrder, Sheet, date, Catalogue, Drawings], Document]
DPI = 30
#: The edge that every printer reaches.
EDGE_MM = 10


def everything(sheet: Sheet) -> list[tuple[str, Callable[[], Document]]]:
    """Cards, plans, pocket plans and a diary, each made when it is asked for."""
    cards = [(str(one), partial(card_of, one, sheet)) for one in every_card(CATALOGUE, Side.LEFT)]
    plans = [
        (name, partial(_made, make, answers, sheet))
        for name, answers in PLANS.items()
        for make in (plan_document, pocket_document)
    ]
    return [*cards, *plans, ("diary", partial(diary_document, DAY, sheet, DAY, CATALOGUE))]


def _made(make: _MakePlan, answers: Mapping[str, object], sheet: Sheet) -> Document:
    return make(order_of(answers), sheet, DAY, CATALOGUE, DRAWINGS)


@pytest.mark.parametrize("name", SHEETS)
def test_the_pictures_of_a_card_are_large(name: str) -> None:
    """At least 55 mm high, or most of the page wide: all of one card have one scale."""
    sheet = Sheet(paper=PAPERS[name], clinic=Clinic(name="Park Clinic", phone="030 123 45 67"))
    in_plans = {item.exercise for plan in LONGEST for item in order_of(PLANS[plan]).plan.items}
    every = [one for one in every_card(CATALOGUE, Side.LEFT) if WHOLE or one[0] in in_plans]
    for one in every[:: 1 if WHOLE else 3]:
        sizes = [size for page in svg_pages(card_of(one, sheet)) for size in picture_sizes(page)]
        inner = PAPERS[name].width_mm - 30
        for width, height in sizes:
            assert height >= 54.9 or width >= 0.8 * inner, (one, width, height)


@pytest.mark.parametrize("clinic", CLINICS.values(), ids=CLINICS)
@pytest.mark.parametrize("size", TextSize)
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_card_begins_with_a_picture(paper: Paper, size: TextSize, clinic: Clinic | None) -> None:
    sheet = Sheet(paper=paper, size=size, clinic=clinic)
    every = list(every_card())
    # The smallest sheet with the most on it has the least room for one.
    tightest = paper.name == "A5" and size is TextSize.LARGE and clinic is CLINIC
    for one in every[:: 1 if WHOLE else 2 if tightest else 12]:
        sizes = picture_sizes(svg_pages(card_of(one, sheet))[0])
        # A logo is lower.
        assert any(height > 15 for _, height in sizes), one


@pytest.mark.parametrize("name", SHEETS)
def test_the_pictures_of_a_plan_are_told_apart(name: str) -> None:
    """Two exercises share a page only where both are seen; the first page has the QR code."""
    sheet = Sheet(paper=PAPERS[name])
    for plan in LONGEST:
        document = plan_document(order_of(PLANS[plan]), sheet, DAY, CATALOGUE, DRAWINGS)
        sizes = [size for page in svg_pages(document) for size in picture_sizes(page)]
        # A label may take a strip of 6 mm above its picture.
        assert all(height >= 24 for _, height in sizes), plan


@pytest.mark.parametrize("clinic", CLINICS.values(), ids=CLINICS)
@pytest.mark.parametrize("name", SHEETS)
def test_a_short_plan_is_six_pages(name: str, clinic: Clinic | None) -> None:
    """The overview, a page for each exercise with four pictures, and what else helps."""
    sheet = Sheet(paper=PAPERS[name], clinic=clinic)
    document = plan_document(order_of(PLANS["push"]), sheet, DAY, CATALOGUE, DRAWINGS)
    assert page_count(document) <= 6


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_no_page_is_less_than_a_third_full_or_over_its_foot(name: str) -> None:
    sheet = EVERY_SHEET[name]
    every = everything(sheet)
    chosen = every if WHOLE else [*every[::12], *(one for one in every if one[0] == LONGEST[0])]
    for what, make in chosen:
        with pypdfium2.PdfDocument(pdf_bytes(make())) as pages:
            for number, page in enumerate(pages):
                image = drawn(page, DPI)
                text = page.get_textpage()
                searcher = text.search("STOP", match_case=True, match_whole_word=True)
                place = searcher.get_next()
                assert place, (what, number)
                _, _, _, stop = text.get_charbox(place[0])
                height = page.get_height()
                # The frame begins a little above its word, which stands in its middle.
                frame = stop + 5 * POINTS_PER_MM
                lowest = min((text.get_charbox(at)[1] for at in range(place[0])), default=height)
                assert lowest > stop, (what, number)
                top = 14 * DPI / MM_PER_INCH
                foot = image.height * (1 - frame / height)
                body = image.crop((0, int(top), image.width, int(foot)))
                ink = body.point(lambda value: 255 * (value < 200)).getbbox()
                assert ink, (what, number)
                assert ink[3] >= body.height / 3, (what, number)


@pytest.mark.parametrize("name", [*SHEETS, "A5"])
def test_printers_that_reach_to_ten_millimetres_cut_nothing(name: str) -> None:
    edge = int((EDGE_MM - 0.5) / MM_PER_INCH * DPI)
    sheet = Sheet(paper=PAPERS[name], clinic=CLINIC)
    for what, make in everything(sheet)[:: 1 if WHOLE else 12]:
        for image in rendered(pdf_bytes(make()), DPI):
            image.paste(255, (edge, edge, image.width - edge, image.height - edge))
            assert image.getextrema() == (255, 255), what


@pytest.mark.parametrize(
    ("name", "size"), [("A4", (595, 842)), ("Letter", (612, 792)), ("A5", (420, 595))]
)
def test_pages_have_the_size_of_their_paper(name: str, size: tuple[int, int]) -> None:
    pdf = pdf_bytes(card_of(("glute_bridge", None, None), Sheet(paper=PAPERS[name])))
    with pypdfium2.PdfDocument(pdf) as document:
        assert [round(length) for length in document[0].get_size()] == list(size)


def test_a_png_is_a_picture_of_a_page() -> None:
    import io

    document = card_of(("glute_bridge", None, None))
    image = Image.open(io.BytesIO(png_pages(document, 50)[0]))
    assert image.size == (413, 585)


def test_side_changes_words_and_pictures_together() -> None:
    for side in Side:
        (page, *_) = pdfium_pages(pdf_bytes(card_of(("inflare_correction", None, side))))
        assert f"your {side.upper()} knee" in page.replace("\r\n", " ")
    left, right = (
        picture_set(DRAWINGS, "inflare_correction", ["hold"], side).pictures["hold"].svg
        for side in Side
    )
    assert b"scale(-1 1)" not in left
    assert b"scale(-1 1)" in right


def test_labels_name_the_limb_that_a_picture_shows() -> None:
    names = ["kneel", "start", "leg", "hold"]
    found = picture_set(DRAWINGS, "swiss_ball_superman", names, Side.LEFT).pictures
    assert found["hold"].label == "LEFT leg, RIGHT arm"
    # Nothing is done by one side yet.
    assert found["kneel"].label == ""
    found = picture_set(DRAWINGS, "swiss_ball_superman", names, Side.RIGHT).pictures
    assert found["hold"].label == "RIGHT leg, LEFT arm"


def test_a_picture_in_which_both_legs_do_the_same_has_no_label() -> None:
    found = picture_set(DRAWINGS, "dontigny_knee_brace", ["lie", "start"], Side.LEFT).pictures
    assert found["lie"].label == ""
    assert found["start"].label == "LEFT leg"


def test_sheets_with_room_say_what_the_signs_mean() -> None:
    bridge = card_of(("glute_bridge", None, None))
    plan = _made(plan_document, PLANS["push-all"], A4)
    for document in (bridge, plan):
        words = " ".join(" ".join(pdfium_pages(pdf_bytes(document))).split())
        for sign in signs():
            assert words.count(f"{sign.title}: {sign.text}") == 1, document.title


def test_on_paper_without_colour_the_glow_is_called_hatching() -> None:
    bridge = card_of(("glute_bridge", None, None), replace(A4, grey=True))
    words = " ".join(" ".join(pdfium_pages(pdf_bytes(bridge))).split())
    assert "Hatching: There you may feel it work." in words
    assert "Warm glow" not in words


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_what_the_signs_mean_costs_no_page(name: str) -> None:
    sheet = EVERY_SHEET[name]
    for what, make in everything(sheet)[:: 1 if WHOLE else 8]:
        document = make()
        if "legend" in document.data:
            none = {"head": "", "signs": [{"file": "", "text": "\n\n".join("W" * 4000)}]}
            without = replace(document, data={**document.data, "legend": none})
            assert page_count(document) == page_count(without), what


def test_only_a_kiosk_says_take_it_home() -> None:
    order = order_of(PLANS["push"])
    sheet = SHEETS["A4"]
    for take_home in (False, True):
        document = plan_document(
            replace(order, take_home=take_home), sheet, DAY, CATALOGUE, DRAWINGS
        )
        (page, *_) = pdfium_pages(pdf_bytes(document))
        assert ("Take it home" in page) == take_home
        assert ("For another computer" in page) == (not take_home)
        assert order.code in page


@pytest.mark.parametrize("name", PLANS if WHOLE else ("push", "loosen-all", "bare"))
def test_another_program_reads_the_qr_code_from_the_paper(name: str) -> None:
    """On paper without colour; and the whole of what it reads rebuilds the plan at home."""
    order = order_of(PLANS[name])
    sheet = Sheet(paper=PAPERS["A4"], grey=True)
    for make in (plan_document, pocket_document):
        pdf = pdf_bytes(make(order, sheet, DAY, CATALOGUE, DRAWINGS))
        for dots in (300, 150) if WHOLE else (150,):
            pages = [
                image.point(lambda value: 255 * (value > 127)) for image in rendered(pdf, dots, 2)
            ]
            found = [code for page in pages for code in zxingcpp.read_barcodes(page)]
            assert [code.text for code in found] == [qr_text(order.plan, CATALOGUE, order.code)]
    home = decode(found[0].text, CATALOGUE)
    assert decide(home.answers, CATALOGUE).items == order.plan.items


def test_the_qr_code_holds_no_answer_about_health() -> None:
    sick = order_of(PLANS["loosen-all"])
    well = order_of({"pain_pattern": "tight", "extras": True})
    text = qr_text(sick.plan, CATALOGUE, "")
    assert text == qr_text(well.plan, CATALOGUE, "")
    assert qr_text(order_of(PLANS["push"]).plan, CATALOGUE, "2HGJ-72BC").splitlines() == [
        "Evenkeel 2026.11",
        "1. Heel push in a doorway, LEFT, then RIGHT, 6 × 6 s",
        "2. Knee push against a wall, LEFT, 6 × 6 s",
        *qr_text(order_of(PLANS["push"]).plan, CATALOGUE, "").splitlines()[3:],
        "Code 2HGJ-72BC",
    ]


def test_a_plan_of_nothing_says_what_would_help() -> None:
    answers = {"floor": False, "balance": "needs_support", "pain_pattern": "tight", "equipment": []}
    document = plan_document(order_of(answers), SHEETS["A4"], DAY, CATALOGUE, DRAWINGS)
    (page,) = pdfium_pages(pdf_bytes(document))
    words = " ".join(page.split())
    assert "With a free wall or a steady chair you could do 3 of these exercises." in words


def test_a_diary_has_a_box_for_every_day_of_the_month() -> None:
    for month in range(1, 13):
        document = diary_document(date(2026, month, 5), SHEETS["A4"], DAY, CATALOGUE)
        weeks = document.data["weeks"]
        days = [day for week in weeks for day in week["days"] if day]  # type: ignore[attr-defined]
        assert days == list(range(1, monthrange(2026, month)[1] + 1))
        assert all(len(week["days"]) == 7 for week in weeks)  # type: ignore[attr-defined]
