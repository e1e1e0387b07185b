"""The page of this room by key; importing this does not import it."""

from typing import TYPE_CHECKING, Final

from evenkeel.ui.frame.page_key import PageKey

if TYPE_CHECKING:
    from evenkeel.ui.settings.settings_page import SettingsPage

SETTINGS: Final["PageKey[SettingsPage]"] = PageKey("settings")
