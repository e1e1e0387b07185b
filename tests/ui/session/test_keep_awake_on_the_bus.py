"""The wish for a display that stays on, as a desktop's screen saver sees it on a real bus."""

import os
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any, Final

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs dbus-daemon"
)

#: Longer than any of this takes.
PATIENCE_S: Final = 20.0
NAME: Final = "org.freedesktop.ScreenSaver"
COOKIE: Final = 4711

#: Holds the display until its standard input says so, as a session does.
PROGRAM: Final = """
import sys
from evenkeel.ui.session.keep_awake import SystemAwake

awake = SystemAwake()
awake.hold()
sys.stdin.readline()
awake.close()
sys.stdin.readline()
"""


class ScreenSaver:
    """Stands in for the desktop's own; notes who asks, who gives back, and who is gone."""

    def __init__(self, address: str) -> None:
        from jeepney import DBusAddress, MatchRule, message_bus
        from jeepney.io.blocking import Proxy, open_dbus_connection
        from jeepney.wrappers import new_method_call

        self.address = address
        self._connection = open_dbus_connection(bus=address)
        bus = Proxy(message_bus, self._connection)
        bus.AddMatch(MatchRule(type="signal", member="NameOwnerChanged"))
        me = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        ask = new_method_call(me, "RequestName", "su", (NAME, 4))
        self._connection.send_and_get_reply(ask)
        self._seen: queue.Queue[tuple[str, Any]] = queue.Queue()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def next(self, kind: str) -> Any:
        """What comes next of a kind; anything else is passed over."""
        while True:
            seen, what = self._seen.get(timeout=PATIENCE_S)
            if seen == kind:
                return what

    def over(self) -> None:
        """Waits until it has noticed that the bus is gone."""
        self._thread.join(PATIENCE_S)

    def _serve(self) -> None:
        from jeepney import HeaderFields, MessageType, new_method_return

        while True:
            try:
                message = self._connection.receive()
            except (OSError, EOFError):
                self._connection.close()
                return
            fields = message.header.fields
            member, sender = fields.get(HeaderFields.member), fields.get(HeaderFields.sender)
            if member == "Inhibit":
                self._connection.send(new_method_return(message, "u", (COOKIE,)))
                self._seen.put(("asked", sender))
            elif member == "UnInhibit":
                self._connection.send(new_method_return(message))
                self._seen.put(("given back", message.body[0]))
            elif member == "NameOwnerChanged" and message.body[2] == "":
                self._seen.put(("gone", message.body[0]))
            elif message.header.message_type is MessageType.method_call:
                self._connection.send(new_method_return(message))


@pytest.fixture
def screen_saver() -> Iterator[ScreenSaver]:
    """On a session bus of its own."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        text=True,
    ) as daemon:
        assert daemon.stdout
        screen_saver = ScreenSaver(daemon.stdout.readline().strip())
        yield screen_saver
        daemon.terminate()
        screen_saver.over()


@pytest.fixture
def program(screen_saver: ScreenSaver) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": screen_saver.address}
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], env=environment, stdin=subprocess.PIPE, text=True
    ) as running:
        yield running
        running.kill()


def test_the_wish_is_given_back_when_it_is_over(
    screen_saver: ScreenSaver, program: subprocess.Popen[str]
) -> None:
    screen_saver.next("asked")
    assert program.stdin
    program.stdin.write("over\n")
    program.stdin.flush()
    assert screen_saver.next("given back") == COOKIE


def test_after_a_crash_the_bus_tells_that_whoever_wished_is_gone(
    screen_saver: ScreenSaver, program: subprocess.Popen[str]
) -> None:
    wished = screen_saver.next("asked")
    program.kill()
    # What every desktop takes for the end of the wish.
    while screen_saver.next("gone") != wished:
        pass
