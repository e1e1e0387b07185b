"""Where a window opens, and how large: never larger than the screen, never off it."""

from PySide6.QtCore import QByteArray, QMargins, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

#: Fits a small laptop; used until the user has chosen another size.
FIRST_SIZE = QSize(1200, 740)
#: Room for the title bar and borders, which are unknown before a window is shown.
FRAME = QMargins(4, 36, 4, 4)


def fitted(wanted: QRect, available: QRect) -> QRect:
    """A place for the inside of a window: as wanted, as far as the screen has the room.

    ``available`` is the screen without its bars, in the same pixels.
    """
    room = available.marginsRemoved(FRAME)
    size = wanted.size().boundedTo(room.size())
    left = min(max(wanted.left(), room.left()), room.right() + 1 - size.width())
    top = min(max(wanted.top(), room.top()), room.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())


def place(window: QWidget, saved: str) -> bool:
    """Places a window that is not shown yet; whether it should be shown maximised.

    ``saved`` is its last placement, as :func:`placement_of` gave it. If that is not valid, the
    window is placed as at the first start: centred at the default size, or on the whole of a
    smaller screen.
    """
    data = QByteArray.fromBase64(saved.encode("ascii", "ignore"))
    if not data.isEmpty() and window.restoreGeometry(data):
        if not (window.isMaximized() or window.isFullScreen()):
            window.setGeometry(fitted(window.geometry(), _available(window)))
        return False
    available = _available(window)
    wanted = QRect(available.topLeft(), FIRST_SIZE)
    wanted.moveCenter(available.center())
    placed = fitted(wanted, available)
    if placed.size() == FIRST_SIZE:
        # The desktop chooses the position.
        window.resize(FIRST_SIZE)
        return False
    window.setGeometry(placed)
    return True


def placement_of(window: QWidget) -> str:
    """The placement of a window, for :func:`place` at a later start."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def _available(window: QWidget) -> QRect:
    screen = QGuiApplication.screenAt(window.geometry().center()) or window.screen()
    return screen.availableGeometry()
