"""The coach's stage: the figure with its sentence, the ring and the dots."""

import re
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evenkeel.catalogue.model import Form
from evenkeel.coach.timeline import Phase, PhaseKind
from evenkeel.ui.session.coach_overlays import PauseOverlay
from evenkeel.ui.session.dots import Dots
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.figure import FigureView
from evenkeel.ui.widgets.playback_schedule import arrival, pause_between
from evenkeel.ui.widgets.ring import Ring
from evenkeel.ui.widgets.text import body, heading, lead, with_side

#: What is said rarely takes more lines than this under figure and ring.
_CAPTION_LINES = 2
#: However much is said, it takes no more than this part of the stage's height: across, beside.
_CAPTION_PART = (0.13, 0.42)
#: A short sentence is written large, to be read from the floor: a part of the stage's height.
_CAPTION_LARGEST = 0.065
#: Up to this text size, in percent, it stands across the whole width.
_WIDE_CAPTION_TO = 140
#: The page's own, above the row of buttons.
STAGE_MARGINS = (tokens.PAGE_SIDE, tokens.LARGE, tokens.PAGE_SIDE, 0)
_POINTS_PER_INCH = 72
_MS = 1000


@dataclass(frozen=True, slots=True)
class _Size:
    """A text's size: in points as everywhere, and in a large window a part of its height."""

    points: float
    part: float


#: To be read from the floor, the words grow with the window.
_NAME = _Size(tokens.HEADING[2], 1 / 34)
_CUE = _Size(tokens.HEADING[2], 1 / 26)
_CAPTION = _Size(tokens.HEADING[3], 1 / 34)
_ASIDE = _Size(tokens.LEAD, 1 / 40)


