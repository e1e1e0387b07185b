"""What lies behind *Make it easier* and *Make it harder*: advice, and forms with their pictures."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from evenkeel.catalogue.model import Variant
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import picture_in_words
from evenkeel.ui.library.picture_tile import PictureTile
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.columns import Columns
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.text import body, delete_all, heading, rich

_FORMS_BESIDE, _FORM_WIDTH = 5, 180


class OfferedForm(Struct, frozen=True, kw_only=True):
    """A form to choose, as this person would do it.

    Attributes:
        variant: the form.
        side: the limb that works or lifts in its picture.
        own: whether it is the form of this person's plan.
    """

    variant: Variant
    side: Side | None
    own: bool


class OtherForms(QWidget):
    """Advice in sentences, then the forms to choose from.

    Signals:
        formChosen: the user chose a form; its id.
    """

    formChosen = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._deferred = DeferredTasks(self)
        self._title = heading(level=2)
        self._title.setObjectName("card_forms_title")
        self._advice = rich(body())
        self._grid = QWidget()
        self._columns = Columns(
            self._grid,
            least=1,
            most=_FORMS_BESIDE,
            spacing=tokens.MEDIUM,
            row_spacing=tokens.MEDIUM,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        column.addWidget(self._title)
        column.addWidget(self._advice)
        column.addSpacing(tokens.SMALL)
        column.addWidget(self._grid)
        appearance.changed.connect(self._fit)
        self._fit()

    def offer(
        self, exercise: str, title: str, advice: Sequence[str], forms: Sequence[OfferedForm]
    ) -> None:
        """Shows advice (as rich text) and forms, each with the picture of its hold."""
        catalogue = self._appearance.catalogue
        found = catalogue.exercises[exercise]
        self._title.setText(title)
        self._advice.setText("<br>".join(advice))
        self._advice.setVisible(bool(advice))
        delete_all(self._grid)
        for form in forms:
            variant = form.variant
            tile = PictureTile(self._appearance, f"card_variant_{variant.id}", self._deferred)
            note = self.tr("Your form") if form.own else ""
            tile.show_tile((exercise, variant.hold, form.side), variant.name, [note])
            picture = picture_in_words(catalogue.words, found, variant.hold, form.side)
            tile.setAccessibleDescription(" ".join(filter(None, (note, picture))))
            tile.clicked.connect(lambda _=False, code=variant.id: self.formChosen.emit(code))
            self._columns.addWidget(tile)
        self._grid.setVisible(bool(forms))

    def _fit(self) -> None:
        # A grid of a few tiles does not spread over a wide window.
        least = self._columns.least = self._appearance.px(_FORM_WIDTH)
        self._columns.widest = least + tokens.HUGE
        self._columns.invalidate()
