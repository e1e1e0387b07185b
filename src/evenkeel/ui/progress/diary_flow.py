"""The paper diary typed in: the page, and the journal that it goes into."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from evenkeel.journal.errors import JournalError
from evenkeel.journal.records import DayEntry
from evenkeel.ui.frame.fault_messages import fault_in_words
from evenkeel.ui.frame.startup_log import warn
from evenkeel.ui.frame.user_state import Reader
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.style.appearance import Look

if TYPE_CHECKING:
    # Imported when it is made: the first page must not wait for it.
    from evenkeel.ui.progress.diary_page import DiaryPage


class TypingIn(QObject):
    """Shows the diary page and keeps each day at once.

    Signals:
        over: the reader is done.
        troubled: a day could not be kept; a sentence about it.
    """

    over = Signal()
    troubled = Signal(str)

    def __init__(self, window: MainWindow, look: Look, reader: Reader) -> None:
        super().__init__()
        self._window = window
        self._look = look
        self._reader = reader

    def makers(self) -> Mapping[str, Callable[[], QWidget]]:
        """What makes the page, by its name."""
        return {"diary": self._make}

    def show(self) -> None:
        """Shows the diary with what the journal knows."""
        from evenkeel.ui.progress.diary_page import DiaryView

        journal = self._reader.journal
        view = DiaryView(
            records=journal.sessions(),
            paper=journal.paper_days(),
            today=self._reader.now().date(),
        )
        page = cast("DiaryPage", self._window.page("diary"))
        self._window.show_page("diary")
        self._window.mark_place("progress")
        # Once it is on the screen: its first day takes the keyboard.
        page.show_diary(view)

    def _make(self) -> QWidget:
        from evenkeel.ui.progress.diary_page import DiaryPage

        page = DiaryPage(self._look)
        page.dayChanged.connect(self._keep)
        page.left.connect(self.over)
        return page

    def _keep(self, entry: DayEntry) -> None:
        try:
            self._reader.journal.keep_paper_days([entry])
        except JournalError as error:
            warn(error)
            self.troubled.emit(fault_in_words(error))
            # The page shows what is kept, not what was typed.
            self.show()
