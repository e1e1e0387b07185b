"""How late a session of the longest plan is told, drawn and heard, in the real window.

``python -m tests.benchmarks.lateness [--minutes 10] [--speed 1] [--busy] [--json]``

The window opens on a virtual screen of its own; its warm-up is skipped, so that there is more to
measure. ``--busy`` keeps every core at work besides; ``--speed`` makes the session's clock run
faster, until the session is over. All times are milliseconds of the wall clock. *Told*: the
journal gets the change; *drawn*: the ring begins to paint it; *cue*: the player gets the sound;
*bare*: the same for a process that does nothing but sleep, for comparison.
"""

import argparse
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event as Flag
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from evenkeel.coach.events import Ended, Event, PausedBy, PhaseStarted, RepetitionDone
from evenkeel.coach.view import SessionView
from evenkeel.ui.session.coach.playback import CueListener
from tests.benchmarks.session_room import Room
from tests.journeys.screen import ROOT, Screen, missing

#: Between two wakings of the process that does nothing else.
_BARE_S = 0.1


def busy() -> None:
    """Keeps one core at work."""
    while True:
        sum(range(10_000))


def bare(late_ms: "multiprocessing.Queue[list[float]]", over: Flag) -> None:
    """How late a process is woken that does nothing else: what the machine itself adds."""
    late: list[float] = []
    due = time.monotonic()
    while not over.is_set():
        due += _BARE_S
        time.sleep(max(0.0, due - time.monotonic()))
        late.append((time.monotonic() - due) * 1000)
    late_ms.put(late)


@dataclass
class Measured:
    """Lateness in milliseconds."""

    told_ms: list[float] = field(default_factory=list)
    drawn_ms: list[float] = field(default_factory=list)
    cue_ms: list[float] = field(default_factory=list)
    worst: list[tuple[float, str]] = field(default_factory=list)
    dropped: int = 0
    pauses: int = 0
    repetitions: int = 0
    ended: bool = False


class Hurried:
    """The voice of a session whose clock runs faster: called at the right moment of the wall's."""

    def __init__(self, cue_listener: CueListener, factor: float) -> None:
        self._cue_listener = cue_listener
        self._factor = factor

    def on_event(self, event: Event) -> None:
        self._cue_listener.on_event(event)

    def on_beat(self, view: SessionView) -> None:
        self._cue_listener.on_beat(view)

    def next_in_s(self, view: SessionView) -> float | None:
        cue_s = self._cue_listener.next_in_s(view)
        next_s = view.lead_s or view.remaining_s
        return (next_s if cue_s is None else min(cue_s, next_s)) / self._factor


class Watch(QObject):
    """Compares each change of a session with its deadline."""

    def __init__(self, room: Room, factor: float) -> None:
        super().__init__()
        self._room = room
        self._factor = factor
        self._due: tuple[float, str] | None = None
        self.measured = Measured()
        room.handed = self._handed
        room.playback.eventHappened.connect(self.happened)
        room.page.ring.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """The ring is painted."""
        if event.type() is QEvent.Type.Paint and self._due:
            due, what = self._due
            self._due = None
            self._note(self.measured.drawn_ms, due, f"drawn {what}")
        return super().eventFilter(watched, event)

    def happened(self, event: Event) -> None:
        """An event is told."""
        session = self._room.playback.session
        if isinstance(event, PausedBy):
            # Hurried, a slow picture is a long time away.
            self.measured.pauses += 1
            QTimer.singleShot(0, self._room.playback.toggle)
        elif isinstance(event, RepetitionDone):
            self.measured.repetitions += 1
        elif isinstance(event, Ended):
            self.measured.ended = event.finished
        elif isinstance(event, PhaseStarted) and session:
            phase = event.phase
            due = session._origin + phase.start_s
            self._due = (due, f"{phase.exercise} {phase.kind.value} {phase.rep}")
            self._note(self.measured.told_ms, due, f"told {self._due[1]}")

    def _handed(self, late_ms: float) -> None:
        """Called with the lateness of the beat; until the sound is handed on, a little goes by."""
        session = self._room.playback.session
        assert session is not None
        due = session._seen - late_ms / 1000
        self._note(self.measured.cue_ms, due, f"cue at {session.phase.exercise}")

    def _note(self, times: list[float], due: float, what: str) -> None:
        late_ms = (self._room._clock() - due) * 1000 / self._factor
        times.append(late_ms)
        self.measured.worst.append((round(late_ms, 1), what))
        self.measured.worst.sort(reverse=True)
        del self.measured.worst[8:]


def measure(seconds: float, factor: float) -> Measured:
    """Plays the longest plan for a while."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        room = Room(app, Path(folder), factor=factor)
        watch = Watch(room, factor)
        room.begin()
        playback = room.playback
        if factor == 1:
            # The warm-up is one long hold.
            playback.start_now()
            playback.start_now()
        elif playback._cue_listener:
            playback._cue_listener = Hurried(playback._cue_listener, factor)
        # Quitting would close the window, which pauses.
        playback.ended.connect(app.exit)
        end = QTimer()
        end.setTimerType(Qt.TimerType.PreciseTimer)
        end.setSingleShot(True)
        end.timeout.connect(app.exit)
        end.start(round(seconds * 1000))
        app.exec()
        playback.eventHappened.disconnect(watch.happened)
        watch.measured.dropped = room.controller._services.sound.announcer.dropped
        room.close()
    return watch.measured


def summary(measured: dict[str, object]) -> str:
    """The measurement as a person reads it."""
    lines = []
    for key, name in (
        ("told_ms", "a phase change is told"),
        ("drawn_ms", "a phase change is drawn"),
        ("cue_ms", "a cue is handed to the player"),
        ("bare_ms", "a bare process is woken"),
    ):
        late = measured[key]
        assert isinstance(late, list)
        lines.append(f"{name:<32} {spread(late)}")
    rest = ("dropped", "pauses", "repetitions", "ended", "worst")
    lines += [f"{key:<32} {measured[key]}" for key in rest]
    return "\n".join(lines)


def spread(late_ms: Sequence[float]) -> str:
    """Median and worst."""
    median, worst = statistics.median(late_ms), max(late_ms)
    return f"{median:.1f} ms late (at most {worst:.1f}, {len(late_ms)} times)"


def main() -> int:
    """Measures on a screen of its own and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="how long it plays, at most")
    parser.add_argument("--speed", type=float, default=1, help="how fast the session's clock runs")
    parser.add_argument("--busy", action="store_true", help="with every core at work besides")
    parser.add_argument("--json", action="store_true", help="all numbers, for a program")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(vars(measure(options.minutes * 60, options.speed))))
        return 0
    if missing():
        print(f"needs {missing()}", file=sys.stderr)
        return 1
    for _ in range((os.cpu_count() or 1) if options.busy else 0):
        multiprocessing.Process(target=busy, daemon=True).start()
    late_ms: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
    over = multiprocessing.Event()
    multiprocessing.Process(target=bare, args=(late_ms, over), daemon=True).start()
    with Screen() as screen:
        command = [sys.executable, "-m", "tests.benchmarks.lateness", "--here"]
        command += ["--minutes", str(options.minutes), "--speed", str(options.speed)]
        done = subprocess.run(
            command, env=screen.environment(), cwd=ROOT, stdout=subprocess.PIPE, check=True
        )
    over.set()
    measured = {**json.loads(done.stdout), "bare_ms": late_ms.get()}
    print(json.dumps(measured) if options.json else summary(measured))
    return 0


if __name__ == "__main__":
    sys.exit(main())
