"""What can be set, and what the program is about."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from evenkeel.journal.settings import Settings, SettingsChange
from evenkeel.ui.settings.data_section import AboutSection, DataSection, JournalSection
from evenkeel.ui.settings.section import Section
from evenkeel.ui.settings.sections import (
    AppearanceSection,
    PicturesSection,
    RemindersSection,
    SessionSection,
    SoundSection,
)
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import ScrollPage
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.journal_rows import JournalRows

_WIDEST = 960


class SettingsPage(ScrollPage):
    """Shows the settings; every change counts at once.

    The first section is there when the page appears, the others come one by one below it.

    Signals:
        settingsChanged: the settings as they are now.
        tryRequested: the user wants to hear how it sounds.
        visibleChanged: the page was shown, or is no longer.
        answersRequested: the user wants to see the answers.
        eraseRequested: the user confirmed that everything is to be erased.

    Attributes:
        journal: the rows about the journal as a whole.
    """

    settingsChanged = Signal(Settings)
    tryRequested = Signal()
    visibleChanged = Signal(bool)
    answersRequested = Signal()
    eraseRequested = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "settings", widest=_WIDEST, in_line=True, parent=parent)
        self._settings = Settings()
        self._sections: list[Section] = []
        self._sound: SoundSection | None = None
        self._silence: tuple[str, ...] = ()
        self._reminders: RemindersSection | None = None
        self._tray = True
        self.journal = JournalRows()
        self.set_title(self.tr("Settings"))
        self.body.setSpacing(tokens.SMALL)
        self.body.addStretch(1)
        self._put(AppearanceSection(appearance))
        DeferredTasks(self).begin(
            lambda: self._put(PicturesSection(appearance)),
            lambda: self._put(SessionSection(appearance)),
            self._put_sound,
            self._put_reminders,
            lambda: self._put(JournalSection(self.journal)),
            self._put_data,
            lambda: self._put(AboutSection(appearance.catalogue)),
        )

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        self._settings = settings
        for section in self._sections:
            section.show_settings(settings)

    def showEvent(self, event: QShowEvent) -> None:
        """Reports that the page is visible."""
        super().showEvent(event)
        self.visibleChanged.emit(self.isVisible())

    def hideEvent(self, event: QHideEvent) -> None:
        """Reports that the page is hidden."""
        super().hideEvent(event)
        self.visibleChanged.emit(self.isVisible())

    def show_silence(self, reasons: Sequence[str]) -> None:
        """Says why something that is wanted is not heard, and what to install."""
        self._silence = tuple(reasons)
        if self._sound:
            self._sound.show_silence(self._silence)

    def show_tray(self, *, available: bool) -> None:
        """Says where this desktop can't show reminders."""
        self._tray = available
        if self._reminders:
            self._reminders.show_tray(available=available)

    def _put(self, section: Section) -> None:
        """Adds a section at the end, and shows the settings in it."""
        section.show_settings(self._settings)
        section.changed.connect(self._change)
        section.toBeSeen.connect(self.show_whole)
        if self._sections:
            self.body.insertSpacing(self.body.count() - 1, tokens.LARGE)
        self.body.insertWidget(self.body.count() - 1, section)
        self._sections.append(section)

    def _put_sound(self) -> None:
        self._sound = SoundSection(self.appearance)
        self._sound.tryRequested.connect(self.tryRequested)
        self._sound.show_silence(self._silence)
        self._put(self._sound)

    def _put_reminders(self) -> None:
        self._reminders = RemindersSection(self.appearance)
        self._reminders.show_tray(available=self._tray)
        self._put(self._reminders)

    def _put_data(self) -> None:
        section = DataSection()
        section.answersRequested.connect(self.answersRequested)
        section.eraseRequested.connect(self.eraseRequested)
        self._put(section)

    def _change(self, change: SettingsChange) -> None:
        self._settings = change.applied_to(self._settings)
        self.settingsChanged.emit(self._settings)
