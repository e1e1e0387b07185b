"""What the audits of accessibility share: the looks and languages, and what an action changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea
from shiboken6 import isValid

from evenkeel.catalogue.terms import ENGLISH
from evenkeel.ui.shell.home import apply_language
from tests.ui.accessible import Node, told

#: The languages in which every page is looked at: long words, and from right to left.
LANGUAGES = (ENGLISH, "de", "ar")
#: What a person can press.
PRESSED = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.RadioButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.PageTab,
}


@contextmanager
def in_language(app: QApplication, folder: Path, language: str) -> Iterator[None]:
    """Has the program begin in a language; ``folder`` is the user's."""
    before = QLocale()
    apply_language(app, folder, language)
    try:
        yield
    finally:
        apply_language(app, folder, ENGLISH)
        QLocale.setDefault(before)


def offered(page: Node) -> list[tuple[QAbstractButton, str]]:
    """What can be done with every control that is told of, in order."""
    return [
        (node.thing, action)
        for node in page.walk()
        if node.role in PRESSED
        and not node.state.disabled
        and isinstance(node.thing, QAbstractButton)
        for action in ("Press", "Toggle")
        if action in node.actions
    ]


def chosen_already(button: QAbstractButton) -> bool:
    """Whether it is the one of several that is chosen: to choose it again changes nothing."""
    group = button.group()
    alone = group.exclusive() if group else button.autoExclusive()
    return button.isCheckable() and button.isChecked() and (alone or button.autoExclusive())


def is_up(button: QAbstractButton) -> bool:
    """Whether nothing presses it any more: Qt itself holds some of them, as a finger would."""
    return not isValid(button) or not button.isDown()


def all_that_is_told() -> str:
    """Everything that is told of all windows, and how far they are scrolled."""
    parts = []
    for window in QApplication.topLevelWidgets():
        if not window.isVisible():
            continue
        for node in told(window).walk():
            state = node.state
            flags = (state.checked, state.selected, state.expanded, state.focused, state.disabled)
            parts.append(f"{node.said()} {flags}")
        parts += [field.text() for field in window.findChildren(QLineEdit)]
        bars = (area.verticalScrollBar().value() for area in window.findChildren(QScrollArea))
        parts.append(str(list(bars)))
    return "\n".join(parts)
