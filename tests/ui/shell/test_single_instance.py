"""One window for each data folder, whoever was killed before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from pytestqt.qtbot import QtBot

from evenkeel.ui.shell.single_instance import SingleInstance

#: An environment with nothing in it but where this program is.
BARE = {
    "QT_QPA_PLATFORM": "offscreen",
    "PATH": "",
    "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
}

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from evenkeel.ui.shell.app import run_window
from evenkeel.ui.shell.single_instance import SingleInstance

listen = SingleInstance.listen
def told(one):
    listen(one)
    print("listens", flush=True)
SingleInstance.listen = told

def started(window):
    print("open", flush=True)
    shown = window.raise_
    def raised():
        shown()
        print("raised", flush=True)
        QTimer.singleShot(0, QApplication.quit)
    window.raise_ = raised
    window.showMinimized()
    window.painted.emit()

sys.exit(run_window(Path(sys.argv[1]), started=started))
"""


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=BARE,
    )


def second(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "evenkeel", "--data-dir", str(folder)],
        capture_output=True,
        text=True,
        env=BARE,
        timeout=120,
        check=False,
    )


def test_a_second_start_raises_the_first_ones_window(tmp_path: Path) -> None:
    with start(tmp_path) as first:
        assert first.stdout
        assert first.stdout.readline() == "open\n"
        assert first.stdout.readline() == "listens\n"
        again = second(tmp_path)
        assert (again.returncode, again.stderr) == (0, "")
        assert again.stdout == "Evenkeel is open already; its window comes to the front.\n"
        assert first.stdout.readline() == "raised\n"
        assert first.wait(timeout=60) == 0
    left = {one.name for one in tmp_path.iterdir()}
    assert not left & {"window.lock", "window.bell"}


def test_one_that_was_killed_stands_in_nobodys_way(tmp_path: Path) -> None:
    with start(tmp_path) as killed:
        assert killed.stdout
        assert killed.stdout.readline() == "open\n"
        killed.kill()
    assert (tmp_path / "window.lock").exists()
    with start(tmp_path) as first:
        assert first.stdout
        assert first.stdout.readline() == "open\n"
        first.kill()


def test_a_window_of_an_earlier_version_is_noticed(tmp_path: Path) -> None:
    """It held the same file, and the system's lock with it."""
    earlier = QLockFile(str(tmp_path / "window.lock"))
    assert earlier.tryLock(0)
    assert not SingleInstance(tmp_path).acquire()
    earlier.unlock()
    one = SingleInstance(tmp_path)
    assert one.acquire()
    one.release()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize("odd", ["pipe", "folder"])
def test_an_odd_bell_is_put_aside_and_nobody_waits_for_it(
    tmp_path: Path, qtbot: QtBot, odd: str
) -> None:
    bell = tmp_path / "window.bell"
    os.mkfifo(bell) if odd == "pipe" else bell.mkdir()
    first, other = SingleInstance(tmp_path), SingleInstance(tmp_path)
    other.request_raise()
    first.listen()
    with qtbot.waitSignal(first.raise_requested, timeout=5000):
        other.request_raise()
    first.release()


def test_two_folders_have_two_windows(tmp_path: Path, qtbot: QtBot) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    one, two = SingleInstance(tmp_path / "one"), SingleInstance(tmp_path / "two")
    assert one.acquire()
    assert two.acquire()
    assert not SingleInstance(tmp_path / "one").acquire()
    one.release()
    assert SingleInstance(tmp_path / "one").acquire()
    two.release()


def test_it_is_heard_again_and_again(tmp_path: Path, qtbot: QtBot) -> None:
    first, other = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.acquire()
    first.listen()
    for _ in range(3):
        with qtbot.waitSignal(first.raise_requested, timeout=5000):
            other.request_raise()
    first.release()


def test_also_after_the_bell_was_taken_away(tmp_path: Path, qtbot: QtBot) -> None:
    first, other = SingleInstance(tmp_path), SingleInstance(tmp_path)
    first.listen()
    with qtbot.waitSignal(first.raise_requested, timeout=5000):
        (tmp_path / "window.bell").unlink()
    with qtbot.waitSignal(first.raise_requested, timeout=5000):
        other.request_raise()
    first.release()


@pytest.mark.parametrize("name", ["missing", "file"])
def test_a_folder_that_can_not_be_written_still_gets_its_window(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    one = SingleInstance(tmp_path / name)
    assert one.acquire()
    one.request_raise()
    one.listen()
    one.release()
