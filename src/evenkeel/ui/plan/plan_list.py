"""The plan as a list: every exercise, what is left out and why, and what is good to know."""

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from evenkeel.catalogue.model import Advice
from evenkeel.catalogue.wording import fill
from evenkeel.coach.timeline import Phase
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.describe import left_out_by_reason, question_of
from evenkeel.guide.plan import Dose, Plan
from evenkeel.ui.plan.plan_row import PlanRow, words_left
from evenkeel.ui.plan.today_parts import (
    advice_columns,
    is_personal,
    left_out_row,
    taken_out_row,
    warnings_panel,
)
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Items, LinkButton, Stack, body, heading, line


class ShownPlan(Struct, frozen=True, kw_only=True):
    """A plan as the user changed it, the same before, the changes, and how long it takes."""

    plan: Plan
    original: Plan
    changes: Adjustments
    phases: tuple[Phase, ...]

    def seconds(self, item: int) -> float:
        """How long the item at a place takes, in seconds."""
        return sum(phase.duration_s for phase in self.phases if phase.item == item)

    def taken_out(self) -> list[str]:
        """What the user took out, in the plan's order."""
        planned = dict.fromkeys((*self.original.exercises(), *self.changes.added))
        return [one for one in planned if one in self.changes.taken_out]

    def differs_in_shape(self, other: "ShownPlan | None") -> bool:
        """Whether more than numbers changed."""
        return other is None or self.shape() != other.shape()

    def shape(self) -> tuple[object, ...]:
        """Everything but the numbers."""
        bare = Dose(hold_s=0, rest_s=0, reps=0, sets=0)
        items = tuple(replace(item, dose=bare) for item in self.plan.items)
        return replace(self.plan, items=items), self.original.left_out, self.changes.taken_out


