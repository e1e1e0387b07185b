"""The finished pictures: read from ``resources/figures``, coloured and mirrored at run time.

Every picture is drawn once, for the left side. The right side is the same scene mirrored: no
picture holds words, so nothing is ever mirrored that must be read.
"""

import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from evenkeel.catalogue.terms import Side
from evenkeel.figures.drawings import DRAWN_SIDE, Drawings, recoloured
from evenkeel.figures.portrait import DRAWN_PALETTE, Portrait

__all__ = ["DRAWN_PALETTE", "DRAWN_SIDE", "FigureStore", "Picture", "Portrait", "recoloured"]

_log = logging.getLogger(__name__)

#: Enough for every picture on the longest page in two palettes.
_CACHED = 160
#: As many as one page shows, for a kiosk: over a day its visitors see every picture in several
#: palettes, and a larger store goes on growing for hundreds of them. Reading one takes 2 ms.
FEW = 32


class Picture:
    """One picture in one palette, ready to be painted at any size.

    Its drawing is read and parsed when it is first painted: many pictures of a page are never
    scrolled to.
    """

    def __init__(self, svg: bytes | Callable[[], bytes]) -> None:
        """``svg``: the drawing, or what reads it."""
        self._svg = svg
        self._made: QSvgRenderer | None = None

    @property
    def _renderer(self) -> QSvgRenderer:
        if self._made is None:
            self._made = QSvgRenderer(QByteArray(self._read()))
            self._svg = b""
        return self._made

    def _read(self) -> bytes:
        if isinstance(self._svg, bytes):
            return self._svg
        try:
            return self._svg()
        except OSError:
            # It was there when the page was made.
            _log.exception("A picture can't be read any more")
            return b""

    def size(self) -> QSizeF:
        """The size in the picture's own units; only the ratio matters."""
        return self._renderer.viewBoxF().size()

    def paint(self, painter: QPainter, area: QRectF, *, side: Side | None) -> None:
        """Paints the picture into the middle of an area, as large as it fits.

        ``side`` is the limb that works or lifts; ``None`` for a picture without sides.
        """
        whole = self.size()
        if whole.isEmpty():
            # A damaged file of a clinic's own content; Qt has logged it.
            return
        size = whole * min(area.width() / whole.width(), area.height() / whole.height())
        target = QRectF(area.center().x() - size.width() / 2, 0, size.width(), size.height())
        target.moveTop(area.center().y() - size.height() / 2)
        painter.save()
        if side is not None and side is not DRAWN_SIDE:
            painter.translate(2 * target.center().x(), 0)
            painter.scale(-1, 1)
        self._renderer.render(painter, target)
        painter.restore()


class FigureStore(Drawings):
    """Finds, colours and keeps the pictures of one person, ready to be painted."""

    def __init__(
        self, folder: Path, portrait: Portrait | str = "woman", *, cache_size: int = _CACHED
    ) -> None:
        """Reads nothing yet; ``cache_size`` pictures stay in memory.

        Those that were painted have some 200 KB each.
        """
        super().__init__(folder, portrait)
        self._picture = lru_cache(maxsize=cache_size)(self._load)

    def picture(
        self,
        exercise: str,
        name: str,
        palette: str = DRAWN_PALETTE,
        portrait: Portrait | None = None,
    ) -> Picture:
        """One picture of an exercise in a palette of ``palette.toml``.

        Args:
            exercise: the exercise.
            name: the picture.
            palette: ``light``, ``dark``, ``contrast`` or ``grey``.
            portrait: another person than the one who is shown elsewhere.

        Raises:
            FileNotFoundError: there is no such picture.
            KeyError: there is no such palette, skin or hair.
        """
        shown = portrait or self.portrait
        return self._picture(f"{shown.person}/{exercise}/{name}", palette, shown)

    def pelvis(self, palette: str = DRAWN_PALETTE) -> Picture:
        """The pelvis seen from behind, on which the sore side is chosen."""
        return self._picture("pelvis/behind", palette, self.portrait)

    def legend(self, name: str, palette: str = DRAWN_PALETTE) -> Picture:
        """A sign of the pictures by itself: ``move``, ``press``, ``felt``; see ``legend/``.

        Raises:
            FileNotFoundError: there is no such sign.
            KeyError: there is no such palette.
        """
        return self._picture(f"legend/{name}", palette, self.portrait)

    def equipment(self, name: str, palette: str = DRAWN_PALETTE) -> Picture:
        """A thing that is laid ready: a doorway, a wall, a ball; of ``resources/equipment``.

        Raises:
            FileNotFoundError: there is no such picture.
            KeyError: there is no such palette.
        """
        return self._picture(f"../equipment/{name}", palette, self.portrait)

    def _load(self, stem: str, palette: str, portrait: Portrait) -> Picture:
        self.find(stem)
        exchanged = self.exchange(palette, portrait)
        return Picture(lambda: recoloured(self.read(stem), exchanged))
