"""Small controls: the side, the pain scale, a number within a range."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLayoutItem, QSizePolicy, QWidget

from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill, side_word
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PaintedButton, StepButton
from evenkeel.ui.widgets.columns import Flow
from evenkeel.ui.widgets.mirroring import from_where_reading_begins, key_as_read
from evenkeel.ui.widgets.radio import RadioGroup
from evenkeel.ui.widgets.roles import use_roles
from evenkeel.ui.widgets.text import strong


class Segment(PaintedButton):
    """One of a row of buttons of which one is chosen.

    Attributes:
        round_left, round_right: which ends of it are rounded.
    """

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        text: str,
        accessible: str,
        *,
        round_left: bool = True,
        round_right: bool = True,
    ) -> None:
        super().__init__(appearance, name, text, accessible)
        self.round_left = round_left
        self.round_right = round_right
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._resize)

    def _resize(self) -> None:
        """Another size of text. Connected to Qt's own method, PySide6 6.11 would keep its name."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The text with room around it."""
        font = self._font()
        font.setWeight(QFont.Weight.DemiBold)
        width = self.fontMetrics().horizontalAdvance(self.text()) * 1.1
        return QSize(
            max(
                self._appearance.px(tokens.TARGET),
                round(width) + 2 * self._appearance.px(tokens.LARGE),
            ),
            self._appearance.px(tokens.TARGET),
        )

    def minimumSizeHint(self) -> QSize:
        """The text, with little around it."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * tokens.SMALL
        return QSize(max(tokens.TARGET, width), self._appearance.px(tokens.TARGET))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground, outline and text."""
        theme = self._appearance.theme
        chosen = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.rect())
        edge, width = theme.accent if chosen else theme.edge, float(tokens.OUTLINE)
        if chosen:
            ground = theme.accent_hover if self.underMouse() else theme.accent
        else:
            ground = theme.accent_soft if self.underMouse() else theme.card
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        # A straight end lies outside of what is visible, as if the row were one shape.
        shape = QRectF(area)
        painter.save()
        from_where_reading_begins(painter, self)
        if not self.round_left:
            shape.setLeft(shape.left() - 2 * tokens.RADIUS)
        if not self.round_right:
            shape.setRight(shape.right() + 2 * tokens.RADIUS)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(shape, tokens.RADIUS, tokens.RADIUS)
        if not self.round_left and not chosen:
            painter.setPen(QPen(QColor(theme.line), 1))
            painter.drawLine(0, round(width), 0, self.height() - round(width) - 1)
        painter.restore()
        if self.hasFocus():
            gap = width + theme.focus_width / 2
            inner = QRectF(self.rect()).adjusted(gap, gap, -gap, -gap)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = theme.accent_ink if chosen else theme.focus
            painter.setPen(QPen(QColor(ring), theme.focus_width))
            painter.drawRoundedRect(inner, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
        painter.setPen(QColor(theme.accent_ink if chosen else theme.ink))
        painter.setFont(self._font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def _font(self) -> QFont:
        font = QFont(self.font())
        if self.isChecked():
            font.setWeight(QFont.Weight.DemiBold)
        return font


class _Joined(Flow):
    """Segments in one shape: with less room around the words, then in several rows."""

    def _place(self, rect: QRect, *, move: bool) -> int:
        items = self._shown()
        least = [item.minimumSize().width() for item in items]
        missing = sum(item.sizeHint().width() for item in items) - rect.width()
        if missing <= 0 or sum(least) > rect.width():
            return super()._place(rect, move=move)
        spare = [item.sizeHint().width() - width for item, width in zip(items, least, strict=True)]
        ends = accumulate(
            width + more - missing * more / sum(spare)
            for width, more in zip(least, spare, strict=True)
        )
        edges = [0, *(round(end) for end in ends)]
        height = max(item.sizeHint().height() for item in items)
        if move:
            sizes = (QSize(after - before, height) for before, after in pairwise(edges))
            row = QRect(rect.left(), rect.top(), rect.width(), height)
            self._place_row(list(zip(items, sizes, strict=True)), row)
        return height

    def _place_row(self, row: list[tuple[QLayoutItem, QSize]], rect: QRect) -> None:
        super()._place_row(row, rect)
        segments = [item.widget() for item, _ in row]
        for segment in segments:
            if isinstance(segment, Segment):
                segment.round_left = segment is segments[0]
                segment.round_right = segment is segments[-1]
                segment.update()


class Segments(QWidget):
    """A row of words of which one is chosen, joined into one shape.

    Tab reaches the one that is chosen; the arrow keys choose the next.

    Signals:
        chosen: the user chose an option; its code.
    """

    chosen = Signal(str)
    accessible_role = QAccessible.Role.Grouping

    def __init__(
        self, appearance: Appearance, name: str, accessible: str, options: Sequence[tuple[str, str]]
    ) -> None:
        """Takes the options as (code, text); the first is chosen."""
        super().__init__()
        use_roles()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._group = RadioGroup(self)
        self._segments: dict[str, Segment] = {}
        row = _Joined(self, spacing=0, row_spacing=tokens.TIGHT)
        for code, text in options:
            segment = Segment(appearance, f"{name}_{code}", text, text)
            segment.clicked.connect(lambda _=False, code=code: self.chosen.emit(code))
            self._segments[code] = segment
            self._group.add(segment)
            row.addWidget(segment)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.choose(options[0][0])

    def code(self) -> str:
        """The code that is chosen."""
        return next(code for code, segment in self._segments.items() if segment.isChecked())

    def choose(self, code: str) -> None:
        """Shows a choice without telling anybody."""
        self._segments[code].setChecked(True)


class SideSwitch(Segments):
    """The side in words, one of two.

    Signals:
        sideChosen: the user chose a side.
    """

    sideChosen = Signal(Side)

    def __init__(self, appearance: Appearance, name: str = "side_switch") -> None:
        text = QCoreApplication.translate("SideSwitch", "{side} side")
        words = appearance.catalogue.words
        super().__init__(
            appearance,
            name,
            QCoreApplication.translate("SideSwitch", "Side"),
            [(side.value, fill(text, side=side_word(words, side))) for side in Side],
        )
        self.chosen.connect(lambda code: self.sideChosen.emit(Side(code)))

    def side(self) -> Side:
        """The side that is chosen."""
        return Side(self.code())

    def set_side(self, side: Side) -> None:
        """Shows a side without telling anybody."""
        self.choose(side.value)


class NumberStepper(QWidget):
    """A number with a button for less and one for more.

    Signals:
        changed: the user changed the number.
    """

    changed = Signal(int)

    def __init__(
        self,
        name: str,
        label: str,
        value: int,
        least: int,
        most: int,
        pattern: str = "{number}",
        *,
        step: int = 1,
    ) -> None:
        """Takes what is counted, the number, its range, how it is written, and the step."""
        super().__init__()
        self.setObjectName(name)
        self._label = label
        self._pattern = pattern
        self._least = least
        self._most = most
        self._by = step
        self.value = value
        self._less = StepButton(f"{name}_less", "−", fill(self.tr("{what}: less"), what=label))
        self._more = StepButton(f"{name}_more", "+", fill(self.tr("{what}: more"), what=label))
        self._shown = strong()
        self._shown.setWordWrap(False)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        row.addWidget(self._less)
        row.addWidget(self._shown, 1)
        row.addWidget(self._more)
        self._less.clicked.connect(lambda: self._step(-1))
        self._more.clicked.connect(lambda: self._step(1))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._show()

    def set_value(self, value: int) -> None:
        """Shows a number without telling anybody."""
        self.value = max(self._least, min(self._most, value))
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Leaves room for the longest number, so that the buttons stay where they are."""
        super().showEvent(event)
        metrics = self._shown.fontMetrics()
        ends = (fill(self._pattern, number=number) for number in (self._least, self._most))
        widest = max(metrics.horizontalAdvance(text) for text in ends)
        self._shown.setMinimumWidth(widest + 2 * tokens.SMALL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go up and down."""
        step = _STEPS.get(key_as_read(event.key()))
        if step:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        value = max(self._least, min(self._most, self.value + step * self._by))
        if value != self.value:
            self.set_value(value)
            self.changed.emit(value)

    def _show(self) -> None:
        text = fill(self._pattern, number=self.value)
        self._shown.setText(text)
        self.setAccessibleName(f"{self._label}: {text}")
        self._less.setAccessibleDescription(text)
        self._more.setAccessibleDescription(text)
        self._less.setEnabled(self.value > self._least)
        self._more.setEnabled(self.value < self._most)


_STEPS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Left: -1,
}