class PlanList(QWidget):
    """Shows a plan row by row; what is below the fold can be added later.

    Signals:
        opened: an exercise's card is wanted; its item.
        unfolded: what a dosage is changed with has appeared.
        doseChanged: another dosage for an exercise: exercise, :class:`Dose`.
        doseReset: an exercise back at its default dosage.
        takenOut, putBack: an exercise out of the plan and in again.
    """

    opened = Signal(object)
    unfolded = Signal(object)
    doseChanged = Signal(str, object)
    doseReset = Signal(str)
    takenOut = Signal(str)
    putBack = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._shown: ShownPlan | None = None
        self._rows: list[PlanRow] = []
        self._adding: Iterator[None] | None = None
        # What was taken out just now, and at which place of the list.
        self._just_out: tuple[str, int] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._content = Stack(spacing=0)
        self._column.addWidget(self._content)

    def clear(self) -> None:
        """Shows nothing."""
        self._shown, self._adding, self._just_out = None, None, None
        self._rows = []
        before, self._content = self._content, Stack(spacing=0)
        self._replace(before)

    def show_plan(self, shown: ShownPlan, seen: int | None = None) -> None:
        """Shows a plan: all of it, or only so many rows, which :meth:`show_rest` completes."""
        rebuild = shown.differs_in_shape(self._shown)
        self._shown = shown
        if rebuild:
            self._rows = []
            before, self._content = self._content, Stack(spacing=0)
            self._adding = self._parts(shown)
            self._add(seen)
            self._replace(before)
        self._show_doses(shown)

    def show_rest(self) -> None:
        """Adds what a plan that was not shown whole still lacks."""
        if self._shown and self._adding:
            self._add(None)
            self._show_doses(self._shown)

    def show_again(self) -> None:
        """Builds everything anew, in the appearance in force."""
        shown, self._shown = self._shown, None
        if shown:
            self.show_plan(shown)

    def why(self) -> QWidget:
        """What says why the exercises come in this order."""
        self.show_rest()
        return self._why

    def hideEvent(self, event: QHideEvent) -> None:
        """What was taken out is undone beside it only as long as the page is looked at."""
        super().hideEvent(event)
        row = self.findChild(QWidget, "today_undo_row")
        if self._just_out and row and not event.spontaneous():
            self._just_out = None
            row.hide()
            row.deleteLater()

    def _show_doses(self, shown: ShownPlan) -> None:
        changed = {*shown.changes.doses, *shown.changes.forms}
        for number, row in enumerate(self._rows):
            item = shown.plan.items[number]
            row.show_dose(item.dose, shown.seconds(number), changed=item.exercise in changed)

    def _add(self, rows: int | None) -> None:
        """Adds that many rows of what is still to come; all of it, where no number is given."""
        for _ in islice(self._adding or (), rows):
            pass
        if rows is None:
            self._adding = None

    def _parts(self, shown: ShownPlan) -> Iterator[None]:
        """Adds the content; stops after every row."""
        self._add_warnings(shown)
        yield from self._add_items(shown)
        self._add_left_out(shown)
        self._add_advice(shown)

    def _replace(self, before: Stack) -> None:
        """Puts the new content in place, filled already: what is hidden needs no layout."""
        if before.isAncestorOf(QApplication.focusWidget() or self):
            page = self.parentWidget()
            while page and page.property("role") != "page":
                page = page.parentWidget()
            (page or self).setFocus()
        self._column.replaceWidget(before, self._content)
        # At once: a moment with neither of them would scroll the page to its top.
        self._content.show()
        before.hide()
        before.deleteLater()

    def _add_items(self, shown: ShownPlan) -> Iterator[None]:
        if not shown.plan.items:
            self._content.add(line())
            self._space(tokens.LARGE)
            self._content.add(body(self.tr("You took everything out. Put something back below.")))
        seen: set[str] = set()
        items = Items(self.tr("Your plan"))
        self._content.add(items)
        for place, item in shown.plan.numbered():
            self._add_undo(items, place, shown)
            items.add(line())
            row = PlanRow(self._appearance, place + 1, item, again=item.exercise in seen)
            seen.add(item.exercise)
            row.opened.connect(self.opened)
            row.unfolded.connect(self.unfolded)
            row.doseChanged.connect(self.doseChanged)
            row.doseReset.connect(self.doseReset)
            row.takenOut.connect(lambda exercise, place=place: self._take_out(exercise, place))
            self._rows.append(row)
            items.add(row)
            if item.ask_helped:
                items.add(line())
                items.add(self._question(shown.plan, place))
            yield
        self._add_undo(items, len(shown.plan.items), shown)
        items.add(line())

    def _take_out(self, exercise: str, place: int) -> None:
        self._just_out = exercise, place
        self.takenOut.emit(exercise)

    def _add_undo(self, items: Items, place: int, shown: ShownPlan) -> None:
        """The way back, where the exercise that was taken out just now had stood."""
        if self._just_out is None or self._just_out[1] != place:
            return
        exercise = self._just_out[0]
        if exercise not in shown.changes.taken_out:
            self._just_out = None
            return
        name = self._name(exercise)
        undo = LinkButton("today_undo", self.tr("Undo"), fill(self.tr("Undo: {name}"), name=name))
        undo.clicked.connect(lambda: self.putBack.emit(exercise))
        items.add(taken_out_row(fill(self.tr("You took out: {name}."), name=name), undo))

    def _question(self, plan: Plan, place: int) -> QLabel:
        label = body(question_of(plan, place, self._appearance.catalogue), soft=True)
        label.setObjectName("today_question")
        label.setContentsMargins(words_left(self._appearance), tokens.MEDIUM, 0, tokens.MEDIUM)
        return label

    def _add_left_out(self, shown: ShownPlan) -> None:
        taken = shown.taken_out()
        if not taken and not shown.plan.left_out:
            return
        self._space(tokens.HUGE)
        self._content.add(heading(self.tr("Left out"), 2))
        self._space(tokens.SMALL)
        for one in taken:
            back = LinkButton(
                f"today_put_back_{one}",
                self.tr("Put it back"),
                fill(self.tr("Put it back: {name}"), name=self._name(one)),
            )
            back.clicked.connect(lambda _=False, one=one: self.putBack.emit(one))
            self._content.add(left_out_row(self._name(one), self.tr("You took it out."), back))
        for names, reason in left_out_by_reason(shown.plan, self._appearance.catalogue):
            self._content.add(left_out_row(names, reason))

    def _add_warnings(self, shown: ShownPlan) -> None:
        advice = [one for one in self._advice(shown) if is_personal(one)]
        if not advice:
            return
        self._content.add(warnings_panel(self._appearance, advice))
        self._space(tokens.LARGE)

    def _add_advice(self, shown: ShownPlan) -> None:
        advice = [one for one in self._advice(shown) if not is_personal(one)]
        if advice:
            self._space(tokens.HUGE)
            self._content.add(heading(self.tr("Good to know"), 2))
            self._space(tokens.MEDIUM)
            self._content.add_layout(advice_columns(self._appearance, advice))
        self._why = Stack()
        self._why.setObjectName("today_why_text")
        self._why.add(heading(self.tr("Why this order"), 2))
        for programme in self._appearance.catalogue.programmes:
            if programme.id == shown.plan.programme:
                text = body(programme.why_this_order)
                text.setMaximumWidth(self._appearance.px(tokens.TEXT_WIDEST))
                self._why.add(text)
        self._space(tokens.HUGE)
        self._content.add(self._why)

    def _advice(self, shown: ShownPlan) -> list[Advice]:
        by_code = {one.code: one for one in self._appearance.catalogue.advice}
        return [by_code[code] for code in shown.plan.advice]

    def _name(self, exercise: str) -> str:
        return self._appearance.catalogue.exercises[exercise].name

    def _space(self, height: int) -> None:
        gap = QWidget()
        gap.setFixedHeight(height)
        self._content.add(gap)
