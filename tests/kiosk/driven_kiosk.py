"""The real kiosk as a process of its own, for tests that end it or drive it from outside.

Usage: ``python -m tests.kiosk.driven_kiosk [plan | print]``: goes to a plan by itself, or asks
for it to be printed too. Every line on standard input is answered with a line of JSON that says
what is on the screen.
"""

import json
import sys
import threading

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel

from evenkeel.kiosk.app import run_kiosk
from evenkeel.kiosk.config import KioskConfig
from evenkeel.kiosk.controller import KioskController
from evenkeel.kiosk.pin import hash_pin
from evenkeel.kiosk.sizes import sizes_of
from tests.kiosk.glass import CLINIC, Finger

PIN = "471100"


class Witness(QObject):
    """Answers in the window's own thread."""

    asked = Signal()

    def __init__(self, controller: KioskController) -> None:
        super().__init__()
        self._window = controller.window
        self._controller = controller
        self.asked.connect(self.tell)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for _ in sys.stdin:
            self.asked.emit()

    def tell(self) -> None:
        """Says what is on the screen."""
        window, app = self._window, QApplication.instance()
        assert isinstance(app, QApplication)
        labels = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
        screen = window.screen().geometry()
        places = {
            one.objectName(): [
                one.mapToGlobal(one.rect().center()).x(),
                one.mapToGlobal(one.rect().center()).y(),
            ]
            for one in Finger(app, window, sizes_of(window.screen())).buttons()
        }
        name = window.bar.name
        middle = name.mapToGlobal(name.rect().center())
        places[name.objectName()] = [middle.x(), middle.y()]
        told = {
            "page": window.current(),
            "words": labels,
            "tops": sum(one.isVisible() for one in QApplication.topLevelWidgets()),
            "whole_screen": window.frameGeometry() == screen,
            "minimized": window.isMinimized(),
            "answers": self._controller.visit.answers is not None,
            "places": places,
            "journal": any(name.startswith("evenkeel.journal") for name in sys.modules),
        }
        print(json.dumps(told), flush=True)


def main() -> int:
    """Runs the kiosk until something ends it."""
    wish = sys.argv[1] if len(sys.argv) > 1 else ""
    config = KioskConfig(clinic=CLINIC, printer="front_desk", pin_hash=hash_pin(PIN))
    kept: list[QObject] = []

    def started(controller: KioskController) -> None:
        def go() -> None:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            window = controller.window
            finger = Finger(app, window, sizes_of(window.screen()))
            finger.settle()
            if wish:
                finger.to_plan()
            if wish == "print":
                finger.press("kiosk_print_plan")
            witness = Witness(controller)
            kept.append(witness)
            witness.tell()

        QTimer.singleShot(0, controller, go)

    return run_kiosk(config, started=started)


if __name__ == "__main__":
    sys.exit(main())
