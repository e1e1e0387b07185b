"""From *Start* to the journal: pain before, the coach, pain after."""

import logging
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.wording import fill
from evenkeel.coach.events import (
    Ended,
    Event,
    HelpedAnswered,
    Hurt,
    LeaveConfirmed,
    Ready,
    RepetitionDone,
    Resumed,
)
from evenkeel.coach.resume import Place
from evenkeel.coach.session import Session
from evenkeel.coach.timeline import Helped, Timing
from evenkeel.guide.plan import Plan
from evenkeel.journal.entries.recorder import SessionRecorder
from evenkeel.journal.records import CompletionClaim, Ending, UnfinishedSession
from evenkeel.journal.storage.errors import JournalError
from evenkeel.journal.trends.schedule import outlook
from evenkeel.language import first_weekday
from evenkeel.ui.frame.journal_retry import JournalRetry
from evenkeel.ui.frame.resumable_session import LONGEST_OPEN, place_of
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.session.keep_awake import Awake
from evenkeel.ui.session.page_keys import AFTERCARE, COACH, PAIN, SUMMARY
from evenkeel.ui.session.sound import Sound
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.voice.announcer import Announcer
from evenkeel.voice.cue import Cue, CueKind

if TYPE_CHECKING:
    # Pages are imported when they are made.
    from evenkeel.ui.session.aftercare_page import AftercarePage
    from evenkeel.ui.session.coach.coach_page import CoachPage
    from evenkeel.ui.session.pain_page import PainPage
    from evenkeel.ui.session.summary_page import SummaryPage

_log = logging.getLogger(__name__)


#: For so long the display is kept on while the session waits for the user, in seconds: whoever is
#: on the way to the wall finds it on, and nobody's desk stays lit.
_AWAKE_WAITING_S = 20 * 60
#: What is heard only: the page shows the way itself, and after a pause the words from before it.
_NOT_WRITTEN = (CueKind.WAY, CueKind.RESUMED, CueKind.LEFT, CueKind.ASK)


