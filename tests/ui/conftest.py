"""What the tests of the window share: a look in the light theme, with a plain picture for each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from evenkeel.catalogue.locate import resources_dir
from evenkeel.catalogue.model import Catalogue
from evenkeel.catalogue.terms import Equipment
from evenkeel.figures.store import FigureStore
from evenkeel.journal.settings import Person
from evenkeel.ui.style import screen_reader, theme
from evenkeel.ui.style.appearance import Appearance
from evenkeel.ui.style.screen_reader import ScreenReader
from evenkeel.ui.style.tokens import THEMES
from tests.ui.coaching import Coach, Press
from tests.ui.screen import settle

_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">'
    '<rect x="20" y="60" width="200" height="80" fill="#4092a0"/></svg>'
)


@pytest.fixture(scope="session")
def plain_figures(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> FigureStore:
    """A simple picture under every name that the content uses."""
    folder = tmp_path_factory.mktemp("figures")
    palettes = (resources_dir() / "figures" / "palette.toml").read_text(encoding="utf-8")
    (folder / "palette.toml").write_text(palettes, encoding="utf-8")
    stems = {Path("pelvis/behind")}
    for exercise in catalogue.exercises.values():
        for form in exercise.variants or ([exercise.form] if exercise.form else []):
            names = {form.start, form.hold, *(step.figure for step in form.steps)}
            stems |= {Path(who) / exercise.id / name for name in names for who in Person}
    stems |= {Path("..") / "equipment" / one.value for one in Equipment}
    for stem in stems:
        path = folder / stem.parent / f"{stem.name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_PICTURE, encoding="utf-8")
    return FigureStore(folder)


@pytest.fixture
def appearance(qapp: QApplication, catalogue: Catalogue, plain_figures: FigureStore) -> Appearance:
    """The light theme at 100 %, with no fades."""
    theme.apply(qapp, THEMES["light"], 100)
    return Appearance(catalogue, plain_figures, reduced_motion=True)


@pytest.fixture
def orca_43(appearance: Appearance, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScreenReader]:
    """A screen reader that runs, and has no listener for announcements."""
    monkeypatch.setattr(screen_reader, "_LOOKS_MS", 0)
    appearance.reader.note(running=True, hears_announcements=False)
    yield appearance.reader
    appearance.reader._forgetting.stop()


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Shows a widget as a window that has the keyboard."""

    def shown(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(1366, 768)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        widget.setFocus()
        return widget

    return shown


@pytest.fixture
def press(qtbot: QtBot) -> Callable[[QWidget, str], None]:
    """Clicks the button of that name in the middle with the mouse."""

    def pressed(inside: QWidget, name: str) -> None:
        settle()
        button = inside.findChild(QAbstractButton, name)
        assert button, f"no button {name!r}"
        assert button.isVisible(), f"{name!r} is hidden"
        assert button.isEnabled(), f"{name!r} is disabled"
        middle = QPoint(button.width() // 2, button.height() // 2)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle)

    return pressed


@pytest.fixture
def keys(qtbot: QtBot) -> Callable[..., None]:
    """Presses keys on whatever has the keyboard."""

    def typed(*pressed: Qt.Key) -> None:
        for key in pressed:
            settle()
            focus = QApplication.focusWidget()
            assert focus, "nothing has the keyboard"
            qtbot.keyClick(focus, key)

    return typed


@pytest.fixture
def coach(appearance: Appearance, show: Callable[[QWidget], QWidget], press: Press) -> Coach:
    """The coach's page on the screen."""
    return Coach(appearance, show, press)
