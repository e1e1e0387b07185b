"""Assistive technology: reads and presses the program through the desktop's accessibility bus.

Run by the system's own Python, which has its bindings: ``python3 at_spi_client.py``. Each line of
standard input is an order, each line of standard output its answer:

- ``find ROLE NAME``: waits for something on the screen; says its states, description and actions;
- ``act ROLE NAME``: does the first thing that it offers;
- ``count ROLE``: how many of a role are on the screen.
"""

import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version comes first

_PATIENCE_S = 30.0
_TOLD = (
    Atspi.StateType.CHECKED,
    Atspi.StateType.SELECTED,
    Atspi.StateType.FOCUSED,
    Atspi.StateType.EXPANDABLE,
    Atspi.StateType.EXPANDED,
)


def on_the_screen(thing):
    """Everything that is shown, outermost first."""
    try:
        yield thing
        for place in range(thing.get_child_count()):
            child = thing.get_child_at_index(place)
            if child and (
                thing.get_role() == Atspi.Role.DESKTOP_FRAME
                or thing.get_role() == Atspi.Role.APPLICATION
                or child.get_state_set().contains(Atspi.StateType.SHOWING)
            ):
                yield from on_the_screen(child)
    except GLib.Error:
        # It went while it was looked at.
        return


def of_role(role):
    """Everything of a role."""
    for thing in on_the_screen(Atspi.get_desktop(0)):
        try:
            if thing.get_role_name() == role:
                yield thing
        except GLib.Error:
            continue


def found(role, name):
    """Waits for something of that role and name."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        for thing in of_role(role):
            if thing.get_name() == name:
                return thing
        time.sleep(0.05)
    return None


def told(thing):
    """States, description and actions in one line."""
    states = thing.get_state_set()
    said = [state.value_nick for state in _TOLD if states.contains(state)]
    actions = [thing.get_action_name(n) for n in range(thing.get_n_actions())]
    return " | ".join((" ".join(said), thing.get_description() or "", " ".join(actions)))


def answer(order):
    """Does what was ordered, and says what came of it."""
    verb, role, name = (*order.split("\t"), "", "")[:3]
    if verb == "count":
        return str(len(list(of_role(role))))
    thing = found(role, name)
    if thing is None:
        return "never"
    if verb == "act":
        return "done" if thing.do_action(0) else "refused"
    return told(thing)


for line in sys.stdin:
    print(answer(line.rstrip("\n")), flush=True)
