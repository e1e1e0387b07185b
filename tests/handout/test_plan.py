"""Plan, pocket plan and diary: whole, in order, sortable, and readable by machine and by hand."""

import re
from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
import zxingcpp
from hypothesis import given, settings
from PySide6.QtCore import QCoreApplication

from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Outcome
from evenkeel.catalogue.wording import say
from evenkeel.figures.store import FigureStore
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import Answers, answers_from
from evenkeel.guide.code import decode, encode
from evenkeel.guide.decide import decide
from evenkeel.guide.describe import dose_of, name_of, reason_text
from evenkeel.handout.card import MIN_PICTURE_MM, numbered
from evenkeel.handout.diary import DiaryOrder, diary_pages, diary_title
from evenkeel.handout.files import page_image, write_handout
from evenkeel.handout.paint import Inks
from evenkeel.handout.paper import PAPERS, Clinic, FrameItem, Page, QrItem, TextItem
from evenkeel.handout.plan import PlanOrder, plan_pages, plan_title
from evenkeel.handout.pocket import pocket_pages
from evenkeel.handout.qr import qr_text
from evenkeel.journal.days import weeks_of
from tests.guide.strategies import unscreened
from tests.handout.sheets import (
    check_labels,
    check_page,
    longer_catalogue,
    longer_language,
    pictures,
    pil,
    texts,
)

CATALOGUE = load_catalogue(resources_dir())
LOGO = (Path(__file__).parent.parent.parent / "resources/icons/evenkeel.svg").read_bytes()
CLINIC = Clinic(name="Park Clinic, Physiotherapy", phone="030 123 45 67", logo=LOGO)
DAY = date(2026, 11, 22)
DOCUMENTS: dict[str, dict[str, object]] = {
    "push": {"sore_side": "left", "pain_pattern": "shifted"},
    "push-all": {"sore_side": "right", "pain_pattern": "shifted", "extras": True},
    "push-press": {"sore_side": "left", "pain_pattern": "shifted", "leg_lift": False},
    "loosen": {"sore_side": "right", "pain_pattern": "tight"},
    "loosen-all": {
        "pain_pattern": "tight",
        "extras": True,
        "pain_now": 9,
        "history": ["long_standing", "keeps_going_out", "not_assessed"],
    },
    "supported": {"pain_pattern": "tight", "balance": "needs_support", "sore_side": "left"},
    "standing": {"pain_pattern": "tight", "floor": False, "sore_side": "both"},
    "bare": {"pain_pattern": "shifted", "sore_side": "both", "equipment": [], "plank": "knees"},
}


def order_of(
    document: dict[str, object], paper: str = "A4", clinic: Clinic | None = None
) -> PlanOrder:
    answers: Answers = answers_from(document, CATALOGUE)
    plan = decide(answers, CATALOGUE)
    code = ""
    if plan.outcome is Outcome.EXERCISE:
        code = encode(answers, Adjustments(), CATALOGUE).text
    return PlanOrder(
        plan=plan,
        sore_side=str(answers.one("sore_side")),
        paper=PAPERS[paper],
        printed_on=DAY,
        code=code,
        clinic=clinic,
    )


def sheets_of(order: PlanOrder, catalogue: Catalogue = CATALOGUE) -> tuple[Page, ...]:
    return numbered(plan_pages(order, catalogue), plan_title(order, catalogue))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_cut_or_overlaps(figures: FigureStore, paper: str, name: str) -> None:
    order = order_of(DOCUMENTS[name], paper, CLINIC)
    pocket = numbered(pocket_pages(order, CATALOGUE), "pocket")
    for page in (*sheets_of(order), *pocket):
        check_page(page, name)
        check_labels(page, figures, name)
    assert len(pocket) == 1
    for picture in pictures(sheets_of(order)):
        assert picture.box.height >= MIN_PICTURE_MM


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["push-all", "loosen-all", "supported"])
def test_longer_words_are_not_cut_either(
    figures: FigureStore, paper: str, name: str, qapp: QCoreApplication
) -> None:
    translator = longer_language()
    qapp.installTranslator(translator)
    try:
        long = longer_catalogue(CATALOGUE)
        order = order_of(DOCUMENTS[name], paper, CLINIC)
        pocket = numbered(pocket_pages(order, long), "pocket")
        diary = numbered(
            diary_pages(DiaryOrder(month=DAY, paper=PAPERS[paper], clinic=CLINIC), long), "diary"
        )
        assert (len(pocket), len(diary)) == (1, 1)
        for page in (*sheets_of(order, long), *pocket, *diary):
            check_page(page, name)
            check_labels(page, figures, name)
        _check_breaks(order, long)
    finally:
        qapp.removeTranslator(translator)


