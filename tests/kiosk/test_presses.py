"""Two taps in the kiosk: the second does nothing on what came with the first."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.kiosk.glass import LANDSCAPE, PORTRAIT, SMALL, Glass
from tests.ui.patience import later

GAPS = [0.06, 0.15, 0.25, 0.35]


def double_tap(glass: Glass, name: str, gap_s: float) -> None:
    glass.settle()
    at = glass.reach(name)
    later(glass.window.presses)
    for _ in range(2):
        tap(glass, at)
        glass.seconds += gap_s


def tap(glass: Glass, at: QPoint) -> None:
    handle = glass.window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    glass.settle()


def chosen(glass: Glass) -> list[str]:
    page = glass.window.page(glass.page)
    buttons = page.findChildren(QAbstractButton)
    return [one.objectName() for one in buttons if one.isVisible() and one.isChecked()]


@pytest.mark.parametrize(
    ("size", "gap_s"), [(PORTRAIT, 0.15), (LANDSCAPE, 0.25), *((SMALL, gap_s) for gap_s in GAPS)]
)
def test_two_taps_on_print_print_once_and_say_so(
    qapp: QApplication, size: tuple[int, int], gap_s: float
) -> None:
    glass = Glass(qapp, size=size)
    try:
        glass.at_plan()
        double_tap(glass, "kiosk_print_plan", gap_s)
        glass.wait_until(lambda: bool(glass.printer.jobs))
        assert glass.page == "paper"
        assert len(glass.printer.jobs) == 1
    finally:
        glass.close()


@pytest.mark.parametrize("gap_s", GAPS)
def test_two_taps_answer_one_question(qapp: QApplication, gap_s: float) -> None:
    glass = Glass(qapp, size=SMALL)
    try:
        double_tap(glass, "kiosk_find", gap_s)
        assert (glass.page, chosen(glass)) == ("questions", [])
        for name in ("red_flags_none", "questionnaire_next", "pregnancy_no", "sore_side_left"):
            double_tap(glass, name, gap_s)
            wanted = ["red_flags_none"] if name == "red_flags_none" else []
            assert chosen(glass) == wanted, name
        assert glass.words().startswith("Which describes it best?")
    finally:
        glass.close()
