"""The coach's page: shows a session and passes the user's commands on to it."""

import math

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evenkeel.catalogue.model import Form
from evenkeel.catalogue.wording import fill
from evenkeel.coach.events import Event, PhaseStarted
from evenkeel.coach.session import LEAD_IN_S, Session
from evenkeel.coach.timeline import Phase, PhaseKind
from evenkeel.coach.view import SessionView, State
from evenkeel.guide.describe import name_of
from evenkeel.guide.plan import Plan
from evenkeel.ui.session.coach.coach_commands import Commands
from evenkeel.ui.session.coach.coach_controls import Controls, Offered
from evenkeel.ui.session.coach.coach_overlays import Flash
from evenkeel.ui.session.coach.coach_questions import AskView, HurtView, LeaveView, LeftView
from evenkeel.ui.session.coach.coach_stage import Stage
from evenkeel.ui.session.coach.coach_way import WayView
from evenkeel.ui.session.coach.coach_words import (
    keys_text,
    lead_word,
    next_text,
    number_template,
    number_text,
    pause_texts,
    phase_word,
    place_text,
    way_place_text,
)
from evenkeel.ui.session.coach.playback import CueListener, Playback
from evenkeel.ui.session.coach.takes_presses import TakesPresses
from evenkeel.ui.session.coach.telling import Telling
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets.ring import Ring, RingKind
from evenkeel.ui.widgets.roles import use_roles
from evenkeel.ui.widgets.text import with_side
from evenkeel.voice.script import Script
from evenkeel.voice.way import Way, way_to

#: The smallest size in which everything fits side by side.
_LEAST = QSize(800, 560)

#: Where the session can be paused, and gone about in.
_IN_PROGRESS = (State.RUNNING, State.PAUSED, State.LEADING)

_RINGS = {
    PhaseKind.PREPARE: RingKind.DASHED,
    PhaseKind.SWITCH: RingKind.DASHED,
    PhaseKind.HOLD: RingKind.FILLED,
    PhaseKind.REST: RingKind.OPEN,
    PhaseKind.ASK: RingKind.DASHED,
}


