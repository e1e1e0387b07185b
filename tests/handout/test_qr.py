"""What readers of QR codes are told about the letters in one."""

import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from evenkeel.handout.qr import QUIET_ZONE, qr_modules

#: How a reader names a code (ISO/IEC 18004): with a mark that names its letters, and without.
MARKED, UNMARKED = "]Q2", "]Q1"
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


@pytest.mark.parametrize(
    ("text", "kind"),
    [("كعب", MARKED), ("drücken", MARKED), ("按压", MARKED), ("Code 2HGS-00CP", UNMARKED)],
)
def test_letters_beyond_ascii_are_marked(text: str, kind: str) -> None:
    code = read(text)
    assert (code.text, code.symbology_identifier) == (text, kind)