@pytest.mark.parametrize("clinic", [None, CLINIC], ids=["home", "clinic"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_code_to_take_home_never_has_a_sheet_to_itself(
    paper: str, name: str, clinic: Clinic | None
) -> None:
    order = order_of(DOCUMENTS[name], paper, clinic)
    pages = plan_pages(order, CATALOGUE)
    place = next(
        number
        for number, page in enumerate(pages)
        if any(isinstance(item, QrItem) for item in page.items)
    )
    if place > 0:
        advice = {one.title for one in CATALOGUE.advice if one.code in order.plan.advice}
        assert place == 1
        assert advice <= set(texts((pages[place],)))


def _check_breaks(order: PlanOrder, catalogue: Catalogue) -> None:
    """All steps and pictures of an exercise are on one sheet."""
    pages = plan_pages(order, catalogue)
    for item in order.plan.items:
        steps = catalogue.exercises[item.exercise].form_of(item.variant).steps
        side = item.sides[0] if item.sides else None
        sentences = {say(catalogue.words, step.text, side) for step in steps}
        figures = {step.figure for step in steps}
        homes = [
            page
            for page in pages
            if sentences <= set(texts((page,)))
            and figures <= {one.name for one in pictures((page,)) if one.exercise == item.exercise}
        ]
        assert len(homes) == 1, item


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_sheets_break_between_exercises_only(paper: str, name: str) -> None:
    order = order_of(DOCUMENTS[name], paper)
    _check_breaks(order, CATALOGUE)
    for page in plan_pages(order, CATALOGUE):
        shown = {picture.exercise for picture in pictures((page,))}
        assert len(shown) <= 2
    assert len(plan_pages(order, CATALOGUE)) <= len(set(order.plan.exercises())) + 3


def test_two_short_exercises_share_a_sheet() -> None:
    pages = plan_pages(order_of(DOCUMENTS["push-all"]), CATALOGUE)
    shown = [{picture.exercise for picture in pictures((page,))} for page in pages]
    assert {"glute_bridge", "adductor_squeeze"} in shown


@settings(deadline=None, max_examples=25)
@given(document=unscreened)
def test_every_plan_says_everything(document: dict[str, object]) -> None:
    """Order, sides, dosage, what is left out and why, advice, precautions: nothing is lost."""
    order = order_of(document)
    written = texts(plan_pages(order, CATALOGUE))
    everything = "\n".join(written)
    for code in order.plan.advice:
        assert next(one.text for one in CATALOGUE.advice if one.code == code) in written
    if order.plan.outcome is not Outcome.EXERCISE:
        return
    for place, item in order.plan.numbered():
        exercise = CATALOGUE.exercises[item.exercise]
        assert name_of(order.plan, place, CATALOGUE) in written
        assert dose_of(item, CATALOGUE) in everything
        for told in (exercise.precautions, exercise.mistakes, exercise.stop, exercise.easier):
            assert set(told) <= set(written)
    for one in order.plan.left_out:
        assert CATALOGUE.exercises[one.exercise].name in everything
        assert reason_text(one.reason, CATALOGUE) in everything
    assert order.code in written


def test_the_stop_rule_and_whom_to_call_are_on_every_sheet() -> None:
    order = order_of(DOCUMENTS["loosen-all"], clinic=CLINIC)
    diary = diary_pages(DiaryOrder(month=DAY, paper=order.paper, clinic=CLINIC), CATALOGUE)
    for page in (*plan_pages(order, CATALOGUE), *pocket_pages(order, CATALOGUE), *diary):
        assert CATALOGUE.words.stop_rule in texts((page,))
        assert "Questions? Call Park Clinic, Physiotherapy: 030\xa0123\xa045\xa067" in texts(
            (page,)
        )


def test_a_plan_without_exercises_says_what_to_do_instead() -> None:
    order = order_of({"red_flags": ["chest_pain"]})
    pages = plan_pages(order, CATALOGUE)
    assert len(pages) == 1
    assert not list(pictures(pages))
    urgent = next(one for one in CATALOGUE.advice if one.code == "emergency_care")
    assert {urgent.title, urgent.text, *urgent.now, *urgent.tell} <= set(texts(pages))
    check_page(pages[0], "referral")


def test_a_plan_of_nothing_says_what_would_help() -> None:
    document = {"floor": False, "balance": "needs_support", "pain_pattern": "tight"}
    pages = plan_pages(order_of({**document, "equipment": []}), CATALOGUE)
    assert "With a free wall or a steady chair you could do 3 of these exercises." in texts(pages)
    check_page(pages[0], "nothing fits")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_another_program_reads_the_qr_code_from_the_paper(figures: FigureStore, name: str) -> None:
    order = order_of(DOCUMENTS[name])
    inks = Inks(figures=figures, palette="grey")
    for pages in (plan_pages(order, CATALOGUE), pocket_pages(order, CATALOGUE)):
        page = next(one for one in pages if any(isinstance(it, QrItem) for it in one.items))
        for dots_per_inch in (300, 150):
            image = pil(page_image(page, inks, dots_per_inch=dots_per_inch)).convert("1")
            (found,) = zxingcpp.read_barcodes(image.convert("L"))
            assert found.text == qr_text(order.plan, CATALOGUE, order.code)
            assert decode(found.text, CATALOGUE).plan(CATALOGUE).items == order.plan.items


def test_the_qr_code_holds_no_answer_about_health() -> None:
    sick = DOCUMENTS["loosen-all"] | {"knee_pain": False}
    well: dict[str, object] = {"pain_pattern": "tight", "extras": True}
    assert qr_text(order_of(sick).plan, CATALOGUE, "") == qr_text(
        order_of(well).plan, CATALOGUE, ""
    )
    lines = qr_text(order_of(DOCUMENTS["push"]).plan, CATALOGUE, "2HGJ-C1VQ").splitlines()
    assert lines[:3] == [
        "Evenkeel 2026.11",
        "1. DonTigny knee brace, LEFT, then RIGHT, 6 × 6 s",
        "2. Inflare correction, LEFT, 6 × 6 s",
    ]
    assert lines[-1] == "Code 2HGJ-C1VQ"


def test_the_pocket_plan_names_every_exercise_with_side_and_dosage() -> None:
    order = order_of(DOCUMENTS["push"])
    pages = pocket_pages(order, CATALOGUE)
    written = texts(pages)
    for place, item in order.plan.numbered():
        assert name_of(order.plan, place, CATALOGUE) in written
        assert dose_of(item, CATALOGUE) in written
    assert any("did it help?" in text for text in written)
    assert written.count("LEFT, then RIGHT") == 2
    assert len(list(pictures(pages))) == len(order.plan.items)


def test_the_handout_is_written_as_one_pdf(tmp_path: Path) -> None:
    answers = answers_from(DOCUMENTS["push"], CATALOGUE)
    target = tmp_path / "plan.pdf"
    write_handout(
        target,
        decide(answers, CATALOGUE),
        CATALOGUE,
        sore_side="left",
        code=encode(answers, Adjustments(), CATALOGUE),
        paper="Letter",
        grey=True,
        private=(),
        clinic=CLINIC,
    )
    document = pypdfium2.PdfDocument(target)
    assert [round(length) for length in document[0].get_size()] == [612, 792]
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert re.search(r"My exercises: Push and steady · Evenkeel 2026\.11 ·", page)
    assert target.stat().st_size < 8_000_000


@pytest.mark.parametrize("paper", PAPERS)
def test_a_diary_has_a_box_for_every_day_of_the_month(paper: str) -> None:
    for month in range(1, 13):
        day = date(2026, month, 1)
        order = DiaryOrder(month=day, paper=PAPERS[paper], clinic=CLINIC)
        pages = numbered(diary_pages(order, CATALOGUE), diary_title(day))
        assert len(pages) == 1
        check_page(pages[0], day)
        days = [text for text in texts(pages) if text.isdigit()]
        count = sum(one.month == month for week in weeks_of(day, 0) for one in week)
        assert days == [str(number) for number in range(1, count + 1)]
        boxes = [
            item.box
            for item in pages[0].items
            if isinstance(item, FrameItem) and item.line_mm == 0.6
        ]
        assert len(boxes) == count
        # Large enough to write two digits in by hand, and clear of the circles below them.
        assert min(box.width for box in boxes) >= 10
        circles = [
            item.box
            for item in pages[0].items
            if isinstance(item, FrameItem) and item.radius_mm == item.box.height / 2
        ]
        assert len(circles) == 3 * count
        for box in boxes:
            assert not any(
                circle.x < box.right
                and box.x < circle.right
                and circle.y < box.bottom
                and box.y < circle.bottom
                for circle in circles
            )


def test_weeks_begin_on_the_day_that_the_country_begins_them_on() -> None:
    monday, sunday = weeks_of(date(2026, 11, 5), 0), weeks_of(date(2026, 11, 5), 6)
    assert (monday[0][0], len(monday)) == (date(2026, 10, 26), 6)
    assert (sunday[0][0], len(sunday)) == (date(2026, 11, 1), 5)
    assert weeks_of(date(2026, 12, 31), 0)[-1][-1] == date(2027, 1, 3)


def test_a_diary_row_reads_from_left_to_right() -> None:
    """The seven numbers of a week are typed in the order in which the boxes stand."""
    (page,) = diary_pages(DiaryOrder(month=DAY, paper=PAPERS["A4"]), CATALOGUE)
    boxes = [item.box for item in page.items if isinstance(item, FrameItem) and item.line_mm == 0.6]
    assert boxes == sorted(boxes, key=lambda box: (box.y, box.x))
    numbers = [item for item in page.items if isinstance(item, TextItem) and item.text.isdigit()]
    for number, box in zip(numbers, boxes, strict=True):
        assert number.box.right <= box.x + 0.01
