"""The pelvis seen from behind, on which the sore side is chosen."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QEnterEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill, side_word
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import TogglesAsPressed
from evenkeel.ui.widgets.roles import use_roles

#: Where the left joint lies, as parts of the picture's width and height; the right mirrors it.
_JOINT = QPointF(0.4495, 0.5585)
#: Half the width and height of the joint, as parts of the picture's width.
_SPOT = (0.018, 0.05)
#: How far the glow and the ring around it reach, in sizes of the joint, and how strong they are.
_GLOWS = ((4.2, 1.9, 0.22), (3.2, 1.6, 0.3), (2.2, 1.35, 0.4))
_FAINT, _FULL = 0.6, 1.0
#: How much of the side that was not chosen is covered.
_VEIL = 0.6
#: The picture has room at its sides; it is shown larger than it would fit.
_LARGER = 1.2
_BOTH = "both"


class PelvisPicker(QWidget):
    """A picture with two halves to click on. From behind, left is the user's own left.

    The halves are for the mouse: beside the picture are the same answers, and two more, for the
    keyboard. To assistive technology it is one image.

    Signals:
        picked: a half was pressed; the side's code.
    """

    picked = Signal(str)
    accessible_role = QAccessible.Role.Graphic
    accessible_leaf = True

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        use_roles()
        self.setObjectName("pelvis")
        self.setAccessibleName(self.tr("The pelvis, seen from behind"))
        self.setAccessibleDescription(appearance.catalogue.words.pelvis)
        self._appearance = appearance
        self._marked = ""
        text = self.tr("My {side} side")
        self._halves = {
            side: _Half(
                self,
                f"pelvis_{side.value}",
                fill(text, side=side_word(appearance.catalogue.words, side)),
            )
            for side in Side
        }
        for side, half in self._halves.items():
            half.clicked.connect(lambda _=False, side=side: self.picked.emit(side.value))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance.changed.connect(self._repaint)

    def mark(self, code: str) -> None:
        """Shows what is chosen: ``left``, ``right``, ``both`` or anything else for neither."""
        self._marked = code
        for side, half in self._halves.items():
            half.setChecked(code in (side.value, _BOTH))
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The picture keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The picture and a line of words."""
        return round(width * _LARGER * self._shape()) + self._words_height()

    def sizeHint(self) -> QSize:
        """Large enough to point at."""
        width = self._appearance.px(400)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The smallest that can still be pointed at."""
        return QSize(240, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Each half takes half of the room."""
        super().resizeEvent(event)
        middle = self.width() // 2
        self._halves[Side.LEFT].setGeometry(0, 0, middle, self.height())
        self._halves[Side.RIGHT].setGeometry(middle, 0, self.width() - middle, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the picture, the spots and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = min(self.heightForWidth(self.width()), self.height()) - self._words_height()
        area = QRectF(0, 0, self.width() * _LARGER, high)
        area.moveLeft((self.width() - area.width()) / 2)
        picture = self._appearance.figures.pelvis(self._appearance.theme.palette)
        picture.paint(painter, area, side=None)
        size = picture.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        drawn = QRectF(QPointF(), size)
        drawn.moveCenter(area.center())
        for side, half in self._halves.items():
            if half.isChecked():
                self._paint_glow(painter, drawn, side, _FULL)
            elif self._halves[side.other].isChecked():
                self._paint_veil(painter, half.geometry(), drawn)
            elif half.underMouse():
                self._paint_glow(painter, drawn, side, _FAINT)
            self._paint_word(painter, drawn, side)
        painter.end()

    def _repaint(self) -> None:
        """Other colours. Connected to Qt's own method, PySide6 6.11 would keep its name."""
        self.update()

    def _paint_glow(self, painter: QPainter, drawn: QRectF, side: Side, strength: float) -> None:
        across = _JOINT.x() if side is Side.LEFT else 1 - _JOINT.x()
        middle = drawn.topLeft() + QPointF(across * drawn.width(), _JOINT.y() * drawn.height())
        wide, high = (drawn.width() * half for half in _SPOT)
        colour = QColor(self._appearance.theme.coral)
        painter.setPen(Qt.PenStyle.NoPen)
        for across_by, up_by, alpha in _GLOWS:
            colour.setAlphaF(alpha * strength)
            painter.setBrush(colour)
            painter.drawEllipse(middle, wide * across_by, high * up_by)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._appearance.theme.coral_ink), tokens.OUTLINE + 1))
        across_by, up_by, _ = _GLOWS[-1]
        painter.drawEllipse(middle, wide * across_by, high * up_by)

    def _paint_veil(self, painter: QPainter, half: QRect, drawn: QRectF) -> None:
        veil = QColor(self._appearance.theme.page)
        veil.setAlphaF(_VEIL)
        room = QRectF(half)
        room.setBottom(drawn.bottom())
        painter.fillRect(room, veil)

    def _paint_word(self, painter: QPainter, drawn: QRectF, side: Side) -> None:
        theme = self._appearance.theme
        half = self._halves[side]
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * tokens.LEAD / tokens.BODY)
        on = half.isChecked() or half.underMouse()
        font.setWeight(QFont.Weight.Bold if on else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(theme.coral_ink if half.isChecked() else theme.ink_soft))
        room = QRectF(half.geometry())
        room.setTop(drawn.bottom())
        room.setHeight(self._words_height())
        painter.drawText(
            room, Qt.AlignmentFlag.AlignCenter, side_word(self._appearance.catalogue.words, side)
        )

    def _shape(self) -> float:
        size = self._appearance.figures.pelvis(self._appearance.theme.palette).size()
        return size.height() / size.width()

    def _words_height(self) -> int:
        return self.fontMetrics().height() + 2 * tokens.SMALL


class _Half(TogglesAsPressed, QAbstractButton):
    """One half of the picture; the picture paints it."""

    def __init__(self, picker: PelvisPicker, name: str, text: str) -> None:
        super().__init__(picker)
        self._picker = picker
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing: it lies over the picture."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """The spot appears."""
        super().enterEvent(event)
        self._picker.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The spot goes."""
        super().leaveEvent(event)
        self._picker.update()
