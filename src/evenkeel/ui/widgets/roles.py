"""What assistive technology is told that Qt's own widgets don't tell: headings, lists, pictures.

A widget says it with attributes of its class or its own, set before it has a text or a name:

- ``accessible_role``: what it is, a :class:`QAccessible.Role`;
- ``accessible_expanded``: whether what it opens is open, a function;
- ``accessible_selected``: whether it is the one of several that is shown, a function;
- ``accessible_popup``: whether it opens a menu;
- ``accessible_leaf``: whether its name says all that the widgets in it show.

:func:`leave_unsaid` keeps a widget from being told of in what has such a role.
"""

from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAccessibleWidget,
    QApplication,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

_UNSAID: Final = "unsaid"
_PRESS: Final = QAccessibleActionInterface.pressAction()


class _WithRole(QAccessibleWidget):
    """A widget with a role of its own; its text is its name where it was given none."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)
        self._widget = widget

    def text(self, kind: QAccessible.Text) -> str:
        """The name of a label is what it shows."""
        said = super().text(kind)
        if not said and kind is QAccessible.Text.Name and isinstance(self._widget, QLabel):
            return shown_text(self._widget)
        # Qt takes a tool tip for a description, also one that says what the name says.
        if kind is QAccessible.Text.Description and said == self._widget.accessibleName():
            return ""
        return said

    def role(self) -> QAccessible.Role:
        """What it is; a button that opens a menu is one of its own kind."""
        role = super().role()
        if role is QAccessible.Role.Button and getattr(self._widget, "accessible_popup", False):
            return QAccessible.Role.ButtonMenu
        return role

    def state(self) -> QAccessible.State:
        """Its state, with what it says of itself."""
        state, widget = super().state(), self._widget
        expanded = getattr(widget, "accessible_expanded", None)
        if expanded:
            state.expandable = True
            state.expanded = expanded()
            state.collapsed = not expanded()
        selected = getattr(widget, "accessible_selected", None)
        if selected:
            state.selectable = True
            state.selected = selected()
        state.hasPopup = bool(getattr(widget, "accessible_popup", False))
        return state

    def childCount(self) -> int:  # noqa: N802 - Qt's own name
        """How many things in it are told of."""
        return len(self._told())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """One of them."""
        inside = self._told()
        return super().child(inside[index]) if 0 <= index < len(inside) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's own name
        """Which one of them it is."""
        place = super().indexOfChild(child)
        inside = self._told()
        return inside.index(place) if place in inside else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802
        """The one at a place of the screen."""
        found = super().childAt(x, y)
        return found if found and self.indexOfChild(found) >= 0 else None

    def actionNames(self) -> list[str]:  # noqa: N802 - Qt's own name
        """A button can be pressed."""
        names = super().actionNames()
        if isinstance(self._widget, QAbstractButton) and self._widget.isEnabled():
            return [_PRESS, *names]
        return names

    def doAction(self, name: str) -> None:  # noqa: N802 - Qt's own name
        """Presses it."""
        if name == _PRESS and isinstance(self._widget, QAbstractButton):
            self._widget.click()
        else:
            super().doAction(name)

    def _told(self) -> list[int]:
        """The places of those in it that say something of their own."""
        if getattr(self._widget, "accessible_leaf", False):
            return []
        told = []
        for place in range(super().childCount()):
            child = super().child(place)
            if child and not child.object().property(_UNSAID):
                told.append(place)
        return told


class Group(QWidget):
    """Widgets that belong together, under one name; it takes any layout."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, name: str = "") -> None:
        super().__init__()
        use_roles()
        # A class of one's own paints no ground of the theme without it, as a plain widget does.
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)


class ListOf(Group):
    """A list; its children are :class:`ListItem`, and what stands between them."""

    accessible_role = QAccessible.Role.List


class ListItem(Group):
    """One entry of a list."""

    accessible_role = QAccessible.Role.ListItem


def name_clear_button(field: QLineEdit, name: str) -> None:
    """Names the button with which Qt empties a field."""
    for button in field.findChildren(QToolButton):
        button.setAccessibleName(name)


def leave_unsaid(widget: QWidget) -> None:
    """What a widget shows is said already by another one of the same group."""
    widget.setProperty(_UNSAID, "true")


def shown_text(label: QLabel) -> str:
    """What can be read on a label, without its markup."""
    from PySide6.QtCore import Qt

    if label.textFormat() is not Qt.TextFormat.RichText:
        return label.text()
    from PySide6.QtGui import QTextDocumentFragment

    return QTextDocumentFragment.fromHtml(label.text()).toPlainText()


def tell_expanded(widget: QWidget) -> None:
    """Tells assistive technology that what a widget opens has been opened or closed."""
    state = QAccessible.State()
    state.expanded = True
    QAccessible.updateAccessibility(QAccessibleStateChangeEvent(widget, state))


def use_roles() -> None:
    """Has Qt ask the widgets for their roles; once, and only after the application is there."""
    if not _asking and QApplication.instance():
        _asking.append(True)
        QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    role = getattr(thing, "accessible_role", None)
    if isinstance(thing, QWidget) and isinstance(role, QAccessible.Role):
        return _WithRole(thing, role)
    return None


_asking: list[bool] = []
