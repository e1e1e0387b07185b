"""The row of buttons under the coach's stage."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.widgets.buttons import Button, DangerButton, PrimaryButton, QuietButton
from evenkeel.ui.widgets.columns import Flow
from evenkeel.ui.widgets.text import body, escaped, rich

#: The size of the letters of the line about the keys: a part of the page's height, and at least
#: that of the other texts, of whose line it is this part.
_KEYS_PART, _FONT_PART = 1 / 50, 0.82


class Controls(QWidget):
    """What can be pressed now, and in a line above it what any key does.

    Signals:
        ready: the user is in place.
        toggled: pause, or continue.
        back, repeated, startNow, leftExercise: go about in the session.
        moreTime: this phase is too short.
        leaving: the user wants to end.
        hurts: it hurts more.
    """

    ready = Signal()
    toggled = Signal()
    back = Signal()
    repeated = Signal()
    startNow = Signal()
    leftExercise = Signal()
    moreTime = Signal()
    leaving = Signal()
    hurts = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._keys, self._keys_size = "", 1
        self._hint = rich(body(soft=True))
        self._hint.setObjectName("coach_keys")
        self._ready = PrimaryButton("coach_ready", self.tr("I'm ready"))
        self._ready.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._ready.setProperty("large", "true")
        self._pause = _control("coach_pause", self.tr("Pause"))
        self._back = _control("coach_back", self.tr("Back"))
        self._repeat = _control("coach_repeat", self.tr("Repeat"))
        self._start = _control("coach_start_now", self.tr("Start now"))
        self._leave = _control("coach_leave_exercise", self.tr("Leave this exercise"))
        self._end = _control("coach_end", self.tr("End"))
        self._more = _control("coach_more_time", self.tr("More time"))
        self._hurts = DangerButton("coach_hurts", self.tr("It hurts more"))
        self._hurts.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        presses: Sequence[tuple[Button, SignalInstance]] = (
            (self._ready, self.ready),
            (self._pause, self.toggled),
            (self._back, self.back),
            (self._repeat, self.repeated),
            (self._start, self.startNow),
            (self._leave, self.leftExercise),
            (self._end, self.leaving),
            (self._more, self.moreTime),
            (self._hurts, self.hurts),
        )
        self._buttons = tuple(button for button, _ in presses)
        for button, signal in presses:
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.PAGE_SIDE, 0, tokens.PAGE_SIDE, tokens.MEDIUM)
        column.setSpacing(tokens.TIGHT)
        column.addWidget(self._hint)
        # The last one at the other end; two rows where not even the smallest of all fit in one.
        self._row = row = Flow(spacing=tokens.MEDIUM, row_spacing=tokens.TIGHT, always_to_end=True)
        for button in self._buttons:
            row.addWidget(button)
        column.addLayout(row)

    def offer(self, shown: "Offered") -> None:
        """Shows what makes sense now, and what any key does."""
        self._pause.setText(self.tr("Continue") if shown.paused else self.tr("Pause"))
        self._pause.setAccessibleName(self._pause.text())
        self._keys = shown.keys
        self._write_keys()
        self._hint.setVisible(bool(shown.keys))
        going = shown.going
        for button, visible in (
            (self._ready, shown.waiting),
            (self._pause, going),
            (self._repeat, going and not shown.lengthens),
            (self._start, going and shown.lengthens),
            (self._more, going and shown.lengthens),
            (self._leave, going or shown.waiting),
            (self._back, going or shown.waiting),
            (self._end, going or shown.waiting or shown.asking),
        ):
            button.setVisible(visible)

    def fit(self, width: int, height: int) -> None:
        """The large buttons where they fit beside each other in ``width``, else smaller ones.

        The line above them grows with the page's ``height``, to be read from the floor.
        """
        least = self.fontMetrics().height() * _FONT_PART
        self._keys_size = max(round(least), round(height * _KEYS_PART))
        self._write_keys()
        for button in (self._repeat, self._start):
            button.setMinimumWidth(0)
        self._choose_size(width)
        # They take turns in one place.
        widest = max(self._repeat.sizeHint().width(), self._start.sizeHint().width())
        for button in (self._repeat, self._start):
            button.setMinimumWidth(widest)
        # The same width for both words: the buttons beside it never move.
        self._pause.setMinimumWidth(self._pause_width())

    def _pause_width(self) -> int:
        """What *Pause* needs, which becomes *Continue*, in the size that is set."""
        shown = self._pause.text()
        widths = []
        for text in (self.tr("Continue"), self.tr("Pause")):
            self._pause.setText(text)
            widths.append(self._pause.sizeHint().width())
        self._pause.setText(shown)
        return max(widths)

    def _write_keys(self) -> None:
        self._hint.setText(
            f'<span style="font-size:{self._keys_size}px">{escaped(self._keys)}</span>'
        )

    def _choose_size(self, width: int) -> None:
        """Large, small, or small with the long texts on two lines: the first that fits."""
        counted = self._buttons[1:]
        for small, wrapped, gap in (
            ("false", False, tokens.MEDIUM),
            ("true", False, tokens.MEDIUM),
            ("true", True, tokens.SMALL),
            ("true", True, tokens.TIGHT),
        ):
            if small != self._buttons[0].property("small"):
                for button in self._buttons:
                    button.setProperty("small", small)
                    button.style().unpolish(button)
                    button.style().polish(button)
            for button in (self._start, self._leave, self._more, self._hurts):
                button.setText(_on_two_lines(button.accessibleName(), wrapped=wrapped))
            self._row.setSpacing(gap)
            gaps = gap * len(counted)
            taking_turns = min(self._repeat.sizeHint().width(), self._start.sizeHint().width())
            widths = sum(button.sizeHint().width() for button in counted) - taking_turns
            widths += self._pause_width() - self._pause.sizeHint().width()
            if width >= 2 * tokens.PAGE_SIDE + gaps + widths:
                return


class Offered(Struct, frozen=True, kw_only=True):
    """What the buttons are for.

    ``going``: the stage is shown; ``waiting``: the way is told; ``asking``: *did it help?* is
    asked; ``lengthens``: the phase can be made longer or ended, and there is no repetition to do
    again. ``keys`` says what the keys do.
    """

    paused: bool = False
    going: bool = False
    waiting: bool = False
    asking: bool = False
    lengthens: bool = False
    keys: str = ""


def _on_two_lines(text: str, *, wrapped: bool) -> str:
    """A text broken at the space nearest to its middle, if it is to be."""
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if not wrapped or not spaces:
        return text
    middle = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"


def _control(name: str, text: str) -> QuietButton:
    """A button that the mouse does not give the focus to, so that Space stays *pause*."""
    button = QuietButton(name, text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
