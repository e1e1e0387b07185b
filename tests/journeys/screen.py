"""A virtual screen with the real window on it, and a real mouse and keyboard to drive it."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
#: What a journey needs from the system; all of it is in Debian's packages of the same name.
NEEDED = ("Xvfb", "xdotool")


def missing() -> list[str]:
    """The programs that are not on this machine."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Screen:
    """A virtual screen of its own, for as long as the ``with`` block runs."""

    def __init__(self, size: tuple[int, int] = (1366, 768)) -> None:
        self._size = size
        self._process: subprocess.Popen[str] | None = None
        self.display = ""
        #: What else the environment of its programs has.
        self.extra: dict[str, str] = {}

    def __enter__(self) -> "Screen":
        width, height = self._size
        # The server chooses a free number and tells it once it is ready.
        self._process = subprocess.Popen(
            # Without -noreset the server starts anew when its last window has gone, and whoever
            # comes at that moment is turned away.
            [
                *("Xvfb", "-displayfd", "1", "-noreset", "-nolisten", "tcp"),
                *("-screen", "0", f"{width}x{height}x24"),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        self.display = f":{self._process.stdout.readline().strip()}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()

    def environment(self) -> dict[str, str]:
        """An environment in which programs open on this screen."""
        unwanted = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "PYTHONPATH")
        kept = {key: value for key, value in os.environ.items() if key not in unwanted}
        paths = f"{ROOT / 'src'}:{ROOT}"
        return {**kept, "DISPLAY": self.display, "PYTHONPATH": paths, **self.extra}

    def do(self, *command: str) -> None:
        """One or more acts of mouse and keyboard."""
        subprocess.run(["xdotool", *command], env=self.environment(), check=True)


class Window:
    """The program on a screen. ``factor`` makes the session's clock run faster."""

    def __init__(self, screen: Screen, data: Path, factor: float = 1.0) -> None:
        self.screen = screen
        self._command = [
            sys.executable,
            "-m",
            "tests.journeys.driven_window",
            str(data),
            str(factor),
        ]
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Window":
        self._process = subprocess.Popen(
            self._command,
            env=self.screen.environment(),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert self._read() == "started"
        except AssertionError:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def where(self, name: str) -> tuple[int, int]:
        """The middle of a widget, once a person could press it."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"where {name}\n")
        self._process.stdin.flush()
        answer = self._read()
        assert answer != "never", f"{name} never came; a picture is in {self.photograph(name)}"
        x, y = answer.split()
        return int(x), int(y)

    def click(self, *names: str) -> None:
        """Clicks widgets with the mouse, each once it is there."""
        for name in names:
            x, y = self.where(name)
            self.screen.do("mousemove", str(x), str(y), "click", "1")

    def double_click(self, name: str, delay_ms: int) -> None:
        """Clicks a widget twice, so many milliseconds apart."""
        x, y = self.where(name)
        twice = ("click", "--repeat", "2", "--delay", str(delay_ms), "1")
        self.screen.do("mousemove", str(x), str(y), *twice)

    def keys(self, *keys: str) -> None:
        """Presses keys."""
        self.screen.do("key", *keys)

    def type(self, text: str) -> None:
        """Types a text."""
        # Faster than this, the second of two equal letters may be lost.
        self.screen.do("type", "--delay", "30", text)

    def kill(self) -> None:
        """Ends the program as a power cut would."""
        assert self._process is not None
        self._process.kill()

    def photograph(self, name: str) -> Path:
        """What is on the screen, for whoever has to find out."""
        path = Path(tempfile.gettempdir()) / f"journey-{name}.png"
        subprocess.run(
            [sys.executable, "-m", "tests.journeys.photograph", str(path)],
            env=self.screen.environment(),
            cwd=ROOT,
            check=False,
            timeout=20,
        )
        return path

    def hold_until(self, key: str, name: str) -> None:
        """Holds a key until a widget has come by it, however busy the machine is."""
        self.screen.do("keydown", key)
        try:
            self.where(name)
        finally:
            self.screen.do("keyup", key)

    def _end(self) -> None:
        """Lets the program end by itself, as it does when nobody asks any more."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        finally:
            process.stdout.close()

    def _read(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"the window ended: {self._process.wait()}"
        return line.strip()
