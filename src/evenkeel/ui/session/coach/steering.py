"""How the user steers a session: what letters do, how long a hold is, one switch for everything."""

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from evenkeel.journal.settings import SESSION_KEYS
from evenkeel.ui.session.coach.remote import RemoteCommand, command_of_key


class Steering(Struct, frozen=True, kw_only=True):
    """What the user chose in the settings.

    Attributes:
        letters: whether single letters, digits and signs steer (WCAG 2.1.4).
        keys: those for *it hurts more*, *repeat* and *more time*.
        held_ms: how long a key or a click is held to mean *it hurts more*, in milliseconds.
        scan_s: with one switch, how long each answer is marked, in seconds; 0: without.
    """

    letters: bool = True
    keys: str = SESSION_KEYS
    held_ms: int = 1000
    scan_s: int = 0

    @property
    def one_switch(self) -> bool:
        """Whether one key does everything: every key is the same."""
        return self.scan_s > 0

    def command_of(self, event: QKeyEvent) -> RemoteCommand | None:
        """What a key asks for; ``None`` for one that is not the session's."""
        command = command_of_key(event, self.keys)
        if command is None:
            return None
        if not self.letters and _is_character(event):
            return None
        if self.one_switch and event.key() != Qt.Key.Key_Escape:
            return RemoteCommand.TOGGLE
        return command


def _is_character(event: QKeyEvent) -> bool:
    """Whether a key writes something: a letter, a digit, a sign; Space writes nothing."""
    text = event.text()
    if text:
        return text.isprintable() and not text.isspace()
    return Qt.Key.Key_Exclam <= event.key() <= Qt.Key.Key_ydiaeresis
