"""The moving picture of the first page: one exercise after the other."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent

from evenkeel.catalogue.model import Exercise
from evenkeel.kiosk.invite.attraction import usual_form
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import FigureView

#: How long an exercise is shown before it moves, and after it has moved (ms).
_BEFORE_MS: Final = 1500
_AFTER_MS: Final = 2500
#: How long an exercise that can't move is shown (ms).
_STILL_MS: Final = 6000
_ROUNDS: Final = 2
#: Pictures per second: it plays all day, on a small machine.
_HZ: Final = 10


class Slideshow(FigureView):
    """Shows exercises in turn while it is visible; with reduced motion the first one, still.

    Attributes:
        still: whether a visitor has stopped it.
    """

    def __init__(self, appearance: Appearance, exercises: Sequence[Exercise]) -> None:
        """Takes the exercises in order; at least one."""
        super().__init__(appearance, plain=True)
        self._exercises = exercises
        self._place = 0
        self.still = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_to_next)
        self.playingChanged.connect(self._played)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Starts with the exercise that was shown last."""
        super().showEvent(event)
        self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops while it is hidden."""
        super().hideEvent(event)
        self._next.stop()

    def set_still(self, *, still: bool) -> None:
        """Stops what moves, or goes on."""
        self.still = still
        if still:
            self._next.stop()
            self.stop()
        else:
            self._begin()

    def _show(self) -> None:
        exercise = self._exercises[self._place]
        self._form, side = usual_form(exercise)
        self.show_picture(exercise.id, self._form.hold, side)

    def _begin(self) -> None:
        if self._appearance.reduced_motion or self.still or self.playing:
            return
        movement = self.movement(self._form.start, self._form.hold)
        if movement and movement.moves:
            from evenkeel.ui.widgets.figures.playback_schedule import demonstration

            self.play(demonstration(movement, _ROUNDS, pause_ms=_BEFORE_MS, hz=_HZ))
        else:
            self._next.start(_STILL_MS)

    def _played(self) -> None:
        if not self.playing and not self.still and self.isVisible():
            self._next.start(_AFTER_MS)

    def _go_to_next(self) -> None:
        self._place = (self._place + 1) % len(self._exercises)
        self._show()
        self._begin()
