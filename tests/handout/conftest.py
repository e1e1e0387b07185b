"""What the tests of paper share."""

import pytest
from PySide6.QtGui import QGuiApplication

from evenkeel.catalogue.locate import resources_dir
from evenkeel.figures.store import FigureStore
from evenkeel.handout.files import application


@pytest.fixture(autouse=True)
def _fonts(qapp: QGuiApplication) -> None:
    application()


@pytest.fixture(scope="session")
def figures() -> FigureStore:
    """The pictures that are shipped."""
    return FigureStore(resources_dir() / "figures")
