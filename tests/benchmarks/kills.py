"""What a session announces and what its journal holds, when the surroundings fail in the middle.

Usage: ``python -m tests.benchmarks.kills [--kills N] [--seed N] [--only NAME]``. Prints one JSON
object: for N kills at random moments, and for a full disk, a lock, a journal that is deleted and
one that is replaced, how many repetitions were announced, stored, and told as waiting. Offscreen;
a full disk needs Linux and root (a small ``tmpfs``). Exits 1 when one was lost without a word.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from evenkeel.catalogue.load import load_catalogue
from evenkeel.catalogue.locate import resources_dir
from evenkeel.guide.answers import answers_from
from evenkeel.journal.entries.store import Journal
from evenkeel.journal.storage.times import local_now
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.frame.user_state import UserState
from tests.gallery.stage import LEFT

#: The session's clock against the real one: a repetition every second, once in position.
_FACTOR = 6
_FULL_S, _LOCKED_S = 1.2, 6.0
#: Longest wait for something that is bound to come, in seconds.
_PATIENCE_S = 90.0
_DISK_KB = 3000
_WAITING = re.compile(r"S (\d+) of (\d+) repetitions are in your journal\.")


class Window:
    """A window that goes through a session by itself.

    Attributes:
        announced: how many repetitions its voice was told of.
        said: what the last page said of the journal, each time it changed.
    """

    def __init__(self, folder: Path) -> None:
        self.announced = 0
        self.said: list[str] = []
        self.playing = threading.Event()
        driver = Path(__file__).with_name("driven_session.py")
        self.process = subprocess.Popen(
            [sys.executable, str(driver), str(folder), str(_FACTOR)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        self._errors: list[str] = []
        self._threads = [
            threading.Thread(target=self._read, daemon=True),
            threading.Thread(target=self._read_errors, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def until(self, what: Callable[[], bool]) -> None:
        """Waits for something.

        Raises:
            TimeoutError: it does not come, or the window ended.
        """
        end = time.monotonic() + _PATIENCE_S
        while not what():
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError(f"{self.announced} announced; {self.errors()}")
            time.sleep(0.02)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.wait()

    def wait(self) -> None:
        self.process.wait(_PATIENCE_S)
        for thread in self._threads:
            thread.join(_PATIENCE_S)

    def errors(self) -> str:
        return "".join(self._errors)

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            if line == "R\n":
                self.announced += 1
            elif line.startswith("S "):
                self.said.append(line.strip())
            elif line == "playing\n":
                self.playing.set()

    def _read_errors(self) -> None:
        assert self.process.stderr
        self._errors.extend(self.process.stderr)


def prepare(folder: Path) -> None:
    """The data of somebody who answered the questions just now."""
    folder.mkdir(parents=True, exist_ok=True)
    Preferences(folder / "settings.json").change_one(
        welcomed=True, fill_screen=False, prepare_s=5, switch_s=5, rest_percent=0
    )
    with Journal.open(folder / "journal.sqlite") as journal:
        catalogue = load_catalogue(resources_dir())
        UserState(journal, catalogue, local_now).answer(answers_from(LEFT, catalogue))


def stored(folder: Path) -> int:
    """The repetitions in the file, and the file is sound."""
    with closing(sqlite3.connect(folder / "journal.sqlite")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(db.execute("SELECT count(*) FROM repetitions").fetchone()[0])


def kills(folder: Path, count: int, chance: random.Random) -> dict[str, object]:
    """Kills the window again and again, at a random moment after its session began."""
    prepare(folder)
    lost, ahead, announced, tracebacks = 0, 0, 0, 0
    before = stored(folder)
    for _ in range(count):
        window = Window(folder)
        try:
            window.until(window.playing.is_set)
            time.sleep(chance.uniform(0.5, 9.0))
        finally:
            window.kill()
        now = stored(folder)
        lost += max(0, window.announced - (now - before))
        ahead += max(0, now - before - window.announced)
        announced += window.announced
        tracebacks += "Traceback" in window.errors()
        before = now
    return {
        "kills": count,
        "announced": announced,
        "stored": before,
        "lost": lost,
        "stored_and_killed_before_announced": ahead,
        "tracebacks": tracebacks,
    }


def trouble(folder: Path, hit: Callable[[Path], object]) -> dict[str, object]:
    """Two repetitions, then the trouble, then three more, the last page and *Done*."""
    prepare(folder)
    window = Window(folder)
    try:
        window.until(lambda: window.announced >= 2)
        hit(folder)
        # One may have come while the trouble went on: three more after it.
        after = window.announced + 3
        window.until(lambda: window.announced >= after)
        window.tell("end")
        window.until(lambda: bool(window.said))
        waiting = _WAITING.match(window.said[-1])
        window.tell("done")
        window.wait()
    finally:
        if window.process.poll() is None:
            window.kill()
    return {
        "announced": window.announced,
        "stored": stored(folder),
        "told_as_waiting": int(waiting[2]) - int(waiting[1]) if waiting else 0,
        "said": window.said,
        "tracebacks": int("Traceback" in window.errors()),
    }


def fill_disk(folder: Path) -> None:
    """No space for a moment."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    time.sleep(_FULL_S)
    filler.unlink()


def lock(folder: Path) -> None:
    """Another program that writes for a while."""
    with closing(sqlite3.connect(folder / "journal.sqlite", isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        time.sleep(_LOCKED_S)
        db.execute("ROLLBACK")


def delete(folder: Path) -> None:
    """The journal goes, with all that is beside it."""
    for file in folder.glob("journal.sqlite*"):
        file.unlink()


def replace(folder: Path) -> None:
    """What a sync service does: another journal comes in place of this one."""
    other = folder / "other"
    prepare(other)
    (other / "journal.sqlite").replace(folder / "journal.sqlite")


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of a few megabytes.

    Raises:
        CalledProcessError: this user may not make one.
    """
    folder.mkdir()
    options = f"size={_DISK_KB}k"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def measure(base: Path, count: int, seed: int, only: str) -> dict[str, dict[str, object]]:
    """Everything, or the one thing of that name."""
    hits: dict[str, Callable[[Path], object]] = {
        "locked": lock,
        "deleted": delete,
        "replaced": replace,
    }
    found: dict[str, dict[str, object]] = {}
    if only in ("", "kills"):
        found["kills"] = kills(base / "kills", count, random.Random(seed))
    for name, hit in hits.items():
        if only in ("", name):
            found[name] = trouble(base / name, hit)
    if only in ("", "full") and sys.platform == "linux" and os.geteuid() == 0:
        with small_disk(base / "full") as disk:
            found["full"] = trouble(disk / "data", fill_disk)
    return found


def complete(result: dict[str, object]) -> bool:
    """Whether nothing that was announced is missing without a word."""
    if "lost" in result:
        return result["lost"] == 0
    announced, held, told = (result[key] for key in ("announced", "stored", "told_as_waiting"))
    assert isinstance(announced, int)
    assert isinstance(held, int)
    assert isinstance(told, int)
    return announced <= held + told


def main() -> int:
    """Runs all of it and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    base = Path(tempfile.mkdtemp(prefix="evenkeel-kills-"))
    begun = datetime.now().astimezone()
    try:
        found = measure(base, options.kills, options.seed, options.only)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    print(json.dumps({"begun": begun.isoformat(timespec="seconds"), **found}, indent=1))
    return 0 if all(map(complete, found.values())) else 1


if __name__ == "__main__":
    sys.exit(main())
