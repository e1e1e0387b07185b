"""The real kiosk on a real screen, with a real mouse and keyboard: it can't be left."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.screen import Screen, missing
from tests.kiosk.driven_kiosk import PIN
from tests.kiosk.outside import Kiosk

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"not here: {', '.join(missing())}")
SIZE = (1024, 768)


@pytest.fixture
def screen() -> Iterator[Screen]:
    with Screen(SIZE) as one:
        yield one


def opened(screen: Screen, home: Path) -> Kiosk:
    return Kiosk(home, DISPLAY=screen.display, QT_QPA_PLATFORM="xcb")


def tap(screen: Screen, told: dict[str, Any], name: str) -> None:
    x, y = told["places"][name]
    screen.do("mousemove", str(x), str(y), "click", "1")


def test_it_fills_the_screen_and_nothing_takes_it_away(screen: Screen, tmp_path: Path) -> None:
    with opened(screen, tmp_path / "home") as kiosk:
        told = kiosk.now(whole_screen=True)
        tap(screen, told, "kiosk_find")
        told = kiosk.now(page="questions")
        screen.do("key", "alt+F4")
        screen.do("key", "Escape")
        for keys in ("ctrl+q", "ctrl+w", "ctrl+p", "F1", "F10", "F11", "super", "alt+Tab", "Menu"):
            screen.do("key", keys)
        right, bottom = SIZE[0] - 1, SIZE[1] - 1
        for x, y in ((0, 0), (right, 0), (0, bottom), (right, bottom)):
            for button in ("1", "2", "3"):
                screen.do("mousemove", str(x), str(y), "click", button)
        told = kiosk.now()
        assert told["page"] == "questions"
        assert told["tops"] == 1
        assert told["whole_screen"]
        assert not told["minimized"]
        assert kiosk.process.poll() is None
        tap(screen, told, "kiosk_start_over")
        kiosk.now(page="invite")


def test_staff_leave_with_the_pin(screen: Screen, tmp_path: Path) -> None:
    with opened(screen, tmp_path / "home") as kiosk:
        told = kiosk.now(whole_screen=True)
        x, y = told["places"]["kiosk_name"]
        screen.do("mousemove", str(x), str(y), "mousedown", "1")
        told = kiosk.now(pad=True)
        screen.do("mouseup", "1")
        for digit in PIN:
            tap(screen, told, f"kiosk_pad_{digit}")
        tap(screen, told, "kiosk_pad_go")
        assert kiosk.process.wait(timeout=20) == 0
