"""The icon in the formats of all systems, painted from one drawing."""

import os
import struct
from pathlib import Path
from typing import Final

from evenkeel_packaging.identity import ICON

#: What Linux menus look for, in pixels.
PNG_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
#: What Windows shows, from the title bar to the largest view.
_ICO_SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 256)
#: Width and height of the picture in the setup, and its ground: a pale form of the icon's colour.
_SETUP_PICTURE: Final = (164, 314)
_GROUND: Final = "#dfeceb"
#: macOS: the type of each picture and its pixels.
_ICNS_TYPES: Final = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic13": 256,
    b"ic09": 512,
    b"ic14": 512,
    b"ic10": 1024,
}


def png(size: int) -> bytes:
    """The icon as a PNG of ``size`` by ``size`` pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
    from PySide6.QtGui import QImage, QImageWriter, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(ICON)).render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(data.data())


def ico() -> bytes:
    """The icon for Windows."""
    pictures = [(size, png(size)) for size in _ICO_SIZES]
    offset = 6 + 16 * len(pictures)
    entries = b""
    for size, picture in pictures:
        # A width of 256 is written as 0.
        entries += struct.pack(
            "<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset
        )
        offset += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(p for _, p in pictures)


def setup_picture() -> bytes:
    """What stands at the left of the setup's last page on Windows: the icon on its own colour."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
    from PySide6.QtGui import QColor, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    width, height = _SETUP_PICTURE
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor(_GROUND))
    painter = QPainter(image)
    side = width / 2
    QSvgRenderer(str(ICON)).render(painter, QRectF(side / 2, side / 2, side, side))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "BMP")  # type: ignore[call-overload]
    return bytes(data.data())


def icns() -> bytes:
    """The icon for macOS."""
    parts = [(kind, png(size)) for kind, size in _ICNS_TYPES.items()]
    body = b"".join(kind + struct.pack(">I", len(data) + 8) + data for kind, data in parts)
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def for_platform(platform: str, work: Path) -> str | None:
    """Makes the icon of an executable for a ``sys.platform``; ``None`` on Linux."""
    made = {"win32": ("evenkeel.ico", ico), "darwin": ("evenkeel.icns", icns)}.get(platform)
    if not made:
        return None
    file = work / made[0]
    file.write_bytes(made[1]())
    return str(file)
