"""The symbols of the pain chart, for its legend."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.text import in_one_line

#: The circle of *before*, in pixels at 100 %, and the dot of *after* as a part of it: one can lie
#: in the other.
CIRCLE = 10
DOT = 0.68


class LegendSymbol(QWidget):
    """A small sign of the chart, beside its word in the legend.

    Attributes:
        kind: ``before``, ``after``, ``paper``, ``median`` or ``band``; for the weeks ``met``,
            ``below`` or ``aim``.
    """

    def __init__(self, appearance: Appearance, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self._appearance = appearance
        self._fit()
        appearance.changed.connect(self._fit)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the sign."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        radius = self._appearance.px(CIRCLE) / 2
        if self.kind == "band":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 3, -1, -3))
        elif self.kind in ("met", "below"):
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(QColor(theme.accent if self.kind == "met" else theme.page))
            half = self.height() / 3
            bar = QRectF(middle.x() - half, 2, 2 * half, self.height() - 4)
            painter.drawRoundedRect(bar, 3, 3)
        elif self.kind == "aim":
            painter.setPen(QPen(QColor(theme.ink_soft), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(1, middle.y()), QPointF(self.width() - 1, middle.y()))
        elif self.kind == "median":
            painter.setPen(QPen(QColor(theme.ink), 3))
            painter.drawLine(QPointF(1, middle.y()), QPointF(self.width() - 1, middle.y()))
        else:
            after = self.kind == "after"
            painter.setPen(Qt.PenStyle.NoPen if after else QPen(QColor(theme.accent), 2))
            painter.setBrush(QColor(theme.accent if after else theme.page))
            radius *= DOT if after else 1
            if self.kind == "paper":
                side = QPointF(radius, radius)
                painter.drawRect(QRectF(middle - side, middle + side))
            else:
                painter.drawEllipse(middle, radius, radius)
        painter.end()

    def _fit(self) -> None:
        self.setFixedSize(self._appearance.px(26), self._appearance.px(20))
        self.update()


def legend_item(appearance: Appearance, kind: str, text: str) -> QWidget:
    """A sign of the chart with its meaning, together in one row."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.SMALL)
    row.addWidget(LegendSymbol(appearance, kind))
    row.addWidget(in_one_line(text), 1)
    return box
