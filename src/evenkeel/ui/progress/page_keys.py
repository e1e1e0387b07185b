"""The pages of this room by key; importing this imports none of them."""

from typing import TYPE_CHECKING, Final

from evenkeel.ui.frame.page_key import PageKey

if TYPE_CHECKING:
    from evenkeel.ui.progress.day_page import DayPage
    from evenkeel.ui.progress.diary_page import DiaryPage
    from evenkeel.ui.progress.progress_page import ProgressPage

PROGRESS: Final["PageKey[ProgressPage]"] = PageKey("progress")
DAY: Final["PageKey[DayPage]"] = PageKey("day")
DIARY: Final["PageKey[DiaryPage]"] = PageKey("diary")
