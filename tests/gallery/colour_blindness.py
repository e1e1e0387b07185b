"""How a picture looks to people with one of the three common kinds of colour-blindness."""

from pathlib import Path
from typing import Final

import numpy as np
from colorspacious import cspace_convert
from PySide6.QtGui import QImage

#: No red cones, no green ones, no blue ones: the whole of each deficiency (Machado 2009).
KINDS: Final = ("protanomaly", "deuteranomaly", "tritanomaly")
_MOST = 255


def as_seen(colours: np.ndarray, kind: str) -> np.ndarray:
    """The same colours, in sRGB from 0 to 1, as somebody of that kind sees them."""
    space = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}
    return np.clip(cspace_convert(colours, space, "sRGB1"), 0, 1)


def write_as_seen(picture: Path, kind: str) -> Path:
    """Writes a picture as it is seen beside the one that it is made of."""
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB888)
    width, height, line = image.width(), image.height(), image.bytesPerLine()
    data = np.frombuffer(image.constBits(), np.uint8).reshape(height, line)[:, : width * 3]
    seen = as_seen(data.reshape(-1, 3) / _MOST, kind)
    pixels = np.ascontiguousarray(np.rint(seen * _MOST).astype(np.uint8))
    out = picture.with_name(f"{picture.stem}-{kind}.png")
    QImage(pixels.tobytes(), width, height, width * 3, QImage.Format.Format_RGB888).save(str(out))
    return out
