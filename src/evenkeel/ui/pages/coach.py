"""The coach: plays a session on the screen. It decides nothing, it shows and passes on."""

import math
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from evenkeel.catalogue.model import Form
from evenkeel.catalogue.terms import Kind
from evenkeel.catalogue.wording import side_word
from evenkeel.coach.events import Ended, Event, Hurt, PauseReason
from evenkeel.coach.session import LEAD_IN_S, Session
from evenkeel.coach.timeline import Helped, Phase, PhaseKind
from evenkeel.coach.view import SessionView, State
from evenkeel.guide.describe import name_of
from evenkeel.guide.plan import Plan
from evenkeel.ui import tokens
from evenkeel.ui.look import Look
from evenkeel.ui.pages.coach_views import AskView, Flash, HurtView, LeaveView, Stage
from evenkeel.ui.remote import AT_ONCE, HOLD_MS, Wish, wish_of_button, wish_of_key
from evenkeel.ui.widgets.buttons import DangerButton, QuietButton
from evenkeel.ui.widgets.ring import Ring, RingKind
from evenkeel.ui.widgets.text import with_side

#: Between two beats while something moves, in milliseconds.
_BEAT_MS = 50
#: A phase of so many seconds is counted in minutes and seconds.
_COUNTED_IN_MINUTES_S = 100
#: The smallest window in which everything stands beside each other.
_LEAST = QSize(800, 560)
_MINUTE = 60
_HOUR = 3600

_Act = Callable[[], None]

#: Where the session can be paused, and gone about in.
_GOING = (State.RUNNING, State.PAUSED, State.LEADING)

_RINGS = {
    PhaseKind.PREPARE: RingKind.DASHED,
    PhaseKind.SWITCH: RingKind.DASHED,
    PhaseKind.HOLD: RingKind.FILLED,
    PhaseKind.REST: RingKind.OPEN,
    PhaseKind.ASK: RingKind.DASHED,
}


class Follower(Protocol):
    """Who goes along with a session and wants to be called on time: its voice."""

    def on_event(self, event: Event) -> None:
        """Something happened."""

    def on_beat(self, view: SessionView) -> None:
        """Some time went by."""

    def next_in_s(self, view: SessionView) -> float | None:
        """How soon it wants to be called again, in seconds."""


