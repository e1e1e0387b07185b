"""Measures and prints a table: ``python -m tests.benchmarks [--runs N] [--seconds S]``.

Start and memory are ratios to a bare PySide6 window, measured in turn in the same run; the rest
are medians of milliseconds in one process.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.locate import resources_dir
from evenkeel.figures.fonts import load_fonts
from evenkeel.guide.answers import answers_from
from evenkeel.guide.decide import card_item, decide
from evenkeel.handout.card import card
from evenkeel.handout.document import Sheet
from evenkeel.handout.paper import PAPERS
from evenkeel.handout.typesetting import pdf_bytes
from tests.benchmarks import lateness
from tests.gallery.stage import LEFT, Stage

#: How often every page is opened for the first time.
_PAGE_RUNS = 5


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11, help="pairs of starts")
    parser.add_argument("--seconds", type=float, default=60, help="how long the coach plays")
    options = parser.parse_args()
    _start(options.runs)
    _inside()
    _pages()
    _late(options.seconds)
    return 0


def _row(name: str, value: str) -> None:
    print(f"{name:<58} {value}", flush=True)


def _start(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "home")
        home.mkdir()
        _prepare_home(home)
        bare_environment = _as_delivered(Path(folder))
        bare, aligned, ours = [], [], []
        for _ in range(runs + 1):
            bare.append(_launch("tests.benchmarks.bare_window", environment=bare_environment))
            aligned.append(
                _launch("tests.benchmarks.bare_window", "aligned", environment=bare_environment)
            )
            ours.append(_launch("tests.benchmarks.home_page", str(home)))
    for name, baseline in (("bare window", bare), ("bare window with aligned words", aligned)):
        # The first of each fills the caches of the disk and of compiled modules.
        pairs = list(zip(ours, baseline, strict=True))[1:]
        times, cores, memory = zip(
            *([one / other for one, other in zip(*pair, strict=True)] for pair in pairs),
            strict=True,
        )
        _row(f"start to the first painted home page ({name} = 1)", _ratio(times))
        _row("the same in seconds of a core", _ratio(cores))
        _row(f"resident memory then ({name} = 1)", _ratio(memory))


def _as_delivered(folder: Path) -> dict[str, str]:
    """An environment in which shiboken6 is as its makers deliver it: with its modules packed."""
    shutil.copytree(
        Path(shiboken6.__file__).parent,
        folder / "shiboken6",
        ignore=shutil.ignore_patterns("files.dir"),
    )
    paths = [str(folder), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _ratio(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.2f} (from {min(values):.2f} to {max(values):.2f})"


def _prepare_home(folder: Path) -> None:
    app = _app()
    stage = Stage(app, folder)
    stage.preferences.change_one(welcomed=True)
    stage.answer(LEFT)
    stage.remember(60)
    # As every start but the first finds it.
    stage.preferences.ask_desktop(app)
    stage.close()


def _launch(
    module: str, *arguments: str, environment: dict[str, str] | None = None
) -> tuple[float, float, int]:
    """Seconds to the first paint, seconds of a core up to the end, KiB at the first paint."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        kib = int(process.stdout.readline())
        took = time.perf_counter() - begun
        process.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, cpu, kib


def _app() -> QApplication:
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(sys.argv[:1])


def _timed_ms(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def _inside() -> None:
    app = _app()
    load_fonts(resources_dir() / "fonts")
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(app, Path(folder))
        stage.window.resize(1366, 768)
        stage.window.show()
        stage.answer(LEFT)
        app.processEvents()
        _cards(stage)
        _pdfs(stage)
        _plans(stage)
        stage.close()


def _settle(stage: Stage, act: Callable[[], object]) -> None:
    act()
    stage.app.processEvents()


def _cards(stage: Stage) -> None:
    exercises = list(stage.user_state.catalogue.exercises)
    _timed_ms(lambda: _settle(stage, lambda: stage.controller.show_card(exercises[0])))
    took = [
        _timed_ms(partial(_settle, stage, partial(stage.controller.show_card, one)))
        for one in exercises[1:]
    ]
    _row("show a card, its pictures drawn for the first time", _spread(took))


def _pdfs(stage: Stage) -> None:
    catalogue = stage.user_state.catalogue

    def make(exercise: str) -> None:
        item = card_item(catalogue.exercises[exercise], None, None)
        sheet = Sheet(paper=PAPERS["A4"])
        pdf_bytes(card(item, sheet, date(2026, 11, 22), catalogue, stage.appearance.figures))

    plain = [one.id for one in catalogue.exercises.values() if one.side_rule.value == "none"]
    _row("make a card's PDF", _spread([_timed_ms(partial(make, one)) for one in plain]))


def _plans(stage: Stage) -> None:
    catalogue = stage.user_state.catalogue
    answers = answers_from(LEFT, catalogue)
    took = [_timed_ms(lambda: decide(answers, catalogue)) for _ in range(200)]
    _row("decide a plan", f"{statistics.median(took):.3f} ms (at most {max(took):.3f})")


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.0f} ms (at most {max(values):.0f})"


def _pages() -> None:
    """Every page with ten years in the journal, in milliseconds of a core."""
    at_once, ahead = (_measured_pages(*options) for options in ((), ("--ahead",)))
    for name, (first, block, again, block_again) in at_once.items():
        quiet, quiet_block, *_ = ahead[name]
        _row(
            f"{name} appears (longest the window stands still)",
            f"{first:.0f} ms ({block:.0f}); after a quiet moment {quiet:.0f} ms "
            f"({quiet_block:.0f}); again {again:.0f} ms ({block_again:.0f})",
        )


def _measured_pages(*options: str) -> dict[str, list[float]]:
    """The medians of some runs."""
    runs: list[dict[str, list[float]]] = [
        json.loads(
            subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.pages", *options],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                check=True,
            ).stdout
        )
        for _ in range(_PAGE_RUNS)
    ]
    return {
        name: [
            statistics.median(values) for values in zip(*(run[name] for run in runs), strict=True)
        ]
        for name in runs[0]
    }


def _late(seconds: float) -> None:
    result = subprocess.run(
        [
            *(sys.executable, "-m", "tests.benchmarks.lateness", "--busy", "--json"),
            *("--minutes", str(seconds / 60)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    measured = json.loads(result.stdout)
    _row("every core busy: a phase change is told", lateness.spread(measured["told_ms"]))
    _row("every core busy: a phase change is drawn", lateness.spread(measured["drawn_ms"]))
    _row("every core busy: a cue is handed to the player", lateness.spread(measured["cue_ms"]))


if __name__ == "__main__":
    sys.exit(main())
