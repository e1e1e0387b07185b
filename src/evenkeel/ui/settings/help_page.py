"""Help: how to use it, without a network."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from evenkeel.journal.settings import Settings
from evenkeel.ui.settings.help_sections import (
    AboutSection,
    HowSection,
    KeysSection,
    PicturesHelp,
    TipsSection,
)
from evenkeel.ui.settings.section import Section
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Flow, LinkButton, ScrollPage
from evenkeel.ui.widgets.deferred_tasks import DeferredTasks

_WIDEST = 1100


class HelpPage(ScrollPage):
    """How it goes, what the pictures show, the keys, everyday tips, and what it is about.

    The first section is there when the page appears, the others come one by one below it.
    """

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "help_page", widest=_WIDEST, in_line=True)
        self.set_title(self.tr("Help"))
        self.body.setSpacing(tokens.SMALL)
        self._sections: dict[str, Section] = {}
        self._wanted = ""
        self._settings = Settings()
        makers: tuple[tuple[str, str, Callable[[], Section]], ...] = (
            ("how", self.tr("How it goes"), HowSection),
            ("pictures", self.tr("The pictures"), lambda: PicturesHelp(appearance)),
            ("keys", self.tr("Keys"), KeysSection),
            ("tips", self.tr("On an ordinary day"), lambda: TipsSection(appearance)),
            ("about", self.tr("About Evenkeel"), lambda: AboutSection(appearance.catalogue)),
        )
        index = QWidget()
        row = Flow(index, spacing=tokens.LARGE, row_spacing=0)
        self.body.addWidget(index)
        for key, title, _ in makers:
            link = LinkButton(f"help_to_{key}", title)
            link.clicked.connect(lambda _=False, key=key: self.show_section(key))
            row.addWidget(link)
        self.body.addStretch(1)
        tasks = [partial(self._put, *maker) for maker in makers]
        tasks[0]()
        self._deferred = DeferredTasks(self)
        # Some turns after the last one: what it scrolls to is laid out then.
        self._deferred.begin(*tasks[1:], lambda: self._deferred.add(self._show_wanted))

    def show_settings(self, settings: Settings) -> None:
        """Shows what the user may have set otherwise: the keys."""
        self._settings = settings
        for section in self._sections.values():
            section.show_settings(settings)

    def show_section(self, key: str) -> None:
        """Scrolls so far that a section stands at the top: how, pictures, keys, tips or about.

        On a page that is still being filled, as soon as it is.
        """
        self._wanted = key
        if not self._deferred.isActive():
            self._show_wanted()

    def _put(self, key: str, title: str, make: Callable[[], Section]) -> None:
        """Adds a section at the end."""
        section = make()
        section.set_title(title)
        section.show_settings(self._settings)
        self._sections[key] = section
        self.body.insertWidget(self.body.count() - 1, section)

    def _show_wanted(self) -> None:
        key, self._wanted = self._wanted, ""
        if key:
            section = self._sections[key]
            bar = self.scroll_area.verticalScrollBar()
            bar.setValue(bar.value() + section.mapTo(self, section.rect().topLeft()).y())
