"""Proposes a small step on Today and acts on the answer; one is taken only after a yes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evenkeel.guide.getting_on import Proposal
from evenkeel.journal.records import AnsweredStep
from evenkeel.journal.storage.errors import JournalError
from evenkeel.ui.frame.small_steps import (
    decline_step,
    proposed_step,
    step_taken_lately,
    take_step,
    take_step_back,
)
from evenkeel.ui.frame.startup_log import warn
from evenkeel.ui.frame.user_state import UserState

if TYPE_CHECKING:
    # Imported when it is made: the first page must not wait for it.
    from evenkeel.ui.plan.today_page import TodayPage


class StepFlow(QObject):
    """What Today proposes, or says of the step that was taken last.

    Signals:
        changed: the plan, or what is proposed, has changed.
    """

    changed = Signal()

    def __init__(self, user_state: UserState) -> None:
        super().__init__()
        self._user_state = user_state
        self._proposal: Proposal | None = None
        self._taken: AnsweredStep | None = None

    def connect_today(self, page: "TodayPage") -> None:
        """Connects the buttons of the page's step."""
        page.stepTaken.connect(self._take)
        page.stepDeclined.connect(self._decline)
        page.stepTakenBack.connect(self._take_back)

    def show_on(self, page: "TodayPage", *, stopped: bool) -> None:
        """Shows the step that is proposed or was taken; none while safety comes first."""
        self._taken = step_taken_lately(self._user_state)
        self._proposal = None
        if self._taken is None and not stopped:
            try:
                self._proposal = proposed_step(self._user_state)
            except JournalError as error:
                # Nothing is built on what can't be read; the plan is shown all the same.
                warn(error)
        page.show_step(self._taken or self._proposal)

    def _take(self) -> None:
        if self._proposal:
            take_step(self._user_state, self._proposal)
        self.changed.emit()

    def _decline(self) -> None:
        if self._proposal:
            decline_step(self._user_state, self._proposal)
        self.changed.emit()

    def _take_back(self) -> None:
        if self._taken:
            take_step_back(self._user_state, self._taken)
        self.changed.emit()
