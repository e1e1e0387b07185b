"""The button that plays or stops the movement of a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import QuietButton
from evenkeel.ui.widgets.figures.figure_view import FigureView

if TYPE_CHECKING:
    from evenkeel.figures.motion import Movement

#: How often a picture plays on its own, and after how long (ms); then it stays still.
_BY_ITSELF, _FIRST_MS = 3, 1800


class PlayButton(QuietButton):
    """Plays the movement of a figure and stops it; not there where nothing moves.

    Where motion is wanted, the figure moves a few times by itself; where it is not, only when
    this button is pressed, and then once.
    """

    def __init__(self, appearance: Appearance, name: str, figure: FigureView) -> None:
        super().__init__(name, "", small=True)
        self._appearance = appearance
        self._figure = figure
        self._movement: Movement | None = None
        self.hide()
        self._say()
        self.clicked.connect(self._toggle)
        figure.playingChanged.connect(self._say)

    def offer(self, ways: Sequence[tuple[str, str]]) -> None:
        """Offers the first of these movements, from one picture to another, that exists."""
        movements = (self._figure.movement(first, last) for first, last in ways)
        self._movement = next((item for item in movements if item and item.moves), None)
        self.setVisible(self._movement is not None)
        if not self._appearance.reduced_motion:
            self._play(_BY_ITSELF, _FIRST_MS)

    def withdraw(self) -> None:
        """Hides the button: there is nothing to play."""
        self._movement = None
        self.hide()

    def _toggle(self) -> None:
        if self._figure.playing:
            self._figure.stop()
        else:
            self._play(1 if self._appearance.reduced_motion else _BY_ITSELF, 0)

    def _play(self, rounds: int, pause_ms: int) -> None:
        if self._movement:
            from evenkeel.ui.widgets.figures.playback_schedule import demonstration

            schedule = demonstration(self._movement, rounds, pause_ms=pause_ms)
            self._figure.play(schedule, when_active=True)

    def _say(self) -> None:
        if self._figure.playing:
            self.setText(self.tr("Stop"))
            self.setAccessibleName(self.tr("Stop the movement"))
        else:
            self.setText(self.tr("Play"))
            self.setAccessibleName(self.tr("Play the movement"))