class Stage(QWidget):
    """The figure with its sentence on the left, ring and dots on the right.

    Attributes:
        dots: the repetitions.
        veil: what lies over it while the session is paused.
    """

    def __init__(self, appearance: Appearance, ring: Ring) -> None:
        super().__init__()
        self._appearance = appearance
        self.dots = Dots(appearance)
        self._figures = QStackedWidget()
        self._views: dict[bool, FigureView] = {}
        for holding in (False, True):
            view = FigureView(appearance, plain=True)
            view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            self._views[holding] = view
            self._figures.addWidget(view)
        self._caption = heading(level=3)
        self._caption.setObjectName("coach_caption")
        self._next = lead()
        self._next.setObjectName("coach_next")
        for label in (self._caption, self._next):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self._name = heading(level=2)
        self._name.setObjectName("coach_name")
        self._cue = body()
        self._cue.setObjectName("coach_cue")
        self._place = lead()
        self._place.setObjectName("coach_place")
        self._place.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._texts: dict[QLabel, str] = {}
        self._sizes = {
            self._name: _NAME,
            self._cue: _CUE,
            self._caption: _CAPTION,
            self._next: _ASIDE,
            self._place: _ASIDE,
        }
        for label in self._sizes:
            label.setTextFormat(Qt.TextFormat.RichText)
        self._left = left = QVBoxLayout()
        left.setSpacing(tokens.SMALL)
        left.addWidget(self._name)
        left.addWidget(self._cue)
        left.addWidget(self._figures, 1)
        left.addWidget(self._next)
        right = QVBoxLayout()
        right.setSpacing(tokens.SMALL)
        right.addWidget(self._place)
        right.addWidget(ring, 1)
        right.addWidget(self.dots)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(*STAGE_MARGINS)
        whole.setSpacing(tokens.SMALL)
        row = QHBoxLayout()
        row.setSpacing(tokens.HUGE)
        whole.addLayout(row, 1)
        row.addLayout(left, 29)
        row.addLayout(right, 21)
        self._place_caption()
        self.pause_overlay = PauseOverlay(appearance, self)
        self.pause_overlay.hide()
        self.pause_overlay.covers.connect(self._views[False].pause)
        self.pause_overlay.uncovers.connect(self._views[False].resume)

    def show_form(self, phase: Phase, form: Form, name: str, cue: str, following: str) -> None:
        """What is done, the picture of the phase, its sentence, and what comes next."""
        self._write(self._name, escape(name))
        self._write(self._cue, cue)
        words = self._appearance.catalogue.words
        holding = phase.kind is PhaseKind.HOLD
        for holds, picture in ((False, form.start), (True, form.hold)):
            sentence = next((step.text for step in form.steps if step.figure == picture), form.cue)
            said = with_side(words, sentence, phase.side)
            self._views[holds].show_picture(phase.exercise, picture, phase.side)
            if holds is holding:
                resting = phase.kind is PhaseKind.REST
                self._write(
                    self._caption, self.tr("Let go and breathe calmly.") if resting else said
                )
        self._place_caption()
        self._cue.show()
        self._figures.setCurrentWidget(self._views[holding])
        self._move(phase, form)
        self._write(self._next, escape(following))
        self._reserve()

    def _move(self, phase: Phase, form: Form) -> None:
        """Shows the way into the hold before it, and back and again in a rest; a hold is still."""
        view = self._views[False]
        movement = view.movement(form.start, form.hold)
        if self._appearance.reduced_motion or not movement or not movement.moves:
            return
        if phase.kind in (PhaseKind.PREPARE, PhaseKind.SWITCH):
            view.play(arrival(movement, phase.duration_s * _MS))
        elif phase.kind is PhaseKind.REST:
            view.play(pause_between(movement, phase.duration_s * _MS))

    def show_caption(self, text: str) -> None:
        """What is being said now, with the side in bold."""
        words = self._appearance.catalogue.words
        text = escape(text)
        for side in (words.left, words.right):
            text = re.sub(rf"\b{re.escape(side)}\b", f"<b>{side}</b>", text)
        self._write(self._caption, text)
        # Large, it needs the room of the command that it repeats.
        self._cue.setVisible(self._appearance.text_percent <= _WIDE_CAPTION_TO)
        self._reserve()

    def show_place(self, text: str) -> None:
        """Which exercise of how many, and how long it still takes."""
        self._write(self._place, escape(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The veil covers everything; the words grow with the window."""
        super().resizeEvent(event)
        self.pause_overlay.setGeometry(self.rect())
        self._place_caption()
        for label, text in self._texts.items():
            self._set(label, text)
        self._reserve()

    def _write(self, label: QLabel, text: str) -> None:
        """Writes only what changed: this is called many times a second."""
        if self._texts.get(label) != text:
            self._texts[label] = text
            self._set(label, text)

    def _set(self, label: QLabel, text: str) -> None:
        size = self._size(self._sizes[label])
        if label is self._caption:
            size = self._caption_size(text, size)
        label.setText(f'<span style="font-size:{size}px">{text}</span>')

    def _caption_size(self, text: str, size: int) -> int:
        """As large as the room for the usual lines allows; less where it would be cut."""
        part = _CAPTION_PART[self._appearance.text_percent > _WIDE_CAPTION_TO]
        plain = text.replace("<b>", "").replace("</b>", "")
        usual, most = self._usual_height(size), self.height() * part
        for pixels in range(round(self.height() * _CAPTION_LARGEST), round(size / 2), -1):
            if self._caption_height(plain, pixels) <= (usual if pixels > size else most):
                return pixels
        return round(size / 2)

    def _caption_height(self, plain: str, pixels: int) -> int:
        font = QFont(self._caption.font())
        font.setPixelSize(pixels)
        # In bold, so that a side in bold makes it no wider.
        font.setBold(True)
        room = QRect(0, 0, max(1, self._caption_width()), self.height())
        return QFontMetrics(font).boundingRect(room, Qt.TextFlag.TextWordWrap, plain).height()

    def _usual_height(self, size: int) -> int:
        font = QFont(self._caption.font())
        font.setPixelSize(size)
        return _CAPTION_LINES * QFontMetrics(font).lineSpacing()

    def _caption_width(self) -> int:
        beside = self._appearance.text_percent > _WIDE_CAPTION_TO
        return self._figures.width() if beside else self.width() - 2 * tokens.PAGE_SIDE

    def _size(self, size: _Size) -> int:
        """A text's size in pixels."""
        least = self._appearance.px(size.points * self.logicalDpiY() / _POINTS_PER_INCH)
        return max(least, round(self.height() * size.part))

    def _place_caption(self) -> None:
        """Across the whole width, or where large text would press the ring, beside it."""
        self._whole.removeWidget(self._caption)
        self._left.removeWidget(self._caption)
        if self._appearance.text_percent <= _WIDE_CAPTION_TO:
            self._whole.addWidget(self._caption)
        else:
            self._left.insertWidget(self._left.indexOf(self._next), self._caption)

    def _reserve(self) -> None:
        """Room for two lines, so that the figure does not jump with every sentence; or for all."""
        # A label is never lower than its minimum, which may be that of a longer sentence.
        self._caption.setMinimumHeight(0)
        whole = self._caption.heightForWidth(max(1, self._caption_width()))
        self._caption.setMinimumHeight(max(self._usual_height(self._size(_CAPTION)), whole))