class CoachPage(TakesPresses):
    """Shows where the session is, and passes every press on to it.

    Attributes:
        ring: the number, the word and the time of the phase.

    Signals:
        eventHappened: an event of the session, each once, in order.
        stopExplained: what happened when it hurt more (the event, a code; empty: not said).
        ended: the session is over; whether its end was reached.
        waited: for how long, in seconds, the session has been waiting for the user.
    """

    eventHappened = Signal(object)
    stopExplained = Signal(object, str)
    ended = Signal(bool)
    waited = Signal(float)
    accessible_role = QAccessible.Role.Pane

    def __init__(self, appearance: Appearance, script: Script) -> None:
        """``script`` has the words for the way to another place."""
        super().__init__()
        use_roles()
        self.setObjectName("coach_page")
        self.setAccessibleName(self.tr("Session"))
        self.setWindowTitle(self.tr("Session"))
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._appearance = appearance
        self._script = script
        self._plan: Plan | None = None
        self._way: Way | None = None
        self._playback = Playback(appearance, self)
        # What is said before the page shows the moment that it belongs to.
        self._pending_captions: list[tuple[str, bool]] = []
        self._shown: tuple[State, Phase] | None = None
        # The phase that the stage shows; a pause changes nothing of it.
        self._on_stage: Phase | None = None
        self._telling = Telling(self, appearance)
        self.ring = Ring(appearance)
        self.ring.setObjectName("coach_ring")
        self._stage = Stage(appearance, self.ring)
        self._way_view = WayView(appearance)
        self._ask = AskView(appearance)
        self._left = LeftView()
        self._stopped = HurtView(appearance)
        self._leave = LeaveView()
        self._views = _Views()
        for view in (
            *(self._stage, self._way_view, self._ask),
            *(self._left, self._stopped, self._leave),
        ):
            self._views.addWidget(view)
        self._controls = Controls()
        self._flash = Flash(appearance, self)
        self._commands = Commands(
            self._playback, self._scanning, self._answers, hurts=self._it_hurts
        )
        self._build()
        self._connect()

    def play(self, session: Session, plan: Plan, cue_listener: CueListener | None = None) -> None:
        """Plays a session from its start, or continues it from its current place."""
        self._plan, self._shown, self._on_stage, self._way = plan, None, None, None
        self._telling.begin()
        self.apply_steering()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._playback.play(session, cue_listener)

    def beat(self) -> None:
        """Lets the session notice the time, and shows what came of it."""
        self._playback.beat()

    def pause(self) -> None:
        """Pauses what runs."""
        self._playback.pause()

    def abandon(self) -> None:
        """Plays no longer, without an end."""
        self._remote.forget()
        self._scanning.stop()
        self._playback.abandon()

    def show_caption(self, text: str, *, hurt: bool = False) -> None:
        """Writes what is being said where the user looks; ``hurt``: because it hurts."""
        state = self._playback.state
        if self._playback.notifying:
            self._pending_captions.append((text, hurt))
        elif hurt:
            self._stopped.say(text)
        elif state is None:
            return
        elif state is State.PAUSED:
            self._stage.pause_overlay.retitle(text)
        elif state is State.WAITING:
            self._way_view.add_note(text)
        elif state is State.RUNNING:
            self._stage.show_caption(text)

    def flash(self) -> None:
        """Lights up once, in the place of a tone that can't be heard."""
        self._flash.light()

    def minimumSizeHint(self) -> QSize:
        """Never asks for more than a small laptop has; ring and figure take what there is."""
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes the buttons fit beside each other."""
        super().resizeEvent(event)
        self._flash.setGeometry(self.rect())
        self._controls.fit(self.width(), self.height())

    def _build(self) -> None:
        for view in (self._ask, self._stopped, self._leave):
            for button in view.buttons:
                button.installEventFilter(self)
        outer = QVBoxLayout(self)
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._views, 1)
        outer.addWidget(self._controls)

    def _connect(self) -> None:
        playback, stopped = self._playback, self._stopped
        playback.eventHappened.connect(self._note_event)
        playback.eventHappened.connect(self.eventHappened)
        playback.stopExplained.connect(self.stopExplained)
        playback.moved.connect(self._show)
        playback.ended.connect(self._end)
        playback.voiceFailed.connect(self._say_voice_failed)
        self._controls.toggled.connect(playback.toggle)
        self._controls.back.connect(playback.go_back)
        self._controls.ready.connect(playback.ready)
        self._controls.startNow.connect(playback.start_now)
        self._controls.leftExercise.connect(playback.leave_exercise)
        self._left.undo.connect(playback.undo_leave)
        self._left.goOn.connect(playback.leave_now)
        self._controls.repeated.connect(playback.repeat)
        self._controls.moreTime.connect(playback.more_time)
        self._controls.leaving.connect(playback.ask_to_leave)
        self._controls.hurts.connect(self._it_hurts)
        self._remote.commandRequested.connect(self._commands.act)
        self._stage.pause_overlay.continueRequested.connect(playback.toggle)
        self._stage.pause_overlay.again.connect(playback.repeat_after_pause)
        # What comes by the clock lies under a finger that was on its way to something else.
        for came in (self._views.currentChanged, self._stage.pause_overlay.covers):
            came.connect(lambda *_: self._appearance.replaced.emit(self._views))
        self._ask.answered.connect(playback.answer)
        stopped.continueRequested.connect(lambda: playback.continue_after_hurt(stopped.what()))
        stopped.easier.connect(lambda: playback.try_easier(stopped.what()))
        stopped.end.connect(lambda: playback.end(stopped.what()))
        self._leave.stay.connect(playback.stay)
        self._leave.end.connect(playback.end)
        self._appearance.changed.connect(self._restyle)

    # What the user presses

    def in_session(self) -> bool:
        """Whether a session is played."""
        return self._playback.session is not None

    def may_hurt(self) -> bool:
        """Whether a key that is held means pain: always but where that is being asked about."""
        return self._playback.state not in (None, State.HURT)

    def takes_clicks(self) -> bool:
        """Whether a click anywhere is a press: where there is nothing else to click on."""
        return self._views.currentWidget() in (self._stage, self._way_view)

    def _answers(self) -> tuple[QAbstractButton, ...]:
        view = self._views.currentWidget()
        shown = (answers.buttons for answers in (self._stopped, self._leave) if answers is view)
        return next(shown, ())

    def _it_hurts(self) -> None:
        self._remote.forget()
        self._playback.hurts()

    # What is shown

    def _note_event(self, event: Event) -> None:
        if isinstance(event, PhaseStarted):
            # Also the same one once more: its figure starts again.
            self._on_stage = self._way = None

    def _show(self, view: SessionView) -> None:
        shown = (view.state, view.phase)
        asked_to_leave = self._views.currentWidget() is self._leave
        if shown != self._shown or self._playback.leaving is not asked_to_leave:
            self._shown = shown
            self._show_phase(view)
        self._show_time(view)
        captions, self._pending_captions = self._pending_captions, []
        for text, hurt in captions:
            self.show_caption(text, hurt=hurt)

    def _end(self, finished: bool) -> None:  # noqa: FBT001 - the signal's own argument
        self._pending_captions.clear()
        self._remote.forget()
        self._scanning.stop()
        self.ended.emit(finished)

    def _say_voice_failed(self) -> None:
        self.show_caption(
            self.tr("The voice does not work any more. The session goes on without it.")
        )

    def _show_phase(self, view: SessionView) -> None:
        if not self._plan:
            return
        phase, catalogue = view.phase, self._appearance.catalogue
        name = name_of(self._plan, phase.item, catalogue)
        word, ring, whole_s = phase_word(phase, catalogue), _RINGS[phase.kind], phase.duration_s
        if view.state is State.LEADING:
            word, ring, whole_s = lead_word(), RingKind.DASHED, LEAD_IN_S
        self.ring.show_phase(ring, word, number_template(whole_s))
        self.ring.setAccessibleName(word)
        if view.state is State.WAITING:
            self._show_way(view, self._plan, name)
        elif phase.kind is PhaseKind.ASK:
            self._ask.ask(name)
        elif view.state in _IN_PROGRESS:
            self._show_on_stage(view, self._plan, name)
        reached = self._show_state(view)
        # Before the keyboard gets there: its new place is told of together with what is said.
        if self._playback.leaving:
            self._telling.tell_of_leaving(self._leave.said(), reached)
        else:
            self._telling.tell_of_phase(view, self._plan, self._ask.said(), reached)
        reached.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scan(self._views.currentWidget())

    def _show_on_stage(self, view: SessionView, plan: Plan, name: str) -> None:
        """The figure and its words, once for each phase: after a pause they are what they were."""
        phase = view.phase
        if self._on_stage == phase:
            return
        lengthened = self._on_stage and self._on_stage.start_s == phase.start_s
        self._on_stage = phase
        self._stage.show_next(next_text(view.next_phase, self._appearance.catalogue))
        if lengthened:
            return
        form = self._form(phase)
        cue = with_side(self._appearance.catalogue.words, form.cue, phase.side)
        room_s = (view.remaining_s, float(plan.items[phase.item].dose.hold_s))
        self._stage.show_form(phase, form, name, cue, room_s)

    def _show_way(self, view: SessionView, plan: Plan, name: str) -> None:
        if self._way is not None:
            return
        catalogue, phase = self._appearance.catalogue, view.phase
        self._way = way_to(phase, view.next_phase, view.came_from, plan, catalogue, self._script)
        note = ""
        if view.eased:
            note = fill(self.tr("More gently: {how}"), how=view.eased)
        hold_s = float(plan.items[phase.item].dose.hold_s)
        self._way_view.show_way(phase, self._way, name, note, hold_s)

    def _show_state(self, view: SessionView) -> QWidget:
        """Shows the page of a state, and says what gets the keyboard there."""
        state, focused = view.state, QApplication.focusWidget()
        paused = state is State.PAUSED
        self._stage.pause_overlay.setVisible(paused)
        if paused:
            self._stage.pause_overlay.say(
                pause_texts(view), again=view.phase.kind is PhaseKind.HOLD
            )
        if state is State.HURT and self._views.currentWidget() is not self._stopped:
            self._ask_what_hurt(view)
        page: QWidget = {
            State.ASKING: self._ask,
            State.WAITING: self._way_view,
            State.LEFT: self._left,
            State.HURT: self._stopped,
        }.get(state, self._stage)
        if self._playback.leaving:
            page = self._leave
        self._views.setCurrentWidget(page)
        self._controls.offer(
            Offered(
                paused=paused,
                going=page is self._stage,
                waiting=page is self._way_view,
                asking=page is self._ask,
                lengthens=view.phase.lengthens,
                keys="" if page is self._leave else keys_text(view, self._steering),
            )
        )
        self._controls.setVisible(page is not self._stopped)
        return self._leave.buttons[0] if page is self._leave else self._place_of_focus(focused)

    def _scan(self, page: QWidget | None) -> None:
        """With one switch, marks the answers of a question in turn."""
        if isinstance(page, AskView | HurtView | LeaveView) and self._steering.one_switch:
            self._scanning.scan(page.buttons, self._steering.scan_s)
        else:
            self._scanning.stop()

    def _place_of_focus(self, focused: QWidget | None) -> QWidget:
        """Where the user put the keyboard, as long as that is there; else the page.

        From what is hidden, Qt would move it to the next button: a key pressed just then would
        do something that nobody meant.
        """
        inside = focused is not None and self.isAncestorOf(focused)
        if focused and inside and focused.isVisibleTo(self) and focused.isEnabled():
            return focused
        return self

    def _ask_what_hurt(self, view: SessionView) -> None:
        session, plan, catalogue = self._playback.session, self._plan, self._appearance.catalogue
        if session is None or plan is None:
            return
        following = view.next_phase
        self._stopped.ask(
            name_of(plan, view.phase.item, catalogue),
            name_of(plan, following.item, catalogue) if following else "",
            easier=session.easier(),
            again=view.hurt_again,
        )

    def _show_time(self, view: SessionView) -> None:
        if view.state is State.WAITING:
            self._show_step(view)
            return
        if view.state is State.LEFT:
            self._show_left(view)
            return
        left_s, whole_s, elapsed = view.remaining_s, view.phase.duration_s, view.fraction
        if view.state is State.LEADING:
            left_s, whole_s, elapsed = view.lead_s, LEAD_IN_S, 1 - view.lead_s / LEAD_IN_S
        left = math.ceil(left_s - 1e-6)
        if self._appearance.reduced_motion and whole_s:
            elapsed = 1 - left / whole_s
        self.ring.show_time(number_text(left, whole_s), elapsed)
        self._stage.dots.show_repetitions(
            view.reps_done, view.reps_total, running=view.phase.kind is PhaseKind.HOLD
        )
        self._stage.show_place(place_text(view))

    def _show_step(self, view: SessionView) -> None:
        if self._way is None:
            return
        self.waited.emit(view.waited_s)
        number, rounds = self._way.at(view.waited_s)
        self._way_view.show_place(way_place_text(view))
        if self._way_view.show_step(number) and not rounds:
            first = self._plan if number == 0 else None
            self._telling.tell_of_step(view, self._way_view.said(), first)

    def _show_left(self, view: SessionView) -> None:
        if self._plan:
            catalogue = self._appearance.catalogue
            name = name_of(self._plan, view.phase.item, catalogue)
            following = next_text(view.next_phase, catalogue)
            self._left.show_left(name, following, math.ceil(view.lead_s - 1e-6))

    def _form(self, phase: Phase) -> Form:
        return self._appearance.catalogue.exercises[phase.exercise].form_of(phase.variant)

    def _restyle(self) -> None:
        self._controls.fit(self.width(), self.height())
        session = self._playback.session
        if session:
            self._shown = self._on_stage = self._way = None
            self._show(session.view())


class _Views(QStackedWidget):
    """The stage and the questions. It takes what room there is, whatever its pages would like."""

    accessible_role = QAccessible.Role.Client

    def hasHeightForWidth(self) -> bool:
        """Spares every page, shown or not, from being laid out again with each phase."""
        return False
