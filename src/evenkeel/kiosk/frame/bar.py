"""The bar at the lower edge: what a visitor can do on every page."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evenkeel.kiosk.frame.hold_button import HeldName
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.widgets import QuietButton

_GAP_MM = 3.0


class Bar(QWidget):
    """Starts over, scrolls, changes text size and contrast; shows the clinic's name.

    Attributes:
        name: the clinic's name, which staff hold down to leave.

    Signals:
        startOver: the visit ends and the next one begins.
        turned: scroll down (1) or up (-1).
        textStep: larger (1) or smaller (-1) text.
        contrastPressed: switch between high contrast and the usual colours.
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
        self._gap = gap = sizes.mm(_GAP_MM)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(gap * 2, gap, gap * 2, gap)
        self._column.setSpacing(gap)
        self._row = QHBoxLayout()
        self._row.setSpacing(gap)
        self._column.addLayout(self._row)
        self._buttons = (over, self._up, self._down, self._less, self._more, self._contrast)
        for button in (self._up, self._down, self._less, self._more):
            button.setMinimumWidth(sizes.target)
        for button in self._buttons:
            self._row.addWidget(button)
        self._row.insertStretch(1)
        self._above = False
        self._row.insertWidget(1, self.name, 1)

    def event(self, event: QEvent) -> bool:
        """Moves the name when the size of the bar or its text changes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place_name()
        return super().event(event)

    def show_text_steps(self, *, less: bool, more: bool) -> None:
        """Enables the buttons for smaller and larger text."""
        self._less.setEnabled(less)
        self._more.setEnabled(more)

    def show_turns(self, *, up: bool, down: bool) -> None:
        """Enables the buttons for scrolling up and down."""
        self._up.setEnabled(up)
        self._down.setEnabled(down)

    def show_contrast(self, *, strong: bool) -> None:
        """Shows whether high contrast is on."""
        text = QCoreApplication.translate("Bar", "Contrast")
        if strong:
            text = QCoreApplication.translate("Bar", "Colours")
        self._contrast.setText(text)
        self._contrast.setAccessibleName(text)

    def _place_name(self) -> None:
        """Places the name between the buttons, or above them where it would be cut off."""
        edges = self._column.contentsMargins()
        room = self.width() - edges.left() - edges.right()
        widths = (max(button.sizeHint().width(), button.minimumWidth()) for button in self._buttons)
        between = room - sum(width + self._gap for width in widths)
        above = not self.name.fits(between)
        self.name.setMinimumHeight(self.name.height_for(room if above else between))
        if above == self._above:
            return
        self._above = above
        if above:
            self._row.removeWidget(self.name)
            self._column.insertWidget(0, self.name)
        else:
            self._column.removeWidget(self.name)
            self._row.insertWidget(1, self.name, 1)

    def _button(
        self, name: str, text: str, accessible: str, tell: Callable[[int], None], step: int
    ) -> QuietButton:
        button = QuietButton(name, text, accessible)
        button.clicked.connect(lambda: tell(step))
        return button
