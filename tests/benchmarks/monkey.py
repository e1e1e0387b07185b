"""Taps, pushes and types at random: the kiosk must neither be left nor fail.

Usage: ``python -m tests.benchmarks.monkey [--seconds S | --events N] [--seed N]``. Prints one
JSON object. What is done follows from the seed alone.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from evenkeel.kiosk.frame.config import KioskConfig
from evenkeel.kiosk.shell.pin import hash_pin
from tests.kiosk.glass import CLINIC, SMALL, Glass, count_complaints

#: Too long to be hit upon.
_PIN = "830174926583"
#: Every key of a usual keyboard, from Space over the letters to F35 and Help.
_KEYS = [key for key in Qt.Key if key <= Qt.Key.Key_AsciiTilde]
_KEYS += [key for key in Qt.Key if Qt.Key.Key_Escape <= key <= Qt.Key.Key_Help]
_MODIFIERS = [
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
]


class Monkey:
    """Does one thing after the other before a kiosk.

    Attributes:
        done: how many things it did.
        pages: where it has been, and how often.
    """

    def __init__(self, glass: Glass, seed: int) -> None:
        self.glass = glass
        self.done = 0
        self.pages: dict[str, int] = {}
        self._chance = random.Random(seed)
        self._acts: list[tuple[Callable[[], None], int]] = [
            (self._tap, 20),
            (self._press, 50),
            (self._push, 6),
            (self._type, 14),
            (self._wheel, 3),
            (self._other_button, 4),
            (self._close, 2),
            (self._hold, 2),
            (self._wait, 4),
            (self._answer, 6),
        ]

    def act(self) -> None:
        """Does one thing, and looks whether the kiosk still stands."""
        acts, weights = zip(*self._acts, strict=True)
        [act] = self._chance.choices(acts, weights)
        act()
        self.glass.settle()
        self.done += 1
        page = self.glass.page
        self.pages[page] = self.pages.get(page, 0) + 1
        self.check(act.__name__)

    def check(self, after: str) -> None:
        """Whether the kiosk is all that there is."""
        glass = self.glass
        tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        assert tops == [glass.window], (after, tops)
        assert not glass.window.isMinimized(), after
        assert not QApplication.activePopupWidget(), after
        assert not QApplication.activeModalWidget(), after
        assert glass.page, after
        assert not glass.left, after

    def _anywhere(self) -> QPoint:
        size = self.glass.window.size()
        return QPoint(self._chance.randrange(size.width()), self._chance.randrange(size.height()))

    def _tap(self) -> None:
        self.glass.tap(self._anywhere())

    def _press(self) -> None:
        """A button, so that it gets somewhere; starting over is pressed more rarely."""
        buttons = [one for one in self.glass.buttons() if one.isEnabled()]
        button = self._chance.choice(buttons)
        if button.text() == "Start over" and self._chance.random() < 0.8:
            return
        seen = button.visibleRegion().boundingRect()
        if not seen.isEmpty():
            self.glass.tap(button.mapTo(self.glass.window, seen.center()))

    def _answer(self) -> None:
        """Through all the questions: chance alone ends them at a warning sign, before any plan."""
        if self.glass.page == "invite" and self.glass.seen(QAbstractButton, "kiosk_find"):
            self.glass.to_plan()

    def _push(self) -> None:
        start, end = self._anywhere(), self._anywhere()
        self.glass.drag(start, end - start, steps=self._chance.randint(1, 8))

    def _type(self) -> None:
        self.glass.key(self._chance.choice(_KEYS), self._chance.choice(_MODIFIERS))

    def _wheel(self) -> None:
        at = QPointF(self._anywhere())
        turned = QPoint(0, self._chance.choice([-240, -120, 120, 240]))
        event = QWheelEvent(
            at,
            at,
            QPoint(),
            turned,
            Qt.MouseButton.NoButton,
            self._chance.choice(_MODIFIERS),
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.glass.window.windowHandle(), event)

    def _other_button(self) -> None:
        handle = self.glass.window.windowHandle()
        button = self._chance.choice([Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
        QTest.mouseClick(handle, button, self._chance.choice(_MODIFIERS), self._anywhere())

    def _close(self) -> None:
        self._chance.choice(
            [
                self.glass.window.close,
                QApplication.closeAllWindows,
                QApplication.quit,
                self.glass.window.windowHandle().close,
            ]
        )()

    def _hold(self) -> None:
        if self.glass.seen(type(self.glass.window.bar), "kiosk_bar"):
            self.glass.hold("kiosk_name", self._chance.choice([1, 3, 4]))

    def _wait(self) -> None:
        self.glass.pass_time(self._chance.choice([1, 5, 30, 61, 75, 90]))


def made_monkey(app: QApplication, seed: int) -> Monkey:
    """A monkey before a kiosk with everything that a kiosk can have."""
    config = KioskConfig(clinic=CLINIC, printer="front_desk", pin_hash=hash_pin(_PIN))
    return Monkey(Glass(app, config, SMALL), seed)


def main() -> int:
    """Runs for a time or a number of things, and tells what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--events", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    raised: list[str] = []

    def note(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        raised.append(f"{kind.__name__}: {error}")

    # Qt goes on after an exception in a slot; it is told here.
    sys.excepthook = note
    complaints = count_complaints()
    app = QApplication(sys.argv[:1])
    monkey = made_monkey(app, options.seed)
    end = time.monotonic() + options.seconds
    failed = ""
    while time.monotonic() < end and monkey.done < options.events and not raised:
        try:
            monkey.act()
        except AssertionError as error:
            failed = str(error)
            break
    report = {
        "seed": options.seed,
        "done": monkey.done,
        "pages": monkey.pages,
        "printed": len(monkey.glass.printer.jobs),
        "left": monkey.glass.left,
        "raised": raised,
        "failed": failed,
        "complaints": complaints,
    }
    monkey.glass.close()
    print(json.dumps(report, indent=1))
    return 1 if raised or failed else 0


if __name__ == "__main__":
    sys.exit(main())
