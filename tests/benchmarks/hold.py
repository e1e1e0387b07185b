"""What a session costs while the reader holds still: processor time and memory.

``python -m tests.benchmarks.hold [--seconds 20]``

The window opens on a virtual screen of its own, with the real voice and a device that asks for
sound as a real one does. Measured are the warm-up's long hold as it is shown usually, the same
with reduced motion, a pause, and the hold of a stretch, in which the body breathes; in percent of
one core, the screen's own work not counted.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from evenkeel.journal.settings import ReducedMotion
from tests.benchmarks.session_room import Room
from tests.journeys.screen import ROOT, Screen, missing

#: After a change, until all that it led to is done, in milliseconds.
_SETTLE_MS = 4000
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
            _later(_SETTLE_MS, lambda: self._measure(name))

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
        self._room.playback.start_now()

    def _stretch(self) -> None:
        """The exercise after the warm-up, on its first side."""
        self._room.preferences.change_one(reduced_motion=ReducedMotion.OFF)
        self._room.playback.toggle()
        self._room.playback.leave_exercise()
        self._room.playback.leave_now()
        self._room.playback.start_now()

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


def main() -> int:
    """Measures on a screen of its own and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="how long each is measured")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.seconds)))
        return 0
    if missing():
        print(f"needs {missing()}", file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "tests.benchmarks.hold", "--here"]
    with Screen() as screen:
        done = subprocess.run(
            [*command, "--seconds", str(options.seconds)],
            env=screen.environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
    for name, value in json.loads(done.stdout).items():
        unit = "" if "MiB" in name else " % of one core"
        print(f"{name:<28} {value}{unit}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
