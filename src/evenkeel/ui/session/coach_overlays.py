"""The overlays of the coach's stage: the flash for a tone, and the words about a pause."""

from PySide6.QtCore import QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import PrimaryButton, QuietButton
from evenkeel.ui.widgets.text import heading

_FLASH_MS = 600
#: Between two flashes: WCAG 2.3.1 allows three a second.
_FLASH_LEAST_MS = 350
#: The frame's width: a part of the page's height, and at least this many pixels.
_FLASH_PART, _FLASH_LEAST = 36, 16
#: The widest that the words about a pause get, at 100 % text.
_PANEL_WIDTH = 560


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
    """Covers the stage and says why the session is paused.

    Signals:
        continueRequested: continue where it was paused.
        again: this repetition again from its start.
        covers, uncovers: it lies over the stage now, or does not any more.
    """

    continueRequested = Signal()
    again = Signal()
    covers = Signal()
    uncovers = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._title = heading()
        self._title.setObjectName("coach_paused")
        self._why = heading(level=3)
        self._why.setObjectName("coach_paused_why")
        continue_button = PrimaryButton("coach_go_on", self.tr("Continue"))
        self._again = QuietButton("coach_again", self.tr("Repeat this one from the start"))
        for button in (continue_button, self._again):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        continue_button.clicked.connect(self.continueRequested)
        self._again.clicked.connect(self.again)
        self._panel = _Panel(appearance)
        inner = QVBoxLayout(self._panel)
        inner.setContentsMargins(tokens.HUGE, tokens.HUGE, tokens.HUGE, tokens.HUGE)
        inner.setSpacing(tokens.MEDIUM)
        inner.addWidget(self._title)
        inner.addWidget(self._why)
        inner.addSpacing(tokens.SMALL)
        row = QVBoxLayout()
        row.setSpacing(tokens.SMALL)
        for button in (continue_button, self._again):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        self._panel.setMaximumWidth(appearance.px(_PANEL_WIDTH))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._panel, 20)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)

    def say(self, texts: tuple[str, str], *, again: bool) -> None:
        """Says that it is paused and why; offers to repeat what was cut off."""
        self._title.setText(texts[0])
        self._why.setText(texts[1])
        self._again.setVisible(again)

    def retitle(self, text: str) -> None:
        """Says that it is paused in the words that are heard."""
        self._title.setText(text)

    def showEvent(self, event: QShowEvent) -> None:
        """Stops the animations below."""
        super().showEvent(event)
        self.covers.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Lets the animations below continue."""
        super().hideEvent(event)
        self.uncovers.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lets what lies below shine through a little."""
        painter = QPainter(self)
        ground = QColor(self._appearance.theme.page)
        ground.setAlphaF(0.8)
        painter.fillRect(self.rect(), ground)
        painter.end()


class _Panel(QWidget):
    """The background of the words about a pause; painted, so that it is as large as they are."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the ground and its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._appearance.theme.edge), tokens.OUTLINE))
        painter.setBrush(QColor(self._appearance.theme.card))
        half = tokens.OUTLINE / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
        painter.end()
