"""What tests of the window need to know about Qt."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication


def settle() -> None:
    """Lets Qt show, place and delete what was added and taken away."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
