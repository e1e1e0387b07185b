"""Connects pages, reader, settings and printing: what a wish of the reader leads to."""

import logging
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from evenkeel.catalogue.terms import Outcome, Side
from evenkeel.coach.moves import fewest_turns
from evenkeel.coach.timeline import Timing, timeline
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import Answers
from evenkeel.guide.decide import card_item, sore_side
from evenkeel.guide.plan import Dose, Plan, PlanItem
from evenkeel.journal.errors import JournalError
from evenkeel.journal.records import Ending
from evenkeel.ui.banners import Banner, BannerKind, banner_of
from evenkeel.ui.look import Look
from evenkeel.ui.preferences import Preferences
from evenkeel.ui.reader import Reader
from evenkeel.ui.window import MainWindow

if TYPE_CHECKING:
    # Imported when they are made: the first page must not wait for them.
    from evenkeel.ui.awake import Awake
    from evenkeel.ui.pages.answers import AnswersPage
    from evenkeel.ui.pages.card import CardPage
    from evenkeel.ui.pages.code import CodePage
    from evenkeel.ui.pages.progress import ProgressPage
    from evenkeel.ui.pages.questionnaire import QuestionnairePage
    from evenkeel.ui.pages.referral import ReferralPage
    from evenkeel.ui.pages.settings import SettingsPage
    from evenkeel.ui.pages.today import TodayPage
    from evenkeel.ui.printing import Printing, PrintJob
    from evenkeel.ui.reminders import SystemTray
    from evenkeel.ui.session_flow import SessionFlow
    from evenkeel.ui.sound import Sound

_log = logging.getLogger(__name__)


