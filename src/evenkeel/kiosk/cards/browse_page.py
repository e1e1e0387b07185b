"""All exercises on offer, to be chosen by their pictures."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenkeel.catalogue.model import Exercise
from evenkeel.guide.answers import Answers
from evenkeel.guide.shown_side import whose_side
from evenkeel.kiosk.frame.touch_page import KioskPage
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.library.library_page import Tile
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Columns, QuietButton, body
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks

_TILE_MM = 75.0
_MOST = 5


class BrowsePage(KioskPage):
    """The pictures and names of exercises.

    Signals:
        cardRequested: an exercise was chosen; its id.
        backRequested: back to the page before.
    """

    cardRequested = Signal(str)
    backRequested = Signal()

    def __init__(self, appearance: Appearance, sizes: Sizes) -> None:
        super().__init__(appearance, sizes, "kiosk_exercises")
        self.set_title(
            self.tr("Exercises"),
            self.tr("Tap one to see its steps. Answer the questions to see which suit you."),
        )
        grid = QWidget()
        self._columns = Columns(
            grid, least=1, most=_MOST, spacing=tokens.LARGE, row_spacing=tokens.LARGE
        )
        self._whose_side = body(soft=True)
        self._whose_side.setObjectName("kiosk_exercises_whose_side")
        self.body.addWidget(self._whose_side)
        self.body.addWidget(grid)
        self.body.addStretch(1)
        back = QuietButton("kiosk_browse_back", self.tr("Back"))
        back.clicked.connect(self.backRequested)
        self.add_action(back)
        self._fit()
        appearance.changed.connect(self._fit)

    def show_exercises(self, exercises: Iterable[Exercise], answers: Answers | None) -> None:
        """Shows these exercises, in this order, for the sore side in these answers."""
        self._whose_side.setText(whose_side(answers, self.appearance.catalogue))
        self._whose_side.setVisible(bool(self._whose_side.text()))
        later = DeferredTasks(self)
        for exercise in exercises:
            tile = Tile(self.appearance, exercise, later)
            tile.show_for(answers)
            tile.clicked.connect(lambda _=False, code=exercise.id: self.cardRequested.emit(code))
            self._columns.addWidget(tile)

    def _fit(self) -> None:
        """Larger text needs wider pictures, though less than proportionally."""
        larger = (1 + self.appearance.text_percent / self.sizes.percent) / 2
        self._columns.least = round(self.sizes.mm(_TILE_MM) * larger)
        self._columns.invalidate()
