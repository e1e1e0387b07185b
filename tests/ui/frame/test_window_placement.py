"""The first window and a restored one fit the screen, whatever its size and scale."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from evenkeel.ui.frame import window_placement as placing
from evenkeel.ui.frame.window_placement import FIRST_SIZE, FRAME, fitted, place, placement_of
from tests.journeys.screen import Screen

#: Available room in the window's own pixels: a laptop's 1366 × 768 at 100, 125, 150 and 200 %,
#: 1920 × 1080 at 150 % over a task bar, a second screen to the left, and a large one.
SCREENS = [
    QRect(0, 0, 1366, 768),
    QRect(0, 0, 1093, 614),
    QRect(0, 0, 911, 512),
    QRect(0, 0, 683, 384),
    QRect(0, 0, 1280, 680),
    QRect(-1920, 100, 1920, 1040),
    QRect(0, 28, 3840, 2132),
]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def on(monkeypatch: pytest.MonkeyPatch, available: QRect) -> None:
    monkeypatch.setattr(placing, "_available", lambda _window: available)


@pytest.mark.parametrize("available", SCREENS, ids=str)
def test_the_first_window_fits(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, available: QRect
) -> None:
    on(monkeypatch, available)
    maximised = place(window, "")
    room = available.marginsRemoved(FRAME)
    large = room.width() >= FIRST_SIZE.width() and room.height() >= FIRST_SIZE.height()
    assert maximised is not large
    if large:
        assert window.size() == FIRST_SIZE
    else:
        assert room.contains(window.geometry())
        assert window.width() == min(FIRST_SIZE.width(), room.width())


@pytest.mark.parametrize("available", SCREENS, ids=str)
@pytest.mark.parametrize(
    "was",
    [
        QRect(50, 60, 800, 300),
        QRect(-3000, -3000, 900, 700),
        QRect(5000, 400, 900, 700),
        QRect(100, 100, 4000, 3000),
    ],
    ids=str,
)
def test_a_window_that_was_elsewhere_comes_back_on_the_screen(available: QRect, was: QRect) -> None:
    placed = fitted(was, available)
    room = available.marginsRemoved(FRAME)
    assert room.contains(placed)
    assert placed.size() == was.size().boundedTo(room.size())
    if room.contains(was):
        assert placed == was


def test_a_restored_window_is_where_it_was(window: QWidget) -> None:
    window.setGeometry(40, 50, 500, 400)
    kept = placement_of(window)
    again = QWidget()
    assert place(again, kept) is False
    assert again.geometry() == QRect(40, 50, 500, 400)


@pytest.mark.parametrize("kept", ["\ud800", "ü€", "AAAA", "not base64 at all!", "Ad"])
def test_a_place_that_is_none_is_as_at_first(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    on(monkeypatch, QRect(0, 0, 1920, 1040))
    assert place(window, kept) is False
    assert window.size() == FIRST_SIZE


_REAL = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from evenkeel.ui.shell.app import run_window

def told(window):
    outer, screen = window.frameGeometry(), window.screen().geometry()
    # One more for rounding: 769 real pixels are 384.5 of ours.
    print(screen.adjusted(0, 0, 1, 1).contains(outer), outer, screen)
    QApplication.quit()

def started(window):
    window.painted.connect(lambda: QTimer.singleShot(400, window, lambda: told(window)))

sys.exit(run_window(Path(sys.argv[1]), started=started))
"""


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb")
@pytest.mark.parametrize("desktop", ["alone", "openbox"])
def test_on_a_real_screen_at_every_scale(tmp_path: Path, desktop: str) -> None:
    """A laptop of 1366 × 768, with and without a window manager."""
    if shutil.which(desktop) is None and desktop != "alone":
        pytest.skip("needs openbox")
    with Screen() as screen:
        environment = {**screen.environment(), "PYTHONPATH": os.environ.get("PYTHONPATH", "src")}
        manager = None if desktop == "alone" else subprocess.Popen([desktop], env=environment)
        try:
            for scale in ("1", "1.25", "1.5", "2"):
                result = subprocess.run(
                    [sys.executable, "-c", _REAL, str(tmp_path / scale)],
                    capture_output=True,
                    text=True,
                    env={**environment, "QT_SCALE_FACTOR": scale},
                    timeout=60,
                    check=False,
                )
                assert result.stdout.startswith("True "), (scale, result.stdout, result.stderr)
        finally:
            if manager:
                manager.terminate()
                manager.wait()
