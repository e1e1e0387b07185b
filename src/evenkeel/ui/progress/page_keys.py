"""The pages of this room by key; importing this imports none of them."""

from typing import TYPE_CHECKING, Final

from evenkeel.ui.frame.page_key import PageKey

if TYPE_CHECKING:
    from evenkeel.ui.progress.progress_page import ProgressPage

PROGRESS: Final["PageKey[ProgressPage]"] = PageKey("progress")
