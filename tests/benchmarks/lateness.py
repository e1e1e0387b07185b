"""How late the coach's page tells phase changes, with every core busy.

Usage: lateness.py SECONDS. Prints one JSON object: lateness in milliseconds of each phase change
that was seen, and the drift of the last one against the first.
"""

import json
import multiprocessing
import os
import sys
import tempfile
from pathlib import Path

from msgspec.structs import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from evenkeel.coach.clock import session_clock
from evenkeel.coach.events import Event, PhaseStarted
from evenkeel.coach.session import Session
from evenkeel.coach.timeline import Timing
from evenkeel.guide.plan import Dose, Plan
from tests.gallery.stage import LEFT, Stage


def busy() -> None:
    """Keeps one core at work."""
    while True:
        sum(range(10_000))


def short(plan: Plan) -> Plan:
    """The plan with holds and rests of 1 s, so that there is much to measure."""
    dose = Dose(hold_s=1, rest_s=1, reps=20, sets=1)
    return replace(plan, items=tuple(replace(item, dose=dose) for item in plan.items))


def measure(seconds: float) -> dict[str, object]:
    """Plays a session for a while and compares each change with its deadline."""
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(app, Path(folder))
        stage.window.resize(1366, 768)
        stage.window.show()
        stage.answer(LEFT)
        plan = stage.reader.plan
        assert plan is not None
        session = Session(
            short(plan),
            stage.reader.catalogue,
            clock=session_clock,
            timing=Timing(prepare_s=5.0, switch_s=5.0),
        )
        page = stage.window.show_page("coach", alone=True)
        late_ms: list[float] = []
        begun = session_clock()

        def note(event: Event) -> None:
            if isinstance(event, PhaseStarted):
                late_ms.append((session_clock() - begun - event.phase.start_s) * 1000)

        page.eventHappened.connect(note)
        page.play(session, short(plan))
        QTimer.singleShot(int(seconds * 1000), app.quit)
        app.exec()
        stage.close()
    return {"late_ms": late_ms[1:], "drift_ms": late_ms[-1] - late_ms[1]}


if __name__ == "__main__":
    workers = [
        multiprocessing.Process(target=busy, daemon=True) for _ in range(os.cpu_count() or 1)
    ]
    for worker in workers:
        worker.start()
    print(json.dumps(measure(float(sys.argv[1]))))
