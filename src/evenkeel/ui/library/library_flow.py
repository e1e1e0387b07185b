"""The exercises: the library, the card of one exercise, and the way back from it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from evenkeel.catalogue.terms import Side
from evenkeel.guide.adjust import Adjustments
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.library.page_keys import CARD, LIBRARY
from evenkeel.ui.style.appearance import Appearance

if TYPE_CHECKING:
    # Imported when they are made: the first page must not wait for them.
    from evenkeel.ui.library.card_page import CardPage
    from evenkeel.ui.library.library_page import LibraryPage

#: The pages from which a card is opened; leaving the card goes back there.
_OPENERS: Final = ("today", LIBRARY)


class LibraryFlow(QObject):
    """Shows the library and the cards of exercises.

    Signals:
        printRequested, pdfRequested, previewRequested: print, save or preview a card: the id of
            the exercise, its variant and its side.
        placeRequested: the user leaves a card; the place that it was opened from.
        startRequested: a session of one exercise (its id).
    """

    printRequested = Signal(str, object, object)
    pdfRequested = Signal(str, object, object)
    previewRequested = Signal(str, object, object)
    placeRequested = Signal(str)
    startRequested = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        user_state: UserState,
        *,
        takes_s: Callable[[str], float | None],
    ) -> None:
        """``takes_s``: how long a session of one exercise takes; ``None`` where there is none."""
        super().__init__()
        self._takes_s = takes_s
        self._window = window
        self._appearance = appearance
        self._user_state = user_state
        self._came_from: str = LIBRARY
        # The user's changes before the exercise that was added just now.
        self._before_adding: Adjustments | None = None
        window.add_page(LIBRARY, self._make_library)
        window.add_page(CARD, self._make_card)

    def show(self) -> None:
        """Shows all exercises for this user: their sides, and what they may do."""
        self._before_adding = None
        self._show_groups()
        self._window.show_page(LIBRARY)

    def _show_groups(self, added: str = "") -> None:
        state = self._user_state
        plan, today = state.plan, state.plan_today
        grouped = None
        if state.answers and plan and today:
            # Only the library needs it, and the first page must not wait for it.
            from evenkeel.guide.exercise_groups import grouped_exercises

            grouped = grouped_exercises(state.answers, plan, today, state.catalogue)
        self._window.page(LIBRARY).show_for(state.answers, grouped, added=added)

    def _add(self, exercise: str) -> None:
        """Takes an exercise into the plan, or back into it, as a change of the user's own."""
        state = self._user_state
        self._before_adding = before = state.changes
        if state.plan and exercise in state.plan.exercises():
            state.change(before.putting_back(exercise))
        else:
            state.change(before.adding(exercise))
        self._show_groups(exercise)
        self._window.page(LIBRARY).to_top()

    def _undo_adding(self) -> None:
        if self._before_adding is not None:
            self._user_state.change(self._before_adding)
            self._before_adding = None
        self._show_groups()

    def show_card(
        self, exercise: str, variant: str | None = None, side: Side | None = None
    ) -> None:
        """Shows the card of an exercise, as planned if it is in the plan."""
        if self._window.current() in _OPENERS:
            self._came_from = self._window.current()
        item = self._user_state.planned(exercise, variant)
        if item and side is None and item.sides:
            side = item.sides[0]
        if item and variant is None:
            variant = item.variant
        dose = item.dose if item else None
        mine = self._user_state.planned(exercise, None)
        page = self._window.page(CARD)
        page.show_card(
            exercise,
            variant,
            side,
            dose,
            self._user_state.answers,
            own_variant=mine.variant if mine else None,
            takes_s=self._takes_s(exercise),
        )
        self._window.show_page(CARD)
        self._window.mark_place(self._came_from)

    def leave_card(self) -> None:
        """Goes back to the place from which the card was opened."""
        self.placeRequested.emit(self._came_from)

    def print_shown(self) -> None:
        """Shows the card that is on the screen as it will be printed, with all that can be done."""
        page = self._window.page(CARD)
        self.previewRequested.emit(page.exercise, page.variant, page.side)

    def _make_library(self) -> "LibraryPage":
        from evenkeel.ui.library.library_page import LibraryPage

        page = LibraryPage(self._appearance)
        page.cardRequested.connect(self.show_card)
        page.addRequested.connect(self._add)
        page.undoRequested.connect(self._undo_adding)
        page.show_catalogue()
        return page

    def _make_card(self) -> "CardPage":
        from evenkeel.ui.library.card_page import CardPage

        page = CardPage(self._appearance)
        page.printRequested.connect(self.printRequested)
        page.pdfRequested.connect(self.pdfRequested)
        page.previewRequested.connect(self.previewRequested)
        page.backRequested.connect(self.leave_card)
        page.startRequested.connect(self.startRequested)
        return page
