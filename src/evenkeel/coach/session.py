"""A running session: a state machine driven by deadlines, with an injected clock.

The screen, the voice and the journal follow the events that every call returns.
"""

from msgspec.structs import replace

from evenkeel.coach.events import (
    Eased,
    Ending,
    Event,
    ExerciseLeft,
    HelpedAnswered,
    Hurt,
    LeadIn,
    LeaveConfirmed,
    Lengthened,
    PauseReason,
    Ready,
)
from evenkeel.coach.timed_session import TimedSession
from evenkeel.coach.timeline import Helped, PhaseKind, ready_s, timeline
from evenkeel.coach.view import State

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
#: The states in which back and *leave this exercise* work.
_GOING = (*_IN_PROGRESS, State.WAITING)


class Session(TimedSession):
    """What the user may ask of a session. Every call returns the events since the last, in order.

    A call that makes no sense in the current state only catches up with the time.
    """

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
