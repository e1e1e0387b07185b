"""The paper diary typed in: the page, and the journal that it goes into."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from evenkeel.journal.records import DayEntry
from evenkeel.journal.storage.errors import JournalError
from evenkeel.ui.diary.page_keys import DIARY
from evenkeel.ui.frame.fault_messages import fault_in_words
from evenkeel.ui.frame.startup_log import warn
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.style.appearance import Appearance

if TYPE_CHECKING:
    # Imported when it is made: the first page must not wait for it.
    from evenkeel.ui.diary.diary_page import DiaryPage


class DiaryFlow(QObject):
    """Shows the diary page and stores each day at once.

    Signals:
        finished: the user is done.
        failed: a day could not be stored; a sentence about it.
    """

    finished = Signal()
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
        window.add_page(DIARY, self._make)

    def show(self) -> None:
        """Shows the diary with what the journal knows."""
        from evenkeel.ui.diary.diary_page import DiaryView

        journal = self._user_state.journal
        view = DiaryView(
            records=journal.sessions(),
            paper=journal.paper_days(),
            today=self._user_state.now().date(),
        )
        page = self._window.page(DIARY)
        self._window.show_page(DIARY)
        self._window.mark_place(self._place)
        # Once it is on the screen: its first day takes the keyboard.
        page.show_diary(view)

    def _make(self) -> "DiaryPage":
        from evenkeel.ui.diary.diary_page import DiaryPage

        page = DiaryPage(self._appearance)
        page.dayChanged.connect(self._save)
        page.left.connect(self.finished)
        return page

    def _save(self, entry: DayEntry) -> None:
        try:
            self._user_state.journal.keep_paper_days([entry])
        except JournalError as error:
            warn(error)
            self.failed.emit(fault_in_words(error))
            # The page shows what is stored, not what was typed.
            self.show()
