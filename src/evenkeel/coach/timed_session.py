"""What a session does by the clock: its phases as deadlines, and what there is to see.

Phases are deadlines on the clock, never counted ticks: a late tick catches up with everything
that is due and does not delay what follows.
"""

from collections.abc import Callable, Collection

from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import say
from evenkeel.coach.course import Course
from evenkeel.coach.events import (
    Ended,
    Ending,
    Event,
    HelpedAsked,
    LeaveConfirmed,
    PausedBy,
    PauseReason,
    PhaseStarted,
    RepetitionDone,
    Resumed,
)
from evenkeel.coach.moves import spot_of
from evenkeel.coach.pain_stops import PainStops
from evenkeel.coach.resume import Place
from evenkeel.coach.timeline import (
    DEFAULT_TIMING,
    Helped,
    Phase,
    PhaseKind,
    Timing,
    ready_s,
    timeline,
    total_s,
)
from evenkeel.coach.view import SessionView, State
from evenkeel.coach.whereabouts import Whereabouts
from evenkeel.guide.plan import Plan

#: A longer gap between two ticks means that the machine slept or the program froze, so nobody
#: exercised; a shorter one is caught up with. In seconds.
LONGEST_GAP_S = 5.0

#: The states in which the clock stands still until the user says something.
_WAITS = (State.WAITING, State.ASKING)


