"""What a session costs while the reader holds still: processor time and memory.

``python -m tests.benchmarks.hold [--seconds 20] [--before FOLDER [--rounds 3]]``

The window opens on a virtual screen of its own, with the real voice and a device that asks for
sound as a real one does. Measured are the warm-up's long hold as it is shown usually, the same
with reduced motion, a pause, and the hold of a stretch, in which the body breathes; in percent of
one core, the screen's own work not counted.

FOLDER is a checkout of an earlier build (commit 3c1ecdc); both are measured in turn, and the ratios
are medians of the pairs.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from evenkeel.journal.settings import ReducedMotion
from tests.benchmarks.session_room import Room
from tests.journeys.screen import ROOT, Screen, missing

#: After a change, until all that it led to is done, in milliseconds; and after the beginning of a
#: session, of which the voice reads every sentence ahead.
_SETTLE_MS, _READ_AHEAD_MS = 4000, 20_000
#: Starts this file as the program starts: without what PySide6 reads and keeps for its own use.
_AS_THE_PROGRAM = """
import runpy, sys
from evenkeel.quick import load_qt
load_qt()
sys.argv.pop(0)
runpy.run_path(sys.argv[0], run_name="__main__")
"""
#: A stretch is held for 20 s, and what is measured ends before it does.
_STRETCH_S = 14.0


class Hold:
    """One way of holding still after the other."""

    def __init__(self, app: QApplication, room: Room, seconds: float) -> None:
        self._app, self._room = app, room
        self._seconds = seconds
        self.percent: dict[str, float] = {}
        self._steps = iter(
            (
                ("a hold", self._start),
                ("a hold, reduced motion", self._still),
                ("a pause", room.playback.pause),
                ("a stretch, which breathes", self._stretch),
                ("after the session", room.playback.end),
            )
        )

    def next(self) -> None:
        """On to the next way; the end after the last one."""
        name, begin = next(self._steps, ("", self._app.exit))
        begin()
        if name:
            settle_ms = _SETTLE_MS if self.percent else _READ_AHEAD_MS
            _later(settle_ms, lambda: self._measure(name))

    def _measure(self, name: str) -> None:
        begun, spent = time.monotonic(), time.process_time()

        def over() -> None:
            used = (time.process_time() - spent) / (time.monotonic() - begun)
            self.percent[name] = round(used * 100, 2)
            self.next()

        seconds = min(self._seconds, _STRETCH_S) if "stretch" in name else self._seconds
        _later(round(seconds * 1000), over)

    def _start(self) -> None:
        self._room.begin()
        self._start_now()

    def _start_now(self) -> None:
        playback = self._room.playback
        # In the build before, one button ended whatever there was.
        end: Callable[[], None] = getattr(playback, "skip", None) or playback.start_now
        end()

    def _stretch(self) -> None:
        """The exercise after the warm-up, on its first side."""
        playback = self._room.playback
        self._room.preferences.change_one(reduced_motion=ReducedMotion.OFF)
        playback.toggle()
        if hasattr(playback, "leave_exercise"):
            playback.leave_exercise()
            playback.leave_now()
        else:
            self._start_now()
        self._start_now()

    def _still(self) -> None:
        self._room.preferences.change_one(reduced_motion=ReducedMotion.ON)


_timers: list[QTimer] = []


def _later(after_ms: int, act: object) -> None:
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setSingleShot(True)
    timer.timeout.connect(act)
    timer.start(after_ms)
    _timers.append(timer)


def resident_mib() -> float:
    """The memory of this process."""
    fields = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    line = next(one for one in fields if one.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


def measure(seconds: float) -> dict[str, float]:
    """Percent of one core for each way of holding still, and the memory."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        room = Room(app, Path(folder))
        before = resident_mib()
        hold = Hold(app, room, seconds)
        hold.next()
        app.exec()
        memory = {"memory before, MiB": before, "memory, MiB": resident_mib()}
        room.close()
    return {**hold.percent, **memory}


def _measured(folder: Path, seconds: float) -> dict[str, float]:
    """What a build takes, in a process and on a screen of its own."""
    file = str(Path(__file__).resolve())
    command = [sys.executable, "-c", _AS_THE_PROGRAM, file, "--here", "--seconds", str(seconds)]
    with Screen() as screen:
        path = os.pathsep.join((str(folder / "src"), str(folder)))
        done = subprocess.run(
            command,
            env={**screen.environment(), "PYTHONPATH": path},
            cwd=folder,
            stdout=subprocess.PIPE,
            check=True,
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> int:
    """Measures and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="how long each is measured")
    parser.add_argument("--before", type=Path, help="a checkout of commit 3c1ecdc")
    parser.add_argument("--rounds", type=int, default=3, help="how many pairs")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.seconds)))
        return 0
    if missing():
        print(f"needs {missing()}", file=sys.stderr)
        return 1
    pairs = []
    for _ in range(options.rounds if options.before else 1):
        before = _measured(options.before.resolve(), options.seconds) if options.before else {}
        pairs.append((_measured(ROOT, options.seconds), before))
    for name in pairs[0][0]:
        unit = "" if "MiB" in name else " % of one core"
        line = f"{name:<28} {statistics.median(now[name] for now, _ in pairs)}{unit}"
        ratios = [now[name] / before[name] for now, before in pairs if before.get(name)]
        if ratios:
            line += f", {statistics.median(ratios):.2f} of {[before[name] for _, before in pairs]}"
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
