"""What the coach's page is made of: the stage, and the questions that take its place."""

import re
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QRect, Qt, QVariantAnimation, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evenkeel.catalogue.model import Form
from evenkeel.coach.timeline import Helped, Phase, PhaseKind
from evenkeel.ui import tokens
from evenkeel.ui.look import Look
from evenkeel.ui.widgets.buttons import PrimaryButton, QuietButton
from evenkeel.ui.widgets.choice import Choices
from evenkeel.ui.widgets.course import arrival, pause_between
from evenkeel.ui.widgets.dots import Dots
from evenkeel.ui.widgets.figure import FigureView
from evenkeel.ui.widgets.page import ScrollPage
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
_FLASH_MS = 600
#: Between two flashes: WCAG 2.3.1 allows three a second.
_FLASH_LEAST_MS = 350
#: The frame's width: a part of the page's height, and at least so many pixels.
_FLASH_PART, _FLASH_LEAST = 36, 16
_POINTS_PER_INCH = 72
_MS = 1000
#: The page's own, above the row of buttons.
_MARGINS = (tokens.PAGE_SIDE, tokens.LARGE, tokens.PAGE_SIDE, 0)
#: The widest that the words about a pause get, at 100 % text.
_PANEL_WIDTH = 560


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

    def __init__(self, look: Look, ring: Ring) -> None:
        super().__init__()
        self._look = look
        self.dots = Dots(look)
        self._figures = QStackedWidget()
        self._views: dict[bool, FigureView] = {}
        for holding in (False, True):
            view = FigureView(look, plain=True)
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
        whole.setContentsMargins(*_MARGINS)
        whole.setSpacing(tokens.SMALL)
        row = QHBoxLayout()
        row.setSpacing(tokens.HUGE)
        whole.addLayout(row, 1)
        row.addLayout(left, 29)
        row.addLayout(right, 21)
        self._place_caption()
        self.veil = Veil(look, self)
        self.veil.hide()
        self.veil.covers.connect(self._views[False].pause)
        self.veil.uncovers.connect(self._views[False].resume)

    def show_form(self, phase: Phase, form: Form, name: str, cue: str, following: str) -> None:
        """What is done, the picture of the phase, its sentence, and what comes next."""
        self._write(self._name, escape(name))
        self._write(self._cue, cue)
        words = self._look.catalogue.words
        holding = phase.kind is PhaseKind.HOLD
        for each, picture in ((False, form.start), (True, form.hold)):
            sentence = next((step.text for step in form.steps if step.figure == picture), form.cue)
            said = with_side(words, sentence, phase.side)
            self._views[each].show_picture(phase.exercise, picture, phase.side)
            if each is holding:
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
        if self._look.reduced_motion or not movement or not movement.moves:
            return
        if phase.kind in (PhaseKind.PREPARE, PhaseKind.SWITCH):
            view.play(arrival(movement, phase.duration_s * _MS))
        elif phase.kind is PhaseKind.REST:
            view.play(pause_between(movement, phase.duration_s * _MS))

    def show_caption(self, text: str) -> None:
        """What is being said now, with the side in bold."""
        words = self._look.catalogue.words
        text = escape(text)
        for side in (words.left, words.right):
            text = re.sub(rf"\b{re.escape(side)}\b", f"<b>{side}</b>", text)
        self._write(self._caption, text)
        # Large, it needs the room of the command that it repeats.
        self._cue.setVisible(self._look.text_percent <= _WIDE_CAPTION_TO)
        self._reserve()

    def show_place(self, text: str) -> None:
        """Which exercise of how many, and how long it still takes."""
        self._write(self._place, escape(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The veil covers everything; the words grow with the window."""
        super().resizeEvent(event)
        self.veil.setGeometry(self.rect())
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
        part = _CAPTION_PART[self._look.text_percent > _WIDE_CAPTION_TO]
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
        beside = self._look.text_percent > _WIDE_CAPTION_TO
        return self._figures.width() if beside else self.width() - 2 * tokens.PAGE_SIDE

    def _size(self, size: _Size) -> int:
        """A text's size in pixels."""
        least = self._look.px(size.points * self.logicalDpiY() / _POINTS_PER_INCH)
        return max(least, round(self.height() * size.part))

    def _place_caption(self) -> None:
        """Across the whole width, or where large text would press the ring, beside it."""
        self._whole.removeWidget(self._caption)
        self._left.removeWidget(self._caption)
        if self._look.text_percent <= _WIDE_CAPTION_TO:
            self._whole.addWidget(self._caption)
        else:
            self._left.insertWidget(self._left.indexOf(self._next), self._caption)

    def _reserve(self) -> None:
        """Room for two lines, so that the figure does not jump with every sentence; or for all."""
        # A label is never lower than its minimum, which may be that of a longer sentence.
        self._caption.setMinimumHeight(0)
        whole = self._caption.heightForWidth(max(1, self._caption_width()))
        self._caption.setMinimumHeight(max(self._usual_height(self._size(_CAPTION)), whole))


class Flash(QWidget):
    """A frame round the page that lights up and fades: a tone for the eye."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("coach_flash")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._look = look
        self._strength = 0.0
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(_FLASH_MS)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.valueChanged.connect(self._step)
        self._fading.finished.connect(self.hide)
        self.hide()

    def light(self) -> None:
        """Lights up, but never more than three times a second, whatever the reader presses."""
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
        painter.setOpacity(1.0 if self._look.reduced_motion else self._strength)
        width = max(_FLASH_LEAST, self.height() // _FLASH_PART)
        painter.setPen(QPen(QColor(self._look.theme.accent), 2 * width))
        painter.drawRect(self.rect())
        painter.end()

    def _step(self, strength: float) -> None:
        self._strength = strength
        if not self._look.reduced_motion:
            self.update()


class Veil(QWidget):
    """Lies over the stage and says why the session is paused.

    Signals:
        goOn: go on where it was.
        again: this repetition again from its start.
        covers, uncovers: it lies over the stage now, or does not any more.
    """

    goOn = Signal()
    again = Signal()
    covers = Signal()
    uncovers = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._title = heading()
        self._title.setObjectName("coach_paused")
        self._why = heading(level=3)
        self._why.setObjectName("coach_paused_why")
        go_on = PrimaryButton("coach_go_on", self.tr("Go on"))
        self._again = QuietButton("coach_again", self.tr("This one again from the start"))
        for button in (go_on, self._again):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        go_on.clicked.connect(self.goOn)
        self._again.clicked.connect(self.again)
        self._panel = QWidget()
        inner = QVBoxLayout(self._panel)
        inner.setContentsMargins(tokens.HUGE, tokens.HUGE, tokens.HUGE, tokens.HUGE)
        inner.setSpacing(tokens.MEDIUM)
        inner.addWidget(self._title)
        inner.addWidget(self._why)
        inner.addSpacing(tokens.SMALL)
        row = QVBoxLayout()
        row.setSpacing(tokens.SMALL)
        for button in (go_on, self._again):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        self._panel.setMaximumWidth(look.px(_PANEL_WIDTH))
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
        """Nothing moves below."""
        super().showEvent(event)
        self.covers.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """What moves goes on."""
        super().hideEvent(event)
        self.uncovers.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lets what lies below shine through a little."""
        painter = QPainter(self)
        ground = QColor(self._look.theme.page)
        ground.setAlphaF(0.8)
        painter.fillRect(self.rect(), ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.theme.edge), tokens.OUTLINE))
        painter.setBrush(QColor(self._look.theme.card))
        painter.drawRoundedRect(self._panel.geometry(), tokens.RADIUS, tokens.RADIUS)
        painter.end()


