"""The bar at the lower edge: what a visitor can do on every page."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evenkeel.kiosk.sizes import Sizes
from evenkeel.kiosk.widgets.hold import HeldName
from evenkeel.ui.widgets import QuietButton

_GAP_MM = 3.0


class Bar(QWidget):
    """Starts over, scrolls, changes text size and contrast; shows whose kiosk it is.

    Attributes:
        name: the clinic's name, which staff hold down to leave.

    Signals:
        startOver: everything from the beginning, for the next visitor.
        turned: scroll down (1) or up (-1).
        textStep: larger (1) or smaller (-1) text.
        contrastPressed: strong colours, or the usual ones again.
    """

    startOver = Signal()
    turned = Signal(int)
    textStep = Signal(int)
    contrastPressed = Signal()

    def __init__(self, sizes: Sizes, clinic: str, clock: Callable[[], float]) -> None:
        super().__init__()
        self.setObjectName("kiosk_bar")
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = HeldName(clinic or "Evenkeel", clock)
        over = QuietButton("kiosk_start_over", self.tr("Start over"))
        over.clicked.connect(self.startOver)
        self._up = self._button("kiosk_up", "↑", self.tr("Scroll up"), self.turned.emit, -1)
        self._down = self._button("kiosk_down", "↓", self.tr("Scroll down"), self.turned.emit, 1)
        self._less = self._button(
            "kiosk_text_less", "A−", self.tr("Smaller text"), self.textStep.emit, -1
        )
        self._more = self._button(
            "kiosk_text_more", "A+", self.tr("Larger text"), self.textStep.emit, 1
        )
        self._contrast = QuietButton("kiosk_contrast", self.tr("Contrast"))
        self._contrast.clicked.connect(self.contrastPressed)
        row = QHBoxLayout(self)
        gap = sizes.mm(_GAP_MM)
        row.setContentsMargins(gap * 2, gap, gap * 2, gap)
        row.setSpacing(gap)
        row.addWidget(over)
        row.addWidget(self.name, 1)
        for button in (self._up, self._down, self._less, self._more):
            button.setMinimumWidth(sizes.target)
            row.addWidget(button)
        row.addWidget(self._contrast)

    def show_text_steps(self, *, less: bool, more: bool) -> None:
        """Tells whether there is a smaller and a larger text."""
        self._less.setEnabled(less)
        self._more.setEnabled(more)

    def show_turns(self, *, up: bool, down: bool) -> None:
        """Tells whether there is more above and below."""
        self._up.setEnabled(up)
        self._down.setEnabled(down)

    def show_contrast(self, *, strong: bool) -> None:
        """Tells whether the strong colours are in force."""
        text = QCoreApplication.translate("Bar", "Contrast")
        if strong:
            text = QCoreApplication.translate("Bar", "Colours")
        self._contrast.setText(text)
        self._contrast.setAccessibleName(text)

    def _button(
        self, name: str, text: str, accessible: str, tell: Callable[[int], None], step: int
    ) -> QuietButton:
        button = QuietButton(name, text, accessible)
        button.clicked.connect(lambda: tell(step))
        return button
