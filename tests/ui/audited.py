"""What the audits of accessibility share: the looks and languages, and what an action changes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea
from shiboken6 import isValid

from tests.ui.accessible import Node, told
from tests.ui.language import Language

#: The languages in which every page is looked at: what says a text in it; ``None``: as it is. One
#: more is put in here.
LANGUAGES: Mapping[str, Callable[[str, str], str] | None] = {
    "en": None,
    "longer": lambda _context, text: f"{text} ·",
}
#: What a person can press.
PRESSED = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.RadioButton,
    QAccessible.Role.CheckBox,
    QAccessible.Role.PageTab,
}


@contextmanager
def in_language(app: QApplication, name: str) -> Iterator[None]:
    """Has the program speak a language."""
    say = LANGUAGES[name]
    if say is None:
        yield
        return
    words = Language(say)
    app.installTranslator(words)
    try:
        yield
    finally:
        app.removeTranslator(words)


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
