"""The large picture of a card, which moves, and the strip of its steps."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evenkeel.catalogue.model import Form
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import fill, say
from evenkeel.language import number_text
from evenkeel.ui.library.picture_tile import PictureTile
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.figures.figure_view import FigureView
from evenkeel.ui.widgets.figures.play_button import PlayButton
from evenkeel.ui.widgets.radio import RadioGroup
from evenkeel.ui.widgets.roles import Group
from evenkeel.ui.widgets.text import delete_all

#: The height of a small picture, in pixels: with large text the room is for the large one.
_SMALL_PICTURE = 64


class CardStage(QWidget):
    """One step large, all of them small below it, of which one is chosen.

    Attributes:
        figure: the large picture.
        step: the place of the step that is shown, from 0.

    Signals:
        stepChosen: another step is shown.
    """

    stepChosen = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._exercise = ""
        self._form: Form | None = None
        self._side: Side | None = None
        self.step = 0
        self._tiles: list[PictureTile] = []
        self._deferred = DeferredTasks(self)
        self.figure = FigureView(appearance)
        self._play = PlayButton(appearance, "card_play", self.figure)
        self._strip = Group(self.tr("Steps"))
        self._radios = RadioGroup(self, named=True)
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL + tokens.TIGHT)
        column.addWidget(self.figure)
        below = QHBoxLayout()
        below.setSpacing(tokens.MEDIUM)
        below.addWidget(self._strip, 1)
        below.addWidget(self._play)
        # The steps keep their place also where nothing moves.
        policy = self._play.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._play.setSizePolicy(policy)
        column.addLayout(below)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_form(self, exercise: str, form: Form) -> None:
        """Shows another form, at the step in which it is held."""
        self._exercise, self._form = exercise, form
        delete_all(self._strip)
        self._radios.clear()
        self._tiles = []
        row = self._strip.layout()
        for place in range(len(form.steps)):
            tile = PictureTile(
                self._appearance,
                f"card_step_{place + 1}",
                self._deferred,
                highest=_SMALL_PICTURE,
                centred=True,
            )
            tile.setCheckable(True)
            self._radios.add(tile)
            tile.clicked.connect(lambda _=False, place=place: self._choose(place))
            self._tiles.append(tile)
            if row:
                row.addWidget(tile)
        pictures = [step.figure for step in form.steps]
        self.step = pictures.index(form.hold) if form.hold in pictures else 0
        self._tiles[self.step].setChecked(True)

    def show_side(self, side: Side | None) -> None:
        """Shows the same step for a side; still, until `play` is called."""
        form = self._form
        if form is None:
            return
        self._side = side
        words, count = self._appearance.catalogue.words, len(form.steps)
        for number, (tile, step) in enumerate(zip(self._tiles, form.steps, strict=True), 1):
            said = fill(
                self.tr("Step {number} of {count}: {text}"),
                number=number,
                count=count,
                text=say(words, step.text, side),
            )
            tile.show_tile(
                (self._exercise, step.figure, side), number_text(number), accessible=said
            )
        self._show_step()

    def play(self) -> None:
        """Moves a few times, where there is a movement that leads to what is shown."""
        form = self._form
        if form:
            self._play.offer(self._ways(form))

    def minimumSizeHint(self) -> QSize:
        """A picture that still says something; the layout around it gives what it can."""
        return QSize(self._appearance.px(160), 0)

    def _choose(self, place: int) -> None:
        self.step = place
        self._show_step()
        self.play()
        self.stepChosen.emit()

    def _show_step(self) -> None:
        if self._form:
            self._play.withdraw()
            step = self._form.steps[self.step]
            self.figure.show_picture(self._exercise, step.figure, self._side)

    def _ways(self, form: Form) -> Sequence[tuple[str, str]]:
        """From where the movement to this step may begin: the way of the hold is shown whole."""
        pictures = [step.figure for step in form.steps]
        here = pictures[self.step]
        if here == form.hold and self.step == pictures.index(here):
            return (pictures[0], here), (form.start, here)
        before = pictures[self.step - 1] if self.step else here
        return ((before, here),)
