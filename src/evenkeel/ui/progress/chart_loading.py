"""Loads the charts' modules without blocking the window.

pyqtgraph and numpy take some half a second to load, in which the window would stand still.
"""

import sys
import threading

from PySide6.QtCore import QObject, Signal

from evenkeel.ui.frame.startup_log import warn


def charts_ready() -> bool:
    """Whether a chart can be made without waiting."""
    module = sys.modules.get("pyqtgraph")
    spec = getattr(module, "__spec__", None)
    return spec is not None and not getattr(spec, "_initializing", False)


class ChartLoader(QObject):
    """Loads the charts' modules in a thread of its own.

    Signals:
        done: a chart can be made now.
        failed: it can't: a part of the program is missing.
    """

    done = Signal()
    failed = Signal()

    def begin(self) -> None:
        """Begins to load."""
        threading.Thread(target=self._load, name="charts").start()

    def _load(self) -> None:
        try:
            import pyqtgraph  # noqa: F401
        except ImportError as error:
            warn(f"Charts can't be drawn: {error}")
            self.failed.emit()
        else:
            self.done.emit()
