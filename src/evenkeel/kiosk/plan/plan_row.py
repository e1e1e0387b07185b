"""A row of the kiosk's plan: one exercise, pressed as a whole."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from evenkeel.catalogue.wording import fill
from evenkeel.guide.describe import dose_of
from evenkeel.guide.plan import PlanItem
from evenkeel.handout.exercise import sides_in_words
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import FigureView, PressArea, body, heading

_THUMB_MM = (42.0, 28.0)


class ItemRow(PressArea):
    """Picture, name, sides and dosage of one exercise of a plan."""

    def __init__(
        self, appearance: Appearance, sizes: Sizes, place: int, name: str, item: PlanItem
    ) -> None:
        title = fill(self.tr("{number}. {name}"), number=place + 1, name=name)
        super().__init__(appearance, f"kiosk_item_{place}", title)
        catalogue = appearance.catalogue
        form = catalogue.exercises[item.exercise].form_of(item.variant)
        side = item.sides[0] if item.sides else None
        thumb = FigureView(appearance)
        thumb.setFixedSize(sizes.mm(_THUMB_MM[0]), sizes.mm(_THUMB_MM[1]))
        thumb.show_picture(item.exercise, form.hold, side)
        dosage = ": ".join(
            filter(None, (sides_in_words(item.sides, catalogue), dose_of(item, catalogue)))
        )
        self.setAccessibleDescription(dosage)
        words = QVBoxLayout()
        words.setSpacing(tokens.TIGHT)
        words.addStretch(1)
        words.addWidget(heading(title, 3))
        words.addWidget(body(dosage, soft=True))
        words.addStretch(1)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.LARGE)
        row.addWidget(thumb, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(_more(), 0, Qt.AlignmentFlag.AlignVCenter)
        self.add(inside)


def words_left(sizes: Sizes) -> int:
    """Where the words of a row begin, in pixels."""
    return tokens.SMALL + sizes.mm(_THUMB_MM[0]) + tokens.LARGE


def _more() -> QLabel:
    """The arrow that says that a row leads on."""
    sign = heading("›", 2)
    sign.setWordWrap(False)
    sign.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return sign
