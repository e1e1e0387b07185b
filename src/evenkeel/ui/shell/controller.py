"""Connects the pages with the journal, settings, sessions and printing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QObject

from evenkeel.catalogue.terms import Outcome, Side
from evenkeel.coach.timeline import timeline
from evenkeel.guide.describe import lay_ready
from evenkeel.guide.plan import Dose
from evenkeel.journal.storage.errors import JournalError
from evenkeel.language import first_weekday
from evenkeel.ui.diary.day_flow import DayFlow
from evenkeel.ui.diary.diary_flow import DiaryFlow
from evenkeel.ui.diary.page_keys import DAY, DIARY
from evenkeel.ui.frame.day_view import Span
from evenkeel.ui.frame.journal_retry import JournalRetry
from evenkeel.ui.frame.notifier import Notifier
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.resumable_session import ResumableSession
from evenkeel.ui.frame.startup_log import warn
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import PLACES, MainWindow
from evenkeel.ui.library.library_flow import LibraryFlow
from evenkeel.ui.library.page_keys import CARD, LIBRARY
from evenkeel.ui.plan.notices_flow import Notices
from evenkeel.ui.plan.page_keys import TODAY
from evenkeel.ui.plan.so_far import SoFar, so_far
from evenkeel.ui.plan.step_flow import StepFlow
from evenkeel.ui.print.print_actions import Paperwork
from evenkeel.ui.progress.page_keys import PROGRESS
from evenkeel.ui.progress.progress_flow import ProgressFlow
from evenkeel.ui.questions.page_keys import ANSWERS, REFERRAL, WELCOME
from evenkeel.ui.questions.questions_flow import QuestionsFlow
from evenkeel.ui.session.page_keys import COACH
from evenkeel.ui.session.session_start import SessionStart
from evenkeel.ui.settings.page_keys import HELP, SETTINGS
from evenkeel.ui.shell.close_confirmation import CloseConfirmation
from evenkeel.ui.shell.settings_flow import SettingsFlow
from evenkeel.ui.shell.system_services import SystemServices
from evenkeel.ui.style.appearance import Appearance

if TYPE_CHECKING:
    # Imported when they are made: the first page must not wait for them.
    from evenkeel.ui.plan.today_page import TodayPage
    from evenkeel.ui.questions.referral_page import ReferralPage
    from evenkeel.ui.questions.welcome_page import WelcomePage
    from evenkeel.ui.session.keep_awake import Awake
    from evenkeel.ui.session.session_flow import SessionFlow
    from evenkeel.ui.session.sound import Sound
    from evenkeel.ui.shell.crash_log import CrashLog
    from evenkeel.ui.shell.preload import Preloader


class Controller(QObject):
    """Knows all the other parts of the window and acts on the requests of its pages.

    Attributes:
        window: the main window.
    """

    def __init__(
        self,
        appearance: Appearance,
        user_state: UserState,
        preferences: Preferences,
        *,
        clock: Callable[[], float],
        sound: "Callable[[], Sound] | None" = None,
        awake: "Awake | None" = None,
        crashes: "CrashLog | None" = None,
    ) -> None:
        """Uses the system's own voice and display where no others are given."""
        super().__init__()
        self._appearance = appearance
        self._user_state = user_state
        self._preferences = preferences
        self._preloader: Preloader | None = None
        self.window = MainWindow(appearance)
        self._add_pages()
        self._services = SystemServices(
            appearance.catalogue, preferences, reader=appearance.reader, sound=sound, awake=awake
        )
        self._services.windowRequested.connect(self.raise_window)
        self._notifier = Notifier(self.window)
        self._saving = JournalRetry(user_state.pending)
        self._saving.failed.connect(self._notifier.notify_outside_session)
        self._saving.moved.connect(self._notifier.notify_after_session)
        self._saving.changed.connect(self._show_saving)
        self._questions_flow = QuestionsFlow(self.window, appearance, user_state)
        self._questions_flow.finished.connect(self.show_today)
        left_open = ResumableSession(user_state)
        self._session_start = SessionStart(
            self.window,
            appearance,
            user_state,
            preferences,
            questions=self._questions_flow,
            services=self._services,
            clock=clock,
            saving=self._saving,
            left_open=left_open,
        )
        self._session_start.finished.connect(self.show_today)
        self._progress_flow = ProgressFlow(self.window, appearance, user_state, preferences)
        self._progress_flow.todayRequested.connect(self.show_today)
        self._progress_flow.failed.connect(self.notify)
        self._notices = Notices(
            user_state,
            self._saving,
            left_open,
            crashes,
            rating_due=self._progress_flow.rating_due,
        )
        self._notices.ratingWanted.connect(self._progress_flow.show_rating)
        self._notices.resumeWanted.connect(self._session_start.resume)
        self._notices.screeningWanted.connect(lambda: self._questions_flow.screen(self.show_today))
        self._notices.leaveOutWanted.connect(self._take_out)
        self._notices.changed.connect(self.show_today)
        self._step_flow = StepFlow(user_state)
        self._step_flow.changed.connect(self.show_today)
        self._questions_flow.opened.connect(self._notices.tell_opened)
        self._paperwork = Paperwork(self.window, appearance, user_state, preferences)
        self._library_flow = LibraryFlow(
            self.window, appearance, user_state, takes_s=self._session_start.takes_s
        )
        self._library_flow.startRequested.connect(self._session_start.start_one)
        self._library_flow.printRequested.connect(self._paperwork.print_card)
        self._library_flow.pdfRequested.connect(self._paperwork.save_card)
        self._library_flow.previewRequested.connect(self._paperwork.preview_card)
        self._library_flow.placeRequested.connect(self.go_to)
        self._settings_flow = SettingsFlow(
            self.window,
            appearance,
            user_state,
            preferences,
            self._services,
            sheet=self._paperwork.sheet,
        )
        self._settings_flow.answersRequested.connect(self._questions_flow.show_answers)
        self._settings_flow.eraseRequested.connect(self._erase)
        self._settings_flow.journalReplaced.connect(self.show_other_journal)
        self._settings_flow.failed.connect(self.notify)
        self._diary_flow = DiaryFlow(self.window, appearance, user_state, place=PROGRESS)
        self._diary_flow.finished.connect(self.show_progress)
        self._diary_flow.failed.connect(self.notify)
        self._day_flow = DayFlow(self.window, appearance, user_state, place=PROGRESS)
        self._day_flow.finished.connect(self.show_progress)
        self._day_flow.diaryWanted.connect(self._diary_flow.show)
        self._notices.aheadWanted.connect(self._day_flow.show_ahead)
        self._day_flow.failed.connect(self.notify)
        self._progress_flow.diaryRequested.connect(self._diary_flow.show)
        self._progress_flow.daysRequested.connect(self._day_flow.show)
        self._progress_flow.aheadRequested.connect(self._day_flow.show_ahead)
        self.window.pageRequested.connect(self.go_to)
        self.window.backRequested.connect(self._go_back)
        CloseConfirmation(self.window)
        self.window.printRequested.connect(self._print_current)
        preferences.failed.connect(self.notify)

    @property
    def session(self) -> "SessionFlow":
        """Runs a session from *Start* to its end."""
        return self._session_start.session

    def remind(self) -> None:
        """Starts the reminders, if the user wants them; the window may be closed then."""
        self._services.remind(self._user_state, self.window)

    def preload(self) -> None:
        """Starts to prepare, in quiet moments, what the user may open next."""
        from evenkeel.ui.shell.preload import Preloader, next_steps

        steps = next_steps(self.window, charts=bool(self._user_state.journal.sessions()))
        self._preloader = Preloader(
            steps, busy=lambda: self.window.current() not in PLACES, parent=self
        )
        self._preloader.begin()

    def raise_window(self) -> None:
        """Brings the window to the front, also from minimised or hidden."""
        self.window.setWindowState(
            self.window.windowState() & ~QtCore.Qt.WindowState.WindowMinimized
        )
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> None:
        """Releases what the program holds of the system: voice, sound device, display."""
        if self._preloader:
            self._preloader.stop()
        self._services.close()
        self._saving.close()

    def open(self) -> None:
        """Shows the visible part of the first page; :meth:`complete` adds the rest."""
        if self._preferences.settings.welcomed:
            self.show_today(whole=False)
        else:
            self.window.show_page(WELCOME, alone=True)

    def complete(self) -> None:
        """Adds the part of the first page that is below the fold."""
        if self.window.current() == TODAY:
            self._today().show_rest()
        self._show_tip()

    def _show_tip(self) -> None:
        """The everyday tip of the day, in the sidebar."""
        from evenkeel.guide.tips import tip_of_day

        today = self._user_state.now().date()
        tip = tip_of_day(self._user_state.plan, today, self._appearance.catalogue)
        self.window.show_tip(*((tip.title, tip.text) if tip else ("", "")))

    def go_to(self, place: str) -> None:
        """Shows a place of the sidebar; does nothing during a session."""
        if self.window.current() == COACH:
            return
        plan = self._user_state.plan
        if place == "library" and plan and plan.outcome is Outcome.REFER_URGENT:
            place = "today"  # the page that says why the exercises are closed
        match place:
            case "today":
                self.show_today()
            case "library":
                self.show_library()
            case "progress":
                self.show_progress()
            case "settings":
                self.show_settings()
            case "help":
                self._settings_flow.show_help()
            case "about" | "tips":
                self._settings_flow.show_help(place)
            case "diary":
                self._diary_flow.show()

    def show_today(self, *, whole: bool = True) -> None:
        """Shows what the answers lead to: the plan, the referral or the invitation."""
        self._notifier.notify_waiting()
        if not self._try(lambda: self._show_today(whole=whole)) and not self.window.current():
            self._today().show_empty()
            self.window.show_page(TODAY)
        if whole:
            self._show_tip()

    def _show_today(self, *, whole: bool) -> None:
        self._notices.close_left_open()
        user_state, plan = self._user_state, self._session_start.plan()
        if plan is None or user_state.plan is None or user_state.answers is None:
            self._today().show_empty()
            self.window.show_page(TODAY)
            return
        if plan.outcome is not Outcome.EXERCISE:
            self.window.page(REFERRAL).show_plan(plan, user_state.answers)
            # A full page, with nothing on it or beside it to start.
            self.window.show_page(REFERRAL, alone=True)
            return
        page = self._today()
        page.show_plan(
            plan,
            original=user_state.plan,
            changes=user_state.changes,
            phases=timeline(plan, user_state.catalogue, timing=self._session_start.timing()),
            so_far=self._so_far(),
            things=lay_ready(plan, user_state.answers, user_state.catalogue),
            whole=whole,
        )
        self._show_notices(page)
        self.window.show_page(TODAY)

    def _so_far(self) -> SoFar:
        aim = self._preferences.settings.sessions_per_week
        try:
            return so_far(self._user_state, aim, first_weekday())
        except JournalError as error:
            # The plan is shown all the same; that part of the journal is damaged is told once.
            warn(error)
            return SoFar(now=self._user_state.now(), aim=aim)

    def show_library(self) -> None:
        """Shows all exercises, with the sides of this user."""
        self._library_flow.show()

    def show_card(
        self, exercise: str, variant: str | None = None, side: Side | None = None
    ) -> None:
        """Shows the card of an exercise, as planned if it is in the plan."""
        self._library_flow.show_card(exercise, variant, side)

    def show_progress(self) -> None:
        """Shows the progress page with what is in the journal."""
        self._progress_flow.show()

    def show_settings(self) -> None:
        """Shows the settings."""
        self._settings_flow.show()

    def show_answers(self) -> None:
        """Shows all answers for changing, or asks the questions if there are none."""
        self._questions_flow.show_answers()

    def notify(self, sentence: str) -> None:
        """Shows that something outside the program went wrong, without blocking."""
        self._notifier.notify(sentence)

    # The pages, each made when it is first shown

    def _add_pages(self) -> None:
        window = self.window
        window.add_page(TODAY, self._make_today)
        window.add_page(WELCOME, self._make_welcome)
        window.add_page(REFERRAL, self._make_referral)

    def _make_today(self) -> "TodayPage":
        from evenkeel.ui.plan.today_page import TodayPage

        page = TodayPage(self._appearance)
        page.startRequested.connect(self._session_start.start)
        page.printRequested.connect(self._paperwork.choose)
        page.cardRequested.connect(self.show_card)
        page.doseChanged.connect(self._change_dose)
        page.doseReset.connect(lambda exercise: self._change_dose(exercise, None))
        page.takenOut.connect(self._take_out)
        page.putBack.connect(self._put_back)
        page.changeAnswers.connect(self._questions_flow.change)
        page.codeRequested.connect(self._questions_flow.ask_code)
        page.progressRequested.connect(self.show_progress)
        page.lastRequested.connect(lambda day: self._day_flow.show(Span(first=day, last=day)))
        self._notices.connect_today(page)
        self._step_flow.connect_today(page)
        return page

    def _welcomed(self) -> None:
        self._preferences.change_one(welcomed=True)
        self._questions_flow.ask()

    def _make_welcome(self) -> "WelcomePage":
        from evenkeel.ui.questions.welcome_page import WelcomePage

        page = WelcomePage(self._appearance)
        page.accepted.connect(self._welcomed)
        return page

    def _make_referral(self) -> "ReferralPage":
        from evenkeel.ui.questions.referral_page import ReferralPage

        page = ReferralPage(self._appearance)
        page.offer_print("referral_print")
        page.printRequested.connect(self._paperwork.print_referral)
        page.changeAnswers.connect(lambda: self._questions_flow.change(""))
        page.agreed.connect(self._questions_flow.ask)
        return page

    def _today(self) -> "TodayPage":
        return self.window.page(TODAY)

    # The plan

    def _change_dose(self, exercise: str, dose: Dose | None) -> None:
        changes = self._user_state.changes
        changed = changes.with_dose(exercise, dose) if dose else changes.without_dose(exercise)
        self._user_state.change(changed)
        self.show_today()

    def _take_out(self, exercise: str) -> None:
        self._user_state.change(self._user_state.changes.taking_out(exercise))
        self.show_today()

    def _put_back(self, exercise: str) -> None:
        self._user_state.change(self._user_state.changes.putting_back(exercise))
        self.show_today()

    # Settings, paper, the way back

    def _erase(self) -> None:
        self._write(self._user_state.journal.erase)
        self._user_state.load()
        self.show_other_journal()

    def show_other_journal(self) -> None:
        """Shows another journal, or an empty one, in place of the one before."""
        self._user_state.pending.clear()
        self._notices.forget()
        self.show_today()

    def _print_current(self) -> None:
        """Ctrl+P: what is on the screen."""
        if self.window.current() == CARD:
            self._library_flow.print_shown()
        elif self.window.current() == TODAY and self._session_start.possible():
            self._paperwork.choose()

    def _go_back(self) -> None:
        """Esc, when the page did not use it."""
        if self.window.current() == CARD:
            self._library_flow.leave_card()
        elif self.window.current() in (DAY, DIARY):
            self.show_progress()
        elif self.window.current() in (ANSWERS, LIBRARY, PROGRESS, SETTINGS, HELP):
            self.show_today()
        elif self.window.current() != COACH:
            self.window.leave_full_screen()

    def _show_saving(self) -> None:
        if self.window.current() == TODAY:
            self._show_notices(self._today())

    def _show_notices(self, page: "TodayPage") -> None:
        self._notices.show_on(page)
        self._step_flow.show_on(page, stopped=self._notices.stop_steps())

    def _write(self, write: Callable[[], None]) -> None:
        """Writes to the journal; shows a message if that fails."""
        self._try(write)

    def _try(self, act: Callable[[], None]) -> bool:
        """Reads or writes the journal; shows a message and returns False if that fails."""
        try:
            act()
        except JournalError as error:
            from evenkeel.ui.frame.fault_messages import fault_in_words

            warn(error)
            self.notify(fault_in_words(error))
            return False
        return True
