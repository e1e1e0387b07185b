"""The plan: what to do today, in which order, for which side."""

from collections.abc import Iterator
from itertools import islice
from math import ceil

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from evenkeel.catalogue.model import Advice
from evenkeel.catalogue.terms import SoreSide
from evenkeel.coach.timeline import Phase, total_s
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.describe import listed, question_of
from evenkeel.guide.plan import Dose, Plan, PlanItem
from evenkeel.ui.plan.plan_row import PlanRow, first_side, words_left
from evenkeel.ui.plan.today_parts import (
    Banner,
    advice_columns,
    invitation,
    is_personal,
    left_out_row,
    warnings_panel,
)
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import (
    LinkButton,
    PrimaryButton,
    QuietButton,
    ScrollPage,
    Stack,
    body,
    escaped,
    heading,
    line,
    minutes,
    plain,
    rich,
    with_side,
)

#: A row is never lower than this, at 100 %; nor are the heading and the footer together.
_ROW_LEAST = 110
_AROUND_LEAST = 220


class _Shown(Struct, frozen=True, kw_only=True):
    """What the page was given."""

    plan: Plan
    original: Plan
    changes: Adjustments
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
        )


class TodayPage(ScrollPage):
    """Shows today's plan, or invites to the questions where there is none yet.

    Signals:
        startRequested, printRequested: the footer's buttons.
        cardRequested: an exercise's card: exercise, variant or ``None``, side or ``None``.
        doseChanged: another dosage for an exercise: exercise, :class:`Dose`.
        doseReset: an exercise back at its default dosage.
        takenOut, putBack: an exercise out of the plan and in again.
        changeAnswers: the user wants to answer (no key) or to see the answers.
        codeRequested: the user has a code that was printed elsewhere.
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
    codeRequested = Signal()
    bannerPrimary = Signal()
    bannerSecondary = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "today", parent=parent)
        rich(self.lead)
        self._shown: _Shown | None = None
        self._rows: list[PlanRow] = []
        self._adding: Iterator[None] | None = None
        self._banner = Banner()
        self._banner.primary.clicked.connect(self.bannerPrimary)
        self._banner.secondary.clicked.connect(self.bannerSecondary)
        self._content = Stack(spacing=0)
        self.body.addWidget(self._banner)
        self.body.addWidget(self._content)
        # Below the content, not in it: rows must not move when the rest comes.
        self.body.addStretch(1)

        self._answers = LinkButton("today_answers", self.tr("My answers"))
        self._answers.clicked.connect(lambda: self.changeAnswers.emit(""))
        beside = QVBoxLayout()
        beside.addWidget(self._answers)
        beside.addStretch(1)
        self.head.addLayout(beside)

        self._start = PrimaryButton("today_start", self.tr("Start"))
        self._start.clicked.connect(self.startRequested)
        self._find = PrimaryButton("today_find", self.tr("Find my exercises"))
        self._find.clicked.connect(lambda: self.changeAnswers.emit(""))
        self._code = QuietButton("today_code", self.tr("I have a code"))
        self._code.clicked.connect(self.codeRequested)
        self._print = QuietButton("today_print", self.tr("Print"))
        self._print.clicked.connect(self.printRequested)
        self._note = QWidget()
        note = QHBoxLayout(self._note)
        note.setContentsMargins(0, 0, 0, 0)
        note.setSpacing(tokens.SMALL)
        self._left_out_note = plain(QLabel())
        self._left_out_note.setProperty("role", "soft")
        why = LinkButton("today_why", self.tr("Why this order?"))
        why.clicked.connect(self._explain)
        note.addWidget(self._left_out_note)
        note.addWidget(why)
        for button in (self._start, self._find, self._print, self._code):
            self.add_action(button)
        self.add_note(self._note)
        appearance.changed.connect(self._appearance_changed)

    def show_empty(self) -> None:
        """Invites to the questions."""
        self._shown, self._adding = None, None
        self._rows = []
        self._footer_for(plan=False)
        self.set_title(
            self.tr("Let's find your exercises"),
            self.tr("A few questions, about two minutes. You can go back and change any answer."),
        )
        before, self._content = self._content, Stack(spacing=0)
        self._content.add_layout(invitation(self.appearance))
        self._replace(before)
        self.to_top()

    def show_plan(
        self,
        plan: Plan,
        *,
        original: Plan,
        changes: Adjustments,
        phases: tuple[Phase, ...],
        whole: bool = True,
    ) -> None:
        """Shows a plan as the user changed it.

        Args:
            plan: what will be done.
            original: the same before the user's changes.
            changes: the user's changes.
            phases: the plan's timeline.
            whole: otherwise only what is seen first; :meth:`show_rest` adds the rest.
        """
        shown = _Shown(plan=plan, original=original, changes=changes, phases=phases)
        rebuild = shown.differs_in_shape(self._shown)
        self._shown = shown
        self._footer_for(plan=True)
        self._start.setEnabled(bool(plan.items))
        self.set_title(self.tr("Your plan for today"), self._lead(shown))
        if rebuild:
            self._rebuild(shown, seen=None if whole else self._seen())
        self._show_doses(shown)

    def show_rest(self) -> None:
        """Adds what a plan that was not shown whole still lacks."""
        if self._shown and self._adding:
            self._add(None)
            self._show_doses(self._shown)

    def show_banner(self, text: str, primary: str, secondary: str = "") -> None:
        """Shows a banner above the plan, with one or two buttons."""
        self._banner.say(text, primary, secondary)

    def hide_banner(self) -> None:
        """Hides the banner."""
        self._banner.hide()

    def _appearance_changed(self) -> None:
        if self._shown is None:
            self.show_empty()
        else:
            shown, self._shown = self._shown, None
            self.show_plan(
                shown.plan,
                original=shown.original,
                changes=shown.changes,
                phases=shown.phases,
            )

    def _footer_for(self, *, plan: bool) -> None:
        for widget in (self._start, self._print, self._note, self._answers):
            widget.setVisible(plan)
        for widget in (self._find, self._code):
            widget.setVisible(not plan)

    def _lead(self, shown: _Shown) -> str:
        """What the plan takes, as rich text."""
        words = self.appearance.catalogue.words
        exercises = [self.appearance.catalogue.exercises[one] for one in shown.plan.exercises()]
        side = shown.plan.sore_side.side
        if side:
            parts = [with_side(words, self.tr("For your {side} side."), side)]
        elif shown.plan.sore_side is SoreSide.BOTH:
            parts = [self.tr("For both sides.")]
        else:
            parts = []
        on_floor = any(
            self.appearance.catalogue.exercises[item.exercise].position_of(item.variant).on_floor
            for item in shown.plan.items
        )
        pattern = self.tr("About {minutes}, standing.")
        if on_floor:
            pattern = self.tr("About {minutes}, on the floor.")
        parts.append(escaped(pattern.format(minutes=minutes(total_s(shown.phases)))))
        needs = dict.fromkeys(equipment for one in exercises for equipment in one.needs)
        if needs:
            things = listed(
                [words.equipment[equipment] for equipment in needs], self.appearance.catalogue
            )
            parts.append(escaped(self.tr("You need {things}.").format(things=things)))
        return " ".join(parts)

    def _seen(self) -> int:
        """How many rows can be seen at most before somebody scrolls."""
        room = self.window().height() - self.appearance.px(_AROUND_LEAST)
        return max(1, ceil(room / self.appearance.px(_ROW_LEAST)))

    def _show_doses(self, shown: _Shown) -> None:
        for number, row in enumerate(self._rows):
            item = shown.plan.items[number]
            row.show_dose(
                item.dose, shown.seconds(number), changed=item.exercise in shown.changes.doses
            )

    def _rebuild(self, shown: _Shown, *, seen: int | None) -> None:
        self._rows = []
        count = len(self._taken_out(shown)) + len(shown.plan.left_out)
        self._left_out_note.setText(
            self.tr("{count} left out").format(count=count)
            if count
            else self.tr("Nothing left out")
        )
        before, self._content = self._content, Stack(spacing=0)
        self._adding = self._parts(shown)
        self._add(seen)
        self._replace(before)

    def _add(self, rows: int | None) -> None:
        """Adds that many rows of what is still to come; all of it, where no number is given."""
        for _ in islice(self._adding or (), rows):
            pass
        if rows is None:
            self._adding = None

    def _parts(self, shown: _Shown) -> Iterator[None]:
        """Adds the content; stops after every row."""
        self._add_warnings(shown)
        yield from self._add_items(shown)
        self._add_left_out(shown)
        self._add_advice(shown)

    def _replace(self, before: Stack) -> None:
        """Puts the new content in place, filled already: what is hidden needs no layout."""
        if before.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus()
        self.body.replaceWidget(before, self._content)
        before.hide()
        before.deleteLater()

    def _add_items(self, shown: _Shown) -> Iterator[None]:
        if not shown.plan.items:
            self._content.add(line())
            self._space(tokens.LARGE)
            self._content.add(body(self.tr("You took everything out. Put something back below.")))
        seen: set[str] = set()
        for place, item in shown.plan.numbered():
            self._content.add(line())
            row = PlanRow(self.appearance, place + 1, item, again=item.exercise in seen)
            seen.add(item.exercise)
            row.opened.connect(self._open)
            row.unfolded.connect(self.show_whole)
            row.doseChanged.connect(self.doseChanged)
            row.doseReset.connect(self.doseReset)
            row.takenOut.connect(self.takenOut)
            self._rows.append(row)
            self._content.add(row)
            if item.ask_helped:
                self._content.add(line())
                self._content.add(self._question(shown.plan, place))
            yield
        self._content.add(line())

    def _question(self, plan: Plan, place: int) -> QLabel:
        label = body(question_of(plan, place, self.appearance.catalogue), soft=True)
        label.setObjectName("today_question")
        label.setContentsMargins(words_left(self.appearance), tokens.MEDIUM, 0, tokens.MEDIUM)
        return label

    def _add_left_out(self, shown: _Shown) -> None:
        reasons = {one.code: one.text for one in self.appearance.catalogue.reasons}
        taken = self._taken_out(shown)
        if not taken and not shown.plan.left_out:
            return
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
            self._content.add(left_out_row(self._name(one), self.tr("You took it out."), back))
        for left in shown.plan.left_out:
            self._content.add(left_out_row(self._name(left.exercise), reasons[left.reason]))

    @staticmethod
    def _taken_out(shown: _Shown) -> list[str]:
        return [one for one in shown.original.exercises() if one in shown.changes.taken_out]

    def _add_warnings(self, shown: _Shown) -> None:
        advice = [one for one in self._advice(shown) if is_personal(one)]
        if not advice:
            return
        self._content.add(warnings_panel(self.appearance, advice))
        self._space(tokens.LARGE)

    def _add_advice(self, shown: _Shown) -> None:
        advice = [one for one in self._advice(shown) if not is_personal(one)]
        if advice:
            self._space(tokens.HUGE)
            self._content.add(heading(self.tr("Good to know"), 2))
            self._space(tokens.MEDIUM)
            self._content.add_layout(advice_columns(self.appearance, advice))
        self._why = Stack()
        self._why.setObjectName("today_why_text")
        self._why.add(heading(self.tr("Why this order"), 2))
        for programme in self.appearance.catalogue.programmes:
            if programme.id == shown.plan.programme:
                text = body(programme.why_this_order)
                text.setMaximumWidth(self.appearance.px(tokens.TEXT_WIDEST))
                self._why.add(text)
        self._space(tokens.HUGE)
        self._content.add(self._why)

    def _advice(self, shown: _Shown) -> list[Advice]:
        by_code = {one.code: one for one in self.appearance.catalogue.advice}
        return [by_code[code] for code in shown.plan.advice]

    def _explain(self) -> None:
        self.show_rest()
        self.show_whole(self._why)

    def _open(self, item: PlanItem) -> None:
        self.cardRequested.emit(item.exercise, item.variant, first_side(item))

    def _name(self, exercise: str) -> str:
        return self.appearance.catalogue.exercises[exercise].name

    def _space(self, height: int) -> None:
        gap = QWidget()
        gap.setFixedHeight(height)
        self._content.add(gap)
