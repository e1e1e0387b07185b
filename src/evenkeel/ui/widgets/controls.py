"""Small controls: the side, the pain scale, a number within a range."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import side_word
from evenkeel.ui import tokens
from evenkeel.ui.look import Look
from evenkeel.ui.widgets.buttons import StepButton
from evenkeel.ui.widgets.text import body, strong

#: The answers key whose options give the words of the pain scale.
_SCALE_KEY = "pain_now"
#: How much taller than other controls a number of the scale is, in pixels.
_TALLER = 28


class Segment(QAbstractButton):
    """One of a row of buttons of which one is chosen.

    Attributes:
        round_left, round_right: which ends of it are rounded.
    """

    def __init__(
        self,
        look: Look,
        name: str,
        text: str,
        accessible: str,
        *,
        round_left: bool = True,
        round_right: bool = True,
    ) -> None:
        super().__init__()
        self._look = look
        self.round_left = round_left
        self.round_right = round_right
        self.setObjectName(name)
        self.setText(text)
        self.setAccessibleName(accessible)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._resize)

    def _resize(self) -> None:
        """Another size of text. Connected to Qt's own method, PySide6 6.11 would keep its name."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The text with room around it."""
        font = self._font()
        font.setWeight(QFont.Weight.DemiBold)
        width = self.fontMetrics().horizontalAdvance(self.text()) * 1.1
        return QSize(
            max(self._look.px(tokens.TARGET), round(width) + 2 * self._look.px(tokens.LARGE)),
            self._look.px(tokens.TARGET),
        )

    def minimumSizeHint(self) -> QSize:
        """The text, with little around it."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * tokens.SMALL
        return QSize(max(tokens.TARGET, width), self._look.px(tokens.TARGET))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints ground, outline and text."""
        theme = self._look.theme
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


class ScaleCell(Segment):
    """One number of the pain scale: a tall button."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses; the other keys are for the scale."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        """Tall, and as wide as there is room."""
        return QSize(self._look.px(tokens.BUTTON), self._look.px(tokens.TARGET) + _TALLER)

    def minimumSizeHint(self) -> QSize:
        """Wide enough to hit."""
        return QSize(tokens.TARGET, self.sizeHint().height())

    def _font(self) -> QFont:
        font = super()._font()
        font.setPointSizeF(font.pointSizeF() * tokens.HEADING[2] / tokens.BODY)
        return font


class Segments(QWidget):
    """A row of words of which one is chosen, joined into one shape.

    Signals:
        chosen: the reader chose one; its code.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Look, name: str, accessible: str, options: Sequence[tuple[str, str]]
    ) -> None:
        """Takes the options as (code, text); the first is chosen."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._group = QButtonGroup(self)
        self._segments: dict[str, Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (code, text) in enumerate(options):
            segment = Segment(
                look,
                f"{name}_{code}",
                text,
                f"{accessible}: {text}",
                round_left=place == 0,
                round_right=place == len(options) - 1,
            )
            segment.clicked.connect(lambda _=False, code=code: self.chosen.emit(code))
            self._segments[code] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
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
        sideChosen: the reader chose a side.
    """

    sideChosen = Signal(Side)

    def __init__(self, look: Look, name: str = "side_switch") -> None:
        text = QCoreApplication.translate("SideSwitch", "{side} side")
        words = look.catalogue.words
        super().__init__(
            look,
            name,
            QCoreApplication.translate("SideSwitch", "Side"),
            [(side.value, text.format(side=side_word(words, side))) for side in Side],
        )
        self.chosen.connect(lambda code: self.sideChosen.emit(Side(code)))

    def side(self) -> Side:
        """The side that is chosen."""
        return Side(self.code())

    def set_side(self, side: Side) -> None:
        """Shows a side without telling anybody."""
        self.choose(side.value)


class PainScale(QWidget):
    """The numbers 0 to 10, large, with words at the ends.

    Arrow keys go up and down, digits choose; 1 and then 0 is 10.

    Attributes:
        value: the number that is chosen, or ``None``.

    Signals:
        chosen: a number was chosen, by mouse or key.
        clicked: it was chosen by a click, tap or the like.
    """

    chosen = Signal(int)
    clicked = Signal(int)

    def __init__(self, look: Look, name: str = "pain_scale") -> None:
        super().__init__()
        self.setObjectName(name)
        self.value: int | None = None
        self._typed_one = False
        self._cells: list[ScaleCell] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SMALL)
        grid.setVerticalSpacing(tokens.SMALL)
        options = look.catalogue.question(_SCALE_KEY).options
        for place, option in enumerate(options):
            number = int(option.value)
            said = self.tr("Pain {number} of 10").format(number=number)
            if option.detail:
                said = f"{said}: {option.detail}"
            cell = ScaleCell(look, f"{name}_{number}", str(number), said)
            cell.clicked.connect(lambda _=False, number=number: self._clicked(number))
            self._cells.append(cell)
            grid.addWidget(cell, 0, place)
            grid.setColumnStretch(place, 1)
        last = len(options) - 1
        for place, align, start, span in (
            (0, Qt.AlignmentFlag.AlignLeft, 0, 3),
            (last // 2, Qt.AlignmentFlag.AlignHCenter, last // 2 - 1, 3),
            (last, Qt.AlignmentFlag.AlignRight, last - 2, 3),
        ):
            label = body(options[place].detail, soft=True)
            label.setAlignment(align | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, 1, start, 1, span)
        self.setAccessibleName(self.tr("Pain, 0 to 10"))
        self._rove()

    def set_value(self, value: int | None) -> None:
        """Shows a number, or none, without telling anybody."""
        self.value = value
        for number, cell in enumerate(self._cells):
            cell.setChecked(number == value)
        self._rove()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and digits choose."""
        if not self.handle_key(event):
            super().keyPressEvent(event)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Acts on a key and says whether it was one of these; a page passes its own keys on."""
        last = len(self._cells) - 1
        key = Qt.Key(event.key())
        here = self.value
        typed_one, self._typed_one = self._typed_one, False
        if event.modifiers() & _COMMANDS:
            return False
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self._choose(0 if here is None else min(last, here + 1))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self._choose(0 if here is None else max(0, here - 1))
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            digit = key - Qt.Key.Key_0
            self._typed_one = digit == 1
            self._choose(last if typed_one and digit == 0 else digit)
        else:
            return False
        return True

    def _clicked(self, number: int) -> None:
        self._choose(number)
        self.clicked.emit(number)

    def _choose(self, number: int) -> None:
        self.set_value(number)
        self._cells[number].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(number)

    def _rove(self) -> None:
        """Tab reaches the chosen number only; the arrow keys reach the others."""
        here = self.value or 0
        for number, cell in enumerate(self._cells):
            policy = Qt.FocusPolicy.StrongFocus if number == here else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)
        self.setFocusProxy(self._cells[here])


class NumberStepper(QWidget):
    """A number with a button for less and one for more.

    Signals:
        changed: the reader changed the number.
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
        self._less = StepButton(f"{name}_less", "−", self.tr("{what}: less").format(what=label))
        self._more = StepButton(f"{name}_more", "+", self.tr("{what}: more").format(what=label))
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
        ends = (self._pattern.format(number=number) for number in (self._least, self._most))
        widest = max(metrics.horizontalAdvance(text) for text in ends)
        self._shown.setMinimumWidth(widest + 2 * tokens.SMALL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go up and down."""
        step = _STEPS.get(Qt.Key(event.key()))
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
        text = self._pattern.format(number=self.value)
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
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
