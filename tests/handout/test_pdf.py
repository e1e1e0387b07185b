"""The documents: tagged, named, in a standard, the same bytes for the same day."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pypdf
import pytest

from evenkeel.catalogue.terms import Side
from evenkeel.handout.diary import diary_document
from evenkeel.handout.document import Document, Sheet
from evenkeel.handout.paper import PAPERS
from evenkeel.handout.plan import plan_document, pocket_document
from evenkeel.handout.typesetting import page_count, pdf_bytes, svg_pages
from tests.handout.sheets import (
    A4,
    CATALOGUE,
    CLINIC,
    DAY,
    DRAWINGS,
    PLANS,
    card_of,
    every_card,
    order_of,
)
from tests.handout.test_progress import progress_of

SHEET = Sheet(paper=PAPERS["A4"], clinic=CLINIC)


def documents() -> dict[str, Document]:
    """One of every kind."""
    order = order_of(PLANS["push"])
    return {
        "card": card_of(("inflare_correction", None, Side.RIGHT), SHEET),
        "plan": plan_document(order, SHEET, DAY, CATALOGUE, DRAWINGS),
        "pocket": pocket_document(order, SHEET, DAY, CATALOGUE, DRAWINGS),
        "referral": plan_document(
            order_of({"red_flags": ["chest_pain"]}), SHEET, DAY, CATALOGUE, DRAWINGS
        ),
        "diary": diary_document(DAY, SHEET, DAY, CATALOGUE),
        "progress": progress_of(days=20, sheet=SHEET),
    }


KINDS = list(documents())


@pytest.fixture(params=KINDS)
def document(request: pytest.FixtureRequest) -> Document:
    return documents()[request.param]


def tags(reader: pypdf.PdfReader) -> Iterator[tuple[str, Any]]:
    """The names of the structure's elements in the order of reading, with the elements."""
    tree: Any = reader.trailer["/Root"]
    tree = tree["/StructTreeRoot"]
    roles = tree.get("/RoleMap", {})

    def walk(node: Any) -> Iterator[tuple[str, Any]]:
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                yield from walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(roles.get(node["/S"], node["/S"])), node
            if "/K" in node:
                yield from walk(node["/K"])

    yield from walk(tree["/K"])


def test_title_language_tags_and_standards(document: Document) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(document)))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == document.title
    xmp = root["/Metadata"].get_object().get_data().decode()
    for claim in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert claim in xmp, claim
    names = [name for name, _ in tags(reader)]
    assert names.count("/H1") == 1
    assert "/P" in names


def test_headings_go_down_one_level_at_a_time(document: Document) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(document)))
    levels = [int(name[2:]) for name, _ in tags(reader) if name[:2] == "/H" and name[2:].isdigit()]
    assert levels[0] == 1
    for before, after in pairwise(levels):
        assert after <= before + 1


def test_every_picture_says_what_it_shows(document: Document) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(document)))
    told = [str(node["/Alt"]) for name, node in tags(reader) if name == "/Figure"]
    # The signs of the legend say no more than the words beside them.
    files = [name for name in document.files if not name.startswith("legend/")]
    assert len(told) == len(files) - ("logo.svg" in files) * (1 - told.count(CLINIC.name))
    assert all(told)


def test_steps_are_lists_and_tables_have_heads() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(documents()["card"])))
    names = [name for name, _ in tags(reader)]
    assert names.count("/LI") >= 5
    assert names.count("/LI") == names.count("/LBody")
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(documents()["progress"])))
    names = [name for name, _ in tags(reader)]
    assert names.count("/Table") == 2
    assert names.count("/TH") == 5 + 3


def test_a_plan_has_a_bookmark_for_every_exercise() -> None:
    document = documents()["plan"]
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(document)))
    (_, below) = reader.outline
    titles = [one.title for one in below]
    exercises: Any = document.data["exercises"]
    assert [one["title"] for one in exercises] == titles[: len(exercises)]


def test_the_same_document_has_the_same_bytes(document: Document) -> None:
    assert pdf_bytes(document) == pdf_bytes(document)
    tomorrow = replace(document, made_on=document.made_on + timedelta(days=1))
    assert pdf_bytes(tomorrow) != pdf_bytes(document)


def test_no_picture_is_placed_twice() -> None:
    """The engine stores a drawing as often as it is placed."""
    plans = [
        make(order_of(PLANS[name]), A4, DAY, CATALOGUE, DRAWINGS)
        for name in ("push", "standing")
        for make in (plan_document, pocket_document)
    ]
    cards = [card_of(one) for one in list(every_card(CATALOGUE, Side.LEFT))[::4]]
    for document in (*plans, *cards):
        placed = sum(page.count(b"<image ") for page in svg_pages(document))
        signs = sum(name.startswith("legend/") for name in document.files)
        # The legend is there where it finds room.
        assert len(document.files) - placed in {0, signs}, document.title


def test_sizes() -> None:
    """A fifth of what Qt's own documents took: 0.8 MB a card, 6.3 MB the longest plan."""
    assert len(pdf_bytes(documents()["card"])) < 160_000
    longest = plan_document(order_of(PLANS["loosen-all"]), A4, DAY, CATALOGUE, DRAWINGS)
    assert len(pdf_bytes(longest)) < 1_260_000
    assert page_count(longest) > 10
