"""The card of one exercise: its picture large and moving, then everything to know about it."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from evenkeel.catalogue.model import Exercise, Form, Variant
from evenkeel.catalogue.terms import Side, SideRule
from evenkeel.catalogue.wording import fill, say, side_word
from evenkeel.guide.answers import Answers
from evenkeel.guide.card_notes import CardNote, Topic, card_notes
from evenkeel.guide.decide import card_item
from evenkeel.guide.describe import dose_in_full
from evenkeel.guide.plan import Dose
from evenkeel.guide.shown_side import shown_side
from evenkeel.ui.library.card_stage import CardStage
from evenkeel.ui.library.note_columns import NoteColumns
from evenkeel.ui.library.other_forms import OfferedForm, OtherForms
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from evenkeel.ui.widgets.columns import Flow, PictureBeside
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.page import ScrollPage
from evenkeel.ui.widgets.roles import tell_expanded
from evenkeel.ui.widgets.text import (
    Stack,
    body,
    escaped,
    heading,
    line,
    minutes,
    rich,
    strong,
    warning_box,
    with_side,
)

#: The width of the words beside the picture, at 100 % text.
_WORDS_LEAST, _WORDS_MOST = 232, 480
#: Wider than any window.
_UNBOUND = 100_000
#: Which other forms are offered.
_NOTHING, _EASIER, _HARDER = range(3)
#: What stands beside the picture; the rest is below.
_BESIDE = (Topic.FELT, Topic.STOP)


class CardPage(ScrollPage):
    """One exercise, for one side.

    Attributes:
        exercise, variant, side: what is shown; ``side`` is the limb that works or lifts.
        stage: the picture with its steps.

    Signals:
        printRequested, previewRequested, pdfRequested: this card on paper (exercise, variant,
            side).
        backRequested: back to where the user came from.
        startRequested: this exercise now, as a session of its own (its id).
    """

    printRequested = Signal(str, object, object)
    previewRequested = Signal(str, object, object)
    pdfRequested = Signal(str, object, object)
    backRequested = Signal()
    startRequested = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        # The picture grows with the window; the words beside and below it have their own measure.
        super().__init__(appearance, "card_page", widest=_UNBOUND)
        self.exercise = ""
        self.variant: str | None = None
        self.side: Side | None = None
        self._own_variant: str | None = None
        self._dose: Dose | None = None
        self._answers: Answers | None = None
        self._takes_s: float | None = None
        self._offered = 0
        self._afterwards = DeferredTasks(self)
        self.tight = True

        self._back = LinkButton("card_back", self.tr("← Back"))
        self.stage = CardStage(appearance)
        self._about = body(soft=True)
        self._about.setObjectName("card_about")
        self._form_name = strong()
        self._form_name.setObjectName("card_form")
        self._own_form = LinkButton("card_own_form", self.tr("Back to your form"))
        self._caption = rich(heading(level=2))
        self._caption.setObjectName("card_caption")
        self._dosage = strong()
        self._dosage.setObjectName("card_dose")
        self._rule = body(soft=True)
        self._rule.setObjectName("card_rule")
        self._not_theirs, self._whose_side = warning_box()
        self._whose_side.setObjectName("card_whose_side")
        self._shortly = rich(body())
        self._shortly.setObjectName("card_shortly")
        self._easier = QuietButton("card_easier", self.tr("Make it easier"), small=True)
        self._harder = QuietButton("card_harder", self.tr("Make it harder"), small=True)
        self._other_side = LinkButton("card_other_side", "")
        self._more = LinkButton("card_more", self.tr("Read everything"))
        self._to_paper = LinkButton("card_paper", self.tr("Print or save"))
        self._do_now = PrimaryButton("card_do_now", self.tr("Do it now"))
        self.add_action(self._do_now)
        self._forms = OtherForms(appearance)
        self._forms.hide()
        self._note_area = NoteColumns(appearance)
        self._paper = Stack()
        self._first = PictureBeside(least=1, most=1, spacing=tokens.HUGE)
        self._build()
        self._back.clicked.connect(self.backRequested)
        self.stage.stepChosen.connect(self._say_step)
        self._easier.accessible_expanded = lambda: self._offered == _EASIER
        self._harder.accessible_expanded = lambda: self._offered == _HARDER
        self._easier.clicked.connect(lambda: self._offer(_EASIER))
        self._harder.clicked.connect(lambda: self._offer(_HARDER))
        self._forms.formChosen.connect(self._choose_variant)
        self._own_form.clicked.connect(self._back_to_own_form)
        self._other_side.clicked.connect(self._turn)
        self._do_now.clicked.connect(lambda: self.startRequested.emit(self.exercise))
        self._more.clicked.connect(lambda: self._read_on(self._note_area))
        self._to_paper.clicked.connect(lambda: self._read_on(self._paper))
        appearance.changed.connect(self._restyle)
        self._fit()

    def show_card(
        self,
        exercise: str,
        variant: str | None = None,
        side: Side | None = None,
        dose: Dose | None = None,
        answers: Answers | None = None,
        own_variant: str | None = None,
        takes_s: float | None = None,
    ) -> None:
        """Shows an exercise; without a variant or side the user's own, as their answers say.

        ``own_variant`` is the form in their plan, where small steps have changed it; ``dose`` the
        dosage there, where it is planned. Without one the default is shown, and why it may be
        missing from a plan. ``takes_s`` is how long it takes as a session of its own, in seconds,
        where it may be one. The picture is there at once; its movement, the small ones
        and the notes below follow.

        Raises:
            KeyError: there is no such exercise or variant.
        """
        catalogue = self.appearance.catalogue
        found = catalogue.exercises[exercise]
        self.exercise, self._dose, self._answers = exercise, dose, answers
        self._takes_s = takes_s
        own = shown_side(found, answers, catalogue, variant=own_variant)
        self._own_variant = own.variant
        shown = shown_side(found, answers, catalogue, variant=variant or own_variant, side=side)
        self.variant, self.side = shown.variant, shown.side
        self._offer(_NOTHING)
        # Nothing of another exercise stays below this one.
        self._note_area.clear()
        self._show_form()
        self._afterwards.begin(self.stage.play, self._show_notes)
        self.to_top()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture is as large as the window allows."""
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self.above.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.head.setSpacing(0)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SMALL)
        # The name belongs to the words beside the picture.
        column.addWidget(self.title)
        column.addWidget(self._about)
        column.addWidget(self._form_name)
        column.addWidget(self._own_form)
        column.addWidget(self._not_theirs)
        column.addSpacing(tokens.SMALL)
        column.addWidget(self._caption)
        column.addWidget(self._dosage)
        column.addWidget(self._rule)
        column.addSpacing(tokens.SMALL)
        column.addWidget(self._shortly)
        column.addSpacing(tokens.SMALL)
        for inside in (
            (self._easier, self._harder),
            (self._other_side, self._more, self._to_paper),
        ):
            ways = QWidget()
            flow = Flow(ways, spacing=tokens.MEDIUM, row_spacing=tokens.TIGHT)
            for button in inside:
                flow.addWidget(button)
            column.addWidget(ways)
        column.addStretch(1)
        self._first.addWidget(self.stage)
        self._first.addWidget(words)
        self.body.addLayout(self._first)
        self.body.addWidget(self._forms)
        self.body.addSpacing(tokens.SMALL)
        self.body.addWidget(line())
        self.body.addSpacing(tokens.SMALL)
        self.body.addWidget(self._note_area)
        self.body.addWidget(self._build_paper())
        self.body.addStretch(1)

    def _build_paper(self) -> QWidget:
        self._paper.add(heading(self.tr("On paper"), 3))
        row = Flow(spacing=tokens.SMALL, row_spacing=tokens.SMALL)
        for name, text, signal in (
            ("card_print", self.tr("Print this card"), self.printRequested),
            ("card_preview", self.tr("Preview"), self.previewRequested),
            ("card_pdf", self.tr("Save as PDF"), self.pdfRequested),
        ):
            button = QuietButton(name, text, small=True)
            button.clicked.connect(
                lambda _=False, signal=signal: signal.emit(self.exercise, self.variant, self.side)
            )
            row.addWidget(button)
        self._paper.add_layout(row)
        return self._paper

    # The form

    def _show_form(self) -> None:
        self.stage.show_form(self.exercise, self._form())
        self._say()

    def _choose_variant(self, code: str) -> None:
        """Another way of doing it, for the same sore side."""
        self.variant, self.side = code, self._side_of(code)
        self._offer(_NOTHING)
        self._show_form()
        self._say_more()
        self.to_top()
        self.stage.setFocus()

    def _side_of(self, code: str) -> Side | None:
        """The side of another form that belongs to the side shown now."""
        exercise, catalogue = self._exercise(), self.appearance.catalogue
        before, after = (exercise.side_rule_of(one) for one in (self.variant, code))
        side = self.side
        if side and {before, after} == {SideRule.SORE, SideRule.NOT_SORE}:
            side = side.other
        return shown_side(exercise, self._answers, catalogue, variant=code, side=side).side

    def _back_to_own_form(self) -> None:
        if self._own_variant:
            self._choose_variant(self._own_variant)

    def _turn(self) -> None:
        if self.side:
            self.side = self.side.other
            self._say()
            self._say_more()

    def _offer(self, way: int) -> None:
        """What makes it easier or harder, below the picture; the same button again hides it."""
        if way == self._offered:
            way = _NOTHING
        self._offered = way
        for one in (self._easier, self._harder):
            tell_expanded(one)
        self._forms.setVisible(way != _NOTHING)
        if way == _NOTHING:
            return
        button = self._easier if way == _EASIER else self._harder
        self._forms.offer(self.exercise, button.text(), self._advice(way), self._other_forms(way))
        self.show_whole(self._forms)

    def _other_forms(self, way: int) -> list[OfferedForm]:
        """The forms that are harder than this one, or all the others; the nearest first."""
        forms = self._exercise().variants
        if self.variant is None:
            return []
        hard = {form.id: level for form, level in zip(forms, _levels(forms), strict=True)}
        here = hard[self.variant]
        if way == _HARDER:
            others = [form for form in forms if hard[form.id] > here]
        else:
            others = [
                form
                for form in reversed(forms)
                if hard[form.id] <= here and form.id != self.variant
            ]
        return [
            OfferedForm(
                variant=form,
                side=self._side_of(form.id),
                own=self._answers is not None and form.id == self._own_variant,
            )
            for form in others
        ]

    def _advice(self, way: int) -> tuple[str, ...]:
        topic = Topic.EASIER if way == _EASIER else Topic.HARDER
        return tuple(text for note in self._notes({topic}) for text in note.texts)

    # The words

    def _say(self) -> None:
        """Pictures and words for the side, together."""
        catalogue, exercise = self.appearance.catalogue, self._exercise()
        words = catalogue.words
        shown = shown_side(exercise, self._answers, catalogue, variant=self.variant, side=self.side)
        self.set_title(exercise.name)
        called = ""
        if exercise.trade_name:
            called = fill(self.tr("Also called: {name}"), name=exercise.trade_name)
        self._about.setText(called)
        self._about.setVisible(bool(called))
        self._say_form()
        if self.side:
            other = side_word(words, self.side.other)
            text = fill(self.tr("Show the {side} side"), side=other)
            self._other_side.setText(text)
            self._other_side.setAccessibleName(text)
        self._other_side.setVisible(self.side is not None)
        self._offer_to_do_it(own=shown.own and self.variant == self._own_variant)
        self._rule.setText(shown.sentence if shown.own else "")
        self._rule.setVisible(bool(self._rule.text()))
        self._whose_side.setText("" if shown.own else shown.sentence)
        self._not_theirs.setVisible(not shown.own)
        self._dosage.setText(self._dose_text(exercise))
        self._shortly.setText("".join(map(_paragraph, self._notes(_BESIDE))))
        self._easier.setVisible(bool(self._advice(_EASIER) or self._other_forms(_EASIER)))
        self._harder.setVisible(bool(self._advice(_HARDER) or self._other_forms(_HARDER)))
        self.stage.show_side(self.side)
        self._say_step()

    def _offer_to_do_it(self, *, own: bool) -> None:
        """*Do it now*, only for what is shown as it is planned: the own form on the own side."""
        if own and self._takes_s is not None:
            text = fill(self.tr("Do it now · {minutes}"), minutes=minutes(self._takes_s))
            self._do_now.setText(text)
            self._do_now.setAccessibleName(text)
            self.show_footer(shown=True)
        else:
            self.show_footer(shown=False)

    def _say_form(self) -> None:
        variant = self._exercise().variant(self.variant)
        own = self._answers is not None and self.variant == self._own_variant
        self._form_name.setVisible(variant is not None)
        self._own_form.setVisible(variant is not None and self.variant != self._own_variant)
        self._own_form.setText(
            self.tr("Back to your form") if self._answers else self.tr("Back to the usual form")
        )
        self._own_form.setAccessibleName(self._own_form.text())
        if variant:
            pattern = self.tr("Your form: {name}") if own else self.tr("Form: {name}")
            self._form_name.setText(fill(pattern, name=variant.name))

    def _say_step(self) -> None:
        """The sentence of the step that is shown."""
        step = self._form().steps[self.stage.step]
        self._caption.setText(with_side(self.appearance.catalogue.words, step.text, self.side))

    def _say_more(self) -> None:
        """Movement and notes, at once."""
        self._afterwards.begin()
        self.stage.play()
        self._show_notes()

    def _dose_text(self, exercise: Exercise) -> str:
        item = card_item(exercise, self.variant, self.side)
        if self._dose:
            item = replace(item, dose=self._dose)
        return dose_in_full(item, self.appearance.catalogue)

    def _exercise(self) -> Exercise:
        return self.appearance.catalogue.exercises[self.exercise]

    def _form(self) -> Form:
        return self._exercise().form_of(self.variant)

    def _notes(self, topics: Collection[Topic]) -> tuple[CardNote, ...]:
        return card_notes(
            self._exercise(),
            self.variant,
            self.side,
            self.appearance.catalogue,
            topics=topics,
            fill=with_side,
        )

    def _show_notes(self) -> None:
        purpose = escaped(say(self.appearance.catalogue.words, self._exercise().purpose, self.side))
        planned = self._dose is not None
        topics = [one for one in Topic if not (planned and one is Topic.LEFT_OUT)]
        self._note_area.show_notes(purpose, self._notes(topics))

    # The layout

    def _read_on(self, part: QWidget) -> None:
        """Scrolls so far that a part stands at the top; the keyboard goes to its first button."""
        top = part.mapTo(self, part.rect().topLeft()).y() - tokens.MEDIUM
        bar = self.scroll_area.verticalScrollBar()
        bar.setValue(bar.value() + top)
        button = next(iter(part.findChildren(QAbstractButton)), None)
        if button:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        px = self.appearance.px
        self._first.least, self._first.most = px(_WORDS_LEAST), px(_WORDS_MOST)
        above = self._back.sizeHint().height() + tokens.MEDIUM + 2 * tokens.LARGE
        self._first.room = max(px(tokens.TARGET), self.scroll_area.height() - above)
        # What is around it measures it again, too.
        self._first.update()
        self._note_area.fit()

    def _restyle(self) -> None:
        self._fit()
        if self.exercise:
            self._say()
            self._say_more()


def _levels(forms: Sequence[Variant]) -> list[int]:
    """How hard each form is; where the content does not say, the usual form, which comes last."""
    levels = [form.level for form in forms]
    if len(set(levels)) > 1:
        return levels
    return [int(form is forms[-1]) for form in forms]


def _paragraph(note: CardNote) -> str:
    texts = " ".join(note.texts)
    return f'<p style="margin:0 0 {tokens.TIGHT}px 0"><b>{escaped(note.heading)}:</b> {texts}</p>'
