"""The settings page, with what it tries out and does with the journal."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from evenkeel.journal.storage.places import open_to_others
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.settings.page_keys import HELP, SETTINGS
from evenkeel.ui.shell.system_services import SystemServices
from evenkeel.ui.style.appearance import Appearance

if TYPE_CHECKING:
    # Imported when they are made: the first page must not wait for them.
    from evenkeel.handout.document import Sheet
    from evenkeel.ui.settings.help_page import HelpPage
    from evenkeel.ui.settings.settings_page import SettingsPage


class SettingsFlow(QObject):
    """Shows the settings and connects them with voice, tray and journal.

    Signals:
        answersRequested: show all answers.
        eraseRequested: erase the journal.
        journalReplaced: another journal was put in the place of the user's.
        failed: something did not work; a sentence about it.
    """

    answersRequested = Signal()
    eraseRequested = Signal()
    journalReplaced = Signal()
    failed = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        appearance: Appearance,
        user_state: UserState,
        preferences: Preferences,
        services: SystemServices,
        sheet: "Callable[[], Sheet]",
    ) -> None:
        """``sheet`` gives the paper size and typeface for reports."""
        super().__init__()
        self._window = window
        self._appearance = appearance
        self._user_state = user_state
        self._preferences = preferences
        self._services = services
        self._sheet = sheet
        window.add_page(SETTINGS, self._make)
        window.add_page(HELP, self._make_help)

    def show(self) -> None:
        """Shows the settings."""
        self._window.page(SETTINGS).show_settings(self._preferences.settings)
        self._window.show_page(SETTINGS)

    def show_help(self, section: str = "") -> None:
        """Shows the help, from a section on if one is named."""
        self._window.page(HELP).show_settings(self._preferences.settings)
        page = self._window.show_page(HELP)
        page.to_top()
        if section:
            # Once it is laid out.
            QTimer.singleShot(0, page, lambda: page.show_section(section))

    def _make_help(self) -> "HelpPage":
        from evenkeel.ui.settings.help_page import HelpPage

        return HelpPage(self._appearance)

    def _make(self) -> "SettingsPage":
        from evenkeel.ui.progress.journal_actions import JournalActions
        from evenkeel.ui.settings.settings_page import SettingsPage
        from evenkeel.ui.shell.reminders import SystemTray

        page = SettingsPage(self._appearance)
        page.settingsChanged.connect(self._preferences.change)
        page.tryRequested.connect(self._services.sound.announcer.try_out)
        page.visibleChanged.connect(lambda on: self._services.sound.watch(on=on))
        self._services.sound.silenceChanged.connect(page.show_silence)
        folder = self._preferences.folder
        if open_to_others(folder):
            page.show_open_folder(str(folder))
        page.show_tray(available=SystemTray.available())
        page.show_silence(self._services.sound.why_silent())
        page.answersRequested.connect(self.answersRequested)
        page.eraseRequested.connect(self.eraseRequested)
        actions = JournalActions(
            self._window,
            self._user_state,
            page.journal,
            folder=self._preferences.folder,
            sheet=self._sheet,
        )
        actions.restored.connect(self.journalReplaced)
        actions.failed.connect(self.failed)
        return page
