"""How long the window stands still while a preview opens: ``python -m tests.benchmarks.preview``.

The preview of a card and of the longest plan, each for the first time in a program that has not
printed yet, and once more. Measured is the longest stretch in which the window's loop looked at no
event: as the clock has it, and in milliseconds of the window's own thread on a core, where what
else runs on the machine does not count. Also, how long it takes until all pages are there.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.terms import Side
from evenkeel.figures.fonts import load_fonts
from evenkeel.guide.adjust import Adjustments
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import card_item, decide
from evenkeel.quick import finish_start
from evenkeel.ui.print.preview import Preview
from evenkeel.ui.print.printing import Printing, PrintJob
from tests.gallery.stage import LEFT, Stage

#: Answers that lead to the longest plan.
_LONGEST = {"pain_pattern": "tight", "extras": True, "pain_now": 9}
_AFTER_S = 0.5


def main() -> int:
    """Measures each in a process of its own, and prints a line for each."""
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
        return 0
    for what in ("card", "plan"):
        command = [sys.executable, "-m", "tests.benchmarks.preview", what]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        for name, (wall, own, whole) in json.loads(done.stdout).items():
            print(
                f"the preview of a {what}, {name}: the window stands still for {wall:.0f} ms "
                f"({own:.0f} ms of its own); all pages after {whole:.0f} ms"
            )
    return 0


def measure(what: str) -> dict[str, tuple[float, float, float]]:
    """Milliseconds: the longest stretch by the clock, on a core, and until all pages are there."""
    app = QApplication(sys.argv[:1])
    load_fonts(resources_dir() / "fonts")
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(app, Path(folder))
        stage.window.resize(1366, 768)
        stage.window.show()
        stage.answer(LEFT)
        stage.controller.show_card("inflare_correction")
        app.processEvents()
        finish_start()
        preferences = stage.preferences
        printing = Printing(
            stage.window, stage.appearance, lambda: preferences.settings, preferences.folder
        )
        job = _job(printing, stage, what)
        measured = {name: _timed(app, stage, job) for name in ("first", "again")}
        stage.close()
    return measured


def _job(printing: Printing, stage: Stage, what: str) -> PrintJob:
    catalogue = stage.user_state.catalogue
    if what == "card":
        item = card_item(catalogue.exercises["inflare_correction"], None, Side.LEFT)
        return printing.card(item)
    answers = answers_from(_LONGEST, catalogue)
    return printing.plan(decide(answers, catalogue), answers, Adjustments())


def _timed(app: QApplication, stage: Stage, job: PrintJob) -> tuple[float, float, float]:
    begun = turn = time.perf_counter()
    own = time.thread_time()
    preview = Preview(stage.window, job.title, lambda: job.document(job.paper))
    preview.setGeometry(stage.window.geometry())
    preview.show()
    longest = longest_own = whole = 0.0
    end = None
    while end is None or time.perf_counter() < end:
        app.processEvents()
        longest = max(longest, time.perf_counter() - turn)
        longest_own = max(longest_own, time.thread_time() - own)
        if end is None and preview.is_whole():
            whole = time.perf_counter() - begun
            end = time.perf_counter() + _AFTER_S
        turn, own = time.perf_counter(), time.thread_time()
        # As a window waits for events; what it waits for the other thread is counted.
        time.sleep(0.001)
    preview.close()
    preview.deleteLater()
    app.processEvents()
    return longest * 1000, longest_own * 1000, whole * 1000


if __name__ == "__main__":
    sys.exit(main())
