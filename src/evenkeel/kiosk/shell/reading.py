"""Reads the kiosk's pages aloud, for a visitor with headphones who does not see the screen."""

import logging
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QWidget

from evenkeel.language import translate
from evenkeel.voice.speech import Speaker
from evenkeel.voice.speech_timing import DEFAULT_WPM

_log = logging.getLogger(__name__)

#: A step of the volume, in percent; never so low that nothing is heard.
STEP: Final = 20
LEAST: Final = 20
_LOUDEST: Final = 100
_ROLE = QAccessible.Role
_READ: Final = frozenset({_ROLE.StaticText, _ROLE.Heading, _ROLE.Graphic})
_CHOSEN: Final = frozenset({_ROLE.RadioButton, _ROLE.CheckBox})


class Reading(QObject):
    """The voice that reads each page when it is shown, and each control that gets the keyboard.

    Attributes:
        on: whether it reads.
        possible: whether this machine has a voice and a device, as far as is known.
        volume: how loud, in percent.

    Signals:
        changed: it was turned on, off, louder or quieter.
    """

    changed = Signal()

    def __init__(
        self, page: Callable[[], QWidget | None], speaker: Callable[[], Speaker], volume: int
    ) -> None:
        """``page`` is what is shown; ``speaker`` makes the voice when it is first wanted."""
        super().__init__()
        self._page = page
        self._make_speaker = speaker
        self._speaker: Speaker | None = None
        self._usual = volume
        self.on = False
        self.possible = True
        self.volume = volume
        # A page is read once it is filled, and not again for the focus that comes with it.
        self._soon = QTimer(self)
        self._soon.setObjectName("kiosk_reading")
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._read_page)

    def toggle(self) -> None:
        """Turns it on, and reads the page; or off."""
        self.on = not self.on
        if self.on:
            self._set_voice()
            self._check()
        self.changed.emit()
        if self.on:
            self.page_shown()
        else:
            self._stop()

    def louder(self, step: int) -> None:
        """One step louder (1) or quieter (-1), at once."""
        self.volume = max(LEAST, min(_LOUDEST, self.volume + step * STEP))
        self._set_voice()
        self.changed.emit()
        self.page_shown()

    def new_visitor(self) -> None:
        """Silent, and as loud as the clinic wants it to be at first."""
        self.on, self.volume = False, self._usual
        self._stop()
        self.changed.emit()

    def change_voice(self) -> None:
        """Another language: its own voice from now on, which this machine may have or not."""
        self._stop()
        self.close()
        self._speaker, self.possible = None, True
        if self.on:
            self._set_voice()
            self._check()
        self.changed.emit()

    def page_shown(self) -> None:
        """Reads what is shown now."""
        if self.on:
            self._soon.start()

    def focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Says the control that has got the keyboard."""
        if self.on and isinstance(now, QAbstractButton) and not self._soon.isActive():
            self._say(_control(QAccessible.queryAccessibleInterface(now)))

    def close(self) -> None:
        """Releases the voice."""
        if self._speaker:
            self._speaker.close()

    def _read_page(self) -> None:
        page = self._page()
        self._check()
        if page and self.on:
            self._say(page_aloud(page))

    def _check(self) -> None:
        """What can't be heard is not offered; why not is for the staff, in the log."""
        reason = self._speaker.why_silent() if self._speaker else None
        if reason and self.possible:
            _log.warning("Nothing can be read aloud: %s", reason)
            self.on = self.possible = False
            self.changed.emit()

    def _set_voice(self) -> None:
        if self._speaker is None:
            self._speaker = self._make_speaker()
        self._speaker.set_voice(wpm=DEFAULT_WPM, volume=self.volume / _LOUDEST)

    def _say(self, text: str) -> None:
        if self._speaker and text:
            self._speaker.say(text)

    def _stop(self) -> None:
        self._soon.stop()
        if self._speaker:
            self._speaker.stop()


def page_aloud(page: QWidget) -> str:
    """All of a page as sentences: its title, texts and pictures, then what can be pressed."""
    parts = list(_parts(QAccessible.queryAccessibleInterface(page)))
    title = page.accessibleName()
    told = [title] if title else []
    told += [text for text, pressed in parts if not pressed and text != title]
    pressed = [text for text, pressed in parts if pressed]
    if pressed:
        told.append(translate("Reading", "You can press:"))
    return " ".join(_sentence(text) for text in (*told, *pressed))


def _parts(interface: QAccessibleInterface) -> Iterator[tuple[str, bool]]:
    """What is told of something and all in it, and whether it can be pressed."""
    for place in range(interface.childCount()):
        child = interface.child(place)
        if child is None or child.state().invisible:
            continue
        if isinstance(child.object(), QAbstractButton):
            if child.text(QAccessible.Text.Name):
                yield _control(child), True
        elif child.role() in _READ:
            text = child.text(QAccessible.Text.Name)
            if text:
                yield text, False
        else:
            yield from _parts(child)


def _control(interface: QAccessibleInterface) -> str:
    """A control in words: its name, what it says beside it, whether it is chosen."""
    parts = [
        interface.text(QAccessible.Text.Name),
        interface.text(QAccessible.Text.Description),
    ]
    state = interface.state()
    if interface.role() in _CHOSEN and state.checked:
        parts.append(translate("Reading", "Chosen"))
    if state.disabled:
        parts.append(translate("Reading", "Not possible now"))
    return " ".join(_sentence(part) for part in parts if part)


def _sentence(text: str) -> str:
    """A text with an end, so that the voice pauses after it."""
    text = " ".join(text.split())
    return text if text[-1:] in ".?!:" else f"{text}."
