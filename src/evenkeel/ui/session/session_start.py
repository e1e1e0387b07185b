"""What leads to a session: safety questions, pain before it, the plan as it is played."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from evenkeel.catalogue.terms import Outcome
from evenkeel.coach.moves import fewest_turns
from evenkeel.coach.timeline import Timing, timeline, total_s
from evenkeel.guide.plan import Plan
from evenkeel.journal.records import UnfinishedSession
from evenkeel.ui.frame.journal_retry import JournalRetry
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.resumable_session import ResumableSession, place_of
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.session.page_keys import AFTERCARE, COACH, PAIN, SUMMARY
from evenkeel.ui.style.appearance import Appearance

if TYPE_CHECKING:
    # Made when the user begins: the first page must not wait for it.
    from evenkeel.ui.session.aftercare_page import AftercarePage
    from evenkeel.ui.session.coach.coach_page import CoachPage
    from evenkeel.ui.session.coach.steering import Steering
    from evenkeel.ui.session.keep_awake import Awake
    from evenkeel.ui.session.pain_page import PainPage
    from evenkeel.ui.session.session_flow import SessionFlow
    from evenkeel.ui.session.sound import Sound
    from evenkeel.ui.session.summary_page import SummaryPage


class SafetyQuestions(Protocol):
    """What asks the safety questions before a session."""

    def screen(self, then: Callable[[], None]) -> None:
        """Asks them; ``then`` is called once they are answered."""


class SessionServices(Protocol):
    """What a session needs of the system."""

    @property
    def sound(self) -> "Sound":
        """Voice and tones."""

    @property
    def awake(self) -> "Awake":
        """What keeps the display from going dark."""


class SessionStart(QObject):
    """Begins a session as soon as it may begin, with the plan in the order that is wanted.

    Signals:
        finished: the session is done, or was not begun; the plan is to be shown.
    """

    finished = Signal()

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        user_state: UserState,
        preferences: Preferences,
        *,
        questions: SafetyQuestions,
        services: SessionServices,
        clock: Callable[[], float],
        saving: JournalRetry,
        left_open: ResumableSession,
    ) -> None:
        """Sessions run by ``clock``, in seconds."""
        super().__init__()
        self._window = window
        self._appearance = appearance
        self._user_state = user_state
        self._preferences = preferences
        self._questions_flow = questions
        self._services = services
        self._clock = clock
        self._saving = saving
        self._left_open = left_open
        self._unfinished: UnfinishedSession | None = None
        # The one exercise to do, in place of the whole plan.
        self._only: str | None = None
        window.add_page(PAIN, self._make_pain)
        window.add_page(COACH, self._make_coach)
        window.add_page(SUMMARY, self._make_summary)
        window.add_page(AFTERCARE, self._make_aftercare)

    @cached_property
    def session(self) -> "SessionFlow":
        """What runs the session, made when it is first needed."""
        from evenkeel.ui.session.session_flow import SessionFlow

        flow = SessionFlow(
            self._window,
            self._user_state,
            clock=self._clock,
            timing=self.timing,
            sound=self._services.sound,
            awake=self._services.awake,
            fills_screen=lambda: self._preferences.settings.fill_screen,
            aim=lambda: self._preferences.settings.sessions_per_week,
            saving=self._saving,
        )
        self._window.closing.connect(flow.stop)
        flow.painGiven.connect(self._with_pain)
        flow.finished.connect(self.finished)
        return flow

    def start(self) -> None:
        """Begins with the safety questions where they are due."""
        self._unfinished = self._only = None
        self._pass_gates()

    def start_one(self, exercise: str) -> None:
        """Begins a session of one planned exercise, past the same gates as a whole one."""
        self._unfinished, self._only = None, exercise
        self._pass_gates()

    def takes_s(self, exercise: str) -> float | None:
        """How long a session of one exercise takes, in seconds; ``None``: it is not planned."""
        plan = self._user_state.plan_today
        alone = plan.only(exercise) if plan and self.possible() else None
        if alone is None:
            return None
        return total_s(timeline(alone, self._user_state.catalogue, timing=self.timing()))

    def resume(self) -> None:
        """Continues with the session that was left in the middle, past the same gates as a new one.

        The safety questions come first where they are due; then the pain is asked, and after a
        rise of 2 points the safety questions [DAYS-4]. The session keeps the
        pain with which it was begun as its pain before, as it counts as one session of that
        time; the pain that is asked now is kept with the answers where it led to questions.
        What no longer may continue is closed, and Today says so. Of a session whose exercises were
        all done, only the end is missing: that comes at once.
        """
        session = self._left_open.session()
        self._only = None
        if session is None:
            self.finished.emit()
        elif place_of(session, self._user_state.catalogue) is None:
            self.session.resume(session)
        else:
            self._unfinished = session
            self._pass_gates()

    def _pass_gates(self) -> None:
        unfinished = self._unfinished
        if self._user_state.screening_due():
            self._questions_flow.screen(self._pass_gates)
        elif not self.possible() or (unfinished and not self._still_open(unfinished)):
            self.finished.emit()
        else:
            self.session.ask_pain(unfinished.pain_before if unfinished else None)

    def _still_open(self, unfinished: UnfinishedSession) -> bool:
        """Whether it may still continue: the answers, or the day, may have changed meanwhile."""
        session = self._left_open.session()
        return session is not None and session.session_id == unfinished.session_id

    def possible(self) -> bool:
        """Whether the plan has something to do today."""
        plan = self._user_state.plan_today
        return plan is not None and plan.outcome is Outcome.EXERCISE and bool(plan.items)

    def timing(self) -> Timing:
        """How long everything between the holds takes, as the user has set it."""
        settings = self._preferences.settings
        return Timing(
            prepare_s=float(settings.prepare_s),
            switch_s=float(settings.switch_s),
            fitted=True,
            rest_part=settings.rest_percent / 100,
        )

    def plan(self) -> Plan | None:
        """The plan as it will be played today."""
        plan = self._user_state.plan_today
        if plan and self._preferences.settings.fewest_turns:
            return fewest_turns(plan, self._user_state.catalogue)
        return plan

    def _with_pain(self, pain: int) -> None:
        """Begins at this pain, 0 to 10; after a rise the safety questions come first."""
        if self._user_state.pain_rose(pain):
            self._questions_flow.screen(lambda: self._screened(pain))
        else:
            self._begin(pain)

    def _screened(self, pain: int) -> None:
        """Keeps that the questions were answered at this pain, so that it asks only once."""
        answers = self._user_state.answers
        if answers:
            self._user_state.answer(answers.with_answer("pain_now", pain))
        self._begin(pain)

    def _begin(self, pain: int) -> None:
        plan, unfinished = self.plan(), self._unfinished
        if plan and self._only:
            # The safety questions may have changed what is planned.
            plan = plan.only(self._only)
        if plan is None or not self.possible():
            self.finished.emit()
        elif unfinished is None:
            self.session.begin(plan, pain)
        elif self._still_open(unfinished):
            self.session.resume(unfinished)
        else:
            self.finished.emit()

    def _make_pain(self) -> "PainPage":
        from evenkeel.ui.session.pain_page import PainPage

        page = PainPage(self._appearance)
        page.scan_s = lambda: self._preferences.settings.scan_s
        return self.session.connect_pain(page)

    def _make_coach(self) -> "CoachPage":
        from evenkeel.ui.session.coach.coach_page import CoachPage

        script = self._services.sound.script
        page = CoachPage(self._appearance, script)
        page.steering = self._steering
        return self.session.connect_coach(page)

    def _steering(self) -> "Steering":
        from evenkeel.ui.session.coach.steering import Steering

        settings = self._preferences.settings
        return Steering(
            letters=settings.session_letters,
            keys=settings.session_keys,
            held_ms=settings.held_ms,
            scan_s=settings.scan_s,
        )

    def _make_summary(self) -> "SummaryPage":
        from evenkeel.ui.session.summary_page import SummaryPage

        page = SummaryPage(self._appearance)
        page.scan_s = lambda: self._preferences.settings.scan_s
        return self.session.connect_summary(page)

    def _make_aftercare(self) -> "AftercarePage":
        from evenkeel.ui.session.aftercare_page import AftercarePage

        return self.session.connect_aftercare(AftercarePage(self._appearance))
