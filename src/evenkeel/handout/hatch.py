"""Where it is felt, for paper without colour: the glow of a picture as fine strokes.

A black-and-white printer turns the glow's tint into nothing. Strokes are seen on any paper.
"""

import re
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QImage, QPainter

from evenkeel.figures.store import DRAWN_SIDE, FigureStore, Picture

#: The grid on which the glow is looked for.
_COLUMNS: Final = 600
_ROWS: Final = 400
_GLOW: Final = re.compile(rb'<g id="glow"[^>]*>.*?</g>', re.DOTALL)
_HEAD: Final = re.compile(rb"<svg[^>]*>")
#: From this opacity on (of 255) it is seen.
_SEEN: Final = 30
#: A stroke of fewer cells would be a dot.
_SHORTEST: Final = 3


def glow_strokes(
    figures: FigureStore, exercise: str, name: str, *, width_mm: float, spacing_mm: float
) -> tuple[QLineF, ...]:
    """Slanting strokes over the glow, in shares of the whole picture as it is drawn.

    ``width_mm`` is how wide the whole picture comes out on paper.
    """
    step = max(4, round(spacing_mm / width_mm * _COLUMNS))
    return _strokes(figures.folder, figures.person, exercise, name, step)


@lru_cache(maxsize=300)
def _strokes(folder: Path, person: str, exercise: str, name: str, step: int) -> tuple[QLineF, ...]:
    rows = _glow_rows(FigureStore(folder, person).svg(exercise, name))
    strokes = []
    for offset in range(0, _COLUMNS + _ROWS, step):
        # One diagonal from the lower left to the upper right.
        cells = [(offset - row, row) for row in range(_ROWS) if 0 <= offset - row < _COLUMNS]
        for glows, run in groupby(cells, key=lambda cell: rows[cell[1]][cell[0]] >= _SEEN):
            found = list(run)
            if glows and len(found) >= _SHORTEST:
                (x1, y1), (x2, y2) = found[0], found[-1]
                strokes.append(QLineF(x1 / _COLUMNS, y1 / _ROWS, x2 / _COLUMNS, y2 / _ROWS))
    return tuple(strokes)


def _glow_rows(svg: bytes) -> tuple[bytes, ...]:
    """The opacity of a picture's glow on the grid, row by row."""
    head, glow = _HEAD.search(svg), _GLOW.search(svg)
    if not head or not glow:
        return (bytes(_COLUMNS),) * _ROWS
    image = QImage(_COLUMNS, _ROWS, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, 0, _COLUMNS, _ROWS)
        Picture(head[0] + glow[0] + b"</svg>").paint(painter, area, side=DRAWN_SIDE)
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    data, stride = bytes(alpha.constBits()), alpha.bytesPerLine()
    return tuple(data[row * stride : row * stride + _COLUMNS] for row in range(_ROWS))
