"""The page of the paper by key."""

from typing import Final

from evenkeel.kiosk.paper.paper_page import PaperPage
from evenkeel.ui.frame.page_key import PageKey

PAPER: Final = PageKey[PaperPage]("paper")
