"""The window of the kiosk: a page, the bar below it, and overlays."""

from collections.abc import Callable, Mapping
from typing import TypeVar, overload

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import Shiboken

from evenkeel.kiosk.frame.bar import Bar
from evenkeel.kiosk.frame.overlay import Overlay
from evenkeel.kiosk.frame.touch_page import turn
from evenkeel.ui.frame.page_key import PageKey
from evenkeel.ui.frame.press_guard import PressGuard
from evenkeel.ui.widgets import ScrollPage

_Page = TypeVar("_Page", bound=ScrollPage)


class KioskWindow(QWidget):
    """Shows one page at a time, over the whole screen. It has no frame, no menu and no action.

    Attributes:
        bar: the actions of every page.
        leaving: whether it may be closed.
        presses: swallows presses that were meant for the page before; made when the window is
            shown.

    Signals:
        shown: the window is on the screen.
        replaced: the content of this widget has changed.
    """

    shown = Signal()
    replaced = Signal(object)

    def __init__(self, bar: Bar, makers: Mapping[str, Callable[[], ScrollPage]]) -> None:
        """Takes the factories of the pages by name; each is called when a visit needs its page."""
        super().__init__()
        self.setObjectName("kiosk")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Evenkeel")
        self.setWindowFlags(
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.bar = bar
        self.leaving = False
        self.presses: PressGuard | None = None
        self._makers = makers
        self._made: dict[str, ScrollPage] = {}
        self._current = ""
        self._gone: list[QWidget] = []
        self._clearing = QTimer(self)
        self._clearing.setSingleShot(True)
        self._clearing.setInterval(0)
        self._clearing.timeout.connect(self._clear)
        self._overlays: list[Overlay] = []
        self._content = QWidget()
        self._stack = QStackedWidget()
        self._inside = inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._stack, 1)
        inside.addWidget(bar)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._content)
        bar.turned.connect(self._turn)

    def fill_screen(self) -> None:
        """Fills the whole screen, also without a window manager."""
        self.setGeometry(self.screen().geometry())
        self.showFullScreen()

    def current(self) -> str:
        """The name of the page that is shown; empty before the first."""
        return self._current

    @overload
    def page(self, name: PageKey[_Page]) -> _Page: ...

    @overload
    def page(self, name: str) -> ScrollPage: ...

    def page(self, name: str) -> ScrollPage:
        """A page, made if it does not exist yet in this visit.

        Raises:
            KeyError: there is no such page.
        """
        if name not in self._made:
            page = self._makers[name]()
            self._made[name] = page
            self._stack.addWidget(page)
            scroll = page.scroll_area.verticalScrollBar()
            scroll.rangeChanged.connect(self._tell_turns)
            scroll.valueChanged.connect(self._tell_turns)
        return self._made[name]

    def shown_now(self) -> QWidget | None:
        """What a visitor sees: an overlay, or the page."""
        for overlay in self._overlays:
            if overlay.isVisible():
                return overlay
        return self._made.get(self._current)

    def show_page(self, name: str) -> None:
        """Shows a page.

        Raises:
            KeyError: there is no such page.
        """
        page = self.page(name)
        self._current = name
        self._stack.setCurrentWidget(page)
        self.replaced.emit(self._stack)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_turns()

    def forget(self) -> None:
        """Discards every page, with whatever was chosen or scrolled there.

        They are hidden at once and deleted later: the caller may be handling an event of one of
        them.
        """
        self._current = ""
        while self._made:
            _, page = self._made.popitem()
            self._stack.removeWidget(page)
            page.hide()
            self._gone.append(page)
        self._clearing.start()

    def furnish(self, bar: Bar) -> None:
        """Replaces the bar, and discards the overlays: everything is said in another language.

        The old ones go as pages do: one of them may be what was pressed.
        """
        for old in (self.bar, *self._overlays):
            old.hide()
            self._gone.append(old)
        self._inside.removeWidget(self.bar)
        self._inside.addWidget(bar)
        self.bar = bar
        self._overlays.clear()
        bar.turned.connect(self._turn)
        self._clearing.start()

    def add_overlay(self, overlay: Overlay) -> None:
        """Adds an overlay, hidden."""
        self._overlays.append(overlay)

    def show_overlay(self, overlay: Overlay) -> None:
        """Shows an overlay: nothing under it can be seen, reached or read out."""
        self._content.hide()
        overlay.cover()
        self.replaced.emit(self)

    def hide_overlays(self) -> None:
        """Shows the page and the bar again."""
        if self._content.isHidden():
            self.replaced.emit(self)
        for overlay in self._overlays:
            overlay.hide()
        self._content.show()
        page = self._made.get(self._current)
        if page:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Emits :attr:`shown`."""
        super().showEvent(event)
        self.shown.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuses to close, unless staff leave."""
        if not self.leaving:
            event.ignore()

    def _clear(self) -> None:
        """Deletes the discarded pages at once, so that nothing of a visitor stays in memory."""
        while self._gone:
            Shiboken.delete(self._gone.pop())

    def _turn(self, step: int) -> None:
        page = self._made.get(self._current)
        if page:
            turn(page, step)

    def _tell_turns(self) -> None:
        page = self._made.get(self._current)
        if page:
            scroll = page.scroll_area.verticalScrollBar()
            self.bar.show_turns(
                up=scroll.value() > scroll.minimum(), down=scroll.value() < scroll.maximum()
            )
