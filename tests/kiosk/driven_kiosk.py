"""The real kiosk as a process of its own, for tests that end it or drive it from outside.

Usage: ``python -m tests.kiosk.driven_kiosk [plan | print]``: goes to a plan by itself, or asks
for it to be printed too. Every line on standard input is JSON, and is answered with a line of JSON
that says what is on the screen: as soon as that holds what was asked for, or after half a minute.
"""

import json
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel

from evenkeel.kiosk.frame.config import KioskConfig
from evenkeel.kiosk.shell.app import run_kiosk
from evenkeel.kiosk.shell.controller import KioskController
from evenkeel.kiosk.shell.pin import hash_pin
from evenkeel.kiosk.style.sizes import sizes_of
from tests.kiosk.glass import CLINIC, Finger
from tests.ui.patience import at_rest

PIN = "471100"
#: How often (ms) it looks whether the screen holds what was asked for, and how many times.
_LOOK_MS, _LOOKS = 50, 600
#: Modules that read or hold a person's journal and settings; times and files are for all.
_OF_THE_JOURNAL = {f"evenkeel.journal.{name}" for name in ("store", "settings", "copies", "export")}


class Witness(QObject):
    """Answers in the window's own thread."""

    asked = Signal(str)

    def __init__(self, controller: KioskController) -> None:
        super().__init__()
        self._window = controller.window
        self._controller = controller
        self.asked.connect(self._ask)
        self._wanted: dict[str, Any] = {}
        self._looks = 0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._appearance)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.asked.emit(line)

    def _ask(self, line: str) -> None:
        self._wanted, self._looks = json.loads(line), _LOOKS
        self._timer.start()
        self._appearance()

    def _appearance(self) -> None:
        told = self._seen()
        self._looks -= 1
        # The test presses at once: only what can be pressed by now is reported.
        ready = at_rest(self._window.presses)
        if not self._looks or (
            ready and all(told[key] == value for key, value in self._wanted.items())
        ):
            self._timer.stop()
            print(json.dumps(told), flush=True)

    def tell(self) -> None:
        """Says what is on the screen."""
        print(json.dumps(self._seen()), flush=True)

    def _seen(self) -> dict[str, Any]:
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
        return {
            "page": window.current(),
            "words": labels,
            "tops": sum(one.isVisible() for one in QApplication.topLevelWidgets()),
            "whole_screen": window.frameGeometry() == screen,
            "minimized": window.isMinimized(),
            "answers": self._controller.visit.answers is not None,
            "places": places,
            "pad": "kiosk_pad_1" in places,
            "journal": bool(_OF_THE_JOURNAL & sys.modules.keys()),
        }


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
