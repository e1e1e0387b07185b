"""The coach's stage: the figure with its sentence, the ring and the dots."""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QRect, QRectF, Qt
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
from evenkeel.catalogue.terms import Kind
from evenkeel.coach.timeline import Phase, PhaseKind
from evenkeel.ui.session.coach.coach_overlays import PauseOverlay
from evenkeel.ui.session.coach.dots import Dots
from evenkeel.ui.session.coach.hold_figure import HoldFigure
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.figures.figure_view import FigureView
from evenkeel.ui.widgets.figures.playback_schedule import arrival, pause_between
from evenkeel.ui.widgets.mirroring import mirrored
from evenkeel.ui.widgets.ring import Ring
from evenkeel.ui.widgets.text import body, heading, lead, sides_in_bold, with_side

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
        pause_overlay: what lies over ring and dots while the session is paused; the figure and
            its words stay.
    """

    def __init__(self, appearance: Appearance, ring: Ring) -> None:
        super().__init__()
        self._appearance = appearance
        self.dots = Dots(appearance)
        self._figures = QStackedWidget()
        self._way_there = FigureView(appearance, plain=True)
        self._hold = HoldFigure(appearance)
        for view in (self._way_there, self._hold):
            view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
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
        self._ring = ring
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
        self.pause_overlay.covers.connect(self._cover_ring)
        for view in (self._way_there, self._hold):
            self.pause_overlay.covers.connect(view.pause)
            self.pause_overlay.uncovers.connect(view.resume)

    def show_form(
        self, phase: Phase, form: Form, name: str, cue: str, room_s: tuple[float, float]
    ) -> None:
        """What is done, the picture of the phase and its sentence.

        ``room_s``: how long the phase lasts from now on, and how long the exercise is held.
        """
        self._write(self._name, escape(name))
        self._write(self._cue, cue)
        words = self._appearance.catalogue.words
        holding = phase.kind is PhaseKind.HOLD
        picture = form.hold if holding else form.start
        sentence = next((step.text for step in form.steps if step.figure == picture), form.cue)
        said = with_side(words, sentence, phase.side)
        if phase.kind is PhaseKind.REST:
            said = self.tr("Let go and breathe calmly.")
        self._write(self._caption, said)
        if holding:
            self._way_there.stop()
            self._hold.show_hold(phase.exercise, self._held(phase, form), phase.side)
        else:
            self._way_there.show_picture(phase.exercise, form.start, phase.side)
        self._place_caption()
        self._cue.show()
        self._name.show()
        self._figures.setCurrentWidget(self._hold if holding else self._way_there)
        self._move(phase, form, *room_s)
        self._reserve()

    def _held(self, phase: Phase, form: Form) -> tuple[str, ...]:
        """What is seen of a hold: its picture, or the steps of somebody who moves all the time."""
        if self._appearance.catalogue.exercises[phase.exercise].kind is not Kind.WARM_UP:
            return (form.hold,)
        moving = [step.figure for step in form.steps if step.figure != form.start]
        return tuple(dict.fromkeys((form.hold, *moving)))

    def show_next(self, following: str) -> None:
        """What comes after this phase."""
        self._write(self._next, escape(following))

    def _move(self, phase: Phase, form: Form, room_s: float, hold_s: float) -> None:
        """Shows the exercise before the hold, and the way back and again in a rest."""
        view = self._way_there
        movement = view.movement(form.start, form.hold)
        if self._appearance.reduced_motion or not movement or not movement.moves:
            return
        if phase.kind in (PhaseKind.PREPARE, PhaseKind.SWITCH):
            view.play(arrival(movement, room_s * _MS, hold_s * _MS))
        elif phase.kind is PhaseKind.REST:
            view.play(pause_between(movement, room_s * _MS))

    def show_caption(self, text: str) -> None:
        """What is being said now, with the side in bold."""
        self._write(self._caption, sides_in_bold(text, self._appearance.catalogue.words))
        # Large, it needs the room of the command that it repeats; but the side never leaves.
        wide = self._appearance.text_percent <= _WIDE_CAPTION_TO
        cue_names_side = "<b>" in self._texts.get(self._cue, "")
        says_side = not cue_names_side or "<b>" in self._texts[self._caption]
        self._cue.setVisible(wide or not says_side)
        self._name.setVisible(wide or says_side)
        self._reserve()

    def show_place(self, text: str) -> None:
        """Which exercise of how many, and how long it still takes."""
        self._write(self._place, escape(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The veil covers everything; the words grow with the window."""
        super().resizeEvent(event)
        self._cover_ring()
        self._place_caption()
        for label, text in self._texts.items():
            self._set(label, text)
        self._reserve()

    def _cover_ring(self) -> None:
        """The words about a pause take the place of the ring."""
        self._whole.activate()
        ring = mirrored(QRectF(self._ring.geometry()), self).toRect()
        left, top = ring.x() - tokens.MEDIUM, ring.y()
        bottom = self.dots.geometry().bottom()
        width = self.width() - left
        usual = QRectF(left, top, width, bottom - top)
        most = QRectF(left, 0, width, self.height())
        self.pause_overlay.place(mirrored(usual, self).toRect(), mirrored(most, self).toRect())

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
