"""The window and what is behind it, made anew when the user chooses another language."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from evenkeel.language import chosen_language, right_to_left, set_language
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.startup_log import warn
from evenkeel.ui.frame.user_state import UserState
from evenkeel.ui.frame.window_placement import place, placement_of
from evenkeel.ui.shell.controller import Controller
from evenkeel.ui.shell.recovered_start import content_of, language_copy
from evenkeel.ui.style.appearance import Appearance


def apply_language(app: QApplication, folder: Path, wanted: str) -> None:
    """Has everything that is made from now on speak the language of a setting."""
    code = chosen_language(wanted)
    try:
        set_language(code, language_copy(folder, code))
    except OSError as error:
        # English is always there.
        warn(error)
    direction = Qt.LayoutDirection
    app.setLayoutDirection(direction.RightToLeft if right_to_left() else direction.LeftToRight)


class Home(QObject):
    """Holds the controller in force.

    Attributes:
        controller: what is behind the window that is open.
    """

    def __init__(
        self,
        make: Callable[[], Controller],
        app: QApplication,
        appearance: Appearance,
        user_state: UserState,
        preferences: Preferences,
    ) -> None:
        """``make`` makes a controller with its window, which is not shown yet."""
        super().__init__()
        self._make = make
        self._app, self._appearance = app, appearance
        self._user_state, self._preferences = user_state, preferences
        self._language = chosen_language(preferences.settings.language)
        self.controller = make()
        preferences.changed.connect(self._follow_setting)

    def raise_window(self) -> None:
        """Brings the window to the front."""
        self.controller.raise_window()

    def _follow_setting(self) -> None:
        wanted = chosen_language(self._preferences.settings.language)
        if wanted != self._language:
            self._language = wanted
            # Not while the page that it was chosen on is still acting.
            QTimer.singleShot(0, self, self._reopen)

    def _reopen(self) -> None:
        before = self.controller
        apply_language(self._app, self._preferences.folder, self._preferences.settings.language)
        content = content_of(self._preferences.folder)
        self._preferences.apply_theme(self._app, self._appearance)
        self._appearance.catalogue = content
        self._user_state.catalogue = content
        self.controller = self._make()
        place(self.controller.window, placement_of(before.window))
        self.controller.open()
        self.controller.complete()
        self.controller.show_settings()
        self.controller.window.show()
        before.close()
        before.window.hide()
        before.window.deleteLater()
        before.deleteLater()
        self.controller.remind()
        self.controller.preload()
