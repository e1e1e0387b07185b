"""Handles the visitor's requests, and ends the visit."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.model import Exercise
from evenkeel.catalogue.terms import Outcome
from evenkeel.figures.drawings import Drawings
from evenkeel.guide.answers import Answers
from evenkeel.guide.decide import decide
from evenkeel.guide.plan import PlanItem
from evenkeel.kiosk.cards.browse_page import BrowsePage
from evenkeel.kiosk.cards.card_page import KioskCardPage
from evenkeel.kiosk.frame.bar import Bar
from evenkeel.kiosk.frame.config import KioskConfig
from evenkeel.kiosk.frame.languages import Languages
from evenkeel.kiosk.frame.notice_page import NoticePage
from evenkeel.kiosk.frame.visit import Idle, Visit
from evenkeel.kiosk.frame.window import KioskWindow
from evenkeel.kiosk.invite.attraction import clearest
from evenkeel.kiosk.invite.invite_page import InvitePage
from evenkeel.kiosk.paper.desk import PrintDesk
from evenkeel.kiosk.paper.handout_delivery import HandoutDelivery
from evenkeel.kiosk.paper.page_keys import PAPER
from evenkeel.kiosk.paper.sheets import KioskSheets
from evenkeel.kiosk.plan.plan_page import KioskPlanPage
from evenkeel.kiosk.plan.questions_page import QuestionsPage
from evenkeel.kiosk.plan.referral_page import KioskReferralPage
from evenkeel.kiosk.shell.counters import Counters
from evenkeel.kiosk.shell.guard import Guard
from evenkeel.kiosk.shell.more_time import MoreTime
from evenkeel.kiosk.shell.page_keys import (
    BROWSE,
    CARD,
    INVITE,
    NOTICE,
    PLAN,
    QUESTIONS,
    REFERRAL,
)
from evenkeel.kiosk.shell.pin import PinGuard
from evenkeel.kiosk.shell.pin_pad import Pad
from evenkeel.kiosk.shell.reading import Reading
from evenkeel.kiosk.shell.touch_scroll import TouchScroll
from evenkeel.kiosk.shell.voice import kiosk_speaker
from evenkeel.kiosk.style.kiosk_theme import apply_theme
from evenkeel.kiosk.style.sizes import Sizes
from evenkeel.language import right_to_left
from evenkeel.ui.frame.press_guard import PressGuard
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import ScrollPage
from evenkeel.voice.speech import Speaker

#: How often the idle time is checked.
_BEAT_MS: Final = 200


class KioskController(QObject):
    """Connects pages, print desk, guard and idle timer.

    Attributes:
        window: the window that is shown.
        guard: keeps visitors from leaving the program.
        visit: the current visitor.

    Signals:
        left: staff have left the kiosk.
    """

    left = Signal()

    def __init__(
        self,
        app: QApplication,
        appearance: Appearance,
        sizes: Sizes,
        config: KioskConfig,
        desk: PrintDesk,
        *,
        clock: Callable[[], float],
        speaker: Callable[[], Speaker] = kiosk_speaker,
    ) -> None:
        """Connects the parts of the kiosk; ``clock`` gives monotonic seconds.

        ``speaker`` makes the voice that reads aloud, when somebody wants it.
        """
        super().__init__()
        self._app = app
        self._appearance = appearance
        self._sizes = sizes
        self._config = config
        self._desk = desk
        self._clock = clock
        self._counters = Counters(config.counters)
        self._pin = PinGuard(config.pin_hash, clock)
        self._idle = Idle(config.idle_s, config.more_time_s, clock())
        self._languages = Languages(config.languages, appearance.catalogue)
        self.visit = Visit.of(config)
        self._spoken = ""
        self._worn: tuple[str, int, bool] | None = None
        # Before the first widget: one that is made earlier keeps the system's font.
        self._speak()
        self._wear(self.visit)
        self.window = KioskWindow(self._made_bar(), self._makers())
        sheets = KioskSheets(
            catalogue=appearance.catalogue,
            config=config,
            drawings=Drawings(appearance.figures.folder),
        )
        self._reading = Reading(self.window.shown_now, speaker, config.voice_percent)
        self._delivery = HandoutDelivery(appearance, self.window, sheets, desk, self._languages)
        self._more_time, self._pad = self._made_overlays()
        self.guard = Guard(app, self.window)
        self._push = TouchScroll(app, self.window, appearance, sizes)
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.CoarseTimer)
        self._beat.setInterval(_BEAT_MS)
        self._connect()

    def _connect(self) -> None:
        self._connect_furniture()
        self._reading.changed.connect(self._show_reading)
        self.window.replaced.connect(lambda _: self._reading.page_shown())
        self._appearance.replaced.connect(lambda _: self._reading.page_shown())
        self._app.focusChanged.connect(self._reading.focus_moved)
        self.guard.touched.connect(self._touched)
        # Assistive technology presses without a touch that the guard could see.
        self.window.replaced.connect(lambda _: self._went_on())
        self._appearance.replaced.connect(lambda _: self._went_on())
        self.window.shown.connect(self._guard_presses)
        self._desk.printed.connect(self._counters.printed)
        self._beat.timeout.connect(self.beat)

    def _made_bar(self) -> Bar:
        return Bar(self._sizes, self._config.clinic.name, self._clock)

    def _made_overlays(self) -> tuple[MoreTime, Pad]:
        more_time = MoreTime(self.window, self._appearance, self._sizes)
        pad = Pad(self.window, self._sizes)
        for overlay in (more_time, pad):
            self.window.add_overlay(overlay)
        return more_time, pad

    def _connect_furniture(self) -> None:
        """Connects what is made anew in another language."""
        bar = self.window.bar
        bar.startOver.connect(self.begin)
        bar.textStep.connect(self._step_text)
        bar.contrastPressed.connect(self._other_contrast)
        bar.listenPressed.connect(self._reading.toggle)
        bar.volumeStep.connect(self._reading.louder)
        self._more_time.wanted.connect(self._stay)
        self._more_time.startOver.connect(self.begin)
        self._pad.typed.connect(self._try_pin)
        self._pad.left.connect(self._stay)

    def _guard_presses(self) -> None:
        """Ignores the second tap of a double tap on the page that the first one opened."""
        if self.window.presses is None:
            self.window.presses = PressGuard(self.window, self._appearance, self._clock)
            self.window.replaced.connect(self.window.presses.changed)

    def open(self) -> None:
        """Waits for the first visitor."""
        self.begin()
        self._beat.start()

    def begin(self) -> None:
        """Discards everything of the last visit and waits for the next visitor."""
        self.visit = Visit.of(self._config)
        self._delivery.new_visitor()
        self._reading.new_visitor()
        self._push.forget()
        self.window.forget()
        self._say_all_anew()
        self._idle.touch(self._clock())
        self.window.show_page(INVITE)
        self.window.hide_overlays()

    def close(self) -> None:
        """Ends the threads and timers; once more, it does nothing."""
        if self.window.leaving:
            return
        self.window.leaving = True
        self._beat.stop()
        self.guard.open()
        self._app.focusChanged.disconnect(self._reading.focus_moved)
        self._reading.close()
        self._desk.close()

    # Time

    def beat(self) -> None:
        """Checks whether the visitor is still there, and whether staff hold the name down."""
        if self.window.bar.name.is_held() and self._pin.has_pin:
            self._pad.ask()
            self.window.show_overlay(self._pad)
        now = self._clock()
        if not self.visit.begun or not self._idle.is_idle(now):
            return
        left_s = self._idle.left_s(now)
        # Without answers to lose, nothing is asked.
        if left_s <= 0 or self._pad.isVisible() or self.window.current() == INVITE:
            self.begin()
            return
        self._more_time.count(left_s, self._config.more_time_s)
        if self._more_time.isHidden():
            self.window.show_overlay(self._more_time)

    def _touched(self) -> None:
        if not self._more_time.isHidden():
            # Only a press of a button counts there: another touch may have been meant as «Start
            # over».
            return
        self._idle.touch(self._clock())
        if not self.visit.begun:
            self.visit.begun = True
            self._counters.visit()

    def _went_on(self) -> None:
        """Somebody is there where another page or question is asked for."""
        if self.window.current() not in ("", INVITE):
            self._touched()

    def _stay(self) -> None:
        self._idle.touch(self._clock())
        self.window.hide_overlays()

    def _try_pin(self, digits: str) -> None:
        verdict = self._pin.try_pin(digits)
        if verdict.open:
            self.close()
            self.left.emit()
        else:
            self._pad.say_wrong(verdict.wait_s)

    # Language

    def _choose_language(self, code: str) -> None:
        """The whole kiosk in the visitor's language, at once; what was answered stays."""
        self.visit.language = code
        self.window.forget()
        self._say_all_anew()
        self.window.show_page(INVITE)

    def _say_all_anew(self) -> None:
        """Has everything speak the language of the visit; pages are made when they are needed."""
        if not self._speak():
            self._dress()
            return
        self._wear(self.visit)
        self.window.furnish(self._made_bar())
        self._more_time, self._pad = self._made_overlays()
        self._connect_furniture()
        self._dress()
        self._reading.change_voice()

    def _speak(self) -> bool:
        """Speaks the language of the visit; whether that is another one than before."""
        code = self.visit.language
        if self._spoken == code:
            return False
        self._spoken = code
        self._appearance.catalogue = self._languages.speak(code)
        direction = Qt.LayoutDirection
        self._app.setLayoutDirection(
            direction.RightToLeft if right_to_left() else direction.LeftToRight
        )
        return True

    # Appearance

    def _dress(self) -> None:
        visit = self.visit
        self._wear(visit)
        less, more = visit.other_text(-1), visit.other_text(1)
        self.window.bar.show_text_steps(
            visit.text_percent, less=less is not None, more=more is not None
        )
        self.window.bar.show_contrast(strong=visit.theme == "contrast")

    def _show_reading(self) -> None:
        self.window.bar.show_reading(
            offered=self._config.voice_percent > 0 and self._reading.possible,
            on=self._reading.on,
            volume=self._reading.volume,
        )

    def _wear(self, visit: Visit) -> None:
        """Applies theme and text size where they have changed: that takes half a second."""
        wanted = (visit.theme, visit.text_percent, right_to_left())
        if wanted != self._worn:
            apply_theme(self._app, self._appearance, self._sizes, *wanted[:2])
            self._worn = wanted

    def _step_text(self, step: int) -> None:
        other = self.visit.other_text(step)
        if other is not None:
            self.visit.text_percent = other
            self._dress()

    def _other_contrast(self) -> None:
        usual = self._config.theme.value
        if self.visit.theme != "contrast":
            self.visit.theme = "contrast"
        else:
            self.visit.theme = "light" if usual == "contrast" else usual
        self._dress()

    # Ways through the pages

    def _ask(self) -> None:
        self.window.page(QUESTIONS).ask(self.visit.answers)
        self.window.show_page(QUESTIONS)

    def _answered(self, answers: Answers) -> None:
        self.visit.answers = answers
        self.visit.plan = decide(answers, self._appearance.catalogue)
        self._show_plan()

    def _show_plan(self) -> None:
        plan, answers = self.visit.plan, self.visit.answers
        if plan is None or answers is None:
            self.window.show_page(INVITE)
        elif plan.outcome is not Outcome.EXERCISE:
            self.window.page(REFERRAL).show_plan(plan, answers)
            self.window.show_page(REFERRAL)
        elif plan.programme and not self._config.offers(plan.programme):
            self.window.show_page(NOTICE)
        else:
            self.window.page(PLAN).show_plan(plan, answers)
            self.window.show_page(PLAN)

    def _show_item(self, item: PlanItem) -> None:
        self.visit.from_plan = True
        self.window.page(CARD).show_planned(item, self.visit.answers)
        self.window.show_page(CARD)

    def _show_exercise(self, exercise: str) -> None:
        self.visit.from_plan = False
        self.window.page(CARD).show_exercise(exercise, self.visit.answers)
        self.window.show_page(CARD)

    def _leave_card(self) -> None:
        self.window.show_page(PLAN if self.visit.from_plan else BROWSE)

    # The pages, each made when a visit first needs it

    def _makers(self) -> Mapping[str, Callable[[], ScrollPage]]:
        return {
            INVITE: self._make_invite,
            QUESTIONS: self._make_questions,
            PLAN: self._make_plan,
            REFERRAL: self._make_referral,
            NOTICE: self._make_notice,
            BROWSE: self._make_browse,
            CARD: self._make_card,
            PAPER: lambda: self._delivery.made_page(self._sizes),
        }

    def _make_invite(self) -> ScrollPage:
        exercises = self._appearance.catalogue.exercises
        inviting = [exercises[name] for name in self._inviting]
        page = InvitePage(self._appearance, self._sizes, self._config.clinic, inviting)
        page.offer(self._languages.names, self.visit.language)
        page.languageChosen.connect(self._choose_language)
        page.findRequested.connect(self._ask)
        page.browseRequested.connect(lambda: self.window.show_page(BROWSE))
        return page

    def _make_questions(self) -> ScrollPage:
        page = QuestionsPage(self._appearance, self._sizes)
        page.finished.connect(self._answered)
        page.left.connect(self._show_plan)
        return page

    def _make_plan(self) -> ScrollPage:
        page = KioskPlanPage(self._appearance, self._sizes, prints=self._prints)
        page.cardRequested.connect(self._show_item)
        page.printRequested.connect(lambda: self._delivery.print_plan(self.visit))
        page.homeRequested.connect(lambda: self._delivery.take_plan(self.visit))
        page.answersRequested.connect(self._ask)
        return page

    def _make_referral(self) -> ScrollPage:
        page = KioskReferralPage(self._appearance, self._sizes, prints=self._prints)
        page.printRequested.connect(lambda: self._delivery.print_plan(self.visit))
        page.changeAnswers.connect(self._ask)
        return page

    def _make_notice(self) -> ScrollPage:
        page = NoticePage(self._appearance, self._sizes)
        page.changeAnswers.connect(self._ask)
        return page

    def _make_browse(self) -> ScrollPage:
        page = BrowsePage(self._appearance, self._sizes)
        page.show_exercises(self._on_offer(), self.visit.answers)
        page.cardRequested.connect(self._show_exercise)
        page.backRequested.connect(lambda: self.window.show_page(INVITE))
        return page

    def _make_card(self) -> ScrollPage:
        page = KioskCardPage(self._appearance, self._sizes, prints=self._prints)
        page.printRequested.connect(self._delivery.print_card)
        page.homeRequested.connect(self._delivery.take_card)
        page.backRequested.connect(self._leave_card)
        return page

    @property
    def _prints(self) -> bool:
        return bool(self._config.printer)

    @cached_property
    def _inviting(self) -> list[str]:
        """The exercises that the first page shows, the same for every visitor; their ids."""
        return [exercise.id for exercise in clearest(self._appearance, self._on_offer())]

    def _on_offer(self) -> list[Exercise]:
        """The exercises of the programmes on offer, in their order."""
        catalogue = self._appearance.catalogue
        planned = (
            place.exercise
            for programme in catalogue.programmes
            if self._config.offers(programme.id)
            for place in programme.items
        )
        return [catalogue.exercises[name] for name in dict.fromkeys(planned)]
