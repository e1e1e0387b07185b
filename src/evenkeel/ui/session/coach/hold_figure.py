"""The figure of a hold: it breathes, and its arrows swell and shrink with the breath."""

import math
import re

from msgspec import Struct
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QBitmap,
    QColor,
    QHideEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
    QShowEvent,
)

from evenkeel.catalogue.terms import Side
from evenkeel.figures.breath import BreathingDrawing, trunk_of
from evenkeel.figures.store import DRAWN_SIDE, Picture, recoloured
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.figures.figure_view import FigureView

#: One calm breath, in and out, in milliseconds.
_BREATH_MS = 5000
#: In so many steps trunk and arrows swell, at the same moments: each moves an outline by a pixel
#: or two.
_SWELLINGS = 5
#: The colours of the trunk, as `palette.toml` names them.
_TRUNK = ("top", "top_shade")
#: How strong the arrows are in the second half of a breath where nothing is to move.
_PALE = 0.45
#: How much larger an arrow gets, as a part of its size.
_SWELLS = 0.14
#: The difference of two points that are the same.
_SAME = 0xFF000000
#: Between two steps of somebody who walks on the spot, in milliseconds.
_STRIDE_MS = 1000
#: The arrows are the last group of every drawing, each a white edge and a shape in colour; among
#: them may be a close-up, which stays as it is.
_ARROWS = re.compile(rb'<g id="arrows">(.*?)</g>', re.DOTALL)
_EDGES_AND_SHAPES = re.compile(
    rb"((?:<path [^>]*fill-rule[^>]*>\s*)+)((?:<path (?![^>]*fill-rule)[^>]*>\s*)+)"
)
_PATH = re.compile(rb"<path [^>]*>")
_CORNER = re.compile(rb"[ML](-?[\d.]+) (-?[\d.]+)")
#: The width of that edge, in units of the drawing.
_EDGE = 12.0


def _changes_ms() -> tuple[int, ...]:
    """When in a breath one step follows another: in, slowest where it turns, and out again."""
    halves = [(step + 0.5) / _SWELLINGS for step in range(_SWELLINGS)]
    filling = [round(math.acos(1 - 2 * half) / (2 * math.pi) * _BREATH_MS) for half in halves]
    return (*filling, *(_BREATH_MS - at for at in reversed(filling)))


_CHANGES_MS = _changes_ms()


class _Mark(Struct):
    """An arrow or the wave of the breath, and where it is painted at rest.

    ``grown`` keeps it in the sizes in which it was shown already.
    """

    pixmap: QPixmap
    place: QRectF
    grown: dict[int, QPixmap]

    def paint(self, painter: QPainter, step: int, ratio: float) -> None:
        """Paints it in one of its sizes; ``ratio``: device pixels for one of the page."""
        area = self.at(step / _SWELLINGS)
        whole = area.toAlignedRect()
        if step not in self.grown:
            grown = self.grown[step] = QPixmap(whole.size() * ratio)
            grown.setDevicePixelRatio(ratio)
            grown.fill(QColor(0, 0, 0, 0))
            canvas = QPainter(grown)
            canvas.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            canvas.translate(-whole.topLeft())
            canvas.drawPixmap(area, self.pixmap, QRectF(self.pixmap.rect()))
            canvas.end()
        painter.drawPixmap(whole.topLeft(), self.grown[step])

    def at(self, share: float) -> QRectF:
        """Where it is painted; ``share`` is how full the breath is, 0 to 1."""
        grown = self.place.size() * (1 + _SWELLS * share)
        area = QRectF(0, 0, grown.width(), grown.height())
        area.moveCenter(self.place.center())
        return area

    def reach(self) -> QRect:
        """All that it ever covers."""
        return self.at(1.0).toAlignedRect().adjusted(-1, -1, 1, 1)


class _Body(Struct):
    """The part of a picture in which the trunk is: step by step as full as the breath is.

    ``drawing`` is there until every step is made.
    """

    drawing: BreathingDrawing | None
    place: QRect
    steps: dict[int, QPixmap]


class _Layers(Struct):
    """A picture without its arrows, and these, for one size.

    ``body`` is there once something of it has moved.
    """

    size: QSize
    ground: QPixmap
    marks: tuple[_Mark, ...]
    svg: bytes = b""
    body: _Body | None = None


