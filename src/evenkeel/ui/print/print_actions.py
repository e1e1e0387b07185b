"""What the reader wants on paper: the card or the plan on the screen, as they have changed it."""

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from evenkeel.catalogue.terms import Side
from evenkeel.guide.decide import card_item
from evenkeel.guide.plan import PlanItem
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.style.appearance import Appearance

if TYPE_CHECKING:
    # Imported when they are made: the first page must not wait for them.
    from evenkeel.handout.document import Sheet
    from evenkeel.ui.print.printing import Printing, PrintJob


class Paperwork:
    """Turns what is shown into something to print."""

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        user_state: UserState,
        preferences: Preferences,
    ) -> None:
        """``preferences`` say on which paper; in their folder may be a clinic's file."""
        self._window = window
        self._appearance = appearance
        self._user_state = user_state
        self._preferences = preferences

    def sheet(self) -> "Sheet":
        """How the reader wants sheets of paper."""
        return self._printing.sheet()

    @cached_property
    def _printing(self) -> "Printing":
        from evenkeel.ui.print.printing import Printing

        preferences = self._preferences
        return Printing(
            self._window, self._appearance, lambda: preferences.settings, preferences.folder
        )

    def print_card(self, exercise: str, variant: str | None, side: Side | None) -> None:
        """Prints the card of an exercise."""
        self._printing.print_job(self._card(exercise, variant, side))

    def save_card(self, exercise: str, variant: str | None, side: Side | None) -> None:
        """Saves the card of an exercise as a PDF."""
        self._printing.save_job(self._card(exercise, variant, side))

    def preview_card(self, exercise: str, variant: str | None, side: Side | None) -> None:
        """Shows the card of an exercise as it will be printed."""
        self._printing.preview_job(self._card(exercise, variant, side))

    def print_referral(self) -> None:
        """Prints what to do where the answers lead to no exercises."""
        plan, answers = self._user_state.plan_today, self._user_state.answers
        if plan and answers:
            job = self._printing.plan(plan, answers, self._user_state.changes)
            self._printing.print_job(job)

    def choose(self) -> None:
        """Lets the reader choose what of the plan is to be printed."""
        from evenkeel.ui.print.print_menu import PrintMenu

        user_state = self._user_state
        if user_state.plan_today is None or user_state.answers is None:
            return
        about = (user_state.plan_today, user_state.answers, user_state.changes)
        menu = PrintMenu(self._window, large=self._preferences.settings.large_print)
        menu.largeToggled.connect(lambda on: self._preferences.change_one(large_print=on))
        menu.planRequested.connect(lambda: self._printing.print_job(self._printing.plan(*about)))
        menu.pocketRequested.connect(
            lambda: self._printing.print_job(self._printing.pocket(*about))
        )
        menu.diaryRequested.connect(lambda: self._printing.print_job(self._printing.diary()))
        menu.previewRequested.connect(
            lambda: self._printing.preview_job(self._printing.plan(*about))
        )
        menu.fileRequested.connect(lambda: self._printing.save_job(self._printing.plan(*about)))
        button = self._window.findChild(QWidget, "today_print")
        place = button.mapToGlobal(QPoint(0, 0)) if button else self._window.pos()
        menu.show_above(place)

    def _card(self, exercise: str, variant: str | None, side: Side | None) -> "PrintJob":
        return self._printing.card(self._item(exercise, variant, side))

    def _item(self, exercise: str, variant: str | None, side: Side | None) -> PlanItem:
        """An exercise as it is to be printed: with the reader's own dosage, where there is one."""
        found = self._user_state.catalogue.exercises[exercise]
        item = card_item(found, variant, side)
        mine = self._user_state.planned(exercise, variant)
        return replace(item, dose=mine.dose) if mine else item
