"""Today: what was done, what to do now, and the plan."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from evenkeel.catalogue.terms import Equipment
from evenkeel.catalogue.wording import fill
from evenkeel.coach.timeline import Phase, total_s
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.getting_on import Proposal
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.journal.records import AnsweredStep
from evenkeel.ui.plan.notice_rules import Notice
from evenkeel.ui.plan.notices_panel import NoticesPanel
from evenkeel.ui.plan.plan_list import PlanList, ShownPlan
from evenkeel.ui.plan.plan_row import first_side
from evenkeel.ui.plan.so_far import SoFar
from evenkeel.ui.plan.step_panel import StepPanel
from evenkeel.ui.plan.today_parts import invitation
from evenkeel.ui.plan.today_top import HowItGoes, LayReady, WeekCard
from evenkeel.ui.plan.today_words import last_text, title_text
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import (
    Beside,
    Button,
    Columns,
    Flow,
    LinkButton,
    PrimaryButton,
    QuietButton,
    ScrollPage,
    Stack,
    heading,
    minutes,
    plain,
)

#: A row is never lower than this, at 100 %; nor is what stands above the rows.
_ROW_LEAST = 110
_ABOVE_LEAST = 380
#: The least width of the two parts on top, at 100 %, and how they share a wide page.
_TOP_LEAST = 320
_TOP_SHARES = (2, 1)


class TodayPage(ScrollPage):
    """Shows today's plan under what was done so far, or invites to the questions.

    *Start* comes first; while a notice is about safety or about a session that waits to continue,
    the notices do, and *Start* steps back.

    Signals:
        startRequested, printRequested: the buttons.
        cardRequested: an exercise's card: exercise, variant or ``None``, side or ``None``.
        doseChanged: another dosage for an exercise: exercise, :class:`Dose`.
        doseReset: an exercise back at its default dosage.
        takenOut, putBack: an exercise out of the plan and in again.
        changeAnswers: the user wants to answer (no key) or to see the answers.
        codeRequested: the user has a code that was printed elsewhere.
        progressRequested, lastRequested: all that was done, or the day of the last session.
        noticePrimary, noticeSecondary: a button of a notice; the :class:`Notice`.
        stepTaken, stepDeclined, stepTakenBack: the answer to a small step.
    """

    startRequested = Signal()
    printRequested = Signal()
    cardRequested = Signal(str, object, object)
    doseChanged = Signal(str, object)
    doseReset = Signal(str)
    takenOut = Signal(str)
    putBack = Signal(str)
    changeAnswers = Signal(str)
    codeRequested = Signal()
    progressRequested = Signal()
    lastRequested = Signal(object)
    noticePrimary = Signal(object)
    noticeSecondary = Signal(object)
    stepTaken = Signal()
    stepDeclined = Signal()
    stepTakenBack = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "today", in_line=True, parent=parent)
        self._so_far: SoFar | None = None
        self._shown: ShownPlan | None = None
        self._things: tuple[Equipment, ...] = ()
        self._steps_back = False
        self._add_last_link()
        self._notices = NoticesPanel()
        self._notices.primary.connect(self.noticePrimary)
        self._notices.secondary.connect(self.noticeSecondary)
        self._step = StepPanel()
        self._step.taken.connect(self.stepTaken)
        self._step.declined.connect(self.stepDeclined)
        self._step.takenBack.connect(self.stepTakenBack)
        self._invitation = Stack(spacing=0)
        self._list = PlanList(appearance)
        self._list.opened.connect(self._open)
        self._list.unfolded.connect(self._unfolded)
        self._list.doseChanged.connect(self.doseChanged)
        self._list.doseReset.connect(self.doseReset)
        self._list.takenOut.connect(self.takenOut)
        self._list.putBack.connect(self.putBack)
        self._top = self._made_top()
        for part in (self._top, self._notices, self._step, self._made_heading()):
            self.body.addWidget(part)
        self.body.addWidget(self._list)
        self.body.addWidget(self._invitation)
        # Below the content, not in it: rows must not move when the rest comes.
        self.body.addStretch(1)
        self._find = PrimaryButton("today_find", self.tr("Find my exercises"))
        self._find.clicked.connect(lambda: self.changeAnswers.emit(""))
        self._code = QuietButton("today_code", self.tr("I have a code"))
        self._code.clicked.connect(self.codeRequested)
        for button in (self._find, self._code):
            self.add_action(button)
        appearance.changed.connect(self._appearance_changed)

    def show_empty(self) -> None:
        """Invites to the questions."""
        self._shown = None
        self._list.clear()
        self._show_parts(plan=False)
        self._notices.show_notices(())
        self._step.hide()
        self.set_title(
            self.tr("Let's find your exercises"),
            self.tr("A few questions, about two minutes. You can go back and change any answer."),
        )
        self._invitation.clear()
        self._invitation.add(invitation(self.appearance))
        self.to_top()

    def show_plan(
        self,
        plan: Plan,
        *,
        original: Plan,
        changes: Adjustments,
        phases: tuple[Phase, ...],
        so_far: SoFar,
        things: tuple[Equipment, ...] = (),
        whole: bool = True,
    ) -> None:
        """Shows a plan as the user changed it.

        Args:
            plan: what will be done.
            original: the same before the user's changes.
            changes: the user's changes.
            phases: the plan's timeline.
            so_far: what was done so far.
            things: what is to be laid ready.
            whole: otherwise only what is seen first; :meth:`show_rest` adds the rest.
        """
        self._so_far, self._things = so_far, things
        self._shown = ShownPlan(plan=plan, original=original, changes=changes, phases=phases)
        self._invitation.clear()
        self._show_parts(plan=True)
        self._show_top(self._shown, so_far)
        self._list.show_plan(self._shown, None if whole else self._seen())

    def show_rest(self) -> None:
        """Adds what a plan that was not shown whole still lacks."""
        self._list.show_rest()

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Shows what should be known or done now, the weightiest first."""
        self._notices.show_notices(notices)
        self._step_back(back=self._notices.before_start)

    def show_step(self, step: Proposal | AnsweredStep | None) -> None:
        """Proposes a small step, or tells of the one that was taken."""
        if isinstance(step, Proposal):
            self._step.propose(step, self.appearance.catalogue)
        elif step:
            self._step.tell(step, self.appearance.catalogue)
        else:
            self._step.hide()

    def primary(self) -> PrimaryButton | None:
        """The primary button that is shown: of a notice, *Start*, or the footer's."""
        shown = [*self._notices.findChildren(PrimaryButton), self._start]
        for button in shown:
            usable = button.isVisibleTo(self) and button.isEnabled()
            if isinstance(button, PrimaryButton) and usable:
                return button
        return super().primary()

    def _made_top(self) -> QWidget:
        """*Start* and what to lay ready, beside the week."""
        top = QWidget()
        left = Stack(spacing=tokens.LARGE)
        self._start_row = QWidget()
        self._start_layout = row = QHBoxLayout(self._start_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.LARGE)
        self._start: Button = self._made_start(primary=True)
        row.addWidget(self._start)
        self._takes = plain(QLabel())
        self._takes.setObjectName("today_takes")
        self._takes.setProperty("role", "soft")
        self._takes.setWordWrap(True)
        row.addWidget(self._takes, 1)
        self._lay_ready = LayReady(self.appearance)
        left.add(self._start_row)
        left.add(self._lay_ready)
        left.add_stretch()
        self._week = WeekCard(self.appearance)
        self._week.opened.connect(self.progressRequested)
        self._how = HowItGoes()
        columns = Columns(
            top,
            least=self.appearance.px(_TOP_LEAST),
            most=2,
            spacing=tokens.HUGE,
            row_spacing=tokens.LARGE,
            shares=_TOP_SHARES,
        )
        self._top_columns = columns
        for part in (left, self._week, self._how):
            columns.addWidget(part)
        return top

    def _made_start(self, *, primary: bool) -> Button:
        kind = PrimaryButton if primary else QuietButton
        start = kind("today_start", self.tr("Start"))
        start.setProperty("large", "true")
        start.clicked.connect(self.startRequested)
        return start

    def _add_last_link(self) -> None:
        self._last = LinkButton("today_last", self.tr("Open that day"))
        self._last.clicked.connect(self._open_last)
        self.add_beside_lead(self._last)

    def _made_heading(self) -> QWidget:
        """The heading of the plan, with what concerns all of it."""
        self._heading = QWidget()
        # Two rows or more where the words are long or large.
        sides = Beside(self._heading, spacing=tokens.LARGE, row_spacing=tokens.SMALL, least=0.2)
        sides.addWidget(heading(self.tr("Your plan"), 2))
        links = QWidget()
        row = Flow(links, spacing=tokens.LARGE, row_spacing=tokens.SMALL)
        self._left_out_note = plain(QLabel())
        self._left_out_note.setProperty("role", "soft")
        row.addWidget(self._left_out_note)
        why = LinkButton("today_why", self.tr("Why this order?"))
        why.clicked.connect(lambda: self.show_whole(self._list.why()))
        answers = LinkButton("today_answers", self.tr("My answers"))
        answers.clicked.connect(lambda: self.changeAnswers.emit(""))
        self._print = LinkButton("today_print", self.tr("Print"))
        self._print.accessible_popup = True
        self._print.clicked.connect(self.printRequested)
        for link in (why, answers, self._print):
            row.addWidget(link)
        sides.addWidget(links)
        return self._heading

    def _show_parts(self, *, plan: bool) -> None:
        for widget in (self._top, self._heading, self._list):
            widget.setVisible(plan)
        for widget in (self._invitation, self._find, self._code):
            widget.setVisible(not plan)
        self.show_footer(shown=not plan)
        if not plan:
            self._last.hide()

    def _show_top(self, shown: ShownPlan, so_far: SoFar) -> None:
        words = self.appearance.catalogue.words
        new = so_far.last is None
        self.set_title(title_text(so_far, shown.plan.sore_side, words), self._lead(so_far))
        self._last.setVisible(not new)
        takes = minutes(total_s(shown.phases))
        self._say_start(takes if shown.plan.items else "")
        self._takes.setText(self._takes_text(shown.plan))
        self._lay_ready.show_things(self._things)
        self._week.setVisible(not new)
        self._how.setVisible(new)
        if not new:
            self._week.show_so_far(so_far)
        count = len(shown.taken_out()) + len(shown.plan.left_out)
        text = fill(self.tr("{count} left out"), count=count)
        self._left_out_note.setText(text if count else self.tr("Nothing left out"))

    def _lead(self, so_far: SoFar) -> str:
        if so_far.last:
            return last_text(so_far)
        return self.tr("Your exercises, in a gentle order. Press Start when you are ready.")

    def _takes_text(self, plan: Plan) -> str:
        exercises = self.appearance.catalogue.exercises
        on_floor = any(
            exercises[item.exercise].position_of(item.variant).on_floor for item in plan.items
        )
        if not plan.items:
            return ""
        return self.tr("On the floor") if on_floor else self.tr("Standing")

    def _say_start(self, takes: str) -> None:
        """*Start*, with the time it takes; disabled where there is nothing to do."""
        text = fill(self.tr("Start · {minutes}"), minutes=takes) if takes else self.tr("Start")
        self._start.setText(text)
        self._start.setAccessibleName(text)
        self._start.setEnabled(bool(takes))

    def _step_back(self, *, back: bool) -> None:
        """*Start* after the notices and no longer primary, or before them and primary."""
        if back == self._steps_back:
            return
        self._steps_back = back
        before = self._start
        self._start = self._made_start(primary=not back)
        self._start.setText(before.text())
        self._start.setAccessibleName(before.accessibleName())
        self._start.setEnabled(before.isEnabled())
        self._start_layout.replaceWidget(before, self._start)
        before.setObjectName("")
        before.hide()
        before.deleteLater()
        self.body.removeWidget(self._notices)
        self.body.insertWidget(self.body.indexOf(self._top) + (0 if back else 1), self._notices)

    def _seen(self) -> int:
        """How many rows can be seen at most before somebody scrolls."""
        room = self.window().height() - self.appearance.px(_ABOVE_LEAST)
        return max(1, ceil(room / self.appearance.px(_ROW_LEAST)))

    def _unfolded(self, panel: QWidget) -> None:
        """Shows all of it; what comes to lie under the pointer meanwhile is not pressed."""
        self.show_whole(panel)
        self.appearance.replaced.emit(self)

    def _open(self, item: PlanItem) -> None:
        self.cardRequested.emit(item.exercise, item.variant, first_side(item))

    def _open_last(self) -> None:
        if self._so_far and self._so_far.last:
            self.lastRequested.emit(self._so_far.last.at.date())

    def _appearance_changed(self) -> None:
        self._top_columns.least = self.appearance.px(_TOP_LEAST)
        self._lay_ready.show_things(())
        if self._shown is None:
            self.show_empty()
        elif self._so_far:
            self._show_top(self._shown, self._so_far)
            self._list.show_again()
