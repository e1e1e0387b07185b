"""The progress page, and the journal that it shows."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evenkeel.journal.storage.errors import JournalError
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.startup_log import warn
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.progress.page_keys import PROGRESS
from evenkeel.ui.style.appearance import Appearance

if TYPE_CHECKING:
    # Imported when they are made: the first page must not wait for them.
    from evenkeel.journal.entries.store import Journal
    from evenkeel.ui.progress.abilities_view import AbilitiesView
    from evenkeel.ui.progress.progress_page import ProgressPage


class ProgressFlow(QObject):
    """Shows how it went, and stores what the user says of their own activities [DAYS-6].

    Signals:
        todayRequested, diaryRequested: another page is to be shown.
        daysRequested: some days are to be opened; a Span.
        aheadRequested: what is dated later than now is to be opened.
        failed: the journal could not be read or written; a sentence about it.
    """

    todayRequested = Signal()
    diaryRequested = Signal()
    daysRequested = Signal(object)
    aheadRequested = Signal()
    failed = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        user_state: UserState,
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self._window = window
        self._appearance = appearance
        self._user_state = user_state
        self._preferences = preferences
        window.add_page(PROGRESS, self._make)

    @property
    def asks(self) -> bool:
        """Whether the user wants to be asked about activities of their own."""
        return self._preferences.settings.own_activities

    def rating_due(self) -> bool:
        """Whether the user's own activities wait to be rated.

        Raises:
            JournalError: the journal can't be read.
        """
        if not self.asks:
            return False
        activities = self._journal.activities()
        if not any(one.chosen for one in activities):
            return False
        from evenkeel.journal.trends.abilities import rating_due

        return rating_due(activities, self._journal.ability_ratings(), self._user_state.now())

    def show_rating(self) -> None:
        """Shows the progress page where the user's own activities are rated."""
        self.show()
        self.show_abilities()

    def show(self) -> None:
        """Shows the progress page with what is in the journal."""
        self._try(self._show)

    def show_abilities(self) -> None:
        """Shows the user's own activities."""
        self._try(self._show_abilities)

    def _show(self) -> None:
        from evenkeel.language import first_weekday
        from evenkeel.ui.progress.progress_view import ProgressView

        now, journal = self._user_state.now(), self._journal
        counted = self._user_state.counted()
        self._window.page(PROGRESS).show_progress(
            ProgressView(
                records=counted.records,
                aim=self._preferences.settings.sessions_per_week,
                now=now,
                paper=counted.paper,
                first_weekday=first_weekday(),
                ahead=counted.ahead,
                rating_due=self.rating_due(),
                invited=self.asks and not any(one.chosen for one in journal.activities()),
            )
        )
        self._window.show_page(PROGRESS)

    def _show_abilities(self) -> None:
        from evenkeel.journal.trends.abilities import ability_points, rating_due
        from evenkeel.ui.progress.abilities_view import AbilitiesData

        now, journal = self._user_state.now(), self._journal
        activities, ratings = journal.activities(), journal.ability_ratings()
        names = [one.name for one in activities if one.chosen]
        asked = [one.at.date() for one in ratings if one.activity in names and one.at <= now]
        self._window.page(PROGRESS).show_abilities(
            AbilitiesData(
                activities=names,
                points=ability_points(ratings, now),
                due=rating_due(activities, ratings, now),
                asked=max(asked, default=None),
            )
        )

    def _show_exercises(self) -> None:
        from evenkeel.journal.entries.exercises import exercise_summaries

        summaries = exercise_summaries(self._journal.exercise_sessions(), self._user_state.now())
        page = self._window.page(PROGRESS)
        page.show_exercises(summaries, self._user_state.answers)

    @property
    def _journal(self) -> "Journal":
        return self._user_state.journal

    def _make(self) -> "ProgressPage":
        from evenkeel.ui.progress.progress_page import ProgressPage

        page = ProgressPage(self._appearance)
        page.todayRequested.connect(self.todayRequested)
        page.diaryRequested.connect(self.diaryRequested)
        page.daysRequested.connect(self.daysRequested)
        page.aheadRequested.connect(self.aheadRequested)
        page.painWanted.connect(self.show)
        page.abilitiesWanted.connect(self.show_abilities)
        page.exercisesWanted.connect(lambda: self._try(self._show_exercises))
        page.abilitiesMade.connect(self._connect_abilities)
        return page

    def _connect_abilities(self, view: "AbilitiesView") -> None:
        view.chosen.connect(self._choose)
        view.rated.connect(self._rate)
        view.skipped.connect(lambda names: self._rate(dict.fromkeys(names)))
        view.declined.connect(self._decline)

    def _choose(self, names: Sequence[str]) -> None:
        self._preferences.change_one(own_activities=True)
        self._try(lambda: self._journal.choose_activities(names))
        self.show_abilities()

    def _rate(self, abilities: Mapping[str, int | None]) -> None:
        now = self._user_state.now()
        if self._try(lambda: self._journal.rate_activities(abilities, now)):
            self.show_abilities()

    def _decline(self) -> None:
        self._preferences.change_one(own_activities=False)
        self._try(lambda: self._journal.choose_activities(()))
        self.show()

    def _try(self, act: Callable[[], None]) -> bool:
        """Reads or writes the journal; says so and returns False if that fails."""
        try:
            act()
        except JournalError as error:
            from evenkeel.ui.frame.fault_messages import fault_in_words

            warn(error)
            self.failed.emit(fault_in_words(error))
            return False
        return True