class SessionFlow(QObject):
    """One session at a time, each of its steps in the journal as soon as it can be written.

    Signals:
        painGiven: the user said how strong the pain is before the session.
        finished: the session is done, or was not begun.
    """

    painGiven = Signal(int)
    finished = Signal()

    def __init__(
        self,
        window: MainWindow,
        user_state: UserState,
        *,
        clock: Callable[[], float],
        timing: Callable[[], Timing],
        sound: Sound,
        awake: Awake,
        fills_screen: Callable[[], bool],
        aim: Callable[[], int],
        saving: JournalRetry,
    ) -> None:
        super().__init__()
        self._saving = saving
        saving.changed.connect(self._show_stored)
        self._aim = aim
        self._sound = sound
        self._awake = awake
        self._fills_screen = fills_screen
        self._made_full_screen = False
        self._last_words = ""
        self._window = window
        self._user_state = user_state
        self._clock = clock
        self._timing = timing
        self._recorder: SessionRecorder | None = None
        self._last_event_s = 0.0
        self._how = Ending.ENDED
        self._deferred = DeferredTasks(window)

    def connect_pain(self, page: "PainPage") -> "PainPage":
        """Listens to the page that asks for the pain."""
        page.answered.connect(self.painGiven)
        page.skipped.connect(self._skip_pain)
        return page

    def connect_coach(self, page: "CoachPage") -> "CoachPage":
        """Listens to the page that plays the session."""
        page.eventHappened.connect(self._log_event)
        page.stopExplained.connect(self._log_explanation)
        page.ended.connect(self._ended)
        page.waited.connect(self._rest_display)
        self._sound.said.connect(lambda cue: self._say(page, cue))
        self._sound.flashed.connect(lambda _cue: page.flash())
        return page

    def connect_summary(self, page: "SummaryPage") -> "SummaryPage":
        """Listens to the page that closes the session."""
        page.done.connect(self._close)
        return page

    def connect_aftercare(self, page: "AftercarePage") -> "AftercarePage":
        """Listens to the page that says what to do after more pain."""
        page.done.connect(self.finished)
        return page

    def ask_pain(self, pain_at_start: int | None = None) -> None:
        """Asks for the pain before a session, while the sound device is being opened.

        ``pain_at_start`` is what was said when a session that continues was begun.
        """
        self._voice(Announcer.wake)
        page = self._window.show_page(PAIN, alone=True)
        # Where one was started meanwhile, it speaks in place of our voice.
        page.appearance.reader.ask()
        hint = self.tr("0 is no pain, 10 is the worst pain you can imagine.")
        if pain_at_start is not None:
            again = self.tr(
                "When you began this session it was {pain}. 0 is no pain, 10 is the worst pain "
                "you can imagine."
            )
            hint = fill(again, pain=pain_at_start)
        page.ask(self.tr("How strong is your pain right now?"), hint)
        # While the user chooses, what comes next is made.
        self._deferred.begin(
            partial(import_module, "evenkeel.ui.session.coach.coach_page"),
            partial(self._window.page, COACH),
        )

    def _skip_pain(self) -> None:
        self._voice(Announcer.rest)
        self.finished.emit()

    def begin(self, plan: Plan, pain: int) -> None:
        """Begins a session of a plan."""
        self._recorder = SessionRecorder.begin(
            self._user_state.pending,
            self._user_state.now,
            plan,
            pain_before=pain,
        )
        self._play(plan, None, None)

    def resume(self, unfinished: UnfinishedSession) -> None:
        """Continues with a session that was cut off, or closes it when all of it was done.

        The pain with which it was begun stays the session's pain before: what was asked again
        decides whether it may continue, see
        :class:`~evenkeel.ui.session.session_start.SessionStart`.

        Raises:
            ContentChangedError: its exercises are not in the content as they were.
        """
        helped = Helped(unfinished.helped) if unfinished.helped else None
        place = place_of(unfinished, self._catalogue)
        self._recorder = SessionRecorder.resume(
            self._user_state.pending, self._user_state.now, unfinished
        )
        if place is None:
            self._how = Ending.FINISHED
            self._summarise()
        else:
            self._play(unfinished.plan, helped, place)

    @property
    def _catalogue(self) -> Catalogue:
        return self._user_state.catalogue

    def _play(self, plan: Plan, helped: Helped | None, place: Place | None) -> None:
        self._how = Ending.ENDED
        session = Session(
            plan,
            self._catalogue,
            clock=self._clock,
            timing=self._timing(),
            helped=helped,
            resume_at=place,
            hurt_before=self._hurt_before(plan),
        )
        self._last_words = ""
        self._last_event_s = self._clock()
        self._awake.hold()
        self._fill_screen()
        page = self._window.show_page(COACH, alone=True)
        self._voice(lambda voice: voice.begin(plan, session.phases))
        page.play(session, plan, self._sound.announcer)

    def _hurt_before(self, plan: Plan) -> list[str]:
        """The exercises that were stopped when they were last done."""
        journal = self._user_state.journal
        try:
            return [name for name in plan.exercises() if journal.stops_in_a_row(name)]
        except JournalError as error:
            _log.warning("what hurt before can't be read: %s", error)
            return []

    def stop(self) -> None:
        """Releases what a session uses (display, sound, full screen) and pauses it."""
        self._awake.release()
        self._voice(Announcer.rest)
        if self._window.current() == COACH:
            self._window.page(COACH).pause()
        if self._made_full_screen:
            self._made_full_screen = False
            self._window.setWindowState(
                self._window.windowState() & ~Qt.WindowState.WindowFullScreen
            )

    def _voice(self, act: Callable[[Announcer], object]) -> None:
        """Calls the voice; a session must not fail because of it."""
        try:
            act(self._sound.announcer)
        except Exception:  # noqa: BLE001 - whatever a voice of another system raises
            _log.exception("The voice failed")

    def _fill_screen(self) -> None:
        state = self._window.windowState()
        if self._fills_screen() and not state & Qt.WindowState.WindowFullScreen:
            self._made_full_screen = True
            self._window.setWindowState(state | Qt.WindowState.WindowFullScreen)

    def _say(self, page: "CoachPage", cue: Cue) -> None:
        """Shows what is said, where it is said."""
        if cue.kind in (CueKind.FINISH, CueKind.ENDED):
            self._last_words = cue.text
        elif cue.kind in _NOT_WRITTEN:
            return
        elif self._window.current() == COACH:
            page.show_caption(cue.text, hurt=cue.kind is CueKind.HURT)

    def _ended(self) -> None:
        self.stop()
        self._summarise()

    def _rest_display(self, waited_s: float) -> None:
        if waited_s >= _AWAKE_WAITING_S:
            self._awake.release()

    def _log_event(self, event: Event) -> None:
        """Stores at once what must not be lost, and nothing else."""
        recorder = self._recorder
        idle_s, self._last_event_s = self._clock() - self._last_event_s, self._clock()
        if recorder is None:
            return
        if idle_s > LONGEST_OPEN.total_seconds() and not isinstance(event, Hurt):
            # After all other listeners have had the event.
            QTimer.singleShot(0, self._leave_open)
            return
        match event:
            case RepetitionDone():
                recorder.repetition_done(event.phase)
            case HelpedAnswered():
                recorder.helped(event.item, event.helped.value)
            case Hurt():
                recorder.hurt(event.phase, event.second_s)
            case LeaveConfirmed():
                recorder.exercise_left(event.phase)
            case Resumed() | Ready():
                self._awake.hold()
            case Ended():
                self._how = Ending(event.how.value)
            case _:
                pass

    def _leave_open(self) -> None:
        """Abandons a session that was idle for hours: it has ended, or must be started again.

        :mod:`evenkeel.ui.frame.resumable_session` decides whether it may continue, as after a
        restart.
        """
        recorder, self._recorder = self._recorder, None
        if recorder:
            self._user_state.pending.release(recorder)
            self.stop()
            self._window.page(COACH).abandon()
            self.finished.emit()

    def _log_explanation(self, _event: Hurt, what: str) -> None:
        if what and self._recorder:
            self._recorder.explained(what)

    def _summarise(self) -> None:
        recorder = self._recorder
        if recorder is None:
            return
        page = self._window.show_page(SUMMARY, alone=True)
        page.show_session(
            recorder.plan,
            recorder.done,
            finished=self._how is Ending.FINISHED,
            pain_before=recorder.pain_before,
            stopped=recorder.stopped,
            left=recorder.left,
            left_out=recorder.left_out,
            said=self._last_words,
            outlook=outlook(
                self._user_state.journal.sessions(),
                self._aim(),
                self._user_state.now(),
                self._user_state.journal.paper_days(),
                first_weekday=first_weekday(),
            ),
        )
        self._show_stored()

    def _show_stored(self) -> None:
        """Says on the last page what of the session is on the disk."""
        recorder = self._recorder
        if recorder and self._window.current() == SUMMARY:
            page = self._window.page(SUMMARY)
            page.show_stored(recorder.stored(), self._saving.why())

    def _close(self, pain_after: int | None, note: str, really: str) -> None:
        recorder, self._recorder = self._recorder, None
        if recorder:
            recorder.ended(
                self._how, pain_after=pain_after, note=note, really=CompletionClaim(really)
            )
            from evenkeel.ui.session.aftercare_page import needs_care

            if pain_after is not None and needs_care(recorder.pain_before, pain_after):
                page = self._window.show_page(AFTERCARE, alone=True)
                page.show_pain(recorder.pain_before, pain_after)
                return
        self.finished.emit()
