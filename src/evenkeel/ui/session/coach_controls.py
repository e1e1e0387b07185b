"""The row of buttons under the coach's stage."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from evenkeel.ui.style import tokens
from evenkeel.ui.widgets.buttons import Button, DangerButton, QuietButton


class Controls(QWidget):
    """Pause, go about, end, and *it hurts more*.

    Signals:
        toggled: pause, or continue.
        back, repeated, skipped: go about in the session.
        moreTime: this phase is too short.
        leaving: the user wants to end.
        hurts: it hurts more.
    """

    toggled = Signal()
    back = Signal()
    repeated = Signal()
    moreTime = Signal()
    skipped = Signal()
    leaving = Signal()
    hurts = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pause = _control("coach_pause", self.tr("Pause"))
        self._back = _control("coach_back", self.tr("Back"))
        self._repeat = _control("coach_repeat", self.tr("Repeat"))
        self._more = _control("coach_more_time", self.tr("More time"))
        self._skip = _control("coach_skip", self.tr("Skip"))
        self._end = _control("coach_end", self.tr("End"))
        self._hurts = DangerButton("coach_hurts", self.tr("It hurts more"))
        self._hurts.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        presses: Sequence[tuple[Button, SignalInstance]] = (
            (self._pause, self.toggled),
            (self._back, self.back),
            (self._repeat, self.repeated),
            (self._more, self.moreTime),
            (self._skip, self.skipped),
            (self._end, self.leaving),
            (self._hurts, self.hurts),
        )
        self._buttons = tuple(button for button, _ in presses)
        for button, signal in presses:
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.PAGE_SIDE, tokens.MEDIUM, tokens.PAGE_SIDE, tokens.LARGE)
        row.setSpacing(tokens.MEDIUM)
        for button in self._buttons[:-1]:
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._hurts)

    def offer(self, *, paused: bool, going: bool, asking: bool, waiting: bool) -> None:
        """Shows what makes sense now.

        ``going``: the stage is shown; ``asking``: *did it help?* is; ``waiting``: the phase can
        be made longer, and there is no repetition to do again.
        """
        self._pause.setText(self.tr("Continue") if paused else self.tr("Pause"))
        self._pause.setAccessibleName(self._pause.text())
        self._repeat.setVisible(going and not waiting)
        self._more.setVisible(going and waiting)
        for button in (self._pause, self._skip):
            button.setVisible(going)
        for button in (self._back, self._end):
            button.setVisible(going or asking)

    def fit(self, width: int) -> None:
        """The large buttons where they fit beside each other in ``width``, else smaller ones."""
        for button in (self._repeat, self._more):
            button.setMinimumWidth(0)
        self._choose_size(width)
        # They take turns in one place.
        widest = max(self._repeat.sizeHint().width(), self._more.sizeHint().width())
        for button in (self._repeat, self._more):
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
        for wanted in ("false", "true"):
            if wanted != small:
                for button in self._buttons:
                    button.setProperty("small", wanted)
                    button.style().unpolish(button)
                    button.style().polish(button)
                small = wanted
            gaps = tokens.MEDIUM * len(self._buttons)
            taking_turns = min(self._repeat.sizeHint().width(), self._more.sizeHint().width())
            widths = sum(button.sizeHint().width() for button in self._buttons) - taking_turns
            if width >= 2 * tokens.PAGE_SIDE + gaps + widths:
                return


def _control(name: str, text: str) -> QuietButton:
    """A button that the mouse does not give the focus to, so that Space stays *pause*."""
    button = QuietButton(name, text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
