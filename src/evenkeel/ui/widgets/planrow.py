"""A row of the plan: one exercise with its picture, side, dosage and time."""

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evenkeel.catalogue.model import Amount, Exercise
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import side_word
from evenkeel.guide.describe import dose_of
from evenkeel.guide.plan import Dose, PlanItem
from evenkeel.ui import tokens
from evenkeel.ui.look import Look
from evenkeel.ui.widgets.buttons import LinkButton, PressArea
from evenkeel.ui.widgets.columns import Beside, Flow
from evenkeel.ui.widgets.controls import NumberStepper
from evenkeel.ui.widgets.figure import FigureView
from evenkeel.ui.widgets.text import Stack, body, heading, minutes, with_side

#: A thumbnail's width and height in pixels at 100 %.
_THUMB = (132, 88)
#: Amounts from here on are counted in minutes.
_MINUTE = 60


class PlanRow(QWidget):
    """One exercise of the plan: picture, name, the side in words, dosage, time.

    Signals:
        opened: the reader wants to see the card.
        unfolded: what the dosage is changed with has appeared.
        doseChanged, doseReset, takenOut: what the reader changed.
    """

    opened = Signal(PlanItem)
    unfolded = Signal(QWidget)
    doseChanged = Signal(str, Dose)
    doseReset = Signal(str)
    takenOut = Signal(str)

    def __init__(self, look: Look, number: int, item: PlanItem, *, again: bool) -> None:
        super().__init__()
        self._look = look
        self._item = item
        exercise = look.catalogue.exercises[item.exercise]
        form = exercise.form_of(item.variant)
        self._panel: _DosePanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, tokens.SMALL + tokens.TIGHT, 0, tokens.SMALL)
        self._column.setSpacing(tokens.SMALL)
        row = QHBoxLayout()
        row.setSpacing(tokens.MEDIUM)
        self._column.addLayout(row)

        cue = self._cue(form.cue, again=again)
        thumb = _Thumb(look)
        thumb.show_picture(exercise.id, form.hold, first_side(item))
        thumb.pressed.connect(lambda: self.opened.emit(self._item))
        row.addWidget(thumb, 0, Qt.AlignmentFlag.AlignTop)

        place = f"{item.exercise}_again" if again else item.exercise
        title = self.tr("{number}. {name}").format(number=number, name=exercise.name)
        words = PressArea(look, f"today_card_{place}", title)
        words.rows.addStretch(1)
        words.add(heading(title, 3))
        words.add(body(cue, soft=True))
        words.rows.addStretch(1)
        words.clicked.connect(lambda: self.opened.emit(self._item))
        row.addWidget(words, 1)
        self._words = words

        self._dosage = QLabel()
        self._dosage.setObjectName(f"today_dosage_{place}")
        self._time = QLabel()
        self._time.setProperty("role", "soft")
        amounts = QVBoxLayout()
        amounts.setSpacing(tokens.TIGHT)
        amounts.addStretch(1)
        for label in (self._dosage, self._time):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            amounts.addWidget(label)
        amounts.addStretch(1)
        row.addLayout(amounts)
        self._adjust = LinkButton(
            f"today_adjust_{place}",
            self.tr("Adjust"),
            self.tr("Adjust: {name}").format(name=exercise.name),
        )
        self._adjust.setProperty("end", "true")
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
        said = dose_of(self._item, self._look.catalogue)
        self._dosage.setText(said)
        self._time.setText(self.tr("about {minutes}").format(minutes=minutes(seconds)))
        self._words.setAccessibleDescription(f"{said}, {self._time.text()}")
        if self._panel:
            self._panel.show_dose(dose, changed=changed)

    def _cue(self, cue: str, *, again: bool) -> str:
        words = self._look.catalogue.words
        said = with_side(words, cue, first_side(self._item))
        if len(self._item.sides) > 1:
            second = f"<b>{side_word(words, self._item.sides[1])}</b>"
            said = words.phrases.then_side.format(cue=said, side=second)
        if again:
            said = self.tr("and once more: {cue}").format(cue=said)
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
            self._adjust.setText(self.tr("Adjust"))
            return
        self._panel = _DosePanel(self._exercise, self._item.dose)
        self._panel.changed.connect(lambda dose: self.doseChanged.emit(self._item.exercise, dose))
        self._panel.reset.connect(lambda: self.doseReset.emit(self._item.exercise))
        self._panel.out.connect(lambda: self.takenOut.emit(self._item.exercise))
        self._column.addWidget(self._panel)
        self._adjust.setText(self.tr("Close"))
        self.unfolded.emit(self._panel)


