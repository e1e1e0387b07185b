"""The card of one exercise: a picture for each step, and everything to know about it."""

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from evenkeel.catalogue.model import Exercise, Form, Step
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.catalogue.wording import say
from evenkeel.guide.answers import Answers
from evenkeel.guide.card_notes import CardNote, Topic, card_notes
from evenkeel.guide.decide import card_item
from evenkeel.guide.describe import dose_in_full
from evenkeel.guide.plan import Dose
from evenkeel.guide.shown_side import shown_side
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import LinkButton, QuietButton
from evenkeel.ui.widgets.columns import Columns
from evenkeel.ui.widgets.controls import Segment, SideSwitch
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.figure import FigureView
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.play_button import PlayButton
from evenkeel.ui.widgets.text import (
    body,
    delete_all,
    escaped,
    heading,
    line,
    rich,
    warning_box,
    with_side,
)

#: The least width of a step and of a block of notes, at 100 % text.
_STEP_WIDTH = 228
_NOTE_WIDTH = 280
_NOTE_COLUMNS = 3
#: Which notes stand below each other in which column.
_NOTES = (
    (Topic.FELT, Topic.CARE),
    (Topic.STOP, Topic.STOP_RULE, Topic.MISTAKES, Topic.PLACE),
    (Topic.EASIER, Topic.HARDER, Topic.LEFT_OUT, Topic.SOURCE),
)
#: This many steps fill their rows best with this many columns.
_STEP_COLUMNS = {3: 3, 4: 4, 5: 3, 6: 3, 7: 4}


