"""Past days: shows them, and writes the corrections to the journal."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from evenkeel.catalogue.wording import fill
from evenkeel.journal.entries.corrections import Correction, SessionCopy
from evenkeel.journal.records import DayEntry, SessionRecord
from evenkeel.journal.storage.errors import JournalError
from evenkeel.journal.trends.dated_ahead import dated_ahead
from evenkeel.language import day_text, time_text, translate
from evenkeel.ui.diary.page_keys import DAY
from evenkeel.ui.frame.day_view import DaysView, DayView, Span, known_days
from evenkeel.ui.frame.fault_messages import fault_in_words
from evenkeel.ui.frame.startup_log import warn
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.style.appearance import Appearance

if TYPE_CHECKING:
    # Imported when the page is made: nothing else needs it.
    from evenkeel.ui.diary.day_page import DayPage


class _Step(Struct, frozen=True, kw_only=True):
    """A correction in words, the day it was made on, and the function that undoes it."""

    done: str
    undo: Callable[[], None]
    day: date


class DayFlow(QObject):
    """Shows days, stores corrections at once, and can undo them until the page is left.

    Signals:
        finished: the user is done.
        diaryWanted: the paper diary is to be opened.
        failed: the journal could not be written or read; a sentence about it.
    """

    finished = Signal()
    diaryWanted = Signal()
    failed = Signal(str)

    def __init__(
        self, window: MainWindow, appearance: Appearance, user_state: UserState, *, place: str
    ) -> None:
        """``place`` is the entry of the sidebar to which these pages belong."""
        super().__init__()
        self._place = place
        self._window = window
        self._appearance = appearance
        self._user_state = user_state
        self._steps: list[_Step] = []
        self._within: Span | None = None
        window.add_page(DAY, self._make)

    def show(self, span: Span) -> None:
        """Shows the days of a span, or the only one of which something is known."""
        self._steps.clear()
        self._page().show_undo("")
        if self._attempt(lambda: self._show_span(span)):
            self._window.show_page(DAY)
            self._window.mark_place(self._place)

    def show_ahead(self) -> None:
        """Shows the entries that are dated later than now."""
        journal = self._user_state.journal
        found = dated_ahead(journal.sessions(), self._user_state.now(), journal.paper_days())
        if found:
            self.show(Span(first=found.first, last=found.last))

    def _make(self) -> "DayPage":
        from evenkeel.ui.diary.day_page import DayPage

        page = DayPage(self._appearance)
        page.dayRequested.connect(lambda day: self._attempt(lambda: self._show_day(day)))
        page.spanRequested.connect(lambda span: self._attempt(lambda: self._show_span(span)))
        page.corrected.connect(self._correct)
        page.deleteRequested.connect(self._delete)
        page.paperDeleted.connect(self._delete_paper)
        page.undoRequested.connect(self._undo)
        page.diaryRequested.connect(self.diaryWanted)
        page.left.connect(self.finished)
        return page

    def _page(self) -> "DayPage":
        return self._window.page(DAY)

    def _show_span(self, span: Span) -> None:
        journal = self._user_state.journal
        records = [record for record in journal.sessions() if record.started_at.date() in span]
        paper = [entry for entry in journal.paper_days() if entry.day in span]
        known = known_days(records, paper)
        self._within = span if len(known) > 1 else None
        if len(known) == 1 or span.first == span.last:
            self._show_day(known[0] if known else span.first)
        else:
            self._page().show_days(DaysView(span=span, records=records, paper=paper))

    def _show_day(self, day: date) -> None:
        journal = self._user_state.journal
        records, paper = journal.sessions(), journal.paper_days()
        known = known_days(records, paper)
        here = sorted(
            (record for record in records if record.started_at.date() == day),
            key=lambda record: record.started_at,
        )
        within = self._within if self._within and day in self._within else None
        self._page().show_day(
            DayView(
                day=day,
                sessions=[journal.details(record) for record in here],
                paper=next((entry for entry in paper if entry.day == day), None),
                now=self._user_state.now(),
                earlier=max((other for other in known if other < day), default=None),
                later=min((other for other in known if other > day), default=None),
                within=within,
            )
        )

    # The user's corrections

    def _correct(self, session: int, correction: Correction) -> None:
        before = self._record(session)
        copy = self._written(lambda: self._user_state.journal.correct(session, correction))
        if copy is None:
            return
        moved = correction.started_at.date()
        text = fill(
            translate("DayPage", "The session of {time} was changed."),
            time=time_text(before.started_at),
        )
        if moved != before.started_at.date():
            text = fill(
                translate("DayPage", "The session was moved to {day}."), day=day_text(moved)
            )
        self._done(text, lambda: self._user_state.journal.restore(copy), before.started_at.date())
        self._show_day(moved)
        self._page().focus_undo()

    def _delete(self, session: int) -> None:
        before = self._record(session)
        copy = self._written(lambda: self._user_state.journal.delete_session(session))
        if copy is None:
            return
        day = before.started_at.date()
        text = fill(
            translate("DayPage", "The session of {time} was deleted."),
            time=time_text(before.started_at),
        )
        self._done(text, lambda: self._user_state.journal.restore(copy), day)
        self._show_day(day)
        self._page().focus_undo()

    def _delete_paper(self, day: date) -> None:
        journal = self._user_state.journal
        before = [entry for entry in journal.paper_days() if entry.day == day]
        if self._attempt(lambda: journal.keep_paper_days([DayEntry(day=day, sessions=0)])):
            text = translate("DayPage", "The paper day was deleted.")
            self._done(text, lambda: journal.keep_paper_days(before), day)
            self._show_day(day)
            self._page().focus_undo()

    def _undo(self) -> None:
        if not self._steps or not self._attempt(self._steps[-1].undo):
            return
        step = self._steps.pop()
        self._show_day(step.day)
        self._page().show_undo(self._steps[-1].done if self._steps else "")
        self._page().focus_undo()

    def _done(self, text: str, undo: Callable[[], None], day: date) -> None:
        self._steps.append(_Step(done=text, undo=undo, day=day))
        self._page().show_undo(text)

    def _record(self, session: int) -> SessionRecord:
        return next(
            record for record in self._user_state.journal.sessions() if record.id == session
        )

    def _written(self, write: Callable[[], SessionCopy]) -> SessionCopy | None:
        """The session as it was before the change; ``None`` if the change failed."""
        copies: list[SessionCopy] = []
        self._attempt(lambda: copies.append(write()))
        return copies[0] if copies else None

    def _attempt(self, act: Callable[[], None]) -> bool:
        """Reads or writes the journal; reports a failure, after which nothing has changed."""
        try:
            act()
        except JournalError as error:
            warn(error)
            self.failed.emit(fault_in_words(error))
            return False
        return True
