"""From *Start* to the journal: pain before, the coach, pain after."""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal

from evenkeel.catalogue.model import Catalogue
from evenkeel.coach.events import Ended, Event, HelpedAnswered, Hurt, RepetitionDone, Resumed
from evenkeel.coach.resume import Place, resume_place
from evenkeel.coach.session import Session
from evenkeel.coach.timeline import Helped, Timing
from evenkeel.guide.plan import Plan
from evenkeel.journal.errors import JournalError
from evenkeel.journal.outlook import outlook
from evenkeel.journal.records import Ending, PainStop, Really, Repetition, UnfinishedSession
from evenkeel.language import first_weekday
from evenkeel.ui.awake import Awake
from evenkeel.ui.faults import fault_in_words
from evenkeel.ui.reader import Reader
from evenkeel.ui.sound import Sound
from evenkeel.ui.widgets.later import Later
from evenkeel.ui.window import MainWindow
from evenkeel.voice.cue import Cue, CueKind

if TYPE_CHECKING:
    # Pages are imported when they are made.
    from evenkeel.ui.pages.coach import CoachPage
    from evenkeel.ui.pages.pain import PainPage
    from evenkeel.ui.pages.summary import SummaryPage

_log = logging.getLogger(__name__)

T = TypeVar("T")


class SessionFlow(QObject):
    """One session at a time, each of its steps in the journal at once.

    Signals:
        painGiven: the reader said how strong the pain is before the session.
        over: the session is done, or was not begun.
        troubled: the journal could not be written; the sentence that says why.
    """

    painGiven = Signal(int)
    over = Signal()
    troubled = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        reader: Reader,
        *,
        clock: Callable[[], float],
        timing: Callable[[], Timing],
        sound: Sound,
        awake: Awake,
        fills_screen: Callable[[], bool],
        aim: Callable[[], int],
    ) -> None:
        super().__init__()
        self._aim = aim
        self._sound = sound
        self._awake = awake
        self._fills_screen = fills_screen
        self._filled = False
        self._last_words = ""
        self._window = window
        self._reader = reader
        self._clock = clock
        self._timing = timing
        self._session_id: int | None = None
        self._pain_before = 0
        self._plan: Plan | None = None
        self._done: list[Repetition] = []
        self._stopped: set[int] = set()
        self._how = Ending.ENDED
        self._trouble_told = False
        self._afterwards = Later(window)

    def connect_pain(self, page: "PainPage") -> "PainPage":
        """Listens to the page that asks for the pain."""
        page.given.connect(self.painGiven)
        page.skipped.connect(self._not_now)
        return page

    def connect_coach(self, page: "CoachPage") -> "CoachPage":
        """Listens to the page that plays the session."""
        page.eventHappened.connect(self._log_event)
        page.stopExplained.connect(self._log_explanation)
        page.ended.connect(self._ended)
        self._sound.said.connect(lambda cue: self._say(page, cue))
        self._sound.flashed.connect(lambda _cue: page.flash())
        return page

    def connect_summary(self, page: "SummaryPage") -> "SummaryPage":
        """Listens to the page that closes the session."""
        page.done.connect(self._close)
        return page

    def ask_pain(self) -> None:
        """Asks for the pain before a session, while the sound device is being opened."""
        self._sound.announcer.wake()
        page = cast("PainPage", self._window.show_page("pain", alone=True))
        page.ask(
            self.tr("How strong is your pain right now?"),
            self.tr("0 is no pain, 10 is the worst pain you can imagine."),
        )
        # While the reader chooses, what comes next is made.
        self._afterwards.begin(
            partial(import_module, "evenkeel.ui.pages.coach"), partial(self._window.page, "coach")
        )

    def _not_now(self) -> None:
        self._sound.announcer.rest()
        self.over.emit()

    def begin(self, plan: Plan, pain: int) -> None:
        """Begins a session of a plan."""
        answers = self._reader.answers
        sore_side = str(answers.one("sore_side")) if answers else "unsure"
        self._trouble_told = False
        self._session_id = self._tried(
            lambda: self._reader.journal.begin_session(
                plan, sore_side=sore_side, pain_before=pain, at=self._reader.now()
            )
        )
        self._take(plan, pain, (), ())
        self._play(plan, None, None)

    def resume(self, unfinished: UnfinishedSession) -> None:
        """Goes on with a session that was cut off, or closes it when all of it was done."""
        helped = Helped(unfinished.helped) if unfinished.helped else None
        place = resume_place(
            unfinished.plan,
            self._catalogue,
            helped=helped,
            done=unfinished.done,
            stopped=unfinished.stopped,
        )
        self._trouble_told = False
        self._session_id = unfinished.session_id
        self._take(unfinished.plan, unfinished.pain_before, unfinished.done, unfinished.stopped)
        if place is None:
            self._how = Ending.FINISHED
            self._summarise()
        else:
            self._play(unfinished.plan, helped, place)

    def _take(
        self, plan: Plan, pain: int, done: Iterable[Repetition], stopped: Iterable[int]
    ) -> None:
        self._plan, self._pain_before = plan, pain
        self._done, self._stopped = list(done), set(stopped)

    @property
    def _catalogue(self) -> Catalogue:
        return self._reader.catalogue

    def _play(self, plan: Plan, helped: Helped | None, place: Place | None) -> None:
        self._how = Ending.ENDED
        session = Session(
            plan,
            self._catalogue,
            clock=self._clock,
            timing=self._timing(),
            helped=helped,
            resume_at=place,
        )
        self._last_words = ""
        self._awake.hold()
        self._fill_screen()
        page = cast("CoachPage", self._window.show_page("coach", alone=True))
        self._sound.announcer.begin(plan, session.phases)
        page.play(session, plan, self._sound.announcer)

    def stop(self) -> None:
        """Gives back what a session takes: display, sound and screen; pauses what runs."""
        self._awake.release()
        self._sound.announcer.rest()
        if self._window.current() == "coach":
            cast("CoachPage", self._window.page("coach")).pause()
        if self._filled:
            self._filled = False
            self._window.setWindowState(
                self._window.windowState() & ~Qt.WindowState.WindowFullScreen
            )

    def _fill_screen(self) -> None:
        state = self._window.windowState()
        if self._fills_screen() and not state & Qt.WindowState.WindowFullScreen:
            self._filled = True
            self._window.setWindowState(state | Qt.WindowState.WindowFullScreen)

    def _say(self, page: "CoachPage", cue: Cue) -> None:
        """Shows what is said, where it is said."""
        if cue.kind in (CueKind.FINISH, CueKind.ENDED):
            self._last_words = cue.text
        elif self._window.current() == "coach":
            page.show_caption(cue.text, hurt=cue.kind is CueKind.HURT)

    def _ended(self) -> None:
        self.stop()
        self._summarise()

    def _log_event(self, event: Event) -> None:
        """Writes down at once what must not be lost, and nothing else."""
        journal, now = self._reader.journal, self._reader.now()
        match event:
            case RepetitionDone():
                done = _repetition(event)
                self._done.append(done)
                self._write(lambda session: journal.add_repetition(session, done, now))
            case HelpedAnswered():
                item, helped = event.item, event.helped.value
                self._write(lambda session: journal.set_helped(session, item, helped))
            case Hurt():
                stop = _stop(event)
                self._stopped.add(stop.item)
                self._write(lambda session: journal.add_stop(session, stop, now))
            case Resumed():
                self._awake.hold()
            case Ended():
                self._how = Ending(event.how.value)
            case _:
                pass

    def _log_explanation(self, _event: Hurt, what: str) -> None:
        if what:
            self._write(lambda session: self._reader.journal.explain_stop(session, what))

    def _summarise(self) -> None:
        if self._plan is None:
            return
        page = cast("SummaryPage", self._window.show_page("summary", alone=True))
        page.show_session(
            self._plan,
            self._done,
            finished=self._how is Ending.FINISHED,
            pain_before=self._pain_before,
            stopped=self._stopped,
            said=self._last_words,
            outlook=outlook(
                self._reader.journal.sessions(),
                self._aim(),
                self._reader.now(),
                self._reader.journal.paper_days(),
                first_weekday=first_weekday(),
            ),
        )

    def _close(self, pain_after: int | None, note: str, really: str) -> None:
        journal, now = self._reader.journal, self._reader.now()
        self._write(
            lambda session: journal.end_session(
                session,
                now,
                how=self._how,
                pain_after=pain_after,
                note=note,
                really=Really(really),
            )
        )
        self._session_id = None
        self.over.emit()

    def _write(self, write: Callable[[int], None]) -> None:
        """Writes something of the session that is running, when it could be begun at all."""
        session_id = self._session_id
        if session_id is not None:
            self._tried(lambda: write(session_id))

    def _tried(self, write: Callable[[], T]) -> T | None:
        """Writes to the journal; trouble is told once, and the session goes on without it."""
        try:
            return write()
        except JournalError as error:
            _log.warning("%s", error)
            if not self._trouble_told:
                self._trouble_told = True
                self.troubled.emit(fault_in_words(error))
            return None


def _repetition(event: RepetitionDone) -> Repetition:
    phase = event.phase
    return Repetition(
        item=phase.item,
        exercise=phase.exercise,
        variant=phase.variant,
        side=phase.side,
        set=phase.set or 1,
        rep=phase.rep or 1,
        hold_s=phase.duration_s,
    )


def _stop(event: Hurt) -> PainStop:
    phase = event.phase
    return PainStop(
        item=phase.item,
        exercise=phase.exercise,
        variant=phase.variant,
        side=phase.side,
        set=phase.set,
        rep=phase.rep,
        second_s=event.second_s,
    )
