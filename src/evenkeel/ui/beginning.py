"""What leads to a session: safety questions, pain before it, the plan as it is played."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from evenkeel.catalogue.terms import Outcome
from evenkeel.coach.moves import fewest_turns
from evenkeel.coach.timeline import Timing
from evenkeel.guide.plan import Plan
from evenkeel.journal.records import UnfinishedSession
from evenkeel.ui.asking import Asking
from evenkeel.ui.look import Look
from evenkeel.ui.outside import Outside
from evenkeel.ui.preferences import Preferences
from evenkeel.ui.reader import Reader
from evenkeel.ui.window import MainWindow

if TYPE_CHECKING:
    # Made when the reader begins: the first page must not wait for it.
    from evenkeel.ui.session_flow import SessionFlow


class Beginning(QObject):
    """Begins a session as soon as it may begin, with the plan in the order that is wanted.

    Signals:
        over: the session is done, or was not begun; the plan is to be shown.
        troubled: the journal could not be written; the sentence that says why.
    """

    over = Signal()
    troubled = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        look: Look,
        reader: Reader,
        preferences: Preferences,
        *,
        asking: Asking,
        outside: Outside,
        clock: Callable[[], float],
        keep: Callable[[Callable[[], None]], None],
    ) -> None:
        """``keep`` runs something that writes to the journal, and tells when it fails.

        Sessions run by ``clock``, in seconds.
        """
        super().__init__()
        self._window = window
        self._look = look
        self._reader = reader
        self._preferences = preferences
        self._asking = asking
        self._outside = outside
        self._clock = clock
        self._keep = keep

    @cached_property
    def session(self) -> "SessionFlow":
        """What runs the session, made when it is first needed."""
        from evenkeel.ui.session_flow import SessionFlow

        flow = SessionFlow(
            self._window,
            self._reader,
            clock=self._clock,
            timing=self.timing,
            sound=self._outside.sound,
            awake=self._outside.awake,
            fills_screen=lambda: self._preferences.settings.fill_screen,
            aim=lambda: self._preferences.settings.sessions_per_week,
        )
        self._window.closing.connect(flow.stop)
        flow.painGiven.connect(self._with_pain)
        flow.over.connect(self.over)
        flow.troubled.connect(self.troubled)
        return flow

    def makers(self) -> Mapping[str, Callable[[], QWidget]]:
        """What makes the pages of a session, by name."""
        return {
            "pain": self._make_pain,
            "coach": self._make_coach,
            "summary": self._make_summary,
        }

    def start(self) -> None:
        """Begins with the safety questions where they are due."""
        if self._reader.screening_due():
            self._asking.screen(self.start)
        elif self.possible():
            self.session.ask_pain()
        else:
            self.over.emit()

    def resume(self, session: UnfinishedSession) -> None:
        """Goes on with a session that was left in the middle."""
        self.session.resume(session)

    def possible(self) -> bool:
        """Whether the plan has something to do today."""
        plan = self._reader.plan_today
        return plan is not None and plan.outcome is Outcome.EXERCISE and bool(plan.items)

    def timing(self) -> Timing:
        """How long everything between the holds takes, as the reader has set it."""
        settings = self._preferences.settings
        return Timing(
            prepare_s=float(settings.prepare_s),
            switch_s=float(settings.switch_s),
            fitted=True,
            rest_part=settings.rest_percent / 100,
        )

    def plan(self) -> Plan | None:
        """The plan as it will be played today."""
        plan = self._reader.plan_today
        if plan and self._preferences.settings.fewest_turns:
            return fewest_turns(plan, self._reader.catalogue)
        return plan

    def _with_pain(self, pain: int) -> None:
        """Begins at this pain, 0 to 10; after a rise the safety questions come first."""
        if self._reader.pain_rose(pain):
            self._asking.screen(lambda: self._screened(pain))
        else:
            self._begin(pain)

    def _screened(self, pain: int) -> None:
        """Keeps that the questions were answered at this pain, so that it asks only once."""
        answers = self._reader.answers
        if answers:
            self._keep(lambda: self._reader.answer(answers.with_answer("pain_now", pain)))
        self._begin(pain)

    def _begin(self, pain: int) -> None:
        plan = self.plan()
        if plan and self.possible():
            self.session.begin(plan, pain)
        else:
            self.over.emit()

    def _make_pain(self) -> QWidget:
        from evenkeel.ui.pages.pain import PainPage

        return self.session.connect_pain(PainPage(self._look))

    def _make_coach(self) -> QWidget:
        from evenkeel.ui.pages.coach import CoachPage

        return self.session.connect_coach(CoachPage(self._look))

    def _make_summary(self) -> QWidget:
        from evenkeel.ui.pages.summary import SummaryPage

        return self.session.connect_summary(SummaryPage(self._look))
