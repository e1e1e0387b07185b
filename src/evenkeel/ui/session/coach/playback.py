"""Plays a session: its beat, its commands, and the order of its notifications."""

import logging
import math
from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from evenkeel.coach.events import Ended, Event, Hurt
from evenkeel.coach.session import LEAD_IN_S, Session
from evenkeel.coach.timeline import Helped
from evenkeel.coach.view import SessionView, State
from evenkeel.ui.style.appearance import Appearance

T = TypeVar("T")
R = TypeVar("R")

_log = logging.getLogger(__name__)

#: Between two beats while the session waits, in milliseconds.
_WAITING_MS = 500
#: In about so many steps a ring goes round, as a watch's hand that seems to glide; never more
#: than so many in a second.
_RING_STEPS, _MOST_A_SECOND = 80, 20
#: The states in which time matters.
_BEATING = (State.RUNNING, State.LEADING, State.WAITING, State.LEFT)
#: Until the next beat after one that raised, in milliseconds.
_AFTER_A_FAULT_MS = 1000


class CueListener(Protocol):
    """Follows a session and is called on time: its voice."""

    def on_event(self, event: Event) -> None:
        """Handles an event of the session."""

    def on_beat(self, view: SessionView) -> None:
        """Handles the passing of time."""

    def next_in_s(self, view: SessionView) -> float | None:
        """How soon it wants to be called again, in seconds."""


