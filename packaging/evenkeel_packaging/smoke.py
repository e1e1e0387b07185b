"""Tests a frozen program the way a person uses it; any unexpected output is a fault.

It uses a temporary data folder.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from evenkeel_packaging.contents import ROOT
from evenkeel_packaging.identity import version

#: How long a start may take on a busy machine, in seconds.
_PATIENCE_S: Final = 60.0
_ANSWERS: Final = json.dumps({"sore_side": "left", "pain_pattern": "shifted"})
#: What Qt logs about a screen that is not real.
_EXPECTED: Final = re.compile(r"This plugin does not support .*")


class SmokeError(Exception):
    """The frozen program failed a test."""


def smoke_test(folder: Path) -> None:
    """Runs the commands and opens the window, offscreen and, where possible, on a screen.

    Raises:
        SmokeError: something failed, or there was unexpected output.
    """
    suffix = ".exe" if sys.platform == "win32" else ""
    program = folder / f"evenkeel{suffix}"
    with tempfile.TemporaryDirectory() as name:
        # Nothing for people is written into the data folder, so cards go beside it.
        data, output = Path(name) / "data", Path(name)
        _commands(program, data, output)
        _window_without_screen(program, data / "offscreen")
        if shutil.which("Xvfb") and shutil.which("xdotool"):
            _window_on_screen(program, data / "screen")


def prepare_home(data: Path) -> None:
    """Fills a data folder with two months of sessions, so that every page has something on it."""
    subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.prepared_home", str(data)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "src:.", "QT_QPA_PLATFORM": "offscreen"},
        check=True,
    )


def _commands(program: Path, data: Path, output: Path) -> None:
    _expect(_run(program, data, "--version") == f"evenkeel {version()}\n", "--version")
    cards = json.loads(_run(program, data, "cards", "--json"))
    _expect(bool(cards), "cards")
    plan = json.loads(_run(program, data, "plan", "--answers", "-", "--json", said=_ANSWERS))
    _expect(plan["outcome"] == "exercise", "plan")
    for name, start in (("card.pdf", b"%PDF"), ("card.png", b"\x89PNG")):
        file = output / name
        _run(program, data, "card", "glute_bridge", f"--{file.suffix[1:]}", str(file))
        _expect(file.read_bytes().startswith(start), f"card --{file.suffix[1:]}")


def _window_without_screen(program: Path, data: Path) -> None:
    with _opened(program, data, {"QT_QPA_PLATFORM": "offscreen"}) as (process, errors):
        _wait_for((data / "journal.sqlite").exists, process, "the journal")
        # Long enough for the first page to be painted.
        time.sleep(2)
        _expect(process.poll() is None, f"the window without a screen: {_text(errors)}")
        process.terminate()
        process.wait(_PATIENCE_S)
        _expect_silence(_text(errors), "the window without a screen")


def _window_on_screen(program: Path, data: Path) -> None:
    """Opens the progress page of someone with two months of sessions: it loads the most."""
    prepare_home(data)
    with _screen() as display:
        keys = {**os.environ, "DISPLAY": display}
        with _opened(program, data, {"DISPLAY": display}) as (process, errors):
            _wait_for(lambda: bool(_shown(keys)), process, "the window")
            # Without a window manager, nothing else gives it the keyboard focus.
            act = ["xdotool", "windowfocus", "--sync", _shown(keys), "key", "ctrl+3"]
            subprocess.run(act, env=keys, check=True)
            maps = Path(f"/proc/{process.pid}/maps")
            _wait_for(lambda: "numpy" in maps.read_text(), process, "the chart")
            # Long enough for the rest to be loaded, and for the chart to be painted.
            time.sleep(4)
            subprocess.run(["xdotool", "key", "ctrl+q"], env=keys, check=True)
            _wait_for(lambda: process.poll() is not None, None, "the end")
            _expect(process.returncode == 0, f"the window ended with {process.returncode}")
            _expect_silence(_text(errors), "the window on a screen")
            _expect(not any(data.glob("crashes/*")), "the window left a record of a fault")


def _shown(environment: dict[str, str]) -> str:
    """The number of our window; empty before it is on the screen."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "Evenkeel$"],
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )
    return found.stdout.strip().partition("\n")[0]


@contextmanager
def _opened(
    program: Path, data: Path, environment: dict[str, str]
) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [str(program)], env=_environment(data, environment), stdout=errors, stderr=errors
        )
        try:
            yield process, errors
        finally:
            process.kill()
            process.wait()


@contextmanager
def _screen() -> Iterator[str]:
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{int(told.readline())}"
    finally:
        server.terminate()
        server.wait()


def _run(program: Path, data: Path, *arguments: str, said: str = "") -> str:
    done = subprocess.run(
        [str(program), *arguments],
        env=_environment(data, {}),
        input=said.encode(),
        capture_output=True,
        timeout=_PATIENCE_S,
        check=False,
    )
    name = " ".join(arguments[:1])
    _expect_silence(done.stderr.decode(errors="replace"), name)
    _expect(done.returncode == 0, f"{name}: exit status {done.returncode}")
    return done.stdout.decode().replace("\r\n", "\n")


def _environment(data: Path, more: dict[str, str]) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        own.pop(name, None)
    return {**own, "EVENKEEL_DATA_DIR": str(data), **more}


def _wait_for(
    happened: Callable[[], bool], process: subprocess.Popen[bytes] | None, what: str
) -> None:
    end = time.monotonic() + _PATIENCE_S
    while not happened():
        ended = process.poll() if process else None
        _expect(ended is None, f"{what} did not come: the program ended with {ended}")
        _expect(time.monotonic() < end, f"{what} did not come")
        time.sleep(0.1)


def _text(output: IO[bytes]) -> str:
    output.seek(0)
    return output.read().decode(errors="replace")


def _expect_silence(said: str, what: str) -> None:
    lines = [line for line in said.splitlines() if line and not _EXPECTED.fullmatch(line)]
    _expect(not lines, f"{what} said: {' / '.join(lines)}")


def _expect(fulfilled: bool, what: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not fulfilled:
        raise SmokeError(what)
