"""Help: how to use it, without a network."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

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

_WIDEST = 1100


class HelpPage(ScrollPage):
    """How it goes, what the pictures show, the keys, everyday tips, and what it is about."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, "help_page", widest=_WIDEST, in_line=True)
        self.set_title(self.tr("Help"))
        self.body.setSpacing(tokens.SMALL)
        self._sections: dict[str, Section] = {}
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
        for key, title, make in makers:
            link = LinkButton(f"help_to_{key}", title)
            link.clicked.connect(lambda _=False, key=key: self.show_section(key))
            row.addWidget(link)
            section = make()
            section.set_title(title)
            self._sections[key] = section
            self.body.addWidget(section)
        self.body.addStretch(1)

    def show_section(self, key: str) -> None:
        """Scrolls so far that a section stands at the top: how, pictures, keys, tips or about.

        Raises:
            KeyError: there is no such section.
        """
        section = self._sections[key]
        bar = self.scroll_area.verticalScrollBar()
        bar.setValue(bar.value() + section.mapTo(self, section.rect().topLeft()).y())