class Playback(QObject):
    """Drives a session by a timer and notifies journal, voice and screen of its events.

    The journal comes first, so that nothing is lost whatever the others do; then the voice, because
    a picture may take a moment; then the screen. A voice that raises is reported once, and the
    session continues.

    Attributes:
        session: what is played; ``None`` when nothing is.
        leaving: whether the user is asked if it should end.
        notifying: the session has moved on and the screen has not been updated yet.

    Signals:
        eventHappened: an event of the session, each once, in order.
        moved: where the session is now.
        stopExplained: what happened when it hurt more (the event, a code; empty: not said).
        ended: the session is over; whether its end was reached.
        voiceFailed: the voice raised something, for the first time in this session.
    """

    eventHappened = Signal(object)
    moved = Signal(object)
    stopExplained = Signal(object, str)
    ended = Signal(bool)
    voiceFailed = Signal()

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self.leaving = False
        self.notifying = False
        self._appearance = appearance
        self._cue_listener: CueListener | None = None
        self._hurt: Hurt | None = None
        self._voice_failed = False
        self._timer = QTimer(self)
        self._timer.setObjectName("coach_beat")
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.beat)

    @property
    def state(self) -> State | None:
        """What the session is doing; ``None`` when nothing is played."""
        return self.session.state if self.session else None

    def play(self, session: Session, cue_listener: CueListener | None) -> None:
        """Plays a session from its start, or continues it from its current place."""
        self.session, self._cue_listener = session, cue_listener
        self._hurt, self.leaving, self._voice_failed = None, False, False
        self._notify(session.start())

    @Slot()
    def beat(self) -> None:
        """Lets the session notice the time."""
        if not self.session:
            return
        try:
            self._notify(self.session.tick())
        finally:
            # Also after an error of ours: without a beat the session would fall silent.
            if self.state in _BEATING and not self._timer.isActive():
                self._timer.start(_AFTER_A_FAULT_MS)

    def pause(self) -> None:
        """Pauses what runs."""
        if self.session:
            self._notify(self.session.pause())

    def toggle(self) -> None:
        """Pauses, or continues after a lead-in."""
        if self.session:
            paused = self.session.state is State.PAUSED
            self._notify(self._resumed(self.session) if paused else self.session.pause())

    def go_back(self) -> None:
        """To the start of this side, or to the side before."""
        if self.session:
            self._notify(self.session.back())

    def ready(self) -> None:
        """The user is where the way led to."""
        if self.session:
            self._notify(self.session.ready())

    def start_now(self) -> None:
        """Ends the getting ready or the rest."""
        if self.session:
            self._notify(self.session.start_now())

    def leave_exercise(self) -> None:
        """Leaves what remains of this exercise out."""
        if self.session:
            self._notify(self.session.leave_exercise())

    def undo_leave(self) -> None:
        """Takes that back."""
        if self.session:
            self._notify(self.session.undo_leave())

    def leave_now(self) -> None:
        """Goes on after an exercise that was left."""
        if self.session:
            self._notify(self.session.leave_now())

    def repeat(self) -> None:
        """This repetition once more."""
        if self.session:
            self._notify(self.session.repeat())

    def repeat_after_pause(self) -> None:
        """This repetition once more, after a lead-in."""
        if self.session:
            self._notify((*self.session.repeat(), *self._resumed(self.session)))

    def more_time(self) -> None:
        """Makes this phase longer."""
        if self.session:
            self._notify(self.session.more_time())

    def answer(self, helped: Helped) -> None:
        """The answer to *did it help?*."""
        if self.session:
            self._notify(self.session.answer_helped(helped))

    def hurts(self) -> None:
        """It hurts more: stops at once."""
        self.leaving = False
        if self.session:
            self._notify(self.session.hurts())

    def continue_after_hurt(self, what: str) -> None:
        """To the next exercise; ``what`` is the code of what happened, or empty."""
        if self.session:
            self._explain(what)
            self._notify(self.session.continue_after_hurt())

    def try_easier(self, what: str) -> None:
        """This side once more, more gently."""
        if self.session:
            self._explain(what)
            self._notify(self.session.try_easier())

    def ask_to_leave(self) -> None:
        """Pauses for the question whether to end."""
        if self.session:
            self.leaving = True
            self._notify(self.session.pause())

    def stay(self) -> None:
        """Continues after that question."""
        self.leaving = False
        if self.session:
            self._notify(self._resumed(self.session))

    def end(self, what: str = "") -> None:
        """Ends the session; ``what`` says what happened if it hurt."""
        self.leaving = False
        if self.session:
            self._explain(what)
            self._notify(self.session.end())

    def abandon(self) -> None:
        """Stops playing without ending the session; no more events follow."""
        self._timer.stop()
        self.session = None

    def next_beat_ms(self, remaining_s: float, whole_s: float) -> int:
        """Until the next thing to show: never later than the next second, or the phase's end.

        The ring of a long phase moves slowly: a beat in which nothing would be seen is none. Its
        steps divide the second, so that ring and number change in one beat.
        """
        steps = 1
        if not self._appearance.reduced_motion and whole_s:
            steps = min(_MOST_A_SECOND, max(1, round(_RING_STEPS / whole_s)))
        left = remaining_s * steps
        return max(1, math.ceil((left - math.ceil(left) + 1) / steps * 1000))

    def _resumed(self, session: Session) -> tuple[Event, ...]:
        return session.resume(lead_s=LEAD_IN_S)

    def _explain(self, what: str) -> None:
        if self._hurt:
            self.stopExplained.emit(self._hurt, what)
            self._hurt = None

    def _notify(self, events: tuple[Event, ...]) -> None:
        """Notifies of events, in this order: journal, voice, screen."""
        session = self.session
        # Once for all who are notified, unless what happened made one of them move it on.
        view = session.view() if session else None
        ended = next((event for event in events if isinstance(event, Ended)), None)
        self._hurt = next((event for event in events if isinstance(event, Hurt)), self._hurt)
        self.notifying = True
        try:
            for event in events:
                self.eventHappened.emit(event)
            for event in events:
                self._notify_voice(event)
            if events and session:
                view = session.view()
            if view and not ended:
                self._guarded(self._voice_beat, view)
        finally:
            self.notifying = False
            if ended:
                self._timer.stop()
            elif view:
                self._set_timer(view)
        if ended:
            self.session = None
            self.ended.emit(ended.finished)
        elif view:
            self.moved.emit(view)

    def _notify_voice(self, event: Event) -> None:
        if self._cue_listener:
            self._guarded(self._cue_listener.on_event, event)

    def _voice_beat(self, view: SessionView) -> None:
        if self._cue_listener:
            self._cue_listener.on_beat(view)

    def _set_timer(self, view: SessionView) -> None:
        """Sets when the next beat comes."""
        if view.state not in _BEATING:
            self._timer.stop()
            return
        if view.state is State.WAITING:
            # Only the next step of the way is due, and that the voice knows.
            beat_ms = _WAITING_MS
        else:
            whole_s = view.lead_s or view.phase.duration_s
            beat_ms = self.next_beat_ms(view.lead_s or view.remaining_s, whole_s)
        cue_s = self._guarded(self._cue_listener.next_in_s, view) if self._cue_listener else None
        if cue_s is not None:
            beat_ms = min(beat_ms, math.ceil(cue_s * 1000))
        self._timer.start(max(1, beat_ms))

    def _guarded(self, call: Callable[[T], R], what: T) -> R | None:
        """Calls the voice; an error in it must not affect the session."""
        try:
            return call(what)
        except Exception:  # noqa: BLE001 - whatever a voice of another system raises
            _log.exception("The voice failed")
            if not self._voice_failed:
                self._voice_failed = True
                self.voiceFailed.emit()
            return None
