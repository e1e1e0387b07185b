"""The plan: what to do today, in which order, for which side."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from evenkeel.catalogue.model import Advice, Amount, Exercise
from evenkeel.catalogue.terms import Side
from evenkeel.catalogue.wording import say, side_word
from evenkeel.coach.timeline import Phase, total_s
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import Answers
from evenkeel.guide.decide import sore_side
from evenkeel.guide.plan import Dose, Plan, PlanItem
from evenkeel.ui import tokens
from evenkeel.ui.look import Look
from evenkeel.ui.widgets import (
    Beside,
    Columns,
    FigureView,
    Flow,
    LinkButton,
    NumberStepper,
    PressArea,
    PrimaryButton,
    QuietButton,
    ScrollPage,
    Stack,
    body,
    heading,
    large,
    line,
    minutes,
    numeral,
    opening_figure,
    strong,
    with_side,
)

#: A thumbnail's width and height in pixels at 100 %.
_THUMB = (132, 88)
#: So many pieces of advice stand in three columns, others in two.
_IN_THREES = (3, 5, 6)
translate = QCoreApplication.translate
#: Amounts from here on are counted in minutes.
_MINUTE = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class _Shown:
    """What the page was given."""

    plan: Plan
    original: Plan
    changes: Adjustments
    answers: Answers
    phases: tuple[Phase, ...]

    def seconds(self, item: int) -> float:
        return sum(phase.duration_s for phase in self.phases if phase.item == item)

    def differs_in_shape(self, other: "_Shown | None") -> bool:
        """Whether more than numbers changed."""
        return other is None or self.shape() != other.shape()

    def shape(self) -> tuple[object, ...]:
        """Everything but the numbers."""
        bare = Dose(hold_s=0, rest_s=0, reps=0, sets=0)
        items = tuple(replace(item, dose=bare) for item in self.plan.items)
        return (
            replace(self.plan, items=items),
            self.original.left_out,
            self.changes.taken_out,
            self.answers.values["sore_side"],
        )


class TodayPage(ScrollPage):
    """Shows the order for today, or invites to the questions where there is none yet.

    Signals:
        startRequested, printRequested: the footer's buttons.
        cardRequested: an exercise's card: exercise, variant or ``None``, side or ``None``.
        doseChanged: another dosage for an exercise: exercise, :class:`Dose`.
        doseReset: an exercise back at its default dosage.
        takenOut, putBack: an exercise out of the plan and in again.
        changeAnswers: the reader wants to answer (no key) or to see the answers.
        bannerPrimary, bannerSecondary: the banner's buttons.
    """

    startRequested = Signal()
    printRequested = Signal()
    cardRequested = Signal(str, object, object)
    doseChanged = Signal(str, Dose)
    doseReset = Signal(str)
    takenOut = Signal(str)
    putBack = Signal(str)
    changeAnswers = Signal(str)
    bannerPrimary = Signal()
    bannerSecondary = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "today", parent=parent)
        self._shown: _Shown | None = None
        self._rows: list[_ItemRow] = []
        self._banner = _Banner()
        self._banner.primary.clicked.connect(self.bannerPrimary)
        self._banner.secondary.clicked.connect(self.bannerSecondary)
        self._content = Stack(spacing=0)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._content, 1)

        self._answers = LinkButton("today_answers", self.tr("My answers"))
        self._answers.clicked.connect(lambda: self.changeAnswers.emit(""))
        self.head.addWidget(self._answers, 0, Qt.AlignmentFlag.AlignTop)

        self._start = PrimaryButton("today_start", self.tr("Start"))
        self._start.clicked.connect(self.startRequested)
        self._find = PrimaryButton("today_find", self.tr("Find my exercises"))
        self._find.clicked.connect(lambda: self.changeAnswers.emit(""))
        self._print = QuietButton("today_print", self.tr("Print"))
        self._print.clicked.connect(self.printRequested)
        self._note = QWidget()
        note = QHBoxLayout(self._note)
        note.setContentsMargins(0, 0, 0, 0)
        note.setSpacing(tokens.SMALL)
        self._left_out_note = QLabel()
        self._left_out_note.setProperty("role", "soft")
        why = LinkButton("today_why", self.tr("why this order?"), self.tr("Why this order?"))
        why.clicked.connect(self._explain)
        note.addWidget(self._left_out_note)
        note.addWidget(why)
        for button in (self._start, self._find, self._print):
            self.add_action(button)
        self.add_note(self._note)
        look.changed.connect(self._look_changed)

    def show_empty(self) -> None:
        """Invites to the questions."""
        self._shown = None
        self._rows = []
        self._footer_for(plan=False)
        self.set_title(
            self.tr("Let us find your exercises"),
            self.tr("A few questions, about two minutes. You can go back and change any answer."),
        )
        self._content.clear()
        self._content.add_layout(_empty_state(self.look))
        self._content.add_stretch()
        self.to_top()

    def show_plan(
        self,
        plan: Plan,
        *,
        original: Plan,
        changes: Adjustments,
        answers: Answers,
        phases: tuple[Phase, ...],
    ) -> None:
        """Shows a plan as the reader changed it.

        Args:
            plan: what will be done.
            original: the same before the reader's changes.
            changes: the reader's changes.
            answers: what the plan follows from.
            phases: the plan's timeline.
        """
        shown = _Shown(
            plan=plan, original=original, changes=changes, answers=answers, phases=phases
        )
        rebuild = shown.differs_in_shape(self._shown)
        self._shown = shown
        self._footer_for(plan=True)
        self._start.setEnabled(bool(plan.items))
        self.set_title(self.tr("Your order for today"), self._lead(shown))
        if rebuild:
            self._rebuild(shown)
        for number, row in enumerate(self._rows):
            item = plan.items[number]
            row.show_dose(item.dose, shown.seconds(number), changed=item.exercise in changes.doses)

    def show_banner(self, text: str, primary: str, secondary: str = "") -> None:
        """Shows a note above the order, with one or two things to do about it."""
        self._banner.say(text, primary, secondary)

    def hide_banner(self) -> None:
        """Takes the note away."""
        self._banner.hide()

    def _look_changed(self) -> None:
        if self._shown is None:
            self.show_empty()
        else:
            shown, self._shown = self._shown, None
            self.show_plan(
                shown.plan,
                original=shown.original,
                changes=shown.changes,
                answers=shown.answers,
                phases=shown.phases,
            )

    def _footer_for(self, *, plan: bool) -> None:
        for widget in (self._start, self._print, self._note, self._answers):
            widget.setVisible(plan)
        self._find.setVisible(not plan)

    def _lead(self, shown: _Shown) -> str:
        words = self.look.catalogue.words
        exercises = [self.look.catalogue.exercises[one] for one in shown.plan.exercises()]
        side = sore_side(shown.answers)
        if side:
            parts = [with_side(words, self.tr("For your {side} side."), side)]
        elif shown.answers.values["sore_side"] == "both":
            parts = [self.tr("For both sides.")]
        else:
            parts = []
        on_floor = any(
            self.look.catalogue.exercises[item.exercise].position_of(item.variant).on_floor
            for item in shown.plan.items
        )
        pattern = self.tr("About {minutes}, standing.")
        if on_floor:
            pattern = self.tr("About {minutes}, on the floor.")
        parts.append(pattern.format(minutes=minutes(total_s(shown.phases))))
        needs = dict.fromkeys(thing for one in exercises for thing in one.needs)
        if needs:
            things = self._listed([words.equipment[thing] for thing in needs])
            parts.append(self.tr("You need {things}.").format(things=things))
        return " ".join(parts)

    def _listed(self, words: list[str]) -> str:
        if len(words) == 1:
            return words[0]
        pattern = self.tr("{most} and {last}")
        return pattern.format(most=", ".join(words[:-1]), last=words[-1])

    def _rebuild(self, shown: _Shown) -> None:
        self._content.clear()
        self._rows = []
        self._add_warnings(shown)
        self._add_items(shown)
        self._add_left_out(shown)
        self._add_advice(shown)
        self._content.add_stretch()

    def _add_items(self, shown: _Shown) -> None:
        if not shown.plan.items:
            self._content.add(line())
            self._space(tokens.LARGE)
            self._content.add(body(self.tr("You took everything out. Put something back below.")))
        seen: set[str] = set()
        for place, item in shown.plan.numbered():
            self._content.add(line())
            row = _ItemRow(self.look, place + 1, item, again=item.exercise in seen)
            seen.add(item.exercise)
            row.opened.connect(self._open)
            row.doseChanged.connect(self.doseChanged)
            row.doseReset.connect(self.doseReset)
            row.takenOut.connect(self.takenOut)
            self._rows.append(row)
            self._content.add(row)
            if item.ask_helped:
                self._content.add(line())
                self._content.add(self._question(shown.plan, place))
        self._content.add(line())

    def _question(self, plan: Plan, place: int) -> QLabel:
        skipped = [
            str(number + 1)
            for number, item in plan.numbered()
            if number > place and item.exercise in plan.skip_if_helped
        ]
        text = self.tr("Then one question: did it help?")
        if len(skipped) == 1:
            text += " " + self.tr("If it did, {number} is skipped.").format(number=skipped[0])
        elif skipped:
            numbers = self._listed(skipped)
            text += " " + self.tr("If it did, {numbers} are skipped.").format(numbers=numbers)
        label = body(text, soft=True)
        label.setObjectName("today_question")
        label.setContentsMargins(_indent(self.look), tokens.MEDIUM, 0, tokens.MEDIUM)
        return label

    def _add_left_out(self, shown: _Shown) -> None:
        reasons = {one.code: one.text for one in self.look.catalogue.reasons}
        taken = [one for one in shown.original.exercises() if one in shown.changes.taken_out]
        count = len(taken) + len(shown.plan.left_out)
        if not count:
            self._left_out_note.setText(self.tr("Nothing left out"))
            return
        self._left_out_note.setText(self.tr("{count} left out").format(count=count))
        self._space(tokens.HUGE)
        self._content.add(heading(self.tr("Left out"), 2))
        self._space(tokens.SMALL)
        for one in taken:
            back = LinkButton(
                f"today_put_back_{one}",
                self.tr("Put it back"),
                self.tr("Put it back: {name}").format(name=self._name(one)),
            )
            back.clicked.connect(lambda _=False, one=one: self.putBack.emit(one))
            self._content.add(self._left_out(one, self.tr("You took it out."), back))
        for left in shown.plan.left_out:
            self._content.add(self._left_out(left.exercise, reasons[left.reason]))

    def _left_out(self, exercise: str, reason: str, link: LinkButton | None = None) -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, tokens.SMALL, 0, tokens.SMALL)
        inside.setSpacing(tokens.LARGE)
        words = Stack(spacing=tokens.TIGHT)
        words.add(strong(self._name(exercise)))
        words.add(body(reason, soft=True))
        inside.addWidget(words, 1)
        if link:
            inside.addWidget(link)
        return row

    def _add_warnings(self, shown: _Shown) -> None:
        advice = [one for one in self._advice(shown) if _personal(one)]
        if not advice:
            return
        panel = QFrame()
        panel.setProperty("role", "panel")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        inside.addLayout(self._advice_columns(advice))
        self._content.add(panel)
        self._space(tokens.LARGE)

    def _add_advice(self, shown: _Shown) -> None:
        advice = [one for one in self._advice(shown) if not _personal(one)]
        if advice:
            self._space(tokens.HUGE)
            self._content.add(heading(self.tr("Good to know"), 2))
            self._space(tokens.MEDIUM)
            self._content.add_layout(self._advice_columns(advice))
        self._why = Stack()
        self._why.setObjectName("today_why_text")
        self._why.add(heading(self.tr("Why this order"), 2))
        for programme in self.look.catalogue.programmes:
            if programme.id == shown.plan.programme:
                text = body(programme.why_this_order)
                text.setMaximumWidth(self.look.px(tokens.TEXT_WIDEST))
                self._why.add(text)
        self._space(tokens.HUGE)
        self._content.add(self._why)

    def _advice_columns(self, advice: list[Advice]) -> Columns:
        columns = Columns(
            least=self.look.px(300),
            most=3 if len(advice) in _IN_THREES else 2,
            spacing=tokens.HUGE,
            row_spacing=tokens.MEDIUM,
        )
        for one in advice:
            words = Stack(spacing=tokens.TIGHT)
            words.add(strong(one.title))
            words.add(body(one.text, soft=True))
            words.add_stretch()
            columns.addWidget(words)
        return columns

    def _advice(self, shown: _Shown) -> list[Advice]:
        by_code = {one.code: one for one in self.look.catalogue.advice}
        return [by_code[code] for code in shown.plan.advice]

    def _explain(self) -> None:
        self.scroll_area.ensureWidgetVisible(self._why)

    def _open(self, item: PlanItem) -> None:
        self.cardRequested.emit(item.exercise, item.variant, _first(item))

    def _name(self, exercise: str) -> str:
        return self.look.catalogue.exercises[exercise].name

    def _space(self, height: int) -> None:
        gap = QWidget()
        gap.setFixedHeight(height)
        self._content.add(gap)


class _ItemRow(QWidget):
    """One exercise of the plan: picture, name, the side in words, dosage, time.

    Signals:
        opened: the reader wants to see the card.
        doseChanged, doseReset, takenOut: what the reader changed.
    """

    opened = Signal(PlanItem)
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
        thumb.show_picture(
            exercise.id, form.hold, _first(item), say(look.catalogue.words, form.cue, _first(item))
        )
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
        said = dosage(dose, len(self._item.sides))
        self._dosage.setText(said)
        self._time.setText(self.tr("about {minutes}").format(minutes=minutes(seconds)))
        self._words.setAccessibleDescription(f"{said}, {self._time.text()}")
        if self._panel:
            self._panel.show_dose(dose, changed=changed)

    def _cue(self, cue: str, *, again: bool) -> str:
        words = self._look.catalogue.words
        said = with_side(words, cue, _first(self._item))
        if len(self._item.sides) > 1:
            second = f"<b>{side_word(words, self._item.sides[1])}</b>"
            pattern = self.tr("{cue}, then the {side} side")
            said = pattern.format(cue=said, side=second)
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


class _Banner(QFrame):
    """A note above the order, with one or two things to do about it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("today_banner")
        self.setProperty("role", "banner")
        self._text = body()
        self.primary = QuietButton("banner_primary", "", small=True)
        self.secondary = LinkButton("banner_secondary", "")
        row = Beside(self, spacing=tokens.LARGE, row_spacing=tokens.SMALL)
        row.setContentsMargins(tokens.LARGE, tokens.MEDIUM, tokens.LARGE, tokens.MEDIUM)
        row.addWidget(self._text)
        actions = QWidget()
        buttons = QHBoxLayout(actions)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(tokens.LARGE)
        buttons.addWidget(self.primary)
        buttons.addWidget(self.secondary)
        row.addWidget(actions)
        self.hide()

    def say(self, text: str, primary: str, secondary: str) -> None:
        """Shows the note."""
        self._text.setText(text)
        for button, label in ((self.primary, primary), (self.secondary, secondary)):
            button.setText(label)
            button.setAccessibleName(label)
            button.setVisible(bool(label))
        self.setAccessibleName(text)
        self.show()