class HoldFigure(FigureView):
    """Shows how it is held. Only what moves is painted.

    With reduced motion nothing moves: the arrows get paler and stronger with the breath.
    """

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, plain=True)
        self._pictures: tuple[str, ...] = ()
        self._layers: _Layers | None = None
        # Where two pictures by turns differ, and at which size.
        self._strides: dict[frozenset[str], tuple[QSize, QRect]] = {}
        self._elapsed_ms = 0
        self._halted = False
        self._beat = QTimer(self)
        self._beat.setObjectName("hold_breath")
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.setSingleShot(True)
        self._beat.timeout.connect(self._breathe)

    def show_hold(self, exercise: str, pictures: tuple[str, ...], side: Side | None) -> None:
        """Shows a hold; of somebody who walks on the spot, its pictures by turns."""
        self._pictures, self._elapsed_ms, self._halted = pictures, 0, False
        if self._shown != (exercise, pictures[0], side):
            self._layers = None
            self._strides = {}
            self.show_picture(exercise, pictures[0], side)
        self._start()

    def pause(self) -> None:
        """Stands still."""
        super().pause()
        self._halted = True
        self._beat.stop()

    def resume(self) -> None:
        """Breathes on."""
        super().resume()
        self._halted = False
        self._start()

    def showEvent(self, event: QShowEvent) -> None:
        """Breathes on."""
        super().showEvent(event)
        self._start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is painted while it can't be seen."""
        super().hideEvent(event)
        self._beat.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints what is asked for: the figure, and the arrows as they are now."""
        layers = self._current()
        if layers is None:
            super().paintEvent(event)
            return
        still = self._appearance.reduced_motion
        step = 0 if still else self._step()
        painter = QPainter(self)
        body = layers.body
        trunk = body.steps.get(step) if body else None
        if body and trunk:
            painter.setClipRegion(event.region() - body.place)
            painter.drawPixmap(0, 0, layers.ground)
            painter.setClipRegion(event.region())
            painter.drawPixmap(body.place.topLeft(), trunk)
        else:
            painter.setClipRegion(event.region())
            painter.drawPixmap(0, 0, layers.ground)
        if still:
            painter.setOpacity(_PALE if self._is_second_half() else 1.0)
        for mark in layers.marks:
            if event.region().intersects(mark.reach()):
                mark.paint(painter, step, self.devicePixelRatioF())
        painter.end()

    def _restyle(self) -> None:
        self._layers = None
        self._strides = {}
        super()._restyle()
        self._start()

    def _start(self) -> None:
        still, walks = self._appearance.reduced_motion, len(self._pictures) > 1
        if not self._pictures or not self.isVisible() or self._halted or (still and walks):
            self._beat.stop()
        else:
            self._beat.start(self._next_ms(walks=walks, still=still) - self._elapsed_ms)

    def _next_ms(self, *, walks: bool, still: bool) -> int:
        """When something changes next, on the clock of the hold."""
        if walks or still:
            every = _STRIDE_MS if walks else _BREATH_MS // 2
            return (self._elapsed_ms // every + 1) * every
        breaths, within = divmod(self._elapsed_ms, _BREATH_MS)
        following = next((at for at in _CHANGES_MS if at > within), _BREATH_MS + _CHANGES_MS[0])
        return breaths * _BREATH_MS + following

    def _breathe(self) -> None:
        walks, still = len(self._pictures) > 1, self._appearance.reduced_motion
        self._elapsed_ms = self._next_ms(walks=walks, still=still)
        self._start()
        if walks and self._shown:
            exercise, shown, side = self._shown
            turn = self._elapsed_ms // _STRIDE_MS % len(self._pictures)
            self._shown = exercise, self._pictures[turn], side
            self.update(self._between(shown, self._pictures[turn]))
            return
        layers = self._current()
        if layers is None:
            return
        for mark in layers.marks:
            self.update(mark.reach())
        body = None if still else self._breathing(layers, self._step())
        if body:
            self.update(body.place)

    def _breathing(self, layers: _Layers, step: int) -> _Body | None:
        """The body with one more step made; ``None`` for a picture without a trunk.

        Step by step, as each is first needed: all at once would hold up the session.
        """
        if layers.body is None and layers.svg:
            trunk = trunk_of(layers.svg, self._appearance.figures.drawn_colours(_TRUNK))
            if trunk:
                whole = Picture(layers.svg).size()
                place = self._placed(QRectF(*trunk.reach), whole).toAlignedRect()
                drawing = BreathingDrawing(layers.svg, trunk)
                layers.body = _Body(drawing, place & self.rect(), {})
            layers.svg = b""
        body = layers.body
        if body and body.drawing and step and step not in body.steps:
            figures, palette = self._appearance.figures, self._appearance.theme.palette
            svg = recoloured(body.drawing.at(step / _SWELLINGS), figures.exchange(palette))
            body.steps[step] = self._drawn(Picture(svg), body.place)
            if len(body.steps) == _SWELLINGS:
                body.drawing = None
        return body

    def _between(self, before: str, after: str) -> QRect:
        """The part of the page in which two pictures differ."""
        size = self.size() * self.devicePixelRatioF()
        pair = frozenset((before, after))
        if self._strides.get(pair, (QSize(), QRect()))[0] != size:
            self._strides[pair] = size, _differing(self._still(before), self._still(after))
        return self._strides[pair][1]

    def _step(self) -> int:
        """How full the breath is, 0 to ``_SWELLINGS``."""
        within = self._elapsed_ms % _BREATH_MS
        passed = sum(at <= within for at in _CHANGES_MS)
        return min(passed, len(_CHANGES_MS) - passed)

    def _is_second_half(self) -> bool:
        return self._elapsed_ms % _BREATH_MS >= _BREATH_MS // 2

    def _current(self) -> _Layers | None:
        """The layers of what is shown; ``None`` where it has no arrows, or stands by turns."""
        if len(self._pictures) != 1 or not self._shown:
            return None
        size = self.size() * self.devicePixelRatioF()
        if self._layers is None or self._layers.size != size:
            self._layers = self._made(size)
        return self._layers if self._layers.marks else None

    def _made(self, size: QSize) -> _Layers:
        if self._shown is None:
            return _Layers(size, QPixmap(), ())
        exercise, name, _ = self._shown
        figures, palette = self._appearance.figures, self._appearance.theme.palette
        drawn = figures.svg(exercise, name)
        svg = recoloured(drawn, figures.exchange(palette))
        arrows = _ARROWS.search(svg)
        pairs = _marks_of(arrows[1]) if arrows else []
        if not pairs:
            return _Layers(size, QPixmap(), ())
        opening = svg[: svg.index(b">") + 1]
        marks = [
            self._mark(Picture(opening + edge + shape + b"</svg>"), _bounds(shape))
            for edge, shape in pairs
        ]
        ground = self._drawn(Picture(_without_marks(svg)), QRect(QPoint(), self.size()))
        return _Layers(size, ground, tuple(marks), _without_marks(drawn))

    def _mark(self, picture: Picture, bounds: QRectF) -> _Mark:
        place = self._placed(bounds, picture.size()).toAlignedRect()
        pixmap = self._drawn(picture, place)
        pixmap.setDevicePixelRatio(1.0)
        return _Mark(pixmap, QRectF(place), {})

    def _placed(self, bounds: QRectF, whole: QSizeF) -> QRectF:
        """Where a part of a drawing is on the page, mirrored for the right side."""
        area, side = self._area(), self._shown[2] if self._shown else None
        scale = min(area.width() / whole.width(), area.height() / whole.height())
        size = bounds.size() * scale
        middle = (bounds.center() - QPointF(whole.width() / 2, whole.height() / 2)) * scale
        if side is not None and side is not DRAWN_SIDE:
            middle.setX(-middle.x())
        place = QRectF(QPointF(), size)
        place.moveCenter(area.center() + middle)
        return place

    def _drawn(self, picture: Picture, place: QRect) -> QPixmap:
        """The part of a picture at a place of the page."""
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(place.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-place.topLeft())
        picture.paint(painter, self._area(), side=self._shown[2] if self._shown else None)
        painter.end()
        return pixmap


def _marks_of(arrows: bytes) -> list[tuple[bytes, bytes]]:
    """The edge and the shape of each arrow: some edges come first, and then as many shapes."""
    pairs: list[tuple[bytes, bytes]] = []
    for edges, shapes in _EDGES_AND_SHAPES.findall(arrows):
        marks = _PATH.findall(shapes)
        pairs += zip(_PATH.findall(edges)[-len(marks) :], marks, strict=False)
    return [(edge, shape) for edge, shape in pairs if _CORNER.search(shape)]


def _without_marks(svg: bytes) -> bytes:
    """A drawing without its arrows; all else of their group is kept."""
    arrows = _ARROWS.search(svg)
    if arrows is None:
        return svg
    group = arrows[0]
    for path in (path for pair in _marks_of(arrows[1]) for path in pair):
        group = group.replace(path, b"")
    return svg[: arrows.start()] + group + svg[arrows.end() :]


def _bounds(shape: bytes) -> QRectF:
    """What an arrow covers, with its edge, in units of the drawing."""
    corners = [(float(x), float(y)) for x, y in _CORNER.findall(shape)]
    across, down = zip(*corners, strict=True)
    corner = QPointF(min(across), min(down))
    box = QRectF(corner, QPointF(max(across), max(down)))
    return box.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)


def _differing(one: QPixmap, other: QPixmap) -> QRect:
    """What holds all the points in which two pictures of one size differ."""
    image = one.toImage().convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.drawImage(0, 0, other.toImage().convertToFormat(QImage.Format.Format_RGB32))
    painter.end()
    # The mask turns round when it becomes a bitmap: what is black differs nowhere.
    mask = image.createMaskFromColor(_SAME, Qt.MaskMode.MaskInColor)
    box = QRegion(QBitmap.fromImage(mask)).boundingRect()
    ratio = one.devicePixelRatioF()
    size = QRectF(box.x() / ratio, box.y() / ratio, box.width() / ratio, box.height() / ratio)
    return size.toAlignedRect()
