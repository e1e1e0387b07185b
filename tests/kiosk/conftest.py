"""What the tests of the kiosk share: a kiosk before a glass, taken down afterwards."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from evenkeel.catalogue.model import Catalogue
from evenkeel.kiosk.frame.config import KioskConfig
from tests.kiosk.glass import CONFIG, PORTRAIT, Glass

MakeGlass = Callable[..., Glass]


@pytest.fixture
def make_glass(qapp: QApplication, catalogue: Catalogue) -> Iterator[MakeGlass]:
    """Makes kiosks; takes them down."""
    made: list[Glass] = []

    def make(config: KioskConfig = CONFIG, size: tuple[int, int] = PORTRAIT) -> Glass:
        made.append(Glass(qapp, config, size, catalogue))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def glass(make_glass: MakeGlass) -> Glass:
    """A kiosk in portrait that prints."""
    return make_glass()
