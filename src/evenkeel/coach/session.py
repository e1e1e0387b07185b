"""A running session: a state machine driven by deadlines, with an injected clock.

Phases are deadlines on the clock, never counted ticks: a late tick catches up with everything
that is due and does not delay what follows. The screen, the voice and the journal follow the
events that every call returns.
"""

from collections.abc import Callable, Collection

from msgspec.structs import replace

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import say
from evenkeel.coach.course import Course
from evenkeel.coach.events import (
    Eased,
    Ended,
    Ending,
    Event,
    ExerciseLeft,
    HelpedAnswered,
    HelpedAsked,
    Hurt,
    LeadIn,
    LeaveConfirmed,
    Lengthened,
    PausedBy,
    PauseReason,
    PhaseStarted,
    Ready,
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
#: Within this many seconds of the start of a side, *back* goes to the previous side.
BACK_GRACE_S = 3.0
#: The time to get back into position after a pause, before the clock continues, in seconds.
LEAD_IN_S = 5.0
#: What *more time* adds, in seconds.
MORE_TIME_S = 10.0
#: For how long leaving an exercise can be taken back, in seconds.
UNDO_S = 5.0

#: The states in which the session goes by the clock, or would if it were not paused.
_IN_PROGRESS = (State.RUNNING, State.PAUSED, State.LEADING)
#: The states in which the clock stands still until the user says something.
_WAITS = (State.WAITING, State.ASKING)
#: The states in which back and *leave this exercise* work.
_GOING = (*_IN_PROGRESS, State.WAITING)


class Session:
    """One session of a plan. Every call returns the events since the last one, in order.

    A call that makes no sense in the current state only catches up with the time.

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

    def start(self) -> tuple[Event, ...]:
        """Starts, when ready."""
        events = self._catch_up()
        if self.state is State.READY:
            self.state = State.RUNNING
            events += self._go(self._course.index, then=self._course.then)
        return tuple(events)

    def tick(self) -> tuple[Event, ...]:
        """Catches up with the clock. To be called many times a second."""
        return tuple(self._catch_up())

    def pause(self) -> tuple[Event, ...]:
        """Pauses, when running or leading in."""
        events = self._catch_up()
        if self.state in (State.RUNNING, State.LEADING):
            events.append(self._pause(PauseReason.USER, 0.0))
        return tuple(events)

    def resume(self, *, lead_s: float = 0.0) -> tuple[Event, ...]:
        """Continues where it was paused, at once or after ``lead_s`` seconds."""
        events = self._catch_up()
        if self.state is State.PAUSED:
            self.state = State.LEADING
            self._lead_until = self._seen + lead_s
            if lead_s > 0:
                events.append(LeadIn(at_s=self._at, seconds=lead_s))
            events += self._lead()
        return tuple(events)

    def back(self) -> tuple[Event, ...]:
        """Goes to the start of this side, or in its first 3 s to the previous one.

        Where the session waits, the way there is told again from its beginning.
        """
        events = self._catch_up()
        if self.state in (*_GOING, State.ASKING):
            openings = [n for n in range(self._course.index + 1) if self.phases[n].opens]
            spent_s = self._at - self.phases[openings[-1]].start_s
            if self.state is State.WAITING:
                spent_s = self._seen - self._waiting_since
            just_there = spent_s <= BACK_GRACE_S
            events += self._go(openings[-2 if just_there and len(openings) > 1 else -1])
        return tuple(events)

    def ready(self) -> tuple[Event, ...]:
        """The user is in place: the exercise begins in a few seconds [SESSION-4]."""
        events = self._catch_up()
        if self.state is State.WAITING:
            self.state = State.RUNNING
            left_s = ready_s(self.phase, self._catalogue)
            self._at = self.phase.end_s - left_s
            self._origin = self._seen - self._at
            events.append(Ready(at_s=self._at, phase=self.phase, seconds=left_s))
        return tuple(events)

    def start_now(self) -> tuple[Event, ...]:
        """Ends the getting ready or the rest: what it leads to begins at once."""
        events = self._catch_up()
        if self.state in _GOING and (self.phase.opens or self.phase.kind is PhaseKind.REST):
            events += self._go(self._course.following())
        return tuple(events)

    def leave_exercise(self) -> tuple[Event, ...]:
        """Leaves what remains of this exercise out; for 5 s that can be taken back."""
        events = self._catch_up()
        if self.state in _GOING:
            self.state = State.LEFT
            self._lead_until = self._seen + UNDO_S
            events.append(ExerciseLeft(at_s=self._at, phase=self.phase, seconds=UNDO_S))
        return tuple(events)

    def undo_leave(self) -> tuple[Event, ...]:
        """Takes it back: this phase again from its start, a hold after a lead-in."""
        events = self._catch_up()
        if self.state is State.LEFT:
            events += self._go(self._course.index, then=self._course.then)
            if self.phase.kind is PhaseKind.HOLD:
                self.state = State.LEADING
                self._lead_until = self._seen + LEAD_IN_S
                events.append(LeadIn(at_s=self._at, seconds=LEAD_IN_S))
        return tuple(events)

    def leave_now(self) -> tuple[Event, ...]:
        """Goes on after an exercise that was left, without waiting for the 5 s to pass."""
        events = self._catch_up()
        if self.state is State.LEFT:
            events += self._confirm_leave()
        return tuple(events)

    def repeat(self) -> tuple[Event, ...]:
        """Repeats this repetition from its start; in a rest, the previous one; or tells the way."""
        events = self._catch_up()
        if self.state in _GOING:
            resting = self.phase.kind is PhaseKind.REST
            events += self._go(
                self._course.index - 1 if resting else self._course.index, then=self._course.then
            )
        return tuple(events)

    def more_time(self) -> tuple[Event, ...]:
        """Makes this phase 10 s longer, while getting ready, turning or resting."""
        events = self._catch_up()
        if self.state in _IN_PROGRESS and self.phase.lengthens:
            phase = replace(self.phase, duration_s=self.phase.duration_s + MORE_TIME_S)
            self._course.change(phase)
            events.append(Lengthened(at_s=self._at, phase=phase))
        return tuple(events)

    def answer_helped(self, helped: Helped) -> tuple[Event, ...]:
        """Answers *did it help?* [ORDER-3]; the rest of the timeline is built from the answer."""
        events = self._catch_up()
        if self.state is State.ASKING:
            asked = self.phase
            events.append(HelpedAnswered(at_s=self._at, item=asked.item, helped=helped))
            whole = timeline(self.plan, self._catalogue, timing=self._timing, helped=helped)
            self._course.go_on_with(
                phase
                for phase in whole
                if phase.item > asked.item and phase.item not in self._stops.dropped
            )
            events += self._go(self._course.index + 1)
        return tuple(events)

    def hurts(self) -> tuple[Event, ...]:
        """Stops the exercise at once, at any moment between start and end [SESSION-2]."""
        events = self._catch_up()
        if self.state in (*_GOING, State.ASKING, State.LEFT):
            self.state = State.HURT
            # Whoever stops may sit up, stand up or turn over.
            self._whereabouts.lose()
            phase = self.phase
            self._stops.stop(phase)
            self._course.go_on_with(
                one for one in self._course.rest if one.item not in self._stops.dropped
            )
            second_s = self._at - phase.start_s
            hurt = Hurt(
                at_s=self._at,
                phase=phase,
                second_s=second_s,
                again=self._stops.again(phase.exercise),
            )
            events.append(hurt)
        return tuple(events)

    def continue_after_hurt(self) -> tuple[Event, ...]:
        """Leaves out what remains of the exercise that hurt and continues with the next one.

        Its question is left out as well; where nothing follows, the session is over. After the
        second stop in a row neither the exercise itself nor one that takes strength follows
        [SESSION-3].
        """
        events = self._catch_up()
        if self.state is State.HURT:
            following = self._course.next_item()
            if following == len(self.phases):
                events.append(self._finish(Ending.HURT))
            else:
                self.state = State.RUNNING
                events += self._go(following)
        return tuple(events)

    def easier(self) -> str:
        """How to do the exercise more gently; empty where the content has no such hint."""
        ways = self._catalogue.exercises[self.phase.exercise].easier
        return say(self._catalogue.words, ways[0], self.phase.side) if ways else ""

    def try_easier(self) -> tuple[Event, ...]:
        """Starts the side that hurt again, to be done more gently."""
        events = self._catch_up()
        if self.state is State.HURT and self.easier():
            self.state = State.RUNNING
            self._gentle = self.phase.item
            events.append(Eased(at_s=self._at, how=self.easier()))
            kinds = (PhaseKind.PREPARE, PhaseKind.SWITCH)
            here = range(self._course.index, -1, -1)
            events += self._go(next(n for n in here if self.phases[n].kind in kinds))
        return tuple(events)

    def end(self) -> tuple[Event, ...]:
        """Ends the session, from any state."""
        events = self._catch_up()
        if self.state is State.LEFT:
            events.append(LeaveConfirmed(at_s=self._at, phase=self.phase))
        if self.state is not State.FINISHED:
            hurt = self.state is State.HURT
            events.append(self._finish(Ending.HURT if hurt else Ending.ENDED))
        return tuple(events)

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
