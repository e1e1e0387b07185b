"""The language of the program, each by its own name."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QSizePolicy, QWidget

from evenkeel.catalogue.forms import with_commas
from evenkeel.catalogue.locate import shipped_resources_dir
from evenkeel.catalogue.terms import ENGLISH
from evenkeel.catalogue.translations import language_facts
from evenkeel.catalogue.wording import fill
from evenkeel.figures.fonts import can_be_written
from evenkeel.journal.settings import FOLLOW_SYSTEM, Settings
from evenkeel.language import available_languages, language
from evenkeel.ui.settings.section import Section
from evenkeel.ui.style import tokens
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.widgets import Flow, body
from evenkeel.ui.widgets.controls import Segment
from evenkeel.ui.widgets.radio import RadioGroup
from evenkeel.ui.widgets.roles import use_roles

#: English in its own language, which has no file of its own.
_ENGLISH_NAME = "English"


class LanguageSection(Section):
    """Follow the system, or a language; everything is in it at once."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        resources = shipped_resources_dir()
        facts = {
            code: language_facts(resources, code)
            for code in available_languages()
            if code != ENGLISH
        }
        options = {FOLLOW_SYSTEM: self.tr("Follow the system"), ENGLISH: _ENGLISH_NAME}
        options |= {
            code: found.name for code, found in sorted(facts.items(), key=lambda one: one[1].name)
        }
        self._choice = _Choice(appearance, self.tr("Language"), options)
        for code, button in self._choice.buttons.items():
            button.clicked.connect(lambda _=False, code=code: self._change(language=code))
        self.column.addWidget(self._choice)
        if not all(map(can_be_written, facts)):
            self._add_note(
                "settings_no_typeface",
                self.tr(
                    "This computer has no typeface for some of these languages: their letters show "
                    "as boxes. Install the Noto fonts, then start Evenkeel again."
                ),
            )
        unreviewed = [found.name for found in facts.values() if not found.reviewed]
        if unreviewed:
            self._add_note(
                "settings_all_unreviewed",
                fill(
                    self.tr("Not yet reviewed by a clinician: {languages}."),
                    languages=with_commas(unreviewed),
                ),
            )
        shown = facts.get(language())
        if shown and not shown.reviewed:
            # Whoever reads this language should know how far to rely on it.
            self._add_note(
                "settings_unreviewed",
                self.tr(
                    "No clinician has reviewed this translation yet. "
                    "Where something seems wrong, stop and look at the picture or the English text."
                ),
            )

    def _add_note(self, name: str, text: str) -> None:
        note = body(text, soft=True)
        note.setObjectName(name)
        self.column.addWidget(note)

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings without emitting a signal."""
        buttons = self._choice.buttons
        chosen = settings.language if settings.language in buttons else FOLLOW_SYSTEM
        buttons[chosen].setChecked(True)


class _Choice(QWidget):
    """One of many languages, in as many rows as they need."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, appearance: Appearance, accessible: str, options: dict[str, str]) -> None:
        super().__init__()
        use_roles()
        self.setObjectName("settings_language")
        self.setAccessibleName(accessible)
        group = RadioGroup(self)
        row = Flow(self, spacing=tokens.SMALL, row_spacing=tokens.SMALL)
        row.setContentsMargins(0, 0, 0, 0)
        self.buttons = {
            code: Segment(
                appearance,
                f"settings_language_{code}",
                text,
                text,
                round_left=True,
                round_right=True,
            )
            for code, text in options.items()
        }
        for button in self.buttons.values():
            group.add(button)
            row.addWidget(button)
        # A fixed height would be that of a single row.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
