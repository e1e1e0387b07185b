"""Where a dosage is changed, under its row of the plan."""

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from evenkeel.catalogue.model import Amount, Exercise
from evenkeel.catalogue.wording import fill
from evenkeel.guide.plan import Dose
from evenkeel.ui.style import tokens
from evenkeel.ui.widgets.buttons import LinkButton
from evenkeel.ui.widgets.columns import Beside, Flow
from evenkeel.ui.widgets.controls import NumberStepper
from evenkeel.ui.widgets.text import Stack, body

#: Amounts from here on are counted in minutes.
_MINUTE = 60


class DosePanel(QFrame):
    """Changes a dosage within its range, or takes the exercise out.

    Signals:
        changed: another dosage.
        reset: back to the default.
        out: take the exercise out.
    """

    changed = Signal(object)
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
        column.addLayout(parts)
        seconds = self.tr("{number} s")
        self._add("hold_s", self.tr("Hold"), amounts.hold_s, seconds)
        self._add("rest_s", self.tr("Rest"), amounts.rest_s, seconds)
        self._add("reps", self.tr("Repetitions"), amounts.reps, "{number}")
        self._add("sets", self.tr("Sets"), amounts.sets, "{number}")
        if self._steppers:
            parts.addWidget(steppers)
        else:
            # Nothing to set: its place is taken by what says so.
            steppers.deleteLater()
            parts.addWidget(body(self.tr("Its times are fixed. You can take it out for now.")))
        side = QWidget()
        links = QVBoxLayout(side)
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(0)
        self._back = LinkButton("dose_reset", self.tr("Back to the default"))
        self._back.clicked.connect(self.reset)
        if not self._steppers:
            # What can't be changed has nothing to go back to.
            self._back.hide()
        out = LinkButton(
            "dose_take_out",
            self.tr("Take it out"),
            fill(self.tr("Take it out: {name}"), name=exercise.name),
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
        # It keeps its place, so that nothing moves under the pointer.
        self._back.setEnabled(changed)

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
