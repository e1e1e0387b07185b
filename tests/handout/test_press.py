"""Pages on a device that takes several: all of them, to scale, and no other thread is held up."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.figures.store import FigureStore
from evenkeel.guide.decide import card_item
from evenkeel.handout.card import CardOrder, card_pages
from evenkeel.handout.files import pdf_bytes
from evenkeel.handout.paint import Inks
from evenkeel.handout.paper import PAPERS, Box, Item, Page, PictureItem, Style, TextItem
from evenkeel.handout.press import put_on


@pytest.fixture
def inks(figures: FigureStore) -> Inks:
    return Inks(figures=figures, palette="light")


def said(text: str) -> TextItem:
    return TextItem(box=Box(x=20, y=40, width=100, height=20), text=text, style=Style.BODY)


def test_every_page_is_there_in_order_and_to_scale(inks: Inks) -> None:
    pages = [Page(paper=PAPERS["Letter"], items=(said(text),)) for text in ("one", "two", "three")]
    with pypdfium2.PdfDocument(pdf_bytes(pages, inks, "t")) as document:
        assert len(document) == 3
        for page, word in zip(document, ("one", "two", "three"), strict=True):
            assert [round(length) for length in page.get_size()] == [612, 792]
            text = page.get_textpage()
            assert text.get_text_bounded() == word
            left, bottom, _, top = text.get_charbox(0)
            # In points, from below; the letter stands in the first line of its box.
            assert left == pytest.approx(20 / 25.4 * 72, abs=2)
            assert bottom < 792 - 40 / 25.4 * 72
            assert top > 792 - (40 + Style.BODY.line_mm) / 25.4 * 72


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_device_that_does_not_open_takes_no_page(inks: Inks, tmp_path: Path) -> None:
    nowhere = QPdfWriter(str(tmp_path / "gone" / "a.pdf"))
    assert put_on(nowhere, [Page(paper=PAPERS["A4"], items=())], inks) == 0


@pytest.mark.qt_log_ignore("QPainter::end")
def test_a_page_that_fails_is_raised_and_nothing_after_it_is_painted(inks: Inks) -> None:
    box = Box(x=20, y=20, width=80, height=60)
    gone = PictureItem(box=box, exercise="glute_bridge", name="gone", side=None)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    given_up: list[bool] = []
    pages = [Page(paper=PAPERS["A4"], items=(item,)) for item in (said("a"), gone, said("b"))]
    with pytest.raises(FileNotFoundError, match="gone"):
        put_on(QPdfWriter(buffer), pages, inks, give_up=lambda: given_up.append(True))
    assert given_up == [True]


class Watched(tuple[Item, ...]):
    """What is on a page; calls back when its painting begins and when all is painted."""

    note: Callable[[], object]

    def __iter__(self) -> Iterator[Item]:
        self.note()
        yield from super().__iter__()
        self.note()


def test_another_thread_runs_while_a_page_ends(inks: Inks, catalogue: Catalogue) -> None:
    """Python takes its lock from nobody here, so that another thread has to be given it."""
    item = card_item(catalogue.exercises["inflare_correction"], None, Side.LEFT)
    order = CardOrder(item=item, paper=PAPERS["A4"], printed_on=date(2026, 11, 22))
    [card, *_] = card_pages(order, catalogue)
    stop = threading.Event()
    turns = 0
    noted: list[int] = []

    def run() -> None:
        nonlocal turns
        while not stop.is_set():
            turns += 1
            time.sleep(0)  # Lets go of the interpreter; it does not wait.

    items = Watched(card.items)
    items.note = lambda: noted.append(turns)
    sheet = replace(card, items=items)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    other = threading.Thread(target=run)
    usual_s = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        other.start()
        assert put_on(QPdfWriter(buffer), [sheet] * 4, inks) == 4
    finally:
        stop.set()
        sys.setswitchinterval(usual_s)
        other.join()
    ended, begun = noted[1:-1:2], noted[2::2]
    assert sum(begun) - sum(ended) > 100
