"""A change of place: the way there, one large step at a time, for as long as it takes."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.coach.timeline import Phase
from evenkeel.ui.session.coach.coach_stage import STAGE_MARGINS
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.figures.figure_view import FigureView
from evenkeel.ui.widgets.figures.playback_schedule import arrival, on_the_way
from evenkeel.ui.widgets.mirroring import from_where_reading_begins
from evenkeel.ui.widgets.text import body, heading, lead, rich, sides_in_bold
from evenkeel.voice.way import Way, WayStep

#: The sentence is as large as its room allows, between these parts of the page's height.
_LARGEST, _SMALLEST = 0.066, 0.03
#: How much of the page's height it may take.
_MOST = 0.5
_MS = 1000


class WayView(QWidget):
    """One step of the way: its moving picture, its sentence, and which step it is."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("coach_way")
        self._appearance = appearance
        self._phase: Phase | None = None
        self._way: Way | None = None
        self._shown: int | None = None
        self._hold_s = 0.0
        self._name = heading(level=3)
        self._name.setObjectName("coach_way_name")
        self._place = lead()
        self._place.setObjectName("coach_way_place")
        self._figure = FigureView(appearance, plain=True)
        self._figure.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._steps = StepDots(appearance)
        self._lead = lead()
        self._lead.setObjectName("coach_way_lead")
        self._text = rich(heading(level=1))
        self._text.setObjectName("coach_way_text")
        self._note = body()
        self._note.setObjectName("coach_way_note")
        right = QVBoxLayout()
        right.setSpacing(tokens.MEDIUM)
        right.addStretch(1)
        right.addWidget(self._steps)
        right.addWidget(self._lead)
        right.addWidget(self._text)
        right.addWidget(self._note)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(tokens.HUGE)
        row.addWidget(self._figure, 1)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*STAGE_MARGINS)
        column.setSpacing(tokens.TIGHT)
        column.addWidget(self._name)
        column.addWidget(self._place)
        column.addLayout(row, 1)

    def show_way(self, phase: Phase, way: Way, name: str, note: str, hold_s: float) -> None:
        """Begins a way; ``note`` is how it is done more gently, ``hold_s`` how long it is held."""
        self._phase, self._way, self._shown, self._hold_s = phase, way, None, hold_s
        self._name.setText(fill(self.tr("Next: {name}"), name=name))
        self.add_note(note)

    def add_note(self, text: str) -> None:
        """Shows a sentence under the step, or none."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def show_place(self, text: str) -> None:
        """Which exercise of how many, and that nothing counts down."""
        if self._place.text() != text:
            self._place.setText(text)

    def show_step(self, number: int) -> bool:
        """Shows a step, unless it is shown already; returns whether it is another one."""
        if self._way is None or self._phase is None or number == self._shown:
            return False
        self._shown = number
        step = self._way.steps[number]
        self._steps.show_step(number, len(self._way.steps))
        self._lead.setText(step.lead)
        self._lead.setVisible(bool(step.lead))
        self._fit()
        self._figure.show_picture(self._phase.exercise, step.picture, self._phase.side)
        self._move(step)
        return True

    def said(self) -> str:
        """The step that is shown, for a screen reader."""
        if self._way is None or self._shown is None:
            return ""
        step = self._way.steps[self._shown]
        return f"{step.lead} {step.text}".strip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence grows with the window."""
        super().resizeEvent(event)
        self._fit()

    def _move(self, step: WayStep) -> None:
        if self._appearance.reduced_motion or step.moves_from is None:
            return
        movement = self._figure.movement(step.moves_from, step.picture)
        if not movement or not movement.moves:
            return
        if step.lead:
            # The exercise itself, at its own speed.
            hold_ms = self._hold_s * _MS
            self._figure.play(arrival(movement, step.seconds * _MS, hold_ms))
        else:
            self._figure.play(on_the_way(movement, step.seconds * _MS))

    def _fit(self) -> None:
        if self._way is None or self._shown is None:
            return
        text = self._way.steps[self._shown].text
        size = self._text_size([step.text for step in self._way.steps])
        marked = sides_in_bold(text, self._appearance.catalogue.words)
        self._text.setText(f'<span style="font-size:{size}px">{marked}</span>')

    def _text_size(self, texts: Sequence[str]) -> int:
        """The same for every step of a way, so that only the words change."""
        width = max(1, (self.width() - 2 * tokens.PAGE_SIDE - tokens.HUGE) // 2)
        least = self._appearance.px(tokens.LEAD * self.logicalDpiY() / 72)
        smallest = max(round(self.height() * _SMALLEST), least)
        for pixels in range(round(self.height() * _LARGEST), smallest, -1):
            font = QFont(self._text.font())
            font.setPixelSize(pixels)
            font.setBold(True)
            room = QRect(0, 0, width, self.height())
            flags = Qt.TextFlag.TextWordWrap
            heights = (
                QFontMetrics(font).boundingRect(room, flags, text).height() for text in texts
            )
            if max(heights) <= self.height() * _MOST:
                return pixels
        return smallest


class StepDots(QWidget):
    """Which step of how many: those up to it are filled, those to come are open."""

    _RADIUS, _STEP = 13, 38

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._number, self._total = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, number: int, total: int) -> None:
        """Shows step ``number``, counted from 0."""
        self._number, self._total = number, total
        self.setAccessibleName(
            fill(self.tr("Step {number} of {total}"), number=number + 1, total=total)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Room for one row."""
        return QSize(self._STEP * self._total, 2 * self._RADIUS + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the row from where reading begins."""
        theme = self._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        from_where_reading_begins(painter, self)
        for number in range(self._total):
            told = number <= self._number
            painter.setPen(QPen(QColor(theme.accent if told else theme.ink_soft), 2))
            painter.setBrush(QColor(theme.accent if told else theme.page))
            left = 2 + number * self._STEP
            painter.drawEllipse(left, 2, 2 * self._RADIUS - 2, 2 * self._RADIUS - 2)
        painter.end()
