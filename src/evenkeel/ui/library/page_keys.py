"""The pages of this room by key; importing this imports none of them."""

from typing import TYPE_CHECKING, Final

from evenkeel.ui.frame.page_key import PageKey

if TYPE_CHECKING:
    from evenkeel.ui.library.card_page import CardPage
    from evenkeel.ui.library.library_page import LibraryPage

LIBRARY: Final["PageKey[LibraryPage]"] = PageKey("library")
CARD: Final["PageKey[CardPage]"] = PageKey("card")
