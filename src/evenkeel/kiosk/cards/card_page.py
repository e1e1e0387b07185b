"""One exercise: its steps for one side, with its notes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from evenkeel.catalogue.model import Exercise
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.catalogue.wording import capitalised, fill, say
from evenkeel.guide.answers import Answers
from evenkeel.guide.card_notes import CardNote, Topic, card_notes
from evenkeel.guide.decide import card_item
from evenkeel.guide.describe import dose_of
from evenkeel.guide.plan import PlanItem
from evenkeel.guide.shown_side import shown_side
from evenkeel.kiosk.cards.steps import Steps
from evenkeel.kiosk.frame.touch_page import KioskPage, gap
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import (
    Columns,
    PrimaryButton,
    QuietButton,
    SideSwitch,
    Stack,
    body,
    delete_all,
    escaped,
    heading,
    line,
    rich,
    with_side,
)
from evenkeel.ui.widgets.controls import Segment
from evenkeel.ui.widgets.radio import RadioGroup
from evenkeel.ui.widgets.roles import Group
from evenkeel.ui.widgets.text import warning_box

_NOTE_MM = 110.0
#: Notes that matter while the exercise is done, in two columns.
_NOTES = ((Topic.FELT, Topic.STOP, Topic.STOP_RULE), (Topic.CARE,))


class KioskCardPage(KioskPage):
    """One exercise, as planned for the visitor or outside of a plan.

    Signals:
        printRequested: this card on paper; the item as it is shown.
        homeRequested: the same without paper.
        backRequested: back to the page before.
    """

    printRequested = Signal(PlanItem)
    homeRequested = Signal(PlanItem)
    backRequested = Signal()

    def __init__(self, appearance: Appearance, sizes: Sizes, *, prints: bool) -> None:
        super().__init__(appearance, sizes, "kiosk_card")
        self._item: PlanItem | None = None
        self._answers: Answers | None = None
        self._planned = False
        self._side: Side | None = None
        self._variants = Group(self.tr("Which form"))
        self._forms = RadioGroup(self)
        self._variant_columns = Columns(self._variants, least=1, most=3, spacing=tokens.SMALL)
        self._switch = SideSwitch(appearance, "kiosk_side")
        for segment in self._switch.findChildren(Segment):
            segment.setFixedHeight(sizes.target)
        self._switch.sideChosen.connect(self._choose_side)
        self._cue = rich(body())
        self._not_theirs, self._whose_side = warning_box()
        self._whose_side.setObjectName("kiosk_whose_side")
        self._steps = Steps(appearance, sizes)
        self._notes = QWidget()
        self._note_columns = Columns(
            self._notes, least=1, most=2, spacing=tokens.HUGE, row_spacing=tokens.LARGE
        )
        for widget in (
            self._variants,
            self._not_theirs,
            self._cue,
            self._steps,
            line(),
            self._notes,
        ):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        if prints:
            button = PrimaryButton("kiosk_print_card", self.tr("Print this card"))
            button.clicked.connect(lambda: self._tell(self.printRequested.emit))
        else:
            button = PrimaryButton("kiosk_home_card", self.tr("Take it home"))
            button.clicked.connect(lambda: self._tell(self.homeRequested.emit))
        back = QuietButton("kiosk_card_back", self.tr("Back"))
        back.clicked.connect(self.backRequested)
        self.add_action(button)
        self.add_action(back)
        self.add_note(self._switch)
        appearance.changed.connect(self._fit)

    def show_planned(self, item: PlanItem, answers: Answers | None) -> None:
        """Shows an exercise of the visitor's plan, for the side that comes first."""
        self._show(item, answers, planned=True)

    def show_exercise(self, exercise: str, answers: Answers | None) -> None:
        """Shows an exercise outside of a plan, for the sore side in these answers.

        Without answers it is shown in its usual form, with a sentence about the side.
        """
        shown_exercise = self.appearance.catalogue.exercises[exercise]
        shown = shown_side(shown_exercise, answers, self.appearance.catalogue)
        self._show(card_item(shown_exercise, shown.variant, shown.side), answers, planned=False)

    def _show(self, item: PlanItem, answers: Answers | None, *, planned: bool) -> None:
        self._item, self._answers, self._planned = item, answers, planned
        self._side = item.sides[0] if item.sides else None
        self._show_variants(self._exercise(item), item)
        self._say(item)
        self.to_top()

    def _exercise(self, item: PlanItem) -> Exercise:
        return self.appearance.catalogue.exercises[item.exercise]

    def _show_variants(self, exercise: Exercise, item: PlanItem) -> None:
        """A plan decides the form; outside of one, every form can be chosen."""
        delete_all(self._variants)
        self._forms.clear()
        widths = [1]
        for variant in () if self._planned else reversed(exercise.variants):
            segment = Segment(
                self.appearance, f"kiosk_form_{variant.id}", variant.name, variant.name
            )
            self._forms.add(segment)
            segment.setFixedHeight(self.sizes.target)
            segment.setChecked(variant.id == item.variant)
            segment.clicked.connect(lambda _=False, code=variant.id: self._choose_form(code))
            widths.append(segment.sizeHint().width())
            self._variant_columns.addWidget(segment)
        self._variant_columns.least = max(widths)
        self._variants.setVisible(bool(exercise.variants) and not self._planned)

    def _choose_form(self, variant: str) -> None:
        """Shows another form of it, for the same sore side."""
        if self._item is None:
            return
        exercise = self._exercise(self._item)
        side = self._side
        rules = {exercise.side_rule_of(form) for form in (self._item.variant, variant)}
        if side and rules == {SideRule.SORE, SideRule.NOT_SORE}:
            side = side.other
        shown = shown_side(
            exercise, self._answers, self.appearance.catalogue, variant=variant, side=side
        )
        self._take(card_item(exercise, shown.variant, shown.side))

    def _choose_side(self, side: Side) -> None:
        if self._item is None:
            return
        if self._planned:
            self._side = side
            self._say(self._item)
        else:
            self._take(card_item(self._exercise(self._item), self._item.variant, side))

    def _take(self, item: PlanItem) -> None:
        self._item = item
        self._side = item.sides[0] if item.sides else None
        self._say(item)

    def _say(self, item: PlanItem) -> None:
        """Pictures and words for the side, together."""
        words = self.appearance.catalogue.words
        exercise = self._exercise(item)
        form = exercise.form_of(item.variant)
        side = self._side
        self.set_title(exercise.name, say(words, exercise.purpose, side))
        self._switch.setVisible(side is not None and not (self._planned and len(item.sides) < 2))
        if side:
            self._switch.set_side(side)
        cue = with_side(words, form.cue, side)
        dose = escaped(dose_of(item, self.appearance.catalogue))
        text = fill(self.tr("{cue}. <b>{dose}</b>"), cue=capitalised(cue), dose=dose)
        shown = shown_side(
            exercise, self._answers, self.appearance.catalogue, variant=item.variant, side=side
        )
        rule = f" {escaped(shown.sentence)}" if shown.own and shown.sentence else ""
        self._cue.setText(f"{text}{rule}")
        self._whose_side.setText("" if shown.own else shown.sentence)
        self._not_theirs.setVisible(not shown.own)
        self._steps.show_form(item.exercise, form, side)
        delete_all(self._notes)
        for topics in _NOTES:
            notes = card_notes(
                exercise,
                item.variant,
                side,
                self.appearance.catalogue,
                topics=topics,
                fill=with_side,
            )
            self._note_columns.addWidget(_note_column(notes))
        self._fit()

    def _fit(self) -> None:
        larger = self.appearance.text_percent / self.sizes.percent
        self._note_columns.least = round(self.sizes.mm(_NOTE_MM) * larger)
        self._note_columns.invalidate()

    def _tell(self, tell: Callable[[PlanItem], None]) -> None:
        if self._item:
            tell(self._item)


def _note_column(notes: Sequence[CardNote]) -> Stack:
    """A column of notes, each a heading with its sentences."""
    column = Stack(spacing=tokens.SMALL)
    for place, note in enumerate(notes):
        if place:
            column.add(gap(tokens.SMALL))
        column.add(heading(note.heading, 3))
        for text in note.texts:
            label = rich(body(soft=True))
            label.setText(text)
            column.add(label)
    column.add_stretch()
    return column