class CardPage(ScrollPage):
    """One exercise, for one side.

    Attributes:
        exercise, variant, side: what is shown; ``side`` is the limb that works or lifts.

    Signals:
        printRequested, previewRequested, pdfRequested: this card on paper (exercise, variant,
            side).
        backRequested: back to where the user came from.
    """

    printRequested = Signal(str, object, object)
    previewRequested = Signal(str, object, object)
    pdfRequested = Signal(str, object, object)
    backRequested = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "card_page")
        self.exercise = ""
        self.variant: str | None = None
        self.side: Side | None = None
        self._dose: Dose | None = None
        self._answers: Answers | None = None
        self._steps: list[_StepView] = []
        self._variants: dict[str, Segment] = {}
        self._afterwards = DeferredTasks(self)

        self._back = LinkButton("card_back", self.tr("← Back"))
        self._actions = QWidget()
        actions = QHBoxLayout(self._actions)
        actions.setContentsMargins(0, 0, 0, 0)
        actions.setSpacing(tokens.SMALL)
        for name, text, signal in (
            ("card_print", self.tr("Print this card"), self.printRequested),
            ("card_preview", self.tr("Preview"), self.previewRequested),
            ("card_pdf", self.tr("Save as PDF"), self.pdfRequested),
        ):
            button = QuietButton(name, text, small=True)
            button.clicked.connect(
                lambda _=False, signal=signal: signal.emit(self.exercise, self.variant, self.side)
            )
            actions.addWidget(button)
        actions.addStretch(1)
        self._actions.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.head.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignTop)

        self._trade_name = body(soft=True)
        self._trade_name.setObjectName("card_trade_name")
        self._switch = SideSwitch(appearance, "card_side")
        self._dosage = rich(body())
        self._cue = rich(body())
        self._cue.setObjectName("card_cue")
        self._not_theirs, self._whose_side = warning_box()
        self._whose_side.setObjectName("card_whose_side")
        self._variant_row = QWidget()
        self._variant_columns = Columns(
            self._variant_row, least=1, most=3, spacing=tokens.SMALL, row_spacing=tokens.SMALL
        )
        self._step_area = QWidget()
        self._step_columns = Columns(
            self._step_area, least=1, most=1, spacing=tokens.LARGE, row_spacing=tokens.LARGE
        )
        self._note_area = QWidget()
        self._note_columns = Columns(
            self._note_area,
            least=1,
            most=_NOTE_COLUMNS,
            spacing=tokens.HUGE,
            row_spacing=tokens.LARGE,
        )
        self._build()
        self._back.clicked.connect(self.backRequested)
        self._switch.sideChosen.connect(self._choose_side)
        appearance.changed.connect(self._restyle)

    def show_card(
        self,
        exercise: str,
        variant: str | None = None,
        side: Side | None = None,
        dose: Dose | None = None,
        answers: Answers | None = None,
    ) -> None:
        """Shows an exercise; without a variant or side the user's own, as their answers say.

        Without a dose the default one is shown. The steps are there at once; the movement and
        the notes below them follow.

        Raises:
            KeyError: there is no such exercise or variant.
        """
        found = self.appearance.catalogue.exercises[exercise]
        self.exercise, self._dose, self._answers = exercise, dose, answers
        shown = shown_side(found, answers, self.appearance.catalogue, variant=variant, side=side)
        self.variant, self.side = shown.variant, shown.side
        self.set_title(found.name)
        self._trade_name.setText(
            self.tr("Also called: {name}").format(name=found.trade_name) if found.trade_name else ""
        )
        self._trade_name.setVisible(bool(found.trade_name))
        self._show_variants(found)
        # Nothing of another exercise stays below this one.
        delete_all(self._note_area)
        self._show_steps()
        self._afterwards.begin(self._move, self._show_notes)
        self.to_top()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the actions under the title where they would squeeze it."""
        super().resizeEvent(event)
        self._arrange_head()

    def _build(self) -> None:
        self.above.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.setSpacing(0)
        self._trade_name.setContentsMargins(0, 0, 0, tokens.MEDIUM)
        self.body.addWidget(self._trade_name)
        self._variant_columns.setContentsMargins(0, 0, 0, tokens.MEDIUM)
        self.body.addWidget(self._variant_row)
        row = QHBoxLayout()
        row.setSpacing(tokens.LARGE)
        row.addWidget(self._switch)
        says = QVBoxLayout()
        says.setSpacing(tokens.TIGHT)
        says.addWidget(self._cue)
        says.addWidget(self._dosage)
        row.addLayout(says, 1)
        self.body.addLayout(row)
        self.body.addSpacing(tokens.LARGE)
        self.body.addWidget(self._not_theirs)
        self.body.addSpacing(tokens.SMALL)
        self.body.addWidget(self._step_area)
        self.body.addSpacing(tokens.LARGE)
        self.body.addWidget(line())
        self.body.addSpacing(tokens.LARGE)
        self.body.addWidget(self._note_area)
        self.body.addStretch(1)

    def _show_variants(self, exercise: Exercise) -> None:
        delete_all(self._variant_row)
        self._variants = {}
        for variant in reversed(exercise.variants):
            segment = Segment(
                self.appearance, f"card_variant_{variant.id}", variant.name, variant.name
            )
            segment.setAutoExclusive(True)
            segment.setChecked(variant.id == self.variant)
            segment.clicked.connect(lambda _=False, code=variant.id: self._choose_variant(code))
            self._variants[variant.id] = segment
            self._variant_columns.addWidget(segment)
        self._variant_row.setVisible(bool(exercise.variants))
        self._fit_columns()

    def _choose_variant(self, code: str) -> None:
        """Another way of doing it, for the same sore side."""
        exercise = self.appearance.catalogue.exercises[self.exercise]
        before, after = (exercise.side_rule_of(one) for one in (self.variant, code))
        side = self.side
        if side and {before, after} == {SideRule.SORE, SideRule.NOT_SORE}:
            side = side.other
        catalogue = self.appearance.catalogue
        shown = shown_side(exercise, self._answers, catalogue, variant=code, side=side)
        self.variant, self.side = shown.variant, shown.side
        self._show_steps()
        self._say_more()

    def _choose_side(self, side: Side) -> None:
        self.side = side
        self._say()
        self._say_more()

    def _show_steps(self) -> None:
        form = self._form()
        delete_all(self._step_area)
        self._steps = [
            _StepView(self.appearance, number, step) for number, step in enumerate(form.steps, 1)
        ]
        for view in self._steps:
            self._step_columns.addWidget(view)
        self._fit_columns()
        self._say()

    def _say(self) -> None:
        """Pictures and words for the side, together."""
        words = self.appearance.catalogue.words
        exercise = self.appearance.catalogue.exercises[self.exercise]
        form = exercise.form_of(self.variant)
        shown = shown_side(
            exercise, self._answers, self.appearance.catalogue, variant=self.variant, side=self.side
        )
        self.set_title(exercise.name, say(words, exercise.purpose, self.side))
        self._switch.setVisible(self.side is not None)
        if self.side:
            self._switch.set_side(self.side)
        cue = with_side(words, form.cue, self.side)
        rule = escaped(shown.sentence) if shown.own else ""
        self._cue.setText(f"{cue[0].upper()}{cue[1:]}. {rule}".strip())
        self._whose_side.setText("" if shown.own else shown.sentence)
        self._not_theirs.setVisible(not shown.own)
        self._dosage.setText(self._dose_text(exercise))
        for view in self._steps:
            view.show_side(self.exercise, self.side)

    def _say_more(self) -> None:
        """Movement and notes, at once."""
        self._afterwards.begin()
        self._move()
        self._show_notes()

    def _move(self) -> None:
        """The picture of the hold shows the way to it, from the first step where there is one."""
        form = self._form()
        steps = [step.figure for step in form.steps]
        if form.hold in steps:
            ways = ((steps[0], form.hold), (form.start, form.hold))
            self._steps[steps.index(form.hold)].show_way(ways)

    def _dose_text(self, exercise: Exercise) -> str:
        item = card_item(exercise, self.variant, self.side)
        if self._dose:
            item = replace(item, dose=self._dose)
        return escaped(dose_in_full(item, self.appearance.catalogue))

    def _form(self) -> Form:
        return self.appearance.catalogue.exercises[self.exercise].form_of(self.variant)

    def _show_notes(self) -> None:
        catalogue = self.appearance.catalogue
        exercise = catalogue.exercises[self.exercise]
        notes = card_notes(exercise, self.variant, self.side, catalogue, fill=with_side)
        delete_all(self._note_area)
        for topics in _NOTES:
            column = [note for topic in topics for note in notes if note.topic is topic]
            self._note_columns.addWidget(_note_column(column))

    def _fit_columns(self) -> None:
        px = self.appearance.px
        self._step_columns.least = px(_STEP_WIDTH)
        self._step_columns.most = _STEP_COLUMNS.get(len(self._steps), _NOTE_COLUMNS)
        self._note_columns.least = px(_NOTE_WIDTH)
        widths = [segment.sizeHint().width() for segment in self._variants.values()]
        least = self._variant_columns.least = max(widths, default=1)
        self._variant_columns.most = max(1, len(widths))
        across = len(widths) * (least + tokens.SMALL) - tokens.SMALL
        self._variant_row.setMaximumWidth(max(across, 1))
        self._variant_columns.invalidate()
        self._step_columns.invalidate()
        self._note_columns.invalidate()

    def _arrange_head(self) -> None:
        beside = self._actions.sizeHint().width() + self.appearance.px(_NOTE_WIDTH) * 2
        narrow = self.width() < beside + 2 * tokens.PAGE_SIDE
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self.head.direction() != wanted:
            self.head.setDirection(wanted)
            self.head.setStretch(0, 0 if narrow else 1)

    def _restyle(self) -> None:
        self._fit_columns()
        self._arrange_head()
        if self.exercise:
            self._say()
            self._say_more()


class _StepView(QWidget):
    """One step: its picture, its number, its sentence."""

    def __init__(self, appearance: Appearance, number: int, step: Step) -> None:
        super().__init__()
        self._appearance = appearance
        self._number = number
        self._step = step
        self._figure = FigureView(appearance)
        self._play = PlayButton(appearance, "card_play", self._figure)
        self._digit = rich(heading("", 3))
        self._text = rich(body())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.MEDIUM)
        column.addWidget(self._figure)
        row = QHBoxLayout()
        row.setSpacing(tokens.SMALL + tokens.TIGHT)
        self._digit.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(self._digit, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self._play, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_way(self, ways: Sequence[tuple[str, str]]) -> None:
        """Shows the first way that there is, and again when asked."""
        self._play.offer(ways)

    def show_side(self, exercise: str, side: Side | None) -> None:
        """Picture and sentence for one side."""
        sentence = with_side(self._appearance.catalogue.words, self._step.text, side)
        self._text.setText(sentence)
        self._play.withdraw()
        self._figure.show_picture(exercise, self._step.figure, side)
        colour = self._appearance.theme.accent_text
        self._digit.setText(f'<span style="color:{colour}">{self._number}</span>')


def _note_column(notes: Sequence[CardNote]) -> QWidget:
    """A column of notes, each a heading with its sentences."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.TIGHT)
    for note in notes:
        paragraphs = "".join(
            f'<p style="margin:0 0 {tokens.TIGHT}px 0">{text}</p>' for text in note.texts
        )
        sentences = rich(body(soft=True))
        sentences.setText(paragraphs)
        column.addWidget(heading(note.heading, 3))
        column.addWidget(sentences)
        column.addSpacing(tokens.MEDIUM)
    column.addStretch(1)
    return box
