"""The overlays of the coach's stage: the flash for a tone, and the words about a pause."""

from PySide6.QtCore import QRect, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PrimaryButton, QuietButton
from evenkeel.ui.widgets.mirroring import mirrored
from evenkeel.ui.widgets.text import heading

_FLASH_MS = 600
#: Between two flashes: WCAG 2.3.1 allows three a second.
_FLASH_LEAST_MS = 350
#: The frame's width: a part of the page's height, and at least this many pixels.
_FLASH_PART, _FLASH_LEAST = 36, 16
#: The words of a pause, from large to small: the title, the reason, and the room around them.
_SIZES = (("h1", "h3", tokens.HUGE), ("h2", "h3", tokens.LARGE), ("h3", "body", tokens.MEDIUM))


class Flash(QWidget):
    """A frame round the page that flashes in place of a tone."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("coach_flash")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._appearance = appearance
        self._strength = 0.0
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(_FLASH_MS)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.valueChanged.connect(self._step)
        self._fading.finished.connect(self.hide)
        self.hide()

    def light(self) -> None:
        """Lights up, but never more than three times a second, whatever the user presses."""
        if self.isVisible() and self._fading.currentTime() < _FLASH_LEAST_MS:
            return
        self._strength = 1.0
        self.raise_()
        self.show()
        self._fading.stop()
        self._fading.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the frame; with reduced motion at one strength until it goes."""
        painter = QPainter(self)
        painter.setOpacity(1.0 if self._appearance.reduced_motion else self._strength)
        width = max(_FLASH_LEAST, self.height() // _FLASH_PART)
        painter.setPen(QPen(QColor(self._appearance.theme.accent), 2 * width))
        painter.drawRect(self.rect())
        painter.end()

    def _step(self, strength: float) -> None:
        self._strength = strength
        if not self._appearance.reduced_motion:
            self.update()


class PauseOverlay(QWidget):
    """Takes the place of the ring and says why the session is paused.

    Signals:
        continueRequested: continue where it was paused.
        again: this repetition again from its start.
        covers, uncovers: it is shown now, or not any more.
    """

    continueRequested = Signal()
    again = Signal()
    covers = Signal()
    uncovers = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("coach_pause_panel")
        self._appearance = appearance
        self._title = heading()
        self._title.setObjectName("coach_paused")
        self._why = heading(level=3)
        self._why.setObjectName("coach_paused_why")
        continue_button = PrimaryButton("coach_go_on", self.tr("Continue"))
        self._again = QuietButton("coach_again", self.tr("Repeat this one"))
        for button in (continue_button, self._again):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        continue_button.clicked.connect(self.continueRequested)
        self._again.clicked.connect(self.again)
        self._places: tuple[QRect, ...] = ()
        self._inner = inner = QVBoxLayout(self)
        inner.setSpacing(tokens.MEDIUM)
        self._apply(*_SIZES[0])
        inner.addStretch(1)
        inner.addWidget(self._title)
        inner.addWidget(self._why)
        inner.addSpacing(tokens.SMALL)
        for button in (continue_button, self._again):
            inner.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)

    def place(self, usual: QRect, most: QRect) -> None:
        """Where it lies: in the usual place, or where its words need it, in all that there is."""
        self._places = usual, most
        self._fit()

    def say(self, texts: tuple[str, str], *, again: bool) -> None:
        """Says that it is paused and why; offers to repeat what was cut off."""
        self._title.setText(texts[0])
        self._why.setText(texts[1])
        self._again.setVisible(again)
        self._fit()

    def retitle(self, text: str) -> None:
        """Says that it is paused in the words that are heard."""
        self._title.setText(text)
        self._fit()

    def _fit(self) -> None:
        """Makes its words as large as they may be without being cut."""
        if not self._places:
            return
        for size in _SIZES:
            self._apply(*size)
            for place in self._places:
                if self._inner.totalHeightForWidth(place.width()) <= place.height():
                    self.setGeometry(place)
                    return
        self.setGeometry(self._places[-1])

    def _apply(self, title: str, why: str, around: int) -> None:
        # Where reading ends, the painted ground ends before the widget does.
        sides = (around, tokens.PAGE_SIDE + around)
        left, right = reversed(sides) if self.isRightToLeft() else sides
        self._inner.setContentsMargins(left, around, right, around)
        for label, role in ((self._title, title), (self._why, why)):
            if label.property("role") != role:
                label.setProperty("role", role)
                label.style().unpolish(label)
                label.style().polish(label)

    def showEvent(self, event: QShowEvent) -> None:
        """Stops the animations beside it."""
        super().showEvent(event)
        self.covers.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Lets the animations beside it continue."""
        super().hideEvent(event)
        self.uncovers.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Covers the ring, on a ground of its own with an edge towards the figure."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.page))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.edge), tokens.OUTLINE))
        painter.setBrush(QColor(theme.card))
        half = tokens.OUTLINE / 2
        area = QRectF(self.rect()).adjusted(half, half, -tokens.PAGE_SIDE, -half)
        painter.drawRoundedRect(mirrored(area, self), tokens.RADIUS, tokens.RADIUS)
        painter.end()
