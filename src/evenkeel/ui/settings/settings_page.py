"""What can be set, in groups, with an index and a search."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from evenkeel.catalogue.forms import folded
from evenkeel.journal.settings import Settings, SettingsChange
from evenkeel.ui.settings.data_section import DataSection, JournalSection
from evenkeel.ui.settings.language_section import LanguageSection
from evenkeel.ui.settings.section import Section
from evenkeel.ui.settings.sections import (
    AimsSection,
    AppearanceSection,
    PaperSection,
    PicturesSection,
    RemindersSection,
    SessionSection,
    SoundSection,
)
from evenkeel.ui.settings.steering_section import SteeringSection
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Flow, LinkButton, ScrollPage, body
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks
from evenkeel.ui.widgets.journal_rows import JournalRows
from evenkeel.ui.widgets.roles import name_clear_button

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
        self._sections: dict[str, Section] = {}
        self._sound: SoundSection | None = None
        self._silence: tuple[str, ...] = ()
        self._reminders: RemindersSection | None = None
        self._tray = True
        self._open_folder = ""
        self.journal = JournalRows(appearance)
        # Until its section is there it has no parent to go with.
        self.destroyed.connect(self.journal.deleteLater)
        self.set_title(self.tr("Settings"))
        self.body.setSpacing(tokens.SMALL)
        makers: tuple[tuple[str, str, Callable[[], Section]], ...] = (
            ("language", self.tr("Language"), lambda: LanguageSection(appearance)),
            ("appearance", self.tr("Appearance"), lambda: AppearanceSection(appearance)),
            ("pictures", self.tr("Pictures"), lambda: PicturesSection(appearance)),
            ("aims", self.tr("Aims"), lambda: AimsSection(appearance)),
            ("session", self.tr("Session"), lambda: SessionSection(appearance)),
            ("steering", self.tr("Keys in a session"), lambda: SteeringSection(appearance)),
            ("sound", self.tr("Sound"), self._make_sound),
            ("paper", self.tr("Paper"), lambda: PaperSection(appearance)),
            ("reminders", self.tr("Reminders"), self._make_reminders),
            ("journal", self.tr("Your journal"), lambda: JournalSection(self.journal)),
            ("data", self.tr("Your data"), self._make_data),
        )
        self._search = QLineEdit()
        self._search.setObjectName("settings_search")
        self._search.setAccessibleName(self.tr("Search the settings"))
        self._search.setPlaceholderText(self.tr("Search, for example voice"))
        self._search.setClearButtonEnabled(True)
        name_clear_button(self._search, self.tr("Clear the search"))
        self._search.textChanged.connect(self._apply_search)
        self._nothing = body(self.tr("Nothing is called that. Try another word."), soft=True)
        self._nothing.setObjectName("settings_nothing")
        self._nothing.hide()
        self.body.addWidget(self._search)
        self.body.addWidget(self._index([(key, title) for key, title, _ in makers]))
        self.body.addWidget(self._nothing)
        self.body.addStretch(1)
        tasks = [partial(self._put, *maker) for maker in makers]
        tasks[0]()
        DeferredTasks(self).begin(*tasks[1:])

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        self._settings = settings
        for section in self._sections.values():
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

    def show_open_folder(self, folder: str) -> None:
        """Says where the data are, where others may read it; to be called before it is shown."""
        self._open_folder = folder

    def _index(self, titles: Sequence[tuple[str, str]]) -> QWidget:
        """A link to each section, all of them in one or two rows."""
        box = QWidget()
        row = Flow(box, spacing=tokens.LARGE, row_spacing=0)
        for key, title in titles:
            link = LinkButton(f"settings_to_{key}", title)
            link.clicked.connect(lambda _=False, key=key: self._show_section(key))
            row.addWidget(link)
        return box

    def _show_section(self, key: str) -> None:
        """Scrolls so far that a section stands at the top; a search hides none any more."""
        self._search.clear()
        section = self._sections.get(key)
        if section:
            bar = self.scroll_area.verticalScrollBar()
            top = section.mapTo(self, section.rect().topLeft()).y()
            bar.setValue(bar.value() + top - tokens.MEDIUM)

    def _apply_search(self) -> None:
        words = folded(self._search.text()).split()
        found = [section.show_matching(words) for section in self._sections.values()]
        nothing = not any(found)
        if nothing and self._nothing.isHidden():
            self.appearance.reader.tell(self._search, self._nothing.text())
        self._nothing.setVisible(nothing)

    def _put(self, key: str, title: str, make: Callable[[], Section]) -> None:
        """Adds a section at the end, and shows the settings in it."""
        section = make()
        section.set_title(title)
        section.show_settings(self._settings)
        section.changed.connect(self._change)
        section.toBeSeen.connect(self.show_whole)
        self.body.insertWidget(self.body.count() - 1, section)
        self._sections[key] = section
        if self._search.text():
            self._apply_search()

    def _make_sound(self) -> Section:
        self._sound = SoundSection(self.appearance)
        self._sound.tryRequested.connect(self.tryRequested)
        self._sound.show_silence(self._silence)
        return self._sound

    def _make_reminders(self) -> Section:
        self._reminders = RemindersSection(self.appearance)
        self._reminders.show_tray(available=self._tray)
        return self._reminders

    def _make_data(self) -> Section:
        section = DataSection(self._open_folder)
        section.answersRequested.connect(self.answersRequested)
        section.eraseRequested.connect(self.eraseRequested)
        return section

    def _change(self, change: SettingsChange) -> None:
        self._settings = change.applied_to(self._settings)
        self.settingsChanged.emit(self._settings)
