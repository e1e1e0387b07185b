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


def faults(page: Node) -> Iterator[str]:
    """What a person who hears the page would miss, or hear twice."""
    for node in page.walk():
        yield from _faults_of(node)
        yield from _faults_among(node.inside)
    if not page.of_role(_ROLE.Heading):
        yield "no heading"


def _faults_of(node: Node) -> Iterator[str]:
    where = f"{node.said()} ({node.thing.objectName() if node.thing else '?'})"
    if not node.name and (node.state.focusable or node.role in _TELLING):
        yield f"no name: {where}"
    if node.state.focusable and node.role in _MUTE:
        yield f"no role: {where}"
    if node.role in _PRESSED and not node.state.disabled and not _DOES & set(node.actions):
        yield f"no action: {where}"
    if node.name and node.name == node.description:
        yield f"said twice: {where}"
    texts = [one.name for one in node.inside if one.role is _ROLE.StaticText and one.name]
    yield from (f"said twice: {text}" for text in texts if text == node.description)
    if node.role in _LISTS and not any(one.role in _LISTS[node.role] for one in node.inside):
        yield f"nothing in it: {where}"


def _faults_among(nodes: tuple[Node, ...]) -> Iterator[str]:
    pressed = [(one.role, one.name) for one in nodes if one.role in _PRESSED]
    yield from (f"twice the same: {one}" for one in set(pressed) if pressed.count(one) > 1)


_ROLE = QAccessible.Role
_DOES = {"Press", "Toggle", "ShowMenu"}
_PRESSED = {_ROLE.Button, _ROLE.ButtonMenu, _ROLE.RadioButton, _ROLE.CheckBox, _ROLE.PageTab}
#: What is there to be read.
_TELLING = {*_PRESSED, _ROLE.Heading, _ROLE.Graphic, _ROLE.List, _ROLE.ListItem, _ROLE.Chart}
#: What says nothing of what it is.
_MUTE = {_ROLE.Client, _ROLE.NoRole}
#: What a list or group is made of.
_LISTS = {_ROLE.List: {_ROLE.ListItem}, _ROLE.PageTabList: {_ROLE.PageTab}}
