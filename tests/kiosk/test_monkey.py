"""Random taps, pushes and keys: the kiosk is neither left nor does it fail."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.monkey import made_monkey


@pytest.mark.parametrize("seed", [1, 2])
def test_a_monkey_stays_in_the_kiosk(qapp: QApplication, seed: int) -> None:
    monkey = made_monkey(qapp, seed)
    try:
        for _ in range(120):
            monkey.act()
    finally:
        monkey.glass.close()
    assert len(monkey.pages) >= 4


def test_a_monkey_notices_a_window_of_its_own(qapp: QApplication) -> None:
    from PySide6.QtWidgets import QDialog

    monkey = made_monkey(qapp, 1)
    other = QDialog()
    try:
        monkey.glass.controller.guard.open()
        other.show()
        with pytest.raises(AssertionError, match="a dialog"):
            monkey.check("a dialog")
    finally:
        other.close()
        other.deleteLater()
        monkey.glass.close()
