"""The row of buttons under the coach's stage."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.widgets.buttons import Button, DangerButton, PrimaryButton, QuietButton
from evenkeel.ui.widgets.text import body


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
        self._hint = body(soft=True)
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
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        for button in self._buttons[:-1]:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._hurts)
        column.addLayout(row)

    def offer(self, shown: "Offered") -> None:
        """Shows what makes sense now, and what any key does."""
        self._pause.setText(self.tr("Continue") if shown.paused else self.tr("Pause"))
        self._pause.setAccessibleName(self._pause.text())
        self._hint.setText(shown.keys)
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

    def fit(self, width: int) -> None:
        """The large buttons where they fit beside each other in ``width``, else smaller ones."""
        for button in (self._repeat, self._start):
            button.setMinimumWidth(0)
        self._choose_size(width)
        # They take turns in one place.
        widest = max(self._repeat.sizeHint().width(), self._start.sizeHint().width())
        for button in (self._repeat, self._start):
            button.setMinimumWidth(widest)
        shown = self._pause.text()
        widths = []
        for text in (self.tr("Continue"), self.tr("Pause")):
            self._pause.setText(text)
            widths.append(self._pause.sizeHint().width())
        self._pause.setText(shown)
        # The same width for both words: the buttons beside it never move.
        self._pause.setMinimumWidth(max(widths))

    def _choose_size(self, width: int) -> None:
        small = self._buttons[0].property("small")
        counted = self._buttons[1:]
        for wanted in ("false", "true"):
            if wanted != small:
                for button in self._buttons:
                    button.setProperty("small", wanted)
                    button.style().unpolish(button)
                    button.style().polish(button)
                small = wanted
            gaps = tokens.MEDIUM * len(counted)
            taking_turns = min(self._repeat.sizeHint().width(), self._start.sizeHint().width())
            widths = sum(button.sizeHint().width() for button in counted) - taking_turns
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


def _control(name: str, text: str) -> QuietButton:
    """A button that the mouse does not give the focus to, so that Space stays *pause*."""
    button = QuietButton(name, text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