class Controller(QObject):
    """The one object that knows all the others.

    Attributes:
        window: the window that is shown.
    """

    def __init__(
        self,
        look: Look,
        reader: Reader,
        preferences: Preferences,
        *,
        clock: Callable[[], float],
        sound: "Callable[[], Sound] | None" = None,
        awake: "Awake | None" = None,
    ) -> None:
        """A controller on the system's own voice and display, where no others are given."""
        super().__init__()
        self._make_sound = sound or self._system_sound
        self._given_awake = awake
        self._closing: list[Callable[[], None]] = []
        self._look = look
        self._reader = reader
        self._preferences = preferences
        self._banner: Banner | None = None
        self._dismissed: set[BannerKind] = set()
        self._then: Callable[[], None] = self.show_today
        self._came_from = "library"
        self.window = MainWindow(look, self._makers())
        self._clock = clock
        self.window.pageRequested.connect(self.go_to)
        self.window.backRequested.connect(self._back)
        self.window.printRequested.connect(self._print)
        preferences.troubled.connect(self.tell)

    @cached_property
    def session(self) -> "SessionFlow":
        """What runs from *Start* to the end of a session, made when it is first needed."""
        from evenkeel.ui.session_flow import SessionFlow

        flow = SessionFlow(
            self.window,
            self._reader,
            clock=self._clock,
            timing=self._timing,
            sound=self._sound,
            awake=self._given_awake or self._system_awake(),
            fills_screen=lambda: self._preferences.settings.fill_screen,
            aim=lambda: self._preferences.settings.sessions_per_week,
        )
        self.window.closing.connect(flow.stop)
        flow.painGiven.connect(self._pain_given)
        flow.over.connect(self.show_today)
        flow.troubled.connect(self.tell)
        return flow

    @cached_property
    def _sound(self) -> "Sound":
        sound = self._make_sound()
        sound.wear(self._preferences.settings)
        self._preferences.changed.connect(lambda: sound.wear(self._preferences.settings))
        self._closing.append(sound.close)
        return sound

    def _system_sound(self) -> "Sound":
        from evenkeel.catalogue.locate import resources_dir
        from evenkeel.ui.sound import Sound
        from evenkeel.voice.script import load_script

        return Sound(self._look.catalogue, load_script(resources_dir()))

    def _system_awake(self) -> "Awake":
        from evenkeel.ui.awake import SystemAwake

        awake = SystemAwake()
        self._closing.append(awake.close)
        return awake

    def remind(self) -> None:
        """Reminds from now on, where the reader wants it; the window may be closed then."""
        from evenkeel.ui.reminders import Reminders

        reminders = Reminders(
            self._reader.journal,
            now=self._reader.now,
            in_session=lambda: self.window.current() in ("pain", "coach", "summary"),
            make_tray=self._tray,
        )
        reminders.activeChanged.connect(lambda on: QApplication.setQuitOnLastWindowClosed(not on))
        reminders.wear(self._preferences.settings)
        self._preferences.changed.connect(lambda: reminders.wear(self._preferences.settings))
        self._closing.append(reminders.close)

    def _tray(self) -> "SystemTray | None":
        from evenkeel.ui.reminders import SystemTray

        if not SystemTray.available():
            return None
        tray = SystemTray(QApplication.windowIcon())
        tray.opened.connect(self._raise)
        quit_ = self.window.findChild(QAction, "action_quit")
        if quit_:
            quit_.triggered.connect(QApplication.quit)
        return tray

    def _raise(self) -> None:
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> None:
        """Gives back what lies outside of the program: voice, device, display."""
        while self._closing:
            self._closing.pop()()

    @cached_property
    def _printing(self) -> "Printing":
        from evenkeel.ui.printing import Printing

        return Printing(self.window, self._look, lambda: self._preferences.settings.paper.value)

    def open(self) -> None:
        """Shows the first page."""
        if self._preferences.settings.welcomed:
            self.show_today()
        else:
            self.window.show_page("welcome", alone=True)

    def go_to(self, place: str) -> None:
        """Shows a place of the sidebar; a session is not left like that."""
        if self.window.current() == "coach":
            return
        match place:
            case "today":
                self.show_today()
            case "library":
                self.show_library()
            case "progress":
                self.show_progress()
            case "settings":
                self.show_settings()

    def show_today(self) -> None:
        """Shows the plan, the referral or the invitation, whatever the answers lead to."""
        reader, plan = self._reader, self._plan_today()
        if plan is None or reader.plan is None or reader.answers is None:
            self._today().show_empty()
            self.window.show_page("today")
            return
        if plan.outcome is not Outcome.EXERCISE:
            page = cast("ReferralPage", self.window.page("referral"))
            page.show_plan(plan)
            # A full page, with nothing on it or beside it to start.
            self.window.show_page("referral", alone=True)
            return
        self._today().show_plan(
            plan,
            original=reader.plan,
            changes=reader.changes,
            answers=reader.answers,
            phases=timeline(plan, reader.catalogue, timing=self._timing()),
        )
        self._show_banner()
        self.window.show_page("today")

    def show_library(self) -> None:
        """Shows all exercises."""
        self.window.show_page("library")

    def show_card(
        self, exercise: str, variant: str | None = None, side: Side | None = None
    ) -> None:
        """Shows the card of an exercise: as planned, where it is in the plan."""
        if self.window.current() in ("today", "library"):
            self._came_from = self.window.current()
        item = self._planned(exercise, variant)
        if item and side is None and item.sides:
            side = item.sides[0]
        if item and variant is None:
            variant = item.variant
        if side is None and self._reader.answers:
            side = sore_side(self._reader.answers)
        page = cast("CardPage", self.window.page("card"))
        page.show_card(exercise, variant, side, item.dose if item else None)
        self.window.show_page("card")
        self.window.mark_place(self._came_from)

    def show_progress(self) -> None:
        """Shows what the journal says over the days."""
        from evenkeel.ui.pages.progress import ProgressView

        page = cast("ProgressPage", self.window.page("progress"))
        page.show_progress(
            ProgressView(
                records=self._reader.journal.sessions(),
                aim=self._preferences.settings.sessions_per_week,
                now=self._reader.now(),
            )
        )
        self.window.show_page("progress")

    def show_settings(self) -> None:
        """Shows the settings."""
        page = cast("SettingsPage", self.window.page("settings"))
        page.show_settings(self._preferences.settings)
        self.window.show_page("settings")

    def show_answers(self) -> None:
        """Shows all answers, each to be changed; asks where there are none."""
        if self._reader.answers is None:
            self._ask()
            return
        page = cast("AnswersPage", self.window.page("answers"))
        page.show_answers(self._reader.answers)
        self.window.show_page("answers")

    def tell(self, sentence: str) -> None:
        """Tells that something outside went wrong; what works goes on."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Warning, "Evenkeel", sentence, parent=self.window)
        box.setObjectName("trouble")
        box.open()

    # Questions

    def _welcomed(self) -> None:
        self._preferences.change_one(welcomed=True)
        self._ask()

    def _ask(self, key: str | None = None, *, screening_only: bool = False) -> None:
        page = cast("QuestionnairePage", self.window.page("questionnaire"))
        page.ask(self._reader.answers, key, screening_only=screening_only)
        self.window.show_page("questionnaire", alone=True)

    def _change_answers(self, key: str) -> None:
        """To one question, or to all the answers."""
        if key:
            self._then = self.show_answers
            self._ask(key)
        else:
            self._then = self.show_today
            self.show_answers()

    def _ask_code(self) -> None:
        page = cast("CodePage", self.window.page("code"))
        page.ask()
        self.window.show_page("code", alone=True)

    def _code_typed(self, text: str) -> None:
        """A plan from elsewhere: the safety questions are asked here, then it is kept."""
        from evenkeel.guide.code import CodeError, decode

        try:
            taken = decode(text, self._reader.catalogue)
        except CodeError as error:
            cast("CodePage", self.window.page("code")).refuse(error.fault)
            return
        self._then = lambda: self._take_over(taken.changes)
        page = cast("QuestionnairePage", self.window.page("questionnaire"))
        page.ask(taken.answers, screening_only=True)
        self.window.show_page("questionnaire", alone=True)

    def _take_over(self, changes: Adjustments) -> None:
        self._keep(lambda: self._reader.change(changes))
        self.show_today()

    def _answered(self, answers: Answers) -> None:
        self._keep(lambda: self._reader.answer(answers))
        then, self._then = self._then, self.show_today
        then()

    def _asking_left(self) -> None:
        self._then = self.show_today
        self.show_today()

    # A session

    def _start(self) -> None:
        """Begins with the safety questions where they are due."""
        if self._reader.screening_due():
            self._screen(self._start)
        elif self._can_exercise():
            self.session.ask_pain()
        else:
            self.show_today()

    def _screen(self, then: Callable[[], None]) -> None:
        self._then = then
        self._ask(screening_only=True)

    def _pain_given(self, pain: int) -> None:
        """After a rise of pain, the safety questions come before the session."""
        if self._reader.pain_rose(pain):
            self._screen(lambda: self._begin_screened(pain))
        else:
            self._begin(pain)

    def _begin_screened(self, pain: int) -> None:
        """Keeps that the questions were answered at this pain, so that it asks only once."""
        answers = self._reader.answers
        if answers:
            self._keep(lambda: self._reader.answer(answers.with_answer("pain_now", pain)))
        self._begin(pain)

    def _begin(self, pain: int) -> None:
        plan = self._plan_today()
        if plan and self._can_exercise():
            self.session.begin(plan, pain)
        else:
            self.show_today()

    def _can_exercise(self) -> bool:
        plan = self._reader.plan_today
        return plan is not None and plan.outcome is Outcome.EXERCISE and bool(plan.items)

    def _timing(self) -> Timing:
        settings = self._preferences.settings
        return Timing(
            prepare_s=float(settings.prepare_s),
            switch_s=float(settings.switch_s),
            fitted=True,
            rest_part=settings.rest_percent / 100,
        )

    def _plan_today(self) -> Plan | None:
        """The plan as it will be played."""
        plan = self._reader.plan_today
        if plan and self._preferences.settings.fewest_turns:
            return fewest_turns(plan, self._reader.catalogue)
        return plan

    # The pages, each made when it is first shown

    def _makers(self) -> Mapping[str, Callable[[], QWidget]]:
        return {
            "today": self._make_today,
            "library": self._make_library,
            "progress": self._make_progress,
            "settings": self._make_settings,
            "welcome": self._make_welcome,
            "questionnaire": self._make_questionnaire,
            "referral": self._make_referral,
            "answers": self._make_answers,
            "code": self._make_code,
            "card": self._make_card,
            "pain": self._make_pain,
            "coach": self._make_coach,
            "summary": self._make_summary,
        }

    def _make_today(self) -> QWidget:
        from evenkeel.ui.pages.today import TodayPage

        page = TodayPage(self._look)
        page.startRequested.connect(self._start)
        page.printRequested.connect(self._choose_print)
        page.cardRequested.connect(self.show_card)
        page.doseChanged.connect(self._change_dose)
        page.doseReset.connect(lambda exercise: self._change_dose(exercise, None))
        page.takenOut.connect(self._take_out)
        page.putBack.connect(self._put_back)
        page.changeAnswers.connect(self._change_answers)
        page.codeRequested.connect(self._ask_code)
        page.bannerPrimary.connect(self._banner_primary)
        page.bannerSecondary.connect(self._banner_secondary)
        return page

    def _make_library(self) -> QWidget:
        from evenkeel.ui.pages.library import LibraryPage

        page = LibraryPage(self._look)
        page.cardRequested.connect(self.show_card)
        page.show_catalogue()
        return page

    def _make_progress(self) -> QWidget:
        from evenkeel.ui.pages.progress import ProgressPage

        page = ProgressPage(self._look)
        page.todayRequested.connect(self.show_today)
        return page

    def _make_settings(self) -> QWidget:
        from evenkeel.ui.pages.settings import SettingsPage
        from evenkeel.ui.reminders import SystemTray

        page = SettingsPage(self._look)
        page.settingsChanged.connect(self._preferences.change)
        page.tryRequested.connect(self._sound.announcer.try_out)
        page.visibleChanged.connect(lambda on: self._sound.watch(on=on))
        self._sound.silenceChanged.connect(page.show_silence)
        page.show_tray(available=SystemTray.available())
        page.show_silence(self._sound.announcer.why_silent())
        page.answersRequested.connect(self.show_answers)
        page.eraseRequested.connect(self._erase)
        return page

    def _make_welcome(self) -> QWidget:
        from evenkeel.ui.pages.welcome import WelcomePage

        page = WelcomePage(self._look)
        page.accepted.connect(self._welcomed)
        return page

    def _make_questionnaire(self) -> QWidget:
        from evenkeel.ui.pages.questionnaire import QuestionnairePage

        page = QuestionnairePage(self._look)
        page.finished.connect(self._answered)
        page.left.connect(self._asking_left)
        return page

    def _make_referral(self) -> QWidget:
        from evenkeel.ui.pages.referral import ReferralPage

        page = ReferralPage(self._look)
        page.changeAnswers.connect(self.show_answers)
        return page

    def _make_answers(self) -> QWidget:
        from evenkeel.ui.pages.answers import AnswersPage

        page = AnswersPage(self._look)
        page.changeAnswers.connect(self._change_answers)
        page.backRequested.connect(self.show_today)
        page.codeRequested.connect(self._ask_code)
        return page

    def _make_code(self) -> QWidget:
        from evenkeel.ui.pages.code import CodePage

        page = CodePage(self._look)
        page.typed.connect(self._code_typed)
        page.left.connect(self.show_today)
        return page

    def _make_card(self) -> QWidget:
        from evenkeel.ui.pages.card import CardPage

        page = CardPage(self._look)
        page.printRequested.connect(lambda *card: self._printing.print_job(self._card(*card)))
        page.pdfRequested.connect(lambda *card: self._printing.save_job(self._card(*card)))
        page.previewRequested.connect(lambda *card: self._printing.preview_job(self._card(*card)))
        page.backRequested.connect(lambda: self.go_to(self._came_from))
        return page

    def _make_pain(self) -> QWidget:
        from evenkeel.ui.pages.pain import PainPage

        return self.session.connect_pain(PainPage(self._look))

    def _make_coach(self) -> QWidget:
        from evenkeel.ui.pages.coach import CoachPage

        return self.session.connect_coach(CoachPage(self._look))

    def _make_summary(self) -> QWidget:
        from evenkeel.ui.pages.summary import SummaryPage

        return self.session.connect_summary(SummaryPage(self._look))

    def _today(self) -> "TodayPage":
        return cast("TodayPage", self.window.page("today"))

    # The plan

    def _change_dose(self, exercise: str, dose: Dose | None) -> None:
        changes = self._reader.changes
        changed = changes.with_dose(exercise, dose) if dose else changes.without_dose(exercise)
        self._keep(lambda: self._reader.change(changed))
        self.show_today()

    def _take_out(self, exercise: str) -> None:
        self._keep(lambda: self._reader.change(self._reader.changes.taking_out(exercise)))
        self.show_today()

    def _put_back(self, exercise: str) -> None:
        self._keep(lambda: self._reader.change(self._reader.changes.putting_back(exercise)))
        self.show_today()

    def _show_banner(self) -> None:
        self._banner = banner_of(self._reader, self._dismissed)
        if self._banner:
            banner = self._banner
            self._today().show_banner(banner.text, banner.primary, banner.secondary)
        else:
            self._today().hide_banner()

    def _banner_primary(self) -> None:
        banner = self._banner
        if banner is None:
            return
        match banner.kind:
            case BannerKind.UNFINISHED:
                unfinished = self._reader.journal.unfinished()
                if unfinished:
                    self.session.resume(unfinished)
            case BannerKind.LEAVE_OUT:
                self._take_out(banner.exercise)
            case BannerKind.SCREENING:
                self._screen(self.show_today)
            case BannerKind.PROFESSIONAL:
                self._dismiss(banner.kind)

    def _banner_secondary(self) -> None:
        if self._banner is None:
            return
        if self._banner.kind is BannerKind.UNFINISHED:
            self._keep(self._close_unfinished)
            self.show_today()
        else:
            self._dismiss(self._banner.kind)

    def _dismiss(self, kind: BannerKind) -> None:
        self._dismissed.add(kind)
        self.show_today()

    def _close_unfinished(self) -> None:
        unfinished = self._reader.journal.unfinished()
        if unfinished:
            self._reader.journal.end_session(
                unfinished.session_id, unfinished.last_at, how=Ending.ENDED, pain_after=None
            )

    # Settings, paper, the way back

    def _erase(self) -> None:
        self._keep(self._reader.journal.erase)
        self._reader.load()
        self._dismissed.clear()
        self.show_today()

    def _print(self) -> None:
        """Ctrl+P: what is on the screen."""
        if self.window.current() == "card":
            page = cast("CardPage", self.window.page("card"))
            self._printing.print_job(self._card(page.exercise, page.variant, page.side))
        elif self.window.current() == "today" and self._can_exercise():
            self._choose_print()

    def _choose_print(self) -> None:
        """Lets the reader choose what of the plan is to be printed."""
        from evenkeel.ui.printmenu import PrintMenu

        reader = self._reader
        if reader.plan_today is None or reader.answers is None:
            return
        about = (reader.plan_today, reader.answers, reader.changes)
        menu = PrintMenu(self.window)
        menu.planRequested.connect(lambda: self._printing.print_job(self._printing.plan(*about)))
        menu.pocketRequested.connect(
            lambda: self._printing.print_job(self._printing.pocket(*about))
        )
        menu.diaryRequested.connect(lambda: self._printing.print_job(self._printing.diary()))
        menu.previewRequested.connect(
            lambda: self._printing.preview_job(self._printing.plan(*about))
        )
        menu.fileRequested.connect(lambda: self._printing.save_job(self._printing.plan(*about)))
        button = self.window.findChild(QWidget, "today_print")
        place = button.mapToGlobal(QPoint(0, 0)) if button else self.window.pos()
        menu.show_above(place)

    def _card(self, exercise: str, variant: str | None, side: Side | None) -> "PrintJob":
        return self._printing.card(self._item(exercise, variant, side))

    def _item(self, exercise: str, variant: str | None, side: Side | None) -> PlanItem:
        """An exercise as it is to be printed: with the reader's own dosage, where there is one."""
        found = self._reader.catalogue.exercises[exercise]
        item = card_item(found, variant, side)
        mine = self._planned(exercise, variant)
        return replace(item, dose=mine.dose) if mine else item

    def _planned(self, exercise: str, variant: str | None) -> PlanItem | None:
        plan = self._reader.plan_today
        for item in plan.items if plan else ():
            if item.exercise == exercise and variant in (None, item.variant):
                return item
        return None

    def _back(self) -> None:
        """Esc, where a page had no use for it."""
        if self.window.current() == "card":
            self.go_to(self._came_from)
        elif self.window.current() in ("answers", "library", "progress", "settings"):
            self.show_today()

    def _keep(self, write: Callable[[], None]) -> None:
        """Writes to the journal, and says so when that did not work."""
        try:
            write()
        except JournalError as error:
            _log.warning("%s", error)
            self.tell(str(error))
