"""What assistive technology is told that Qt's own widgets don't tell: headings, lists, pictures.

A widget says it with attributes of its class or its own, set before it has a text or a name:

- ``accessible_role``: what it is, a :class:`QAccessible.Role`;
- ``accessible_expanded()``: whether what it opens is open;
- ``accessible_selected()``: whether it is the one of several that is shown;
- ``accessible_popup``: whether it opens a menu;
- ``accessible_leaf``: whether its name says all that the widgets in it show.
"""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAccessibleWidget,
    QApplication,
    QLabel,
    QWidget,
)

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
            return self._widget.text()
        return said

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
        """Nothing is read twice: what its name says already is not told again."""
        return 0 if self._is_leaf() else super().childCount()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """One of those in it."""
        return None if self._is_leaf() else super().child(index)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # noqa: N802
        """The one at a place of the screen."""
        return None if self._is_leaf() else super().childAt(x, y)

    def _is_leaf(self) -> bool:
        return bool(getattr(self._widget, "accessible_leaf", False))

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


class Group(QWidget):
    """Widgets that belong together, under one name; it takes any layout."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, name: str = "") -> None:
        super().__init__()
        use_roles()
        self.setAccessibleName(name)


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
