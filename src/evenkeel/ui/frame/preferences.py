"""The user's settings, stored in a file and applied to the application."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from evenkeel.figures.portrait import Portrait
from evenkeel.journal.settings import (
    ReducedMotion,
    Settings,
    SettingsFault,
    ThemeChoice,
    read_settings,
    save_settings,
)
from evenkeel.journal.storage.errors import JournalError
from evenkeel.journal.storage.places import put_aside
from evenkeel.journal.storage.times import local_now
from evenkeel.language import right_to_left
from evenkeel.ui.frame.startup_log import warn
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.system_theme import contrast_theme, system_theme
from evenkeel.ui.style.theme import apply
from evenkeel.ui.style.tokens import THEMES, Theme


class Preferences(QObject):
    """Holds the settings, saves them, and applies the theme.

    Attributes:
        settings: the current ones.
        system_reduces_motion: whether the system prefers reduced motion.
        fault: what was wrong with the file, or ``None``.
        moved_to: where a file that could not be fully read is now, or ``None``.

    Signals:
        changed: the settings changed.
        failed: they could not be saved; the sentence that says why.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._applied: tuple[Theme, int, bool] | None = None
        self.system_reduces_motion = False
        self._loaded = read_settings(path)
        self.settings = self._loaded.settings
        self.fault = self._loaded.fault
        self.moved_to: Path | None = None
        for fault in self._loaded.faults:
            warn(fault)
        if self.fault in (SettingsFault.UNREADABLE, SettingsFault.VALUES):
            # The next change would overwrite it.
            self.moved_to = put_aside(path, local_now().date())
            if self.fault is SettingsFault.VALUES:
                self._save(report=False)

    @property
    def folder(self) -> Path:
        """The user's data folder, which contains the settings."""
        return self._path.parent

    def change(self, settings: Settings) -> None:
        """Applies and saves other settings; they apply even if they can't be saved."""
        if settings == self.settings:
            return
        self.settings = settings
        self._save()
        self.changed.emit()

    def note(self, **values: object) -> None:
        """Changes settings that the user did not ask to change; a failure to save is silent."""
        changed = replace(self.settings, **values)
        if changed != self.settings:
            self.settings = changed
            self._save(report=False)
            self.changed.emit()

    def _save(self, *, report: bool = True) -> None:
        try:
            save_settings(self._path, self.settings, self._loaded)
        except JournalError as error:
            if report:
                from evenkeel.ui.frame.fault_messages import fault_in_words

                self.failed.emit(fault_in_words(error))

    def change_one(self, **values: object) -> None:
        """Changes one or more settings by name, as :meth:`change`."""
        self.change(replace(self.settings, **values))

    @property
    def portrait(self) -> Portrait:
        """The person shown in the pictures."""
        settings = self.settings
        return Portrait(settings.person.value, settings.skin.value, settings.hair.value)

    def ask_desktop(self, app: QApplication) -> None:
        """Asks the desktop which theme it prefers, and stores that for the next start.

        Asking is slow, so it is done after the start.
        """
        self.note(desktop=ThemeChoice(system_theme(app)))

    def apply_theme(self, app: QApplication, appearance: Appearance) -> None:
        """Applies theme, text size, reduced motion and person."""
        theme = self._theme(app)
        percent = self.settings.text_percent
        wanted = (theme, percent, right_to_left())
        if self._applied != wanted:
            # Applying it again would lay out every page a second time.
            apply(app, theme, percent)
            self._applied = wanted
        choice = self.settings.reduced_motion
        still = (
            self.system_reduces_motion
            if choice is ReducedMotion.SYSTEM
            else choice is ReducedMotion.ON
        )
        appearance.change(
            theme=theme,
            text_percent=percent,
            reduced_motion=still,
            portrait=self.portrait,
        )

    def _theme(self, app: QApplication) -> Theme:
        """The theme that the user chose, or that of the system."""
        if self.settings.theme is not ThemeChoice.SYSTEM:
            return THEMES[self.settings.theme.value]
        wanted = self.settings.desktop
        # The very first start has to ask at once.
        name = system_theme(app) if wanted is ThemeChoice.SYSTEM else wanted.value
        return contrast_theme(app) if name == ThemeChoice.CONTRAST.value else THEMES[name]
