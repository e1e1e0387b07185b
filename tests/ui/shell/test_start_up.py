"""What is left out of a start: nothing of it is missed afterwards, and nothing brings it back."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from evenkeel.journal.settings import ThemeChoice
from evenkeel.ui.frame import preferences as preferences_module
from evenkeel.ui.frame.preferences import Preferences
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.theme import apply
from evenkeel.ui.style.tokens import THEMES
from evenkeel.ui.widgets import FigureView, PressArea, QuietButton, body

_START = """
import sys
from evenkeel.quick import DEFERRED, load_qt
load_qt()
# Only the tools of development bring it; it looks at source code.
sys.modules["typing_extensions"] = None
from pathlib import Path

from PySide6.QtWidgets import QApplication
from evenkeel.ui.shell.app import run_window

def told(window):
    woken = [name for name in DEFERRED if type(sys.modules.get(name)).__name__ == "module"]
    print(window.current(), sorted(woken))
    QApplication.quit()

sys.exit(run_window(Path(sys.argv[1]), started=lambda window: window.painted.connect(
    lambda: told(window))))
"""


def _python(*arguments: str) -> str:
    """What a new interpreter prints without a screen."""
    result = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_a_start_wakes_nothing_that_was_put_off(tmp_path: Path) -> None:
    """What is put off costs more than a tenth of a start."""
    _python("-m", "tests.benchmarks.prepared_home", str(tmp_path))
    assert _python("-c", _START, str(tmp_path)) == "today []\n"


def test_what_is_wrong_is_said_in_one_line_all_the_same(tmp_path: Path) -> None:
    """Though a start imports nothing for that."""
    (tmp_path / "settings.json").write_text("[]", encoding="ascii")
    result = subprocess.run(
        [sys.executable, "-c", _START, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    said = [line for line in result.stderr.splitlines() if line.startswith("evenkeel")]
    file = tmp_path / "settings.json"
    assert said == [f"evenkeel: {file}: not one JSON object; the defaults are used"]


def test_the_hand_comes_with_the_pointer(qtbot: QtBot, appearance: Appearance) -> None:
    for widget in (QuietButton("one", "One"), PressArea(appearance, "two", "Two")):
        qtbot.addWidget(widget)
        here = QPointF(1, 1)
        QApplication.sendEvent(widget, QEnterEvent(here, here, here))
        assert widget.cursor().shape() is Qt.CursorShape.PointingHandCursor


def test_what_lies_in_a_press_area_leaves_it_the_click(
    qtbot: QtBot, appearance: Appearance
) -> None:
    area = PressArea(appearance, "area", "Area")
    qtbot.addWidget(area)
    words = body("your <b>left</b> leg")
    area.add(words)
    area.show()
    with qtbot.waitSignal(area.clicked):
        QTest.mouseClick(words, Qt.MouseButton.LeftButton)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "settings.json")


def _applied(preferences: Preferences, appearance: Appearance, qapp: QApplication) -> str:
    preferences.apply_theme(qapp, appearance)
    return appearance.theme.name


def _wants(monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    monkeypatch.setattr(preferences_module, "system_theme", lambda _app: theme)


def test_the_first_start_asks_the_desktop(
    preferences: Preferences,
    appearance: Appearance,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _wants(monkeypatch, "dark")
    assert _applied(preferences, appearance, qapp) == "dark"


def test_later_starts_begin_as_the_desktop_last_wanted(
    preferences: Preferences,
    appearance: Appearance,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    _wants(monkeypatch, "contrast")
    preferences.ask_desktop(qapp)
    _wants(monkeypatch, "nothing: it is not asked")
    again = Preferences(tmp_path / "settings.json")
    assert _applied(again, appearance, qapp) == "contrast"
    _wants(monkeypatch, "light")
    again.ask_desktop(qapp)
    assert _applied(again, appearance, qapp) == "light"


def test_the_readers_own_theme_counts_more(
    preferences: Preferences,
    appearance: Appearance,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _wants(monkeypatch, "contrast")
    preferences.ask_desktop(qapp)
    preferences.change_one(theme=ThemeChoice.DARK)
    assert _applied(preferences, appearance, qapp) == "dark"


def test_the_ground_of_a_picture_is_a_card(
    appearance: Appearance, qapp: QApplication, qtbot: QtBot
) -> None:
    """Its colour comes from the palette, which must say what the theme says."""
    view = FigureView(appearance)
    qtbot.addWidget(view)
    view.resize(132, 88)
    view.show_picture("glute_bridge", "hold", None)
    for name, theme in THEMES.items():
        apply(qapp, theme, 100)
        appearance.change(theme=theme, text_percent=100, reduced_motion=True)
        assert view.grab().toImage().pixelColor(66, 3).name() == theme.card, name
