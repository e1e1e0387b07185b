"""What a test leaves behind is found, and named with the line that started it."""

import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests import leaks
from tests.leaks import STARTED, nothing_left

pytest.importorskip("PySide6.QtWidgets")
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget


def test_a_timer_that_runs(qapp: QApplication) -> None:
    timers: list[QTimer] = []
    with (
        pytest.raises(AssertionError, match=r"a timer of tests/test_leaks\.py:\d+"),
        nothing_left(STARTED, []),
    ):
        timers.append(started_timer())
    timers.pop().stop()


def test_a_timer_of_a_window_that_was_there(qapp: QApplication) -> None:
    window = QWidget()
    timer = QTimer(window)
    with nothing_left(STARTED, []):
        timer.start(100_000)
    timer.stop()
    window.deleteLater()


def test_a_window(qapp: QApplication) -> None:
    made: list[QWidget] = []
    with (
        pytest.raises(AssertionError, match="a window: QWidget ''"),
        nothing_left(STARTED, []),
    ):
        made.append(QWidget())
    made.pop().deleteLater()


def test_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "_PATIENCE_S", 0)
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    with (
        pytest.raises(AssertionError, match=r"a thread of tests/test_leaks\.py:\d+"),
        nothing_left(STARTED, []),
    ):
        thread.start()
    end.set()
    thread.join()


def test_a_child_process() -> None:
    children: list[subprocess.Popen[bytes]] = []
    command = [sys.executable, "-c", "input()"]
    with (
        pytest.raises(AssertionError, match=r"a child process of tests/test_leaks\.py:\d+"),
        nothing_left(STARTED, []),
    ):
        children.append(subprocess.Popen(command, stdin=subprocess.PIPE))
    with children[0] as child, suppress(BrokenPipeError):
        child.kill()


@pytest.mark.parametrize(
    ("announced", "logged", "fault"),
    [
        ([], "the disk is full", "a log record: WARNING .*the disk is full"),
        (["disk"], "the disk is full", ""),
        (["disk"], "", "no log record with 'disk'"),
    ],
)
def test_log_records(
    caplog: pytest.LogCaptureFixture, announced: list[str], logged: str, fault: str
) -> None:
    def log() -> None:
        with nothing_left(STARTED, announced):
            if logged:
                logging.getLogger("somebody").warning(logged)

    expect(log, fault)


def expect(act: Callable[[], None], fault: str) -> None:
    if not fault:
        act()
        return
    with pytest.raises(AssertionError, match=fault):
        act()


def started_timer() -> QTimer:
    timer = QTimer()
    timer.start(100_000)
    return timer
