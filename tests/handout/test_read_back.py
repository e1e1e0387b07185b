"""What is read back from a sheet is what was written onto it, character by character."""

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication

from evenkeel.catalogue.terms import Side
from evenkeel.handout.diary import diary_document
from evenkeel.handout.document import Sheet
from evenkeel.handout.paper import PAPERS, Clinic, TextSize
from evenkeel.handout.plan import plan_document, pocket_document
from evenkeel.handout.typesetting import pdf_bytes
from tests.handout.sheets import (
    A4,
    CATALOGUE,
    CLINIC,
    DAY,
    DRAWINGS,
    PLANS,
    WHOLE,
    bare,
    card_of,
    check_read_back,
    every_card,
    longer_catalogue,
    longer_language,
    order_of,
    pdfium_pages,
    pypdf_pages,
)

EVERY_CARD = list(every_card())
SHEETS = {
    **{name: Sheet(paper=paper, clinic=CLINIC) for name, paper in PAPERS.items()},
    "large": Sheet(paper=PAPERS["A4"], size=TextSize.LARGE),
    "large-A5": Sheet(paper=PAPERS["A5"], size=TextSize.LARGE, clinic=CLINIC),
}
#: On the usual paper a short plan, a long one, and one without a side; a short one on the others.
EVERY_PLAN = [
    (name, sheet)
    for kind, sheet in SHEETS.items()
    for name in (PLANS if WHOLE else ("push", "loosen-all", "bare") if kind == "A4" else ("push",))
]
PLAN_IDS = [f"{name}-{sheet.paper.name}-{sheet.size.value}" for name, sheet in EVERY_PLAN]


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
@pytest.mark.parametrize("exercise", CATALOGUE.exercises)
def test_every_card(exercise: str, sheet: Sheet) -> None:
    cards = [card for card in EVERY_CARD if card[0] == exercise]
    # The template is the same for all papers: every form on the usual one, in turn for one side
    # and for the other, and one card on the others.
    turns = [card for number, card in enumerate(cards) if number % 4 in (0, 3)]
    for card in cards if WHOLE else turns if sheet is SHEETS["A4"] else cards[:1]:
        document = card_of(card, sheet)
        check_read_back(document, pdfium_pages(pdf_bytes(document)))


@pytest.mark.parametrize("exercise", CATALOGUE.exercises)
def test_every_card_with_another_reader(exercise: str) -> None:
    cards = [one for one in every_card(CATALOGUE, Side.LEFT) if one[0] == exercise]
    for one in cards if WHOLE else cards[:1]:
        document = card_of(one)
        check_read_back(document, pypdf_pages(pdf_bytes(document)))


@pytest.mark.parametrize(("name", "sheet"), EVERY_PLAN, ids=PLAN_IDS)
def test_every_plan(name: str, sheet: Sheet) -> None:
    document = plan_document(order_of(PLANS[name]), sheet, DAY, CATALOGUE, DRAWINGS)
    check_read_back(document, pdfium_pages(pdf_bytes(document)))


def test_a_plan_with_another_reader() -> None:
    answers = PLANS["loosen-all" if WHOLE else "push"]
    document = plan_document(order_of(answers), A4, DAY, CATALOGUE, DRAWINGS)
    check_read_back(document, pypdf_pages(pdf_bytes(document)))


@pytest.mark.parametrize(("name", "sheet"), EVERY_PLAN, ids=PLAN_IDS)
def test_every_pocket_plan(name: str, sheet: Sheet) -> None:
    document = pocket_document(order_of(PLANS[name]), sheet, DAY, CATALOGUE, DRAWINGS)
    pages = pdfium_pages(pdf_bytes(document))
    whole = bare("".join(pages))
    for line in document.data["lines"]:  # type: ignore[attr-defined]
        for key in ("name", "sides", "dose", "question"):
            assert bare(line[key]) in whole, line
    assert bare(str(document.data["code"]["typed"])) in whole  # type: ignore[index]
    if sheet.paper is PAPERS["A4"] and sheet.size is TextSize.USUAL:
        assert len(pages) == 1


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_every_diary_and_referral(sheet: Sheet) -> None:
    diary = diary_document(DAY, sheet, DAY, CATALOGUE)
    pages = pdfium_pages(pdf_bytes(diary))
    check_read_back(diary, pages)
    assert len(pages) == 1
    order = order_of({"red_flags": ["chest_pain"]})
    referral = plan_document(order, sheet, DAY, CATALOGUE, DRAWINGS)
    whole = bare("".join(pdfium_pages(pdf_bytes(referral))))
    urgent = next(one for one in CATALOGUE.advice if one.code == order.plan.advice[0])
    assert all(bare(text) in whole for text in (urgent.title, urgent.text, *urgent.now))


def test_signs_beside_digits_and_whoever_is_called_smith_and_sons() -> None:
    (page, *_) = pdfium_pages(
        pdf_bytes(card_of(("dontigny_knee_brace", None, Side.LEFT), SHEETS["A4"]))
    )
    assert "6\u00a0×\u00a06\u00a0s each side, rest 6\u00a0s between" in page.replace("\r\n", " ")
    assert "Questions? Call Park Clinic, Smith & Sons <Physio>: 030" in " ".join(page.split())


def test_longer_words_are_all_there_too(qapp: QCoreApplication) -> None:
    translator = longer_language()
    qapp.installTranslator(translator)
    try:
        long = longer_catalogue(CATALOGUE)
        for one in list(every_card(long, Side.LEFT))[:: 1 if WHOLE else 6]:
            document = card_of(one, A4, long)
            check_read_back_longer(pdfium_pages(pdf_bytes(document)), document.data["exercise"])
        for name in ("push-all", "loosen-all") if WHOLE else ("push-all",):
            document = plan_document(order_of(PLANS[name]), A4, DAY, long, DRAWINGS)
            pages = pdfium_pages(pdf_bytes(document))
            for exercise in document.data["exercises"]:  # type: ignore[attr-defined]
                check_read_back_longer(pages, exercise)
    finally:
        qapp.removeTranslator(translator)


def check_read_back_longer(pages: list[str], exercise: object) -> None:
    whole = bare("".join(pages))
    assert isinstance(exercise, dict)
    for panel in exercise["panels"]:
        assert all(bare(step) in whole for step in panel["steps"])
    for note in exercise["notes"]:
        assert all(bare(text) in whole for text in note["texts"])


def test_what_no_typeface_has_becomes_a_square_and_control_characters_go() -> None:
    clinic = Clinic(name="Praxis \N{THUMBS UP SIGN}\x0b 5\u00a0–\u00a06 \x00", phone="1")
    document = diary_document(
        date(2026, 11, 1), Sheet(paper=PAPERS["A4"], clinic=clinic), DAY, CATALOGUE
    )
    (page,) = pdfium_pages(pdf_bytes(document))
    assert "Praxis \N{WHITE SQUARE} 5\u00a0–\u00a06" in page or "Praxis \N{THUMBS UP SIGN}" in page
