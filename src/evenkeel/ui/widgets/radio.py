"""Radio buttons of any look: one of several, one stop for Tab, and each tells which it is."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

from evenkeel.catalogue.wording import fill


class RadioGroup(QButtonGroup):
    """Buttons of which one is chosen.

    Tab reaches the one that is chosen, or the first; Qt's arrow keys, or those of the widget
    around them, reach the others. Assistive technology is told that they are radio buttons, and
    which one of how many each is.
    """

    def __init__(self, parent: QObject, *, always_one: bool = True, named: bool = False) -> None:
        """Of no buttons yet.

        Args:
            parent: what it is deleted with.
            always_one: whether Qt sees to it that one is chosen and the others are not.
            named: whether the names of the buttons tell already which one of how many each is.
        """
        super().__init__(parent)
        self._named = named
        self.setExclusive(always_one)
        self.buttonToggled.connect(self._update_tab_stop)

    def add(self, button: QAbstractButton) -> None:
        """Adds a button at the end."""
        # Qt takes a checkable button that excludes others for a radio button.
        button.setAutoExclusive(True)
        self.addButton(button)
        if not self._named:
            tell_places(self.buttons())
        self._update_tab_stop()

    def clear(self) -> None:
        """Lets go of all buttons."""
        for button in self.buttons():
            self.removeButton(button)

    def _update_tab_stop(self) -> None:
        buttons = self.buttons()
        if not buttons:
            return
        here = next((button for button in buttons if button.isChecked()), buttons[0])
        for button in buttons:
            stop = button is here
            policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)


def tell_places(buttons: Sequence[QAbstractButton]) -> None:
    """Tells assistive technology which one of how many each of them is, before its detail."""
    pattern = QCoreApplication.translate("RadioGroup", "{number} of {count}.")
    for number, button in enumerate(buttons, 1):
        place = fill(pattern, number=number, count=len(buttons))
        detail = str(getattr(button, "accessible_detail", ""))
        button.setAccessibleDescription(" ".join(filter(None, (place, detail))))
