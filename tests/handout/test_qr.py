"""What readers of QR codes are told about the letters in one."""

import pytest
import segno
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from evenkeel.handout.qr import QUIET_ZONE, qr_modules

BLACK = 0xFF000000


def read(text: str) -> zxingcpp.Barcode:
    """What a reader makes of the code of a text."""
    modules = qr_modules(text)
    side = len(modules) + 2 * QUIET_ZONE
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y, row in enumerate(modules, QUIET_ZONE):
        for x, dark in enumerate(row, QUIET_ZONE):
            if dark:
                image.setPixel(x, y, BLACK)
    large = image.scaled(side * 4, side * 4).convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = memoryview(large.constBits()).cast("B", [large.height(), large.bytesPerLine()])
    (found,) = zxingcpp.read_barcodes(pixels)
    return found


@pytest.mark.parametrize("text", ["كعب", "drücken", "按压", "Code 2HGS-00CP"])
def test_every_script_is_read_back(text: str) -> None:
    assert read(text).text == text


@pytest.mark.parametrize(("text", "marked"), [("كعب", True), ("按压", True), ("Code", False)])
def test_letters_beyond_ascii_are_marked(text: str, marked: bool) -> None:
    code = segno.make_qr(text, error="m", encoding="utf-8", mode="byte", eci=marked)
    assert qr_modules(text) == tuple(tuple(map(bool, row)) for row in code.matrix)
