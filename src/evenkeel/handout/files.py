"""Writes pages to files, without a screen: PDF and PNG."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from evenkeel import __version__
from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Side
from evenkeel.figures.fonts import load_fonts
from evenkeel.figures.store import DRAWN_PALETTE, FigureStore
from evenkeel.guide.code import Code
from evenkeel.guide.decide import card_item
from evenkeel.guide.plan import Plan
from evenkeel.handout.card import CardOrder, card_pages, foot_line, numbered
from evenkeel.handout.flow import tr
from evenkeel.handout.paint import GREY_PALETTE, Inks, paint_page
from evenkeel.handout.paper import PAPERS, Clinic, Page, Paper, PictureItem, TextItem
from evenkeel.handout.plan import PlanOrder, plan_pages, plan_title
from evenkeel.handout.press import put_on
from evenkeel.journal.outfile import write_file
from evenkeel.journal.times import local_now
from evenkeel.language import speak

PRINT_DPI: Final = 300
_MM_PER_INCH: Final = 25.4
#: The file in a PDF that holds its words.
_WORDS: Final = "words.txt"


def write_card(
    target: Path,
    catalogue: Catalogue,
    exercise: str,
    variant: str | None,
    side: Side | None,
    *,
    paper: str,
    grey: bool,
    png: bool,
    private: Iterable[Path],
    clinic: Clinic | None = None,
) -> None:
    """Writes the card of one exercise; a PNG shows its first sheet.

    ``private`` are the folders of the reader's data, in which nothing is written.

    Raises:
        OutputError: the file is refused or can't be written.
        KeyError: there is no such exercise, variant or paper.
    """
    application()
    order = CardOrder(
        item=card_item(catalogue.exercises[exercise], variant, side),
        paper=PAPERS[paper],
        printed_on=local_now().date(),
        clinic=clinic,
    )
    title = catalogue.exercises[exercise].name
    foot = foot_line(title, catalogue, order.printed_on)
    pages = numbered(card_pages(order, catalogue), foot)
    figures = FigureStore(resources_dir() / "figures")
    inks = Inks(figures=figures, palette=GREY_PALETTE if grey else DRAWN_PALETTE)
    data = png_bytes(pages[0], inks) if png else pdf_bytes(pages, inks, title)
    write_file(target, data, private)


def write_handout(
    target: Path,
    plan: Plan,
    catalogue: Catalogue,
    *,
    sore_side: str,
    code: Code | None = None,
    paper: str,
    grey: bool,
    private: Iterable[Path],
    clinic: Clinic | None = None,
) -> None:
    """Writes a whole plan as PDF; of a plan without exercises, what to do instead.

    ``sore_side`` is the answer of that name; ``code`` the take-home code, if one is to be printed;
    ``private`` are the folders of the reader's data, in which nothing is written.

    Raises:
        OutputError: the file is refused or can't be written.
        KeyError: there is no such paper.
    """
    application()
    order = PlanOrder(
        plan=plan,
        sore_side=sore_side,
        paper=PAPERS[paper],
        printed_on=local_now().date(),
        code=code.text if code else "",
        doses_kept=code.doses_kept if code else True,
        clinic=clinic,
    )
    title = plan_title(order, catalogue)
    foot = foot_line(title, catalogue, order.printed_on)
    pages = numbered(plan_pages(order, catalogue), foot)
    figures = FigureStore(resources_dir() / "figures")
    inks = Inks(figures=figures, palette=GREY_PALETTE if grey else DRAWN_PALETTE)
    write_file(target, pdf_bytes(pages, inks, title), private)


def application() -> QGuiApplication:
    """The running application with its fonts; makes one where there is none."""
    running = QGuiApplication.instance()
    app = running if isinstance(running, QGuiApplication) else QGuiApplication(sys.argv[:1])
    load_fonts(resources_dir() / "fonts")
    speak()
    return app


def pdf_bytes(pages: Sequence[Page], inks: Inks, title: str) -> bytes:
    """The pages as one PDF document with vector figures and text.

    Attached is a plain text with everything on them, the pictures in words: the documents that
    Qt writes can't hold a picture's text at the picture.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(PRINT_DPI)
    writer.setTitle(title)
    writer.setCreator(f"Evenkeel {__version__}")
    writer.setPageLayout(page_layout(pages[0].paper))
    words = pages_in_words(pages).encode("utf-8")
    writer.addFileAttachment(_WORDS, QByteArray(words), "text/plain")
    put_on(writer, pages, inks)
    buffer.close()
    return bytes(data.data())


def pages_in_words(pages: Sequence[Page]) -> str:
    """Everything on some pages as text, in the order of reading, with what the pictures show."""
    lines = []
    for page in pages:
        for item in page.items:
            if isinstance(item, TextItem):
                lines.append(item.text)
            elif isinstance(item, PictureItem) and item.alternative:
                lines.append(tr("[Picture: {text}]").format(text=item.alternative))
        lines.append("")
    return "\n".join(lines)


def png_bytes(page: Page, inks: Inks, *, dots_per_inch: int = PRINT_DPI) -> bytes:
    """One page as a PNG picture on white."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Not `QImage.save`: with a device it refuses the format's name as bytes, its stub as text.
    writer = QImageWriter(buffer, QByteArray(b"PNG"))
    if not writer.write(page_image(page, inks, dots_per_inch=dots_per_inch)):
        raise OSError(writer.errorString())
    buffer.close()
    return bytes(data.data())


def page_image(page: Page, inks: Inks, *, dots_per_inch: int) -> QImage:
    """One page as a picture on white."""
    dots_per_mm = dots_per_inch / _MM_PER_INCH
    image = QImage(
        round(page.paper.width_mm * dots_per_mm),
        round(page.paper.height_mm * dots_per_mm),
        QImage.Format.Format_RGB32,
    )
    image.setDotsPerMeterX(round(dots_per_mm * 1000))
    image.setDotsPerMeterY(round(dots_per_mm * 1000))
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        paint_page(painter, page, inks, dots_per_inch=dots_per_inch)
    return image


def page_layout(paper: Paper) -> QPageLayout:
    """A sheet in portrait without margins: the layout has its own."""
    size = QPageSize(
        QSizeF(paper.width_mm, paper.height_mm),
        QPageSize.Unit.Millimeter,
        paper.name,
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
