"""What tests of the window need to know about Qt."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from evenkeel.ui.widgets.deferred_tasks import DeferredTasks

#: No page does as many things after it has appeared.
_MANY = 200


def settle() -> None:
    """Lets Qt show, place and delete what was added and taken away, now and a little later."""
    for _ in range(_MANY):
        busy = _busy()
        QApplication.processEvents()
        # Once more after the last thing; and painting itself may have asked for something.
        if not busy and not _busy():
            break
    else:
        raise AssertionError("a page never gets done")
    # What was laid out last may have asked those around it for more room.
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _busy() -> bool:
    """Whether something is still to come on a page."""
    windows = QApplication.topLevelWidgets()
    return any(
        later.isActive() for window in windows for later in window.findChildren(DeferredTasks)
    )
