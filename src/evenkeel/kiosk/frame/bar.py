"""The bar at the lower edge: what a visitor can do on every page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.kiosk.frame.hold_button import HeldName
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.widgets import QuietButton

_GAP_MM = 3.0
_LTR = "\N{LEFT-TO-RIGHT MARK}"


class Bar(QWidget):
    """Starts over, scrolls, changes text size and contrast; shows the clinic's name.

    Attributes:
        name: the clinic's name, which staff hold down to leave.

    Signals:
        startOver: the visit ends and the next one begins.
        turned: scroll down (1) or up (-1).
        textStep: larger (1) or smaller (-1) text.
        contrastPressed: switch between high contrast and the usual colours.
        listenPressed: start or stop reading the pages aloud.
        volumeStep: louder (1) or quieter (-1).
    """

    startOver = Signal()
    turned = Signal(int)
    textStep = Signal(int)
    contrastPressed = Signal()
    listenPressed = Signal()
    volumeStep = Signal(int)

    def __init__(self, sizes: Sizes, clinic: str, clock: Callable[[], float]) -> None:
        super().__init__()
        self.setObjectName("kiosk_bar")
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # What does not fit into one row goes into a second one: it asks for no wider window.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
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
        self._listen = QuietButton("kiosk_listen", self.tr("Listen"))
        self._listen.clicked.connect(self.listenPressed)
        self._listen.hide()
        self._quieter = self._button(
            "kiosk_quieter", "♪−", self.tr("Quieter"), self.volumeStep.emit, -1
        )
        self._louder = self._button(
            "kiosk_louder", "♪+", self.tr("Louder"), self.volumeStep.emit, 1
        )
        self._gap = gap = sizes.mm(_GAP_MM)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(gap * 2, gap, gap * 2, gap)
        self._column.setSpacing(gap)
        self._upper = QHBoxLayout()
        self._upper.setSpacing(gap)
        self._column.addLayout(self._upper)
        self._row = QHBoxLayout()
        self._row.setSpacing(gap)
        self._column.addLayout(self._row)
        self._buttons = (
            *(over, self._up, self._down, self._less, self._more),
            *(self._contrast, self._listen, self._quieter, self._louder),
        )
        self._sound = (self._listen, self._quieter, self._louder)
        for button in (self._quieter, self._louder):
            button.hide()
        for button in (self._up, self._down, self._less, self._more, self._quieter, self._louder):
            button.setMinimumWidth(sizes.target)
        for button in self._buttons:
            self._row.addWidget(button)
        self._row.insertStretch(1)
        self._placed = False, False
        self._row.insertWidget(1, self.name, 1)

    def event(self, event: QEvent) -> bool:
        """Moves the name when the size of the bar or its text changes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place_name()
        return super().event(event)

    def show_text_steps(self, percent: int, *, less: bool, more: bool) -> None:
        """Enables the buttons for smaller and larger text, and says how large it is."""
        self._less.setEnabled(less)
        self._more.setEnabled(more)
        size = fill(QCoreApplication.translate("Bar", "Text size: {percent} %"), percent=percent)
        for button in (self._less, self._more):
            button.setAccessibleDescription(size)

    def show_reading(self, *, offered: bool, on: bool, volume: int) -> None:
        """Shows whether pages are read aloud, and how loud."""
        self._listen.setVisible(offered)
        text = QCoreApplication.translate("Bar", "Listen")
        if on:
            text = QCoreApplication.translate("Bar", "Be silent")
        self._listen.setText(text)
        self._listen.setAccessibleName(text)
        loud = fill(QCoreApplication.translate("Bar", "Volume: {percent} %"), percent=volume)
        for button in (self._quieter, self._louder):
            button.setVisible(offered and on)
            button.setAccessibleDescription(loud)

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
        self._contrast.setAccessibleDescription(
            QCoreApplication.translate("Bar", "High contrast is on")
            if strong
            else QCoreApplication.translate("Bar", "High contrast is off")
        )

    def _place_name(self) -> None:
        """Places the name between the buttons, or above them where it would be cut off.

        What belongs to listening goes up with it where there is no room for all buttons.
        """
        edges = self._column.contentsMargins()
        room = self.width() - edges.left() - edges.right()
        sound = self._widths(self._sound)
        apart = self._widths(self._buttons) > room
        between = room - self._widths(self._buttons) + (sound if apart else 0)
        above = apart or not self.name.fits(between)
        beside = room - (sound if apart else 0)
        self.name.setMinimumHeight(self.name.height_for(beside if above else between))
        if (above, apart) == self._placed:
            return
        self._placed = above, apart
        for row in (self._row, self._upper):
            for widget in (self.name, *self._sound):
                row.removeWidget(widget)
        if above:
            self._upper.addWidget(self.name, 1)
        else:
            self._row.insertWidget(1, self.name, 1)
        for button in self._sound:
            (self._upper if apart else self._row).addWidget(button)

    def _widths(self, buttons: Sequence[QuietButton]) -> int:
        """How much room these take, as far as they are shown, with the gaps after them."""
        shown = [button for button in buttons if not button.isHidden()]
        widths = (max(button.sizeHint().width(), button.minimumWidth()) for button in shown)
        return sum(width + self._gap for width in widths)

    def _button(
        self, name: str, text: str, accessible: str, tell: Callable[[int], None], step: int
    ) -> QuietButton:
        # A sign stays at the right of what it belongs to, whatever way the language is written.
        button = QuietButton(name, f"{_LTR}{text}{_LTR}", accessible)
        button.clicked.connect(lambda: tell(step))
        return button
