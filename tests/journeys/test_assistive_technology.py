"""The first questions by assistive technology alone, through the real accessibility bus."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.screen import ROOT, Screen, Window, missing

#: The system's Python has the bindings; ours has not.
_PYTHON = "/usr/bin/python3"
_BINDINGS = "import gi; gi.require_version('Atspi', '2.0')"


def _absent() -> list[str]:
    """What the accessibility bus needs and this machine has not."""
    absent = [*missing(), *(name for name in ("dbus-daemon",) if shutil.which(name) is None)]
    if not Path("/usr/libexec/at-spi-bus-launcher").exists():
        absent.append("at-spi2-core")
    asked = [_PYTHON, "-c", _BINDINGS]
    has_python = Path(_PYTHON).exists()
    if not has_python or subprocess.run(asked, check=False, capture_output=True).returncode:
        absent.append("gir1.2-atspi-2.0 and python3-gi")
    return absent


pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or bool(_absent()),
    reason=f"needs Linux's accessibility bus: {_absent() if sys.platform == 'linux' else ''}",
)


class Bus:
    """A desktop's message bus of our own, and a client of assistive technology on it."""

    def __init__(self, screen: Screen) -> None:
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            env=screen.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._daemon.stdout
        screen.extra = {
            "DBUS_SESSION_BUS_ADDRESS": self._daemon.stdout.readline().strip(),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        self._client = subprocess.Popen(
            [_PYTHON, str(ROOT / "tests" / "journeys" / "at_spi_client.py")],
            env={**screen.environment(), "PYTHONPATH": ""},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ask(self, *order: str) -> str:
        """One order, and its answer."""
        assert self._client.stdin
        assert self._client.stdout
        self._client.stdin.write("\t".join(order) + "\n")
        self._client.stdin.flush()
        return self._client.stdout.readline().strip()

    def close(self) -> None:
        """Ends both."""
        for process in (self._client, self._daemon):
            process.terminate()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()


@pytest.fixture
def bus() -> Iterator[tuple[Screen, Bus]]:
    with Screen() as screen:
        bus = Bus(screen)
        yield screen, bus
        bus.close()


def test_the_first_questions_by_assistive_technology_alone(
    bus: tuple[Screen, Bus], tmp_path: Path
) -> None:
    screen, client = bus
    with Window(screen, tmp_path):
        assert client.ask("find", "heading", "Welcome to Evenkeel") != "never"
        assert client.ask("act", "push button", "I understand") == "done"
        none = ("check box", "None of these")
        assert client.ask("find", *none).endswith("| 11 of 11. | Toggle Press SetFocus")
        assert client.ask("act", *none) == "done"
        assert client.ask("find", *none).startswith("checked")
        assert client.ask("act", "push button", "Next") == "done"
        # Choosing goes nowhere by itself.
        assert client.ask("act", "radio button", "No") == "done"
        assert client.ask("find", "radio button", "No").startswith("checked")
        assert client.ask("act", "push button", "Next") == "done"
        assert client.ask("find", "image", "The pelvis, seen from behind") != "never"
        assert client.ask("count", "radio button") == "4"
        assert client.ask("find", "panel", "Your answer") != "never"
        right = ("radio button", "My RIGHT side")
        assert client.ask("act", *right) == "done"
        assert client.ask("find", *right).startswith("checked | 2 of 4.")
        left = client.ask("find", "radio button", "My LEFT side")
        assert left.startswith("| 1 of 4."), left
