"""The pages of this room by key; importing this imports none of them."""

from typing import TYPE_CHECKING, Final

from evenkeel.ui.frame.page_key import PageKey

if TYPE_CHECKING:
    from evenkeel.ui.settings.help_page import HelpPage
    from evenkeel.ui.settings.settings_page import SettingsPage

SETTINGS: Final["PageKey[SettingsPage]"] = PageKey("settings")
HELP: Final["PageKey[HelpPage]"] = PageKey("help")
