"""Pages on a device that takes several: all of them, to scale, as lines and areas throughout."""

import sys
import threading
import time

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import ImageChops, ImageStat
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.terms import Side
from evenkeel.handout.document import Sheet
from evenkeel.handout.paper import PAPERS
from evenkeel.handout.press import print_pages_to
from evenkeel.handout.printer import page_layout, paper_of, prepare, print_pages, vectors
from evenkeel.handout.typesetting import pdf_bytes, svg_pages
from tests.handout.sheets import CLINIC, card_of, pil, rendered

CARD = card_of(
    ("dontigny_knee_brace", None, Side.RIGHT), Sheet(paper=PAPERS["Letter"], clinic=CLINIC)
)


def test_a_page_painted_by_qt_looks_like_the_pdf(qtbot: QtBot) -> None:
    dots = 60
    for svg, expected in zip(vectors(CARD), rendered(pdf_bytes(CARD), dots), strict=True):
        image = QImage(expected.width, expected.height, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            QSvgRenderer(QByteArray(svg)).render(
                painter, QRectF(0, 0, expected.width, expected.height)
            )
        difference = ImageChops.difference(pil(image).convert("L"), expected)
        assert ImageStat.Stat(difference).mean[0] < 8


def test_no_drawing_is_painted_dot_by_dot() -> None:
    assert any(b"data:image/svg" in page for page in svg_pages(CARD))
    assert not any(b"data:image/svg" in page for page in vectors(CARD))


def test_a_printer_gets_every_page_in_its_size(qtbot: QtBot, tmp_path) -> None:  # type: ignore[no-untyped-def]
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    print_pages(printer, CARD)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        assert len(document) == len(svg_pages(CARD))
        assert [round(length) for length in document[0].get_size()] == [612, 792]


def test_only_the_pages_that_were_chosen(qtbot: QtBot, tmp_path) -> None:  # type: ignore[no-untyped-def]
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    printer.setFromTo(2, 2)
    print_pages(printer, CARD)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        assert len(document) == 1


@pytest.mark.parametrize("name", PAPERS)
def test_the_paper_of_the_dialog_is_known(qtbot: QtBot, name: str) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    prepare(printer, PAPERS[name], "t")
    assert paper_of(printer, PAPERS["A4"]) is PAPERS[name]
    assert page_layout(PAPERS[name]).pageSize().name().startswith(name)


def test_a_page_that_fails_is_raised_and_nothing_after_it_is_painted(qtbot: QtBot) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    painted: list[int] = []
    given_up: list[bool] = []

    def paint(painter: QPainter, number: int, dots_per_inch: float) -> None:
        if number == 1:
            raise FileNotFoundError("gone")
        painted.append(number)

    with pytest.raises(FileNotFoundError, match="gone"):
        print_pages_to(QPdfWriter(buffer), 3, paint, give_up=lambda: given_up.append(True))
    assert painted == [0]
    assert given_up == [True]


def test_another_thread_runs_while_a_page_ends(qtbot: QtBot) -> None:
    """Python takes its lock from nobody here, so that another thread has to be given it."""
    stop = threading.Event()
    turns = 0
    noted: list[int] = []
    page = QSvgRenderer(QByteArray(vectors(CARD)[0]))

    def run() -> None:
        nonlocal turns
        while not stop.is_set():
            turns += 1
            time.sleep(0)  # Lets go of the interpreter; it does not wait.

    def paint(painter: QPainter, number: int, dots_per_inch: float) -> None:
        noted.append(turns)
        page.render(painter, QRectF(0, 0, 3000, 4000))
        noted.append(turns)

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    other = threading.Thread(target=run)
    usual_s = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        other.start()
        assert print_pages_to(QPdfWriter(buffer), 4, paint) == 4
    finally:
        stop.set()
        sys.setswitchinterval(usual_s)
        other.join()
    ended, begun = noted[1:-1:2], noted[2::2]
    assert sum(begun) - sum(ended) > 100
