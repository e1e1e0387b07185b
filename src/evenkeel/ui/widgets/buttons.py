"""Buttons. Each takes a name for tests and assistive technology; text is its accessible name."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy


class Button(QPushButton):
    """What all buttons have in common: a name, a height to hit, Enter presses them."""

    def __init__(self, name: str, text: str, accessible: str = "", *, small: bool = False) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setAccessibleName(accessible or text)
        self.setProperty("small", "true" if small else "false")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class PrimaryButton(Button):
    """The one thing to do on a page."""


class QuietButton(Button):
    """Another thing that can be done."""


class DangerButton(Button):
    """Something that stops or erases."""


class LinkButton(Button):
    """A side road: reads like a link."""

    def __init__(self, name: str, text: str, accessible: str = "") -> None:
        super().__init__(name, text, accessible)


class NavButton(Button):
    """A place in the sidebar."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(name, text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class StepButton(Button):
    """A square button with one sign: less or more. Keeps counting while it is held down."""

    def __init__(self, name: str, sign: str, accessible: str) -> None:
        super().__init__(name, sign, accessible)
        self.setAutoRepeat(True)
