"""Sends visitors through the kiosk and looks for what is left of them.

Usage: ``python -m tests.benchmarks.visitors [--count N] [--seed N]``. Every visitor presses
through the real interface and answers at random. Then every file of a home, a temporary folder
and the XDG folders, which are this process's own, is searched byte by byte for what they
answered. Prints one JSON object.
"""

import argparse
import gc
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.kiosk.glass import Glass

_FOLDERS = {
    "HOME": "home",
    "TMPDIR": "tmp",
    "XDG_DATA_HOME": "home/data",
    "XDG_CONFIG_HOME": "home/config",
    "XDG_CACHE_HOME": "home/cache",
    "XDG_STATE_HOME": "home/state",
    "XDG_RUNTIME_DIR": "run",
    "EVENKEEL_DATA_DIR": "home/evenkeel",
}
#: A word of an answer that is shorter is found in any file.
_SHORTEST = 6


def main() -> int:
    """Runs in folders of its own and tells what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=86400, help="no more begin after them")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, place in _FOLDERS.items():
            path = root / place
            path.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.environ[name] = str(path)
        tempfile.tempdir = None
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        report = _visits(options.count, options.seconds, options.seed)
        planted = report.pop("planted")
        report["residue"] = _found(root, planted)
        report["files"] = sorted(str(one.relative_to(root)) for one in _files(root))
        report["planted"] = len(planted)
    print(json.dumps(report, indent=1))
    return 0


def _visits(count: int, seconds: float, seed: int) -> dict[str, Any]:
    from PySide6.QtWidgets import QApplication

    from tests.kiosk.glass import SMALL, Glass, count_complaints

    complaints = count_complaints()
    app = QApplication(sys.argv[:1])
    glass = Glass(app, size=SMALL)
    chance = random.Random(seed)
    planted: set[str] = set()
    ends: dict[str, int] = {}
    begun = time.monotonic()
    memory: list[int] = []
    prints = 0
    while len(memory) < count and time.monotonic() - begun < seconds:
        _visit(glass, chance, planted)
        ends[glass.page] = ends.get(glass.page, 0) + 1
        # A printer keeps no pages either: kept here, they would be 150 MB of this process.
        prints += len(glass.printer.jobs)
        glass.printer.jobs.clear()
        memory.append(_resident_kib())
    took = time.monotonic() - begun
    prints += len(glass.printer.jobs)
    glass.close()
    # What Qt and Python load once is loaded by the first fifth of the visitors.
    tenth = max(1, len(memory) // 10)
    before, after = (sum(some) / tenth for some in (memory[2 * tenth :][:tenth], memory[-tenth:]))
    return {
        "visitors": len(memory),
        "ended_at": ends,
        "prints": prints,
        "complaints": complaints,
        "seconds": round(took, 1),
        "resident_kib_before": round(before),
        "resident_kib_after": round(after),
        "grown_percent": round((after / before - 1) * 100, 2),
        "resident_kib": memory[:: max(1, len(memory) // 20)],
        "planted": planted,
    }


def _visit(glass: "Glass", chance: random.Random, planted: set[str]) -> None:
    """One visitor, from the first touch to the first page again."""
    from PySide6.QtWidgets import QWidget

    if chance.random() < 0.08:
        glass.press(*["kiosk_text_more"] * chance.randint(1, 4))
    if chance.random() < 0.05:
        glass.press("kiosk_contrast")
    if chance.random() < 0.75:
        glass.press("kiosk_find")
        _answer(glass, chance, planted)
        _look_around(glass, chance, planted)
    else:
        glass.press("kiosk_browse")
        tiles = [one for one in glass.buttons() if one.objectName().startswith("library_card_")]
        glass.press(chance.choice(tiles).objectName())
        if glass.seen(QWidget, "kiosk_side_right"):
            glass.press("kiosk_side_right")
    end = chance.random()
    if end < 0.6:
        glass.press("kiosk_start_over")
    else:
        # They walk away.
        glass.pass_time(61)
        if end < 0.8:
            glass.press("kiosk_more_over")
        else:
            glass.pass_time(20)


def _answer(glass: "Glass", chance: random.Random, planted: set[str]) -> None:
    from PySide6.QtWidgets import QLabel

    from evenkeel.ui.widgets import ChoiceButton
    from evenkeel.ui.widgets.pain_scale import ScaleCell

    while glass.page == "questions":
        choices = [*glass.seen(ChoiceButton), *glass.seen(ScaleCell)]
        if not choices:
            # At the end, the answers are shown once more.
            glass.press("questionnaire_next")
            continue
        # Few people have a sign that ends the questions.
        none = [one for one in choices if one.objectName() in ("red_flags_none", "pregnancy_no")]
        chosen = none[0] if none and chance.random() < 0.9 else chance.choice(choices)
        planted.add(chosen.objectName())
        planted.add(chosen.text())
        _, _, value = chosen.objectName().rpartition("_")
        planted.add(value)
        [title] = [one.text() for one in glass.seen(QLabel, "questionnaire_title")]
        glass.press(chosen.objectName())
        again = glass.seen(QLabel, "questionnaire_title")
        if again and again[0].text() == title:
            glass.press("questionnaire_next")


def _look_around(glass: "Glass", chance: random.Random, planted: set[str]) -> None:
    from PySide6.QtWidgets import QLabel

    visit = glass.controller.visit
    if visit.plan:
        planted.update(visit.plan.advice)
        planted.update(f"{one.exercise} {one.reason}" for one in visit.plan.left_out)
    if glass.page == "referral" and chance.random() < 0.2:
        glass.press("kiosk_print_referral")
        _wait_or_not(glass, chance)
        glass.press("kiosk_paper_back")
    if glass.page != "plan":
        return
    if chance.random() < 0.5:
        glass.press("kiosk_answers")
        planted.update(one.text() for one in glass.seen(QLabel))
    if chance.random() < 0.4:
        glass.press("kiosk_item_0")
        if chance.random() < 0.2:
            glass.press("kiosk_print_card")
            _wait_or_not(glass, chance)
            glass.press("kiosk_paper_back")
        glass.press("kiosk_card_back")
    if chance.random() < 0.4:
        glass.press("kiosk_print_plan" if chance.random() < 0.3 else "kiosk_home_plan")
        planted.update(one.text() for one in glass.seen(QLabel, "kiosk_code"))
        _wait_or_not(glass, chance)


def _wait_or_not(glass: "Glass", chance: random.Random) -> None:
    """Stays until the pages are there, or leaves before."""
    if "on their way" in glass.words() and chance.random() < 0.7:
        glass.wait_until(lambda: "on their way" not in glass.words())


def _files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def _found(root: Path, planted: set[str]) -> list[str]:
    """Where a planted value stands in a file, as text of eight or of sixteen bits."""
    values = [one for one in planted if len(one) >= _SHORTEST]
    found = []
    for path in _files(root):
        data = path.read_bytes()
        found += [
            f"{path.relative_to(root)}: {value}"
            for value in values
            for code in ("utf-8", "utf-16-le", "utf-16-be")
            if value.encode(code) in data
        ]
    return found


def _resident_kib() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


if __name__ == "__main__":
    sys.exit(main())
