"""A sheet sent through CUPS to a driverless printer: the dots that arrive are the sheet."""

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image, ImageChops

from evenkeel.handout.plan import pocket_document
from evenkeel.handout.qr import qr_text
from evenkeel.handout.queues import PaperJob, send
from evenkeel.handout.typesetting import pdf_bytes
from tests.handout.printserver import driverless_printer, print_server
from tests.handout.sheets import (
    A4,
    CATALOGUE,
    DAY,
    DRAWINGS,
    MM_PER_INCH,
    PLANS,
    WHOLE,
    order_of,
    rendered,
)
from tests.handout.urf import urf_pages

#: The sheets are compared at this resolution.
DPI = 75


@pytest.mark.skipif(not WHOLE, reason="make test-paper")
@pytest.mark.parametrize("grey", [False, True], ids=["colour", "grey"])
def test_what_arrives_is_the_sheet(*, grey: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    order = order_of(PLANS["push"])
    sheet = replace(A4, grey=grey)
    pdf = pdf_bytes(pocket_document(order, sheet, DAY, CATALOGUE, DRAWINGS))
    options = ("-o", "print-color-mode=monochrome") if grey else ()
    job = PaperJob(queue="driverless", title="Pocket plan", paper="A4", pdf=pdf, options=options)
    with print_server(monkeypatch) as server, driverless_printer() as printer:
        server.add_driverless(printer.port)
        send(job)
        (page,) = urf_pages(printer.sheets(server))
    dots = page.info["dpi"]
    assert [round(length / dots * MM_PER_INCH) for length in page.size] == [210, 297]

    (original,) = rendered(pdf, DPI)
    small = page.convert("L").resize(original.size, Image.Resampling.BOX)
    histogram = ImageChops.difference(small, original).histogram()
    # Two programs draw the same lines a little differently, and nothing else.
    assert sum(histogram[128:]) < 0.005 * sum(histogram)
    assert sum(shade * count for shade, count in enumerate(histogram)) < 5 * sum(histogram)

    coloured = page.mode == "RGB"
    assert coloured is not grey
    if coloured:
        _, saturation, _ = page.resize((210, 297)).convert("HSV").split()
        assert sum(saturation.histogram()[100:]) > 200, "the figures have lost their colours"
    (code,) = zxingcpp.read_barcodes(page.convert("L"))
    assert code.text == qr_text(order.plan, CATALOGUE, order.code)
