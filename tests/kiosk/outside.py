"""A kiosk that runs as a process of its own, in a home that nobody else uses."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
#: A print system that takes a job and never finishes.
_LPSTAT = "#!/bin/sh\necho 'printer front_desk is idle.  enabled since today'\n"
_LP = "#!/bin/sh\ncat > /dev/null\necho taken > {mark}\nexec sleep 30\n"


class Kiosk:
    """The process, for as long as the ``with`` block runs.

    Attributes:
        first: what was on the screen when it was ready.
    """

    def __init__(self, home: Path, wish: str = "", **environment: str) -> None:
        self.home = home
        self._wish = wish
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None
        self.first: dict[str, Any] = {}

    def __enter__(self) -> "Kiosk":
        arguments = [self._wish] if self._wish else []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kiosk.driven_kiosk", *arguments],
            cwd=ROOT,
            env=self._made_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.first = self._read()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        process = self.process
        if process.poll() is None:
            process.kill()
        process.communicate()

    @property
    def process(self) -> "subprocess.Popen[str]":
        """The running process."""
        assert self._process is not None
        return self._process

    def now(self, **wanted: object) -> dict[str, Any]:
        """What is on the screen, as soon as it holds what is wanted there."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(wanted) + "\n")
        self.process.stdin.flush()
        told = self._read()
        for key, value in wanted.items():
            assert told[key] == value, f"{key} is {told[key]!r}, not {value!r}"
        return told

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        told: dict[str, Any] = json.loads(line)
        return told

    def _made_environment(self) -> dict[str, str]:
        places = {
            name: str(self.home / place)
            for name, place in {
                "HOME": "",
                "TMPDIR": "tmp",
                "XDG_DATA_HOME": "data",
                "XDG_CONFIG_HOME": "config",
                "XDG_CACHE_HOME": "cache",
                "XDG_STATE_HOME": "state",
                "XDG_RUNTIME_DIR": "run",
                "EVENKEEL_DATA_DIR": "evenkeel",
            }.items()
        }
        for place in places.values():
            if os.access(self.home, os.W_OK):
                Path(place).mkdir(parents=True, exist_ok=True, mode=0o700)
        return {**os.environ, **places, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **self._environment}


def stuck_printer(folder: Path, mark: Path) -> str:
    """A search path on which a printer takes a job and never ends; ``mark`` is read to await it."""
    folder.mkdir()
    os.mkfifo(mark)
    # Where one of its programs is missing, the print system is not asked at all.
    programs = {"lpstat": _LPSTAT, "lp": _LP.format(mark=mark), "cancel": "#!/bin/sh\n"}
    for name, text in programs.items():
        program = folder / name
        program.write_text(text, encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return f"{folder}:{os.environ['PATH']}"


def files(home: Path) -> list[Path]:
    """Every file of a home."""
    return [path for path in home.rglob("*") if path.is_file()]
