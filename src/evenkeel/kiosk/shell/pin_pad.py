"""The pad on which staff type their PIN to leave the kiosk."""

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.kiosk.frame.overlay import Overlay
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.widgets import PrimaryButton, QuietButton, body, heading

#: The longest PIN that can be typed.
MOST_DIGITS: Final = 12
_DOT: Final = "●"
_MINUTE_S: Final = 60


class Pad(Overlay):
    """Ten digits, *clear*, *leave* and *back*. What is typed shows as dots.

    Signals:
        typed: a PIN to try.
        left: back to the visitor's page.
    """

    typed = Signal(str)
    left = Signal()

    def __init__(self, window: QWidget, sizes: Sizes) -> None:
        super().__init__(window, sizes, "kiosk_pad")
        self.setProperty("role", "cover")
        self._digits = ""
        self._shown = heading("", 1)
        self._shown.setObjectName("kiosk_pad_shown")
        self._says = body("")
        self._says.setObjectName("kiosk_pad_says")
        keys = QWidget()
        keys.setProperty("role", "pad")
        # As on telephones: in the order of the digits, whatever way the language is written.
        keys.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid = self._keys = QGridLayout(keys)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(sizes.mm(3))
        for place, digit in enumerate("123456789"):
            grid.addWidget(self._digit(digit), place // 3, place % 3)
        clear = QuietButton("kiosk_pad_clear", "←", self.tr("Clear"))
        clear.clicked.connect(self._clear)
        grid.addWidget(clear, 3, 0)
        grid.addWidget(self._digit("0"), 3, 1)
        self._go = PrimaryButton("kiosk_pad_go", self.tr("Leave"))
        self._go.clicked.connect(self._try)
        grid.addWidget(self._go, 3, 2)
        for key in keys.findChildren(QPushButton):
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        back = QuietButton("kiosk_pad_back", self.tr("Back"))
        back.clicked.connect(self.left)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.column.addStretch(3)
        self._says.setAlignment(middle)
        for widget in (heading(self.tr("Staff PIN"), 2), self._shown, keys, back):
            self.column.addWidget(widget, 0, middle)
        # As wide as the page: a layout gives an aligned text no room for a second line.
        self.column.insertWidget(self.column.indexOf(keys), self._says)
        self.column.addStretch(1)

    def ask(self) -> None:
        """Asks for the PIN, with nothing typed."""
        self._says.setText("")
        self._clear()
        self._align()
        self.cover()

    def say_wrong(self, wait_s: float) -> None:
        """Says that the PIN was wrong, and how long to wait before the next one."""
        self._clear()
        seconds = math.ceil(wait_s)
        if seconds <= 0:
            self._says.setText(self.tr("This PIN is wrong."))
        elif seconds < _MINUTE_S:
            text = self.tr("This PIN is wrong. Wait {count} seconds before the next one.")
            self._says.setText(fill(text, count=seconds))
        else:
            text = self.tr("This PIN is wrong. Wait {count} minutes before the next one.")
            self._says.setText(fill(text, count=math.ceil(seconds / _MINUTE_S)))

    def _align(self) -> None:
        """Makes all keys as wide as the widest."""
        places = [self._keys.itemAt(place) for place in range(self._keys.count())]
        widest = max(place.sizeHint().width() for place in places if place)
        for column in range(self._keys.columnCount()):
            self._keys.setColumnMinimumWidth(column, widest)

    def _digit(self, digit: str) -> QuietButton:
        button = QuietButton(f"kiosk_pad_{digit}", digit)
        add: Callable[[], None] = lambda: self._add(digit)  # noqa: E731
        button.clicked.connect(add)
        return button

    def _add(self, digit: str) -> None:
        self._digits = (self._digits + digit)[:MOST_DIGITS]
        self._show()

    def _clear(self) -> None:
        self._digits = ""
        self._show()

    def _try(self) -> None:
        digits, self._digits = self._digits, ""
        self._show()
        self.typed.emit(digits)

    def _show(self) -> None:
        count = len(self._digits)
        self._shown.setText(_DOT * count or "–")
        self._shown.setAccessibleName(fill(self.tr("{count} digits"), count=count))
        self._go.setEnabled(count > 0)
