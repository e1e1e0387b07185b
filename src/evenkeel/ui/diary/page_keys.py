"""The pages of this room by key; importing this imports none of them."""

from typing import TYPE_CHECKING, Final

from evenkeel.ui.frame.page_key import PageKey

if TYPE_CHECKING:
    from evenkeel.ui.diary.day_page import DayPage
    from evenkeel.ui.diary.diary_page import DiaryPage

DAY: Final["PageKey[DayPage]"] = PageKey("day")
DIARY: Final["PageKey[DiaryPage]"] = PageKey("diary")
