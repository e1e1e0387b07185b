"""A picture on a page."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenkeel.catalogue.terms import Kind, Side, SideRule
from evenkeel.catalogue.wording import picture_in_words
from evenkeel.ui.look import Look
from evenkeel.ui.tokens import RADIUS, SMALL

#: The room around a small picture, as a part of its width.
_PAD = 32


def opening_figure(look: Look) -> "FigureView":
    """The picture that opens an empty or a first page: the last steadying exercise in the order."""
    exercises = look.catalogue.exercises
    places = look.catalogue.programmes[0].items
    order = [exercises[place.exercise] for place in places if not place.extra]
    shown = next((one for one in reversed(order) if one.kind is Kind.STABILISING), order[0])
    variant = shown.variants[-1].id if shown.variants else None
    sided = shown.side_rule_of(variant) is not SideRule.NONE
    view = FigureView(look, plain=True)
    view.show_picture(shown.id, shown.form_of(variant).hold, Side.LEFT if sided else None)
    return view


class FigureView(QWidget):
    """Shows one picture of an exercise on a rounded ground, three to two.

    Attributes:
        plain: without the ground, for a picture that stands on the page by itself.
    """

    def __init__(self, look: Look, *, plain: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plain = plain
        self._look = look
        self._shown: tuple[str, str, Side | None] | None = None
        self._painted = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._forget)

    def show_picture(self, exercise: str, name: str, side: Side | None) -> None:
        """Shows a picture, and says what it shows; ``side`` is the limb that works or lifts.

        Raises:
            FileNotFoundError: there is no such picture.
        """
        self._look.figures.picture(exercise, name, self._look.theme.palette)
        self._shown = (exercise, name, side)
        catalogue = self._look.catalogue
        self.setAccessibleName(
            picture_in_words(catalogue.words, catalogue.exercises[exercise], name, side)
        )
        self._forget()

    def hasHeightForWidth(self) -> bool:
        """The picture keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Two thirds of the width."""
        return width * 2 // 3

    def sizeHint(self) -> QSize:
        """A picture large enough to see what is meant."""
        return QSize(self._look.px(240), self._look.px(160))

    def minimumSizeHint(self) -> QSize:
        """The smallest picture that still says something."""
        return QSize(96, 64)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the picture, drawn once for each size."""
        if not self._shown:
            return
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._painted.size() != size:
            self._painted = self._drawn(size, ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted)
        painter.end()

    def _drawn(self, size: QSize, ratio: float) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, 0, self.width(), self.height())
        if not self.plain:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._look.theme.card))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
            pad = min(SMALL, self.width() / _PAD)
            area = area.adjusted(pad, pad, -pad, -pad)
        if self._shown:
            exercise, name, side = self._shown
            picture = self._look.figures.picture(exercise, name, self._look.theme.palette)
            picture.paint(painter, area, side=side)
        painter.end()
        return pixmap

    def _forget(self) -> None:
        self._painted = QPixmap()
        self.update()
