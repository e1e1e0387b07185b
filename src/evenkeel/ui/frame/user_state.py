"""What the program knows of the user: answers, changes to the plan, advice of the journal."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from evenkeel.catalogue.model import Catalogue
from evenkeel.guide.adjust import Adjustments, adjusted
from evenkeel.guide.answers import Answers, AnswersError, answers_document, answers_from
from evenkeel.guide.decide import decide
from evenkeel.guide.done import DoneSession, History, PastProposal
from evenkeel.guide.getting_on import Proposal, next_step
from evenkeel.guide.plan import Plan, PlanItem
from evenkeel.journal.entries.pending import LONG_WAIT_S, PendingWrites, Write
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.records import AnsweredStep, SessionRecord
from evenkeel.journal.trends.counted import Counted
from evenkeel.journal.trends.dated_ahead import is_ahead
from evenkeel.journal.trends.progress import (
    IMPORTANT_POINTS,
    SAME_RATING,
    ScreeningReason,
    SeeProfessional,
    screening_due,
    see_professional,
)
from evenkeel.ui.frame.startup_log import warn

#: After this many stops in a row the plan suggests leaving the exercise out.
STOPS_TO_LEAVE_OUT = 2


class UserState:
    """The user's answers and plan, stored in the journal.

    Changes take effect at once; the journal is written as soon as it can be.

    Attributes:
        pending: every write to the journal, in order.
        answers: the last answers, or ``None`` before the first.
        changes: the user's changes to the plan.
        steps: every small step that was proposed and answered, in the order of time.
    """

    def __init__(self, journal: Journal, catalogue: Catalogue, now: Callable[[], datetime]) -> None:
        self.journal = journal
        self.catalogue = catalogue
        self.now = now
        self.pending = PendingWrites(journal)
        self.pending.keep(self)
        self.answers: Answers | None = None
        self.changes = Adjustments()
        self.steps: tuple[AnsweredStep, ...] = ()
        self._done: tuple[tuple[SessionRecord, ...], date, tuple[DoneSession, ...]] | None = None
        self._proposal: tuple[History, Proposal | None] | None = None
        self._counted: Counted | None = None
        self._answered_at: datetime | None = None
        self._plan: Plan | None = None
        self.load()

    def load(self) -> None:
        """Reads the answers, changes and steps from the journal."""
        self.changes = self.journal.adjustments()
        self.steps = self.journal.steps()
        self.answers, self._answered_at, self._plan = None, None, None
        stored = self.journal.latest_answers()
        if not stored:
            return
        document, at = stored
        try:
            self._apply(answers_from(document, self.catalogue), at)
        except AnswersError as error:
            # Answers of another version of the content: they stay where they are, and the
            # questions are asked again.
            warn(f"The stored answers can't be used: {error}")

    def answer(self, answers: Answers) -> None:
        """Applies and stores new answers, screening included.

        An exercise that they lead to another form of is done in that form, whatever steps were
        taken before: the user has said anew what is possible.
        """
        before = self._plan
        self._apply(answers, self.now())
        self._drop_forms(before)
        self.pending.add(self._answers_write(answers, self.now()), wait_s=LONG_WAIT_S)

    def change(self, changes: Adjustments) -> None:
        """Applies and stores the user's changes to the plan."""
        self.changes = changes
        self.pending.add(lambda journal: journal.save_adjustments(changes), wait_s=LONG_WAIT_S)

    def keep_step(self, step: AnsweredStep) -> None:
        """Stores what the user said to a step, in place of what was said at the same moment."""
        others = [one for one in self.steps if one.at != step.at]
        self.steps = tuple(sorted([*others, step], key=lambda one: one.at))
        self.pending.add(_step_write(step), wait_s=LONG_WAIT_S)

    def done_sessions(self) -> tuple[DoneSession, ...]:
        """The sessions up to today, as the rule on getting on sees them."""
        records, today = self.journal.sessions(), self.now().date()
        # The same object comes back until something is written.
        if self._done is None or self._done[0] is not records or self._done[1] != today:
            done = self.journal.done_sessions(records, today, self.catalogue)
            self._done = (records, today, done)
        return self._done[2]

    def next_step(self) -> Proposal | None:
        """What the rule on getting on proposes by the history alone [GETTING-ON-1].

        It is asked again only when something that it looks at has changed: ten years are long.
        """
        if self.answers is None:
            return None
        today = self.now().date()
        history = History(
            today=today,
            answers=self.answers,
            sessions=self.done_sessions(),
            proposals=tuple(
                PastProposal(at=one.at.date(), exercise=one.exercise, taken=one.taken)
                for one in self.steps
                if one.at.date() <= today
            ),
        )
        if self._proposal is None or not _same(history, self._proposal[0]):
            self._proposal = (history, next_step(history, self.catalogue))
        return self._proposal[1]

    def counted(self) -> Counted:
        """What counts of the journal now; the same object until something about that changes."""
        records, paper, now = self.journal.sessions(), self.journal.paper_days(), self.now()
        if self._counted is None or not self._counted.holds(records, paper, now):
            self._counted = Counted.by(records, paper, now)
        return self._counted

    def missing_in(self, journal: Journal) -> Iterable[Write]:
        """The answers, changes and steps that a journal lacks."""
        if self.answers and self._answered_at and journal.latest_answers() is None:
            yield self._answers_write(self.answers, self._answered_at)
        changes = self.changes
        if changes != Adjustments() and journal.adjustments() == Adjustments():
            yield lambda journal: journal.save_adjustments(changes)
        there = set(journal.steps())
        for step in self.steps:
            if step not in there:
                yield _step_write(step)

    @property
    def plan(self) -> Plan | None:
        """The plan that the answers lead to, before the user's changes."""
        return self._plan

    @property
    def plan_today(self) -> Plan | None:
        """The plan with the user's changes."""
        if self._plan is None:
            return None
        return adjusted(self._plan, self.changes, self.catalogue, self.answers)

    def planned(self, exercise: str, variant: str | None) -> PlanItem | None:
        """The item of today's plan for an exercise, of any variant if none is given."""
        plan = self.plan_today
        for item in plan.items if plan else ():
            if item.exercise == exercise and variant in (None, item.variant):
                return item
        return None

    def screening_due(self) -> ScreeningReason | None:
        """Whether the safety questions are to be asked again before the next session."""
        counted, since = self.counted(), self._answered_at
        # What was before the answers says nothing of it.
        later = [one for one in counted.records if since and one.started_at >= since]
        return screening_due(since, self._pain_then(), later, self.now(), counted.paper)

    def pain_rose(self, pain: int) -> bool:
        """Whether pain is so much higher than at the last answers that screening comes back.

        Within an hour of them it is the same rating, given twice [DAYS-4].
        """
        then = self._pain_then()
        if then is None or self._answered_at is None:
            return False
        again = timedelta() <= self.now() - self._answered_at < SAME_RATING
        return not again and pain - then >= IMPORTANT_POINTS

    def _pain_then(self) -> int | None:
        """The pain at the last answers; ``None`` if it was not asked."""
        if self.answers is None or "pain_now" not in self.answers.answered:
            return None
        return int(self.answers.one("pain_now"))

    def last_pain(self) -> int | None:
        """The pain that was said last: with the answers, or before or after a session."""
        now = self.now()
        said: list[tuple[datetime, int | None]] = []
        if self._answered_at and not is_ahead(self._answered_at, now):
            said.append((self._answered_at, self._pain_then()))
        for record in self.counted().records[-1:]:
            said.append((record.started_at, record.pain_before))
            said.append((record.ended_at or record.started_at, record.pain_after))
        pains = [(at, pain) for at, pain in said if pain is not None]
        return max(pains, key=lambda one: one[0])[1] if pains else None

    def to_leave_out(self) -> str | None:
        """An exercise of today's plan that was stopped twice in a row because it hurt."""
        plan = self.plan_today
        for exercise in plan.exercises() if plan else ():
            if self.journal.stops_in_a_row(exercise) >= STOPS_TO_LEAVE_OUT:
                return exercise
        return None

    def see_professional(self) -> SeeProfessional | None:
        """Why, by the journal, it is time to see a professional; ``None`` if it is not."""
        return see_professional(self.counted().points, self.now())

    def _drop_forms(self, before: Plan | None) -> None:
        """Forgets the forms of the exercises that the answers now lead to another form of."""
        if before is None or self._plan is None:
            return
        forms = {one.exercise: one.variant for one in before.items}
        changes = self.changes
        for item in self._plan.items:
            if item.exercise in changes.forms and forms.get(item.exercise) != item.variant:
                changes = changes.without_form(item.exercise)
        if changes != self.changes:
            self.change(changes)

    def _apply(self, answers: Answers, at: datetime) -> None:
        self._plan = decide(answers, self.catalogue)
        self.answers, self._answered_at = answers, at

    def _answers_write(self, answers: Answers, at: datetime) -> Write:
        document = answers_document(answers)
        return lambda journal: journal.save_answers(document, at)


def _step_write(step: AnsweredStep) -> Write:
    return lambda journal: journal.add_step(step)


def _same(history: History, other: History) -> bool:
    """Whether two histories are the same; of the sessions, without looking at each of them."""
    return (
        history.sessions is other.sessions
        and history.today == other.today
        and history.answers == other.answers
        and history.proposals == other.proposals
    )
