"""Where the program meets the system: what the system would ask is answered, faults are noted."""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

#: What the offscreen platform says of itself.
_OFFSCREEN = "This plugin does not support "
#: A machine need not have a font for the name of every language in its own script.
_NO_FONT = "OpenType support missing for "


class Faults:
    """Everything that nobody may ever see: tracebacks, and complaints of Qt."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._stack = ExitStack()

    def __enter__(self) -> "Faults":
        for hook in ("excepthook", "unraisablehook"):
            self._stack.enter_context(patch.object(sys, hook, getattr(self, f"_{hook}")))
        before = qInstallMessageHandler(self._heard)
        self._stack.callback(lambda: qInstallMessageHandler(before))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _excepthook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        while trace and trace.tb_next:
            trace = trace.tb_next
        where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
        self.found.append(f"{kind.__name__}: {error} ({where})")

    def _unraisablehook(self, told: Any) -> None:
        self.found.append(f"{told.exc_type.__name__}: {told.exc_value}")

    def _heard(self, kind: QtMsgType, _: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not text.startswith((_OFFSCREEN, _NO_FONT)):
            self.found.append(f"Qt: {text}")


@contextmanager
def no_dialogs_of_the_system(folder: Path, chance: random.Random) -> Iterator[Counter[str]]:
    """Answers what the system would ask, now with a file, now with *Cancel*; counts it."""
    asked: Counter[str] = Counter()

    def saved(_parent: QWidget, _title: str, name: str, kinds: str = "") -> tuple[str, str]:
        asked["save"] += 1
        target = folder / Path(name).name
        return (str(target) if chance.random() < 0.6 else "", kinds.split(";;")[0])

    def opened(*_: object) -> tuple[str, str]:
        asked["open"] += 1
        copies = sorted(folder.glob("*.sqlite"))
        return (str(chance.choice(copies)) if copies and chance.random() < 0.6 else "", "")

    def cancelled(*_: object) -> int:
        asked["dialog"] += 1
        return QDialog.DialogCode.Rejected.value

    def noted(what: str) -> Callable[..., bool]:
        def note(*_: object) -> bool:
            asked[what] += 1
            return True

        return note

    with ExitStack() as stack:
        enter = stack.enter_context
        enter(patch.object(QFileDialog, "getSaveFileName", staticmethod(saved)))
        enter(patch.object(QFileDialog, "getOpenFileName", staticmethod(opened)))
        enter(patch.object(QMessageBox, "exec", cancelled))
        enter(patch.object(QDesktopServices, "openUrl", staticmethod(noted("folder"))))
        enter(patch("evenkeel.ui.print.printing.print_with_dialog", noted("print")))
        enter(patch("evenkeel.ui.print.printing.preview", noted("preview")))
        yield asked
