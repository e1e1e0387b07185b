"""The numbers 0 to 10, large: the pain scale, and how well an activity goes."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.language import number_text
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.controls import Segment
from evenkeel.ui.widgets.mirroring import key_as_read
from evenkeel.ui.widgets.radio import RadioGroup
from evenkeel.ui.widgets.roles import use_roles
from evenkeel.ui.widgets.text import body

#: The answers key whose options give the words of the pain scale.
_SCALE_KEY = "pain_now"
#: How much taller than other controls a number of the scale is, in pixels.
_TALLER = 28
#: The last number of the scale; the first is 0.
_LAST = 10
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class ScaleCell(Segment):
    """One number of a scale: a tall button.

    Attributes:
        by_pointer: whether it is being pressed by mouse or finger, not by key or from outside.
    """

    by_pointer = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press by mouse or finger."""
        self.by_pointer = True
        super().mouseReleaseEvent(event)
        self.by_pointer = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses; the other keys are for the scale."""
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        """Tall, and as wide as there is room."""
        return QSize(
            self._appearance.px(tokens.BUTTON), self._appearance.px(tokens.TARGET) + _TALLER
        )

    def minimumSizeHint(self) -> QSize:
        """Wide enough to hit."""
        return QSize(tokens.TARGET, self.sizeHint().height())

    def _font(self) -> QFont:
        font = super()._font()
        font.setPointSizeF(font.pointSizeF() * tokens.HEADING[2] / tokens.BODY)
        # Eleven in a row: on a small screen with large text, two digits leave no room around them.
        across = QFontMetrics(font).horizontalAdvance("00")
        room = self.width() - 2 * tokens.SMALL
        if 0 < room < across:
            font.setPointSizeF(font.pointSizeF() * room / across)
        return font


class NumberScale(QWidget):
    """The numbers 0 to 10, large, with words below some of them.

    Arrow keys go up and down, digits choose; 1 and then 0 is 10.

    Attributes:
        value: the number that is chosen, or ``None``.

    Signals:
        chosen: a number was chosen, by mouse or key.
        clicked: it was chosen by a click, tap or the like.
    """

    chosen = Signal(int)
    clicked = Signal(int)
    accessible_role = QAccessible.Role.Grouping

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        accessible: str,
        pattern: str,
        details: Mapping[int, str],
    ) -> None:
        """``pattern`` says one ``{number}``; ``details`` has words for the ends, and the middle."""
        super().__init__()
        use_roles()
        self.setObjectName(name)
        # At first, no number is chosen.
        self._group = RadioGroup(self, always_one=False, named=True)
        self.value: int | None = None
        self._typed_one = False
        self._cells: list[ScaleCell] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SMALL)
        grid.setVerticalSpacing(tokens.SMALL)
        for number in range(_LAST + 1):
            said = fill(pattern, number=number)
            if number in details:
                said = f"{said}: {details[number]}"
            cell = ScaleCell(appearance, f"{name}_{number}", number_text(number), said)
            cell.clicked.connect(lambda _=False, number=number: self._clicked(number))
            self._cells.append(cell)
            self._group.add(cell)
            grid.addWidget(cell, 0, number)
            grid.setColumnStretch(number, 1)
        for place, align, start, span in (
            (0, Qt.AlignmentFlag.AlignLeft, 0, 3),
            (_LAST // 2, Qt.AlignmentFlag.AlignHCenter, _LAST // 2 - 1, 3),
            (_LAST, Qt.AlignmentFlag.AlignRight, _LAST - 2, 3),
        ):
            label = body(details.get(place, ""), soft=True)
            label.setAlignment(align | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, 1, start, 1, span)
        self.setAccessibleName(accessible)
        self._update_proxy()

    def buttons(self) -> tuple[ScaleCell, ...]:
        """The numbers, from 0 on."""
        return tuple(self._cells)

    def set_value(self, value: int | None) -> None:
        """Shows a number, or none, without telling anybody."""
        self.value = value
        for number, cell in enumerate(self._cells):
            cell.setChecked(number == value)
        self._update_proxy()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and digits choose."""
        if not self.handle_key(event):
            super().keyPressEvent(event)

    def handle_key(self, event: QKeyEvent) -> bool:
        """Acts on a key and says whether it was one of these; a page passes its own keys on."""
        last = len(self._cells) - 1
        key = key_as_read(event.key())
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
        by_pointer = self._cells[number].by_pointer
        self._choose(number)
        if by_pointer:
            self.clicked.emit(number)

    def _choose(self, number: int) -> None:
        self.set_value(number)
        self._cells[number].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(number)

    def _update_proxy(self) -> None:
        """The keyboard goes to the chosen number, as Tab does."""
        here = self.value or 0
        self.setFocusProxy(self._cells[here])


class PainScale(NumberScale):
    """Pain on the numeric rating scale, in the words of the question about it."""

    def __init__(self, appearance: Appearance, name: str = "pain_scale") -> None:
        options = appearance.catalogue.question(_SCALE_KEY).options
        super().__init__(
            appearance,
            name,
            QCoreApplication.translate("PainScale", "Pain, 0 to 10"),
            QCoreApplication.translate("PainScale", "Pain {number} of 10"),
            {int(option.value): option.detail for option in options if option.detail},
        )