class TimedSession:
    """A session of a plan that goes by the clock; what the user asks of it is in ``Session``.

    Attributes:
        plan: the plan that is played.
        state: what the session is doing.
    """

    def __init__(
        self,
        plan: Plan,
        catalogue: Catalogue,
        *,
        clock: Callable[[], float],
        timing: Timing = DEFAULT_TIMING,
        helped: Helped | None = None,
        resume_at: Place | None = None,
        hurt_before: Collection[str] = (),
    ) -> None:
        """Creates a session that is ready to start.

        ``clock`` returns seconds that never decrease, see
        :func:`evenkeel.coach.clock.session_clock`.
        ``helped`` is the answer from before the session was interrupted; ``resume_at``
        where it continues, with time to get into position first. ``hurt_before`` are the
        exercises that were stopped because it hurt when they were last done.

        Raises:
            ValueError: the plan has no exercises, or does not contain ``resume_at``.
        """
        if not plan.items:
            raise ValueError("a session needs a plan with at least one exercise")
        self.plan = plan
        self.state = State.READY
        phases = timeline(plan, catalogue, timing=timing, helped=helped or Helped.NO)
        self._course = Course(phases, plan, catalogue)
        self._catalogue = catalogue
        self._clock = clock
        self._timing = timing
        if resume_at:
            self._course.prepare_at(resume_at, timing)
        self._at = self.phase.start_s
        self._seen = clock()
        self._origin = self._seen - self._at
        self._pause_reason: PauseReason | None = None
        self._gap_s = 0.0
        self._lead_until = self._seen
        self._waiting_since = self._seen
        self._whereabouts = Whereabouts()
        self._stops = PainStops(plan, catalogue, hurt_before)
        # The item that is done more gently since it hurt.
        self._gentle: int | None = None

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The timeline; an answer to *did it help?* replaces what follows the question."""
        return self._course.phases

    @property
    def phase(self) -> Phase:
        """The current phase."""
        return self._course.phase

    def easier(self) -> str:
        """How to do the exercise more gently; empty where the content has no such hint."""
        ways = self._catalogue.exercises[self.phase.exercise].easier
        return say(self._catalogue.words, ways[0], self.phase.side) if ways else ""

    def view(self) -> SessionView:
        """What to show, as of the last tick or command."""
        phase = self.phase
        following = self._next_shown()
        paused = self.state is State.PAUSED
        dose = self.plan.items[phase.item].dose
        elapsed_s = min(self._at - phase.start_s, phase.duration_s)
        remaining_s = phase.duration_s - elapsed_s
        # After *I'm ready* only the last seconds pass.
        whole_s = ready_s(self.phase, self._catalogue) if phase.waits else phase.duration_s
        return SessionView(
            state=self.state,
            phase=phase,
            at_s=self._at,
            elapsed_s=elapsed_s,
            remaining_s=remaining_s,
            fraction=max(0.0, 1 - remaining_s / whole_s) if whole_s else 1.0,
            next_phase=self.phases[following] if following < len(self.phases) else None,
            reps_done=self._course.reps_done(self._at),
            reps_total=dose.reps * dose.sets,
            item_number=self._course.items.index(phase.item) + 1,
            items_total=len(self._course.items),
            left_s=self._left_s(),
            pause_reason=self._pause_reason if paused else None,
            gap_s=self._gap_s if paused else 0.0,
            lead_s=(
                self._lead_until - self._seen if self.state in (State.LEADING, State.LEFT) else 0.0
            ),
            came_from=self._whereabouts.came_from,
            waited_s=self._seen - self._waiting_since if self.state in _WAITS else 0.0,
            eased=self.easier() if phase.item == self._gentle else "",
            hurt_again=self.state is State.HURT and self._stops.again(phase.exercise),
        )

    def _catch_up(self) -> list[Event]:
        """Processes every deadline that has passed, each at its own time."""
        now = max(self._clock(), self._seen)
        gap_s, self._seen = now - self._seen, now
        events: list[Event] = []
        if self.state in (State.RUNNING, State.LEADING) and gap_s > LONGEST_GAP_S:
            events.append(self._pause(PauseReason.GAP, gap_s))
        events += self._lead()
        if self.state is State.LEFT and now >= self._lead_until:
            events += self._confirm_leave()
        while self.state is State.RUNNING and now - self._origin >= self.phase.end_s:
            events += self._pass_deadline()
        if self.state is State.RUNNING:
            self._at = now - self._origin
        return events

    def _lead(self) -> list[Event]:
        """Continues when the lead-in is over."""
        if self.state is not State.LEADING or self._seen < self._lead_until:
            return []
        self.state = State.RUNNING
        self._origin = self._lead_until - self._at
        return [Resumed(at_s=self._at)]

    def _confirm_leave(self) -> list[Event]:
        """Goes on after an exercise that stays left."""
        confirmed = LeaveConfirmed(at_s=self._at, phase=self.phase)
        return [confirmed, *self._go(self._course.next_item())]

    def _pass_deadline(self) -> list[Event]:
        phase, following = self.phase, self._course.following()
        self._at = phase.end_s
        events: list[Event] = []
        if phase.kind is PhaseKind.HOLD:
            events.append(RepetitionDone(at_s=phase.end_s, phase=phase))
            if self._course.ends_item(following):
                self._stops.complete(phase.exercise)
        if following < len(self.phases):
            self._origin -= self.phases[following].start_s - phase.end_s
        return events + self._enter(following)

    def _go(self, index: int, then: int | None = None) -> list[Event]:
        """Goes to the start of a phase now, because the user asked for it."""
        if self.state in (State.ASKING, State.LEADING, State.WAITING, State.LEFT):
            self.state = State.RUNNING
        if index < len(self.phases):
            self._origin = self._seen - self.phases[index].start_s
        return self._enter(index, then)

    def _enter(self, index: int, then: int | None = None) -> list[Event]:
        if index == len(self.phases):
            self._at = total_s(self.phases)
            return [self._finish(Ending.FINISHED)]
        self._course.index, self._course.then = index, then
        self._find_the_way()
        phase = self.phase
        self._at = phase.start_s
        events: list[Event] = [PhaseStarted(at_s=phase.start_s, phase=phase)]
        if phase.kind is PhaseKind.ASK:
            self.state = State.ASKING
            self._whereabouts.lose()
            self._waiting_since = self._seen
            events.append(HelpedAsked(at_s=phase.start_s, item=phase.item))
        elif phase.waits:
            self.state = State.WAITING
            self._waiting_since = self._seen
        return events

    def _find_the_way(self) -> None:
        """Notes where the user is; a change of place that the timeline did not foresee waits too.

        That is one after going about, or after a pain.
        """
        phase = self.phase
        if phase.kind is PhaseKind.ASK:
            return
        there = spot_of(self.plan.items[phase.item], phase.side, self._catalogue)
        if not phase.opens:
            self._whereabouts.arrive(there)
        elif self._whereabouts.must_move(there) and not phase.waits:
            self._course.change(replace(phase, waits=True))

    def _pause(self, reason: PauseReason, gap_s: float) -> Event:
        self.state = State.PAUSED
        self._pause_reason, self._gap_s = reason, gap_s
        return PausedBy(at_s=self._at, reason=reason, gap_s=gap_s)

    def _finish(self, how: Ending) -> Event:
        self.state = State.FINISHED
        return Ended(at_s=self._at, how=how)

    def _next_shown(self) -> int:
        if self.state is State.FINISHED:
            return len(self.phases)
        if self.state in (State.HURT, State.LEFT):
            return self._course.next_item()
        return self._course.next_shown()

    def _left_s(self) -> float:
        if self.state is State.FINISHED:
            return 0.0
        if self.state in (State.HURT, State.LEFT):
            return self._course.left_after_item_s()
        return self._course.left_s(self._at)