class _DosePanel(QFrame):
    """Changes a dosage within its range, or takes the exercise out.

    Signals:
        changed: another dosage.
        reset: back to the default.
        out: take the exercise out.
    """

    changed = Signal(Dose)
    reset = Signal()
    out = Signal()

    def __init__(self, exercise: Exercise, dose: Dose) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._dose = dose
        self._default = Dose(
            hold_s=exercise.dosage.hold_s.default,
            rest_s=exercise.dosage.rest_s.default,
            reps=exercise.dosage.reps.default,
            sets=exercise.dosage.sets.default,
        )
        amounts = exercise.dosage
        self._steppers: dict[str, tuple[NumberStepper, int]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        column.setSpacing(tokens.SMALL)
        parts = Beside(spacing=tokens.LARGE, row_spacing=tokens.MEDIUM)
        steppers = QWidget()
        self._flow = Flow(steppers, spacing=tokens.HUGE, row_spacing=tokens.MEDIUM)
        parts.addWidget(steppers)
        column.addLayout(parts)
        seconds = self.tr("{number} s")
        self._add("hold_s", self.tr("Hold"), amounts.hold_s, seconds)
        self._add("rest_s", self.tr("Rest"), amounts.rest_s, seconds)
        self._add("reps", self.tr("Repetitions"), amounts.reps, "{number}")
        self._add("sets", self.tr("Sets"), amounts.sets, "{number}")
        side = QWidget()
        links = QVBoxLayout(side)
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(0)
        self._back = LinkButton("dose_reset", self.tr("Back to the default"))
        self._back.clicked.connect(self.reset)
        out = LinkButton(
            "dose_take_out",
            self.tr("Take it out"),
            self.tr("Take it out: {name}").format(name=exercise.name),
        )
        out.clicked.connect(self.out)
        for link in (self._back, out):
            links.addWidget(link, 0, Qt.AlignmentFlag.AlignRight)
        parts.addWidget(side)
        self.show_dose(dose, changed=dose != self._default)

    def show_dose(self, dose: Dose, *, changed: bool) -> None:
        """Shows the numbers."""
        self._dose = dose
        for name, (stepper, unit) in self._steppers.items():
            stepper.set_value(getattr(dose, name) // unit)
        self._back.setVisible(changed)

    def _add(self, name: str, label: str, amount: Amount, pattern: str) -> None:
        if amount.min == amount.max:
            return
        unit = 1
        if amount.min >= _MINUTE:
            unit, pattern = _MINUTE, self.tr("{number} min")
        stepper = NumberStepper(
            f"dose_{name}",
            label,
            getattr(self._dose, name) // unit,
            amount.min // unit,
            amount.max // unit,
            pattern,
        )
        stepper.changed.connect(lambda number: self._change(name, number * unit))
        self._steppers[name] = (stepper, unit)
        group = Stack(spacing=tokens.TIGHT)
        group.add(body(label, soft=True))
        group.add(stepper)
        self._flow.addWidget(group)

    def _change(self, name: str, number: int) -> None:
        self._dose = replace(self._dose, **{name: number})
        self.changed.emit(self._dose)


class _Thumb(FigureView):
    """A small picture that opens the card; the words beside it do the same by keyboard.

    Signals:
        pressed: it was clicked.
    """

    pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setFixedSize(look.px(_THUMB[0]), look.px(_THUMB[1]))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

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


def words_left(look: Look) -> int:
    """Where the words of a row begin."""
    return look.px(_THUMB[0]) + tokens.MEDIUM + tokens.SMALL