class AskView(QWidget):
    """Did it help?

    Attributes:
        buttons: the answers, in the order in which next and back go through them.

    Signals:
        answered: yes, no or unsure.
    """

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        answers = (
            (Helped.YES, self.tr("Yes")),
            (Helped.NO, self.tr("No")),
            (Helped.UNSURE, self.tr("Not sure")),
        )
        row = QHBoxLayout()
        row.setSpacing(tokens.LARGE)
        buttons: list[QAbstractButton] = []
        for helped, text in answers:
            button = QuietButton(f"coach_helped_{helped.value}", text)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            button.clicked.connect(lambda _=False, helped=helped: self.answered.emit(helped))
            row.addWidget(button)
            buttons.append(button)
        self.buttons = tuple(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(tokens.LARGE)
        column.addStretch(2)
        self._name = _centred(lead())
        column.addWidget(self._name)
        self._title = _centred(heading(self.tr("Did it help?")))
        column.addWidget(self._title)
        self._why = _centred(heading(level=3))
        self._why.setObjectName("coach_ask_why")
        column.addWidget(self._why)
        column.addSpacing(tokens.MEDIUM)
        column.addLayout(row, 2)
        column.addStretch(3)

    def ask(self, name: str) -> None:
        """Asks about an exercise."""
        self._name.setText(name)
        self._why.setText(
            self.tr("How does it feel now, compared with before? There is no wrong answer.")
        )

    def say(self, text: str) -> None:
        """What is being said, without the question that stands above it."""
        self._why.setText(" ".join(text.replace(self._title.text(), "").split()))


class HurtView(ScrollPage):
    """It hurts more: stopped. What happened, and what now?

    Attributes:
        buttons: what now, in the order in which next and back go through it.

    Signals:
        goOn: with the next exercise.
        easier: this side once more, the easier way.
        end: the session ends here.
    """

    goOn = Signal()
    easier = Signal()
    end = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "coach_hurt")
        self.set_title(
            self.tr("Stopped."),
            self.tr("Lie or stand as is comfortable, and breathe calmly."),
        )
        self._choices = Choices(
            look,
            "coach_hurt_what",
            (
                ("sharp", self.tr("A sharp pain"), ""),
                ("spread", self.tr("The pain moved or spread"), ""),
                ("worse", self.tr("It simply got worse"), ""),
                ("other", self.tr("Something else"), ""),
            ),
            columns=2,
        )
        self._go_on = PrimaryButton("coach_hurt_go_on", "")
        self._gently = QuietButton("coach_hurt_easier", self.tr("Try it more gently"))
        self._end = QuietButton("coach_hurt_end", self.tr("End the session"))
        self.buttons: tuple[QAbstractButton, ...] = (self._go_on, self._gently, self._end)
        self._how = body()
        self._how.setObjectName("coach_hurt_how")
        self._gently.clicked.connect(self.easier)
        self._go_on.clicked.connect(self.goOn)
        self._end.clicked.connect(self.end)
        self.body.addSpacing(tokens.LARGE)
        self.body.addWidget(heading(self.tr("What happened?"), 3))
        self.body.addWidget(self._choices)
        self.body.addSpacing(tokens.MEDIUM)
        self.body.addWidget(self._how)
        self.body.addWidget(body(look.catalogue.words.stop_rule, soft=True))
        self.body.addStretch(1)
        self.add_action(self._go_on)
        self.add_action(self._gently)
        self.add_action(self._end)

    def ask(self, *, more: bool, easier: str) -> None:
        """Asks anew; ``more``: there is a next exercise; ``easier``: how to do it more gently."""
        self._choices.choose(())
        self._gently.setVisible(bool(easier))
        self._how.setText(self.tr("More gently: {how}").format(how=easier))
        self._how.setVisible(bool(easier))
        text = self.tr("Go on with the next exercise") if more else self.tr("Finish")
        self._go_on.setText(text)
        self._go_on.setAccessibleName(text)
        self._end.setVisible(more)
        self.to_top()

    def say(self, text: str) -> None:
        """What is being said."""
        self.lead.setText(text)

    def what(self) -> str:
        """The code of what happened, or nothing."""
        return next(iter(self._choices.chosen()), "")


class LeaveView(QWidget):
    """End the session?

    Attributes:
        buttons: the answers, in the order in which next and back go through them.

    Signals:
        stay: no, go on.
        end: yes.
    """

    stay = Signal()
    end = Signal()

    def __init__(self) -> None:
        super().__init__()
        stay = PrimaryButton("coach_stay", self.tr("Go on"))
        end = QuietButton("coach_end_now", self.tr("End the session"))
        stay.clicked.connect(self.stay)
        end.clicked.connect(self.end)
        self.buttons: tuple[QAbstractButton, ...] = (stay, end)
        self.setFocusProxy(stay)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        row.addStretch(1)
        row.addWidget(stay)
        row.addWidget(end)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_MARGINS)
        column.setSpacing(tokens.LARGE)
        column.addStretch(2)
        column.addWidget(_centred(heading(self.tr("End the session?"))))
        kept = self.tr("What you have done so far is kept.")
        column.addWidget(_centred(heading(kept, 3)))
        column.addLayout(row)
        column.addStretch(3)


def _centred(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
