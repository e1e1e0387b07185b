"""A picture of an exercise with words below it, to be pressed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from evenkeel.catalogue.terms import Side
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PaintedButton
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.figures.cached_picture import CachedPicture
from evenkeel.ui.widgets.mirroring import write_lines

_WRAP = Qt.TextFlag.TextWordWrap
_UNBOUND = 10_000
#: How many columns of a grid look right, and their width at 100 % text.
TILE_WIDTH = 236


class PictureTile(PaintedButton):
    """A picture, a name in bold and sentences that step back.

    What is chosen (a checked tile) has a thick outline.
    """

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        deferred: DeferredTasks,
        *,
        highest: int | None = None,
        centred: bool = False,
    ) -> None:
        """Draws the picture later, among the ``deferred`` tasks.

        ``highest`` limits the height of the picture, in pixels; ``centred`` puts
        the words in the middle.
        """
        super().__init__(appearance, name, "")
        self._highest = highest
        self._align = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        self._picture: tuple[str, str, Side | None] | None = None
        self._texts: tuple[str, ...] = ()
        self._drawn = CachedPicture(self, deferred, self._draw)
        self._places: dict[int, tuple[QRect, ...]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance.changed.connect(self._restyle)

    def show_tile(
        self,
        picture: tuple[str, str, Side | None],
        title: str,
        texts: Sequence[str] = (),
        *,
        accessible: str = "",
    ) -> None:
        """Shows a picture (exercise, its name, the side) and the words below it."""
        if picture != self._picture:
            self._picture = picture
            self._drawn.forget()
        self._texts = tuple(text for text in texts if text)
        self.setText(title)
        self.setAccessibleName(accessible or title)
        self._places.clear()
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """A different font has a different size."""
        self._places.clear()
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        """The words wrap under the picture."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The picture and all of the words."""
        return self._areas(width)[-1].bottom() + 1 + self._pad()

    def sizeHint(self) -> QSize:
        """A column of a grid."""
        width = self._appearance.px(TILE_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A picture that still says something."""
        if self._highest:
            return QSize(tokens.TARGET, self._appearance.px(tokens.TARGET))
        return QSize(self._appearance.px(160), self._appearance.px(160))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the ground, the picture and the words."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = float(tokens.OUTLINE)
        outline = theme.edge if self.underMouse() else theme.line
        if self.isChecked():
            outline, width = theme.accent, float(theme.focus_width)
        if self.hasFocus():
            outline, width = theme.focus, float(theme.focus_width)
        painter.setPen(QPen(QColor(outline), width))
        painter.setBrush(QColor(theme.card))
        ground = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(ground, tokens.RADIUS, tokens.RADIUS)
        picture, title, *below = self._areas(self.width())
        self._drawn.paint(painter, QRectF(picture))
        painter.setFont(self._title_font())
        painter.setPen(QColor(theme.ink))
        write_lines(painter, QRectF(title), self.text(), self, self._align)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.ink_soft))
        for area, text in zip(below, self._texts, strict=True):
            write_lines(painter, QRectF(area), text, self, self._align)
        painter.end()

    def _draw(self, painter: QPainter, area: QRectF) -> None:
        """Draws the picture."""
        if self._picture:
            exercise, name, side = self._picture
            palette = self._appearance.theme.palette
            self._appearance.figures.picture(exercise, name, palette).paint(
                painter, area, side=side
            )

    def _areas(self, width: int) -> tuple[QRect, ...]:
        """Where the picture, the title and the texts are; layouts ask for it again and again."""
        if width not in self._places:
            self._places[width] = self._measured(width)
        return self._places[width]

    def _measured(self, width: int) -> tuple[QRect, ...]:
        pad = self._pad()
        inner = max(1, width - 2 * pad)
        high = inner * 2 // 3
        if self._highest:
            high = min(high, self._highest)
        across = min(inner, high * 3 // 2)
        areas = [QRect(pad + (inner - across) // 2, pad, across, high)]
        room = QRect(0, 0, inner, _UNBOUND)
        top = areas[0].bottom() + 1 + pad // 2
        for place, text in enumerate((self.text(), *self._texts)):
            metrics = QFontMetrics(self.font() if place else self._title_font())
            height = metrics.boundingRect(room, _WRAP, text).height()
            areas.append(QRect(pad, top, inner, height))
            top += height + tokens.TIGHT
        return tuple(areas)

    def _restyle(self) -> None:
        """Redraws for other colours, another text size or another person."""
        self._places.clear()
        self._drawn.forget()
        self.updateGeometry()

    def _title_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * (tokens.LEAD + 1) / tokens.BODY)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _pad(self) -> int:
        return tokens.SMALL if self._highest else tokens.MEDIUM
