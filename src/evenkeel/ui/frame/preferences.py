"""The reader's settings, kept in a file and worn by the application."""

from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from evenkeel.figures.portrait import Portrait
from evenkeel.journal.errors import JournalError
from evenkeel.journal.places import put_aside
from evenkeel.journal.settings import (
    ReducedMotion,
    Settings,
    SettingsFault,
    ThemeChoice,
    read_settings,
    save_settings,
)
from evenkeel.journal.times import local_now
from evenkeel.ui.frame.startup_log import warn
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.theme import apply, system_theme
from evenkeel.ui.style.tokens import THEMES


class Preferences(QObject):
    """Holds the settings, writes them, and dresses the application accordingly.

    Attributes:
        settings: as they are now.
        system_is_still: whether the system asked for less motion.
        fault: what was wrong with the file, or ``None``.
        kept: the file that could not be read or not wholly, under the name that it has now.

    Signals:
        changed: they are other ones now.
        failed: they could not be written; the sentence that says why.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._applied: tuple[str, int] | None = None
        self.system_reduces_motion = False
        self._loaded = read_settings(path)
        self.settings = self._loaded.settings
        self.fault = self._loaded.fault
        self.kept: Path | None = None
        for fault in self._loaded.faults:
            warn(fault)
        if self.fault in (SettingsFault.UNREADABLE, SettingsFault.VALUES):
            # The next change would write over it.
            self.kept = put_aside(path, local_now().date())
            if self.fault is SettingsFault.VALUES:
                self._save(told=False)

    @property
    def folder(self) -> Path:
        """Where the settings are kept, with what else is the reader's own."""
        return self._path.parent

    def change(self, settings: Settings) -> None:
        """Takes and writes other settings; they count even where they can't be written."""
        if settings == self.settings:
            return
        self.settings = settings
        self._save()
        self.changed.emit()

    def note(self, **values: object) -> None:
        """Takes and writes what the reader did not ask for: that it can't be kept is not told."""
        changed = replace(self.settings, **values)
        if changed != self.settings:
            self.settings = changed
            self._save(told=False)
            self.changed.emit()

    def _save(self, *, told: bool = True) -> None:
        try:
            save_settings(self._path, self.settings, self._loaded)
        except JournalError as error:
            if told:
                from evenkeel.ui.frame.fault_messages import fault_in_words

                self.failed.emit(fault_in_words(error))

    def change_one(self, **values: object) -> None:
        """Takes and writes one or more settings by name."""
        self.change(replace(self.settings, **values))

    @property
    def portrait(self) -> Portrait:
        """Who is to be in the pictures."""
        settings = self.settings
        return Portrait(settings.person.value, settings.skin.value, settings.hair.value)

    def ask_desktop(self, app: QApplication) -> None:
        """Asks the desktop which theme it wants; the next start begins with what it says now.

        Asking takes a while, so it is left until after a start.
        """
        self.note(desktop=ThemeChoice(system_theme(app)))

    def apply_theme(self, app: QApplication, appearance: Appearance) -> None:
        """Puts theme, text size, motion and person into force."""
        chosen = self.settings.theme
        if chosen is ThemeChoice.SYSTEM:
            chosen = self.settings.desktop
        # The very first start has to ask at once.
        name = system_theme(app) if chosen is ThemeChoice.SYSTEM else chosen.value
        percent = self.settings.text_percent
        if self._applied != (name, percent):
            # Dressing anew costs a second layout of every page.
            apply(app, THEMES[name], percent)
            self._applied = (name, percent)
        wish = self.settings.reduced_motion
        still = (
            self.system_reduces_motion if wish is ReducedMotion.SYSTEM else wish is ReducedMotion.ON
        )
        appearance.change(
            theme=THEMES[name],
            text_percent=percent,
            reduced_motion=still,
            portrait=self.portrait,
        )
