"""A row of the plan: one exercise with its picture, side, dosage and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import capitalised, fill, sentence
from evenkeel.guide.describe import cue_of, dose_of, in_minutes
from evenkeel.guide.plan import Dose, PlanItem
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import LinkButton, PressArea
from evenkeel.ui.widgets.dose_words import dose_aloud
from evenkeel.ui.widgets.figures.figure_view import FigureView
from evenkeel.ui.widgets.roles import ListItem, leave_unsaid, tell_expanded
from evenkeel.ui.widgets.text import body, heading, minutes, plain, rich, with_side

if TYPE_CHECKING:
    # Made when somebody adjusts a dosage.
    from evenkeel.ui.plan.dose_panel import DosePanel

#: A thumbnail's width and height in pixels at 100 %.
_THUMB = (132, 88)
#: Up to this size of text, in percent, the amounts stand in a line each.
_WHOLE_AMOUNTS_TO = 150
_SECONDS_PER_MINUTE = 60


class PlanRow(ListItem):
    """One exercise of the plan: picture, name, the side in words, dosage, time.

    Signals:
        opened: the user wants to see the card.
        unfolded: what the dosage is changed with has appeared.
        doseChanged, doseReset, takenOut: what the user changed.
    """

    opened = Signal(object)
    unfolded = Signal(object)
    doseChanged = Signal(str, object)
    doseReset = Signal(str)
    takenOut = Signal(str)

    def __init__(self, appearance: Appearance, number: int, item: PlanItem, *, again: bool) -> None:
        super().__init__()
        self._appearance = appearance
        self._item = item
        self._again = again
        exercise = appearance.catalogue.exercises[item.exercise]
        form = exercise.form_of(item.variant)
        self._panel: DosePanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, tokens.SMALL + tokens.TIGHT, 0, tokens.SMALL)
        self._column.setSpacing(tokens.SMALL)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        self._column.addLayout(row)

        cue = self._cue(form.cue, again=again)
        thumb = _Thumb(appearance)
        thumb.show_picture(exercise.id, form.hold, first_side(item))
        thumb.pressed.connect(lambda: self.opened.emit(self._item))
        beside = QVBoxLayout()
        beside.addWidget(thumb)
        beside.addStretch(1)
        row.addLayout(beside)

        place = f"{item.exercise}_again" if again else item.exercise
        title = fill(self.tr("{number}. {name}"), number=number, name=exercise.name)
        words = PressArea(appearance, f"today_card_{place}", title)
        words.rows.addStretch(1)
        words.add(heading(title, 3))
        if exercise.trade_name:
            words.add(body(exercise.trade_name, soft=True))
        said = rich(body(soft=True))
        said.setText(cue)
        words.add(said)
        words.rows.addStretch(1)
        words.clicked.connect(lambda: self.opened.emit(self._item))
        row.addWidget(words, 1)
        self._words = words
        self.setAccessibleName(title)

        self._dosage = plain(QLabel())
        self._dosage.setObjectName(f"today_dosage_{place}")
        self._time = plain(QLabel())
        self._time.setProperty("role", "soft")
        amounts = QVBoxLayout()
        amounts.setSpacing(tokens.TIGHT)
        amounts.addStretch(1)
        for label in (self._dosage, self._time):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            # Large, the amounts of some languages leave no room for the words.
            label.setWordWrap(appearance.text_percent > _WHOLE_AMOUNTS_TO)
            # The button beside them says it in words.
            leave_unsaid(label)
            amounts.addWidget(label)
        amounts.addStretch(1)
        row.addLayout(amounts)
        self._adjust = LinkButton(
            f"today_adjust_{place}",
            self.tr("Adjust"),
            fill(self.tr("Adjust: {name}"), name=exercise.name),
        )
        self._adjust.setProperty("end", "true")
        self._adjust.accessible_expanded = lambda: self._panel is not None
        self._adjust.clicked.connect(self._toggle)
        row.addWidget(self._adjust)
        if again:
            # What is changed above counts here too; the place stays free, so that edges align.
            policy = self._adjust.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            self._adjust.setSizePolicy(policy)
            self._adjust.hide()
        self._exercise = exercise

    def show_dose(self, dose: Dose, seconds: float, *, changed: bool) -> None:
        """Shows a dosage and how long the exercise takes with it."""
        self._item = replace(self._item, dose=dose)
        said = dose_of(self._item, self._appearance.catalogue)
        self._dosage.setText(said)
        self._time.setText(fill(self.tr("about {minutes}"), minutes=minutes(seconds)))
        # What is done once and counted in minutes has said how long it takes.
        once = in_minutes(dose) and dose.reps * dose.sets == 1 and len(self._item.sides) < 2
        self._time.setVisible(not once)
        self._words.setAccessibleDescription(self._aloud(seconds, once=once))
        if self._panel:
            self._panel.show_dose(dose, changed=changed)

    def _aloud(self, seconds: float, *, once: bool) -> str:
        """What to do, on which side, how often, how long: as it is read aloud."""
        catalogue = self._appearance.catalogue
        cue = cue_of(self._item, catalogue)
        if self._again:
            cue = fill(self.tr("and once more: {cue}"), cue=cue)
        dose = dose_aloud(self._item)
        if not once:
            count = max(1, round(seconds / _SECONDS_PER_MINUTE))
            pattern = (
                self.tr("{dose}, about one minute")
                if count == 1
                else self.tr("{dose}, about {count} minutes")
            )
            dose = fill(pattern, dose=dose, count=count)
        parts = (self._exercise.trade_name or "", capitalised(cue), dose)
        return " ".join(sentence(part) for part in parts if part)

    def _cue(self, cue: str, *, again: bool) -> str:
        words = self._appearance.catalogue.words
        said = with_side(words, cue, first_side(self._item))
        if len(self._item.sides) > 1:
            said = with_side(words, words.phrases.then_side, self._item.sides[1], cue=said)
        if again:
            said = fill(self.tr("and once more: {cue}"), cue=said)
        return said

    def showEvent(self, event: QShowEvent) -> None:
        """Keeps the link as wide for its one word as for the other, so that edges align."""
        super().showEvent(event)
        if self._adjust.minimumWidth() == 0:
            closed = self._adjust.text()
            widths = []
            for text in (self.tr("Adjust"), self.tr("Close")):
                self._adjust.setText(text)
                widths.append(self._adjust.sizeHint().width())
            self._adjust.setText(closed)
            self._adjust.setMinimumWidth(max(widths))

    def _toggle(self) -> None:
        if self._panel:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
            self._name_adjust(self.tr("Adjust"), self.tr("Adjust: {name}"))
            return
        from evenkeel.ui.plan.dose_panel import DosePanel

        self._panel = DosePanel(self._exercise, self._item.dose)
        self._panel.changed.connect(lambda dose: self.doseChanged.emit(self._item.exercise, dose))
        self._panel.reset.connect(lambda: self.doseReset.emit(self._item.exercise))
        self._panel.out.connect(lambda: self.takenOut.emit(self._item.exercise))
        self._column.addWidget(self._panel)
        self._name_adjust(self.tr("Close"), self.tr("Close: {name}"))
        self.unfolded.emit(self._panel)

    def _name_adjust(self, text: str, accessible: str) -> None:
        self._adjust.setText(text)
        self._adjust.setAccessibleName(fill(accessible, name=self._exercise.name))
        tell_expanded(self._adjust)


class _Thumb(FigureView):
    """A small picture that opens the card; the words beside it do the same by keyboard.

    Signals:
        pressed: it was clicked.
    """

    pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self.setFixedSize(appearance.px(_THUMB[0]), appearance.px(_THUMB[1]))

    def enterEvent(self, event: QEnterEvent) -> None:
        """The hand comes with the pointer."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes the press, so that the release arrives here."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Opens the card."""
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()


def first_side(item: PlanItem) -> Side | None:
    """The side that is done first, or ``None`` for an exercise without sides."""
    return item.sides[0] if item.sides else None


def words_left(appearance: Appearance) -> int:
    """Where the words of a row begin."""
    return appearance.px(_THUMB[0]) + tokens.MEDIUM + tokens.SMALL
