"""What assistive technology is told: the accessible tree of a widget, as Qt has it."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, kw_only=True)
class Node:
    """One thing that assistive technology is told of, with what it is told."""

    role: QAccessible.Role
    name: str
    description: str
    state: QAccessible.State
    actions: tuple[str, ...]
    thing: QObject | None
    inside: "tuple[Node, ...]"

    def walk(self) -> "Iterator[Node]":
        """This one and all in it, in the order in which they are read."""
        yield self
        for node in self.inside:
            yield from node.walk()

    def of_role(self, role: QAccessible.Role) -> "list[Node]":
        """All of one role in it."""
        return [node for node in self.walk() if node.role is role]

    def said(self) -> str:
        """As a screen reader would say it, about."""
        return " | ".join(filter(None, (self.role.name, self.name, self.description)))


def told(widget: QWidget) -> Node:
    """What is told of a widget and everything visible in it."""
    return _node(QAccessible.queryAccessibleInterface(widget))


def act(widget: QWidget, action: str) -> None:
    """Does what assistive technology offers to do with a widget."""
    actions = QAccessible.queryAccessibleInterface(widget).actionInterface()
    assert action in actions.actionNames(), actions.actionNames()
    actions.doAction(action)


def _node(interface: QAccessibleInterface) -> Node:
    children = (interface.child(place) for place in range(interface.childCount()))
    actions = interface.actionInterface()
    return Node(
        role=interface.role(),
        name=interface.text(QAccessible.Text.Name),
        description=interface.text(QAccessible.Text.Description),
        state=interface.state(),
        actions=tuple(actions.actionNames()) if actions else (),
        thing=interface.object(),
        inside=tuple(_node(child) for child in children if child and not child.state().invisible),
    )
