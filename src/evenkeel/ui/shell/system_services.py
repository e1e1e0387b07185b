"""The services of the system that the window uses: voice, sound device, display, tray."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.model import Catalogue
from evenkeel.journal.settings import Heard
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window import MainWindow
from evenkeel.ui.session.page_keys import COACH, PAIN, SUMMARY
from evenkeel.ui.style.screen_reader import ScreenReader

if TYPE_CHECKING:
    # Imported when they are made: the first page must not wait for them.
    from evenkeel.ui.session.keep_awake import Awake
    from evenkeel.ui.session.sound import Sound
    from evenkeel.ui.shell.reminders import SystemTray


class SystemServices(QObject):
    """Acquires services of the system when they are needed, and releases all of them.

    Signals:
        windowRequested: the user asks for the window from the tray.
    """

    windowRequested = Signal()

    def __init__(
        self,
        catalogue: Catalogue,
        preferences: Preferences,
        *,
        reader: ScreenReader,
        sound: "Callable[[], Sound] | None" = None,
        awake: "Awake | None" = None,
    ) -> None:
        """Uses the system's own voice and display where no others are given."""
        super().__init__()
        self._catalogue = catalogue
        self._preferences = preferences
        self._reader = reader
        self._make_sound = sound or self._system_sound
        self._given_awake = awake
        self._closing: list[Callable[[], object]] = []

    def close(self) -> None:
        """Releases everything."""
        while self._closing:
            self._closing.pop()()

    @cached_property
    def sound(self) -> "Sound":
        """Voice and tones, with the settings applied."""
        sound = self._make_sound()
        sound.setParent(self)
        sound.apply_settings(self._preferences.settings)
        self._preferences.changed.connect(self._apply_to_sound)
        sound.voiceGaveUp.connect(lambda: self._preferences.change_one(heard=Heard.TONES))
        self._closing.append(sound.close)
        return sound

    def _apply_to_sound(self) -> None:
        self.sound.apply_settings(self._preferences.settings)

    @cached_property
    def awake(self) -> "Awake":
        """What keeps the display from going dark in a session."""
        return self._given_awake or self._system_awake()

    def remind(self, user_state: UserState, window: MainWindow) -> None:
        """Starts the reminders, if the user wants them; the window may be closed then."""
        from evenkeel.ui.shell.reminders import Reminders

        reminders = Reminders(
            user_state.journal,
            now=user_state.now,
            in_session=lambda: window.current() in (PAIN, COACH, SUMMARY),
            make_tray=lambda: self._tray(window),
        )
        reminders.activeChanged.connect(lambda on: QApplication.setQuitOnLastWindowClosed(not on))
        reminders.apply_settings(self._preferences.settings)
        applied = self._preferences.changed.connect(
            lambda: reminders.apply_settings(self._preferences.settings)
        )
        self._closing.append(reminders.close)
        self._closing.append(lambda: self._preferences.changed.disconnect(applied))

    def _tray(self, window: MainWindow) -> "SystemTray | None":
        from evenkeel.ui.shell.reminders import SystemTray

        if not SystemTray.available():
            return None
        tray = SystemTray(QApplication.windowIcon())
        tray.opened.connect(self.windowRequested)
        quit_ = window.findChild(QAction, "action_quit")
        if quit_:
            quit_.triggered.connect(QApplication.quit)
        return tray

    def _system_sound(self) -> "Sound":
        from evenkeel.catalogue.locate import resources_dir
        from evenkeel.language import translations
        from evenkeel.ui.session.sound import Sound
        from evenkeel.voice.script import load_script

        return Sound(
            self._catalogue, load_script(resources_dir(), translations()), reader=self._reader
        )

    def _system_awake(self) -> "Awake":
        from evenkeel.ui.session.keep_awake import SystemAwake

        awake = SystemAwake()
        self._closing.append(awake.close)
        return awake