class CoachPage(QWidget):
    """Shows where the session is, and passes every press on to it.

    Attributes:
        ring: the number, the word and the time of the phase.

    Signals:
        eventHappened: an event of the session, each once, in order.
        stopExplained: what happened when it hurt more (the event, a code; empty: not said).
        ended: the session is over; whether its end was reached.
    """

    eventHappened = Signal(object)
    stopExplained = Signal(object, str)
    ended = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("coach_page")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self._session: Session | None = None
        self._plan: Plan | None = None
        self._follower: Follower | None = None
        # While the page is about to change: what is to be written on it then.
        self._unwritten: list[tuple[str, bool]] | None = None
        self._shown: tuple[State, Phase] | None = None
        self._leaving = False
        self._hurt: Hurt | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.beat)
        # What a key or a click that is still held asks for.
        self._pressed: Wish | None = None
        self._held = QTimer(self)
        self._held.setObjectName("coach_held")
        self._held.setTimerType(Qt.TimerType.PreciseTimer)
        self._held.setSingleShot(True)
        self._held.setInterval(HOLD_MS)
        self._held.timeout.connect(self._it_hurts)

        self.ring = Ring(look)
        self.ring.setObjectName("coach_ring")
        self._stage = Stage(look, self.ring)
        self._ask = AskView()
        self._stopped = HurtView(look)
        self._leave = LeaveView()
        self._views = QStackedWidget()
        for view in (self._stage, self._ask, self._stopped, self._leave):
            self._views.addWidget(view)
        self._pause = _control("coach_pause", self.tr("Pause"))
        self._back = _control("coach_back", self.tr("Back"))
        self._repeat = _control("coach_repeat", self.tr("Repeat"))
        self._more = _control("coach_more_time", self.tr("More time"))
        self._skip = _control("coach_skip", self.tr("Skip"))
        self._end = _control("coach_end", self.tr("End"))
        self._hurts = DangerButton("coach_hurts", self.tr("It hurts more"))
        self._hurts.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._footer = QWidget()
        self._controls = (
            self._pause,
            self._back,
            self._repeat,
            self._more,
            self._skip,
            self._end,
            self._hurts,
        )
        self._flash = Flash(look, self)
        self._build()
        self._connect()

    def play(self, session: Session, plan: Plan, follower: Follower | None = None) -> None:
        """Plays a session from its start, or goes on with it where it stands."""
        self._session, self._plan, self._follower = session, plan, follower
        self._shown, self._hurt, self._leaving = None, None, False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._take(session.start())

    @Slot()
    def beat(self) -> None:
        """Lets the session notice the time, and shows what came of it."""
        if self._session:
            self._take(self._session.tick())

    def pause(self) -> None:
        """Pauses what runs."""
        if self._session:
            self._take(self._session.pause())

    def show_caption(self, text: str, *, hurt: bool = False) -> None:
        """Writes what is being said where the reader looks; ``hurt``: because it hurts."""
        if self._unwritten is not None:
            self._unwritten.append((text, hurt))
        elif hurt:
            self._stopped.say(text)
        elif not self._session:
            return
        elif self._session.state is State.ASKING:
            self._ask.say(text)
        elif self._session.state is State.PAUSED:
            self._stage.veil.retitle(text)
        else:
            self._stage.show_caption(text)

    def flash(self) -> None:
        """Lights up once, in the place of a tone that can't be heard."""
        self._flash.light()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key pauses and goes on; next and back go about, one that is held means pain."""
        wish = self._wish_of(event)
        if wish is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._press(wish)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The end of a press."""
        if not event.isAutoRepeat():
            self._release()
        super().keyReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere but on a button is like any key."""
        wish = wish_of_button(event.button())
        if self._session and self._views.currentWidget() is self._stage:
            self._press(wish)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click soon after the first is one more click."""
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a click."""
        self._release()
        super().mouseReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forgets a press whose end somebody else will see."""
        self._held.stop()
        self._pressed = None
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keeps the session's keys from being the window's shortcuts."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._wish_of(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """Never asks for more than a small laptop has; ring and figure take what there is."""
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes the buttons fit beside each other."""
        super().resizeEvent(event)
        self._flash.setGeometry(self.rect())
        self._fit_buttons()

    def _build(self) -> None:
        footer = QHBoxLayout(self._footer)
        footer.setContentsMargins(tokens.PAGE_SIDE, tokens.MEDIUM, tokens.PAGE_SIDE, tokens.LARGE)
        footer.setSpacing(tokens.MEDIUM)
        for button in self._controls[:-1]:
            footer.addWidget(button)
        footer.addStretch(1)
        footer.addWidget(self._hurts)
        outer = QVBoxLayout(self)
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._views, 1)
        outer.addWidget(self._footer)

    def _connect(self) -> None:
        self._pause.clicked.connect(self._toggle)
        self._back.clicked.connect(self._go_back)
        self._skip.clicked.connect(self._go_on)
        self._repeat.clicked.connect(self._again)
        self._more.clicked.connect(self._more_time)
        self._end.clicked.connect(self._ask_to_leave)
        self._hurts.clicked.connect(self._it_hurts)
        self._stage.veil.goOn.connect(self._toggle)
        self._stage.veil.again.connect(self._again_now)
        self._ask.answered.connect(self._answer)
        self._stopped.goOn.connect(self._go_on_after_hurt)
        self._stopped.easier.connect(self._try_easier)
        self._stopped.end.connect(self._end_now)
        self._leave.stay.connect(self._stay)
        self._leave.end.connect(self._end_now)
        self._look.changed.connect(self._restyle)

    # What the reader presses

    def _wish_of(self, event: QKeyEvent) -> Wish | None:
        return wish_of_key(event) if self._session else None

    def _press(self, wish: Wish) -> None:
        """Acts at once on what can't wait; the rest when it turns out not to be held."""
        if self._session and self._session.state is not State.HURT:
            self._held.start()
        self._pressed = wish
        if wish in AT_ONCE:
            self._pressed = None
            self._act(wish)

    def _release(self) -> None:
        self._held.stop()
        wish, self._pressed = self._pressed, None
        if wish:
            self._act(wish)

    def _act(self, wish: Wish) -> None:
        if self._session is None:
            return
        if wish is Wish.HURTS:
            self._it_hurts()
        elif self._leaving and wish is Wish.LEAVE:
            self._stay()
        elif self._leaving or self._session.state not in _GOING:
            self._choose(wish)
        else:
            self._acts()[wish]()

    def _acts(self) -> dict[Wish, _Act]:
        return {
            Wish.TOGGLE: self._toggle,
            Wish.NEXT: self._go_on,
            Wish.BACK: self._go_back,
            Wish.REPEAT: self._again,
            Wish.MORE: self._more_time,
            Wish.LEAVE: self._ask_to_leave,
        }

    def _choose(self, wish: Wish) -> None:
        """From afar: next and back go through the answers, any other key takes the marked one."""
        buttons = [one for one in self._answers() if one.isVisible()]
        marked = next((n for n, one in enumerate(buttons) if one.hasFocus()), None)
        asking = self._session is not None and self._session.state is State.ASKING
        if wish is Wish.LEAVE and asking:
            self._ask_to_leave()
        elif wish is Wish.BACK and asking and marked is None:
            self._go_back()
        elif wish is Wish.NEXT:
            self._mark(buttons, 0 if marked is None else marked + 1)
        elif wish is Wish.BACK:
            self._mark(buttons, -1 if marked is None else marked - 1)
        elif wish is Wish.TOGGLE and marked is not None:
            buttons[marked].click()

    def _answers(self) -> tuple[QAbstractButton, ...]:
        view = self._views.currentWidget()
        return next(
            (one.buttons for one in (self._ask, self._stopped, self._leave) if one is view), ()
        )

    def _mark(self, buttons: list[QAbstractButton], place: int) -> None:
        buttons[place % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _toggle(self) -> None:
        if self._session:
            paused = self._session.state is State.PAUSED
            self._take(self._resumed() if paused else self._session.pause())

    def _resumed(self) -> tuple[Event, ...]:
        return self._session.resume(lead_s=LEAD_IN_S) if self._session else ()

    def _more_time(self) -> None:
        if self._session:
            self._take(self._session.more_time())

    def _try_easier(self) -> None:
        if self._session:
            self._explain()
            self._take(self._session.try_easier())

    def _go_back(self) -> None:
        if self._session:
            self._take(self._session.back())

    def _go_on(self) -> None:
        if self._session:
            self._take(self._session.skip())

    def _again(self) -> None:
        if self._session:
            self._take(self._session.repeat())

    def _again_now(self) -> None:
        if self._session:
            self._take((*self._session.repeat(), *self._resumed()))

    def _it_hurts(self) -> None:
        self._leaving, self._pressed = False, None
        self._held.stop()
        if self._session:
            self._take(self._session.hurts())

    def _go_on_after_hurt(self) -> None:
        if self._session:
            self._explain()
            self._take(self._session.go_on_after_hurt())

    def _answer(self, helped: Helped) -> None:
        if self._session:
            self._take(self._session.answer_helped(helped))

    def _ask_to_leave(self) -> None:
        if self._session:
            self._leaving = True
            self._take(self._session.pause())

    def _stay(self) -> None:
        self._leaving = False
        if self._session:
            self._take(self._resumed())

    def _end_now(self) -> None:
        self._leaving = False
        if self._session:
            self._explain()
            self._take(self._session.end())

    def _explain(self) -> None:
        if self._hurt:
            self.stopExplained.emit(self._hurt, self._stopped.what())
            self._hurt = None

    # What is shown

    def _take(self, events: tuple[Event, ...]) -> None:
        """Says where the session is now, passes the events on to be written, and shows it."""
        session = self._session
        over = next((event for event in events if isinstance(event, Ended)), None)
        for event in events:
            if isinstance(event, Hurt):
                self._hurt = event
        # The ear first: a picture may take a moment. What is said is written when it is there.
        self._unwritten = []
        for event in events:
            if self._follower:
                self._follower.on_event(event)
        if session and not over:
            self._follow(session.view())
        for event in events:
            self.eventHappened.emit(event)
        if session and not over:
            self._show(session.view())
        captions, self._unwritten = self._unwritten, None
        for text, hurt in captions:
            self.show_caption(text, hurt=hurt)
        if over:
            self._timer.stop()
            self._held.stop()
            self._session = None
            self.ended.emit(over.finished)

    def _follow(self, view: SessionView) -> None:
        """Lets the voice notice the time, and sets when the next beat comes."""
        if self._follower:
            self._follower.on_beat(view)
        if view.state not in (State.RUNNING, State.LEADING):
            self._timer.stop()
            return
        beat_ms = self._next_beat_ms(view.lead_s or view.remaining_s)
        cue_s = self._follower.next_in_s(view) if self._follower else None
        if cue_s is not None:
            beat_ms = min(beat_ms, math.ceil(cue_s * 1000))
        self._timer.start(max(1, beat_ms))

    def _show(self, view: SessionView) -> None:
        shown = (view.state, view.phase)
        if shown != self._shown or self._leaving is not (
            self._views.currentWidget() is self._leave
        ):
            self._shown = shown
            self._show_phase(view)
        self._show_time(view)

    def _next_beat_ms(self, remaining_s: float) -> int:
        """Until the next thing to show: never later than the phase's end."""
        if self._look.reduced_motion:
            until_next_second = remaining_s - math.ceil(remaining_s) + 1
            return max(1, math.ceil(until_next_second * 1000))
        return max(1, min(_BEAT_MS, math.ceil(remaining_s * 1000)))

    def _show_phase(self, view: SessionView) -> None:
        if not self._plan:
            return
        phase, words = view.phase, self._look.catalogue.words
        form = self._form(phase)
        name = name_of(self._plan, phase.item, self._look.catalogue)
        word, ring, template = self._word(phase), _RINGS[phase.kind], _template(phase.duration_s)
        if view.state is State.LEADING:
            word, ring, template = self.tr("Go on in"), RingKind.DASHED, _template(LEAD_IN_S)
        self.ring.show_phase(ring, word, template)
        self.ring.setAccessibleName(word)
        if phase.kind is PhaseKind.ASK:
            self._ask.ask(name)
        else:
            cue = with_side(words, form.cue, phase.side)
            self._stage.show_form(phase, form, name, cue, self._next_text(view.next_phase))
        self._show_state(view)
        self._announce(view, word)

    def _show_state(self, view: SessionView) -> None:
        state = view.state
        paused = state is State.PAUSED
        self._stage.veil.setVisible(paused)
        if paused:
            self._stage.veil.say(_pause_text(view), again=view.phase.kind is PhaseKind.HOLD)
        self._pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self._pause.setAccessibleName(self._pause.text())
        if state is State.HURT and self._views.currentWidget() is not self._stopped:
            easier = self._session.easier() if self._session else ""
            self._stopped.ask(more=view.next_phase is not None, easier=easier)
        page: QWidget = {State.ASKING: self._ask, State.HURT: self._stopped}.get(state, self._stage)
        if self._leaving:
            page = self._leave
        self._views.setCurrentWidget(page)
        plain = page is self._stage
        waiting = view.phase.lengthens
        self._repeat.setVisible(plain and not waiting)
        self._more.setVisible(plain and waiting)
        for button in (self._pause, self._skip):
            button.setVisible(plain)
        self._back.setVisible(plain or page is self._ask)
        self._end.setVisible(plain or page is self._ask)
        self._footer.setVisible(page is not self._stopped)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if page is self._leave:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_time(self, view: SessionView) -> None:
        left_s, whole_s, elapsed = view.remaining_s, view.phase.duration_s, view.fraction
        if view.state is State.LEADING:
            left_s, whole_s, elapsed = view.lead_s, LEAD_IN_S, 1 - view.lead_s / LEAD_IN_S
        left = math.ceil(left_s - 1e-6)
        number = str(left)
        if whole_s >= _COUNTED_IN_MINUTES_S:
            number = f"{left // _MINUTE}:{left % _MINUTE:02}"
        if self._look.reduced_motion and whole_s:
            elapsed = 1 - left / whole_s
        self.ring.show_time(number, elapsed)
        self._stage.dots.show_repetitions(
            view.reps_done, view.reps_total, running=view.phase.kind is PhaseKind.HOLD
        )
        place = self.tr("{number} of {total}").format(
            number=view.item_number, total=view.items_total
        )
        if view.left_s < _MINUTE:
            rest = self.tr("less than 1 min left")
        else:
            minutes = math.ceil(view.left_s / _MINUTE)
            rest = self.tr("{minutes} min left").format(minutes=minutes)
        self._stage.show_place(f"{place} · {rest}")

    def _form(self, phase: Phase) -> Form:
        return self._look.catalogue.exercises[phase.exercise].form_of(phase.variant)

    def _word(self, phase: Phase) -> str:
        if phase.kind is PhaseKind.HOLD:
            moving = self._look.catalogue.exercises[phase.exercise].kind is Kind.WARM_UP
            return self.tr("Move") if moving else self.tr("Hold")
        return {
            PhaseKind.PREPARE: self.tr("Prepare"),
            PhaseKind.SWITCH: self.tr("Switch"),
            PhaseKind.REST: self.tr("Rest"),
        }.get(phase.kind, "")

    def _next_text(self, following: Phase | None) -> str:
        if following is None:
            return self.tr("Next: you are done")
        if following.kind is PhaseKind.HOLD:
            seconds = round(following.duration_s)
            if seconds >= _COUNTED_IN_MINUTES_S:
                minutes = round(seconds / _MINUTE)
                return self.tr("Next: {minutes} minutes").format(minutes=minutes)
            return self.tr("Next: hold {seconds} s").format(seconds=seconds)
        if following.kind is PhaseKind.REST:
            return self.tr("Next: rest {seconds} s").format(seconds=round(following.duration_s))
        if following.kind is PhaseKind.SWITCH and following.side:
            side = side_word(self._look.catalogue.words, following.side)
            return self.tr("Next: your {side} side").format(side=side)
        if following.kind is PhaseKind.ASK:
            return self.tr("Next: one question")
        name = self._look.catalogue.exercises[following.exercise].name
        return self.tr("Next: {name}").format(name=name)

    def _announce(self, view: SessionView, word: str) -> None:
        """Tells screen readers what begins."""
        texts = {
            State.PAUSED: " ".join(_pause_text(view)),
            State.ASKING: self.tr("Did it help?"),
            State.HURT: self.tr("Stopped."),
        }
        text = texts.get(view.state, "")
        if not text:
            seconds = math.ceil(view.lead_s or view.remaining_s)
            text = self.tr("{word}, {seconds} seconds").format(word=word, seconds=seconds)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _fit_buttons(self) -> None:
        """The large buttons where they fit beside each other, else the smaller ones."""
        for button in (self._repeat, self._more):
            button.setMinimumWidth(0)
        self._choose_size()
        # They take turns in one place.
        widest = max(self._repeat.sizeHint().width(), self._more.sizeHint().width())
        for button in (self._repeat, self._more):
            button.setMinimumWidth(widest)
        shown = self._pause.text()
        widths = []
        for text in (self.tr("Go on"), self.tr("Pause")):
            self._pause.setText(text)
            widths.append(self._pause.sizeHint().width())
        self._pause.setText(shown)
        # The same width for both words: the buttons beside it never move.
        self._pause.setMinimumWidth(max(widths))

    def _choose_size(self) -> None:
        small = self._controls[0].property("small")
        for wanted in ("false", "true"):
            if wanted != small:
                for button in self._controls:
                    button.setProperty("small", wanted)
                    button.style().unpolish(button)
                    button.style().polish(button)
                small = wanted
            gaps = tokens.MEDIUM * len(self._controls)
            taking_turns = min(self._repeat.sizeHint().width(), self._more.sizeHint().width())
            widths = sum(button.sizeHint().width() for button in self._controls) - taking_turns
            if self.width() >= 2 * tokens.PAGE_SIDE + gaps + widths:
                return

    def _restyle(self) -> None:
        self._fit_buttons()
        if self._session:
            self._shown = None
            self._show(self._session.view())


def _control(name: str, text: str) -> QuietButton:
    """A button that the mouse does not give the focus to, so that Space stays *pause*."""
    button = QuietButton(name, text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _template(duration_s: float) -> str:
    """As wide as the widest number of a phase."""
    if duration_s < _COUNTED_IN_MINUTES_S:
        return "88"
    return "8:88" if duration_s < 10 * _MINUTE else "88:88"


def _pause_text(view: SessionView) -> tuple[str, str]:
    """That it is paused, and why when it was not the reader."""
    title = _tr("Paused.")
    if view.pause_reason is not PauseReason.GAP:
        return title, _tr("Take the time you need.")
    why = _tr("The computer was away for {time}.").format(time=_long_time(view.gap_s))
    if view.phase.kind is PhaseKind.HOLD:
        place = _tr("You were at {second} of {total} s.").format(
            second=math.floor(view.elapsed_s), total=round(view.phase.duration_s)
        )
        why = f"{why} {place}"
    return title, why


def _long_time(seconds: float) -> str:
    for length, one, several in (
        (_HOUR, _tr("1 hour"), _tr("{count} hours")),
        (_MINUTE, _tr("1 minute"), _tr("{count} minutes")),
        (1, _tr("1 second"), _tr("{count} seconds")),
    ):
        count = round(seconds / length)
        if seconds >= length:
            return one if count == 1 else several.format(count=count)
    return _tr("{count} seconds").format(count=0)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CoachPage", text)
