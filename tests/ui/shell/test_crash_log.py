"""What is written of a fault: its kind and its places, never a word of the reader's."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from evenkeel.ui.shell.crash_log import KEPT, CrashLog

SECRET = "my back hurts since Tuesday"

#: An environment with nothing in it but where this program is.
BARE = {
    "QT_QPA_PLATFORM": "offscreen",
    "PATH": "",
    "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
}

#: A start of the program with its folder as first argument; CODE is run once Qt is heard.
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer, qFatal, qCritical
from PySide6.QtWidgets import QApplication, QLabel
from evenkeel.ui.shell.app import run_window
from evenkeel.ui.shell.crash_log import CrashLog

secret = "my back hurts since Tuesday"
log_qt_messages = CrashLog.log_qt_messages

def act():
    note = "my back hurts since Tuesday"
    QTimer.singleShot(0, QApplication.quit)
    CODE

def hear(log):
    log_qt_messages(log)
    QTimer.singleShot(0, act)

CrashLog.log_qt_messages = hear
sys.exit(run_window(Path(sys.argv[1])))
"""


def run(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """One start of the program."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("CODE", code), str(folder)],
        capture_output=True,
        text=True,
        env=BARE,
        timeout=120,
        check=False,
    )


def logs(folder: Path) -> list[Path]:
    return sorted((folder / "crashes").iterdir())


def opened(folder: Path) -> CrashLog:
    log = CrashLog(folder)
    log.open()
    return log


@pytest.fixture
def log(tmp_path: Path) -> CrashLog:
    return CrashLog(tmp_path / "crashes")


def text(log: CrashLog) -> str:
    return (log.folder / "now.log").read_text(encoding="utf-8")


def test_a_run_without_faults_leaves_nothing(log: CrashLog) -> None:
    log.open()
    assert not log.left
    log.close()
    assert list(log.folder.iterdir()) == []


def fail() -> None:
    raise ValueError(SECRET)


def failing_twice() -> None:
    try:
        fail()
    except ValueError as error:
        raise KeyError(SECRET) from error


def test_an_exception_is_its_kinds_and_places(
    log: CrashLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    log.open()
    try:
        failing_twice()
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
    written = text(log)
    log.close()
    assert "builtins.KeyError in the main thread" in written
    assert "after ValueError" in written
    assert "test_crash_log.py" in written
    assert "in fail\n" in written
    assert SECRET not in written
    assert sys.excepthook.__name__ == "<lambda>"


def test_an_exception_in_a_thread(log: CrashLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    log.open()
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    written = text(log)
    log.close()
    assert "builtins.ValueError in another thread" in written
    assert SECRET not in written


def test_an_exception_in_a_clean_up(log: CrashLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)
    log.open()

    class Careless:
        def __del__(self) -> None:
            fail()

    Careless()
    written = text(log)
    log.close()
    assert "builtins.ValueError in a clean-up" in written
    assert SECRET not in written


def test_the_reader_who_stops_it_is_no_fault(
    log: CrashLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    log.open()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert text(log) == ""
    log.close()


def test_a_message_of_qt_keeps_only_names_of_functions(log: CrashLog) -> None:
    log.open()
    log.note_qt("critical", f"QPainter::begin: can't paint {SECRET}", "")
    written = text(log)
    log.close()
    assert "Qt critical QPainter::begin" in written
    assert "Tuesday" not in written


def test_a_fault_again_and_again_fills_no_disk(log: CrashLog) -> None:
    log.open()
    for _ in range(4000):
        log.note_qt("critical", "QPainter::begin", "")
    assert (log.folder / "now.log").stat().st_size < 300_000
    log.close()


def test_the_next_run_knows_and_only_a_few_are_kept(tmp_path: Path) -> None:
    for run_number in range(KEPT + 3):
        log = CrashLog(tmp_path)
        log.open()
        assert log.left == (run_number > 0)
        log.note_exception(ValueError, None, None, "the main thread")
        log.close()
        now = tmp_path / "now.log"
        # Each in a second of its own.
        seconds = 1_790_000_000 + run_number
        os.utime(now, (seconds, seconds))
    assert len(list(tmp_path.glob("stopped-*.log"))) == KEPT


@pytest.mark.parametrize(
    ("what", "offered"),
    [
        ("critical", False),
        ("clean-up", False),
        ("fatal", True),
        ("exception", True),
        ("thread", True),
        ("signal", True),
    ],
)
def test_only_a_fault_that_somebody_met_is_offered(
    tmp_path: Path, what: str, offered: bool
) -> None:
    log = opened(tmp_path)
    match what:
        case "critical" | "fatal":
            log.note_qt(what, "QPainter::begin", "")
        case "signal":
            (tmp_path / "now.log").write_text("Fatal Python error: Segmentation fault\n")
        case _:
            where = {"clean-up": "a clean-up", "exception": "the main thread"}
            log.note_exception(ValueError, None, None, where.get(what, "another thread"))
    log.close()
    after = opened(tmp_path)
    after.close()
    assert after.left is offered
    assert len(list(tmp_path.glob("stopped-*.log"))) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize("odd", ["pipe", "folder"])
def test_what_is_no_file_is_put_aside(tmp_path: Path, odd: str) -> None:
    """A pipe would wait for ever for somebody who reads it."""
    now = tmp_path / "now.log"
    os.mkfifo(now) if odd == "pipe" else now.mkdir()
    log = opened(tmp_path)
    log.note_qt("critical", "QPainter::begin", "")
    assert not log.left
    assert "QPainter::begin" in text(log)
    log.close()
    assert len(list(tmp_path.glob("stopped-*.log"))) == 1


def test_it_is_for_the_owner_alone(log: CrashLog) -> None:
    log.open()
    assert stat.S_IMODE((log.folder / "now.log").stat().st_mode) == 0o600
    log.close()


def test_a_folder_that_can_not_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "crashes").touch()
    log = CrashLog(tmp_path / "crashes")
    log.open()
    log.note_qt("critical", "QPainter::begin", "")
    log.close()
    assert not log.left


def test_a_real_crash_is_written_and_the_next_start_knows(tmp_path: Path) -> None:
    crashed = run(tmp_path, "import faulthandler; faulthandler._sigsegv()")
    assert crashed.returncode < 0
    (now,) = logs(tmp_path)
    written = now.read_text(encoding="utf-8")
    assert "Segmentation fault" in written
    assert "in act" in written
    assert SECRET not in written
    after = run(tmp_path, "pass")
    assert after.returncode == 0, after.stderr
    (aside,) = logs(tmp_path)
    assert aside.name.startswith("stopped-")
    assert aside.read_text(encoding="utf-8") == written


def test_an_exception_in_the_window_is_written_and_it_goes_on(tmp_path: Path) -> None:
    result = run(tmp_path, "raise ValueError(note)")
    assert result.returncode == 0, result.stderr
    (now,) = logs(tmp_path)
    written = now.read_text(encoding="utf-8")
    assert "builtins.ValueError in the main thread" in written
    assert "in act" in written
    assert SECRET not in written


def test_what_qt_calls_critical_is_written_and_printed(tmp_path: Path) -> None:
    result = run(tmp_path, 'qCritical("QThing::use: " + secret)')
    assert SECRET in result.stderr
    (now,) = logs(tmp_path)
    assert "Qt critical QThing::use" in now.read_text(encoding="utf-8")
    assert SECRET not in now.read_text(encoding="utf-8")