def dosage(dose: Dose, sides: int) -> str:
    """A dosage in a few words, such as "6 × 6 s each side"."""
    if dose.hold_s >= _MINUTE and dose.hold_s % _MINUTE == 0:
        hold = minutes(dose.hold_s)
    else:
        hold = translate("Dosage", "{seconds} s").format(seconds=dose.hold_s)
    text = hold
    if dose.reps > 1:
        text = translate("Dosage", "{count} × {hold}").format(count=dose.reps, hold=hold)
    if dose.sets > 1:
        pattern = translate("Dosage", "{sets} × {hold}")
        if dose.reps > 1:
            pattern = translate("Dosage", "{sets} sets of {hold}")
        text = pattern.format(sets=dose.sets, hold=text)
    if sides > 1:
        text = translate("Dosage", "{dosage} each side").format(dosage=text)
    return text


def _first(item: PlanItem) -> Side | None:
    return item.sides[0] if item.sides else None


def _indent(look: Look) -> int:
    """Where the words of a row begin."""
    return look.px(_THUMB[0]) + tokens.MEDIUM + tokens.SMALL


def _personal(advice: Advice) -> bool:
    """Whether it is given because of an answer, not to everybody."""
    return bool(advice.when or advice.unless)


def _empty_state(look: Look) -> Columns:
    """What will happen, in three steps, beside a picture."""
    columns = Columns(least=look.px(320), most=2, spacing=tokens.HUGE, row_spacing=tokens.LARGE)
    steps = Stack()
    rows = QGridLayout()
    rows.setHorizontalSpacing(tokens.MEDIUM)
    rows.setVerticalSpacing(tokens.LARGE)
    rows.setColumnStretch(1, 1)
    for number, text in enumerate(
        (
            translate("TodayPage", "You say which side is sore, and what you can do."),
            translate("TodayPage", "You see your exercises in order, each with its pictures."),
            translate("TodayPage", "You follow along, and stop whenever you like."),
        ),
        start=1,
    ):
        rows.addWidget(numeral(number), number, 0)
        rows.addWidget(large(text), number, 1)
    steps.add_layout(rows)
    steps.add_stretch()
    columns.addWidget(steps)
    columns.addWidget(opening_figure(look))
    return columns
